"""What a case knows of each patent: numbers, days, holders, what it claims and what it is cited for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wigmore.kit import allen, edtf
from wigmore.kit import text as texts
from wigmore.methods import patents
from wigmore.model import dating, thing, views

PATENT = "patent"
"""The kind of entity that is a patent or an application for one."""

STEPS = ("priority", "filed", "published", "granted")
"""The days of a patent in the only order in which they can come; each is a property of that name."""

EVENTS = {"patent-filing": "filed", "patent-grant": "granted"}
HOLDING = frozenset({"holds", "owns"})
HOLDER_ROLES = frozenset({"owner", "holder", "applicant", "assignee", "proprietor"})
"""The roles of an event of a patent whose participants hold it."""

PREFERRED = ("grant", "name", "publication", "application")
"""Which of the numbers of a patent is shown, the first that there is."""

LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is told of a patent, and the claim or event that tells it."""

    step: str
    date: dating.Dated
    basis: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a patent: an entity by id, or a name that is none; since and until when, where told.

    `label` is what it is called.
    """

    name: str
    label: str
    is_entity: bool
    since: edtf.Edtf | None
    until: edtf.Edtf | None
    basis: str


@dataclass(frozen=True, slots=True)
class Patent:
    """All that a case knows of a patent; `faults` are why a number cannot be one of its office."""

    id: str
    entity: thing.Entity
    written: str
    number: patents.Number | None
    numbers: tuple[patents.Number, ...]
    faults: tuple[str, ...]
    days: tuple[Day, ...]
    holders: tuple[Holder, ...]
    claimed: tuple[views.Said, ...]
    cited: tuple[views.Said, ...]

    @property
    def office(self) -> str:
        """The two letters of its office; the country of the entity where it has no number that reads."""
        return self.number.office if self.number else self.entity.country or ""

    @property
    def family(self) -> str:
        """Its family; one that names none is a family by itself."""
        return self.entity.identifiers.get("family", f"{self.id} by itself")

    @property
    def basis(self) -> tuple[str, ...]:
        """The claims, events and relations that tell of it."""
        told = (*(one.basis for one in self.days), *(one.basis for one in self.holders))
        return tuple(dict.fromkeys((*told, *(one.id for one in (*self.claimed, *self.cited)))))

    @property
    def is_granted(self) -> bool:
        """Whether a number, a day or an event tells of a grant."""
        return any(one.step == "granted" for one in self.days) or any(
            one.forms == ("grant",) for one in self.numbers
        )

    def of_step(self, step: str) -> tuple[Day, ...]:
        """The days that are told of one step."""
        return tuple(one for one in self.days if one.step == step)

    def disorder(self) -> Iterator[tuple[Day, Day]]:
        """Pairs of days of which the step that comes first certainly lies after the other."""
        for place, step in enumerate(STEPS):
            for one in self.of_step(step):
                for later in STEPS[place + 1 :]:
                    yield from (
                        (one, other) for other in self.of_step(later) if other.date.is_before(one.date)
                    )

    def misdated(self) -> Iterator[tuple[str, Day]]:
        """Why a number cannot be that of a document of its day, and the day."""
        for number in self.numbers:
            if len(number.forms) == 1:
                step = {"application": "filed", "publication": "published", "grant": "granted"}
                for one in self.of_step(step[number.forms[0]]):
                    why = patents.misdated(number, _year(one.date.first), _year(one.date.last))
                    if why:
                        yield why, one


def _year(ordinal: int) -> int:
    """The year of a day; one beyond all numbers for an end that is open or unknown."""
    if abs(ordinal) >= allen.FAR_FUTURE:
        return LAST_YEAR if ordinal > 0 else -LAST_YEAR
    return edtf.day_of(ordinal)[0]


class Gathering:
    """Gathers what relations, events and claims say of each patent."""

    def __init__(
        self,
        network: views.Network,
        events: views.Events,
        values: views.Values,
        reports: views.Reports,
        dates: dating.Dates,
    ) -> None:
        self.network = network
        self.events = events
        self.dates = dates
        self.days: dict[str, list[Day]] = {}
        self.holders: dict[str, list[Holder]] = {}
        self.texts: dict[tuple[str, str], list[views.Said]] = {}
        self._names = _named(network.entities)
        for said in values:
            if reports.records[said.id].is_said:
                for subject in dict.fromkeys(said.about):
                    self._claim(subject, said)
        self._events()
        self._relations()

    def _claim(self, subject: str, said: views.Said) -> None:
        if said.property in STEPS and isinstance(said.value, edtf.Edtf):
            day = Day(said.property, self.dates.dated(said.value), said.id)
            self.days.setdefault(subject, []).append(day)
        elif said.property == "assignee":
            name = str(said.value)
            known = self._names.get(texts.fold(name))
            made = Holder(known or name, name, known is not None, said.when, None, said.id)
            self.holders.setdefault(subject, []).append(made)
        elif said.property in ("claimed", "cited-for"):
            self.texts.setdefault((subject, said.property), []).append(said)

    def _events(self) -> None:
        for name, one in self.events.records.items():
            step = EVENTS.get(one.kind)
            if step is None or one.state not in (None, "happened"):
                continue
            date = self.events.lifetimes[name].begin if name in self.events.lifetimes else None
            held = [who for role, some in one.who.items() if role in HOLDER_ROLES for who in some]
            for subject in dict.fromkeys(who for some in one.who.values() for who in some):
                if subject in self.network.entities and self.network.entities[subject].kind == PATENT:
                    if date is not None:
                        self.days.setdefault(subject, []).append(Day(step, self.dates.dated(date), name))
                    self.holders.setdefault(subject, []).extend(
                        Holder(who, self._label(who), True, date, None, name) for who in held
                    )

    def _relations(self) -> None:
        for name, one in self.network.relations.items():
            if one.kind in HOLDING and one.state in (None, "operating"):
                life = self.network.lifetimes.get(name)
                since, until = (life.begin, life.end) if life else (None, None)
                made = Holder(one.from_, self._label(one.from_), True, since, until, name)
                self.holders.setdefault(one.to, []).append(made)

    def _label(self, name: str) -> str:
        return self.network.entities[name].name if name in self.network.entities else name

    def patents(self) -> list[Patent]:
        """Every patent of the case, sorted by id."""
        found = sorted(name for name, one in self.network.entities.items() if one.kind == PATENT)
        return [self._patent(name) for name in found]

    def _patent(self, name: str) -> Patent:
        entity = self.network.entities[name]
        read, faults = numbers(entity)
        shown = next((key for key in PREFERRED if key in read), "")
        written = entity.identifiers.get(shown, entity.name)
        return Patent(
            id=name,
            entity=entity,
            written=written,
            number=read.get(shown),
            numbers=tuple(read.values()),
            faults=faults,
            days=tuple(sorted(self.days.get(name, ()), key=_day_order)),
            holders=tuple(sorted(self.holders.get(name, ()), key=self._holder_order)),
            claimed=tuple(self.texts.get((name, "claimed"), ())),
            cited=tuple(self.texts.get((name, "cited-for"), ())),
        )

    def _holder_order(self, one: Holder) -> tuple[int, str, str]:
        first = self.dates.dated(one.since).first if one.since else allen.FAR_PAST
        return first, one.name, one.basis


def _day_order(one: Day) -> tuple[int, int, str]:
    return STEPS.index(one.step), one.date.first, one.basis


def _named(entities: Mapping[str, thing.Entity]) -> dict[str, str]:
    """Entities by their folded names and aliases; a name of several leads to the first of them."""
    made: dict[str, str] = {}
    for name, one in entities.items():
        for called in (one.name, *one.aliases):
            made.setdefault(texts.fold(called), name)
    return made


def numbers(entity: thing.Entity) -> tuple[dict[str, patents.Number], tuple[str, ...]]:
    """The numbers in the name and identifiers of a patent that read, by where they stand, and the faults."""
    made: dict[str, patents.Number] = {}
    faults = []
    for key, text in _written(entity):
        try:
            number = patents.parse(text, entity.country)
        except patents.PatentNumberError as wrong:
            faults.append(wrong.message)
        else:
            if number is not None:
                made[key] = number
    return made, tuple(faults)


def _written(entity: thing.Entity) -> Iterable[tuple[str, str]]:
    yield "name", entity.name
    for form in patents.FORMS:
        if form in entity.identifiers:
            yield form, entity.identifiers[form]

"""What is known of entities, one line for each fact: from their records, from claims, and from relations.

Each fact is set beside a day: known as of it, earlier, later, of no stated time, or uncertain, where the
bounds of its dates leave open on which side of the day it lies. A relation that is planned, or lapsed, says
that instead. Dates are widened by the padding policy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.kit import edtf, frozen
from wigmore.model import dating, graph, record, thing, views, vocabulary
from wigmore.vocab import tables

AS_OF, EARLIER, LATER, NO_TIME = "as of the day", "earlier", "later", "no time given"
UNCERTAIN = "uncertain"
NEVER_HELD = ("planned", "lapsed")
"""States of a relation that did not come about, or not yet, whatever its dates."""
UNTOLD = ("unknown", "undisclosed")
NO_LIFETIME = graph.Lifetime(None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a profile; `origin` is the record that says so: the entity, a claim or a relation."""

    entity: str
    fact: str
    value: str = ""
    other: str = ""
    when: str = ""
    scope: str = ""
    state: str = NO_TIME
    claims: tuple[str, ...] = ()
    origin: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of the profiles, and how dates are compared with it."""

    day: edtf.Edtf
    dates: dating.Dates

    def of_claim(self, when: edtf.Edtf | None) -> str:
        """How the time that a claim speaks of stands to the day."""
        return NO_TIME if when is None else self._state(*self.dates.ends(when))

    def of_life(self, begin: edtf.Edtf | None, end: edtf.Edtf | None) -> str:
        """How what began and ended on these dates stands to the day; what has no stated end goes on."""
        if begin is None and end is None:
            return NO_TIME
        begins, ends = (None if date is None else self.dates.bounds(date) for date in (begin, end))
        return self._state(begins, ends)

    def _state(self, begins: edtf.Bounds | None, ends: edtf.Bounds | None) -> str:
        """How a period stands to the day that begins and ends between these days (None: nobody says).

        It is known as of the day when it has certainly begun, and has neither certainly nor possibly ended.
        """
        if begins is not None and _is_before(self.day.latest, begins[0]):
            return LATER
        if ends is not None and _is_before(ends[1], self.day.earliest):
            return EARLIER
        has_begun = begins is None or begins[1] is edtf.OPEN or _is_reached(begins[1], self.day)
        may_be_over = ends is not None and (ends[0] is edtf.UNKNOWN or _is_before(ends[0], self.day.earliest))
        return AS_OF if has_begun and not may_be_over else UNCERTAIN


def _is_reached(end: edtf.End, day: edtf.Edtf) -> bool:
    return not isinstance(end, edtf.Bound) and not _is_before(day.latest, end)


def _is_before(one: edtf.End, other: edtf.End) -> bool:
    """Whether a day certainly lies before another; an open or unknown end tells nothing."""
    return not isinstance(one, edtf.Bound) and not isinstance(other, edtf.Bound) and one < other


def facts(
    network: views.Network, values: views.Values, reports: views.Reports, as_of: AsOf
) -> Mapping[str, tuple[Fact, ...]]:
    """The facts of each entity in the order of reading: its record, then claims, then relations.

    In a draft a record may rest on claims that do not exist: these are left out.
    """
    made: dict[str, list[Fact]] = {
        one.id: list(_of_record(one, network.lifetimes.get(one.id, NO_LIFETIME), as_of))
        for one in network.entities.values()
    }
    said = [one for one in values if reports.records[one.id].is_said]
    for one in _of_claims(network, said, values.properties, as_of):
        made[one.entity].append(one)
    for one in _of_relations(network, values, as_of):
        if one.entity in made:
            made[one.entity].append(one)
    return frozen.FrozenDict(
        {name: tuple(_of_known_claims(one, reports) for one in held) for name, held in made.items()}
    )


def _of_known_claims(one: Fact, reports: views.Reports) -> Fact:
    known = tuple(name for name in one.claims if name in reports.records)
    return one if known == one.claims else replace(one, claims=known)


def _of_record(one: thing.Entity, life: graph.Lifetime, as_of: AsOf) -> Iterator[Fact]:
    """Other names, country, identifiers, and when it came to be and ended."""
    for name in one.aliases:
        yield Fact(entity=one.id, fact="also called", value=name, claims=one.basis, origin=one.id)
    if one.country is not None:
        yield Fact(entity=one.id, fact="country", value=one.country, claims=one.basis, origin=one.id)
    for label, value in sorted(one.identifiers.items()):
        yield Fact(entity=one.id, fact=label, value=value, claims=one.basis, origin=one.id)
    for fact, date, held in (
        ("came to be", life.begin, one.from_),
        ("ended", life.end, one.until),
    ):
        if date is not None:
            yield Fact(
                entity=one.id,
                fact=fact,
                value=str(date),
                state=as_of.of_life(date, None),
                claims=_claims((held,), ()) or one.basis,
                origin=one.id,
            )


def _claims(held: Iterable[object], basis: Sequence[str]) -> tuple[str, ...]:
    """The claims to which values are bound, and those of the basis, each once."""
    bound = [value.claim for value in held if isinstance(value, record.Binding)]
    return tuple(dict.fromkeys((*bound, *basis)))


def _of_claims(
    network: views.Network,
    values: Iterable[views.Said],
    properties: Mapping[str, vocabulary.Property],
    as_of: AsOf,
) -> Iterator[Fact]:
    """The values that claims give to properties, by property and scope, in the order of time."""
    groups: defaultdict[tuple[str, str, str], list[views.Said]] = defaultdict(list)
    for said in values:
        for name in said.about:
            if name in network.entities:
                groups[name, said.property, said.definition].append(said)
    for (name, word, scope), held in sorted(groups.items()):
        dated = [_Dated.of(one, as_of) for one in held]
        known = properties.get(word)
        if known is not None and known.single:
            dated = _latest(dated)
        for one in sorted(dated, key=_Dated.order):
            said = one.said
            yield Fact(
                entity=name,
                fact=word,
                value=str(said.value),
                when="" if said.when is None else str(said.when),
                scope=scope,
                state=one.state,
                claims=(said.id,),
                origin=said.id,
            )


@dataclass(frozen=True, slots=True)
class _Dated:
    """A value with the bounds of its beginning, and how it stands to the day."""

    said: views.Said
    begins: edtf.Bounds | None
    is_period: bool
    state: str

    @classmethod
    def of(cls, said: views.Said, as_of: AsOf) -> "_Dated":
        """A value set beside the day."""
        begins, ends = as_of.dates.ends(said.when) if said.when else (None, None)
        return cls(said, begins, is_period=ends is not None, state=as_of.of_claim(said.when))

    def order(self) -> tuple[bool, int, str]:
        """Dated before undated, by the first possible day of the beginning, then by id."""
        first = self.begins[0] if self.begins else None
        day = 0 if first is None or isinstance(first, edtf.Bound) else edtf.ordinal(first)
        return (first is None, day, self.said.id)


def _latest(held: Sequence[_Dated]) -> list[_Dated]:
    """The values of a property that has one at a time: what another certainly followed is earlier.

    A time without an end, as `2020`, gives way to whatever began later; a period that covers the day only to
    what holds on the day as well.
    """
    holding = _last_beginning(one for one in held if one.state == AS_OF)
    begun = _last_beginning(one for one in held if one.state in (AS_OF, EARLIER))
    made = []
    for one in held:
        follower = holding if one.is_period else begun
        if one.state == AS_OF and one.begins and follower and _gives_way(one.begins[1], follower):
            made.append(replace(one, state=EARLIER))
        else:
            made.append(one)
    return made


def _last_beginning(held: Iterable[_Dated]) -> edtf.Day | None:
    """The latest day on which one of these begins at the earliest."""
    firsts = [one.begins[0] for one in held if one.begins]
    return max((first for first in firsts if not isinstance(first, edtf.Bound)), default=None)


def _gives_way(begin: edtf.End, follower: edtf.Day) -> bool:
    """Whether what begins on this day at the latest certainly began before another."""
    return begin is edtf.OPEN or _is_before(begin, follower)


def _of_relations(network: views.Network, values: views.Values, as_of: AsOf) -> Iterator[Fact]:
    """Each relation twice: as it is said of its first end, and of its second."""
    order = {kind: number for number, kind in enumerate(tables.phrases())}
    made = []
    for one in network.relations.values():
        life = network.lifetimes.get(one.id, NO_LIFETIME)
        first = life.begin.earliest if life.begin else edtf.UNKNOWN
        made.append((order[one.kind], (0,) if isinstance(first, edtf.Bound) else first, one.id, life))
    for _, _, name, life in sorted(made, key=lambda row: row[:3]):
        one = network.relations[name]
        shares = {name: _share(held, values) for name, held in sorted(one.share.items())}
        forward, backward = tables.phrases()[one.kind]
        equity = shares.pop("equity", "shares") if "{share}" in forward else ""
        if equity in UNTOLD:
            equity = f"an {equity} share"
        line = Fact(
            entity=one.from_,
            fact=forward.replace("{share}", equity),
            other=one.to,
            when=_period(life),
            scope="; ".join(f"{name} {share}" for name, share in shares.items()),
            state=one.state if one.state in NEVER_HELD else as_of.of_life(life.begin, life.end),
            claims=_claims((*one.share.values(), one.since, one.until), one.basis),
            origin=one.id,
        )
        yield line
        yield replace(line, entity=one.to, fact=backward.replace("{share}", equity), other=one.from_)


def _share(held: object, values: views.Values) -> str:
    """A share in words; one that is bound to a claim nobody may see is not told."""
    if isinstance(held, record.Binding):
        said = values.records.get(held.claim)
        return str(said.value) if said else "undisclosed"
    return str(held)


def _period(life: graph.Lifetime) -> str:
    parts = [f"since {life.begin}" if life.begin else "", f"until {life.end}" if life.end else ""]
    return ", ".join(part for part in parts if part)

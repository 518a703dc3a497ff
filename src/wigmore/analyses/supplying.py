"""How much the members of a level can make in a year, by what claims say: what operates, and what is planned.

A claim holds from the first day that its time can mean, until a later one of the same definition, and no
worse supported, counts from the first day of the year, or before. What holds in a year and differs is a rival
reading: the range is the hull of all, its middle that of the best supported that has two ends, of equals the
latest. What begins after the day of the case is a plan, whatever its state says; a plan that names no year is
nobody's supply.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wigmore.kit import allen, edtf, quantity
from wigmore.model import dating, finding, graph, views, worked_view
from wigmore.packs import leaves

OPERATING, PLANNED, ALL, ENDED = "operating", "planned", "all", "ended"
STATES = (OPERATING, PLANNED, ALL)
"""The states in which a supply is told; what is planned and what operates of one part are never added up."""

_STATES, _PARTS, _OTHER = "capacity-states", "capacity-parts", "other"
_STATE = "state"


@dataclass(frozen=True, slots=True)
class Amount:
    """A range in base units with its middle (None where nobody knows it); `high` may be infinite."""

    low: float
    central: float | None
    high: float
    claims: tuple[str, ...] = ()

    def plus(self, other: "Amount") -> "Amount":
        """The sum with another; its middle is unknown where one of the two is."""
        central = None if self.central is None or other.central is None else self.central + other.central
        claims = tuple(dict.fromkeys((*self.claims, *other.claims)))
        return Amount(self.low + other.low, central, self.high + other.high, claims)

    def times(self, low: float, central: float, high: float) -> "Amount":
        """The product with a range that is not below nought; nought times an infinite end is nought."""
        return Amount(
            self.low * low,
            None if self.central is None else self.central * central,
            self.high * high if self.high and high else 0.0,
            self.claims,
        )

    @property
    def is_nought(self) -> bool:
        """Whether there is certainly nothing."""
        return self.high == 0

    @property
    def end(self) -> float | None:
        """The upper end; None where there is none."""
        return None if math.isinf(self.high) else self.high


NOUGHT = Amount(0.0, 0.0, 0.0)
MISSING = Amount(0.0, None, math.inf)
"""The supply of a member of whom no claim says how much it can make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim on how much somebody can make: of which part, by which definition, in which state, from when.

    `until` is the last day where the time of the claim has an end and no beginning.
    """

    claim: str
    part: tuple[tuple[str, str], ...]
    definition: tuple[tuple[str, str], ...]
    counts: str
    row: str
    first: int
    until: int
    leaf: leaves.Leaf
    has_middle: bool
    rank: int

    def precedes(self, other: "Held") -> bool:
        """Whether another of the same definition takes its place where it is later.

        What operates, or has ended, takes the place of whatever was said before; a plan only that of a plan;
        and what is worse supported takes no place, but stands beside.
        """
        is_same = self.definition == other.definition and self.first < other.first
        return (
            is_same
            and other.rank <= self.rank
            and (other.counts in (OPERATING, ENDED) or self.counts == other.counts == PLANNED)
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What is said of one entity with one property: dated claims, and plans that name no year."""

    held: tuple[Held, ...] = ()
    undated: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether no claim says anything of it."""
        return not self.held and not self.undated

    def joined(self, claim: str, held: Held | None) -> "Known":
        """The same with one more claim; None is a plan that names no year."""
        if held is None:
            return Known(self.held, (*self.undated, claim))
        return Known((*self.held, held), self.undated)


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year as ordinals of its first and last day."""

    number: int
    first: int = field(default=0)
    last: int = field(default=0)

    @classmethod
    def of(cls, number: int) -> "Year":
        """The year of that number."""
        return cls(number, edtf.ordinal((number, 1, 1)), edtf.ordinal((number, 12, 31)))


class Supplier:
    """Tells what entities can make by year."""

    def __init__(
        self,
        levels: views.Levels,
        said: views.Values,
        reports: views.Reports,
        calendar: views.Calendar,
        policies: views.Policies,
    ) -> None:
        self._levels, self._reports, self._calendar = levels, reports, calendar
        self._counts = {
            word: (str(row.cells["counts"]), row.id)
            for row in policies.tables[_STATES].rows
            for word in _words(str(row.cells["words"]))
        }
        other = policies.tables[_STATES].row(_OTHER)
        self._other = (str(other.cells["counts"]), other.id)
        self._parts = frozenset(
            word for row in policies.tables[_PARTS].rows for word in _words(str(row.cells["words"]))
        )
        self._known: dict[str, dict[str, Known]] = {}
        self._amounts: dict[tuple[str, str, int], Mapping[str, Amount]] = {}
        self._said = said

    def known(self, name: str) -> Mapping[str, Known]:
        """By entity, what is said of it with the property of that name."""
        if name not in self._known:
            held: dict[str, Known] = {}
            for one in self._said:
                if one.property != name or not self._reports.records[one.id].is_said:
                    continue
                if isinstance(one.value, quantity.Quantity):
                    made = self._held(one, one.value)
                    for entity in dict.fromkeys(one.about):
                        if entity in self._levels.entities:
                            held[entity] = held.get(entity, Known()).joined(one.id, made)
            self._known[name] = held
        return self._known[name]

    def _held(self, one: views.Said, value: quantity.Quantity) -> Held | None:
        """A claim as it counts; None for a plan without a year."""
        counts, row = self._counts.get(one.scope.get(_STATE, OPERATING).casefold(), self._other)
        dated = None if one.when is None else self._calendar.dates.dated(one.when)
        if dated is None and counts == PLANNED:
            return None
        today = self._calendar.today
        first = today.first if dated is None else dated.first
        if counts == OPERATING and first > today.last:
            counts = PLANNED
        return Held(
            claim=one.id,
            part=tuple(sorted(held for held in one.scope.items() if held[0] in self._parts)),
            definition=tuple(sorted(held for held in one.scope.items() if held[0] != _STATE)),
            counts=counts,
            row=finding.policy_ref(_STATES, row),
            first=first,
            until=dated.last if dated is not None and first == allen.FAR_PAST else allen.FAR_FUTURE,
            leaf=leaves.of_quantity(value, name=one.id, label=one.id, reach=self._levels.reach),
            has_middle=value.low is not None and value.high is not None,
            rank=graph.STATUSES.index(self._reports.records[one.id].standing.status),
        )

    @property
    def this_year(self) -> int | None:
        """The year of the day of the case, its last where that day is not known; None where it has none."""
        day = self._calendar.today.last
        return None if day in (allen.FAR_PAST, allen.FAR_FUTURE) else edtf.day_of(day)[0]

    def years(self, properties: Iterable[tuple[str, Sequence[str]]]) -> tuple[int, ...]:
        """The years in which something begins that members are said to make, of properties with members."""
        begins = {
            held.first
            for name, members in properties
            for member in members
            for held in self.known(name).get(member, Known()).held
        }
        known = [one for one in begins if one not in (allen.FAR_PAST, allen.FAR_FUTURE)]
        return tuple(sorted({edtf.day_of(one)[0] for one in known}))

    def amounts(self, member: str, name: str, year: Year) -> Mapping[str, Amount]:
        """What a member can make in a year, by state; MISSING where nothing is said of it at all."""
        key = member, name, year.number
        if key not in self._amounts:
            self._amounts[key] = self._worked(member, name, year)
        return self._amounts[key]

    def _worked(self, member: str, name: str, year: Year) -> Mapping[str, Amount]:
        if not self._may_exist(member, year):
            return dict.fromkeys(STATES, NOUGHT)
        known = self.known(name).get(member, Known())
        if known.is_missing:
            return dict.fromkeys(STATES, MISSING)
        holding = _holding(known.held, year)
        by_state = {OPERATING: (OPERATING,), PLANNED: (PLANNED,), ALL: (OPERATING, PLANNED)}
        return {
            state: _total([one for one in holding if one.counts in counts])
            for state, counts in by_state.items()
        }

    def rows(self, name: str, claims: Iterable[str]) -> tuple[str, ...]:
        """The policy rows by which claims on a property were read."""
        wanted = set(claims)
        some = [one for known in self.known(name).values() for one in known.held if one.claim in wanted]
        hedge = (worked_view.APPROXIMATE,) if any(one.leaf.is_hedged for one in some) else ()
        return tuple(dict.fromkeys((*(one.row for one in some), *hedge)))

    def _may_exist(self, member: str, year: Year) -> bool:
        life = self._levels.lifetimes.get(member)
        begin, end = (None, None) if life is None else (life.begin, life.end)
        is_gone = end is not None and self._dated(end).last < year.first
        is_to_come = begin is not None and self._dated(begin).first > year.last
        return not is_gone and not is_to_come

    def _dated(self, date: edtf.Edtf) -> dating.Dated:
        return self._calendar.dates.dated(date)


def _words(text: str) -> Iterator[str]:
    return (word for held in text.split(",") if (word := held.strip().casefold()))


def _holding(some: Sequence[Held], year: Year) -> list[Held]:
    """The claims that hold in a year: begun, not over, and not replaced by its first day."""
    begun = [one for one in some if one.first <= year.last and one.until >= year.first]
    return [
        one for one in begun if not any(one.precedes(other) and other.first <= year.first for other in begun)
    ]


def _total(some: Sequence[Held]) -> Amount:
    """The parts added up; what is said of the whole stands for them, and they only raise its upper end."""
    by_part: dict[tuple[tuple[str, str], ...], list[Held]] = {}
    for one in some:
        by_part.setdefault(one.part, []).append(one)
    whole = by_part.pop((), None)
    parts = NOUGHT
    for _, held in sorted(by_part.items()):
        parts = parts.plus(_hull(held))
    if whole is None:
        return parts
    made = _hull(whole)
    claims = tuple(dict.fromkeys((*made.claims, *parts.claims)))
    return Amount(made.low, made.central, max(made.high, parts.high), claims)


def _hull(rivals: Sequence[Held]) -> Amount:
    """The hull of rival readings; the middle is that of the best supported one with two ends."""
    known = [one for one in rivals if one.has_middle]
    best = min(known, key=lambda one: (one.rank, -one.first, one.claim), default=None)
    return Amount(
        min(one.leaf.low for one in rivals),
        best.leaf.central if best else None,
        max(one.leaf.high for one in rivals),
        tuple(sorted(one.claim for one in rivals)),
    )

"""The parsed forms of extended dates: a date with its components, an interval, a set; and their bounds.

Forms follow ISO 8601-2:2019 and the EDTF profile of the Library of Congress, levels 0 to 2. A form says what
was written and between which days it lies; it never adds a width that was not written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from wigmore.kit import edtf_days

Day = edtf_days.Day
Bound = edtf_days.Bound
End = edtf_days.End
Bounds = edtf_days.Bounds
Kind = Literal["one of", "all of"]


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a date as it was written, X for each digit not given, with the qualifiers that reach it."""

    mask: str
    uncertain: bool = False
    approximate: bool = False

    @property
    def stated(self) -> bool:
        """Whether every digit was given."""
        return "X" not in self.mask

    @property
    def blank(self) -> bool:
        """Whether no digit was given."""
        return not self.mask.strip("-X")


@dataclass(frozen=True, slots=True)
class Unit:
    """One step of the unit that a component gives, for padding: so many months and so many days."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Date:
    """A date: year, then month or season, then day, each a component or absent; the rest is derived.

    `significant` and `exponent` are the numbers after S and E; `time` is the time of day as written, which
    bounds ignore. `earliest` and `latest` are the first and last day that fit what was written. `year_step`
    is the number of years that the digits given to the year tell apart: 1, 10 for 202X, 100 for 1950S2.
    """

    year: Component
    month: Component | None
    season: Component | None
    day: Component | None
    earliest: Day
    latest: Day
    precision: str
    year_step: int = 1
    season_months: int = 0
    significant: int | None = None
    exponent: int | None = None
    time: str | None = None

    @property
    def components(self) -> tuple[Component, ...]:
        """The components that were written, from the year down."""
        return tuple(part for part in (self.year, self.month, self.season, self.day) if part is not None)

    @property
    def uncertain(self) -> bool:
        """Whether `?` or `%` reaches any component."""
        return any(part.uncertain for part in self.components)

    @property
    def approximate(self) -> bool:
        """Whether `~` or `%` reaches any component."""
        return any(part.approximate for part in self.components)

    @property
    def stated(self) -> bool:
        """Whether the date names one day, month, season or year, rather than one of several."""
        return self.year_step == 1 and all(part.stated for part in self.components)

    @property
    def start_bounds(self) -> Bounds:
        """First and last day on which the period named may begin: one day if the period is stated in full."""
        return (self.earliest, self.earliest if self.stated else self.latest)

    @property
    def end_bounds(self) -> Bounds:
        """First and last day that may be the last of the period named."""
        return (self.latest if self.stated else self.earliest, self.latest)

    @property
    def dates(self) -> tuple["Date", ...]:
        """The dates within this form: itself."""
        return (self,)

    def steps(self) -> Iterator[tuple[Component, Unit]]:
        """Each component that gives at least one digit with its unit, finest first."""
        units = (
            (self.day, Unit(days=1)),
            (self.month, Unit(months=1)),
            (self.season, Unit(months=self.season_months)),
            (self.year, Unit(months=12 * self.year_step)),
        )
        return ((part, unit) for part, unit in units if part is not None and not part.blank)


@dataclass(frozen=True, slots=True)
class Interval:
    """A period between two ends, each a date, open (`..`) or unknown (empty)."""

    start: Date | Bound
    end: Date | Bound
    precision: str = field(default="interval", init=False)

    @property
    def earliest(self) -> End:
        """First day on which the interval may begin, or the mark of its start."""
        return self.start_bounds[0]

    @property
    def latest(self) -> End:
        """Last day on which the interval may end, or the mark of its end."""
        return self.end_bounds[1]

    @property
    def start_bounds(self) -> Bounds:
        """First and last day on which the interval may begin."""
        return _span(self.start)

    @property
    def end_bounds(self) -> Bounds:
        """First and last day on which the interval may end."""
        return _span(self.end)

    @property
    def dates(self) -> tuple[Date, ...]:
        """The dates within this form."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Date))


@dataclass(frozen=True, slots=True)
class Range:
    """Consecutive members of a set, written `2020..2022`, `..2020` or `2020..`; an absent end is open."""

    start: Date | Bound
    end: Date | Bound

    @property
    def earliest(self) -> End:
        """First day of the range, or open."""
        return _span(self.start)[0]

    @property
    def latest(self) -> End:
        """Last day of the range, or open."""
        return _span(self.end)[1]

    @property
    def start_bounds(self) -> Bounds:
        """First and last day on which one member of the range may begin."""
        if isinstance(self.end, Bound):
            return (self.earliest, self.end)
        return (self.earliest, edtf_days.greatest(date.start_bounds[1] for date in self.dates))

    @property
    def end_bounds(self) -> Bounds:
        """First and last day that may be the last of one member of the range."""
        if isinstance(self.start, Bound):
            return (self.start, self.latest)
        return (edtf_days.least(date.end_bounds[0] for date in self.dates), self.latest)

    @property
    def dates(self) -> tuple[Date, ...]:
        """The dates within this form."""
        return tuple(end for end in (self.start, self.end) if isinstance(end, Date))


Member = Date | Range


@dataclass(frozen=True, slots=True)
class Set:
    """Several dates: `[a,b]` is one of them, which is not told; `{a,b}` is all of them."""

    kind: Kind
    members: tuple[Member, ...]
    precision: str = field(default="set", init=False)

    @property
    def earliest(self) -> End:
        """First day of any member, or open."""
        return edtf_days.least(member.earliest for member in self.members)

    @property
    def latest(self) -> End:
        """Last day of any member, or open."""
        return edtf_days.greatest(member.latest for member in self.members)

    @property
    def start_bounds(self) -> Bounds:
        """First and last day of beginning: of the one meant, or of the stretch that all members cover."""
        if self.kind == "one of":
            starts = [member.start_bounds for member in self.members]
            return (edtf_days.least(low for low, _ in starts), edtf_days.greatest(high for _, high in starts))
        starts = [_first(member).start_bounds for member in self.members]
        return (edtf_days.least(low for low, _ in starts), edtf_days.least(high for _, high in starts))

    @property
    def end_bounds(self) -> Bounds:
        """First and last day of ending: of the one meant, or of the stretch that all members cover."""
        if self.kind == "one of":
            ends = [member.end_bounds for member in self.members]
            return (edtf_days.least(low for low, _ in ends), edtf_days.greatest(high for _, high in ends))
        ends = [_last(member).end_bounds for member in self.members]
        return (edtf_days.greatest(low for low, _ in ends), edtf_days.greatest(high for _, high in ends))

    @property
    def dates(self) -> tuple[Date, ...]:
        """The dates within this form."""
        return tuple(date for member in self.members for date in member.dates)


Value = Date | Interval | Set


def _span(end: Date | Bound) -> Bounds:
    return (end, end) if isinstance(end, Bound) else (end.earliest, end.latest)


def _first(member: Member) -> Date | Interval:
    """The first date of a member, for the stretch that all members cover."""
    return _whole(member, member.start) if isinstance(member, Range) else member


def _last(member: Member) -> Date | Interval:
    """The last date of a member, for the stretch that all members cover."""
    return _whole(member, member.end) if isinstance(member, Range) else member


def _whole(member: Range, end: Date | Bound) -> Date | Interval:
    return Interval(member.start, member.end) if isinstance(end, Bound) else end

"""Extended dates: what is known of a date, written as text, and the days between which it lies.

The notation is EDTF, levels 0, 1 and 2 (ISO 8601-2:2019 in the profile of the Library of Congress):
`2020-08-10`, `2020-08`, `202X`, `2020-08~`, `2020-08/2021-04`, `[2020-06,2020-08]`, `2020-08/..`.

Three things are kept apart that are easily mixed up. Bounds are strict: `~` and `?` do not widen them,
because the standard gives those marks no width; whoever wants a width hands in a `Padding`. An open end
(`..`) is a fact, an unknown end (empty) is a gap. And a qualifier belongs to the components that it reaches:
`2004-06-~11` doubts the day only. Seasons are explained in `edtf_calendar`: winter, `2021-24`, runs from
December 2021 to February 2022.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from wigmore.kit import edtf_days, edtf_forms, edtf_grammar, edtf_repair

Day = edtf_days.Day
Bound = edtf_days.Bound
End = edtf_days.End
Bounds = edtf_days.Bounds
EdtfError = edtf_days.EdtfError
Component = edtf_forms.Component
Date = edtf_forms.Date
Interval = edtf_forms.Interval
Range = edtf_forms.Range
Set = edtf_forms.Set
Value = edtf_forms.Value

OPEN: Final[Literal[Bound.OPEN]] = Bound.OPEN
UNKNOWN: Final[Literal[Bound.UNKNOWN]] = Bound.UNKNOWN

ordinal = edtf_days.ordinal
day_of = edtf_days.day_of
month_length = edtf_days.month_length
show_day = edtf_days.show_day
show_end = edtf_days.show_end


@dataclass(frozen=True, slots=True)
class Padding:
    """A policy: how far `~` and `?` widen bounds, in steps of the finest unit that the mark reaches.

    EDTF itself gives the marks no width. `2022-11~` is padded by months, `2019?` by years, `202X~` by
    decades, `2004?-06-11` by years, since there only the year is in doubt. `%` adds both widths.
    """

    approximate: int
    uncertain: int

    def __post_init__(self) -> None:
        """Raise ValueError for a negative width."""
        if self.approximate < 0 or self.uncertain < 0:
            raise ValueError("padding is not negative")


@dataclass(frozen=True, slots=True)
class Edtf:
    """An extended date as it was written, with its parsed form; equal to another if the text is equal."""

    text: str
    value: Value = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Callable[[str], "Edtf"], tuple[str]]:
        """Pickled as its text, which the cached reader turns back quickly."""
        return parse, (self.text,)

    @property
    def earliest(self) -> End:
        """First day that fits, or the mark of an open or unknown start; nothing is padded."""
        return self.value.earliest

    @property
    def latest(self) -> End:
        """Last day that fits, or the mark of an open or unknown end; nothing is padded."""
        return self.value.latest

    @property
    def start_bounds(self) -> Bounds:
        """Between which days the period begins: for an interval, the first and last day of its start.

        A date stated in full is a period that begins on its first day. A date with X or S, and a set of
        which one member is meant, begin on a day that is not told.
        """
        return self.value.start_bounds

    @property
    def end_bounds(self) -> Bounds:
        """Between which days the period's last day lies; see `start_bounds`."""
        return self.value.end_bounds

    @property
    def uncertain(self) -> bool:
        """Whether any component is marked `?` or `%`."""
        return any(date.uncertain for date in self.value.dates)

    @property
    def approximate(self) -> bool:
        """Whether any component is marked `~` or `%`."""
        return any(date.approximate for date in self.value.dates)

    @property
    def precision(self) -> str:
        """Finest unit known in full, see `edtf_calendar.precision`; or `interval` or `set`."""
        return self.value.precision

    @property
    def is_interval(self) -> bool:
        """Whether this is a period with a start and an end, `a/b`."""
        return isinstance(self.value, Interval)

    @property
    def is_set(self) -> bool:
        """Whether this is a set, `[a,b]` (one of) or `{a,b}` (all of)."""
        return isinstance(self.value, Set)

    def padded(self, policy: Padding) -> Bounds:
        """Earliest and latest, widened where a qualifier stands; each end by its own qualifiers."""
        return _padded(self.value, policy)

    def padded_ends(self, policy: Padding) -> tuple[Bounds, Bounds | None]:
        """Between which days a period begins, and between which it ends, each widened by its own qualifiers.

        A date that is no interval stands for one time between its bounds, and says nothing of an end.
        """
        if isinstance(self.value, Interval):
            return (_padded(self.value.start, policy), _padded(self.value.end, policy))
        return (_padded(self.value, policy), None)


@functools.lru_cache(maxsize=65_536)
def parse(text: str) -> Edtf:
    """Parse an extended date; raises EdtfError, which says what is wrong and what to write instead."""
    try:
        return Edtf(text, edtf_grammar.read(text))
    except EdtfError:
        repair = edtf_repair.suggest(text)
        if repair is None:
            raise
        raise EdtfError(_refusal(text, repair), repair) from None


def _refusal(text: str, repair: str) -> str:
    if repair.startswith("[") and "[" not in text:
        return f"day and month cannot be told apart: write the one meant, or {repair}"
    return f"not an extended date: write {repair}"


def _padded(value: Value | Range | Bound, policy: Padding) -> Bounds:
    if isinstance(value, Bound):
        return (value, value)
    if isinstance(value, Set):
        spans = [_padded(member, policy) for member in value.members]
        return (edtf_days.least(low for low, _ in spans), edtf_days.greatest(high for _, high in spans))
    if isinstance(value, Date):
        return _padded_date(value, policy)
    return (_padded(value.start, policy)[0], _padded(value.end, policy)[1])


def _padded_date(date: Date, policy: Padding) -> Bounds:
    months = days = 0
    for mark, width in (("approximate", policy.approximate), ("uncertain", policy.uncertain)):
        reached = (unit for part, unit in date.steps() if getattr(part, mark))
        unit = next(reached, edtf_forms.Unit())
        months += width * unit.months
        days += width * unit.days
    # A date without a day ends with its month, and still does so after a move to a longer month.
    to_end = date.day is None or not date.day.stated
    first = edtf_days.add_months(date.earliest, -months)
    last = edtf_days.add_months(date.latest, months, to_end=to_end and months > 0)
    return (
        edtf_days.day_of(edtf_days.ordinal(first) - days),
        edtf_days.day_of(edtf_days.ordinal(last) + days),
    )

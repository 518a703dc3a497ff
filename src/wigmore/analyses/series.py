"""The two series of a coincidence: entries with the days they can mean, and what is left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wigmore.kit import allen, edtf
from wigmore.methods import surrogates
from wigmore.model import inference, views

MOST_DAYS = 365_250
"""Over more days, a thousand years, nothing is tested; and a date that can mean so many tells nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a series, with the days on which it can have begun, as spans of ordinals, both ends in."""

    id: str
    spans: tuple[allen.DaySpan, ...]
    widened: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first day that is possible."""
        return self.spans[0][0]

    @property
    def last(self) -> int:
        """The last day that is possible."""
        return self.spans[-1][1]

    @property
    def is_certain(self) -> bool:
        """Whether its day is known."""
        return self.first == self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One series: what is tested, and what is not: without a bounded date, planned or lapsed, outside.

    An entry without a date is neither in nor out: it counts neither as a coincidence nor as a miss.
    """

    entries: tuple[Entry, ...]
    undated: tuple[str, ...]
    planned: tuple[str, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Both series over the days of one calendar; `joint` entries stand in both, and are not tested."""

    left: Side
    right: Side
    joint: tuple[str, ...]
    first: int
    span: int

    @property
    def is_certain(self) -> bool:
        """Whether the day of every entry is known."""
        return all(one.is_certain for side in (self.left, self.right) for one in side.entries)

    @property
    def can_be_tested(self) -> bool:
        """Whether both series have entries, over a calendar whose days can be counted."""
        return bool(self.left.entries and self.right.entries) and self.span <= MOST_DAYS

    def days(self, generator: np.random.Generator, count: int) -> tuple[surrogates.Days, surrogates.Days]:
        """Days for each entry of the left and the right series, drawn evenly from those it can mean.

        Shape (count, entries). An entry is not there (−1) where a draw puts it outside of the calendar.
        """
        left, right = (
            np.array([_drawn(one, generator, count, self.first) for one in side.entries]).reshape(-1, count).T
            for side in (self.left, self.right)
        )
        return self._inside(left), self._inside(right)

    def _inside(self, drawn: npt.NDArray[np.int64]) -> surrogates.Days:
        return np.where((drawn >= 0) & (drawn < self.span), drawn, -1).astype(np.int32)


def _drawn(one: Entry, generator: np.random.Generator, count: int, start: int) -> npt.NDArray[np.int64]:
    """So many days of an entry, counted from a start."""
    days = np.concatenate([np.arange(first - start, last - start + 1) for first, last in one.spans])
    return days[generator.integers(0, len(days), count)] if len(days) > 1 else np.repeat(days, count)


class Reading:
    """Reads series out of the records that selectors chose."""

    def __init__(self, seen: views.Coincidences, calendar: views.Calendar) -> None:
        self._seen = seen
        self._calendar = calendar
        self._known: dict[str, Entry | None] = {}

    def entry(self, name: str) -> Entry | None:
        """A record with its days: what lasts by its begin, a claim by its `when`; None without bounds."""
        if name not in self._known:
            date = self._seen.times.get(name)
            self._known[name] = None if date is None else self._dated(name, date)
        return self._known[name]

    def is_planned(self, name: str) -> bool:
        """Whether a record is planned or lapsed: it has not happened."""
        return name in self._seen.plans

    def _dated(self, name: str, date: edtf.Edtf) -> Entry | None:
        held = self._calendar.dates.dated(date)
        begin, end = self._calendar.dates.ends(date)
        spans = held.spans if end is None else (allen.span(begin),)
        if spans[-1][1] - spans[0][0] > MOST_DAYS:
            return None
        return Entry(name, spans, held.widened)

    def series(self, one: inference.Coincidence) -> Series:
        """The two series of a coincidence over its calendar, or from the first of all entries to the last."""
        left, right = self._seen.left[one.id], self._seen.right[one.id]
        both = set(left) & set(right)
        happened = [name for name in (*left, *right) if not self.is_planned(name)]
        entries = [held for name in happened if (held := self.entry(name)) is not None]
        first, last = self._calendar_of(one, entries)
        made = [
            self._side([name for name in some if name not in both], first, last) for some in (left, right)
        ]
        joint = self._side(sorted(both), first, last).entries
        return Series(
            left=made[0],
            right=made[1],
            joint=tuple(held.id for held in joint),
            first=first,
            span=max(0, last - first + 1),
        )

    def _calendar_of(self, one: inference.Coincidence, entries: Sequence[Entry]) -> tuple[int, int]:
        """First and last day of the calendar; where `over` has no end, it ends with the case's day."""
        low = min((held.first for held in entries), default=0)
        high = max((held.last for held in entries), default=-1)
        if one.over is None:
            return low, high
        held = self._calendar.dates.dated(one.over)
        return (
            low if held.first <= allen.FAR_PAST else held.first,
            max(self._calendar.today.last, low) if held.last >= allen.FAR_FUTURE else held.last,
        )

    def _side(self, names: Sequence[str], first: int, last: int) -> Side:
        happened = [name for name in names if not self.is_planned(name)]
        dated = {name: held for name in happened if (held := self.entry(name)) is not None}
        inside = [held for held in dated.values() if held.last >= first and held.first <= last]
        return Side(
            entries=tuple(sorted(inside, key=lambda held: (held.first, held.last, held.id))),
            undated=tuple(name for name in happened if name not in dated),
            planned=tuple(name for name in names if self.is_planned(name)),
            outside=tuple(name for name, held in dated.items() if held not in inside),
        )

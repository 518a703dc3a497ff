"""Days of the proleptic Gregorian calendar as integer triples, for any year, and the marks of open ends.

`datetime` stops at the years 1 and 9999; extended dates (ISO 8601-2:2019) do not. Year 0 is 1 BC, year -1
is 2 BC, as ISO 8601-1:2019 counts.
"""

import enum
from collections.abc import Callable, Iterable

Day = tuple[int, int, int]

_DAYS_IN_400_YEARS = 146_097
# Days from 0000-03-01, where the counting below begins, to the day that datetime numbers 0.
_MARCH_OF_YEAR_ZERO = 305
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class EdtfError(ValueError):
    """A text is not an extended date; says what is wrong and holds the text to write instead, if obvious."""

    def __init__(self, message: str, repair: str | None = None) -> None:
        super().__init__(message)
        self.repair = repair


class Bound(enum.Enum):
    """What stands in place of a day: OPEN (written `..`) is a fact, UNKNOWN (left empty) is a gap."""

    OPEN = "open"
    UNKNOWN = "unknown"


End = Day | Bound
Bounds = tuple[End, End]


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Number of days in a month."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def ordinal(day: Day) -> int:
    """Number of a day, equal to `datetime.date.toordinal` where that is defined."""
    year, month, number = day
    # Years counted from March put the leap day last, so one formula gives every month's start.
    march_year, march_month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    era, year_of_era = divmod(march_year, 400)
    day_of_year = (153 * march_month + 2) // 5 + number - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_IN_400_YEARS + day_of_era - _MARCH_OF_YEAR_ZERO


def day_of(number: int) -> Day:
    """The day with a given ordinal: the inverse of `ordinal`."""
    era, day_of_era = divmod(number + _MARCH_OF_YEAR_ZERO, _DAYS_IN_400_YEARS)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (year_of_era * 365 + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    return era * 400 + year_of_era + (month <= 2), month, day


def add_months(day: Day, months: int, *, to_end: bool = False) -> Day:
    """Move by whole months; a day past the month's end, or any with `to_end`, becomes its last."""
    years, month = divmod(day[1] - 1 + months, 12)
    year = day[0] + years
    length = month_length(year, month + 1)
    return year, month + 1, length if to_end else min(day[2], length)


def show_day(day: Day) -> str:
    """A day as text: 2020-08-10, -0044-03-15, and Y170000002-01-01 for years of more than four digits."""
    year, month, number = day
    sign = "-" if year < 0 else ""
    prefix = "Y" if abs(year) > 9999 else ""
    return f"{prefix}{sign}{abs(year):04d}-{month:02d}-{number:02d}"


def show_end(end: End) -> str:
    """A day as text, or the word `open` or `unknown`."""
    return end.value if isinstance(end, Bound) else show_day(end)


def least(ends: Iterable[End]) -> End:
    """The earliest of several ends, where a mark in place of a day lies before every day."""
    return _choose(min, ends)


def greatest(ends: Iterable[End]) -> End:
    """The latest of several ends, where a mark in place of a day lies after every day."""
    return _choose(max, ends)


def _choose(choice: Callable[[list[Day]], Day], ends: Iterable[End]) -> End:
    days: list[Day] = []
    for end in ends:
        if isinstance(end, Bound):
            return end
        days.append(end)
    return choice(days)

"""From the written components of one date to the first and last day that fit them.

Season codes are those of ISO 8601-2:2019 (EDTF level 2). The standard fixes no months for seasons; this
table takes meteorological seasons, three whole months each. Codes 21 to 24 name no hemisphere and are read
as northern. Winter (24 and 28, and southern summer 30) runs from December of the year written to the end of
February of the next year: `2021-24` is 2021-12-01 to 2022-02-28.
"""

import functools
import itertools
from collections.abc import Iterable, Iterator

from wigmore.kit import edtf_days, edtf_forms

Day = edtf_days.Day
EdtfError = edtf_days.EdtfError

# Code: (first month, number of months, word for the precision).
SEASONS: dict[str, tuple[int, int, str]] = {
    **{str(21 + index): (month, 3, "season") for index, month in enumerate((3, 6, 9, 12))},
    **{str(25 + index): (month, 3, "season") for index, month in enumerate((3, 6, 9, 12))},
    **{str(29 + index): (month, 3, "season") for index, month in enumerate((9, 12, 3, 6))},
    **{str(33 + index): (month, 3, "quarter") for index, month in enumerate((1, 4, 7, 10))},
    **{str(37 + index): (month, 4, "four months") for index, month in enumerate((1, 5, 9))},
    **{str(40 + index): (month, 6, "half-year") for index, month in enumerate((1, 7))},
}
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_COARSE = {10: "decade", 100: "century", 1000: "millennium"}
_LONGEST_YEAR = 30


class Years:
    """The years that a written year may stand for, in order, and how many of them its digits tell apart."""

    __slots__ = ("_digits", "_negative", "blank", "highest", "lowest", "step")

    def __init__(self, written: str, exponent: int | None = None, significant: int | None = None) -> None:
        """Raise EdtfError for a year that the rules of Y, E or S refuse; `written` has no E and no S."""
        plain = written.removeprefix("Y")
        self._negative = plain.startswith("-")
        self._digits = plain.removeprefix("-")
        if written.startswith("Y"):
            self._digits = _long_digits(written, self._digits, exponent)
        self.blank = not self._digits.strip("X")
        self.step = _step(self._digits, significant)
        size = (
            self._digits if significant is None else self._digits[:significant].ljust(len(self._digits), "X")
        )
        low, high = int(size.replace("X", "0")), int(size.replace("X", "9"))
        if self._negative:
            if high == 0:
                raise EdtfError("year 0000 takes no minus sign")
            # Year -0000 does not exist, so the years of -000X begin at -0009 and stop at -0001.
            low, high = -high, -max(low, 1)
        self.lowest, self.highest = low, high

    def ascending(self) -> Iterator[int]:
        """Each year that fits, earliest first."""
        return self._each("9876543210" if self._negative else "0123456789")

    def descending(self) -> Iterator[int]:
        """Each year that fits, latest first."""
        return self._each("0123456789" if self._negative else "9876543210")

    def _each(self, order: str) -> Iterator[int]:
        sign = -1 if self._negative else 1
        pools = (order if digit == "X" else digit for digit in self._digits)
        for digits in itertools.product(*pools):
            year = sign * int("".join(digits))
            if year or not self._negative:
                yield year


def _long_digits(written: str, digits: str, exponent: int | None) -> str:
    if digits.startswith("0"):
        raise EdtfError(f"year {_short(written)} begins with a zero: after Y the first digit is 1 to 9")
    if len(digits) + (exponent or 0) > _LONGEST_YEAR:
        raise EdtfError(f"year {_short(written)} is too long: at most {_LONGEST_YEAR} digits")
    if exponent is None and len(digits) <= 4:
        raise EdtfError("the letter Y is for years of more than four digits")
    return digits + "0" * (exponent or 0)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


def _step(digits: str, significant: int | None) -> int:
    if significant is None:
        masked = digits.find("X")
        return 1 if masked < 0 else 10 ** (len(digits) - masked)
    if "X" in digits:
        raise EdtfError("a year takes X or S, not both")
    if not 1 <= significant <= len(digits):
        raise EdtfError(f"the number S{significant} does not fit a year of {len(digits)} digits")
    return int(10 ** (len(digits) - significant))


@functools.cache
def fitting(mask: str, highest: int) -> tuple[int, ...]:
    """The numbers from 1 to `highest` that fit a two-digit mask."""
    tens, ones = mask[0], mask[1]
    return tuple(
        number
        for number in range(1, highest + 1)
        if tens in {"X", str(number // 10)} and ones in {"X", str(number % 10)}
    )


def bounds(years: Years, month: str | None, day: str | None) -> tuple[Day, Day]:
    """First and last day that fit a year, a month or season code and a day, X for a digit not given.

    Raises EdtfError naming the component for which no day exists.
    """
    if month in SEASONS:
        return _season_bounds(years, month, day)
    months = fitting(month or "XX", 12)
    if not months:
        raise EdtfError(_no_month(month or ""))
    if month is None or day is None:
        last = months[-1]
        return (years.lowest, months[0], 1), (
            years.highest,
            last,
            edtf_days.month_length(years.highest, last),
        )
    days = fitting(day, 31)
    if not days:
        raise EdtfError(f"day {day} does not exist: days run from 01 to 31")
    first = _find(years.ascending(), months, days)
    last_day = first and _find(years.descending(), months[::-1], days[::-1])
    if first is None or last_day is None:
        raise EdtfError(_no_day(years, month, months, days))
    return first, last_day


def _season_bounds(years: Years, code: str, day: str | None) -> tuple[Day, Day]:
    if day is not None:
        raise EdtfError(f"season {code} takes no day")
    month, length, _ = SEASONS[code]
    start = (years.lowest, month, 1)
    return start, edtf_days.add_months((years.highest, month, 1), length - 1, to_end=True)


def _find(years: Iterable[int], months: tuple[int, ...], days: tuple[int, ...]) -> Day | None:
    for year, month in itertools.product(years, months):
        length = edtf_days.month_length(year, month)
        for day in days:
            if day <= length:
                return year, month, day
    return None


def _no_month(month: str) -> str:
    if "X" in month:
        return f"month {month} does not exist: a month with X is 0X, 1X, X0, X1 and so on up to 12, or XX"
    return f"month {month} does not exist: months run from 01 to 12 and seasons from 21 to 41"


def _no_day(years: Years, month: str, months: tuple[int, ...], days: tuple[int, ...]) -> str:
    if len(months) > 1:
        return f"no month {month} has a day {days[0]:02d}"
    number = months[0]
    name, length = _MONTH_NAMES[number - 1], edtf_days.month_length(years.lowest, number)
    if number != 2 or days[0] > 29:
        longest = "at most 29" if number == 2 else str(length)
        return f"day {days[0]:02d} does not exist: {name} has {longest} days"
    if years.step > 1:
        return "day 29 does not exist: none of these years is a leap year"
    return f"day {days[0]:02d} does not exist: {name} {years.lowest:04d} has {length} days"


def precision(years: Years, month: str | None, day: str | None) -> str:
    """The finest unit known in full: day, month, season, quarter, four months, half-year, year, decade...

    A component with an X is not known in full: `2020-XX` has the precision of a year. A year without any
    digit is `unspecified`.
    """
    if years.step > 1:
        return "unspecified" if years.blank else _COARSE.get(years.step, "millennia")
    if month in SEASONS:
        return SEASONS[month][2]
    if month is None or "X" in month:
        return "year"
    return "month" if day is None or "X" in day else "day"


def date(parts: tuple[edtf_forms.Component, ...], years: Years, **numbers: int | None) -> edtf_forms.Date:
    """Build a date from its components, from the year down; raises EdtfError if no day fits them."""
    year = parts[0]
    middle = parts[1] if len(parts) > 1 else None
    day = parts[2] if len(parts) > 2 else None
    code = middle.mask if middle else None
    first, last = bounds(years, code, day.mask if day else None)
    is_season = code in SEASONS
    return edtf_forms.Date(
        year=year,
        month=None if is_season else middle,
        season=middle if is_season else None,
        day=day,
        earliest=first,
        latest=last,
        precision=precision(years, code, day.mask if day else None),
        year_step=years.step,
        season_months=SEASONS[code][1] if code in SEASONS else 0,
        significant=numbers.get("significant"),
        exponent=numbers.get("exponent"),
    )

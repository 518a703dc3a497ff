"""The written forms of extended dates, levels 0, 1 and 2 (ISO 8601-2:2019; Library of Congress profile).

A qualifier to the left of a component holds for that component; to the right of a component it holds for it
and for every component to its left. `?` is uncertain, `~` approximate, `%` both.
"""

import dataclasses
import functools
import re

from wigmore.kit import edtf_calendar, edtf_days, edtf_forms

Bound = edtf_days.Bound
Component = edtf_forms.Component
Date = edtf_forms.Date
EdtfError = edtf_days.EdtfError

_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?([?~%]?)")
_YEAR = r"(Y-?[0-9]+|-?[0-9X]{4})(?:(?<=[0-9])E([0-9]+))?(?:S([0-9]+))?"
_TWO = r"([?~%]?)([0-9X]{2})([?~%]?)"
_DATE = re.compile(rf"([?~%]?){_YEAR}([?~%]?)(?:-{_TWO}(?:-{_TWO})?)?")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|[+-]([0-9]{2})(?::([0-9]{2}))?)?")
_KINDS: dict[str, tuple[str, edtf_forms.Kind]] = {"[": ("]", "one of"), "{": ("}", "all of")}
# Uncertain and approximate, for each qualifier.
_FLAGS = {"": (False, False), "?": (True, False), "~": (False, True), "%": (True, True)}
# A number longer than this is refused before it is computed.
_LONGEST_NUMBER = 30


def read(text: str) -> edtf_forms.Value:
    """Parse one extended date, interval or set; raises EdtfError for anything else."""
    quick = _plain(text)
    if quick is not None:
        return quick
    if not text:
        raise EdtfError("a date is missing")
    if text[0] in _KINDS:
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _date_and_time(text)
    return _date(text)


def _plain(text: str) -> Date | None:
    """Whole years, months and days, nearly all dates there are, without the detours of the full grammar."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day, mark = match.groups()
    number = int(year)
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    length = edtf_days.month_length(number, last_month)
    first_day, last_day = (int(day), int(day)) if day else (1, length)
    if last_day > length:
        return None
    return Date(
        year=_component(year, mark),
        month=_component(month, mark) if month else None,
        season=None,
        day=_component(day, mark) if day else None,
        earliest=(number, first_month, first_day),
        latest=(number, last_month, last_day),
        precision="day" if day else "month" if month else "year",
    )


@functools.lru_cache(maxsize=4096)
def _component(mask: str, marks: str) -> Component:
    flags = [_FLAGS[mark] for mark in marks]
    return Component(mask, any(flag[0] for flag in flags), any(flag[1] for flag in flags))


def _date(text: str) -> Date:
    quick = _plain(text)
    if quick is not None:
        return quick
    match = _DATE.fullmatch(text)
    if match is None:
        raise EdtfError(_unreadable(text))
    left, written, exponent, significant, right, *rest = match.groups(default="")
    if exponent and not written.startswith("Y"):
        raise EdtfError("a year with an exponent begins with Y")
    if rest[1] and (written.startswith("Y") or significant):
        raise EdtfError("a year with Y or S stands alone, without month or day")
    powers = {"exponent": _number(exponent, "E"), "significant": _number(significant, "S")}
    years = edtf_calendar.Years(written, **powers)
    pieces = [(left, written, right), tuple(rest[0:3]), tuple(rest[3:6])]
    reaching = [piece[2] for piece in pieces]
    parts = tuple(
        _component(piece[1], piece[0] + "".join(reaching[index:]))
        for index, piece in enumerate(pieces)
        if piece[1]
    )
    return edtf_calendar.date(parts, years, **powers)


def _number(digits: str, letter: str) -> int | None:
    if len(digits) > _LONGEST_NUMBER:
        raise EdtfError(f"the number after {letter} is too long")
    return int(digits) if digits else None


def _unreadable(text: str) -> str:
    if text != text.strip() or " " in text:
        return "a date contains no spaces"
    if re.search(r"[?~%]{2}", text):
        return "two qualifiers stand together: write % for uncertain and approximate"
    return "not a date: write the year, then month and day if known, such as 2020, 2020-08 or 2020-08-10"


def _date_and_time(text: str) -> Date:
    day_text, _, time = text.partition("T")
    date = _plain(day_text) or _date(day_text)
    match = _TIME.fullmatch(time)
    if match is None:
        raise EdtfError("a time of day is written hh:mm:ss, then Z or an offset such as +02:00 if known")
    if date.day is None or not date.stated or date.uncertain or date.approximate:
        raise EdtfError("a time of day needs a full date before it, without qualifiers or X")
    _check_time([int(digits or "0") for digits in match.groups()])
    return dataclasses.replace(date, time=time)


def _check_time(numbers: list[int]) -> None:
    hour, minute, second, offset_hours, offset_minutes = numbers
    # The second 60 is the leap second, which only the last minute of an hour can have.
    last_second = 60 if minute == 59 else 59
    offset = offset_hours * 60 + offset_minutes
    checks = (
        ("hour", hour, 23),
        ("minute", minute, 59),
        ("second", second, last_second),
        ("offset minute", offset_minutes, 59),
    )
    for name, value, highest in checks:
        if value > highest:
            raise EdtfError(f"{name} {value:02d} does not exist: at most {highest}")
    if offset > 14 * 60:
        raise EdtfError(
            f"offset of {offset_hours:02d}:{offset_minutes:02d} hours does not exist: at most 14:00"
        )


def _interval(text: str) -> edtf_forms.Interval:
    start_text, slash, end_text = text.partition("/")
    if "/" in end_text:
        raise EdtfError("an interval has one slash, between its start and its end")
    if text == slash:
        raise EdtfError("an interval with both ends unknown says nothing")
    start, end = _end(start_text), _end(end_text)
    _check_order(start, end, "the interval ends before it starts")
    return edtf_forms.Interval(start, end)


def _end(text: str) -> Date | Bound:
    if text == "":
        return Bound.UNKNOWN
    return Bound.OPEN if text == ".." else _inner_date(text)


def _inner_date(text: str) -> Date:
    if "T" in text:
        raise EdtfError("an interval or set takes dates without a time of day")
    if text[0] in _KINDS:
        raise EdtfError("an interval or set takes dates, not further sets")
    return _date(text)


def _check_order(start: Date | Bound, end: Date | Bound, message: str) -> None:
    if isinstance(start, Date) and isinstance(end, Date) and start.earliest > end.latest:
        raise EdtfError(message)


def _set(text: str) -> edtf_forms.Set:
    closing, kind = _KINDS[text[0]]
    if not text.endswith(closing):
        raise EdtfError(f"a set that begins with {text[0]} ends with {closing}")
    if "/" in text:
        raise EdtfError("a set takes dates and ranges: write a..b, not a/b, within it")
    return edtf_forms.Set(kind, tuple(_member(part) for part in text[1:-1].split(",")))


def _member(text: str) -> edtf_forms.Member:
    if not text:
        raise EdtfError("a member of the set is missing")
    if text == "..":
        raise EdtfError("a range in a set needs a date before or after its two dots")
    start_text, dots, end_text = text.partition("..")
    if not dots:
        return _inner_date(text)
    start = _inner_date(start_text) if start_text else Bound.OPEN
    end = _inner_date(end_text) if end_text else Bound.OPEN
    _check_order(start, end, "a range in the set ends before it starts")
    return edtf_forms.Range(start, end)

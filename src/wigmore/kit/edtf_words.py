"""Extended dates in English words, for people who do not read the notation."""

from wigmore.kit import edtf

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SEASONS: dict[int, str] = dict(
    enumerate(
        (
            *(
                before + season
                for before in ("", "northern ", "southern ")
                for season in ("spring", "summer", "autumn", "winter")
            ),
            *(f"{number} quarter of" for number in ("first", "second", "third", "last")),
            *(f"{number} third of" for number in ("first", "second", "last")),
            *(f"{number} half of" for number in ("first", "second")),
        ),
        start=21,
    )
)
"""The parts of a year by their number in the standard, 21 to 41, as words before the year."""


def said(date: edtf.Edtf) -> str:
    """The date in words; what has no plain words (digits left out, sets) stays as it was written.

    >>> [said(edtf.parse(text)) for text in ("2020-08-10", "2020-08~", "1846?/..", "-0043", "202X")]
    ['10 August 2020', 'about August 2020', 'from 1846 (uncertain), without an end', '44 BC', '202X']
    """
    value = date.value
    if isinstance(value, edtf.Date):
        return _date(value) or date.text
    if isinstance(value, edtf.Interval):
        return _interval(value) or date.text
    return date.text


def _interval(value: edtf.Interval) -> str | None:
    start, end = (None if isinstance(one, edtf.Bound) else _date(one) for one in (value.start, value.end))
    if any(one is None for one in (start, end)) and len(value.dates) == 2:
        return None
    if start is None and end is None:
        return None
    if start is None:
        return f"until {end}, " + (
            "without a beginning" if value.start is edtf.OPEN else "from an unknown day"
        )
    if end is None:
        return f"from {start}, " + ("without an end" if value.end is edtf.OPEN else "until an unknown day")
    return f"from {start} to {end}"


def _date(date: edtf.Date) -> str | None:
    """A date stated in full down to its finest unit; None for any other."""
    if not date.stated or date.significant is not None or date.exponent is not None:
        return None
    if len({(part.uncertain, part.approximate) for part in date.components}) != 1:
        return None  # only a part is in doubt, and words for that are longer than the notation
    number = date.earliest[0]
    year = str(number) if number > 0 else f"{1 - number} BC"
    named = _in_year(date, year)
    if named is None:
        return None
    return ("about " if date.approximate else "") + named + (" (uncertain)" if date.uncertain else "")


def _in_year(date: edtf.Date, year: str) -> str | None:
    if date.season is not None:
        season = SEASONS.get(int(date.season.mask))
        return f"{season} {year}" if season else None
    if date.month is None:
        return year
    month = f"{MONTHS[int(date.month.mask) - 1]} {year}"
    return month if date.day is None else f"{int(date.day.mask)} {month}"

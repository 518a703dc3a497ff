"""Extended dates as a sentence says them where the notation is a code: marks, half-years, seasons."""

import re

from wigmore.kit import edtf

_NUMBERS = ("first", "second", "third", "last")
_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS: dict[str, str] = {
    **{str(21 + index): season for index, season in enumerate(_SEASONS)},
    **{str(25 + index): f"northern {season}" for index, season in enumerate(_SEASONS)},
    **{str(29 + index): f"southern {season}" for index, season in enumerate(_SEASONS)},
    **{str(33 + index): f"{number} quarter" for index, number in enumerate(_NUMBERS)},
    **{str(37 + index): f"{number} third" for index, number in enumerate((*_NUMBERS[:2], "last"))},
    "40": "first half",
    "41": "second half",
}
_PART_OF_YEAR = re.compile(r"(?P<year>\d{4})-(?P<part>2[1-9]|3\d|4[01])")
_PLAIN = re.compile(r"(?P<date>\d{4}(?:-\d\d){0,2})(?P<mark>[~?%]?)")
_QUALIFIERS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def spoken(date: edtf.Edtf) -> str:
    """A date in words where its notation is a code (ISO 8601-2:2019, 4.8), otherwise as it is written.

    >>> spoken(edtf.parse("2025-40")), spoken(edtf.parse("2021-23~")), spoken(edtf.parse("2025-03?"))
    ('first half of 2025', 'about autumn of 2021', 'perhaps 2025-03')
    """
    plain = _PLAIN.fullmatch(str(date))
    if plain is None:
        return str(date)
    part = _PART_OF_YEAR.fullmatch(plain["date"])
    words = f"{_PARTS[part['part']]} of {part['year']}" if part else plain["date"]
    return _QUALIFIERS.get(plain["mark"], "") + words

"""Dates in other notations, and the extended date (ISO 8601-2:2019) to write instead.

Nothing is read silently: a suggestion only goes into the message that refuses the text. What the text does
not say is not added, and a date that may be day-month or month-day becomes a set of both.
"""

import functools
import re
from collections.abc import Callable

from wigmore.kit import edtf_days, edtf_grammar

EdtfError = edtf_days.EdtfError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december", "sept"),
)
_CODES = {
    **{word: f"{_MONTHS.index(word[:3]) + 1:02d}" for word in (*_MONTHS, *_FULL_MONTHS)},
    **{"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"},
    **{"q1": "33", "q2": "34", "q3": "35", "q4": "36", "h1": "40", "h2": "41"},
}
# Longer texts are prose, not a mistyped date.
_LONGEST = 60

Rewriter = Callable[[re.Match[str]], str | None]


# Kept, because a text of several parts asks about the same part more than once.
@functools.lru_cache(maxsize=1024)
def suggest(text: str) -> str | None:
    """The extended date that a text in another notation means, or None if that is not obvious."""
    if len(text) > _LONGEST:
        return None
    candidates = [text.strip(), re.sub(r"\s+", "", text), *_rewritten(text.strip())]
    for candidate in candidates:
        if candidate != text and _readable(candidate):
            return candidate
    return _suggest_interval(text)


def _suggest_interval(text: str) -> str | None:
    parts = [part.strip() for part in text.split("/")]
    # An end without a year, as in 2019/20, may be a month, a year or a season's second half.
    if len(parts) != 2 or not all(part == ".." or re.search(r"[0-9]{3}", part) for part in parts):
        return None
    ends = [part if part == ".." or _readable(part) else suggest(part) for part in parts]
    if None in ends:
        return None
    joined = "/".join(end for end in ends if end is not None)
    return joined if _readable(joined) else None


def _readable(text: str) -> bool:
    try:
        edtf_grammar.read(text)
    except EdtfError:
        return False
    return True


def _rewritten(text: str) -> list[str]:
    found = []
    for pattern, rewrite in _RULES:
        match = pattern.fullmatch(text)
        candidate = rewrite(match) if match else None
        if candidate:
            found.append(candidate)
    return found


def _year_first(match: re.Match[str]) -> str:
    return "-".join(part.zfill(2) for part in match.groups() if part)


def _year_last(match: re.Match[str]) -> str | None:
    first, second, year = match[1].zfill(2), match[2].zfill(2), match[3]
    readings = {f"{year}-{second}-{first}", f"{year}-{first}-{second}"}
    possible = sorted(reading for reading in readings if _readable(reading))
    if not possible:
        return None
    return possible[0] if len(possible) == 1 else f"[{','.join(possible)}]"


def _named(year: str, month: str, day: str = "") -> str | None:
    code = _CODES.get(month.lower())
    if code is None:
        return None
    return f"{year}-{code}-{day.zfill(2)}" if day else f"{year}-{code}"


def _about(match: re.Match[str]) -> str | None:
    date = match[1] if _readable(match[1]) else suggest(match[1])
    return f"{date}~" if date else None


def _before_christ(match: re.Match[str]) -> str:
    # Year 0 is 1 BC, so 44 BC is the year -43.
    year = int(match[1]) - 1
    return f"-{year:04d}" if year else "0000"


def _winter(match: re.Match[str]) -> str | None:
    following = f"{int(match[1]) + 1:04d}"
    return f"{match[1]}-24" if following.endswith(match[2]) else None


_SPAN_WORDS = {"unknown": "", "open": "..", "present": "..", "now": "..", "today": "..", "ongoing": ".."}


def _span_word(match: re.Match[str]) -> str | None:
    start = match[1] if _readable(match[1]) else suggest(match[1])
    return f"{start}/{_SPAN_WORDS[match[2].lower()]}" if start else None


def _capital(match: re.Match[str]) -> str:
    return match[0].upper().replace("U", "X")


_RULES: tuple[tuple[re.Pattern[str], Rewriter], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), rewrite)
    for pattern, rewrite in (
        (r"winter (\d{4}) ?[-/\u2013] ?(\d{4}|\d\d)", _winter),
        (r"(\d{4})[-/. ](\d\d?)[-/. ](\d\d?)", _year_first),
        (r"(\d{4})(\d\d)(\d\d)?", _year_first),
        (r"(\d{4})[-/.](\d\d?)", _year_first),
        (r"(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})", _year_last),
        (r"(\d\d?)[-/.](\d{4})", lambda match: f"{match[2]}-{match[1].zfill(2)}"),
        (
            r"(\d\d?)(?:st|nd|rd|th|\.)?[- ]?(?:of )?([a-z]+)\.?,?[- ]?(\d{4})",
            lambda match: _named(match[3], match[2], match[1]),
        ),
        (
            r"([a-z]+)\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})",
            lambda match: _named(match[3], match[1], match[2]),
        ),
        (
            r"(\d{4})[- ]([a-z]+)\.?[- ](\d\d?)",
            lambda match: _named(match[1], match[2], match[3]),
        ),
        (r"([a-z]+|q[1-4]|h[12])\.?,?[- /]?(\d{4})", lambda match: _named(match[2], match[1])),
        (r"(\d{4})[- ]?([a-z]+|q[1-4]|h[12])", lambda match: _named(match[1], match[2])),
        (r"(?:the )?(\d{3})0'?s|(\d{3})", lambda match: f"{match[1] or match[2]}X"),
        (r"(\d\d)", lambda match: f"{match[1]}XX"),
        (r"(?:circa|about|around|approx\.?|ca\.?|c\.?) ?(.*\d.*)", _about),
        (r"(\d{1,4}) ?(?:bc|bce)", _before_christ),
        (r"(\d{4}) ?[-\u2013\u2014] ?(\d{4})", lambda match: f"{match[1]}/{match[2]}"),
        (r"(.+?) ?(?:[-/\u2013\u2014]|to) ?(unknown|open|present|now|today|ongoing)", _span_word),
        (r"y-?\d+(?:e\d+)?(?:s\d+)?|[\dxu]{4}(?:-[\dxu]{2}){0,2}|[\d-]{10}t[\d:+-]+z?", _capital),
        (r"(\d{4}-\d\d-\d\d) +(\d\d:\d\d:\d\d.*)", lambda match: f"{match[1]}T{match[2]}"),
        (r"-?\d{4}e\d+(?:s\d+)?", lambda match: f"Y{match[0].upper()}"),
        (r"y(-?)0*(\d{1,4})", lambda match: f"{match[1]}{match[2].zfill(4)}"),
        (r"-0000(.*)", lambda match: f"0000{match[1]}"),
        (r"(-?)(\d{5}|\d{7}|\d{9,20})", lambda match: f"Y{match[1]}{match[2]}"),
        (r"(.+?)(?:\?~|~\?)", lambda match: f"{match[1]}%"),
    )
)

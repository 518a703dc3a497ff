"""Numbers with their units as people read them: three or four digits, commas, no break inside."""

import math

from wigmore.kit import signed

MINUS = "\N{MINUS SIGN}"
_FOUR_FROM = 1_000
_LARGEST, _SMALLEST = 1e12, 1e-4


def number(value: float) -> str:
    """A number for a sentence: three significant digits, four from a thousand on, and nothing after them.

    >>> number(2263.77), number(65.625), number(0.35394), number(136500), number(5), number(-0.5)
    ('2,264', '65.6', '0.354', '136,500', '5', '\\u22120.5')
    >>> number(0), number(999.7), number(1.234e15), number(0.0000123)
    ('0', '1,000', '1.234e15', '1.23e-5')
    """
    size = abs(value)
    sign = MINUS if value < 0 else ""
    if not size or math.isinf(size):
        return f"{sign}{'∞' if size else '0'}"
    digits = 4 if size >= _FOUR_FROM else 3
    if not _SMALLEST <= size < _LARGEST:
        head, _, power = f"{size:.{digits - 1}e}".partition("e")
        return f"{sign}{_trimmed(head)}e{int(power)}"
    rounded = float(f"{size:.{digits}g}")
    places = max(0, digits - 1 - math.floor(math.log10(rounded)))
    return sign + _trimmed(f"{rounded:,.{places}f}")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str = "1") -> str:
    """A number with its unit; a plain number has none.

    >>> amount(2263.77, "t/GWh"), amount(65.625), amount(12.5, "%")
    ('2,264\\xa0t/GWh', '65.6', '12.5\\xa0%')
    """
    return number(value) + after(unit)


def after(unit: str) -> str:
    """What stands after a number: its unit behind a blank that does not break, or nothing.

    >>> after("t/a"), after("1")
    ('\\xa0t/a', '')
    """
    return "" if unit in ("", "1") else signed.FIXED + unit


def interval(low: float | None, high: float | None, unit: str = "1") -> str:
    """Two bounds with their unit; one that is None or infinite is no bound.

    >>> interval(2007.9, 2611.7, "t/GWh"), interval(5, 5, "t"), interval(0, 0.25)
    ('2,008 to 2,612\\xa0t/GWh', '5\\xa0t', '0 to 0.25')
    >>> interval(25, None, "GWh"), interval(None, 60, "%"), interval(None, None)
    ('25\\xa0GWh or more', 'up to 60\\xa0%', 'any number')
    """
    first, last = (None if one is None or math.isinf(one) else number(one) for one in (low, high))
    if first is None:
        return "any number" if last is None else f"up to {last}{after(unit)}"
    if last is None:
        return f"{first}{after(unit)} or more"
    return f"{first}{after(unit)}" if first == last else f"{first} to {last}{after(unit)}"


def times(low: float, high: float | None = None) -> str:
    """A factor for a sentence, or from the one to the other of two.

    >>> times(262.5), times(65.625, 262.5), times(1.004, 1.0)
    ('262\\xa0times', '65.6 to 262\\xa0times', '1\\xa0times')
    >>> times(2, float("inf"))
    '2\\xa0times or more'
    """
    first, last = sorted((low, low if high is None else high))
    return interval(first, last, "times")

"""Values and times of claims as ranges that can be compared, with the reach of rounding, hedges and marks.

A number is as wide as its rounding (4.9 is 4.85 up to, not including, 4.95), so that a value never differs
from its own rounded form. A bound after `over`, `up to`, `almost` and the like is a threshold and taken as
it stands. How far `~`, `almost` and the marks of dates reach is policy.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from wigmore.kit import allen, edtf, quantity, units
from wigmore.kit import text as texts
from wigmore.methods import exclusion
from wigmore.model import dating, finding, graph, vocabulary

Times = tuple[int, int]
"""First and last possible day, as ordinals; far away where nothing bounds them."""

Key = tuple[Any, ...]
"""An end of a range of values: sorts among the keys of one property as the ends do on the line."""

Reach = tuple[Key, Key]
"""The lowest and the highest value that is possible."""

ALWAYS: Times = (allen.FAR_PAST, allen.FAR_FUTURE)
_BELOW, _AT, _ABOVE = -1, 0, 1
_LOWEST: Key = (-math.inf, -math.inf, _AT)
_HIGHEST: Key = (math.inf, math.inf, _AT)


@dataclass(frozen=True, slots=True)
class Widths:
    """How far qualified values reach: shares of a number after `~` and `almost`, and padded dates."""

    about: Fraction
    almost: Fraction
    dates: dating.Dates

    @classmethod
    def of(cls, tables: Mapping[str, vocabulary.Policy]) -> "Widths":
        """The widths that the policy tables `approximate` and `padding` give."""
        shares = tables["approximate"]
        return cls(
            Fraction(str(shares.row("about").cells["share"])),
            Fraction(str(shares.row("almost").cells["share"])),
            dating.Dates(tables),
        )


def times(when: edtf.Edtf | None, widths: Widths) -> tuple[Times, ...]:
    """The days of which a claim may speak; any where it names no time, and of a set those of its members."""
    return (ALWAYS,) if when is None else widths.dates.dated(when).spans


def reach(value: graph.TypedValue, widths: Widths) -> Reach:
    """The values that a written one may stand for; words and texts stand for themselves."""
    if isinstance(value, edtf.Edtf):
        held = widths.dates.dated(value)
        return (held.first,), (held.last,)
    if isinstance(value, quantity.Quantity):
        return _of_quantity(value, widths)
    key = (texts.fold(value),)
    return key, key


def _of_quantity(made: quantity.Quantity, widths: Widths) -> Reach:
    if made.low is None or made.high is None:
        return _of_threshold(made, widths)
    low, high = made.rounding_interval()
    assert low is not None
    assert high is not None
    if made.approximate:
        low = min(low, made.low - abs(made.low) * widths.about)
        high = max(high, made.high + abs(made.high) * widths.about)
    # Roundings that touch exclude each other: no number rounds to 4.9 and to 5.0.
    return _key(_based(low, made.unit), _AT), _key(_based(high, made.unit), _BELOW)


def _of_threshold(made: quantity.Quantity, widths: Widths) -> Reach:
    """The values beyond a bound; `almost` reaches back from it."""
    if made.low is not None:
        return _key(_based(made.low, made.unit), _ABOVE if made.low_open else _AT), _HIGHEST
    if made.high is None:
        return _LOWEST, _HIGHEST
    high = _key(_based(made.high, made.unit), _BELOW if made.high_open else _AT)
    back = abs(made.high) * widths.almost if made.approximate else 0
    return (_key(_based(made.high - back, made.unit), _AT) if back else _LOWEST), high


def _based(number: Fraction, unit: units.Unit) -> Fraction:
    """A number in coherent base units."""
    return number * unit.factor + unit.offset


def _key(number: Fraction, side: int) -> Key:
    """An end at a number, or just below or above it. The float decides most comparisons, and quickly."""
    try:
        about = float(number)
    except OverflowError:
        about = math.copysign(math.inf, number)
    return about, number, side


def times_rate(held: Reach, low: Fraction, high: Fraction) -> Reach:
    """A range of amounts at a rate between two positive numbers, by interval arithmetic."""
    (_, lowest, low_side), (_, highest, high_side) = held
    return (
        held[0] if lowest == -math.inf else _key(lowest * (low if lowest >= 0 else high), low_side),
        held[1] if highest == math.inf else _key(highest * (high if highest >= 0 else low), high_side),
    )


def positive(held: Reach) -> tuple[Fraction, Fraction] | None:
    """The ends of a range that is bounded and above zero, as a rate must be; None for any other."""
    (_, low, _), (_, high, _) = held
    return (low, high) if low > 0 and high < math.inf else None


def spans(ranges: Sequence[tuple[Times, Reach]]) -> list[exclusion.Span]:
    """Ranges of one property as spans, where whole numbers in the same order stand for the ends of values."""
    rank: dict[Key, int] = {}
    for key in sorted({key for _, held in ranges for key in held}):
        rank[key] = len(rank)
    return [exclusion.Span(start, end, rank[low], rank[high]) for (start, end), (low, high) in ranges]


def measure(value: graph.TypedValue, of: vocabulary.Property) -> str:
    """What values must have in common to be compared: a currency, or what a property without unit counts."""
    if not isinstance(value, quantity.Quantity):
        return ""
    code = units.currency(value.unit) if of.unit == "money" else None
    if code is not None or of.unit != "1":
        return code or ""
    plain = units.same_dimension(value.unit, units.parse("%"))
    return "" if plain else str(value.unit.dimension)


def policies(values: Iterable[graph.TypedValue | None]) -> tuple[str, ...]:
    """The policy rows that say how far these values and times reach."""
    found = set()
    for one in values:
        if isinstance(one, quantity.Quantity) and one.approximate:
            row = "almost" if one.low is None or one.high is None else "about"
            found.add(finding.policy_ref("approximate", row))
        elif isinstance(one, edtf.Edtf):
            if one.approximate:
                found.add(finding.policy_ref("padding", "approximate"))
            if one.uncertain:
                found.add(finding.policy_ref("padding", "uncertain"))
    return tuple(sorted(found))

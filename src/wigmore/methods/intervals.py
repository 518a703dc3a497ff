"""Ranges through an expression: an enclosure that holds every value, and exact bounds where it can tell.

Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009, chapters 2 and 6):
each operation is rounded outwards, so that what is computed from any numbers within the inputs lies within
the result. A name that stands in an expression more than once widens the natural enclosure; where the
expression certainly rises, or certainly falls, with that name over the whole box (its slope by automatic
differentiation on intervals keeps one sign, or its elasticity does), its ends are taken one at a time, and
the bounds are those that are reached. Both rules keep inclusion: a narrower input never gives a wider result.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wigmore.kit import frozen
from wigmore.methods import dimensions, expression
from wigmore.methods.expression import ExpressionError, Node

INFINITE = math.inf


class BelowNoughtError(ExpressionError):
    """A root, a logarithm or a broken power is asked of what may be below nought."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, low first; an end may be infinite."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a number lies within, the ends included."""
        return self.low <= value <= self.high

    def meets(self, other: "Interval") -> bool:
        """Whether two intervals have a number in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Bounds of an expression; `is_reached` when they are its least and greatest value, rounding apart."""

    bounds: Interval
    is_reached: bool


NOUGHT, ONE = Interval(0.0, 0.0), Interval(1.0, 1.0)
ANYTHING = Interval(-INFINITE, INFINITE)
LEAST = math.ulp(0.0)
"""The least number above nought."""
SMALL = 2.0**20
"""Whole numbers up to here have products that are exact."""
_Box = Mapping[str, Interval]


def point(value: float) -> Interval:
    """An interval of one number."""
    return Interval(value, value)


def enclose(node: Node, box: _Box) -> Enclosed:
    """The bounds of an expression over a box of inputs.

    Raises ExpressionError where a range that holds nought is divided by, or a root or logarithm leaves its
    domain; KeyError for a name without a range.
    """
    often = frozenset(
        name for name, count in _counts(node).items() if count > 1 and box[name].low < box[name].high
    )
    if not often:
        return Enclosed(evaluate(node, box), True)
    held = _sloped(node, box, often)
    lows, highs = dict(box), dict(box)
    is_reached = True
    for name in often:
        slope = _told_slope(held, name, box[name])
        if _is_one_sided(slope):
            ends = (point(box[name].low), point(box[name].high))
            lows[name], highs[name] = ends if slope.low >= 0 else ends[::-1]
        else:
            is_reached = False
    # The corners, not the whole box, so that no rounding makes a corner wider than the natural bounds.
    low, high = evaluate(node, lows).low, evaluate(node, highs).high
    return Enclosed(Interval(max(held.value.low, low), min(held.value.high, high)), is_reached)


def _counts(node: Node) -> dict[str, int]:
    counts: dict[str, int] = {}
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, expression.Name):
            counts[one.name] = counts.get(one.name, 0) + 1
        stack.extend(expression.parts(one))
    return counts


def evaluate(node: Node, box: _Box) -> Interval:
    """The natural interval extension: each operation on whole intervals; raises as `enclose` does."""
    if isinstance(node, expression.Number):
        return _number(node)
    if isinstance(node, expression.Name):
        return box[node.name]
    if isinstance(node, expression.Call):
        return _call(node, [evaluate(one, box) for one in node.arguments])
    return _operate(node, evaluate(node.left, box), evaluate(node.right, box))


def _number(node: expression.Number) -> Interval:
    held = float(node.value)
    return point(held) if Fraction(held) == node.value else _out(held, held)


def _operate(node: expression.Operation, left: Interval, right: Interval) -> Interval:
    if node.sign == "+":
        return _sum(left, right)
    if node.sign == "-":
        return _sum(left, _turned(right))
    if node.sign == "*":
        return times(left, right)
    if node.sign == "/":
        if right.low <= 0 <= right.high:
            what = expression.text(node.right)
            message = f"`{what}` may be nought, and nothing can be divided by it"
            raise ExpressionError(message, node.place, f"give `{what}` a range without nought", node.right)
        return times(left, _inverse(right))
    return _power(node, left, right)


def _sum(one: Interval, other: Interval) -> Interval:
    return _out(one.low + other.low, one.high + other.high)


def _turned(one: Interval) -> Interval:
    return Interval(-one.high, -one.low)


def times(left: Interval, right: Interval) -> Interval:
    """The product of two intervals; nought times an infinite end is nought."""
    ends = [_product(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return _out(min(ends), max(ends))


def _product(one: float, other: float) -> float:
    if one == 0 or other == 0:
        return 0.0
    # What is too small to be written is not nought, and is rounded outwards from the least number.
    return one * other or math.copysign(LEAST, one) * math.copysign(1.0, other)


def _inverse(one: Interval) -> Interval:
    """One over an interval that holds nought at an end at most."""
    return _out(1 / one.high if one.high else -INFINITE, 1 / one.low if one.low else INFINITE)


def _out(low: float, high: float) -> Interval:
    """Rounded outwards by one step of the last digit: what was computed may be off by half of one."""
    # The sum of two infinite ends with different signs is no number, and no bound.
    low, high = (-INFINITE if math.isnan(low) else low), (INFINITE if math.isnan(high) else high)
    return Interval(
        low if low == 0 else math.nextafter(low, -INFINITE),
        high if high == 0 else math.nextafter(high, INFINITE),
    )


def _power(node: expression.Operation, base: Interval, raised: Interval) -> Interval:
    number = dimensions.constant(node.right)
    if number is not None and number.denominator == 1:
        return _whole_power(node, base, int(number))
    if base.low < 0 or (base.low == 0 and raised.low < 0):
        raise _below(node.left, "power", node.place)
    ends = [_raise(one, other) for one in (base.low, base.high) for other in (raised.low, raised.high)]
    return _wide(min(ends), max(ends), least=0.0)


def _whole_power(node: expression.Operation, base: Interval, power: int) -> Interval:
    if power == 0:
        return ONE
    if power < 0:
        if base.low <= 0 <= base.high:
            what = expression.text(node.left)
            message = f"`{what}` may be nought, and has no negative power"
            raise ExpressionError(message, node.place, f"give `{what}` a range without nought", node.left)
        return _inverse(_whole_power(node, base, -power))
    ends = [_raise(base.low, power), _raise(base.high, power)]
    if power % 2:
        # What is too small to be written lies on the side of nought on which its base lies.
        least = 0.0 if base.low >= 0 else -INFINITE
        return _wide(*ends, least=least, most=0.0 if base.high <= 0 else INFINITE)
    if base.low <= 0 <= base.high:
        ends.append(0.0)
    return _wide(min(ends), max(ends), least=0.0)


_NOT_BELOW = {
    "sqrt": "below nought, and has no root",
    "ln": "nought or below, and has no logarithm",
    "power": "nought or below, and has whole powers only",
}


def _below(part: Node, what: str, place: int) -> BelowNoughtError:
    held = expression.text(part)
    message = f"`{held}` may be {_NOT_BELOW[what]}"
    return BelowNoughtError(message, place, f"give `{held}` a range above nought", part)


def _raise(base: float, power: float) -> float:
    try:
        return float(base**power)
    except OverflowError:
        return -INFINITE if base < 0 and power % 2 else INFINITE


def _wide(low: float, high: float, *, least: float = -INFINITE, most: float = INFINITE) -> Interval:
    """Rounded outwards by eight steps, never past ends that the exact value keeps.

    Powers, roots and logarithms of a C library, and those of numpy on whole arrays, are off by up to four.
    """
    for _ in range(8):
        low, high = math.nextafter(low, -INFINITE), math.nextafter(high, INFINITE)
    return Interval(max(low, least), min(high, most))


def _call(node: expression.Call, held: list[Interval]) -> Interval:
    first = held[0]
    if node.function == "min":
        return Interval(min(one.low for one in held), min(one.high for one in held))
    if node.function == "max":
        return Interval(max(one.low for one in held), max(one.high for one in held))
    if node.function == "ceil":
        return Interval(_ceil(first.low), _ceil(first.high))
    if node.function == "exp":
        return _wide(_exp(first.low), _exp(first.high), least=0.0)
    if first.low < 0 or (node.function == "ln" and first.low == 0):
        raise _below(node.arguments[0], node.function, node.place)
    if node.function == "sqrt":
        return _wide(math.sqrt(first.low), math.sqrt(first.high), least=0.0)
    least, most = (0.0 if first.low >= 1 else -INFINITE), (0.0 if first.high <= 1 else INFINITE)
    return _wide(math.log(first.low), math.log(first.high), least=least, most=most)


def _ceil(value: float) -> float:
    return value if math.isinf(value) else float(math.ceil(value))


def _exp(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return INFINITE


# Values with their slopes and elasticities, in one pass: by each name that is asked for, an enclosure of the
# derivative, and of how many per cent the value changes for one per cent of the name. Of a sum of parts on
# one side of nought the elasticity lies between those of its parts, so that it tells what a / (a + b) does,
# where the slope, in which `a` stands three times, does not. None where it is not told.

_FLAT: Mapping[str, Interval] = frozen.EMPTY
_Inner = expression.Operation | expression.Call


@dataclass(frozen=True, slots=True)
class _Sloped:
    """A name that is not there has the slope and the elasticity nought."""

    value: Interval
    slopes: Mapping[str, Interval] = _FLAT
    elastic: Mapping[str, Interval | None] = _FLAT


def _told_slope(held: _Sloped, name: str, one: Interval) -> Interval:
    """The slope by a name, or one of the same sign as its elasticity tells."""
    slope, elastic = held.slopes.get(name, NOUGHT), held.elastic.get(name, NOUGHT)
    is_told = elastic is not None and _is_one_sided(held.value) and _is_one_sided(one)
    if _is_one_sided(slope) or elastic is None or not is_told:
        return slope
    return _turned(elastic) if (held.value.low < 0) != (one.low < 0) else elastic


def _is_one_sided(one: Interval) -> bool:
    return one.low >= 0 or one.high <= 0


def _hull(some: Sequence[Interval]) -> Interval:
    return Interval(min(one.low for one in some), max(one.high for one in some))


def _sloped(node: Node, box: _Box, often: frozenset[str]) -> _Sloped:
    if isinstance(node, expression.Number):
        return _Sloped(_number(node))
    if isinstance(node, expression.Name):
        own = {node.name: ONE} if node.name in often else _FLAT
        return _Sloped(box[node.name], own, own)
    held = [_sloped(one, box, often) for one in expression.parts(node)]
    values = [one.value for one in held]
    whole = _call(node, values) if isinstance(node, expression.Call) else _operate(node, *values)
    slopes: dict[str, Interval] = {}
    elastic: dict[str, Interval | None] = {}
    for name in dict.fromkeys(name for one in held for name in one.slopes):
        slopes[name] = _slope(node, whole, values, [one.slopes.get(name, NOUGHT) for one in held])
        rates = [one.elastic.get(name, NOUGHT) for one in held]
        known = [one for one in rates if one is not None]
        elastic[name] = _elasticity(node, values, known) if len(known) == len(rates) else None
        if elastic[name] is None and (whole.low > 0 or whole.high < 0):
            elastic[name] = times(times(slopes[name], box[name]), _inverse(whole))
    return _Sloped(whole, slopes, elastic)


def _slope(node: _Inner, whole: Interval, values: Sequence[Interval], slopes: Sequence[Interval]) -> Interval:
    if isinstance(node, expression.Call):
        return _slope_of_call(node, whole, values, slopes)
    return _slope_of_operation(node, whole, values, slopes)


def _elasticity(node: _Inner, values: Sequence[Interval], rates: Sequence[Interval]) -> Interval | None:
    if isinstance(node, expression.Call):
        if node.function in ("min", "max"):
            return _hull(rates)
        factor = {"sqrt": point(0.5), "exp": values[0]}.get(node.function)
        return times(factor, rates[0]) if factor else None
    (one, other), (left, right) = values, rates
    if node.sign in "*/":
        return _exactly(_sum, left, right if node.sign == "*" else _turned(right))
    if node.sign == "^":
        return _exactly(times, other, left) if right == NOUGHT else None
    parts = [one, other if node.sign == "+" else _turned(other)]
    if not _is_one_sided(_hull(parts)):
        return None
    return _hull([rate for part, rate in zip(parts, rates, strict=True) if part != NOUGHT] or [NOUGHT])


def _exactly(work: Callable[[Interval, Interval], Interval], one: Interval, other: Interval) -> Interval:
    """A sum or product of small whole numbers without rounding outwards, so that one less one is nought."""
    made = work(one, other)
    ends = (one.low, one.high, other.low, other.high)
    if not all(abs(end) <= SMALL and end.is_integer() for end in ends):
        return made
    return Interval(float(round(made.low)), float(round(made.high)))


def _slope_of_operation(
    node: expression.Operation, whole: Interval, values: Sequence[Interval], slopes: Sequence[Interval]
) -> Interval:
    (one, other), (left, right) = values, slopes
    if node.sign in "+-":
        return _operate(node, left, right)
    if node.sign == "*":
        return _sum(times(left, other), times(one, right))
    if node.sign == "/":
        return times(_sum(left, _turned(times(whole, right))), _inverse(other))
    number = dimensions.constant(node.right)
    if number is not None:
        return _slope_of_power(node, number, one, left)
    if one.low <= 0:
        return ANYTHING
    logarithm = _wide(math.log(one.low), math.log(one.high))
    return times(whole, _sum(times(times(other, left), _inverse(one)), times(logarithm, right)))


def _slope_of_power(
    node: expression.Operation, number: Fraction, base: Interval, slope: Interval
) -> Interval:
    """The slope of a power that is a number."""
    if number == 0:
        return NOUGHT
    if number < 1 and base.low <= 0 <= base.high:
        return _rising(slope) if number > 0 else ANYTHING
    less = expression.Operation("^", node.left, expression.Number(number - 1), node.place)
    factor = _number(expression.Number(number))
    return times(times(factor, _power(less, base, _number(expression.Number(number - 1)))), slope)


def _slope_of_call(
    node: expression.Call, whole: Interval, values: Sequence[Interval], slopes: Sequence[Interval]
) -> Interval:
    if node.function in ("min", "max"):
        return _hull(slopes)
    slope, value = slopes[0], values[0]
    if node.function == "exp":
        return times(whole, slope)
    if node.function == "ceil":
        return _rising(slope)
    return times(slope, _inverse(value if node.function == "ln" else times(point(2.0), whole)))


def _rising(slope: Interval) -> Interval:
    """The slope of what rises with its argument, however fast."""
    return times(slope, Interval(0.0, INFINITE))

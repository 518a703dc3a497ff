"""Ranges through an expression: an enclosure that holds every value, and exact bounds where it can tell.

Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009, chapters 2 and 6):
each operation is rounded outwards, so that what is computed from any numbers within the inputs lies within
the result. A name that stands in an expression more than once widens the natural enclosure; where the
expression certainly rises, or certainly falls, with that name over the whole box (its slope by automatic
differentiation on intervals keeps one sign), its ends are taken one at a time, and the bounds are those that
are reached. Both rules keep inclusion: a narrower input never gives a wider result.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.methods import dimensions, expression
from wigmore.methods.expression import ExpressionError, Node

INFINITE = math.inf


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
_Box = Mapping[str, Interval]


def point(value: float) -> Interval:
    """An interval of one number."""
    return Interval(value, value)


def enclose(node: Node, box: _Box) -> Enclosed:
    """The bounds of an expression over a box of inputs.

    Raises ExpressionError where a range that holds nought is divided by, or a root or logarithm leaves its
    domain; KeyError for a name without a range.
    """
    natural = evaluate(node, box)
    counts = _counts(node)
    often = [name for name, count in counts.items() if count > 1 and box[name].low < box[name].high]
    if not often:
        return Enclosed(natural, True)
    slopes = {name: _slope(node, box, name) for name in often}
    lows, highs = dict(box), dict(box)
    for name, slope in slopes.items():
        if slope.low >= 0 or slope.high <= 0:
            ends = (point(box[name].low), point(box[name].high))
            lows[name], highs[name] = ends if slope.low >= 0 else ends[::-1]
    # The corners, not the whole box, so that no rounding makes a corner wider than the natural bounds.
    low, high = evaluate(node, lows).low, evaluate(node, highs).high
    bounds = Interval(max(natural.low, low), min(natural.high, high))
    return Enclosed(bounds, all(slope.low >= 0 or slope.high <= 0 for slope in slopes.values()))


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
        return _out(float(node.value), float(node.value), exact=node.value.denominator == 1)
    if isinstance(node, expression.Name):
        return box[node.name]
    if isinstance(node, expression.Call):
        return _call(node, [evaluate(one, box) for one in node.arguments])
    left, right = evaluate(node.left, box), evaluate(node.right, box)
    return _operate(node, left, right)


def _operate(node: expression.Operation, left: Interval, right: Interval) -> Interval:
    if node.sign == "+":
        return _out(left.low + right.low, left.high + right.high)
    if node.sign == "-":
        return _out(left.low - right.high, left.high - right.low)
    if node.sign == "*":
        return times(left, right)
    if node.sign == "/":
        if right.low <= 0 <= right.high:
            what = expression.text(node.right)
            message = f"`{what}` may be nought, and nothing can be divided by it"
            raise ExpressionError(message, node.place, f"give `{what}` a range without nought")
        return times(left, _out(*_ordered(_inverse(right.high), _inverse(right.low))))
    return _power(node, left, right)


def times(left: Interval, right: Interval) -> Interval:
    """The product of two intervals; nought times an infinite end is nought."""
    ends = [_product(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return _out(min(ends), max(ends))


def _product(one: float, other: float) -> float:
    return 0.0 if one == 0 or other == 0 else one * other


def _inverse(value: float) -> float:
    return 0.0 if math.isinf(value) else 1 / value


def _ordered(one: float, other: float) -> tuple[float, float]:
    return (one, other) if one <= other else (other, one)


def _out(low: float, high: float, *, exact: bool = False) -> Interval:
    """Rounded outwards by one step of the last digit: what was computed may be off by half of one."""
    if exact:
        return Interval(low, high)
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
        raise ExpressionError("a power that is no whole number needs a base above nought", node.place)
    ends = [_raise(one, other) for one in (base.low, base.high) for other in (raised.low, raised.high)]
    return _wide(min(ends), max(ends))


def _whole_power(node: expression.Operation, base: Interval, power: int) -> Interval:
    if power < 0:
        if base.low <= 0 <= base.high:
            raise ExpressionError("the base of a negative power may be nought", node.place)
        below = _whole_power(node, base, -power)
        return _out(*_ordered(_inverse(below.high), _inverse(below.low)))
    ends = [_raise(base.low, power), _raise(base.high, power)]
    if power % 2 == 0 and base.low < 0 < base.high:
        ends.append(0.0)
    return ONE if power == 0 else _wide(min(ends), max(ends))


def _raise(base: float, power: float) -> float:
    try:
        return float(base**power)
    except OverflowError:
        return INFINITE


def _wide(low: float, high: float) -> Interval:
    """Rounded outwards by four steps: powers, roots and logarithms of a C library are off by one or two."""
    for _ in range(4):
        low, high = math.nextafter(low, -INFINITE), math.nextafter(high, INFINITE)
    return Interval(low, high)


def _call(node: expression.Call, held: list[Interval]) -> Interval:
    first = held[0]
    if node.function == "min":
        return Interval(min(one.low for one in held), min(one.high for one in held))
    if node.function == "max":
        return Interval(max(one.low for one in held), max(one.high for one in held))
    if node.function == "ceil":
        return Interval(_ceil(first.low), _ceil(first.high))
    if node.function == "exp":
        return _wide(_exp(first.low), _exp(first.high))
    if first.low < 0 or (node.function == "ln" and first.low == 0):
        what = "above nought" if node.function == "ln" else "not below nought"
        raise ExpressionError(f"`{node.function}` needs a number {what}", node.place)
    made = math.sqrt if node.function == "sqrt" else math.log
    return _wide(made(first.low), made(first.high))


def _ceil(value: float) -> float:
    return value if math.isinf(value) else float(math.ceil(value))


def _exp(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return INFINITE


def _slope(node: Node, box: _Box, name: str) -> Interval:
    """An enclosure of the derivative of an expression by one of its names."""
    if isinstance(node, expression.Number):
        return NOUGHT
    if isinstance(node, expression.Name):
        return ONE if node.name == name else NOUGHT
    if isinstance(node, expression.Call):
        return _slope_of_call(node, box, [_slope(one, box, name) for one in node.arguments])
    return _slope_of_operation(node, box, _slope(node.left, box, name), _slope(node.right, box, name))


def _slope_of_operation(node: expression.Operation, box: _Box, left: Interval, right: Interval) -> Interval:
    if left == NOUGHT and right == NOUGHT:
        return NOUGHT
    if node.sign in "+-":
        return _operate(node, left, right)
    one, other = evaluate(node.left, box), evaluate(node.right, box)
    if node.sign == "*":
        return _sum(times(left, other), times(one, right))
    if node.sign == "/":
        whole = evaluate(node, box)
        return _divided(_sum(left, _turned(times(whole, right))), other)
    return _slope_of_power(node, box, (one, left), right)


def _slope_of_power(
    node: expression.Operation, box: _Box, base: tuple[Interval, Interval], raised: Interval
) -> Interval:
    """The slope of a power; of one whose exponent varies, nothing is told: it may rise or fall."""
    number = dimensions.constant(node.right)
    if number is None or raised != NOUGHT:
        return Interval(-INFINITE, INFINITE)
    less = expression.Operation("^", node.left, expression.Number(number - 1), node.place)
    value, slope = base
    if number < 1 and value.low <= 0 <= value.high:
        return Interval(-INFINITE, INFINITE)
    return times(times(point(float(number)), evaluate(less, box)), slope)


def _slope_of_call(node: expression.Call, box: _Box, slopes: list[Interval]) -> Interval:
    if node.function in ("min", "max"):
        return Interval(min(one.low for one in slopes), max(one.high for one in slopes))
    if slopes[0] == NOUGHT:
        return NOUGHT
    if slopes[0].low >= 0:
        return Interval(0.0, INFINITE)  # each of the others rises with its argument
    return Interval(-INFINITE, 0.0) if slopes[0].high <= 0 else Interval(-INFINITE, INFINITE)


def _sum(one: Interval, other: Interval) -> Interval:
    return _out(one.low + other.low, one.high + other.high)


def _turned(one: Interval) -> Interval:
    return Interval(-one.high, -one.low)


def _divided(one: Interval, by: Interval) -> Interval:
    return times(one, Interval(*_ordered(_inverse(by.high), _inverse(by.low))))

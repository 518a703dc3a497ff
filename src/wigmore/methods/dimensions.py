"""The dimension of an expression, worked out before any number is: apples are not added to hours.

A dimension is that of `kit.units`: powers of bases. A counted noun may be added to a plain number, never to
another noun; an exponent other than a plain number needs a base without dimension.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from wigmore.kit import units
from wigmore.methods import expression
from wigmore.methods.expression import ExpressionError, Node

PLAIN: units.Dimension = ()


def of(node: Node, known: Mapping[str, units.Dimension]) -> units.Dimension:
    """The dimension of an expression, of dimensions by name.

    Raises ExpressionError where parts do not fit, and KeyError for a name that is not known.
    """
    if isinstance(node, expression.Number):
        return PLAIN
    if isinstance(node, expression.Name):
        return known[node.name]
    if isinstance(node, expression.Call):
        return _call(node, [of(one, known) for one in node.arguments])
    left = of(node.left, known)
    if node.sign == "^":
        return _power(node, left, known)
    return _operation(node, left, of(node.right, known))


def _operation(node: expression.Operation, left: units.Dimension, right: units.Dimension) -> units.Dimension:
    if node.sign in "*/":
        return combined(left, right, 1 if node.sign == "*" else -1)
    if node.sign == "-" and isinstance(node.left, expression.Number) and not node.left.value:
        return right  # a sign before a quantity
    return _same(node, left, right, "added" if node.sign == "+" else "subtracted")


def combined(left: units.Dimension, right: units.Dimension, power: int = 1) -> units.Dimension:
    """The dimension of a product with a power of another."""
    held = dict(left)
    for base, exponent in right:
        held[base] = held.get(base, 0) + exponent * power
    return tuple(sorted((base, exponent) for base, exponent in held.items() if exponent))


def compare(left: units.Dimension, right: units.Dimension) -> bool:
    """Whether quantities of two dimensions can be compared; a counted noun compares with a plain number."""
    if left == right:
        return True
    held = left or right
    return (not left or not right) and all(base.startswith("count:") for base, _ in held)


def said(dimension: units.Dimension) -> str:
    """A dimension in words, as `mass / time`.

    >>> said((("mass", 1), ("time", -1))), said(())
    ('mass / time', 'a plain number')
    """
    above, below = (
        [_base(base, abs(power)) for base, power in dimension if (power > 0) is upper]
        for upper in (True, False)
    )
    if not dimension:
        return "a plain number"
    bottom = below[0] if len(below) == 1 else f"({' * '.join(below)})"
    return " * ".join(above) if not below else f"{' * '.join(above) or '1'} / {bottom}"


def _base(base: str, power: int) -> str:
    name = base.partition(":")[2] or base
    return f"{name}^{power}" if power > 1 else name


def _same(node: Node, left: units.Dimension, right: units.Dimension, what: str) -> units.Dimension:
    if not compare(left, right):
        message = f"{said(left)} and {said(right)} cannot be {what}"
        raise ExpressionError(message, node.place, _repair(left, right))
    return left or right


def _repair(left: units.Dimension, right: units.Dimension) -> str:
    """What is probably missing where two dimensions do not fit; empty where that cannot be told."""
    held = left or right
    if left and right:
        is_money = all(_is_money(one) for one in (left, right))
        rate = f"{said(left)} / {said(right)}"
        return f"multiply one by an input that is the rate of exchange, in {rate}" if is_money else ""
    if _is_money(held):
        return f"give the plain number its currency, as an input in {said(held)}"
    return f"give the plain number its unit, as an input of {said(held)}"


def _is_money(dimension: units.Dimension) -> bool:
    return len(dimension) == 1 and dimension[0][0].startswith("money:")


def _call(node: expression.Call, held: list[units.Dimension]) -> units.Dimension:
    if node.function in ("min", "max"):
        first = held[0]
        for other in held[1:]:
            first = _same(node, first, other, "compared")
        return first
    if node.function == "sqrt":
        return _raised(node, held[0], Fraction(1, 2))
    if not compare(held[0], PLAIN):
        raise ExpressionError(f"`{node.function}` takes a plain number, not {said(held[0])}", node.place)
    return PLAIN


def _power(
    node: expression.Operation, base: units.Dimension, known: Mapping[str, units.Dimension]
) -> units.Dimension:
    number = constant(node.right)
    if number is not None:
        if abs(number) > expression.GREATEST_POWER:
            raise ExpressionError(f"powers go to {expression.GREATEST_POWER}", node.place)
        return _raised(node, base, number)
    raised = of(node.right, known)
    for what, held in (("the base of such a power", base), ("an exponent", raised)):
        if not compare(held, PLAIN):
            raise ExpressionError(f"{what} is a plain number, not {said(held)}", node.place)
    return PLAIN


def constant(node: Node) -> Fraction | None:
    """The value of a part that is a number, or a sum, product or fraction of numbers; None for any other."""
    if isinstance(node, expression.Number):
        return node.value
    if not isinstance(node, expression.Operation) or node.sign == "^":
        return None
    left, right = constant(node.left), constant(node.right)
    if left is None or right is None or (node.sign == "/" and not right):
        return None
    return _EXACTLY[node.sign](left, right)


_EXACTLY: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _raised(node: Node, base: units.Dimension, power: Fraction) -> units.Dimension:
    held = [(name, exponent * power) for name, exponent in base]
    if any(exponent.denominator != 1 for _, exponent in held):
        raise ExpressionError(f"{said(base)} has no such power", node.place)
    return tuple((name, int(exponent)) for name, exponent in held if exponent)

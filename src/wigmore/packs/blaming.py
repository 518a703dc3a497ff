"""Which part of a formula a fault is about, and how to say so in the words of whoever wrote it."""

from collections.abc import Iterator, Mapping

from wigmore.methods import expression, intervals
from wigmore.packs import leaves


def rule(error: expression.ExpressionError) -> str:
    """The name of the rule that is broken, as `estimating.Fault` has it."""
    return "below" if isinstance(error, intervals.BelowNoughtError) else "nought"


def blamed(error: expression.ExpressionError, held: Mapping[str, leaves.Leaf]) -> expression.Node | None:
    """What an error is about: the one factor of it that may be nought, or below, where there is one."""
    if error.part is None:
        return None
    is_below = isinstance(error, intervals.BelowNoughtError)
    wrong = {
        name
        for name in factors(error.part)
        if held[name].rounded[0] <= 0 and (is_below or held[name].rounded[1] >= 0)
    }
    return expression.Name(wrong.pop()) if len(wrong) == 1 else error.part


def said(
    error: expression.ExpressionError, held: Mapping[str, leaves.Leaf], part: expression.Node | None
) -> tuple[str, str]:
    """The message and the repair of an error about a part, with leaves called as the author calls them."""
    if error.part is None or part is None:
        return error.message, error.repair
    labels = {name: leaf.label for name, leaf in held.items()}
    written, said = f"`{expression.text(error.part)}`", f"`{expression.text(part, labels)}`"
    return error.message.replace(written, said), error.repair.replace(written, said)


def factors(node: expression.Node) -> Iterator[str]:
    """The names that stand in a product or a quotient as they are."""
    if isinstance(node, expression.Name):
        yield node.name
    elif isinstance(node, expression.Operation) and node.sign in "*/^":
        yield from factors(node.left)
        yield from factors(node.right) if node.sign != "^" else ()


def divisors(node: expression.Node) -> Iterator[str]:
    """The names that something is divided by, alone or as a factor."""
    stack = [node]
    while stack:
        one = stack.pop()
        if isinstance(one, expression.Operation) and one.sign == "/":
            yield from factors(one.right)
        stack.extend(expression.parts(one))

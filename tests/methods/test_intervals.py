"""Laws of ranges: every draw lies within, a narrower input never widens, what is called reached is."""

import itertools
import math
import random
from collections.abc import Mapping

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some

from wigmore.methods import draws, expression, intervals
from wigmore.methods.expression import ExpressionError, Node, parse
from wigmore.methods.intervals import INFINITE, Interval

NAMES = ("a", "b", "c")
Box = dict[str, Interval]
NEAR = 1e-9
"""How far bounds may move by rounding alone, relative to the greatest number on the way."""


def joined(parts: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    two = some.tuples(parts, some.sampled_from((" + ", " - ", " * ", " / ")), parts).map(
        "({0[0]}{0[1]}{0[2]})".format
    )
    return some.one_of(
        two,
        two,
        some.tuples(parts, some.sampled_from(("2", "3", "-1", "-2", "0.5", "(1/3)"))).map(
            "({0[0]})^{0[1]}".format
        ),
        some.tuples(parts, some.sampled_from(NAMES)).map("({0[0]})^{0[1]}".format),
        some.tuples(some.sampled_from(("sqrt", "ln", "exp", "ceil", "-")), parts).map(
            "{0[0]}({0[1]})".format
        ),
        some.tuples(some.sampled_from(("min", "max")), parts, parts).map("{0[0]}({0[1]}, {0[2]})".format),
    )


leaves = some.one_of(
    some.sampled_from(NAMES), some.sampled_from(NAMES), some.sampled_from(("0", "1", "2", "0.1", "1e-3"))
)
nodes = some.recursive(leaves, joined, max_leaves=8).map(parse)
ends = some.one_of(some.floats(-4, 4), some.floats(0.01, 4), some.sampled_from((0.0, 1.0, -1.0, 1e-200)))
ranges = some.tuples(ends, ends).map(lambda of: Interval(min(of), max(of)))
boxes = some.fixed_dictionaries({name: ranges for name in NAMES})
shares = some.lists(some.floats(0, 1), min_size=len(NAMES), max_size=len(NAMES))


def inner(box: Box, low: list[float], high: list[float]) -> Box:
    """A box within a box, by shares of the way."""
    made = {}
    for (name, one), first, last in zip(box.items(), low, high, strict=True):
        ends = sorted(
            min(max(one.low + share * (one.high - one.low), one.low), one.high) for share in (first, last)
        )
        made[name] = Interval(*ends)
    return made


def enclosed(node: Node, box: Mapping[str, Interval]) -> intervals.Enclosed:
    try:
        return intervals.enclose(node, box)
    except ExpressionError:
        assume(False)
        raise


def size(node: Node, box: Mapping[str, Interval]) -> float:
    """The greatest number that is met on the way, for telling rounding from more."""
    greatest, stack = 1.0, [node]
    while stack:
        one = stack.pop()
        held = intervals.evaluate(one, box)
        greatest = max(greatest, abs(held.low), abs(held.high))
        stack.extend(expression.parts(one))
    return greatest


@given(nodes, boxes, some.integers(0, 2**32))
@example(parse("a - a * b"), {"a": Interval(1, 2), "b": Interval(0, 3), "c": Interval(0, 0)}, 1)
@example(parse("a * 1e-3"), {"a": Interval(-1e-200, 1e-200), "b": Interval(0, 0), "c": Interval(0, 0)}, 1)
def test_an_interval_holds_every_draw(node: Node, box: Box, seed: int) -> None:
    held = enclosed(node, box).bounds
    of = random.Random(seed)
    points = [{name: of.uniform(one.low, one.high) for name, one in box.items()} for _ in range(30)]
    points += [
        dict(zip(box, corner, strict=True))
        for corner in itertools.product(*((one.low, one.high) for one in box.values()))
    ]
    for drawn_ in points:
        point = {name: min(max(value, box[name].low), box[name].high) for name, value in drawn_.items()}
        value = float(draws.evaluate(node, point))
        if not math.isnan(value):
            assert held.holds(value), (point, value)
    spreads = {name: draws.Spread(one.low, one.high) for name, one in box.items()}
    drawn = draws.evaluate(node, draws.sample(spreads, 50, seed))
    for value in drawn if hasattr(drawn, "__len__") else [drawn]:
        assert math.isnan(value) or held.holds(float(value))


@given(nodes, boxes, shares, shares)
@example(
    parse("a * (1 - a)"),
    {"a": Interval(0, 1), "b": Interval(0, 0), "c": Interval(0, 0)},
    [0.4] * 3,
    [0.6] * 3,
)
@example(
    parse("a * b - a"),
    {"a": Interval(1, 2), "b": Interval(0, 2), "c": Interval(0, 0)},
    [0, 0.6, 0],
    [1.0] * 3,
)
def test_a_narrower_input_never_widens_the_answer(
    node: Node, box: Box, low: list[float], high: list[float]
) -> None:
    wide, narrow_box = enclosed(node, box).bounds, inner(box, low, high)
    narrow = intervals.enclose(node, narrow_box).bounds  # what was defined on the whole is on a part
    slack = NEAR * size(node, box)
    assume(math.isfinite(slack))
    assert narrow.low >= wide.low - slack
    assert narrow.high <= wide.high + slack


@given(nodes, boxes)
def test_a_box_without_width_gives_the_value(node: Node, box: Box) -> None:
    point = {name: intervals.point(one.low) for name, one in box.items()}
    held = enclosed(node, point)
    assert held.is_reached
    value = float(draws.evaluate(node, {name: one.low for name, one in box.items()}))
    slack = NEAR * size(node, point)
    assume(math.isfinite(slack) and math.isfinite(value))
    assert held.bounds.low - slack <= value <= held.bounds.high + slack
    assert held.bounds.holds(value)


@given(nodes, boxes, some.integers(0, 2**32))
@example(parse("a / (b + 1) + a * b"), {"a": Interval(1, 2), "b": Interval(2, 3), "c": Interval(0, 0)}, 1)
def test_bounds_that_are_called_reached_are_reached(node: Node, box: Box, seed: int) -> None:
    """At a corner, or where a square or a step has its turn inside: a search of the box comes as near."""
    held = enclosed(node, box)
    assume(held.is_reached and math.isfinite(size(node, box)))
    ticks = {name: ticked(one) for name, one in box.items()}
    values = [
        float(draws.evaluate(node, dict(zip(box, point, strict=True))))
        for point in itertools.product(*ticks.values())
    ]
    finite = [value for value in values if math.isfinite(value)]
    assume(finite and not has_turn(node))
    slack = NEAR * size(node, box)
    assert min(finite) == pytest.approx(held.bounds.low, abs=slack)
    assert max(finite) == pytest.approx(held.bounds.high, abs=slack)


def ticked(one: Interval) -> list[float]:
    inside = [0.0] if one.low < 0 < one.high else []
    return sorted({one.low, *inside, one.high})


def has_turn(node: Node) -> bool:
    """Whether an even power of more than a name, or a least or greatest of several, turns off the corners."""
    if (
        isinstance(node, expression.Operation)
        and node.sign == "^"
        and not isinstance(node.left, expression.Name)
    ):
        return True
    return any(has_turn(one) for one in expression.parts(node))


@pytest.mark.parametrize(
    ("text", "box", "low", "high", "is_reached"),
    [
        ("a + b", {"a": (1, 2), "b": (10, 20)}, 11, 22, True),
        ("a - b", {"a": (1, 2), "b": (10, 20)}, -19, -8, True),
        ("a * b", {"a": (-1, 2), "b": (-3, 4)}, -6, 8, True),
        ("a / b", {"a": (-1, 2), "b": (-4, -2)}, -1, 0.5, True),
        ("a^2", {"a": (-2, 1)}, 0, 4, True),
        ("a^3", {"a": (-2, 1)}, -8, 1, True),
        ("a^-2", {"a": (-2, -1)}, 0.25, 1, True),
        ("a^b", {"a": (0.5, 2), "b": (-1, 2)}, 0.25, 4, True),
        ("min(a, b) + max(a, 3)", {"a": (1, 5), "b": (2, 4)}, 4, 9, True),
        ("ceil(a)", {"a": (0.2, 2.5)}, 1, 3, True),
        ("a - a", {"a": (1, 2)}, 0, 0, True),
        ("a * b - a", {"a": (1, 2), "b": (3, 4)}, 2, 6, True),
        ("a * (1 - b) / (1 + a)", {"a": (1, 3), "b": (0.2, 0.5)}, 0.25, 0.6, True),
        (
            "c * (a / b)^n / a",
            {"a": (2, 4), "b": (1, 1), "c": (8, 8), "n": (0.5, 0.5)},
            4,
            8 / math.sqrt(2),
            True,
        ),
        ("a - ln(a)", {"a": (2, 4)}, 2 - math.log(2), 4 - math.log(4), True),
        ("a * exp(a)", {"a": (0, 1)}, 0, math.e, True),
        ("a / (a + b)", {"a": (1, 3), "b": (1, 3)}, 0.25, 0.75, True),
        ("a^2 / (a^2 + b)", {"a": (1, 2), "b": (1, 3)}, 0.25, 0.8, True),
        ("-a / (1 - a)", {"a": (-3, -1)}, 0.5, 0.75, True),
        ("a * sqrt(a)", {"a": (0, 4)}, 0, 8, True),
        ("a * (1 - a)", {"a": (0, 1)}, 0, 1, False),
    ],
)
def test_bounds_worked_out_by_hand(
    text: str, box: dict[str, tuple[float, float]], low: float, high: float, is_reached: bool
) -> None:
    held = intervals.enclose(parse(text), {name: Interval(*one) for name, one in box.items()})
    assert [held.bounds.low, held.bounds.high] == pytest.approx([low, high], abs=1e-12)
    assert held.is_reached is is_reached


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / a", "`a` may be nought, and nothing can be divided by it"),
        ("1 / (a * b)", "`a * b` may be nought, and nothing can be divided by it"),
        ("a^-1", "`a` may be nought, and has no negative power"),
        ("sqrt(a - 2)", "`a - 2` may be below nought, and has no root"),
        ("ln(a)", "`a` may be nought or below, and has no logarithm"),
        ("(a - 1)^0.5", "`a - 1` may be nought or below, and has whole powers only"),
    ],
)
def test_what_has_no_value_somewhere_is_refused(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as found:
        intervals.enclose(parse(text), {"a": Interval(0, 1), "b": Interval(1, 2)})
    assert found.value.message == message
    assert found.value.part is not None


def test_ends_that_are_not_known_stay_unbounded_and_are_never_no_number() -> None:
    box = {"a": Interval(1, INFINITE), "b": Interval(0, INFINITE), "c": Interval(2, 3)}
    for text in (
        "a + b",
        "a * b",
        "a - b",
        "c / a",
        "a^2 - b^2",
        "b * 0",
        "exp(a)",
        "a - a + b - b",
        "a / c - a",
    ):
        held = intervals.enclose(parse(text), box).bounds
        assert not math.isnan(held.low)
        assert not math.isnan(held.high)
        assert held.low <= held.high
    held = intervals.enclose(parse("c / a"), box).bounds
    assert [held.low, held.high] == pytest.approx([0, 3])


def test_what_is_too_small_to_be_written_keeps_its_side_of_nought() -> None:
    tiny = Interval(1e-200, 1.0)
    assert intervals.evaluate(parse("a * a"), {"a": tiny}).low == 0
    assert intervals.evaluate(parse("a^2"), {"a": tiny}).low == 0
    assert intervals.evaluate(parse("sqrt(a^2)"), {"a": Interval(-1, 1)}).low == 0
    turned = intervals.evaluate(
        parse("a * b"), {"a": Interval(1e-200, 1e-200), "b": Interval(-1e-200, -1e-200)}
    )
    assert turned.low < 0
    assert turned.high == 0
    assert intervals.evaluate(parse("a * a"), {"a": Interval(1e-200, 1e-200)}).high > 0


def test_a_number_that_floats_cannot_hold_is_a_range() -> None:
    for text in ("0.1", "12345678901234567891", "1e-3"):
        held = intervals.evaluate(parse(text), {})
        node = parse(text)
        assert isinstance(node, expression.Number)
        assert held.low < held.high
        assert held.low <= node.value <= held.high
    assert intervals.evaluate(parse("0.5"), {}) == intervals.point(0.5)

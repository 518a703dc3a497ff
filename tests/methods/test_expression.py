"""The grammar of formulas: what is read, what is refused before any work, and what comes out as text."""

import math
import sys
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from wigmore.methods import draws, expression
from wigmore.methods.expression import ExpressionError, Name, Node, Number, Operation, parse

NAMES = ("a", "b", "c", "flour-a-loaf", "x_1")
SIGNS = (" + ", " - ", " * ", "/", "·", "×", "÷", " − ")


def joined(parts: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    """Texts of one more level: sums, products, signs, powers, functions and brackets."""
    two = some.tuples(parts, some.sampled_from(SIGNS), parts).map("".join)
    return some.one_of(
        two,
        two.map("({})".format),
        parts.map("-({})".format),
        some.tuples(parts, some.integers(0, 3)).map(lambda of: f"({of[0]})^{of[1]}"),
        some.tuples(parts, some.integers(1, 3)).map(lambda of: f"({of[0]})**-{of[1]}"),
        parts.map("sqrt({})".format),
        some.lists(parts, min_size=2, max_size=3).map(lambda of: f"min({', '.join(of)})"),
        some.lists(parts, min_size=2, max_size=3).map(lambda of: f"max({', '.join(of)})"),
    )


numbers = some.decimals(0, 10**6, places=4, allow_nan=False).map(lambda one: f"{one:f}")
texts = some.recursive(some.one_of(numbers, some.sampled_from(NAMES)), joined, max_leaves=12)


def grouped(node: Node) -> object:
    """An expression without places, and without the order in which a chain of sums or products is grouped."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return node.name
    if isinstance(node, expression.Call):
        return (node.function, *map(grouped, node.arguments))
    if node.sign == "^":
        return ("^", grouped(node.left), grouped(node.right))
    return ("chain", *chained(node, node.sign in "+-", False))


def chained(node: Node, is_sum: bool, is_turned: bool) -> list[tuple[bool, object]]:
    """The members of a sum or a product, each with whether it is taken away or divided by."""
    signs = "+-" if is_sum else "*/"
    if is_minus(node):
        return [(is_turned, ("minus", grouped(expression.parts(node)[1])))]
    if not isinstance(node, Operation) or node.sign not in signs:
        return [(is_turned, grouped(node))]
    right = is_turned ^ (node.sign in "-/")
    return [*chained(node.left, is_sum, is_turned), *chained(node.right, is_sum, right)]


def is_minus(node: Node) -> bool:
    """Whether a part is one with a minus before it."""
    return (
        isinstance(node, Operation)
        and node.sign == "-"
        and isinstance(node.left, Number)
        and not node.left.value
    )


def refusal(text: str) -> tuple[str, int | None, str]:
    """What is said of a text that is no formula: message, place, repair."""
    with pytest.raises(ExpressionError) as found:
        parse(text)
    return found.value.message, found.value.place, found.value.repair


def test_a_formula_as_an_author_writes_it() -> None:
    node = parse("(holland + windsor) * intensity / candiac")
    assert expression.names(node) == ("holland", "windsor", "intensity", "candiac")
    assert expression.places(node) == {"holland": 1, "windsor": 11, "intensity": 22, "candiac": 34}
    assert expression.text(node) == "(holland + windsor) * intensity / candiac"
    assert expression.text(node, {"windsor": "Windsor, Ontario"}) == (
        "(holland + Windsor, Ontario) * intensity / candiac"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("24 / 4 / 3", 2),
        ("24 / (4 / 3)", 18),
        ("-2^2", -4),
        ("(-2)^2", 4),
        ("2^-1", 0.5),
        ("2**(1/2) * 2**(1/2)", 2),
        ("--3", 3),
        ("1_000 + 1.5e3", 2500),
        ("min(3, 2, 5) + max(1, 4)", 6),
        ("ceil(2.1) + sqrt(16) + ln(exp(1))", 8),
    ],
)
def test_values_worked_out_by_hand(text: str, value: float) -> None:
    assert draws.evaluate(parse(text), {}) == pytest.approx(value, rel=1e-15)


@given(texts)
@example("((a)^2)^3")
@example("(-a)^2 - (b - c) / (a / -(-b))")
def test_a_formula_as_text_reads_as_the_same_formula(text: str) -> None:
    node = parse(text)
    written = expression.text(node)
    assert grouped(parse(written)) == grouped(node)
    assert expression.text(parse(written)) == written


@given(texts, some.lists(some.floats(0.5, 2), min_size=len(NAMES), max_size=len(NAMES)))
def test_python_itself_comes_to_the_same_value(text: str, held: list[float]) -> None:
    node = parse(text)
    by_name = dict(zip(NAMES, held, strict=True))
    translated = (
        text.replace("−", "-").replace("·", "*").replace("×", "*").replace("÷", "/").replace("^", "**")
    )
    for name in NAMES:
        translated = translated.replace(name, name.replace("-", "_"))
    spelt = {name.replace("-", "_"): value for name, value in by_name.items()}
    functions = {"min": min, "max": max, "sqrt": math.sqrt}
    try:
        expected = eval(translated, {"__builtins__": {}, **functions}, spelt)
    except (ZeroDivisionError, OverflowError, ValueError):
        return  # nought divided by, or a root of what is below it: no value
    if not isinstance(expected, complex) and math.isfinite(expected):
        assert float(draws.evaluate(node, by_name)) == pytest.approx(float(expected), rel=1e-12, abs=1e-12)


@given(some.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except ExpressionError as error:
        found: ExpressionError | None = error
    else:
        found = None
    if found is not None:
        assert found.message
        assert found.place is None or 0 <= found.place <= len(text)


@pytest.mark.parametrize("text", ["9**9**9", "2^3^4", "a ^ b ^ c"])
def test_a_power_of_a_power_is_refused(text: str) -> None:
    assert refusal(text)[0] == "a power of a power is not read"


def test_a_power_in_brackets_is_read_and_never_worked_out_as_a_whole_number() -> None:
    assert draws.evaluate(parse("9**(9**9)"), {}) == math.inf


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "(" * 10_000 + "1" + ")" * 10_000,
        "9" * 1_000_000,
        "-" * 1_000_000,
        " " * 1_000_000 + "x",
    ],
)
def test_a_long_text_is_refused_before_a_character_is_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: str) -> None:
        raise AssertionError("a text that is too long was looked at")

    monkeypatch.setattr(expression, "_tokens", read)
    assert refusal(text)[0] == "a formula has at most 2,000 characters"


@pytest.mark.parametrize("depth", [33, 900])
@pytest.mark.parametrize("opening", ["(", "sqrt(", "-(", "2*("])
def test_deep_brackets_are_refused_when_the_bound_is_passed(depth: int, opening: str) -> None:
    text = opening * depth + "1" + ")" * depth
    if len(text) <= expression.LONGEST:
        message, place, _ = refusal(text)
        bounds = {"brackets are nested deeper than 32", "a formula has at most 500 names, numbers and signs"}
        assert message in bounds
        assert place is not None
        assert place <= max(33 * len(opening), expression.MOST_TOKENS * len(opening))


def test_brackets_to_the_bound_are_read() -> None:
    depth = expression.DEEPEST
    assert expression.text(parse("(" * depth + "x" + ")" * depth)) == "x"


@pytest.mark.parametrize("sign", ["+", " - ", "*", "/"])
def test_no_chain_is_longer_than_the_stack_of_python_is_deep(sign: str) -> None:
    longest = sign.join(["a"] * (expression.MOST_TOKENS // 2))
    node = parse(longest)
    expression.text(expression.replaced(node, {"a": parse("b + c")}))
    assert sys.getrecursionlimit() > 3 * expression.MOST_TOKENS // 2
    assert "at most 500" in refusal(sign.join(["a"] * 300))[0]


@pytest.mark.parametrize("text", ["9" * 61, "1" + "0" * 400, "0." + "0" * 60 + "1", "9e61", "1e-99", "1e999"])
def test_numbers_are_of_a_size_that_can_be_reckoned_with(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize(
    ("text", "place", "repair"),
    [
        ("2x", 0, "write `2 * x`"),
        ("a b", 2, "write `* b`"),
        ("3 t * a", 2, "write `* t`; a number with its unit is an input of its own"),
        ("a (b)", 0, "functions: `min`, `max`, `sqrt`, `ln`, `exp`, `ceil`; a product is written with `*`"),
        ("sqr(a)", 0, "write `sqrt`"),
        ("a²", 1, "write `^2`"),
        ("a – b", 2, "write `-`"),
        ("1,000 * a", 1, "remove it"),
        ("(a + b", 0, "add `)`"),
        ("a + b)", 5, "remove it"),
        ("max(a b)", 6, "write `* b`"),
        ("a * 40 %", 7, "give a share as an input, as `share: 40 %`"),
        ("pack.yield * a", 4, "give what a pack knows as an input, as `{pack: NAME.FORMULA}`"),
        ("$5 * a", 0, "give money as an input, as `price: 5 USD`"),
        ("x = a", 2, "write only what stands behind it"),
        ("a +", 2, ""),
        ("", 0, ""),
        ("1.2.3", 0, ""),
        ("__import__('os')", 11, "write the name without quotes"),
        ("a.b", 1, "give what a pack knows as an input, as `{pack: NAME.FORMULA}`"),
    ],
)
def test_a_refusal_says_where_and_what_to_write(text: str, place: int, repair: str) -> None:
    assert refusal(text)[1:] == (place, repair)


def test_a_repair_reads() -> None:
    for text in ("2x", "a²", "a – b"):
        _, place, repair = refusal(text)
        assert place is not None
        wanted = repair.removeprefix("write `").removesuffix("`")
        rest = text[place + (2 if text == "2x" else 1) :]
        parse(text[:place] + wanted + rest)


def test_names_are_replaced_by_formulas_as_wholes() -> None:
    node = expression.replaced(parse("a / b - b"), {"b": parse("c + 1")})
    assert expression.text(node) == "a / (c + 1) - (c + 1)"


@given(some.fractions(0, 10**9))
def test_a_number_as_text_is_the_same_number_or_has_no_end(value: Fraction) -> None:
    read = parse(expression.text(Number(value)))
    assert isinstance(read, Number)
    has_end = value.denominator == 2 ** _power(value.denominator, 2) * 5 ** _power(value.denominator, 5)
    if has_end:
        assert read.value == value
    else:
        assert float(read.value) == pytest.approx(float(value), rel=1e-15)


def _power(of: int, base: int) -> int:
    found = 0
    while of % base == 0:
        of, found = of // base, found + 1
    return found

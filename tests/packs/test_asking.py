"""Questions to packs: bounds that nobody moves, steps that add up, messages with the author's names."""

import pytest

from wigmore.model import pack
from wigmore.packs import answers, leaves, reading, working

HEAD = '[pack]\nname = "p"\ntitle = "P"\nabout = "A"\non = "2026"\n'
TEXT = (
    HEAD
    + """
[constants]
share = {value = "0.4-0.6", central = "0.5", grade = "assumed", on = "2026"}
spare = {value = "0.1-2", grade = "assumed", on = "2026"}

[tables.kind.soft]
title = "Soft"
weight = {value = "2-3 t/m3", grade = "assumed", on = "2026"}

[formulas.most]
asks = "At most?"
expression = "volume * weight"
gives = "t"
words.kind = "kind"
inputs.volume = {given = "m3"}
inputs.weight = {cell = "weight", of = "kind"}

[formulas.part]
asks = "A part?"
expression = "whole * share"
gives = "t"
ceiling = "most"
words.kind = "kind"
inputs.whole = {formula = "most"}
inputs.share = {entry = "share"}

[formulas.left]
asks = "What is left?"
expression = "whole - part"
gives = "t"
words.kind = "kind"
inputs.whole = {formula = "most"}
inputs.part = {formula = "part"}

[formulas.ratio]
asks = "How many times?"
expression = "1 / (share - spare)"
gives = "1"
inputs.share = {entry = "share"}
inputs.spare = {entry = "spare"}
"""
)
PACKS = {"p": reading.read({"pack.toml": TEXT})}


def leaf(text: str, name: str) -> leaves.Leaf:
    from wigmore.kit import quantity

    return leaves.of_quantity(quantity.parse(text), name=f"given.{name}", label=name)


def question(formula: str, **given: str) -> working.Question:
    return working.Question(
        name=f"p.{formula}",
        words={"kind": "soft"},
        given={name: leaf(text, name) for name, text in given.items()},
    )


def test_what_is_set_down_moves_no_bound_but_what_must_be_given_does() -> None:
    _, most = working.limits(PACKS, question("part", volume="10 m3"))
    _, bold = working.limits(PACKS, question("part", volume="10 m3", weight="90 t/m3"))
    _, more = working.limits(PACKS, question("part", volume="20 m3"))
    assert most is not None
    assert bold is not None
    assert more is not None
    assert bold.bounds().bounds == most.bounds().bounds
    assert more.bounds().bounds.high == pytest.approx(2 * most.bounds().bounds.high)
    worked = working.ask(PACKS, question("part", volume="10 m3", weight="90 t/m3"))
    assert worked.bounds().bounds.low > most.bounds().bounds.high


def test_steps_are_the_inputs_with_those_below() -> None:
    steps = working.steps(PACKS, question("left", volume="10 m3"))
    assert [(one.name, [below.name for below in one.steps]) for one in steps] == [
        ("whole", ["volume", "weight"]),
        ("part", ["whole", "share"]),
    ]
    whole, part = steps
    assert whole.formula is PACKS["p"].formulas["most"]
    assert whole.worked.shown(whole.worked.central()) == pytest.approx(25)
    assert part.worked.shown(part.worked.central()) == pytest.approx(12.5)
    assert working.ask(PACKS, question("left", volume="10 m3")).central() == pytest.approx(12_500)


def test_a_formula_that_is_given_is_one_line() -> None:
    (_, part) = working.steps(PACKS, question("left", volume="10 m3", part="3 t"))
    assert (part.formula, part.steps) == (None, ())


def test_what_stands_twice_is_one_leaf_and_varies_together() -> None:
    """whole - whole * share is whole * (1 - share): 20 * 0.4 to 30 * 0.6 for a volume of 10."""
    bounds = working.ask(PACKS, question("left", volume="10 m3")).bounds()
    assert [bounds.bounds.low, bounds.bounds.high] == pytest.approx([8_000, 18_000])
    assert bounds.is_reached


def test_a_fault_is_told_with_the_names_of_whoever_asks() -> None:
    with pytest.raises(working.AskError, match="`share - spare` may be nought"):
        answers.of_formula(PACKS, "p.ratio", {})


def test_a_part_that_is_too_large_is_told() -> None:
    with pytest.raises(working.AskError, match="too large to be told"):
        answers.of_expression("exp(x)", {"x": "900"})


def test_a_formula_gets_its_words_from_the_one_that_leans_on_it() -> None:
    more = """
[formulas.twice]
asks = "Twice?"
expression = "2 * whole"
gives = "t"
inputs.whole = {formula = "most"}
"""
    with pytest.raises(reading.PackError, match=r"formulas\.twice: `most` needs the word `kind`, of `kind`"):
        reading.read({"pack.toml": TEXT, "more.toml": more})
    bounded = """
[formulas.least]
asks = "At least?"
expression = "some"
gives = "t"
ceiling = "most"
inputs.some = {given = "t"}
"""
    with pytest.raises(reading.PackError, match=r"formulas\.least: `most` needs the word `kind`, of `kind`"):
        reading.read({"pack.toml": TEXT, "more.toml": bounded})


def test_a_word_that_stands_in_is_enough() -> None:
    text = (
        TEXT.replace('asks = "At most?"', 'asks = "At most?"\ndefaults.kind = "soft"')
        + """
[formulas.twice]
asks = "Twice?"
expression = "2 * whole"
gives = "t"
inputs.whole = {formula = "most"}
"""
    )
    packs = {"p": reading.read({"pack.toml": text})}
    answer = answers.of_formula(packs, "p.twice", {"volume": "10 m3"})
    assert answer.central == pytest.approx(50)
    assert [(one.depth, one.name) for one in answer.lines] == [(1, "whole"), (2, "volume"), (2, "weight")]
    assert answer.lines[2].rests_on == pack.ref("p", "kind.soft.weight")


def test_a_formula_below_another_is_told_in_the_currency_of_what_is_given() -> None:
    text = (
        HEAD
        + """
[formulas.paid]
asks = "Paid?"
expression = "price * mass"
gives = "money"
inputs.price = {given = "money/t"}
inputs.mass = {given = "t"}

[formulas.twice]
asks = "Twice?"
expression = "2 * paid"
gives = "money"
inputs.paid = {formula = "paid"}
"""
    )
    packs = {"p": reading.read({"p.toml": text})}
    answer = answers.of_formula(packs, "p.twice", {"price": "5 USD/t", "mass": "3 t"})
    assert [(one.name, one.unit) for one in answer.lines if not one.grade] == [("paid", "USD")]

"""Laws of estimates: intervals hold every draw, narrowing never widens, units and order change nothing."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from wigmore.analyses import reckoning, reproducing, verdicts
from wigmore.kit import quantity
from wigmore.methods import draws
from wigmore.model import inference
from wigmore.packs import binding, estimating

REACH = Fraction(1, 10)
FORMULAS = ("(a + b) * c / d", "a * b / (a + c) + d * b / c", "max(a, b) * c / d", "a * c / d - b * c / d")
ROUNDING = 1e-9

WHOLE = st.integers(1, 9_999)
HEDGES = st.sampled_from(("", "~"))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[int, int]:
    """Two whole numbers in order."""
    first, last = sorted((draw(WHOLE), draw(WHOLE)))
    return first, last


INPUTS = st.fixed_dictionaries({name: ranges() for name in "abcd"})


def written(held: tuple[int, int], unit: str = "t", zeros: int = 0) -> str:
    """A range with its unit; with `zeros` in a unit that many powers of ten larger, the digits kept."""
    first, last = (f"{one / 10**zeros:.{zeros}f}" if zeros else str(one) for one in held)
    return f"{first}-{last} {unit}" if first != last else f"{first} {unit}"


def estimate(formula: str, inputs: Mapping[str, str], unit: str = "t") -> inference.Estimate:
    return inference.Estimate(
        id="e",
        asks="How much?",
        formula=formula,
        inputs={name: (quantity.parse(text),) for name, text in inputs.items()},
        unit=unit,
    )


def answer(one: inference.Estimate) -> reckoning.Answer:
    """The one answer of an estimate without fault."""
    bound, faults = binding.bind(one, estimating.Context(packs={}, amounts={}, reach=REACH))
    assert bound is not None, faults
    (held,) = bound.combinations()
    return reckoning.answer(held)


def of(formula: str, held: Mapping[str, tuple[int, int]]) -> reckoning.Answer:
    return answer(estimate(formula, {name: written(one) for name, one in held.items()}))


@given(st.sampled_from(FORMULAS), INPUTS)
def test_bounds_hold_every_draw(formula: str, held: dict[str, tuple[int, int]]) -> None:
    one = of(formula, held)
    made = np.asarray(one.worked.draws(200, 1))
    assert one.bounds.low <= made.min()
    assert made.max() <= one.bounds.high
    assert one.bounds.holds(one.central)
    assert one.rounded.low <= one.bounds.low
    assert one.bounds.high <= one.rounded.high


@given(st.sampled_from(FORMULAS), INPUTS, st.sampled_from("abcd"), st.data())
def test_narrowing_an_input_never_widens(
    formula: str, held: dict[str, tuple[int, int]], name: str, data: st.DataObject
) -> None:
    low, high = held[name]
    first = data.draw(st.integers(low, high))
    narrow = {**held, name: (first, data.draw(st.integers(first, high)))}
    wide, less = of(formula, held).bounds, of(formula, narrow).bounds
    size = ROUNDING * max(abs(wide.low), abs(wide.high))
    assert wide.low - size <= less.low
    assert less.high <= wide.high + size


@given(st.sampled_from(FORMULAS), INPUTS, ranges(), HEDGES, st.permutations("abcd"))
@example("(a + b) * c / d", {"a": (1, 1), "b": (2, 2), "c": (5, 5), "d": (1, 1)}, (15, 15), "", "dcba")
def test_neither_units_nor_order_change_a_verdict(
    formula: str, held: dict[str, tuple[int, int]], told: tuple[int, int], hedge: str, order: list[str]
) -> None:
    """Tonnes, kilotonnes and kilograms with the same digits, inputs in any order, the answer in any unit."""
    units = {"a": ("t", 0), "b": ("kt", 3), "c": ("kt", 3), "d": ("t", 0)}
    plain = of(formula, held)
    turned = answer(estimate(formula, {name: written(held[name], *units[name]) for name in order}, unit="kg"))
    stated = reproducing.stated(quantity.parse(f"{hedge}{written(told)}"), REACH)
    other = reproducing.stated(quantity.parse(f"{hedge}{written(told, 'kt', 3)}"), REACH)
    first, second = (reproducing.verdict((one,), text) for one, text in ((plain, stated), (turned, other)))
    assert first.word == second.word
    assert (first.factor is None) == (second.factor is None)
    np.testing.assert_allclose(first.factor or (), second.factor or (), rtol=1e-9)


@given(st.lists(INPUTS, min_size=2, max_size=4), ranges(), st.randoms(use_true_random=False))
def test_the_order_of_combinations_changes_no_verdict(
    some: list[dict[str, tuple[int, int]]], told: tuple[int, int], random: object
) -> None:
    answers = [of(FORMULAS[0], held) for held in some]
    stated = reproducing.stated(quantity.parse(written(told)), REACH)
    turned = list(answers)
    random.shuffle(turned)  # type: ignore[attr-defined]
    first, second = reproducing.verdict(answers, stated), reproducing.verdict(turned, stated)
    assert (first.word, first.row, first.reached) == (second.word, second.row, second.reached)
    assert sorted(first.places) == sorted(second.places)


@given(INPUTS, st.integers(2, 50))
def test_another_claim_is_another_sentence(held: dict[str, tuple[int, int]], times: int) -> None:
    """An answer that is so many times larger is told with another number."""
    more = {**held, "c": (held["c"][0] * times, held["c"][1] * times)}
    assert of(FORMULAS[0], held).spoken != of(FORMULAS[0], more).spoken


@given(INPUTS, ranges())
def test_a_hedge_never_takes_consistency_away(
    held: dict[str, tuple[int, int]], told: tuple[int, int]
) -> None:
    """What is consistent with a number is consistent with about that number."""
    one = of(FORMULAS[0], held)
    plain = reproducing.verdict((one,), reproducing.stated(quantity.parse(written(told)), REACH))
    assume(plain.word == verdicts.CONSISTENT)
    about = reproducing.stated(quantity.parse(f"~{written(told)}"), REACH)
    assert reproducing.verdict((one,), about).word == verdicts.CONSISTENT


@given(INPUTS)
def test_draws_are_those_of_a_seed(held: dict[str, tuple[int, int]]) -> None:
    """The same seed gives the same percentiles, however many estimates were drawn before."""
    one, other = of(FORMULAS[0], held), of(FORMULAS[2], held)
    alone = reckoning.Drawn(500, 1).percentiles(one.worked)
    shared = reckoning.Drawn(500, 1)
    shared.percentiles(other.worked)
    assert shared.percentiles(one.worked) == alone
    leaf = next(iter(one.worked.leaves.values()))
    endless = replace(one.worked, leaves={**one.worked.leaves, leaf.name: replace(leaf, high=float("inf"))})
    assert reckoning.Drawn(500, 1).percentiles(endless) is None
    assert isinstance(alone, draws.Summary)

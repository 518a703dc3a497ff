"""Draws: the same for the same seed, each input by its own name, within its range, and as its shape says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.methods import draws
from wigmore.methods.draws import Spread
from wigmore.methods.expression import parse

numbers = some.floats(-1e6, 1e6)
spreads = some.tuples(numbers, numbers, numbers).map(sorted).map(lambda of: Spread(of[0], of[2], of[1]))


def drawn(spread: Spread, count: int = 20_000, seed: int = 1) -> draws.Values:
    made = draws.sample({"x": spread}, count, seed)["x"]
    assert isinstance(made, np.ndarray)
    return made


@given(spreads, some.integers(0, 2**40))
def test_a_draw_lies_within_its_range(spread: Spread, seed: int) -> None:
    for one in (spread, Spread(spread.low, spread.high)):
        held = np.asarray(draws.sample({"x": one}, 100, seed)["x"])
        assert held.min() >= one.low
        assert held.max() <= one.high


@given(spreads, spreads, some.integers(0, 2**40))
def test_what_is_drawn_for_an_input_hangs_on_its_name_and_the_seed_alone(
    one: Spread, other: Spread, seed: int
) -> None:
    both = draws.sample({"a": one, "b": other}, 20, seed)
    turned = draws.sample({"b": other, "a": one}, 20, seed)
    alone = draws.sample({"a": one}, 20, seed)
    for name in "ab":
        assert np.array_equal(both[name], turned[name])
    assert np.array_equal(both["a"], alone["a"])


def test_another_seed_and_another_name_draw_others() -> None:
    spread = Spread(0, 1)
    held = draws.sample({"a": spread, "b": spread}, 1_000, 1)
    again = draws.sample({"a": spread}, 1_000, 2)
    for other in (held["b"], again["a"]):
        apart = np.corrcoef(np.asarray(held["a"]), np.asarray(other))[0, 1]
        assert abs(apart) < 0.1


def test_moments_are_those_of_the_textbook() -> None:
    """Uniform: mean (l+h)/2, variance (h-l)²/12; triangular: mean (l+m+h)/3."""
    flat = drawn(Spread(2, 8))
    assert flat.mean() == pytest.approx(5, abs=0.05)
    assert flat.var() == pytest.approx(3, rel=0.05)
    low, mode, high = 1.0, 2.0, 7.0
    peaked = drawn(Spread(low, high, mode))
    assert peaked.mean() == pytest.approx(10 / 3, abs=0.05)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert peaked.var() == pytest.approx(variance, rel=0.05)


def test_one_number_stays_one_number() -> None:
    assert draws.sample({"x": Spread(3, 3)}, 1_000, 1) == {"x": 3}


@pytest.mark.parametrize(
    "ends",
    [(2, 1, None), (1, 2, 3), (1, 2, 0), (0, math.inf, None), (-math.inf, 0, None), (math.nan, 1, None)],
)
def test_a_range_that_is_none_is_refused(ends: tuple[float, float, float | None]) -> None:
    with pytest.raises(ValueError, match="a range goes from"):
        Spread(*ends)


@given(some.lists(some.floats(0.5, 2), min_size=1, max_size=20))
def test_all_draws_at_once_are_each_draw_alone(held: list[float]) -> None:
    node = parse("max(a, 1) * exp(-a) / (a + sqrt(a)) - ceil(a)^2 + ln(a) + min(a, 1, b)^b")
    whole = draws.evaluate(node, {"a": np.array(held), "b": 0.7})
    for place, one in enumerate(held):
        assert whole[place] == pytest.approx(draws.evaluate(node, {"a": one, "b": 0.7}), rel=1e-12)


def test_what_has_no_value_is_no_finite_number_and_no_summary() -> None:
    for text in ("1 / a", "ln(a)", "sqrt(a - 1)", "0 / a"):
        assert not np.isfinite(draws.evaluate(parse(text), {"a": np.zeros(3)})).any()
    with pytest.raises(ValueError, match="no finite number"):
        draws.summary(np.array([1.0, math.inf]))
    with pytest.raises(ValueError, match="no finite number"):
        draws.summary(np.array([]))


def test_a_summary_of_the_numbers_from_nought_to_a_hundred() -> None:
    assert draws.summary(np.arange(101.0)) == draws.Summary(50, 5, 50, 95)


def test_a_name_without_a_value_is_the_callers_fault() -> None:
    with pytest.raises(KeyError):
        draws.evaluate(parse("nobody"), {})

"""Tails and bounds against scipy; odds and logits are inverses of each other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from wigmore.methods import probability

inner = some.floats(1e-6, 1 - 1e-6)


@pytest.mark.parametrize(
    ("trials", "p"), [(1, 0.5), (15, 0.4), (60, 0.01), (2000, 0.3), (0, 0.2), (7, 1.0), (7, 0.0)]
)
def test_tails_are_those_of_scipy(trials: int, p: float) -> None:
    for count in sorted({-1, 0, 1, trials // 3, trials, trials + 1}):
        most = probability.binomial_at_most(count, trials, p)
        least = probability.binomial_at_least(count, trials, p)
        assert most == pytest.approx(float(stats.binom.cdf(count, trials, p)), rel=1e-9, abs=1e-300)
        assert least == pytest.approx(float(stats.binom.sf(count - 1, trials, p)), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(("count", "trials"), [(0, 1), (0, 20), (3, 10), (9, 10), (40, 1000), (4200, 10_000)])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_the_upper_bound_is_the_quantile_of_a_beta(count: int, trials: int, confidence: float) -> None:
    expected = float(stats.beta.ppf(confidence, count + 1, trials - count))
    assert probability.upper_bound(count, trials, confidence=confidence) == pytest.approx(expected, rel=1e-9)


def test_where_every_trial_counted_no_rate_is_too_high() -> None:
    assert probability.upper_bound(4, 4) == 1.0


@given(inner)
def test_odds_and_logits_lead_back(p: float) -> None:
    assert probability.from_odds(probability.odds(p)) == pytest.approx(p, rel=1e-9)
    assert probability.from_logit(probability.logit(p)) == pytest.approx(p, rel=1e-9)


def test_the_ends_are_kept() -> None:
    assert [probability.from_odds(probability.odds(p)) for p in (0, 1)] == [0, 1]
    assert [probability.from_logit(probability.logit(p)) for p in (0, 1)] == [0, 1]
    assert probability.ratio(0.5, 0) == math.inf


@given(some.lists(some.floats(0, 1e300), min_size=1).filter(any))
def test_normalised_sums_to_one(weights: list[float]) -> None:
    assert math.fsum(probability.normalised(weights)) == pytest.approx(1)


def test_weights_too_small_for_a_sum_keep_their_ratio() -> None:
    assert probability.normalised([5e-324, 5e-324]) == (0.5, 0.5)


@pytest.mark.parametrize("p", [-0.1, 1.1, math.nan, math.inf])
def test_what_is_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        probability.check(p)


@pytest.mark.parametrize("ps", [[], [0.5, 0.4], [0.5, 0.6], [1.5, -0.5]])
def test_what_does_not_sum_to_one_is_refused(ps: list[float]) -> None:
    with pytest.raises(ValueError, match=r"sum to|between"):
        probability.check_sum(ps)
    with pytest.raises(ValueError, match="impossible under both"):
        probability.ratio(0, 0)

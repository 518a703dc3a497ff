"""Scores and pools against brute force: Murphy's parts make up the Brier score, projections are nearest."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.methods import aggregate, assumptions, indicators, probability, score

inner = some.floats(0.01, 0.99)
resolved = some.lists(
    some.tuples(some.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), some.booleans()), min_size=1, max_size=40
)


@given(resolved)
def test_the_parts_of_murphy_make_up_the_brier_score(held: list[tuple[float, bool]]) -> None:
    forecasts, outcomes = [p for p, _ in held], [came for _, came in held]
    got = score.murphy(score.grouped(forecasts, outcomes))
    by_hand = math.fsum((p - came) ** 2 for p, came in held) / len(held)
    assert got.brier == pytest.approx(by_hand)
    assert got.reliability - got.resolution + got.uncertainty == pytest.approx(by_hand)
    mean = math.fsum(score.brier(p, came).half_form for p, came in held) / len(held)
    assert mean == pytest.approx(by_hand)
    assert (got.skill is None) == (len(set(outcomes)) == 1)


@given(some.lists(some.floats(0.01, 1), min_size=2, max_size=5), some.data())
def test_the_original_brier_score_is_twice_the_half_form(weights: list[float], data: some.DataObject) -> None:
    forecast = probability.normalised(weights)
    came = data.draw(some.integers(0, len(forecast) - 1))
    by_hand = sum((p - (place == came)) ** 2 for place, p in enumerate(forecast))
    assert score.brier_categories(forecast, came) == pytest.approx(by_hand)
    if len(forecast) == 2:
        assert score.brier_categories(forecast, 0) == pytest.approx(
            score.brier(forecast[0], True).original_two_category
        )
        assert score.rps(forecast, 0).rps == pytest.approx(score.brier(forecast[0], True).half_form)


@given(some.lists(some.floats(0.01, 1), min_size=3, max_size=5))
def test_a_ranked_score_is_least_for_the_certain(weights: list[float]) -> None:
    forecast = probability.normalised(weights)
    certain = [float(place == 0) for place in range(len(forecast))]
    assert score.rps(certain, 0).rps == 0
    assert score.rps(certain, len(forecast) - 1).normalised == 1
    assert 0 < score.rps(forecast, 0).normalised < 1


def test_what_was_called_impossible_is_scored_so() -> None:
    assert score.log(0) == score.Log(math.inf, math.inf)
    assert score.log(1) == score.Log(0, 0)


def test_a_table_of_fifty_counts_each_forecast_once() -> None:
    forecasts = [place / 50 for place in range(49)] + [1.0]
    outcomes = [p > 0.5 for p in forecasts]
    table = score.calibration_table(forecasts, outcomes, classes=5)
    assert table is not None
    assert [row.n for row in table] == [10] * 5
    assert [row.share for row in table] == [0, 0, pytest.approx(0.4), 1, 1]
    assert table[-1].high == 1
    assert score.calibration_table(forecasts[1:], outcomes[1:]) is None
    empty = score.calibration_table([0.1] * 50, [True] * 50)
    assert empty is not None
    assert (empty[5].mean_forecast, empty[5].share) == (None, None)


@given(some.lists(inner, min_size=1, max_size=6), some.floats(1, 3))
def test_a_pool_lies_among_what_is_pooled(p: list[float], extremise: float) -> None:
    got = aggregate.pool(p, extremise=extremise)
    for value in (got.mean, got.median, got.geometric_odds):
        assert min(p) - 1e-9 <= value <= max(p) + 1e-9
    assert abs(got.extremised - 0.5) >= abs(got.geometric_odds - 0.5) - 1e-9
    assert aggregate.pool(p[::-1]).mean == pytest.approx(got.mean)


def test_weights_count_as_copies_do() -> None:
    one = aggregate.pool([0.2, 0.9], weights=[2, 1])
    other = aggregate.pool([0.2, 0.2, 0.9])
    assert one.geometric_odds == pytest.approx(other.geometric_odds)
    assert one.mean == pytest.approx(other.mean)
    assert aggregate.pool([1, 0.5]).geometric_odds == 1
    assert aggregate.pool([0, 1], weights=[1, 0]).geometric_odds == 0


@given(some.lists(some.floats(-2, 2), min_size=1, max_size=6))
def test_what_is_coherent_sums_to_one_and_stays(p: list[float]) -> None:
    got = aggregate.coherentise(p)
    assert math.fsum(got) == pytest.approx(1)
    assert min(got) >= 0
    assert aggregate.coherentise(got) == pytest.approx(got)


@given(
    some.lists(some.floats(-1, 2), min_size=3, max_size=3),
    some.lists(some.floats(0.01, 1), min_size=3, max_size=3),
)
def test_no_other_coherent_judgement_is_nearer(p: list[float], weights: list[float]) -> None:
    def distance(held: tuple[float, ...]) -> float:
        return math.fsum((one - other) ** 2 for one, other in zip(p, held, strict=True))

    assert distance(aggregate.coherentise(p)) <= distance(probability.normalised(weights)) + 1e-9


@given(some.lists(some.floats(0, 1), max_size=6))
def test_independence_lies_within_the_bounds(p: list[float]) -> None:
    got = assumptions.conjunction(p)
    assert got.frechet_low - 1e-9 <= got.independent <= got.frechet_high + 1e-9


def test_what_rests_on_itself_is_followed_once() -> None:
    assert assumptions.falls_without("a", [("b", "a"), ("a", "b"), ("c", "b")]) == ("b", "c")


@given(inner, inner, inner)
def test_looking_does_not_change_belief_on_average(prior: float, p_h: float, p_not_h: float) -> None:
    seen = indicators.update(prior, [indicators.Indicator(p_h, p_not_h, True)]).posterior
    missing = indicators.update(prior, [indicators.Indicator(p_h, p_not_h, False)]).posterior
    chance = prior * p_h + (1 - prior) * p_not_h
    assert chance * seen + (1 - chance) * missing == pytest.approx(prior)
    assert indicators.update(prior, [indicators.Indicator(p_h, p_not_h, None)]).posterior == pytest.approx(
        prior
    )


@given(inner, inner, inner, some.sampled_from([True, False, None]))
def test_two_answers_are_a_case_of_several(
    prior: float, p_h: float, p_not_h: float, seen: bool | None
) -> None:
    one = indicators.update(prior, [indicators.Indicator(p_h, p_not_h, seen)]).posterior
    several = indicators.update_several([prior, 1 - prior], [[p_h, p_not_h]], [seen])
    assert several[0] == pytest.approx(one)


@given(some.floats(0, 1), some.floats(0, 30), some.floats(0, 1))
def test_silence_grows_less_probable_until_it_is_due(
    likelihood: float, passed: float, detection: float
) -> None:
    now = indicators.silence(likelihood, passed=passed, due=12, detection=detection)
    at_end = indicators.silence(likelihood, passed=12, due=12, detection=detection)
    assert at_end == pytest.approx(1 - detection * likelihood)
    assert now >= at_end - 1e-9
    if passed >= 12:
        assert now == at_end


def test_what_never_happens_is_decoration() -> None:
    assert indicators.reach(0, 0) == 0
    assert indicators.reach(0.5, 0) == math.inf


@pytest.mark.parametrize(
    "call",
    [
        lambda: score.Group(0.5, 1, 2),
        lambda: score.grouped([0.5], []),
        lambda: score.murphy([score.Group(0.5, 0, 0)]),
        lambda: score.brier_categories([0.5, 0.5], 2),
        lambda: score.rps([1.0], 0),
        lambda: score.calibration_table([0.5], [True], classes=0),
        lambda: aggregate.pool([]),
        lambda: aggregate.pool([0, 1]),
        lambda: aggregate.pool([0.5], weights=[1, 1]),
        lambda: aggregate.pool([0.5], extremise=0),
        lambda: aggregate.coherentise([]),
        lambda: aggregate.coherentise([math.nan]),
        lambda: indicators.update_several([0.5, 0.5], [[0.5, 0.5]], []),
        lambda: indicators.weight(0, 0, True),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"\w"):
        call()

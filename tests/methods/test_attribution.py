"""Attribution and what was looked at besides, against brute force; value of looking; coincidences counted."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from wigmore.methods import attribution, coincidence, lookelsewhere, probability, testimony, voi

inner = some.floats(0.01, 0.99)


@given(
    some.lists(
        some.lists(some.sampled_from([True, False, None]), min_size=3, max_size=3), min_size=1, max_size=4
    ),
    some.lists(inner, min_size=3, max_size=3),
    some.floats(0, 0.49),
)
def test_candidates_and_residual_share_one(
    matches: list[list[bool | None]], rates: list[float], error: float
) -> None:
    share = 1 / (len(matches) + 1)
    names = [f"c{place}" for place in range(len(matches))]
    got = attribution.candidate_posterior(
        dict.fromkeys(names, share),
        dict(zip(names, matches, strict=True)),
        residual_prior=share,
        base_rates=rates,
        statement_error=error,
    )
    assert math.fsum([p for _, p in got.candidates]) + got.residual == pytest.approx(1)
    assert [name for name, _ in got.candidates] == names
    if error > 1e-9:
        assert all(p > 0 for _, p in got.candidates)
    for (_, p), row in zip(got.candidates, matches, strict=True):
        if row == [None] * 3:
            assert p == pytest.approx(got.residual)


@given(some.integers(1, 200), inner)
def test_excluding_others_raises_the_rest(others: int, match_prob: float) -> None:
    known = [
        attribution.island_posterior(others=others, match_prob=match_prob, examined=n)
        for n in range(others + 1)
    ]
    assert known == sorted(known)
    assert known[-1] == 1
    alike = attribution.island_posterior_unequal(0.3, [(0.3, match_prob)] * others)
    assert alike == pytest.approx(known[0])


@pytest.mark.parametrize(("population", "p"), [(1, 0.3), (2, 0.5), (50, 0.02), (400, 0.0001), (3, 1.0)])
def test_another_match_is_the_tail_over_the_tail(population: int, p: float) -> None:
    expected = stats.binom.sf(1, population, p) / stats.binom.sf(0, population, p)
    got = attribution.prob_another_match(population=population, match_prob=p)
    assert got == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize(("matches", "checked"), [(0, 20), (3, 10), (10, 10)])
def test_smoothing_is_the_mean_of_the_jeffreys_posterior(matches: int, checked: int) -> None:
    got = attribution.smoothed_match_prob(matches=matches, checked=checked)
    assert got.p == pytest.approx(float(stats.beta.mean(matches + 0.5, checked - matches + 0.5)))
    assert got.p < got.p_upper95 <= 1
    assert got.lr == pytest.approx(1 / got.p)


@given(some.floats(0, 1), some.integers(1, 500))
def test_more_trials_never_make_a_find_rarer(p: float, trials: int) -> None:
    held, more = lookelsewhere.sidak(p, trials=trials), lookelsewhere.sidak(p, trials=trials + 1)
    assert p * (1 - 1e-12) <= held.global_p <= more.global_p <= 1
    assert held.global_p <= held.bonferroni * (1 + 1e-12)


def test_a_scan_costs_at_least_what_its_place_does() -> None:
    held = lookelsewhere.gross_vitells(1e-4, statistic=15, reference=0.5, upcrossings=0)
    assert held == 1e-4
    assert lookelsewhere.gross_vitells(0.9, statistic=1, reference=1, upcrossings=9) == 1


@pytest.mark.parametrize(("events", "within"), [(1, 1), (2, 0), (2, 1), (3, 1), (3, 2), (4, 1)])
def test_near_pairs_are_those_of_all_placements(events: int, within: int) -> None:
    places = 9
    near = {"row": 0, "circle": 0}
    for held in itertools.product(range(places), repeat=events):
        gaps = [abs(one - other) for one, other in itertools.combinations(held, 2)]
        near["row"] += any(gap <= within for gap in gaps)
        near["circle"] += any(min(gap, places - gap) <= within for gap in gaps)
    line = coincidence.near_pair_linear(slots=places, events=events, within=within)
    circle = coincidence.near_pair_circular(days=places, events=events, within=within)
    assert line == pytest.approx(near["row"] / places**events)
    assert circle == pytest.approx(near["circle"] / places**events)


def test_more_events_than_fit_are_certain_to_meet() -> None:
    assert coincidence.near_pair_linear(slots=5, events=4, within=1) == 1
    assert coincidence.near_pair_circular(days=6, events=4, within=1) == 1
    assert coincidence.near_pair_circular(days=6, events=3, within=1) < 1


def test_minp_is_that_of_all_placements_by_hand() -> None:
    a, b, slots, windows = [2, 4], [1, 4], 6, [0, 1, 2]
    placements = list(itertools.combinations(range(slots), len(b)))

    def count(placed: tuple[int, ...], window: int) -> int:
        return sum(any(0 <= one - other <= window for other in placed) for one in a)

    def p(placed: tuple[int, ...], window: int) -> float:
        reached = sum(count(other, window) >= count(placed, window) for other in placements)
        return reached / len(placements)

    least = min(p((1, 4), window) for window in windows)
    as_small = sum(min(p(placed, window) for window in windows) <= least for placed in placements)
    got = lookelsewhere.minp_over_windows(a, b, slots=slots, windows=windows)
    assert got.p_by_window == tuple(p((1, 4), window) for window in windows)
    assert got.adjusted_p == as_small / len(placements)
    assert got.min_p <= got.adjusted_p


@given(
    some.lists(some.floats(0.01, 1), min_size=3, max_size=3),
    some.lists(some.lists(some.floats(0.01, 1), min_size=2, max_size=2), min_size=3, max_size=3),
)
def test_looking_never_costs_information_or_value(weights: list[float], outcomes: list[list[float]]) -> None:
    priors = probability.normalised(weights)
    rows = [probability.normalised(row) for row in outcomes]
    gain = voi.expected_information_gain(priors, rows)
    assert 0 <= gain.eig_bits <= voi.entropy_bits(priors) + 1e-9
    assert math.fsum(gain.p_outcomes) == pytest.approx(1)
    worth = voi.evpi_evsi(priors, [[5, -2, 0], [0, 0, 1], [-1, 3, 0]], rows)
    assert 0 <= worth.evsi <= worth.evpi + 1e-9


def test_what_cannot_come_out_has_no_posterior() -> None:
    got = voi.expected_information_gain_bits(0.5, rates=testimony.Rates(0, 0))
    assert (got.post_positive, got.post_negative, got.eig_bits) == (None, 0.5, 0)


@pytest.mark.parametrize(
    "call",
    [
        lambda: attribution.island_posterior(others=3, match_prob=0.5, examined=4),
        lambda: attribution.search_posterior(population=5, examined=2, matches_found=0, match_prob=0.5),
        lambda: attribution.prob_another_match(population=5, match_prob=0),
        lambda: attribution.expected_other_matches(candidates=0, joint_match_prob=0.5),
        lambda: attribution.smoothed_match_prob(matches=0, checked=0),
        lambda: attribution.candidate_posterior(
            {"A": 0.5}, {}, residual_prior=0.5, base_rates=[], statement_error=0.1
        ),
        lambda: attribution.candidate_posterior(
            {"A": 0.5}, {"A": []}, residual_prior=0.5, base_rates=[], statement_error=0.5
        ),
        lambda: lookelsewhere.sidak(0.5, trials=0),
        lambda: lookelsewhere.gross_vitells(0.5, statistic=1, reference=2, upcrossings=1),
        lambda: lookelsewhere.criteria_chosen_after(pool=3, base_rate=0.5, matched_reported=4),
        lambda: lookelsewhere.minp_over_windows([1], [9], slots=4, windows=[0]),
        lambda: lookelsewhere.minp_over_windows([1], [2, 2], slots=4, windows=[0]),
        lambda: lookelsewhere.minp_over_windows([1], [2], slots=4, windows=[]),
        lambda: lookelsewhere.minp_over_windows([1], [*range(9)], slots=60, windows=[0]),
        lambda: coincidence.near_pair_linear(slots=0, events=1, within=1),
        lambda: voi.expected_information_gain([0.5, 0.5], [[1.0]]),
        lambda: voi.evpi_evsi([1.0], [], [[1.0]]),
        lambda: voi.per_hour([voi.Question("q", 1, 0)]),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"\w"):
        call()

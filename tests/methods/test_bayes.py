"""Laws of updating: order does not matter, belief sums to one, ceilings hold, silence has its date."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from wigmore.methods import bayes, imprecision, probability, testimony

inner = some.floats(0.001, 0.999)
ratios = some.lists(some.floats(1e-3, 1e3), max_size=6)
ps = some.floats(0, 1)


def summing(width: int) -> some.SearchStrategy[tuple[float, ...]]:
    weights = some.lists(some.floats(0.01, 1), min_size=width, max_size=width)
    return weights.map(probability.normalised)


def rows(width: int) -> some.SearchStrategy[list[list[float]]]:
    return some.lists(some.lists(inner, min_size=width, max_size=width), max_size=5)


@given(inner, ratios)
def test_posterior_odds_are_the_product_in_any_order(prior: float, lrs: list[float]) -> None:
    start = probability.odds(prior)
    expected = start * math.prod(lrs)
    got = bayes.sequential_odds(start, lrs)
    assert got.posterior_p == pytest.approx(expected / (1 + expected), rel=1e-9)
    assert bayes.sequential_odds(start, lrs[::-1]) == got
    assert bayes.from_deciban(got.posterior_db) == pytest.approx(expected, rel=1e-9)


@given(summing(3), rows(3))
def test_rival_answers_sum_to_one_in_any_order(priors: tuple[float, ...], items: list[list[float]]) -> None:
    got = bayes.multi_hypothesis(priors, items)
    assert math.fsum(got) == pytest.approx(1)
    assert got == pytest.approx(bayes.multi_hypothesis(priors, items[::-1]))
    joint = [prior * math.prod(row[place] for row in items) for place, prior in enumerate(priors)]
    assert got == pytest.approx([one / math.fsum(joint) for one in joint])


def test_a_thousand_items_neither_overflow_nor_vanish() -> None:
    assert bayes.sequential_odds(1, [1e300] * 1000).posterior_p == 1
    assert bayes.sequential_odds(1, [1e-300, 1e300] * 500).posterior_p == pytest.approx(0.5)
    assert bayes.multi_hypothesis([0.5, 0.5], [[1e-9, 1e-9]] * 1000) == (0.5, 0.5)


@given(some.lists(inner, min_size=1, max_size=5))
def test_diagnosticity_is_the_greatest_of_all_pairs(likelihoods: list[float]) -> None:
    pairs = [abs(10 * math.log10(one / other)) for one in likelihoods for other in likelihoods]
    assert bayes.diagnosticity(likelihoods) == pytest.approx(max(pairs))


@given(ps, ps, some.floats(0.01, 1), some.floats(0.01, 1))
def test_no_report_is_worth_more_than_its_source(p1: float, p0: float, one: float, other: float) -> None:
    hit, false_alarm = max(one, other), min(one, other)
    got = testimony.cascaded_lr(p1, p0, rates=testimony.Rates(hit, false_alarm))
    assert false_alarm / hit <= got.lr * (1 + 1e-9)
    assert got.lr <= got.ceiling * (1 + 1e-9)
    assert (got.lr_if_certain is None) == (p1 == p0 == 0)


@given(inner, inner, some.integers(1, 6), some.floats(0.5, 1), some.floats(0.01, 0.5))
def test_copies_never_say_more_than_their_origin(
    s1: float, s0: float, copies: int, hit: float, false_alarm: float
) -> None:
    assume(s1 >= s0)
    got = testimony.common_cause_lr(s1, s0, reports=[testimony.Rates(hit, false_alarm)] * copies)
    assert got.ceiling is not None
    assert 1 - 1e-9 <= got.lr <= got.ceiling * (1 + 1e-9)
    if copies == 1:
        assert got.lr == pytest.approx(got.lr_naive_product)


@given(inner, inner, some.floats(0, 1), some.floats(0, 1))
def test_a_chain_of_a_perfect_source_changes_nothing(p1: float, p0: float, hit: float, alarm: float) -> None:
    assume(hit * p1 + alarm * (1 - p1) > 0)
    assume(hit * p0 + alarm * (1 - p0) > 0)
    first = testimony.Rates(hit, alarm)
    got = testimony.cascaded_lr_chain(p1, p0, stages=[first, testimony.Rates(1, 0)])
    assert got.lr == pytest.approx(testimony.cascaded_lr(p1, p0, rates=first).lr)


@given(some.floats(0, 0.999), some.floats(0.5, 60))
def test_silence_by_the_due_date_is_what_was_expected(likelihood: float, periods: float) -> None:
    rate = bayes.hazard(likelihood, periods)
    assert bayes.silence(rate, periods) == pytest.approx(1 - likelihood, abs=1e-9)


@given(inner, some.floats(1, 50), some.floats(0.1, 2))
def test_a_longer_silence_is_less_probable(rate: float, periods: float, more: float) -> None:
    assert bayes.silence(rate, periods + more) <= bayes.silence(rate, periods)


@pytest.mark.parametrize(
    ("lr", "band", "favours"),
    [(0, "extremely strong", "H2"), (math.inf, "extremely strong", "H1"), (1, "none", None)],
)
def test_the_ends_have_words(lr: float, band: str, favours: str | None) -> None:
    assert bayes.enfsi_band(lr) == bayes.VerbalBand(band, favours)


@pytest.mark.parametrize("band", range(len(bayes.ENFSI_2015)))
def test_a_band_begins_at_its_lowest(band: int) -> None:
    word, lowest = bayes.ENFSI_2015[band]
    assert bayes.enfsi_band(lowest).band == word
    assert bayes.enfsi_band(math.nextafter(lowest, 0)).band == word
    assert bayes.enfsi_band(lowest * (1 - 1e-9)).band != word


def test_a_source_may_be_a_linchpin_though_no_item_is() -> None:
    items = [*(bayes.Item(name, 1.4, "S1") for name in "ab"), bayes.Item("c", 1.1, "S2")]
    assert bayes.leave_one_out(0.5, items).linchpins == ((), ("S1",))


def test_copies_of_what_never_happens_have_no_ceiling() -> None:
    got = testimony.common_cause_lr(0, 0, reports=[testimony.Rates(0.9, 0.1)] * 2)
    assert (got.lr, got.ceiling) == (1, None)


def test_an_impossible_item_can_be_left_out() -> None:
    got = bayes.leave_one_out(0.5, [bayes.Item("a", 0, "S1"), bayes.Item("b", 4, "S2")])
    assert got.base == bayes.Verdict(0, None)
    assert dict(got.items)["a"].p == pytest.approx(0.8)


@given(summing(3), some.lists(some.tuples(inner, inner).map(sorted), min_size=3, max_size=3), some.data())
def test_bounds_hold_whatever_lies_between(
    priors: tuple[float, ...], likelihood: list[list[float]], data: some.DataObject
) -> None:
    bounds = imprecision.interval_posterior_multi(priors, [(low, high) for low, high in likelihood])
    inside = [data.draw(some.floats(low, high)) for low, high in likelihood]
    for (low, high), p in zip(bounds, bayes.multi_hypothesis(priors, [inside]), strict=True):
        assert low - 1e-9 <= p <= high + 1e-9


def test_without_evidence_the_interval_is_the_prior() -> None:
    assert imprecision.interval_posterior((0.1, 0.3), []) == pytest.approx((0.1, 0.3))


def test_too_much_conflict_is_not_combined() -> None:
    a, b, c = map(frozenset, "ABC")
    one, other = {a: 0.99, b: 0.01}, {c: 0.99, b: 0.01}
    assert imprecision.dempster_combine(one, other, most_conflict=0.9).mass is None
    assert imprecision.dempster_combine({a: 1}, {b: 1}) == imprecision.Combined(1, None)
    assert imprecision.dempster_combine({a: 1}, {a | b: 1}).mass == {a: 1}


@pytest.mark.parametrize(
    "call",
    [
        lambda: bayes.deciban(-1),
        lambda: bayes.deciban(math.nan),
        lambda: bayes.sequential_odds(1, [0, math.inf]),
        lambda: bayes.multi_hypothesis([0.5, 0.4], []),
        lambda: bayes.multi_hypothesis([0.5, 0.5], [[0.5]]),
        lambda: bayes.multi_hypothesis([0.5, 0.5], [[0, 0]]),
        lambda: bayes.diagnosticity([]),
        lambda: bayes.hazard(0.5, 0),
        lambda: bayes.silence(0.5, -1),
        lambda: bayes.leave_one_out(0.5, [bayes.Item("a", 2, "S1"), bayes.Item("a", 3, "S2")]),
        lambda: testimony.Rates(1.2, 0),
        lambda: testimony.cascaded_lr_chain(0.5, 0.5, stages=[]),
        lambda: testimony.common_cause_lr(0.5, 0.5, reports=[]),
        lambda: testimony.effective_items(0, rho=0.5),
        lambda: testimony.product_rule_overcount(0, p_second_given_first=0.5),
        lambda: imprecision.interval_posterior((0.4, 0.2), []),
        lambda: imprecision.interval_posterior_multi([1.0], []),
        lambda: imprecision.dempster_combine({frozenset("A"): 0.5}, {frozenset("A"): 1}),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"\w"):
        call()

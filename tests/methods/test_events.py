"""Coincidence of two series: definitions by hand, closed forms against scipy, the laws of surrogates."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wigmore.methods import events, multiple, surrogates

FIRST = date(2015, 1, 1).toordinal()
YEARS = 4 * 365 + 1
DAYS = st.lists(st.integers(0, YEARS - 1), min_size=1, max_size=12)
CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def days(some: list[int]) -> surrogates.Days:
    return np.array(some, dtype=np.int32)


def p_values(left: surrogates.Days, right: surrogates.Days, span: int, window: int) -> dict[str, float]:
    """p by each way of moving the right series, first day of the calendar FIRST."""
    open_ = surrogates.windows(left, span=span, window=window)
    hits = int(open_[right].sum())
    made = {
        name: float(events.poisson_binomial(surrogates.chances(open_, places))[hits])
        for name, places in (
            ("calendar", surrogates.calendar(right, first=FIRST, span=span)),
            ("quarter", surrogates.within_quarter(right, first=FIRST, span=span)),
        )
    }
    made["shuffle"] = float(stats.binom.sf(hits - 1, len(right), surrogates.share_open(open_)))
    made["shift"] = float((surrogates.shift_hits(open_, right) >= hits).mean())
    counts = surrogates.histogram(
        surrogates.waited(right, span), open_, events=len(right), draws=199, seed=hits
    )
    made["waiting"] = events.monte_carlo(int(counts[hits:].sum()), 199)
    return made


def test_a_symmetric_window_looks_both_ways() -> None:
    found = events.coincident([10, 20], [12, 17], window=2, symmetric=True)
    assert found.precursor == (True, False)
    assert found.trigger == (True, False)
    assert events.coincident([10, 20], [12, 17], window=3).precursor == (False, True)


def test_a_lag_opens_the_window_later() -> None:
    assert events.coincident([10], [3], window=2, lag=5).precursor == (True,)
    assert events.coincident([10], [6], window=2, lag=5).precursor == (False,)


def test_an_empty_series_has_no_rate_and_no_match() -> None:
    found = events.coincident([], [1, 2], window=3)
    assert (found.precursor_rate, found.trigger_rate, found.trigger) == (0.0, 0.0, (False, False))


@pytest.mark.parametrize(("window", "lag"), [(-1, 0), (0, -1)])
def test_negative_times_are_refused(window: int, lag: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        events.coincident([1], [1], window=window, lag=lag)


@given(CHANCES)
def test_poisson_binomial_is_that_of_scipy(chances: list[float]) -> None:
    oracle = stats.poisson_binom(chances)
    expected = [float(oracle.sf(k - 1)) for k in range(len(chances) + 1)]
    assert events.poisson_binomial(np.array(chances)) == pytest.approx(np.clip(expected, 0, 1), abs=1e-9)


def test_equal_chances_are_binomial() -> None:
    assert events.poisson_binomial(np.full(5, 0.25))[3] == pytest.approx(stats.binom.sf(2, 5, 0.25))


@given(DAYS, DAYS, st.integers(0, 90), st.integers(0, 60))
def test_the_map_of_windows_is_the_definition(
    left: list[int], right: list[int], window: int, lag: int
) -> None:
    found = events.coincident(right, left, window=window, lag=lag)
    open_ = surrogates.windows(days(left), span=YEARS, window=window, lag=lag)
    assert tuple(open_[days(right)].tolist()) == found.precursor
    back = surrogates.windows(days(right), span=YEARS, window=-lag, before=window + lag)
    assert tuple(back[days(left)].tolist()) == found.trigger


@given(DAYS, st.integers(0, 200), st.integers(0, 50))
def test_a_wider_window_never_lowers_coverage(left: list[int], window: int, more: int) -> None:
    narrow, wide = (
        surrogates.share_open(surrogates.windows(days(left), span=YEARS, window=held))
        for held in (window, window + more)
    )
    assert narrow <= wide
    assert events.coverage(len(left), window=window, span=YEARS) <= events.coverage(
        len(left), window=window + more, span=YEARS
    )


@given(DAYS)
def test_the_calendar_keeps_the_place_within_the_quarter_and_the_year(right: list[int]) -> None:
    places = surrogates.calendar(days(right), first=FIRST, span=YEARS)
    for day, row in zip(right, places, strict=True):
        own = date.fromordinal(FIRST + day)
        held = [date.fromordinal(FIRST + int(one)) for one in row if one >= 0]
        assert own in held
        assert {one.year for one in held} == {own.year}
        assert len({(one.month - 1) // 3 for one in held}) == len(held)
        assert len({_number(one) for one in held}) == 1


def _number(day: date) -> int:
    return (day - date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)).days


def test_a_place_outside_of_the_span_is_no_place() -> None:
    """Of 2015 the span has January to August: 31 August has its like on 31 May and 2 March alone."""
    span = (date(2015, 8, 31).toordinal() - FIRST) + 1
    (row,) = surrogates.calendar(days([span - 1]), first=FIRST, span=span)
    found = [str(date.fromordinal(FIRST + int(one))) for one in row if one >= 0]
    assert found == ["2015-08-31", "2015-06-01", "2015-03-03"]


@given(DAYS)
def test_within_a_quarter_every_day_of_it_is_a_place(right: list[int]) -> None:
    for day, row in zip(right, surrogates.within_quarter(days(right), first=FIRST, span=YEARS), strict=True):
        own = date.fromordinal(FIRST + day)
        held = {date.fromordinal(FIRST + int(one)) for one in row if one >= 0}
        assert own in held
        assert {(one.year, (one.month - 1) // 3) for one in held} == {(own.year, (own.month - 1) // 3)}
        assert 90 <= len(held) <= 92


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 364), min_size=2, max_size=8, unique=True))
def test_every_surrogate_keeps_what_it_promises(right: list[int]) -> None:
    rng, held = np.random.default_rng(1), days(sorted(right))
    gaps = sorted(np.diff(held, append=held[0] + 365).tolist())
    for one in surrogates.waited(held, 365)(rng, 50).T:
        placed = np.sort(one)
        assert sorted(np.diff(placed, append=placed[0] + 365).tolist()) == gaps
    for one in surrogates.shifted(held, 365)(rng, 50).T:
        assert len({int(day) for day in (one - held) % 365}) == 1
    table = surrogates.calendar(held, first=FIRST, span=365)
    for one in surrogates.moved(table)(rng, 50).T:
        assert all(int(day) in row.tolist() for day, row in zip(one, table, strict=True))
    assert surrogates.shuffled(4, 365)(rng, 50).shape == (4, 50)


def test_draws_agree_with_the_closed_forms() -> None:
    rng = np.random.default_rng(4)
    left, right = (days(rng.integers(0, YEARS, 20).tolist()) for _ in range(2))
    open_ = surrogates.windows(left, span=YEARS, window=20)
    for places in (
        surrogates.calendar(right, first=FIRST, span=YEARS),
        surrogates.within_quarter(right, first=FIRST, span=YEARS),
    ):
        draws = 40_000
        counts = surrogates.histogram(surrogates.moved(places), open_, events=20, draws=draws, seed=2)
        reached = counts[::-1].cumsum()[::-1] / draws
        exact = events.poisson_binomial(surrogates.chances(open_, places))
        assert reached == pytest.approx(exact, abs=0.015)
    every = surrogates.shift_hits(open_, right)
    drawn = surrogates.histogram(surrogates.shifted(right, YEARS), open_, events=20, draws=40_000, seed=3)
    assert (drawn * np.arange(21)).sum() / 40_000 == pytest.approx(every.mean(), abs=0.05)


def test_chunks_do_not_change_what_is_drawn_twice() -> None:
    """The seed decides; so many surrogates need several chunks, and all of them are counted."""
    open_ = surrogates.windows(days([3, 90]), span=365, window=30)
    some = [
        surrogates.histogram(surrogates.shuffled(50, 365), open_, events=50, draws=30_000, seed=7)
        for _ in range(2)
    ]
    assert some[0].tolist() == some[1].tolist()
    assert some[0].sum() == 30_000


def test_an_event_that_is_not_there_is_neither_in_nor_out() -> None:
    left, right = days([10]), days([12, 40])
    open_ = surrogates.windows(left, span=365, window=5)
    with_one_more = days([12, 40, -1])
    assert open_[with_one_more].tolist() == [True, False, False]
    assert surrogates.windows(days([10, -1]), span=365, window=5).tolist() == open_.tolist()
    places = surrogates.calendar(with_one_more, first=FIRST, span=365)
    assert (places[2] < 0).all()
    tails = [
        events.poisson_binomial(surrogates.chances(open_, one))
        for one in (places, surrogates.calendar(right, first=FIRST, span=365))
    ]
    assert tails[0][:3] == pytest.approx(tails[1])
    assert (
        surrogates.shift_hits(open_, with_one_more).tolist() == surrogates.shift_hits(open_, right).tolist()
    )
    assert (surrogates.waited(with_one_more, 365)(np.random.default_rng(1), 5)[2] == -1).all()


@settings(deadline=None, max_examples=40)
@given(DAYS, DAYS, st.integers(0, 400))
def test_no_p_is_ever_nought(left: list[int], right: list[int], window: int) -> None:
    assert all(0 < p <= 1 + 1e-12 for p in p_values(days(left), days(right), YEARS, window).values())


@given(DAYS, st.integers(1, 5))
def test_whole_years_later_the_calendar_is_the_same(right: list[int], times: int) -> None:
    """Four years are 1461 days everywhere here."""
    places, later = (
        surrogates.calendar(days(right), first=first, span=YEARS) for first in (FIRST, FIRST + times * YEARS)
    )
    assert places.tolist() == later.tolist()


SERIES = 400
"""How many pairs of independent series are simulated for each law of p."""


def _independent(rng: np.random.Generator) -> surrogates.Days:
    return np.sort(rng.integers(0, YEARS, 25)).astype(np.int32)


def _clustered(rng: np.random.Generator) -> surrogates.Days:
    """What firms publish: four of five events in the last days of a quarter, the quarter at random."""
    ends = [date(2015 + year, 3 * quarter + 1, 1) for year in range(4) for quarter in range(4)]
    starts = np.array([one.toordinal() - FIRST for one in ends])
    at_end = starts[rng.integers(0, 16, 20)] + 80 + rng.integers(0, 9, 20)
    return np.concatenate([at_end, rng.integers(0, YEARS, 5)]).astype(np.int32)


def _simulated(make: object, window: int) -> dict[str, list[float]]:
    assert callable(make)
    rng = np.random.default_rng(11)
    found: dict[str, list[float]] = {}
    for _ in range(SERIES):
        for name, p in p_values(make(rng), make(rng), YEARS, window).items():
            found.setdefault(name, []).append(p)
    return found


def test_p_of_independent_series_is_uniform_or_larger() -> None:
    """P(p ≤ a) ≤ a for each way of moving, within what 400 series can tell; and not far below it."""
    for name, some in _simulated(_independent, 14).items():
        for level in (0.05, 0.1, 0.25, 0.5):
            share = float((np.array(some) <= level).mean())
            assert share <= level + 3 * (level * (1 - level) / SERIES) ** 0.5, (name, level)
        assert float((np.array(some) <= 0.5).mean()) >= 0.25, name


def test_the_calendar_holds_where_days_at_random_do_not() -> None:
    """Series that both cluster at quarter ends coincide without a link: the naive p is far too small."""
    found = _simulated(_clustered, 10)
    for level in (0.05, 0.1, 0.25, 0.5):
        share = float((np.array(found["calendar"]) <= level).mean())
        assert share <= level + 3 * (level * (1 - level) / SERIES) ** 0.5, level
    assert float((np.array(found["calendar"]) <= 0.5).mean()) >= 0.25
    assert float((np.array(found["shuffle"]) <= 0.05).mean()) > 0.15


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_corrections_stand_in_their_order(p: list[float]) -> None:
    """Hochberg's is the least, Bonferroni's above Holm's; none lowers a p or changes the order of two."""
    bh, by = multiple.benjamini_hochberg(p), multiple.benjamini_yekutieli(p)
    holm, bonferroni = multiple.holm(p), multiple.bonferroni(p)
    for place, one in enumerate(p):
        assert one <= bh[place] + 1e-12 <= by[place] + 2e-12
        assert bh[place] <= holm[place] + 1e-12 <= bonferroni[place] + 2e-12
    order = sorted(range(len(p)), key=lambda place: p[place])
    for some in (bh, by, holm, bonferroni):
        assert [some[place] for place in order] == sorted(some)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_hochberg_and_yekutieli_are_those_of_scipy(p: list[float]) -> None:
    assert multiple.benjamini_hochberg(p) == pytest.approx(stats.false_discovery_control(p))
    oracle = stats.false_discovery_control(p, method="by")
    assert multiple.benjamini_yekutieli(p) == pytest.approx(oracle)


def test_no_test_is_adjusted_to_none() -> None:
    assert multiple.benjamini_yekutieli([]) == multiple.holm([]) == multiple.bonferroni([]) == ()


def test_the_least_p_of_several_tries_is_never_nought() -> None:
    assert multiple.min_p(0.001, [0.5] * 99) == pytest.approx(0.01)
    assert multiple.min_p(np.array([0.5, 0.1]), [0.4, 0.2]) == pytest.approx(2 / 3)


@pytest.mark.parametrize("p", [-0.1, 1.1])
def test_what_is_no_p_is_refused(p: float) -> None:
    for adjust in (multiple.bonferroni, multiple.holm, multiple.benjamini_hochberg):
        with pytest.raises(ValueError, match="between 0 and 1"):
            adjust([p])


def test_series_too_short_to_synchronise_are_refused() -> None:
    with pytest.raises(ValueError, match="three events"):
        events.synchronisation([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="there is a span"):
        events.coverage(3, window=1, span=0)
    with pytest.raises(ValueError, match="among the draws"):
        events.monte_carlo(4, 3)

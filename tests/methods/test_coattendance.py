"""Co-attendance: scipy and networkx as oracles, laws of the nulls, and what is prohibited."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from tests.vectors import coattendance_table
from wigmore.methods import bicm, coattendance, multiple

TABLES = st.integers(1, 7).flatmap(
    lambda columns: st.lists(
        st.lists(st.booleans(), min_size=columns, max_size=columns), min_size=2, max_size=7
    )
)


def test_two_firms_at_five_and_two_of_six_missions() -> None:
    """By hand: C(5,2) / C(6,2) = 10/15."""
    assert coattendance.hypergeometric(6, 5, 2, 2).p_upper == pytest.approx(10 / 15)


@given(st.data())
def test_the_hypergeometric_tail_is_that_of_scipy(data: st.DataObject) -> None:
    columns = data.draw(st.integers(1, 40))
    first, second = data.draw(st.integers(0, columns)), data.draw(st.integers(0, columns))
    shared = data.draw(st.integers(0, min(first, second)))
    held = coattendance.hypergeometric(columns, first, second, shared).p_upper
    oracle = stats.hypergeom.sf(shared - 1, columns, first, second)
    assert held == pytest.approx(float(oracle), rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(0, 13))
def test_the_tail_of_events_of_many_sizes_is_that_of_scipy(p: list[float], shared: int) -> None:
    held = coattendance.poisson_binomial(p, [1.0] * len(p), shared=shared)
    assert held.p_upper == pytest.approx(float(stats.poisson_binom.sf(shared - 1, p)), abs=1e-12)
    assert held.expected == pytest.approx(math.fsum(p))


def test_small_tails_keep_their_digits() -> None:
    """1 - (1 - tail) would be 0 here: 0.001 to the tenth."""
    held = coattendance.poisson_binomial([0.001] * 10, [1.0] * 10, shared=10)
    assert held.p_upper == pytest.approx(1e-30, rel=1e-9)


def test_expected_sums_are_the_observed_ones_of_the_southern_women() -> None:
    """The same equations, solved by scipy, give the same probabilities."""
    held = coattendance_table.southern_women()
    rows, columns = held.sum(1), held.sum(0)
    p = bicm.fit(rows.tolist(), columns.tolist())

    def off(logs: "coattendance.Floats") -> "coattendance.Floats":
        cells = 1 / (1 + np.exp(-logs[:18, None] - logs[None, 18:]))
        return np.concatenate([cells.sum(1) - rows, cells.sum(0) - columns])

    found = optimize.least_squares(off, np.zeros(32), xtol=1e-15, ftol=1e-15, gtol=1e-15).x
    assert np.allclose(p, 1 / (1 + np.exp(-found[:18, None] - found[None, 18:])), atol=1e-6)
    assert np.allclose(p.sum(1), rows)
    assert np.allclose(p.sum(0), columns)


def test_evelyn_and_laura_are_less_striking_where_the_size_of_events_counts() -> None:
    """They went to the large events: 0.051 where all events are alike, more where they are not."""
    held = coattendance.pairs(coattendance_table.southern_women())
    at = next(i for i in range(len(held.shared)) if (held.first[i], held.second[i]) == (0, 1))
    assert held.p_hypergeometric[at] == pytest.approx(0.051282051, abs=1e-9)
    assert held.p_bicm[at] > held.p_hypergeometric[at]


@settings(max_examples=60, deadline=None)
@given(TABLES, st.data())
def test_any_table_can_be_fitted_whatever_is_prohibited(cells: list[list[bool]], data: st.DataObject) -> None:
    attended = np.array(cells)
    free = data.draw(st.lists(st.booleans(), min_size=attended.size, max_size=attended.size))
    allowed = attended | np.array(free).reshape(attended.shape)
    p = bicm.fit(attended.sum(1).tolist(), attended.sum(0).tolist(), allowed)
    assert np.allclose(p.sum(1), attended.sum(1), atol=1e-7)
    assert np.allclose(p.sum(0), attended.sum(0), atol=1e-7)
    assert not p[~allowed].any()


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_who_comes_to_every_event_makes_no_pair_more_remarkable(cells: list[list[bool]]) -> None:
    attended = np.array(cells)
    before = coattendance.pairs(attended)
    after = coattendance.pairs(np.vstack([attended, np.ones((1, attended.shape[1]), dtype=bool)]))
    others = after.second < len(attended)
    assert after.p_bicm[others] == pytest.approx(before.p_bicm, abs=1e-7)
    assert after.p_hypergeometric[others] == pytest.approx(before.p_hypergeometric)
    assert after.p_hypergeometric[~others] == pytest.approx(1)
    corrected = [
        np.array(multiple.benjamini_hochberg(one.p_hypergeometric.tolist(), tests=one.tests))
        for one in (before, after)
    ]
    assert (corrected[1][others] >= corrected[0] - 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_an_event_without_the_pair_never_raises_the_p_where_events_are_alike(cells: list[list[bool]]) -> None:
    """Of the hypergeometric null this is a law. Where sizes count it is none: a column moves all others."""
    attended = np.array(cells)
    rest = np.array([[False], [False], *[[True]] * (len(attended) - 2)])
    found = [coattendance.pairs(one) for one in (attended, np.hstack([attended, rest]))]
    at = [(one.first == 0) & (one.second == 1) for one in found]
    before, after = (one.p_hypergeometric[which] for one, which in zip(found, at, strict=True))
    assert (after <= before + 1e-12).all()


@settings(max_examples=40, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_events_changes_nothing(cells: list[list[bool]], random: Random) -> None:
    attended = np.array(cells)
    order = list(range(attended.shape[1]))
    random.shuffle(order)
    one, other = coattendance.pairs(attended), coattendance.pairs(attended[:, order])
    assert one.p_bicm == pytest.approx(other.p_bicm, abs=1e-7)
    assert one.p_hypergeometric == pytest.approx(other.p_hypergeometric)


def test_who_was_not_yet_founded_could_not_come() -> None:
    """By hand: of four events two are prohibited to b. Both come to the other two, one of two each."""
    attended = np.array([[1, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 1]], dtype=bool)
    allowed = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [1, 1, 1, 1]], dtype=bool)
    (held,) = coattendance.pairs(attended, allowed).p_hypergeometric
    assert held == pytest.approx(1 / 2)
    (everywhere,) = coattendance.pairs(attended).p_hypergeometric
    assert everywhere == pytest.approx(2 / 4)
    with pytest.raises(ValueError, match="allowed"):
        coattendance.pairs(attended, ~attended)


def test_pairs_that_share_nothing_are_tests_as_well() -> None:
    p = [0.001, 0.02, 0.02, 0.4]
    oracle = stats.false_discovery_control([*p, 1.0, 1.0])
    assert multiple.benjamini_hochberg(p, tests=6) == pytest.approx(oracle[:4])
    with pytest.raises(ValueError, match="one of the tests"):
        multiple.benjamini_hochberg(p, tests=3)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_link_keeps_nobody_apart(chance: float, share: float) -> None:
    assert chance <= coattendance.linked(chance, share) <= 1


@pytest.mark.parametrize(
    ("rows", "columns"), [([2], [1]), ([3, 0], [1, 1]), ([2, 2, 0], [3, 1]), ([-1, 1], [0, 0])]
)
def test_sums_that_no_table_has_are_refused(rows: list[int], columns: list[int]) -> None:
    with pytest.raises(ValueError, match=r"table|rows"):
        bicm.fit(rows, columns)

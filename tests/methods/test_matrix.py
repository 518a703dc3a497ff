"""Competing hypotheses: scores add up, ties stay ties, one origin counts once, votes round toward neutral."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.methods import ach, opensynthesis

ratings = some.sampled_from((*ach.RATINGS, None))
votes = some.lists(some.sampled_from((*opensynthesis.VOTES, "NA")), max_size=6)


def matrices(hypotheses: int = 3) -> some.SearchStrategy[ach.Matrix]:
    rows = some.lists(some.tuples(*[ratings] * hypotheses), max_size=6)
    names = tuple(f"H{place}" for place in range(hypotheses))
    return rows.map(
        lambda held: ach.Matrix(names, tuple(f"E{place}" for place in range(len(held))), tuple(held))
    )


@given(matrices())
def test_scores_are_penalties_that_add_up(matrix: ach.Matrix) -> None:
    got = ach.inconsistency_score(matrix)
    counted = [[row[place] for row in matrix.ratings] for place in range(3)]
    assert got.score == tuple(-column.count("I") - 2 * column.count("II") for column in counted)
    best = max(got.score)
    assert got.least_inconsistent == tuple(f"H{place}" for place in range(3) if got.score[place] == best)


@given(matrices(), some.sampled_from(tuple(ach.WEIGHTS)))
def test_equal_weights_change_no_order(matrix: ach.Matrix, word: str) -> None:
    words = [word] * len(matrix.evidence)
    got = ach.parc_weighted(matrix, words, words)
    assert got.weighted == pytest.approx([ach.WEIGHTS[word] ** 2 * one for one in got.unweighted])
    assert got.least_inconsistent_weighted == got.least_inconsistent_unweighted


@given(matrices())
def test_copies_of_rows_change_nothing_where_origins_count(matrix: ach.Matrix) -> None:
    twice = ach.Matrix(
        matrix.hypotheses,
        (*matrix.evidence, *(f"{name} again" for name in matrix.evidence)),
        matrix.ratings * 2,
    )
    assert ach.scores_by_origin(twice, matrix.evidence * 2) == ach.inconsistency_score(matrix)


@given(matrices())
def test_linchpins_are_the_rows_that_change_who_leads(matrix: ach.Matrix) -> None:
    got = ach.leave_one_out(matrix)
    assert got.base == ach.inconsistency_score(matrix).least_inconsistent
    assert all(leads != got.base for _, leads in got.linchpins)
    flat = ach.inconsistency_score(matrix).non_diagnostic
    assert not set(flat) & {name for name, _ in got.linchpins}


def test_a_row_not_fully_rated_is_not_called_non_diagnostic() -> None:
    held = ach.Matrix(("H1", "H2"), ("E1", "E2"), ((None, None), ("C", None)))
    assert ach.inconsistency_score(held).non_diagnostic == ()
    assert ach.coverage(held) == (0.5, 0.0)
    assert ach.coverage(ach.Matrix(("H1",), (), ())) == (None,)


@given(votes)
def test_a_consensus_is_near_the_mean_and_never_further_from_neutral(cell: list[str]) -> None:
    got = opensynthesis.consensus_round_to_neutral(cell)
    rated = [opensynthesis.VOTES[vote] for vote in cell if vote != "NA"]
    if got is None or got == "NA":
        assert len(rated) * 2 < len(cell) or not cell
        return
    mean = statistics.fmean(rated)
    value = opensynthesis.VOTES[got]
    assert abs(value - mean) <= 0.5
    if abs(value - mean) == 0.5:
        assert abs(value - 3) < abs(mean - 3)


def test_the_order_breaks_ties_by_what_was_left_open() -> None:
    held = {"B": [["N"], ["N"]], "A": [["N"], ["NA"]], "C": [["N"], []], "D": [["VI"], ["VC"]]}
    assert opensynthesis.ordered(held) == ("B", "C", "A", "D")
    assert opensynthesis.ordered({"B": [["N"]], "A": [["N"]]}) == ("A", "B")


@pytest.mark.parametrize(
    "call",
    [
        lambda: ach.Matrix((), (), ()),
        lambda: ach.Matrix(("H1",), ("E1",), ()),
        lambda: ach.Matrix(("H1",), ("E1",), (("C", "I"),)),
        lambda: ach.Matrix(("H1",), ("E1",), (("X",),)),
        lambda: ach.inconsistency_score(ach.Matrix(("H1",), ("E1",), (("C",),)), ["Middling"]),
        lambda: ach.inconsistency_score(ach.Matrix(("H1",), ("E1",), (("C",),)), []),
        lambda: ach.scores_by_origin(ach.Matrix(("H1",), ("E1",), (("C",),)), []),
        lambda: ach.diagnosticity_spread(["X"]),
        lambda: opensynthesis.hypothesis([["CC"]]),
    ],
)
def test_what_makes_no_sense_is_refused(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=r"\w"):
        call()

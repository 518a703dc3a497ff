"""The axis of a drawing: every number lies on it, in order, and its marks are few and round."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import axis

NUMBERS = st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=8)


@given(NUMBERS)
def test_every_number_lies_on_it_in_order(numbers: list[float]) -> None:
    made = axis.over(numbers)
    finite = sorted(one for one in numbers if math.isfinite(one))
    if made is None:
        assert finite == []
        return
    assert made.low < made.high
    shares = [made.share(one) for one in finite]
    assert all(0 <= one <= 1 for one in shares)
    assert shares == sorted(shares)


@given(NUMBERS)
def test_marks_are_few_and_on_it(numbers: list[float]) -> None:
    made = axis.over(numbers)
    marks = made.marks if made else ()
    assert len(marks) <= 7
    if made:
        slack = 1e-6 * max(abs(made.low), abs(made.high))
        assert all(made.low - slack <= one <= made.high + slack for one in marks)
        assert list(marks) == sorted(marks)


def test_from_nought_unless_far_from_it() -> None:
    assert axis.over([66, 262, 22]) == axis.Axis(0.0, 262.0)
    made = axis.over([2008, 2612])
    assert made is not None
    assert 1900 < made.low < 2008


def test_numbers_far_apart_lie_on_powers() -> None:
    made = axis.over([0.8, 1500])
    assert made is not None
    assert made.by_powers
    assert made.marks == (1, 10, 100, 1000)
    below = axis.over([-1, 1500])
    assert below is not None
    assert not below.by_powers


def test_nothing_to_draw() -> None:
    assert axis.over([]) is None
    assert axis.over([math.inf, math.nan]) is None


@given(st.lists(st.lists(st.floats(0, 1e6), max_size=6), max_size=3))
def test_stacks_stand_one_after_the_other(columns: list[list[float]]) -> None:
    made = axis.stacks(columns, 100)
    assert [len(one) for one in made] == [len(one) for one in columns]
    for places in made:
        for (start, size), (after, _) in itertools.pairwise(places):
            assert math.isclose(start + size, after, abs_tol=1e-6)
        assert not places or sum(places[-1]) <= 100.0001


def test_the_largest_column_takes_the_whole() -> None:
    assert axis.stacks([[1, 3], [2]], 100) == [[(0.0, 25.0), (25.0, 75.0)], [(0.0, 50.0)]]
    assert axis.stacks([[0.0]], 100) == [[(0.0, 0.0)]]

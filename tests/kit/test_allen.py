"""Allen's relations, possibility under bounds, and days between uncertain dates."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import allen, edtf

# Vector ALL-01: one pair for each relation.
PAIRS = [
    ((1, 3), (4, 6), "before"),
    ((1, 3), (3, 6), "meets"),
    ((1, 4), (3, 6), "overlaps"),
    ((1, 3), (1, 6), "starts"),
    ((2, 4), (1, 6), "during"),
    ((4, 6), (1, 6), "finishes"),
    ((1, 6), (1, 6), "equals"),
    ((4, 6), (1, 3), "after"),
    ((3, 6), (1, 3), "met-by"),
    ((3, 6), (1, 4), "overlapped-by"),
    ((1, 6), (1, 3), "started-by"),
    ((1, 6), (2, 4), "contains"),
    ((1, 6), (4, 6), "finished-by"),
]

PERIODS = st.tuples(st.integers(-9, 9), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))
NAMES = st.sampled_from(allen.RELATIONS)
DATES = st.sampled_from(
    [
        *("2020-08-10", "2020-08", "2020", "2020-XX", "202X", "2020-22~", "2020-08/2021-04", "2020-08/.."),
        *("2020-08/", "../2020", "/2020-07", "../..", "[2020-06,2020-08]", "{2020-06,2020-08}", "[..2020]"),
        *("[2020-07..]", "[2020-08..2020-08-10]", "{..2020-07,2021}", "2020-XX-31/2021-0X"),
    ]
).map(edtf.parse)
BOUNDED = st.sampled_from(
    [
        *("2020-08-10", "2020-08", "2020-08-05/2020-09-03", "[2020-07,2020-09]", "2020-22"),
        "{2020-07-30..2020-08-02}",
    ]
).map(edtf.parse)


@st.composite
def all_ends(draw: st.DrawFn) -> allen.Ends:
    low_start, low_end = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    high_start = low_start + draw(st.integers(0, 3))
    high_end = max(low_end + draw(st.integers(0, 3)), low_start + 1)
    return allen.Ends(start=(low_start, high_start), end=(low_end, high_end))


def periods_within(ends: allen.Ends) -> list[tuple[int, int]]:
    starts = range(ends.start[0], ends.start[1] + 1)
    return [
        (start, end)
        for start, end in itertools.product(starts, range(ends.end[0], ends.end[1] + 1))
        if start < end
    ]


def by_enumeration(a: allen.Ends, b: allen.Ends) -> set[str]:
    return {allen.relation(*pair) for pair in itertools.product(periods_within(a), periods_within(b))}


@pytest.mark.parametrize(("a", "b", "name"), PAIRS)
def test_relation(a: tuple[int, int], b: tuple[int, int], name: str) -> None:
    assert allen.relation(a, b) == name


def test_relations_are_thirteen_in_the_order_of_the_table() -> None:
    assert tuple(name for _, _, name in PAIRS) == allen.RELATIONS
    assert len(allen.RELATIONS) == 13


@pytest.mark.parametrize("period", [(3, 3), (4, 3)])
def test_a_period_ends_after_it_starts(period: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a period ends after it starts"):
        allen.relation(period, (1, 2))


@given(PERIODS, PERIODS)
def test_inverse_swaps_the_periods(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert allen.inverse(allen.relation(a, b)) == allen.relation(b, a)


def test_possible_of_the_vector() -> None:
    a = allen.Ends(start=(1, 2), end=(4, 6))
    b = allen.Ends(start=(5, 6), end=(9, 9))
    assert allen.possible(a, b) == ("before", "meets", "overlaps")


@given(all_ends(), all_ends())
def test_possible_is_what_enumeration_finds(a: allen.Ends, b: allen.Ends) -> None:
    assert set(allen.possible(a, b)) == by_enumeration(a, b)


@given(PERIODS, PERIODS)
def test_exact_bounds_leave_one_certain_relation(a: tuple[int, int], b: tuple[int, int]) -> None:
    exact = [allen.Ends(start=(start, start), end=(end, end)) for start, end in (a, b)]
    assert allen.possible(*exact) == (allen.relation(a, b),)


def test_bounds_that_no_period_fits_are_refused() -> None:
    with pytest.raises(ValueError, match="no period fits these bounds"):
        allen.possible(allen.Ends((5, 6), (2, 5)), allen.Ends((1, 1), (2, 2)))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2020-08", "2020-09", ("meets",)),
        ("2020-08-10", "2020-08", ("during",)),
        ("2020", "2020-01", ("started-by",)),
        ("2020", "2021-02", ("before",)),
        ("2020-07", "[2020-06,2020-08]", ("meets", "met-by")),
        ("2020-07", "{2020-06,2020-08}", ("during",)),
        # The interval starts on some day of August; the month itself starts on the first.
        ("2020-08/2020-10", "2020-08", ("overlapped-by", "started-by")),
        ("2020-08/..", "2030", ("contains",)),
        ("2020-08-01/..", "2021-01-01/..", ("finished-by",)),
        ("2020-08-01/", "2021-01-01/..", ("before", "meets", "overlaps", "finished-by")),
        ("../2020-08-10", "../2020-08-10", ("equals",)),
        ("../2020-08-10", "[..1990]", ("contains",)),
        ("../..", "2020", ("contains",)),
        ("/2020-08-10", "2020-08-10", ("equals", "finished-by")),
    ],
)
def test_possible_relations_of_dates(a: str, b: str, expected: tuple[str, ...]) -> None:
    assert allen.possible_dates(edtf.parse(a), edtf.parse(b)) == expected


@given(DATES, DATES)
def test_possible_relations_of_dates_invert(a: edtf.Edtf, b: edtf.Edtf) -> None:
    there, back = allen.possible_dates(a, b), allen.possible_dates(b, a)
    assert there
    assert {allen.inverse(name) for name in there} == set(back)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2020-08-10", "2020-08-10", ("same day",)),
        ("2020-08", "2020-09", ("before",)),
        ("2020-08-10", "2020-08", ("before", "same day", "after")),
        ("2020-08-01", "2020-08", ("before", "same day")),
        ("2020-07", "[2020-06,2020-08]", ("before", "after")),
        ("2020/..", "2019", ("after",)),
        ("2020/", "2021", ("before", "same day", "after")),
        ("../2019", "2020", ("before",)),
    ],
)
def test_order_of_one_day_events(a: str, b: str, expected: tuple[str, ...]) -> None:
    assert allen.instants_order(edtf.parse(a), edtf.parse(b)) == expected


@pytest.mark.parametrize(
    ("a", "b", "before", "same_day", "after"),
    [
        ("2020-06", "2020-06-15/2020-08-31", 0.94188034, 0.0068376068, 0.051282051),
        ("2023", "2023-08", 0.62191781, 0.002739726, 0.37534247),
        ("2020", "2021", 1, 0, 0),
        ("2020-08-10", "2020-08-10", 0, 1, 0),
    ],
)
def test_probability_of_order(*, a: str, b: str, before: float, same_day: float, after: float) -> None:
    found = allen.prob_before_uniform_days(edtf.parse(a), edtf.parse(b))
    assert found == pytest.approx({"before": before, "same_day": same_day, "after": after}, abs=1e-7)


def days_within(date: edtf.Edtf) -> list[int]:
    return [day for low, high in allen.day_spans(date) for day in range(low, high + 1)]


@given(BOUNDED, BOUNDED)
def test_probability_counts_pairs_of_days(a: edtf.Edtf, b: edtf.Edtf) -> None:
    pairs = list(itertools.product(days_within(a), days_within(b)))
    counted = {
        "before": sum(x < y for x, y in pairs) / len(pairs),
        "same_day": sum(x == y for x, y in pairs) / len(pairs),
        "after": sum(x > y for x, y in pairs) / len(pairs),
    }
    found = allen.prob_before_uniform_days(a, b)
    assert found == pytest.approx(counted)
    assert set(allen.instants_order(a, b)) == {
        name.replace("_", " ") for name, share in counted.items() if share
    }


def test_days_without_an_end_have_no_uniform_probability() -> None:
    with pytest.raises(ValueError, match="not equally likely"):
        allen.prob_before_uniform_days(edtf.parse("2020/.."), edtf.parse("2020"))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2020-08-10", "2021-11", (448, 477)),
        ("2021-11", "2020-08-10", (-477, -448)),
        ("2020-08-10", "2020-08-10", (0, 0)),
        ("2020-08-10", "2021/..", (144, None)),
        ("../2020", "2021-01-01", (1, None)),
        ("2020/", "2021-01-01", (None, 366)),
        ("../..", "2020", (None, None)),
    ],
)
def test_gap_in_days(a: str, b: str, expected: tuple[int | None, int | None]) -> None:
    assert allen.gap_days(edtf.parse(a), edtf.parse(b)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("overlaps", "during", ("overlaps", "starts", "during")),
        ("before", "before", ("before",)),
        ("meets", "during", ("overlaps", "starts", "during")),
        ("before", "after", allen.RELATIONS),
    ],
)
def test_composition(first: str, second: str, expected: tuple[str, ...]) -> None:
    assert allen.compose(first, second) == expected


def test_the_composition_table_has_the_known_number_of_entries() -> None:
    # Allen's table of 13 by 13 holds 409 relations in all.
    pairs = itertools.product(allen.RELATIONS, repeat=2)
    assert sum(len(allen.compose(*pair)) for pair in pairs) == 409


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        allen.compose("before", "nearby")


@given(PERIODS, PERIODS, PERIODS)
def test_composition_contains_the_actual_relation(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]
) -> None:
    assert allen.relation(a, c) in allen.compose(allen.relation(a, b), allen.relation(b, c))


@given(NAMES)
def test_equals_is_neutral_in_composition(name: str) -> None:
    assert allen.compose(name, "equals") == (name,)
    assert allen.compose("equals", name) == (name,)

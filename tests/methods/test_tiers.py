"""Attribution through tiers, as rules count it: the chains lawyers work through, and the laws of counting."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.methods.test_ownership import FEW, NAMES, Rows, percent, ranges, registers, rows
from wigmore.methods import control, tiers
from wigmore.methods.ownership import UNKNOWN, Bounds, Limit, Measure, known
from wigmore.methods.tiers import Rule, Tier

GOVERNMENT = Rule(tiers.MAJORITY_COUNTS_WHOLE)
CORPORATE = Rule(tiers.PROPORTIONATE_FROM_HALF)
SANCTIONS = Rule(tiers.WHOLE_FROM_HALF)
BEYOND_HALF = Limit(Fraction(1, 2), inclusive=False)
QUARTER = Limit(Fraction(1, 4), inclusive=True)
RULES = st.sampled_from([GOVERNMENT, CORPORATE, SANCTIONS, Rule(tiers.ALWAYS_PROPORTIONATE)])


def on(shares: Rows) -> dict[Measure, Rows]:
    return {"equity": shares}


def chain(first: str, second: str) -> Rows:
    return rows(B={"A": first}, C={"B": second})


def share(
    shares: Rows, rule: Rule, *holders: str, target: str = "C", measure: Measure = "equity"
) -> Fraction:
    return tiers.attributed({measure: shares}, set(holders or "A"), target, rule).least.largest


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        ("50", "50", "50"),
        ("25", "50", "25"),
        ("49", "60", "49"),
        ("49", "49", "24.01"),
        ("51", "24.9", "24.9"),
        ("25", "25", "6.25"),
        ("11", "4.9", "0.539"),
    ],
)
def test_a_majority_counts_whole_and_minorities_multiply(first: str, second: str, counted: str) -> None:
    assert share(chain(first, second), GOVERNMENT) == percent(counted)


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [("49", "60", "0"), ("50", "50", "25"), ("50", "49", "24.5"), ("11", "4.9", "0")],
)
def test_corporations_pass_on_in_proportion_from_half(first: str, second: str, counted: str) -> None:
    assert share(chain(first, second), CORPORATE) == percent(counted)


def test_partnerships_pass_on_at_any_size() -> None:
    rule = Rule(tiers.PROPORTIONATE_FROM_HALF, {"B": tiers.ALWAYS_PROPORTIONATE})
    assert share(chain("30", "90"), rule) == percent("27")
    assert share(chain("30", "90"), CORPORATE) == 0


def test_who_is_controlled_counts_itself_and_whole() -> None:
    """51 x 25: B is controlled, a holder in turn, and has 25; at exactly a half it is not, and 12.5 pass."""
    for first, counted in (("51", "25"), ("50", "12.5")):
        shares = on(chain(first, "25"))
        found = tiers.with_controlled(shares, {"A"}, BEYOND_HALF, CORPORATE)
        assert found == ({"A": True, "B": True} if first == "51" else {"A": True})
        assert tiers.attributed(shares, set(found), "C", CORPORATE).least.largest == percent(counted)


def test_control_by_one_and_by_all_together() -> None:
    shares = on(rows(X={"A": "30", "B": "30"}, Y={"X": "60"}, Z={"A": "?"}))
    assert tiers.with_controlled(shares, {"A", "B"}, BEYOND_HALF, CORPORATE) == {
        "A": True,
        "B": True,
        "Z": None,
    }
    together = tiers.with_controlled(shares, {"A", "B"}, BEYOND_HALF, CORPORATE, jointly=True)
    assert together == {"A": True, "B": True, "X": True, "Y": True, "Z": None}


def test_parallel_routes_are_summed_and_arms_of_one_pooled() -> None:
    shares = rows(B={"A": "60"}, E={"A": "10"}, X={"B": "20", "E": "40"})
    assert share(shares, GOVERNMENT, target="X") == percent("24")
    assert share(rows(X={"N": "13", "P": "12"}), GOVERNMENT, "N", "P", target="X") == percent("25")


def test_the_measures_stand_apart_and_the_largest_counts() -> None:
    held: dict[Measure, Rows] = {
        "equity": rows(X={"A": "10"}),
        "votes": rows(X={"A": "15"}),
        "board": rows(X={"A": "25"}),
    }
    found = tiers.attributed(held, {"A"}, "X", GOVERNMENT).least
    assert found.shares == {"equity": percent("10"), "votes": percent("15"), "board": percent("25")}
    assert found.largest == percent("25")


def test_majority_on_any_measure_or_on_the_same() -> None:
    held: dict[Measure, Rows] = {"equity": rows(C={"B": "10"}), "votes": rows(B={"A": "25"}, C={"B": "50"})}
    any_ = tiers.attributed(held, {"A"}, "C", GOVERNMENT).least.shares
    assert any_ == {"equity": percent("25"), "votes": percent("25")}
    same = Rule(Tier(tiers.HALF, "whole", "part", shoes=True))
    assert tiers.attributed(held, {"A"}, "C", same).least.shares == {
        "equity": percent("2.5"),
        "votes": percent("25"),
    }
    # What the company has none of on a measure, it passes on none of there.
    alone = tiers.attributed({"equity": {}, "votes": held["votes"]}, {"A"}, "C", GOVERNMENT).least.shares
    assert alone == {"equity": 0, "votes": percent("25")}


def test_a_majority_may_be_read_as_half_or_more_than_half() -> None:
    beyond = Rule(Tier(BEYOND_HALF, "whole", "part", shoes=True))
    assert share(chain("50", "40"), GOVERNMENT) == percent("40")
    assert share(chain("50", "40"), beyond) == percent("20")


def test_sanctions_sum_what_they_reach_and_multiply_nothing() -> None:
    shares = rows(B={"A": "50"}, C={"A2": "25", "B": "25"}, D={"C": "50"}, E={"A": "49"}, F={"E": "100"})
    for target, counted in (("C", "50"), ("D", "50"), ("F", "0")):
        assert share(shares, SANCTIONS, "A", "A2", target=target) == percent(counted)


def test_the_derivation_has_each_holding_and_how_it_was_counted() -> None:
    shares = rows(B={"A": "49"}, C={"B": "60"}, D={"C": "50", "A": "10"}, E={"D": "30"})
    found = tiers.attributed({"votes": shares}, {"A"}, "E", GOVERNMENT).least
    told = [(one.holder, one.held, one.share, one.attributed, one.counted, one.way) for one in found.terms]
    whole = Fraction(1)
    assert told == [
        ("A", "B", percent("49"), whole, percent("49"), "holder"),
        ("B", "C", percent("60"), percent("49"), percent("49"), "shoes"),
        ("A", "D", percent("10"), whole, percent("10"), "holder"),
        ("C", "D", percent("50"), percent("49"), percent("49"), "shoes"),
        ("D", "E", percent("30"), percent("59"), percent("30"), "whole"),
    ]
    nothing = tiers.attributed({"votes": shares}, {"A"}, "C", CORPORATE).least.terms
    assert [(one.held, one.way, one.counted) for one in nothing] == [
        ("B", "holder", percent("49")),
        ("C", "nothing", 0),
    ]


def test_a_circle_counts_no_block_twice() -> None:
    """A has 1 % of X; X and Y hold 60 % of each other: nothing makes more of the 1 %."""
    shares = rows(X={"A": "1", "Y": "60"}, Y={"X": "60"})
    assert share(shares, GOVERNMENT, target="X") == percent("1")
    assert share(shares, GOVERNMENT, target="Y") == percent("1")
    assert share(rows(X={"A": "20", "X": "80"}), GOVERNMENT, target="X") == percent("20")


def test_a_chain_may_be_as_long_as_it_likes() -> None:
    names = ["A", *(f"n{place:04}" for place in range(3_000))]
    shares: Rows = {lower: {upper: known(Fraction(1))} for upper, lower in pairwise(names)}
    for rule in (GOVERNMENT, CORPORATE):
        assert share(shares, rule, target=names[-1]) == 1


def test_routes_through_circles_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "MOST_ROUTES", 50)
    names = [f"n{place}" for place in range(7)]
    shares = {one: {by: known(Fraction(1, 10)) for by in [*names, "A"] if by != one} for one in names}
    with pytest.raises(tiers.TooTangledError, match="more than 50 routes"):
        share(shares, GOVERNMENT, target="n0")


def test_tiers_that_pass_on_less_for_more_are_refused() -> None:
    with pytest.raises(ValueError, match="no less when more"):
        Tier(tiers.HALF, above="nothing", below="part")
    with pytest.raises(ValueError, match="in the shoes"):
        Tier(tiers.HALF, above="part", below="nothing", shoes=True)
    with pytest.raises(ValueError, match="not one of its holders"):
        share(chain("50", "50"), GOVERNMENT, "C")


def test_a_verdict_only_where_both_ends_agree() -> None:
    """Two that may be the government's have at most what the private holder leaves."""
    for private, told in (("80", False), ("70", None)):
        row = {"P": known(percent(private)), "A": UNKNOWN, "A2": Bounds(Fraction(0), Fraction(1, 2))}
        found = tiers.attributed({"votes": {"X": row}}, {"A", "A2"}, "X", GOVERNMENT)
        assert QUARTER.verdict(found.bounds) is told
    sure = tiers.attributed({"votes": rows(X={"A": "25-30"})}, {"A"}, "X", GOVERNMENT)
    assert (sure.bounds, QUARTER.verdict(sure.bounds)) == (Bounds(percent("25"), percent("30")), True)


def test_the_bounds_hold_where_what_stood_in_shoes_comes_to_less() -> None:
    """At 49 % of B, C stands in its shoes on both measures; at 50 % the one per cent of B counts as such."""
    held: Mapping[Measure, Rows] = {
        "equity": rows(B={"A": "49-50"}, C={"B": "60"}),
        "votes": rows(C={"B": "1", "A": "40"}),
    }
    found = tiers.attributed(held, {"A"}, "C", GOVERNMENT)
    assert (found.least.largest, found.most.largest) == (percent("89"), percent("60"))
    assert found.bounds == Bounds(Fraction(1, 2), Fraction(1))
    assert QUARTER.verdict(found.bounds) is True


@FEW
@given(registers(), RULES)
def test_a_holding_of_nothing_and_the_order_change_nothing(shares: Rows, rule: Rule) -> None:
    more = {held: dict(reversed(list(row.items()))) for held, row in reversed(list(shares.items()))}
    more["D"] = {"Z": known(Fraction(0)), **more.get("D", {})}
    for target in shares:
        assert share(more, rule, target=target) == share(shares, rule, target=target)


@FEW
@given(registers(), RULES, st.integers(1, 9))
def test_splitting_among_two_arms_changes_nothing(shares: Rows, rule: Rule, part: int) -> None:
    split: dict[str, dict[str, Bounds]] = {}
    for held, row in shares.items():
        split[held] = dict(row)
        if "A" in row:
            split[held]["A"] = known(row["A"].low * Fraction(part, 10))
            split[held]["A2"] = known(row["A"].low * Fraction(10 - part, 10))
    for target in shares:
        assert share(split, rule, "A", "A2", target=target) == share(shares, rule, target=target)


@settings(max_examples=120, deadline=None)
@given(ranges(), RULES)
def test_what_is_within_the_ranges_is_within_the_bounds(found: tuple[Rows, Rows], rule: Rule) -> None:
    wide, exact = found
    for target in exact:
        bounds = tiers.attributed({"votes": wide}, {"A"}, target, rule).bounds
        assert bounds.low <= share(exact, rule, target=target, measure="votes") <= bounds.high


@settings(max_examples=120, deadline=None)
@given(ranges(), registers())
def test_so_they_are_where_majority_is_of_any_measure(found: tuple[Rows, Rows], other: Rows) -> None:
    wide, exact = found
    for target in exact:
        bounds = tiers.attributed({"votes": wide, "equity": other}, {"A"}, target, GOVERNMENT).bounds
        known_ = tiers.attributed({"votes": exact, "equity": other}, {"A"}, target, GOVERNMENT).least.largest
        assert bounds.low <= known_ <= bounds.high


@FEW
@given(registers())
def test_whole_from_half_without_circles_is_control(shares: Rows) -> None:
    """Without circles, who has half under the rule of sanctions is whom the closure of control reaches."""
    straight = {
        held: {by: part for by, part in row.items() if NAMES.index(by) < NAMES.index(held)}
        for held, row in shares.items()
    }
    reached = {one.held for one in control.controlled(straight, {"A"}, tiers.HALF).certain}
    for target in straight:
        assert (target in reached) == tiers.HALF.met(share(straight, SANCTIONS, target=target))


def test_a_hair_below_a_quarter_is_clear() -> None:
    hair = Fraction(1, 10**12)
    for part, told in ((Fraction(1, 4), True), (Fraction(1, 4) - hair, False)):
        shares: Rows = {"B": {"A": known(part)}, "C": {"B": known(Fraction(1, 2))}}
        assert QUARTER.met(share(shares, GOVERNMENT)) is told

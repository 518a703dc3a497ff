"""Shares on a day, through chains and circles, and control: against numpy, networkx and sums by hand."""

import random
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wigmore.methods import control, lookthrough, ownership, wholegraph
from wigmore.methods.ownership import UNKNOWN, Bounds, Holding, Limit, known

NAMES = "ABCDEFG"
TINY = Fraction(1, 10**12)
FEW = settings(max_examples=60, deadline=None)
DAY = date(2026, 3, 1)
Rows = Mapping[str, Mapping[str, Bounds]]


def percent(value: str) -> Fraction:
    return Fraction(value) / 100


def rows(**held: Mapping[str, str]) -> dict[str, dict[str, Bounds]]:
    """X={"A": "51"}: A has 51 % of X; "?" is not known, "10-20" a range."""
    made: dict[str, dict[str, Bounds]] = {}
    for name, row in held.items():
        made[name] = {}
        for holder, share in row.items():
            ends = [percent(one) for one in share.split("-")] if share != "?" else [Fraction(0), Fraction(1)]
            made[name][holder] = Bounds(ends[0], ends[-1])
    return made


@st.composite
def registers(draw: st.DrawFn, *, full: bool = False) -> dict[str, dict[str, Bounds]]:
    """A register with circles: columns of whole weights, of which some, or with `full` none, are nobody's."""
    made: dict[str, dict[str, Bounds]] = {}
    for name in NAMES[2:]:
        others = [one for one in NAMES if one != name]
        weights = draw(st.dictionaries(st.sampled_from(others), st.integers(1, 9), max_size=4))
        if full:
            weights["A"] = weights.get("A", 0) + 1
        total = sum(weights.values()) + (0 if full else draw(st.integers(0, 3)))
        if weights:
            made[name] = {holder: known(Fraction(part, total)) for holder, part in sorted(weights.items())}
    return made


def matrix(shares: Rows) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    made = np.zeros((len(NAMES), len(NAMES)))
    for held, row in shares.items():
        for holder, share in row.items():
            made[NAMES.index(holder), NAMES.index(held)] = share.low
    return made


def test_a_holding_counts_from_its_first_day_to_its_last() -> None:
    part = known(percent("30"))
    held = [Holding("A", "X", "votes", part, date(2025, 9, 1), date(2026, 2, 28))]
    days = [date(2025, 8, 31), date(2025, 9, 1), date(2026, 2, 28), DAY]
    assert [bool(ownership.register(held, "votes", day)) for day in days] == [False, True, True, False]
    assert ownership.register(held, "equity", date(2025, 9, 1)) == {}


def test_blocks_are_added_and_ranges_are_what_the_others_leave() -> None:
    held = [Holding("A", "X", "votes", known(percent("30"))), Holding("A", "X", "votes", known(percent("5")))]
    held += [Holding("B", "X", "votes", UNKNOWN)]
    found = ownership.register(held, "votes", DAY)
    assert found == rows(X={"A": "35", "B": "0-65"})
    assert ownership.register(reversed(held), "votes", DAY) == found
    held[-1] = Holding("B", "X", "votes", Bounds(percent("10"), percent("90")))
    assert ownership.register(held, "votes", DAY) == rows(X={"A": "35", "B": "10-65"})


def test_more_than_the_whole_is_told_and_nothing_is_worked_out_from_it() -> None:
    held = [Holding(one, "X", "equity", known(percent("60"))) for one in "AB"]
    assert ownership.overheld(held, "equity", DAY) == {"X": Fraction(6, 5)}
    found = ownership.register(held, "equity", DAY)
    for work in (
        lambda: lookthrough.integrated(found, {"A"}, "X"),
        lambda: lookthrough.owners(found, "X"),
        lambda: control.controlled(found, {"A"}),
        lambda: wholegraph.network(found),
    ):
        with pytest.raises(ValueError, match="the shares of X sum to more than the whole"):
            work()
    with pytest.raises(ValueError, match="between nothing and the whole"):
        Bounds(Fraction(1, 2), Fraction(3, 2))


def test_a_hair_below_a_quarter_is_on_the_other_side() -> None:
    quarter, beyond = Limit(Fraction(1, 4), inclusive=True), Limit(Fraction(1, 4), inclusive=False)
    exact, below = known(Fraction(1, 4)), known(Fraction(1, 4) - TINY)
    assert [quarter.verdict(one) for one in (exact, below)] == [True, False]
    assert beyond.verdict(exact) is False
    assert quarter.verdict(Bounds(Fraction(1, 5), Fraction(1, 4))) is None
    assert quarter.margin(below) == known(TINY)
    assert quarter.margin(UNKNOWN) is None


@pytest.mark.parametrize(("share", "enough"), [(Fraction(1, 4), True), (Fraction(1, 4) - TINY, False)])
def test_whole_registers_are_exact_again_near_a_limit(share: Fraction, enough: bool) -> None:
    shares = {"B": {"A": known(2 * share)}, "C": {"B": known(Fraction(1, 2))}}
    found = wholegraph.at_least(wholegraph.network(shares), {"A"}, Limit(Fraction(1, 4), inclusive=True))
    assert (("C" in found.found), found.undecided) == (enough, ())


@pytest.mark.parametrize(("share", "enough"), [(Fraction(1, 4) + TINY, True), (Fraction(1, 4), False)])
def test_heads_are_exact_near_a_half(share: Fraction, enough: bool) -> None:
    shares = {"B": {"A": known(Fraction(3, 4))}, "C": {"A": known(Fraction(1, 4)), "B": known(share)}}
    assert (wholegraph.heads(wholegraph.network(shares))[2] == 0) == enough


def test_chains_multiply_and_routes_add_up() -> None:
    shares = rows(B={"A": "50"}, C={"B": "40", "D": "30"}, D={"A": "10", "B": "20"})
    # A: 50 x 40 + 10 x 30 + 50 x 20 x 30 = 20 + 3 + 3
    assert lookthrough.integrated(shares, {"A"}, "C") == known(percent("26"))
    assert lookthrough.owners(shares, "C") == {"A": percent("26"), "B": percent("46"), "D": percent("30")}


def test_four_layers_and_a_circle() -> None:
    """The shipping company is half its own grandparent's: what goes round ends with those outside."""
    shares = rows(
        Ship={"Shell": "100"}, Shell={"Trust": "60", "Bank": "40"}, Trust={"Fund": "100"},
        Fund={"Owner": "50", "Ship": "50"},
    )  # fmt: skip
    found = lookthrough.owners(shares, "Ship")
    # Of each round trip 0.6 x 0.5 = 0.3 comes back: Owner 0.3 / 0.7, Bank 0.4 / 0.7.
    assert (found["Owner"], found["Bank"]) == (Fraction(3, 7), Fraction(4, 7))
    assert found["Ship"] == Fraction(3, 10)
    assert found["Fund"] == Fraction(6, 10)


def test_a_circle_that_holds_all_of_itself_has_no_owner_outside() -> None:
    shares = rows(X={"Y": "100"}, Y={"X": "100"}, Z={"X": "50", "A": "50"})
    assert lookthrough.owners(shares, "Z") == {"A": Fraction(1, 2), "X": Fraction(1, 2), "Y": Fraction(1, 2)}
    assert lookthrough.owners(shares, "X") == {"X": Fraction(1), "Y": Fraction(1)}
    assert lookthrough.integrated(shares, {"A"}, "X") == known(Fraction(0))
    assert wholegraph.held_through(wholegraph.network(shares), {"A"}).shares.tolist() == [1, 0, 0, 0.5]


def test_a_chain_may_be_as_long_as_it_likes() -> None:
    names = [f"n{place:05}" for place in range(5_000)]
    shares = {lower: {upper: known(Fraction(1))} for upper, lower in pairwise(names)}
    assert lookthrough.integrated(shares, {names[0]}, names[-1]) == known(Fraction(1))
    assert len(lookthrough.owners(shares, names[-1])) == 4_999
    assert len(control.controlled(shares, {names[0]}).certain) == 4_999
    assert set(wholegraph.heads(wholegraph.network(shares)).tolist()) == {0}
    assert wholegraph.held_through(wholegraph.network(shares), {names[0]}).shares.min() == 1


@FEW
@given(registers())
def test_owners_are_those_of_the_dense_inverse(shares: Rows) -> None:
    """N_ij / N_ii with N = (I - A)^-1, and 1 - 1 / N_ii for what a company has of itself."""
    held = matrix(shares)
    if np.abs(np.linalg.eigvals(held)).max() > 1 - 1e-9:
        return
    inverse = np.linalg.inv(np.eye(len(NAMES)) - held)
    for place, target in enumerate(NAMES):
        found = lookthrough.owners(shares, target)
        for row, holder in enumerate(NAMES):
            peer = inverse[row, place] / inverse[row, row]
            peer = 1 - 1 / inverse[row, row] if row == place else peer
            assert float(found.get(holder, 0)) == pytest.approx(peer, abs=1e-9)
            if row != place:
                assert lookthrough.integrated(shares, {holder}, target).low == found.get(holder, 0)


@FEW
@given(registers(full=True))
def test_those_outside_share_the_whole_however_many_circles(shares: Rows) -> None:
    """A and B are held by nobody, and all of everything is held: their shares sum to one, exactly."""
    for target in shares:
        found = lookthrough.owners(shares, target)
        assert found.get("A", 0) + found.get("B", 0) == 1
        assert lookthrough.integrated(shares, {"A", "B"}, target) == known(Fraction(1))


@FEW
@given(registers(), st.sampled_from(NAMES), st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(1, 3)]))
def test_whole_registers_have_the_exact_shares(shares: Rows, holder: str, value: Fraction) -> None:
    held = wholegraph.network(shares)
    limit = Limit(value, inclusive=True)
    found = wholegraph.held_through(held, {holder}).shares
    enough = wholegraph.at_least(held, {holder}, limit)
    for place, name in enumerate(held.names):
        if name != holder:
            exact = lookthrough.integrated(shares, {holder}, name).low
            assert found[place] == pytest.approx(float(exact), abs=1e-9)
            assert (name in enough.found) == limit.met(exact)


def test_circles_too_wide_for_fractions_are_told_apart_by_their_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wholegraph, "WIDEST_EXACT", 1)
    shares = rows(B={"A": "40", "C": "20"}, C={"B": "50"}, D={"C": "100"})
    held = wholegraph.network(shares)
    # 0.4 / 0.9 of B, and half of that of C and D.
    for part, found in ((Fraction(2, 9), ()), (Fraction(2, 9) + Fraction(1, 10**8), ())):
        enough = wholegraph.at_least(held, {"A"}, Limit(part, inclusive=True))
        assert enough.undecided == (("C", "D") if part == Fraction(2, 9) else found)
        assert list(enough.found) == ["B"]
    monkeypatch.setattr(wholegraph, "WIDEST_EXACT", 60)
    enough = wholegraph.at_least(held, {"A"}, Limit(Fraction(2, 9), inclusive=True))
    assert list(enough.found) == ["B", "C", "D"]


def test_slow_circles_are_solved_for() -> None:
    slow = known(1 - Fraction(1, 10**7))
    shares = {"B": {"A": known(Fraction(1, 10**7)), "C": slow}, "C": {"B": slow}}
    held = wholegraph.network(shares)
    exact = lookthrough.integrated(shares, {"A"}, "B").low
    assert wholegraph.held_through(held, {"A"}).shares[1] == pytest.approx(float(exact), rel=1e-6)


def test_unknown_shares_give_the_ends_that_are_reached() -> None:
    shares = rows(X={"A": "10-30", "B": "?", "C": "40"}, B={"A": "50", "D": "?"}, C={"A": "?"})
    tight = {held: dict(row) for held, row in shares.items()}
    found = lookthrough.integrated(tight, {"A"}, "X")
    # At least 10 %; at most 30 % itself, 40 % through C, and half of the 30 % that are left to B.
    assert found == Bounds(percent("10"), percent("85"))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """A register of ranges, and one of known shares within them."""
    exact = draw(registers())
    wide: dict[str, dict[str, Bounds]] = {}
    for held, row in exact.items():
        wide[held] = {}
        for holder, share in row.items():
            less, more = draw(st.integers(0, 4)), draw(st.integers(0, 4))
            high = share.low + (1 - share.low) * Fraction(more, 4)
            wide[held][holder] = Bounds(share.low * Fraction(4 - less, 4), high)
    return wide, exact


@FEW
@given(ranges())
def test_what_is_within_the_ranges_is_within_the_bounds(found: tuple[Rows, Rows]) -> None:
    wide, exact = found
    for target in list(exact)[:3]:
        bounds = lookthrough.integrated(wide, {"A"}, target)
        share = lookthrough.integrated(exact, {"A"}, target).low
        assert bounds.low <= share <= bounds.high <= 1
    sure = {one.held for one in control.controlled(exact, {"A"}).certain}
    told = control.controlled(wide, {"A"})
    assert {one.held for one in told.certain} <= sure
    assert sure <= {one.held for one in (*told.certain, *told.possible)}


@FEW
@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_holdings_changes_nothing(shares: Rows, chance: random.Random) -> None:
    mixed = {held: dict(chance.sample(list(row.items()), len(row))) for held, row in shares.items()}
    mixed = dict(chance.sample(list(mixed.items()), len(mixed)))
    assert lookthrough.owners(mixed, "C") == lookthrough.owners(shares, "C")
    assert control.controlled(mixed, {"A"}) == control.controlled(shares, {"A"})
    assert wholegraph.ultimate(wholegraph.network(mixed)) == wholegraph.ultimate(wholegraph.network(shares))


@FEW
@given(registers(), st.sampled_from(NAMES[2:]))
def test_a_holding_of_nothing_changes_nothing(shares: Rows, held: str) -> None:
    more = {**shares, held: {**shares.get(held, {}), "Z": known(Fraction(0))}, "W": {"C": known(Fraction(0))}}
    assert lookthrough.owners(more, "D") == lookthrough.owners(shares, "D")
    assert control.controlled(more, {"A"}) == control.controlled(shares, {"A"})


@FEW
@given(registers(), st.integers(1, 9))
def test_splitting_a_holding_among_two_arms_changes_nothing(shares: Rows, part: int) -> None:
    split: dict[str, dict[str, Bounds]] = {}
    for held, row in shares.items():
        split[held] = dict(row)
        if "A" in row:
            split[held]["A"] = known(row["A"].low * Fraction(part, 10))
            split[held]["A2"] = known(row["A"].low * Fraction(10 - part, 10))
    for target in shares:
        whole = lookthrough.integrated(shares, {"A"}, target)
        assert lookthrough.integrated(split, {"A", "A2"}, target) == whole
    assert [(one.held, one.together) for one in control.controlled(split, {"A", "A2"}).certain] == [
        (one.held, one.together) for one in control.controlled(shares, {"A"}).certain
    ]
    whole_heads = grouped(wholegraph.network(shares), ())
    assert {names - {"A2"} for names in grouped(wholegraph.network(split), [{"A", "A2"}])} == whole_heads


def grouped(held: wholegraph.Network, groups: "list[set[str]] | tuple[()]") -> set[frozenset[str]]:
    head = wholegraph.heads(held, groups=groups).tolist()
    return {frozenset(held.names[place] for place, top in enumerate(head) if top == one) for one in set(head)}


@FEW
@given(registers())
def test_more_of_a_company_never_means_less(shares: Rows) -> None:
    """Whatever is nobody's goes to A."""
    more: dict[str, dict[str, Bounds]] = {}
    for held, row in shares.items():
        left = 1 - sum(share.low for share in row.values())
        own = row.get("A", known(Fraction(0))).low
        more[held] = {**row, "A": known(own + left)}
    for target in shares:
        before = lookthrough.integrated(shares, {"A"}, target).low
        assert lookthrough.integrated(more, {"A"}, target).low >= before
    held_before = {one.held for one in control.controlled(shares, {"A"}).certain}
    assert held_before <= {one.held for one in control.controlled(more, {"A"}).certain}


def test_control_adds_up_what_the_controlled_hold() -> None:
    shares = rows(B={"A": "51"}, C={"A": "25", "B": "26"}, D={"C": "30", "B": "20"}, E={"C": "51"})
    found = control.controlled(shares, {"A"})
    assert [one.held for one in found.certain] == ["B", "C", "E"]
    assert found.certain[1].blocks == (("A", known(percent("25"))), ("B", known(percent("26"))))
    assert found.certain[1].together == known(percent("51"))
    assert found.verdict("D") is False  # exactly half
    assert control.controlled(shares, {"A"}, Limit(Fraction(1, 2), inclusive=True)).verdict("D") is True
    assert control.ultimate(shares, "E") == ("A",)
    assert control.controllers(shares, "E") == {"A": True, "C": True}


def test_control_that_hangs_on_what_is_not_known() -> None:
    shares = rows(X={"A": "30", "B": "?", "C": "45"}, B={"A": "60"}, Y={"A": "30", "B": "?", "C": "51"})
    found = control.controlled(shares, {"A"})
    assert (found.verdict("X"), found.verdict("Y"), found.verdict("B")) == (None, False, True)
    assert control.controllers(shares, "X") == {"A": None}  # B has at most a quarter
    with pytest.raises(ValueError, match="above nothing"):
        control.controlled(shares, {"A"}, Limit(Fraction(0), inclusive=True))


def test_companies_that_control_one_another() -> None:
    shares = rows(
        P={"Q": "60"}, Q={"P": "60"}, R={"P": "30", "Q": "30"}, S={"T": "60"}, T={"U": "30", "V": "30"}
    )
    shares |= rows(U={"T": "60"}, V={"T": "60"})
    for found in (
        wholegraph.ultimate(wholegraph.network(shares)),
        {name: ends for name in "PQRSTUV" if (ends := control.ultimate(shares, name))},
    ):
        # Neither U nor V alone controls T, so that T is the last and is controlled by nobody.
        assert found == {
            "P": ("P", "Q"),
            "Q": ("P", "Q"),
            "R": ("P", "Q"),
            "S": ("T",),
            "U": ("T",),
            "V": ("T",),
        }


@settings(max_examples=150, deadline=None)
@given(registers())
def test_ultimate_control_of_all_is_that_of_each(shares: Rows) -> None:
    found = wholegraph.ultimate(wholegraph.network(shares))
    assert found == {name: ends for name in NAMES if (ends := control.ultimate(shares, name))}


@FEW
@given(registers())
def test_heads_are_those_of_networkx_where_one_holds_most(shares: Rows) -> None:
    """With each company's greatest holding made a majority: the parts of the graph of majorities."""
    most: dict[str, dict[str, Bounds]] = {}
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(NAMES)
    for held, row in shares.items():
        holder = max(sorted(row), key=lambda one: row[one].low)
        most[held] = {one: known(share.low / 3) for one, share in row.items() if one != holder}
        most[held][holder] = known(Fraction(3, 5))
        graph.add_edge(holder, held)
    held_all = {**most, **{name: {} for name in NAMES if name not in most}}
    assert grouped(wholegraph.network(held_all), ()) == {
        frozenset(one) for one in networkx.connected_components(graph)
    }


def test_heads_need_a_majority() -> None:
    with pytest.raises(ValueError, match="only majorities"):
        wholegraph.heads(wholegraph.network({}), Limit(Fraction(1, 2), inclusive=True))
    assert wholegraph.heads(wholegraph.network({})).tolist() == []

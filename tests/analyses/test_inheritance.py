"""What passes on by a purchase, a merger, a succession or another name, and what had ended first."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases

HEAD = "case: {title: T, as_of: 2024-06-30, pairs: {bank: heir}%s}\n"
ENTITIES = """entities:
  ann: {kind: person, name: Ann}
  bank: {kind: company, name: Bank}
  old: {kind: company, name: Old}
  heir: {kind: company, name: Heir}
  last: {kind: company, name: Last}
"""
BOUGHT = "bought: {kind: acquired, from: heir, to: old, since: 2018-05-02}"


def derived(tmp_path: Path, *relations: str, more: str = "", options: str = "") -> list[dict[str, Any]]:
    """The rows of the table, with the sentences of the analysis under `says` of the first."""
    body = "relations:\n" + "".join(f"  {one}\n" for one in relations)
    root = cases.write(tmp_path, {"case.yaml": HEAD % options, "x.yaml": ENTITIES + body + more})
    made = cases.compile_clean(root)
    (*_, table) = ({"rows": []}, *(one for one in made.data["tables"] if one["analysis"] == "inheritance"))
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    sentences = [one["sentence"] for one in made.findings if one["analysis"] == "inheritance"]
    return [{**row, "says": " ".join(sentences)} for row in rows]


@pytest.mark.parametrize(
    ("dates", "since", "until", "state"),
    [
        (", since: 2016", "2018-05-02", "", "holds"),
        (", since: 2020", "2020", "", "holds"),
        (", since: 2016, until: 2022-12-31", "2018-05-02", "2022-12-31", "over"),
        (", since: 2016, until: 2018-05-01", "2016", "2018-05-01", "ended first"),
        (", since: 2016, until: 2018", "2018-05-02", "2018", "uncertain"),  # before May, or after it
        ("", "2018-05-02", "", "uncertain"),  # nobody says that the loan was still alive
        (", until: 2030", "2018-05-02", "2030", "holds"),
    ],
)
def test_a_loan_goes_to_the_buyer_if_it_is_still_alive(
    tmp_path: Path, dates: str, since: str, until: str, state: str
) -> None:
    (row,) = derived(tmp_path, f"loan: {{kind: lends-to, from: bank, to: old{dates}}}", BOUGHT)
    assert (row["from"], row["to"], row["through"], row["carried by"]) == ("bank", "heir", ["bought"], "loan")
    assert (row["since"], row["until"], row["state"]) == (since, until, state)
    if state == "ended first":
        assert "it did not pass on between “Bank” and “Heir”" in row["says"]
    if state == "holds":
        assert "holds by inheritance alone since" in row["says"]


def test_a_seat_does_not_pass_but_under_another_name(tmp_path: Path) -> None:
    seat = "seat: {kind: director-of, from: ann, to: old, since: 2016}"
    follows = "follows: {kind: succeeds, from: heir, to: old, since: 2018-05-02}"
    assert derived(tmp_path, seat, follows) == []
    both = "who: {company: [old, heir]}"
    renaming = f"events: {{name: {{kind: renaming, title: Renamed, date: 2018-05-02, {both}}}}}\n"
    (row,) = derived(tmp_path, seat, follows, more=renaming)
    assert (row["from"], row["to"], row["state"]) == ("ann", "heir", "holds")


def test_who_holds_the_company_sold_does_not_hold_its_buyer(tmp_path: Path) -> None:
    assert derived(tmp_path, "share: {kind: holds, from: bank, to: old, since: 2016}", BOUGHT) == []
    (row,) = derived(tmp_path, "share: {kind: holds, from: old, to: bank, since: 2016}", BOUGHT)
    assert (row["from"], row["to"]) == ("heir", "bank")


def test_successions_are_followed_one_after_another_and_in_no_circle(tmp_path: Path) -> None:
    rows = derived(
        tmp_path,
        "loan: {kind: lends-to, from: bank, to: old, since: 2010}",
        BOUGHT,
        "into: {kind: merged-into, from: heir, to: last, since: 2020-01-01}",
        "back: {kind: acquired, from: old, to: last, since: 2022}",
    )
    assert [(row["to"], row["since"], row["through"]) for row in rows] == [
        ("heir", "2018-05-02", ["bought"]),
        ("last", "2020-01-01", ["bought", "into"]),
    ]


def test_what_is_recorded_is_not_derived_and_what_is_planned_passes_nothing(tmp_path: Path) -> None:
    loan = "loan: {kind: lends-to, from: bank, to: old, since: 2010}"
    assert derived(tmp_path, loan, BOUGHT, "again: {kind: lends-to, from: bank, to: heir, since: 2019}") == []
    assert derived(tmp_path, loan, BOUGHT.replace("}", ", state: planned}")) == []
    assert derived(tmp_path, loan.replace("}", ", state: lapsed}"), BOUGHT) == []


def test_of_a_spin_off_it_is_open_what_went_along_and_later_things_did_not(tmp_path: Path) -> None:
    spun = "spun: {kind: spun-off-from, from: heir, to: old, since: 2018-05-02}"
    (row,) = derived(tmp_path, "loan: {kind: lends-to, from: bank, to: old, since: 2010}", spun)
    assert row["state"] == "may have passed"
    assert derived(tmp_path, "loan: {kind: lends-to, from: bank, to: old, since: 2019}", spun) == []


def test_a_case_may_say_otherwise(tmp_path: Path) -> None:
    row = "{acquired: 'no', why: The law of this country ends loans at a sale.}"
    loan = "loan: {kind: lends-to, from: bank, to: old, since: 2010}"
    assert derived(tmp_path, loan, BOUGHT, options=f", policy: {{inherits: {{contracts: {row}}}}}") == []


SUPPLY = "sup: {kind: supplies, from: bank, to: old, since: 2010}"


def test_one_relation_that_ended_first_does_not_speak_for_others(tmp_path: Path) -> None:
    loan = "loan: {kind: lends-to, from: bank, to: old, since: 2010, until: 2012-12-31}"
    says = derived(tmp_path, loan, SUPPLY, BOUGHT)[0]["says"]
    assert "“Bank lends to Old” ended 2012-12-31, before “Heir acquired Old”: it did not pass on" in says
    assert "“Bank” – supplies – “Heir” holds by inheritance alone" in says
    assert "Nothing passed" not in says


def test_what_ended_between_two_successions_ended_before_the_last_alone(tmp_path: Path) -> None:
    loan = "loan: {kind: lends-to, from: bank, to: old, since: 2010, until: 2016-12-31}"
    first = "first: {kind: acquired, from: last, to: old, since: 2015-05-02}"
    then = "then: {kind: acquired, from: heir, to: last, since: 2018-05-02}"
    says = derived(tmp_path, loan, first, then)[0]["says"]
    assert "ended 2016-12-31, before “Heir acquired Last”: it did not" in says


def test_nobody_knows_whether_a_loan_outlived_a_purchase_without_a_date(tmp_path: Path) -> None:
    loan = "loan: {kind: lends-to, from: bank, to: old, since: 2005, until: 2010}"
    (row,) = derived(tmp_path, loan, "bought: {kind: acquired, from: heir, to: old}")
    assert row["state"] == "uncertain"


@pytest.mark.parametrize(
    ("recorded", "count"),
    [
        ("own: {kind: supplies, from: bank, to: heir, since: 2015}", 0),
        ("own: {kind: customer-of, from: heir, to: bank, since: 2015}", 0),
        ("own: {kind: supplies, from: bank, to: heir, since: 2001, until: 2005}", 1),
    ],
)
def test_what_the_case_records_of_that_time_is_not_derived_again(
    tmp_path: Path, recorded: str, count: int
) -> None:
    assert len(derived(tmp_path, SUPPLY, BOUGHT, recorded)) == count


def test_a_partnership_is_one_from_either_end(tmp_path: Path) -> None:
    old = "old-one: {kind: partner-of, from: bank, to: old, since: 2010}"
    own = "own: {kind: partner-of, from: heir, to: bank, since: 2018}"
    assert derived(tmp_path, old, BOUGHT, own) == []


def test_many_ways_to_one_heir_are_told_once(tmp_path: Path) -> None:
    """Eighteen steps with two heirs each: more than a hundred thousand ways, which all come to the same."""
    steps = 18
    names = [f"c{place}{side}" for place in range(1, steps) for side in "ab"]
    more = "".join(f"  {name}: {{kind: company, name: {name}}}\n" for name in names)
    relations = [SUPPLY]
    for place in range(1, steps):
        for heir in "ab":
            for one in ["old"] if place == 1 else [f"c{place - 1}{side}" for side in "ab"]:
                ends = f"from: c{place}{heir}, to: {one}"
                relations.append(f"{one}-{place}{heir}: {{kind: acquired, {ends}, since: {2010 + place}}}")
    body = "relations:\n" + "".join(f"  {one}\n" for one in relations)
    root = cases.write(tmp_path, {"case.yaml": HEAD % "", "x.yaml": ENTITIES + more + body})
    made = cases.compile_clean(root)
    (table,) = [one for one in made.data["tables"] if one["analysis"] == "inheritance"]
    assert len(table["rows"]) == 2 * (steps - 1)

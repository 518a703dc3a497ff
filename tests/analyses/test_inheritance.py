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
        assert "Nothing passed on between “Bank” and “Heir”" in row["says"]
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

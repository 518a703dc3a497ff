"""Short paths between the pairs of a case: as of its day, together or not, and held against chance."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.analyses import holding
from wigmore.kit import edtf
from wigmore.model import dating, graph
from wigmore.stages import policies

HEAD = "case: {title: T, as_of: 2024-06-30, pairs: {ann: mill}%s}\n"
ENTITIES = """entities:
  ann: {kind: person, name: Ann}
  bank: {kind: company, name: Bank}
  mill: {kind: company, name: Mill}
  yard: {kind: company, name: Yard}
"""


def tables(tmp_path: Path, body: str, options: str = "") -> dict[str, list[dict[str, Any]]]:
    """The tables of the analysis by name, each row by its columns, and the sentences under `says`."""
    root = cases.write(tmp_path, {"case.yaml": HEAD % options, "x.yaml": ENTITIES + body})
    made = cases.compile_clean(root)
    found = {
        table["name"]: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        for table in made.data["tables"]
        if table["analysis"] == "paths"
    }
    says = [{"says": one["sentence"]} for one in made.findings if one["analysis"] == "paths"]
    return {**found, "says": says}


def says(found: dict[str, list[dict[str, Any]]], words: str) -> bool:
    return any(words in one["says"] for one in found["says"])


CHAIN = """relations:
  seat: {kind: director-of, from: ann, to: bank, since: %s}
  loan: {kind: lends-to, from: bank, to: mill, since: %s}
"""


def test_a_path_over_two_relations_with_its_hops(tmp_path: Path) -> None:
    found = tables(tmp_path, CHAIN % ("2020-01-01", "2021-05"))
    (path,) = found["paths"]
    assert (path["hops"], path["length"], path["held together"]) == ("Ann – Bank – Mill", 2, "yes")
    assert [(row["hop"], row["tie"], row["since"], row["until"]) for row in found["hops"]] == [
        (1, "seat", "2020-01-01", ""),
        (2, "loan", "2021-05", ""),
    ]
    assert says(
        found, "1 path of at most 4 ties joins “Ann” and “Mill” as of 2024-06-30; it leads over “Bank”"
    )
    # Of three in a line any two are at most two ties apart, and no other network has these degrees.
    assert (path["p"], path["p any two"], path["p rewired"]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("seat", "why"),
    [
        ("{kind: director-of, from: ann, to: bank, since: 2020, until: 2023-12-31}", "ended: Ann – Bank"),
        ("{kind: director-of, from: ann, to: bank, since: 2024-07-01}", "not begun: Ann – Bank"),
    ],
)
def test_what_certainly_does_not_hold_on_the_day_is_left_out_with_its_reason(
    tmp_path: Path, seat: str, why: str
) -> None:
    body = f"relations: {{seat: {seat}, loan: {{kind: lends-to, from: bank, to: mill, since: 2021}}}}\n"
    found = tables(tmp_path, body)
    assert "paths" not in found
    (gone,) = found["dropped"]
    assert gone["why"].startswith(why)
    assert says(found, "no path of at most 4 ties joins “Ann” and “Mill”")
    assert says(found, "1 path between “Ann” and “Mill” is left out")


def test_ties_that_never_met_in_time_are_said_to(tmp_path: Path) -> None:
    body = """relations:
  seat: {kind: director-of, from: ann, to: bank, since: 2010, until: 2012}
  loan: {kind: lends-to, from: bank, to: mill, since: 2021}
"""
    (gone,) = tables(tmp_path, body)["dropped"]
    assert gone["held together"] == "no"
    assert gone["why"] == "ended: Ann – Bank, director-of until 2012; its ties never held at the same time"


def test_another_day_shows_another_path(tmp_path: Path) -> None:
    body = """relations:
  seat: {kind: director-of, from: ann, to: bank, since: 2010, until: 2022}
  loan: {kind: lends-to, from: bank, to: mill, since: 2021}
"""
    found = tables(tmp_path, body, ", analyses: {paths: {as-of: 2021-06-30}}")
    assert [row["as of"] for row in found["paths"]] == ["2021-06-30"]


@pytest.mark.parametrize("since", ["", ", since: 2019/"])
def test_a_beginning_that_nobody_tells_leaves_it_open(tmp_path: Path, since: str) -> None:
    body = f"""relations:
  seat: {{kind: director-of, from: ann, to: bank{since}}}
  loan: {{kind: lends-to, from: bank, to: mill, since: 2021}}
"""
    found = tables(tmp_path, body)
    assert [row["held together"] for row in found["paths"]] == ["unknown"]
    assert says(found, "nobody dates 1") is not bool(since)


def test_a_relation_ends_with_what_it_ties(tmp_path: Path) -> None:
    body = CHAIN % ("2020-01-01", "2021-05")
    ended = ENTITIES.replace("name: Bank}", "name: Bank, until: 2022}")
    root = cases.write(tmp_path, {"case.yaml": HEAD % "", "x.yaml": ended + body})
    named = {
        table["name"] for table in cases.compile_clean(root).data["tables"] if table["analysis"] == "paths"
    }
    assert "paths" not in named
    assert "dropped" in named


def test_planned_and_lapsed_relations_tie_nobody_and_are_counted(tmp_path: Path) -> None:
    body = CHAIN % ("2020", "2021") + (
        "  plan: {kind: holds, from: ann, to: mill, state: planned}\n"
        "  gone: {kind: owns, from: ann, to: mill, state: lapsed}\n"
    )
    found = tables(tmp_path, body)
    assert [row["length"] for row in found["paths"]] == [2]
    assert says(found, "2 relations are planned or lapsed, and no path leads over them")


def test_a_meeting_of_few_ties_those_who_met(tmp_path: Path) -> None:
    body = """events:
  lunch: {kind: meeting, title: A lunch, date: 2015-03-02, who: {guest: [ann, bank]}}
  fair: {kind: publication, title: A paper names both, date: 2015-03-02, who: {subject: [ann, mill]}}
relations:
  loan: {kind: lends-to, from: bank, to: mill, since: 2021}
"""
    found = tables(tmp_path, body)
    (path,) = found["paths"]
    assert (path["hops"], path["held together"]) == ("Ann – Bank – Mill", "no")
    assert says(found, "its ties cannot all have held at the same time")
    assert "paths" not in tables(tmp_path, body, ", analyses: {paths: {people: 1}}")


def test_two_seats_of_one_person_on_the_paths(tmp_path: Path) -> None:
    body = """relations:
  one: {kind: director-of, from: ann, to: bank, since: 2018-03-01, until: 2020-02-29}
  two: {kind: chairs, from: ann, to: yard, since: 2019-01-01}
  three: {kind: lends-to, from: bank, to: mill, since: 2018}
  four: {kind: supplies, from: yard, to: mill, since: 2018}
"""
    found = tables(tmp_path, body)
    (row,) = found["overlaps"]
    assert (row["first"], row["second"], row["held together"]) == ("bank", "yard", "yes")
    assert (row["overlap from"], row["overlap to"]) == ("2019-01-01", "2020-02-29")
    assert says(found, "“Ann” sat at “Bank” and at “Yard” at the same time, from 2019-01-01 to 2020-02-29.")


def test_a_path_that_is_not_shown_is_not_called_missing(tmp_path: Path) -> None:
    found = tables(tmp_path, CHAIN % ("2020-01-01", "2021-05"), ", analyses: {paths: {shown: 0}}")
    assert len(found["paths"]) == 1
    assert not says(found, "no path of at most")


def test_a_case_without_pairs_has_no_paths(tmp_path: Path) -> None:
    root = cases.write(tmp_path, {"x.yaml": ENTITIES + CHAIN % ("2020", "2021")})
    made = cases.compile_clean(root)
    assert [one for one in made.findings if one["analysis"] == "paths"] == []


DATES = dating.Dates(policies.builtin_policies())


def held(since: str | None, until: str | None) -> holding.Held:
    begin, end = (edtf.parse(text) if text else None for text in (since, until))
    return holding.of_life(graph.Lifetime(begin, end), DATES)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("2019", "2020"), ("2021", None), "no"),
        (("2019", "2020"), ("2020", None), "unknown"),  # some day of the one year, some day of the other
        (("2019", "2020"), ("2019-06-01", None), "yes"),  # on the last of December at the latest
        (("2019", "2020"), (None, "2019-06-01"), "unknown"),
        (("2019", None), ("2020/..", None), "yes"),  # open: it goes on
        (("2019", "2020/"), ("2021", None), "unknown"),  # unknown: it may have ended in 2020
        ((None, None), (None, None), "unknown"),
        ((None, "2018"), ("2019", None), "no"),
    ],
)
def test_together_by_certain_and_by_possible_days(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], together: str
) -> None:
    assert holding.together([[held(*one)], [held(*other)]]) == together
    assert holding.together([[held(*other)], [held(*one)]]) == together

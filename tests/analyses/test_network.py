"""The network as an analysis: where entities stand, and on which days each tie held."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases

PEOPLE = """
entities:
  mill: {kind: company, name: The Mill, until: 2020-06-30}
  bank: {kind: company, name: The Bank}
  ann: {kind: person, name: Ann}
  lone: {kind: company, name: Nobody knows it}
relations:
  owned: {kind: owns, from: bank, to: mill, since: 2015, until: 2018}
  lent: {kind: lends-to, from: bank, to: mill, since: 2019-03-01}
  sits: {kind: director-of, from: ann, to: bank}
  chairs: {kind: chairs, from: ann, to: bank, since: 2024}
  plans: {kind: partner-of, from: ann, to: mill, state: planned}
  later: {kind: supplies, from: bank, to: ann, since: 2027}
"""


def tables(folder: Path, more: str = "", **options: int) -> dict[str, list[dict[str, Any]]]:
    told = "".join(f"{name}: {value}" for name, value in options.items())
    head = f"case: {{title: A small case, as_of: 2026-01-31, analyses: {{network: {{{told}}}}}}}\n"
    held = cases.compile_clean(cases.write(folder, {"case.yaml": head, "people.yaml": PEOPLE + more}))
    return {
        one["name"]: [dict(zip(one["columns"], row, strict=True)) for row in one["rows"]]
        for one in held.data["tables"]
        if one["analysis"] == "network"
    }


def test_ties_are_dated_by_what_is_certain_and_what_is_possible(tmp_path: Path) -> None:
    ties = {row["relation"]: row for row in tables(tmp_path)["ties"]}
    spans = ("possible from", "possible until", "certain from", "certain until")
    assert [ties["owned"][one] for one in spans] == ["2015-01-01", "2018-12-31", "2015-12-31", "2018-01-01"]
    assert [ties["lent"][one] for one in spans] == ["2019-03-01", "2020-06-30", "2019-03-01", "2020-06-30"]
    assert [ties["sits"][one] for one in spans] == ["", "", "never", "never"]
    assert [ties["chairs"][one] for one in spans] == ["2024-01-01", "", "2024-12-31", ""]


@pytest.mark.parametrize(
    ("relation", "state"),
    [
        *(("owned", "ended"), ("lent", "ended"), ("sits", "possible"), ("chairs", "certain")),
        *(("plans", "planned"), ("later", "not begun")),
    ],
)
def test_how_a_tie_stands_as_of_the_day(relation: str, state: str, tmp_path: Path) -> None:
    ties = {row["relation"]: row for row in tables(tmp_path)["ties"]}
    assert ties[relation]["as of the day"] == state


def test_only_what_is_tied_is_placed(tmp_path: Path) -> None:
    places = tables(tmp_path)["places"]
    assert [(row["entity"], row["ties"]) for row in places] == [("ann", 4), ("bank", 5), ("mill", 3)]
    assert len({(row["x"], row["y"]) for row in places}) == 3
    assert {row["name at"] for row in places} <= {"right", "left", ""}


def test_of_very_many_those_with_most_ties_are_drawn(tmp_path: Path) -> None:
    held = tables(tmp_path, most=2)
    assert [row["entity"] for row in held["places"]] == ["ann", "bank"]
    assert len(held["ties"]) == 6


def test_a_case_without_relations_has_no_network(tmp_path: Path) -> None:
    held = cases.compile_clean(cases.write(tmp_path, {"e.yaml": "entities: {a: {kind: company, name: A}}\n"}))
    assert "network" not in {one["analysis"] for one in (*held.data["tables"], *held.data["figures"])}


def test_names_cover_no_other_name() -> None:
    """On the largest example: a name of seven pixels a letter beside its circle."""
    held = cases.compile_clean(cases.EXAMPLES / "harbour-ownership")
    (one,) = [one for one in held.data["figures"] if one["analysis"] == "network"]
    nodes = [row for row in one["specification"]["datasets"]["nodes"] if row["label"]]
    boxes = []
    for row in nodes:
        long = 6.4 * len(row["label"])
        left = row["x"] + 11 if row["side"] == "right" else row["x"] - 11 - long
        boxes.append((left, row["y"] - 7, left + long, row["y"] + 7))
    assert len(nodes) > 15
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top

"""What falls with assumptions: through records, of a question its criteria, and what that moves."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.model import compiled

HEAD = """\
sources: {s: {title: S, kind: news, publisher: S, read: whole}}
claims:
  c: {says: C., sources: [{source: s}]}
  d: {says: D., sources: [{source: s}], assumes: [deep]}
  e: {says: E., inferred_from: [d], warrant: So it is.}
assumptions:
  deep: {says: It goes deep., grade: with caveats}
  marked: {says: The mark is real., grade: supported}
  wanted: {says: Somebody asks., grade: unsupported}
entities: {north: {name: North, kind: company}, south: {name: South, kind: company}}
"""
CRITERIA = """\
questions:
  q:
    asks: Who?
    residual: Another
    criteria: {mark: {says: has the mark, basis: c, assumes: [marked]}, dark: {says: is dark, basis: e}}
    candidates: {north: {mark: yes, dark: no}, south: {mark: no, dark: unknown}}
"""


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    """The rows of a table by column."""
    (table,) = (one for one in case.data["tables"] if one["name"] == name)
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def build(folder: Path, text: str) -> compiled.Compiled:
    return cases.compile_clean(cases.write(folder, {"a.yaml": text}), draft=True)


def test_of_a_question_the_criteria_fall(tmp_path: Path) -> None:
    case = build(tmp_path, HEAD + CRITERIA)
    falls = {one["assumption"]: one["falls"] for one in rows(case, "assumptions")}
    assert falls == {"deep": ["d", "e", "q.dark"], "marked": ["q.mark"], "wanted": []}


def test_the_question_falls_where_it_is_assumed_itself(tmp_path: Path) -> None:
    case = build(tmp_path, HEAD + CRITERIA + "    assumes: [wanted]\n")
    (row,) = (one for one in rows(case, "assumptions") if one["assumption"] == "wanted")
    assert row["falls"] == row["needed by"] == ["q"]


def test_together_by_hand(tmp_path: Path) -> None:
    """Middles of 0.675 and 0.3: both hold with 0.2025, never more than 0.3; they may exclude each other."""
    text = HEAD + (
        "questions: {q: {asks: Who?, answers: {a: A, b: B}, exhaustive: Yes.}}\n"
        "evidence: {e1: {on: q, rests_on: c, likelihood: {a: 0.8, b: 0.2}, assumes: [deep, wanted]}}\n"
    )
    (row,) = rows(build(tmp_path, text), "together")
    assert row == {
        "question": "q", "assumptions": ["deep", "wanted"], "independent": 0.2025, "low": 0.0, "high": 0.3,
    }  # fmt: skip


def test_what_moves_an_answer_by_hand(tmp_path: Path) -> None:
    """A voice with rates of 0.8 and 0.1 says what is four times as probable: 0.66 to 0.24, or nothing."""
    text = HEAD + (
        "questions: {q: {asks: Who?, answers: {a: A, b: B}, exhaustive: Yes.}}\n"
        "evidence: {e1: {on: q, rests_on: c, likelihood: {a: 0.8, b: 0.2}, assumes: [marked]}}\n"
    )
    case = build(tmp_path, text)
    (row,) = (one for one in rows(case, "assumptions") if one["assumption"] == "marked")
    # It holds with 0.91: 0.91 * 0.66 + 0.09 * 0.45 to 0.91 * 0.24 + 0.09 * 0.45.
    now = (0.91 * 0.66 + 0.09 * 0.45) / (0.91 * 0.66 + 0.91 * 0.24 + 0.18 * 0.45)
    told = str(row["answers moved"]).replace("\xa0", " ").partition(": ")[2]
    assert (
        told
        == f"{100 * now:.0f} %, 50 % with what rests on it left out, {100 * 0.66 / 0.9:.0f} % if it holds"
    )


@pytest.mark.parametrize("text", ["", "entities: {north: {name: North, kind: company}}\n"])
def test_without_assumptions_there_is_nothing(tmp_path: Path, text: str) -> None:
    case = build(tmp_path, text)
    assert not [one for one in case.data["tables"] if one["analysis"] == "assumptions"]


def test_what_carries_nothing_is_counted(tmp_path: Path) -> None:
    case = build(tmp_path, HEAD)
    found = [one["sentence"] for one in case.findings if one["analysis"] == "assumptions"]
    assert found == [
        "With the assumption “It goes deep” (with caveats) 2 things would fall.",
        "2 assumptions carry nothing: no record needs what is taken as given there.",
    ]

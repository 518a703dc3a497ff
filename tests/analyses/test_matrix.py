"""Ratings by the policy table and by the record, and scores of the matrix, held against hand counts."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.analyses import rating
from wigmore.stages import policies

CASE = (
    "sources:\n"
    "  a: {title: A, kind: news, publisher: A}\n"
    "  b: {title: B, kind: news, publisher: B}\n"
    "questions:\n"
    "  why:\n"
    "    asks: Why?\n"
    "    answers: {one: One, two: Two}\n"
    "    residual: Something else\n"
    "claims:\n"
    "  seen: {says: Seen., sources: [{source: a}]}\n"
    "  heard: {says: Heard., sources: [{source: a}]}\n"
    "  told: {says: Told., sources: [{source: b}]}\n"
    "evidence:\n"
    "  first: {on: why, rests_on: seen, likelihood: {one: 0.8, two: 0.2, none: 0.5}, relevance: High}\n"
    "  second: {on: why, rests_on: heard, likelihood: {one: 0.1, others: 0.7}}\n"
    "  third: {on: why, rests_on: told, likelihood: {one: 0.1, others: 0.7}EXTRA}\n"
)


def compiled(folder: Path, extra: str = "", policy: str = "") -> Any:
    """The small case compiled, with more for the third item, or rows of a policy table."""
    files = {"a.yaml": CASE.replace("EXTRA", extra)}
    if policy:
        files["case.yaml"] = f"case: {{title: A, as_of: 2026-01-31, {policy}}}\n"
    return cases.compile_clean(cases.write(folder, files))


def table(made: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a table of the matrix, by column."""
    (held,) = (one for one in made.data["tables"] if (one["analysis"], one["name"]) == ("matrix", name))
    return [dict(zip(held["columns"], row, strict=True)) for row in held["rows"]]


def sentences(made: Any) -> list[str]:
    """What the matrix found."""
    return [one["sentence"] for one in made.findings if one["analysis"] == "matrix"]


def test_ratings_and_scores_by_hand(tmp_path: Path) -> None:
    """Means are 0.5 and 0.5: ratios 1.6, 0.4, 1 in the first row, 0.2 and 1.4 in the others."""
    made = compiled(tmp_path)
    rated = {(row["item"], row["answer"]): (row["rating"], row["decibans"]) for row in table(made, "matrix")}
    assert rated["first", "one"] == ("C", pytest.approx(2.0412, abs=1e-4))
    assert rated["first", "two"] == ("I", pytest.approx(-3.9794, abs=1e-4))
    assert rated["first", "none"] == ("N", 0.0)
    assert rated["second", "one"] == ("II", pytest.approx(-6.9897, abs=1e-4))
    assert rated["third", "two"] == ("N", pytest.approx(1.4613, abs=1e-4))
    scores = {row["answer"]: (row["weighted"], row["unweighted"]) for row in table(made, "scores")}
    assert scores == {
        "none": (0.0, 0.0),
        "two": (pytest.approx(-(2**0.5), abs=1e-6), -1.0),
        "one": (-4.0, -4.0),
    }
    rows = {row["item"]: row["diagnosticity"] for row in table(made, "rows")}
    assert rows == {
        "first": pytest.approx(6.0206, abs=1e-4),
        "second": pytest.approx(8.451, abs=1e-3),
        "third": pytest.approx(8.451, abs=1e-3),
    }


def test_what_the_record_gives_goes_before_the_table(tmp_path: Path) -> None:
    made = compiled(tmp_path, extra=", ratings: {one: NA, none: I}")
    given = {
        row["answer"]: (row["rating"], row["given"])
        for row in table(made, "matrix")
        if row["item"] == "third"
    }
    assert given == {"one": ("NA", "yes"), "two": ("N", ""), "none": ("I", "yes")}


def test_rows_of_one_speaker_are_told(tmp_path: Path) -> None:
    told = [one for one in sentences(compiled(tmp_path)) if "rest on the word of A alone" in one]
    assert len(told) == 1
    assert told[0].startswith("“Why?”: 2 rows of the matrix")
    assert "“first” and “second”" in told[0]


def test_counting_a_speaker_once_may_change_who_leads(tmp_path: Path) -> None:
    """Two rows of one speaker against `none`, one of another against `two`: once each, they are tied."""
    text = CASE.replace("EXTRA", ", ratings: {one: II, two: I, none: N}")
    text = text.replace("relevance: High", "ratings: {one: II, two: N, none: I}")
    text = text.replace(
        "{one: 0.1, others: 0.7}}\n  third", "{others: 0.4}, ratings: {one: II, two: N, none: I}}\n  third"
    )
    found = sentences(cases.compile_clean(cases.write(tmp_path, {"a.yaml": text})))
    assert any("“Two” is least inconsistent" in one for one in found)
    assert any("counted once" in one and "“Two” and “Something else” are tied" in one for one in found)


def test_an_overridden_table_rates_otherwise(tmp_path: Path) -> None:
    made = compiled(
        tmp_path, policy="policy: {ratings: {C: {low: 1.3, why: Milder.}, N: {high: 1.3, why: So.}}}"
    )
    rated = {(row["item"], row["answer"]): row["rating"] for row in table(made, "matrix")}
    assert rated["third", "two"] == "C"


def test_at_the_edge_a_ratio_has_the_rating_that_begins_there() -> None:
    table_ = policies.builtin_policies()["ratings"]
    edges = [float(row.cells["low"]) for row in table_.rows]
    assert [rating.rated(edge, table_) for edge in edges] == ["CC", "C", "N", "I", "II"]
    assert rating.rated(1e9, table_) == "CC"


def test_what_an_answer_forbids_has_no_decibans() -> None:
    assert rating.decibans(0.0) == ""
    assert rating.decibans(10.0) == 10.0


def test_only_so_many_answers_have_cells(tmp_path: Path) -> None:
    files = {"a.yaml": CASE.replace("EXTRA", "")}
    files["case.yaml"] = "case: {title: A, as_of: 2026-01-31, analyses: {matrix: {most-answers: 1}}}\n"
    made = cases.compile_clean(cases.write(tmp_path, files))
    assert {row["answer"] for row in table(made, "matrix")} == {"none"}
    assert len(table(made, "scores")) == 3


def test_without_items_there_is_no_matrix(tmp_path: Path) -> None:
    made = cases.compile_clean(cases.write(tmp_path, {"a.yaml": CASE.split("claims:", maxsplit=1)[0]}))
    assert not sentences(made)
    assert not [one for one in made.data["tables"] if one["analysis"] == "matrix"]

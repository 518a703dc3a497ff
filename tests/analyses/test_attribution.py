"""Candidates against criteria: numbers by hand, ties, base rates, what comes late, what is assumed."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests import cases
from wigmore.analyses import pool

HEAD = "case: {{title: A, as_of: 2026-01-31{more}}}\n"
CASE = (
    "entities:\n"
    "  who: {kind: company, name: Who, unnamed: yes}\n"
    "  a: {kind: company, name: Ada}\n"
    "  b: {kind: company, name: Bob}\n"
    "questions:\n"
    "  q:\n"
    "    asks: Who is it?\n"
    "    identifies: who\n"
    "    residual: Nobody listed\n"
    "    prior: {none: 0.2, others: equal}\n"
    "    favourite: {answer: b, since: 2025-06}\n"
    "    criteria:\n"
    "      near: {says: is near, error: 0.1}\n"
    "      tall: {says: is tall, error: 0.1LATE}\n"
    "    candidates:\n"
    "      a: {near: yes, tall: yes}\n"
    "      b: {near: yes, tall: no}\n"
)


def compiled(folder: Path, text: str = CASE, late: str = "", more: str = "") -> Any:
    """The small case compiled; `late` goes into the second criterion, `more` into case.yaml."""
    files = {"case.yaml": HEAD.format(more=more), "a.yaml": text.replace("LATE", late)}
    return cases.compile_clean(cases.write(folder, files))


def table(made: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a table of attribution, by column."""
    (held,) = (one for one in made.data["tables"] if (one["analysis"], one["name"]) == ("attribution", name))
    return [dict(zip(held["columns"], row, strict=True)) for row in held["rows"]]


def sentences(made: Any) -> list[str]:
    """What attribution found."""
    return [one["sentence"] for one in made.findings if one["analysis"] == "attribution"]


def test_probabilities_and_bits_by_hand(tmp_path: Path) -> None:
    """Base rates 5/6 and 1/2; likelihoods 0.81, 0.09 and 0.7667 x 0.5; priors 0.4, 0.4 and 0.2."""
    rows = {row["candidate"]: row for row in table(compiled(tmp_path), "candidates")}
    whole = 0.4 * 0.81 + 0.4 * 0.09 + 0.2 * 0.383333
    assert rows["a"]["probability"] == pytest.approx(0.324 / whole, abs=1e-5)
    assert rows["b"]["probability"] == pytest.approx(0.036 / whole, abs=1e-5)
    assert rows["a"]["bits"] == pytest.approx(1.07935, abs=1e-4)
    assert rows["none"]["bits"] == 0.0
    assert [row["rank"] for row in rows.values()] == [1, 2, 3]
    assert (rows["b"]["met"], rows["b"]["not met"], rows["b"]["without basis"]) == (1, 1, 2)


def test_base_rates_and_bits_of_criteria_by_hand(tmp_path: Path) -> None:
    """The second tells 0.4 at 0.9, 0.4 at 0.1 and 0.2 at 0.5 apart: 1 - (0.8 x 0.469 + 0.2) bits."""
    rows = {row["criterion"]: row for row in table(compiled(tmp_path), "criteria")}
    assert rows["near"]["base rate"] == pytest.approx(2.5 / 3, abs=1e-6)
    assert rows["near"]["upper"] == 1.0
    assert rows["tall"]["upper"] == pytest.approx(0.974679, abs=1e-6)
    assert rows["tall"]["bits"] == pytest.approx(0.424803, abs=1e-5)
    assert rows["tall"]["without it"] == "Ada and Bob 41\xa0%"


def test_how_many_others_would_fit(tmp_path: Path) -> None:
    """One other, and 5/6 x 1/2 of all meet both by the base rates."""
    found = sentences(compiled(tmp_path))
    assert any(
        "Ada” meets 2 of 2 criteria; 0 of 1 other listed fit" in one and "about 0.4 of them" in one
        for one in found
    )
    wide = sentences(compiled(tmp_path / "wide", more=", analyses: {attribution: {factor: 9}}"))
    assert any("Ada” meets 2 of 2 criteria; 1 of 1 other listed fits" in one for one in wide)


def test_late_criteria_are_marked_and_left_out_on_demand(tmp_path: Path) -> None:
    late = ", declared: 2025-07-01"
    made = compiled(tmp_path, late=late)
    assert [row["late"] for row in table(made, "criteria")] == ["", "yes"]
    told = [one for one in sentences(made) if "declared on or after" in one]
    assert len(told) == 1
    assert "with it “Ada” leads with 74\xa0%, without “Ada” and “Bob” are tied with 41\xa0%" in told[0]
    without = compiled(
        tmp_path / "without", late=late, more=", analyses: {attribution: {leave-out-late: yes}}"
    )
    rows = {row["candidate"]: row["probability"] for row in table(without, "candidates")}
    assert rows["a"] == rows["b"]
    assert rows["a"] != {row["candidate"]: row["probability"] for row in table(made, "candidates")}["a"]


def test_chance_is_told_of_criteria_that_were_chosen_after(tmp_path: Path) -> None:
    """It meets 1 of 2; at a mean base rate of 2/3 chance does so with 8/9, the best of 2 with 80/81."""
    found = sentences(compiled(tmp_path, late=", declared: 2025-07-01"))
    assert any(
        "meets 1 of 2 criteria on which it was looked at" in one and "with 89\xa0%" in one for one in found
    )
    assert any("the best of 2 with 98.8\xa0%" in one for one in found)


def test_an_assumption_is_told_both_ways(tmp_path: Path) -> None:
    text = CASE + "assumptions: {read-well: {says: It was read well., grade: with caveats}}\n"
    found = sentences(compiled(tmp_path, text, late=", assumes: read-well"))
    told = [one for one in found if "if that holds" in one]
    assert len(told) == 1
    assert "“Ada” leads with 74\xa0%, if it fails, “Ada” and “Bob” are tied with 41\xa0%" in told[0]


def test_one_candidate_is_not_compared(tmp_path: Path) -> None:
    text = "".join(
        line for line in CASE.splitlines(True) if "      b: " not in line and "favourite" not in line
    )
    found = sentences(compiled(tmp_path, text))
    assert found[0].startswith("“Who is it?”: the only candidate listed is “Ada”, with ")
    assert not any("others listed" in one for one in found)


def test_a_question_without_criteria_has_its_priors(tmp_path: Path) -> None:
    lines = (
        CASE.replace("{near: yes, tall: yes}", "{}").replace("{near: yes, tall: no}", "{}").splitlines(True)
    )
    text = "".join(line for line in lines if "says: is" not in line and "criteria" not in line)
    made = compiled(tmp_path, text)
    assert {row["candidate"]: row["probability"] for row in table(made, "candidates")} == {
        "a": 0.4, "b": 0.4, "none": 0.2,
    }  # fmt: skip
    assert sentences(made)[0].startswith("“Who is it?”: of 2 candidates “Ada” and “Bob” are tied")


def test_the_figure_shows_the_first_and_the_residual(tmp_path: Path) -> None:
    many = "".join(f"  c{number:02}: {{kind: company, name: C {number}}}\n" for number in range(20))
    cells = "".join(f"      c{number:02}: {{near: no, tall: no}}\n" for number in range(20))
    text = CASE.replace("questions:\n", many + "questions:\n") + cells
    (figure,) = (one for one in compiled(tmp_path, text).data["figures"] if one["name"] == "q-candidates")
    shown = [row["label"] for row in figure["specification"]["data"]["values"]]
    assert len(shown) == 16
    assert "Nobody listed" in shown
    assert shown.index("Ada") < shown.index("Bob")


def test_what_tells_nothing_has_no_bits() -> None:
    assert pool.information(np.array([0.25, 0.75]), np.array([0.3, 0.3])) == 0.0
    assert pool.information(np.array([0.5, 0.5]), np.array([0.0, 1.0])) == pytest.approx(1.0)

"""Indicators: what each weighs by hand, which are overdue, and what private ones give away."""

import math
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.kit import edtf
from wigmore.methods import elimination
from wigmore.methods import indicators as signs
from wigmore.model import compiled

CASE = """
sources:
  gazette: {title: Gazette, kind: news, publisher: Gazette, published: 2025-01-01}
  diary: {title: A diary, kind: letter, publisher: Sorge, published: 2025-01-01}
claims:
  seen-there: {says: It was there., sources: [{source: diary}]PRIVATE_CLAIM}
  in-paper: {says: It was in the paper., sources: [{source: gazette}]}
inquiries:
  look: {asks: Was it there?, on: 2025-10-01, found: nothing, would_find: 0.5PRIVATE}
questions:
  plan:
    asks: Is there a plan?
    answers: {plan: There is, no-plan: There is none}
    exhaustive: One of the two.
    prior: {plan: 0.3, no-plan: rest}
"""

TRACE = "{says: A trace., on: plan, likelihood: {plan: 0.8, no-plan: 0.2}"


def compile_with(folder: Path, more: str, **settings: Any) -> compiled.Compiled:
    """The case above with more of it; its inquiry and the claim of the diary may be private."""
    private = ", private: yes" if settings.pop("private", False) else ""
    text = CASE.replace("PRIVATE_CLAIM", private).replace("PRIVATE", private)
    return cases.compile_clean(cases.write(folder, {"c.yaml": text + more}), **settings)


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    """The rows of a table of indicators, by column."""
    return [
        dict(zip(table["columns"], row, strict=True))
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("indicators", name)
        for row in table["rows"]
    ]


def sentences(case: compiled.Compiled) -> list[str]:
    """What the analysis says."""
    return [one["sentence"] for one in case.findings if one["analysis"] == "indicators"]


def test_the_weight_of_a_missing_indicator_is_that_of_its_silence(tmp_path: Path) -> None:
    """By hand: 1 - 0.5 * 0.8 = 0.6 under one answer, 1 - 0.5 * 0.2 = 0.9 under the other, which leads."""
    case = compile_with(
        tmp_path,
        f"indicators: {{trace: {TRACE}, missing: look}}}}\n",
    )
    (row,) = rows(case, "indicators")
    assert row["state"] == "missing"
    assert row["decibans"] == pytest.approx(10 * math.log10(0.9 / 0.6), abs=1e-6)
    assert [one["silence"] for one in rows(case, "silence")] == pytest.approx([0.6, 0.9])


def test_silence_is_that_of_a_constant_hazard(tmp_path: Path) -> None:
    case = compile_with(
        tmp_path,
        f"indicators: {{trace: {TRACE}, missing: look, declared: 2025-07-03, by: 2025-12-30}}}}\n",
    )
    table = rows(case, "silence")
    assert [one["elapsed"] for one in table] == [0.5, 0.5]
    by_hand = [signs.silence(p, passed=90, due=180, detection=0.5) for p in (0.8, 0.2)]
    assert [one["silence"] for one in table] == pytest.approx(by_hand, abs=1e-6)


def test_what_evidence_weighs_is_weighed_once(tmp_path: Path) -> None:
    """An inquiry that is evidence and a missing indicator at once counts as evidence alone."""
    evidence = "evidence: {absent: {on: plan, rests_on: [look], likelihood: {plan: 0.8, no-plan: 0.2}}}\n"
    both = evidence + (f"indicators: {{trace: {TRACE}, missing: look}}}}\n")
    case = compile_with(tmp_path, both)
    (row,) = rows(case, "indicators")
    assert (row["state"], row["decibans"]) == ("missing", "")
    assert any("evidence weighs the same already" in one for one in sentences(case))


@pytest.mark.parametrize(
    ("likelihood", "is_said"),
    [
        ("{plan: 0.5, no-plan: 0.45}", True),
        ("{plan: 0.9, no-plan: 0.99}", False),
        ("{plan: 0.4, no-plan: 0.1}", False),
    ],
)
def test_an_indicator_that_tells_nothing_apart_is_named(
    likelihood: str, is_said: bool, tmp_path: Path
) -> None:
    """What is certain to show tells nothing where it is seen, and much where it is missing."""
    case = compile_with(
        tmp_path, f"indicators: {{trace: {{says: A trace., on: plan, likelihood: {likelihood}}}}}\n"
    )
    assert any("discriminates nothing" in one for one in sentences(case)) == is_said


@pytest.mark.parametrize("private", [False, True])
def test_of_a_private_search_neither_the_day_nor_its_absence_is_told(private: bool, tmp_path: Path) -> None:
    more = (
        "indicators:\n"
        f"  weighed: {TRACE}, by: 2025-11-01, missing: look}}\n"
        "  bare: {says: A sound., on: plan, by: 2025-11-01, missing: look, check: 2025-11-15}\n"
    )
    case = compile_with(tmp_path, more, private=private)
    told = " ".join(sentences(case))
    assert ("2025-10-01" in told) != private
    assert ("overdue" in told) != private
    assert ("Was it there?" in told) != private
    weights = {row["indicator"]: row["decibans"] for row in rows(case, "indicators")}
    assert weights["weighed"] == pytest.approx(10 * math.log10(0.9 / 0.6), abs=1e-6)


def test_what_is_left_out_on_a_day_is_not_called_overdue(tmp_path: Path) -> None:
    more = "indicators: {trace: {says: A trace., on: plan, by: 2025-08-01, missing: look}}\n"
    early = compile_with(tmp_path, more, known_on=edtf.parse("2025-09-01"))
    assert [row["overdue"] for row in rows(early, "indicators")] == [""]
    late = compile_with(tmp_path, "indicators: {trace: {says: A trace., on: plan, by: 2025-08-01}}\n")
    assert [row["overdue"] for row in rows(late, "indicators")] == ["yes"]


def test_where_inference_stops_nothing_private_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elimination, "MOST_CELLS", 1)
    more = f"indicators: {{trace: {TRACE}, seen: seen-there}}}}\n"
    case = compile_with(tmp_path, more, private=True)
    told = " ".join(sentences(case))
    assert "not worked out" in told
    assert "sorge" not in told.casefold()
    (row,) = rows(case, "indicators")
    assert (row["state"], row["decibans"]) == ("seen", "")


def test_all_answers_that_tie_are_named(tmp_path: Path) -> None:
    more = (
        "  tie: {asks: Which?, answers: {left: Left, right: Right, up: Up}, exhaustive: No other., "
        "prior: {left: 0.4, right: 0.4, up: 0.2}}\n"
        "indicators: {trace: {says: A trace., on: tie, likelihood: {up: 0.5, others: 0.8}, seen: in-paper}}\n"
    )
    (told,) = (one for one in sentences(compile_with(tmp_path, more)) if "was seen" in one)
    assert "“Left” and by" in told
    assert "“Right”, the leading answers to “Which?”" in told


def test_one_answer_alone_is_weighed_against_nothing(tmp_path: Path) -> None:
    more = (
        "  sole: {asks: Which?, answers: {left: Left}, exhaustive: No other.}\n"
        "indicators: {trace: {says: A trace., on: sole, likelihood: {left: 0.5}, seen: in-paper}}\n"
    )
    case = compile_with(tmp_path, more, draft=True)
    assert [row["decibans"] for row in rows(case, "indicators")] == [""]
    assert any("no other answer is possible" in one for one in sentences(case))

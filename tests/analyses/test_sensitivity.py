"""What leading answers hang on: ties, private voices, parts that are not there, and numbers by hand."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.analyses import leading
from wigmore.methods import words
from wigmore.model import compiled

HEAD = """\
sources:
  gazette: {title: G, kind: news, publisher: Gazette, read: whole}
  mail: {title: M, kind: news, publisher: Mail, read: whole}
  leak: {title: Secret paper, kind: leak, publisher: Whistler, private: yes}
claims:
  one: {says: One., sources: [{source: gazette}]}
  two: {says: Two., sources: [{source: gazette}]}
  hidden: {says: Three., sources: [{source: leak}]}
  both: {says: Four., sources: [{source: gazette}, {source: leak}]}
"""


def compile_case(folder: Path, text: str, **settings: Any) -> compiled.Compiled:
    return cases.compile_clean(cases.write(folder, {"a.yaml": HEAD + text}), draft=True, **settings)


def rows(case: compiled.Compiled, name: str, analysis: str = "sensitivity") -> list[dict[str, Any]]:
    """The rows of a table by column."""
    (table,) = (one for one in case.data["tables"] if one["name"] == name and one["analysis"] == analysis)
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def sentences(case: compiled.Compiled, analysis: str = "sensitivity") -> list[str]:
    return [one["sentence"] for one in case.findings if one["analysis"] == analysis]


QUESTION = """\
questions:
  q: {asks: Which?, answers: {this: This, that: That, other: Other}, exhaustive: One of them., prior: PRIOR}
evidence:
"""


def asked(prior: str, *evidence: str) -> str:
    return QUESTION.replace("PRIOR", prior) + "".join(f"  {one}\n" for one in evidence)


def test_all_that_tie_are_named(tmp_path: Path) -> None:
    case = compile_case(
        tmp_path, asked("{others: equal}", "e: {on: q, rests_on: one, likelihood: {other: 0.1, others: 0.6}}")
    )
    assert [one["answer"] for one in rows(case, "left out") if one["id"] == "e"] == ["that", "this"]
    assert {one["answer"] for one in rows(case, "sweep")} == {"that", "this"}
    (leads,) = (one for one in sentences(case) if one.startswith("Without “e”"))
    assert "“Other”, “That” and “This” lead" in leads


def test_a_private_voice_is_neither_named_nor_left_out(tmp_path: Path) -> None:
    case = compile_case(
        tmp_path,
        asked(
            "{others: equal}",
            "e: {on: q, rests_on: hidden, likelihood: {this: 0.9, others: 0.1}, reason: Told.}",
            "f: {on: q, rests_on: both, likelihood: {this: 0.6, others: 0.3}, reason: Seen.}",
        ),
    )
    left = rows(case, "left out")
    assert [(one["kind"], one["id"]) for one in left] == [("item", "e"), ("item", "f")]
    assert "Whistler" not in str(case.data["tables"]) + str(case.findings)


def test_a_voice_is_left_out_of_what_names_it_alone(tmp_path: Path) -> None:
    """The gazette says one thing openly, and another beside a private paper: that one stays."""
    evidence = (
        "e: {on: q, rests_on: one, likelihood: {this: 0.8, others: 0.2}}",
        "f: {on: q, rests_on: both, likelihood: {that: 0.5, others: 0.2}}",
    )
    case = compile_case(tmp_path, asked("{others: equal}", *evidence))
    left = {one["id"]: one["probability"] for one in rows(case, "left out")}
    assert left["publisher:gazette"] == left["gazette"] == left["e"]


def test_no_question_no_result(tmp_path: Path) -> None:
    case = compile_case(tmp_path, "")
    assert sentences(case) == []
    assert not [one for one in case.data["tables"] if one["analysis"] == "sensitivity"]


def test_a_question_with_one_answer_is_certain(tmp_path: Path) -> None:
    text = "questions: {q: {asks: Which?, answers: {this: This}, exhaustive: It is.}}\nevidence:\n"
    case = compile_case(tmp_path, text + "  e: {on: q, rests_on: one, likelihood: {this: 0.4-0.6}}\n")
    assert [(one["probability"], one["linchpin"]) for one in rows(case, "left out")] == [(1.0, "")] * 3
    assert rows(case, "tornado") == []
    assert {one["likelihood at which the word changes"] for one in rows(case, "thresholds")} == {"none"}


def test_a_threshold_by_hand(tmp_path: Path) -> None:
    """Even odds, a search that finds nothing: 1 - 0.5 L under both; 0.8 to 0.2 wants four times as much."""
    text = """\
inquiries: {s: {asks: Is it there?, found: nothing, would_find: 0.5}}
questions: {q: {asks: Which?, answers: {this: This, that: That}, exhaustive: Yes.}}
evidence: {e: {on: q, rests_on: s, likelihood: {this: 0.2, that: 0.9}}}
"""
    case = compile_case(tmp_path, text)
    # 0.9 / (0.9 + 0.55) = 0.62; `likely` ends at 0.55: (1 - L/2) / 0.55 = 0.55 / 0.45, so L = 0.655556.
    found = [one for one in rows(case, "thresholds") if one["item"] == "e"]
    assert [(one["likelihood at which the word changes"], one["becomes"]) for one in found] == [
        (0.655556, "roughly even chance")
    ]
    # It leads from where the prior odds are 0.55 / 0.9 on.
    assert sentences(case)[-1] == (
        "As things are weighed, “This” leads on “Which?” from a prior of 38\xa0% on; its prior is 50\xa0%."
    )


def test_without_a_linchpin_that_is_said(tmp_path: Path) -> None:
    evidence = "e: {on: q, rests_on: one, likelihood: {this: 0.51, others: 0.5}}"
    case = compile_case(tmp_path, asked("{this: 0.7, others: rest}", evidence))
    assert sentences(case)[0] == (
        "Nothing that is weighed for “Which?” is a linchpin: without any one item, voice, source or "
        "assumption “This” still leads, in the same words (70\xa0%, likely)."
    )


@pytest.mark.parametrize(
    ("share", "wanted"),
    [
        (0.5, ((0.45, "unlikely"), (0.55, "likely"))),
        (0.45, ((0.45, "unlikely"), (0.55, "likely"))),
        (0.995, ((0.99, "almost certain"),)),
        (0.005, ((0.01, "almost no chance"),)),
    ],
)
def test_words_turn_at_the_nearest_edges(share: float, wanted: leading.Turns) -> None:
    assert leading.turns(share, words.ICD_203) == wanted


def test_a_gap_of_the_yardstick_is_a_turn() -> None:
    assert leading.turns(0.3, words.PHIA) == ((0.25, ""), (0.35, ""))
    assert leading.turns(0.22, words.PHIA) == ((0.2, "highly unlikely"), (0.25, "unlikely"))


def test_the_flagship_is_told_whole() -> None:
    """All four kinds are left out, and rows stand in their order."""
    case = cases.example("nano-one-lg")
    left = rows(case, "left out")
    assert {one["kind"] for one in left} == {"item", "voice", "source", "assumption"}
    for question in {one["question"] for one in left}:
        own = [one for one in left if one["question"] == question]
        assert own == sorted(
            own,
            key=lambda one: (
                ("item", "voice", "source", "assumption").index(one["kind"]), -abs(one["change"]), one["id"]
            ),
        )  # fmt: skip

"""How sure a text is beside the rule, and what is said where a case overrides the rule."""

from pathlib import Path

import pytest

from tests import cases
from wigmore.analyses import standing
from wigmore.model import graph

SENTENCE = "1 claim that the text under test calls established "


@pytest.mark.parametrize("status", graph.STATUSES)
def test_a_text_is_as_sure_as_the_sources_where_both_say_the_same(status: str) -> None:
    assert standing.difference(status, status) == standing.AS_SURE


@pytest.mark.parametrize("status", graph.STATUSES[1:])
def test_established_is_surer_than_anything_else(status: str) -> None:
    assert standing.difference("established", status) == standing.SURER
    assert standing.difference(status, "established") == standing.LESS_SURE


@pytest.mark.parametrize("status", standing.CONCLUDED)
def test_contradiction_and_silence_are_not_compared(status: str) -> None:
    assert standing.difference("disputed", status) == ""
    assert standing.difference(status, "disputed") == ""


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("", "rests on one independent report alone."),
        ("policy: {status: {two-speakers: {asserting: 3, why: Stricter.}}}", "is reported by rule."),
    ],
)
def test_sentences_are_true_under_an_overridden_table(policy: str, says: str, tmp_path: Path) -> None:
    """Two speakers are too few where a case asks for three, but they are not one report alone."""
    sources = ["{source: study, calls_it: established}", "{source: gazette}"]
    sources += ["{source: mail}"] if policy else []
    root = cases.write(
        tmp_path,
        {
            "case.yaml": "case:\n  title: A\n  as_of: 2026-01-31\n  under_test: study\n"
            + (f"  {policy}\n" if policy else ""),
            "s.yaml": "sources:\n"
            "  study: {title: Study, kind: report}\n"
            "  gazette: {title: G, kind: news, publisher: Gazette}\n"
            "  mail: {title: M, kind: news, publisher: Mail}\n"
            "claims:\n"
            f"  a: {{says: A., sources: [{', '.join(sources)}]}}\n",
        },
    )
    found = [one["sentence"] for one in cases.compile_clean(root).findings if one["analysis"] == "standing"]
    assert SENTENCE + says in found

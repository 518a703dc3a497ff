"""Where exact inference stops, each analysis that needs it says so once, in one sentence, and goes on."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests import cases
from wigmore.analyses import beliefs
from wigmore.build import pipeline
from wigmore.model import belief, views

CASE = """\
sources:
  gazette: {title: G, kind: news, publisher: Gazette, read: whole}
claims:
  one: {says: One., sources: [{source: gazette}]}
  two: {says: Two., sources: [{source: gazette}]}
entities:
  ada: {kind: person, name: Ada}
  bob: {kind: person, name: Bob}
assumptions:
  same: {says: Both mean the same., grade: supported}
questions:
  who:
    asks: Who is it?
    residual: Nobody listed
    prior: {none: 0.2, others: equal}
    criteria: {tall: {says: is tall, error: 0.1}}
    candidates: {ada: {tall: yes}, bob: {tall: no}}
evidence:
  of-one: {on: who, rests_on: one, assumes: same, likelihood: {ada: 0.9, others: 0.5}}
  of-two: {on: who, rests_on: two, likelihood: {bob: 0.9, others: 0.5}}
indicators:
  letter: {says: a letter, on: who, declared: 2026-01-01, likelihood: {ada: 0.9, others: 0.1}}
scenarios:
  ada-it-is: {says: Ada returns., given: who.ada, likelihood: 0.5}
"""
MEANT = "too much hangs together for exact inference, which stops at the assumption “Both mean the same”."
LACKED = {
    "answers": "Probabilities of answers",
    "assumptions": "Moves of answers by assumptions",
    "attribution": "Probabilities of candidates",
    "indicators": "Weights of indicators",
    "matrix": "Probabilities to hold the matrix against",
    "openings": "Bits of what is open",
    "scenarios": "Probabilities of scenarios",
    "sensitivity": "Linchpins and thresholds",
    "verdict": "Verdicts",
}


def test_each_analysis_says_once_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wigmore.methods.elimination.MOST_CELLS", 1)
    built = cases.compile_folder(cases.write(tmp_path, {"a.yaml": CASE}), draft=True)
    assert built.compiled is not None
    told = [one for one in built.compiled.findings if "too much hangs together" in one["sentence"]]
    assert {one["analysis"]: one["sentence"] for one in told} == {
        name: f"{what} are not worked out: {MEANT}" for name, what in LACKED.items()
    }
    assert len(told) == len(LACKED)
    assert all(one["basis"] == ["who"] for one in told)


def part(tmp_path: Path, network: belief.Network) -> str:
    """What a part of a network is called in a case of which nothing else is known."""
    checked = pipeline.check(cases.write(tmp_path, {}), pipeline.Settings(), pipeline.new_cache(None))
    assert checked.graph is not None
    return beliefs.part(replace(views.Beliefs.of(checked.graph), network=network))


def test_a_voice_may_have_a_colon_in_its_id(tmp_path: Path) -> None:
    network = belief.Network(voices={"press:gazette": "The Gazette"}, wide="voice:press:gazette")
    assert part(tmp_path, network) == "what The Gazette says"


def test_an_assumption_that_is_no_record_is_called_by_its_id(tmp_path: Path) -> None:
    assert part(tmp_path, belief.Network(wide="assumption:a:b")) == "the assumption a:b"

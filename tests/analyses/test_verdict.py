"""The paragraph follows the facts, stays short, and never holds a likelihood and a confidence together."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import cases
from tests.analyses.test_answers import graph_of, table
from wigmore.analyses import beliefs, leading, leaving, stating, verdict, verdict_words, weighed
from wigmore.model import belief, finding, question, views
from wigmore.stages import policies

HERE = Path(__file__).parents[1] / "behaviours" / "verdict-paragraph"
TEXT = (HERE / "case.yaml").read_text(encoding="utf-8")


def paragraphs(root: Path) -> dict[str, str]:
    """The paragraph of each question."""
    return {
        one["question"]: one["paragraph"] for one in table(verdict.verdict.run(graph_of(root)), "verdict")
    }


@pytest.mark.parametrize(
    ("planted", "instead", "says"),
    [
        ("berta: 0.8-0.95, others: 0.02-0.1", "aldous: 0.8-0.95, others: 0.02-0.1", "“Aldous” leads"),
        ("kind: register, publisher: Land office", "kind: forum, publisher: Land office", "“Berta” leads"),
        ("berta: 0.5-0.8, others: 0.1-0.3", "berta: 0.1-0.2, others: 0.6-0.8", "most against it"),
        ("aldous: {claim: s-aldous, as: very high}", "aldous: {claim: s-aldous, as: low}", "as sure as what"),
    ],
)
def test_a_planted_change_changes_the_paragraph(
    planted: str, instead: str, says: str, tmp_path: Path
) -> None:
    assert TEXT.count(planted) == 1
    before = paragraphs(HERE)["owner"]
    root = cases.write(tmp_path, {"case.yaml": TEXT.replace(planted, instead)})
    after = paragraphs(root)["owner"]
    assert after != before
    assert says.lower() in after.lower()


def test_without_a_text_under_test_that_is_said(tmp_path: Path) -> None:
    root = cases.write(tmp_path, {"case.yaml": TEXT.replace(", under_test: study", "")})
    assert "There is no text under test" in paragraphs(root)["bell"]
    assert "The text under test states none of the answers" in paragraphs(HERE)["bell"]


LIKELIHOOD = re.compile(r"[0-9] ?%|\b(?:likely|unlikely|even chance|almost certain|almost no chance)\b")
CONFIDENCE = re.compile(r"\bconfidence\b|\b(?:high|moderate|low)\b, by [0-9]+ of", re.IGNORECASE)


@pytest.mark.parametrize("name", cases.NAMES)
def test_no_finding_holds_a_likelihood_and_a_confidence(name: str) -> None:
    case = cases.example(name)
    found = [one["sentence"] for one in case.findings]
    assert [one for one in found if LIKELIHOOD.search(one) and CONFIDENCE.search(one)] == []


def test_the_pattern_tells_a_likelihood_from_a_confidence() -> None:
    """The behaviour has both, so that the test above looks for what there is."""
    found = [one["sentence"] for one in cases.compile_clean(HERE).findings if one["analysis"] == "verdict"]
    rated = [one for one in found if CONFIDENCE.search(one)]
    assert len(rated) == len([one for one in found if LIKELIHOOD.search(one)]) == 5
    assert not any(LIKELIHOOD.search(one) for one in rated)


def test_the_rubric_counts_as_by_hand() -> None:
    """Three registers' and letters' voices, all first-hand, all read; one bare assumption; two linchpins."""
    result = verdict.verdict.run(graph_of(HERE))
    rows = {one["row"]: one for one in table(result, "confidence") if one["question"] == "owner"}
    counted = {name: (one["value"], one["points"]) for name, one in rows.items()}
    assert counted == {
        "speakers": (3.0, 1),
        "primary": (1.0, 2),
        "read": (1.0, 2),
        "assumptions": (1.0, 1),
        "linchpins": (2.0, 0),
    }
    (owner,) = (one for one in table(result, "verdict") if one["question"] == "owner")
    assert (owner["confidence"], owner["points"]) == ("moderate", 6)


def test_nothing_weighed_earns_no_confidence() -> None:
    (box,) = (
        one for one in table(verdict.verdict.run(graph_of(HERE)), "verdict") if one["question"] == "box"
    )
    assert (box["confidence"], box["points"]) == ("low", 0)


def test_the_text_under_test_is_no_speaker(tmp_path: Path) -> None:
    text = TEXT.replace("sources: [{source: letter}]", "sources: [{source: study}]")
    result = verdict.verdict.run(graph_of(cases.write(tmp_path, {"case.yaml": text})))
    rows = {one["row"]: one["value"] for one in table(result, "confidence") if one["question"] == "owner"}
    assert rows["speakers"] == 2.0


def test_a_voice_that_says_two_things_can_be_a_linchpin() -> None:
    """The paper is heard for other questions, too; what one item alone needs is not told twice."""
    seen = views.Beliefs.of(graph_of(HERE))
    verdicts = {name: _hangs_on(seen, name) for name in ("bell", "owner")}
    assert [(one.kind, one.id, one.breaks) for one in verdicts["bell"]] == [
        ("item", "rang", "leader"),
        ("voice", "publisher:gazette", "leader"),
    ]
    assert ("item", "deed", "leader") in [(one.kind, one.id, one.breaks) for one in verdicts["owner"]]
    assert all(one.kind == "item" for one in verdicts["owner"])


def _hangs_on(seen: views.Beliefs, name: str) -> tuple[leaving.Linchpin, ...]:
    found = beliefs.answered(seen.network, name, beliefs.bands_of(seen.scale))
    by_id = {one.id: one.probability for one in found}
    ids = seen.network.questions[name].answers
    base = leading.stand(ids, (by_id[one] for one in ids), beliefs.bands_of(seen.scale))
    held = leaving.Leaving(seen, views.Sources.of(graph_of(HERE))).left_out(name, base)
    return leaving.linchpins(held, found[0].id)


WORD = st.text("abcdefgh", min_size=1, max_size=9)
LONG = st.lists(WORD, min_size=1, max_size=40).map(" ".join)
_SCALE = policies.builtin_policies()["icd203"]
SHARE = st.integers(0, 1000).map(lambda one: one / 1000)


def _answer(name: str, share: float) -> beliefs.Answer:
    return beliefs.Answer(name, share, 0.0, 1.0, "exact", (0.0, 1.0), "roughly even chance", ())


@st.composite
def facts(draw: st.DrawFn) -> tuple[verdict_words.Facts, views.Beliefs]:
    """Facts of every kind with labels of any length."""
    names = [f"a{number}" for number in range(draw(st.integers(1, 7)))]
    found = sorted(
        (_answer(name, draw(SHARE)) for name in (*names, "none")), key=lambda one: (-one.probability, one.id)
    )
    items = [belief.Item(id=f"e{number}", kind="evidence", question="q", terms=()) for number in range(3)]
    held = tuple(weighed.Weight(one, draw(st.sampled_from([-3.0, 0.0, 2.0]))) for one in items)
    against = tuple(replace(one, decibans=draw(st.sampled_from([-3.0, 0.0, 2.0]))) for one in held)
    band = draw(st.sampled_from([None, stating.Band(0.4, 0.6, "policy:stated-words/medium")]))
    stated = draw(st.sampled_from([None, *(stating.Stated(one.id, "c", draw(LONG), band) for one in found)]))
    kinds = st.sampled_from([("item", "e0"), ("item", "e1"), ("voice", "v")])
    broken = st.builds(
        lambda pair, breaks, leads: leaving.Linchpin(
            pair[0], pair[1], breaks, tuple(sorted(leads)), 0.2, 0.5
        ),
        kinds,
        st.sampled_from(["leader", "word"]),
        st.sets(st.sampled_from([one.id for one in found]), min_size=1),
    )
    asked = question.Question(
        id="q", asks=draw(LONG), answers={name: draw(LONG) for name in names}, residual=draw(LONG)
    )
    evidence = {
        one.id: question.Evidence(id=one.id, on="q", rests_on=(), likelihood={}, reason=draw(LONG))
        for one in items
    }
    some: dict[str, Any] = {"indicators": {}, "scenarios": {}, "assumptions": {}, "names": {}}
    seen = views.Beliefs(
        network=belief.Network(voices={"v": draw(LONG)}),
        questions={"q": asked},
        evidence=evidence,
        scale=_SCALE,
        **some,
    )
    made = verdict_words.Facts(
        asked=asked,
        found=tuple(found),
        has_text=draw(st.booleans()),
        stated=stated,
        others=draw(st.integers(0, 3)),
        weights=draw(st.sampled_from([(), held])),
        against_stated=against if stated else (),
        linchpins=tuple(draw(st.lists(broken, max_size=3))),
    )
    return made, seen


@given(facts())
@settings(max_examples=150, deadline=None)
def test_a_paragraph_is_short_and_names_its_values(held: tuple[verdict_words.Facts, views.Beliefs]) -> None:
    """At most 120 words, every value named, as a finding demands; whatever the facts and the labels."""
    made = verdict_words.paragraph(*held)
    finding.Finding(states=made.states, values=made.values, basis=("q",))
    assert len(made.text.split()) <= 120
    assert not re.search(r"[0-9]", re.sub(r"\{[a-z_0-9]*\}", "", made.states))


JOINED = """
case: {title: T, as_of: 2026-01-31}
sources: {paper: {title: Paper, kind: news, publisher: Gazette}}
claims: {seen: {says: A light was seen., sources: [{source: paper}]}}
questions:
  first:
    asks: Was it lit?
    answers: {lit: It was, dark: It was not}
    exhaustive: One of the two.
  second:
    asks: Who came?
    answers: {ada: Ada, bob: Bob}
    exhaustive: One of the two.
    given: first
    prior: {lit: {ada: 0.9, bob: rest}, dark: {ada: 0.1, bob: rest}}
evidence: {light: {on: first, rests_on: seen, likelihood: {lit: 0.8, dark: 0.1}, reason: Lamps show.}}
"""


def test_what_is_weighed_for_a_joined_question_is_told(tmp_path: Path) -> None:
    """Nothing is weighed for the second; without the light both answers of it have a half, by symmetry."""
    told = paragraphs(cases.write(tmp_path, {"case.yaml": JOINED}))["second"]
    assert "Nothing is weighed for it alone: what is weighed for questions that are joined to it" in told
    assert "Without “A light was seen”, “Ada” and “Bob” would lead with 50\xa0%" in told
    assert "prior" not in told
    assert "and no number behind it is a range" in told


def test_answers_that_are_near_are_not_told_as_leading(tmp_path: Path) -> None:
    text = TEXT.replace(
        "prior: {gold: 0.05-0.15, sand: 0.6-0.7, none: rest}", "prior: {gold: 0.44, sand: 0.45, none: rest}"
    )
    told = paragraphs(cases.write(tmp_path, {"case.yaml": text}))["box"]
    assert "“Sand” is about as probable as “Gold”: 45\xa0% against 44\xa0%" in told


def test_bounds_that_reach_into_what_the_text_means_are_told(tmp_path: Path) -> None:
    text = TEXT.replace("prior: {sold: 0.6-0.8, kept: rest}", "prior: {sold: 0.2-0.9, kept: rest}")
    told = paragraphs(cases.write(tmp_path, {"case.yaml": text}))["sale"]
    assert "less sure than what is weighed, though the bounds reach into what the text means" in told
    assert "though the bounds" not in paragraphs(HERE)["sale"]

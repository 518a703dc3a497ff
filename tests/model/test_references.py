"""Which ids a record names, and the record without some of them or with others in their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests import strategies
from wigmore.casefiles import read, write
from wigmore.model import kinds, record, references


def one(text: str) -> record.Record:
    """The only record of a text."""
    outcome = read.read_records(text, "any.yaml")
    assert outcome.diagnostics == ()
    (made,) = outcome.value.records
    return made


SAID = "    sources: [{source: log, quote: log, by: mate, from: [letter]}]\n"
CONCLUDED = "    inferred_from: other\n"
CLAIM = """\
claims:
  c:
    says: It holds.
    about: [who.ada, mill]
    value: {claim: other}
    scope: {mill: mill}
    sources: [{source: log, quote: log, by: mate, from: [letter]}]
    inferred_from: other
"""
QUESTION = """\
questions:
  who:
    asks: ada
    given: earlier
    favourite: {answer: ada, since: 2020}
    stated: {ada: {claim: seen, as: seen}}
    candidates: {ada: {tall: {is: yes, basis: seen}}, bob: {tall: no}}
"""
ESTIMATE = "estimates: {e: {asks: x, formula: mill * 2, inputs: {mill: [{claim: seen}, 3 t], b: 2 t}}}\n"
INQUIRY = "inquiries: {i: {asks: x, found: [seen, heard]}}\n"
NOTHING = "inquiries: {i: {asks: x, found: nothing}}\n"
SELECTOR = (
    "indicators: {i: {says: x, on: q, watch: {events: {who: [ada, bob], kind: meeting, topics: ada}}}}\n"
)
EVENT = "events: {e: {kind: visit, title: x, who: {ada: [ada, bob], host: ada}}}\n"
EVIDENCE = "evidence: {e: {on: q, rests_on: [seen], likelihood: {ada: 0.1}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            CLAIM,
            {
                "about.0": "who.ada",
                "about.1": "mill",
                "value.claim": "other",
                "sources.0.source": "log",
                "sources.0.by": "mate",
                "sources.0.from.0": "letter",
                "inferred_from.0": "other",
            },
        ),
        (
            QUESTION,
            {
                "given": "earlier",
                "stated.ada.claim": "seen",
                "candidates.ada:": "ada",
                "candidates.ada.tall.basis.0": "seen",
                "candidates.bob:": "bob",
            },
        ),
        (ESTIMATE, {"inputs.mill.0.claim": "seen"}),
        (NOTHING, {}),
        (SELECTOR, {"on": "q", "watch.events.who.0": "ada", "watch.events.who.1": "bob"}),
    ],
)
def test_references_have_their_paths(text: str, expected: dict[str, str]) -> None:
    assert {path: name for path, _, name in references.of_record(one(text))} == expected


@pytest.mark.parametrize(
    ("text", "gone", "expected"),
    [
        (CLAIM, "mill", CLAIM.replace(", mill]", "]")),
        (CLAIM, "who", CLAIM.replace("who.ada, ", "")),
        (CLAIM, "mate", CLAIM.replace(", by: mate", "")),
        (CLAIM, "letter", CLAIM.replace(", from: [letter]", "")),
        (CLAIM, "log", CLAIM.replace("{source: log, quote: log, by: mate, from: [letter]}", "")),
        (CLAIM, "other", CLAIM.replace("    value: {claim: other}\n", "").replace(CONCLUDED, "")),
        (CLAIM.replace(SAID, ""), "other", None),
        (QUESTION, "seen", QUESTION.replace("ada: {claim: seen, as: seen}", "").replace(", basis: seen", "")),
        (QUESTION, "ada", QUESTION.replace("ada: {tall: {is: yes, basis: seen}}, ", "")),
        (ESTIMATE, "seen", ESTIMATE.replace("{claim: seen}, ", "")),
        (ESTIMATE, "mill", ESTIMATE),
        (INQUIRY, "seen", INQUIRY.replace("seen, ", "")),
        (INQUIRY.replace(", heard", ""), "seen", None),
        (NOTHING, "nothing", NOTHING),
        (SELECTOR, "ada", SELECTOR),
        (SELECTOR, "q", None),
        (EVENT, "ada", EVENT.replace("ada, bob", "bob").replace(", host: ada", "")),
        (EVIDENCE, "seen", None),
        (EVIDENCE, "ada", EVIDENCE),
    ],
)  # fmt: skip
def test_a_record_without_what_is_gone(text: str, gone: str, expected: str | None) -> None:
    kept = references.without(one(text), frozenset({gone}))
    assert kept == (one(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (CLAIM, {"log": "source-1"}, CLAIM.replace("source: log", "source: source-1")),
        (CLAIM, {"who": "question-1"}, CLAIM.replace("who.ada", "question-1.ada")),
        (CLAIM, {"mill": "plant-1"}, CLAIM.replace(", mill]", ", plant-1]")),
        (QUESTION, {"ada": "person-1"}, QUESTION.replace("candidates: {ada:", "candidates: {person-1:")),
        (ESTIMATE, {"mill": "plant-1"}, ESTIMATE),
        (SELECTOR, {"ada": "person-1", "meeting": "x"}, SELECTOR.replace("[ada,", "[person-1,")),
        (EVENT, {"ada": "p"}, EVENT.replace("[ada, bob], host: ada", "[p, bob], host: p")),
        (INQUIRY, {"seen": "claim-1"}, INQUIRY.replace("seen", "claim-1")),
    ],
)
def test_a_record_with_other_ids(text: str, names: dict[str, str], expected: str) -> None:
    assert references.renamed(one(text), names) == one(expected)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.KIND)
@given(data=some.data())
@settings(strategies.PATIENT, max_examples=25)
def test_renaming_reaches_every_reference_and_nothing_else(
    kind: type[record.Record], data: some.DataObject
) -> None:
    made = data.draw(strategies.records(kind))
    heads = {name.partition(".")[0] for _, _, name in references.of_record(made)} - {"case"}
    away = {name: f"{name}-renamed" for name in heads}
    other = references.renamed(made, away)
    assert not heads & {name.partition(".")[0] for _, _, name in references.of_record(other)}
    assert references.renamed(other, {new: old for old, new in away.items()}) == made
    assert read.read_records(write.print_records([other]), "any.yaml").value.records == (other,)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.KIND)
@given(data=some.data())
@settings(strategies.PATIENT, max_examples=25)
def test_nothing_names_what_is_gone(kind: type[record.Record], data: some.DataObject) -> None:
    made = data.draw(strategies.records(kind))
    heads = sorted({name.partition(".")[0] for _, _, name in references.of_record(made)})
    gone = frozenset(data.draw(some.sets(some.sampled_from(heads)))) if heads else frozenset()
    kept = references.without(made, gone)
    left = references.of_record(kept) if kept else []
    assert not gone & {name.partition(".")[0] for path, _, name in left if not _is_chosen(path)}


def _is_chosen(path: str) -> bool:
    """Whether a reference stands in a selector, which may choose by what is gone."""
    return any(part in path for part in ("watch.", "left.", "right."))

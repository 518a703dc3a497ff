"""The place of any value of a record, in any style of writing."""

import pytest

from wigmore.casefiles import locate, read
from wigmore.model import references

BLOCK = """\
claims:
  sailed:
    says: The 船 sailed.   # 😀
    about: [ship, captain]
    value: {claim: other}
    inferred_from: other
    stray: 1
    sources:
      - source: log
        quote: "She 😀 sailed"
      - {source: letter, at: x}
"""
FLOW = """\
{claims: {sailed: {says: 😀 It sailed., about: ship, sources: [{source: log}, {source: letter, quote: so}]}}}
"""
QUESTION = """\
questions:
  who:
    asks: Who?
    candidates:
      ada: {tall: yes, old: {is: weak, basis: seen}}
    stated: {ada: {claim: seen}}
estimates:
  gap: {asks: x, formula: a, inputs: {a: {claim: seen}, b: [{claim: one}, {claim: two}]}}
coincidences:
  c: {asks: x, left: {events: {who: [ada, bob]}}, right: {events: {who: ada}}}
"""


def shown(text: str, path: str, record: int = 0) -> str:
    """The characters that a place points at."""
    one = read.read_records(text, "any.yaml").value.records[record]
    span = locate.Locator({"any.yaml": text})(one, path)
    line = text.removeprefix("\ufeff").splitlines()[span.line - 1]
    return line[span.column - 1 : span.column - 1 + span.width]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "sailed"),
        ("says", "The 船 sailed."),
        ("about", "about"),
        ("about.1", "captain"),
        ("about.7", "about"),
        ("value.claim", "other"),
        ("inferred_from.0", "other"),
        ("sources.0.quote", '"She 😀 sailed"'),
        ("sources.1", "{"),
        ("sources.1.at", "x"),
        ("sources.1.at:", "at"),
        ("sources.0.stance", "-"),
        ("warrant", "sailed"),
        ("warrant.deep.er", "sailed"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_block_style(path: str, expected: str, line_end: str) -> None:
    expected = "source"[:1] if path == "sources.0.stance" else expected
    assert shown(BLOCK.replace("    stray: 1\n", "").replace("\n", line_end), path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("says", "😀 It sailed."),
        ("about.0", "ship"),
        ("sources.1.quote", "so"),
        ("sources.0", "{"),
        ("when", "sailed"),
    ],
)
def test_flow_style(path: str, expected: str) -> None:
    assert shown(FLOW, path) == expected
    assert shown("\ufeff" + FLOW, path) == expected


@pytest.mark.parametrize(
    ("record", "path", "expected"),
    [
        (0, "candidates.ada", "ada"),
        (0, "candidates.ada:", "ada"),
        (0, "candidates.ada.tall", "yes"),
        (0, "candidates.ada.old.basis.0", "seen"),
        (0, "candidates.ada.tall.is", "yes"),
        (0, "stated.ada.claim", "seen"),
        (1, "inputs.a.0.claim", "seen"),
        (1, "inputs.b.1.claim", "two"),
        (2, "left.events.who.1", "bob"),
        (2, "right.events.who.0", "ada"),
    ],
)
def test_what_is_written_short_has_its_place(record: int, path: str, expected: str) -> None:
    assert shown(QUESTION, path, record) == expected


def test_place_of_every_reference_shows_its_id() -> None:
    for record in range(3):
        one = read.read_records(QUESTION, "any.yaml").value.records[record]
        for path, _, name in references.of_record(one):
            assert shown(QUESTION, path, record) == name


def test_record_of_a_file_that_is_gone_has_the_place_of_its_id() -> None:
    one = read.read_records(BLOCK, "any.yaml").value.records[0]
    for texts in ({}, {"any.yaml": ""}, {"any.yaml": "["}):
        assert str(locate.Locator(texts)(one, "says")) == "any.yaml:2:3"

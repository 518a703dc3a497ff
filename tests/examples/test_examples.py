"""The examples that ship: clean, quoting in fragments, and true to their captures."""

from pathlib import Path

import pytest

from tests import cases
from wigmore.casefiles import folder, read
from wigmore.kit import canonical
from wigmore.model import claim, kinds, source

MOST_WORDS = 12
"""A quote of somebody else's text is a fragment of at most so many words."""

KINDS_OF_THE_FORMAT = {kind.KIND for kind in kinds.KINDS}


def records(name: str) -> list[object]:
    texts = folder.load(cases.EXAMPLES / name).value.texts
    return [one for path, text in texts.items() for one in read.read_records(text, path).value.records]


@pytest.mark.parametrize("name", cases.NAMES)
def test_an_example_is_clean(name: str) -> None:
    """Nothing but warnings that it accepts with a reason."""
    built = cases.compile_folder(cases.EXAMPLES / name)
    assert built.compiled is not None
    assert [one.message for one in built.diagnostics if one.accepted is None] == []


@pytest.mark.parametrize("name", cases.NAMES)
def test_quotes_are_fragments(name: str) -> None:
    own = {one.id for one in records(name) if isinstance(one, source.Source) and one.kind == "note"}
    quotes = [
        statement.quote
        for one in records(name)
        if isinstance(one, claim.Claim)
        for statement in one.sources
        if statement.quote and statement.source not in own
    ]
    assert quotes or name == "childbed-fever"
    assert [quote for quote in quotes if len(quote.split()) > MOST_WORDS] == []


def test_the_flagship_holds_every_kind_of_record() -> None:
    assert {one.KIND for one in records("nano-one-lg")} == KINDS_OF_THE_FORMAT  # type: ignore[attr-defined]


def test_the_text_under_test_is_known_by_hash_and_does_not_ship() -> None:
    case = cases.example("nano-one-lg")
    assert case.record("seed-report")["capture"].startswith("sha256:")
    states = {
        passage["state"]
        for name, held in case.records["claims"].items()
        for passage, statement in zip(case.derived[name]["passages"], held.get("sources", ()), strict=True)
        if statement["source"] == "seed-report"
    }
    assert states == {"link-only"}


def test_a_document_added_by_a_reader_is_recognised_by_its_bytes(tmp_path: Path) -> None:
    """Under any name, in `captures/`; its passages then are verified, or the quote is a fault."""
    text = "Minutes: the harbour board approved the new berth.\n"
    digest = canonical.sha256_hex(text.encode())
    files = {
        "s.yaml": f"sources: {{m: {{title: M, kind: note, read: whole, capture: 'sha256:{digest}'}}}}\n"
        "claims: {c: {says: C., sources: [{source: m, quote: approved the new berth}]}}\n"
    }
    root = cases.write(tmp_path, files)
    assert cases.compile_clean(root).derived["c"]["passages"][0]["state"] == "link-only"
    cases.write(root, {**files, "captures/some name.txt": text})
    assert cases.compile_clean(root).derived["c"]["passages"][0]["state"] == "verified"


def test_every_quote_of_the_tutorial_is_verified() -> None:
    counts = cases.example("childbed-fever").data["counts"]["passages"]
    assert counts.keys() == {"verified"}

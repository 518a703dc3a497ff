"""Laws of reading and printing: any text is read, and what is printed is read back the same."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests import cases, strategies
from tests.casefiles import editor
from wigmore.casefiles import folder, locate, read, write
from wigmore.model import kinds, record

TEXTS = {
    f"{name}/{path}": text
    for name in cases.NAMES
    for path, text in folder.load(cases.EXAMPLES / name).value.texts.items()
}
SCRAPS = (
    "claims:", "case:", "\n", "\n  ", "\n    ", "a", "says: ", "- ", "? ", ": ", "{", "}", "[", "]", ",",
    '"', "'", "#", " #", "&a ", "*a", "<<: *a", "!!python/object:os.system ", "!x", "|", ">", ">-\n",
    "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "\t", "\r", "\r\n", "\ufeff", "\u2028", "\x85", "\x00",
    "\ud800", "😀", "2020", "[2020,2021]", "~",
)  # fmt: skip
ODD = (
    "[" * 100_000, "{" * 50_000, "- " * 50_000, "? " * 50_000, "{a: " * 30_000, "a: " + "x" * 1_000_000,
    "claims: {" + "x" * 5_000 + ": {says: y}}", "claims:\n  a: &x [1]\n  b: [*x, *x]\n", "a: *nothing\n",
    "claims: {a: {date: " + "9" * 100_000 + "}}", "events: {a: {date: " + "[" * 30 + "}}", "? [a]\n: b\n",
    "claims:\n  <<: {a: 1}\n", "claims: !!python/object/apply:os.system [ls]\n", "a: 1\n--- \nb: 2\n",
    "\ufeff", "\ufeff\ufeffa: b", "a: \ufeff", "claims:\ra:\r", "\ud800", "%YAML 9.9\n---\n",
    "claims:\n  a: " + "{b: " * 60, "questions: {q: {prior: {? {a: b} : c}}}", "a" * 2_000 + ": b", "\x00",
    "", "\n", "# x", "- ", "~", "{}",
)  # fmt: skip


def read_whole(text: str) -> read.FileRecords:
    """Read a text, and ask where each of its records and faults stands."""
    outcome = read.read_records(text, "any.yaml")
    where = locate.Locator({"any.yaml": text})
    for one in outcome.value.records:
        assert where(one, "sources.0.source").path == "any.yaml"
    assert all(one.span.path == "any.yaml" and one.message for one in outcome.diagnostics)
    return outcome.value


@given(some.text(some.characters(codec=None)) | some.lists(some.sampled_from(SCRAPS)).map("".join))
@settings(strategies.PATIENT, max_examples=200)
def test_reading_any_text_never_raises(text: str) -> None:
    read_whole(text)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_reading_odd_texts_never_raises(text: str) -> None:
    read_whole(text)


@given(some.sampled_from(sorted(TEXTS)), some.data())
@settings(strategies.PATIENT, max_examples=60)
def test_reading_a_mangled_example_never_raises(name: str, data: some.DataObject) -> None:
    text = TEXTS[name][: data.draw(some.integers(0, 6_000))]
    for _ in range(data.draw(some.integers(1, 4))):
        at = data.draw(some.integers(0, len(text)))
        gone = data.draw(some.integers(0, 12))
        text = text[:at] + data.draw(some.sampled_from(SCRAPS)) + text[at + gone :]
    read_whole(text)


@pytest.mark.parametrize("name", TEXTS)
def test_printing_an_example_and_reading_it_gives_the_same_records(name: str) -> None:
    outcome = read.read_records(TEXTS[name], "any.yaml")
    assert not outcome.diagnostics
    printed = write.print_records(list(outcome.value.records))
    again = read.read_records(printed, "any.yaml")
    assert not again.diagnostics
    assert sorted(again.value.records, key=_id) == sorted(outcome.value.records, key=_id)
    assert editor.complaints(printed) == []


def _id(one: record.Record) -> str:
    return one.id


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.KIND)
@given(data=some.data())
@settings(strategies.PATIENT, max_examples=40)
def test_printing_any_record_and_reading_it_gives_the_same_record(
    kind: type[record.Record], data: some.DataObject
) -> None:
    one = data.draw(strategies.records(kind))
    printed = write.print_records([one])
    outcome = read.read_records(printed, "any.yaml")
    assert outcome.diagnostics == ()
    assert outcome.value.records == (one,)
    assert editor.complaints(printed) == []


@pytest.mark.parametrize("text", strategies.HOSTILE, ids=range(len(strategies.HOSTILE)))
@pytest.mark.parametrize("braces", [False, True])
def test_any_text_is_printed_so_that_it_is_read_back(text: str, braces: bool) -> None:
    made = kinds.BY_KEY["claims"](id="a", says=text, scope={"line": text}, value=text)  # type: ignore[call-arg]
    file = "claims: {a: {says: x}}\n" if braces else "claims:\n  a:\n    says: x\n"
    outcome = read.read_records(write.replace_record(file, made), "any.yaml")
    assert outcome.value.records == (made,)
    assert _said(write.replace_record(file, made)) == text


def _said(text: str) -> Any:
    """What an editor takes the text of the claim for; `yes` and numbers that are years it leaves alone."""
    said = editor.load(text)["claims"]["a"]["says"]
    return str(said) if isinstance(said, int) else said


@given(some.lists(some.sampled_from(sorted(TEXTS)), unique=True, max_size=3))
@settings(strategies.PATIENT, max_examples=10)
def test_a_digest_tells_what_records_say_and_not_how_they_are_written(names: list[str]) -> None:
    for name in names:
        held = read.read_records(TEXTS[name], "any.yaml").value
        if not any(one.KIND == "questions" for one in held.records):
            spaced = read.read_records("\n# moved\n" + TEXTS[name], "other.yaml").value
            assert spaced.facets == held.facets

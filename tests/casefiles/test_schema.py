"""The JSON Schema and an editor agree with the reader."""

import pytest

from tests import cases
from tests.casefiles import editor
from wigmore.casefiles import folder


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_file_of_the_examples_is_accepted(name: str) -> None:
    texts = folder.load(cases.EXAMPLES / name).value.texts
    assert texts
    for path, text in texts.items():
        assert editor.complaints(text) == [], path


def test_loader_resolves_by_the_core_schema() -> None:
    text = "[null, ~, , 08, 0o17, 0x1F, -1, 1e3, .5, .inf, true, yes, NO, 2020-08-10, 12:30, '1']"
    text = text.replace(", ,", ", '',")
    assert editor.load(text) == [
        None, None, "", 8, 15, 31, -1, 1000.0, 0.5, float("inf"), True, "yes", "NO", "2020-08-10", "12:30",
        "1",
    ]  # fmt: skip


ENTITY = "entities:\n  mill: {kind: plant, name: Mill}\n"


def test_sound_file_is_accepted() -> None:
    assert editor.complaints(ENTITY) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("entities", "entity", "'entity' was unexpected"),
        ("name:", "names:", "'names' was unexpected"),
        (", name: Mill", "", "'name' is a required property"),
        ("kind: plant", "kind: factory", "'factory' is not one of"),
        ("kind: plant", "kind: plant, unnamed: true", "True is not one of"),
        ("kind: plant", "kind: plant, basis: Big Claim", "not valid under any"),
        ("  mill: {", "  - {id: mill, ", "is not of type 'object', 'null'"),
        ("mill:", "Mill:", "does not match"),
        ("mill:", "none:", "should not be valid"),
        ("mill:", "1e5:", "does not match"),
        ("{kind: plant, name: Mill}", "", "None is not of type 'object'"),
        (ENTITY, "evidence: {a: {on: q, rests_on: [], likelihood: {x: 0.1}}}", "should be non-empty"),
        (ENTITY, "evidence: {a: {on: q, rests_on: [c], likelihood: {}}}", "should be non-empty"),
    ],
)
def test_what_the_reader_refuses_is_refused(old: str, new: str, complaint: str) -> None:
    found = editor.complaints(ENTITY.replace(old, new))
    assert any(complaint in one for one in found), found

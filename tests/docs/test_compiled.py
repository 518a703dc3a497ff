"""docs/compiled.md: every key of real compiled cases is described, and no key that no case can have."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import pytest

from tests import cases as shipped
from tests.docs import pages
from wigmore.model import compiled, finding

PAGE = pages.DOCS / "compiled.md"
SMALL = """
case:
  title: A case with a warning, an override and a private source
  as_of: 2024-01-31
  policy: {padding: {uncertain: {units: 2, why: the log rounds}}}
sources:
  paper: {title: A paper, kind: news, reliability: C}
  talk: {title: A talk, kind: note, private: yes}
claims:
  said: {says: Something was said., sources: [{source: paper}, {source: talk}]}
"""
TOLD = """
It was [said](https://example.org) [@said].

    code

| what |
|---|
| said [@said] |
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Mapping[str, Any]]:
    root = tmp_path_factory.mktemp("case")
    (root / "case.yaml").write_text(SMALL, encoding="utf-8")
    (root / "told.md").write_text(TOLD, encoding="utf-8")
    held = [shipped.example(name) for name in shipped.NAMES]
    more = (shipped.example("nano-one-lg", "2021-12-31"), shipped.compile_clean(root))
    return [one.data for one in (*held, *more)]


def described(heading: str) -> set[str]:
    return {word for row in pages.rows(pages.read(PAGE), heading) for word in pages.code(row[0])}


def keys(held: Iterable[Mapping[str, Any]]) -> set[str]:
    return {key for one in held for key in one}


def test_schema_is_named() -> None:
    assert f"`{compiled.SCHEMA}`" in pages.read(PAGE)


def test_every_key_is_described(cases: list[Mapping[str, Any]]) -> None:
    derived = [held for case in cases for held in case["derived"].values()]
    policies = [table for case in cases for table in case["policies"].values()]
    real = {
        "Top level": keys(cases),
        "derived": keys(derived),
        "reports": keys(one for held in derived for one in held.get("reports", ())),
        "passages": keys(one for held in derived for one in held.get("passages", ())),
        "policies": keys(policies) | keys(row for table in policies for row in table["rows"]),
    }
    for name in ("settings", "counts"):
        real[name] = keys(case[name] for case in cases)
    for name in ("findings", "tables", "analyses", "diagnostics"):
        real[name] = keys(one for case in cases for one in case[name])
    real |= _narrative(one for case in cases for one in case["narrative"])
    assert {
        name: sorted(described(name) ^ found) for name, found in real.items() if described(name) != found
    } == {}


def _narrative(files: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    files = list(files)
    blocks = [block for one in files for block in one["blocks"]]
    sentences = [one for block in blocks for one in block["sentences"]]
    parts = [part for one in sentences for part in one["parts"]]
    return {
        "narrative": keys(files),
        "blocks": keys(blocks),
        "sentences": keys(sentences),
        "parts": keys(parts),
    }


def test_figures_are_described_though_no_example_has_one() -> None:
    assert described("figures") == {one.name for one in fields(finding.Figure)} | {"analysis"}


def test_all_tables_below_a_heading_are_read() -> None:
    page = "# A\n\n## derived\n\n| key |\n|---|\n| `status` |\n\nmore\n\n| key |\n|---|\n| `row` |\n"
    assert [row[0] for row in pages.rows(page, "derived")] == ["`status`", "`row`"]

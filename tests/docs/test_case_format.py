"""docs/case-format.md: its tables are those of the code, and all its snippets are one good case."""

from pathlib import Path

from tests.docs import case_format, pages
from wigmore.build import pipeline
from wigmore.model import kinds
from wigmore.vocab import tables

PAGE = pages.DOCS / "case-format.md"


def test_tables_are_those_of_the_code() -> None:
    pages.compare(PAGE, case_format.parts())


def test_every_kind_and_every_part_has_a_heading() -> None:
    headings = {line.lstrip("# ") for line in pages.read(PAGE).split("\n") if line.startswith("#")}
    wanted = {kind.KIND for kind in kinds.KINDS} | {f"words: {name}" for name in tables.words()}
    wanted |= {case_format.title(one) for one in case_format.classes() if one not in kinds.KINDS}
    assert len(wanted) > 40
    assert sorted(wanted - headings) == []


def test_every_kind_has_a_snippet() -> None:
    written = "\n".join(body for info, body in pages.FENCE.findall(pages.read(PAGE)) if info == "yaml")
    assert [kind.KIND for kind in kinds.KINDS if f"\n{kind.KIND}:" not in f"\n{written}"] == []


def test_snippets_together_are_a_case_without_mistakes(tmp_path: Path) -> None:
    snippets = [body for info, body in pages.FENCE.findall(pages.read(PAGE)) if info == "yaml"]
    for number, body in enumerate(snippets):
        name = "case.yaml" if body.startswith("case:") else f"{number}.yaml"
        (tmp_path / name).write_text(body, encoding="utf-8")
    (prose,) = (body for info, body in pages.FENCE.findall(pages.read(PAGE)) if info == "markdown")
    (tmp_path / "narrative.md").write_text(prose, encoding="utf-8")
    checked = pipeline.check(tmp_path, pipeline.Settings(), pipeline.new_cache(None))
    assert [
        f"{found.rule.code} {found.message}" for found in checked.diagnostics if found.accepted is None
    ] == []
    assert checked.graph is not None
    assert len(checked.graph.records.by_id) > 30

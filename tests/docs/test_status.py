"""docs/status.md: the policy tables on it are those of the code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import cases
from tests.docs import pages
from wigmore.build import pipeline

PAGE = pages.DOCS / "status.md"


def _table(name: str, one: Mapping[str, Any]) -> str:
    columns = tuple(dict.fromkeys(column for row in one["rows"] for column in row["cells"]))
    rows = [
        (f"`{row['id']}`", *(str(row["cells"].get(column, "")) for column in columns), row["why"])
        for row in one["rows"]
    ]
    head = f"### {one['title']}\n\n`{name}`. {one['about']} Source: {one['source']}\n\n"
    return head + pages.table(("row", *(f"`{column}`" for column in columns), "why"), rows)


def test_tables_are_those_that_a_report_prints() -> None:
    policies = cases.example("starter").data["policies"]
    pages.compare(PAGE, {"policies": "\n".join(_table(name, one) for name, one in policies.items())})


def test_the_override_on_the_page_is_taken(tmp_path: Path) -> None:
    (body,) = (body for info, body in pages.FENCE.findall(pages.read(PAGE)) if info == "yaml")
    (tmp_path / "case.yaml").write_text(body, encoding="utf-8")
    checked = pipeline.check(tmp_path, pipeline.Settings(), pipeline.new_cache(None))
    assert checked.diagnostics == ()
    assert checked.graph is not None
    assert checked.graph.policies["status"].row("two-speakers").overridden

"""docs/analyses.md: the list of analyses and views is that of the code, and the example plug-in runs."""

import importlib
import inspect
import sys
from dataclasses import Field, fields
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.docs import pages
from wigmore.analyses import builtin, contract
from wigmore.build import analysing, building, pipeline
from wigmore.model import views

PAGE = pages.DOCS / "analyses.md"
MODULE = "documented_plug_in"


def _analysis(one: contract.Analysis) -> str:
    seen = ", ".join(f"`{view.__name__}`" for view in one.views.values())
    options = fields(one.options) if one.options else ()
    set_by = (
        ", ".join(f"`{option.name.replace('_', '-')}` ({_default(option)})" for option in options) or "none"
    )
    return pages.table(
        ("", ""),
        [("asks", one.asks), ("version", str(one.version)), ("reads", seen), ("options (default)", set_by)],
    )


def _default(option: Field[Any]) -> str:
    """The default of an option; one that takes a day has none, for its default is the day of the case."""
    return "the case's day" if option.default is None else str(option.default)


def _views() -> str:
    rows = []
    for view in views.VIEWS:
        handed = [name for name in inspect.get_annotations(view) if name not in ("kinds", "facets")]
        kinds = ", ".join(f"`{kind}`" for kind in view.kinds) or "policy rows only"
        first = (view.__doc__ or "").split("\n")[0]
        rows.append((f"`{view.__name__}`", first, ", ".join(f"`{name}`" for name in handed), kinds))
    return pages.table(("view", "what it shows", "fields", "a finding may rest on"), rows)


def test_lists_are_those_of_the_code() -> None:
    pages.compare(PAGE, {"views": _views()} | {one.name: _analysis(one) for one in builtin.BUILTIN})


def test_every_option_and_analysis_is_explained_by_hand() -> None:
    text = pages.read(PAGE)
    for one in builtin.BUILTIN:
        assert f"### {one.name}\n" in text
        for option in fields(one.options) if one.options else ():
            assert f"- `{option.name.replace('_', '-')}`: " in text, option.name


def test_the_example_runs_over_the_starter_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (body,) = (body for info, body in pages.FENCE.findall(pages.read(PAGE)) if info == "python")
    (tmp_path / f"{MODULE}.py").write_text(body, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    plug_in = importlib.import_module(MODULE)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(analysing, "installed", lambda: (*builtin.BUILTIN, *plug_in.ANALYSES))
            with resources.as_file(resources.files("wigmore") / "examples" / "starter") as root:
                built = building.compile_folder(
                    root, pipeline.Settings(strict=True), pipeline.new_cache(None)
                )
    finally:
        del sys.modules[MODULE]
    assert not built.has_errors, [found.message for found in built.diagnostics]
    assert built.compiled is not None
    made = [one["sentence"] for one in built.compiled.findings if one["analysis"] == "open-ends"]
    assert made == [line for info, text in pages.FENCE.findall(pages.read(PAGE)) if info == "text findings"
                    for line in text.splitlines()]  # fmt: skip
    assert [table["name"] for table in built.compiled.data["tables"] if table["analysis"] == "open-ends"] == [
        "asked"
    ]

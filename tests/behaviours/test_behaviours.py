"""A folder per behaviour: a small case and what it comes to, as text made to be read in a diff.

`expected.txt` holds diagnostics, the standing of each claim, what selectors choose, what is left out, and the
findings. UPDATE_GOLDENS=1 writes it anew. `settings.txt` may hold `as_of`, `known_on` or `strict`, and with
`shows: conflicts chronology` the analyses whose findings and tables are meant; without it, the findings of
`provenance` are shown. `shows: narrative` shows each sentence of the prose with its status and what it cites.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.diagnostics import text
from wigmore.kit import edtf
from wigmore.model import compiled

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if (path / "case.yaml").is_file())


def settings(folder: Path) -> dict[str, str]:
    """The settings of a behaviour as they are written."""
    path = folder / "settings.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return dict(line.split(": ", 1) for line in lines)


def describe(folder: Path) -> str:
    """All that a case comes to, one fact a line."""
    held = settings(folder)
    shows = held.pop("shows", "").split()
    chosen: dict[str, Any] = {name: one == "yes" or edtf.parse(one) for name, one in held.items()}
    built = cases.compile_folder(folder, draft=True, **chosen)
    rendered = text.render(built.diagnostics, built.compiling.texts, width=100)
    parts = ["# diagnostics", rendered.rstrip() or "none"]
    if built.compiled is not None:
        parts += ["", *(_shown(built.compiled, shows) if shows else _compiled(built.compiled))]
    return "\n".join(parts) + "\n"


def _compiled(case: compiled.Compiled) -> Iterator[str]:
    yield "# claims"
    for name, held in case.derived.items():
        if "status" in held:
            yield _claim(name, held)
    for title, table in (("selected", case.data["selected"]), ("left out", case.data["left_out"])):
        if table:
            yield f"\n# {title}"
            for name, value in table.items():
                yield f"{name}: {value if isinstance(value, str) else ', '.join(value) or 'nothing'}"
    if case.data["private"]:
        yield "\n# private"
        for kind, count in case.data["private"].items():
            yield f"{kind}: {count}"
    yield from _findings(case, ["provenance"])


def _findings(case: compiled.Compiled, analyses: list[str]) -> Iterator[str]:
    yield "\n# findings"
    for one in case.findings:
        if one["analysis"] in analyses:
            yield f"- {one['sentence']}"
            yield f"  on {', '.join(one['basis'])}"


def _shown(case: compiled.Compiled, analyses: list[str]) -> Iterator[str]:
    """The findings and tables of some analyses, a row a line; or the prose, a sentence a line."""
    if analyses == ["narrative"]:
        yield from _narrative(case)
        return
    yield from _findings(case, analyses)
    for table in case.data["tables"]:
        if table["analysis"] in analyses:
            yield f"\n# table {table['name']}: {' | '.join(table['columns'])}"
            for row in table["rows"]:
                cells = [", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row]
                yield " | ".join(cells).rstrip()


def _narrative(case: compiled.Compiled) -> Iterator[str]:
    counts = case.data["counts"]["narrative"]
    yield "# narrative: " + ", ".join(f"{count} {name}" for name, count in counts.items())
    for one in case.data["narrative"]:
        for block in one["blocks"]:
            cells = [cell for row in block.get("rows", ()) for cell in row]
            for sentence in [*block["sentences"], *(held for cell in cells for held in cell)]:
                words = "".join(part["text"] for part in sentence["parts"]).strip()
                told = " ".join([f"[{', '.join(sentence['cites'])}]", *sentence["marks"]])
                place = f"{one['file']}:{sentence['line']} {block['kind']}"
                yield f"{place}: {sentence.get('left_out', sentence['status'])} {told} {words}"


def _claim(name: str, held: Any) -> str:
    reports = []
    for report in held["reports"]:
        speakers = ", ".join(speaker["name"] for speaker in report["speakers"])
        under_test = ", under test" if report["under_test"] else ""
        reports.append(f"{speakers} {report['stance']} ({'+'.join(report['roots'])}{under_test})")
    passages = ", ".join(one["state"] for one in held["passages"])
    value = f" = {held['value']}" if "value" in held else ""
    row = held["row"].removeprefix("policy:status/")
    counted = f"{held['observers']} for, {held['denying']} against, {held['copies']} copies"
    told = f"{counted}; {' | '.join(reports)}; {passages}".rstrip("; ")
    return f"{name}{value}: {held['status']} by {row}; {told}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.name))
def test_behaviour(folder: Path) -> None:
    golden = folder / "expected.txt"
    got = describe(folder)
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(got, encoding="utf-8")
    assert got == golden.read_text(encoding="utf-8")


def test_there_are_behaviours() -> None:
    assert len(FOLDERS) > 10

"""Small cases for tests: files by name, written to a folder and compiled."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wigmore.build import building, checking, pipeline
from wigmore.diagnostics import text
from wigmore.kit import edtf
from wigmore.model import compiled

EXAMPLES = Path(__file__).parents[1] / "src" / "wigmore" / "examples"
NAMES = ("starter", "childbed-fever", "harbour-ownership", "municipal-procurement", "nano-one-lg")
HEAD = "case: {title: A small case, as_of: 2026-01-31}\n"


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a case; a case.yaml is supplied when there is none."""
    for name, content in {"case.yaml": HEAD, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def compile_folder(root: Path, **settings: Any) -> checking.Built:
    """Compile a folder without a cache and without writing."""
    return building.compile_folder(root, pipeline.Settings(**settings), pipeline.new_cache(None))


def compile_clean(root: Path, **settings: Any) -> compiled.Compiled:
    """Compile a folder that must have no errors."""
    built = compile_folder(root, **settings)
    assert built.compiled is not None, text.render(built.diagnostics, built.compiling.texts)
    return built.compiled


@cache
def example(name: str, known_on: str = "") -> compiled.Compiled:
    """An example, compiled once for all tests of a process, which only look at it."""
    return compile_clean(EXAMPLES / name, known_on=edtf.parse(known_on) if known_on else None)


def codes(root: Path, **settings: Any) -> list[str]:
    """The codes of all diagnostics of a folder, in file order."""
    return [one.rule.code for one in compile_folder(root, **settings).diagnostics]

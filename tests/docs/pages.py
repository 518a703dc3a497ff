"""What the tests of the documents share: parts made from the code, tables, fences, examples.

A part of a page between `<!-- generated: NAME -->` and `<!-- end -->` is made from the code and compared.
With UPDATE_GOLDENS=1 in the environment it is written anew instead.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
UPDATES = bool(os.environ.get("UPDATE_GOLDENS"))
GENERATED = re.compile(r"(?<=<!-- generated: )([^\n]+) -->\n(.*?)(?=<!-- end -->)", re.DOTALL)
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOLD = "the page and the code differ; UPDATE_GOLDENS=1 writes the page anew"


def read(path: Path) -> str:
    """The text of a page."""
    return path.read_text(encoding="utf-8")


def write(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of a page as it is now, whole and at once: other tests write parts of the same page."""
    old = read(path)
    new = change(old)
    if new != old:
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_text(new, encoding="utf-8")
        temporary.replace(path)


def generated(text: str) -> dict[str, str]:
    """The generated parts of a page by their names."""
    return dict(GENERATED.findall(text))


def compare(path: Path, made: Mapping[str, str]) -> None:
    """Hold the generated parts of a page against what the code says; or write them anew."""
    text = read(path)
    assert sorted(generated(text)) == sorted(made), f"{path.name}: other parts are marked than are made"
    if UPDATES:
        write(path, lambda text: GENERATED.sub(lambda found: f"{found[1]} -->\n{made[found[1]]}", text))
        return
    for name, body in generated(text).items():
        assert body == made[name], f"{path.name}, {name}: {TOLD}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar in a cell is escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in lines)


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of all tables below a heading, up to the next heading; heads and rules left out."""
    section = re.split(r"^#+ ", text, flags=re.MULTILINE)
    body = next(part for part in section if part.split("\n")[0] == heading)
    lines = [line for line in body.split("\n") if line.startswith("|")]
    held = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    ruled = {index for index, cells in enumerate(held) if set("".join(cells)) <= {"-", ":"}}
    return [cells for index, cells in enumerate(held) if index not in ruled and index + 1 not in ruled]


def code(cell: str) -> list[str]:
    """The words of a cell that are set as code."""
    return re.findall(r"`([^`]+)`", cell)

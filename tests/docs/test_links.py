"""Every relative link of every page resolves, to file and heading; no page names a place on a machine."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.docs import pages

SKIPPED = {".venv", ".git", "build", "dist", "node_modules", "wigmore-demo", "look"}
LINK = re.compile(r"\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|mnt|srv|opt|usr)/\S+|[A-Z]:\\|file://|localhost")
PROSE_ONLY = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def markdown() -> list[Path]:
    """All pages of the project, without what is installed or built."""
    found = [
        path for path in pages.ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(pages.ROOT).parts)
    ]
    return sorted(
        path for path in found if not any(part.startswith(".") for part in path.relative_to(pages.ROOT).parts)
    )


def anchors(text: str) -> set[str]:
    """The anchors that the headings of a page get on a code host."""
    made: dict[str, int] = {}
    found = set()
    for heading in re.findall(
        r"^#+ (.+?)\s*$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.MULTILINE
    ):
        kept = "".join(
            char for char in heading.lower() if char in " -_" or unicodedata.category(char)[0] in "LN"
        ).replace(" ", "-")
        number = made[kept] = made.get(kept, -1) + 1
        found.add(f"{kept}-{number}" if number else kept)
    return found


def broken(page: Path, text: str) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for link in LINK.findall(PROSE_ONLY.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not _resolves(target, anchor):
            found.append(link)
    return found


def _resolves(target: Path, anchor: str) -> bool:
    if not target.exists() or not target.is_relative_to(pages.ROOT):
        return False
    return not anchor or (target.suffix == ".md" and anchor in anchors(pages.read(target)))


@pytest.mark.parametrize("page", markdown(), ids=lambda page: page.relative_to(pages.ROOT).as_posix())
def test_links_resolve_and_no_machine_is_named(page: Path) -> None:
    text = pages.read(page)
    assert broken(page, text) == []
    assert MACHINE.findall(text) == []


def test_the_pages_are_found() -> None:
    names = {page.relative_to(pages.ROOT).as_posix() for page in markdown()}
    wanted = {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "changes/README.md"}
    wanted |= {
        f"docs/{name}.md" for name in ("tutorial", "case-format", "commands", "diagnostics", "analyses")
    }
    assert wanted <= names


def test_a_broken_link_is_noticed() -> None:
    text = "[a](docs/nothing.md) [b](README.md#nothing) [c](README.md) `[d](e)` [f](https://example.org)"
    assert broken(pages.ROOT / "page.md", text) == ["docs/nothing.md", "README.md#nothing"]
    assert MACHINE.findall("in /home/someone/case") == ["/home/someone/case"]


def test_every_page_of_docs_is_reached_from_the_readme() -> None:
    seen, waiting = set(), [pages.ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for link in LINK.findall(PROSE_ONLY.sub("", pages.read(page))):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists():
                waiting.append(target)
    assert [
        page.name for page in pages.DOCS.glob("*.md") if page not in seen and page.name != "benchmarks.md"
    ] == []


def test_tests_that_the_architecture_names_exist() -> None:
    named = re.findall(r"`(tests/[^`]+)`", pages.read(pages.ROOT / "ARCHITECTURE.md"))
    assert len(named) > 10
    assert [name for name in named if not (pages.ROOT / name).exists()] == []


def test_places_in_the_code_that_the_architecture_names_exist() -> None:
    text = pages.read(pages.ROOT / "ARCHITECTURE.md").partition("## Where to look")[2].partition("\n## ")[0]
    named = re.findall(r"`([a-z_]+/[^`]*|[a-z_]+\.py)`", text)
    assert len(named) > 20
    assert [name for name in named if not list((pages.ROOT / "src" / "wigmore").glob(name))] == []

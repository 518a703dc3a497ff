"""The pages with commands: every command is run, every edit made, and every output compared."""

from pathlib import Path

import pytest

from tests.docs import pages, walk

WALKS = ("tutorial.md", "status.md")


@pytest.mark.parametrize("name", WALKS)
def test_walk(name: str, tmp_path: Path) -> None:
    assert walk.walk(pages.DOCS / name, tmp_path) > 3, "the walk ran next to nothing"


def test_a_page_that_says_otherwise_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "UPDATES", False)
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo good\ngood\n$ echo bad\nworse\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="echo bad"):
        walk.walk(page, tmp_path)


def test_an_edit_that_fits_nowhere_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ echo one > a\n```\n\n```diff\n--- a\n-two\n+three\n```\n", encoding="utf-8"
    )
    with pytest.raises(AssertionError, match="0 times"):
        walk.walk(page, tmp_path)


def test_wrong_usage_never_becomes_a_golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "UPDATES", True)
    page = tmp_path / "page.md"
    page.write_text("```console\n$ wigmore shwo\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="shows a fault"):
        walk.walk(page, tmp_path)

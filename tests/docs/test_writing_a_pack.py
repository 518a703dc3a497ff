"""docs/quantities.md, Writing a pack: its pack is installed, asked as it asks, and broken as it shows.

With UPDATE_GOLDENS=1 what is printed and refused is written anew.
"""

import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.docs import pages
from wigmore.cli import main
from wigmore.model import pack
from wigmore.packs import known, reading

PAGE = pages.DOCS / "quantities.md"
HEADING = "\n## Writing a pack\n"
BREACH = re.compile(r"^```toml breach\n(.*?)^```\n\n```text refused\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n(\$ wigmore estimate mill.*?)^```$", re.MULTILINE | re.DOTALL)


def section() -> str:
    return pages.read(PAGE).partition(HEADING)[2]


def blocks(language: str) -> list[str]:
    return [body for info, body in pages.FENCE.findall(section()) if info == language]


def files() -> dict[str, str]:
    """The files of the pack by name."""
    found = [(info.split(" "), body) for info, body in pages.FENCE.findall(section())]
    return {words[1]: body for words, body in found if words[0] == "toml" and words[1].endswith(".toml")}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package of the page, installed as far as anybody can tell."""
    (python,) = blocks("python")
    (project,) = blocks("toml pyproject")
    folder = tmp_path / "mill_pack"
    folder.mkdir()
    for name, body in {**files(), "__init__.py": python}.items():
        (folder / name).write_text(body, encoding="utf-8")
    ((group, entries),) = tomllib.loads(project)["project"]["entry-points"].items()
    points = [metadata.EntryPoint(name=name, value=value, group=group) for name, value in entries.items()]
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(metadata, "entry_points", lambda group: [one for one in points if one.group == group])
    monkeypatch.delitem(sys.modules, "mill_pack", raising=False)
    known.installed.cache_clear()


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    known.installed.cache_clear()


@pytest.mark.usefixtures("installed")
def test_what_the_page_asks_is_answered_as_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    made = {}
    for block in CONSOLE.findall(section()):
        command, _, output = block.removeprefix("$ wigmore ").partition("\n")
        assert main.status(shlex.split(command)) == 0
        said = capsys.readouterr().out
        assert pages.UPDATES or said == output, f"{command}\n{pages.TOLD}\nprints:\n{said}"
        made[block] = f"$ wigmore {command}\n{said}"
    assert len(made) > 1
    if pages.UPDATES:
        pages.write(
            PAGE,
            lambda text: CONSOLE.sub(lambda found: f"```console\n{made.get(found[1], found[1])}```", text),
        )


def test_the_pack_of_the_page_is_listed_after_those_of_the_program(
    installed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(known.installed()) == [*known.BUILTIN, "mill"]
    assert main.status(["estimate", "--list", "mill"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Grain mills (mill, 2026-11-22)")
    assert "mill.flour" in said
    assert "battery" not in said


def test_a_pack_of_a_name_that_is_taken_is_left_out(
    installed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = tmp_path / "mill_pack" / "pack.toml"
    head.write_text(head.read_text().replace('name = "mill"', 'name = "battery"'))
    assert known.installed() == known.builtin()


def test_a_pack_that_cannot_be_used_is_told_with_its_plug_in(
    installed: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = tmp_path / "mill_pack" / "pack.toml"
    head.write_text(head.read_text().replace('on = "2026-11-22"', 'on = "yesterday"'))
    assert main.status(["estimate", "--list"]) == main.EXIT_USAGE
    said = capsys.readouterr().err
    assert "plug-in `mill`: pack.on: " in said
    assert "Traceback" not in said


def test_breaches_are_refused_as_the_page_says() -> None:
    made = {}
    for breach, told in BREACH.findall(section()):
        with pytest.raises(reading.PackError) as refused:
            reading.read({**files(), "zz.toml": breach})
        said = f"{refused.value}\n"
        assert pages.UPDATES or said == told, f"{pages.TOLD}\n{said}"
        made[breach] = said
    assert len(made) > 4
    if pages.UPDATES:
        pages.write(
            PAGE,
            lambda text: BREACH.sub(
                lambda found: f"```toml breach\n{found[1]}```\n\n```text refused\n{made[found[1]]}```", text
            ),
        )


def test_grades_are_those_of_the_program() -> None:
    text = pages.read(PAGE)
    held = {pages.code(row[0])[0]: row[1] for row in pages.rows(text, "Packs") if pages.code(row[0])}
    assert held == dict(pack.GRADES)

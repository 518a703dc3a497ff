"""The diagnostics gallery: each page is documentation, a case that breaks a rule, and what Wigmore says.

A page holds, under its headings, fenced files. The first words after the fence are its language and the
file's path; further words are options:

    yaml PATH, text PATH, json PATH   a file of the case; a path that begins with ../ lies beside the case
    ... encoding=latin-1              written in that encoding instead of UTF-8
    ... size=70MB                     padded to that size (with a hole, so that it costs no disk)
    ... escapes                       `\\x07` and `\\u202e` in the text stand for those characters
    link PATH                         a symbolic link; the body is where it leads
    remove                            the body lists files that are taken away, one a line

A case without a `case.yaml` of its own gets `DEFAULT_CASE`. A fence without a path is prose. With
UPDATE_GOLDENS=1 in the environment the output in a page is written anew instead of compared.
"""

import contextlib
import hashlib
import io
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

import wigmore
from wigmore.analyses import contract
from wigmore.build import analysing, building, pipeline
from wigmore.casefiles import folder
from wigmore.cli import main
from wigmore.diagnostics import rules, text

PAGES = Path(wigmore.__file__).parent / "pages" / "diagnostics"
PATHS = tuple(sorted(PAGES.glob("*.md")))
BREAKS, SAYS, REPAIR = "A case that breaks it", "What Wigmore says", "The repair"
DEFAULT_CASE = "case: {title: A small case, as_of: 2026-01-31}\n"
SIZES = {"MB": 1000**2, "GB": 1000**3}
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
BLAME = re.compile(r"(?i)\b(you|your|wrong|invalid|illegal|mistake|bad|please|sorry|must not)\b")


def code_of(path: Path) -> str:
    """The code that a page is about, by its file name."""
    return path.name.partition("-")[0]


PAGE = pytest.mark.parametrize("path", PATHS, ids=code_of)
RUN = pytest.mark.parametrize(
    "path",
    PATHS,
    ids=code_of,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block of a page."""

    language: str
    path: str
    options: dict[str, str]
    body: str

    def write(self, root: Path) -> None:
        """Make the file, link or absence that the block describes."""
        if self.language == "remove":
            for name in self.body.split():
                (root / name).unlink()
            return
        if not self.path:
            return
        target = Path(os.path.normpath(root / self.path))
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_symlink():
            target.unlink()
        if self.language == "link":
            target.symlink_to(self.body.strip())
            return
        target.write_bytes(self.content().encode(self.options.get("encoding", "utf-8")))
        if "size" in self.options:
            number, unit = self.options["size"][:-2], self.options["size"][-2:]
            os.truncate(target, int(number) * SIZES[unit])

    def content(self) -> str:
        """The text of the file, with escapes put in where the block asks for them."""
        if "escapes" not in self.options:
            return self.body
        return ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), self.body)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the gallery, cut at its headings."""

    title: str
    sections: dict[str, str]

    def fences(self, heading: str) -> list[Fence]:
        """The fenced blocks below a heading, in their order."""
        return [_fence(info, body) for info, body in FENCE.findall(self.sections.get(heading, ""))]

    def write(self, root: Path, heading: str) -> None:
        """Write the files of a section into a case folder."""
        for fence in self.fences(heading):
            fence.write(root)


def _fence(info: str, body: str) -> Fence:
    language, path, *options = [*info.split(), "", ""][: max(2, len(info.split()))]
    return Fence(
        language, path, {name: value for name, _, value in (one.partition("=") for one in options)}, body
    )


def read_page(path: Path) -> Page:
    """Read a page from disk."""
    head, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sections = {name: body for name, _, body in (part.partition("\n") for part in parts)}
    return Page(head.split("\n")[0].removeprefix("# "), sections)


def render(root: Path) -> str:
    """All that the checker says of a case, as a page shows it."""
    checked = pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None))
    return text.render(checked.diagnostics, checked.texts, width=100)


def run_plugin(root: Path) -> str:
    """Run the analysis of the page's `plugin.py` over its case, as if a package had brought it."""
    names: dict[str, Any] = {"__name__": "plugin"}
    exec(compile((root / "plugin.py").read_text(encoding="utf-8"), "plugin.py", "exec"), names)
    brought = [one for one in names.values() if isinstance(one, contract.Analysis)]
    checked = pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None))
    assert checked.graph is not None
    ran = analysing.run_all(brought, checked, checked.graph, pipeline.new_cache(None))
    return text.render((*checked.diagnostics, *ran.diagnostics), checked.texts, width=100)


def compile_case(root: Path) -> str:
    """All that is said of a case when it is compiled with the analyses that Wigmore brings."""
    built = building.compile_folder(root, pipeline.Settings(), pipeline.new_cache(None))
    return text.render(built.diagnostics, built.compiling.texts, width=100)


def build_into_a_file(root: Path) -> str:
    """What the command line says when `--out` names a file, or nothing when the report is there."""
    with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(io.StringIO()):
        code = main.status(["build", str(root), "--out", str(root / "notes.txt")])
    return said.getvalue().replace(f"{root}/", "") if code else ""


def meet_a_fault(root: Path) -> str:
    """What the command line says of a case while the function that reads the folder has a fault."""

    def load(_: Path) -> None:
        raise AssertionError("a span counts from one")

    with contextlib.redirect_stderr(io.StringIO()) as said, mock.patch.object(folder, "load", load):
        assert main.status(["check", str(root)]) == main.EXIT_OWN_FAULT
    return re.sub(r"line \d+", "line 44", said.getvalue())


PRODUCERS: dict[str, Callable[[Path], str]] = {
    "A001": run_plugin,
    "A002": compile_case,
    "A003": compile_case,
    "A900": run_plugin,
    "B032": build_into_a_file,
    "X001": meet_a_fault,
}
"""How the output of pages is made for which `check` is not enough, given the folder of the page's case."""


def snapshot(root: Path) -> dict[str, str]:
    """Every file and link of a folder with a digest of what it holds."""
    held = {}
    for path in sorted(root.rglob("*")):
        if path.is_symlink():
            held[str(path)] = f"link {path.readlink()}"
        elif path.is_file():
            held[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return held


def update(path: Path, rendered: str) -> None:
    """Put the rendered diagnostics into the first block of a page's output section."""
    whole = path.read_text(encoding="utf-8")
    start = whole.index(f"## {SAYS}\n")
    made = FENCE.sub(lambda _: f"```text\n{rendered}```", whole[start:], count=1)
    path.write_text(whole[:start] + made, encoding="utf-8")


@RUN
def test_page(path: Path, tmp_path: Path) -> None:
    page, code = read_page(path), code_of(path)
    root = tmp_path / "case"
    root.mkdir()
    (root / "case.yaml").write_text(DEFAULT_CASE, encoding="utf-8")
    page.write(root, BREAKS)
    produce = PRODUCERS.get(code, render)
    before = snapshot(tmp_path)
    rendered = produce(root)
    assert snapshot(tmp_path) == before
    if os.environ.get("UPDATE_GOLDENS"):
        update(path, rendered)
    else:
        assert rendered == page.fences(SAYS)[0].body
    page.write(root, REPAIR)
    assert (render if code == "X001" else produce)(root) == ""


@PAGE
def test_page_shows_its_own_rule_and_no_other(path: Path) -> None:
    page, code = read_page(path), code_of(path)
    shown = {
        found[1]
        for found in re.finditer(
            r"^(?:[^ ]+: )?\w+\[([A-Z]\d{3}) [a-z0-9-]+\]: ", page.fences(SAYS)[0].body, re.M
        )
    }
    assert code in shown
    for other in shown - {code}:
        assert other in page.sections[SAYS].rpartition("```")[2], (
            f"{other} fires as well, and the page is silent"
        )


@PAGE
def test_page_has_its_form(path: Path) -> None:
    page, whole = read_page(path), path.read_text(encoding="utf-8")
    assert page.title == path.stem.replace("-", " ", 1)
    assert [*page.sections] == [BREAKS, SAYS, REPAIR]
    assert "**Why it matters.** " in whole
    for heading in page.sections:
        assert page.fences(heading), f"{heading} holds no block"
    for info, body in FENCE.findall(whole):
        assert body.strip(), f"the block {info} is empty"
    assert whole.count("```") == 2 * len(FENCE.findall(whole))


@PAGE
def test_messages_state_and_do_not_blame(path: Path) -> None:
    output = read_page(path).fences(SAYS)[0].body
    said = re.findall(r"^(?:[^ ]+: )?\w+\[[^\]]+\]: (.*)$", output, re.M) + re.findall(
        r"^  = (?!help)\S+: (.*)$", output, re.M
    )
    assert said
    for message in said:
        assert not message.endswith((".", "!"))
        assert not BLAME.search(message), message


def test_every_rule_has_one_page_and_every_page_a_rule() -> None:
    assert [path.stem for path in PATHS] == sorted(f"{rule.code}-{rule.name}" for rule in rules.RULES)


def test_reasons_of_rules_are_clauses() -> None:
    for rule in rules.RULES:
        assert not rule.why.endswith(".")
        assert not rule.why[0].isupper() or rule.why.startswith("YAML")


def test_a_page_without_its_rule_is_noticed(tmp_path: Path) -> None:
    """The runner is shown a planted page: a case that breaks nothing gives no output."""
    path = tmp_path / "B014-unknown-key.md"
    path.write_text(
        f"# B014 unknown-key\n\n## {BREAKS}\n\n```yaml notes.yaml\nclaims:\n```\n", encoding="utf-8"
    )
    root = tmp_path / "case"
    root.mkdir()
    (root / "case.yaml").write_text(DEFAULT_CASE, encoding="utf-8")
    read_page(path).write(root, BREAKS)
    assert (root / "notes.yaml").read_text(encoding="utf-8") == "claims:\n"
    assert render(root) == ""

"""Which files of a folder are read, and what is said of those that are not."""

import os
import socket
import sys
from pathlib import Path

import pytest

from wigmore.casefiles import folder
from wigmore.diagnostics import diagnostic

CASE = "case: {title: A case, as_of: 2026-01-31}\n"


def written(root: Path, *names: str) -> Path:
    """A case folder with files of these names."""
    for name in ("case.yaml", *names):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE if name == "case.yaml" else f"# {name}\n", encoding="utf-8")
    return root


def load(root: Path) -> tuple[list[str], list[str]]:
    """The paths that are read; code and place of what is wrong."""
    outcome = folder.load(root)
    assert all(one.message.isprintable() for one in outcome.diagnostics)
    return list(outcome.value.texts), [f"{one.rule.code} {one.span}" for one in outcome.diagnostics]


def decoded(data: bytes) -> str:
    """What is said of the bytes of a file, with its place; or its text."""
    found: list[diagnostic.Diagnostic] = []
    text = folder.decode(data, "a.yaml", found)
    return text if text is not None else f"{found[0].span}: {found[0].message}"


def test_every_file_at_any_depth_is_read_in_order(tmp_path: Path) -> None:
    root = written(tmp_path, "b/c/d.yaml", "a.yaml", "b.yaml", "b/a.yaml", "é.yaml", "b/out/x.yaml")
    assert load(root) == (
        ["a.yaml", "b.yaml", "b/a.yaml", "b/c/d.yaml", "b/out/x.yaml", "case.yaml", "é.yaml"],
        [],
    )


def test_what_is_hidden_built_or_captured_is_not_read(tmp_path: Path) -> None:
    root = written(tmp_path, ".git/a.yaml", ".a.yaml", "out/a.yaml", "captures/a.yaml", "notes.md", "x.jsonl")
    assert load(root) == (["case.yaml"], [])


def test_other_endings_are_warned_of(tmp_path: Path) -> None:
    root = written(tmp_path, "a.yml", "b.YAML", "c/d.Yml")
    assert load(root) == (["case.yaml"], ["B027 a.yml:1:1", "B027 b.YAML:1:1", "B027 c/d.Yml:1:1"])
    assert "rename it to d.yaml" in str(folder.load(root).diagnostics[-1].help)


def test_a_folder_without_a_case_is_none(tmp_path: Path) -> None:
    assert load(tmp_path) == ([], ["B001 case.yaml:1:1"])
    assert load(tmp_path / "nowhere") == ([], ["B001 case.yaml:1:1"])
    (tmp_path / "Case.yml").touch()
    assert folder.load(tmp_path).diagnostics[0].help == "rename Case.yml to case.yaml"
    (tmp_path / "case.yaml").mkdir()
    assert "B001 case.yaml:1:1" in load(tmp_path)[1]


def test_a_second_case_is_refused(tmp_path: Path) -> None:
    assert load(written(tmp_path, "old/case.yaml")) == (["case.yaml"], ["B002 old/case.yaml:1:1"])


def test_links_inside_the_case_are_followed_once(tmp_path: Path) -> None:
    root = written(tmp_path, "b/x.yaml", "captures/kept.yaml", ".hidden/y.yaml")
    (root / "a.yaml").symlink_to("b/x.yaml")
    (root / "a").symlink_to("b")
    (root / "kept.yaml").symlink_to("captures/kept.yaml")
    (root / "shown").symlink_to(".hidden")
    (root / "again").symlink_to(".hidden")
    assert load(root) == (["again/y.yaml", "b/x.yaml", "case.yaml", "kept.yaml"], [])


def test_links_out_of_the_case_are_refused(tmp_path: Path) -> None:
    root, other = written(tmp_path / "case"), written(tmp_path / "case-2", "x.yaml")
    (root / "x.yaml").symlink_to(other / "x.yaml")
    (root / "photo.jpg").symlink_to(other / "x.yaml")
    (root / "more").symlink_to(other)
    (root / "out").symlink_to(other)
    (root / "captures").symlink_to(other)
    assert load(root) == (["case.yaml"], ["B005 more:1:1", "B005 x.yaml:1:1"])


def test_circles_of_links_end(tmp_path: Path) -> None:
    root = written(tmp_path, "b/x.yaml")
    (root / "b" / "up").symlink_to("..")
    (root / "b" / "here").symlink_to(".")
    (root / "one").symlink_to("two")
    (root / "two").symlink_to("one")
    (root / "self.yaml").symlink_to("self.yaml")
    (root / "gone.yaml").symlink_to("nowhere.yaml")
    paths, found = load(root)
    assert paths == ["b/x.yaml", "case.yaml"]
    assert found == ["B026 gone.yaml:1:1", "B026 self.yaml:1:1"]


def test_a_case_behind_a_link_is_read(tmp_path: Path) -> None:
    written(tmp_path / "case", "a.yaml")
    (tmp_path / "link").symlink_to("case")
    assert load(tmp_path / "link") == (["a.yaml", "case.yaml"], [])


def test_only_files_are_opened(tmp_path: Path) -> None:
    root = written(tmp_path, "folder.yaml/x.yaml")
    os.mkfifo(root / "pipe.yaml")
    (root / "device.yaml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(root)
        try:
            listening.bind("socket.yaml")
        finally:
            os.chdir(here)
        paths, found = load(root)
    assert paths == ["case.yaml", "folder.yaml/x.yaml"]
    assert found == ["B005 device.yaml:1:1", "B026 pipe.yaml:1:1", "B026 socket.yaml:1:1"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_is_closed_is_reported(tmp_path: Path) -> None:
    root = written(tmp_path, "closed.yaml", "inner/x.yaml")
    (root / "closed.yaml").chmod(0)
    (root / "inner").chmod(0)
    try:
        assert load(root) == (["case.yaml"], ["B026 inner:1:1", "B026 closed.yaml:1:1"])
        root.chmod(0)
        assert load(root)[1] == ["B026 case.yaml:1:1"]
    finally:
        root.chmod(0o700)
        (root / "inner").chmod(0o700)


def test_what_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat = os.stat

    def refuse(path: str) -> os.stat_result:
        if os.fspath(path).endswith("closed.yaml"):
            raise PermissionError(13, "Permission denied")
        return stat(path)

    root = written(tmp_path, "closed.yaml")
    with monkeypatch.context() as patched:
        patched.setattr(folder.os, "stat", refuse)  # type: ignore[attr-defined]
        outcome = folder.load(root)
    assert list(outcome.value.texts) == ["case.yaml"]
    assert [one.message for one in outcome.diagnostics] == ["the file cannot be opened: Permission denied"]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    root = written(tmp_path, "big.yaml")
    with (root / "big.yaml").open("wb") as stream:
        stream.truncate(folder.MAX_BYTES + 1)
    assert load(root) == (["case.yaml"], ["B004 big.yaml:1:1"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize("name", [b"caf\xe9.yaml", b"a\nb.yaml", b"a\x1b[31m.yaml", b"\xe2\x80\xae.yaml"])
def test_names_that_cannot_be_shown_are_refused(name: bytes, tmp_path: Path) -> None:
    root = written(tmp_path)
    (root / os.fsdecode(name)).touch()
    (root / os.fsdecode(b"\xff")).mkdir()
    (root / os.fsdecode(b"\xff/x.yml")).touch()
    paths, found = load(root)
    assert paths == ["case.yaml"]
    assert sorted(one[:4] for one in found) == ["B026", "B027"]
    assert all("⟨U+" in one for one in found)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        ("é: 😀\n".encode(), "é: 😀\n"),
        ("\ufeffé\r\n".encode(), "é\r\n"),
        (
            b"a: 1\ncaf\xe9: x\n",
            "a.yaml:2:4: the byte 0xE9 is not UTF-8; the file looks like Windows-1252 or Latin-1",
        ),
        (
            b"\xef\xbb\xbfa\ncaf\xe9\n",
            "a.yaml:2:4: the byte 0xE9 is not UTF-8; the file looks like Windows-1252 or Latin-1",
        ),
        ("a: é\n".encode("utf-16"), "a.yaml:1:1: the byte 0xFF is not UTF-8; the file looks like UTF-16"),
        (
            "a: 1\né: 😀".encode()[:-1],
            "a.yaml:2:4: the byte 0xF0 is not UTF-8; the file breaks off in the middle of a character",
        ),
        ("é\n".encode() + b"\xe9x", "a.yaml:2:1: the byte 0xE9 is not UTF-8"),
        (b"\x81", "a.yaml:1:1: the byte 0x81 is not UTF-8"),
        (b"a\xed\xa0\x80\x81", "a.yaml:1:2: the byte 0xED is not UTF-8"),
    ],
)
def test_bytes_are_utf8_or_reported_at_the_byte(data: bytes, expected: str) -> None:
    assert decoded(data) == expected

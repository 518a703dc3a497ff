"""The texts of a case: which files of a folder are read, and what is wrong with them as files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import text as texts

CASE_FILE = "case.yaml"
MAX_BYTES = 64 * 1024 * 1024
"""The size above which a file is not read; a case of 100,000 claims in one file has about 40 MB."""

NOT_AUTHORED = frozenset({"out", "captures"})
"""Folders at the top of a case that hold no case files: what is built, and what was captured."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a case by path relative to it, sorted, and their texts."""

    root: Path
    texts: dict[str, str]


def load(root: Path) -> diagnostic.Outcome[Folder]:
    """Load every `*.yaml` of a case folder, at any depth. Touches the disk and changes nothing."""
    found: list[diagnostic.Diagnostic] = []
    loaded: dict[str, str] = {}
    if not (root / CASE_FILE).is_file():
        found.append(_no_case(root))
    for path in sorted(_paths(root, found)):
        text = _read(root / path, path, found)
        if text is not None:
            loaded[path] = text
        if path != CASE_FILE and path.endswith("/" + CASE_FILE):
            found.append(
                _at(
                    rules.SECOND_CASE,
                    path,
                    "a second case.yaml lies inside this case",
                    "move it out, or rename it",
                )
            )
            loaded.pop(path, None)
    return diagnostic.Outcome(Folder(root, loaded), tuple(found))


def _no_case(root: Path) -> diagnostic.Diagnostic:
    near = [name for name in sorted(_names(root)) if name.lower() in ("case.yml", "case.yaml")]
    repair = (
        f"rename {near[0]} to case.yaml" if near else "begin one with `wigmore init`, or name another folder"
    )
    return _at(rules.NO_CASE_FILE, CASE_FILE, "the folder holds no case.yaml", repair)


def _names(root: Path) -> list[str]:
    try:
        return os.listdir(root)
    except OSError:
        return []


def _at(rule: diagnostic.Rule, path: str, message: str, repair: str) -> diagnostic.Diagnostic:
    return diagnostic.Diagnostic(rule=rule, span=span.Span(path), message=message, help=repair)


def _paths(root: Path, found: list[diagnostic.Diagnostic]) -> Iterator[str]:
    """Paths of case files in the folder, without hidden and built ones; links out of it are refused."""
    inside = root.resolve()
    for folder, subfolders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        for name in sorted(subfolders):
            if (Path(folder) / name).is_symlink():
                _linked_folder(here / name, inside, Path(folder) / name, found)
        subfolders[:] = sorted(
            name
            for name in subfolders
            if not name.startswith(".") and not (folder == str(root) and name in NOT_AUTHORED)
        )
        for name in sorted(names):
            path = (here / name).as_posix()
            if name.startswith(".") or _is_other(name, path, found):
                continue
            if (Path(folder) / name).is_symlink() and not _stays(Path(folder) / name, inside):
                found.append(
                    _at(rules.LINK_OUT, path, "the file is a link out of the case", "copy the file here")
                )
                continue
            yield path


def _linked_folder(path: Path, inside: Path, full: Path, found: list[diagnostic.Diagnostic]) -> None:
    if not _stays(full, inside):
        message = "the folder is a link out of the case, and is not read"
        found.append(_at(rules.LINK_OUT, path.as_posix(), message, "copy the files here"))


def _stays(path: Path, inside: Path) -> bool:
    try:
        return path.resolve().is_relative_to(inside)
    except OSError:
        return False


def _is_other(name: str, path: str, found: list[diagnostic.Diagnostic]) -> bool:
    """Whether a file is not a case file; one that looks like it is warned of."""
    ending = name.lower().rpartition(".")[2]
    if name.endswith(".yaml"):
        return False
    if ending in ("yml", "yaml"):
        stem = name[: -len(ending) - 1]
        found.append(
            _at(rules.OTHER_ENDING, path, "the file is not read, for its ending", f"rename it to {stem}.yaml")
        )
    return True


def _read(full: Path, path: str, found: list[diagnostic.Diagnostic]) -> str | None:
    try:
        size = full.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size / 1e6:.0f} MB, and at most {MAX_BYTES / 1e6:.0f} MB are read"
            found.append(_at(rules.FILE_TOO_LARGE, path, message, "split it, or move data out of the case"))
            return None
        data = full.read_bytes()
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror or error}"
        found.append(
            _at(rules.UNREADABLE, path, message, "give yourself the right to read it, or move it out")
        )
        return None
    return decode(data, path, found)


def decode(data: bytes, path: str, found: list[diagnostic.Diagnostic]) -> str | None:
    """Bytes of a case file to text: UTF-8, with or without a byte order mark; anything else is reported."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line_start = before.rfind(b"\n") + 1
        where = span.Span(
            path,
            before.count(b"\n") + 1,
            len(before[line_start:].decode("utf-8", "replace")) + 1,
        )
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8{_guess(data)}"
        found.append(
            diagnostic.Diagnostic(
                rule=rules.NOT_UTF8, span=where, message=texts.visible(message), help="save the file as UTF-8"
            )
        )
        return None


def _guess(data: bytes) -> str:
    """Which encoding it looks like; said as a guess, and never acted on."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "; the file looks like UTF-16"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "; the file looks like Windows-1252 or Latin-1"

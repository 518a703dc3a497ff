"""The texts of a case: which files of a folder are read, and what is wrong with them as files."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import text as texts

CASE_FILE = "case.yaml"
PROSE = ".md"
"""The ending of files that hold no records but the author's own words."""

README = "readme.md"
MAX_BYTES = 64 * 1024 * 1024
"""The size above which a file is not read; a case of 100,000 claims in one file has about 40 MB."""

NOT_AUTHORED = frozenset({"out", "captures"})
"""Folders at the top of a case that hold no case files: what is built, and what was captured."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a case by path relative to it, sorted, and their texts: records apart from prose."""

    root: Path
    texts: dict[str, str]
    prose: dict[str, str]


def load(root: Path) -> diagnostic.Outcome[Folder]:
    """Load every `*.yaml` and `*.md` of a case folder, at any depth. Touches the disk and changes nothing.

    A `README.md` is about the folder, and no part of the case.
    """
    walk = _Walk(root)
    loaded: dict[str, str] = {}
    prose: dict[str, str] = {}
    files = sorted(walk.files())
    is_there = os.path.isfile(root / CASE_FILE)  # noqa: PTH113 - Path.is_file raises in a closed folder
    if not is_there and not any(one.rule is rules.UNREADABLE for one in walk.found):
        walk.found.insert(0, _no_case(root))
    for path, full in files:
        if path.endswith("/" + CASE_FILE):
            message, repair = "a second case.yaml lies inside this case", "move it out, or rename it"
            walk.found.append(_at(rules.SECOND_CASE, path, message, repair))
            continue
        text = _read(full, path, walk.found)
        if text is not None:
            (prose if path.endswith(PROSE) else loaded)[path] = text
    return diagnostic.Outcome(Folder(root, loaded, prose), tuple(walk.found))


def _no_case(root: Path) -> diagnostic.Diagnostic:
    near = [name for name in _names(root) if name.lower() in ("case.yml", "case.yaml")]
    repair = "begin one with `wigmore init`, or name another folder"
    if near:
        repair = f"rename {near[0]} to case.yaml"
    return _at(rules.NO_CASE_FILE, CASE_FILE, "the folder holds no case.yaml", repair)


def _names(root: Path) -> list[str]:
    try:
        return sorted(one.name for one in root.iterdir())
    except OSError:
        return []


def _at(rule: diagnostic.Rule, path: str, message: str, repair: str) -> diagnostic.Diagnostic:
    where = span.Span(_shown(path))
    return diagnostic.Diagnostic(rule=rule, span=where, message=_shown(message), help=_shown(repair))


def _shown(name: str) -> str:
    """A name as it can be shown: what is not UTF-8 in it, or cannot be seen, becomes a mark."""
    return texts.visible(name).translate({0x09: "⟨U+0009⟩", 0x0A: "⟨U+000A⟩"})


class _Walk:
    """The case files of a folder, without hidden and built ones.

    A link to a file or folder inside the case is followed once everything that lies there itself has been
    seen, so that nothing is read twice and a circle of links ends; a link out of the case is refused.
    """

    def __init__(self, root: Path) -> None:
        self.found: list[diagnostic.Diagnostic] = []
        self._root = root
        self._inside = os.path.realpath(root)
        self._seen: set[str] = set()
        self._links: list[tuple[str, str]] = []

    def files(self) -> Iterator[tuple[str, str]]:
        """Path inside the case and path on the disk, for each case file."""
        yield from self._folder("", os.fspath(self._root))
        while self._links:
            path, full = self._links.pop(0)
            target = os.path.realpath(full)
            leads_to_folder = os.path.isdir(full)  # noqa: PTH112
            if not leads_to_folder and _is_other(path, self.found):
                continue
            if target != self._inside and not target.startswith(self._inside + os.sep):
                message, repair = "the file is a link out of the case", "copy the file here"
                if leads_to_folder:
                    message, repair = (
                        "the folder is a link out of the case, and is not read",
                        "copy the files here",
                    )
                self.found.append(_at(rules.LINK_OUT, path, message, repair))
            elif leads_to_folder:
                yield from self._folder(path + "/", target)
            else:
                yield from self._file(path, target)

    def _folder(self, path: str, full: str) -> Iterator[tuple[str, str]]:
        """The files of a folder and of all below it; `path` is empty or ends with a slash."""
        waiting = [(path, full)]
        while waiting:
            path, full = waiting.pop(0)
            if not self._is_new(full):
                continue
            for one in self._entries(path, full):
                below = path + one.name
                if one.name.startswith(".") or below in NOT_AUTHORED:
                    continue
                if one.is_symlink():
                    self._links.append((below, one.path))
                elif one.is_dir():
                    waiting.append((below + "/", one.path))
                elif not _is_other(below, self.found):
                    yield from self._file(below, one.path)

    def _file(self, path: str, full: str) -> Iterator[tuple[str, str]]:
        if self._is_new(full):
            if _shown(path) == path:
                yield path, full
            else:
                message = "the name holds characters that cannot be seen or are not UTF-8"
                self.found.append(_at(rules.UNREADABLE, path, message, "rename the file or its folder"))

    def _is_new(self, full: str) -> bool:
        target = os.path.realpath(full)
        before = len(self._seen)
        self._seen.add(target)
        return len(self._seen) > before

    def _entries(self, path: str, full: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(full) as entries:
                return sorted(entries, key=lambda one: one.name)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            message = f"the folder cannot be opened: {error.strerror or error}"
            repair = "give yourself the right to read it, or move it out"
            self.found.append(_at(rules.UNREADABLE, path.rstrip("/") or CASE_FILE, message, repair))
            return []


def _is_other(path: str, found: list[diagnostic.Diagnostic]) -> bool:
    """Whether a file is not a case file; one that looks like it is warned of."""
    name = path.rpartition("/")[2]
    if name.lower() == README:
        return True
    if path.endswith((".yaml", PROSE)):
        return False
    stem, _, ending = name.rpartition(".")
    if ending.lower() in OTHER_ENDINGS:
        message = "the file is not read, for its ending"
        repair = f"rename it to {stem}{OTHER_ENDINGS[ending.lower()]}"
        found.append(_at(rules.OTHER_ENDING, path, message, repair))
    return True


OTHER_ENDINGS = {"yml": ".yaml", "yaml": ".yaml", "md": PROSE, "markdown": PROSE}
"""Endings that look like those of case files, in small letters, and what they should be."""


def _read(full: str, path: str, found: list[diagnostic.Diagnostic]) -> str | None:
    try:
        about = os.stat(full)  # noqa: PTH116 - the path may be one that Path cannot spell
        # To open a pipe would wait for its other end.
        if not stat.S_ISREG(about.st_mode):
            message = "this is not a file of text, but a pipe, a socket or a device"
            found.append(_at(rules.UNREADABLE, path, message, "move it out of the case"))
            return None
        if about.st_size > MAX_BYTES:
            message = (
                f"the file has {about.st_size / 1e6:.0f} MB, and at most {MAX_BYTES / 1e6:.0f} MB are read"
            )
            found.append(_at(rules.FILE_TOO_LARGE, path, message, "split it, or move data out of the case"))
            return None
        with open(full, "rb") as stream:  # noqa: PTH123
            data = stream.read()
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror or error}"
        repair = "give yourself the right to read it, or move it out"
        found.append(_at(rules.UNREADABLE, path, message, repair))
        return None
    return decode(data, path, found)


def decode(data: bytes, path: str, found: list[diagnostic.Diagnostic]) -> str | None:
    """Bytes of a case file to text: UTF-8, with or without a byte order mark; anything else is reported."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from after the byte order mark.
        before, wrong = error.object[: error.start], error.object[error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        where = span.Span(path, before.count(b"\n") + 1, column)
        message = f"the byte 0x{wrong:02X} is not UTF-8{_guess(data, error)}"
        found.append(
            diagnostic.Diagnostic(
                rule=rules.NOT_UTF8, span=where, message=message, help="save the file as UTF-8"
            )
        )
        return None


def _guess(data: bytes, error: UnicodeDecodeError) -> str:
    """What the file looks like; said as a guess, and never acted on."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "; the file looks like UTF-16"
    if error.reason == "unexpected end of data":
        return "; the file breaks off in the middle of a character"
    if not error.object[: error.start].isascii():
        return ""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "; the file looks like Windows-1252 or Latin-1"

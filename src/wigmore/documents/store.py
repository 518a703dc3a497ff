"""The store of captures: files of `captures/` known by the SHA-256 of their bytes, and the list of them."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.documents import anchors
from wigmore.kit import canonical

FOLDER = "captures"
LIST = "captures/captures.jsonl"
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Store:
    """Where the bytes of each capture lie (by `sha256:` name), and which of them are text."""

    paths: dict[str, str] = field(default_factory=dict)
    documents: dict[str, anchors.Document] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()


def load(root: Path, wanted: frozenset[str]) -> diagnostic.Outcome[Store]:
    """Find the captures that the case names among the files of `captures/`, whatever they are called there.

    A file that the list names under one hash and whose bytes have another is reported: stored bytes must
    stay as they were taken.
    """
    found: list[diagnostic.Diagnostic] = []
    listed = _read_list(root, found)
    paths: dict[str, str] = {}
    documents: dict[str, anchors.Document] = {}
    unreadable = set()
    for path in _files(root):
        data = _bytes(root / path, path, found)
        if data is None:
            continue
        name = "sha256:" + canonical.sha256_hex(data)
        for expected, line in listed.get(path, ()):
            if expected != name:
                found.append(_changed(path, line, expected, name))
        if name in wanted and name not in paths:
            paths[name] = path
            try:
                documents[name] = anchors.Document.of(data.decode("utf-8-sig"))
            except UnicodeDecodeError:
                unreadable.add(name)
    return diagnostic.Outcome(Store(paths, documents, frozenset(unreadable)), tuple(found))


def _files(root: Path) -> list[str]:
    folder = root / FOLDER
    if not folder.is_dir() or folder.is_symlink():
        return []
    inside = root.resolve()
    return sorted(
        path.relative_to(root).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.relative_to(root).as_posix() != LIST
        and path.resolve().is_relative_to(inside)
    )


def _bytes(full: Path, path: str, found: list[diagnostic.Diagnostic]) -> bytes | None:
    try:
        if full.stat().st_size > MAX_BYTES:
            message = f"the capture is larger than {MAX_BYTES // 1024**2} MiB and is not read"
            found.append(_at(rules.FILE_TOO_LARGE, span.Span(path), message, "keep the part that is cited"))
            return None
        return full.read_bytes()
    except OSError as error:
        message = f"the capture cannot be opened: {error.strerror or error}"
        found.append(_at(rules.UNREADABLE, span.Span(path), message, "give yourself the right to read it"))
        return None


def _read_list(root: Path, found: list[diagnostic.Diagnostic]) -> dict[str, list[tuple[str, int]]]:
    """The list of captures: for each file, the hashes it was entered under, with their lines."""
    listed: dict[str, list[tuple[str, int]]] = {}
    path = root / LIST
    if not path.is_file():
        return listed
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        found.append(
            _at(rules.BAD_CAPTURE_LIST, span.Span(LIST), f"it cannot be read: {error}", "save it as UTF-8")
        )
        return listed
    for number, line in enumerate(lines, start=1):
        if line.strip():
            entry = _entry(line)
            if entry is None:
                message = "the line is not a JSON object with `capture` and `file`"
                repair = 'write {"capture": "sha256:…", "file": "captures/…"}'
                found.append(_at(rules.BAD_CAPTURE_LIST, span.Span(LIST, number), message, repair))
            else:
                listed.setdefault(entry[1], []).append((entry[0], number))
    return listed


def _entry(line: str) -> tuple[str, str] | None:
    try:
        held: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, dict):
        return None
    name, file = held.get("capture"), held.get("file")
    return (name, file) if isinstance(name, str) and isinstance(file, str) else None


def _changed(path: str, line: int, expected: str, name: str) -> diagnostic.Diagnostic:
    message = f"the bytes of {path} are not those that were taken: {name[:19]}… instead of {expected[:19]}…"
    return _at(
        rules.CAPTURE_CHANGED,
        span.Span(LIST, line),
        message,
        "restore the file; new bytes go into a file and a line of their own",
    )


def _at(rule: diagnostic.Rule, where: span.Span, message: str, repair: str) -> diagnostic.Diagnostic:
    return diagnostic.at(rule, where, message, repair)

"""The only writer of `out/`: takes named texts and replaces files whole."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

WRITTEN = ".cache/written"
"""The list of files that the last build wrote: what is not on it is not ours to remove."""

REMOVED = re.compile(r"tables/[a-z0-9_-]+\.csv|figures/[a-z0-9_-]+\.svg|network\.bif")
"""The names of tables, figures and the network; nothing else is removed when a build no longer writes it."""


def write(out: Path, files: Mapping[str, str]) -> None:
    """Write every text to its path below `out`; raises OSError when it cannot.

    All of them are written beside their places first, and then put in place together, so that a build that
    is stopped leaves the last good report whole. Tables and figures of the last build that this one lacks are
    removed.
    """
    old = _written(out)
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, text in {**files, WRITTEN: "".join(f"{name}\n" for name in files)}.items():
            path = out / name
            data = text.encode("utf-8", "replace")
            if not _is_same(path, data):
                path.parent.mkdir(parents=True, exist_ok=True)
                new = path.with_name(f".{path.name}.{os.getpid()}.new")
                waiting.append((new, path))
                _write_through(new, data)
        with _uninterrupted():
            for new, path in waiting:
                new.replace(path)
    finally:
        for new, _ in waiting:
            new.unlink(missing_ok=True)
    for name in sorted(old - files.keys()):
        (out / name).unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    """Write bytes and see them on the disk before they are put in place."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _written(out: Path) -> set[str]:
    """The tables and figures that the last build wrote here."""
    try:
        names = (out / WRITTEN).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {name for name in names if REMOVED.fullmatch(name)}


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back for the moment in which files are put in place; it is delivered after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

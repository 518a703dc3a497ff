"""The only writer of `out/`: takes named texts and replaces files whole."""

from collections.abc import Mapping
from pathlib import Path

from wigmore.kit import canonical


def write(out: Path, files: Mapping[str, str]) -> None:
    """Write every text to its path below `out`, atomically one by one; raises OSError when it cannot.

    Tables of an earlier build that this one does not make are removed.
    """
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode("utf-8", "replace")
        if not _is_same(path, data):
            canonical.write_atomic(path, data)
    for path in sorted((out / "tables").glob("*.csv")):
        if path.relative_to(out).as_posix() not in files:
            path.unlink()


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False

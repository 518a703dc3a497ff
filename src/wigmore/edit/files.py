"""Writes case files: a new case, or one record of a file whose text is still the one that was read."""

from collections.abc import Mapping
from pathlib import Path

from wigmore.casefiles import write
from wigmore.kit import canonical
from wigmore.model import record


class Refused(Exception):
    """The change was not made; the message says why, and nothing was written."""


def create(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write new files below a folder, which may exist; refuses when one of them is already there.

    Raises Refused then, and OSError when the folder cannot be written.
    """
    paths = {folder / name: data for name, data in files.items()}
    taken = [path for path in paths if path.exists() or path.is_symlink()]
    there = sorted(path.relative_to(folder).as_posix() for path in taken)
    if there:
        raise Refused(f"{folder / there[0]} is already there")
    for path, data in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        canonical.write_atomic(path, data)
    return sorted(paths)


def replace_record(path: Path, one: record.Record, digest: str) -> None:
    """Replace one record in a case file and leave every other byte as it is.

    `digest` is the SHA-256 of the file as the caller read it: raises Refused when the file is another by
    now, or does not hold the record, and OSError when it cannot be read or written.
    """
    data = path.read_bytes()
    if canonical.sha256_hex(data) != digest:
        raise Refused(f"{path} was changed in the meantime")
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = write.replace_record(data.decode("utf-8-sig"), one)
    except (KeyError, ValueError) as error:
        raise Refused(f"{path} holds no record `{one.id}` that can be replaced") from error
    canonical.write_atomic(path, (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8"))

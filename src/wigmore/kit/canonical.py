"""One spelling of a value, its fingerprint, an identifier made from content, and a write that is whole.

The canonical spelling is JSON with sorted keys, no blanks and characters written as themselves; two equal
values have the same spelling on every machine, so their SHA-256 (FIPS 180-4) is the same too.
"""

import hashlib
import json
import os
import secrets
import stat
from pathlib import Path

__all__ = ["canonical_json", "content_id", "sha256_hex", "write_atomic"]

_FEWEST, _MOST = 8, 12


def canonical_json(value: object) -> str:
    """Spell a value as JSON in the one canonical way.

    Reads str, int, float, bool, None, list, tuple (as a list) and dict with str keys. Floats are written by
    repr, the shortest digits that read back the same, so 1 and 1.0 differ.

    Raises ValueError for NaN, the infinities and a value that contains itself, TypeError for any other type.

    >>> canonical_json({"b": (1, None), "a": "é"})
    '{"a":"é","b":[1,null]}'
    """
    written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    _refuse_other_keys(value)
    return written


def _refuse_other_keys(value: object) -> None:
    """Raise TypeError for a key that is no string: JSON would write 1 and "1" alike."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            for key, inner in item.items():
                if not isinstance(key, str):
                    raise TypeError(f"keys must be str, not {type(key).__name__}")
                waiting.append(inner)
        elif isinstance(item, list | tuple):
            waiting.extend(item)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, *parts: object, digits: int = _FEWEST) -> str:
    """Make an identifier from content: the prefix, a hyphen and the first hexadecimal digits of a SHA-256.

    What is hashed is the canonical list [prefix, *parts]. A list keeps its parts apart, which joined text
    would not:

    >>> content_id("x", "a.b", "c")
    'x-b7284408'
    >>> content_id("x", "a", "b.c")
    'x-d3d49785'

    Raises ValueError when digits is not 8 to 12, and what canonical_json raises.
    """
    if not _FEWEST <= digits <= _MOST:
        raise ValueError(f"digits must be {_FEWEST} to {_MOST}, not {digits}")
    # A lone surrogate can come from an escape in a YAML string; it still deserves an identifier.
    spelt = canonical_json([prefix, *parts]).encode("utf-8", "surrogatepass")
    return f"{prefix}-{sha256_hex(spelt)[:digits]}"


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    The bytes go to a new file in the same folder, are flushed to the disk and take the name by os.replace.
    An existing target keeps its permission bits; a new one gets those of the process's umask. A target that
    is a symbolic link is replaced by a plain file; what the link led to stays as it was.

    Raises OSError; the temporary file is gone then and the target untouched.
    """
    # A short name of its own: the target's name may already be as long as the file system allows.
    temporary = path.parent / f".{secrets.token_hex(8)}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise

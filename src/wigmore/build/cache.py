"""Results kept by the content they were made from, in `out/.cache/`.

A case folder comes from other people, and so may its cache. Each entry is therefore sealed with a secret
that never leaves this user's own state folder: an entry without our seal is not looked into. Without a
secret (a read-only home) nothing is kept, and every build is a clean one.
"""

import hashlib
import hmac
import os
import pickle
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from wigmore.kit import canonical

T = TypeVar("T")
SEAL = 32
ENTRY = re.compile(
    r"(?:files-read|analyses-run|parts-of-the-page-rendered|pieces-of-tables|figures-drawn)-[0-9a-f]{12}(?:\.\d+\.tmp)?"
)
"""The names of our own files in a cache folder."""

FORMAT = 2


def secret() -> bytes | None:
    """This user's secret, made at its first use; None where it cannot be kept."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    path = Path(state) / "wigmore" / "cache.key"
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(secrets.token_bytes(SEAL))
        held = path.read_bytes()
    except (OSError, RuntimeError):
        return None
    return held if len(held) == SEAL else None


class Cache:
    """Looks results up by name and key, and counts what was kept and what was made."""

    def __init__(self, folder: Path | None, key: bytes | None, version: str) -> None:
        self._folder = folder if key is not None else None
        self._key = key or b""
        self._version = version
        self._used: set[str] = set()
        self._names: dict[str, None] = {}
        self.kept: dict[str, int] = {}
        self.made: dict[str, int] = {}

    def get(
        self, name: str, content: str, make: Callable[[], T], *, keep: Callable[[T], bool] | None = None
    ) -> T:
        """The result kept under a name for this content, or the one that `make` gives.

        `content` is a digest of all that the result depends on; `keep` may refuse to store a result.
        """
        file = self._file(name, content)
        self._names[name] = None
        held = self._load(file)
        if held is not None:
            self.kept[name] = self.kept.get(name, 0) + 1
            return held[0]  # type: ignore[no-any-return]
        self.made[name] = self.made.get(name, 0) + 1
        value = make()
        if keep is None or keep(value):
            self._store(file, content, value)
        return value

    def forget(self, name: str, content: str) -> None:
        """Remove the result kept under a name for this content."""
        file = self._file(name, content)
        self._used.discard(file)
        if self._folder is not None:
            (self._folder / file).unlink(missing_ok=True)

    def _file(self, name: str, content: str) -> str:
        return canonical.content_id(name.replace(" ", "-"), FORMAT, self._version, content, digits=12)

    def _load(self, file: str) -> tuple[Any] | None:
        self._used.add(file)
        if self._folder is None:
            return None
        try:
            data = (self._folder / file).read_bytes()
        except OSError:
            return None
        seal, body = data[:SEAL], data[SEAL:]
        if not hmac.compare_digest(seal, self._seal(file, body)):
            return None
        return (pickle.loads(body),)  # noqa: S301 - sealed by us, see above

    def _store(self, file: str, content: str, value: Any) -> None:
        if self._folder is None:
            return
        body = pickle.dumps(value, protocol=5)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary = self._folder / f"{file}.{os.getpid()}.tmp"
            temporary.write_bytes(self._seal(file, body) + body)
            temporary.replace(self._folder / file)
        except OSError:
            self._folder = None

    def _seal(self, file: str, body: bytes) -> bytes:
        return hmac.new(self._key, file.encode() + b"\0" + body, hashlib.sha256).digest()

    def forget_unused(self) -> None:
        """Remove every entry of ours that this build did not ask for; what else lies there stays."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in self._used and ENTRY.fullmatch(path.name) and path.is_file():
                path.unlink(missing_ok=True)

    def summary(self) -> str:
        """What was made anew and what was kept: `files read 1 of 200; analyses run 0 of 1`."""
        return "; ".join(
            f"{name} {self.made.get(name, 0)} of {self.made.get(name, 0) + self.kept.get(name, 0)}"
            for name in self._names
        )

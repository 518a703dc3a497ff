"""The size on the disk of what wigmore needs at run time, from the records of the installed packages."""

import re
from importlib import metadata
from pathlib import Path

from packaging import requirements

from benchmarks import table

MOST = 150e6
OWN = "wigmore"
PEER = "beancount"


def weight(_folder: Path, _smaller: int) -> table.Section:
    """The sum over all requirements, with the peer's beside it."""
    ours = sizes(OWN)
    own = ours.pop(OWN, 0)
    total = sum(ours.values())
    peer = sizes(PEER)
    peer_total = sum(peer.values()) - peer.get(PEER, 0)
    goal = f"ours <= {table.megabytes(MOST)}"
    shown = table.megabytes(peer_total) if peer else table.NO_PEER
    ratio = total / peer_total if peer_total else None
    rows = [table.Row("all requirements together", table.megabytes(total), shown, ratio, goal, total <= MOST)]
    rows += [
        table.Row(f"  {name} {metadata.version(name)}", table.megabytes(size))
        for name, size in sorted(ours.items(), key=lambda item: -item[1])
    ]
    note = (
        f"wigmore itself, as recorded: {table.megabytes(own)} (an editable install records a link only); "
        f"the peer is what {PEER} requires"
    )
    return table.Section("Weight of the installed requirements, without bytecode", tuple(rows), (note,))


def sizes(root: str) -> dict[str, int]:
    """The bytes of a distribution and of all it requires (no extras), by normal name; empty if missing."""
    found: dict[str, int] = {}
    waiting = [root]
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            held = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = _bytes(held)
        waiting += _required(held)
    return found


def _required(held: metadata.Distribution) -> list[str]:
    """The names a distribution requires on this machine, without its extras."""
    parsed = [requirements.Requirement(line) for line in held.requires or ()]
    return [one.name for one in parsed if one.marker is None or one.marker.evaluate({"extra": ""})]


def _bytes(held: metadata.Distribution) -> int:
    """The recorded files that are there, bytecode left out."""
    paths = [Path(str(file.locate())) for file in held.files or () if file.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

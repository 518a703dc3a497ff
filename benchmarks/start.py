"""`wigmore --help` against a bare interpreter, and what it imports."""

import re
import sys
from pathlib import Path

from benchmarks import runs, table

REPEAT = 15
UNDER = 8.0
WATCHED = ("numpy", "scipy", "pint", "pandas", "rapidfuzz", "rich", "jinja2", "yaml")
SCIENTIFIC = WATCHED[:4]


def start(folder: Path, _smaller: int) -> table.Section:
    """Medians of fifteen runs, the three programs in turn."""
    place = folder / "start"
    place.mkdir()
    programs: dict[str, list[str | Path]] = {
        "help": runs.wigmore("--help"),
        "isolated": [sys.executable, "-I", "-c", "pass"],
        "bare": [sys.executable, "-c", "pass"],
    }
    for program in programs.values():
        runs.run(program, place)
    held: dict[str, list[runs.Run]] = {name: [] for name in programs}
    for _ in range(REPEAT):
        for name, program in programs.items():
            held[name].append(runs.run(program, place))
    ours = runs.median(held["help"])
    rows = [
        table.compared(
            f"--help, against `python {args}`", ours, runs.median(held[name]), table.seconds, under=UNDER
        )
        for name, args in (("isolated", "-I -c pass"), ("bare", "-c pass"))
    ]
    return table.Section(f"`wigmore --help`, median of {REPEAT}", tuple(rows), (imported(place),))


def imported(place: Path) -> str:
    """A line that tells which of the watched packages `--help` imports."""
    log = runs.run([sys.executable, "-X", "importtime", "-m", "wigmore", "--help"], place).output
    names = set(re.findall(r"^import time:.*\|\s*([\w.]+)\s*$", log, flags=re.MULTILINE))
    seen = [name for name in WATCHED if name in names]
    science = [name for name in seen if name in SCIENTIFIC]
    verdict = f"IMPORTED: {', '.join(science)}" if science else "none is imported"
    return (
        f"scientific packages ({', '.join(SCIENTIFIC)}): {verdict}; "
        f"others watched: {', '.join(name for name in seen if name not in SCIENTIFIC) or 'none is imported'} "
        f"(of {', '.join(WATCHED[len(SCIENTIFIC) :])}); {len(names)} modules in all"
    )

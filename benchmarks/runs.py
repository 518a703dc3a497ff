"""Runs programs as processes of their own, and measures the time and the peak memory of each."""

import importlib.util
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAC_COUNTS_BYTES = sys.platform == "darwin"
Clock = Callable[[float, resource.struct_rusage], float]
CLOCKS: dict[str, Clock] = {
    "wall": lambda wall, _usage: wall,
    "cpu": lambda _wall, usage: usage.ru_utime + usage.ru_stime,
}
"""What counts as time: what passes for whoever waits, or what the processor spent on the program."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: seconds by the chosen clock, peak memory in bytes, and what it printed."""

    seconds: float
    peak: int
    output: str


class FailedRunError(Exception):
    """A program whose run was to be measured did not end well."""


_clock: Clock = CLOCKS["wall"]


def use_clock(name: str) -> None:
    """Take a clock of `CLOCKS` for all runs from now on."""
    global _clock  # noqa: PLW0603 - one choice for the whole process, made before the first run
    _clock = CLOCKS[name]


def run(args: Sequence[str | Path], folder: Path) -> Run:
    """Run a program in a folder with a home of its own there; raises FailedRunError unless it ends well."""
    log = folder / "output.txt"
    state = folder / "state"
    environment = {**os.environ, "XDG_STATE_HOME": str(state), "XDG_CACHE_HOME": str(state)}
    with log.open("wb") as stream:
        begun = time.perf_counter()
        process = subprocess.Popen(args, cwd=folder, stdout=stream, stderr=stream, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    output = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode != 0:
        shown = " ".join(map(str, args))
        raise FailedRunError(f"{shown} ended with {process.returncode}:\n{output[-2000:]}")
    taken = _clock(wall, usage)
    return Run(taken, usage.ru_maxrss * (1 if MAC_COUNTS_BYTES else 1024), output)


def times(args: Sequence[str | Path], folder: Path, repeat: int) -> list[Run]:
    """So many runs of a program."""
    return [run(args, folder) for _ in range(repeat)]


def median(some: Sequence[Run]) -> float:
    """The median of the seconds."""
    return statistics.median(one.seconds for one in some)


def peak(some: Sequence[Run]) -> float:
    """The median of the peak memory."""
    return statistics.median(one.peak for one in some)


def wigmore(*args: str | Path) -> list[str | Path]:
    """The command line of wigmore under the interpreter of this process."""
    return [sys.executable, "-m", "wigmore", *args]


def bean_check(ledger: Path) -> list[str | Path] | None:
    """The command line of the peer without its cache; None where it is not installed."""
    found = shutil.which("bean-check", path=str(Path(sys.executable).parent)) or shutil.which("bean-check")
    return [found, "--no-cache", ledger] if found else None


def source_state() -> dict[str, int]:
    """When each file of the package was last changed: another state at the end spoils what was measured."""
    found = importlib.util.find_spec("wigmore")
    folders = found.submodule_search_locations or () if found else ()
    return {
        str(path): path.stat().st_mtime_ns
        for folder in folders
        for path in Path(folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }

"""`wigmore check` of 1,000 to 100,000 claims beside `bean-check` of as many transactions: time and memory."""

import functools
import json
import math
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks import generate, runs, table

SIZES = (1_000, 10_000, 100_000)
PER_FILE = 500
INSTALL = 'bean-check is missing: run `.venv/bin/pip install --only-binary :all: "beancount>=3.1"`'
MOST_EXPONENT = 1.1
MOST_WARMED = 20_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Runs on a case and on a ledger of the same size; no runs of the peer where it is missing."""

    size: int
    ours: tuple[runs.Run, ...]
    peer: tuple[runs.Run, ...]

    @property
    def seconds(self) -> tuple[float, float | None]:
        """The median times."""
        return runs.median(self.ours), runs.median(self.peer) if self.peer else None

    @property
    def peaks(self) -> tuple[float, float | None]:
        """The median peaks of memory."""
        return runs.peak(self.ours), runs.peak(self.peer) if self.peer else None


@functools.cache
def measure(folder: Path, size: int, per_file: int) -> Pair:
    """Check a case and a ledger in turn: five times when small, once when large."""
    place = folder / f"scale-{size}-{per_file}"
    generate.case(place / "case", size, per_file=per_file)
    generate.ledger(place / "ledger.beancount", size)
    peer = runs.bean_check(place / "ledger.beancount")
    if size <= MOST_WARMED:
        _warm_up(place)
    ours, theirs = [], []
    for _ in range(max(1, min(5, 50_000 // size))):
        ours.append(runs.run(runs.wigmore("check", place / "case"), place))
        if peer:
            theirs.append(runs.run(peer, place))
    shutil.rmtree(place)
    return Pair(size, tuple(ours), tuple(theirs))


def _warm_up(place: Path) -> None:
    """Check once without measuring; raises FailedRunError when the generated case is not clean."""
    found = json.loads(runs.run(runs.wigmore("check", "--json", place / "case"), place).output)
    if found["diagnostics"]:
        raise runs.FailedRunError(f"the generated case is not clean: {found['diagnostics'][:3]}")


def time(folder: Path, smaller: int) -> table.Section:
    """The time of checking for each claim, and how it grows."""
    pairs = [measure(folder, size // smaller, PER_FILE) for size in SIZES]
    single = SIZES[1] // smaller
    rows = [_per_claim(pair, f"check, {pair.size:,} claims") for pair in pairs]
    rows.append(_per_claim(measure(folder, single, single), f"check, {single:,} claims in one file"))
    rows += [_growth(pairs[0], pairs[1]), _growth(pairs[1], pairs[2])]
    total = "; ".join(f"{pair.size:,} claims: {_total(pair)}" for pair in pairs)
    return table.Section(
        "Time of `wigmore check` a claim, against `bean-check --no-cache` a transaction",
        tuple(rows),
        (f"whole runs, start-up included: {total}", *_missing(pairs)),
    )


def _per_claim(pair: Pair, name: str) -> table.Row:
    ours, peer = pair.seconds
    each = peer / pair.size if peer else None
    return table.compared(name, ours / pair.size, each, table.micros, at_most=1)


def _growth(small: Pair, large: Pair) -> table.Row:
    """The exponent e of time ~ claims^e between two sizes; 1 is linear."""

    def exponent(before: float, after: float) -> float:
        return math.log(after / before) / math.log(large.size / small.size)

    ours = exponent(small.seconds[0], large.seconds[0])
    before, after = small.seconds[1], large.seconds[1]
    peer = table.plain(exponent(before, after)) if before and after else table.NO_PEER
    name = f"growth exponent, {small.size:,} to {large.size:,}"
    return table.Row(
        name, table.plain(ours), peer, goal=f"ours <= {MOST_EXPONENT}", met=ours <= MOST_EXPONENT
    )


def _total(pair: Pair) -> str:
    ours, peer = pair.seconds
    return f"{table.seconds(ours)} (peer {table.seconds(peer)})" if peer else table.seconds(ours)


def memory(folder: Path, smaller: int) -> table.Section:
    """The peak memory of the same runs."""
    pairs = [measure(folder, size // smaller, PER_FILE) for size in SIZES[1:]]
    rows = [table.compared(f"peak, {pair.size:,} claims", *pair.peaks, table.megabytes) for pair in pairs]
    for pair in pairs:
        ours, peer = pair.peaks
        each = peer / pair.size if peer else None
        rows.append(
            table.compared(f"peak a claim, {pair.size:,} claims", ours / pair.size, each, table.kilobytes)
        )
    return table.Section("Peak memory of the same runs", tuple(rows), _missing(pairs))


def _missing(pairs: list[Pair]) -> tuple[str, ...]:
    return () if pairs[0].peer else (INSTALL,)

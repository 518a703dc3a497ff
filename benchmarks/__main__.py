"""`python -m benchmarks`: run the benchmarks and print one table."""

import argparse
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import (
    attribution,
    chronology,
    coattendance,
    coincidence,
    conflicts,
    estimates,
    inference,
    ownership,
    paths,
    quotes,
    rebuild,
    runs,
    scale,
    start,
    table,
    weight,
)

BENCHMARKS: Mapping[str, Callable[[Path, int], table.Section]] = {
    "time": scale.time,
    "memory": scale.memory,
    "rebuild": rebuild.rebuild,
    "start": start.start,
    "weight": weight.weight,
    "quotes": quotes.quotes,
    "conflicts": conflicts.conflicts,
    "chronology": chronology.chronology,
    "attribution": attribution.attribution,
    "coattendance": coattendance.coattendance_fit,
    "inference": inference.inference,
    "coincidence": coincidence.coincidence,
    "paths": paths.paths,
    "estimates": estimates.estimates,
    "ownership": ownership.ownership,
}
"""The benchmarks by name; each is given a temporary folder, and by how much smaller its input shall be."""

QUICK = 10


def main() -> int:
    """Run what was asked for; the exit code tells of failed runs, never of missed goals."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="inputs ten times smaller: does the benchmark work?"
    )
    parser.add_argument(
        "--only", choices=BENCHMARKS, action="append", metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument(
        "--clock", choices=runs.CLOCKS, default="wall", help="cpu: processor time, steadier on a busy machine"
    )
    args = parser.parse_args()
    runs.use_clock(args.clock)
    # A stop from outside ends the run as ctrl-c does, so that the temporary folder goes.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sections = []
    before = runs.source_state()
    with tempfile.TemporaryDirectory(prefix="wigmore-bench-") as folder:
        for name in args.only or BENCHMARKS:
            print(f"{name} ...", file=sys.stderr, flush=True)
            try:
                sections.append(BENCHMARKS[name](Path(folder), QUICK if args.quick else 1))
            except runs.FailedRunError as error:
                print(f"{name} failed: {error}", file=sys.stderr)
                return 1
    print(table.render(sections))
    print(f"\n{machine(args.clock, quick=args.quick)}")
    if runs.source_state() != before:
        print("The source of wigmore was changed during the run: measure again.")
    return 0


def machine(clock: str, *, quick: bool) -> str:
    """Where and how it was measured."""
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    small = " Quick run: inputs ten times smaller, goals mean nothing." if quick else ""
    return (
        f"Machine: {os.cpu_count()} cores{load}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; times by the {clock} clock.{small}"
    )


if __name__ == "__main__":
    sys.exit(main())

"""Finding 2,000 quotes in a capture of 5 MB: the check with the capture less the check without it."""

import shutil
from pathlib import Path

from benchmarks import generate, runs, table

QUOTES = 2_000
CHARACTERS = 5_000_000
REPEAT = 3


def quotes(folder: Path, smaller: int) -> table.Section:
    """What the verification adds to a check, beside `grep` with the same fixed strings."""
    place = folder / "quotes"
    count, characters = QUOTES // smaller, CHARACTERS // smaller
    name = generate.capture(place / "with" / "captures", count, characters)
    captured = place / "with" / "captures"
    generate.case(place / "case", count, per_file=500, capture=name)
    generate.quotes(place / "quotes.txt", count)
    check = runs.wigmore("check", place / "case")
    without = runs.times(check, place, REPEAT)
    captured.rename(place / "case" / "captures")
    with_ = runs.times(check, place, REPEAT)
    peer = _grep(place, count)
    shutil.rmtree(place)
    taken = max(runs.median(with_) - runs.median(without), 1e-9)
    rows = (
        table.compared(f"{count:,} quotes in {table.megabytes(characters)}", taken, peer, table.seconds),
        table.compared("a quote", taken / count, peer / count if peer else None, table.micros),
    )
    note = (
        f"whole check {table.seconds(runs.median(with_))} with the capture, "
        f"{table.seconds(runs.median(without))} without; the peer is `grep -oF -f QUOTES CAPTURE`"
    )
    return table.Section("Verification of quotes in one capture", rows, (note,))


def _grep(place: Path, count: int) -> float | None:
    """The time of grep on the same text; None where there is none. Raises where it finds another number."""
    program = shutil.which("grep")
    if program is None:
        return None
    text = place / "case" / "captures" / "volume.txt"
    some = runs.times([program, "-oF", "-f", place / "quotes.txt", text], place, REPEAT)
    found = len(some[0].output.splitlines())
    if found != count:
        raise runs.FailedRunError(f"grep finds {found} of {count} quotes in the generated capture")
    return runs.median(some)

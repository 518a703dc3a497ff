"""How the search for conflicts grows: one subject, one property, and ever more claims about it."""

import gc
import math
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import table
from wigmore.analyses import conflicts as analysis
from wigmore.kit import edtf, frozen, quantity
from wigmore.model import claim, graph, views, vocabulary
from wigmore.stages import policies

SIZES = (10_000, 100_000)
REPEAT = 3
MOST_EXPONENT = 1.2
OUTPUT = vocabulary.Property(name="output", unit="t", single=True)
REPORTED = graph.Standing("reported", "one-speaker")

Said = Callable[[int], tuple[int, str]]
"""For the number of a claim, the day (counted from 1900) and the value that it speaks of."""

CASES: Mapping[str, Said] = {
    "other times, other values": lambda number: (number, f"{number} t"),
    "one time, other values": lambda number: (0, f"{number} t"),
    "pairs of a time, other values": lambda number: (number // 2, f"{number * 7919 % 99_991} t"),
}


def conflicts(_folder: Path, smaller: int) -> table.Section:
    """The processor time of the analysis a claim, and the exponent of its growth."""
    rows = []
    for name, said in CASES.items():
        small, large = (_seconds(said, size // smaller) for size in SIZES)
        rows += [
            table.Row(f"{name}, {size // smaller:,} claims", table.micros(held / (size // smaller)))
            for size, held in zip(SIZES, (small, large), strict=True)
        ]
        exponent = math.log(large / small) / math.log(SIZES[1] / SIZES[0])
        rows.append(
            table.Row(
                f"growth exponent, {name}",
                table.plain(exponent),
                table.NO_PEER,
                goal=f"ours <= {MOST_EXPONENT}",
                met=exponent <= MOST_EXPONENT,
            )
        )
    return table.Section(
        "Conflicts among claims about one property of one subject, processor time a claim", tuple(rows)
    )


def _seconds(said: Said, size: int) -> float:
    """The median processor time of a few runs over so many claims."""
    inputs = made(said, size)
    taken = []
    for _ in range(REPEAT):
        gc.collect()
        begun = time.process_time()
        analysis.conflicts.function(*inputs)
        taken.append(time.process_time() - begun)
    return max(statistics.median(taken), 1e-9)  # a clock may stand still over very few claims


def made(said: Said, size: int) -> tuple[views.Values, views.Reports, views.Policies]:
    """The inputs of the analysis for so many claims, each of one speaker."""
    first = edtf.ordinal((1900, 1, 1))
    statement = (claim.Statement(source="paper"),)
    report = graph.Report(("paper",), (graph.Speaker("paper", "Paper"),), "asserts", (0,), False)
    origins = graph.Origins((report,), 1, 0, 0, 0)
    values, reports = {}, {}
    for number in range(size):
        name = f"output-{number:06}"
        day, value = said(number)
        when = edtf.parse(edtf.show_day(edtf.day_of(first + day)))
        values[name] = views.Said(name, ("mill",), OUTPUT.name, quantity.parse(value), when, frozen.EMPTY)
        reports[name] = views.Reported(
            name, ("mill",), frozenset(("mill",)), statement, (), origins, REPORTED, (), False
        )
    properties = {OUTPUT.name: OUTPUT}
    return (
        views.Values(values, properties),
        views.Reports(reports),
        views.Policies(policies.builtin_policies()),
    )

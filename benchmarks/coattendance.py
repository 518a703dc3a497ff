"""How long the bipartite configuration model takes beside the package `bicm`, which must give the same."""

import contextlib
import io
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import table
from wigmore.methods import bicm, coattendance

ROWS, COLUMNS = 5_000, 500
SMALL = (500, 50)
SEED = 1
REPEAT = 3
CLOSE = 1e-8


def coattendance_fit(_folder: Path, smaller: int) -> table.Section:
    """The fit beside the peer, how far the two are apart, and all pairs of a smaller table."""
    attended = made(ROWS // smaller, COLUMNS // smaller)
    rows, columns = attended.sum(1).tolist(), attended.sum(0).tolist()
    ours = _seconds(lambda: bicm.fit(rows, columns))
    theirs = peer(rows, columns)
    shape = f"{len(rows):,} by {len(columns):,}"
    notes = ["The peer is compiled; its first run, which compiles, is not counted."]
    taken = None
    if theirs is not None:
        taken = _seconds(theirs)
        apart = float(np.abs(theirs() - bicm.fit(rows, columns)).max())
        notes.append(
            f"Probabilities differ by {apart:.1e} at most; equal within {CLOSE:.0e}: {apart <= CLOSE}."
        )
    small = made(*SMALL)
    whole = _seconds(lambda: coattendance.pairs(small))
    return table.Section(
        "Who met whom: the bipartite configuration model, processor time",
        (
            table.compared(f"fit, {shape}", ours, taken, table.seconds, at_most=1),
            table.Row(f"all pairs, {SMALL[0]:,} by {SMALL[1]:,}", table.seconds(whole), table.NO_PEER),
        ),
        tuple(notes),
    )


def made(rows: int, columns: int) -> coattendance.Mask:
    """A table in which few come often and few events are large."""
    random = np.random.default_rng(SEED)
    often, large = random.beta(0.5, 5, rows), random.beta(1, 2, columns)
    found: coattendance.Mask = random.random((rows, columns)) < 2 * np.outer(often, large)
    return found


def peer(rows: list[int], columns: list[int]) -> Callable[[], coattendance.Floats] | None:
    """The same by the package `bicm`, compiled already; None where it is not installed."""
    try:
        import bicm as package
    except ImportError:
        return None

    def run() -> coattendance.Floats:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = package.BipartiteGraph()
            graph.set_degree_sequences((np.array(rows), np.array(columns)))
            graph.solve_tool()
            found: coattendance.Floats = graph.get_bicm_matrix()
        return found

    run()
    return run


def _seconds(work: Callable[[], object]) -> float:
    """The least processor time of a few runs."""
    taken = []
    for _ in range(REPEAT):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)

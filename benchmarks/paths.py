"""All short paths between two nodes of a large sparse network, beside networkx."""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import runs, table
from wigmore.methods import paths as methods
from wigmore.methods import rewiring

EDGES, NODES, LONGEST, REPEAT = 100_000, 20_000, 4, 3
PAIRS = 20
LEAST_TIMES = 20
SEED = 1736
TIES, NETWORKS, SWAPS = 600, 199, 10


def paths(_folder: Path, smaller: int) -> table.Section:
    """Paths through ours and through networkx, which must find the same; and the rewiring of a small case."""
    network = made(NODES // smaller, EDGES // smaller)
    pairs = _pairs(network, PAIRS)
    name = f"paths of at most {LONGEST} edges, {PAIRS} pairs"
    ours = _median(lambda: [methods.simple_paths(network, *pair, longest=LONGEST) for pair in pairs])
    rows = [_against_peer(name, network, pairs, ours)]
    small = made(TIES // 2, TIES)
    taken = _median(lambda: rewiring.rewired(small, networks=NETWORKS, swaps=SWAPS, seed=SEED))
    rows.append(
        table.Row(f"{NETWORKS} networks of {TIES} edges, {SWAPS} swaps an edge", table.seconds(taken))
    )
    return table.Section(
        f"Paths: {len(network.edges):,} edges, {network.size:,} nodes",
        tuple(rows),
        ("The paths found are the same, or the run fails. The peer reads its own graph, built beforehand.",),
    )


def made(nodes: int, edges: int) -> methods.Graph:
    """A network with some hubs: half of the edges end where an edge ended before, the others anywhere."""
    chance = np.random.default_rng(SEED)
    ends = chance.integers(nodes, size=(2 * edges, 2))
    copied = chance.integers(len(ends), size=len(ends)) < len(ends) // 2
    ends[copied, 1] = ends[chance.integers(len(ends), size=copied.sum()), 1] // 50
    kept = ends[ends[:, 0] != ends[:, 1]]
    keys = np.unique(np.sort(kept, axis=1), axis=0)
    return methods.graph(nodes, chance.permutation(keys)[:edges])


def _pairs(network: methods.Graph, count: int) -> list[tuple[int, int]]:
    chance = np.random.default_rng(SEED + 1)
    tied = np.flatnonzero(network.degrees)
    drawn = (chance.choice(tied, 2, replace=False).tolist() for _ in range(count))
    return [(int(one), int(other)) for one, other in drawn]


def _against_peer(name: str, network: methods.Graph, pairs: list[tuple[int, int]], ours: float) -> table.Row:
    try:
        import networkx
    except ImportError:
        return table.Row(name, table.seconds(ours), table.NO_PEER, goal=f"ratio <= {1 / LEAST_TIMES:g}")
    peer: Any = networkx.Graph()
    peer.add_edges_from(network.edges.tolist())
    begun = time.perf_counter()
    theirs = [list(networkx.all_simple_paths(peer, *pair, cutoff=LONGEST)) for pair in pairs]
    taken = time.perf_counter() - begun
    for pair, found in zip(pairs, theirs, strict=True):
        held = methods.simple_paths(network, *pair, longest=LONGEST)
        if sorted(map(tuple, found)) != sorted(tuple(row) for one in held for row in one.tolist()):
            raise runs.FailedRunError("networkx finds other paths")
    return table.compared(name, ours, taken, table.seconds, at_most=1 / LEAST_TIMES)


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEAT):
        gc.collect()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)

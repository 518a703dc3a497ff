"""Who controls whom in the end in a large register with circles, beside the same algorithm over networkx."""

import gc
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import runs, table
from wigmore.methods import ownership as records
from wigmore.methods import wholegraph

COMPANIES, HOLDINGS, REPEAT = 100_000, 200_000, 3
LEAST_TIMES = 20
SEED = 1913


def ownership(_folder: Path, smaller: int) -> table.Section:
    """Heads of control by ours and by networkx, which must be the same; and one holder looked through all."""
    companies, holdings = COMPANIES // smaller, HOLDINGS // smaller
    held = wholegraph.network(made(companies, holdings))
    ours = _median(lambda: wholegraph.heads(held))
    rows = [_against_peer("who heads each group, by more than half", held, ours)]
    counts = np.bincount(held.holders, weights=held.shares)
    most = held.names[int(counts.argmax())]
    quarter = records.Limit(Fraction(1, 4), inclusive=True)
    taken = _median(lambda: wholegraph.at_least(held, {most}, quarter))
    rows.append(table.Row("integrated shares of the greatest holder in all", table.seconds(taken)))
    return table.Section(
        f"Ownership: {companies:,} companies, {len(held.shares):,} holdings",
        tuple(rows),
        ("The heads found are the same, or the run fails. The peer reads its own graph, built beforehand.",),
    )


def made(companies: int, holdings: int) -> records.Register:
    """A register with some great holders and many circles; shares in whole per cent of what is left."""
    chance = np.random.default_rng(SEED)
    ends = chance.integers(companies, size=(2 * holdings, 2))
    great = chance.random(len(ends)) < 0.25
    ends[great, 0] = (companies * chance.random(great.sum()) ** 4).astype(int)
    keys = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    chosen = chance.permutation(keys)[:holdings]
    drawn = chance.random(len(chosen)).tolist()
    left: dict[str, int] = {}
    rows: dict[str, dict[str, records.Bounds]] = {}
    for (holder, company), part in zip(chosen.tolist(), drawn, strict=True):
        name = f"c{company:06}"
        share = int(part * left.get(name, 100)) + 1
        if share <= left.get(name, 100):
            left[name] = left.get(name, 100) - share
            rows.setdefault(name, {})[f"c{holder:06}"] = records.known(Fraction(share, 100))
    return rows


def _against_peer(name: str, held: wholegraph.Network, ours: float) -> table.Row:
    try:
        import networkx
    except ImportError:
        return table.Row(name, table.seconds(ours), table.NO_PEER, goal=f"ratio <= {1 / LEAST_TIMES:g}")
    peer: Any = networkx.DiGraph()
    peer.add_nodes_from(range(held.size))
    ends = zip(held.holders.tolist(), held.held.tolist(), held.shares.tolist(), held.exact, strict=True)
    peer.add_edges_from((one, other, {"share": part, "exact": exact}) for one, other, part, exact in ends)
    found: list[dict[int, int]] = []
    theirs = _median(lambda: found.append(_heads_of(peer)))
    if [found[-1][place] for place in range(held.size)] != wholegraph.heads(held).tolist():
        raise runs.FailedRunError("networkx finds other heads")
    return table.compared(name, ours, theirs, table.seconds, at_most=1 / LEAST_TIMES)


def _heads_of(graph: Any) -> dict[int, int]:
    """The same rounds over the edges of a networkx graph; sums near a half are exact here too."""
    head = {node: node for node in graph}
    least = 0.5 - wholegraph.NEAR
    left = looked_at = [node for node, total in graph.in_degree(weight="share") if total >= least]
    while True:
        joins = {node: by for node in looked_at if (by := _joined(graph, node, head)) is not None}
        if not joins:
            return head
        roots = _roots(joins)
        moved = [node for node, top in head.items() if roots.get(top, top) != top]
        head = {node: roots.get(top, top) for node, top in head.items()}
        left = [node for node in left if head[node] == node]
        touched = {other for node in moved for other in graph.succ[node]}
        looked_at = [node for node in left if node in touched]


def _joined(graph: Any, node: int, head: dict[int, int]) -> int | None:
    sums: dict[int, float] = {}
    for holder, _, share in graph.in_edges(node, data="share"):
        if head[holder] != node:
            sums[head[holder]] = sums.get(head[holder], 0.0) + share
    for top, total in sums.items():
        if abs(total - 0.5) > wholegraph.NEAR:
            if total > 0.5:
                return top
        elif sum(graph.edges[by, node]["exact"] for by in graph.pred[node] if head[by] == top) > Fraction(
            1, 2
        ):
            return top
    return None


def _roots(joins: dict[int, int]) -> dict[int, int]:
    """Where following the joins ends; in a circle, its first."""
    roots: dict[int, int] = {}
    for start in joins:
        way: dict[int, None] = {}
        node = start
        while node in joins and node not in roots and node not in way:
            way[node] = None
            node = joins[node]
        end = roots.get(node, node)
        if node in way:
            nodes = list(way)
            end = min(nodes[nodes.index(node) :])
        roots.update(dict.fromkeys(way, end))
    return roots


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(REPEAT):
        gc.collect()
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)

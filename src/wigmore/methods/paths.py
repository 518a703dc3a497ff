"""Short paths between two nodes of a sparse network, and how common paths as short are in it.

A network is undirected and simple: nodes are numbers from 0, an edge joins two different nodes once.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

MOST_SOURCES = 500
"""From so many nodes at most the paths of a network are counted; of more, a seeded sample is taken."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A network as compressed rows: node i has the neighbours `ends[starts[i]:starts[i + 1]]`, in order."""

    starts: Ints
    ends: Ints

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.starts) - 1

    @property
    def degrees(self) -> Ints:
        """How many neighbours each node has."""
        return np.diff(self.starts)

    @property
    def edges(self) -> Ints:
        """Each edge once, shape (edges, 2), the smaller node first, in order."""
        heads = np.repeat(np.arange(self.size), self.degrees)
        once = heads < self.ends
        return np.stack([heads[once], self.ends[once]], axis=1)


def graph(size: int, edges: ArrayLike) -> Graph:
    """The network of so many nodes with these edges, shape (edges, 2); an edge given twice counts once.

    Raises ValueError where an edge leads out of the network, or from a node to itself.

    >>> graph(3, [(0, 1), (2, 1), (1, 0)]).degrees.tolist()
    [1, 2, 1]
    """
    held = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    if held.size and (held.min() < 0 or held.max() >= size):
        raise ValueError("an edge joins two nodes of the network")
    if (held[:, 0] == held[:, 1]).any():
        raise ValueError("an edge joins two different nodes")
    keys = np.unique(np.concatenate([held @ (size, 1), held @ (1, size)]))
    starts = np.searchsorted(keys, np.arange(size + 1) * size)
    return Graph(starts.astype(np.int64), keys % max(size, 1))


def simple_paths(network: Graph, source: int, target: int, *, longest: int) -> tuple[Ints, ...]:
    """All paths between two nodes that visit no node twice, by length: arrays of shape (paths, length + 1).

    Item i has the paths of i + 1 edges, up to `longest`. Both ends meet in the middle: from the source paths
    grow edge by edge, and in the second half only towards nodes from which the target is near enough.

    Raises ValueError where the two are one node, one lies outside, or `longest` is less than 1.

    >>> [found.tolist() for found in simple_paths(graph(3, [(0, 1), (1, 2), (0, 2)]), 0, 2, longest=2)]
    [[[0, 2]], [[0, 1, 2]]]
    """
    if source == target or not (0 <= source < network.size and 0 <= target < network.size):
        raise ValueError("a path leads from one node of the network to another")
    if longest < 1:
        raise ValueError("a path has at least one edge")
    # Growing from the end with fewer neighbours gives the same paths, sooner.
    if _degree(network, source) > _degree(network, target):
        turned = simple_paths(network, target, source, longest=longest)
        return tuple(_in_order(found[:, ::-1]) for found in turned)
    sight = max(1, longest // 2)
    near = _distances(network, target, sight)
    found: list[Ints] = []
    growing = np.array([[source]], dtype=np.int64)
    for left in range(longest, 0, -1):
        arrived = growing[near[growing[:, -1]] == 1]
        found.append(_in_order(np.column_stack([arrived, np.full(len(arrived), target)])))
        if left > 1:
            growing = _grown(network, growing, near, left - 1 if left - 1 <= sight else sight + 1)
    return tuple(found)


def _degree(network: Graph, node: int) -> int:
    return int(network.starts[node + 1] - network.starts[node])


def _in_order(rows: Ints) -> Ints:
    return rows[np.lexsort(rows.T[::-1])]


def _distances(network: Graph, target: int, farthest: int) -> Ints:
    """Edges from each node to the target, one more than `farthest` where it is farther."""
    distance = np.full(network.size, farthest + 1, dtype=np.int64)
    distance[target] = 0
    reached = np.array([target], dtype=np.int64)
    for step in range(1, farthest + 1):
        _, next_ = _neighbours(network, reached)
        reached = np.unique(next_[distance[next_] > farthest])
        distance[reached] = step
    return distance


def _neighbours(network: Graph, nodes: Ints) -> tuple[Ints, Ints]:
    """Every neighbour of every one of these nodes, and the place of the node among them."""
    first = network.starts[nodes]
    counts = network.starts[nodes + 1] - first
    rows = np.repeat(np.arange(len(nodes)), counts)
    # Of each node the first place, less what the nodes before it take up.
    shifts = np.repeat(first - (np.cumsum(counts) - counts), counts)
    return rows, network.ends[np.arange(len(rows)) + shifts]


def _grown(network: Graph, paths: Ints, near: Ints, farthest: int) -> Ints:
    """The paths with one edge more, to nodes that are near enough to the target and not in the path."""
    rows, next_ = _neighbours(network, paths[:, -1])
    distance = near[next_]
    kept = (distance > 0) & (distance <= farthest)
    rows, next_ = rows[kept], next_[kept]
    before = paths[rows]
    new = (before != next_[:, None]).all(axis=1)
    return np.column_stack([before[new], next_[new]])


def joined(networks: Ints, open_: Bools, ends: tuple[int, int], *, longest: int) -> Bools:
    """In which of several networks at most `longest` edges join two nodes, through open nodes only.

    `networks` has shape (networks, edges, 2), `open_` tells of each node whether a path may lead through it;
    the two ends need not be open. Returns one truth value for each network.

    >>> line = np.array([[[0, 1], [1, 2]]])
    >>> joined(line, np.ones(3, bool), (0, 2), longest=2).tolist()
    [True]
    """
    source, target = ends
    rows = np.arange(len(networks))[:, None] * len(open_)
    tails = np.concatenate([networks[:, :, 0], networks[:, :, 1]], axis=1) + rows
    heads = np.concatenate([networks[:, :, 1], networks[:, :, 0]], axis=1) + rows
    reached = np.zeros((len(networks), len(open_)), dtype=bool)
    reached[:, source] = True
    passable = open_.copy()
    passable[source] = True
    for _ in range(longest):
        leaving = (reached & passable).ravel()
        reached.ravel()[heads[leaving[tails]]] = True
    found: Bools = reached[:, target]
    return found


def share_joined(network: Graph, open_: Bools, source: int, *, longest: int, seed: int = 1) -> float:
    """The share of all pairs of nodes that a path of at most `longest` edges joins, through open nodes only.

    Every pair is looked at, of which one node is among MOST_SOURCES at most: `source`, and others by chance.

    Raises ValueError where the network has fewer than two nodes.

    >>> share_joined(graph(3, [(0, 1), (1, 2)]), np.ones(3, bool), 0, longest=1)
    0.6666666666666666
    """
    if network.size < 2:
        raise ValueError("a pair is two nodes")
    sources = np.arange(network.size)
    if network.size > MOST_SOURCES:
        others = np.delete(sources, source)
        chosen = np.random.default_rng(seed).choice(others, MOST_SOURCES - 1, replace=False)
        sources = np.sort(np.append(chosen, source))
    # Rows of a node without neighbours would take their neighbour's: such nodes are left out of the sums.
    tied = np.flatnonzero(network.degrees)
    reached = np.zeros((len(sources), network.size), dtype=bool)
    places = np.arange(len(sources))
    reached[places, sources] = True
    for step in range(longest if len(tied) else 0):
        leaving = reached if step == 0 else reached & open_
        leaving[places, sources] = True
        reached[:, tied] |= np.logical_or.reduceat(leaving[:, network.ends], network.starts[tied], axis=1)
    return float((reached.sum() - len(sources)) / (len(sources) * (network.size - 1)))

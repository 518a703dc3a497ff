"""Networks in which everybody has as many ties as before, with others: what chance makes of a network.

Double edge swaps: two edges a–b and c–d become a–d and c–b where neither is there already. Many swaps are
tried at once, in many networks at once, by a step that is its own reverse; so every simple network with these
degrees is equally probable in the end (Fosdick, Larremore, Nishimura and Ugander, SIAM Review 60, 2018).
"""

import math
from dataclasses import dataclass

import numpy as np

from wigmore.methods import paths
from wigmore.methods.paths import Bools, Graph, Ints

ACTIVE = 0.8
"""The share of pairs of edges tried in a step; below one, so that every single swap can come alone."""


@dataclass(frozen=True, slots=True)
class Rewired:
    """Networks of the same degrees: edges of shape (networks, edges, 2), and the swaps behind each network.

    `tried` is the number of swaps that were tried for each network, `done` the mean number of those done.
    """

    edges: Ints
    tried: int
    done: float


@dataclass(frozen=True, slots=True)
class Remarkable:
    """How probable a path as short and through nodes no better connected is, by two nulls.

    `rewired` is (b + 1)/(m + 1) over m rewired networks, b of which have one between the same two ends;
    `any_two` is the share of pairs of nodes of the network itself that have one. `p` is the greater of the
    two, the more cautious.
    """

    rewired: float
    any_two: float

    @property
    def p(self) -> float:
        """The greater of the two."""
        return max(self.rewired, self.any_two)


def rewired(network: Graph, *, networks: int, swaps: int, seed: int) -> Rewired:
    """So many networks with the degrees of this one; at least `swaps` swaps an edge are tried for each.

    All start from one network that lies as many swaps from the given one as each lies from it: so the given
    one and all of these are exchangeable, and a p of them is exact however few the swaps (Besag and Clifford
    1989). Nodes that are joined to all others, or to none, are so in every network of these degrees, and are
    left alone.

    Raises ValueError where no network, or a negative number of swaps, is asked for.
    """
    if networks < 1 or swaps < 0:
        raise ValueError("there is one network or more, and no negative number of swaps")
    edges = network.edges
    loose = _loose(edges, network.size)
    moving = edges[loose]
    pairs = len(moving) // 2
    steps = math.ceil(swaps * len(moving) / (ACTIVE * pairs)) if pairs else 0
    chance = np.random.default_rng(seed)
    held = moving[None].copy()
    for _ in range(steps):
        _step(held, network.size, chance)
    held = np.repeat(held, networks, axis=0)
    tried = done = 0
    for _ in range(steps):
        tried_now, done_now = _step(held, network.size, chance)
        tried, done = tried + tried_now, done + done_now
    fixed = np.broadcast_to(edges[~loose], (networks, len(edges) - len(moving), 2))
    return Rewired(np.concatenate([held, fixed], axis=1), round(tried / networks), done / networks)


def remarkable(
    network: Graph, null: Rewired, ends: tuple[int, int], *, length: int, through: int
) -> Remarkable:
    """How probable a path of at most `length` edges through nodes of at most `through` neighbours is.

    A hub is open to nobody's path but its like's: what leads through a node that nearly everybody knows is
    held against all paths, what leads through a little known one against those through such alone.
    """
    open_ = network.degrees <= through
    found = paths.joined(null.edges, open_, ends, longest=length)
    return Remarkable(
        rewired=(int(found.sum()) + 1) / (len(found) + 1),
        any_two=paths.share_joined(network, open_, ends[0], longest=length),
    )


def _loose(edges: Ints, size: int) -> Bools:
    """Which edges may be swapped at all: those between nodes that some are joined to and some are not."""
    loose = np.ones(len(edges), dtype=bool)
    left = np.ones(size, dtype=bool)
    while left.any():
        degrees = np.bincount(edges[loose].ravel(), minlength=size)
        settled = left & ((degrees == 0) | (degrees == left.sum() - 1))
        if not settled.any():
            break
        left &= ~settled
        loose &= ~settled[edges].any(axis=1)
    return loose


def _step(held: Ints, size: int, chance: np.random.Generator) -> tuple[int, int]:
    """Try swaps on most pairs of edges of each network, in place; gives how many were tried, and done.

    Edge i is paired with edge c − i, c drawn anew for each network. A swap is done where all four edges, old
    and new, occur once among all old edges and all that are tried in the network. Seen from the result the
    same edges are there, old and new exchanged: the step is its own reverse, with the same probability.
    """
    count, edges = held.shape[:2]
    place = np.arange(edges)
    partner = (chance.integers(edges, size=(count, 1)) - place) % edges
    coins = np.take_along_axis(chance.random((count, edges), np.float32), np.minimum(place, partner), axis=1)
    active = (coins < ACTIVE) & (partner != place)
    new = _swapped(held, partner, coins < ACTIVE / 2)
    # What is not tried has a number that no edge has, each its own, so that it is in nobody's way.
    tried = np.where(active, _keys(new, size), size * size + place)
    alone = _alone(np.concatenate([_keys(held, size), tried], axis=1))
    done = active & alone[:, :edges] & alone[:, edges:] & (new[..., 0] != new[..., 1])
    done &= np.take_along_axis(done, partner, axis=1)
    held[done] = new[done]
    return int(active.sum()) // 2, int(done.sum()) // 2


def _swapped(held: Ints, partner: Ints, turned: Bools) -> Ints:
    """The edges after all swaps: a–b and c–d become a–d and c–b, or a–c and d–b where c–d is turned."""
    first, second = held[..., 0], held[..., 1]
    is_second = partner < np.arange(held.shape[1])
    others = (np.take_along_axis(ends, partner, axis=1) for ends in (first, second))
    other_first, other_second = others
    return np.stack(
        [
            np.where(turned & is_second, second, first),
            np.where(turned & ~is_second, other_first, other_second),
        ],
        axis=-1,
    )


def _keys(edges: Ints, size: int) -> Ints:
    """Each edge as one number, whichever of its ends comes first."""
    first, second = edges[..., 0], edges[..., 1]
    keys: Ints = np.minimum(first, second) * size + np.maximum(first, second)
    return keys


def _alone(keys: Ints) -> Bools:
    """Which numbers occur once in their row."""
    bits = keys.shape[1].bit_length()
    # Number and place in one, so that plain sorting tells the places of what is repeated.
    packed = np.sort((keys << bits) | np.arange(keys.shape[1]), axis=1)
    rows, at = np.nonzero((packed[:, 1:] ^ packed[:, :-1]) >> bits == 0)
    alone = np.ones(keys.shape, dtype=bool)
    for beside in (at, at + 1):
        alone[rows, packed[rows, beside] & ((1 << bits) - 1)] = False
    return alone

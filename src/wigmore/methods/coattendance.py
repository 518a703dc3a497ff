"""Who met whom more often than chance, by tables of who attended which events.

Rows are who, columns are events; a null model says how probable it is that a row attends a column, and keeps
how often each came. A *prohibited* cell (nobody attends before it exists) has probability 0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wigmore.methods import bayes, bicm, multiple, probability

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tail:
    """How many shared events are expected, and the probability of as many as there are or more."""

    expected: float
    p_upper: float


@dataclass(frozen=True, slots=True)
class SameRoom:
    """The probability that both are there without a link, and what their both being there weighs for one."""

    p_joint_null: float
    lr: float
    db: float


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every two rows that share a column: `first` < `second`, and one entry of each array for each pair.

    `tests` counts all pairs of rows, shared columns or not. Those left out share nothing: their p is 1.
    """

    tests: int
    first: Counts
    second: Counts
    shared: Counts
    expected: Floats
    p_hypergeometric: Floats
    p_bicm: Floats


def hypergeometric(columns: int, first: int, second: int, shared: int) -> Tail:
    """P(X ≥ k) = Σ_{i ≥ k} C(K,i) C(N−K,n−i) / C(N,n): of N events K and n were attended, k by both.

    It takes every event for as large as any other. Exact (Tumminello et al. 2011, the test of one pair).

    Raises ValueError where a number is negative, K or n exceeds N, or k exceeds K or n.

    >>> round(hypergeometric(6, 5, 2, 2).p_upper, 2)
    0.67
    """
    if not 0 <= shared <= min(first, second) <= max(first, second) <= columns:
        raise ValueError("shared events are among those of both, and these among all")
    upper = range(shared, min(first, second) + 1)
    ways = sum(math.comb(first, one) * math.comb(columns - first, second - one) for one in upper)
    expected = first * second / columns if columns else 0.0
    return Tail(expected, ways / math.comb(columns, second))


def poisson_binomial(p_first: Sequence[float], p_second: Sequence[float], *, shared: int) -> Tail:
    """P(X ≥ k) for the number of events that both attend, each by itself with probability p_a p_b.

    Exact, by adding one event after another (Poisson-binomial; Saracco et al. 2017).

    Raises ValueError where the two differ in length, a p is not between 0 and 1, or k is negative.

    >>> poisson_binomial([0.5, 1.0], [1.0, 0.5], shared=1)
    Tail(expected=1.0, p_upper=0.75)
    """
    if len(p_first) != len(p_second) or shared < 0:
        raise ValueError("both have a probability for each event, and shared events are not negative")
    both = [probability.check(a) * probability.check(b) for a, b in zip(p_first, p_second, strict=True)]
    return Tail(math.fsum(both), float(tails(np.array([both]).reshape(1, len(both)), shared)[0]))


def tails(p: Floats, least: int) -> Floats:
    """P(X ≥ k), shape (rows,), for sums of independent events of probabilities p, shape (rows, events)."""
    if least <= 0:
        return np.ones(len(p))
    # The state `least` takes in all that is as many or more, so that small tails keep their digits.
    held = np.zeros((len(p), least + 1))
    held[:, 0] = 1
    for one in p.T:
        step = held[:, :-1] * one[:, None]
        held[:, :-1] -= step
        held[:, 1:] += step
    return np.minimum(held[:, least], 1.0)


def bicm_pair(
    row_degrees: Sequence[int], column_degrees: Sequence[int], *, rows: tuple[int, int], shared: int
) -> Tail:
    """P(X ≥ k) for two rows under the bipartite configuration model: the size of each event counts.

    Raises ValueError where `bicm.fit` does, or k is negative.

    >>> round(bicm_pair([2, 2, 2, 2], [2, 2, 2, 2], rows=(0, 1), shared=2).p_upper, 4)
    0.2617
    """
    p = bicm.fit(row_degrees, column_degrees)
    first, second = (p[one].tolist() for one in rows)
    return poisson_binomial(first, second, shared=shared)


def pairs(attended: Mask, allowed: Mask | None = None) -> Pairs:
    """All pairs of rows that share a column, held against both nulls; `attended` has shape (rows, columns).

    `allowed` tells which cells are not prohibited. The hypergeometric null of a pair knows the columns that
    are allowed to both; that of the bipartite configuration model is fitted to all cells.

    Raises ValueError where the shapes differ, or a prohibited cell is attended.
    """
    cells = np.ones_like(attended) if allowed is None else allowed
    if cells.shape != attended.shape or bool((attended & ~cells).any()):
        raise ValueError("what is attended is a cell that is allowed")
    first, second, shared = _sharing(attended)
    count = len(attended)
    if not len(shared):
        nothing = np.zeros(0)
        return Pairs(count * (count - 1) // 2, first, second, shared, nothing, nothing, nothing)
    expected, p_bicm = _against_bicm(attended, cells, first, second, shared)
    return Pairs(
        tests=count * (count - 1) // 2,
        first=first,
        second=second,
        shared=shared,
        expected=expected,
        p_hypergeometric=_against_hypergeometric(attended, cells, first, second, shared),
        p_bicm=p_bicm,
    )


def _sharing(attended: Mask) -> tuple[Counts, Counts, Counts]:
    """First row, second row and shared columns of every pair that shares one, without a square of rows."""
    count = len(attended)
    keys = [np.zeros(0, dtype=np.int64)]
    for column in attended.T:
        there = np.flatnonzero(column)
        one, other = np.triu_indices(len(there), 1)
        keys.append(there[one] * count + there[other])
    held, shared = np.unique(np.concatenate(keys), return_counts=True)
    return held // max(count, 1), held % max(count, 1), shared.astype(np.int64)


def _against_hypergeometric(
    attended: Mask, allowed: Mask, first: Counts, second: Counts, shared: Counts
) -> Floats:
    """The p of each pair; pairs of the same four numbers are worked out once."""
    both = allowed[first] & allowed[second]
    columns = attended.shape[1]
    shapes = [both.sum(1), (attended[first] & both).sum(1), (attended[second] & both).sum(1), shared]
    kinds, which = np.unique(_keys(shapes, columns + 1), return_inverse=True)
    held = [
        hypergeometric(*(int(one) for one in np.unravel_index(kind, (columns + 1,) * 4))).p_upper
        for kind in kinds
    ]
    return np.array(held)[which]


def _keys(parts: Sequence[Counts], base: int) -> Counts:
    """One number for several, each below `base`."""
    made = np.zeros_like(parts[0])
    for one in parts:
        made = made * base + one
    return made


PIECE = 20_000
"""So many pairs are held against the model at once, which bounds the memory."""


def _against_bicm(
    attended: Mask, allowed: Mask, first: Counts, second: Counts, shared: Counts
) -> tuple[Floats, Floats]:
    """Expected shared columns and p of each pair; rows of the same probabilities are worked out once."""
    p = bicm.fit(attended.sum(1).tolist(), attended.sum(0).tolist(), allowed)
    rows, alike = np.unique(p, axis=0, return_inverse=True)
    alike = alike.reshape(-1)
    sides = np.sort(np.stack([alike[first], alike[second]], axis=1), axis=1)
    base = max(len(rows), attended.shape[1]) + 1
    kinds, which = np.unique(_keys([sides[:, 0], sides[:, 1], shared], base), return_inverse=True)
    one, other, least = np.unravel_index(kinds, (base,) * 3)
    expected, upper = np.empty(len(kinds)), np.empty(len(kinds))
    for count in np.unique(least):
        held = np.flatnonzero(least == count)
        for start in range(0, len(held), PIECE):
            some = held[start : start + PIECE]
            both = rows[one[some]] * rows[other[some]]
            expected[some], upper[some] = both.sum(1), tails(both, int(count))
    return expected[which], upper[which]


@dataclass(frozen=True, slots=True)
class Validated:
    """How many pairs there are, and how many of them stand out by each measure."""

    pairs: int
    raw: int
    bh: int
    bonferroni: int


def validated_pairs(p: Floats, *, tests: int, q: float) -> Validated:
    """How many pairs have p ≤ q by itself, after Benjamini and Hochberg, and after Bonferroni.

    Statistically validated projection (Tumminello et al. 2011).

    Raises ValueError where q is not between 0 and 1, or there are fewer tests than p.
    """
    probability.check(q, "a level")
    by_bh = multiple.benjamini_hochberg(p.tolist(), tests=tests)
    return Validated(
        pairs=tests,
        raw=int((p <= q).sum()),
        bh=sum(one <= q for one in by_bh),
        bonferroni=int((p * tests <= q).sum()),
    )


def same_room_lr(*, p_first: float, p_second: float, p_joint_if_linked: float) -> SameRoom:
    """LR = P(both attend | link) / (P(a attends) P(b attends)); so at most 1 / (p_a p_b).

    Raises ValueError where a p is not between 0 and 1, or one who attends has p = 0.

    >>> same_room_lr(p_first=0.5, p_second=0.9, p_joint_if_linked=0.9).lr
    2.0
    """
    chance = probability.check(p_first) * probability.check(p_second)
    if chance == 0:
        raise ValueError("who attends has a probability of attending")
    lr = probability.check(p_joint_if_linked) / chance
    return SameRoom(p_joint_null=chance, lr=lr, db=bayes.deciban(lr) if lr else -math.inf)


def linked(chance: float, share: float) -> float:
    """P(as many shared events | link) = c + s (1 − c): a link brings about a share of what chance would not.

    So it is never below the chance: a link does not keep two apart.

    Raises ValueError where one of the two is not between 0 and 1.

    >>> linked(0.5, 0.4)
    0.7
    """
    held = probability.check(chance)
    return held + probability.check(share) * (1 - held)

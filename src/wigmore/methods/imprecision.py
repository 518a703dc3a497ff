"""Belief known by bounds: intervals of priors and likelihoods, and Dempster's rule with its conflict."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wigmore.methods import bayes, probability

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Combined:
    """The conflict K between two mass functions, and the combined mass; None where K is above the limit."""

    conflict: float
    mass: Mapping[frozenset[str], float] | None


def interval_posterior(prior: Interval, lrs: Sequence[Interval]) -> Interval:
    """Least and greatest posterior of two hypotheses: exact at the corners, as it grows with each of them.

    Raises ValueError where an interval is reversed, or a number is not allowed.

    >>> low, high = interval_posterior((0.05, 0.2), [(2, 5)])
    >>> round(low, 3), round(high, 3)
    (0.095, 0.556)
    """
    ends = zip(*map(_ordered, (prior, *lrs)), strict=True)
    low, high = (bayes.sequential_odds(probability.odds(start), held).posterior_p for start, *held in ends)
    return low, high


def _ordered(interval: Interval) -> Interval:
    low, high = interval
    if not low <= high:
        raise ValueError(f"an interval runs from low to high, not from {low} to {high}")
    return low, high


def interval_posterior_multi(priors: Sequence[float], likelihood: Sequence[Interval]) -> tuple[Interval, ...]:
    """Bounds of each posterior, for likelihoods known by bounds.

    low(H_i) = π_i l_i / (π_i l_i + Σ_j≠i π_j u_j), high with the bounds swapped. The bounds of different
    hypotheses are not reached together, so that neither lows nor highs sum to 1.

    Raises ValueError where priors do not sum to 1, an interval is reversed, a number lies outside 0..1, or
    the evidence may be impossible under all.

    >>> [round(low, 3) for low, _ in interval_posterior_multi([0.5, 0.5], [(0.2, 0.4), (0.1, 0.2)])]
    [0.5, 0.2]
    """
    start = probability.check_sum(priors, "priors")
    if len(start) != len(likelihood):
        raise ValueError("each hypothesis has one interval of likelihood")
    bounds = [tuple(probability.check(one, "a likelihood") for one in _ordered(held)) for held in likelihood]
    lows = [prior * low for prior, (low, _) in zip(start, bounds, strict=True)]
    highs = [prior * high for prior, (_, high) in zip(start, bounds, strict=True)]
    return tuple((_share(lows, highs, place), _share(highs, lows, place)) for place in range(len(start)))


def _share(mine: Sequence[float], theirs: Sequence[float], place: int) -> float:
    total = math.fsum([mine[place], *theirs[:place], *theirs[place + 1 :]])
    if total == 0:
        raise ValueError("the evidence may be impossible under all hypotheses")
    return mine[place] / total


def dempster_combine(
    one: Mapping[frozenset[str], float], other: Mapping[frozenset[str], float], *, most_conflict: float = 1
) -> Combined:
    """Dempster's rule: m(A) ∝ Σ m1(B) m2(C) over B ∩ C = A, with the conflict K = Σ over B ∩ C = ∅.

    G. Shafer, A Mathematical Theory of Evidence (1976). In Zadeh's case, K = 0.9999, the rule makes certain
    what both sources had all but ruled out: so say what conflict is too much. K = 1 is always.

    Raises ValueError where the masses of one do not sum to 1, or one is on the empty set.

    >>> a, b, c = frozenset("A"), frozenset("B"), frozenset("C")
    >>> round(dempster_combine({a: 0.99, b: 0.01}, {c: 0.99, b: 0.01}).conflict, 4)
    0.9999
    """
    for held in (one, other):
        probability.check_sum(list(held.values()), "masses")
        if frozenset() in held:
            raise ValueError("no mass is on the empty set")
    met: dict[frozenset[str], list[float]] = {}
    for (left, mass), (right, weight) in itertools.product(one.items(), other.items()):
        met.setdefault(left & right, []).append(mass * weight)
    conflict = math.fsum(met.pop(frozenset(), []))
    agreed = math.fsum(itertools.chain.from_iterable(met.values()))
    if agreed == 0 or conflict > probability.check(most_conflict, "a limit of conflict"):
        return Combined(conflict, None)
    return Combined(conflict, {held: math.fsum(parts) / agreed for held, parts in met.items()})

"""What a striking find is worth when many places were looked at: trials, scans, and criteria chosen after."""

import functools
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wigmore.methods import probability

if TYPE_CHECKING:
    import numpy

MOST_PLACEMENTS = 1_000_000
"""So many placements are enumerated at most; beyond that the exact answer costs more than it tells."""


@dataclass(frozen=True, slots=True)
class Global:
    """The probability of one such find in all trials, and its bound n p."""

    global_p: float
    bonferroni: float


@dataclass(frozen=True, slots=True)
class ChosenAfter:
    """As if the shown criteria had been the only ones, and as many or more of all that could be checked."""

    p_naive: float
    p_at_least: float


@dataclass(frozen=True, slots=True)
class BestOf:
    """The probability for one candidate, and for the best of all that were tried."""

    p_one: float
    p_best_of: float


@dataclass(frozen=True, slots=True)
class Scanned:
    """The p of each window, the least of them, and the probability of one so small under the null."""

    p_by_window: tuple[float, ...]
    min_p: float
    adjusted_p: float


def sidak(p_local: float, *, trials: int) -> Global:
    """p_global = 1 − (1 − p)^n for n independent trials, at most n p (Šidák 1967; Bonferroni).

    Raises ValueError where p is not between 0 and 1, or there is no trial.

    >>> sidak(0.5, trials=2).global_p
    0.75
    """
    if trials < 1:
        raise ValueError("there is at least one trial")
    p = probability.check(p_local)
    held = 1.0 if p == 1 else -math.expm1(trials * math.log1p(-p))
    return Global(global_p=held, bonferroni=min(1.0, trials * p))


def gross_vitells(p_local: float, *, statistic: float, reference: float, upcrossings: float) -> float:
    """p_global ≲ p_local + ⟨N(u0)⟩ e^(−(u − u0)/2), for a χ² scan with one degree of freedom.

    u is the largest statistic found, u0 a low reference level, ⟨N(u0)⟩ the mean number of upcrossings of it
    under the null. E. Gross and O. Vitells, arXiv:1005.1891 (recalled, not read again). At most 1.

    Raises ValueError where p is not between 0 and 1, u is below u0, or a number is negative.

    >>> round(gross_vitells(0.001, statistic=10, reference=1, upcrossings=5), 4)
    0.0565
    """
    if not 0 <= reference <= statistic or not upcrossings >= 0:
        raise ValueError("the reference lies from 0 to the statistic, and upcrossings are not negative")
    rest = upcrossings * math.exp(-(statistic - reference) / 2)
    return min(1.0, probability.check(p_local) + rest)


def criteria_chosen_after(*, pool: int, base_rate: float, matched_reported: int) -> ChosenAfter:
    """P(X ≥ r), X ~ Bin(m, q): r of m checkable attributes fit by chance; against q^r, as if only r were.

    Raises ValueError where q is not between 0 and 1, or not 0 ≤ r ≤ m.

    >>> round(criteria_chosen_after(pool=15, base_rate=0.4, matched_reported=5).p_at_least, 2)
    0.78
    """
    _check_matched(matched_reported, pool)
    return ChosenAfter(
        p_naive=probability.check(base_rate, "a base rate") ** matched_reported,
        p_at_least=probability.binomial_at_least(matched_reported, pool, base_rate),
    )


def best_of_candidates(*, pool: int, base_rate: float, matched: int, candidates: int) -> BestOf:
    """1 − (1 − P(X ≥ r))^n: that the best of n candidates fits r of m attributes by chance (binomial, Šidák).

    Raises ValueError where q is not between 0 and 1, not 0 ≤ r ≤ m, or there is no candidate.

    >>> round(best_of_candidates(pool=12, base_rate=0.35, matched=7, candidates=20).p_best_of, 2)
    0.83
    """
    _check_matched(matched, pool)
    one = probability.binomial_at_least(matched, pool, base_rate)
    return BestOf(p_one=one, p_best_of=sidak(one, trials=candidates).global_p)


def _check_matched(matched: int, pool: int) -> None:
    if not 0 <= matched <= pool:
        raise ValueError("what matches is among what was checked")


def minp_over_windows(a: Sequence[int], b: Sequence[int], *, slots: int, windows: Sequence[int]) -> Scanned:
    """The least p over windows, and how often chance gives one so small (Westfall and Young 1993, min-p).

    Events stand in slots 0 to `slots` − 1, those of b in different ones. K of a window ΔT is the number of
    events of a with one of b in the ΔT + 1 slots up to and including their own. Every placement of b is
    counted, so that no draw is made and no p is 0.

    Raises ValueError where a slot lies outside, two events of b share one, there is no window or a negative
    one, no event of b, or more than MOST_PLACEMENTS placements.

    >>> minp_over_windows([1], [1], slots=4, windows=[0, 1])
    Scanned(p_by_window=(0.25, 0.5), min_p=0.25, adjusted_p=0.25)
    """
    _check_scan(a, b, slots, windows)
    import numpy

    total = math.comb(slots, len(b))
    flat = itertools.chain.from_iterable(itertools.combinations(range(slots), len(b)))
    placed = numpy.fromiter(flat, dtype=numpy.int32, count=total * len(b)).reshape(total, len(b))
    observed = numpy.array([sorted(b)], dtype=numpy.int32)
    # Counts of placements, not quotients: equal ones must compare as equal.
    found, least, everywhere = [], total, []
    for window in windows:
        counts = _coincidences(a, placed, slots, window)
        reached = numpy.bincount(counts, minlength=len(a) + 1)[::-1].cumsum()[::-1]
        found.append(int(reached[_coincidences(a, observed, slots, window)[0]]))
        least = min(least, found[-1])
        everywhere.append(reached[counts])
    smallest = functools.reduce(numpy.minimum, everywhere)
    return Scanned(
        p_by_window=tuple(one / total for one in found),
        min_p=least / total,
        adjusted_p=int((smallest <= least).sum()) / total,
    )


def _check_scan(a: Sequence[int], b: Sequence[int], slots: int, windows: Sequence[int]) -> None:
    if any(not 0 <= one < slots for one in (*a, *b)):
        raise ValueError("each event stands in one of the slots")
    if not b or len(set(b)) != len(b):
        raise ValueError("the events of b, of which there is one, stand in different slots")
    if not windows or min(windows) < 0:
        raise ValueError("there is a window, and none is negative")
    if math.comb(slots, len(b)) > MOST_PLACEMENTS:
        raise ValueError(f"there are more than {MOST_PLACEMENTS} placements to enumerate")


def _coincidences(
    a: Iterable[int], placed: "numpy.typing.NDArray[numpy.int32]", slots: int, window: int
) -> "numpy.typing.NDArray[numpy.int64]":
    """How many events of a have one of b in their window, for each row of `placed`."""
    import numpy

    counts = numpy.zeros(len(placed), dtype=numpy.int64)
    for event in a:
        inside = numpy.zeros(slots, dtype=bool)
        inside[max(0, event - window) : event + 1] = True
        counts += inside[placed].any(axis=1)
    return counts

"""Two series of events: how often one comes shortly after the other, and how often chance alone gives it.

A is the later series, B the earlier one. An event of A has a *precursor* where an event of B lies at most a
window ΔT before it, less a lag τ; an event of B is a *trigger* where such an event of A follows. J. F. Donges
and others, European Physical Journal Special Topics 225 (2016).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wigmore.methods import lookelsewhere, probability

Floats = npt.NDArray[np.float64]
Times = Sequence[float]


@dataclass(frozen=True, slots=True)
class Coincident:
    """For each event of A whether it has a precursor, for each of B whether it is a trigger."""

    precursor: tuple[bool, ...]
    trigger: tuple[bool, ...]

    @property
    def precursor_rate(self) -> float:
        """The share of A with a precursor; 0 where A is empty."""
        return sum(self.precursor) / max(1, len(self.precursor))

    @property
    def trigger_rate(self) -> float:
        """The share of B that is a trigger; 0 where B is empty."""
        return sum(self.trigger) / max(1, len(self.trigger))


@dataclass(frozen=True, slots=True)
class Found:
    """How many coincidences there are each way, and how often chance gives as many."""

    precursors: int
    p_precursor: float
    triggers: int
    p_trigger: float


@dataclass(frozen=True, slots=True)
class Permuted:
    """The coincidences observed, and how many of all arrangements of B give as many."""

    observed: int
    arrangements: int
    at_least: int
    p: float


@dataclass(frozen=True, slots=True)
class Synchronised:
    """Q and q of event synchronisation, and the two shares they are made of."""

    first_after: float
    second_after: float

    @property
    def strength(self) -> float:
        """Q, the sum: 1 where all events are synchronous."""
        return self.first_after + self.second_after

    @property
    def direction(self) -> float:
        """q, the difference: positive where the first series follows the second."""
        return self.first_after - self.second_after


def coincident(a: Times, b: Times, *, window: float, lag: float = 0, symmetric: bool = False) -> Coincident:
    """Which events of A and B coincide: 0 ≤ (t_A − τ) − t_B ≤ ΔT, or |…| ≤ ΔT where it is symmetric.

    Raises ValueError where window or lag is negative.

    >>> coincident([5, 12], [3, 11, 40], window=2)
    Coincident(precursor=(True, True), trigger=(True, True, False))
    """
    if window < 0 or lag < 0:
        raise ValueError("neither window nor lag is negative")
    apart = np.subtract.outer(np.asarray(a, dtype=np.float64) - lag, np.asarray(b, dtype=np.float64))
    near: npt.NDArray[np.bool_] = np.asarray((np.abs(apart) if symmetric else apart) <= window)
    if not symmetric:
        near &= apart >= 0
    precursor, trigger = (tuple(map(bool, np.atleast_1d(near.any(axis=axis)))) for axis in (1, 0))
    return Coincident(precursor, trigger)


def coverage(events: int, *, window: float, span: float) -> float:
    """1 − (1 − ΔT/T)^N: how probable it is that a window of N events is open at a random time.

    Raises ValueError where there is no span, or a number is negative.

    >>> round(coverage(16, window=3, span=90), 2)
    0.42
    """
    if span <= 0 or window < 0 or events < 0:
        raise ValueError("there is a span, and neither events nor window are negative")
    return 1 - (1 - min(1.0, window / span)) ** events


def poisson(a: Times, b: Times, *, window: float, span: float, lag: float = 0) -> Found:
    """The test against two independent Poisson series in continuous time: K ~ Bin(N, 1 − (1 − ΔT/(T−τ))^N').

    Raises ValueError where window or lag is negative, or the lag leaves no span.

    >>> round(poisson([5, 12, 20, 31], [3, 11, 19, 40], window=2, span=50).p_precursor, 4)
    0.0121
    """
    found = coincident(a, b, window=window, lag=lag)
    return _tested(found, window=window, span=span - lag)


def discrete(a: Times, b: Times, *, window: int, span: int, lag: int = 0, symmetric: bool = False) -> Found:
    """As `poisson`, for T days or years that are counted: a window has ΔT + 1 of them, 2ΔT + 1 if symmetric.

    Raises ValueError where window or lag is negative, or the lag leaves no span.

    >>> discrete([1], [1], window=0, span=4).p_trigger
    0.25
    """
    found = coincident(a, b, window=window, lag=lag, symmetric=symmetric)
    return _tested(found, window=(2 * window if symmetric else window) + 1, span=span - lag)


def _tested(found: Coincident, *, window: float, span: float) -> Found:
    many, others = len(found.precursor), len(found.trigger)
    precursors, triggers = sum(found.precursor), sum(found.trigger)
    return Found(
        precursors=precursors,
        p_precursor=probability.binomial_at_least(
            precursors, many, coverage(others, window=window, span=span)
        ),
        triggers=triggers,
        p_trigger=probability.binomial_at_least(triggers, others, coverage(many, window=window, span=span)),
    )


def permutation(a: Sequence[int], b: Sequence[int], *, slots: int, window: int) -> Permuted:
    """The exact test: every placement of B in different slots 0 to `slots` − 1, A as it is.

    Raises ValueError where a slot lies outside, two events of B share one, or there are too many placements.

    >>> permutation([1], [1], slots=4, window=0)
    Permuted(observed=1, arrangements=4, at_least=1, p=0.25)
    """
    (p,) = lookelsewhere.minp_over_windows(a, b, slots=slots, windows=[window]).p_by_window
    arrangements = math.comb(slots, len(b))
    return Permuted(
        observed=sum(coincident(a, b, window=window).precursor),
        arrangements=arrangements,
        at_least=round(p * arrangements),
        p=p,
    )


def monte_carlo(exceed: int, draws: int) -> float:
    """(b + 1) / (m + 1), b of m draws at least as large as what was observed; never 0 (Phipson, Smyth 2010).

    Raises ValueError where not 0 ≤ b ≤ m.

    >>> monte_carlo(0, 999)
    0.001
    """
    if not 0 <= exceed <= draws:
        raise ValueError("what exceeds is among the draws")
    return (exceed + 1) / (draws + 1)


def poisson_binomial(p: Floats) -> Floats:
    """P(K ≥ k) for k = 0 … n of n independent trials with chances of their own; shape (…, n) to (…, n + 1).

    The distribution is built up trial by trial, so that no term is ever subtracted from another.

    >>> poisson_binomial(np.array([0.5, 0.5])).tolist()
    [1.0, 0.75, 0.25]
    """
    mass = np.zeros((*p.shape[:-1], p.shape[-1] + 1))
    mass[..., 0] = 1
    for place in range(p.shape[-1]):
        one = p[..., place, None]
        moved = mass[..., : place + 1] * one
        mass[..., : place + 1] *= 1 - one
        mass[..., 1 : place + 2] += moved
    reached: Floats = np.minimum(1, mass[..., ::-1].cumsum(axis=-1)[..., ::-1])
    reached[..., 0] = 1
    return reached


def synchronisation(x: Times, y: Times) -> Synchronised:
    """Event synchronisation of the inner events of two sorted series (Quian Quiroga and others 2002).

    An event of x counts 1 where it follows one of y by at most half the least of their four gaps, ½ where
    both fall together; each sum is divided by √((m_x − 2)(m_y − 2)). It needs no window, and is misled by
    clusters (Odenweller and Donner 2020).

    Raises ValueError where a series has no inner event, or does not rise.

    >>> synchronisation([1, 3, 6], [1, 3, 7])
    Synchronised(first_after=0.5, second_after=0.5)
    """
    first, second = (np.asarray(one, dtype=np.float64) for one in (x, y))
    if min(len(first), len(second)) < 3 or (np.diff(first) <= 0).any() or (np.diff(second) <= 0).any():
        raise ValueError("each series rises, and has three events at the least")
    near = np.minimum.outer(_nearest_gap(first), _nearest_gap(second)) / 2
    apart = np.subtract.outer(first[1:-1], second[1:-1])
    together = (apart == 0).sum() / 2
    scale = math.sqrt((len(first) - 2) * (len(second) - 2))
    after, before = ((held > 0) & (held <= near) for held in (apart, -apart))
    return Synchronised(float(after.sum() + together) / scale, float(before.sum() + together) / scale)


def _nearest_gap(series: Floats) -> Floats:
    """For each inner event the smaller of the gaps before and after it."""
    gaps = np.diff(series)
    return np.minimum(gaps[:-1], gaps[1:])

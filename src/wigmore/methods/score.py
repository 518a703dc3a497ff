"""How good forecasts were: Brier, Murphy's parts, logarithmic and ranked scores, and counts by class.

Every score is a penalty: 0 is best. Scores are of forecasts of what was resolved, all of them: a score of the
favourite alone says nothing.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import probability

FEWEST = 50
"""So many resolved forecasts make a calibration table; fewer are counts and no curve (our rule)."""


@dataclass(frozen=True, slots=True)
class Brier:
    """The half form (p − o)², and the original sum over both categories, which is twice that."""

    half_form: float
    original_two_category: float


@dataclass(frozen=True, slots=True)
class Group:
    """Forecasts of one probability: how many, and of how many the event came."""

    p: float
    n: int
    events: int

    def __post_init__(self) -> None:
        probability.check(self.p)
        if not 0 <= self.events <= self.n:
            raise ValueError("no more events came than were forecast")


@dataclass(frozen=True, slots=True)
class Murphy:
    """Brier score (half form) = reliability − resolution + uncertainty; skill is None without uncertainty."""

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    skill: float | None


@dataclass(frozen=True, slots=True)
class Log:
    """−ln p and −log2 p of what came; infinite where it had been called impossible."""

    nats: float
    bits: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The ranked probability score, and divided by the number of classes less one."""

    rps: float
    normalised: float


@dataclass(frozen=True, slots=True)
class CalibrationClass:
    """Forecasts from `low` to under `high` (the last includes it): number, mean, share that came."""

    low: float
    high: float
    n: int
    mean_forecast: float | None
    share: float | None


def brier(p: float, outcome: bool) -> Brier:
    """(p − o)², and Σ over both categories, of one forecast (Brier 1950). Name the form that you print.

    Raises ValueError where p is not between 0 and 1.

    >>> brier(0.5, True)
    Brier(half_form=0.25, original_two_category=0.5)
    """
    half = (probability.check(p) - bool(outcome)) ** 2
    return Brier(half, 2 * half)


def brier_categories(forecast: Sequence[float], outcome_index: int) -> float:
    """Σ_i (p_i − o_i)² over all categories, of one forecast; from 0 to 2 (Brier 1950).

    Raises ValueError where the forecast does not sum to 1, or has no such category.

    >>> brier_categories([0.5, 0.5, 0], 2)
    1.5
    """
    held = _forecast(forecast, outcome_index)
    return math.fsum((p - (place == outcome_index)) ** 2 for place, p in enumerate(held))


def _forecast(forecast: Sequence[float], outcome_index: int) -> tuple[float, ...]:
    held = probability.check_sum(forecast, "forecasts")
    if not 0 <= outcome_index < len(held):
        raise ValueError("what came is one of the categories")
    return held


def grouped(forecasts: Sequence[float], outcomes: Sequence[bool]) -> tuple[Group, ...]:
    """Forecasts by their probability, lowest first: only so is Murphy's decomposition exact.

    Raises ValueError where their numbers differ, or one is not between 0 and 1.

    >>> grouped([0.5, 0.1, 0.5], [True, False, False])
    (Group(p=0.1, n=1, events=0), Group(p=0.5, n=2, events=1))
    """
    if len(forecasts) != len(outcomes):
        raise ValueError("each forecast has one outcome")
    held: dict[float, list[bool]] = {}
    for p, outcome in zip(forecasts, outcomes, strict=True):
        held.setdefault(probability.check(p), []).append(bool(outcome))
    return tuple(Group(p, len(came), sum(came)) for p, came in sorted(held.items()))


def murphy(groups: Sequence[Group]) -> Murphy:
    """BS = REL − RES + UNC, with the share o_k of group k and ō of all (Murphy 1973).

    REL = Σ n_k (p_k − o_k)² / N, RES = Σ n_k (o_k − ō)² / N, UNC = ō (1 − ō), skill = (RES − REL) / UNC.

    Raises ValueError where there is no forecast.

    >>> murphy([Group(0.5, 2, 1)])
    Murphy(brier=0.25, reliability=0.0, resolution=0.0, uncertainty=0.25, skill=0.0)
    """
    held = [one for one in groups if one.n]
    total = sum(one.n for one in held)
    if not total:
        raise ValueError("there is at least one forecast")
    mean = sum(one.events for one in held) / total
    reliability = math.fsum(one.n * (one.p - one.events / one.n) ** 2 for one in held) / total
    resolution = math.fsum(one.n * (one.events / one.n - mean) ** 2 for one in held) / total
    uncertainty = mean * (1 - mean)
    parts = [one.events * (1 - one.p) ** 2 + (one.n - one.events) * one.p**2 for one in held]
    return Murphy(
        brier=math.fsum(parts) / total,
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        skill=(resolution - reliability) / uncertainty if uncertainty else None,
    )


def log(p_of_outcome: float) -> Log:
    """−ln p of what came, in nats, and −log2 p, in bits (Good 1952). Nothing is clipped: 0 gives infinity.

    Raises ValueError where p is not between 0 and 1.

    >>> log(0.5).bits, log(0).bits
    (1.0, inf)
    """
    if not probability.check(p_of_outcome):
        return Log(math.inf, math.inf)
    return Log(0.0 - math.log(p_of_outcome), 0.0 - math.log2(p_of_outcome))


def rps(forecast: Sequence[float], outcome_index: int) -> Ranked:
    """Σ over k < K of (F_k − O_k)², cumulative, for ordered classes; normalised by K − 1 (Epstein 1969).

    Raises ValueError where the forecast does not sum to 1, has no such class, or has one class only.

    >>> rps([0.5, 0.5], 1)
    Ranked(rps=0.25, normalised=0.25)
    """
    held = _forecast(forecast, outcome_index)
    if len(held) < 2:
        raise ValueError("there are at least two classes")
    steps = list(itertools.accumulate(held))[:-1]
    total = math.fsum((reached - (place >= outcome_index)) ** 2 for place, reached in enumerate(steps))
    return Ranked(total, total / len(steps))


def calibration_table(
    forecasts: Sequence[float], outcomes: Sequence[bool], *, classes: int = 10
) -> tuple[CalibrationClass, ...] | None:
    """Forecasts by classes of equal width: how many, their mean, and the share that came.

    None below FEWEST forecasts: then there are counts, and no curve.

    Raises ValueError where their numbers differ, one is not between 0 and 1, or there is no class.

    >>> calibration_table([0.5] * 49, [True] * 49) is None
    True
    """
    if classes < 1 or len(forecasts) != len(outcomes):
        raise ValueError("there is a class, and each forecast has one outcome")
    held = [(probability.check(p), bool(came)) for p, came in zip(forecasts, outcomes, strict=True)]
    if len(held) < FEWEST:
        return None
    edges = [place / classes for place in range(classes + 1)]
    rows = []
    for low, high in itertools.pairwise(edges):
        some = [(p, came) for p, came in held if low <= p < high or p == high == 1]
        mean = math.fsum(p for p, _ in some) / len(some) if some else None
        share = sum(came for _, came in some) / len(some) if some else None
        rows.append(CalibrationClass(low, high, len(some), mean, share))
    return tuple(rows)

"""Several judgements made one: means, odds, extremising, and probabilities brought to a sum of one.

Copies of one view are one judgement, and readers of one dossier are no crowd: merge them before.
"""

import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import probability


@dataclass(frozen=True, slots=True)
class Pooled:
    """Weighted mean, median (without weights), geometric mean of odds, and the same extremised."""

    mean: float
    median: float
    geometric_odds: float
    extremised: float


def pool(p: Sequence[float], *, weights: Sequence[float] | None = None, extremise: float = 1) -> Pooled:
    """logit P = a · Σ w_i logit p_i, with the weights brought to a sum of 1 (Satopää et al. 2014).

    a = 1, the default, is the geometric mean of odds. Fitted values of about 2.5 come from many independent
    forecasters, and hold for them alone.

    Raises ValueError where there is no judgement, one is not between 0 and 1, a weight is negative or none is
    positive, a is not positive, or 0 and 1 meet: no mean of odds is between them.

    >>> held = pool([0.6, 0.7, 0.9], extremise=2.5)
    >>> round(held.geometric_odds, 3), round(held.extremised, 3)
    (0.76, 0.947)
    """
    held = [probability.check(one) for one in p]
    shares = probability.normalised([1] * len(held) if weights is None else weights)
    if len(shares) != len(held) or not 0 < extremise < math.inf:
        raise ValueError("each judgement has one weight, and the factor is positive")
    logits = [share * probability.logit(one) for share, one in zip(shares, held, strict=True) if share]
    if math.inf in logits and -math.inf in logits:
        raise ValueError("no mean of odds is between what is certain and what is impossible")
    total = math.fsum(logits)
    return Pooled(
        mean=min(1.0, math.fsum(share * one for share, one in zip(shares, held, strict=True))),
        median=statistics.median(held),
        geometric_odds=probability.from_logit(total),
        extremised=probability.from_logit(extremise * total),
    )


def coherentise(p: Sequence[float]) -> tuple[float, ...]:
    """The nearest probabilities, by least squares, that sum to 1: the projection on the simplex.

    max(p_i − θ, 0) with θ such that they sum to 1 (Held, Wolfe and Crowder 1974).

    Raises ValueError where there is no number, or one is not finite.

    >>> [round(one, 9) for one in coherentise([0.6, 0.5, 0.2])]
    [0.5, 0.4, 0.1]
    """
    if not p or not all(map(math.isfinite, p)):
        raise ValueError("there is a judgement, and all are finite")
    falling = sorted(p, reverse=True)
    # The last θ that is still below its own number is the one of all that stay above 0.
    shifts = [(total - 1) / count for count, total in enumerate(itertools.accumulate(falling), start=1)]
    shift = [theta for one, theta in zip(falling, shifts, strict=True) if one > theta][-1]
    return tuple(max(one - shift, 0.0) for one in p)

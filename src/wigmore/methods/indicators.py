"""What was to be seen by when: indicators seen, missing or not looked for, and silence so far."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import bayes, probability


@dataclass(frozen=True, slots=True)
class Indicator:
    """Its probability under the hypothesis and under its rival, and whether it was seen; None: not known."""

    p_h: float
    p_not_h: float
    seen: bool | None


@dataclass(frozen=True, slots=True)
class Updated:
    """The posterior, and the weight of each indicator in decibans."""

    posterior: float
    db: tuple[float, ...]


def weight(p_h: float, p_not_h: float, seen: bool | None) -> float:
    """10 log10 of p1/p0 where seen, of (1 − p1)/(1 − p0) where looked for and missing, 0 where not checked.

    Raises ValueError where one is not between 0 and 1, or what came is impossible under both.

    >>> round(weight(0.8, 0.2, True), 2), weight(0.8, 0.2, None)
    (6.02, 0.0)
    """
    return bayes.deciban(_ratio(p_h, p_not_h, seen))


def _ratio(p_h: float, p_not_h: float, seen: bool | None) -> float:
    probability.check(p_h)
    probability.check(p_not_h)
    if seen is None:
        return 1.0
    return probability.ratio(p_h, p_not_h) if seen else bayes.absence_lr(p_h, p_not_h).lr


def reach(p_h: float, p_not_h: float) -> float:
    """The most that an indicator can say, seen or missing, in decibans; near 0 it is decoration.

    Raises ValueError where one is not between 0 and 1.

    >>> reach(0.5, 0.5)
    0.0
    """
    if probability.check(p_h) == probability.check(p_not_h):
        return 0.0
    return max(abs(weight(p_h, p_not_h, True)), abs(weight(p_h, p_not_h, False)))


def update(prior: float, indicators: Sequence[Indicator]) -> Updated:
    """The posterior after indicators that are independent given the hypothesis: odds · Π of their ratios.

    Raises ValueError as `weight` does, or where the prior is not between 0 and 1.

    >>> held = update(0.5, [Indicator(0.9, 0.3, True), Indicator(0.5, 0.1, None)])
    >>> round(held.posterior, 9), held.db[1]
    (0.75, 0.0)
    """
    ratios = [_ratio(one.p_h, one.p_not_h, one.seen) for one in indicators]
    posterior = bayes.sequential_odds(probability.odds(prior), ratios).posterior_p
    return Updated(posterior, tuple(map(bayes.deciban, ratios)))


def update_several(
    priors: Sequence[float], likelihoods: Sequence[Sequence[float]], seen: Sequence[bool | None]
) -> tuple[float, ...]:
    """Posteriors of rival hypotheses after indicators: p_i where seen, 1 − p_i where missing, else nothing.

    Each row of `likelihoods` is one indicator, with its probability under each hypothesis.

    Raises ValueError as `bayes.multi_hypothesis` does, or where an indicator is not told to be seen or not.

    >>> [round(p, 9) for p in update_several([0.5, 0.5], [[0.9, 0.3], [0.5, 0.1]], [True, None])]
    [0.75, 0.25]
    """
    if len(seen) != len(likelihoods):
        raise ValueError("of each indicator it is told whether it was seen")
    rows = [
        [p if was_seen else 1 - p for p in map(probability.check, row)]
        for row, was_seen in zip(likelihoods, seen, strict=True)
        if was_seen is not None
    ]
    return bayes.multi_hypothesis(priors, rows)


def silence(likelihood: float, *, passed: float, due: float, detection: float = 1) -> float:
    """P(nothing seen so far) = 1 − d (1 − (1 − L)^(t/n)): likelihood L within the time n, t of it passed.

    The hazard λ is constant, so that 1 − (1 − λ)^n = L. What is not seen when it is due is missing: time
    beyond n adds nothing. `passed` and `due` are in one unit; a likelihood of 1 allows no silence at all.

    Raises ValueError where L or d is not between 0 and 1, `due` is not positive or `passed` is negative.

    >>> round(silence(0.75, passed=6, due=12), 9)
    0.5
    """
    rate = bayes.hazard(likelihood, due)
    return bayes.silence(rate, min(passed, due), detection=detection)


def silence_row(
    likelihoods: Sequence[float], *, passed: float, due: float, detection: float = 1
) -> tuple[float, ...]:
    """`silence` under each of several hypotheses: a row of likelihoods for `bayes.multi_hypothesis`.

    Raises ValueError as `silence` does.

    >>> [round(p, 9) for p in silence_row([0.75, 0], passed=6, due=12)]
    [0.5, 1.0]
    """
    return tuple(silence(one, passed=passed, due=due, detection=detection) for one in likelihoods)


def expected_reach(p_h: float, p_not_h: float, *, prior: float) -> float:
    """The mean weight, in decibans and whatever its sign, that looking at an indicator will have.

    P(seen) |W seen| + P(missing) |W missing|: what is decisive but never happens is worth little.

    Raises ValueError where one is not between 0 and 1.

    >>> round(expected_reach(0.9, 0.1, prior=0.5), 2)
    9.54
    """
    seen = probability.check(prior) * probability.check(p_h) + (1 - prior) * probability.check(p_not_h)
    parts = [
        chance * abs(weight(p_h, p_not_h, flag))
        for chance, flag in ((seen, True), (1 - seen, False))
        if chance
    ]
    return math.fsum(parts)

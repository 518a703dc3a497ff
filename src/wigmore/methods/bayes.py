"""Belief after evidence: odds and likelihood ratios, rival answers, absence and silence, verbal bands.

Odds form of Bayes' rule and weight of evidence after I. J. Good, Probability and the Weighing of Evidence
(1950). For a source that may err see `testimony`; for bounds instead of numbers see `imprecision`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import probability, words

ENFSI_2015: tuple[tuple[str, float], ...] = (
    ("weak", 2),
    ("moderate", 10),
    ("moderately strong", 100),
    ("strong", 1_000),
    ("very strong", 10_000),
    ("extremely strong", 1_000_000),
)
"""Verbal equivalents of a likelihood ratio, each from its lowest value on; below 2 none (ENFSI 2015)."""


@dataclass(frozen=True, slots=True)
class Updated:
    """Odds before and after the evidence in decibans, and the probability after it."""

    prior_db: float
    posterior_db: float
    posterior_p: float


@dataclass(frozen=True, slots=True)
class VerbalBand:
    """The word for a likelihood ratio, and the side that it speaks for: `H1`, `H2` or neither."""

    band: str
    favours: str | None


@dataclass(frozen=True, slots=True)
class WeighedRatio:
    """A likelihood ratio and its weight in decibans."""

    lr: float
    db: float


@dataclass(frozen=True, slots=True)
class Silence:
    """Probability that nothing was found, under the hypothesis and under its rival, and their ratio."""

    p_silence_h: float
    p_silence_not_h: float
    lr: float


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence: its name, its likelihood ratio, and the source (or origin) that it comes from."""

    id: str
    lr: float
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A probability and the word for it; None where the yardstick has no word."""

    p: float
    band: str | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The verdict of all items, and those without each item and without each source, in their order."""

    base: Verdict
    items: tuple[tuple[str, Verdict], ...]
    sources: tuple[tuple[str, Verdict], ...]

    @property
    def linchpins(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Items and sources without which the leading side or the word is another."""
        return _turning(self.base, self.items), _turning(self.base, self.sources)


def _turning(base: Verdict, held: Sequence[tuple[str, Verdict]]) -> tuple[str, ...]:
    # A half that arithmetic missed by its last digit leads no more than a half does.
    leads = round(base.p, 12) > 0.5
    return tuple(name for name, one in held if one.band != base.band or (round(one.p, 12) > 0.5) != leads)


def deciban(lr: float) -> float:
    """Weight of evidence, W = 10 log10 LR, in decibans (Good 1950); 0 gives minus infinity.

    Raises ValueError where the ratio is negative or no number.

    >>> deciban(100)
    20.0
    """
    if not lr >= 0:
        raise ValueError(f"a likelihood ratio is not negative, as {lr} is")
    return 10 * math.log10(lr) if lr else -math.inf


def from_deciban(db: float) -> float:
    """Likelihood ratio of a weight in decibans, 10^(W/10); beyond the range of numbers infinite or 0.

    Raises ValueError where the weight is no number.

    >>> from_deciban(20)
    100.0
    """
    if math.isnan(db):
        raise ValueError("a weight is a number")
    return math.inf if db > 3080 else 10 ** (db / 10)


def sequential_odds(prior_odds: float, lrs: Sequence[float]) -> Updated:
    """Posterior odds = prior odds · Π LR, each LR given the evidence before it (Jaynes 2003, chapter 4).

    Summed in decibans, so that a long series neither overflows nor vanishes.

    Raises ValueError where one is negative, or an infinite one meets a zero.

    >>> round(sequential_odds(0.1, [2, 2, 2]).posterior_p, 3)
    0.444
    """
    prior = deciban(prior_odds)
    weights = [prior, *map(deciban, lrs)]
    if math.inf in weights and -math.inf in weights:
        raise ValueError("what is certain and what is impossible cannot be combined")
    total = math.fsum(weights)
    return Updated(prior_db=prior, posterior_db=total, posterior_p=_from_db(total))


def _from_db(db: float) -> float:
    return probability.from_logit(db * math.log(10) / 10)


def posterior_two(prior: float, p_e_h: float, p_e_not_h: float) -> float:
    """P(H|E) = p1 π / (p1 π + p0 (1 − π)), for a hypothesis and its denial (Bayes' rule).

    Raises ValueError where one is not between 0 and 1, or the evidence is impossible.

    >>> round(posterior_two(0.15, 0.8, 0.2), 4)
    0.4138
    """
    return multi_hypothesis([probability.check(prior), 1 - prior], [[p_e_h, p_e_not_h]])[0]


def multi_hypothesis(priors: Sequence[float], likelihoods: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """P(H_i|E) ∝ π_i Π_k P(E_k|H_i) for rival hypotheses, of which one carries "none of these" (Bayes' rule).

    Each row of `likelihoods` is one item, with its probability under each hypothesis, given the items before.

    Raises ValueError where priors do not sum to 1, a row has another length, a number lies outside 0..1, or
    no hypothesis allows all items.

    >>> multi_hypothesis([0.5, 0.5], [[0.9, 0.3]])
    (0.75, 0.25)
    """
    start = probability.check_sum(priors, "priors")
    if any(len(row) != len(start) for row in likelihoods):
        raise ValueError("each item has one likelihood for each hypothesis")
    logs = [
        math.fsum(_log(probability.check(one, "a likelihood")) for one in (prior, *column))
        for prior, column in zip(start, _columns(likelihoods, len(start)), strict=True)
    ]
    highest = max(logs)
    if highest == -math.inf:
        raise ValueError("no hypothesis allows all of the evidence")
    return probability.normalised([math.exp(one - highest) for one in logs])


def _columns(rows: Sequence[Sequence[float]], width: int) -> list[list[float]]:
    return [[row[place] for row in rows] for place in range(width)]


def _log(p: float) -> float:
    return math.log(p) if p else -math.inf


def diagnosticity(likelihoods: Sequence[float]) -> float:
    """D(e) = max over pairs |10 log10 P(e|H_i) / P(e|H_j)|, in decibans: how far one item can move belief.

    Infinite where one hypothesis forbids the item and another does not.

    Raises ValueError where there are none, one is not between 0 and 1, or all are 0.

    >>> diagnosticity([0.5, 0.05, 0.5])
    10.0
    """
    held = [probability.check(one, "a likelihood") for one in likelihoods]
    if not held:
        raise ValueError("there is at least one hypothesis")
    return deciban(probability.ratio(max(held), min(held)))


def absence_lr(p_e_h: float, p_e_not_h: float) -> WeighedRatio:
    """LR of not finding what a search would have found: (1 − p1) / (1 − p0) (odds form of Bayes' rule).

    Raises ValueError where one is not between 0 and 1, or both are 1.

    >>> round(absence_lr(0.6, 0.05).lr, 3)
    0.421
    """
    lr = probability.ratio(1 - probability.check(p_e_h), 1 - probability.check(p_e_not_h))
    return WeighedRatio(lr=lr, db=deciban(lr))


def hazard(likelihood: float, periods: float) -> float:
    """The constant hazard λ of one period that gives `likelihood` over all: 1 − (1 − λ)^n = likelihood.

    Raises ValueError where `likelihood` is not between 0 and 1, or `periods` is not positive.

    >>> hazard(0.75, 2)
    0.5
    """
    if not periods > 0:
        raise ValueError("there is more than no time")
    if probability.check(likelihood) == 1:
        return 1.0
    return -math.expm1(math.log1p(-likelihood) / periods)


def silence(rate: float, periods: float, *, detection: float = 1) -> float:
    """P(silence) = 1 − d (1 − (1 − λ)^n): hazard λ a period, n periods, d the chance that a search finds it.

    Raises ValueError where λ or d is not between 0 and 1, or `periods` is negative.

    >>> silence(0.5, 2)
    0.25
    """
    if not periods >= 0:
        raise ValueError("time is not negative")
    unseen = math.pow(1 - probability.check(rate, "a hazard"), periods)
    return 1 - probability.check(detection, "a detection") * (1 - unseen)


def silence_lr(
    monthly_hazard_h: float, monthly_hazard_not_h: float, months: float, *, search_sensitivity: float = 1
) -> Silence:
    """LR of a long silence: the ratio of P(silence) under the hypothesis and its rival, as `silence` has it.

    Raises ValueError as `silence` does, or where silence is impossible under both.

    >>> round(silence_lr(0.02, 0.001, 69, search_sensitivity=0.9).lr, 3)
    0.344
    """
    under_h = silence(monthly_hazard_h, months, detection=search_sensitivity)
    under_not_h = silence(monthly_hazard_not_h, months, detection=search_sensitivity)
    return Silence(under_h, under_not_h, probability.ratio(under_h, under_not_h))


def jeffrey_update(p_h_given_e: float, p_h_given_not_e: float, new_p_e: float) -> float:
    """P'(H) = P(H|E) P'(E) + P(H|¬E) (1 − P'(E)), for evidence that is itself uncertain (Jeffrey 1965).

    Raises ValueError where one is not between 0 and 1.

    >>> round(jeffrey_update(0.8, 0.3, 0.7), 9)
    0.65
    """
    new = probability.check(new_p_e)
    return probability.check(p_h_given_e) * new + probability.check(p_h_given_not_e) * (1 - new)


def enfsi_band(lr: float) -> VerbalBand:
    """The verbal equivalent of a likelihood ratio, and the side it favours (ENFSI guideline 2015).

    Of a ratio below 1 the inverse is graded. The word is for the evidence, never for a hypothesis.

    Raises ValueError where the ratio is negative or no number.

    >>> enfsi_band(0.004)
    VerbalBand(band='moderately strong', favours='H2')
    """
    deciban(lr)
    # Twelve digits count: a product that misses a bound by its last one is graded as the bound.
    strength = float(f"{lr if lr >= 1 else 1 / lr if lr else math.inf:.12g}")
    found = [band for band, lowest in ENFSI_2015 if strength >= lowest]
    return VerbalBand(found[-1], "H1" if lr > 1 else "H2") if found else VerbalBand("none", None)


def leave_one_out(
    prior: float, items: Sequence[Item], *, table: Sequence[words.Band] = words.ICD_203
) -> LeftOut:
    """The posterior without each item, and without all items of each source: prior odds · Π of the rest.

    What turns the leading side or the word when it is left out is a linchpin.

    Raises ValueError where the prior is not between 0 and 1, a ratio is negative, or names are doubled.

    >>> held = [Item("a", 8, "S1"), Item("b", 3, "S2"), Item("c", 0.5, "S3"), Item("d", 4, "S1")]
    >>> left = leave_one_out(0.1, held)
    >>> [(name, verdict.band) for name, verdict in left.sources]
    [('S1', 'very unlikely'), ('S2', 'likely'), ('S3', 'very likely')]
    >>> left.linchpins
    (('a', 'b', 'd'), ('S1', 'S2'))
    """
    if len({one.id for one in items}) != len(items):
        raise ValueError("each item has a name of its own")

    def verdict(held: Sequence[Item]) -> Verdict:
        p = sequential_odds(probability.odds(prior), [one.lr for one in held]).posterior_p
        return Verdict(p, words.band(p, table))

    sources = dict.fromkeys(one.source for one in items)
    return LeftOut(
        base=verdict(items),
        items=tuple((left.id, verdict([one for one in items if one is not left])) for left in items),
        sources=tuple((left, verdict([one for one in items if one.source != left])) for left in sources),
    )

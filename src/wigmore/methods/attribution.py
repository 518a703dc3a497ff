"""Who is meant by a description: candidates against criteria with a residual, and the base rates behind them.

The posterior of a candidate is never without the answer that it is none of the listed, and no criterion
rules anybody out: a statement may err.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wigmore.methods import bayes, probability


@dataclass(frozen=True, slots=True)
class Attribution:
    """The posterior of each candidate, in the order given, and of "none of the listed"."""

    candidates: tuple[tuple[str, float], ...]
    residual: float


@dataclass(frozen=True, slots=True)
class OtherMatches:
    """How many others are expected to match as well, and the probability that at least one does."""

    expected_others: float
    p_at_least_one_other: float


@dataclass(frozen=True, slots=True)
class MatchRate:
    """A base rate from checked peers, the LR of a match, 1/p, and the rate's exact upper bound at 95 %."""

    p: float
    lr: float
    p_upper95: float


@dataclass(frozen=True, slots=True)
class SearchPosterior:
    """The posterior of the one that was found, and what it would be had the search excluded nobody."""

    posterior: float
    without_credit_for_exclusions: float


def island_posterior(*, others: float, match_prob: float, examined: float = 0) -> float:
    """P = 1 / (1 + (N − n) p): one of N + 1 equally likely matches; n others were examined and do not.

    The island problem (Eggleston 1978; Slooten and Meester, arXiv:1201.4647). With n = 0 its first form.

    Raises ValueError where p is not between 0 and 1, or not 0 ≤ n ≤ N.

    >>> island_posterior(others=100, match_prob=0.01)
    0.5
    """
    if not 0 <= examined <= others:
        raise ValueError("the others are no fewer than those who were examined")
    return 1 / (1 + (others - examined) * probability.check(match_prob))


def island_posterior_unequal(prior: float, others: Sequence[tuple[float, float]]) -> float:
    """P = π / (π + Σ π_j p_j): the island problem with a prior and a match probability for each other.

    Priors may be in any unit, as only their ratios count.

    Raises ValueError where a prior is negative, p_j not between 0 and 1, or nobody can have done it.

    >>> island_posterior_unequal(1, [(2, 0.25), (1, 0.5)])
    0.5
    """
    rest = [start * probability.check(p) for start, p in others]
    return probability.normalised([prior, *rest])[0]


def search_posterior(
    *, population: int, examined: int, matches_found: int, match_prob: float
) -> SearchPosterior:
    """P = 1 / (k + (N − n) p) for each of k matches among n examined of N equally likely (Slooten, Meester).

    Those examined who do not match are excluded, which raises the rest; without that credit the posterior is
    1 / (1 + (N − 1) p), which is of one match.

    Raises ValueError where p is not between 0 and 1, or not 1 ≤ k ≤ n ≤ N.

    >>> search_posterior(population=200, examined=50, matches_found=1, match_prob=0.02).posterior
    0.25
    """
    if not 1 <= matches_found <= examined <= population:
        raise ValueError("the matches are among the examined, and these among the population")
    p = probability.check(match_prob)
    return SearchPosterior(
        posterior=1 / (matches_found + (population - examined) * p),
        without_credit_for_exclusions=1 / (1 + (population - 1) * p),
    )


def prob_another_match(*, population: int, match_prob: float) -> float:
    """P(X ≥ 2 | X ≥ 1) for X ~ Bin(N, p): that a description fits another, given that it fits one.

    The appendix to People v. Collins, 68 Cal. 2d 319 (1968).

    Raises ValueError where N is less than 1 or p is not above 0 and at most 1.

    >>> round(prob_another_match(population=12_000_000, match_prob=1 / 12_000_000), 3)
    0.418
    """
    if population < 1 or not probability.check(match_prob):
        raise ValueError("there is a population, and a match is possible")
    if match_prob == 1:
        return float(population > 1)
    none = population * math.log1p(-match_prob)
    one = population * match_prob * math.exp(none - math.log1p(-match_prob))
    some = -math.expm1(none)
    return max(0.0, (some - one) / some)


def candidate_posterior(
    priors: Mapping[str, float],
    matches: Mapping[str, Sequence[bool | None]],
    *,
    residual_prior: float,
    base_rates: Sequence[float],
    statement_error: float,
) -> Attribution:
    """P(c|E) ∝ π_c Π L_k(c), over the candidates and the residual, "none of the listed".

    With ε the error of a statement and q_k the base rate of a criterion in the reference class: L is 1 − ε
    for a match, ε for a mismatch, and q(1 − ε) + (1 − q)ε where it is not known (None) and for the residual.

    Raises ValueError where priors and residual do not sum to 1, a candidate lacks a row of matches or a row
    a criterion, a rate is not between 0 and 1, ε is not below one half, or nobody can be meant.

    >>> held = candidate_posterior({"A": 0.5}, {"A": [True]}, residual_prior=0.5, base_rates=[0.25],
    ...                            statement_error=0)
    >>> round(held.candidates[0][1], 9), round(held.residual, 9)
    (0.8, 0.2)
    """
    if not 0 <= statement_error < 0.5:
        raise ValueError("a statement that errs half the time or more says nothing")
    if priors.keys() != matches.keys() or any(len(row) != len(base_rates) for row in matches.values()):
        raise ValueError("each candidate is held against each criterion")
    rates = [probability.check(one, "a base rate") for one in base_rates]
    unknown = [rate * (1 - statement_error) + (1 - rate) * statement_error for rate in rates]
    rows = [
        [
            _likelihood(match, statement_error, rest)
            for match, rest in zip(matches[name], unknown, strict=True)
        ]
        for name in priors
    ]
    columns = [list(column) for column in zip(*rows, unknown, strict=True)]
    *found, residual = bayes.multi_hypothesis([*priors.values(), residual_prior], columns)
    return Attribution(tuple(zip(priors, found, strict=True)), residual)


def _likelihood(match: bool | None, error: float, unknown: float) -> float:
    if match is None:
        return unknown
    return 1 - error if match else error


def joint_match_prob(base_rates: Sequence[float]) -> float:
    """Π q_k: how many of the reference class fit all criteria, where these do not depend on one another.

    Raises ValueError where a rate is not between 0 and 1.

    >>> joint_match_prob([0.5, 0.25])
    0.125
    """
    return math.prod(probability.check(one, "a base rate") for one in base_rates)


def expected_other_matches(*, candidates: int, joint_match_prob: float) -> OtherMatches:
    """(N − 1) p others are expected to fit as well; at least one does with 1 − (1 − p)^(N − 1).

    Raises ValueError where there is no candidate, or p is not between 0 and 1.

    >>> held = expected_other_matches(candidates=40, joint_match_prob=0.03)
    >>> round(held.expected_others, 2), round(held.p_at_least_one_other, 2)
    (1.17, 0.7)
    """
    if candidates < 1:
        raise ValueError("there is at least one candidate")
    p = probability.check(joint_match_prob)
    return OtherMatches((candidates - 1) * p, 1 - (1 - p) ** (candidates - 1))


def smoothed_match_prob(*, matches: int, checked: int) -> MatchRate:
    """Base rate from checked peers under the Jeffreys prior Beta(½, ½): p = (x + ½) / (n + 1), LR = 1/p.

    So no match among n never gives an infinite LR. The upper bound is Clopper and Pearson's, one-sided.

    Raises ValueError where not 0 ≤ x ≤ n, or nobody was checked.

    >>> smoothed_match_prob(matches=0, checked=20).lr
    42.0
    """
    upper = probability.upper_bound(matches, checked)
    return MatchRate(p=(matches + 0.5) / (checked + 1), lr=(checked + 1) / (matches + 0.5), p_upper95=upper)

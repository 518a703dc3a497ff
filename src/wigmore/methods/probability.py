"""What the methods share: checked probabilities, odds, logarithms of odds, and exact binomial tails."""

import math
from collections.abc import Iterable, Iterator, Sequence

_SUM_TOLERANCE = 1e-6


def check(p: float, name: str = "a probability") -> float:
    """The number itself; raises ValueError where it is not between 0 and 1.

    >>> check(0.25)
    0.25
    """
    if not 0 <= p <= 1:
        raise ValueError(f"{name} lies between 0 and 1, not at {p}")
    return float(p)


def check_sum(weights: Sequence[float], name: str = "probabilities") -> tuple[float, ...]:
    """Probabilities of rival answers, brought to a sum of exactly one.

    Raises ValueError where there is none, one lies outside 0..1, or their sum is off one by more than 1e-6.

    >>> check_sum([0.25, 0.75])
    (0.25, 0.75)
    """
    held = [check(one, f"each of the {name}") for one in weights]
    if not held or abs(math.fsum(held) - 1) > _SUM_TOLERANCE:
        raise ValueError(f"the {name} sum to {math.fsum(held)}, not to 1")
    return normalised(held)


def normalised(weights: Sequence[float]) -> tuple[float, ...]:
    """Weights divided by their sum.

    Raises ValueError where one is negative or not finite, or none is positive.

    >>> normalised([1, 3])
    (0.25, 0.75)
    """
    if any(not 0 <= one < math.inf for one in weights):
        raise ValueError("weights are finite, and none is negative")
    largest = max(weights, default=0)
    if largest == 0:
        raise ValueError("no weight is positive")
    # Divided by the largest first: the sum of very small weights would lose all its digits.
    scaled = [one / largest for one in weights]
    total = math.fsum(scaled)
    return tuple(one / total for one in scaled)


def odds(p: float) -> float:
    """Odds of a probability, p / (1 − p); infinite for 1.

    Raises ValueError where p is not between 0 and 1.

    >>> odds(0.75)
    3.0
    """
    return check(p) / (1 - p) if p < 1 else math.inf


def from_odds(value: float) -> float:
    """Probability of odds, o / (1 + o); infinite odds give 1.

    Raises ValueError where the odds are negative.

    >>> from_odds(3)
    0.75
    """
    if not value >= 0:
        raise ValueError(f"odds are not negative, as {value} is")
    return 1.0 if value == math.inf else value / (1 + value)


def logit(p: float) -> float:
    """Natural logarithm of the odds, ln p − ln(1 − p): minus infinity for 0, infinity for 1.

    Raises ValueError where p is not between 0 and 1.

    >>> logit(0.5)
    0.0
    """
    if check(p) in (0, 1):
        return math.inf if p else -math.inf
    return math.log(p) - math.log1p(-p)


def from_logit(value: float) -> float:
    """Probability of a natural logarithm of odds, 1 / (1 + e^−x), without overflow.

    Raises ValueError where the value is no number.

    >>> from_logit(0)
    0.5
    """
    if math.isnan(value):
        raise ValueError("a logarithm of odds is a number")
    grown = math.exp(-abs(value))
    return (1 if value >= 0 else grown) / (1 + grown)


def ratio(numerator: float, denominator: float) -> float:
    """Likelihood ratio of two probabilities of one observation; infinite where only the second is 0.

    Raises ValueError where one is not between 0 and 1, or both are 0: then neither hypothesis allows it.

    >>> ratio(0.5, 0.25)
    2.0
    """
    if check(numerator) == check(denominator) == 0:
        raise ValueError("the observation is impossible under both hypotheses")
    return numerator / denominator if denominator else math.inf


def binomial_at_least(count: int, trials: int, p: float) -> float:
    """P(X ≥ count) for X ~ Bin(trials, p): the exact sum of its terms, smallest tail included.

    Raises ValueError where `trials` is negative or p is not between 0 and 1.

    >>> binomial_at_least(2, 2, 0.5)
    0.25
    """
    _check_trials(trials, p)
    return 1.0 if count <= 0 else min(1.0, math.fsum(_terms(count, trials, trials=trials, p=p)))


def binomial_at_most(count: int, trials: int, p: float) -> float:
    """P(X ≤ count) for X ~ Bin(trials, p): the exact sum of its terms.

    Raises ValueError where `trials` is negative or p is not between 0 and 1.

    >>> binomial_at_most(0, 2, 0.5)
    0.25
    """
    _check_trials(trials, p)
    return 1.0 if count >= trials else min(1.0, math.fsum(_terms(0, count, trials=trials, p=p)))


def _check_trials(trials: int, p: float) -> None:
    check(p)
    if trials < 0:
        raise ValueError("there are no fewer than 0 trials")


def _terms(first: int, last: int, *, trials: int, p: float) -> Iterator[float]:
    """P(X = count) for each count from `first` to `last`."""
    if p in (0, 1):
        yield float(first <= trials * p <= last)
        return
    ways = math.comb(trials, first)
    for count in range(first, last + 1):
        # The logarithm of a whole number is right to the last digit, however large the number is.
        yield math.exp(math.log(ways) + count * math.log(p) + (trials - count) * math.log1p(-p))
        ways = ways * (trials - count) // (count + 1)


def upper_bound(count: int, trials: int, *, confidence: float = 0.95) -> float:
    """The exact one-sided upper bound of a rate, after `count` in `trials` (Clopper and Pearson 1934).

    The p at which P(X ≤ count) has fallen to 1 − confidence; 1 where every trial counted. Found by halving.

    Raises ValueError where not 0 ≤ count ≤ trials, there is no trial, or `confidence` is not between 0 and 1.

    >>> round(upper_bound(0, 20), 4)
    0.1391
    """
    if not 0 <= count <= trials or trials == 0:
        raise ValueError(f"{count} of {trials} is no count of trials")
    rest = 1 - check(confidence, "a confidence")
    if count == trials:
        return 1.0
    # The logarithm of a whole number is right to the last digit, and is worked out once for all halvings.
    ways = math.log(math.comb(trials, count))
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _at_most(count, trials, middle, ways) > rest else (low, middle)
    return high


def _at_most(count: int, trials: int, p: float, ways: float) -> float:
    """P(X ≤ count) for 0 < p < 1, by the tail away from the mean; `ways`: the logarithm of trials over count.

    Terms fall from one to the next there, and what no longer shows in the sum is not summed.
    """
    log = ways + count * math.log(p) + (trials - count) * math.log1p(-p)
    odds = p / (1 - p)
    if count < trials * p:
        falls = (place / ((trials - place + 1) * odds) for place in range(count, 0, -1))
        return _falling(math.exp(log), falls)
    falls = ((trials - place) / (place + 1) * odds for place in range(count, trials))
    return 1 - _falling(math.exp(log), falls) + math.exp(log)


def _falling(first: float, falls: Iterable[float]) -> float:
    """The sum of terms, each given by its ratio to the one before, as long as they show in it."""
    total = term = first
    for fall in falls:
        term *= fall
        if term <= total * 1e-18:
            break
        total += term
    return total

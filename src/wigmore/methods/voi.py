"""What it is worth to look: expected gain of information in bits, and value of information in payoffs.

Entropy after C. E. Shannon (1948); value of information after H. Raiffa and R. Schlaifer, Applied Statistical
Decision Theory (1961).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import probability, testimony

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class YesNoGain:
    """P(positive), the posterior after each outcome (None where it cannot happen), and the gain in bits."""

    p_positive: float
    post_positive: float | None
    post_negative: float | None
    eig_bits: float


@dataclass(frozen=True, slots=True)
class Gain:
    """P of each outcome, the posteriors after it (None where it cannot happen), and the gain in bits."""

    p_outcomes: tuple[float, ...]
    posteriors: tuple[tuple[float, ...] | None, ...]
    eig_bits: float


@dataclass(frozen=True, slots=True)
class Worth:
    """The best expected payoff now, and what perfect and sampled information add to it."""

    ev_now: float
    evpi: float
    evsi: float


@dataclass(frozen=True, slots=True)
class Question:
    """Something to find out: its gain in bits, and the hours that it takes."""

    id: str
    bits: float
    hours: float


def entropy_bits(ps: Sequence[float]) -> float:
    """H = − Σ p log2 p, in bits; what has probability 0 adds nothing (Shannon 1948).

    Raises ValueError where they do not sum to 1.

    >>> entropy_bits([0.5, 0.25, 0.25])
    1.5
    """
    return math.fsum(-p * math.log2(p) for p in probability.check_sum(ps) if p)


def expected_information_gain(priors: Sequence[float], outcomes: Matrix) -> Gain:
    """EIG = H(prior) − Σ_o P(o) H(posterior | o), in bits, of a test with several outcomes.

    Each row of `outcomes` is one hypothesis, with the probability of each outcome under it.

    Raises ValueError where priors or a row do not sum to 1, or rows are of different length.

    >>> expected_information_gain([0.5, 0.5], [[1, 0], [0, 1]]).eig_bits
    1.0
    """
    start, rows = _checked(priors, outcomes)
    joint = _joint(start, rows)
    chances = tuple(math.fsum(held) for held in joint)
    posteriors = tuple(probability.normalised(held) if any(held) else None for held in joint)
    left = math.fsum(
        chance * entropy_bits(held) for chance, held in zip(chances, posteriors, strict=True) if held
    )
    # A test that tells nothing gains nothing, whatever the last digits say.
    return Gain(chances, posteriors, max(0.0, entropy_bits(start) - left))


def _checked(priors: Sequence[float], outcomes: Matrix) -> tuple[tuple[float, ...], list[tuple[float, ...]]]:
    start = probability.check_sum(priors, "priors")
    rows = [probability.check_sum(row, "probabilities of outcomes") for row in outcomes]
    if len(rows) != len(start) or len({len(row) for row in rows}) > 1:
        raise ValueError("each hypothesis has one probability for each outcome")
    return start, rows


def _joint(start: Sequence[float], rows: Matrix) -> list[list[float]]:
    """P(outcome and hypothesis), a row for each outcome."""
    return [[p * chance for p, chance in zip(start, held, strict=True)] for held in zip(*rows, strict=True)]


def expected_information_gain_bits(prior: float, *, rates: testimony.Rates) -> YesNoGain:
    """EIG of a test that comes out positive or negative, as `expected_information_gain` has it, in bits.

    Raises ValueError where the prior is not between 0 and 1.

    >>> round(expected_information_gain_bits(0.3, rates=testimony.Rates(0.8, 0.1)).eig_bits, 3)
    0.348
    """
    rows = [[rates.hit, 1 - rates.hit], [rates.false_alarm, 1 - rates.false_alarm]]
    gain = expected_information_gain([probability.check(prior), 1 - prior], rows)
    positive, negative = (held[0] if held else None for held in gain.posteriors)
    return YesNoGain(gain.p_outcomes[0], positive, negative, gain.eig_bits)


def evpi_evsi(priors: Sequence[float], payoffs: Matrix, outcomes: Matrix) -> Worth:
    """EVPI = E[max_a u] − max_a E[u], EVSI = E_o[max_a E(u|o)] − max_a E[u], in the unit of the payoffs.

    Each row of `payoffs` is one action, with its payoff under each hypothesis; of `outcomes` one hypothesis.

    Raises ValueError where there is no action, priors or a row of outcomes do not sum to 1, or rows are of
    different length.

    >>> evpi_evsi([0.5, 0.5], [[10, -10], [0, 0]], [[0.5, 0.5], [0.5, 0.5]])
    Worth(ev_now=0.0, evpi=5.0, evsi=0.0)
    """
    start, rows = _checked(priors, outcomes)
    if not payoffs or any(len(row) != len(start) for row in payoffs):
        raise ValueError("each action, of which there is one, has a payoff under each hypothesis")
    now = _best(start, payoffs)
    perfect = math.fsum(p * max(held) for p, held in zip(start, zip(*payoffs, strict=True), strict=True))
    sampled = math.fsum(_best(held, payoffs) for held in _joint(start, rows))
    return Worth(ev_now=now, evpi=max(0.0, perfect - now), evsi=max(0.0, sampled - now))


def _best(weights: Sequence[float], payoffs: Matrix) -> float:
    return max(math.fsum(p * u for p, u in zip(weights, row, strict=True)) for row in payoffs)


def per_hour(questions: Sequence[Question]) -> tuple[tuple[str, float], ...]:
    """Questions by gain an hour, in bits, the greatest first; those of one gain by name.

    Raises ValueError where a gain is negative, or a question takes no time.

    >>> per_hour([Question("register", 0.2, 1), Question("interview", 0.5, 5)])
    (('register', 0.2), ('interview', 0.1))
    """
    if any(not one.bits >= 0 or not one.hours > 0 for one in questions):
        raise ValueError("a gain is not negative, and looking takes more than no time")
    rates = [(one.id, one.bits / one.hours) for one in questions]
    return tuple(sorted(rates, key=lambda one: (-one[1], one[0])))

"""What a report of an observation is worth: sources that err, chains of hearsay, reports from one origin.

Cascaded inference after D. A. Schum, The Evidential Foundations of Probabilistic Reasoning (1994): the datum
is the report, not what it reports. `hit` is P(report|so), `false_alarm` is P(report|not so).
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import bayes, probability


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a source reports what is so, and how often what is not."""

    hit: float
    false_alarm: float

    def __post_init__(self) -> None:
        probability.check(self.hit, "a hit rate")
        probability.check(self.false_alarm, "a false alarm rate")


@dataclass(frozen=True, slots=True)
class Cascaded:
    """LR of a report, that of a source never wrong (None of what never happens), and hit / false alarm."""

    lr: float
    lr_if_certain: float | None
    ceiling: float


@dataclass(frozen=True, slots=True)
class Chained:
    """A chain of hearsay as one source, and the LR of its last report."""

    hit: float
    false_alarm: float
    lr: float


@dataclass(frozen=True, slots=True)
class CommonCause:
    """LR of reports of one origin together, of one, of all as if independent, and of the origin itself."""

    lr: float
    lr_single: float
    lr_naive_product: float
    ceiling: float | None


@dataclass(frozen=True, slots=True)
class Overcount:
    """One in how many, as if independent and as they are; and the weight, in decibans, counted too much."""

    naive_one_in: float
    dependent_one_in: float
    overcount_db: float


def cascaded_lr(p_e_h: float, p_e_not_h: float, *, rates: Rates) -> Cascaded:
    """LR of a report: [p1 (h − f) + f] / [p0 (h − f) + f], never above h/f for h ≥ f (Schum 1994).

    Raises ValueError where one is not between 0 and 1, or no report is possible.

    >>> round(cascaded_lr(0.9, 0.1, rates=Rates(0.8, 0.1)).lr, 2)
    4.29
    """
    lr = cascaded_lr_state_dependent(p_e_h, p_e_not_h, rates_h=rates, rates_not_h=rates)
    return Cascaded(
        lr=lr,
        lr_if_certain=_if_certain(p_e_h, p_e_not_h),
        ceiling=probability.ratio(rates.hit, rates.false_alarm),
    )


def _if_certain(p_e_h: float, p_e_not_h: float) -> float | None:
    # What never happens can still be reported, by mistake.
    return probability.ratio(p_e_h, p_e_not_h) if p_e_h or p_e_not_h else None


def cascaded_lr_state_dependent(
    p_e_h: float, p_e_not_h: float, *, rates_h: Rates, rates_not_h: Rates
) -> float:
    """LR of a report by an interested source, whose rates depend on the hypothesis (Schum 1994).

    [p1 h1 + (1 − p1) f1] / [p0 h0 + (1 − p0) f0].

    Raises ValueError where one is not between 0 and 1, or no report is possible.

    >>> held = cascaded_lr_state_dependent(0.6, 0.3, rates_h=Rates(0.9, 0.3), rates_not_h=Rates(0.9, 0.05))
    >>> round(held, 3)
    2.164
    """
    return probability.ratio(reported(p_e_h, rates_h), reported(p_e_not_h, rates_not_h))


def reported(p_e: float, rates: Rates) -> float:
    """P(report) = p h + (1 − p) f: how probable the report is where what it says has probability p.

    Raises ValueError where p is not between 0 and 1.

    >>> reported(0.5, Rates(0.75, 0.25))
    0.5
    """
    p = probability.check(p_e)
    return p * rates.hit + (1 - p) * rates.false_alarm


def composed(first: Rates, second: Rates) -> Rates:
    """Rates of a report of a report: H = h2 h1 + f2 (1 − h1), F = h2 f1 + f2 (1 − f1) (Schum 1994).

    >>> composed(Rates(0.5, 0.25), Rates(1, 0))
    Rates(hit=0.5, false_alarm=0.25)
    """
    return Rates(reported(first.hit, second), reported(first.false_alarm, second))


def cascaded_lr_chain(p_e_h: float, p_e_not_h: float, *, stages: Sequence[Rates]) -> Chained:
    """LR of the last report of a chain of hearsay: `composed`, nearest to the event first; `cascaded_lr`.

    Raises ValueError where there is no stage, one is not between 0 and 1, or no report is possible.

    >>> held = cascaded_lr_chain(0.7, 0.2, stages=[Rates(0.9, 0.1), Rates(0.8, 0.05)])
    >>> round(held.hit, 3), round(held.lr, 3)
    (0.725, 2.224)
    """
    if not stages:
        raise ValueError("a chain has at least one stage")
    rates = functools.reduce(composed, stages)
    return Chained(rates.hit, rates.false_alarm, cascaded_lr(p_e_h, p_e_not_h, rates=rates).lr)


def common_cause_lr(p_origin_h: float, p_origin_not_h: float, *, reports: Sequence[Rates]) -> CommonCause:
    """LR of positive reports that are independent given one origin S (Schum 1994).

    [s1 Πh + (1 − s1) Πf] / [s0 Πh + (1 − s0) Πf], never above s1 / s0 for reports with h ≥ f.
    `lr_single` is of the first report alone.

    Raises ValueError where there is no report, one is not between 0 and 1, or no report is possible.

    >>> round(common_cause_lr(0.8, 0.2, reports=[Rates(0.9, 0.05)] * 3).lr, 3)
    3.997
    """
    if not reports:
        raise ValueError("there is at least one report")
    together = Rates(math.prod(one.hit for one in reports), math.prod(one.false_alarm for one in reports))
    alone = [cascaded_lr(p_origin_h, p_origin_not_h, rates=one).lr for one in reports]
    return CommonCause(
        lr=cascaded_lr(p_origin_h, p_origin_not_h, rates=together).lr,
        lr_single=alone[0],
        lr_naive_product=math.prod(alone),
        ceiling=_if_certain(p_origin_h, p_origin_not_h),
    )


def effective_items(n: int, *, rho: float) -> float:
    """n_eff = n / (1 + (n − 1) ρ): how many independent items n correlated ones are worth (design effect).

    After L. Kish, Survey Sampling (1965). A rough fallback, where no structure is known.

    Raises ValueError where n is less than 1 or ρ is not between 0 and 1.

    >>> effective_items(3, rho=0.5)
    1.5
    """
    if n < 1:
        raise ValueError("there is at least one item")
    return n / (1 + (n - 1) * probability.check(rho, "a correlation"))


def discounted_lr(lr: float, *, exponent: float) -> float:
    """LR^α with 0 ≤ α ≤ 1: a discount that the analyst declares, not a model of dependence.

    Raises ValueError where α is not between 0 and 1, or the ratio is negative.

    >>> discounted_lr(16, exponent=0.5)
    4.0
    """
    bayes.deciban(lr)
    return float(lr ** probability.check(exponent, "an exponent of discount"))


def product_rule_overcount(p_single: float, *, p_second_given_first: float) -> Overcount:
    """What squaring a probability overstates where the second event depends on the first (R v Clark 2003).

    1 / p² against 1 / (p q), and 10 log10 (q / p) decibans between them.

    Raises ValueError where one is not above 0 and at most 1.

    >>> round(product_rule_overcount(1 / 8543, p_second_given_first=0.01).overcount_db, 1)
    19.3
    """
    if not probability.check(p_single) or not probability.check(p_second_given_first):
        raise ValueError("what is impossible has no such ratio")
    return Overcount(
        naive_one_in=1 / p_single**2,
        dependent_one_in=1 / (p_single * p_second_given_first),
        overcount_db=bayes.deciban(p_second_given_first / p_single),
    )

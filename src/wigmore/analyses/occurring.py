"""How probable it is that what a scenario needs comes: indicators that were not seen, and lapsed events.

Under an answer a an indicator comes by its day with its likelihood L(a). Where it was looked for in vain, and
the search had the chance S(a) to find nothing, it may still come, or have been missed: (L − (1 − S)) / S, for
what comes leaves silence only where it was not found so far (Bayes; methods reference, 2.4 and 8).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wigmore.analyses import watching
from wigmore.methods import elimination, weighing
from wigmore.model import belief, views


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability with its bounds; None where something that it depends on is not stated."""

    middle: float | None
    low: float
    high: float

    def __mul__(self, other: "Chance") -> "Chance":
        """The chance of both, each bound by the same bound of the other."""
        whole = None if self.middle is None or other.middle is None else self.middle * other.middle
        return Chance(whole, self.low * other.low, self.high * other.high)


CERTAIN, NEVER, UNSTATED = Chance(1.0, 1.0, 1.0), Chance(0.0, 0.0, 0.0), Chance(None, 0.0, 1.0)


Pair = tuple[str, str]
"""A question and an answer to it."""


def shares(network: belief.Network, question: str, settled: Sequence[Pair]) -> tuple[float, ...]:
    """The probability of each answer to a question where some answers to others hold.

    At the middle of all ranges; with nothing settled, the posterior itself. Raises ValueError where the
    network is too wide, ZeroDivisionError where these answers are impossible.
    """
    for asked, answer in settled:
        network = _settled(network, asked, answer)
    return tuple(float(one) for one in weighing.posterior(network, question)[0])


def _settled(network: belief.Network, question: str, answer: str) -> belief.Network:
    """The network with an answer taken as certain: an item that is possible under it alone."""
    never = len(network.ranges)
    terms = tuple(never + (one == answer) for one in network.questions[question].answers)
    settled = belief.Item(id=f"settled:{question}", kind=belief.EVIDENCE, question=question, terms=terms)
    edges = tuple(belief.Range(settled.id, "", value, value) for value in (0.0, 1.0))
    return replace(network, items=(*network.items, settled), ranges=(*network.ranges, *edges))


def under_answers(one: watching.Watched, seen: views.Beliefs) -> Mapping[str, Chance]:
    """The chance under each answer that an unseen indicator still comes; empty where it is not stated."""
    bounds = watching.likelihoods(one.indicator, seen)
    if one.item is None or not one.item.is_absent or not bounds:
        return {answer: Chance((low + high) / 2, low, high) for answer, (low, high) in bounds.items()}
    stated = list(one.item.terms)
    numbers = _ends(seen.network, one.item)
    silent = weighing.likelihoods(one.item, numbers)
    comes = 1 - (1 - numbers[:, stated]) / silent
    # What is impossible but for the last bits of a machine is impossible.
    comes = np.where(comes > 1e-12, comes, 0.0)
    return {
        answer: Chance(*(float(value) for value in comes[:, place]))
        for place, answer in enumerate(seen.network.questions[one.item.question].answers)
    }


def _ends(network: belief.Network, item: belief.Item) -> elimination.Floats:
    """The middles, and the numbers at which it comes least and most, shape (3, ranges).

    It comes rather where its likelihood is high, and where the search would not have found it.
    """
    low, high = weighing.limits(network)
    made = np.stack([weighing.middles(network)[0], low, high])
    for index in item.searches:
        made[1, index], made[2, index] = high[index], low[index]
    return made


def together(some: Sequence[Mapping[str, Chance]], weights: Mapping[str, float]) -> Chance:
    """The chance that all of several indicators of one question come, by the weight of each answer.

    Under one answer they are independent. Bounds are exact where one answer has all the weight; else each
    indicator may be as improbable, or as probable, as under any answer: bounds, if wide ones.
    """
    if not all(some):
        return UNSTATED
    made = Chance(0.0, 1.0, 0.0)
    for answer, weight in weights.items():
        if weight > 0:
            both = CERTAIN
            for held in some:
                both *= held[answer]
            middle = (made.middle or 0.0) + weight * (both.middle or 0.0)
            made = Chance(middle, min(made.low, both.low), max(made.high, both.high))
    return made

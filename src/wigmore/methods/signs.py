"""Which way a single number of a network moves the answers of a question, where that is known beforehand."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from wigmore.methods import voices, weighing
from wigmore.model import belief


def signs(network: belief.Network, question: str) -> NDArray[np.int8]:
    """Which way each range moves each answer, shape (ranges, answers): 1 up, -1 down, 0 where that depends.

    Known where a range is the likelihood, under some answers of this question, of items that share no voice
    and no assumption with any other, or the prior of one answer: odds are monotone in those.
    """
    near = weighing.relevant(network, question)
    answers = len(near.questions[question].answers)
    made = np.zeros((len(network.ranges), answers), dtype=np.int8)
    used = _uses(near)
    for one in near.items:
        if one.question != question or not _stands_alone(one, near):
            continue
        for index in set(one.terms):
            if used[index] == 1:
                held = np.array([term == index for term in one.terms])
                made[index] = np.where(held, 1, -1) * (-1 if one.is_absent else 1) * (not held.all())
    asked = near.questions[question]
    if asked.given is None and all(one.given != question for one in near.questions.values()):
        _prior_signs(asked.prior[0], used, made)
    return made


def _prior_signs(row: Sequence[int], used: Mapping[int, int], made: NDArray[np.int8]) -> None:
    """The prior of an answer moves it up, and down those that share what is left; of others that depends.

    Where nobody shares, all are scaled to sum to one, and all others go down.
    """
    places = np.array(row)
    sharing = places == belief.LEFT
    for index in {index for index in row if index != belief.LEFT and used[index] == 1}:
        made[index] = np.where(places == index, 1, np.where(sharing | ~sharing.any(), -1, 0))


def _uses(network: belief.Network) -> dict[int, int]:
    """How many questions and items name each range."""
    found: dict[int, int] = {}
    named = [{term for row in one.prior for term in row} for one in network.questions.values()]
    named += [{*one.terms, *one.searches} for one in network.items]
    named += [{network.assumptions[name]} for name in weighing.assumed(network)]
    for some in named:
        for index in some:
            found[index] = found.get(index, 0) + 1
    return found


def _stands_alone(one: belief.Item, network: belief.Network) -> bool:
    """Whether an item's likelihoods act on its question alone: no doubt about it is shared with others."""
    if one.kind == belief.CRITERION or one.assumes or any(held.denies for held in voices.weakest(one)):
        return False
    others = {name for other in network.items if other is not one for name in other.voices}
    return others.isdisjoint(one.voices) and all(held.given is None for held in network.questions.values())

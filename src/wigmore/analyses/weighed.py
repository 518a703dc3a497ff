"""What is weighed for a question, as sentences and tables tell it: its weights, and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from wigmore.analyses import beliefs
from wigmore.methods import weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief, finding, views

CELLS = finding.policy_ref("cells")
"""The policy table by which it counts how far candidates meet criteria."""


@dataclass(frozen=True, slots=True)
class Weight:
    """An item and its weight in decibans for one answer against all others, by leaving it out."""

    item: belief.Item
    decibans: float


def weights(network: belief.Network, name: str, answer: str) -> tuple[Weight, ...]:
    """The weight of each item of a question for one answer, in the order of the network.

    It is what the odds with all items have over those with all but this one. An answer that is certain or
    ruled out whatever is weighed is moved by nothing. Raises ValueError where the network is too wide.
    """
    own = network.of_question(name)
    index = network.questions[name].answers.index(answer)
    odds = weighing.decibans(taken_last(network, name), index)
    if not np.isfinite(odds).all():
        return tuple(Weight(one, 0.0) for one in own)
    return tuple(
        Weight(one, beliefs.rounded(odds[0] - less)) for one, less in zip(own, odds[1:], strict=True)
    )


@lru_cache(maxsize=64)
def taken_last(network: belief.Network, name: str) -> Floats:
    """The answers with all items, then without each item of a question, shape (1 + items, answers).

    Several analyses ask for the same, so that results are kept while the program runs.
    """
    return weighing.less(network, name, [(), *((one.id,) for one in network.of_question(name))])


def joined(network: belief.Network, name: str) -> tuple[belief.Item, ...]:
    """What is weighed for a question, and for those that it is joined to because one presupposes another."""
    found, stack = {name}, [name]
    while stack:
        here = stack.pop()
        near = {one.id for one in network.questions.values() if one.given == here}
        near |= {network.questions[here].given or here}
        fresh = (near & network.questions.keys()) - found
        found |= fresh
        stack += sorted(fresh)
    return tuple(one for one in network.items if one.question in found)


def moving(network: belief.Network, name: str) -> tuple[belief.Item, ...]:
    """What moves a question: what is weighed for it, else for those that it is joined to."""
    return network.of_question(name) or joined(network, name)


def unweighed(network: belief.Network, name: str) -> str:
    """The sentence on a question for which nothing is weighed; empty where something is."""
    if network.of_question(name):
        return ""
    if joined(network, name):
        return (
            "Nothing is weighed for it alone: what is weighed for questions that are joined to it moves it."
        )
    return "Nothing is weighed for it: this is the prior."


def basis(items: Iterable[belief.Item], seen: views.Beliefs) -> tuple[str, ...]:
    """What a finding about items rests on: each, and the claims behind it, or else what it rests on besides.

    A criterion is no record: how far candidates meet it counts by the policy table `cells`. Where there is no
    item, the yardstick: then no more than what is stated in the question stands behind it.
    """
    names: dict[str, None] = {}
    for one in items:
        own = CELLS if one.kind == belief.CRITERION else one.id
        names.update(dict.fromkeys((own, *(one.claims or one.rests_on))))
    return tuple(names) or (finding.policy_ref(seen.scale.name),)


def asked_basis(seen: views.Beliefs, name: str) -> tuple[str, ...]:
    """What a finding on a question as a whole rests on: it, those it is joined to, and what is weighed."""
    near = () if seen.network.wide else weighing.relevant(seen.network, name).questions
    own = moving(seen.network, name)
    return tuple(dict.fromkeys((name, *near, *(basis(own, seen) if own else ()))))


def assumed(items: Iterable[belief.Item], seen: views.Beliefs) -> tuple[str, ...]:
    """The assumptions that items need, sorted; one that is not there cannot be named."""
    return tuple(sorted({name for one in items for name in one.assumes} & seen.assumptions.keys()))


def record(one: belief.Item) -> str:
    """The record of a row about an item: evidence, an indicator, or the question of a criterion."""
    return one.question if one.kind == belief.CRITERION else one.id


def claimed(reports: views.Reports, subject: str) -> tuple[str, ...]:
    """The claims about a question, or an answer to it, that the text under test alone makes."""
    return tuple(one.id for one in reports if subject in one.about and one.is_of_test_alone)


def in_words(one: beliefs.Answer, seen: views.Beliefs) -> tuple[str, ...]:
    """The rows of the yardstick that give an answer its word."""
    return (finding.policy_ref(seen.scale.name, one.word),) if one.word else ()


def told(one: belief.Item, network: belief.Network) -> str:
    """The names of the voices behind an item that may be named, joined by semicolons."""
    return "; ".join(network.voices[name] for name in one.told if name in network.voices)

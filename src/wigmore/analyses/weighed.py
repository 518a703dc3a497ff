"""What is weighed for a question, as sentences and tables tell it: labels, weights, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from wigmore.analyses import beliefs
from wigmore.methods import weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief, finding, question, views


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


def leading(found: Sequence[beliefs.Answer]) -> tuple[beliefs.Answer, ...]:
    """The most probable answer, and all that tie with it."""
    return tuple(one for one in found if one.probability == found[0].probability)


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


def unweighed(network: belief.Network, name: str) -> str:
    """The sentence on a question for which nothing is weighed; empty where something is."""
    if network.of_question(name):
        return ""
    if joined(network, name):
        return (
            "Nothing is weighed for it alone: what is weighed for questions that are joined to it moves it."
        )
    return "Nothing is weighed for it: this is the prior."


def basis(seen: views.Beliefs, name: str) -> tuple[str, ...]:
    """What a finding on a question as a whole rests on.

    That is the question, those that it is joined to, what is weighed for it, and the claims or inquiries
    behind that.
    """
    own = seen.network.of_question(name) or joined(seen.network, name)
    near = () if seen.network.wide else weighing.relevant(seen.network, name).questions
    records = (one.id for one in own if one.kind != belief.CRITERION)
    carried = (held for one in own for held in one.claims or one.rests_on)
    return tuple(dict.fromkeys((name, *near, *records, *carried)))


def claimed(reports: views.Reports, subject: str) -> tuple[str, ...]:
    """The claims about a question, or an answer to it, that the text under test alone makes."""
    return tuple(one.id for one in reports if subject in one.about and one.is_of_test_alone)


def assumes(seen: views.Beliefs, name: str) -> tuple[str, ...]:
    """The assumptions that something needs which is weighed for a question, sorted."""
    own = seen.network.of_question(name) or joined(seen.network, name)
    needed = {held for one in own for held in one.assumes}
    return tuple(sorted(needed & seen.assumptions.keys()))


def in_words(one: beliefs.Answer, seen: views.Beliefs) -> tuple[str, ...]:
    """The rows of the yardstick that give an answer its word."""
    return (finding.policy_ref(seen.scale.name, one.word),) if one.word else ()


def called(asked: question.Question, answer: str, seen: views.Beliefs) -> str:
    """What an answer is called in a sentence: in quotation marks, without a full stop."""
    return f"“{beliefs.label(asked, answer, seen.names).rstrip('.')}”"


def told(one: belief.Item, network: belief.Network) -> str:
    """The names of the voices behind an item that may be named, joined by semicolons."""
    return "; ".join(network.voices[name] for name in one.told if name in network.voices)

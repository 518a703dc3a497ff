"""Posteriors over many answers: what hangs together by itself is worked out once for answers of one class.

Items that share no voice and no assumption with others are independent given the answer. For each such group
answers that it treats alike form a class, and there are few classes where there are thousands of candidates:
a criterion knows four words. A group is weighed over its classes; the logarithms of all groups are then added
up for all answers by one product of matrices.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wigmore.kit import frozen
from wigmore.methods import weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief

CELLS = 1 << 18
"""How many cells are worked out at once: what a processor keeps near is quicker."""

IMPOSSIBLE = -1e9
"""The logarithm of 0 in sums: lower than all that is possible together, and still a number."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that hang together: the class of each answer, and what weighs the classes, equal before."""

    classes: NDArray[np.intp]
    evaluate: Callable[[Floats], Floats]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return int(self.classes.max()) + 1


def evaluator(network: belief.Network, question: str) -> Callable[[Floats], Floats]:
    """What `weighing.evaluator` gives, quicker for many answers: from (batch, ranges) to (batch, answers).

    Raises KeyError for an unknown question, ValueError where the network is too wide for exact inference;
    the function raises ZeroDivisionError where everything is impossible.
    """
    answers = len(network.questions[question].answers)
    own, rest = _apart(network, question)
    outer = weighing.evaluator(replace(network, items=rest), question)
    groups = [_group(network, question, items) for items in own]
    marks = np.concatenate(
        [np.eye(one.count)[:, one.classes] for one in groups] or [np.zeros((0, answers))], axis=0
    )
    rows = max(1, CELLS // answers)

    def evaluate(numbers: Floats) -> Floats:
        made = np.empty((len(numbers), answers))
        weights = [_logarithm(one.evaluate(numbers)) for one in groups]
        logs = np.concatenate(weights or [np.zeros((len(numbers), 0))], axis=1)
        for at in range(0, len(numbers), rows):
            some = slice(at, at + rows)
            made[some] = _scaled(logs[some] @ marks + _logarithm(outer(numbers[some])))
        return made

    return evaluate


def _scaled(logs: Floats) -> Floats:
    """Probabilities that sum to one from their logarithms, shape (batch, answers)."""
    most = logs.max(axis=1, keepdims=True)
    if not np.all(most > IMPOSSIBLE / 2):
        raise ZeroDivisionError("everything that is possible is ruled out")
    made = np.exp(logs - most)
    return np.asarray(made / made.sum(axis=1, keepdims=True))


def _logarithm(values: Floats) -> Floats:
    return np.log(values, out=np.full(values.shape, IMPOSSIBLE), where=values > 0)


def _apart(
    network: belief.Network, question: str
) -> tuple[list[tuple[belief.Item, ...]], tuple[belief.Item, ...]]:
    """The groups that weigh this question alone, in the order of their first items; and all other items."""
    groups = _together(network.items)
    own = [held for held in groups if all(one.question == question for one in held)]
    taken = {one.id for held in own for one in held}
    return own, tuple(one for one in network.items if one.id not in taken)


def _together(items: Iterable[belief.Item]) -> list[tuple[belief.Item, ...]]:
    """Items in groups that share neither a voice nor an assumption with one another."""
    made: list[tuple[set[str], list[belief.Item]]] = []
    for one in items:
        hidden = {f"voice:{name}" for name in one.voices} | {f"assumption:{name}" for name in one.assumes}
        joined = [held for held in made if not held[0].isdisjoint(hidden)]
        made = [held for held in made if held[0].isdisjoint(hidden)]
        made.append(
            (
                hidden.union(*(held[0] for held in joined)),
                [*(other for held in joined for other in held[1]), one],
            )
        )
    return [tuple(held) for _, held in made]


def _group(network: belief.Network, question: str, items: Sequence[belief.Item]) -> _Group:
    """A group over the classes of answers that it tells apart."""
    keys = list(zip(*(_keys(one) for one in items), strict=True))
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    first = [keys.index(key) for key in places] if len(places) < len(keys) else list(range(len(keys)))
    asked = belief.Asked(
        id=question,
        answers=tuple(str(place) for place in range(len(places))),
        prior=((belief.LEFT,) * len(places),),
    )
    small = replace(
        network,
        questions=frozen.FrozenDict({question: asked}),
        items=tuple(_kept(one, first) for one in items),
    )
    return _Group(np.array([places[key] for key in keys]), weighing.evaluator(small, question))


def _keys(one: belief.Item) -> list[tuple[object, ...]]:
    """For each answer all that an item knows of it."""
    witnesses = [held for link in one.links for held in link if held.gains]
    shares = one.shares or (0.0,) * len(one.terms)
    return list(zip(one.terms, shares, *(held.gains for held in witnesses), strict=True))


def _kept(one: belief.Item, places: Sequence[int]) -> belief.Item:
    """An item over some of its answers."""
    return replace(
        one,
        terms=tuple(one.terms[place] for place in places),
        shares=tuple(one.shares[place] for place in places) if one.shares else (),
        links=tuple(
            tuple(
                replace(held, gains=tuple(held.gains[place] for place in places) if held.gains else ())
                for held in link
            )
            for link in one.links
        ),
    )

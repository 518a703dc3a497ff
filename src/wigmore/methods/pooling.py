"""Posteriors over many answers: what hangs together by itself is worked out once for answers of one class.

Items that share no voice and no assumption with others are independent given the answer. For each such group
answers that it treats alike form a class, and there are few classes where there are thousands of candidates:
a criterion knows four words. A group is weighed over its classes; the logarithms of all groups are then added
up for all answers by one product of matrices.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wigmore.kit import frozen
from wigmore.methods import bounds, weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief

CELLS = 1 << 18
"""How many cells are worked out at once: what a processor keeps near is quicker."""

MOST_CLASSES = 64
"""Up to so many classes a group is added up by a product of matrices, else by looking each answer up."""

IMPOSSIBLE = -1e9
"""The logarithm of 0 in sums: lower than all that is possible together, and still a number."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that hang together: the class of each answer, and what weighs the classes, equal before."""

    classes: NDArray[np.intp]
    ranges: frozenset[int]
    evaluate: Callable[[Floats], Floats]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return int(self.classes.max()) + 1


@dataclass(frozen=True, slots=True)
class _Pooled:
    """A question in its groups, and what is known of it from elsewhere: its prior, and all that is left.

    `outer` is None where the prior is a group like others; `elsewhere` holds the ranges of all that is left.
    """

    answers: int
    groups: tuple[_Group, ...]
    outer: Callable[[Floats], Floats] | None
    elsewhere: tuple[frozenset[int], ...]

    def evaluate(self, numbers: Floats) -> Floats:
        """The probability of each answer, shape (batch, answers)."""
        few = [one for one in self.groups if one.count <= MOST_CLASSES]
        many = [(one, _logarithm(one.evaluate(numbers))) for one in self.groups if one.count > MOST_CLASSES]
        marks = np.concatenate(
            [np.zeros((0, self.answers)), *(np.eye(one.count)[:, one.classes] for one in few)]
        )
        weights = (_logarithm(one.evaluate(numbers)) for one in few)
        logs = np.concatenate([np.zeros((len(numbers), 0)), *weights], axis=1)
        made = np.empty((len(numbers), self.answers))
        rows = max(1, CELLS // self.answers)
        for at in range(0, len(numbers), rows):
            some = slice(at, at + rows)
            found = logs[some] @ marks
            for one, held in many:
                found += held[some][:, one.classes]
            if self.outer is not None:
                found += _logarithm(self.outer(numbers[some]))
            made[some] = _scaled(found)
        return made


def evaluator(network: belief.Network, question: str) -> Callable[[Floats], Floats]:
    """What `weighing.evaluator` gives, quicker for many answers: from (batch, ranges) to (batch, answers).

    Raises KeyError for an unknown question, ValueError where the network is too wide for exact inference;
    the function raises ZeroDivisionError where everything is impossible.
    """
    return _pooled(network, question).evaluate


def is_apart(network: belief.Network, question: str) -> bool:
    """Whether all that is joined to a question hangs on it alone, and on nothing that is asked elsewhere."""
    near = weighing.relevant(network, question)
    return len(near.questions) == 1 and len(near.items) == len(network.of_question(question))


def turner(network: belief.Network, question: str) -> bounds.Turn:
    """The function that turns each range of a corner to its other end, one at a time.

    It takes corners of shape (batch, ranges) and an answer for each, and gives the values of that answer,
    shape (batch, ranges). A range of one group changes the weight of its classes alone, so that the chance of
    each class is all that is needed. Raises as `evaluator` does.
    """
    held = _pooled(network, question)
    ends = np.add(*weighing.limits(network))
    uses = Counter(
        index for some in (*(one.ranges for one in held.groups), *held.elsewhere) for index in some
    )
    single = {index for one in held.groups for index in one.ranges if uses[index] == 1}
    others = sorted(uses.keys() - single)

    def turn(here: Floats, answers: NDArray[np.intp]) -> Floats:
        rows = np.arange(len(here))
        shares = held.evaluate(here)
        now = shares[rows, answers]
        made = np.repeat(now[:, np.newaxis], here.shape[1], axis=1)
        left = list(others)
        for group in held.groups:
            inside = np.stack([np.bincount(group.classes, weights=row) for row in shares])
            before, of = group.evaluate(here), group.classes[answers]
            if not before.all():
                # What was impossible and is turned to possible has no ratio to what it was.
                left += sorted(group.ranges & single)
                continue
            for index in sorted(group.ranges & single):
                gain = group.evaluate(_turned(here, index, ends)) / before
                made[:, index] = now * gain[rows, of] / (inside * gain).sum(axis=1)
        for index in left:
            made[:, index] = held.evaluate(_turned(here, index, ends))[rows, answers]
        return made

    return turn


def _turned(here: Floats, index: int, ends: Floats) -> Floats:
    """Corners with one range at its other end."""
    made = here.copy()
    made[:, index] = ends[index] - made[:, index]
    return made


def _pooled(network: belief.Network, question: str) -> _Pooled:
    own, rest = _apart(network, question)
    groups = [_group(network, question, items) for items in own]
    outer = replace(network, items=rest)
    near = weighing.relevant(outer, question)
    prior = _prior(near.questions[question]) if not near.items and len(near.questions) == 1 else None
    priors = (
        frozenset(index for row in one.prior for index in row) - {belief.LEFT}
        for one in near.questions.values()
    )
    return _Pooled(
        answers=len(network.questions[question].answers),
        groups=(*groups, *((prior,) if prior else ())),
        outer=None if prior else weighing.evaluator(outer, question),
        elsewhere=() if prior else (*priors, *(_named(network, one) for one in near.items)),
    )


def _prior(asked: belief.Asked) -> _Group | None:
    """The prior of a question as a group, where all stated numbers are of one answer each; else None.

    Answers that share what is left have it as one class, and each its part.
    """
    row = np.array(asked.prior[0])
    stated, counts = np.unique(row[row != belief.LEFT], return_counts=True)
    sharing = int(np.count_nonzero(row == belief.LEFT))
    if np.any(counts > 1) or not sharing:
        return None
    short = (*map(int, stated), belief.LEFT)
    parts = np.array([1.0] * len(stated) + [sharing])
    places = {index: place for place, index in enumerate(short)}
    return _Group(
        classes=np.array([places[index] for index in map(int, row)]),
        ranges=frozenset(short[:-1]),
        evaluate=lambda numbers: np.asarray(weighing.prior_row(short, numbers) / parts),
    )


def _scaled(logs: Floats) -> Floats:
    """Probabilities that sum to one from their logarithms, shape (batch, answers), in their place."""
    most = logs.max(axis=1, keepdims=True)
    if not np.all(most > IMPOSSIBLE / 2):
        raise ZeroDivisionError("everything that is possible is ruled out")
    np.subtract(logs, most, out=logs)
    np.exp(logs, out=logs)
    np.divide(logs, logs.sum(axis=1, keepdims=True), out=logs)
    return logs


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
    columns = [column for one in items for column in _columns(one) if len(set(column)) > 1]
    keys = list(zip(*columns, strict=True)) if columns else [()] * len(items[0].terms)
    first: dict[tuple[object, ...], int] = {}
    for place, key in enumerate(keys):
        first.setdefault(key, place)
    places = {key: place for place, key in enumerate(first)}
    asked = belief.Asked(
        id=question,
        answers=tuple(str(place) for place in range(len(places))),
        prior=((belief.LEFT,) * len(places),),
    )
    small = replace(
        network,
        questions=frozen.FrozenDict({question: asked}),
        items=tuple(_kept(one, list(first.values())) for one in items),
    )
    return _Group(
        classes=np.array([places[key] for key in keys]),
        ranges=frozenset(index for one in items for index in _named(network, one)),
        evaluate=weighing.evaluator(small, question),
    )


def _named(network: belief.Network, one: belief.Item) -> frozenset[int]:
    """The ranges that an item names, with those of its assumptions."""
    assumed = (network.assumptions[name] for name in one.assumes)
    return frozenset((*one.terms, *one.searches, *assumed))


def _columns(one: belief.Item) -> Iterator[Sequence[object]]:
    """All that an item knows of answers, each for all answers."""
    yield one.terms
    if one.shares:
        yield one.shares


def _kept(one: belief.Item, places: Sequence[int]) -> belief.Item:
    """An item over some of its answers."""
    return replace(
        one,
        terms=tuple(one.terms[place] for place in places),
        shares=tuple(one.shares[place] for place in places) if one.shares else (),
    )

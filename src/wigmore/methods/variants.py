"""Networks that differ from one in single items or numbers: what a verdict hangs on, worked out in one batch.

Taking one item, voice or document away after the other changes few tables of many. All variants are summed
out together, in an order that suits them all.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wigmore.kit import frozen
from wigmore.methods import elimination, probability, voices, weighing
from wigmore.methods.elimination import Factor, Floats
from wigmore.model import belief

POINTS = (0.1, 0.5, 0.9)
"""Where a quotient of two linear functions is taken to tell its coefficients: three points are enough."""

STILL = 1e-9
"""A probability that moves by less between those points does not depend on the number."""

HALF = 0.5


class Variants:
    """Networks that have the questions, priors and ranges of one, and items of it, whole or otherwise.

    An item is another version of the one with its id. Raises ValueError where the network is too wide.
    """

    def __init__(self, network: belief.Network, variants: Sequence[belief.Network]) -> None:
        if network.wide:
            raise ValueError(f"too wide for exact inference at {network.wide}")
        self._network = network
        self._variants = variants
        self._tables = _tables(network, variants)

    def posteriors(self, question: str) -> Floats:
        """The probability of each answer in each variant, shape (variants, answers), ranges at their middle.

        Raises KeyError for an unknown question. It is quick where all of the network bears on the question.
        """
        held = self._tables
        if held is None:
            return self._one_by_one(question)
        answers = len(self._network.questions[question].answers)
        scopes = [one.scope for one in (*held.shared, *held.items)]
        wanted = elimination.plan(scopes, held.states, (question,))
        if wanted.largest > elimination.MOST_CELLS:
            return self._one_by_one(question)
        rows = max(1, weighing.CHUNK // wanted.largest)
        parts = [np.empty((0, answers))]
        for start in range(0, len(self._variants), rows):
            some = slice(start, start + rows)
            chosen = [held.of_rows(place, some) for place in range(len(held.items))]
            found = elimination.marginal([*held.shared, *chosen], question, wanted.order)
            parts.append(np.broadcast_to(found, (len(self._variants[some]), answers)))
        return np.concatenate(parts)

    def _one_by_one(self, question: str) -> Floats:
        return np.concatenate([weighing.posterior(one, question) for one in self._variants])


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of all variants: those that all share, and for each item its versions, stacked.

    The last version of an item is a table of ones, for variants without it; `which` tells for each item which
    version each variant has.
    """

    shared: tuple[Factor, ...]
    items: tuple[Factor, ...]
    which: tuple[NDArray[np.intp], ...]
    states: dict[str, int]

    def of_rows(self, place: int, rows: slice) -> Factor:
        """The table of an item for some of the variants; one row where all have the same."""
        chosen = self.which[place][rows]
        if np.all(chosen == chosen[0]):
            chosen = chosen[:1]
        return Factor(self.items[place].scope, self.items[place].values[chosen])


def _tables(network: belief.Network, variants: Sequence[belief.Network]) -> _Tables | None:
    """The tables of all variants; None where those of one item are too large to be held."""
    versions, which = _versions(network, variants)
    # Versions of one item have ids of their own here, for tables are kept by id.
    named = (replace(one, id=f"{one.id}#{at}") for held in versions for at, one in enumerate(held))
    union = replace(network, items=tuple(named))
    whole = _whole(union, versions)
    if whole is None:
        return None
    factors = weighing.factors(union, weighing.middles(network), whole)
    states = {name: len(one.answers) for name, one in network.questions.items()}
    states |= {f"voice:{name}": len(whole.known[name].weights) for name in whole.shared}
    states |= {f"assumption:{name}": 2 for one in union.items for name in one.assumes}
    count = len(factors) - len(union.items)
    shared, items = factors[:count], factors[count:]
    stacked, start = [], 0
    for held in versions:
        stacked.append(_stacked(items[start : start + len(held)], states))
        start += len(held)
    return _Tables(tuple(shared), tuple(stacked), tuple(which), states)


def _whole(union: belief.Network, versions: Sequence[Sequence[belief.Item]]) -> weighing.Tables | None:
    """The voices in every state: which of them what is said rules out is another matter in each variant."""
    known = {
        name: voices.Voice(np.diff(cuts), (cuts[:-1] + cuts[1:]) / 2)
        for name, cuts in voices.edges(union).items()
    }
    counts = Counter(
        name for held in versions for name in {name for one in held for name in voices.heard(one)}
    )
    common = frozenset(name for name, count in counts.items() if count > 1)
    if any(_cells(union, held, known, common) > elimination.MOST_CELLS for held in versions):
        return None
    reports = {one.id: voices.reports(voices.weakest(one), known, common) for one in union.items}
    return weighing.Tables(common, known, reports)


def _cells(
    union: belief.Network,
    held: Sequence[belief.Item],
    known: Mapping[str, voices.Voice],
    common: frozenset[str],
) -> int:
    """How many cells the versions of one item have, one upon the other."""
    heard = {name for one in held for name in voices.heard(one) if name in common}
    states = [len(known[name].weights) for name in sorted(heard)]
    assumed = {name for one in held for name in one.assumes}
    answers = len(union.questions[held[0].question].answers)
    return (len(held) + 1) * answers * math.prod(states) << len(assumed)


def _versions(
    network: belief.Network, variants: Sequence[belief.Network]
) -> tuple[list[list[belief.Item]], list[NDArray[np.intp]]]:
    """The different versions of each item, and for each variant which it has; -1 where it has none."""
    by_id = [{one.id: one for one in variant.items} for variant in variants]
    versions: list[list[belief.Item]] = []
    which = []
    for item in network.items:
        held = [item]
        row = []
        for variant in by_id:
            one = variant.get(item.id)
            place = -1 if one is None else next((at for at, other in enumerate(held) if other is one), None)
            if place is None:
                assert one is not None
                place = len(held)
                held.append(one)
            row.append(place)
        versions.append(held)
        which.append(np.array(row, dtype=np.intp))
    return versions, which


def _stacked(held: Sequence[Factor], states: dict[str, int]) -> Factor:
    """Tables over what any of them speaks of, one upon the other, and a table of ones as the last."""
    scope = tuple(dict.fromkeys(name for one in held for name in one.scope))
    shape = tuple(states[name] for name in scope)
    tables = [np.broadcast_to(_over(one, scope), shape) for one in held]
    return Factor(scope, np.stack([*tables, np.ones(shape)]))


def _over(one: Factor, scope: tuple[str, ...]) -> Floats:
    """A table of one network with its axes in the order of a scope, an axis of one where it lacks one."""
    moved = np.transpose(one.values[0], [one.scope.index(name) for name in scope if name in one.scope])
    return np.expand_dims(moved, [at for at, name in enumerate(scope) if name not in one.scope])


@dataclass(frozen=True, slots=True)
class Swings:
    """What each range does on its own: the answers at its low and at its high end, shape (ranges, answers).

    `places` are the indices of those ranges, `base` the answers with every number where it is.
    """

    places: tuple[int, ...]
    base: Floats
    low: Floats
    high: Floats


def swings(network: belief.Network, question: str, base: Floats | None = None) -> Swings:
    """Move one range after the other over its width, all others staying at `base`, shape (ranges,).

    Without it, at their middle. Ranges without a width, and those that are of no account for the question,
    are left out. Raises as `weighing.evaluator` does.
    """
    low, high = weighing.limits(network)
    start = weighing.middles(network)[0] if base is None else base
    near = weighing.relevant(network, question)
    places = [place for place in _used(near) if low[place] < high[place]]
    count = len(places)
    tried = np.repeat(start[np.newaxis], 2 * count + 1, axis=0)
    tried[np.arange(count), places] = low[places]
    tried[count + np.arange(count), places] = high[places]
    values = weighing.evaluator(network, question)(tried)
    return Swings(tuple(places), values[-1], values[:count], values[count:-1])


def _used(network: belief.Network) -> list[int]:
    """The indices of all ranges that a network's questions, items and assumptions name."""
    named = {term for one in network.questions.values() for row in one.prior for term in row}
    for one in network.items:
        named |= {*one.terms, *one.searches, *(network.assumptions[name] for name in one.assumes)}
    return sorted(named - {belief.LEFT})


def from_even(network: belief.Network, question: str, answers: Sequence[int]) -> Floats:
    """The answers where the prior of one is a half and the others share the rest as before.

    Shape (answers asked for, all answers). Where the question presupposes another, in each of its states.
    Odds are prior odds by a factor that does not depend on the prior, so that this tells the posterior for
    every prior: see `at_prior`.
    """
    asked = network.questions[question]
    if len(asked.answers) == 1:
        return np.ones((len(answers), 1))
    middles = weighing.middles(network)
    numbers, rows, start = [np.repeat(middles, len(answers), axis=0)], [], middles.shape[1]
    for row in asked.prior:
        numbers.append(_evened(weighing.prior_row(row, middles)[0], answers))
        rows.append(tuple(range(start, start + len(row))))
        start += len(row)
    questions = {**network.questions, question: replace(asked, prior=tuple(rows))}
    made = replace(network, questions=frozen.FrozenDict(questions))
    return weighing.posterior(made, question, np.concatenate(numbers, axis=1))


def _evened(held: Floats, answers: Sequence[int]) -> Floats:
    """A prior with a half for one answer after the other, shape (answers asked for, all answers)."""
    made = np.repeat(held[np.newaxis], len(answers), axis=0)
    places = (np.arange(len(answers)), list(answers))
    made[places] = 0.0
    rest = made.sum(axis=1, keepdims=True)
    # Where all others are impossible, they share alike.
    made = np.where(rest > 0, made / np.where(rest > 0, rest, 1.0), 1 / (len(held) - 1)) * HALF
    made[places] = HALF
    return np.asarray(made)


def prior(network: belief.Network, question: str) -> Floats:
    """How probable each answer is before anything is weighed, shape (answers,)."""
    return np.asarray(weighing.posterior(replace(network, items=()), question)[0])


def at_prior(even: float, held: float) -> float:
    """The posterior of an answer for a prior, from the posterior that it has for an even one.

    >>> round(at_prior(0.8, 0.5), 9), round(at_prior(0.8, 0.2), 9)
    (0.8, 0.5)
    """
    return even * held / (even * held + (1 - even) * (1 - held))


def prior_for(even: float, wanted: float) -> float | None:
    """The prior for which an answer has a posterior, the inverse of `at_prior`; None where there is none.

    >>> round(prior_for(0.8, 0.5), 9)
    0.2
    """
    if not (0 < even < 1 and 0 < wanted < 1):
        return None
    return probability.from_odds(probability.odds(wanted) / probability.odds(even))


@dataclass(frozen=True, slots=True)
class Quotient:
    """The odds of an answer by one likelihood as it is stated: (a + b y) / (c + d y).

    y is the likelihood itself; for an absence of which a share t of the time has run, (1 - likelihood)^t.
    None as coefficients: nothing depends on it. `now` is the middle of what is stated, `is_error` tells
    that it is the error of a criterion.
    """

    item: str
    now: float
    is_error: bool
    exponent: float
    coefficients: tuple[float, float, float, float] | None

    def where(self, wanted: float) -> float | None:
        """The likelihood, between 0 and 1, at which the answer has a probability; None where none does."""
        if self.coefficients is None or not 0 < wanted < 1:
            return None
        a, b, c, d = self.coefficients
        k = probability.odds(wanted)
        if b == k * d:
            return None
        y = (k * c - a) / (b - k * d)
        if not 0 < y < 1:
            return None
        return y if self.exponent == 0 else float(1 - y ** (1 / self.exponent))


def quotients(network: belief.Network, question: str, answer: int) -> tuple[Quotient, ...]:
    """How the odds of an answer depend on the likelihood of each item under it, by item of the question.

    A posterior is a quotient of two functions that are linear in each likelihood, so that three points tell
    all of it. An answer that shares its number with others gets one of its own, unless the item assumes
    something: what it says where that fails is the mean of the numbers stated, and would be another then.
    """
    items = network.of_question(question)
    split, numbers, columns = _split(network, items, answer)
    tried = np.repeat(numbers[np.newaxis], len(POINTS) * len(items), axis=0)
    exponents = [_exponent(one) for one in items]
    for place, (column, exponent) in enumerate(zip(columns, exponents, strict=True)):
        for point, y in enumerate(POINTS):
            x = y if exponent == 0 else 1 - y ** (1 / exponent)
            tried[len(POINTS) * place + point, column] = x
    if not items:
        return ()
    values = weighing.evaluator(split, question)(tried).reshape(len(items), len(POINTS), -1)
    return tuple(
        Quotient(
            one.id,
            float(numbers[column]),
            one.kind == belief.CRITERION,
            exponent,
            _coefficients(held, answer),
        )
        for one, column, exponent, held in zip(items, columns, exponents, values, strict=True)
    )


def _exponent(one: belief.Item) -> float:
    """The share of the time after which an absence is weighed; 0 for what is there or where no time ran."""
    return one.elapsed if one.is_absent else 0.0


def _split(
    network: belief.Network, items: Sequence[belief.Item], answer: int
) -> tuple[belief.Network, Floats, list[int]]:
    """The network with a number of its own for an answer in each item, the numbers, and where each stands."""
    numbers = list(weighing.middles(network)[0])
    made, columns = {}, []
    for one in items:
        column = one.terms[answer]
        is_shared = one.terms.count(column) > 1
        if is_shared and one.kind != belief.CRITERION and not one.assumes:
            terms = list(one.terms)
            terms[answer] = len(numbers)
            numbers.append(numbers[column])
            made[one.id] = replace(one, terms=tuple(terms))
            column = terms[answer]
        columns.append(column)
    split = replace(network, items=tuple(made.get(one.id, one) for one in network.items))
    return split, np.array(numbers), columns


def _coefficients(held: Floats, answer: int) -> tuple[float, float, float, float] | None:
    """The coefficients of the odds from the answers at three points, shape (points, answers)."""
    share = held[:, answer]
    if share.max() - share.min() < STILL:
        return None
    rest = held.sum(axis=1) - share
    y = np.array(POINTS)
    # What is the same for every multiple of the coefficients: the last right singular vector solves it.
    system = np.stack([rest, rest * y, -share, -share * y], axis=1)
    a, b, c, d = np.linalg.svd(system)[2][-1]
    return float(a), float(b), float(c), float(d)

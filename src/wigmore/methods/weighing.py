"""A belief network with numbers put in: posteriors, for one vector of numbers or for thousands at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from wigmore.kit import frozen
from wigmore.methods import elimination, voices
from wigmore.methods.elimination import Factor, Floats
from wigmore.model import belief

CHUNK = 1 << 18
"""How many cells of the largest table are worked out at once: 2 MiB, which a processor keeps at hand."""


FEWEST_ROWS = 32
"""How many networks of a batch are worked out at once at least: fewer are not worth the call."""


def middles(network: belief.Network) -> Floats:
    """The middle of every range, shape (1, ranges)."""
    return np.array([[one.middle for one in network.ranges]])


def limits(network: belief.Network) -> tuple[Floats, Floats]:
    """The lower and the upper bounds of all ranges, each of shape (ranges,)."""
    low = np.array([one.low for one in network.ranges], dtype=float)
    return low, np.array([one.high for one in network.ranges], dtype=float)


def draws(network: belief.Network, count: int, seed: int) -> Floats:
    """Vectors drawn evenly and independently from the ranges, shape (count, ranges)."""
    low, high = limits(network)
    generator = np.random.default_rng(seed)
    return np.asarray(low + (high - low) * generator.random((count, len(network.ranges))))


def posterior(network: belief.Network, question: str, numbers: Floats | None = None) -> Floats:
    """The probability of each answer, shape (batch, answers), for numbers of shape (batch, ranges).

    Without numbers, for the middle of every range. Raises as `evaluator` does.
    """
    return evaluator(network, question)(middles(network) if numbers is None else numbers)


def evaluator(network: belief.Network, question: str) -> Callable[[Floats], Floats]:
    """The function that gives the posterior of a question for numbers; its order is worked out here, once.

    Raises KeyError for an unknown question, ValueError where the network is too wide for exact inference.
    """
    if network.wide:
        raise ValueError(f"too wide for exact inference at {network.wide}")
    near = relevant(network, question)
    wanted = elimination.plan(scopes(near), states(near), (question,))
    made = parts(near)
    rows = max(FEWEST_ROWS, CHUNK // wanted.largest)

    def evaluate(numbers: Floats) -> Floats:
        chunks = [numbers[start : start + rows] for start in range(0, len(numbers), rows)]
        found = [elimination.marginal(filled(made, some), question, wanted.order) for some in chunks]
        # Where no number of the batch plays a part, one row stands for all.
        return np.concatenate(
            [np.broadcast_to(one, (len(some), one.shape[1])) for one, some in zip(found, chunks, strict=True)]
        )

    return evaluate


def relevant(network: belief.Network, question: str) -> belief.Network:
    """The part of a network that a question is joined to, with the same ranges."""
    seen, grown = {question}, True
    links = [set(scope) for scope in scopes(network)]
    while grown:
        grown = False
        for link in links:
            if not seen.isdisjoint(link) and not link <= seen:
                seen |= link
                grown = True
    return replace(
        network,
        questions=frozen.FrozenDict({name: one for name, one in network.questions.items() if name in seen}),
        items=tuple(one for one in network.items if one.question in seen),
    )


def scopes(network: belief.Network) -> list[tuple[str, ...]]:
    """The variables of each factor, in the order of `factors`."""
    return _scopes(network, voices.shared(network))


def _scopes(network: belief.Network, shared: frozenset[str]) -> list[tuple[str, ...]]:
    made = [((one.given,) if one.given else ()) + (one.id,) for one in network.questions.values()]
    made += [(f"voice:{name}",) for name in sorted(shared)]
    made += [(f"assumption:{name}",) for name in assumed(network)]
    return made + [_scope(one, shared) for one in network.items]


def _scope(one: belief.Item, shared: frozenset[str]) -> tuple[str, ...]:
    heard = (f"voice:{name}" for name in voices.heard(one) if name in shared)
    return (one.question, *(f"assumption:{name}" for name in one.assumes), *heard)


def assumed(network: belief.Network) -> tuple[str, ...]:
    """All assumptions that something weighed needs, sorted."""
    return tuple(sorted({name for one in network.items for name in one.assumes}))


def states(network: belief.Network) -> dict[str, int]:
    """How many states each variable has."""
    made = {name: len(one.answers) for name, one in network.questions.items()}
    shared, known = voices.shared(network), voices.voices(network)
    made |= {f"voice:{name}": len(known[name].weights) for name in shared}
    return made | {f"assumption:{name}": 2 for name in assumed(network)}


@dataclass(frozen=True, slots=True)
class Tables:
    """What does not depend on any number: the voices, which of them are shared, the reports of each item."""

    shared: frozenset[str]
    known: Mapping[str, voices.Voice]
    reports: Mapping[str, voices.Reports]


def _tables(network: belief.Network) -> Tables:
    known, shared = voices.voices(network), voices.shared(network)
    reports = {one.id: voices.reports(voices.weakest(one), known, shared) for one in network.items}
    return Tables(shared, known, reports)


@dataclass(frozen=True, slots=True)
class Part:
    """One factor of a network: its variables, the indices of the ranges in it, and what makes its table.

    `make` takes numbers of shape (batch, ranges) and gives shape (batch or 1, states of each variable).
    """

    scope: tuple[str, ...]
    ranges: frozenset[int]
    make: Callable[[Floats], Floats]


def parts(network: belief.Network, tables: Tables | None = None) -> list[Part]:
    """All factors of a network yet to be made, in the order of `scopes`."""
    tables = tables or _tables(network)
    scope = iter(_scopes(network, tables.shared))
    made = [
        Part(next(scope), _indices(*one.prior), partial(_prior, one)) for one in network.questions.values()
    ]
    made += [
        Part(next(scope), frozenset(), partial(_fixed, tables.known[name].weights))
        for name in sorted(tables.shared)
    ]
    for name in assumed(network):
        index = network.assumptions[name]
        made.append(Part(next(scope), frozenset((index,)), partial(_held, index)))
    for one in network.items:
        make = partial(_weighed, one, tables.reports[one.id])
        made.append(Part(next(scope), _indices((*one.terms, *one.searches)), make))
    return made


def factors(network: belief.Network, numbers: Floats, tables: Tables | None = None) -> list[Factor]:
    """All factors of a network for numbers of shape (batch, ranges), in the order of `scopes`."""
    return filled(parts(network, tables), numbers)


def filled(some: Sequence[Part], numbers: Floats) -> list[Factor]:
    """Parts made for numbers of shape (batch, ranges)."""
    return [Factor(one.scope, one.make(numbers)) for one in some]


def _indices(*rows: Sequence[int]) -> frozenset[int]:
    return frozenset(index for row in rows for index in row if index != belief.LEFT)


def _fixed(weights: Floats, _: Floats) -> Floats:
    """How probable each state of a voice is, shape (1, states)."""
    return weights[np.newaxis]


def _held(index: int, numbers: Floats) -> Floats:
    """Whether an assumption fails or holds, shape (batch, 2)."""
    holds = numbers[:, index]
    return np.stack([1 - holds, holds], axis=1)


def _prior(one: belief.Asked, numbers: Floats) -> Floats:
    rows = {row: prior_row(row, numbers) for row in dict.fromkeys(one.prior)}
    return rows[one.prior[0]] if one.given is None else np.stack([rows[row] for row in one.prior], axis=1)


def prior_row(row: Sequence[int], numbers: Floats) -> Floats:
    """The prior of each answer, shape (batch, answers): stated numbers, and what they leave shared evenly.

    Where the stated ones alone exceed one, or do not reach it and nobody shares, all are scaled to sum to
    one; where all are zero, they are even.
    """
    index = np.array(row)
    made = (
        np.where(index == belief.LEFT, 0.0, numbers[:, np.where(index == belief.LEFT, 0, index)])
        if numbers.shape[1]
        else np.zeros((len(numbers), len(row)))
    )
    sharing = int(np.count_nonzero(index == belief.LEFT))
    if sharing:
        left = np.clip(1 - made.sum(axis=1, keepdims=True), 0.0, None) / sharing
        made = np.where(index == belief.LEFT, left, made)
    total = made.sum(axis=1, keepdims=True)
    return np.where(total > 0, made, 1.0) / np.where(total > 0, total, len(row))


def likelihoods(one: belief.Item, numbers: Floats) -> Floats:
    """How probable what is weighed is under each answer, shape (batch, answers), before who says it.

    A criterion with error e is met with 1 - e where the answer meets it and e where it does not. An absence,
    where w is the chance that one search at least would have found it, has 1 - w L, and where only a share t
    of the time has run, 1 - w (1 - (1 - L)^t), which is silence under a constant hazard.
    """
    made = numbers[:, list(one.terms)]
    if one.kind == belief.CRITERION:
        shares = np.array(one.shares)
        made = shares * (1 - made) + (1 - shares) * made
    if one.is_absent:
        missed = np.prod(1 - numbers[:, list(one.searches)], axis=1, keepdims=True)
        chance = 1 - missed if one.searches else 1.0
        made = 1 - chance * (1 - (1 - made) ** one.elapsed)
    return np.asarray(made)


def _uninformed(one: belief.Item, numbers: Floats, made: Floats) -> Floats:
    """What takes the place of the likelihoods where an assumption fails: one number for all answers.

    The mean of those that differ, so that answers which say nothing of their own change nothing.
    """
    if one.kind == belief.CRITERION:
        error = numbers[:, [one.terms[0]]]
        return np.asarray(one.base * (1 - error) + (1 - one.base) * error)
    first = [one.terms.index(term) for term in dict.fromkeys(one.terms)]
    return np.asarray(made[:, first].mean(axis=1, keepdims=True))


def by_assumption(one: belief.Item, numbers: Floats) -> Floats:
    """The likelihoods where all assumptions hold, and what takes their place where one fails.

    Shape (batch, answers, two for each assumption: fails, holds).
    """
    made = likelihoods(one, numbers)
    if not one.assumes:
        return made
    fails = _uninformed(one, numbers, made)
    table = np.empty((*made.shape, *(2 for _ in one.assumes)))
    table[...] = fails.reshape(len(made), *(1 for _ in table.shape[1:]))
    every: tuple[slice | int, ...] = (slice(None), slice(None), *(1 for _ in one.assumes))
    table[every] = made
    return table


def _weighed(one: belief.Item, reports: voices.Reports, numbers: Floats) -> Floats:
    """The factor of an item: shape (batch, answers, two for each assumption, states of each shared voice)."""
    holds = by_assumption(one, numbers)
    said, unsaid = reports
    shape = (1, 1, *(1 for _ in one.assumes), *said.shape[1:])
    holds = holds.reshape(*holds.shape, *(1 for _ in said.shape[1:]))
    unsaid = unsaid.reshape(shape)
    return np.asarray(holds * (said.reshape(shape) - unsaid) + unsaid)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What a network is to do without: items, all that some voices say, documents, or assumptions."""

    items: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    assumptions: frozenset[str] = frozenset()


def without(network: belief.Network, left_out: LeftOut) -> belief.Network:
    """The network less what is left out; an item goes where nobody says a claim any more that it needs."""
    kept = (_less(one, left_out) for one in network.items)
    return replace(network, items=tuple(one for one in kept if one is not None))


def _less(one: belief.Item, left_out: LeftOut) -> belief.Item | None:
    if one.id in left_out.items or left_out.assumptions.intersection(one.assumes):
        return None
    links = tuple(tuple(held for held in link if not _silenced(held, left_out)) for link in one.links)
    if links == one.links:
        return one
    is_said = all(any(not held.denies for held in link) for link in links)
    return replace(one, links=links) if is_said else None


def _silenced(one: belief.Witness, left_out: LeftOut) -> bool:
    return one.voice in left_out.voices or bool(one.roots and left_out.roots.issuperset(one.roots))


def less(network: belief.Network, question: str, left_out: Iterable[Iterable[str]]) -> Floats:
    """The probability of each answer without some items, shape (rows, answers), at the middle of all ranges.

    `left_out` has, for each row, the ids of the items that it does without. Raises as `evaluator` does.
    """
    rows = (LeftOut(items=frozenset(some)) for some in left_out)
    return np.concatenate([posterior(without(network, row), question) for row in rows])


def decibans(shares: Floats, answer: int) -> Floats:
    """The odds of an answer against all others in decibans, shape (rows,), of shares (rows, answers).

    Infinite where it, or all others, are ruled out.
    """
    with np.errstate(divide="ignore"):
        found = np.log10(shares[:, answer]) - np.log10(np.delete(shares, answer, axis=1).sum(axis=1))
    return np.asarray(10 * found)


def way(network: belief.Network, question: str) -> Floats:
    """The probability of each answer before any item of a question and after each: (items + 1, answers).

    What is weighed for other questions is there from the start. With voices that speak more than once the
    weight of an item depends on those before it; the steps always add up to the whole.
    """
    own = [one.id for one in network.of_question(question)]
    return less(network, question, (own[at:] for at in range(len(own) + 1)))

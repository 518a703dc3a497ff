"""A belief network with numbers put in: posteriors, for one vector of numbers or for thousands at once.

A voice is one hidden number u, uniform on 0..1, shared by all it says: how far its word follows the facts.
With hit rate h and false-alarm rate f it says a thing in any case while u < f, never in a stretch of 1 - h
above that, and beyond it just where it is so. Each single report then has the rates of cascaded inference
(Schum), and reports of one voice stand or fall together. For an answer in its favour false alarms rise to f':
between f and f' the voice says so where the thing is so, or where it gains.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wigmore.kit import frozen
from wigmore.methods import elimination
from wigmore.methods.elimination import Factor, Floats
from wigmore.model import belief

CHUNK = 1 << 18
"""How many cells of the largest table are worked out at once: 2 MiB, which a processor keeps at hand."""


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
    rows = max(1, CHUNK // wanted.largest)

    def evaluate(numbers: Floats) -> Floats:
        chunks = [numbers[start : start + rows] for start in range(0, len(numbers), rows)]
        parts = [elimination.marginal(factors(near, some), question, wanted.order) for some in chunks]
        # Where no number of the batch plays a part, one row stands for all.
        return np.concatenate(
            [np.broadcast_to(one, (len(some), one.shape[1])) for one, some in zip(parts, chunks, strict=True)]
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
    made = [((one.given,) if one.given else ()) + (one.id,) for one in network.questions.values()]
    made += [(f"voice:{name}",) for name in _voices(network)]
    made += [(f"assumption:{name}",) for name in _assumed(network)]
    return made + [_scope(one) for one in network.items]


def _scope(one: belief.Item) -> tuple[str, ...]:
    heard = tuple(f"voice:{name}" for name in dict.fromkeys(held.voice for held in weakest(one)))
    return (one.question, *(f"assumption:{name}" for name in one.assumes), *heard)


def _voices(network: belief.Network) -> tuple[str, ...]:
    return tuple(sorted({held.voice for one in network.items for held in weakest(one)}))


def _assumed(network: belief.Network) -> tuple[str, ...]:
    return tuple(sorted({name for one in network.items for name in one.assumes}))


def states(network: belief.Network) -> dict[str, int]:
    """How many states each variable has."""
    made = {name: len(one.answers) for name, one in network.questions.items()}
    made |= {f"voice:{name}": len(edges) - 1 for name, edges in edges(network).items()}
    return made | {f"assumption:{name}": 2 for name in _assumed(network)}


def weakest(one: belief.Item) -> tuple[belief.Witness, ...]:
    """The witnesses of the claim that is attested least: what needs several claims is no surer than that."""
    return min(one.links, key=_attested) if one.links else ()


def _attested(link: Sequence[belief.Witness]) -> float:
    return sum((-1 if one.denies else 1) * float(np.log(one.hit / one.false_alarm)) for one in link)


def edges(network: belief.Network) -> Mapping[str, Floats]:
    """For each voice, the values of u between which all it says behaves in one way."""
    found: dict[str, set[float]] = {name: {0.0, 1.0} for name in _voices(network)}
    for one in network.items:
        for held in weakest(one):
            found[held.voice] |= {held.false_alarm, held.raised, held.raised + 1 - held.hit}
    return {name: np.array(sorted(edges)) for name, edges in found.items()}


def factors(network: belief.Network, numbers: Floats) -> list[Factor]:
    """All factors of a network for numbers of shape (batch, ranges), in the order of `scopes`."""
    cuts = edges(network)
    made = [
        Factor(scope, _prior(one, network, numbers))
        for one, scope in zip(network.questions.values(), scopes(network), strict=False)
    ]
    made += [Factor((f"voice:{name}",), np.diff(held)[np.newaxis]) for name, held in cuts.items()]
    for name in _assumed(network):
        holds = numbers[:, network.assumptions[name]]
        made.append(Factor((f"assumption:{name}",), np.stack([1 - holds, holds], axis=1)))
    return made + [Factor(_scope(one), _weighed(one, numbers, cuts)) for one in network.items]


def _prior(one: belief.Asked, network: belief.Network, numbers: Floats) -> Floats:
    rows = [prior_row(row, numbers) for row in one.prior]
    return rows[0] if one.given is None else np.stack(rows, axis=1)


def prior_row(row: Sequence[int], numbers: Floats) -> Floats:
    """The prior of each answer, shape (batch, answers): stated numbers, and what they leave shared evenly.

    Where the stated ones alone exceed one, or do not reach it and nobody shares, all are scaled to sum to
    one.
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
    return np.asarray(made / made.sum(axis=1, keepdims=True))


def likelihoods(one: belief.Item, numbers: Floats) -> Floats:
    """How probable what is weighed is under each answer, shape (batch, answers), before who says it.

    A criterion with error e is met with 1 - e where the answer meets it and e where it does not; an absence
    after a search that would have found with chance w has 1 - w L, and where only a share t of the time has
    run, 1 - w (1 - (1 - L)^t), which is silence under a constant hazard.
    """
    made = numbers[:, list(one.terms)]
    if one.kind == belief.CRITERION:
        shares = np.array(one.shares)
        made = shares * (1 - made) + (1 - shares) * made
    if one.is_absent:
        chance = numbers[:, [one.found]] if one.found != belief.LEFT else 1.0
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


def _weighed(one: belief.Item, numbers: Floats, cuts: Mapping[str, Floats]) -> Floats:
    """The factor of an item: shape (batch, answers, two for each assumption, states of each voice)."""
    holds = by_assumption(one, numbers)
    link = weakest(one)
    if not link:
        return holds
    said, unsaid = _reports(link, cuts, holds.shape[1])
    shape = (1, holds.shape[1], *(1 for _ in one.assumes), *said.shape[1:])
    holds = holds.reshape(*holds.shape, *(1 for _ in said.shape[1:]))
    unsaid = unsaid.reshape(shape)
    return np.asarray(holds * (said.reshape(shape) - unsaid) + unsaid)


def _reports(
    link: Sequence[belief.Witness], cuts: Mapping[str, Floats], answers: int
) -> tuple[Floats, Floats]:
    """How probable the reports are where the claim holds and where not, shape (answers, states of voices)."""
    voices = list(dict.fromkeys(one.voice for one in link))
    both = [np.ones((answers, *(1 for _ in voices))) for _ in range(2)]
    for one in link:
        axes = [1] * len(voices)
        axes[voices.index(one.voice)] = len(cuts[one.voice]) - 1
        for place, is_so in enumerate((True, False)):
            table = says(one, is_so != one.denies, cuts[one.voice], answers)
            both[place] = both[place] * table.reshape(answers, *axes)
    return both[0], both[1]


def says(one: belief.Witness, is_so: bool, cuts: Floats, answers: int) -> Floats:
    """Whether a voice says something that is or is not so, one or zero, of shape (answers, states)."""
    u = (cuts[:-1] + cuts[1:]) / 2
    gains = np.array(one.gains or (False,) * answers)[:, np.newaxis]
    always = u < one.false_alarm
    interested = (u >= one.false_alarm) & (u < one.raised)
    follows = u >= one.raised + 1 - one.hit
    said = always | (follows & is_so) | (interested & (is_so | gains))
    return np.asarray(said, dtype=np.float64)


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


@dataclass(frozen=True, slots=True)
class Step:
    """A step from the prior of an answer to its posterior: its odds in decibans before and after an item."""

    item: str
    before: float
    after: float

    @property
    def weight(self) -> float:
        """What the item adds, in decibans."""
        return self.after - self.before


def steps(network: belief.Network, question: str, answer: int) -> tuple[Step, ...]:
    """The way from prior to posterior, one item of the question after the other, as the network has them.

    What is weighed for other questions is there from the start. With voices that speak more than once the
    weight of an item depends on those before it; the steps always add up to the whole.
    """
    own = network.of_question(question)
    held = [one for one in network.items if one.question != question]
    before = _decibans(replace(network, items=tuple(held)), question, answer)
    made = []
    for one in own:
        held.append(one)
        after = _decibans(replace(network, items=tuple(held)), question, answer)
        made.append(Step(one.id, before, after))
        before = after
    return tuple(made)


def _decibans(network: belief.Network, question: str, answer: int) -> float:
    chance = float(posterior(network, question)[0, answer])
    return float(10 * (np.log10(chance) - np.log10(1 - chance)))


def signs(network: belief.Network, question: str) -> NDArray[np.int8]:
    """Which way each range moves each answer, shape (ranges, answers): 1 up, -1 down, 0 where that depends.

    Known where a range is the likelihood, under some answers of this question, of items that share no voice
    and no assumption with any other, or the prior of one answer: odds are monotone in those.
    """
    near = relevant(network, question)
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
        for place, index in enumerate(asked.prior[0] if asked.prior else ()):
            if index != belief.LEFT and used[index] == 1:
                made[index] = -1
                made[index, place] = 1
    return made


def _uses(network: belief.Network) -> dict[int, int]:
    """How many questions and items name each range."""
    found: dict[int, int] = {}
    named = [{term for row in one.prior for term in row} for one in network.questions.values()]
    named += [{*one.terms, one.found} for one in network.items]
    named += [{network.assumptions[name]} for name in _assumed(network)]
    for some in named:
        for index in some:
            found[index] = found.get(index, 0) + 1
    return found


def _stands_alone(one: belief.Item, network: belief.Network) -> bool:
    """Whether an item's likelihoods act on its question alone: no doubt about it is shared with others."""
    if one.kind == belief.CRITERION or one.assumes or any(held.denies for held in weakest(one)):
        return False
    others = {name for other in network.items if other is not one for name in other.voices}
    return others.isdisjoint(one.voices) and all(held.given is None for held in network.questions.values())

"""What the analyses of rival answers share: posteriors with bounds, draws and words; names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from wigmore.kit import percent as kit_percent
from wigmore.kit import signed
from wigmore.kit import text as texts
from wigmore.methods import bounds, pooling, signs, turning, weighing, words
from wigmore.model import belief, finding, question, views, vocabulary

DRAWS, SEED = 10_000, 1913
"""How many vectors are drawn from the ranges, and the seed of the generator: the year of Wigmore's book."""

MOST_BOUNDED = 15
"""Bounds are worked out of the so many most probable answers, of `none`, and of those that somebody names."""

MOST_CELLS = 1 << 24
"""So many probabilities are drawn at most, 128 MiB: for very many answers fewer vectors are drawn."""

LONGEST = 80
"""How many cells wide words of the case may be in a sentence."""

QUANTILES = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question: its probability at the middle of all ranges, bounds over them, and words.

    `low` and `high` are the bounds, found as `how` says (empty: not worked out, then they are those of the
    draws); `drawn` is the interval from the 5th to the 95th percentile of draws that take every stated number
    evenly from its range. `word` is the yardstick's for the probability (empty where it has none), `words`
    all that the bounds touch.
    """

    id: str
    probability: float
    low: float
    high: float
    how: str
    drawn: tuple[float, float]
    word: str
    words: tuple[str, ...]


@lru_cache(maxsize=64)
def answered(
    network: belief.Network, name: str, scale: tuple[words.Band, ...], draws: int = DRAWS, seed: int = SEED
) -> tuple[Answer, ...]:
    """The answers of a question, the most probable first, equals by id; `none` after its equals.

    Several analyses ask for the same, so that results are kept while the program runs. Raises ValueError
    where the network is too wide for exact inference.
    """
    evaluate = pooling.evaluator(network, name)
    asked = network.questions[name]
    ids = asked.answers
    shares = evaluate(weighing.middles(network))[0]
    count = max(1, min(draws, MOST_CELLS // len(ids)))
    drawn = np.quantile(evaluate(weighing.draws(network, count, seed)), QUANTILES, axis=0)
    order = sorted(range(len(ids)), key=lambda one: (-rounded(shares[one]), ids[one] == "none", ids[one]))
    wanted = {*order[:MOST_BOUNDED], *(ids.index(one) for one in (*asked.named, "none") if one in ids)}
    bounded = tuple(index for index in order if index in wanted)
    turn = (pooling if pooling.is_apart(network, name) else turning).turner(network, name)
    box = weighing.limits(network)
    found = bounds.bounds(evaluate, box, signs.signs(network, name), bounded, turn=turn)
    made = []
    for index in order:
        inside = (rounded(drawn[0, index]), rounded(drawn[1, index]))
        place = bounded.index(index) if index in wanted else -1
        ends = (rounded(found.low[place]), rounded(found.high[place])) if index in wanted else inside
        made.append(
            Answer(
                id=ids[index],
                probability=rounded(shares[index]),
                low=ends[0],
                high=ends[1],
                how=found.how[place] if index in wanted else "",
                drawn=inside,
                word=words.band(rounded(shares[index]), scale) or "",
                words=words.bands(*ends, scale),
            )
        )
    return tuple(made)


def leaders(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The answers that lead by their probabilities, all that tie, by id, `none` last.

    What differs beyond the digits that results hold is a tie.

    >>> leaders({"none": 0.4, "b": 0.4000000001, "a": 0.4, "c": 0.1})
    ('a', 'b', 'none')
    """
    held = {name: rounded(share) for name, share in shares.items()}
    most = max(held.values())
    return tuple(
        sorted((name for name in held if held[name] == most), key=lambda name: (name == "none", name))
    )


def leading(found: Sequence[Answer]) -> tuple[Answer, ...]:
    """The most probable answers of a question, all that tie, in the order of `leaders`."""
    by_id = {one.id: one for one in found}
    return tuple(by_id[name] for name in leaders({one.id: one.probability for one in found}))


def part(seen: views.Beliefs) -> str:
    """What the part is called at which a network is too wide for exact inference."""
    kind, _, name = seen.network.wide.partition(":")
    if kind == "voice":
        return f"what {seen.network.voices.get(name, 'a voice')} says"
    if kind == "assumption":
        held = seen.assumptions.get(name)
        return f"the assumption {quoted(held.says) if held else name}"
    return f"the question {quoted(seen.questions[kind].asks)}" if kind in seen.questions else kind


def too_wide(seen: views.Beliefs, what: str) -> finding.Finding:
    """The one finding of an analysis where exact inference stops; `what` says in the plural what it lacks."""
    return finding.Finding(
        states="{what} are not worked out: too much hangs together for exact inference, which stops at "
        "{part}.",
        values={"what": what, "part": part(seen)},
        basis=tuple(seen.network.questions),
        is_total=True,
    )


def rounded(value: float) -> float:
    """A probability as results hold it: six digits, so that the last bits of a machine do not show; no -0."""
    return round(float(value), 6) + 0.0


def bands_of(scale: vocabulary.Policy) -> tuple[words.Band, ...]:
    """The yardstick of a case as rows of word, lowest and highest probability."""
    return tuple((row.id, float(row.cells["low"]), float(row.cells["high"])) for row in scale.rows)


def label(asked: question.Question, answer: str, entities: Mapping[str, str]) -> str:
    """What an answer is called: the text of the case, the name of the entity, or that of the residual."""
    if answer == "none":
        return asked.residual or "none of these"
    return asked.answers.get(answer) or entities.get(answer, answer)


def quoted(text: str, width: int = LONGEST) -> str:
    """Words of the case in a sentence: cut where they are wider than so many cells, without a full stop.

    >>> quoted("It was he.")
    '“It was he”'
    """
    return f"“{texts.cut_at_word(' '.join(text.split()).removesuffix('.'), width)}”"


def item_label(name: str, seen: views.Beliefs) -> str:
    """What an item is called: the words of a criterion or indicator, the reason of evidence, or its id."""
    head, _, part = name.partition(".")
    if head in seen.questions and part in seen.questions[head].criteria:
        return seen.questions[head].criteria[part].says
    if name in seen.indicators:
        return seen.indicators[name].says
    return (seen.evidence[name].reason if name in seen.evidence else None) or name


percent, interval, decibans = kit_percent.percent, kit_percent.interval, signed.decibans

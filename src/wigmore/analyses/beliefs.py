"""What the analyses of rival answers share: posteriors with bounds, draws and words; names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.kit import percent as kit_percent
from wigmore.methods import bounds, weighing, words
from wigmore.model import belief, question, views, vocabulary

DRAWS, SEED = 10_000, 1913
"""How many vectors are drawn from the ranges, and the seed of the generator: the year of Wigmore's book."""

MOST_BOUNDED = 60
"""Of how many answers of a question, the most probable first, bounds are worked out."""

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


def answered(
    network: belief.Network, name: str, scale: Sequence[words.Band], draws: int = DRAWS, seed: int = SEED
) -> tuple[Answer, ...]:
    """The answers of a question, the most probable first, equals by id; `none` after its equals.

    Raises ValueError where the network is too wide for exact inference.
    """
    evaluate = weighing.evaluator(network, name)
    ids = network.questions[name].answers
    shares = evaluate(weighing.middles(network))[0]
    drawn = np.quantile(evaluate(weighing.draws(network, draws, seed)), QUANTILES, axis=0)
    order = sorted(range(len(ids)), key=lambda one: (-rounded(shares[one]), ids[one] == "none", ids[one]))
    bounded = tuple(order[:MOST_BOUNDED])
    low, high = weighing.limits(network)
    found = bounds.bounds(evaluate, low, high, weighing.signs(network, name), bounded)
    made = []
    for place, index in enumerate(order):
        inside = (rounded(drawn[0, index]), rounded(drawn[1, index]))
        is_bounded = place < len(bounded)
        ends = (rounded(found.low[place]), rounded(found.high[place])) if is_bounded else inside
        made.append(
            Answer(
                id=ids[index],
                probability=rounded(shares[index]),
                low=ends[0],
                high=ends[1],
                how=found.how[place] if is_bounded else "",
                drawn=inside,
                word=words.band(rounded(shares[index]), scale) or "",
                words=words.bands(*ends, scale),
            )
        )
    return tuple(made)


def rounded(value: float) -> float:
    """A probability as results hold it: six digits, so that the last bits of a machine do not show."""
    return round(float(value), 6)


def bands_of(scale: vocabulary.Policy) -> tuple[words.Band, ...]:
    """The yardstick of a case as rows of word, lowest and highest probability."""
    return tuple((row.id, float(row.cells["low"]), float(row.cells["high"])) for row in scale.rows)


def label(asked: question.Question, answer: str, entities: Mapping[str, str]) -> str:
    """What an answer is called: the text of the case, the name of the entity, or that of the residual."""
    if answer == "none":
        return asked.residual or "none of these"
    return asked.answers.get(answer) or entities.get(answer, answer)


def item_label(name: str, seen: views.Beliefs) -> str:
    """What an item is called: the words of a criterion or indicator, the reason of evidence, or its id."""
    head, _, part = name.partition(".")
    if head in seen.questions and part in seen.questions[head].criteria:
        return seen.questions[head].criteria[part].says
    if name in seen.indicators:
        return seen.indicators[name].says
    return (seen.evidence[name].reason if name in seen.evidence else None) or name


percent, interval = kit_percent.percent, kit_percent.interval

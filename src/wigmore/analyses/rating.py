"""Ratings of items against answers: by the policy table from likelihoods, or as the record gives them."""

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.analyses import beliefs
from wigmore.methods import ach, bayes, weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief, views, vocabulary

OTHERS = "others"
MEDIUM = "Medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item against all answers of its question, each value in their order.

    `ratings` holds None where no rating applies, `given` whether the record gives it; `ratios` is the
    likelihood over the mean of the row, `low` and `high` the bounds of the likelihood.
    """

    item: belief.Item
    ratings: tuple[str | None, ...]
    given: tuple[bool, ...]
    likelihoods: tuple[float, ...]
    ratios: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    credibility: str = MEDIUM
    relevance: str = MEDIUM

    @property
    def diagnosticity(self) -> float:
        """The most decibans by which it tells one answer from another; infinite where one forbids it."""
        return bayes.diagnosticity(self.likelihoods)

    @property
    def spread(self) -> float:
        """How far its ratings lie apart."""
        return ach.diagnosticity_spread(self.ratings)


def rows(seen: views.Beliefs, question: str, policy: vocabulary.Policy) -> tuple[Row, ...]:
    """The rows of a question in the order of its items, at the middle of every range."""
    low, high = weighing.limits(seen.network)
    numbers = np.concatenate([weighing.middles(seen.network), [low], [high]])
    return tuple(_row(seen, one, numbers, policy) for one in seen.network.of_question(question))


def _row(seen: views.Beliefs, one: belief.Item, numbers: Floats, policy: vocabulary.Policy) -> Row:
    """A row for numbers of shape (3, ranges): middles, and all lower and all upper bounds.

    A likelihood is monotone in each range, and in all that it hangs on in the same direction, so that it has
    its bounds where all of them have theirs.
    """
    found = weighing.likelihoods(one, numbers)
    middle, ends = found[0], np.sort(found[1:], axis=0)
    # What is left to the last digits of a machine must not decide between two ratings.
    ratios = (
        [round(float(held), 9) for held in middle / middle.mean()] if middle.any() else [1.0] * len(middle)
    )
    answers = seen.network.questions[one.question].answers
    record = seen.evidence.get(one.id)
    stated: Mapping[str, str] = record.ratings if record is not None else {}
    given = [stated.get(answer, stated.get(OTHERS)) for answer in answers]
    by_rule = [rated(ratio, policy) for ratio in ratios]
    return Row(
        item=one,
        ratings=tuple(mine or rule for mine, rule in zip(given, by_rule, strict=True)),
        given=tuple(mine is not None for mine in given),
        likelihoods=tuple(map(float, middle)),
        ratios=tuple(ratios),
        low=tuple(map(float, ends[0])),
        high=tuple(map(float, ends[1])),
        credibility=(record.credibility if record is not None else None) or MEDIUM,
        relevance=(record.relevance if record is not None else None) or MEDIUM,
    )


def rated(ratio: float, policy: vocabulary.Policy) -> str | None:
    """The first row of the policy table that holds a ratio; None where a case's own rows leave a gap."""
    for row in policy.rows:
        if float(row.cells.get("low", 0)) <= ratio < float(row.cells.get("high", math.inf)):
            return row.id
    return None


def matrix(answers: Sequence[str], held: Sequence[Row]) -> ach.Matrix:
    """The rows as a matrix of competing hypotheses."""
    return ach.Matrix(tuple(answers), tuple(one.item.id for one in held), tuple(one.ratings for one in held))


def decibans(ratio: float) -> float | str:
    """A ratio as results hold its weight in decibans; empty where it is infinite, as of what is forbidden."""
    return beliefs.rounded(bayes.deciban(ratio)) if ratio > 0 else ""


def whys(one: Row, places: Sequence[int], reasons: Sequence[str]) -> Iterator[str]:
    """For some answers the likelihood there, beside that under all others, and the reason: a clause each."""
    least, most = heapq.nsmallest(2, one.low), heapq.nlargest(2, one.high)
    for place, reason in zip(places, reasons, strict=True):
        said = f"{between(one.low[place], one.high[place])} here"
        if len(least) > 1:
            low = least[1] if one.low[place] == least[0] else least[0]
            high = most[1] if one.high[place] == most[0] else most[0]
            said += f", {between(low, high)} elsewhere"
        yield f"{said}: {reason}" if reason else said


def between(low: float, high: float) -> str:
    """Two likelihoods as a clause names them: `0.4 to 0.8`.

    >>> between(0.4, 0.8), between(0.25, 0.25)
    ('0.4 to 0.8', '0.25')
    """
    first, last = f"{low:.3g}", f"{high:.3g}"
    return first if first == last else f"{first} to {last}"

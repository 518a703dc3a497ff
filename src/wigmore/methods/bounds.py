"""The least and the greatest value that a number can take while others range: bounds, not a distribution.

A posterior is a quotient of two functions that are linear in each likelihood, prior or error rate on its own
(Jaynes, chapter 4; methods reference, 2.6), so it is monotone in each of them, and its extremes lie at
corners of the box of ranges.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Evaluate = Callable[[Floats], Floats]
"""From numbers of shape (batch, ranges) to values of shape (batch, answers)."""

Turn = Callable[[Floats, NDArray[np.intp]], Floats]
"""From corners of shape (batch, ranges), and an answer for each, to its values, shape (batch, ranges), where
one range after another is turned to its other end."""

MOST_CORNERS = 12
"""Up to so many ranges all corners are tried."""

MOST_ROUNDS = 20
"""A search that has not ended by then has a fault: every round gains, and corners are finite."""

EXACT, SEARCHED = "exact", "by search"

NOISE = 1e-12
"""What a step must gain at least: less is the rounding of the machine."""

Box = tuple[Floats, Floats]
"""The lower and the upper ends of all ranges, each of shape (ranges,)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value of each answer, shape (answers,), and for each how it was found."""

    low: Floats
    high: Floats
    how: tuple[str, ...]


def bounds(
    evaluate: Evaluate,
    box: Box,
    signs: NDArray[np.int8],
    answers: tuple[int, ...],
    *,
    turn: Turn | None = None,
) -> Bounds:
    """Bounds of some answers over the box between two vectors, each of shape (ranges,).

    `signs`, shape (ranges, all answers), says which way a range moves an answer where that is known. Where it
    is unknown for at most MOST_CORNERS ranges, every corner of those is tried and the bounds are exact; else
    corners are walked, one range after another, until no single step gains: the bounds are what that found.
    `turn` is a quicker way to look at all steps from a corner, where there is one.
    """
    low, high = box
    free = high > low
    shares = evaluate(((low + high) / 2)[np.newaxis])[0]
    slopes = _slopes(evaluate, low, high, free)
    open_ = [free & (signs[:, answer] == 0) for answer in answers]
    exact = [int(held.sum()) <= MOST_CORNERS for held in open_]
    ends = np.tile(shares[list(answers)], (2, 1))
    walks: list[_Walk] = []
    for place, answer in enumerate(answers):
        for side in (-1, 1):
            leaning = np.where(signs[:, answer] != 0, signs[:, answer], slopes[:, answer]) * side
            corner = np.where(leaning > 0, high, low)
            if exact[place]:
                found = _all_corners(evaluate, box, corner, np.flatnonzero(open_[place]), (answer, side))
                ends[(side + 1) // 2, place] = found
            else:
                walks.append(_Walk(place, answer, side, corner, open_[place]))
    if walks:
        for one, found in zip(
            walks, _walk(evaluate, box, walks, turn or _turner(evaluate, box)), strict=True
        ):
            ends[(one.side + 1) // 2, one.place] = found
    how = tuple(EXACT if held else SEARCHED for held in exact)
    middle = shares[list(answers)]
    return Bounds(np.minimum(ends[0], middle), np.maximum(ends[1], middle), how)


def _slopes(evaluate: Evaluate, low: Floats, high: Floats, free: NDArray[np.bool_]) -> Floats:
    """What each range does to each answer while all others stay in the middle."""
    middle = (low + high) / 2
    places = np.flatnonzero(free)
    tried = np.repeat(middle[np.newaxis], 2 * len(places), axis=0)
    tried[np.arange(len(places)), places] = low[places]
    tried[len(places) + np.arange(len(places)), places] = high[places]
    values = evaluate(tried) if len(places) else evaluate(middle[np.newaxis])
    made = np.zeros((len(low), values.shape[1]))
    if len(places):
        made[places] = values[len(places) :] - values[: len(places)]
    return made


Aim = tuple[int, int]
"""An answer, and whether its least (-1) or greatest (1) value is sought."""


def _all_corners(evaluate: Evaluate, box: Box, corner: Floats, open_: NDArray[np.intp], aim: Aim) -> float:
    """The extreme over all corners of some ranges, the others as they stand."""
    answer, side = aim
    count = 1 << len(open_)
    tried = np.repeat(corner[np.newaxis], count, axis=0)
    bits = (np.arange(count)[:, np.newaxis] >> np.arange(len(open_))) & 1
    tried[:, open_] = np.where(bits == 1, box[1][open_], box[0][open_])
    return float(side * (side * evaluate(tried)[:, answer]).max())


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk to make: for which answer (and its place among those asked for), to which side, from where."""

    place: int
    answer: int
    side: int
    corner: Floats
    open_: NDArray[np.bool_]


def _turner(evaluate: Evaluate, box: Box) -> Turn:
    """Each step from a corner worked out by itself."""

    def turn(here: Floats, answers: NDArray[np.intp]) -> Floats:
        count = here.shape[1]
        tried = np.repeat(here, count, axis=0)
        places = np.tile(np.arange(count), len(here))
        tried[np.arange(len(tried)), places] = (box[0] + box[1])[places] - tried[
            np.arange(len(tried)), places
        ]
        values = evaluate(tried).reshape(len(here), count, -1)
        return np.asarray(values[np.arange(len(here)), :, answers])

    return turn


def _walk(evaluate: Evaluate, box: Box, walks: Sequence[_Walk], turn: Turn) -> Floats:
    """The extremes reached from corners by turning ranges to their other end while that gains.

    All walks go side by side. In each round the steps that gain are taken together; where the best of them
    gains more alone, it is taken alone. Each round gains, so that a walk ends.
    """
    here = np.array([one.corner for one in walks])
    answers = np.array([one.answer for one in walks])
    sides = np.array([one.side for one in walks])
    open_ = np.array([one.open_ for one in walks])
    best = sides * evaluate(here)[np.arange(len(walks)), answers]
    going = np.arange(len(walks))
    for _ in range(MOST_ROUNDS):
        tried = sides[going, np.newaxis] * turn(here[going], answers[going])
        tried[~open_[going]] = -np.inf
        gains = tried > best[going, np.newaxis] + NOISE
        moving = gains.any(axis=1)
        going, tried, gains = going[moving], tried[moving], gains[moving]
        if not len(going):
            break
        alone = np.arange(here.shape[1]) == tried.argmax(axis=1)[:, np.newaxis]
        other = box[0] + box[1] - here[going]
        together = np.where(gains, other, here[going])
        values = sides[going] * evaluate(together)[np.arange(len(going)), answers[going]]
        is_best = values >= tried.max(axis=1)
        here[going] = np.where(is_best[:, np.newaxis], together, np.where(alone, other, here[going]))
        best[going] = np.maximum(values, tried.max(axis=1))
    return np.asarray(sides * best)

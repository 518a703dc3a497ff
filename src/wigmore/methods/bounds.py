"""The least and the greatest value that a number can take while others range: bounds, not a distribution.

A posterior is a quotient of two functions that are linear in each likelihood, prior or error rate on its own
(Jaynes, chapter 4; methods reference, 2.6), so it is monotone in each of them, and its extremes lie at
corners of the box of ranges.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Evaluate = Callable[[Floats], Floats]
"""From numbers of shape (batch, ranges) to values of shape (batch, answers)."""

MOST_CORNERS = 12
"""Up to so many ranges all corners are tried."""

MOST_ROUNDS = 20
"""A search that has not ended by then has a fault: every round gains, and corners are finite."""

GAIN = 1e-12
"""What does not gain as much gains nothing: the last digits of two ways of adding are not the same."""

EXACT, SEARCHED = "exact", "by search"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value of each answer, shape (answers,), and for each how it was found."""

    low: Floats
    high: Floats
    how: tuple[str, ...]


def bounds(
    evaluate: Evaluate, low: Floats, high: Floats, signs: NDArray[np.int8], answers: tuple[int, ...]
) -> Bounds:
    """Bounds of some answers over the box between `low` and `high`, each of shape (ranges,).

    `signs`, shape (ranges, all answers), says which way a range moves an answer where that is known. Where it
    is unknown for at most MOST_CORNERS ranges, every corner of those is tried and the bounds are exact; else
    corners are walked, one range after another, until no single step gains: the bounds are what that found.
    """
    free = high > low
    shares = evaluate(((low + high) / 2)[np.newaxis])[0]
    slopes = _slopes(evaluate, low, high, free)
    least, most, how = [], [], []
    for answer in answers:
        open_ = np.flatnonzero(free & (signs[:, answer] == 0))
        is_exact = len(open_) <= MOST_CORNERS
        ends = []
        for side in (-1, 1):
            leaning = np.where(signs[:, answer] != 0, signs[:, answer], slopes[:, answer]) * side
            corner = np.where(leaning > 0, high, low)
            search = _all_corners if is_exact else _walk
            ends.append(search(evaluate, (low, high), corner, open_, (answer, side)))
        least.append(min(ends[0], float(shares[answer])))
        most.append(max(ends[1], float(shares[answer])))
        how.append(EXACT if is_exact else SEARCHED)
    return Bounds(np.array(least), np.array(most), tuple(how))


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


Box = tuple[Floats, Floats]
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


def _walk(evaluate: Evaluate, box: Box, corner: Floats, open_: NDArray[np.intp], aim: Aim) -> float:
    """The extreme reached from a corner by turning ranges to their other end while that gains.

    In each round every range is turned alone; of those that gain, the best one, two, three … are turned
    together, and the best of these is the next corner. It ends where no single turn gains.
    """
    answer, side = aim
    here = corner
    best = side * float(evaluate(here[np.newaxis])[0, answer])
    for _ in range(MOST_ROUNDS):
        values = side * evaluate(_turned(box, here, open_[:, np.newaxis]))[:, answer]
        order = np.argsort(-values, kind="stable")
        gains = open_[order[: int(np.count_nonzero(values > best + GAIN))]]
        if not len(gains):
            break
        tried = _turned(box, here, [gains[:count] for count in range(1, len(gains) + 1)])
        together = side * evaluate(tried)[:, answer]
        here, best = tried[int(together.argmax())], float(together.max())
    return side * best


def _turned(box: Box, here: Floats, some: Iterable[NDArray[np.intp]]) -> Floats:
    """Corners made from one by turning the ranges of each group to their other end."""
    made = []
    for group in some:
        corner = here.copy()
        corner[group] = box[0][group] + box[1][group] - here[group]
        made.append(corner)
    return np.array(made).reshape(-1, len(here))

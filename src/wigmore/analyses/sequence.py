"""In how many of all possible datings things come in a stated order, and by the end of a window."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wigmore.analyses import beliefs
from wigmore.kit import allen
from wigmore.model import dating

Spans = tuple[allen.DaySpan, ...]

DATINGS = 100_000
"""How many datings are drawn: a share of a half is then within 0.5 percent of it in 998 of 1000 cases."""


def between(first: int, last: int) -> Spans:
    """All days between two, both included; none where they are reversed, or an end is open or unknown."""
    return ((first, last),) if allen.FAR_PAST < first <= last < allen.FAR_FUTURE else ()


def bounded(date: dating.Dated | None) -> Spans:
    """The days that a date can mean; none without a date, or where an end is open or unknown."""
    return date.spans if date is not None and between(date.first, date.last) else ()


def share(needs: Sequence[Spans], end: int | None, draws: int = DATINGS, seed: int = beliefs.SEED) -> float:
    """The share of draws in which each need comes no sooner than the one before it, and none after `end`.

    The day of each is drawn evenly from its days, and independently of the others. One without days binds
    nothing.
    """
    dated = [one for one in needs if one]
    if not dated:
        return 1.0
    chances = np.random.default_rng(seed).random((draws, len(dated)))
    days = np.stack([_days(one, chances[:, place]) for place, one in enumerate(dated)], axis=1)
    fits = np.all(np.diff(days, axis=1) >= 0, axis=1)
    if end is not None:
        fits &= days[:, -1] <= end
    return float(fits.mean())


def barred(needs: Sequence[Spans], end: int | None) -> tuple[int, ...]:
    """What certainly stands in the way: the places of two needs in the wrong order, or of one after `end`.

    Empty where nothing does. A need without days binds nothing.
    """
    reached: int | None = None
    for place, one in enumerate(needs):
        if not one:
            continue
        if reached is not None and one[-1][1] < needs[reached][0][0]:
            return reached, place
        if end is not None and one[0][0] > end:
            return (place,)
        if reached is None or one[0][0] > needs[reached][0][0]:
            reached = place
    return ()


def _days(spans: Spans, chances: NDArray[np.float64]) -> NDArray[np.int64]:
    """The day of each draw: spans laid end to end, and a place among their days."""
    first = np.array([one[0] for one in spans])
    sizes = np.array([one[1] - one[0] + 1 for one in spans])
    reached = np.cumsum(sizes)
    place = np.minimum((chances * reached[-1]).astype(np.int64), reached[-1] - 1)
    span = np.searchsorted(reached, place, side="right")
    return np.asarray(first[span] + place - (reached - sizes)[span], dtype=np.int64)

"""What each single number of a network does to one answer, for all numbers at once.

The probability of an answer is a quotient of two sums, and each is linear in every factor. One elimination
and one pass back give the adjoint of every factor; a factor made anew for a turned number then gives both
sums without another elimination (Darwiche, A differential approach to inference, 2003).
"""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from wigmore.methods import adjoints, bounds, elimination, weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief

ROWS = 1 << 17
"""How many cells of the largest table are worked out at once; the pass back keeps every product."""


def turner(network: belief.Network, question: str) -> bounds.Turn:
    """The function that turns each range of a corner to its other end, one at a time.

    It takes corners of shape (batch, ranges) and an answer for each, and gives the values of that answer,
    shape (batch, ranges). Raises as `weighing.evaluator` does.
    """
    evaluate = weighing.evaluator(network, question)
    near = weighing.relevant(network, question)
    parts = weighing.parts(near)
    wanted = elimination.plan(weighing.scopes(near), weighing.states(near), (question,))
    ends = np.add(*weighing.limits(network))
    uses = Counter(index for one in parts for index in one.ranges)
    several = np.array(sorted(index for index, count in uses.items() if count > 1), dtype=np.intp)
    states = len(near.questions[question].answers)

    def turn(here: Floats, answers: NDArray[np.intp]) -> Floats:
        factors = weighing.filled(parts, here)
        seeds = np.stack([np.eye(states)[answers], np.ones((len(here), states))])
        found = adjoints.adjoints(factors, wanted.order, seeds)
        made = np.empty_like(here)
        made[...] = _quotient(_sums(found[0], factors[0].values))[:, np.newaxis]
        for one, adjoint in zip(parts, found, strict=True):
            indices = np.array(sorted(one.ranges), dtype=np.intp)
            if len(indices):
                tables = one.make(_turned(here, indices, ends))
                tables = tables.reshape(len(indices), len(here), *tables.shape[1:])
                made[:, indices] = np.stack([_quotient(_sums(adjoint, some)) for some in tables], axis=1)
        for index in several:
            values = evaluate(_turned(here, np.array([index]), ends))
            made[:, index] = values[np.arange(len(here)), answers]
        return made

    rows = max(1, ROWS // wanted.largest)

    def in_chunks(here: Floats, answers: NDArray[np.intp]) -> Floats:
        starts = range(0, len(here), rows)
        return np.concatenate([turn(here[at : at + rows], answers[at : at + rows]) for at in starts])

    return in_chunks


def _turned(here: Floats, indices: NDArray[np.intp], ends: Floats) -> Floats:
    """The corners once for each index, with that range at its other end: shape (indices x batch, ranges)."""
    made = np.repeat(here[np.newaxis], len(indices), axis=0)
    for place, index in enumerate(indices):
        made[place, :, index] = ends[index] - here[:, index]
    return made.reshape(-1, here.shape[1])


def _sums(adjoint: Floats, table: Floats) -> Floats:
    """Both sums of a network by any of its factors, shape (2, batch)."""
    return np.asarray((adjoint * table).reshape(*adjoint.shape[:2], -1).sum(axis=2))


def _quotient(sums: Floats) -> Floats:
    return np.asarray(sums[0] / sums[1])

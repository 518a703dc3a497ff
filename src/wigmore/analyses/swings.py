"""How an answer depends on each of its inputs, and what an input would have to be for a stated answer."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wigmore.analyses import reckoning
from wigmore.methods import draws, expression
from wigmore.packs import estimating, leaves

_NEAR = 1e-4
"""How far from the centre, relative to it, an elasticity is taken."""
_DECADES = 6
_GRID = 241
_ROUNDS = 8
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Swing:
    """The answer at the low and at the high end of one leaf, the others central; base units.

    `share` is that of this swing in the sum of all, `elasticity` how many per cent the answer changes when
    the leaf changes by one, at the centre. None where there is no such number.
    """

    leaf: leaves.Leaf
    at_low: float
    at_high: float
    share: float | None
    elasticity: float | None

    @property
    def width(self) -> float:
        """How far apart the two answers are; not finite where the leaf has no end."""
        return abs(self.at_high - self.at_low)


def swings(worked: leaves.Worked) -> tuple[Swing, ...]:
    """The swings of all leaves of an answer, widest first, then by name; those without an end come last."""
    held = list(worked.leaves.values())
    if not held:
        return ()
    values = _values(worked, held)
    centre = worked.central()
    widths = [abs(high - low) for low, high in zip(values[0], values[1], strict=True)]
    total = sum(width for width in widths if math.isfinite(width))
    made = [
        Swing(
            leaf,
            float(values[0][at]),
            float(values[1][at]),
            widths[at] / total if total and math.isfinite(widths[at]) else None,
            _elasticity(leaf, float(values[2][at]), float(values[3][at]), centre),
        )
        for at, leaf in enumerate(held)
    ]
    return tuple(sorted(made, key=lambda one: (-one.width if math.isfinite(one.width) else 1, one.leaf.name)))


def _values(worked: leaves.Worked, held: list[leaves.Leaf]) -> Values:
    """Four rows, one place for each leaf: the answer at its ends, and just below and above its centre."""
    count = len(held)
    box: dict[str, Values | float] = {}
    for at, leaf in enumerate(held):
        column = np.full((4, count), leaf.central)
        column[:, at] = (
            leaf.low if math.isfinite(leaf.low) else math.nan,
            leaf.high if math.isfinite(leaf.high) else math.nan,
            leaf.central * (1 - _NEAR),
            leaf.central * (1 + _NEAR),
        )
        box[leaf.name] = column
    return np.broadcast_to(np.asarray(draws.evaluate(worked.node, box), dtype=np.float64), (4, count))


def _elasticity(leaf: leaves.Leaf, below: float, above: float, centre: float) -> float | None:
    made = (above - below) / (2 * _NEAR * centre) if centre and leaf.central else math.nan
    return made if math.isfinite(made) else None


def presupposed(bound: estimating.Bound, one: estimating.Combination, name: str, target: float) -> float:
    """The value of one input that gives the target, the others at their centre; base units.

    Looked for within a million times its value to either side, where the answer only rises or only falls
    with it; not a number where there is none.
    """
    box = {held: option.worked.central() for held, option in one.chosen}
    start = box[name]
    if not (math.isfinite(start) and start > 0):
        return math.nan
    low, high = start * 10.0**-_DECADES, start * 10.0**_DECADES
    for number in range(_ROUNDS):
        grid = np.geomspace(low, high, _GRID)
        gap = _answers(bound.formula, box, name, grid) - target
        if number == 0 and not _is_monotone(gap):
            return math.nan
        place = int(np.argmax(gap * gap[0] <= 0))
        if gap[place] * gap[0] > 0:
            return math.nan
        low, high = float(grid[max(0, place - 1)]), float(grid[place])
    return math.sqrt(low * high)


def _answers(node: expression.Node, box: Mapping[str, float], name: str, grid: Values) -> Values:
    made = draws.evaluate(node, {**box, name: grid})
    return np.broadcast_to(np.asarray(made, dtype=np.float64), grid.shape)


def _is_monotone(values: Values) -> bool:
    """Whether values only rise or only fall, and are numbers."""
    steps = np.diff(values)
    return bool(np.isfinite(values).all() and ((steps > 0).all() or (steps < 0).all()))


def presuppositions(
    bound: estimating.Bound, one: reckoning.Answer, targets: tuple[float, ...]
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """For each input that is in doubt, the values of it that would give the targets; base units.

    In doubt are the inputs for which several values are tried; where there is none, those that are no answer
    of a pack. Inputs for which a target has no such value are left out.
    """
    if bound.whole is not None:
        return
    several = [name for name, some in bound.inputs.items() if len(some) > 1]
    alone = [name for name, some in bound.inputs.items() if some[0].asked is None]
    for name in several or alone:
        values = tuple(presupposed(bound, one.combination, name, target) for target in targets)
        if all(math.isfinite(value) for value in values):
            yield name, values

"""Where numbers lie on the axis of a drawing, and at which of them it has a mark."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDEST = 30.0
"""Numbers above nought whose largest is more than so many times the smallest lie on an axis of powers."""

_MOST, _LEAST = 1e300, 1e-300
_MARKS = 4
_STEPS = (1, 2, 5, 10)
_FEW_POWERS = 2


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, which are finite and differ; by powers where both lie above nought."""

    low: float
    high: float
    by_powers: bool = False

    def share(self, value: float) -> float:
        """How far along the axis a number lies, from 0 to 1; what lies beyond an end lies on it.

        >>> Axis(0, 200).share(50), Axis(1, 1000, by_powers=True).share(10), Axis(0, 5).share(9)
        (0.25, 0.33333333333333337, 1.0)
        """
        kept = min(max(value, self.low), self.high)
        if self.by_powers:
            first = math.log(self.low)
            return (math.log(kept) - first) / (math.log(self.high) - first)
        return (kept - self.low) / (self.high - self.low)

    def between(self, low: float, high: float) -> float:
        """Which share of the axis lies between two numbers.

        >>> Axis(0, 200).between(50, 150)
        0.5
        """
        return self.share(high) - self.share(low)

    @property
    def marks(self) -> tuple[float, ...]:
        """The numbers on it that have a mark: round ones, from two to about six.

        >>> Axis(0, 320).marks, Axis(0.8, 1500, by_powers=True).marks
        ((0.0, 100.0, 200.0, 300.0), (1.0, 10.0, 100.0, 1000.0))
        """
        return self._powers() if self.by_powers else self._rounds()

    def _rounds(self) -> tuple[float, ...]:
        rough = (self.high - self.low) / _MARKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(one * power for one in _STEPS if one * power >= rough * (1 - 1e-9))
        first = math.ceil(self.low / step - 1e-9)
        return tuple(place * step for place in range(first, math.floor(self.high / step + 1e-9) + 1))

    def _powers(self) -> tuple[float, ...]:
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        each = (1, 3) if len(powers) <= _FEW_POWERS + 1 else (1,)
        found = [many * 10.0**power for power in powers for many in each]
        kept = [one for one in found if self.low * (1 - 1e-9) <= one <= self.high * (1 + 1e-9)]
        return tuple(kept[:: math.ceil(len(kept) / (_MARKS + 2))]) if kept else ()


def stacks(columns: Sequence[Sequence[float]], length: float) -> list[list[tuple[float, float]]]:
    """Where parts lie that stand one after the other: start and size of each, at one scale for all columns.

    The column that is largest together takes the whole length; none may be below nought.

    >>> stacks([[1, 3], [2]], 100)
    [[(0.0, 25.0), (25.0, 75.0)], [(0.0, 50.0)]]
    """
    total = max((math.fsum(column) for column in columns), default=0.0)
    made = []
    for column in columns:
        ends = [0.0, *accumulate(column)]
        made.append(
            [
                (length * start / total, length * part / total) if total else (0.0, 0.0)
                for start, part in zip(ends, column, strict=False)
            ]
        )
    return made


def over(values: Iterable[float]) -> Axis | None:
    """An axis on which all finite ones of these numbers lie; None where there is none.

    It begins at nought, unless the numbers lie far from it, or so far apart that only powers show them all.

    >>> over([66, 262, 22]), over([2008, 2612])
    (Axis(low=0.0, high=262.0, by_powers=False), Axis(low=1989.88, high=2630.12, by_powers=False))
    >>> over([0.5, 800]).by_powers, over([]), over([7])
    (True, None, Axis(low=0.0, high=7.0, by_powers=False))
    """
    held = sorted(_kept(float(one)) for one in values if math.isfinite(one))
    if not held:
        return None
    low, high = held[0], held[-1]
    if low > 0 and high / low > WIDEST:
        return Axis(low / 1.2, high * 1.2, by_powers=True)
    if low == high:
        return Axis(min(0.0, low), max(0.0, high)) if low else Axis(0.0, 1.0)
    edge = 0.03 * (high - low)
    if low >= 0:
        return Axis(0.0, high) if low < high / 2 else Axis(low - edge, high + edge)
    return Axis(low - edge, max(0.0, high + edge))


def _kept(value: float) -> float:
    """A number between bounds within which differences and powers of ten stay finite and above nought."""
    return 0.0 if abs(value) < _LEAST else min(max(value, -_MOST), _MOST)

"""What is taken as given: how likely all of it holds, and what falls without one part of it.

Key Assumptions Check (R. H. Pherson): on inspection about one key assumption in four fails.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wigmore.methods import probability


@dataclass(frozen=True, slots=True)
class Conjunction:
    """P(all hold) where they are independent, and the bounds within which it lies however they depend."""

    independent: float
    frechet_low: float
    frechet_high: float


def conjunction(p: Sequence[float]) -> Conjunction:
    """Π p_i, and max(0, Σ p_i − (n − 1)) ≤ P(all) ≤ min p_i (Fréchet 1935).

    Of no assumption all hold.

    Raises ValueError where one is not between 0 and 1.

    >>> conjunction([0.5, 0.75])
    Conjunction(independent=0.375, frechet_low=0.25, frechet_high=0.5)
    """
    held = [probability.check(one) for one in p]
    # What they lack of certainty is summed, for then no digits are lost where all are nearly certain.
    low = max(0.0, 1 - math.fsum(1 - one for one in held))
    return Conjunction(math.prod(held), low, min(held, default=1.0))


def falls_without(assumption: str, rests_on: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """All that falls with an assumption, sorted: what rests on it, and what rests on that.

    `rests_on` holds pairs (what rests, on what). A circle is followed once.

    >>> falls_without("a", [("b", "a"), ("c", "b"), ("d", "e")])
    ('b', 'c')
    """
    above: dict[str, list[str]] = {}
    for upper, lower in rests_on:
        above.setdefault(lower, []).append(upper)
    fallen, waiting = set(), [assumption]
    while waiting:
        for upper in above.get(waiting.pop(), ()):
            if upper not in fallen:
                fallen.add(upper)
                waiting.append(upper)
    return tuple(sorted(fallen - {assumption}))

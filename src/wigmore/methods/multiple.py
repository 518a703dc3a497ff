"""Many tests at once: p-values raised so that the best of many tries is not taken for a find.

Each function takes the p-values of all tests that were made and gives the adjusted ones in the same order; a
test is rejected where its adjusted value is at most the level.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wigmore.methods import probability

Floats = npt.NDArray[np.float64]


def bonferroni(p: Sequence[float]) -> tuple[float, ...]:
    """min(1, m p): the chance of one false find among m tests, whatever depends on what.

    Raises ValueError where a p is not between 0 and 1.

    >>> bonferroni([0.25, 0.75])
    (0.5, 1.0)
    """
    return _given(np.minimum(1, len(p) * _checked(p)))


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """max_{i≤j} (m − i + 1) p_(i): as Bonferroni, and never larger (Holm 1979).

    Raises ValueError where a p is not between 0 and 1.

    >>> holm([0.25, 0.75])
    (0.5, 0.75)
    """
    held = _checked(p)
    order = np.argsort(held, kind="stable")
    raised = np.maximum.accumulate(held[order] * np.arange(len(held), 0, -1))
    return _given(_back(np.minimum(1, raised), order))


def benjamini_hochberg(p: Sequence[float], *, tests: int | None = None) -> tuple[float, ...]:
    """min_{j≥k} p_(j) m/j: the share of false finds, for independent tests (Benjamini and Hochberg 1995).

    Where there were more `tests` than p are given, the others have p = 1.

    Raises ValueError where a p is not between 0 and 1, or there are fewer tests than p.

    >>> benjamini_hochberg([0.25, 0.75])
    (0.5, 0.75)
    >>> benjamini_hochberg([0.125, 0.25], tests=4)
    (0.5, 0.5)
    """
    made = len(p) if tests is None else tests
    if made < len(p):
        raise ValueError("each p is that of one of the tests")
    return _stepped_up(p, made)


def benjamini_yekutieli(p: Sequence[float]) -> tuple[float, ...]:
    """Benjamini-Hochberg times Σ 1/i: the share of false finds whatever depends on what (2001).

    Raises ValueError where a p is not between 0 and 1.

    >>> benjamini_yekutieli([0.25, 0.75])
    (0.75, 1.0)
    """
    return _stepped_up(p, len(p) * float((1 / np.arange(1, len(p) + 1)).sum()))


def min_p(observed: float | Floats, null: Sequence[float] | Floats) -> float:
    """(b + 1) / (m + 1): how often the least p of all tries is as small under the null (Westfall, Young).

    `null` holds the least p of the same tries for each of m draws from the null; what is tried together is
    drawn together, so that its dependence is kept (1993). `observed` is the least p that was found, or one
    for each draw, where what is observed is itself drawn within bounds.

    >>> min_p(0.25, [0.125, 0.5, 0.75])
    0.5
    """
    held = np.asarray(null, dtype=np.float64)
    # Both are worked out on different ways; a rounding error must not tell equal values apart.
    return (int((held <= np.asarray(observed) * (1 + 1e-12)).sum()) + 1) / (len(held) + 1)


def _checked(p: Sequence[float]) -> Floats:
    return np.array([probability.check(one, "a p-value") for one in p], dtype=np.float64)


def _stepped_up(p: Sequence[float], tests: float) -> tuple[float, ...]:
    held = _checked(p)
    order = np.argsort(held, kind="stable")
    raised = held[order] * (tests / np.arange(1, len(held) + 1))
    falling = np.minimum.accumulate(raised[::-1])[::-1]
    return _given(_back(np.minimum(1, falling), order))


def _back(ordered: Floats, order: npt.NDArray[np.intp]) -> Floats:
    """Values in the order of the tests again."""
    placed = np.empty_like(ordered)
    placed[order] = ordered
    return placed


def _given(held: Floats) -> tuple[float, ...]:
    return tuple(float(one) for one in held)

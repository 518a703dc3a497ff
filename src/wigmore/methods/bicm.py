"""The bipartite configuration model: the most even way to fill a table whose row and column sums are known.

F. Saracco et al. 2017, doi:10.1088/1367-2630/aa6b38. p_ie = x_i y_e / (1 + x_i y_e), so that expected sums
are the observed ones. Rows and columns that cannot be told apart are fitted together, by Newton's method.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]

STEPS = 300
"""Newton steps at most; a few dozen do, and where some cells can only be empty or full it takes the most."""

EXACT = 1e-10
"""How far an expected sum may be off, as a share of the number of cells in its row or column."""

FARTHEST = 5.0
"""How far one step may move a logarithm: beyond that the parabola that Newton follows tells nothing."""


def fit(row_degrees: Sequence[int], column_degrees: Sequence[int], allowed: Mask | None = None) -> Floats:
    """The probability of each cell, shape (rows, columns), with the sums of the rows and columns as given.

    `allowed` tells which cells are not prohibited; those that are have probability 0. Rows and columns that
    are empty or full are settled before anything is fitted.

    Raises ValueError where the two sums differ, or no table of allowed cells has such sums.

    >>> fit([2, 2, 1], [2, 2, 1]).round(3).tolist()[2]
    [0.432, 0.432, 0.137]
    """
    cells = np.ones((len(row_degrees), len(column_degrees)), dtype=bool) if allowed is None else allowed
    if cells.shape != (len(row_degrees), len(column_degrees)) or sum(row_degrees) != sum(column_degrees):
        raise ValueError("rows and columns hold the same cells")
    table = _Table(np.array(row_degrees, dtype=np.int64), np.array(column_degrees, dtype=np.int64), cells)
    table.settle()
    table.fill()
    return table.p


class _Table:
    """The cells that are still open, what they must sum to, and the probabilities found so far."""

    def __init__(self, rows: Counts, columns: Counts, allowed: Mask) -> None:
        self.rows, self.columns, self.open = rows.copy(), columns.copy(), allowed.copy()
        self.p = np.zeros(allowed.shape)

    def settle(self) -> None:
        """Close rows and columns that must be empty or full, until there are none."""
        while True:
            across, down = self.open.sum(1), self.open.sum(0)
            wrong = [self.rows < 0, self.columns < 0, self.rows > across, self.columns > down]
            if any(bool(one.any()) for one in wrong):
                raise ValueError("no table has these sums")
            empty = self.open & ((self.rows == 0)[:, None] | (self.columns == 0)[None, :])
            full = self.open & ((self.rows == across)[:, None] | (self.columns == down)[None, :])
            if bool((empty & full).any()):
                raise ValueError("no table has these sums")
            if not (empty | full).any():
                return
            self.p[full] = 1.0
            self.rows -= full.sum(1)
            self.columns -= full.sum(0)
            self.open &= ~(empty | full)

    def fill(self) -> None:
        """Fit what is open: one parameter for all rows, and all columns, that cannot be told apart."""
        if not self.open.any():
            return
        row_kinds, by_row = _alike(self.rows, self.open)
        column_kinds, by_column = _alike(self.columns, self.open[row_kinds].T)
        found = _newton(
            self.rows[row_kinds],
            self.columns[column_kinds],
            np.bincount(by_row).astype(float),
            np.bincount(by_column).astype(float),
            self.open[np.ix_(row_kinds, column_kinds)],
        )
        np.copyto(self.p, found[by_row][:, by_column], where=self.open)


def _alike(degrees: Counts, cells: Mask) -> tuple[Counts, Counts]:
    """One row of each kind, and the kind of every row: the same degree, and the same open cells."""
    known: dict[tuple[int, bytes], int] = {}
    first: list[int] = []
    kinds: list[int] = []
    for place, (degree, held) in enumerate(zip(degrees.tolist(), np.packbits(cells, axis=1), strict=True)):
        kind = known.setdefault((degree, held.tobytes()), len(known))
        if kind == len(first):
            first.append(place)
        kinds.append(kind)
    return np.array(first), np.array(kinds)


def _newton(rows: Counts, columns: Counts, many: Floats, often: Floats, cells: Mask) -> Floats:
    """The probabilities by kind of row and of column; the likelihood, which is concave, is climbed.

    `many` and `often` count the rows and the columns of each kind. Raises ValueError where the sums are not
    reached.
    """
    weight = cells * often
    back = cells.T * many
    theta = np.log(np.maximum(rows, 1) / np.sqrt(float(rows @ many)))
    eta = np.log(np.maximum(columns, 1) / np.sqrt(float(columns @ often)))
    reach = np.concatenate([weight.sum(1), back.sum(1)])
    for _ in range(STEPS):
        p = _logistic(theta[:, None] + eta[None, :])
        off = np.concatenate([rows - (weight * p).sum(1), columns - (back * p.T).sum(1)])
        if (np.abs(off) <= EXACT * reach).all():
            return p * cells
        step = _step(p * (1 - p), off, weight, back)
        largest = float(np.abs(step).max())
        step *= min(1.0, FARTHEST / largest) if largest else 1.0
        theta, eta = theta + step[: len(theta)], eta + step[len(theta) :]
    raise ValueError("no table has these sums")


def _logistic(x: Floats) -> Floats:
    """1 / (1 + e^−x) without overflow."""
    made: Floats = 0.5 * (1 + np.tanh(x / 2))
    return made


RIDGE = 1e-12
"""Keeps the system solvable: all rows may move against all columns without changing any probability."""


def _step(spread: Floats, off: Floats, weight: Floats, back: Floats) -> Floats:
    """Newton's step: how the logarithms of all x and y move so that the sums come out."""
    rows = len(weight)
    slope = np.zeros((len(off), len(off)))
    slope[:rows, rows:] = weight * spread
    slope[rows:, :rows] = back * spread.T
    diagonal = slope.sum(1)
    index = np.arange(len(off))
    slope[index, index] = diagonal + RIDGE * max(float(diagonal.max()), 1.0)
    solved: Floats = np.linalg.solve(slope, off).astype(np.float64)
    return solved

"""Exact inference by variable elimination, with a batch axis: many networks of one structure at one call.

A factor is an array of shape (batch or 1, states of each variable of its scope). The order of elimination
depends on the structure alone and is worked out once (min-size heuristic; Dechter, Bucket elimination, 1999).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

MOST_CELLS = 1 << 18
"""The largest table that is still worked out for one network of a batch: 2 MiB of floats."""


UNSCALED = 16
"""So many tables are multiplied before the product is scaled: sixteen numbers of 1e-15 do not vanish yet."""

SHORT = 8


@dataclass(frozen=True, slots=True)
class Factor:
    """A table over variables: `values` has shape (batch or 1, states of the first of `scope`, …).

    `unscaled` counts the tables that were multiplied into it since its maximum was last made one.
    """

    scope: tuple[str, ...]
    values: Floats
    unscaled: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The order in which variables are summed out, and the largest table that this makes, and at which."""

    order: tuple[str, ...]
    largest: int
    widest: str


def plan(scopes: Iterable[tuple[str, ...]], states: Mapping[str, int], keep: Sequence[str] = ()) -> Plan:
    """Choose an order: always the variable whose elimination makes the smallest table, ties by name.

    >>> plan([("a", "b"), ("b", "c")], {"a": 2, "b": 3, "c": 2}, keep=["a"]).order
    ('c', 'b')
    """
    held = [frozenset(scope) for scope in scopes]
    left = sorted({name for scope in held for name in scope} - set(keep))
    order: list[str] = []
    largest, widest = 1, ""
    while left:
        sizes = {name: _size(_joined(held, name), states) for name in left}
        best = min(left, key=lambda name: (sizes[name], name))
        if sizes[best] > largest:
            largest, widest = sizes[best], best
        merged = _joined(held, best) - {best}
        held = [scope for scope in held if best not in scope] + [merged]
        left.remove(best)
        order.append(best)
    last = _size(frozenset(keep), states)
    return Plan(tuple(order), max(largest, last), widest)


def _joined(scopes: Iterable[frozenset[str]], name: str) -> frozenset[str]:
    return frozenset(one for scope in scopes if name in scope for one in scope)


def _size(scope: Iterable[str], states: Mapping[str, int]) -> int:
    size = 1
    for name in scope:
        size *= states[name]
    return size


def marginal(factors: Iterable[Factor], keep: str, order: Sequence[str]) -> Floats:
    """The distribution of one variable, shape (batch, states): sums all others out in the given order.

    Tables are rescaled as they are multiplied, so that a thousand small numbers do not vanish; only ratios
    within a network of the batch matter. Raises ZeroDivisionError where everything is impossible.
    """
    held = list(factors)
    for name in order:
        touching = [one for one in held if name in one.scope]
        held = [one for one in held if name not in one.scope]
        made = _product(touching)
        summed = _summed(made.values, 1 + made.scope.index(name))
        held.append(Factor(tuple(one for one in made.scope if one != name), summed, made.unscaled))
    values = aligned(_product(held), (keep,))
    total = values.sum(axis=1, keepdims=True)
    if not np.all(total > 0):
        raise ZeroDivisionError("everything that is possible is ruled out")
    return np.asarray(values / total)


def _product(factors: Sequence[Factor]) -> Factor:
    """The product of factors over the union of their scopes."""
    scope = tuple(dict.fromkeys(name for one in sorted(factors, key=width) for name in one.scope))
    tables = [aligned(one, scope) for one in factors]
    made: Floats = np.ones(np.broadcast_shapes(*(one.shape for one in tables)))
    unscaled = 0
    for one, values in zip(factors, tables, strict=True):
        if unscaled + one.unscaled > UNSCALED:
            made /= most(made)
            unscaled = 0
        made *= values
        unscaled += one.unscaled
    return Factor(scope, made, unscaled)


def _summed(values: Floats, axis: int) -> Floats:
    """The sum over one axis; over a short one it is quicker to add its slices."""
    if values.shape[axis] > SHORT:
        return np.asarray(values.sum(axis=axis))
    made = values.take(0, axis=axis)
    for place in range(1, values.shape[axis]):
        made += values.take(place, axis=axis)
    return np.asarray(made)


def width(one: Factor) -> int:
    """Sorts the factor of most variables first, so that its scope is the beginning of the product's."""
    return -len(one.scope)


def cells(one: Factor) -> int:
    """How many cells a table has for one network."""
    return int(one.values[0].size)


def most(values: Floats) -> Floats:
    """The largest cell of each network, one where all are zero, shaped to divide by."""
    most = values.max(axis=tuple(range(1, values.ndim)), keepdims=True)
    return np.where(most > 0, most, 1.0)


def aligned(one: Factor, scope: tuple[str, ...]) -> Floats:
    """The values with their axes in the order of a scope, and an axis of one where it lacks a variable."""
    present = [name for name in scope if name in one.scope]
    moved = np.transpose(one.values, (0, *(1 + one.scope.index(name) for name in present)))
    states = dict(zip(present, moved.shape[1:], strict=True))
    return moved.reshape((moved.shape[0], *(states.get(name, 1) for name in scope)))

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

MOST_CELLS = 1 << 22
"""The largest table that is still worked out for one network of a batch: 32 MiB of floats."""

RESCALED = 4
"""After how many factors a product is rescaled: rarely enough to cost little, before anything vanishes."""


@dataclass(frozen=True, slots=True)
class Factor:
    """A table over variables: `values` has shape (batch or 1, states of the first of `scope`, …)."""

    scope: tuple[str, ...]
    values: Floats


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
        axis = 1 + made.scope.index(name)
        held.append(Factor(tuple(one for one in made.scope if one != name), made.values.sum(axis=axis)))
    values = _aligned(_product(held), (keep,))
    total = values.sum(axis=1, keepdims=True)
    if not np.all(total > 0):
        raise ZeroDivisionError("everything that is possible is ruled out")
    return np.asarray(values / total)


def _product(factors: Sequence[Factor]) -> Factor:
    """The product of factors over the union of their scopes, each network scaled to a maximum of one.

    Small tables are multiplied first, so that the product grows late; it is rescaled now and then.
    """
    scope = tuple(dict.fromkeys(name for one in sorted(factors, key=_width) for name in one.scope))
    made: Floats = np.ones((1,) * (1 + len(scope)))
    for number, one in enumerate(sorted(factors, key=_cells), start=1):
        made = made * _aligned(one, scope)
        if number % RESCALED == 0 or number == len(factors):
            made = made / _most(made)
    return Factor(scope, made)


def _cells(one: Factor) -> int:
    """How many cells a table has for one network."""
    return int(one.values[0].size)


def _width(one: Factor) -> int:
    return -len(one.scope)


def _most(values: Floats) -> Floats:
    """The largest cell of each network, one where all are zero, shaped to divide by."""
    most = values.max(axis=tuple(range(1, values.ndim)), keepdims=True)
    return np.where(most > 0, most, 1.0)


def _aligned(one: Factor, scope: tuple[str, ...]) -> Floats:
    """The values with their axes in the order of a scope, and an axis of one where it lacks a variable."""
    present = [name for name in scope if name in one.scope]
    moved = np.transpose(one.values, (0, *(1 + one.scope.index(name) for name in present)))
    states = dict(zip(present, moved.shape[1:], strict=True))
    return moved.reshape((moved.shape[0], *(states.get(name, 1) for name in scope)))


Taken = list[tuple[int, Floats, Floats]]
"""Of each factor of a product: which it was, the product before it, and by what the result was divided."""


def adjoints(factors: Iterable[Factor], keep: str, order: Sequence[str], seeds: Floats) -> list[Floats]:
    """How each factor enters a weighted sum of the states of one variable: its derivative, cell by cell.

    `seeds`, shape (sums, batch or 1, states of `keep`), are the weights; the sum that belongs to one is the
    sum over all cells of any factor times its adjoint, shape (sums, batch, states of its scope), on a scale
    that is the same for all sums of a network. As the sum is linear in every factor, changed factors give
    changed sums without another elimination (backward pass; Darwiche, A differential approach, 2003).
    """
    nodes = list(factors)
    wanted = range(len(nodes))
    alive = list(wanted)
    tape: list[tuple[Factor, Taken, str]] = []
    for name in order:
        touching = [place for place in alive if name in nodes[place].scope]
        made, taken = _traced(nodes, touching)
        tape.append((made, taken, name))
        axis = 1 + made.scope.index(name)
        alive = [place for place in alive if place not in touching] + [len(nodes)]
        nodes.append(Factor(tuple(one for one in made.scope if one != name), made.values.sum(axis=axis)))
    found: dict[int, Floats] = {}
    made, taken = _traced(nodes, alive)
    _spread(seeds, made, taken, nodes, found)
    for place in range(len(nodes) - 1, len(wanted) - 1, -1):
        made, taken, name = tape[place - len(wanted)]
        seed = np.expand_dims(found[place], 2 + made.scope.index(name))
        _spread(seed, made, taken, nodes, found)
    return [found[place] for place in wanted]


def _traced(nodes: Sequence[Factor], places: Sequence[int]) -> tuple[Factor, Taken]:
    """The product of some factors, as `_product` has it, with what each step began from."""
    some = [nodes[place] for place in places]
    scope = tuple(dict.fromkeys(name for one in sorted(some, key=_width) for name in one.scope))
    made: Floats = np.ones((1,) * (1 + len(scope)))
    taken: Taken = []
    for place in sorted(places, key=lambda place: _cells(nodes[place])):
        before = made
        made = before * _aligned(nodes[place], scope)
        most = _most(made)
        made = made / most
        taken.append((place, before, most))
    return Factor(scope, made), taken


def _spread(
    seed: Floats, made: Factor, taken: Taken, nodes: Sequence[Factor], found: dict[int, Floats]
) -> None:
    """The adjoints of the factors of a product from that of the product, written to `found`."""
    here = np.broadcast_to(
        seed, (seed.shape[0], max(seed.shape[1], len(made.values)), *made.values.shape[1:])
    )
    for place, before, most in reversed(taken):
        one = nodes[place]
        aligned = _aligned(one, made.scope)
        beyond = tuple(2 + axis for axis, name in enumerate(made.scope) if name not in one.scope)
        held = (here * (before / most)).sum(axis=beyond, keepdims=True)
        found[place] = _unaligned(held, made.scope, one.scope)
        here = here * (aligned / most)


def _unaligned(values: Floats, scope: tuple[str, ...], wanted: tuple[str, ...]) -> Floats:
    """Values over a scope with their axes in the order of a factor's own, those beyond it dropped."""
    beyond = tuple(2 + axis for axis, name in enumerate(scope) if name not in wanted)
    kept = [name for name in scope if name in wanted]
    return np.transpose(values.squeeze(axis=beyond), (0, 1, *(2 + kept.index(name) for name in wanted)))

"""Derivatives of sums over a network by each cell of its tables, for a batch of networks at one call."""

from collections.abc import Iterable, Sequence

import numpy as np

from wigmore.methods import elimination
from wigmore.methods.elimination import Factor, Floats

Taken = list[tuple[int, Floats, Floats]]
"""Of each factor of a product: which it was, the product before it, and by what the result was divided."""


def adjoints(factors: Iterable[Factor], order: Sequence[str], seeds: Floats) -> list[Floats]:
    """How each factor enters a weighted sum of the states of one variable: its derivative, cell by cell.

    `seeds`, shape (sums, batch or 1, states of that variable), are the weights; the sum that belongs to one
    is the sum over all cells of any factor times its adjoint, shape (sums, batch, states of its scope), on a
    scale that is the same for all sums of a network. As the sum is linear in every factor, changed factors
    give changed sums without another elimination (backward pass; Darwiche, A differential approach, 2003).
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
    scope = tuple(dict.fromkeys(name for one in sorted(some, key=elimination.width) for name in one.scope))
    made: Floats = np.ones((1,) * (1 + len(scope)))
    taken: Taken = []
    for place in sorted(places, key=lambda place: elimination.cells(nodes[place])):
        before = made
        made = before * elimination.aligned(nodes[place], scope)
        most = elimination.most(made)
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
        aligned = elimination.aligned(one, made.scope)
        beyond = tuple(2 + axis for axis, name in enumerate(made.scope) if name not in one.scope)
        held = (here * (before / most)).sum(axis=beyond, keepdims=True)
        found[place] = _unaligned(held, made.scope, one.scope)
        here = here * (aligned / most)


def _unaligned(values: Floats, scope: tuple[str, ...], wanted: tuple[str, ...]) -> Floats:
    """Values over a scope with their axes in the order of a factor's own, those beyond it dropped."""
    beyond = tuple(2 + axis for axis, name in enumerate(scope) if name not in wanted)
    kept = [name for name in scope if name in wanted]
    return np.transpose(values.squeeze(axis=beyond), (0, 1, *(2 + kept.index(name) for name in wanted)))

"""Discrete Bayesian networks: nodes with conditional tables, and exact answers to queries of one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.methods import elimination
from wigmore.methods.elimination import Factor, Floats


@dataclass(frozen=True, slots=True)
class Node:
    """A variable: its states, its parents, its table of shape (states of each parent in order, states)."""

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...]
    table: Floats


def query(nodes: Sequence[Node], name: str, observed: Mapping[str, str]) -> Floats:
    """The distribution of one node given the states of others, shape (states,), by variable elimination.

    Raises KeyError for a node or state that there is none of, ValueError where it is too wide for exact
    inference, ZeroDivisionError where what is observed cannot be.

    >>> rain = Node("rain", ("yes", "no"), (), np.array([0.2, 0.8]))
    >>> wet = Node("wet", ("yes", "no"), ("rain",), np.array([[0.9, 0.1], [0.3, 0.7]]))
    >>> query([rain, wet], "rain", {"wet": "yes"}).round(3).tolist()
    [0.429, 0.571]
    """
    by_name = {one.name: one for one in nodes}
    if name in observed:
        states = by_name[name].states
        made = np.zeros(len(states))
        made[_place(by_name[name], observed[name])] = 1.0
        return made
    factors = [
        _reduced(one, by_name, observed) for one in nodes if one.name in _ancestors(by_name, name, observed)
    ]
    states_of = {one.name: len(one.states) for one in nodes}
    wanted = elimination.plan([one.scope for one in factors], states_of, (name,))
    if wanted.largest > elimination.MOST_CELLS:
        raise ValueError(f"too wide for exact inference at {wanted.widest}")
    return np.asarray(elimination.marginal(factors, name, wanted.order)[0])


def _place(node: Node, state: str) -> int:
    if state not in node.states:
        raise KeyError(state)
    return node.states.index(state)


def _ancestors(by_name: Mapping[str, Node], name: str, observed: Mapping[str, str]) -> frozenset[str]:
    """The nodes that matter: what is asked for, what is observed, and all above them (barren nodes go)."""
    found: set[str] = set()
    stack = [name, *observed]
    while stack:
        here = stack.pop()
        if here not in found:
            found.add(here)
            stack.extend(by_name[here].parents)
    return frozenset(found)


def _reduced(node: Node, by_name: Mapping[str, Node], observed: Mapping[str, str]) -> Factor:
    """The table of a node as a factor, cut at the states that are observed."""
    scope = (*node.parents, node.name)
    cut = tuple(_place(by_name[one], observed[one]) if one in observed else slice(None) for one in scope)
    return Factor(tuple(one for one in scope if one not in observed), node.table[cut][np.newaxis])

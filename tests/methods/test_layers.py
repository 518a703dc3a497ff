"""Levels and links: ways and losses held against networkx, and what an exclusion can never do."""

import itertools
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.methods import layers

NAMES = "abcdef"


@st.composite
def chains(draw: st.DrawFn) -> layers.Layered:
    """Two to four levels of at most three members, with some of the links that lead onwards."""
    levels = tuple(
        tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)))
        for _ in range(draw(st.integers(2, 4)))
    )
    nodes = [(place, name) for place, held in enumerate(levels) for name in held]
    possible = [(one, other) for one, other in itertools.product(nodes, nodes) if one[0] < other[0]]
    links = draw(st.sets(st.sampled_from(possible))) if possible else set()
    return layers.Layered(levels, frozenset(links))


def graph(one: layers.Layered) -> Any:
    made = nx.DiGraph()
    made.add_nodes_from(one.nodes())
    made.add_edges_from(one.links)
    return made


def ways(one: layers.Layered) -> int:
    held = graph(one)
    ends = [node for node in one.nodes() if node[0] == len(one.levels) - 1]
    starts = [node for node in one.nodes() if node[0] == 0]
    return sum(len(list(nx.all_simple_paths(held, start, end))) for start in starts for end in ends)


@given(chains())
def test_ways_are_those_of_networkx(one: layers.Layered) -> None:
    assert layers.ways(one) == ways(one)


@given(chains())
def test_levels_that_reach_the_last_are_those_of_networkx(one: layers.Layered) -> None:
    held = graph(one)
    last = {node for node in one.nodes() if node[0] == len(one.levels) - 1}
    found = {node[0] for node in one.nodes() if node not in last and nx.descendants(held, node) & last}
    assert layers.reaching(one) == found


@given(chains(), st.sampled_from(NAMES))
def test_an_exclusion_adds_nothing(one: layers.Layered, name: str) -> None:
    left, lost = layers.without(one, name), layers.loss(one, name)
    assert left.links <= one.links
    assert layers.ways(left) <= layers.ways(one)
    assert layers.reaching(left) <= layers.reaching(one)
    for before, after in zip(layers.suppliers(one), layers.suppliers(left), strict=True):
        assert set(after) <= set(before) - {name}
    assert lost.share is None or 0 <= lost.share <= 1


def test_a_loss_by_hand() -> None:
    """Two mines, one mill, two shops: four ways, all through the mill, half of them through each mine."""
    one = layers.Layered(
        (("m1", "m2"), ("mill",), ("s1", "s2")),
        frozenset(
            {((0, name), (1, "mill")) for name in ("m1", "m2")}
            | {((1, "mill"), (2, name)) for name in ("s1", "s2")}
        ),
    )
    assert layers.ways(one) == 4
    assert layers.loss(one, "m1") == layers.Loss(1, (), 0.5)
    assert layers.loss(one, "mill") == layers.Loss(4, (0, 1), 1.0)


@pytest.mark.parametrize(
    ("link", "says"),
    [(((1, "b"), (0, "a")), "later level"), (((0, "a"), (1, "c")), "not there")],
)
def test_links_lead_onwards_between_known_nodes(link: tuple[layers.Node, layers.Node], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        layers.Layered((("a",), ("b",)), frozenset({link}))

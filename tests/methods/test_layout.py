"""Places of a network: tied stands near, groups stand apart, the same everywhere, and quick enough."""

import itertools
import math

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wigmore.methods import layout

EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)


def stress(held: list[layout.Point], ties: list[tuple[int, int]]) -> float:
    """The mean of (length − d)² / d² over the pairs that hang together, in units of a tie."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(held)))
    graph.add_edges_from(ties)
    found = dict(networkx.all_pairs_shortest_path_length(graph))
    parts = [
        (math.dist(held[one], held[other]) / layout.LENGTH / found[one][other] - 1) ** 2
        for one, other in itertools.combinations(range(len(held)), 2)
        if other in found[one]
    ]
    return float(np.mean(parts))


def test_a_chain_is_a_line_and_lies_across() -> None:
    held, _ = layout.places(4, [(0, 1), (1, 2), (2, 3)])
    assert math.dist(held[0], held[3]) == pytest.approx(3 * layout.LENGTH, rel=0.05)
    assert abs(held[0][1] - held[3][1]) < 5


def test_a_triangle_has_equal_sides() -> None:
    held, _ = layout.places(3, [(0, 1), (1, 2), (2, 0)])
    sides = [math.dist(held[one], held[other]) for one, other in itertools.combinations(range(3), 2)]
    assert sides == pytest.approx([layout.LENGTH] * 3, rel=0.01)


def test_the_stress_of_a_cycle_is_that_of_another_program() -> None:
    """networkx lowers another sum (Kamada and Kawai, 1989); its places serve as what is as good."""
    ties = [(one, (one + 1) % 9) for one in range(9)]
    other = networkx.kamada_kawai_layout(networkx.Graph(ties))
    best = min(
        stress([tuple(place * size) for _, place in sorted(other.items())], ties)
        for size in np.linspace(50, 400, 200)
    )
    assert stress(list(layout.places(9, ties)[0]), ties) <= best * 1.05


def test_a_tie_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        layout.places(2, [(0, 2)])


@settings(deadline=None)
@given(EDGES)
def test_places_lie_inside_apart_and_do_not_depend_on_order(ties: list[tuple[int, int]]) -> None:
    held, (wide, high) = layout.places(12, ties)
    for x, y in held:
        assert layout.GAP - 1 <= x <= wide - layout.GAP + 1
        assert layout.GAP - 1 <= y <= high - layout.GAP + 1
    assert min(math.dist(one, other) for one, other in itertools.combinations(held, 2)) > 1
    turned = [(other, one) for one, other in reversed(ties)]
    assert layout.places(12, turned + turned) == (held, (wide, high))


def test_groups_stand_apart() -> None:
    held, _ = layout.places(4, [(0, 1), (2, 3)])
    between = min(math.dist(held[one], held[other]) for one in (0, 1) for other in (2, 3))
    assert between > layout.LENGTH


def test_a_large_group_keeps_its_shape() -> None:
    """Of a grid of 400 only some pairs count, and yet opposite corners lie farthest apart."""
    size = 20
    ties = [(row * size + one, row * size + one + 1) for row in range(size) for one in range(size - 1)]
    ties += [(row * size + one, row * size + one + size) for row in range(size - 1) for one in range(size)]
    held, _ = layout.places(size * size, ties)
    corners = [held[0], held[size - 1], held[size * size - size], held[size * size - 1]]
    assert math.dist(corners[0], corners[3]) > 15 * layout.LENGTH
    assert math.dist(corners[1], corners[2]) > 15 * layout.LENGTH
    assert stress(list(held), ties) < 0.06

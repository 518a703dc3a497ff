"""Short paths are those of networkx; a path through a hub is never remarkable."""

import itertools

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wigmore.methods import paths, rewiring

SIZE = 9
EDGES = st.sets(st.sampled_from(list(itertools.combinations(range(SIZE), 2))), min_size=1)
FEW = settings(max_examples=40, deadline=None)


def peer(edges: set[tuple[int, int]], size: int = SIZE) -> "networkx.Graph[int]":
    made: networkx.Graph[int] = networkx.Graph()
    made.add_nodes_from(range(size))
    made.add_edges_from(edges)
    return made


def network(edges: set[tuple[int, int]], size: int = SIZE) -> paths.Graph:
    return paths.graph(size, sorted(edges))


def with_hub(edges: set[tuple[int, int]], size: int, friends: int) -> set[tuple[int, int]]:
    """The network with one node more, joined to the first so many."""
    return edges | {(node, size) for node in range(friends)}


@given(EDGES, st.integers(1, 5))
def test_the_paths_are_those_of_networkx(edges: set[tuple[int, int]], longest: int) -> None:
    found = paths.simple_paths(network(edges), 0, 1, longest=longest)
    assert [held.shape[1] for held in found] == list(range(2, longest + 2))
    ours = [tuple(row) for held in found for row in held.tolist()]
    assert ours == [row for held in found for row in sorted(map(tuple, held.tolist()))]
    assert sorted(ours) == sorted(map(tuple, networkx.all_simple_paths(peer(edges), 0, 1, cutoff=longest)))


def test_a_larger_network_has_the_same_paths_from_both_ends() -> None:
    made = networkx.barabasi_albert_graph(500, 3, seed=4)
    held = paths.graph(500, list(made.edges))
    for source, target in [(0, 499), (499, 0), (1, 2)]:
        found = paths.simple_paths(held, source, target, longest=4)
        ours = {tuple(row) for one in found for row in one.tolist()}
        assert ours == set(map(tuple, networkx.all_simple_paths(made, source, target, cutoff=4)))


def test_what_is_no_network_or_no_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="two nodes of the network"):
        paths.graph(2, [(0, 2)])
    with pytest.raises(ValueError, match="two different nodes"):
        paths.graph(2, [(1, 1)])
    line = paths.graph(2, [(0, 1)])
    with pytest.raises(ValueError, match="from one node of the network to another"):
        paths.simple_paths(line, 0, 0, longest=2)
    with pytest.raises(ValueError, match="at least one edge"):
        paths.simple_paths(line, 0, 1, longest=0)
    with pytest.raises(ValueError, match="one network or more"):
        rewiring.rewired(line, networks=0, swaps=1, seed=1)
    with pytest.raises(ValueError, match="a pair is two nodes"):
        paths.share_joined(paths.graph(1, []), np.ones(1, bool), 0, longest=1)


@given(EDGES, st.integers(1, 4), st.integers(0, SIZE))
def test_whether_a_path_joins_two_nodes_is_what_networkx_says(
    edges: set[tuple[int, int]], longest: int, through: int
) -> None:
    held = network(edges)
    open_ = held.degrees <= through

    def near(one: int, other: int) -> bool:
        inner = {node for node in range(SIZE) if open_[node]} | {one, other}
        part = peer(edges).subgraph(inner)
        if not networkx.has_path(part, one, other):
            return False
        return bool(networkx.shortest_path_length(part, one, other) <= longest)

    assert paths.joined(held.edges[None], open_, (0, 1), longest=longest).tolist() == [near(0, 1)]
    pairs = list(itertools.combinations(range(SIZE), 2))
    share = sum(near(*pair) for pair in pairs) / len(pairs)
    assert paths.share_joined(held, open_, 0, longest=longest) == pytest.approx(share)


@FEW
@given(EDGES, st.integers(0, 2**32 - 1))
def test_rewired_networks_keep_every_degree(edges: set[tuple[int, int]], seed: int) -> None:
    held = network(edges)
    null = rewiring.rewired(held, networks=5, swaps=10, seed=seed)
    for one in null.edges:
        # The constructor drops doubled edges and refuses loops: equal degrees mean that there was neither.
        assert paths.graph(SIZE, one).degrees.tolist() == held.degrees.tolist()


def test_every_network_of_the_same_degrees_comes_equally_often() -> None:
    """Four nodes of two neighbours each: three rings, and nothing else, has these degrees."""
    ring = paths.graph(4, [(0, 1), (1, 2), (2, 3), (0, 3)])
    null = rewiring.rewired(ring, networks=6000, swaps=30, seed=7)
    keys = [paths.graph(4, one).edges.tolist() for one in null.edges]
    counts = [keys.count(one) for one in ([[0, 1], [0, 2], [1, 3], [2, 3]], [[0, 1], [0, 3], [1, 2], [2, 3]])]
    assert all(abs(count - 2000) < 150 for count in (*counts, 6000 - sum(counts)))


def test_rewired_networks_agree_with_enumeration() -> None:
    """Six nodes, all networks of their degrees: the chance that 0 and 5 are joined directly."""
    edges = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (4, 5)]
    held = paths.graph(6, edges)
    every = [
        set(chosen)
        for chosen in itertools.combinations(itertools.combinations(range(6), 2), 6)
        if np.bincount(np.array(chosen).ravel(), minlength=6).tolist() == held.degrees.tolist()
    ]
    chance = sum((0, 5) in one for one in every) / len(every)
    null = rewiring.rewired(held, networks=4000, swaps=20, seed=2)
    found = paths.joined(null.edges, held.degrees < 0, (0, 5), longest=1).mean()
    assert found == pytest.approx(chance, abs=0.03)
    assert null.tried == pytest.approx(120, rel=0.2)
    assert 0 < null.done < null.tried


@FEW
@given(st.sets(st.sampled_from(list(itertools.combinations(range(20), 2))), max_size=60), st.data())
def test_no_path_through_a_hub_is_remarkable(edges: set[tuple[int, int]], data: st.DataObject) -> None:
    """A hub that is joined to nine tenths of all others: p > 0.5 on every path through it."""
    held = paths.graph(21, sorted(with_hub(edges, 20, 18)))
    if held.degrees[20] < held.degrees.max():
        return
    pair = data.draw(st.sampled_from(list(itertools.combinations(range(18), 2))))
    null = rewiring.rewired(held, networks=19, swaps=2, seed=1)
    for found in paths.simple_paths(held, *pair, longest=3):
        for row in found:
            inner = row[1:-1]
            if 20 in inner:
                through = int(held.degrees[inner].max())
                p = rewiring.remarkable(held, null, pair, length=len(row) - 1, through=through).p
                assert p > 0.5


@FEW
@given(EDGES)
def test_a_hub_added_to_everything_makes_no_pair_more_remarkable(edges: set[tuple[int, int]]) -> None:
    before, after = network(edges), network(with_hub(edges, SIZE, SIZE), SIZE + 1)
    nulls = [rewiring.rewired(one, networks=9, swaps=3, seed=5) for one in (before, after)]
    for found in paths.simple_paths(before, 0, 1, longest=3):
        for row in found:
            length, inner = len(row) - 1, row[1:-1]
            plain, hubbed = (
                rewiring.remarkable(
                    one, null, (0, 1), length=length, through=int(one.degrees[inner].max(initial=0))
                )
                for one, null in zip((before, after), nulls, strict=True)
            )
            assert hubbed.rewired >= plain.rewired
            assert hubbed.any_two >= plain.any_two - 1e-12


def test_a_sample_of_a_large_network_holds_the_pair_itself() -> None:
    """Six hundred pairs of nodes, each joined to its partner alone: one pair in 1,199."""
    held = paths.graph(1200, [(node, node + 1) for node in range(0, 1200, 2)])
    share = paths.share_joined(held, held.degrees < 0, 700, longest=3)
    assert share == pytest.approx(1 / 1199)


def test_two_strangers_of_the_rest_are_no_news_because_a_hub_knows_both() -> None:
    """Rewired, two who know the hub alone seldom both do; any two do, and the greater number counts."""
    clique = set(itertools.combinations(range(4, 20), 2))
    held = paths.graph(21, sorted(with_hub(clique, 20, 18)))
    null = rewiring.rewired(held, networks=99, swaps=10, seed=3)
    found = rewiring.remarkable(held, null, (0, 1), length=2, through=int(held.degrees[20]))
    assert found.rewired < 0.5 < found.any_two == found.p

"""Arguments: the grounded set is a least fixed point, strengths stay in range, formats keep every name."""

import json
import re
from collections.abc import Set

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wigmore.methods import argument, argument_formats

formats = argument_formats
names = "abcdef"
attacks = some.lists(some.tuples(some.sampled_from(names), some.sampled_from(names)), max_size=14)
ps = some.floats(0, 1)


def defended(held: Set[str], pairs: list[tuple[str, str]]) -> set[str]:
    """Those of whose attackers each is attacked by the set."""
    beaten = {target for attacker, target in pairs if attacker in held}
    return {name for name in names if all(one in beaten for one, target in pairs if target == name)}


@given(attacks)
def test_the_grounded_set_is_the_least_fixed_point(pairs: list[tuple[str, str]]) -> None:
    held: set[str] = set()
    while (more := defended(held, pairs)) != held:
        held = more
    assert argument.grounded_extension(names, pairs) == tuple(sorted(held))


@given(ps, some.lists(ps, max_size=4), some.lists(ps, max_size=4))
def test_strengths_stay_in_range_and_follow_the_stronger_side(
    base: float, attackers: list[float], supporters: list[float]
) -> None:
    got = argument.df_quad(base, attackers=attackers, supporters=supporters)
    assert -1e-12 <= got <= 1 + 1e-12
    assert argument.df_quad(base, supporters=supporters) >= base
    assert argument.df_quad(base, attackers=attackers) <= base
    assert argument.df_quad(base, attackers=attackers, supporters=attackers) == base


def test_a_deep_tree_is_no_trouble() -> None:
    node = argument.Node(0.5)
    for _ in range(5000):
        node = argument.Node(0.5, supporters=(node,))
    assert 0.5 <= argument.df_quad_tree(node) <= 1


@given(ps, some.lists(some.tuples(ps, ps), max_size=5))
def test_a_chain_never_leaves_the_range_of_its_last_link(
    start: float, links: list[tuple[float, float]]
) -> None:
    got = argument.inference_chain(start, [argument.Link(*one) for one in links])
    assert len(got) == len(links)
    for p, ends in zip(got, links, strict=True):
        assert min(ends) - 1e-12 <= p <= max(ends) + 1e-12


def test_an_attack_on_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="two of the arguments"):
        argument.grounded_extension(["a"], [("a", "b")])


def graph() -> argument_formats.Graph:
    statements = (
        formats.Statement("paid", 'They paid "10M" [net].'),
        formats.Statement("owns", "They own\n  the plant."),
        formats.Statement("lease", "It is leased: #1 {sic} a\\b."),
    )
    steps = (
        formats.Step("r1", "support", ("paid", "lease"), "owns", "who pays owns"),
        formats.Step("r2", "attack", ("lease",), "owns"),
        formats.Step("r3", "undercut", ("lease",), "r1"),
    )
    return formats.Graph(statements, steps)


def test_argdown_shows_each_relation_where_it_bears() -> None:
    assert formats.to_argdown(graph()) == (
        '[paid]: They paid "10M" \\[net\\].\n'
        "\n"
        "[owns]: They own the plant.\n"
        "  <+ <r1>\n"
        "  <- <r2>\n"
        "\n"
        "[lease]: It is leased\\: \\#1 \\{sic\\} a\\\\b.\n"
        "\n"
        "<r1>: who pays owns\n"
        "  <+ [paid]\n"
        "  <+ [lease]\n"
        "  <_ <r3>\n"
        "\n"
        "<r2>\n"
        "  <+ [lease]\n"
        "\n"
        "<r3>\n"
        "  <+ [lease]\n"
    )


def test_aif_has_a_node_for_all_and_an_edge_for_each_end() -> None:
    held = json.loads(formats.to_aif(graph()))
    assert {one["nodeID"]: one["type"] for one in held["nodes"]} == {
        **{"paid": "I", "owns": "I", "lease": "I"},
        **{"r1": "RA", "r2": "CA", "r3": "CA"},
    }
    assert {(one["fromID"], one["toID"]) for one in held["edges"]} == {
        *{("paid", "r1"), ("lease", "r1"), ("r1", "owns")},
        *{("lease", "r2"), ("r2", "owns"), ("lease", "r3"), ("r3", "r1")},
    }
    assert len({one["edgeID"] for one in held["edges"]}) == 7


def test_dot_closes_what_it_opens() -> None:
    text = formats.to_dot(graph())
    assert text.startswith("digraph argument {\n")
    assert text.endswith("}\n")
    assert '"paid" [shape=box, label="They paid \\"10M\\" [net]."];' in text
    assert 'a\\\\b."' in text
    assert len(re.findall(r'^  "\w+" -> "\w+";$', text, re.MULTILINE)) == 7


def test_the_key_list_joins_by_number() -> None:
    assert formats.key_list(graph())[3:] == (
        "4. support: who pays owns (1, 3 to 2)",
        "5. attack (3 to 2)",
        "6. undercut (3 to 4)",
    )


@pytest.mark.parametrize(
    ("ids", "step"),
    [
        (("a", "a"), None),
        (("a]", "b"), None),
        ((" a", "b"), None),
        (("", "b"), None),
        (("a", "b"), formats.Step("s", "support", ("x",), "b")),
        (("a", "b"), formats.Step("s", "support", ("a",), "x")),
        (("a", "b"), formats.Step("s", "undercut", ("a",), "b")),
        (("a", "b"), formats.Step("s", "doubt", ("a",), "b")),
        (("a", "b"), formats.Step("s", "support", (), "b")),
        (("a", "b"), formats.Step("a", "support", ("a",), "b")),
    ],
)
def test_a_graph_that_hangs_loose_is_refused(
    ids: tuple[str, str], step: argument_formats.Step | None
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        formats.Graph(tuple(formats.Statement(one, "text") for one in ids), (step,) if step else ())


def test_the_parts_of_an_argument_that_nobody_gave_are_none() -> None:
    held = argument.Toulmin(claim="It rained.", grounds=("The street is wet.",), warrant="Rain wets streets.")
    assert (held.backing, held.qualifier, held.rebuttal) == (None, None, None)

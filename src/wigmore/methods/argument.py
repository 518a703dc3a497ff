"""The structure of an argument: what stands against attack, strengths that flow, chains, Toulmin's parts.

Strengths are for finding one's way in a graph; they are no probabilities.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wigmore.methods import probability


@dataclass(frozen=True, slots=True)
class Toulmin:
    """The parts of an argument (S. Toulmin, The Uses of Argument, 1958); the warrant is where doubt hides."""

    claim: str
    grounds: tuple[str, ...]
    warrant: str
    backing: str | None = None
    qualifier: str | None = None
    rebuttal: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """An argument with a base strength, and the arguments that attack and support it, as a tree."""

    base: float
    attackers: tuple["Node", ...] = ()
    supporters: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A step of inference: the probability of what follows if what precedes is so, and if it is not."""

    p_if: float
    p_if_not: float


def grounded_extension(args: Sequence[str], attacks: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The arguments that stand beyond doubt: the least set that attacks all its attackers (Dung 1995).

    `attacks` holds pairs (attacker, attacked). In the order of `args`; work linear in the attacks.

    Raises ValueError where an attack names no argument.

    >>> grounded_extension(["a", "b", "c"], [("a", "b"), ("b", "c")])
    ('a', 'c')
    """
    pairs = sorted(set(attacks))
    if not {one for pair in pairs for one in pair} <= set(args):
        raise ValueError("an attack is between two of the arguments")
    attacked: dict[str, list[str]] = {name: [] for name in args}
    threats = dict.fromkeys(args, 0)
    for attacker, target in pairs:
        attacked[attacker].append(target)
        threats[target] += 1
    standing, fallen = set(), set()
    waiting = [name for name in attacked if not threats[name]]
    while waiting:
        name = waiting.pop()
        standing.add(name)
        for target in attacked[name]:
            if target in fallen:
                continue
            fallen.add(target)
            for freed in attacked[target]:
                threats[freed] -= 1
                # Its last attacker has fallen; one that has fallen itself stays down.
                if not threats[freed] and freed not in fallen:
                    waiting.append(freed)
    return tuple(name for name in attacked if name in standing)


def df_quad(base: float, *, attackers: Sequence[float] = (), supporters: Sequence[float] = ()) -> float:
    """DF-QuAD: a = 1 − Π(1 − v) of the attackers, s of the supporters (Rago, Toni, Aurisicchio, Baroni 2016).

    v0 − v0 (a − s) where a ≥ s, else v0 + (1 − v0)(s − a).

    Raises ValueError where one is not between 0 and 1.

    >>> round(df_quad(0.5, attackers=[0.8], supporters=[0.6]), 9)
    0.4
    """
    start = probability.check(base, "a strength")
    against, in_favour = (
        1 - math.prod(1 - probability.check(one, "a strength") for one in held)
        for held in (attackers, supporters)
    )
    room = start if against >= in_favour else 1 - start
    return start + room * (in_favour - against)


def df_quad_tree(root: Node) -> float:
    """The DF-QuAD strength of the root of a tree, from the leaves up; however deep the tree is.

    Raises ValueError where a base strength is not between 0 and 1.

    >>> round(df_quad_tree(Node(0.5, attackers=(Node(0.7, attackers=(Node(0.5),)),))), 9)
    0.325
    """
    held: dict[int, float] = {}
    waiting = [(root, False)]
    while waiting:
        node, ready = waiting.pop()
        if not ready:
            waiting += [(node, True), *((below, False) for below in (*node.attackers, *node.supporters))]
            continue
        held[id(node)] = df_quad(
            node.base,
            attackers=[held[id(below)] for below in node.attackers],
            supporters=[held[id(below)] for below in node.supporters],
        )
    return held[id(root)]


def inference_chain(p_start: float, links: Sequence[Link]) -> tuple[float, ...]:
    """P(C) = P(C|B) P(B) + P(C|¬B) P(¬B) after each link of a chain (law of total probability).

    Raises ValueError where one is not between 0 and 1.

    >>> [round(p, 4) for p in inference_chain(0.8, [Link(0.9, 0.2)] * 3)]
    [0.76, 0.732, 0.7124]
    """
    p, reached = probability.check(p_start), []
    for link in links:
        p = probability.check(link.p_if) * p + probability.check(link.p_if_not) * (1 - p)
        reached.append(p)
    return tuple(reached)

"""Links through levels in order: which steps hold, how many ways lead through, what a loss cuts off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

Node = tuple[int, str]
"""A member at its level: the place of the level from 0 on, and the name of the member."""


@dataclass(frozen=True, slots=True)
class Layered:
    """Members by level, from first to last, and the links between them, each from a level to a later one.

    Raises ValueError where a link names a node that is not there, or does not lead to a later level.
    """

    levels: tuple[tuple[str, ...], ...]
    links: frozenset[tuple[Node, Node]]

    def __post_init__(self) -> None:
        known = set(self.nodes())
        for start, end in self.links:
            if start not in known or end not in known:
                raise ValueError(f"a link names a node that is not there: {start}, {end}")
            if start[0] >= end[0]:
                raise ValueError(f"a link does not lead to a later level: {start}, {end}")

    def nodes(self) -> tuple[Node, ...]:
        """All members with their levels, level by level."""
        return tuple((place, name) for place, held in enumerate(self.levels) for name in held)


def without(one: Layered, name: str) -> Layered:
    """The same without a member, at every level at which it stands, and without its links."""
    return replace(
        one,
        levels=tuple(tuple(other for other in held if other != name) for held in one.levels),
        links=frozenset((start, end) for start, end in one.links if name not in (start[1], end[1])),
    )


def suppliers(one: Layered) -> tuple[tuple[str, ...], ...]:
    """For each step from a level to the next, the members of the first with a link into the second, sorted.

    >>> suppliers(Layered((("mine",), ("mill", "works"), ("shop",)), frozenset({((0, "mine"), (1, "mill"))})))
    (('mine',), ())
    """
    return tuple(
        tuple(sorted({start[1] for start, end in one.links if (start[0], end[0]) == (place, place + 1)}))
        for place in range(len(one.levels) - 1)
    )


def ways(one: Layered) -> int:
    """How many ways lead from a member of the first level to one of the last, also past levels."""
    if not one.levels:
        return 0
    counts: dict[Node, int] = {}
    after = _after(one.links)
    for node in reversed(one.nodes()):
        is_end = node[0] == len(one.levels) - 1
        counts[node] = 1 if is_end else sum(counts[end] for end in after.get(node, ()))
    return sum(counts[0, name] for name in one.levels[0])


def reaching(one: Layered) -> frozenset[int]:
    """The levels before the last, by place, from which some member reaches it."""
    after = _after(one.links)
    found: set[Node] = set()
    for node in reversed(one.nodes()):
        if node[0] == len(one.levels) - 1 or not found.isdisjoint(after.get(node, ())):
            found.add(node)
    return frozenset(place for place, _ in found if place < len(one.levels) - 1)


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with a member: its links, the levels that no longer reach the last, the share of the ways.

    `share` is None where no way leads through at all.
    """

    links: int
    cut_off: tuple[int, ...]
    share: float | None


def loss(one: Layered, name: str) -> Loss:
    """What the exclusion of a member takes away.

    >>> chain = Layered((("a", "b"), ("c",)), frozenset({((0, "a"), (1, "c")), ((0, "b"), (1, "c"))}))
    >>> loss(chain, "a"), loss(chain, "c")
    (Loss(links=1, cut_off=(), share=0.5), Loss(links=2, cut_off=(0,), share=1.0))
    """
    left = without(one, name)
    whole = ways(one)
    return Loss(
        links=len(one.links) - len(left.links),
        cut_off=tuple(sorted(reaching(one) - reaching(left))),
        share=(whole - ways(left)) / whole if whole else None,
    )


def _after(links: Iterable[tuple[Node, Node]]) -> Mapping[Node, Sequence[Node]]:
    made: dict[Node, list[Node]] = {}
    for start, end in sorted(links):
        made.setdefault(start, []).append(end)
    return made

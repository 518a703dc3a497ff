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


class Losses:
    """What the exclusion of each member takes away; the whole is gone through once for all members."""

    def __init__(self, one: Layered) -> None:
        self._whole = one
        self._before = _after((end, start) for start, end in one.links)
        self._after = _after(one.links)
        self._places: dict[str, list[Node]] = {}
        for node in one.nodes():
            self._places.setdefault(node[1], []).append(node)
        self._ways = ways(one)
        self._from, self._to = self._counts()
        self._reaching: list[list[Node]] = [[] for _ in one.levels[:-1]]
        for node, count in self._to.items():
            if count and node[0] < len(one.levels) - 1:
                self._reaching[node[0]].append(node)

    def of(self, name: str) -> Loss:
        """What goes with a member."""
        places = self._places.get(name, [])
        gone = self._gone(places)
        cut = (at for at, held in enumerate(self._reaching) if held and gone.issuperset(held))
        touched = {(node, end) for node in places for end in self._after.get(node, ())}
        touched |= {(start, node) for node in places for start in self._before.get(node, ())}
        share = self._through(name, places) / self._ways if self._ways else None
        return Loss(links=len(touched), cut_off=tuple(cut), share=share)

    def _counts(self) -> tuple[Mapping[Node, int], Mapping[Node, int]]:
        """By node, how many ways lead to it from the first level, and on from it to the last."""
        nodes, last = self._whole.nodes(), len(self._whole.levels) - 1
        here, on = dict[Node, int](), dict[Node, int]()
        for node in nodes:
            here[node] = 1 if node[0] == 0 else sum(here[start] for start in self._before.get(node, ()))
        for node in reversed(nodes):
            on[node] = 1 if node[0] == last else sum(on[end] for end in self._after.get(node, ()))
        return here, on

    def _gone(self, places: Sequence[Node]) -> set[Node]:
        """These nodes, and those that reach the last level through them alone."""
        gone, waiting = set(places), list(places)
        while waiting:
            for start in self._before.get(waiting.pop(), ()):
                ends = self._after[start]
                if start not in gone and all(end in gone or not self._to[end] for end in ends):
                    gone.add(start)
                    waiting.append(start)
        return gone

    def _through(self, name: str, places: Sequence[Node]) -> int:
        """How many of the ways lead through a member."""
        if len(places) > 1:  # a way may lead through it twice
            return self._ways - ways(without(self._whole, name))
        return sum(self._from[node] * self._to[node] for node in places)


def loss(one: Layered, name: str) -> Loss:
    """What the exclusion of a member takes away.

    >>> chain = Layered((("a", "b"), ("c",)), frozenset({((0, "a"), (1, "c")), ((0, "b"), (1, "c"))}))
    >>> loss(chain, "a"), loss(chain, "c")
    (Loss(links=1, cut_off=(), share=0.5), Loss(links=2, cut_off=(0,), share=1.0))
    """
    return Losses(one).of(name)


def _after(links: Iterable[tuple[Node, Node]]) -> Mapping[Node, Sequence[Node]]:
    made: dict[Node, list[Node]] = {}
    for start, end in sorted(links):
        made.setdefault(start, []).append(end)
    return made

"""Which values cannot hold together: components of ranges that meet in time and are apart in value.

A sweep over time (plane sweep; Preparata and Shamos, Computational Geometry, 1985, section 1.2.2) with
union-find. Of each component the extremal members that still last are kept in heaps, the smaller merged into
the larger, so that the work for n spans is of the order n log² n, whatever the number of pairs.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `start` to `end` and a value from `low` to `high`: whole numbers, all four included."""

    start: int
    end: int
    low: int
    high: int


Meets = Callable[[int, int], bool]
"""Whether two spans, by index, belong together: one that lasts still, and one that begins."""

_Places = tuple[tuple[int, int], ...]
"""On which sides of a sweep a span stands, and its key there: the lowest is the most extremal."""


def conflicts(spans: Sequence[Span]) -> tuple[tuple[int, ...], ...]:
    """Indexes of the spans that exclude another, by connected component, each sorted.

    Two spans exclude each other where their times meet and their values do not.

    >>> conflicts([Span(1, 9, 5, 5), Span(3, 4, 6, 8), Span(5, 9, 6, 7), Span(1, 9, 4, 8)])
    ((0, 1, 2),)
    """

    def excludes(one: int, other: int) -> bool:
        return spans[one].high < spans[other].low or spans[one].low > spans[other].high

    # One side is ordered by `high`, for members below a new span; the other by `-low`, for those above it.
    return _Sweep(spans, [((0, span.high), (1, -span.low)) for span in spans], excludes).components()


def unlike(spans: Sequence[Span], holds: Meets) -> tuple[tuple[int, ...], ...]:
    """Indexes of the spans that meet in time, have another value and of which `holds` is true, by component.

    Values are few, and both their ends the same. `holds` depends on the values and the shared time only, and
    what holds of a time holds of each part of it: so only the member of a value that ends first is asked.

    >>> unlike([Span(1, 9, 0, 0), Span(1, 4, 0, 0), Span(3, 9, 1, 1)], lambda one, other: one == 1)
    ((1, 2),)
    """

    def differs(one: int, other: int) -> bool:
        return spans[one].low != spans[other].low and holds(one, other)

    return _Sweep(spans, [((span.low, span.end),) for span in spans], differs).components()


class _Sweep:
    """Spans met so far: on each side a heap of the members of each component, and one of all components."""

    def __init__(self, spans: Sequence[Span], places: Sequence[_Places], meets: Meets) -> None:
        self.spans = spans
        self.meets = meets
        self.parent = list(range(len(spans)))
        self.members = [{side: [(key, index)] for side, key in held} for index, held in enumerate(places)]
        self.heads: dict[int, list[tuple[int, int]]] = {side: [] for held in places for side, _ in held}
        for index in sorted(range(len(spans)), key=lambda index: (spans[index].start, index)):
            self._add(index)

    def _add(self, index: int) -> None:
        """Take in the next span by start, and join to it every component with a member that it meets."""
        now = self.spans[index].start
        for side, heads in self.heads.items():
            while (root := self._head(side, now)) is not None:
                if not self.meets(self.members[root][side][0][1], index):
                    break
                heapq.heappop(heads)
                self._join(root, index)
        for side, members in self.members[index].items():
            if members:
                heapq.heappush(self.heads[side], (members[0][0], index))

    def _head(self, side: int, now: int) -> int | None:
        """The component with the most extremal member that lasts until now."""
        heads = self.heads[side]
        while heads:
            key, root = heads[0]
            members = self.members[root].get(side, [])
            while members and self.spans[members[0][1]].end < now:
                heapq.heappop(members)
            if not members:
                heapq.heappop(heads)
            elif members[0][0] != key:
                heapq.heapreplace(heads, (members[0][0], root))
            else:
                return root
        return None

    def _join(self, root: int, to: int) -> None:
        self.parent[root] = to
        for side, members in self.members[root].items():
            small, large = sorted((members, self.members[to].get(side, [])), key=len)
            for member in small:
                heapq.heappush(large, member)
            self.members[to][side] = large
        self.members[root] = {}

    def components(self) -> tuple[tuple[int, ...], ...]:
        """The components of more than one member, in the order of their first."""
        found: dict[int, list[int]] = {}
        for index in range(len(self.spans)):
            found.setdefault(self._top(index), []).append(index)
        return tuple(tuple(some) for some in found.values() if len(some) > 1)

    def _top(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index


def apart_in_time(spans: Sequence[Span]) -> tuple[int, ...]:
    """Indexes of the spans that are apart in value from one whose time lies wholly before or after theirs.

    >>> apart_in_time([Span(1, 2, 5, 5), Span(3, 4, 6, 6), Span(3, 4, 5, 7)])
    (0, 1)
    """
    turned = [Span(-span.end, -span.start, span.low, span.high) for span in spans]
    return tuple(sorted({*_apart_from_earlier(spans), *_apart_from_earlier(turned)}))


def _apart_from_earlier(spans: Sequence[Span]) -> Iterable[int]:
    ended = sorted(spans, key=lambda span: span.end)
    lowest_high = highest_low = None
    passed = 0
    for index in sorted(range(len(spans)), key=lambda index: spans[index].start):
        span = spans[index]
        while ended[passed].end < span.start:
            one = ended[passed]
            lowest_high = one.high if lowest_high is None else min(lowest_high, one.high)
            highest_low = one.low if highest_low is None else max(highest_low, one.low)
            passed += 1
        if lowest_high is None or highest_low is None:
            continue
        if lowest_high < span.low or highest_low > span.high:
            yield index


def apart_by_label(spans: Sequence[Span], labels: Sequence[object]) -> tuple[int, ...]:
    """Indexes of the spans that are apart in value from one of another label, at whatever time.

    >>> apart_by_label([Span(0, 0, 1, 1), Span(0, 0, 2, 2), Span(0, 0, 1, 2)], ["a", "b", "b"])
    (0, 1)
    """
    below = _two_lowest((span.high, label) for span, label in zip(spans, labels, strict=True))
    above = _two_lowest((-span.low, label) for span, label in zip(spans, labels, strict=True))
    return tuple(
        index
        for index, (span, label) in enumerate(zip(spans, labels, strict=True))
        if any(key < span.low for key, other in below if other != label)
        or any(key < -span.high for key, other in above if other != label)
    )


def _two_lowest(keys: Iterable[tuple[int, object]]) -> list[tuple[int, object]]:
    """The lowest key with its label, and the lowest of any other label."""
    best: list[tuple[int, object]] = []
    for key, label in keys:
        rest = [one for one in best if one[1] != label]
        same = [one for one in best if one[1] == label]
        mine = min([*same, (key, label)], key=lambda one: one[0])
        best = sorted([*rest, mine], key=lambda one: one[0])[:2]
    return best

"""Laying spans side by side: which row each takes, so that those of one row keep apart where they can."""

import heapq
from collections.abc import Sequence

Span = tuple[int, int]


def rows(spans: Sequence[Span], most: int) -> tuple[int, ...]:
    """The row, from 0, of each half-open span [start, end), in the order given.

    Raises ValueError where `most` is less than one.

    Greedy first fit by start, which needs as few rows as there are spans over one point (interval
    partitioning; Kleinberg and Tardos, Algorithm Design, 4.1). Where more than `most` would be needed, a
    span goes to the row that is free again first, and overlaps there.

    >>> rows([(0, 4), (1, 2), (2, 3), (5, 6)], most=9)
    (0, 1, 1, 0)
    """
    if most < 1:
        raise ValueError("there is at least one row")
    taken = [0 for _ in spans]
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    opened = 0
    for place in sorted(range(len(spans)), key=lambda place: (*spans[place], place)):
        start, end = spans[place]
        while busy and busy[0][0] <= start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            row = heapq.heappop(free)
        elif opened < most:
            row, opened = opened, opened + 1
        else:
            until, row = heapq.heappop(busy)
            end = max(end, until)
        heapq.heappush(busy, (end, row))
        taken[place] = row
    return tuple(taken)

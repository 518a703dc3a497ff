"""Places for the nodes of a network in the plane: what is tied stands near, separate groups stand apart.

Each group is laid out by lowering its stress, the sum over pairs of d⁻²·(‖X_i − X_j‖ − d)², where d is how
many ties the shortest way has. It is lowered pair by pair with falling steps (Zheng, Pawar, Goodman, "Graph
drawing by stochastic gradient descent", IEEE TVCG 25, 2019, algorithm 1). Of a large group only the pairs at
most NEAR apart count, and those with one of PIVOTS nodes that lie far from one another (after Ortmann,
Klimenta, Brandes, "A sparse stress model", JGAA 21, 2017). No step depends on the machine.
"""

import math
import random
from collections import deque
from collections.abc import Sequence

Point = tuple[float, float]

LENGTH = 92.0
"""How long a tie is, in pixels, where nothing pulls at it."""
GAP = 70.0
"""How far groups stand from one another, and from the edge, in pixels."""
NARROWEST = 960.0
"""The least width that groups are placed beside one another in."""
SWEEPS = 40
"""How often every pair is moved."""
LARGE, PIVOTS, NEAR = 150, 30, 2
"""Above how many nodes a group is large, how many of them hold it in shape, and how far neighbours reach."""
LAST_STEP = 0.1
"""The step of the last sweep, in units of the greatest weight (the paper's epsilon)."""
SEED = 1


def places(count: int, ties: Sequence[tuple[int, int]]) -> tuple[tuple[Point, ...], Point]:
    """The place of each of `count` nodes in pixels, and how wide and high the whole is.

    `ties` are pairs of node numbers; direction and repetition make no difference. The same network has
    the same places on every machine. Raises ValueError for a tie to a node that is not there.

    >>> held, (wide, _) = places(2, [(0, 1)])
    >>> round(math.dist(*held)), wide
    (92, 960.0)
    """
    if any(not 0 <= node < count for tie in ties for node in tie):
        raise ValueError("a tie leads to a node that is not there")
    near: list[set[int]] = [set() for _ in range(count)]
    for one, other in ties:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    known = [sorted(held) for held in near]
    groups = sorted(_groups(known), key=lambda group: (-len(group), group))
    return _beside([(group, _lying(_settled(group, known))) for group in groups], count)


def _groups(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """The nodes that hang together, each group in the order of its numbers."""
    seen: set[int] = set()
    made = []
    for start in range(len(near)):
        if start not in seen:
            group = sorted(_distances(start, near))
            seen.update(group)
            made.append(group)
    return made


def _distances(start: int, near: Sequence[Sequence[int]], most: int | None = None) -> dict[int, int]:
    """How many ties lead from a node to each that can be reached, over at most so many."""
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        if found[node] == most:
            break
        for other in near[node]:
            if other not in found:
                found[other] = found[node] + 1
                waiting.append(other)
    return found


def _settled(group: Sequence[int], near: Sequence[Sequence[int]]) -> list[Point]:
    """The places of one group, in units of a tie, with the stress lowered."""
    place = {node: number for number, node in enumerate(group)}
    pairs = [(place[one], place[other], distance) for one, other, distance in _pairs(group, near)]
    chance = random.Random(SEED)  # noqa: S311 - a start and an order, not a secret
    x = [chance.random() for _ in group]
    y = [chance.random() for _ in group]
    for step in _steps(max((distance for _, _, distance in pairs), default=1)):
        chance.shuffle(pairs)
        for one, other, distance in pairs:
            across, down = x[one] - x[other], y[one] - y[other]
            length = math.sqrt(across * across + down * down) or 1e-9
            move = min(1.0, step / (distance * distance)) * (length - distance) / (2.0 * length)
            x[one] -= move * across
            x[other] += move * across
            y[one] -= move * down
            y[other] += move * down
    return list(zip(x, y, strict=True))


def _pairs(group: Sequence[int], near: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """The pairs of a group that count, with their distance; each once, in an order of its own."""
    far = {node: _distances(node, near) for node in (group if len(group) <= LARGE else _pivots(group, near))}
    pairs = {
        (min(node, other), max(node, other)): held[other] for node, held in far.items() for other in held
    }
    if len(group) > LARGE:
        for node in group:
            for other, distance in _distances(node, near, NEAR).items():
                pairs[min(node, other), max(node, other)] = distance
    return sorted((one, other, distance) for (one, other), distance in pairs.items() if one != other)


def _pivots(group: Sequence[int], near: Sequence[Sequence[int]]) -> list[int]:
    """Nodes that lie far from one another: the one with most ties, then ever the farthest."""
    chosen = [max(group, key=lambda node: (len(near[node]), -node))]
    least = _distances(chosen[0], near)
    while len(chosen) < PIVOTS:
        chosen.append(max(group, key=lambda node: (least[node], len(near[node]), -node)))
        for node, distance in _distances(chosen[-1], near).items():
            least[node] = min(least[node], distance)
    return chosen


def _steps(farthest: int) -> list[float]:
    """The falling steps: the first moves every pair to its distance, the last moves little."""
    fall = math.log(farthest * farthest / LAST_STEP) / (SWEEPS - 1)
    return [farthest * farthest * math.exp(-fall * turn) for turn in range(SWEEPS)]


def _lying(held: Sequence[Point]) -> list[Point]:
    """The places turned so that the longest extent lies across, in pixels, from nought on."""
    middle_x, middle_y = (math.fsum(one[axis] for one in held) / len(held) for axis in (0, 1))
    centred = [(x - middle_x, y - middle_y) for x, y in held]
    across = math.fsum(x * x for x, _ in centred)
    down = math.fsum(y * y for _, y in centred)
    turn = math.atan2(2.0 * math.fsum(x * y for x, y in centred), across - down) / 2.0
    cosine, sine = math.cos(turn), math.sin(turn)
    turned = [(x * cosine + y * sine, y * cosine - x * sine) for x, y in centred]
    left, top = min(x for x, _ in turned), min(y for _, y in turned)
    return [((x - left) * LENGTH, (y - top) * LENGTH) for x, y in turned]


def _beside(
    groups: Sequence[tuple[Sequence[int], Sequence[Point]]], count: int
) -> tuple[tuple[Point, ...], Point]:
    """Groups in rows, as wide as the widest of them, in the order in which they come."""
    made: list[Point] = [(0.0, 0.0)] * count
    sizes = [(max(x for x, _ in held), max(y for _, y in held)) for _, held in groups]
    width = max([NARROWEST, *(wide + 2 * GAP for wide, _ in sizes)])
    left = top = GAP
    bottom = GAP
    for (group, held), (wide, high) in zip(groups, sizes, strict=True):
        if left + wide + GAP > width:
            left, top = GAP, bottom + GAP
        for node, (x, y) in zip(group, held, strict=True):
            made[node] = (left + x, top + y)
        left += wide + 2 * GAP
        bottom = max(bottom, top + high)
    return tuple(made), (width, bottom + GAP)

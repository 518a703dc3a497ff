"""Where the parts of a drawn supply chain lie: side by side for wide screens, one below the other for narrow.

All is in pixels from the top left. In the wide form each level is a column, and a slot between two columns
tells how many members of the first deliver into the second; in the tall form the slot is a row, and links are
arcs at the left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wigmore.analyses import linking
from wigmore.methods import layers
from wigmore.model import finding

WIDE, TALL = "wide", "tall"
FORMS = (WIDE, TALL)
LEVEL, SLOT, NODE, LINK, SIZE = "level", "slot", "node", "link", "size"
PARTS = (SIZE, LEVEL, SLOT, LINK, NODE)
"""The parts of a drawing, in the order in which they are drawn."""

EDGE = 8
NODE_WIDTH, BETWEEN, TOP = 156, 92, 62
LEAST, PORT, APART = 40, 12, 12
"""How high a node is at the least, how much of that each link needs, and how far nodes are apart."""

TALL_WIDTH, MARGIN, HEADING, ROW = 336, 74, 26, 34
"""The tall form: its width, the room for arcs, how high the heading of a level and the row of a slot are."""

COLUMNS = (
    *("chain", "form", "part", "name", "state", "x", "y", "width", "height", "path", "from", "to"),
    "place",
)
Cells = tuple[finding.Cell, ...]
Box = tuple[int, int, int, int]


def table(chains: Sequence[linking.Drawn]) -> finding.Table:
    """The layout of all chains; a row for each part of each form.

    `name` is the level, the entity or the relation; of a slot, `state` is that of its best link, and `name`
    how many deliver. `width` of a link is that of its line.
    """
    rows = [row for one in chains for form in FORMS for row in _rows(one, form)]
    return finding.Table(
        name="drawing",
        title="Where the parts of the drawn chains lie, in pixels",
        columns=COLUMNS,
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


@dataclass(slots=True)
class _Plan:
    """What has been placed: boxes by node, by level and by slot, and how much room they take."""

    nodes: dict[layers.Node, Box] = field(default_factory=dict)
    levels: list[Box] = field(default_factory=list)
    slots: list[Box] = field(default_factory=list)
    width: int = 0
    height: int = 0


def _rows(one: linking.Drawn, form: str) -> Iterator[Cells]:
    links = sorted(
        (held for held in one.links if held.step != linking.BACK),
        key=lambda held: (held.start, held.end, held.relation),
    )
    plan = _wide(one, links) if form == WIDE else _tall(one, links)
    paths = _wide_paths(plan, links) if form == WIDE else _tall_paths(plan, links)
    head = (one.id, form)
    yield (*head, SIZE, "", "", 0, 0, plan.width, plan.height, "", "", "", 0)
    for place, box in enumerate(plan.levels):
        yield (*head, LEVEL, one.names[place], "", *box, "", "", "", place + 1)
    for place, box in enumerate(plan.slots):
        count = len(layers.suppliers(one.layered(linking.OPERATING))[place])
        ends = (one.names[place], one.names[place + 1])
        yield (*head, SLOT, str(count), one.step_state(place), *box, "", *ends, place + 1)
    for held, path in zip(links, paths, strict=True):
        ends = (held.start[1], held.end[1])
        yield (*head, LINK, held.relation, held.state, 0, 0, 6, 0, path, *ends, held.start[0] + 1)
    for (place, name), box in plan.nodes.items():
        into = [held for held in links if held.end == (place, name)]
        yield (*head, NODE, name, linking.best(into), *box, "", "", "", place + 1)


def _high(node: layers.Node, links: Sequence[linking.Link]) -> int:
    """How high a node is: enough for the links that leave it, and for those that reach it."""
    out = len([held for held in links if held.start == node])
    into = len([held for held in links if held.end == node])
    return max(LEAST, PORT * (max(out, into) + 1))


def _wide(one: linking.Drawn, links: Sequence[linking.Link]) -> _Plan:
    plan = _Plan()
    skips = len([held for held in links if held.step == linking.SKIPS])
    for place, members in enumerate(one.members):
        x, y = EDGE + place * (NODE_WIDTH + BETWEEN), TOP
        plan.levels.append((x, EDGE, NODE_WIDTH, TOP - 2 * EDGE))
        for name in members:
            high = _high((place, name), links)
            plan.nodes[place, name] = (x, y, NODE_WIDTH, high)
            y += high + APART
        plan.height = max(plan.height, y, TOP + LEAST + APART)
        plan.width = x + NODE_WIDTH + EDGE
    for place in range(one.steps):
        x = EDGE + place * (NODE_WIDTH + BETWEEN) + NODE_WIDTH
        plan.slots.append((x + EDGE, EDGE, BETWEEN - 2 * EDGE, plan.height - 2 * EDGE))
    plan.height += skips * PORT + EDGE
    return plan


def _tall(one: linking.Drawn, links: Sequence[linking.Link]) -> _Plan:
    plan = _Plan(width=TALL_WIDTH)
    y, across = EDGE, TALL_WIDTH - MARGIN - EDGE
    for place, members in enumerate(one.members):
        plan.levels.append((MARGIN, y, across, HEADING))
        y += HEADING
        for name in members:
            high = _high((place, name), links)
            plan.nodes[place, name] = (MARGIN, y, across, high)
            y += high + APART
        if place < one.steps:
            plan.slots.append((MARGIN, y, across, ROW))
            y += ROW + APART
    plan.height = y + EDGE
    return plan


def _ports(plan: _Plan, links: Sequence[linking.Link], form: str) -> Iterator[tuple[int, int]]:
    """Where each link leaves its first node and reaches its second: heights, spread evenly over each side.

    In the tall form both are at the left, so that links reach the upper half of a node and leave the lower.
    """
    leaving: dict[layers.Node, list[linking.Link]] = {}
    reaching: dict[layers.Node, list[linking.Link]] = {}
    for held in links:
        leaving.setdefault(held.start, []).append(held)
        reaching.setdefault(held.end, []).append(held)
    for held in links:
        out, into = plan.nodes[held.start], plan.nodes[held.end]
        half = out[3] // 2 if form == TALL else 0
        room = into[3] // 2 if form == TALL else into[3]
        yield (
            _port(out[1] + half, out[3] - half, leaving[held.start], held),
            _port(into[1], room, reaching[held.end], held),
        )


def _port(top: int, room: int, links: Sequence[linking.Link], held: linking.Link) -> int:
    return top + room * (links.index(held) + 1) // (len(links) + 1)


def _wide_paths(plan: _Plan, links: Sequence[linking.Link]) -> Iterator[str]:
    """Curves from the right of a node to the left of another; what skips a level passes below all."""
    half, lane = BETWEEN // 2, plan.height - EDGE
    for held, (start, end) in zip(links, _ports(plan, links, WIDE), strict=True):
        x, to = plan.nodes[held.start][0] + NODE_WIDTH, plan.nodes[held.end][0]
        if held.step == linking.NEXT:
            yield f"M{x} {start}C{x + half} {start} {to - half} {end} {to} {end}"
            continue
        out, back = x + BETWEEN, to - BETWEEN
        yield (
            f"M{x} {start}C{x + half} {start} {x + half} {lane} {out} {lane}"
            f"H{back}C{to - half} {lane} {to - half} {end} {to} {end}"
        )
        lane -= PORT


def _tall_paths(plan: _Plan, links: Sequence[linking.Link]) -> Iterator[str]:
    """Arcs at the left, the wider the farther apart their ends are."""
    for start, end in _ports(plan, links, TALL):
        x = max(EDGE - MARGIN // 3, MARGIN - 24 - (end - start) // 6)
        yield f"M{MARGIN} {start}C{x} {start} {x} {end} {MARGIN} {end}"

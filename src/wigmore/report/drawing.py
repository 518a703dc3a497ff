"""A tree of argument as a drawing and as a list: layers from left to right, one line for each end.

The marks follow John Henry Wigmore's chart of 1913, as far as they are told apart at a glance today.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.report import markup

LAYER, LINE, EDGE = 242, 46, 8
"""Pixels from one layer to the next, from one line to the next, and from the edge."""

COLUMNS, ROWS = range(EDGE, 1_000_000, LAYER), range(EDGE, 1_000_000_000, LINE)
"""Where each layer and each line begins."""

ACROSS, INTO, HALF = 212, 222, 15
"""From the left of a node: its right end, where the branches part, and how far below its top they leave."""

CELLS = 29
"""How many cells of text stand in a line of a node."""

TOP_LINES = 8
"""How many lines the text of the first node has; that of others has two."""

SHAPES: Mapping[str, str] = frozen.FrozenDict(
    {
        "question": "M3 3H27V27H3ZM0 0H30V30H0Z",
        "inference": "M15 2A13 13 0 1 1 15 28A13 13 0 1 1 15 2Z",
        "claim": "M3 3H27V27H3Z",
        "record": "M9 3H21A6 6 0 0 1 27 9V21A6 6 0 0 1 21 27H9A6 6 0 0 1 3 21V9A6 6 0 0 1 9 3Z",
        "testimony": "M3 3H27V20L15 28L3 20Z",
        "absence": "M15 2A13 13 0 1 1 15 28A13 13 0 1 1 15 2Z",
        "assumption": "M8 3H22L29 15L22 27H8L1 15Z",
    }
)
"""The outline of each kind of node in a field of thirty by thirty."""

NOUNS: Mapping[str, str] = frozen.FrozenDict(
    {
        "question": "what is asked",
        "inference": "weighed",
        "claim": "claim",
        "record": "event or inquiry",
        "testimony": "who says so",
        "absence": "looked for in vain",
        "assumption": "taken as given",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node with those on which it rests; `number` is that of its record in the list.

    `href` is an anchor of the page. `is_rival` marks what speaks against, `is_tested` the word of the text
    under test.
    """

    number: int
    kind: str
    label: str
    href: str
    below: tuple["Node", ...] = ()
    is_rival: bool = False
    is_tested: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its place: the number of its parent in the order of the drawing (-1: none), layer, line."""

    node: Node
    parent: int
    layer: int
    line: int


def placed(top: Node) -> list[Placed]:
    """All nodes from the top down; each stands on the line of the first of those on which it rests."""
    made: list[Placed] = []
    _place(top, -1, 0, 0, made)
    return made


def _place(node: Node, parent: int, layer: int, line: int, made: list[Placed]) -> int:
    """Place a node and those below it from a line on; gives the next free line."""
    mine = len(made)
    made.append(Placed(node, parent, layer, line))
    free = line
    for one in node.below:
        free = _place(one, mine, layer + 1, free, made)
    return max(free, line + 1)


def draw(top: Node, title: str) -> Markup:
    """The drawing; each node is a link, and `data-up` names its parent for the keys of the page."""
    held = placed(top)
    width = COLUMNS[max(one.layer for one in held) + 1]
    height = ROWS[max(*(one.line for one in held), 2) + 1]
    edges = "".join([_edge(held[one.parent], one) for one in held if one.parent >= 0])
    nodes = "".join([_node(one) for one in held])
    return markup.made(
        f'<div class="scroll tree" role="region" tabindex="0" '
        f'aria-label="{markup.escaped(texts.visible(title))}">'
        f'<svg class="wigmore" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"{edges}{nodes}</svg></div>\n"
    )


def _edge(above: Placed, below: Placed) -> str:
    start, y = COLUMNS[above.layer], ROWS[above.line] + HALF
    mark = " against" if below.node.is_rival else " given" if below.node.kind == "assumption" else ""
    end, down = COLUMNS[below.layer], ROWS[below.line] + HALF
    trunk = f'<path class="edge" d="M{start + ACROSS} {y}H{start + INTO}V{down}"/>'
    return f'{trunk}<path class="edge{mark}" d="M{start + INTO} {down}H{end}"/>'


def _node(one: Placed) -> str:
    node = one.node
    marks = f"{' against' if node.is_rival else ''}{' tested' if node.is_tested else ''}"
    lines = wrapped(node.label, TOP_LINES if one.layer == 0 else 2)
    rest = "".join([f'<tspan x="37" dy="15">{markup.escaped(line)}</tspan>' for line in lines[1:]])
    return (
        f'<a class="trail w w-{node.kind}{marks}" href="#{markup.escaped(node.href)}" data-up="{one.parent}" '
        f'aria-label="{_called(node)}" transform="translate({COLUMNS[one.layer]} {ROWS[one.line]})">'
        f'<path d="{SHAPES[node.kind]}"/><text class="no" x="15" y="19">{node.number}</text>'
        f'<text x="37" y="13">{markup.escaped(lines[0])}{rest}</text></a>\n'
    )


def _called(node: Node) -> str:
    """What a node is called where it is read out: its lines on the drawing would run into one another."""
    said = f"{node.number}, {NOUNS[node.kind]}{_DENIES if node.is_rival else ''}: {texts.visible(node.label)}"
    return markup.escaped(markup.cut(said, markup.LINK))


_DENIES = ", speaks against"


def wrapped(label: str, most: int, cells: int = CELLS) -> list[str]:
    """A text in at most so many lines of so many cells; what does not fit is cut.

    >>> wrapped("No joint patent, paper or event was found in six years of search", 2)
    ['No joint patent, paper or', 'event was found in six years…']
    """
    words = texts.visible(label).split() or [""]
    lines = [""]
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if texts.width(longer) <= cells or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[place:]])
            break
    return [texts.cut(line, cells) for line in lines]


def listed(top: Node) -> Markup:
    """The same as a nested list; what rests below a record is told where it first occurs."""
    return markup.made(f'<ul class="key-list">{"".join(_items([top], set()))}</ul>\n')


def _items(nodes: Sequence[Node], told: set[int]) -> Iterator[str]:
    for node in nodes:
        is_new = node.number not in told
        told.add(node.number)
        below = f"<ul>{''.join(_items(node.below, told))}</ul>" if node.below and is_new else ""
        again = " · as above" if node.below and not is_new else ""
        roles = [
            *(["speaks against it"] if node.is_rival else []),
            *(["the text under test"] if node.is_tested else []),
        ]
        role = "".join([f'<span class="role">{one}</span>' for one in roles])
        link = f'<a class="trail no" href="#{markup.escaped(node.href)}">{node.number}</a>'
        noun = f'<span class="noun">{NOUNS[node.kind]}</span>'
        yield f"<li>{link} {noun} {markup.line(node.label)}{role}{again}{below}</li>\n"

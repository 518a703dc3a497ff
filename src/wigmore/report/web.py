"""The drawing of the network: entities as circles that lead to their records, ties as lines between them.

The places come from an analysis. The page's script takes the drawing over: it moves, filters and dates it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wigmore.kit import edtf, edtf_days
from wigmore.kit import text as texts
from wigmore.report import lists, markup

LABEL = 26
"""How many cells of a name are drawn."""
RADII = ((12, 11), (5, 8), (2, 6), (0, 5))
"""From how many ties on a circle has which radius in pixels."""
Span = tuple[int | None, int | None]
"""First and last day as ordinals, both in; None: without bound."""
NEVER = "never"
NO_DAYS = (1, 0)
"""What stands for the days on which a tie certainly held, where there is none: the last before the first."""
STATES = ("certain", "possible", "planned", "lapsed", "ended", "not begun")
"""How a tie stands on a day; one that is planned or lapsed never held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity with its place in pixels; `name_at`: on which side its name has room, `right` or `left`."""

    id: str
    label: str
    kind: str
    ties: int
    x: int
    y: int
    name_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line of the drawing and of its table; `record` is the relation, empty where it follows from others.

    `possible` and `certain` are the days on which it may have held, and certainly did.
    """

    id: str
    record: str
    start: str
    kind: str
    end: str
    state: str
    possible: Span
    certain: Span

    def as_of(self, day: int) -> str:
        """How it stands on a day: one of STATES."""
        if self.state in ("planned", "lapsed"):
            return self.state
        if _lies(day, self.certain):
            return "certain"
        if _lies(day, self.possible):
            return "possible"
        last = self.possible[1]
        return "ended" if last is not None and last < day else "not begun"


def _lies(day: int, span: Span) -> bool:
    return (span[0] is None or span[0] <= day) and (span[1] is None or day <= span[1])


def day(text: str) -> int | None:
    """The ordinal of a day as text; None where there is none, or where it cannot be read."""
    bounds = _bounds(text, edtf.Padding(0, 0))
    return _ordinal(bounds[0]) if bounds else None


def span(since: str, until: str, padding: edtf.Padding) -> tuple[Span, Span]:
    """The days on which something with these two dates may have held, and those on which it certainly did.

    What nobody dates certainly held on no day; what has no stated end goes on. `~` and `?` widen a date.
    """
    begin, end = (_bounds(text, padding) for text in (since, until))
    possible = (_ordinal(begin[0]) if begin else None, _ordinal(end[1]) if end else None)
    if begin is None or isinstance(begin[1], edtf.Bound) or (end and isinstance(end[0], edtf.Bound)):
        return possible, NO_DAYS
    return possible, (_ordinal(begin[1]), _ordinal(end[0]) if end else None)


def _bounds(text: str, padding: edtf.Padding) -> edtf.Bounds | None:
    """Between which days a date lies; None where there is none, or where it cannot be read.

    `2019/..` means from 2019 on: it begins in 2019.
    """
    try:
        date = edtf.parse(text)
    except edtf.EdtfError:
        return None
    bounds = date.padded(padding)
    return date.padded_ends(padding)[0] if bounds[1] is edtf.OPEN else bounds


def _ordinal(end: edtf.End) -> int | None:
    return None if isinstance(end, edtf.Bound) else edtf_days.ordinal(end)


def draw(nodes: Sequence[Node], ties: Sequence[Tie], size: tuple[int, int], today: int) -> Markup:
    """The drawing as of a day; each entity is a link, and its ties stand in the table beside it."""
    at = {one.id: one for one in nodes}
    lines = "".join([_line(at[one.start], at[one.end], one.as_of(today)) for one in ties if one.record])
    circles = "".join([_node(one) for one in nodes])
    return markup.made(
        f'<svg class="web-drawing" width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}">'
        f'<g class="ties" aria-hidden="true">{lines}</g><g class="nodes">{circles}</g></svg>\n'
    )


def _line(start: Node, end: Node, state: str) -> str:
    return f'<path class="{state.replace(" ", "-")}" d="M{start.x} {start.y}L{end.x} {end.y}"/>'


def _node(one: Node) -> str:
    radius = next(size for least, size in RADII if one.ties >= least)
    count = texts.plural(one.ties, "tie", "ties")
    called = markup.escaped(f"{texts.visible(one.label)}, {texts.visible(one.kind)}, {count}")
    place = ' x="-12" text-anchor="end"' if one.name_at == "left" else ' x="12"'
    hidden = "" if one.name_at else " quiet"
    return (
        f'<a class="trail node{hidden}" href="#{markup.escaped(one.id)}" aria-label="{called}" '
        f'transform="translate({one.x} {one.y})"><circle r="{radius}"/>'
        f'<text{place} y="4">{markup.escaped(short(one.label))}</text></a>\n'
    )


def short(label: str) -> str:
    """What an entity is called in the drawing."""
    return texts.cut_at_word(texts.visible(label), LABEL)


def data(nodes: Sequence[Node], ties: Sequence[Tie], paths: Mapping[str, Any], today: int) -> Markup:
    """What the page's script needs: nodes in their order, ties by places in it, paths by number."""
    place = {one.id: number for number, one in enumerate(nodes)}
    held: dict[str, Any] = {
        "day": today,
        "nodes": [[one.x, one.y, one.name_at] for one in nodes],
        "ties": [
            [one.id, one.record, place[one.start], place[one.end], one.kind, one.state, *one.possible,
             *one.certain]
            for one in ties
        ],
        "paths": {
            number: [[tie, place.get(start), place.get(end)] for tie, start, end in hops]
            for number, hops in paths.items()
        },
    }  # fmt: skip
    return lists.data("web-data", held)

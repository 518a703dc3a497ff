"""A mass balance as a Sankey: what goes in at the left, what comes out at the right, as wide as its mass.

The widths follow kilograms per kilogram of product. A stream too thin to be seen is drawn as a hair; its
number tells what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wigmore.kit import amount, axis
from wigmore.kit import text as texts
from wigmore.report import answers, drawing, markup

WIDTH, LEFT, NODE, RIGHT = 366, 120, 172, 240
"""Pixels: the whole, where the bands begin, where the process begins, and where the bands end."""

NODE_END = 186
TOP, APART, WORDS, CELLS, MOST_LINES = 6, 8, 15, 19, 2
"""Pixels: the edge, between two streams, a line; cells of a line, and lines of a name at the most."""

HIGH = (0, 30, 45)
"""How high a stream is at the least, by the lines of its name."""

TALLEST, HAIR = 150.0, 1.2
"""How high the whole mass is drawn, and how thin a stream is drawn at the least."""

KINDS = ("feed", "product", "by-product", "gas", "water")
"""What a stream may be; each has a colour, and its word stands beside it."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream with its mass in kilograms per kilogram of product, and its place in the page."""

    substance: str
    mass: float
    kind: str
    href: str


def streams(rows: Sequence[Row], side: str, href: str) -> list[Stream]:
    """The streams of one side whose mass is known, in the order of the table."""
    made = []
    for row in rows:
        mass = answers.number(row["kg per kg"])
        if row["side"] == side and mass is not None and mass > 0:
            made.append(Stream(str(row["substance"]), mass, str(row["kind"]), href))
    return made


def draw(feeds: Sequence[Stream], products: Sequence[Stream], title: str) -> Markup:
    """The drawing; empty where a side has no stream of known mass."""
    if not feeds or not products:
        return markup.made("")
    stacks = axis.stacks([[one.mass for one in some] for some in (feeds, products)], TALLEST)
    left, low = _side(feeds, stacks[0], is_in=True)
    right, high = _side(products, stacks[1], is_in=False)
    height = max(low, high)
    node = f'<rect class="works" x="{NODE}" y="{TOP}" width="14" height="{TALLEST}"/>'
    shown = markup.escaped(markup.cut(texts.visible(title), markup.LINK))
    return markup.made(
        f'<svg class="flows" viewBox="0 0 {WIDTH} {height:.0f}" role="group" aria-label="{shown}">'
        f"{left}{right}{node}</svg>\n"
    )


def _side(some: Sequence[Stream], places: Sequence[tuple[float, float]], *, is_in: bool) -> tuple[str, float]:
    """One side of the process, and how high it is."""
    parts, y = [], float(TOP)
    for one, (start, high) in zip(some, places, strict=True):
        names = drawing.wrapped(one.substance, MOST_LINES, CELLS)
        parts.append(_stream(one, names, y, (start + TOP, high), is_in=is_in))
        y += max(high, HIGH[len(names)]) + APART
    return "".join(parts), max(y, TALLEST + TOP + APART)


def _stream(
    one: Stream, names: Sequence[str], outer: float, place: tuple[float, float], *, is_in: bool
) -> str:
    """A band between its words and the process, with a link to where it stands in the page."""
    inner, high = place
    thick = max(high, HAIR)
    band = _band(LEFT, outer, NODE, inner, thick) if is_in else _band(NODE_END, inner, RIGHT, outer, thick)
    number = amount.amount(one.mass, "kg")
    kind = "" if one.kind == "feed" else f", {texts.visible(one.kind)}"
    lines = [*names, f"{number}{kind}"]
    x, css = (LEFT - 6, "in") if is_in else (RIGHT + 6, "out")
    rest = "".join([f'<tspan x="{x}" dy="{WORDS}">{markup.escaped(line)}</tspan>' for line in lines[1:]])
    said = markup.escaped(markup.cut(f"{texts.visible(one.substance)}: {number}{kind}", markup.LINK))
    known = one.kind if one.kind in KINDS else "other"
    return (
        f'<a class="trail flow f-{known} {css}" href="#{markup.escaped(one.href)}" aria-label="{said}">'
        f'<path d="{band}"/><text x="{x}" y="{outer + 12:.1f}">{markup.escaped(lines[0])}{rest}</text></a>\n'
    )


def _band(x: int, y: float, end: int, down: float, thick: float) -> str:
    """The outline of a band from one place to another, as high at either end."""
    bend = BENDS[x]
    return (
        f"M{x} {y:.1f}C{bend} {y:.1f} {bend} {down:.1f} {end} {down:.1f}V{down + thick:.1f}"
        f"C{bend} {down + thick:.1f} {bend} {y + thick:.1f} {x} {y + thick:.1f}Z"
    )


BENDS = {LEFT: 146, NODE_END: 213}
"""Half way across, by where a band begins."""

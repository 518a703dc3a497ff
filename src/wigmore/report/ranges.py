"""Ranges of one quantity on a common axis: what is stated, what is worked out, and what nature rules out.

Places across are in percent, so that the drawing takes the width that it has and its words keep their size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wigmore.kit import amount, axis
from wigmore.kit import text as texts
from wigmore.report import answers, markup

WORDS, THICK, THIN, BELOW, FOOT = 16, 14, 5, 8, 20
"""Pixels: a line of words, a bar, a thin bar, between two rows, and the numbers of the axis."""

EDGE = 0.06
"""Nearer to an end than this the number of a mark is set inwards."""


Limits = tuple[float | None, float | None]
"""The least and the most that nature allows; None where nothing is known to bound it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A range with its class; an end that is None is open. `mark` is a number drawn across it."""

    css: str
    low: float | None
    high: float | None
    mark: float | None = None

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers that it has."""
        return tuple(one for one in (self.low, self.high, self.mark) if one is not None)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the drawing: its words, and bars that lie on one another, or below when `is_stacked`."""

    words: str
    bars: tuple[Bar, ...]
    is_stacked: bool = False


def bar(css: str, low: Any, high: Any, mark: Any = None) -> Bar:
    """A bar from the cells of a table."""
    return Bar(css, answers.number(low), answers.number(high), answers.number(mark))


def draw(lines: Sequence[Line], limits: Limits, *, href: str, title: str) -> Markup:
    """The drawing, which leads to where its numbers stand; empty where there is nothing to draw.

    What lies beyond the limits is shaded.
    """
    known = [one for one in limits if one is not None]
    numbers = [one for line in lines for held in line.bars for one in held.numbers]
    scale = axis.over([*numbers, *known]) if numbers else None
    if scale is None:
        return markup.made("")
    rows, height = _rows(scale, lines)
    shades = _shades(scale, limits, height)
    shown = markup.escaped(markup.cut(texts.visible(title), markup.LINK))
    high = height + FOOT
    return markup.made(
        f'<a class="trail ranged" href="#{markup.escaped(href)}" aria-label="{shown}">'
        f'<svg class="ranges" width="100%" height="{high}" aria-hidden="true" focusable="false">'
        f"{shades}{_marks(scale, height)}{rows}</svg></a>\n"
    )


def _at(scale: axis.Axis, value: float) -> str:
    return f"{scale.share(value):.2%}"


def _rows(scale: axis.Axis, lines: Iterable[Line]) -> tuple[str, int]:
    """The rows one below the other, and how high they are together."""
    parts, y = [], 0
    for line in lines:
        parts.append(f'<text x="3" y="{y + 12}">{markup.escaped(line.words)}</text>')
        y += WORDS
        for held in line.bars:
            parts.append(_bar(scale, held, y, THIN if line.is_stacked else THICK))
            y += THIN + 2 if line.is_stacked else 0
        y += BELOW if line.is_stacked else THICK + BELOW
    return "".join(parts), y


def _bar(scale: axis.Axis, held: Bar, y: int, high: int) -> str:
    """A bar with its mark; a range of no width is a mark, too."""
    made = ""
    if held.low is not None or held.high is not None:
        low = scale.low if held.low is None else held.low
        end = scale.high if held.high is None else held.high
        width = f"{scale.between(low, end):.2%}"
        made = f'<rect class="{held.css}" x="{_at(scale, low)}" y="{y}" width="{width}" height="{high}"/>'
        if low == end and held.mark is None:
            made = _mark(scale, held.css, low, y, high)
    return made if held.mark is None else made + _mark(scale, f"{held.css} at", held.mark, y, high)


def _mark(scale: axis.Axis, css: str, value: float, y: int, high: int) -> str:
    return (
        f'<rect class="{css}" x="{_at(scale, value)}" y="{y - 1}" width="3" height="{high + 2}" '
        'transform="translate(-1.5)"/>'
    )


def _shades(scale: axis.Axis, limits: Limits, height: int) -> str:
    """What lies below the least, or above the most, that nature allows."""
    low, high = limits
    parts = []
    if low is not None and scale.share(low) > 0:
        parts.append(f'<rect class="no-go" width="{_at(scale, low)}" height="{height}"/>')
    if high is not None and scale.share(high) < 1:
        width = f"{scale.between(high, scale.high):.2%}"
        parts.append(f'<rect class="no-go" x="{_at(scale, high)}" width="{width}" height="{height}"/>')
    return "".join(parts)


def _marks(scale: axis.Axis, height: int) -> str:
    """The numbers of the axis, each with its line."""
    parts = []
    for one in scale.marks:
        share = scale.share(one)
        turned = "s" if share < EDGE else "e" if share > 1 - EDGE else "m"
        number = markup.escaped(amount.number(one))
        parts.append(
            f'<rect class="grid" x="{_at(scale, one)}" width="1" height="{height}"/>'
            f'<text class="{turned}" x="{_at(scale, one)}" y="{height + 15}">{number}</text>'
        )
    return "".join(parts)


def across(scale: axis.Axis, low: Any, high: Any, mark: Any) -> Markup:
    """One range alone on an axis that many rows share, with a line at what they are measured from."""
    held = bar("r-swing", low, high, mark)
    if not held.numbers:
        return markup.made("")
    return markup.made(
        f'<svg class="swing" width="100%" height="{THICK}" aria-hidden="true" focusable="false">'
        f"{_bar(scale, held, 1, THICK - 2)}</svg>"
    )

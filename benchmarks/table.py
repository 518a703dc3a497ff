"""The table that is printed: one line for a figure, beside its peer and its goal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

HEAD = ("figure", "ours", "peer", "ratio", "goal", "met")
NO_PEER = "no peer"


@dataclass(frozen=True, slots=True)
class Row:
    """A figure; `met` is None where there is no goal, or nothing to hold it against."""

    name: str
    ours: str
    peer: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of the head."""
        met = {True: "yes", False: "NO", None: ""}[self.met]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.name, self.ours, self.peer, ratio, self.goal, met)


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one benchmark, and remarks that stand below them."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def compared(
    name: str,
    ours: float,
    peer: float | None,
    show: Callable[[float], str],
    *,
    at_most: float | None = None,
    under: float | None = None,
) -> Row:
    """A figure as a ratio to its peer; the goal bounds the ratio (`under` leaves the bound itself out)."""
    goal = "" if at_most is None else f"ratio <= {at_most:g}"
    goal = goal if under is None else f"ratio < {under:g}"
    if not peer:
        return Row(name, show(ours), NO_PEER, goal=goal)
    ratio = ours / peer
    met = None if at_most is None else ratio <= at_most
    met = met if under is None else ratio < under
    return Row(name, show(ours), show(peer), ratio, goal, met)


def render(sections: Iterable[Section]) -> str:
    """The sections as plain text with columns of one width throughout."""
    sections = tuple(sections)
    lines = [HEAD, *(row.cells() for section in sections for row in section.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    out = [_line(HEAD, widths), "  ".join("-" * width for width in widths)]
    for section in sections:
        out += ["", section.title]
        out += [_line(row.cells(), widths) for row in section.rows]
        out += [f"  {note}" for note in section.notes]
    return "\n".join(out)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    texts = [cells[0].ljust(widths[0])]
    texts += [cell.rjust(width) for cell, width in zip(cells[1:4], widths[1:4], strict=True)]
    texts += [cell.ljust(width) for cell, width in zip(cells[4:], widths[4:], strict=True)]
    return "  ".join(texts).rstrip()


def seconds(value: float) -> str:
    """A time as seconds, or as milliseconds where it is short."""
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def micros(value: float) -> str:
    """A time as microseconds."""
    return f"{value * 1e6:.1f} µs"


def megabytes(value: float) -> str:
    """A number of bytes as megabytes (10⁶)."""
    return f"{value / 1e6:.1f} MB"


def kilobytes(value: float) -> str:
    """A number of bytes as kilobytes (10³)."""
    return f"{value / 1e3:.2f} kB"


def plain(value: float) -> str:
    """A number without a unit."""
    return f"{value:.2f}"

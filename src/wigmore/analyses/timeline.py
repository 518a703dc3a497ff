"""The figure of a timeline: events as bars in the lanes of those who took part, as a Vega-Lite specification.

What is certain of a time is drawn solid, what is only possible light, and an end that is open or unknown is
drawn as such. Rows are packed here, so that the page and the drawn file show the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import timeline_spec
from wigmore.kit import edtf
from wigmore.kit import text as texts
from wigmore.methods import packing
from wigmore.model import finding

NAME = "timeline"
LANES = 12
"""How many entities have a lane of their own; the events of all others share one."""

DEEPEST = 8
"""How many rows a lane has at most; beyond that bars overlap."""

LABELLED = 60
"""Up to so many bars are labelled; more of them could not be read."""

LABEL = 44
FURTHEST = 9999
"""Years before and after which nothing is drawn: one of them would press all others together."""

EPOCH = 719_163
DAY = 86_400_000
"""The day that datetime numbers so is that of 1 January 1970, and a day has so many milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An event to draw: `start` and `end` hold the first and last day on which it may begin and end.

    `is_interval` tells a stated period (it began and ended) from a date (some time within it). Days may be
    the marks of an open or unknown end.
    """

    event: str
    title: str
    date: str
    start: edtf.Bounds
    end: edtf.Bounds
    is_interval: bool
    state: str
    kind: str
    matter: str
    who: tuple[str, ...]
    topics: tuple[str, ...]
    status: str


def figure(
    bars: Sequence[Bar], lanes: Mapping[str, str], day: edtf.Day | None = None
) -> finding.Figure | None:
    """The figure of dated events; None when none of them has a date that can be drawn.

    `lanes` names the entities that may have a lane, by id; `day` is the day of the case, drawn as a line.
    """
    shapes = [shape for bar in bars if (shape := _shape(bar)) is not None]
    if not shapes:
        return None
    scale = _Scale.of(shapes, day)
    labelled = len(shapes) <= LABELLED
    rows: list[dict[str, object]] = []
    drawn: list[dict[str, object]] = []
    top = 0
    for name, held in _lanes(shapes, lanes):
        places = packing.rows([scale.taken(shape, labelled=labelled) for shape in held], DEEPEST)
        rows += [
            scale.mark(shape, top + 1 + row, labelled=labelled)
            for shape, row in zip(held, places, strict=True)
        ]
        depth = 1 + max(places) + 1
        drawn.append({"lane": name, "top": top, "bottom": top + depth})
        top += depth
    return finding.Figure(
        name=NAME,
        title="Timeline of the events, by who took part",
        specification=timeline_spec.specification(
            marks=rows,
            lanes=drawn,
            extent=(scale.first, scale.last),
            day=None if day is None else _start(day),
            labelled=labelled,
        ),
        records=tuple(sorted({shape.bar.event for shape in shapes})),
    )


# --- the shape of one event ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """A bar in milliseconds: possible from `a`, certain from `b` to `c` (where b < c), possible until `d`."""

    bar: Bar
    a: int
    b: int
    c: int
    d: int
    before: str
    after: str
    form: str


def _shape(bar: Bar) -> _Shape | None:
    """How a bar is drawn; None without any day, or with one that lies too far off."""
    (first, begun), (ending, last) = bar.start, bar.end
    days = [day for day in (first, begun, ending, last) if not isinstance(day, edtf.Bound)]
    if not days or any(abs(day[0]) > FURTHEST for day in days):
        return None
    low, high = min(days), max(days)
    a = _start(low if isinstance(first, edtf.Bound) else first)
    d = _stop(high if isinstance(last, edtf.Bound) else last)
    b = _start(low if isinstance(begun, edtf.Bound) else begun)
    c = _stop(high if isinstance(ending, edtf.Bound) else ending)
    a, d = min(a, b), max(c, d)
    if b >= c:  # beginning and end may swap places, so no day is certain
        b = c = d if bar.is_interval else a
    if not bar.is_interval and b == c:
        b, c = a, d
    form = "bar" if bar.is_interval else "day" if c - b <= DAY else "span"
    return _Shape(bar, a, b, c, d, _end(first), _end(last), form)


def _end(end: edtf.End) -> str:
    return end.value if isinstance(end, edtf.Bound) else ""


def _start(day: edtf.Day) -> int:
    return (edtf.ordinal(day) - EPOCH) * DAY


def _stop(day: edtf.Day) -> int:
    return _start(day) + DAY


# --- lanes --------------------------------------------------------------------------------------------------


def _lanes(shapes: Sequence[_Shape], names: Mapping[str, str]) -> Iterator[tuple[str, list[_Shape]]]:
    """The lanes of the busiest entities in the order of their first events, then one for all other events."""
    busy = Counter(name for shape in shapes for name in dict.fromkeys(shape.bar.who) if name in names)
    chosen = sorted(busy, key=lambda name: (-busy[name], name))[:LANES]
    held: dict[str, list[_Shape]] = {name: [] for name in chosen}
    rest: list[_Shape] = []
    for shape in sorted(shapes, key=lambda shape: (shape.a, shape.d, shape.bar.event)):
        own = [name for name in dict.fromkeys(shape.bar.who) if name in held]
        for name in own:
            held[name].append(shape)
        if not own:
            rest.append(shape)
    for name in sorted(held, key=lambda name: (held[name][0].a, name)):
        yield texts.visible(names[name]), held[name]
    if rest:
        yield ("All others" if chosen else "Events"), rest


# --- from days to places ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scale:
    """The time that the figure spans, and how much of it a pixel is at its nominal width."""

    first: int
    last: int
    pixel: int

    @classmethod
    def of(cls, shapes: Iterable[_Shape], day: edtf.Day | None) -> "_Scale":
        """The span of all shapes with a margin; the case's day belongs to it when it lies near."""
        shapes = tuple(shapes)
        first, last = min(shape.a for shape in shapes), max(shape.d for shape in shapes)
        margin = max((last - first) // 40, 2 * DAY)
        if day is not None and first - 6 * margin <= _start(day) <= last + 6 * margin:
            first, last = min(first, _start(day)), max(last, _start(day))
        first, last = first - margin, last + margin
        return cls(first, last, max((last - first) // timeline_spec.WIDTH, 1))

    def edges(self, shape: _Shape) -> tuple[int, int]:
        """Where the drawing of a shape begins and ends: an open end runs to the edge of the figure."""
        stub = 24 * self.pixel
        low = {"open": self.first, "unknown": shape.a - stub}.get(shape.before, shape.a)
        high = {"open": self.last, "unknown": shape.d + stub}.get(shape.after, shape.d)
        return low, high

    def taken(self, shape: _Shape, *, labelled: bool) -> packing.Span:
        """The time that a shape takes in its row, with its label."""
        low, high = self.edges(shape)
        low, high = low - 8 * self.pixel, high + 8 * self.pixel
        if labelled:
            label, side = self._label(shape)
            wide = (8 + timeline_spec.CHARACTER * texts.width(label)) * self.pixel
            low, high = (low - wide, high) if side == "left" else (low, high + wide)
        return low, high

    def _label(self, shape: _Shape) -> tuple[str, str]:
        """The label of a shape, cut to its room, and on which side it stands: behind, where it fits there."""
        low, high = self.edges(shape)
        title = texts.cut(texts.visible(" ".join(shape.bar.title.split())), LABEL)
        left, right = (
            (room // self.pixel - 12) // timeline_spec.CHARACTER
            for room in (low - self.first, self.last - high)
        )
        if texts.width(title) <= right or right >= left:
            return texts.cut(title, right), "right"
        return texts.cut(title, left), "left"

    def mark(self, shape: _Shape, row: int, *, labelled: bool) -> dict[str, object]:
        """The values from which the layers of the figure draw a shape."""
        bar = shape.bar
        low, high = self.edges(shape)
        made: dict[str, object] = {
            "event": bar.event,
            "row": row + 0.5,
            "state": bar.state or "happened",
            "form": shape.form,
            "a": shape.a,
            "b": shape.b,
            "c": shape.c,
            "d": shape.d,
            "middle": (shape.b + shape.c) // 2,
        }
        if shape.before:
            made |= {"before": shape.before, "low": low}
        if shape.after:
            made |= {"after": shape.after, "high": high}
        if labelled:
            label, side = self._label(shape)
            made |= {"label": label, "side": side, "at": low if side == "left" else high}
        return made

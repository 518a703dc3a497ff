"""The Vega-Lite specifications of the figures of rival answers: bars with their bounds, and a waterfall.

Labels stand above their bars, so that a narrow screen leaves the bars their width.
"""

from collections.abc import Sequence

from wigmore.analyses import frame_spec
from wigmore.analyses.frame_spec import Row, Spec
from wigmore.kit import text as texts

ROW = 34
"""How high the row of one bar is in pixels, its label included."""

LABEL, BAR = 0.32, 0.74
"""Where in a row the label and the bar stand."""

DIGIT, LEAST_ROOM = 7, 70
"""How wide a character of the numbers at the right end is in pixels, and what is kept for them at least."""

COLOURS = ("reported", "disputed", "target")
MOST_CHARACTERS = 90
"""How much of a label is handed to a figure; it shows as much as it has room for."""


def bars(rows: Sequence[Row], legend: str, title: str = "") -> Spec:
    """Bars of probabilities, a row an answer: `label`, `shown`, `p`, `low`, `high`.

    Thin lines are bounds, thick ones the draws (`from`, `to`) where a row has them; `least` and `most`
    outline what the text under test means. The legend stands below the title, or alone.
    """
    across: Spec = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"format": ".0%", "title": None, "tickCount": 5},
    }
    bar = {"type": "bar", "height": 10, "color": {"expr": "reported"}, "fillOpacity": 0.45}
    thin = {"type": "rule", "strokeWidth": 1.2, "color": {"expr": "ink"}}
    outline = {
        "type": "rect", "height": 14, "fillOpacity": 0, "stroke": {"expr": "target"}, "strokeDash": [3, 2],
        "strokeWidth": 1.4,
    }  # fmt: skip
    layers = [
        frame_spec.layer(
            bar,
            {
                "x": {"field": "zero", **across},
                "x2": {"field": "p"},
                "y": frame_spec.row("bar", (0, len(rows))),
            },
        ),
        frame_spec.layer(
            outline,
            {"x": {"field": "least", **across}, "x2": {"field": "most"}, "y": frame_spec.row("bar")},
            "isValid(datum.least)",
        ),
        frame_spec.layer(
            thin, {"x": {"field": "low", **across}, "x2": {"field": "high"}, "y": frame_spec.row("bar")}
        ),
        frame_spec.layer(
            {**thin, "strokeWidth": 4},
            {"x": {"field": "from", **across}, "x2": {"field": "to"}, "y": frame_spec.row("bar")},
            "isValid(datum.from)",
        ),
    ]
    return _whole(rows, frame_spec.titled(title, legend) if title else _only(legend), layers)


def waterfall(rows: Sequence[Row], legend: str) -> Spec:
    """Steps from prior to posterior in decibans, a row a step: `label`, `shown`, `before`, `after`, `way`.

    `way` is `up`, `down` or `level` for what starts at even odds.
    """
    across: Spec = {
        "type": "quantitative",
        "scale": {"nice": True, "zero": True},
        "axis": {"title": "odds in decibans", "tickCount": 6},
    }
    hue = "datum.way === 'up' ? reported : datum.way === 'down' ? disputed : soft"
    bar = {"type": "bar", "height": 10, "color": {"expr": hue}, "fillOpacity": 0.75}
    even = {"type": "rule", "color": {"expr": "line"}, "strokeWidth": 1.2}
    layers = [
        frame_spec.layer(even, {"x": {"datum": 0, **across}}),
        frame_spec.layer(
            bar,
            {
                "x": {"field": "before", **across},
                "x2": {"field": "after"},
                "y": frame_spec.row("bar", (0, len(rows))),
            },
        ),
    ]
    return _whole(rows, _only(legend), layers)


def _labels(longest: int) -> list[Spec]:
    """The label of each row at the left, as far as the longest number at the right leaves room, and that."""
    room = max(LEAST_ROOM, DIGIT * longest)
    words = {"type": "text", "baseline": "middle"}
    return [
        frame_spec.layer(
            {**words, "align": "left", "fill": {"expr": "ink"}, "limit": {"expr": f"width - {room}"}},
            {"x": {"value": 2}, "y": frame_spec.row("head"), "text": {"field": "label"}},
        ),
        frame_spec.layer(
            {**words, "align": "right", "fill": {"expr": "soft"}},
            {"x": {"value": {"expr": "width - 2"}}, "y": frame_spec.row("head"), "text": {"field": "shown"}},
        ),
    ]


def _whole(rows: Sequence[Row], title: Spec, layers: list[Spec]) -> Spec:
    """The specification around layers; each row is told where its label and its bar stand."""
    placed = [
        {
            **row,
            "label": texts.cut(str(row["label"]), MOST_CHARACTERS),
            "zero": 0,
            "head": at + LABEL,
            "bar": at + BAR,
        }
        for at, row in enumerate(rows)
    ]
    shown = [*layers, *_labels(max((len(str(row["shown"])) for row in rows), default=0))]
    return frame_spec.framed(shown, len(rows) * ROW, colours=COLOURS, title=title, data={"values": placed})


def _only(legend: str) -> Spec:
    """A legend where the title stands elsewhere."""
    small: Spec = {"color": {"expr": "soft"}, "fontSize": 11, "fontWeight": "normal"}
    return {"text": legend, "anchor": "start", "offset": 10, **small}

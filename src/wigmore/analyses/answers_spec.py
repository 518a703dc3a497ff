"""The Vega-Lite specifications of the figures of rival answers: bars with their bounds, and a waterfall.

Labels stand above their bars, so that a narrow screen leaves the bars their width. Colours are parameters
named after those of the page; the values here are those of the drawn file, on white.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.analyses import timeline_spec

Spec = dict[str, Any]
Row = Mapping[str, object]

WIDTH = 640
"""The width of the drawn file in pixels; the page gives a figure the width it has."""

ROW = 34
"""How high the row of one bar is in pixels, its label included."""

LABEL, BAR = 0.32, 0.74
"""Where in a row the label and the bar stand."""

MOST_CHARACTERS = 90
"""How much of a label is handed to a figure; it shows as much as it has room for."""


def bars(rows: Sequence[Row], legend: str) -> Spec:
    """Bars of probabilities, a row an answer: `label`, `shown`, `p`, `low`, `high`, `from`, `to`.

    Thin lines are bounds, thick ones the draws; `least` and `most` outline what the text under test means.
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
        _layer(bar, {"x": {"field": "zero", **across}, "x2": {"field": "p"}, "y": _y("bar", len(rows))}),
        _layer(
            outline,
            {"x": {"field": "least", **across}, "x2": {"field": "most"}, "y": _y("bar")},
            "isValid(datum.least)",
        ),
        _layer(thin, {"x": {"field": "low", **across}, "x2": {"field": "high"}, "y": _y("bar")}),
        _layer(
            {**thin, "strokeWidth": 4},
            {"x": {"field": "from", **across}, "x2": {"field": "to"}, "y": _y("bar")},
        ),
    ]
    return _whole(rows, legend, [*layers, *_labels()])


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
        _layer(even, {"x": {"datum": 0, **across}}),
        _layer(
            bar, {"x": {"field": "before", **across}, "x2": {"field": "after"}, "y": _y("bar", len(rows))}
        ),
    ]
    return _whole(rows, legend, [*layers, *_labels()])


def _y(name: str, rows: int | None = None) -> Spec:
    made: Spec = {"field": name, "type": "quantitative", "axis": None}
    if rows is not None:
        made["scale"] = {"domain": [0, rows], "reverse": True, "nice": False, "zero": False}
    return made


def _layer(mark: Spec, encoding: Spec, where: str = "") -> Spec:
    made: Spec = {"mark": mark, "encoding": encoding}
    if where:
        made["transform"] = [{"filter": where}]
    return made


def _labels() -> list[Spec]:
    """The label of each row at the left, as far as there is room, and its number at the right."""
    words = {"type": "text", "baseline": "middle"}
    return [
        _layer(
            {**words, "align": "left", "fill": {"expr": "ink"}, "limit": {"expr": "width - 70"}},
            {"x": {"value": 2}, "y": _y("head"), "text": {"field": "label"}},
        ),
        _layer(
            {**words, "align": "right", "fill": {"expr": "soft"}},
            {"x": {"value": {"expr": "width - 2"}}, "y": _y("head"), "text": {"field": "shown"}},
        ),
    ]


def _whole(rows: Sequence[Row], legend: str, layers: list[Spec]) -> Spec:
    """The specification around layers; each row is told where its label and its bar stand."""
    placed = [{**row, "zero": 0, "head": at + LABEL, "bar": at + BAR} for at, row in enumerate(rows)]
    named = ("card", "ink", "soft", "line", "reported", "disputed", "target")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": legend, "anchor": "start", "offset": 10},
        "background": {"expr": "card"},
        "padding": 10,
        "width": WIDTH,
        "height": len(rows) * ROW,
        "params": [{"name": name, "value": timeline_spec.COLOURS[name]} for name in named],
        "data": {"values": placed},
        "layer": layers,
        "config": {
            "font": timeline_spec.FONT,
            "aria": False,
            "view": {"stroke": {"expr": "line"}},
            "text": {"fontSize": 11},
            "title": {"color": {"expr": "soft"}, "fontSize": 11, "fontWeight": "normal"},
            "axis": {
                "labelColor": {"expr": "soft"},
                "titleColor": {"expr": "soft"},
                "gridColor": {"expr": "line"},
                "tickColor": {"expr": "line"},
                "domainColor": {"expr": "line"},
                "labelFontSize": 11,
                "titleFontSize": 11,
                "labelOverlap": True,
            },
        },
    }

"""The Vega-Lite specifications of a tornado and of a sweep over priors.

Colours are parameters named after those of the page, so that a page in dark colours hands in others. Labels
stand above their bars, so that a narrow screen leaves the whole width to the bars.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.analyses import timeline_spec

Spec = dict[str, Any]
Row = Mapping[str, object]

WIDTH = 640
"""The nominal width in pixels; a page gives its own."""

ROW = 38
"""How high a row of the tornado is in pixels: a line for its label, and the bar."""

HEIGHT = 240
HUES = ("reported", "disputed", "inferred", "established", "unsupported")
COLOURS: Mapping[str, str] = {**timeline_spec.COLOURS, "inferred": "#6b4a8a", "established": "#1f6b42"}
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3])


def tornado(rows: Sequence[Row], base: float) -> Spec:
    """Bars from the value at the low end of each range to that at its high end, the widest on top.

    Each row has `label`, `at low` and `at high`; a line marks where all numbers are at their middle.
    """
    held = [{**one, "row": place} for place, one in enumerate(rows)]
    bar = {"type": "rect", "height": 12, "yOffset": 9}
    across = {"x2": {"datum": base}, "y": _row(len(rows))}
    label = {"type": "text", "align": "left", "baseline": "middle", "yOffset": -9, "fill": {"expr": "ink"}}
    return _whole(
        {"values": held},
        len(rows) * ROW,
        [
            _layer({**bar, "fill": {"expr": "disputed"}}, {"x": _share("at low"), **across}),
            _layer({**bar, "fill": {"expr": "reported"}}, {"x": _share("at high"), **across}),
            _layer({"type": "rule", "color": {"expr": "target"}}, {"x": {**_share(None), "datum": base}}),
            _layer(
                {**label, "limit": {"expr": "width - 8"}},
                {"x": {"value": 4}, "y": _row(len(rows)), "text": {"field": "label"}},
            ),
        ],
    )


def _share(field: str | None) -> Spec:
    axis = {"title": "probability of the answer", "format": ".0%", "orient": "top", "tickCount": 5}
    made: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
    return made if field is None else {"field": field, **made}


def _row(rows: int) -> Spec:
    scale = {"domain": [-0.5, rows - 0.5], "reverse": True, "nice": False, "zero": False}
    return {"field": "row", "type": "quantitative", "axis": None, "scale": scale}


def sweep(rows: Sequence[Row], labels: Sequence[str], now: Sequence[Row]) -> Spec:
    """A line for each answer over its prior, and a point at the prior that it has.

    Each row has `label`, `prior` and `probability`, and so has each point.
    """
    hues = [{"expr": HUES[place % len(HUES)]} for place in range(len(labels))]
    legend = {"orient": "bottom", "direction": "vertical", "title": None, "labelLimit": 300}
    line = {
        "x": _axis("prior", "prior"),
        "y": _axis("probability", "probability"),
        "color": {
            "field": "label",
            "type": "nominal",
            "scale": {"domain": list(labels), "range": hues},
            "legend": legend,
        },
        "strokeDash": {
            "field": "label",
            "type": "nominal",
            "scale": {
                "domain": list(labels),
                "range": [DASHES[at % len(DASHES)] for at in range(len(labels))],
            },
            "legend": legend,
        },
    }
    point = {"x": line["x"], "y": line["y"], "color": line["color"]}
    return _whole(
        {"values": list(rows)},
        HEIGHT,
        [
            _layer({"type": "line", "interpolate": "monotone", "strokeWidth": 2}, line),
            {"data": {"values": list(now)}, **_layer({"type": "point", "filled": True, "size": 80}, point)},
        ],
    )


def _axis(field: str, title: str) -> Spec:
    axis = {"title": title, "format": ".0%", "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}


def _layer(mark: Spec, encoding: Spec) -> Spec:
    return {"mark": mark, "encoding": encoding}


def _whole(data: Spec, height: int, layers: list[Spec]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": {"expr": "card"},
        "padding": 10,
        "width": WIDTH,
        "height": height,
        "params": [{"name": name, "value": value} for name, value in COLOURS.items()],
        "data": data,
        "layer": layers,
        "config": {
            "font": timeline_spec.FONT,
            "aria": False,
            "view": {"stroke": {"expr": "line"}},
            "text": {"fontSize": 11},
            "axis": {
                "labelColor": {"expr": "soft"},
                "titleColor": {"expr": "soft"},
                "gridColor": {"expr": "line"},
                "tickColor": {"expr": "line"},
                "domainColor": {"expr": "line"},
            },
            "legend": {"labelColor": {"expr": "ink"}},
        },
    }

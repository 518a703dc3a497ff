"""The Vega-Lite specification of bars with bounds, each under its label, so that narrow screens show both."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.analyses import timeline_spec

Spec = dict[str, Any]

ROW = 60
"""How high a row is in pixels: two lines of text, and the bar beneath them."""

WIDTH = 640
"""The nominal width in pixels; the page makes it as wide as there is room."""

ENDS = (0.1, 0.25, 0.5, 1.0)
"""Where the scale may end, so that small probabilities can still be told apart."""

COLOURS = ("card", "ink", "soft", "line", "reported")


def specification(title: str, legend: str, rows: Sequence[Mapping[str, object]]) -> Spec:
    """The whole specification; rows have `label`, `shown`, `low`, `high`, and `probability` where known."""
    most = max(float(str(one["high"])) for one in rows)
    end = next(one for one in ENDS if most <= one)
    placed = [{**one, "top": place, "middle": place + 0.79} for place, one in enumerate(rows)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "subtitle": legend, "anchor": "start", "offset": 12},
        "background": {"expr": "card"},
        "padding": 10,
        "width": WIDTH,
        "height": ROW * len(rows),
        "params": [{"name": name, "value": timeline_spec.COLOURS[name]} for name in COLOURS],
        "datasets": {"rows": placed},
        "layer": _layers(len(rows), end),
        "config": _config(),
    }


def _layers(count: int, end: float) -> list[Spec]:
    x = {"type": "quantitative", "scale": {"domain": [0, end], "nice": False}}
    axis = {"title": None, "format": ".0%" if end > 0.1 else ".1~%", "orient": "top", "tickCount": 5}
    y = {
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, count], "reverse": True, "nice": False},
    }
    text = {"type": "text", "baseline": "top", "dy": 4, "fill": {"expr": "ink"}}
    at = {"y": {"field": "top", **y}}
    return [
        _layer(
            {"type": "rect", "height": 9, "fill": {"expr": "reported"}, "fillOpacity": 0.35},
            {
                "x": {"field": "low", "axis": axis, **x},
                "x2": {"field": "high"},
                "y": {"field": "middle", **y},
            },
        ),
        _layer(
            {"type": "tick", "thickness": 3, "height": 17, "color": {"expr": "reported"}},
            {"x": {"field": "probability", **x}, "y": {"field": "middle", **y}},
            "isValid(datum.probability)",
        ),
        _layer(
            {**text, "align": "left", "limit": {"expr": "width - 6"}},
            {"x": {"value": 3}, **at, "text": {"field": "label"}},
        ),
        _layer(
            {**text, "align": "left", "dy": 21, "fill": {"expr": "soft"}},
            {"x": {"value": 3}, **at, "text": {"field": "shown"}},
        ),
    ]


def _layer(mark: Spec, encoding: Spec, where: str = "") -> Spec:
    made: Spec = {"data": {"name": "rows"}, "mark": mark, "encoding": encoding}
    if where:
        made["transform"] = [{"filter": where}]
    return made


def _config() -> Spec:
    return {
        "font": timeline_spec.FONT,
        "aria": False,
        "view": {"stroke": {"expr": "line"}},
        "text": {"fontSize": 12},
        "title": {
            "color": {"expr": "ink"},
            "subtitleColor": {"expr": "soft"},
            "fontSize": 15,
            "subtitleFontSize": 11,
        },
        "axis": {
            "labelColor": {"expr": "soft"},
            "gridColor": {"expr": "line"},
            "tickColor": {"expr": "line"},
            "domainColor": {"expr": "line"},
            "labelFontSize": 11,
            "labelOverlap": True,
        },
    }

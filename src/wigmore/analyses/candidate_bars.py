"""The Vega-Lite specification of bars with bounds, each below the name of what it stands for.

Names stand above their bars and not beside them, so that the bars keep the whole width of a narrow screen.
Colours are parameters, as in `timeline_spec`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.analyses import timeline_spec
from wigmore.kit import text as texts

WIDTH = 640
ROW = 34
"""How high a row is in pixels: a line of text, and a bar below it."""

LABEL = 46
"""How many cells of a name are shown."""

NUMBERS = 150
"""How many pixels at the right end of that line are kept for the numbers."""

LEGEND = "Bar: probability. Line: its bounds, while what is stated ranges."


def specification(title: str, rows: Sequence[Mapping[str, object]]) -> Mapping[str, Any]:
    """Bars from the top in the order of the rows, each with `label`, `probability`, `low`, `high`, `shown`.

    Probabilities lie within 0..1; the scale reaches from 0 to 1, so that bars of two figures compare.
    """
    marks = [
        {**row, "label": texts.cut(str(row["label"]), LABEL), "row": number}
        for number, row in enumerate(rows)
    ]
    colours = {name: timeline_spec.COLOURS[name] for name in ("card", "ink", "soft", "line", "reported")}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "subtitle": LEGEND, "anchor": "start", "offset": 12},
        "background": {"expr": "card"},
        "padding": 10,
        "width": WIDTH,
        "height": max(1, len(marks)) * ROW,
        "params": [{"name": name, "value": value} for name, value in colours.items()],
        "data": {"values": marks},
        "layer": [*_bars(len(marks)), *_words()],
        "config": timeline_spec.config(),
    }


def _bars(count: int) -> list[dict[str, Any]]:
    """The bars, and the lines from the lower to the upper bound."""
    domain = {"domain": [-0.5, max(1, count) - 0.5], "reverse": True, "nice": False, "zero": False}
    y = {"field": "row", "type": "quantitative", "axis": None, "scale": domain}
    axis = {"title": None, "orient": "top", "format": ".0%", "tickCount": 5}
    x = {
        "field": "probability",
        "type": "quantitative",
        "axis": axis,
        "scale": {"domain": [0, 1], "nice": False},
    }
    bar = {"type": "bar", "orient": "horizontal", "height": 11, "yOffset": 7}
    line = {"type": "rule", "yOffset": 7, "strokeWidth": 2, "color": {"expr": "ink"}}
    return [
        {
            "mark": {**bar, "fill": {"expr": "reported"}, "fillOpacity": 0.55},
            "encoding": {"x": x, "x2": {"datum": 0}, "y": y},
        },
        {"mark": line, "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}},
    ]


def _words() -> list[dict[str, Any]]:
    """The names at the left end, and the numbers at the right end of the line above each bar."""
    y = {"field": "row", "type": "quantitative"}
    text = {"type": "text", "yOffset": -8, "baseline": "middle", "fill": {"expr": "ink"}}
    return [
        {
            "mark": {**text, "align": "left", "limit": {"expr": f"width - {NUMBERS}"}},
            "encoding": {"x": {"value": 4}, "y": y, "text": {"field": "label"}},
        },
        {
            "mark": {**text, "align": "right", "fill": {"expr": "soft"}},
            "encoding": {"x": {"value": {"expr": "width - 4"}}, "y": y, "text": {"field": "shown"}},
        },
    ]

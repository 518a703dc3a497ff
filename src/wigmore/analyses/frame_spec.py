"""What the Vega-Lite specifications of all figures have in common: colours, font, sizes, and the frame.

Colours are parameters named after those of the page, so that a page in dark colours hands in others; the
values here are those of the drawn file, on white.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
Row = Mapping[str, object]

WIDTH = 640
"""The nominal width of a figure in pixels; the page gives it the width that it has."""

COLOURS: Mapping[str, str] = {
    "card": "#ffffff",
    "ink": "#22262b",
    "soft": "#5b616b",
    "line": "#e2ddd2",
    "tint": "#f6f4ef",
    "reported": "#28578a",
    "disputed": "#974700",
    "unsupported": "#5c6068",
    "target": "#8a6a00",
    "inferred": "#6b4a8a",
    "established": "#1f6b42",
}
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def titled(text: str, legend: str) -> Spec:
    """The title of a figure with its legend below it."""
    return {"text": text, "subtitle": legend, "anchor": "start", "offset": 12}


def framed(
    layers: Sequence[Spec], height: int, *, colours: Iterable[str], title: Spec | None = None, **held: Any
) -> Spec:
    """The whole specification around layers, as high as so many pixels; `held` are further keys, as `data`.

    `colours` are the names of those that the layers use, besides the four of what stands around them.
    """
    names = dict.fromkeys(("card", "ink", "soft", "line", *colours))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        **({} if title is None else {"title": title}),
        "background": {"expr": "card"},
        "padding": 10,
        "width": WIDTH,
        "height": height,
        "params": [{"name": name, "value": COLOURS[name]} for name in names],
        "layer": list(layers),
        "config": _config(),
        **held,
    }


def layer(mark: Spec, encoding: Spec, where: str = "", data: str = "") -> Spec:
    """A layer; `where` is the test of the rows that it shows, `data` the name of another table of rows."""
    made: Spec = {"mark": mark, "encoding": encoding}
    if data:
        made["data"] = {"name": data}
    if where:
        made["transform"] = [{"filter": where}]
    return made


def row(name: str, domain: tuple[float, float] | None = None) -> Spec:
    """The place of a row, counted from the top; one layer of a figure gives the domain."""
    made: Spec = {"field": name, "type": "quantitative", "axis": None}
    if domain is not None:
        made["scale"] = {"domain": list(domain), "reverse": True, "nice": False, "zero": False}
    return made


def _config() -> Spec:
    """Colours, font and sizes of what stands around the marks, by the names of COLOURS."""
    return {
        "font": FONT,
        "aria": False,
        "view": {"stroke": {"expr": "line"}},
        "text": {"fontSize": 11},
        "title": {
            "color": {"expr": "ink"},
            "subtitleColor": {"expr": "soft"},
            "fontSize": 15,
            "subtitleFontSize": 11,
        },
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
        "legend": {"labelColor": {"expr": "ink"}},
    }

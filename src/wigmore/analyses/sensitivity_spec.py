"""The Vega-Lite specifications of a tornado and of a sweep over priors.

Labels stand above their bars, so that a narrow screen leaves the whole width to the bars.
"""

from collections.abc import Sequence

from wigmore.analyses import frame_spec
from wigmore.analyses.frame_spec import Row, Spec

ROW = 38
"""How high a row of the tornado is in pixels: a line for its label, and the bar."""

HEIGHT = 240
HUES = ("reported", "disputed", "inferred", "established", "unsupported")
COLOURS = (*HUES, "target")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3])


def tornado(rows: Sequence[Row], base: float) -> Spec:
    """Bars from the value at the low end of each range to that at its high end, the widest on top.

    Each row has `label`, `at low` and `at high`; a line marks where all numbers are at their middle.
    """
    held = [{**one, "row": place} for place, one in enumerate(rows)]
    bar = {"type": "rect", "height": 12, "yOffset": 9}
    row = frame_spec.row("row", (-0.5, len(rows) - 0.5))
    across = {"x2": {"datum": base}, "y": row}
    label = {"type": "text", "align": "left", "baseline": "middle", "yOffset": -9, "fill": {"expr": "ink"}}
    layers = [
        frame_spec.layer({**bar, "fill": {"expr": "disputed"}}, {"x": _share("at low"), **across}),
        frame_spec.layer({**bar, "fill": {"expr": "reported"}}, {"x": _share("at high"), **across}),
        frame_spec.layer(
            {"type": "rule", "color": {"expr": "target"}}, {"x": {**_share(None), "datum": base}}
        ),
        frame_spec.layer(
            {**label, "limit": {"expr": "width - 8"}},
            {"x": {"value": 4}, "y": row, "text": {"field": "label"}},
        ),
    ]
    return frame_spec.framed(layers, len(rows) * ROW, colours=COLOURS, data={"values": held})


def _share(field: str | None) -> Spec:
    axis = {"title": "probability of the answer", "format": ".0%", "orient": "top", "tickCount": 5}
    made: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}
    return made if field is None else {"field": field, **made}


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
    lines = frame_spec.layer({"type": "line", "interpolate": "monotone", "strokeWidth": 2}, line)
    points = frame_spec.layer({"type": "point", "filled": True, "size": 80}, point)
    layers = [lines, {"data": {"values": list(now)}, **points}]
    return frame_spec.framed(layers, HEIGHT, colours=COLOURS, data={"values": list(rows)})


def _axis(field: str, title: str) -> Spec:
    axis = {"title": title, "format": ".0%", "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": axis}

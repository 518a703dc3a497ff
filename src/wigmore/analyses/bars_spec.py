"""The Vega-Lite specification of bars with bounds, each under its label, so that narrow screens show both."""

from collections.abc import Mapping, Sequence

from wigmore.analyses import frame_spec
from wigmore.analyses.frame_spec import Spec

ROW = 60
"""How high a row is in pixels: two lines of text, and the bar beneath them."""

ENDS = (0.1, 0.25, 0.5, 1.0)
"""Where the scale may end, so that small probabilities can still be told apart."""


def specification(title: str, legend: str, rows: Sequence[Mapping[str, object]]) -> Spec:
    """The whole specification; rows have `label`, `shown`, `low`, `high`, and `probability` where known."""
    most = max(float(str(one["high"])) for one in rows)
    end = next(one for one in ENDS if most <= one)
    placed = [{**one, "top": place, "middle": place + 0.79} for place, one in enumerate(rows)]
    return frame_spec.framed(
        _layers(len(rows), end),
        ROW * len(rows),
        colours=("reported",),
        title=frame_spec.titled(title, legend),
        data={"values": placed},
    )


def _layers(count: int, end: float) -> list[Spec]:
    x = {"type": "quantitative", "scale": {"domain": [0, end], "nice": False}}
    axis = {"title": None, "format": ".0%" if end > 0.1 else ".1~%", "orient": "top", "tickCount": 5}
    text = {"type": "text", "baseline": "top", "dy": 4, "fontSize": 12, "fill": {"expr": "ink"}}
    middle, at = frame_spec.row("middle", (0, count)), {"y": frame_spec.row("top")}
    return [
        frame_spec.layer(
            {"type": "rect", "height": 9, "fill": {"expr": "reported"}, "fillOpacity": 0.35},
            {
                "x": {"field": "low", "axis": axis, **x},
                "x2": {"field": "high"},
                "y": middle,
            },
        ),
        frame_spec.layer(
            {"type": "tick", "thickness": 3, "height": 17, "color": {"expr": "reported"}},
            {"x": {"field": "probability", **x}, "y": middle},
            "isValid(datum.probability)",
        ),
        frame_spec.layer(
            {**text, "align": "left", "limit": {"expr": "width - 6"}},
            {"x": {"value": 3}, **at, "text": {"field": "label"}},
        ),
        frame_spec.layer(
            {**text, "align": "left", "dy": 21, "fill": {"expr": "soft"}},
            {"x": {"value": 3}, **at, "text": {"field": "shown"}},
        ),
    ]

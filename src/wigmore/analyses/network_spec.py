"""The Vega-Lite specification of a network: ties as rules, entities as points, names where there is room.

Colours are parameters named after those of the page, as in the timeline.
"""

from collections.abc import Sequence
from typing import Any

from wigmore.analyses import timeline_spec

Spec = dict[str, Any]

LEGEND = (
    "As of the day of the case. Solid: certainly held. Dashed: possibly. Dotted: planned or lapsed. "
    "Faint: ended. What had not begun is left out."
)
CIRCLE: Spec = {
    "type": "circle",
    "fill": {"expr": "card"},
    "stroke": {"expr": "reported"},
    "strokeWidth": 1.2,
    "opacity": 1,
}
STATES = ("certain", "possible", "planned", "lapsed", "ended")


def specification(nodes: Sequence[Spec], ties: Sequence[Spec], size: tuple[int, int]) -> Spec:
    """The whole specification; places are pixels from the left and from the top."""
    across, down = size
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": "Network", "subtitle": LEGEND, "anchor": "start", "offset": 12},
        "background": {"expr": "card"},
        "padding": 10,
        "width": across,
        "height": down,
        "params": [{"name": name, "value": value} for name, value in timeline_spec.COLOURS.items()],
        "datasets": {"nodes": list(nodes), "ties": list(ties)},
        "layer": [
            *(_ties(state, size) for state in STATES),
            _layer(
                "nodes",
                CIRCLE,
                {**_at(size), "size": {"field": "size", "type": "quantitative", "scale": None}},
            ),
            _names("right", size),
            _names("left", size),
        ],
        "config": timeline_spec.config(),
    }


def _at(size: tuple[int, int], end: str = "") -> Spec:
    """Both coordinates, with the fields of one end where there are two."""
    axes: Spec = {}
    for axis, most, turned in (("x", size[0], False), ("y", size[1], True)):
        scale = {"domain": [0, most], "nice": False, "zero": False, "reverse": turned}
        axes[axis] = {"field": f"{axis}{end}", "type": "quantitative", "axis": None, "scale": scale}
    return axes


def _ties(state: str, size: tuple[int, int]) -> Spec:
    """The ties of one state; a dash is set for a whole layer, so each state has its own."""
    faint = state == "ended"
    mark: Spec = {"type": "rule", "stroke": {"expr": "soft"}, "opacity": 0.25 if faint else 0.85}
    if state != "certain" and not faint:
        mark["strokeDash"] = [5, 3] if state == "possible" else [1.5, 3]
    made = _layer("ties", mark, {**_at(size, "1"), "x2": {"field": "x2"}, "y2": {"field": "y2"}})
    return {**made, "transform": [{"filter": f"datum.as_of === '{state}'"}]}


def _names(side: str, size: tuple[int, int]) -> Spec:
    """The names that stand on one side of their nodes."""
    align, by = ("left", 11) if side == "right" else ("right", -11)
    mark = {"type": "text", "align": align, "dx": by, "baseline": "middle", "fill": {"expr": "ink"}}
    made = _layer("nodes", mark, {**_at(size), "text": {"field": "label"}})
    return {**made, "transform": [{"filter": f"datum.side === '{side}'"}]}


def _layer(data: str, mark: Spec, encoding: Spec) -> Spec:
    return {"data": {"name": data}, "mark": mark, "encoding": encoding}

"""The Vega-Lite specification of a network: ties as rules, entities as points, names where there is room."""

from collections.abc import Sequence
from typing import Any

from wigmore.analyses import frame_spec

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
    circles = {**_at(size), "size": {"field": "size", "type": "quantitative", "scale": None}}
    return frame_spec.framed(
        [
            *(_ties(state, size) for state in STATES),
            frame_spec.layer(CIRCLE, circles, data="nodes"),
            _names("right", size),
            _names("left", size),
        ],
        size[1],
        colours=("reported",),
        title=frame_spec.titled("Network", LEGEND),
        width=size[0],
        datasets={"nodes": list(nodes), "ties": list(ties)},
    )


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
    ends = {**_at(size, "1"), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return frame_spec.layer(mark, ends, f"datum.as_of === '{state}'", "ties")


def _names(side: str, size: tuple[int, int]) -> Spec:
    """The names that stand on one side of their nodes."""
    align, by = ("left", 11) if side == "right" else ("right", -11)
    mark = {"type": "text", "align": align, "dx": by, "baseline": "middle", "fill": {"expr": "ink"}}
    named = {**_at(size), "text": {"field": "label"}}
    return frame_spec.layer(mark, named, f"datum.side === '{side}'", "nodes")

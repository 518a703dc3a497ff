"""The Vega-Lite specification of a timeline: layers over two tables, with no word of its own but the day.

`t0` and `t1` are parameters: the ends of the time that is shown.
"""

from collections.abc import Sequence
from typing import Any

from wigmore.analyses import frame_spec
from wigmore.analyses.frame_spec import Row, Spec

WIDTH = 960
"""The nominal width in pixels, by which labels find their place."""

LABELS_FROM = 720
"""From how many pixels for the whole time on labels are shown; they are narrower than WIDTH assumes."""

CHARACTER = 6
"""How wide a character of a label is, in pixels."""

ROW, CLOSE_ROW = 21, 13
"""How high a row is in pixels, with labels and without."""

COLOURS = ("tint", "reported", "disputed", "unsupported", "target")

HUE = "datum.state === 'planned' ? disputed : datum.state === 'lapsed' ? unsupported : reported"
FILL = "datum.state !== 'happened' ? 0 : datum.form === 'span' ? 0.25 : 0.92"
# A line that is all dash, without a gap, looks the same as one without dashes and takes five times as long.
DASH = "datum.state === 'planned' ? [3, 2] : null"
SHORT = "(datum.c - datum.b) * width / (t1 - t0) < 7"
STANDS = "datum.state !== 'lapsed'"
CROSS = "M-1,-1L1,1M-1,1L1,-1"
TICKS = (
    "utcdate(datum.value) !== 1 || utchours(datum.value) !== 0 ? datum.label : "
    "utcmonth(datum.value) === 0 ? '' + utcyear(datum.value) : "
    "utcFormat(datum.value, '%b ') + utcyear(datum.value)"
)
"""The label of a tick: a year in full, whatever its number; a month with its year; else what Vega gives."""

LEGEND = (
    "Solid: certain. Hollow: some time within. Light: only possible. Diamond: known to the day. "
    "Arrow: open end. Question mark: unknown end. Dashed: planned. Crossed: lapsed. Line: day of the case."
)


def specification(
    *,
    marks: Sequence[Row],
    lanes: Sequence[Row],
    extent: tuple[int, int],
    day: int | None,
    labelled: bool,
) -> Spec:
    """The whole specification; times are milliseconds since 1970, rows are counted from the top."""
    rows = int(str(lanes[-1]["bottom"]))
    held: dict[str, Any] = {"t0": extent[0], "t1": extent[1], "chosen": ""}
    made = frame_spec.framed(
        [*_lanes(rows), *_tails(), *_bodies(), *_points(), *([_labels(extent)] if labelled else ())],
        rows * (ROW if labelled else CLOSE_ROW),
        colours=COLOURS,
        title=frame_spec.titled("Timeline", LEGEND),
        width=WIDTH,
        datasets={
            "marks": list(marks),
            "lanes": list(lanes),
            "days": [] if day is None else [{"at": day}],
        },
    )
    made["params"] += [{"name": name, "value": value} for name, value in held.items()]
    return made


def _x(name: str) -> Spec:
    scale = {"type": "utc", "domain": {"expr": "[t0, t1]"}, "nice": False}
    axis = {"title": None, "orient": "top", "labelExpr": TICKS}
    return {"field": name, "type": "temporal", "scale": scale, "axis": axis}


def _layer(data: str, mark: Spec, encoding: Spec, where: str = "") -> Spec:
    return frame_spec.layer({"clip": True, **mark}, encoding, where, data)


def _lanes(rows: int) -> list[Spec]:
    """Bands with their names, and the day of the case as a line."""
    band = {
        "x": {"value": 0},
        "x2": {"value": {"expr": "width"}},
        "y": frame_spec.row("top", (0, rows)),
        "y2": {"field": "bottom"},
    }
    name = {"x": {"value": 5}, "y": frame_spec.row("top"), "text": {"field": "lane"}}
    words = {"type": "text", "align": "left", "baseline": "top", "dy": 3, "fontWeight": "bold"}
    return [
        _layer("lanes", {"type": "rect", "fill": {"expr": "tint"}, "stroke": {"expr": "line"}}, band),
        _layer("days", {"type": "rule", "color": {"expr": "target"}, "strokeWidth": 1.5}, {"x": _x("at")}),
        _layer("lanes", {**words, "fill": {"expr": "soft"}}, name),
    ]


def _bar(start: str, end: str, where: str, mark: Spec) -> Spec:
    encoding = {"x": _x(start), "x2": {"field": end}, "y": frame_spec.row("row")}
    return _layer("marks", {"type": "rect", "fill": {"expr": HUE}, **mark}, encoding, where)


def _tails() -> list[Spec]:
    """What runs on to an open or unknown end, and the wings in which a bar may begin and end."""
    tail, wing = {"height": 4, "fillOpacity": 0.35}, {"height": 7, "fillOpacity": 0.38}
    return [
        _bar("low", "a", "isValid(datum.before)", tail),
        _bar("d", "high", "isValid(datum.after)", tail),
        _bar("a", "b", "datum.a < datum.b", wing),
        _bar("c", "d", "datum.c < datum.d", wing),
    ]


def _bodies() -> list[Spec]:
    """What is certain: solid for a period, hollow for a date within it; a dot where that is too short."""
    drawn = {
        "stroke": {"expr": HUE},
        "strokeWidth": 1.3,
        "fillOpacity": {"expr": FILL},
    }
    dashed = {"strokeDash": {"expr": DASH}}
    body = "datum.form !== 'day' && datum.b < datum.c"
    dot = {"type": "point", "shape": "circle", "size": 44, "fill": {"expr": HUE}, **drawn}
    diamond = {**dot, "shape": "diamond", "size": 95}
    middle = {"x": _x("middle"), "y": frame_spec.row("row")}
    return [
        _bar("b", "c", f"{body} && !({SHORT})", {"height": 10, **drawn, **dashed}),
        _layer("marks", {**dot, **dashed}, middle, f"{body} && {SHORT} && {STANDS}"),
        _layer("marks", diamond, middle, f"datum.form === 'day' && {STANDS}"),
    ]


def _points() -> list[Spec]:
    """Arrows at open ends, question marks at unknown ones, and a cross over what lapsed."""
    made = []
    for key, place, shape in (("before", "low", "triangle-left"), ("after", "high", "triangle-right")):
        at = {"x": _x(place), "y": frame_spec.row("row")}
        arrow = {"type": "point", "shape": shape, "size": 60, "fill": {"expr": HUE}, "strokeWidth": 0}
        asked = {"type": "text", "text": "?", "fontSize": 12, "fontWeight": "bold", "fill": {"expr": HUE}}
        # At the edge of the figure an arrow would be cut in half.
        inward = 5 if key == "before" else -5
        made.append(_layer("marks", {**arrow, "xOffset": inward}, at, f"datum.{key} === 'open'"))
        made.append(_layer("marks", asked, at, f"datum.{key} === 'unknown'"))
    ring = {"type": "point", "shape": "circle", "size": 420, "stroke": {"expr": "target"}, "strokeWidth": 2.5}
    made.append(
        _layer("marks", ring, {"x": _x("middle"), "y": frame_spec.row("row")}, "datum.event === chosen")
    )
    cross = {"type": "point", "shape": CROSS, "size": 110, "stroke": {"expr": HUE}, "strokeWidth": 1.8}
    made.append(
        _layer("marks", cross, {"x": _x("middle"), "y": frame_spec.row("row")}, "datum.state === 'lapsed'")
    )
    return made


def _labels(extent: tuple[int, int]) -> Spec:
    """The labels, where the time has about the width for which they were placed: they would overlap else."""
    room = f"width * {extent[1] - extent[0]} / (t1 - t0) < {LABELS_FROM}"
    mark = {
        "opacity": {"expr": f"{room} ? 0 : 1"},
        "type": "text",
        "fill": {"expr": "ink"},
        "align": {"expr": "datum.side === 'left' ? 'right' : 'left'"},
        "dx": {"expr": "datum.side === 'left' ? -9 : 9"},
        "baseline": "middle",
    }
    return _layer("marks", mark, {"x": _x("at"), "y": frame_spec.row("row"), "text": {"field": "label"}})

"""The Vega-Lite specifications of a coincidence: two series of ticks with windows, and what chance gives."""

from collections.abc import Mapping, Sequence

from wigmore.analyses import frame_spec, timeline_spec
from wigmore.analyses.frame_spec import Row, Spec

COLOURS = ("tint", "reported", "disputed", "target")
LANE = 56
"""How high the lane of a series is, in pixels."""

TICKS_LEGEND = (
    "Light: a window is open. Thick: it coincides. Thin: it does not. Grey: the date is not certain."
)
NULL_LEGEND = "Bars: how probable each number is by chance, the calendar kept. Line: what was found."


def ticks(title: str, *, entries: Sequence[Row], open_: Sequence[Row], extent: tuple[int, int]) -> Spec:
    """The two series, left above right; times are milliseconds since 1970.

    Entries have `lane` (0 or 1), `from`, `to`, `at` and `hit` (yes or no); windows have `from` and `to`.
    """
    lanes = [{"top": 0.06, "lane": "earlier series"}, {"top": 1.06, "lane": "later series"}]
    placed = [
        {**one, "top": int(str(one["lane"])) + 0.36, "bottom": int(str(one["lane"])) + 0.94}
        for one in entries
    ]
    datasets: dict[str, Sequence[Row]] = {"entries": placed, "windows": list(open_), "lanes": lanes}
    return _figure(title, TICKS_LEGEND, datasets, _tick_layers(extent), 2 * LANE)


def _tick_layers(extent: tuple[int, int]) -> list[Spec]:
    """Windows as bands behind both series, uncertain dates as spans, a tick for each entry, the names."""
    # As an expression: of numbers some layers make dates, and the domains would be two to the drawing.
    scale = {"domain": {"expr": f"[{extent[0]}, {extent[1]}]"}, "type": "utc", "nice": False}
    axis = {"title": None, "orient": "top", "labelExpr": timeline_spec.TICKS}

    def x(name: str) -> Spec:
        return {"field": name, "type": "temporal", "scale": scale, "axis": axis}

    rows = {"domain": [0, 2], "reverse": True, "nice": False, "zero": False}
    bar = {
        "y": {"field": "top", "type": "quantitative", "axis": None, "scale": rows},
        "y2": {"field": "bottom"},
    }
    band = {"x": x("from"), "x2": {"field": "to"}}
    shade = {"type": "rect", "clip": True}
    words = {"type": "text", "align": "left", "baseline": "top", "fill": {"expr": "soft"}}
    named = {"x": {"value": 5}, "y": bar["y"], "text": {"field": "lane"}}
    return [
        _layer("windows", {**shade, "fill": {"expr": "reported"}, "fillOpacity": 0.18}, band),
        _layer(
            "entries",
            {**shade, "fill": {"expr": "soft"}, "fillOpacity": 0.25},
            {**band, **bar},
            "datum.from < datum.to",
        ),
        *(
            _layer(
                "entries",
                {"type": "rule", "clip": True, "color": {"expr": colour}, "strokeWidth": width},
                {"x": x("at"), **bar},
                f"datum.hit === '{hit}'",
            )
            for hit, colour, width in (("no", "soft", 1.5), ("yes", "reported", 4))
        ),
        _layer("lanes", words, named),
    ]


def null(title: str, *, chances: Sequence[float], found: float) -> Spec:
    """How probable each number of coincidences is by chance, and the number that was found."""
    rows = [
        {"count": count, "from": count - 0.4, "to": count + 0.4, "chance": round(chance, 6)}
        for count, chance in enumerate(chances)
    ]
    x: Spec = {
        "type": "quantitative",
        "axis": {"title": "coincidences", "tickMinStep": 1, "format": "d"},
        "scale": {"domain": [-0.6, len(chances) - 0.4], "nice": False},
    }
    y = {"type": "quantitative", "axis": {"title": "by chance", "format": "~%", "tickCount": 4}}
    bars = {
        "x": {"field": "from", **x},
        "x2": {"field": "to"},
        "y": {"field": "chance", **y},
        "y2": {"datum": 0},
    }
    return _figure(
        title,
        NULL_LEGEND,
        {"chances": rows, "found": [{"at": round(found, 4)}]},
        [
            _layer("chances", {"type": "rect", "fill": {"expr": "reported"}, "fillOpacity": 0.45}, bars),
            _layer(
                "found",
                {"type": "rule", "color": {"expr": "target"}, "strokeWidth": 2.5},
                {"x": {"field": "at", **x}},
            ),
        ],
        150,
    )


def _figure(
    title: str, legend: str, datasets: Mapping[str, Sequence[Row]], layers: Sequence[Spec], height: int
) -> Spec:
    return frame_spec.framed(
        layers, height, colours=COLOURS, title=frame_spec.titled(title, legend), datasets=dict(datasets)
    )


def _layer(data: str, mark: Spec, encoding: Spec, where: str = "") -> Spec:
    return frame_spec.layer(mark, encoding, where, data)

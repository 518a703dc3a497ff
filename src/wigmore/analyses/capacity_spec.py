"""The Vega-Lite specification of demand and supply by year: a bar with its middle for each, on one axis.

Labels stand above their bars, so that a narrow screen leaves the whole width to the bars.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.analyses import frame_spec
from wigmore.analyses.frame_spec import Spec
from wigmore.kit import amount

ROW = 38
"""How high a bar is in pixels with its label."""

MOST_YEARS = 8
"""How many years one figure shows, those last."""

WIDE = 10
"""From how many times the smallest amount the axis counts in powers of ten."""

SIDES = {
    "demand": ("asked for", "disputed"),
    "supply": ("can be made, plans included", "reported"),
    "operating": ("of this operates", "established"),
}
"""How each side is told, and in which colour it stands."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn as one bar, in the unit of the figure; None where there is no middle, or no upper end."""

    year: int
    side: str
    low: float
    central: float | None
    high: float | None

    @property
    def label(self) -> str:
        """The year, the side and the amount in words, without the unit."""
        told = amount.interval(self.low, self.high)
        middle = "" if self.central is None else amount.number(self.central)
        beside = f" ({told})" if middle and middle != told else ""
        return f"{self.year}, {SIDES[self.side][0]}: {middle or told}{beside}"


def specification(title: str, unit: str, bars: Sequence[Bar]) -> Spec:
    """The whole specification of bars in the order in which they are drawn."""
    domain, is_log = _domain(bars)
    rows = [_row(place, one, domain) for place, one in enumerate(bars)]
    legend = f"{unit}, low to high, the stroke is the middle; pale: no upper end is known"
    return frame_spec.framed(
        _layers(len(bars), domain, is_log),
        ROW * len(bars),
        colours=[hue for _, hue in SIDES.values()],
        title=frame_spec.titled(title, legend),
        data={"values": rows},
    )


def _domain(bars: Sequence[Bar]) -> tuple[tuple[float, float], bool]:
    """Where the axis begins and ends, and whether it counts in powers of ten."""
    held = [value for one in bars for value in (one.low, one.central, one.high) if value]
    if not held:
        return (0.0, 1.0), False
    least, most = min(held), max(held)
    if most <= WIDE * least:
        return (0.0, most * 1.05), False
    return (10.0 ** math.floor(math.log10(least)), 10.0 ** math.ceil(math.log10(most * 1.0001))), True


def _row(place: int, one: Bar, domain: tuple[float, float]) -> Spec:
    """A bar inside the axis: what begins at nought begins at its left end, what has no end at its right."""
    low, high = max(one.low, domain[0]), domain[1] if one.high is None else max(one.high, domain[0])
    made: Spec = {"row": place, "label": one.label, "side": one.side, "low": low, "high": high}
    if one.central:
        made["central"] = max(one.central, domain[0])
    return {**made, "open": 1 if one.high is None else 0}


def _layers(count: int, domain: tuple[float, float], is_log: bool) -> list[Spec]:
    scale = {"domain": list(domain), "nice": False, **({"type": "log"} if is_log else {"zero": True})}
    axis: Spec = {"title": None, "orient": "top", "tickCount": 5}
    axis["format"] = ",~g" if domain[1] < 1e6 else "~s"
    if is_log:
        powers = range(round(math.log10(domain[0])), round(math.log10(domain[1])) + 1)
        axis["values"] = [10.0**power for power in powers]
    across: Spec = {"type": "quantitative", "scale": scale}
    hue = " : ".join(f"datum.side === '{side}' ? {name}" for side, (_, name) in SIDES.items()) + " : soft"
    row = frame_spec.row("row", (-0.5, count - 0.5))
    bar = {"type": "rect", "height": 12, "yOffset": 9, "fill": {"expr": hue}}
    label = {"type": "text", "align": "left", "baseline": "middle", "yOffset": -8, "fill": {"expr": "ink"}}
    return [
        frame_spec.layer(
            {**bar, "fillOpacity": {"expr": "datum.open ? 0.25 : 0.5"}},
            {"x": {"field": "low", "axis": axis, **across}, "x2": {"field": "high"}, "y": row},
        ),
        frame_spec.layer(
            {"type": "tick", "thickness": 3, "height": 16, "yOffset": 9, "color": {"expr": hue}},
            {"x": {"field": "central", **across}, "y": row},
            "isValid(datum.central)",
        ),
        frame_spec.layer(
            {**label, "fontSize": 12, "limit": {"expr": "width - 6"}},
            {"x": {"value": 3}, "y": row, "text": {"field": "label"}},
        ),
    ]

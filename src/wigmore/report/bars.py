"""Small drawings beside numbers: a probability with its bounds, a weight for or against, a covered share.

Each is drawn in the units of its numbers and stretched to the width of its place.
"""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from wigmore.report import answers, markup

GRID = "M.25 0V1M.5 0V1M.75 0V1"
FARTHEST = 20.0
"""A weight beyond so many decibans, a hundred to one, is drawn as one of so many."""


def probability(row: Mapping[str, Any]) -> Markup:
    """From 0 to 1: bounds as a band, draws as a narrower one, the probability, and what the text states."""
    parts = [
        _between("b-bounds", row, "low", "high", ".5"),
        _between("b-draws", row, "drawn low", "drawn high", ".5"),
        _between("b-stated", row, "stated low", "stated high", ".94"),
        _at("b-point", row.get("probability")),
    ]
    return markup.made(
        '<svg class="odds-bar" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><path class="b-grid" d="{GRID}"/>{"".join(parts)}</svg>'
    )


def _between(name: str, row: Mapping[str, Any], low: str, high: str, y: str) -> str:
    start, end = answers.number(row.get(low)), answers.number(row.get(high))
    return "" if start is None or end is None else f'<path class="{name}" d="M{start:.4f} {y}H{end:.4f}"/>'


def _at(name: str, value: Any) -> str:
    held = answers.number(value)
    return "" if held is None else f'<path class="{name}" d="M{held:.4f} .08V.92"/>'


def weight(value: Any) -> Markup:
    """Decibans to the right of the middle where they speak for, to the left where they speak against."""
    held = answers.number(value)
    if held is None:
        return markup.made("")
    end = min(max(held, -FARTHEST), FARTHEST)
    side = "for" if end >= 0 else "against"
    return markup.made(
        '<svg class="weight-bar" viewBox="-20 0 40 1" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><path class="b-grid" d="M0 0V1"/>'
        f'<path class="b-{side}" d="M0 .5H{end:.2f}"/></svg>'
    )


def coverage(row: Mapping[str, Any]) -> Markup:
    """The share of days on which a window is open, and the limit above which that tells nothing."""
    held, limit = answers.number(row["coverage"]), answers.number(row["limit"])
    if held is None or limit is None:
        return markup.made("")
    side = "against" if held > limit else "for"
    return markup.made(
        '<svg class="odds-bar" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><path class="b-{side}" d="M0 .5H{held:.4f}"/>{_at("b-stated", limit)}</svg>'
    )

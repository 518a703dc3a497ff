"""The chapter of the timeline: the figure, and the table of the same events, filtered together."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from wigmore.kit import edtf, edtf_words
from wigmore.report import chapters, charts, claims, facets, items, labels, lists, markup, page_templates

NAME = "timeline"
ANALYSIS = "chronology"
TITLES = (
    ("who", "Participant"),
    ("topic", "Topic"),
    ("state", "State"),
    ("kind", "Kind"),
    ("status", "Status"),
)
"""The facets of the table: key and title."""

PIECE = 64
Row = Mapping[str, Any]


def make(gathering: items.Gathering) -> chapters.Chapter | None:
    """The chapter; None where the case has no events in a table of that name."""
    table = next(
        (one for one in gathering.case.data["tables"] if (one["analysis"], one["name"]) == (ANALYSIS, NAME)),
        None,
    )
    if table is None or not table["rows"]:
        return None
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    body = page_templates.environment().get_template("timeline.html").render(
        listed=lists.listed(TITLES, list(_pieces(gathering, rows)), gathering.remember),
        charts=[charts.chart(one) for one in gathering.case.data["figures"] if is_own(one)],
    )
    return chapters.Chapter(
        NAME,
        "Master timeline",
        "Every event by its date: what is certain of it, and what is only possible.",
        len(rows),
        markup.made(body),
    )


def is_own(figure: Mapping[str, Any]) -> bool:
    """Whether a figure is drawn in this chapter, and so nowhere else."""
    return (figure["analysis"], figure["name"]) == (ANALYSIS, NAME)


def _pieces(gathering: items.Gathering, rows: list[Row]) -> Iterator[lists.Piece]:
    """The rows of the table in pieces, each remembered under all that it shows."""
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        names = labels.used(gathering.known, piece)
        shown = json.dumps([page_templates.renderer_digest(), NAME, names, piece], ensure_ascii=False)
        yield lists.Piece([_facets(gathering, row) for row in piece], shown, partial(_rows, piece, names))

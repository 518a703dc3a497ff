"""The chapter of the timeline: the figure, and the table of the same events, filtered together."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from wigmore.kit import edtf, edtf_words
from wigmore.report import chapter, charts, facets, items, labels, lists, markup, templating

NAME = "timeline"
DRAWN = "chronology/timeline"
COLUMNS = (
    "event",
    "date",
    "earliest",
    "latest",
    "order",
    "kind",
    "state",
    "matter",
    "who",
    "topics",
    "status",
)
ABOUT = (
    "Every event by its date, in the lanes of those who took part: "
    "what is certain of a time, and what is only possible."
)
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


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The figure with its table; None where the case has no events."""
    rows = gathering.table(DRAWN, COLUMNS)
    if not rows:
        return None
    drawn = [one for one in gathering.case.data["figures"] if f"{one['analysis']}/{one['name']}" == DRAWN]
    body = templating.render(
        "timeline.html",
        charts=[charts.chart(one) for one in drawn],
        listed=lists.listed(TITLES, list(_pieces(gathering, rows)), gathering.remember),
    )
    return chapter.Chapter(NAME, "Master timeline", ABOUT, len(rows), body, (DRAWN,))


def _pieces(gathering: items.Gathering, rows: list[Row]) -> Iterator[lists.Piece]:
    """The rows of the table in pieces, each remembered under all that it shows."""
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        names = labels.used(gathering.known, piece)
        shown = json.dumps([templating.digest(), NAME, names, piece], ensure_ascii=False)
        yield lists.Piece([_index(gathering, row) for row in piece], shown, partial(_rendered, piece, names))


def _index(gathering: items.Gathering, row: Row) -> list[Any]:
    """The event of a row, what it is called, and its values of every facet."""
    name = str(row["event"])
    held = (
        facets.names_of(gathering, row["who"] or ()),
        str(row["topics"]).split("; "),
        [state(row)],
        [str(row["kind"]).replace("-", " ")],
        [str(row["status"])],
    )
    return [name, facets.names_of(gathering, [name])[0], *[facets.visible(values) for values in held]]


def state(row: Row) -> str:
    """The state of an event; what is not said to be planned or lapsed happened."""
    return str(row["state"] or "happened")


def _rendered(piece: list[Row], names: markup.Labels) -> str:
    rows = [{**row, "state": state(row), "said": said(str(row["date"]))} for row in piece]
    return templating.render("timeline_rows.html", rows=rows, labels=names)


def said(date: str) -> str:
    """A date in words; empty where there is none."""
    try:
        return edtf_words.said(edtf.parse(date)) if date else ""
    except edtf.EdtfError:
        return date

"""The chapter of patents: what each is cited for beside what it claims, and all in a table to sort."""

from collections.abc import Mapping
from typing import Any

from wigmore.kit import edtf
from wigmore.report import chapter, items, templating, timeline

PATENTS, HOLDERS = "portfolio/patents", "portfolio/holders"
COLUMNS = (
    *("patent", "office", "number", "form", "kind code", "assignee", "priority", "filed", "published"),
    *("granted", "family", "claims", "cited for", "verdict", "basis", "kind means", "name"),
    *("claimed by", "cited by"),
)
HOLDER_COLUMNS = ("holder", "office", "count", "usual", "of", "basis")
DAYS = ("priority", "filed", "published", "granted")
OPEN = 60
"""How many rows of the table are shown at once; the others are folded."""

ABOUT = (
    "Patents and applications by number, form and day. An application is no patent, and what a patent covers "
    "stands in its claims, whatever it is cited for. An empty cell: no source of the case tells it."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """What is cited beside what is claimed, the table, and where holders file; None without patents."""
    known = gathering.case.records.get("entities", {})
    rows = [_row(row) for row in gathering.table(PATENTS, COLUMNS) if row["patent"] in known]
    if not rows:
        return None
    holders = gathering.table(HOLDERS, HOLDER_COLUMNS)
    body = templating.render(
        "patents.html",
        cited=[row for row in rows if row["cited for"]],
        rows=rows[:OPEN],
        rest=rows[OPEN:],
        days=[day for day in DAYS if any(row["said"][day] for row in rows)],
        has={key: any(row[key] for row in rows) for key in ("family", "verdicts")},
        holders=holders,
        labels=gathering.known,
    )
    draws = (PATENTS, HOLDERS) if holders else (PATENTS,)
    return chapter.Chapter("patents", "Patents", ABOUT, len(rows), body, draws)


def _row(row: Row) -> dict[str, Any]:
    """A row with its days in words, each with the date by which it is sorted, and its verdicts apart."""
    days = {day: [one for one in str(row[day]).split("; ") if one] for day in DAYS}
    said = {day: [timeline.said(one) for one in some] for day, some in days.items()}
    keys = {day: _key(some[0] if some else "") for day, some in days.items()}
    return {
        **row,
        "said": said,
        "keys": keys,
        "verdicts": [one for one in str(row["verdict"]).split("; ") if one],
    }


def _key(date: str) -> str:
    """By what a date is sorted: as it is written, year first; what is no date has none."""
    try:
        return edtf.parse(date).text if date else ""
    except edtf.EdtfError:
        return ""

"""The chapter of patents: what each is cited for beside what it claims, and all in a table to sort."""

from collections.abc import Mapping
from typing import Any

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
    "stands in its claims, whatever it is cited for."
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
        days=DAYS,
        holders=holders,
        labels=gathering.known,
    )
    draws = (PATENTS, HOLDERS) if holders else (PATENTS,)
    return chapter.Chapter("patents", "Patents", ABOUT, len(rows), body, draws)


def _row(row: Row) -> dict[str, Any]:
    """A row with its days in words, each with the date by which it is sorted, and its verdicts apart."""
    held = {day: [timeline.said(one) for one in str(row[day]).split("; ") if one] for day in DAYS}
    return {**row, "said": held, "verdicts": [one for one in str(row["verdict"]).split("; ") if one]}

"""The chapter of standing: what the text under test calls established, beside what the rules say."""

from collections.abc import Mapping
from typing import Any

from wigmore.report import chapter, items, templating, trails, words

TABLE = "standing/standing"
CALLS, DIFFERENCE = "the text calls it", "difference"
COLUMNS = ("claim", "status", "rule", CALLS, DIFFERENCE)
SURER, LESS = "surer than the sources", "less sure than the sources"

Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The text's words against the statuses; None where the text calls no claim anything."""
    rows = [row for row in gathering.table(TABLE, COLUMNS) if row["claim"] in gathering.known]
    rules = {row["id"] for row in gathering.case.policies.get("status", {}).get("rows", ())}
    called = list(dict.fromkeys(str(row[CALLS]) for row in rows if row[CALLS]))
    if not called:
        return None
    statuses = _in_order({str(row["status"]) for row in rows})
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        cells.setdefault((str(row[CALLS]), str(row["status"])), []).append(row)
    calls = [*_in_order(set(called)), *([""] if any(call == "" for call, _ in cells) else [])]
    surer = [row for row in rows if row[DIFFERENCE] == SURER]
    body = templating.render(
        "standing.html",
        statuses=statuses,
        lines=[(call, [_cell(cells, call, status) for status in statuses]) for call in calls],
        surer=surer,
        less=[row for row in rows if row[DIFFERENCE] == LESS],
        calls=CALLS,
        rules={rule: f"policy:status/{rule}" for rule in rules},
        labels=gathering.known,
    )
    return chapter.Chapter("standing", "Standing", ABOUT, len(surer), body, (TABLE,))


ABOUT = "How sure the text under test is of each claim, beside the status that the claim has by the rules."


def _in_order(held: set[str]) -> list[str]:
    """Words with the statuses first, in the order of statuses, and others by their letters."""
    return [*[one for one in words.STATUSES if one in held], *sorted(held - set(words.STATUSES))]


def _cell(cells: Mapping[tuple[str, str], list[Row]], call: str, status: str) -> dict[str, Any]:
    """The claims of a cell, and where their list stands."""
    name = trails.slug(f"standing:{call or 'nothing'}/{status}")
    return {"anchor": name, "call": call, "status": status, "rows": cells.get((call, status), [])}

"""The chapter of comparisons: the features of things side by side, with the trade beside them."""

from collections.abc import Mapping
from typing import Any

from wigmore.report import answers, chapter, items, templating, trails

CELLS, FEATURES = "convergence/cells", "convergence/features"
CELL_COLUMNS = (
    *("comparison", "feature", "subject", "value", "when", "status", "basis", "state", "role", "stated"),
)
FEATURE_COLUMNS = (
    *("comparison", "feature", "verdict", "first", "shared by", "of", "others unknown"),
    *("value", "first is", "why", "ratio"),
)
COMPARED = "compared"
SHOWN = ("feature", "subject", "value", "when", "status", "state", "basis")
"""The columns of the folded table of others in the trade."""

ABOUT = (
    "Features of things side by side, each from what the sources say. A feature that everybody in the trade "
    "has is no tie; what nobody looked for is told apart from what was looked for in vain."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A table for each comparison; None where nothing is compared."""
    known = gathering.case.records.get("comparisons", {})
    rows = [row for row in gathering.table(FEATURES, FEATURE_COLUMNS) if row["comparison"] in known]
    if not rows:
        return None
    cells = gathering.table(CELLS, CELL_COLUMNS)
    names = list(dict.fromkeys(str(row["comparison"]) for row in rows))
    body = templating.render(
        "comparison.html",
        comparisons=[_comparison(gathering, name, rows, cells) for name in names],
        columns=SHOWN,
        labels=gathering.known,
    )
    return chapter.Chapter("comparison", "Side by side", ABOUT, len(names), body, (CELLS, FEATURES))


def _comparison(gathering: items.Gathering, name: str, rows: list[Row], cells: list[Row]) -> dict[str, Any]:
    """One comparison: its things, a row for each feature, and others in the trade."""
    held = gathering.case.records["comparisons"][name]
    mine = [row for row in cells if row["comparison"] == name]
    by_cell: dict[tuple[str, str], list[Row]] = {}
    for row in mine:
        if row["role"] == COMPARED:
            by_cell.setdefault((str(row["feature"]), str(row["subject"])), []).append(row)
    subjects = list(dict.fromkeys(str(one) for one in held["subjects"]))
    features = [row for row in rows if row["comparison"] == name]
    return {
        "id": name,
        "anchor": trails.slug(f"comparison:{name}"),
        "subjects": subjects,
        "stated": held.get("stated"),
        "rows": [
            {**row, "cells": [by_cell.get((str(row["feature"]), one), []) for one in subjects]}
            for row in features
        ],
        "is_counted": any(answers.number(row["of"]) is not None for row in features),
        "trade": [
            (row["subject"], [row[column] for column in SHOWN]) for row in mine if row["role"] != COMPARED
        ],
    }

"""The compiled case as CSV tables: one for each kind of record, one for findings, one per analysis table."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from wigmore.kit import text as texts
from wigmore.model import compiled
from wigmore.report import remembering

FOLDER = "tables"
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, also behind blanks (OWASP, CSV injection)."""

PIECE = 500
"""How many rows are remembered together."""

_encode = json.JSONEncoder(ensure_ascii=False).encode

DERIVED = ("status", "observers", "denying", "copies")


def render(case: compiled.Compiled, remember: remembering.Remember) -> dict[str, str]:
    """The text of every table by its path in `out/`; cells are text, never a formula."""
    made = {}
    for kind, rows in case.records.items():
        if kind != "case":
            made[f"{FOLDER}/{kind}.csv"] = _csv(*_records(case, kind, rows), remember)
    if case.findings:
        columns = ("id", "analysis", "sentence", "basis", "against", "assumes")
        cells = [[one[column] for column in columns] for one in case.findings]
        made[f"{FOLDER}/findings.csv"] = _csv(columns, cells, remember)
    for table in case.data["tables"]:
        name = f"{FOLDER}/{table['analysis']}-{table['name']}.csv".replace(" ", "-")
        made[name] = _csv(table["columns"], table["rows"], remember)
    return made


def _records(
    case: compiled.Compiled, kind: str, rows: Mapping[str, Mapping[str, Any]]
) -> tuple[Sequence[str], list[list[Any]]]:
    """The columns and rows of the table of one kind of record, with what was worked out about each."""
    keys = list(dict.fromkeys(key for row in rows.values() for key in row))
    worked_out = case.derived
    derived = [key for key in DERIVED if any(key in worked_out.get(name, {}) for name in rows)]
    made = []
    for name, row in rows.items():
        held = worked_out.get(name, {})
        made.append([name, *[row.get(key, "") for key in keys], *[held.get(key, "") for key in derived]])
    return ("id", *keys, *derived), made


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]], remember: remembering.Remember) -> str:
    """A table as CSV; its rows are remembered in pieces, by what they hold."""
    parts = [_lines([columns])]
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        parts.append(remember("pieces of tables", _encode(["csv", *piece]), partial(_lines, piece)))
    return "".join(parts)


def _lines(rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[cell(value) for value in row] for row in rows])
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as the text of a cell: what looks like a formula gets an apostrophe, what hides is shown."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = value if isinstance(value, str) else _encode(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        text = "; ".join(value)
    text = texts.visible(text)
    return "'" + text if text.lstrip(" ").startswith(FORMULA_STARTS) else text

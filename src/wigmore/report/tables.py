"""The compiled case as CSV tables: one for each kind of record, one for findings, one per analysis table."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wigmore.kit import text as texts
from wigmore.model import compiled

FOLDER = "tables"
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, also behind blanks (OWASP, CSV injection)."""

DERIVED = ("status", "observers", "denying", "copies")


def render(case: compiled.Compiled) -> dict[str, str]:
    """The text of every table by its path in `out/`; cells are text, never a formula."""
    made = {}
    for kind, rows in case.records.items():
        if kind != "case":
            made[f"{FOLDER}/{kind}.csv"] = _records(case, kind, rows)
    if case.findings:
        columns = ("id", "analysis", "sentence", "basis", "against", "assumes")
        made[f"{FOLDER}/findings.csv"] = _csv(
            columns, ([one[column] for column in columns] for one in case.findings)
        )
    for table in case.data["tables"]:
        made[f"{FOLDER}/{table['analysis']}-{table['name']}.csv"] = _csv(table["columns"], table["rows"])
    return made


def _records(case: compiled.Compiled, kind: str, rows: Mapping[str, Mapping[str, Any]]) -> str:
    keys = list(dict.fromkeys(key for row in rows.values() for key in row))
    derived = [key for key in DERIVED if any(key in case.derived.get(name, {}) for name in rows)]
    return _csv(
        ("id", *keys, *derived),
        (
            [
                name,
                *(row.get(key, "") for key in keys),
                *(case.derived.get(name, {}).get(key, "") for key in derived),
            ]
            for name, row in rows.items()
        ),
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(column) for column in columns])
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as the text of a cell: what looks like a formula gets an apostrophe, what hides is shown."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        text = "; ".join(value)
    text = texts.visible(text)
    return "'" + text if text.lstrip(" ").startswith(FORMULA_STARTS) else text

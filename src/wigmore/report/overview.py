"""What the page shows besides records and chapters: first screen, findings, tables and diagnostics."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from wigmore.model import compiled
from wigmore.report import items, screen, trails, words

KEY_FINDINGS = 5


def view(gathering: items.Gathering, drawn: frozenset[str]) -> dict[str, Any]:
    """The parts of the page that are no cards of records, as values for its template.

    `drawn` names the tables and figures that chapters show.
    """
    case = gathering.case
    the_case = case.records["case"]["case"]
    return {
        "the_case": the_case,
        "settings": case.data["settings"],
        **screen.view(gathering),
        "key_findings": _key_findings(case.findings),
        "findings": _by_analysis(case),
        "trails": trails.packed(case),
        "tables": list(_tables(case, drawn)),
        "figures": list(_figures(case, drawn)),
        "diagnostics": _diagnostics(case),
        "on_case": [one for one in case.data["diagnostics"] if not _has_place(case, one)],
        "private": _private(case),
        "left_out": case.data["left_out"],
        "meanings": _meanings(case),
    }


def _has_place(case: compiled.Compiled, one: Mapping[str, Any]) -> bool:
    """Whether a diagnostic is shown where it belongs: at the card of a record, or at a sentence."""
    kind = case.kind_of(one["on"]) if one["on"] else None
    return one["code"].startswith("P") or (kind is not None and kind != "case")


def _key_findings(findings: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first findings of every analysis in turn, one of each sort before a second, in the report's order.

    Findings are of one sort when their sentences name the same values.
    """
    sorts: dict[tuple[str, ...], int] = {}
    ranked: dict[str, list[tuple[int, int]]] = {}
    for place, one in enumerate(findings):
        sort = (one["analysis"], *one["values"])
        sorts[sort] = turn = sorts.get(sort, -1) + 1
        ranked.setdefault(one["analysis"], []).append((turn, place))
    turns = itertools.zip_longest(*(sorted(held) for held in ranked.values()))
    chosen = [pair[1] for turn in turns for pair in turn if pair is not None][:KEY_FINDINGS]
    return [findings[place] for place in sorted(chosen)]


def _by_analysis(case: compiled.Compiled) -> list[dict[str, Any]]:
    """Every analysis with its question and its findings."""
    return [
        {**one, "findings": [held for held in case.findings if held["analysis"] == one["name"]]}
        for one in case.data["analyses"]
    ]


def _tables(case: compiled.Compiled, drawn: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The tables of the analyses that no chapter shows, each row with the record behind it."""
    used: set[str] = set()
    for table in case.data["tables"]:
        if f"{table['analysis']}/{table['name']}" in drawn:
            continue
        records = table["records"] or [None for _ in table["rows"]]
        name = _unique(trails.slug(f"table:{table['analysis']}/{table['name']}"), used)
        yield {**table, "anchor": name, "rows": list(zip(records, table["rows"], strict=False))}


def _figures(case: compiled.Compiled, drawn: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The figures that no chapter shows, with their data as tables for those who cannot see them."""
    used: set[str] = set()
    for figure in case.data["figures"]:
        if f"{figure['analysis']}/{figure['name']}" in drawn:
            continue
        values = figure["specification"].get("data", {}).get("values", [])
        rows = [row for row in values if isinstance(row, Mapping)]
        columns = list(dict.fromkeys(key for row in rows for key in row))
        name = _unique(trails.slug(f"figure:{figure['analysis']}/{figure['name']}"), used)
        cells = [[row.get(column, "") for column in columns] for row in rows]
        yield {**figure, "anchor": name, "columns": columns, "rows": [(None, row) for row in cells]}


def _unique(name: str, used: set[str]) -> str:
    while name in used:
        name += "_"
    used.add(name)
    return name


def _diagnostics(case: compiled.Compiled) -> dict[str, list[Mapping[str, Any]]]:
    """The diagnostics by what became of them: errors, warnings, accepted warnings, notes."""
    made: dict[str, list[Mapping[str, Any]]] = {"error": [], "warning": [], "accepted": [], "note": []}
    for one in case.data["diagnostics"]:
        made["accepted" if one["accepted"] else one["severity"]].append(one)
    return made


def _private(case: compiled.Compiled) -> list[dict[str, Any]]:
    """How many records are private, by kind, and the stubs that stand for those of the day."""
    made = []
    for kind, count in case.data["private"].items():
        stubs = [name for name, held in case.records.get(kind, {}).items() if held.get("private")]
        one, many = words.PRIVATE.get(kind, (f"of the {kind} is", f"of the {kind} are"))
        made.append({"kind": kind, "count": count, "stubs": stubs, "words": one if count == 1 else many})
    return made


def _meanings(case: compiled.Compiled) -> list[tuple[str, list[str]]]:
    """What gives each status, as the policy table of this case has it."""
    made: dict[str, list[str]] = {status: [] for status in words.STATUSES}
    rows = case.policies.get("status", {}).get("rows", [])
    for row in sorted(rows, key=lambda row: row["order"]):
        made.setdefault(str(row["cells"].get("status", "")), []).append(row["why"])
    return [(status, held) for status, held in made.items() if held]

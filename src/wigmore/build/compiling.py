"""A case graph and the results of its analyses as the compiled case: plain JSON values, nothing private."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import wigmore
from wigmore.build import analysing, pipeline, telling
from wigmore.diagnostics import diagnostic, sarif
from wigmore.kit import canonical
from wigmore.model import compiled, finding, graph, kinds, pack, record


def compile_case(
    the_graph: graph.CaseGraph,
    ran: Iterable[analysing.Ran],
    found: Iterable[diagnostic.Diagnostic],
    settings: pipeline.Settings,
) -> compiled.Compiled:
    """Put everything together; `the_graph` and `found` are already without what is private."""
    ran = tuple(ran)
    records = {
        kind.KIND: {name: record.plain(one) for name, one in the_graph.records.of_kind(kind.KIND).items()}
        for kind in kinds.KINDS
        if the_graph.records.of_kind(kind.KIND)
    }
    labels = {name: compiled.title(records, kind, name) for kind, rows in records.items() for name in rows}
    data = {
        "schema": compiled.SCHEMA,
        "wigmore": wigmore.__version__,
        "settings": _settings(the_graph, settings),
        "records": records,
        "derived": _derived(the_graph),
        "findings": _findings(ran, labels),
        "tables": [_table(one, held) for one in ran if one.result for held in one.result.tables],
        "figures": [_figure(one, held) for one in ran if one.result for held in one.result.figures],
        "analyses": [_analysis(one) for one in ran],
        "policies": {name: _policy(table) for name, table in the_graph.policies.items()},
        "packs": _packs(the_graph, ran),
        "selected": {name: list(held) for name, held in the_graph.selected.items()},
        "left_out": dict(the_graph.left_out),
        "narrative": telling.compile_narratives(the_graph),
        "counts": {**_counts(the_graph), "narrative": telling.counts(the_graph)},
        "private": _private(the_graph),
        "diagnostics": [sarif.plain(one) for one in found],
    }
    return compiled.Compiled(data)


def _settings(the_graph: graph.CaseGraph, settings: pipeline.Settings) -> dict[str, Any]:
    return {
        "as_of": str(the_graph.as_of),
        "known_on": str(settings.known_on) if settings.known_on else None,
        "strict": settings.strict,
        "draft": settings.draft,
    }


def _counts(the_graph: graph.CaseGraph) -> dict[str, dict[str, int]]:
    """How many records of each kind, claims of each status, and passages in each state there are."""
    kinds_ = {kind: len(held) for kind, held in the_graph.records.by_kind.items() if kind != "case"}
    status = Counter(held.status for held in the_graph.standings.values())
    seen = Counter(one.state for some in the_graph.passages.values() for one in some)
    return {
        "records": dict(sorted(kinds_.items())),
        "status": {name: status[name] for name in graph.STATUSES if status[name]},
        "passages": {name: seen[name] for name in graph.PASSAGE_STATES if seen[name]},
    }


def _private(the_graph: graph.CaseGraph) -> dict[str, int]:
    """How many records of each kind are private, with those that `--known-on` leaves out."""
    counts = {}
    for kind in kinds.KINDS:
        held = the_graph.whole.of_kind(kind.KIND).values()
        counts[kind.KIND] = sum(1 for one in held if getattr(one, "private", None))
    return {kind: count for kind, count in counts.items() if count}


def _derived(the_graph: graph.CaseGraph) -> dict[str, dict[str, Any]]:
    """What the stages worked out, by record id: standings, reports, passages, values, what rests on it."""
    made: dict[str, dict[str, Any]] = {}
    for name in the_graph.records.claims:
        made[name] = _claim(the_graph, name)
    for one in the_graph.records:
        carriers = the_graph.records.carriers(one)
        if carriers:
            made.setdefault(one.id, {})["rests_on"] = list(carriers)
    for name, others in the_graph.records.resting.items():
        made.setdefault(name, {})["resting"] = list(others)
    for name, others in the_graph.records.mentions.items():
        made.setdefault(name, {})["mentions"] = list(others)
    for name, life in the_graph.lifetimes.items():
        if life.begin is not None or life.end is not None:
            made.setdefault(name, {})["dates"] = [
                None if date is None else str(date) for date in (life.begin, life.end)
            ]
    return dict(sorted(made.items()))


def _claim(the_graph: graph.CaseGraph, name: str) -> dict[str, Any]:
    origins, standing = the_graph.origins[name], the_graph.standings[name]
    made: dict[str, Any] = {
        "status": standing.status,
        "row": finding.policy_ref("status", standing.row),
        "observers": origins.observers,
        "denying": origins.denying,
        "copies": origins.copies,
        "reports": [
            {
                "roots": list(report.roots),
                "speakers": [{"id": speaker.id, "name": speaker.name} for speaker in report.speakers],
                "stance": report.stance,
                "statements": list(report.statements),
                "under_test": report.under_test,
            }
            for report in origins.reports
        ],
        "passages": [_passage(one) for one in the_graph.passages.get(name, ())],
    }
    if name in the_graph.values:
        made["value"] = str(the_graph.values[name])
    return made


def _passage(one: graph.Passage) -> dict[str, Any]:
    """The state of a passage, and its W3C selectors where its bytes are stored."""
    made: dict[str, Any] = {"state": one.state}
    if one.anchor is not None:
        anchor = one.anchor
        made["selectors"] = [
            {
                "type": "TextQuoteSelector",
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            },
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ]
        made["normalisation"] = anchor.normalisation
        made["sha256"] = anchor.digest
    return made


def _findings(ran: Iterable[analysing.Ran], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """The findings of all analyses; what is said twice of the same records stands once."""
    made = (_finding(one, held, labels) for one in ran if one.result for held in one.result.findings)
    return list({held["id"]: held for held in made}.values())


def _finding(one: analysing.Ran, held: finding.Finding, labels: Mapping[str, str]) -> dict[str, Any]:
    """A finding with its sentence; a value that names a record is called by the record's name."""
    values = {
        name: str(value) if isinstance(value, finding.Ref) else value for name, value in held.values.items()
    }
    shown = {
        name: f"“{labels[value].rstrip('.')}”"
        if isinstance(value, finding.Ref) and value in labels
        else values[name]
        for name, value in held.values.items()
    }
    return {
        "id": canonical.content_id(one.analysis.name, held.states, list(held.basis), values),
        "analysis": one.analysis.name,
        "sentence": held.states.format(**shown),
        "states": held.states,
        "values": values,
        "basis": list(held.basis),
        "against": list(held.against),
        "assumes": list(held.assumes),
    }


def _table(one: analysing.Ran, held: finding.Table) -> dict[str, Any]:
    return {
        "name": held.name,
        "analysis": one.analysis.name,
        "title": held.title,
        "columns": list(held.columns),
        "rows": [[list(cell) if isinstance(cell, tuple) else cell for cell in row] for row in held.rows],
        "records": list(held.records),
    }


def _figure(one: analysing.Ran, held: finding.Figure) -> dict[str, Any]:
    return {
        "name": held.name,
        "analysis": one.analysis.name,
        "title": held.title,
        "specification": dict(held.specification),
        "records": list(held.records),
    }


def _analysis(one: analysing.Ran) -> dict[str, Any]:
    return {
        "name": one.analysis.name,
        "version": one.analysis.version,
        "asks": one.analysis.asks,
        "computed": one.result is not None,
    }


def _packs(the_graph: graph.CaseGraph, ran: Iterable[analysing.Ran]) -> dict[str, dict[str, Any]]:
    """The packs on which findings rest, each with the parts that they name."""
    found = (held for one in ran if one.result for held in one.result.findings)
    named = sorted({part for held in found for name in finding.refs(held) if (part := pack.of_ref(name))})
    made: dict[str, dict[str, Any]] = {}
    for name, path in named:
        held = the_graph.packs[name]
        head = {"title": held.title, "about": held.about, "on": str(held.on), "parts": {}}
        made.setdefault(name, head)["parts"][path] = pack.told(held, path)
    return made


def _policy(table: Any) -> dict[str, Any]:
    """A policy table with the rows that the case overrides first; `order` is that in which rows are tried."""
    rows = sorted(enumerate(table.rows, start=1), key=lambda held: not held[1].overridden)
    return {
        "title": table.title,
        "about": table.about,
        "source": table.source,
        "rows": [
            {
                "id": row.id,
                "order": order,
                "cells": dict(row.cells),
                "why": row.why,
                "overridden": row.overridden,
            }
            for order, row in rows
        ],
    }

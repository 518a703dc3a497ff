"""Diagnostics for tools: plain JSON values and SARIF 2.1.0 (OASIS)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from wigmore.diagnostics import diagnostic, span

LEVELS = {
    diagnostic.Severity.ERROR: "error",
    diagnostic.Severity.WARNING: "warning",
    diagnostic.Severity.NOTE: "note",
}


def plain(found: diagnostic.Diagnostic) -> dict[str, Any]:
    """One diagnostic as JSON values, with the same fields for every one."""
    return {
        "code": found.rule.code,
        "name": found.rule.name,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "on": found.on,
        "accepted": found.accepted,
        **_place(found.span),
        "related": [{**_place(r.span), "message": r.message} for r in found.related],
    }


def _place(where: span.Span) -> dict[str, Any]:
    return {"path": where.path, "line": where.line, "column": where.column, "width": where.width}


def sarif(found: Iterable[diagnostic.Diagnostic], version: str) -> dict[str, Any]:
    """A SARIF 2.1.0 log with one run; columns count Unicode code points, and the log says so."""
    found = list(found)
    rules = {one.rule.code: one.rule for one in found}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules.values(), version)},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one) for one in found],
            }
        ],
    }


def _driver(rules: Iterable[diagnostic.Rule], version: str) -> dict[str, Any]:
    return {
        "name": "wigmore",
        "version": version,
        "rules": [
            {
                "id": rule.code,
                "name": rule.name,
                "shortDescription": {"text": rule.why},
                "defaultConfiguration": {"level": LEVELS[rule.severity]},
            }
            for rule in sorted(rules, key=lambda rule: rule.code)
        ],
    }


def _result(found: diagnostic.Diagnostic) -> dict[str, Any]:
    message = found.message if found.help is None else f"{found.message} ({found.help})"
    result: dict[str, Any] = {
        "ruleId": found.rule.code,
        "level": LEVELS[found.severity],
        "message": {"text": message},
        "locations": [_location(found.span)],
    }
    if found.related:
        result["relatedLocations"] = [
            {**_location(other.span), "message": {"text": other.message}} for other in found.related
        ]
    # SARIF 3.27.23 asks that either all results of a run carry suppressions or none.
    accepted = found.accepted is not None
    result["suppressions"] = [{"kind": "inSource", "justification": found.accepted}] if accepted else []
    return result


def _location(where: span.Span) -> dict[str, Any]:
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endColumn": where.column + where.width,
    }
    uri = quote(where.path)
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}

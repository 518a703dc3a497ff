"""Holds a compiled case against a list of what it is known to show, finding by finding.

An example may come with such a list, so that people see what the program finds, and what it does not yet.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.model import compiled

COLUMNS = ("fact", "what", "claims", "analysis", "waits for")
INQUIRY = "inquiry"
"""The analysis of a line that an inquiry shows: what was looked for, and what came back."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A thing the case should show: by which analysis, resting on which records; or what that waits for."""

    fact: str
    what: str
    records: tuple[str, ...]
    analysis: str
    waits_for: str


def read(text: str) -> tuple[Expected, ...]:
    """Read the list, a CSV table; raises ValueError when its columns are others."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise ValueError(f"the columns are {', '.join(COLUMNS)}")
    return tuple(
        Expected(fact, what, tuple(claims.split()), analysis, waits_for)
        for fact, what, claims, analysis, waits_for in rows[1:]
    )


def shown(case: compiled.Compiled, expected: Sequence[Expected]) -> Iterator[tuple[Expected, str]]:
    """Each line with the id of the finding, or of the inquiry, that shows it; empty where nothing does.

    A finding shows a line when it comes from its analysis and rests on all of its records, or holds them
    against what it rests on. Of several the one that rests on the fewest records is taken.
    """
    by_analysis: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for one in sorted(case.findings, key=lambda one: len(one["basis"])):
        by_analysis.setdefault(one["analysis"], []).append(
            (one["id"], frozenset((*one["basis"], *one["against"])))
        )
    inquiries = case.records.get("inquiries", {})
    for line in expected:
        wanted = frozenset(line.records)
        if line.analysis == INQUIRY:
            yield line, " ".join(line.records) if wanted and wanted <= inquiries.keys() else ""
        else:
            held = by_analysis.get(line.analysis, []) if wanted else []
            yield line, next((name for name, basis in held if wanted <= basis), "")

"""One mistake at a time: what is written, what is said of it, and what should have been written."""

from wigmore.casefiles import read

SOURCE = "sources:\n  s:\n    kind: news\n    title: "
CLAIM = "claims:\n  a:\n    says: It sailed.\n    "
EVENT = "events:\n  e: {kind: visit, title: Visit, date: "

Row = tuple[str, str, str, str]
"""What is written; code, line and column; the help; what should have been written."""


def check(row: Row) -> None:
    """One diagnostic, at its place, with its repair; and the repair repairs."""
    wrong, place, repair, right = row
    found = read.read_records(wrong, "any.yaml").diagnostics
    shown = [f"{one.rule.code} {one.span.line}:{one.span.column}" for one in found]
    assert (shown, [one.help for one in found]) == ([place], [repair])
    assert read.read_records(right, "any.yaml").diagnostics == ()

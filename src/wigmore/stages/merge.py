"""The records of all files together: one case, and every id once."""

from collections.abc import Iterable, Sequence

from wigmore.casefiles import folder, read
from wigmore.diagnostics import diagnostic, rules, span
from wigmore.model import graph, record
from wigmore.stages import losses, references


def merge(
    files: Sequence[read.FileRecords], lost: losses.Lost = losses.NOTHING
) -> diagnostic.Outcome[tuple[graph.Records, frozenset[str]]]:
    """Put the records of all files together, and give the ids that were declared but could not be read.

    Of two records with one id the first in file order is kept; the second is reported.
    """
    found: list[diagnostic.Diagnostic] = []
    kept: dict[str, record.Record] = {}
    for one in _in_order(files):
        if one.KIND == "case" and one.file != folder.CASE_FILE:
            found.append(_misplaced_case(one))
            continue
        first = kept.setdefault(one.id, one)
        if first is not one:
            found.append(_clash(first, one))
    broken = frozenset(lost.id for held in files for lost in held.broken)
    declared = "case" in kept or "case" in broken or folder.CASE_FILE in lost.files
    if not declared and any(held.path == folder.CASE_FILE for held in files):
        where = span.Span(folder.CASE_FILE)
        message = "case.yaml declares no case"
        repair = "add `case:` with `title:` and `as_of:` below it"
        found.append(diagnostic.at(rules.MISSING_KEY, where, message, repair))
    return diagnostic.Outcome((graph.Records.of(tuple(kept.values())), broken), tuple(found))


def _in_order(files: Sequence[read.FileRecords]) -> Iterable[record.Record]:
    for held in sorted(files, key=lambda held: held.path):
        yield from held.records


def _misplaced_case(one: record.Record) -> diagnostic.Diagnostic:
    return diagnostic.Diagnostic(
        rule=rules.SECOND_CASE,
        span=span.Span(one.file, one.line, one.column, len(one.KIND)),
        message="a case is declared outside of case.yaml",
        help="take `case:` out of this file, and keep it in case.yaml alone",
    )


def _clash(first: record.Record, second: record.Record) -> diagnostic.Diagnostic:
    where = span.Span(first.file, first.line, first.column, len(first.id))
    return diagnostic.Diagnostic(
        rule=rules.CLASHING_IDS,
        span=span.Span(second.file, second.line, second.column, len(second.id)),
        message=f"the id `{second.id}` is already that of {references.noun(first.KIND)}",
        help="give one of the two another id",
        related=(diagnostic.Related(where, "it is taken here"),),
        on=second.id,
    )

"""Warnings that the case lives with: each for one record, with a reason that the report prints."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wigmore.diagnostics import diagnostic, rules
from wigmore.model import case, graph
from wigmore.stages import references


def unused(
    made: Iterable[diagnostic.Diagnostic], records: graph.Records, locate: references.Locate
) -> list[diagnostic.Diagnostic]:
    """An acceptance that matches none of the marked diagnostics is itself a warning."""
    return list(_unused(made, records, locate))


def _unused(
    made: Iterable[diagnostic.Diagnostic], records: graph.Records, locate: references.Locate
) -> Iterator[diagnostic.Diagnostic]:
    the_case = records.case
    used = {(one.rule.code, one.on) for one in made if one.accepted is not None}
    for index, accepted in enumerate(the_case.accept):
        rule = rules.BY_CODE.get(accepted.code)
        known = rule is not None and rule.severity is diagnostic.Severity.WARNING
        is_there = accepted.on in records.by_id or accepted.on.endswith(".md")
        if (accepted.code, accepted.on) not in used and known and is_there:
            message = f"there is no {accepted.code} on `{accepted.on}` to accept"
            where = locate(the_case, f"accept.{index}.code")
            yield diagnostic.at(rules.UNUSED_ACCEPT, where, message, "remove the acceptance", "case")


def mark(found: Iterable[diagnostic.Diagnostic], the_case: case.Case) -> tuple[diagnostic.Diagnostic, ...]:
    """The diagnostics with the case's reason on each warning that it accepts."""
    reasons = {(one.code, one.on): one.why for one in the_case.accept}
    return tuple(
        replace(one, accepted=reasons[one.rule.code, one.on or ""])
        if one.rule.severity is diagnostic.Severity.WARNING and (one.rule.code, one.on or "") in reasons
        else one
        for one in found
    )

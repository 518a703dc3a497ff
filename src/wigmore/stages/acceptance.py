"""Warnings that the case lives with: each for one record, with a reason that the report prints."""

from collections.abc import Iterable
from dataclasses import replace

from wigmore.diagnostics import diagnostic, rules
from wigmore.model import case, graph
from wigmore.stages import references


def accept(
    found: Iterable[diagnostic.Diagnostic], records: graph.Records, locate: references.Locate
) -> tuple[diagnostic.Diagnostic, ...]:
    """Mark the warnings that the case accepts; an acceptance that matches nothing is itself a warning."""
    the_case = records.case
    made = list(mark(found, the_case))
    used = {(one.rule.code, one.on) for one in made if one.accepted is not None}
    for index, accepted in enumerate(the_case.accept):
        rule = rules.BY_CODE.get(accepted.code)
        known = rule is not None and rule.severity is diagnostic.Severity.WARNING
        if (accepted.code, accepted.on) not in used and known and accepted.on in records.by_id:
            message = f"there is no {accepted.code} on `{accepted.on}` to accept"
            made.append(
                diagnostic.Diagnostic(
                    rule=rules.UNUSED_ACCEPT,
                    span=locate(the_case, f"accept.{index}.code"),
                    message=message,
                    help="remove the acceptance",
                    on="case",
                )
            )
    return tuple(made)


def mark(found: Iterable[diagnostic.Diagnostic], the_case: case.Case) -> tuple[diagnostic.Diagnostic, ...]:
    """The diagnostics with the case's reason on each warning that it accepts."""
    reasons = {(one.code, one.on): one.why for one in the_case.accept}
    return tuple(
        replace(one, accepted=reasons[one.rule.code, one.on or ""])
        if one.rule.severity is diagnostic.Severity.WARNING and (one.rule.code, one.on or "") in reasons
        else one
        for one in found
    )

"""Warnings that the case lives with: each for one record, with a reason that the report prints."""

from collections.abc import Iterable
from dataclasses import replace

from wigmore.diagnostics import diagnostic, rules
from wigmore.model import graph
from wigmore.stages import references


def accept(
    found: Iterable[diagnostic.Diagnostic], records: graph.Records, locate: references.Locate
) -> tuple[diagnostic.Diagnostic, ...]:
    """Mark the warnings that the case accepts; an acceptance that matches nothing is itself a warning."""
    the_case = records.case
    reasons = {(one.code, one.on): index for index, one in enumerate(the_case.accept)}
    used = set()
    made = []
    for one in found:
        index = reasons.get((one.rule.code, one.on or ""))
        if index is not None and one.rule.severity is diagnostic.Severity.WARNING:
            used.add(index)
            made.append(replace(one, accepted=the_case.accept[index].why))
        else:
            made.append(one)
    for index, accepted in enumerate(the_case.accept):
        rule = rules.BY_CODE.get(accepted.code)
        known = rule is not None and rule.severity is diagnostic.Severity.WARNING
        if index not in used and known and accepted.on in records.by_id:
            message = f"there is no {accepted.code} on `{accepted.on}` to accept"
            made.append(
                diagnostic.Diagnostic(
                    rule=rules.UNUSED_ACCEPT,
                    span=locate(the_case, f"accept.{index}"),
                    message=message,
                    help="remove the acceptance",
                    on="case",
                )
            )
    return tuple(made)

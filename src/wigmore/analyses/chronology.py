"""What happened when, in which order, and how far the dates bear out what is said of it."""

from dataclasses import dataclass

from wigmore.analyses import (
    contract,
    coverage,
    gaps,
    later,
    matters,
    ordering,
    passed_over,
    tested_tables,
)
from wigmore.model import finding, views


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {chronology: …}`."""

    gap_months: int = 12
    """How many months a stretch without an event must have to be listed."""


@contract.analysis(
    name="chronology",
    version=1,
    asks="What happened when, in which order, and do the dates bear out what is said of it?",
)
def chronology(
    *,
    events: views.Events,
    claims: views.Claims,
    reports: views.Reports,
    sources: views.Sources,
    calendar: views.Calendar,
    options: Options,
) -> finding.Result:
    """Order events, bound the days between them, follow matters, find gaps, and test what the text says."""
    known = ordering.chronicle(events, claims, reports, sources, calendar)
    named_together = tuple(gaps.gaps(known))
    by_matter = matters.matters(known)
    stretches = coverage.stretches(known, options.gap_months)
    too_early = later.early(known)
    tables = tested_tables.tested_tables(known)
    missing = passed_over.passed_over(known, tables)
    return finding.Result(
        findings=(
            *ordering.findings(known),
            *gaps.findings(named_together),
            *matters.findings(known, by_matter),
            *coverage.findings(stretches),
            *later.findings(too_early),
            *tested_tables.findings(known, tables),
            *passed_over.findings(missing),
        ),
        tables=(
            ordering.table(known),
            gaps.table(named_together),
            matters.table(by_matter),
            coverage.table(stretches),
            later.table(too_early),
            tested_tables.table(tables),
            passed_over.table(missing),
        ),
        # The figure `timeline` is to be drawn here, from `known.timeline` and `calendar.dates.ends(…)`.
        figures=(),
    )

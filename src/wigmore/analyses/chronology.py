"""What happened when, in which order, and how far the dates bear out what is said of it."""

from collections.abc import Mapping
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
    timeline,
)
from wigmore.kit import edtf
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
        figures=() if (drawn := _figure(known, events.names)) is None else (drawn,),
    )


def _figure(known: ordering.Chronicle, names: Mapping[str, str]) -> finding.Figure | None:
    """The timeline as a figure, with a lane for each of the busiest entities."""
    dates = known.calendar.dates
    bars = []
    for one in known.timeline:
        if one.dated is None:
            continue
        date, event = one.dated.date, one.event
        start, end = dates.ends(date)
        if end is None:  # one time within the date, which the policy widens
            start, end = (start[0], date.earliest), (date.latest, start[1])
        bars.append(
            timeline.Bar(
                event=one.id,
                title=event.title,
                date=str(date),
                start=start,
                end=end,
                is_interval=date.is_interval,
                state=one.state,
                kind=event.kind,
                matter=event.matter or "",
                who=one.participants,
                topics=event.topics,
                status=one.status,
            )
        )
    day = known.calendar.today.date.earliest
    return timeline.figure(bars, names, None if isinstance(day, edtf.Bound) else day)

"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import (
    chronology,
    conflicts,
    contract,
    indicators,
    profiles,
    provenance,
    record,
    reply,
    scenarios,
    sections,
    standing,
)

BUILTIN: tuple[contract.Analysis, ...] = (
    conflicts.conflicts,
    chronology.chronology,
    profiles.profiles,
    standing.standing,
    provenance.provenance,
    indicators.indicators,
    scenarios.scenarios,
    record.record,
    reply.reply,
    sections.sections,
)
"""`reply` and `sections` look at the findings of those before them, and so stand last."""

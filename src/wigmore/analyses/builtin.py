"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import (
    answers,
    assumptions,
    attribution,
    chronology,
    conflicts,
    contract,
    indicators,
    matrix,
    openings,
    profiles,
    provenance,
    record,
    reply,
    scenarios,
    sections,
    sensitivity,
    standing,
    verdict,
)

BUILTIN: tuple[contract.Analysis, ...] = (
    conflicts.conflicts,
    chronology.chronology,
    profiles.profiles,
    standing.standing,
    provenance.provenance,
    answers.answers,
    matrix.matrix,
    attribution.attribution,
    sensitivity.sensitivity,
    openings.openings,
    assumptions.assumptions,
    indicators.indicators,
    scenarios.scenarios,
    record.record,
    verdict.verdict,
    reply.reply,
    sections.sections,
)
"""`reply` and `sections` look at the findings of those before them, and so stand last."""

"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import (
    assumptions,
    chronology,
    conflicts,
    contract,
    openings,
    profiles,
    provenance,
    reply,
    sections,
    sensitivity,
    standing,
)

BUILTIN: tuple[contract.Analysis, ...] = (
    conflicts.conflicts,
    chronology.chronology,
    profiles.profiles,
    standing.standing,
    provenance.provenance,
    sensitivity.sensitivity,
    openings.openings,
    assumptions.assumptions,
    reply.reply,
    sections.sections,
)
"""`reply` and `sections` look at the findings of those before them, and so stand last."""

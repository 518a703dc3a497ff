"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import (
    attribution,
    chronology,
    conflicts,
    contract,
    matrix,
    profiles,
    provenance,
    reply,
    sections,
    standing,
)

BUILTIN: tuple[contract.Analysis, ...] = (
    conflicts.conflicts,
    chronology.chronology,
    profiles.profiles,
    standing.standing,
    provenance.provenance,
    matrix.matrix,
    attribution.attribution,
    reply.reply,
    sections.sections,
)
"""`reply` and `sections` look at the findings of those before them, and so stand last."""

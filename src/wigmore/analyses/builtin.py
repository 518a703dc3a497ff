"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import chronology, conflicts, contract, profiles, provenance, reply, standing

BUILTIN: tuple[contract.Analysis, ...] = (
    conflicts.conflicts,
    chronology.chronology,
    profiles.profiles,
    standing.standing,
    provenance.provenance,
    reply.reply,
)
"""`reply` looks at the findings of those before it, and so stands last."""

"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import contract, profiles, provenance, reply, standing

BUILTIN: tuple[contract.Analysis, ...] = (
    profiles.profiles,
    standing.standing,
    provenance.provenance,
    reply.reply,
)

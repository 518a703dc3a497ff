"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import contract, provenance, reply, standing

BUILTIN: tuple[contract.Analysis, ...] = (standing.standing, provenance.provenance, reply.reply)

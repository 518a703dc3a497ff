"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import conflicts, contract, provenance

BUILTIN: tuple[contract.Analysis, ...] = (conflicts.conflicts, provenance.provenance)

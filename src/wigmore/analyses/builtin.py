"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import contract, provenance

BUILTIN: tuple[contract.Analysis, ...] = (provenance.provenance,)

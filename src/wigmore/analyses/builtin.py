"""The built-in analyses, in the order in which the report shows them."""

from wigmore.analyses import chronology, contract, provenance

BUILTIN: tuple[contract.Analysis, ...] = (chronology.chronology, provenance.provenance)

"""What every view is: a declared input of an analysis, with the facets of the files that it depends on."""

from dataclasses import dataclass
from typing import ClassVar, Self

from wigmore.model import facets, graph

ALL_STATEMENTS = (facets.STATEMENTS, "sources", "entities", "events", "relations", "case")
BOUND = (facets.VALUE, facets.STATEMENTS, "properties")
"""What a date that is bound to a claim depends on: its value, and the property that gives it a type."""


@dataclass(frozen=True, slots=True)
class View:
    """A declared input of an analysis."""

    kinds: ClassVar[tuple[str, ...]] = ()
    facets: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        raise NotImplementedError

"""The view of the belief network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from wigmore.model import belief, graph, question, vocabulary
from wigmore.model.view import ALL_STATEMENTS, BOUND, View


@dataclass(frozen=True, slots=True)
class Beliefs(View):
    """The belief network: questions, what is weighed for them, who says it, in which ranges."""

    kinds: ClassVar[tuple[str, ...]] = (
        "questions", "evidence", "indicators", "scenarios", "claims", "events", "relations", "inquiries",
        "sources", "entities",
    )  # fmt: skip
    facets: ClassVar[tuple[str, ...]] = (
        *ALL_STATEMENTS, *BOUND, *kinds[:4], "inquiries", "assumptions",
    )  # fmt: skip

    network: belief.Network
    questions: Mapping[str, question.Question]
    evidence: Mapping[str, question.Evidence]
    indicators: Mapping[str, question.Indicator]
    scenarios: Mapping[str, question.Scenario]
    assumptions: Mapping[str, question.Assumption]
    names: Mapping[str, str]
    scale: vocabulary.Policy

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known = the_graph.records
        return cls(
            network=the_graph.network,
            questions=known.questions,
            evidence=known.evidence,
            indicators=known.indicators,
            scenarios=known.scenarios,
            assumptions=known.assumptions,
            names={name: one.name for name, one in known.entities.items()},
            scale=the_graph.policies[known.case.scale or "icd203"],
        )

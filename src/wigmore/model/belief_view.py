"""The views of the belief network, and of what is watched for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from wigmore.kit import frozen
from wigmore.model import belief, graph, inquiry, question, vocabulary
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


@dataclass(frozen=True, slots=True)
class Watches(View):
    """In which records each indicator was seen, when those lie, and the inquiries that looked in vain.

    `plans` holds the state of those events and relations that are planned or lapsed; `known` the ids of all
    records of these kinds, for what a record names need not be there. `hidden` names the indicators of which
    the record or the inquiry is private or left out: of them nobody can say that nobody looked.
    """

    kinds: ClassVar[tuple[str, ...]] = ("indicators", "claims", "events", "relations", "inquiries")
    facets: ClassVar[tuple[str, ...]] = (*ALL_STATEMENTS, *BOUND, "indicators", "inquiries")

    seen: Mapping[str, tuple[str, ...]]
    times: Mapping[str, graph.Lifetime]
    plans: Mapping[str, str]
    inquiries: Mapping[str, inquiry.Inquiry]
    known: frozenset[str]
    hidden: frozenset[str]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known = the_graph.records
        said = {name: graph.Lifetime(one.when, one.when) for name, one in known.claims.items() if one.when}
        states = {name: one.state for name, one in known.events.items()}
        states |= {name: one.state for name, one in known.relations.items()}
        dated = {name: held for name, held in the_graph.lifetimes.items() if name in states}
        return cls(
            seen=frozen.FrozenDict({name: _seen(one, the_graph) for name, one in known.indicators.items()}),
            times=frozen.FrozenDict({**said, **dated}),
            plans=frozen.FrozenDict(
                {name: state for name, state in states.items() if state in ("planned", "lapsed")}
            ),
            inquiries=known.inquiries,
            known=frozenset(name for kind in cls.kinds for name in known.of_kind(kind)),
            hidden=frozenset(name for name in known.indicators if _is_hidden(name, the_graph)),
        )


def _seen(one: question.Indicator, the_graph: graph.CaseGraph) -> tuple[str, ...]:
    """The record in which an indicator was seen as written, then all that its watch chooses, each once."""
    written = (one.seen,) if one.seen in the_graph.records.by_id else ()
    return tuple(dict.fromkeys((*written, *the_graph.selected.get(f"{one.id}.watch", ()))))


def _is_hidden(name: str, the_graph: graph.CaseGraph) -> bool:
    now, written = the_graph.records.indicators[name], the_graph.whole.indicators[name]
    search = the_graph.records.inquiries.get(now.missing or "")
    return (now.seen, now.missing) != (written.seen, written.missing) or bool(search and search.private)

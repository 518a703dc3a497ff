"""The views of what may be more than chance: coincidences, comparisons, chains, and the pairs looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from wigmore.kit import edtf, frozen
from wigmore.model import graph, inference, record, thing
from wigmore.model.view import ALL_STATEMENTS, BOUND, View


@dataclass(frozen=True, slots=True)
class Coincidences(View):
    """The coincidences by id, the records that the two selectors of each choose, and when those lie.

    `plans` holds the state of those events and relations that are planned or lapsed, `favourites` the day
    from which somebody favoured an answer to the question for which a coincidence is put forward, and
    `pairs` the pairs of entities whose ties the case looks for.
    """

    kinds: ClassVar[tuple[str, ...]] = ("coincidences", "events", "claims", "relations", "questions")
    facets: ClassVar[tuple[str, ...]] = ("coincidences", "case", "questions", *ALL_STATEMENTS, *BOUND)

    records: Mapping[str, inference.Coincidence]
    left: Mapping[str, tuple[str, ...]]
    right: Mapping[str, tuple[str, ...]]
    times: Mapping[str, edtf.Edtf]
    plans: Mapping[str, str]
    favourites: Mapping[str, edtf.Edtf]
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known = the_graph.records
        left, right = (
            frozen.FrozenDict(
                {name: the_graph.selected.get(f"{name}.{side}", ()) for name in known.coincidences}
            )
            for side in ("left", "right")
        )
        things = {name: one.state for name, one in known.events.items()}
        things |= {name: one.state for name, one in known.relations.items()}
        begins = {name: held.begin for name, held in the_graph.lifetimes.items() if name in things}
        begins |= {name: one.when for name, one in known.claims.items()}
        return cls(
            records=known.coincidences,
            left=left,
            right=right,
            times=frozen.FrozenDict({name: date for name, date in begins.items() if date is not None}),
            plans=frozen.FrozenDict(
                {name: state for name, state in things.items() if state in ("planned", "lapsed")}
            ),
            favourites=_favourites(known),
            pairs=Pairs.of(the_graph).pairs,
        )


def _favourites(known: graph.Records) -> Mapping[str, edtf.Edtf]:
    """By coincidence, since when an answer to its question was favoured."""
    made = {}
    for name, one in known.coincidences.items():
        asked = known.questions.get((one.for_ or "").partition(".")[0])
        if asked is not None and asked.favourite is not None:
            made[name] = asked.favourite.since
    return frozen.FrozenDict(made)


@dataclass(frozen=True, slots=True)
class Comparisons(View):
    """The comparisons by id."""

    kinds: ClassVar[tuple[str, ...]] = ("comparisons",)
    facets: ClassVar[tuple[str, ...]] = ("comparisons",)

    records: Mapping[str, inference.Comparison]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.comparisons)


@dataclass(frozen=True, slots=True)
class Chains(View):
    """The supply chains by id; their links are relations."""

    kinds: ClassVar[tuple[str, ...]] = ("chains",)
    facets: ClassVar[tuple[str, ...]] = ("chains",)

    records: Mapping[str, inference.Chain]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.chains)


@dataclass(frozen=True, slots=True)
class Pairs(View):
    """The pairs of entities whose ties the case looks for, each once, in the order of the case."""

    facets: ClassVar[tuple[str, ...]] = ("case",)

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        named = the_graph.records.case.pairs.items()
        made = {frozenset((one, other)): (one, other) for one, others in named for other in others}
        return cls(tuple(pair for pair in made.values() if pair[0] != pair[1]))


@dataclass(frozen=True, slots=True)
class Gatherings(View):
    """Events and the entities that take part in them, with the time for which each is."""

    kinds: ClassVar[tuple[str, ...]] = ("events", "entities")
    facets: ClassVar[tuple[str, ...]] = ("events", "entities", *BOUND)

    events: Mapping[str, thing.Event]
    entities: Mapping[str, thing.Entity]
    lifetimes: Mapping[str, graph.Lifetime]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.events, the_graph.records.entities, the_graph.lifetimes)


ACTING = ("company", "body", "person", "group")
"""Kinds of entity that act, as a place, a plant or a process does not."""


@dataclass(frozen=True, slots=True)
class Behind(View):
    """What stands behind records: the claims that carry events and relations, titles, and who acts.

    `claims` has every event and relation, also one that no claim carries; `acting` the names of those
    entities that act; `pairs` those whose ties the case looks for.
    """

    kinds: ClassVar[tuple[str, ...]] = ("events", "relations", "sources", "entities")
    facets: ClassVar[tuple[str, ...]] = (*kinds, "case")

    claims: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    acting: Mapping[str, str]
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known = the_graph.records
        carried = {one.id: _carriers(one.basis, one.date) for one in known.events.values()}
        carried |= {one.id: _carriers(one.basis, one.since, one.until) for one in known.relations.values()}
        return cls(
            frozen.FrozenDict(carried),
            frozen.FrozenDict({name: one.title for name, one in known.sources.items()}),
            frozen.FrozenDict({name: one.name for name, one in known.entities.items() if one.kind in ACTING}),
            Pairs.of(the_graph).pairs,
        )


def _carriers(basis: tuple[str, ...], *dates: object) -> tuple[str, ...]:
    """The claims of a basis, and those to which dates are bound."""
    return tuple(dict.fromkeys((*basis, *(one.claim for one in dates if isinstance(one, record.Binding)))))

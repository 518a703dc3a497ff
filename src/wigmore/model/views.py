"""What an analysis may ask to see: its parameters are annotated with these, and it sees nothing else.

A view hands out records and tables of the case graph, says which records a finding may rest on (`kinds`),
and which facets of the files it depends on, so that an unchanged view means an unchanged result.
"""

import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from wigmore.kit import edtf, frozen
from wigmore.model import claim, dating, facets, finding, graph, inquiry, question, source, thing, vocabulary
from wigmore.model.belief_view import Beliefs as Beliefs
from wigmore.model.belief_view import Watches as Watches
from wigmore.model.pattern_view import Behind as Behind
from wigmore.model.pattern_view import Chains as Chains
from wigmore.model.pattern_view import Coincidences as Coincidences
from wigmore.model.pattern_view import Comparisons as Comparisons
from wigmore.model.pattern_view import Gatherings as Gatherings
from wigmore.model.pattern_view import Pairs as Pairs
from wigmore.model.view import ALL_STATEMENTS, BOUND
from wigmore.model.view import View as View
from wigmore.model.worked_view import Estimates as Estimates
from wigmore.model.worked_view import Levels as Levels
from wigmore.model.worked_view import Packs as Packs


@dataclass(frozen=True, slots=True)
class Claims(View):
    """Claims whole, with their typed values and standings; which of them lack some statements.

    Those are `cut_short`: `--known-on` leaves a part of what was written down out.
    """

    kinds: ClassVar[tuple[str, ...]] = ("claims",)
    facets: ClassVar[tuple[str, ...]] = (*facets.facets("claims"), *ALL_STATEMENTS, "properties")

    records: Mapping[str, claim.Claim]
    values: Mapping[str, graph.TypedValue]
    standings: Mapping[str, graph.Standing]
    cut_short: frozenset[str] = frozenset()

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        claims, whole = the_graph.records.claims, the_graph.whole.claims
        cut_short = frozenset(
            name for name, one in claims.items() if len(one.sources) < len(whole[name].sources)
        )
        return cls(claims, the_graph.values, the_graph.standings, cut_short)


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says of its subjects: a property with its typed value, a time, a definition."""

    id: str
    about: tuple[str, ...]
    property: str
    value: graph.TypedValue
    when: edtf.Edtf | None
    scope: Mapping[str, str]

    @builtins.property  # the field of that name hides the plain one
    def definition(self) -> str:
        """The scope as text, by its keys in order; empty where there is none."""
        return "; ".join(f"{name} {text}" for name, text in sorted(self.scope.items()))


@dataclass(frozen=True, slots=True)
class Values(View):
    """What claims say of things, without the wording: every claim with a typed value, and the properties."""

    kinds: ClassVar[tuple[str, ...]] = ("claims",)
    facets: ClassVar[tuple[str, ...]] = (facets.VALUE, *ALL_STATEMENTS, "properties")

    records: Mapping[str, Said]
    properties: Mapping[str, vocabulary.Property]

    def __iter__(self) -> Iterator[Said]:
        return iter(self.records.values())

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        claims = the_graph.records.claims
        said = {
            name: Said(name, one.about, one.property, the_graph.values[name], one.when, one.scope)
            for name, one in claims.items()
            if one.property is not None and name in the_graph.values
        }
        return cls(said, the_graph.properties)


@dataclass(frozen=True, slots=True)
class Reported:
    """One claim as reported: what it is about, who says so, how often independently."""

    id: str
    about: tuple[str, ...]
    parties: frozenset[str]
    statements: tuple[claim.Statement, ...]
    inferred_from: tuple[str, ...]
    origins: graph.Origins
    standing: graph.Standing
    passages: tuple[graph.Passage, ...]
    is_private: bool

    @property
    def is_said(self) -> bool:
        """Whether anybody asserts the claim or it is concluded, not only denied or doubted."""
        return bool(self.inferred_from) or any(report.asserts for report in self.origins.reports)

    @property
    def is_of_test_alone(self) -> bool:
        """Whether the text under test asserts a claim that no other report so much as mentions."""
        found = self.origins.reports
        return bool(found) and all(report.under_test and report.asserts for report in found)

    @property
    def vouching(self) -> tuple[graph.Report, ...]:
        """The reports that assert it, without the text under test: that does not vouch for itself."""
        return tuple(report for report in self.origins.reports if report.asserts and not report.under_test)


@dataclass(frozen=True, slots=True)
class Reports(View):
    """Who says what, without the wording and the values: origins, standings and passages of claims."""

    kinds: ClassVar[tuple[str, ...]] = ("claims",)
    facets: ClassVar[tuple[str, ...]] = ALL_STATEMENTS

    records: Mapping[str, Reported]

    def __iter__(self) -> Iterator[Reported]:
        return iter(self.records.values())

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known = the_graph.records
        return cls(
            {
                name: Reported(
                    name,
                    one.about,
                    frozenset(party for subject in one.about for party in known.parties(subject)),
                    one.sources,
                    one.inferred_from,
                    the_graph.origins[name],
                    the_graph.standings[name],
                    the_graph.passages.get(name, ()),
                    bool(one.private),
                )
                for name, one in known.claims.items()
            }
        )


@dataclass(frozen=True, slots=True)
class Sources(View):
    """Sources by id, and which of them is the text under test."""

    kinds: ClassVar[tuple[str, ...]] = ("sources",)
    facets: ClassVar[tuple[str, ...]] = ("sources", "case")

    records: Mapping[str, source.Source]
    under_test: str | None

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.sources, the_graph.records.case.under_test)


@dataclass(frozen=True, slots=True)
class Entities(View):
    """Entities by id, with their lifetimes."""

    kinds: ClassVar[tuple[str, ...]] = ("entities",)
    facets: ClassVar[tuple[str, ...]] = ("entities", *BOUND)

    records: Mapping[str, thing.Entity]
    lifetimes: Mapping[str, graph.Lifetime]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.entities, the_graph.lifetimes)


@dataclass(frozen=True, slots=True)
class Events(View):
    """Events by id, with their dates, and what the entities are called that take part in them."""

    kinds: ClassVar[tuple[str, ...]] = ("events",)
    facets: ClassVar[tuple[str, ...]] = ("events", "entities", *BOUND)

    records: Mapping[str, thing.Event]
    lifetimes: Mapping[str, graph.Lifetime]
    names: Mapping[str, str]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        names = {name: one.name for name, one in the_graph.records.entities.items()}
        return cls(the_graph.records.events, the_graph.lifetimes, names)


@dataclass(frozen=True, slots=True)
class Relations(View):
    """Relations by id, with the time for which they hold."""

    kinds: ClassVar[tuple[str, ...]] = ("relations",)
    facets: ClassVar[tuple[str, ...]] = ("relations", *BOUND)

    records: Mapping[str, thing.Relation]
    lifetimes: Mapping[str, graph.Lifetime]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.relations, the_graph.lifetimes)


@dataclass(frozen=True, slots=True)
class Inquiries(View):
    """Inquiries by id, and whether these are all that the case holds, none private or not known yet."""

    kinds: ClassVar[tuple[str, ...]] = ("inquiries",)
    facets: ClassVar[tuple[str, ...]] = ("inquiries",)

    records: Mapping[str, inquiry.Inquiry]
    are_all: bool

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known, whole = the_graph.records.inquiries, the_graph.whole.inquiries
        return cls(known, len(known) == len(whole) and not any(one.private for one in known.values()))


@dataclass(frozen=True, slots=True)
class Questions(View):
    """Questions by id."""

    kinds: ClassVar[tuple[str, ...]] = ("questions",)
    facets: ClassVar[tuple[str, ...]] = ("questions",)

    records: Mapping[str, question.Question]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.questions)


@dataclass(frozen=True, slots=True)
class Weight(View):
    """How much rests on each claim: the records of other kinds, and the claims, that name it."""

    kinds: ClassVar[tuple[str, ...]] = ("claims",)
    facets: ClassVar[tuple[str, ...]] = facets.all_but(facets.WORDING)

    resting: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.resting)


@dataclass(frozen=True, slots=True)
class Policies(View):
    """The policy tables, with the rows that the case overrides."""

    facets: ClassVar[tuple[str, ...]] = ("case",)

    tables: Mapping[str, vocabulary.Policy]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.policies)


@dataclass(frozen=True, slots=True)
class Today(View):
    """The case's day: the only clock there is."""

    facets: ClassVar[tuple[str, ...]] = ("case",)

    day: edtf.Edtf

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.as_of)


@dataclass(frozen=True, slots=True)
class Calendar(View):
    """How dates are compared, `~` and `?` widened by the padding policy; and the case's day among them."""

    facets: ClassVar[tuple[str, ...]] = ("case",)

    dates: dating.Dates
    today: dating.Dated

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        dates = dating.Dates(the_graph.policies)
        return cls(dates, dates.dated(the_graph.as_of))


@dataclass(frozen=True, slots=True)
class Network(View):
    """Entities and the relations between them, with the time for which each exists or holds."""

    kinds: ClassVar[tuple[str, ...]] = ("entities", "relations")
    facets: ClassVar[tuple[str, ...]] = ("entities", "relations", *BOUND)

    entities: Mapping[str, thing.Entity]
    relations: Mapping[str, thing.Relation]
    lifetimes: Mapping[str, graph.Lifetime]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        return cls(the_graph.records.entities, the_graph.records.relations, the_graph.lifetimes)


@dataclass(frozen=True, slots=True)
class Parties(View):
    """Who is involved in each claim, question, event and relation, and what each entity is by itself."""

    kinds: ClassVar[tuple[str, ...]] = ("claims", "questions", "events", "relations", "entities")
    facets: ClassVar[tuple[str, ...]] = (facets.STATEMENTS, *kinds[1:])

    records: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """The view of a case graph."""
        known = the_graph.records
        made = {name: set(known.parties(name)) for kind in CARRIED for name in known.of_kind(kind)}
        for name, asked in known.questions.items():
            made[name] = {*asked.candidates, *((asked.identifies,) if asked.identifies else ())}
        for name, one in known.claims.items():
            carried = (other for other in known.resting.get(name, ()) if known.by_id[other].KIND in CARRIED)
            made[name] = {
                *(party for subject in one.about for party in _involved(known, subject)),
                *(party for other in carried for party in made[other]),
            }
        return cls(frozen.FrozenDict({name: tuple(sorted(parties)) for name, parties in made.items()}))


CARRIED = ("entities", "events", "relations")
"""Kinds of record of which a claim says something where it carries them."""


def _involved(known: graph.Records, subject: str) -> frozenset[str]:
    """The parties of a subject; an answer to a question may be an entity, as where candidates are."""
    head, _, part = subject.partition(".")
    return known.parties(part if head in known.questions and part in known.entities else subject)


@dataclass(frozen=True, slots=True)
class Findings(View):
    """The findings of the analyses that ran before, by the name of each, in the order of running."""

    by_analysis: Mapping[str, tuple[finding.Finding, ...]] = frozen.EMPTY

    @classmethod
    def of(cls, the_graph: graph.CaseGraph) -> Self:
        """An empty view: a case graph holds no findings, the build hands them in."""
        return cls()

    def __iter__(self) -> Iterator[finding.Finding]:
        return (one for held in self.by_analysis.values() for one in held)


VIEWS: tuple[type[View], ...] = (
    Claims, Values, Reports, Sources, Entities, Events, Relations, Inquiries, Questions, Weight, Policies,
    Today, Calendar, Network, Parties, Beliefs, Watches, Coincidences, Comparisons, Chains, Pairs,
    Behind, Gatherings, Estimates, Levels, Packs, Findings,
)  # fmt: skip

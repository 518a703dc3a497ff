"""The case graph: all records of a case, and what the stages worked out about them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from wigmore.kit import edtf, frozen, quantity
from wigmore.model import (
    belief,
    claim,
    inference,
    inquiry,
    narrative,
    pack,
    question,
    record,
    references,
    source,
    thing,
    vocabulary,
)
from wigmore.model import case as cases

TypedValue = quantity.Quantity | edtf.Edtf | str


@dataclass(frozen=True)
class Records:
    """All records of a case by kind and id, sorted by id, so that files and their order do not matter."""

    by_kind: Mapping[str, Mapping[str, record.Record]]
    by_id: Mapping[str, record.Record] = field(repr=False)

    @classmethod
    def of(cls, records: Iterator[record.Record] | tuple[record.Record, ...]) -> "Records":
        """Arrange records; raises ValueError when two have one id."""
        made: dict[str, dict[str, record.Record]] = {}
        by_id: dict[str, record.Record] = {}
        for one in sorted(records, key=lambda one: one.id):
            if one.id in by_id:
                raise ValueError(f"two records are called {one.id}")
            by_id[one.id] = one
            made.setdefault(one.KIND, {})[one.id] = one
        kinds = {kind: frozen.FrozenDict(held) for kind, held in made.items()}
        return cls(frozen.FrozenDict(kinds), frozen.FrozenDict(by_id))

    def __iter__(self) -> Iterator[record.Record]:
        return iter(self.by_id.values())

    def of_kind(self, kind: str) -> Mapping[str, record.Record]:
        """The records of one kind by id; empty where there are none."""
        return self.by_kind.get(kind, frozen.EMPTY)

    def parties(self, name: str) -> frozenset[str]:
        """The entities that a subject involves: itself, an event's participants, both ends of a relation."""
        held = self.by_id.get(name.partition(".")[0])
        if isinstance(held, thing.Entity):
            return frozenset((held.id,))
        if isinstance(held, thing.Event):
            return frozenset(entity for some in held.who.values() for entity in some)
        if isinstance(held, thing.Relation):
            return frozenset((held.from_, held.to))
        return frozenset()

    def carriers(self, one: record.Record) -> tuple[str, ...]:
        """The records other than sources that a record rests on, in the order in which it names them."""
        found = (
            (name.partition(".")[0] if wanted.part else name)
            for _, wanted, name in references.of_record(one)
            if wanted.carries and wanted.kinds != ("sources",)
        )
        return tuple(dict.fromkeys(name for name in found if name in self.by_id and name != one.id))

    @cached_property
    def resting(self) -> Mapping[str, tuple[str, ...]]:
        """For each record that others rest on, the ids of those others, sorted."""
        return self._named[0]

    @cached_property
    def mentions(self) -> Mapping[str, tuple[str, ...]]:
        """For each record that others name without resting on it, the ids of those others, sorted."""
        return self._named[1]

    @cached_property
    def _named(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        found: tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]] = ({}, {})
        for one in self:
            for _, wanted, name in references.of_record(one):
                head = name.partition(".")[0] if wanted.part else name
                found[0 if wanted.carries else 1].setdefault(head, {})[one.id] = None
        resting, mentions = (
            frozen.FrozenDict({name: tuple(others) for name, others in sorted(held.items())})
            for held in found
        )
        return resting, mentions

    @property
    def case(self) -> cases.Case:
        """The record of the case itself; raises KeyError where it could not be read."""
        return cast(cases.Case, self.by_kind["case"]["case"])

    @property
    def properties(self) -> Mapping[str, cases.Property]:
        """The properties that the case adds."""
        return cast(Mapping[str, cases.Property], self.of_kind("properties"))

    @property
    def sources(self) -> Mapping[str, source.Source]:
        """The sources by id."""
        return cast(Mapping[str, source.Source], self.of_kind("sources"))

    @property
    def claims(self) -> Mapping[str, claim.Claim]:
        """The claims by id."""
        return cast(Mapping[str, claim.Claim], self.of_kind("claims"))

    @property
    def inquiries(self) -> Mapping[str, inquiry.Inquiry]:
        """The inquiries by id."""
        return cast(Mapping[str, inquiry.Inquiry], self.of_kind("inquiries"))

    @property
    def entities(self) -> Mapping[str, thing.Entity]:
        """The entities by id."""
        return cast(Mapping[str, thing.Entity], self.of_kind("entities"))

    @property
    def events(self) -> Mapping[str, thing.Event]:
        """The events by id."""
        return cast(Mapping[str, thing.Event], self.of_kind("events"))

    @property
    def relations(self) -> Mapping[str, thing.Relation]:
        """The relations by id."""
        return cast(Mapping[str, thing.Relation], self.of_kind("relations"))

    @property
    def questions(self) -> Mapping[str, question.Question]:
        """The questions by id."""
        return cast(Mapping[str, question.Question], self.of_kind("questions"))

    @property
    def evidence(self) -> Mapping[str, question.Evidence]:
        """The evidence by id."""
        return cast(Mapping[str, question.Evidence], self.of_kind("evidence"))

    @property
    def indicators(self) -> Mapping[str, question.Indicator]:
        """The indicators by id."""
        return cast(Mapping[str, question.Indicator], self.of_kind("indicators"))

    @property
    def scenarios(self) -> Mapping[str, question.Scenario]:
        """The scenarios by id."""
        return cast(Mapping[str, question.Scenario], self.of_kind("scenarios"))

    @property
    def assumptions(self) -> Mapping[str, question.Assumption]:
        """The assumptions by id."""
        return cast(Mapping[str, question.Assumption], self.of_kind("assumptions"))

    @property
    def coincidences(self) -> Mapping[str, inference.Coincidence]:
        """The coincidences by id."""
        return cast(Mapping[str, inference.Coincidence], self.of_kind("coincidences"))

    @property
    def estimates(self) -> Mapping[str, inference.Estimate]:
        """The estimates by id."""
        return cast(Mapping[str, inference.Estimate], self.of_kind("estimates"))

    @property
    def rulings(self) -> Mapping[str, inference.Ruling]:
        """The rulings by id."""
        return cast(Mapping[str, inference.Ruling], self.of_kind("rulings"))

    @property
    def chains(self) -> Mapping[str, inference.Chain]:
        """The chains by id."""
        return cast(Mapping[str, inference.Chain], self.of_kind("chains"))

    @property
    def comparisons(self) -> Mapping[str, inference.Comparison]:
        """The comparisons by id."""
        return cast(Mapping[str, inference.Comparison], self.of_kind("comparisons"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose word something is: an entity of the case, or a publisher, or a source of unknown publisher.

    `id` is the entity's id, or `publisher:` and the folded name, or `source:` and the source's id.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """One independent report of a claim: all its statements that go back to the same root count once."""

    roots: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    stance: str
    statements: tuple[int, ...]
    under_test: bool

    @property
    def asserts(self) -> bool:
        """Whether it says that the claim is so, and neither denies nor doubts it."""
        return self.stance == "asserts"


@dataclass(frozen=True, slots=True)
class Origins:
    """The reports of one claim, after copies are merged and speakers told apart.

    `observers` counts independent reports that assert, outside the text under test: reports are dependent
    where they share a root or a speaker. `copies` counts the statements that were merged away.
    """

    reports: tuple[Report, ...]
    observers: int
    denying: int
    own_acts: int
    copies: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim's status, and the row of the policy table that gave it."""

    status: str
    row: str


STATUSES = ("established", "reported", "disputed", "inferred", "unsupported")
"""The five statuses, from the best supported to the least."""

NO_CLAIM = "no claim"
"""What stands in the place of a status where no claim carries a thing."""


def weakest(statuses: Iterable[str]) -> str | None:
    """The least supported of some statuses; None where there are none."""
    return max(statuses, key=STATUSES.index, default=None)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands in stored bytes, by W3C Web Annotation selectors over a named normalisation.

    Positions count Unicode code points of the normalised text, start inclusive, end exclusive; `digest` is
    the SHA-256 of that text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    normalisation: str
    digest: str


@dataclass(frozen=True, slots=True)
class Passage:
    """How far one statement of a claim was seen with our own eyes."""

    state: str
    anchor: Anchor | None = None


PASSAGE_STATES: Mapping[str, str] = frozen.FrozenDict(
    {
        "verified": "verified in stored bytes",
        "link-only": "link only",
        "in-part": "read in part",
        "unread": "unread",
    }
)
"""What each state of a passage is called in the report."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When something began and ended, as far as the case says; an event has one date for both."""

    begin: edtf.Edtf | None
    end: edtf.Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGraph:
    """Everything the analyses may ask to see. Each table is keyed by record id.

    `whole` holds the records of the case with those that `--known-on` leaves out; without it, the same.
    """

    records: Records
    whole: Records
    as_of: edtf.Edtf
    properties: Mapping[str, vocabulary.Property]
    policies: Mapping[str, vocabulary.Policy]
    values: Mapping[str, TypedValue]
    lifetimes: Mapping[str, Lifetime]
    origins: Mapping[str, Origins]
    standings: Mapping[str, Standing]
    passages: Mapping[str, tuple[Passage, ...]]
    selected: Mapping[str, tuple[str, ...]]
    left_out: Mapping[str, str] = field(default=frozen.EMPTY)
    narratives: tuple[narrative.Narrative, ...] = ()
    network: belief.Network = field(default_factory=belief.Network)
    packs: Mapping[str, pack.Pack] = field(default=frozen.EMPTY, repr=False)

"""What claims are about: entities, events, and the relations between two entities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf, frozen, quantity
from wigmore.model import record, shape

BOUND_DATE = record.bound(shape.Date())

MIRRORED: Mapping[str, str] = frozen.FrozenDict(
    {
        "supplies": "customer-of",
        "customer-of": "supplies",
        "parent-of": "subsidiary-of",
        "subsidiary-of": "parent-of",
        "employs": "employed-by",
        "employed-by": "employs",
    }
)
"""Kinds of relation that say the same read from the other end."""


def ends(one: "Relation", kind: str) -> tuple[str, str] | None:
    """From which end a relation leads to which, where it is of a kind or says the same from the other end."""
    if one.kind == kind:
        return one.from_, one.to
    return (one.to, one.from_) if one.kind == MIRRORED.get(kind) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(record.Record):
    """A company, body, person, place, plant, patent, material or process, with validity dates."""

    KIND: ClassVar[str] = "entities"
    NOUN: ClassVar[str] = "entity"

    kind: str = shape.entry(shape.Word("entity-kind"), "what kind of thing it is", required=True)
    name: str = shape.entry(shape.Text(), "its full name", required=True)
    aliases: tuple[str, ...] = shape.entry(shape.Many(shape.Text(), or_one=True), "other names and spellings")
    country: str | None = shape.entry(shape.Text(), "two letters of ISO 3166, as KR")
    identifiers: Mapping[str, str] = shape.entry(
        shape.Table(shape.Label(), shape.Text()), "numbers in registers, as ticker or lei"
    )
    from_: edtf.Edtf | record.Binding | None = shape.entry(BOUND_DATE, "when it came to be")
    until: edtf.Edtf | record.Binding | None = shape.entry(BOUND_DATE, "when it ended")
    unnamed: bool | None = shape.entry(shape.YesNo(), "known to exist, and not who it is")
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(record.Record):
    """Something in an interval, with participants in roles; `part_of` tells how close they met."""

    KIND: ClassVar[str] = "events"
    NOUN: ClassVar[str] = "event"

    kind: str = shape.entry(shape.Word("event-kind"), "what kind of event it is", required=True)
    title: str = shape.entry(shape.Text(), "what happened, in one line", required=True)
    part_of: str | None = shape.entry(shape.Ref(("events",)), "the larger event it belongs to")
    date: edtf.Edtf | record.Binding | None = shape.entry(BOUND_DATE, "when")
    state: str | None = shape.entry(
        shape.Word("event-state"), "happened (also when left out), planned or lapsed"
    )
    matter: str | None = shape.entry(
        shape.Label(), "groups announcement, signature, effect and end of one undertaking"
    )
    who: Mapping[str, tuple[str, ...]] = shape.entry(
        shape.Table(shape.Label(), shape.Many(record.ENTITY, or_one=True)), "participants by role"
    )
    topics: tuple[str, ...] = shape.entry(shape.Many(shape.Text(), or_one=True), "subjects it is about")
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(record.Record):
    """What holds between exactly two entities over an interval, shares bound to claims."""

    KIND: ClassVar[str] = "relations"
    NOUN: ClassVar[str] = "relation"

    kind: str = shape.entry(shape.Word("relation-kind"), "what holds between the two", required=True)
    from_: str = shape.entry(record.ENTITY, "the first end", required=True)
    to: str = shape.entry(record.ENTITY, "the second end", required=True)
    since: edtf.Edtf | record.Binding | None = shape.entry(BOUND_DATE, "from when it holds")
    until: edtf.Edtf | record.Binding | None = shape.entry(BOUND_DATE, "until when it holds")
    state: str | None = shape.entry(
        shape.Word("relation-state"), "operating (also when left out), planned, lapsed"
    )
    share: Mapping[str, quantity.Quantity | record.Binding | str] = shape.entry(
        shape.Table(shape.Word("share"), shape.Either(("unknown",), record.bound(shape.Quantity(unit="%")))),
        "equity, voting, board or debt: a percentage, a binding, or `unknown`",
    )
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)

"""What is worked out from records: coincidences, estimates, rulings, chains and comparisons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf, quantity
from wigmore.model import record, shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidence(record.Record):
    """Two event series chosen by selectors, to be tested against chance."""

    KIND: ClassVar[str] = "coincidences"
    NOUN: ClassVar[str] = "coincidence"

    asks: str = shape.entry(shape.Text(), "the question put to chance", required=True)
    left: record.Selector = shape.entry(shape.Selector(), "the earlier series", required=True)
    right: record.Selector = shape.entry(shape.Selector(), "the later series", required=True)
    over: edtf.Edtf | None = shape.entry(shape.Date(), "the calendar both series were searched for")
    within: tuple[quantity.Quantity, ...] = shape.entry(
        shape.Many(shape.Quantity(unit="day"), or_one=True), "the window; of several, all that were tried"
    )
    lag: tuple[quantity.Quantity, ...] = shape.entry(
        shape.Many(shape.Quantity(unit="day"), or_one=True),
        "the time before the window opens; of several, all that were tried",
    )
    for_: str | None = shape.entry(
        shape.Ref(("questions",), part=True), "the answer for which it is put forward, as `licence.signed`"
    )
    declared: edtf.Edtf | None = shape.entry(shape.Date(), "when the test was set down")
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackValue:
    """A number out of a dated pack of knowledge."""

    pack: str = shape.entry(shape.Text(), "its name, as battery.cathode_per_gwh", required=True)
    with_: Mapping[str, str] = shape.entry(shape.Table(shape.Label(), shape.Text()), "what it is asked for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(record.Record):
    """A quantity worked out: formula, inputs bound to claims, packs or ranges."""

    KIND: ClassVar[str] = "estimates"
    NOUN: ClassVar[str] = "estimate"

    asks: str = shape.entry(shape.Text(), "what is worked out", required=True)
    formula: str = shape.entry(
        shape.Text(), "arithmetic over the names of the inputs, or a formula of a pack", required=True
    )
    with_: Mapping[str, str] = shape.entry(
        shape.Table(shape.Label(), shape.Text()), "what a formula of a pack is asked for, as {chemistry: LFP}"
    )
    inputs: Mapping[str, tuple[quantity.Quantity | record.Binding | PackValue, ...]] = shape.entry(
        shape.Table(shape.Label(), shape.Many(record.bound(shape.Quantity(), PackValue), or_one=True)),
        "by name: a quantity, {claim: ID}, {pack: NAME, with: {...}}; a list means `try each`",
    )
    unit: str | None = shape.entry(shape.Text(), "the unit in which the answer is told")
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(record.Record):
    """A dated legal test applied to dated facts; shares come from the relations as of the day."""

    KIND: ClassVar[str] = "rulings"
    NOUN: ClassVar[str] = "ruling"

    regime: str = shape.entry(shape.Text(), "the rule, as us_ownership.pfe_2025", required=True)
    of: str = shape.entry(record.ENTITY, "to whom it is applied", required=True)
    on: edtf.Edtf = shape.entry(shape.Date(), "the day of the test", required=True)
    facts: Mapping[str, str | record.Binding] = shape.entry(
        shape.Table(shape.Label(), record.bound(shape.Text())), "facts by name; `unknown` stays unknown"
    )
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a supply chain."""

    level: str = shape.entry(shape.Text(), "its name", required=True)
    members: tuple[str, ...] = shape.entry(shape.Many(record.ENTITY, or_one=True), "entities at this level")
    makes: str | None = shape.entry(
        shape.Text(), "the property that tells how much a member can make in a time, as `cathode-capacity`"
    )
    needs: tuple[quantity.Quantity | record.Binding | PackValue, ...] = shape.entry(
        shape.Many(record.bound(shape.Quantity(), PackValue), or_one=True),
        "how much of the level before goes into one unit of its own: a quantity, a claim, or out of a pack",
    )
    utilisation: quantity.Quantity | record.Binding | None = shape.entry(
        record.bound(shape.Quantity(unit="%")), "the share of what its members can make that is made"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain(record.Record):
    """Levels and members of a supply chain; the links are relations, so a missing supplier shows itself."""

    KIND: ClassVar[str] = "chains"
    NOUN: ClassVar[str] = "chain"

    on: edtf.Edtf | None = shape.entry(shape.Date(), "the day it is drawn for")
    link: str = shape.entry(shape.Word("relation-kind"), "the kind of relation that links", required=True)
    levels: tuple[Level, ...] = shape.entry(
        shape.Many(shape.Part(Level)), "from first to last", required=True
    )
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A cell of a comparison that was looked for in vain."""

    of: str = shape.entry(record.ENTITY, "the thing", required=True)
    feature: str = shape.entry(shape.Text(), "the feature that it was looked for", required=True)
    inquiry: str = shape.entry(shape.Ref(("inquiries",)), "the inquiry that found nothing", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(record.Record):
    """Features of things side by side; the cells are computed from claims."""

    KIND: ClassVar[str] = "comparisons"
    NOUN: ClassVar[str] = "comparison"

    subjects: tuple[str, ...] = shape.entry(shape.Many(record.ENTITY), "the things compared", required=True)
    features: tuple[str, ...] = shape.entry(
        shape.Many(shape.Text(), or_one=True), "properties of the vocabulary", required=True
    )
    field: tuple[str, ...] = shape.entry(
        shape.Many(record.ENTITY, or_one=True),
        "others in the trade, among whom a shared feature may be common",
    )
    sought: tuple[Sought, ...] = shape.entry(
        shape.Many(shape.Part(Sought)), "cells that stay empty though they were looked for"
    )
    stated: record.Stated | None = shape.entry(record.STATED, record.STATED_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)

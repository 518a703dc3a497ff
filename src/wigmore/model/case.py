"""The case itself, the properties it adds, and the warnings it accepts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf
from wigmore.model import record, shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A warning that the case lives with, for one record or file of prose, with its reason."""

    code: str = shape.entry(shape.Text(), "the code of the warning, as S021", required=True)
    on: str = shape.entry(
        shape.Ref(record.ANY, prose=True), "the record it is about, or the file of prose", required=True
    )
    why: str = shape.entry(shape.Text(), "the reason, which the report prints", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(record.Record):
    """One folder, its questions, its day, its notices, its scale, and what it overrides or accepts."""

    KIND: ClassVar[str] = "case"
    NOUN: ClassVar[str] = "case"

    title: str = shape.entry(shape.Text(), "the question of the case, in one line", required=True)
    as_of: edtf.Edtf = shape.entry(shape.Date(day=True), "the only `today` there is", required=True)
    under_test: str | None = shape.entry(shape.Ref(("sources",)), "the text whose statements are tested")
    scale: str | None = shape.entry(shape.Word("scale"), "the yardstick for every probability word")
    pairs: Mapping[str, tuple[str, ...]] = shape.entry(
        shape.Table(record.ENTITY, shape.Many(record.ENTITY, or_one=True)),
        "by entity, those to which ties are looked for: shared events, paths and coincidences of each two",
    )
    notices: tuple[str, ...] = shape.entry(shape.Many(shape.Text(), or_one=True), "shown above all else")
    policy: Mapping[str, Mapping[str, Mapping[str, str]]] = shape.entry(
        shape.Table(shape.Label(), shape.Table(shape.Text(), shape.Table(shape.Label(), shape.Text()))),
        "overrides of policy tables: table, row, then the columns that change and `why`",
    )
    analyses: Mapping[str, Mapping[str, str]] = shape.entry(
        shape.Table(shape.Label(), shape.Table(shape.Label(), shape.Text())),
        "options of analyses: name, then option and value",
    )
    accept: tuple[Acceptance, ...] = shape.entry(
        shape.Many(shape.Part(Acceptance)), "warnings the case lives with, each with its reason"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Property(record.Record):
    """A word for what can be said of a thing; adds to the built-in vocabulary."""

    KIND: ClassVar[str] = "properties"
    NOUN: ClassVar[str] = "property"

    of: tuple[str, ...] = shape.entry(
        shape.Many(shape.Text(), or_one=True), "kinds of entity, event or relation it is said of"
    )
    unit: str | None = shape.entry(
        shape.Text(),
        "a unit of its dimension; `1` a pure number, `money` any currency, `money/money` a rate of exchange",
    )
    values: tuple[str, ...] = shape.entry(shape.Many(shape.Text()), "the closed list of values it may have")
    type: str | None = shape.entry(shape.Word("property-type"), "when it has neither unit nor values")
    single: bool | None = shape.entry(shape.YesNo(), "whether it has one value at one time")
    scope: tuple[str, ...] = shape.entry(
        shape.Many(shape.Label(), or_one=True), "what tells one definition of it from another"
    )
    means: str | None = shape.entry(shape.Text(), "what the word means")

"""That sources say something."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf, frozen
from wigmore.model import record, shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(frozen.Packed):
    """One source saying (or denying) one claim, at a place, in words.

    `by` is the speaker of this statement where it is not the source's; `from` is the source that this
    statement repeats, so that both count as one report. `calls_it` never enters the claim's own status: a
    source may call established what nobody else says.
    """

    source: str = shape.entry(shape.Ref(("sources",), carries=True), "the document", required=True)
    at: str | None = shape.entry(shape.Text(), "the place in it: page, section, row, or `char=25,36`")
    quote: str | None = shape.entry(shape.Text(), "its words at that place")
    stance: str | None = shape.entry(shape.Word("stance"), "asserts (also when left out), denies or doubts")
    calls_it: str | None = shape.entry(
        shape.Word("status"), "how the source itself grades what it says here, as `established`"
    )
    by: str | None = shape.entry(record.ENTITY, "whose word it is, if not the source's speaker's")
    from_: tuple[str, ...] = shape.entry(
        shape.Many(shape.Ref(("sources",), carries=True), or_one=True), "the source this statement repeats"
    )

    @property
    def asserts(self) -> bool:
        """Whether it says that the claim is so, and neither denies nor doubts it."""
        return self.stance in (None, "asserts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(record.Record):
    """That sources say something; never true by itself."""

    KIND: ClassVar[str] = "claims"
    NOUN: ClassVar[str] = "claim"

    says: str = shape.entry(
        shape.Text(), "the claim in one sentence, in the author's own words", required=True
    )
    about: tuple[str, ...] = shape.entry(
        shape.Many(shape.Ref(record.ANY_SUBJECT, part=True), or_one=True), "what it is about"
    )
    property: str | None = shape.entry(shape.Text(), "a word of the vocabulary for what is said of it")
    value: str | record.Binding | None = shape.entry(
        record.bound(shape.Value()), "a quantity, date or word, as the property asks"
    )
    when: edtf.Edtf | None = shape.entry(shape.Date(), "the time that the statement is about")
    said: edtf.Edtf | None = shape.entry(
        shape.Date(), "when it was said, if not when the source was published"
    )
    scope: Mapping[str, str] = shape.entry(
        shape.Table(shape.Label(), shape.Text()), "which definition of the property is meant"
    )
    sources: tuple[Statement, ...] = shape.entry(shape.Many(shape.Part(Statement)), "who says so, and where")
    inferred_from: tuple[str, ...] = shape.entry(record.CLAIMS, "the claims it is concluded from")
    warrant: str | None = shape.entry(shape.Text(), "why it follows from them")
    basis: tuple[str, ...] = shape.entry(record.CLAIMS, record.BASIS_DOC)
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)
    private: bool | None = shape.entry(shape.YesNo(), "counted in the report, never shown")

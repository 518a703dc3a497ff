"""A document that someone published."""

from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf
from wigmore.model import record, shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(record.Record):
    """A document someone published: what kind, by whom, how far it was read, and what it repeats.

    The speaker (`by`) is whose word it is; without it, the publisher. `derives_from` names what the whole
    document repeats: reports with one root are copies and count once.
    """

    KIND: ClassVar[str] = "sources"
    NOUN: ClassVar[str] = "source"

    title: str = shape.entry(shape.Text(), "as printed on the document", required=True)
    publisher: str | None = shape.entry(shape.Text(), "who made it public")
    kind: str = shape.entry(shape.Word("source-kind"), "what kind of document it is", required=True)
    by: str | None = shape.entry(record.ENTITY, "whose statement it is, if not the publisher's")
    interest: tuple[str, ...] = shape.entry(
        shape.Many(record.ENTITY, or_one=True), "whose interest it serves, besides the speaker's own"
    )
    url: str | None = shape.entry(shape.Address(), "where it was found")
    published: edtf.Edtf | None = shape.entry(shape.Date(), "when it was published")
    derives_from: tuple[str, ...] = shape.entry(
        shape.Many(shape.Ref(("sources",), carries=True), or_one=True), "the documents it repeats as a whole"
    )
    read: str | None = shape.entry(shape.Word("read"), "how far the authors of the case have read it")
    reliability: str | None = shape.entry(
        shape.Word("reliability"), "A to F, judged of the source, not of a claim"
    )
    why: str | None = shape.entry(shape.Text(), "the reason for the reliability")
    capture: str | None = shape.entry(shape.Hash(), "the SHA-256 of the stored bytes")
    private: bool | None = shape.entry(shape.YesNo(), "counted in the report, never shown")

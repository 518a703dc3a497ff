"""What was looked for or asked, where, and what came back."""

from dataclasses import dataclass
from typing import ClassVar

from wigmore.kit import edtf, quantity
from wigmore.model import record, shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry(record.Record):
    """A search, or a question put to a party: it carries absence, `not asked`, and the right of reply."""

    KIND: ClassVar[str] = "inquiries"
    NOUN: ClassVar[str] = "inquiry"

    asks: str = shape.entry(shape.Text(), "what was looked for or asked", required=True)
    where: str | None = shape.entry(shape.Text(), "what was searched")
    on: edtf.Edtf | None = shape.entry(shape.Date(), "when")
    to: str | None = shape.entry(record.ENTITY, "the party that was or should be asked")
    found: str | tuple[str, ...] = shape.entry(
        shape.Either(("nothing", "not asked"), record.CLAIMS), "nothing, not asked, or claims", required=True
    )
    would_find: quantity.Probability | None = shape.entry(
        shape.Probability(), "the chance that this search shows it if it exists"
    )
    assumes: tuple[str, ...] = shape.entry(record.ASSUMPTIONS, record.ASSUMES_DOC)
    private: bool | None = shape.entry(shape.YesNo(), "counted in the report, never shown")

"""What all records share, and the small parts that several kinds of record use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from wigmore.kit import frozen
from wigmore.model import shape

ANY_SUBJECT = (
    "entities", "events", "relations", "questions", "scenarios", "sources", "estimates", "rulings", "chains",
    "comparisons", "assumptions", "inquiries",
)  # fmt: skip
ANY = ("claims", *ANY_SUBJECT, "evidence", "indicators", "coincidences", "properties", "case")
CLAIM = shape.Ref(("claims",), carries=True)
MENTIONED_CLAIM = shape.Ref(("claims",))
CLAIMS = shape.Many(CLAIM, or_one=True)
ASSUMPTIONS = shape.Many(shape.Ref(("assumptions",), carries=True), or_one=True)
ENTITY = shape.Ref(("entities",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(frozen.Packed):
    """A record of a case: an id that is unique in the whole case, and where it was written.

    The place (file, line and column of the id) tells where a record came from and is no part of what it
    says: two records that differ in their place alone are equal.
    """

    KIND: ClassVar[str] = ""
    NOUN: ClassVar[str] = ""

    id: str
    file: str = field(default="", compare=False, repr=False)
    line: int = field(default=1, compare=False, repr=False)
    column: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Binding:
    """`{claim: ID}` in the place of a value: the value of that claim."""

    claim: str = shape.entry(CLAIM, "the claim whose value is taken", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the text under test asserts about a record."""

    claim: str = shape.entry(MENTIONED_CLAIM, "the claim that renders the assertion", required=True)
    as_: str | None = shape.entry(shape.Text(), "the words in which it is asserted")


@dataclass(frozen=True, slots=True)
class Selector:
    """A choice of records: a kind, and for each tested key the values of which any one must fit."""

    kind: str
    tests: tuple[tuple[str, tuple[str, ...]], ...] = ()


def bound(of: shape.Shape, *others: type) -> shape.Bound:
    """What `of` says, or `{claim: ID}`, or one of the other parts."""
    return shape.Bound(of, (Binding, *others))


STATED = shape.Part(Stated)
STATED_DOC = "what the text under test asserts about it"
ASSUMES_DOC = "assumptions it needs; what falls with one is computed from here"
BASIS_DOC = "claims that carry it"


def plain(value: Any) -> Any:
    """A record, part or value as the plain JSON values that a case file would hold for it.

    Keys come in the order of the format; empty ones are left out.
    """
    if isinstance(value, (str, bool)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Selector):
        return {value.kind: {key: _one_or_list(words) for key, words in value.tests}}
    of: type = type(value)
    plan = _plain_plan(of) if hasattr(value, "__dataclass_fields__") else ()
    return _plain_entries(value, plan) if plan else str(value)


@cache
def _plain_plan(of: type) -> tuple[tuple[str, str, bool], ...]:
    """For each entry of a class: its key, its attribute, and whether it takes the rest of the keys."""
    return tuple((one.key, one.attribute, one.rest) for one in shape.entries(of))


def _plain_entries(value: Any, plan: tuple[tuple[str, str, bool], ...]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, attribute, rest in plan:
        held = getattr(value, attribute)
        if type(held) is str:
            out[key] = held
        elif rest:
            out.update(plain(held))
        elif held is not None and held not in ((), {}):
            out[key] = plain(held)
    return out


def _one_or_list(words: tuple[str, ...]) -> Any:
    return words[0] if len(words) == 1 else list(words)

"""What may stand at a place of a case file: from this, reader, printer and schema are made."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any

from wigmore.kit import frozen


class Shape:
    """What may stand at one place of a case file."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text(Shape):
    """Words of the author's own, of any length."""


@dataclass(frozen=True, slots=True)
class Word(Shape):
    """One word of a closed list of the vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class Label(Shape):
    """A word that the case itself coins: lower-case letters, digits, `-` and `_`."""


@dataclass(frozen=True, slots=True)
class YesNo(Shape):
    """`yes` or `no`."""


@dataclass(frozen=True, slots=True)
class Address(Shape):
    """The address of a document on the web, or wherever it lies."""


@dataclass(frozen=True, slots=True)
class Hash(Shape):
    """`sha256:` and 64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Date(Shape):
    """A date of the Extended Date/Time Format; with `day`, one certain day."""

    day: bool = False


@dataclass(frozen=True, slots=True)
class Quantity(Shape):
    """Number before unit, as `10.25 MCAD`; `unit` names the dimension where only one fits."""

    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Probability(Shape):
    """A number 0.3, a range 0.2-0.5, a word of a scale, or one of `words`."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value(Shape):
    """The value of a claim: what it must look like is told by the claim's property."""


@dataclass(frozen=True, slots=True)
class Ref(Shape):
    """The id of a record of one of these kinds; with `part`, the dotted id of a part of one.

    With `prose`, the path of a file of prose may stand here as well, which ends in `.md`.

    `carries` tells that the record rests on what it names here, and does not merely mention it.
    """

    kinds: tuple[str, ...]
    part: bool = False
    carries: bool = False
    prose: bool = False

    def is_path(self, text: str) -> bool:
        """Whether a text that may stand here is the path of a file, and not an id."""
        return self.prose and text.endswith(".md")


@dataclass(frozen=True, slots=True)
class Many(Shape):
    """A list; with `or_one`, a single value may stand for a list of one."""

    of: Shape
    or_one: bool = False


@dataclass(frozen=True, slots=True)
class Table(Shape):
    """A mapping whose keys the author chooses."""

    key: Shape
    of: Shape


@dataclass(frozen=True, slots=True)
class Part(Shape):
    """A mapping with known keys: a frozen class whose fields carry shapes.

    With `short`, a single word may stand for a mapping with that key alone.
    """

    of: type
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Bound(Shape):
    """What the inner shape says, or a mapping that says where the value comes from.

    `parts` are the classes such a mapping may be read as, told apart by their first key.
    """

    of: Shape
    parts: tuple[type, ...]


@dataclass(frozen=True, slots=True)
class OrTable(Shape):
    """What the inner shape says, or a mapping from the author's keys to it."""

    of: Shape


@dataclass(frozen=True, slots=True)
class Either(Shape):
    """One of the words, or what the inner shape says."""

    words: tuple[str, ...]
    of: Shape


@dataclass(frozen=True, slots=True)
class Selector(Shape):
    """`{events: {...}}`, `{claims: {...}}` or `{relations: {...}}`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a record: its name in files, its field, its shape, and what it means.

    `rest` marks the one entry that takes all keys no other entry of the record knows.
    """

    key: str
    attribute: str
    shape: Shape
    doc: str
    required: bool
    empty: Any
    rest: bool = False


def entry(shape: Shape, doc: str, *, required: bool = False, rest: bool = False) -> Any:
    """A field of a record together with its shape and its meaning, for use in a dataclass body."""
    metadata = {"shape": shape, "doc": doc, "rest": rest}
    if required:
        return field(metadata=metadata)
    if isinstance(shape, Many):
        return field(default=(), metadata=metadata)
    if isinstance(shape, Table):
        return field(default=frozen.EMPTY, metadata=metadata)
    return field(default=None, metadata=metadata)


@cache
def entries(record: type) -> tuple[Entry, ...]:
    """The keys of a record class in the order in which they are printed."""
    return tuple(
        Entry(
            key=one.name.rstrip("_"),
            attribute=one.name,
            shape=one.metadata["shape"],
            doc=one.metadata["doc"],
            required=one.default is MISSING,
            empty=one.default,
            rest=one.metadata["rest"],
        )
        for one in fields(record)
        if "shape" in one.metadata
    )


@cache
def by_key(record: type) -> Mapping[str, Entry]:
    """The keys of a record class by their name in files, without the one that takes the rest."""
    return frozen.FrozenDict({one.key: one for one in entries(record) if not one.rest})

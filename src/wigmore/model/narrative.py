"""The author's own words: files of prose, cut into sentences, each with what it cites and how that stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from wigmore.kit import frozen

UNCITED, LOOKED_FOR, NONE = "uncited", "looked for", "none"
"""A sentence that cites nothing, one that cites inquiries alone, and one that states nothing."""

PRIVATE, LATER, UNREAD = "private", "later", "unread"

NOT_SHOWN: Mapping[str, str] = frozen.FrozenDict(
    {
        PRIVATE: "a sentence that rests on private records is not shown",
        LATER: "a sentence that rests on what was not known yet is not shown",
        UNREAD: "a sentence that cites what could not be read is not shown",
    }
)
"""Why a sentence is left out, and what stands in its place."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: `text`, `code`, `link` (to `url`), `cite` or `value` (of record `id`), `break`.

    `styles` holds `strong` and `em`. `concerns` names all records that may be meant; on a `text` it tells of
    a citation that could not be read. The place is that of its first character in the file.
    """

    kind: str
    text: str
    styles: tuple[str, ...] = ()
    url: str | None = None
    id: str | None = None
    concerns: tuple[str, ...] = ()
    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place, and what was worked out: what it cites, its status, the codes said of it.

    `states` tells whether it states anything (a question does not), `quoted` that it is in other people's
    words. `left_out` names the reason why it is not shown; empty where it is. `row` holds the parts of all
    cells of the row of a table whose statement it is, and is empty once that is judged.
    """

    parts: tuple[Part, ...]
    line: int
    column: int
    end: tuple[int, int]
    states: bool = True
    quoted: bool = False
    cites: tuple[str, ...] = ()
    status: str = NONE
    marks: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    left_out: str = ""
    row: tuple[Part, ...] = ()

    def without(self, reason: str) -> "Sentence":
        """What stands in its place where it may not be shown."""
        parts = (Part("text", NOT_SHOWN[reason]),)
        kept = replace(self, parts=parts, states=False, cites=(), status=NONE, marks=(), left_out=reason)
        return replace(kept, concerns=(), row=())


Row = tuple[tuple[Sentence, ...], ...]
"""The cells of a row of a table, each a tuple of sentences."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a narrative: heading, paragraph, item, quote, code, rule or table.

    `level` is that of a heading, or how deep lists or quotes are nested; `ordered` the number of an item;
    `text` the lines of code; the first of the `rows` of a table is its head.
    """

    kind: str
    line: int
    level: int = 0
    ordered: int | None = None
    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """One file of the author's own words."""

    path: str
    blocks: tuple[Block, ...]

    def __iter__(self) -> Iterator[Sentence]:
        for block in self.blocks:
            yield from block.sentences
            for row in block.rows:
                for cell in row:
                    yield from cell

    def changed(self, change: Callable[[Sentence], Sentence]) -> "Narrative":
        """The narrative with each of its sentences changed; a row with one left out is left out whole."""

        def all_of(some: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
            return tuple(map(change, some))

        def whole(row: Row) -> Row:
            made = tuple(map(all_of, row))
            reason = next((one.left_out for cell in made for one in cell if one.left_out), "")
            return _left_out(made, reason) if reason else made

        blocks = (
            replace(
                block,
                sentences=all_of(block.sentences),
                rows=tuple(map(whole, block.rows)),
            )
            for block in self.blocks
        )
        return replace(self, blocks=tuple(blocks))


def _left_out(row: Row, reason: str) -> Row:
    """A row of which nothing is shown, for it is one statement."""
    return tuple(tuple(one if one.left_out else one.without(reason) for one in cell) for cell in row)

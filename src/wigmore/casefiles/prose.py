"""A file of prose as a narrative: its blocks, their sentences, what each sentence cites, and where."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wigmore.casefiles import inline
from wigmore.diagnostics import diagnostic, rules, span, text
from wigmore.kit import sentences
from wigmore.model import narrative

if TYPE_CHECKING:
    from markdown_it.token import Token

LOOKED_UP = ("cite", "value")
BETWEEN = narrative.Part("text", "; ")
"""Stands between the cells of a row where their words are read as one statement."""
CONTAINERS = {"ordered_list_open": "list", "bullet_list_open": "list", "blockquote_open": "quote"}


def read(source: str, path: str) -> diagnostic.Outcome[narrative.Narrative]:
    """Read a text of Markdown; citations that cannot be read are reported, and nothing is looked up."""
    # Lines are counted as everywhere else; to Markdown the rarer ends of a line are none.
    lines = text.LINE_END.split(source)
    tokens = inline.parser().parse("\n".join(lines), {})
    found: list[diagnostic.Diagnostic] = []
    deep = next((one for one in tokens if one.level >= inline.DEEPEST - 1), None)
    if deep is not None:
        where = span.Span(path, deep.map[0] + 1 if deep.map else 1)
        message = f"lists and quotes are nested deeper than {inline.DEEPEST} levels here"
        found.append(diagnostic.at(rules.TOO_DEEP, where, message, "nest them less"))
    blocks = tuple(_Reading(lines, inline.Inline(path, found)).blocks(tokens))
    return diagnostic.Outcome(narrative.Narrative(path, blocks), tuple(found))


@dataclass(slots=True)
class _Container:
    """A list or quote around what is being read; of a list, the number of its item and whether it opens."""

    kind: str
    number: int | None = None
    opens: bool = False


@dataclass(slots=True)
class _Reading:
    """Walks the tokens of a file, and makes a block of each that holds words."""

    lines: list[str]
    _inline: inline.Inline
    _around: list[_Container] = field(default_factory=list)
    _heading: int = 0
    _rows: list[list[tuple[narrative.Sentence, ...]]] | None = None
    _searched: dict[int, int] = field(default_factory=dict)

    def blocks(self, tokens: "list[Token]") -> Iterator[narrative.Block]:
        """The blocks of the file, in order."""
        for token in tokens:
            if token.type == "inline":
                yield from self._words(token)
            elif token.type in ("fence", "code_block"):
                line = token.map[0] + 1 if token.map else 1
                yield narrative.Block("code", line, self._depth("list"), text=token.content)
            elif token.type == "hr":
                yield narrative.Block("rule", token.map[0] + 1 if token.map else 1)
            elif token.type == "table_close":
                yield self._table()
            else:
                self._step(token)

    def _step(self, token: "Token") -> None:
        """Go into or out of a heading, list, item, quote or table."""
        if token.type in ("heading_open", "heading_close"):
            self._heading = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.type == "list_item_open":
            inner = self._around[-1]
            inner.opens = True
            inner.number = None if inner.number is None else inner.number + 1
        elif token.type in CONTAINERS:
            self._around.append(_Container(CONTAINERS[token.type], _number_before(token)))
        elif token.type.replace("_close", "_open") in CONTAINERS:
            self._around.pop()
        elif token.type == "table_open":
            self._rows = []
        elif token.type == "tr_open" and self._rows is not None:
            self._rows.append([])

    def _depth(self, kind: str) -> int:
        return sum(1 for one in self._around if one.kind == kind)

    def _words(self, token: "Token") -> Iterator[narrative.Block]:
        parts = self._inline.parts(token, self._places(token))
        if self._rows is not None:
            self._rows[-1].append(tuple(cut(parts)))
            return
        if not parts:
            return
        line = token.map[0] + 1 if token.map else 1
        if self._heading:
            title = replace(whole(parts), states=False)
            yield narrative.Block("heading", line, self._heading, sentences=(title,))
            return
        kind, number = self._kind()
        some = tuple(replace(one, quoted=self._depth("quote") > 0) for one in cut(parts))
        level = self._depth("quote" if kind == "quote" else "list")
        yield narrative.Block(kind, line, level, number, sentences=some)

    def _kind(self) -> tuple[str, int | None]:
        """What a paragraph is by what is around it: only the first one of an item opens it."""
        if not self._around:
            return "paragraph", None
        inner = self._around[-1]
        if inner.kind == "quote":
            return "quote", None
        opens, inner.opens = inner.opens, False
        return ("item", inner.number) if opens else ("paragraph", None)

    def _table(self) -> narrative.Block:
        """A table. Its head states nothing, and a row is one statement."""
        held, self._rows = self._rows or [], None
        rows = tuple(_row(row, is_head=index == 0) for index, row in enumerate(held))
        first = next((one for row in rows for cell in row for one in cell), None)
        return narrative.Block("table", first.line if first else 1, rows=rows)

    def _places(self, token: "Token") -> inline.Place:
        """Where the characters of a token stand; the cells of a row are looked for one after the other."""
        first = token.map[0] if token.map else 0
        starts: list[tuple[int, int, int]] = []
        offset = 0
        for line, words in enumerate(token.content.split("\n"), start=first):
            bare = words.lstrip()
            source = self.lines[line] if line < len(self.lines) else ""
            column = source.find(bare, self._searched.get(line, 0))
            if column >= 0:
                self._searched[line] = column + len(bare)
            starts.append((offset, line + 1, max(0, column) - len(words) + len(bare)))
            offset += len(words) + 1

        def place(at: int) -> tuple[int, int]:
            begin, line, column = starts[max(0, bisect_right(starts, (at, len(self.lines) + 1, 0)) - 1)]
            return line, max(1, column + at - begin + 1)

        return place


def _number_before(token: "Token") -> int | None:
    """The number before that of the first item of a list; None where its items have none."""
    if token.type != "ordered_list_open":
        return None
    start = token.attrGet("start")
    return 0 if start is None else int(start) - 1


def _row(row: list[tuple[narrative.Sentence, ...]], *, is_head: bool) -> narrative.Row:
    """A row of a table. Its statement, the first sentence that cites or the first, has all that is cited."""
    held = [one for cell in row for one in cell]
    able = [] if is_head else [one for one in held if one.states]
    stating = next((one for one in able if _looks_up(one)), able[0] if able else None)

    def judged(one: narrative.Sentence) -> narrative.Sentence:
        if one is not stating:
            return replace(one, states=False)
        concerns = tuple(dict.fromkeys(name for other in held for name in other.concerns))
        parts = tuple(part for cell in row for part in (*(p for other in cell for p in other.parts), BETWEEN))
        return replace(one, concerns=concerns, row=parts)

    return tuple(tuple(map(judged, cell)) for cell in row)


def _looks_up(one: narrative.Sentence) -> bool:
    return any(part.kind in LOOKED_UP for part in one.parts)


def cut(parts: tuple[narrative.Part, ...]) -> Iterator[narrative.Sentence]:
    """The parts of a paragraph as sentences; a part in which one ends is cut there."""
    plain = "".join(map(_plain, parts))
    waiting = list(reversed(parts))
    start = 0
    for end in sentences.ends(plain):
        held, room = [], end - start
        while room > 0:
            part = waiting.pop()
            size = len(_plain(part))
            if size > room:
                part, rest = _split(part, room)
                waiting.append(rest)
            held.append(part)
            room -= min(size, room)
        yield whole(tuple(held))
        start = end


def _plain(part: narrative.Part) -> str:
    """What stands for a part while sentences are looked for: code and values hold no ends of sentences."""
    if part.kind == "cite":
        return sentences.FOLLOWER
    if part.kind == "value":
        return "X"
    return "\x02" * len(part.text) if part.kind == "code" else part.text


def _split(part: narrative.Part, at: int) -> tuple[narrative.Part, narrative.Part]:
    first = replace(part, text=part.text[:at], width=at)
    return first, replace(part, text=part.text[at:], column=part.column + at, width=len(part.text) - at)


def whole(parts: tuple[narrative.Part, ...]) -> narrative.Sentence:
    """Parts as one sentence."""
    first = next((one for one in parts if one.text.strip() or one.kind == "cite"), parts[0])
    last = parts[-1]
    blanks = len(first.text) - len(first.text.lstrip()) if first.kind != "cite" else 0
    return narrative.Sentence(
        parts,
        first.line,
        first.column + blanks,
        (last.line, last.column + last.width),
        states=sentences.is_statement("".join(map(_plain, parts))),
        concerns=tuple(dict.fromkeys(name for part in parts for name in part.concerns)),
    )

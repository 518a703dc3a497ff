"""YAML text to a tree that keeps the place of every key and value.

Made from the events of the C parser, so that every scalar stays text (`NO` is a country), doubled keys are
seen, and anchors, tags and further documents can be refused. The leaves of the tree are the parser's own
scalar events: making an object of ours for each of them would double the time of reading. Marks count lines,
columns and characters from zero; `place` turns them into places for people.
"""

import gc
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import yaml
from yaml import events
from yaml._yaml import CParser

from wigmore.casefiles import syntax
from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import text as texts

MAX_DEPTH = 24
RENAME = "keep one of them, or rename the second"
BYTE_ORDER_MARK = "\ufeff"

Scalar = events.ScalarEvent
"""A single value: its text is `value`, its quotes or block sign `style`."""


BLOCK_SIGNS = frozenset("|>")


class Unread:
    """What stands where a value could not be taken; what is wrong there has been reported."""

    __slots__ = ("end_mark", "start_mark")

    def __init__(self, start_mark: Any, end_mark: Any) -> None:
        self.start_mark = start_mark
        self.end_mark = end_mark


class Mapping:
    """Keys with their values, by the text of the key; a doubled key keeps its first value."""

    __slots__ = ("end_mark", "flow", "last", "pairs", "start_mark")

    def __init__(self, event: Any) -> None:
        self.start_mark = self.end_mark = event.start_mark
        self.flow: bool = event.flow_style
        self.pairs: dict[str, tuple[Scalar, Node]] = {}
        self.last: Node | None = None

    def only(self, pairs: list[tuple[Scalar, "Node"]]) -> "Mapping":
        """The same mapping with these of its pairs alone."""
        some = Mapping(_Opening(self.start_mark, self.flow))
        some.end_mark, some.last = self.end_mark, self.last
        some.pairs = {key.value: (key, node) for key, node in pairs}
        return some


class Sequence:
    """A list of values."""

    __slots__ = ("end_mark", "flow", "items", "last", "start_mark")

    def __init__(self, event: Any) -> None:
        self.start_mark = self.end_mark = event.start_mark
        self.flow: bool = event.flow_style
        self.items: list[Node] = []
        self.last: Node | None = None


Node = Scalar | Mapping | Sequence | Unread


class _Opening(NamedTuple):
    """What a collection takes from the event that opens it."""

    start_mark: Any
    flow_style: bool


class Declared(NamedTuple):
    """One record of a file, or what stands under a kind in the place of records (then without a name).

    `in_flow` tells that the mapping around it is written with braces.
    """

    kind: Scalar
    name: Scalar | None
    node: Node
    in_flow: bool


def start(node: Any) -> int:
    """The index of a node's first character."""
    index: int = node.start_mark.index
    return index


def line_and_column(node: Any) -> tuple[int, int]:
    """Where a node begins, as people count."""
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


def end(node: Any) -> int:
    """The index after a node's last character; a block collection ends with its last value."""
    while isinstance(node, (Mapping, Sequence)) and not node.flow:
        if node.last is None:
            return start(node)
        node = node.last
    index: int = node.end_mark.index
    return index


def is_block_text(node: Node) -> bool:
    """Whether a value is written as a block of text, behind `|` or `>`."""
    return type(node) is Scalar and node.style in BLOCK_SIGNS


def place(path: str, node: Any) -> span.Span:
    """The span of a node, or of its beginning where it goes on in another line."""
    first, last = node.start_mark, node.end_mark
    on_one_line = type(node) is Scalar and first.line == last.line
    width = max(1, last.column - first.column) if on_one_line else 1
    return span.Span(path, first.line + 1, first.column + 1, width)


def without_mark(text: str) -> str:
    """The text without the byte order mark that some editors put before it: the parser does not count it."""
    return text.removeprefix(BYTE_ORDER_MARK)


@contextmanager
def paused_collector() -> Iterator[None]:
    """Switch the cyclic garbage collector off: it doubles the time of building a big tree."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _TooDeep(Exception):
    """Nothing is read on: the parser's time grows with the square of the depth."""


class Tree:
    """The records of one file as nodes, one after the other; `found` gathers what the format does not allow.

    Only one record at a time is in memory. `failed` tells, at the end, that the text could not be parsed.
    Never raises for any text without a byte order mark.
    """

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.found: list[diagnostic.Diagnostic] = []
        self.failed = False
        self._stray: Node | None = None
        self._next: Callable[[], Any] = lambda: None

    def records(self, kinds: Container[str]) -> Iterator[Declared]:
        """All records under the keys of `kinds`; what stands under any other key comes whole."""
        try:
            syntax.check_characters(self.text)
            self._next = CParser(self.text).get_event
            documents = 0
            for event in iter(self._next, None):
                if type(event) is events.DocumentStartEvent:
                    documents += 1
                    if documents == 2:
                        self._report(
                            rules.SECOND_DOCUMENT, event, "a second document begins here", "remove the `---`"
                        )
                elif isinstance(event, events.NodeEvent):
                    yield from self._document(event, kinds)
            self._report_stray()
        except _TooDeep:
            self.failed = True
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            self.failed = True
            self.found.append(syntax.diagnose(error, self.text, self.path))

    def _document(self, event: Any, kinds: Container[str]) -> Iterator[Declared]:
        if type(event) is not events.MappingStartEvent:
            root = self._node(event, 0)
            if type(root) is not Scalar or root.value.strip():
                self._stray = root
            return
        self._refuse(event)
        in_flow = bool(event.flow_style)
        seen: dict[str, Scalar] = {}
        for key, first in self._pairs():
            is_new = self._is_new(key, seen, f"put its records below the first `{key.value}`")
            if type(first) is events.MappingStartEvent and key.value in kinds:
                self._refuse(first)
                yield from self._under(key, bool(first.flow_style))
            else:
                node = self._node(first, 1)
                if is_new:
                    yield Declared(key, None, node, in_flow)

    def _report_stray(self) -> None:
        """Report a document that is no mapping; not where the text breaks off, for that is said already."""
        if self._stray is not None and type(self._stray) is not Unread:
            what = "a single value" if type(self._stray) is Scalar else "a list"
            message = f"the file holds {what}, where kinds of record are expected"
            repair = "begin with a kind, as `claims:`, and indent records below it"
            self._report(rules.WRONG_TYPE, self._stray, message, repair)

    def _under(self, kind: Scalar, in_flow: bool) -> Iterator[Declared]:
        """The records of one kind, whose mapping has begun."""
        seen: dict[str, Scalar] = {}
        for name, first in self._pairs():
            node = self._node(first, 2)
            if self._is_new(name, seen, RENAME):
                yield Declared(kind, name, node, in_flow)

    def _pairs(self) -> Iterator[tuple[Scalar, Any]]:
        """The keys of a mapping that has begun, each with the event by which its value begins."""
        while type(event := self._next()) is not events.MappingEndEvent:
            key = self._key(event)
            first = self._next()
            if key is None:
                self._node(first, 1)
            else:
                yield key, first

    def _node(self, event: Any, depth: int) -> Node:
        """The node that begins with an event, and all below it."""
        kind = type(event)
        if kind is events.AliasEvent:
            message = f"`*{event.anchor}` repeats a value by alias"
            self._report(rules.ANCHOR, event, message, "write the value out")
            return Unread(event.start_mark, event.end_mark)
        refused = (event.anchor or event.tag) and self._refuse(event)
        if kind is Scalar:
            # Of `!important` nothing remains without the tag.
            return event if event.value or not refused else Unread(event.start_mark, event.end_mark)
        if depth == MAX_DEPTH:
            self._report(rules.TOO_DEEP, event, f"more than {MAX_DEPTH} levels deep", "take levels out")
            raise _TooDeep
        return (
            self._mapping(event, depth) if kind is events.MappingStartEvent else self._sequence(event, depth)
        )

    def _mapping(self, event: Any, depth: int) -> Mapping | Unread:
        made, whole = Mapping(event), True
        pairs, next_event, last_event = made.pairs, self._next, events.MappingEndEvent
        key: Any
        value: Any = None
        # Plain keys and values are taken without a call: nearly all events of a case are such.
        while type(key := next_event()) is not last_event:
            if type(key) is not Scalar or key.anchor or key.tag:
                key = self._key(key)
            value = next_event()
            if type(value) is not Scalar or value.anchor or value.tag:
                value = self._node(value, depth + 1)
            if key is None:
                whole = False
                continue
            name = key.value
            if name in pairs:
                self._doubled(key, pairs[name][0])
            else:
                pairs[name] = (key, value)
        made.end_mark, made.last = key.end_mark, value
        return made if whole else Unread(made.start_mark, key.end_mark)

    def _sequence(self, event: Any, depth: int) -> Sequence:
        made = Sequence(event)
        items, next_event, last_event = made.items, self._next, events.SequenceEndEvent
        while type(value := next_event()) is not last_event:
            items.append(self._node(value, depth + 1))
        made.end_mark, made.last = value.end_mark, items[-1] if items else None
        return made

    def _key(self, event: Any) -> Scalar | None:
        """A key; None where a list or a mapping stands in the place of one."""
        if isinstance(event, events.CollectionStartEvent):
            message = "a list or a mapping stands where a key is expected"
            self._report(rules.WRONG_TYPE, event, message, "write `key: value`, or put the text in quotes")
            self._skip(event)
            return None
        node = self._node(event, 0)
        return node if type(node) is Scalar else None

    def _skip(self, event: Any, depth: int = 0) -> None:
        """Pass over a collection that has begun."""
        if depth < MAX_DEPTH:
            while not isinstance(below := self._next(), events.CollectionEndEvent):
                if isinstance(below, events.CollectionStartEvent):
                    self._skip(below, depth + 1)
        else:
            self._node(event, MAX_DEPTH)

    def _is_new(self, key: Scalar, seen: dict[str, Scalar], repair: str) -> bool:
        first = seen.setdefault(key.value, key)
        if first is not key:
            self._doubled(key, first, repair)
        return first is key

    def _doubled(self, key: Scalar, first: Scalar, repair: str = RENAME) -> None:
        self.found.append(
            diagnostic.Diagnostic(
                rule=rules.DOUBLED_KEY,
                span=place(self.path, key),
                message=f"the key `{texts.cut(key.value, 60)}` stands here twice",
                help=repair,
                related=(diagnostic.Related(place(self.path, first), "it stands here first"),),
            )
        )

    def _refuse(self, event: Any) -> bool:
        """Report an anchor or a tag before a value; tells whether there was one."""
        if event.anchor:
            message = f"`&{event.anchor}` names a value for reuse"
            repair = f"remove `&{event.anchor}`, or put a text that begins with & in quotes"
            self._report(rules.ANCHOR, event, message, repair)
        if event.tag:
            message = f"the tag `{event.tag}` stands before a value"
            self._report(rules.TAG, event, message, "remove it, or put a text that begins with ! in quotes")
        return bool(event.anchor or event.tag)

    def _report(self, rule: diagnostic.Rule, node: Any, message: str, repair: str) -> None:
        where = place(self.path, node)
        self.found.append(diagnostic.Diagnostic(rule=rule, span=where, message=message, help=repair))

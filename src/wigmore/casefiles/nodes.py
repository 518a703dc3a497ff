"""YAML text to a tree that keeps line and column of every key and value.

Made from the events of the C parser, so that every scalar stays text (`NO` is a country), doubled keys are
seen, and anchors, tags and further documents can be refused. Lines and columns are counted from zero here,
as the parser does; `span` turns them into places for people.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml import events
from yaml._yaml import CParser

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import text as texts

MAX_DEPTH = 24
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

# What the parser says, in its own words, and the repair that mends it most often.
REPAIRS = (
    ("mapping values are not allowed", "put the text in quotes: a colon and a blank start a new key"),
    (
        "found character that cannot start any token",
        "indent with blanks, and quote a text that starts with @, ` or %",
    ),
    ("found unexpected end of stream", "close the quote"),
    ("expected ',' or", "close the bracket, or separate its members by commas"),
    ("could not find expected ':'", "write `key: value`, with a blank after the colon"),
    ("did not find expected key", "line this up with the keys above it, or quote the text above"),
    ("did not find expected '-' indicator", "line the list's dashes up"),
    ("found unknown escape character", "use single quotes, or double the backslash"),
)


class Scalar:
    """A single value as text."""

    __slots__ = ("block", "column", "end", "line", "start", "text", "width")

    def __init__(self, event: Any) -> None:
        first, last = event.start_mark, event.end_mark
        self.text: str = event.value
        self.line: int = first.line
        self.column: int = first.column
        self.width: int = last.column - first.column if last.line == first.line else 1
        self.start: int = first.index
        self.end: int = last.index
        self.block: bool = event.style == ">" or event.style == "|"


class Mapping:
    """Keys with their values; a doubled key keeps its first value."""

    __slots__ = ("column", "end", "line", "pairs", "start", "width")

    def __init__(self, event: Any) -> None:
        mark = event.start_mark
        self.line: int = mark.line
        self.column: int = mark.column
        self.width: int = 1
        self.start: int = mark.index
        self.end: int = mark.index
        self.pairs: dict[str, tuple[Scalar, Node]] = {}

    def only(self, pairs: list[tuple[Scalar, "Node"]]) -> "Mapping":
        """The same mapping with these of its pairs alone."""
        some = Mapping.__new__(Mapping)
        some.line, some.column, some.width, some.start, some.end = (
            self.line, self.column, self.width, self.start, self.end,
        )  # fmt: skip
        some.pairs = {key.text: (key, node) for key, node in pairs}
        return some


class Sequence:
    """A list of values."""

    __slots__ = ("column", "end", "items", "line", "start", "width")

    def __init__(self, event: Any) -> None:
        mark = event.start_mark
        self.line: int = mark.line
        self.column: int = mark.column
        self.width: int = 1
        self.start: int = mark.index
        self.end: int = mark.index
        self.items: list[Node] = []


Node = Scalar | Mapping | Sequence


def place(path: str, node: Node) -> span.Span:
    """Where a node begins, as people count."""
    return span.Span(path, node.line + 1, node.column + 1, max(1, node.width))


def read_nodes(text: str, path: str) -> diagnostic.Outcome[Mapping | None]:
    """Read the text of one file; the value is None where it holds nothing or cannot be parsed.

    Never raises for any text: what is wrong with it comes back as diagnostics.
    """
    hidden = UNSEEN.search(text)
    if hidden:
        return diagnostic.Outcome(None, (_unseen(text, path, hidden),))
    tree = _Tree(path)
    with paused_collector():
        try:
            root = tree.build(CParser(text).get_event)
        except yaml.YAMLError as error:
            return diagnostic.Outcome(None, (*tree.found, _syntax(error, text, path)))
        except RecursionError:  # pragma: no cover - the C parser has its own limit below ours
            root = None
    if root is not None and not isinstance(root, Mapping):
        message = "the file holds a list or a single value, where kinds of record are expected"
        tree.report(
            rules.WRONG_TYPE,
            root,
            message,
            help="begin with a kind, as `claims:`, and indent records below it",
        )
        root = None
    return diagnostic.Outcome(root, tuple(tree.found))


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


class _Tree:
    """Builds the tree of one document from parser events, and notes what the format does not allow."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[diagnostic.Diagnostic] = []

    def report(self, rule: diagnostic.Rule, node: Any, message: str, help: str | None = None) -> None:  # noqa: A002
        self.found.append(
            diagnostic.Diagnostic(rule=rule, span=place(self.path, node), message=message, help=help)
        )

    def build(self, get_event: Callable[[], Any]) -> Node | None:
        """Take events up to the end of the stream; the first document's root is the result."""
        root: Node | None = None
        documents = 0
        while True:
            event = get_event()
            kind = type(event)
            if kind is events.StreamEndEvent:
                return root
            if kind is events.DocumentStartEvent:
                documents += 1
                if documents == 2:
                    mark = Scalar(_AtMark(event.start_mark))
                    self.report(
                        rules.SECOND_DOCUMENT, mark, "a second document begins here", "remove the `---`"
                    )
            elif kind is not events.StreamStartEvent and kind is not events.DocumentEndEvent:
                node = self._node(event, kind, get_event)
                root = node if documents == 1 else root

    def _node(self, event: Any, kind: type, get_event: Callable[[], Any]) -> Node | None:
        """Build one node and all below it, without recursion, so that depth costs no stack."""
        scalar, start_map, start_list = (
            events.ScalarEvent,
            events.MappingStartEvent,
            events.SequenceStartEvent,
        )
        stack: list[Mapping | Sequence] = []
        keys: list[Scalar | None] = []
        while True:
            node: Node | None
            if kind is scalar:
                node = Scalar(event)
                if event.anchor or event.tag:
                    self._refuse(event, node)
            elif kind is start_map or kind is start_list:
                opened = Mapping(event) if kind is start_map else Sequence(event)
                if event.anchor or event.tag:
                    self._refuse(event, opened)
                if len(stack) == MAX_DEPTH:
                    self.report(
                        rules.TOO_DEEP, opened, f"more than {MAX_DEPTH} levels deep", "take levels out"
                    )
                stack.append(opened)
                keys.append(None)
                node = None
            elif kind is events.AliasEvent:
                node = Scalar(_AtMark(event.start_mark))
                self.report(
                    rules.ANCHOR, node, f"`*{event.anchor}` repeats a value by alias", "write the value out"
                )
            else:
                closed = stack.pop()
                keys.pop()
                if event.end_mark.index > event.start_mark.index:  # a bracket; a block ends at its last value
                    closed.end = event.end_mark.index
                node = closed
            if node is not None:
                if not stack:
                    return node
                self._attach(node, stack[-1], keys)
            event = get_event()
            kind = type(event)

    def _attach(self, node: Node, parent: Mapping | Sequence, keys: list[Scalar | None]) -> None:
        parent.end = max(parent.end, node.end)
        if type(parent) is Sequence:
            parent.items.append(node)
            return
        assert isinstance(parent, Mapping)
        key = keys[-1]
        if key is None:
            if type(node) is not Scalar:
                self.report(rules.WRONG_TYPE, node, "a key must be a single word", "write `key: value`")
                node = Scalar(_AtMark(node))
            keys[-1] = node
            return
        keys[-1] = None
        first = parent.pairs.setdefault(key.text, (key, node))
        if first[1] is not node:
            related = diagnostic.Related(place(self.path, first[0]), "it stands here first")
            self.found.append(
                diagnostic.Diagnostic(
                    rule=rules.DOUBLED_KEY,
                    span=place(self.path, key),
                    message=f"the key `{key.text}` stands here twice",
                    help="keep one of them, or rename the second",
                    related=(related,),
                )
            )

    def _refuse(self, event: Any, node: Node) -> None:
        if event.anchor:
            self.report(
                rules.ANCHOR,
                node,
                f"`&{event.anchor}` names a value for reuse",
                "write the value out each time",
            )
        if event.tag:
            self.report(rules.TAG, node, f"the tag `{event.tag}` stands before a value", "remove the tag")


class _AtMark:
    """A mark of the parser in the shape of an event that holds an empty text."""

    value = ""
    style = None

    def __init__(self, mark: Any) -> None:
        self.start_mark = self.end_mark = _Mark(mark)


class _Mark:
    def __init__(self, mark: Any) -> None:
        self.line = mark.line
        self.column = mark.column
        self.index = mark.index if hasattr(mark, "index") else mark.start


def _unseen(text: str, path: str, hidden: re.Match[str]) -> diagnostic.Diagnostic:
    before = text[: hidden.start()]
    line = before.count("\n")
    column = hidden.start() - (before.rfind("\n") + 1)
    return diagnostic.Diagnostic(
        rule=rules.CONTROL_CHARACTER,
        span=span.Span(path, line + 1, column + 1),
        message=f"the character U+{ord(hidden.group()):04X} cannot be seen and is not allowed in a case",
        help="remove it",
    )


def _syntax(error: yaml.YAMLError, text: str, path: str) -> diagnostic.Diagnostic:
    problem = str(getattr(error, "problem", None) or "the text is not YAML")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if "block scalar" in context and error.context_mark:  # type: ignore[attr-defined]
        opened = error.context_mark  # type: ignore[attr-defined]
        raw = lines[opened.line][opened.column :].strip() if opened.line < len(lines) else ""
        if raw[:1] == ">":
            return bare_greater(span.Span(path, opened.line + 1, opened.column + 1, max(1, len(raw))), raw)
    line = min(line, len(lines) - 1)
    column = min(column, len(lines[line]))
    repair = next((repair for start, repair in REPAIRS if start in problem), None)
    message = f"{context}: {problem}" if context else problem
    return diagnostic.Diagnostic(
        rule=rules.YAML_SYNTAX,
        span=span.Span(path, line + 1, column + 1),
        message=texts.visible(message),
        help=repair,
    )


def bare_greater(where: span.Span, raw: str) -> diagnostic.Diagnostic:
    """What to say of a `>` that opened a block of text where a number was meant."""
    return diagnostic.Diagnostic(
        rule=rules.BARE_GREATER,
        span=where,
        message=f"to YAML the `>` of `{raw}` opens a block of text",
        help=f'write `"{raw}"`, or `over {raw.lstrip(">= ")}`',
    )

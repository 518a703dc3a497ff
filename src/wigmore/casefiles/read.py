"""The text of one file to records, each with its place, and all mistakes of the file at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.casefiles import digests, nodes, page, parts
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import frozen
from wigmore.model import case, kinds, record, shape

CASE = case.Case.KIND
KEPT_BY_ID = frozenset(kinds.BY_KEY) - {CASE}
"""The kinds of which a file holds any number of records, each below its id."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An id that is declared, though its record could not be made: references to it do not dangle."""

    id: str
    kind: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FileRecords:
    """What one file holds: records in the order of the file, and ids whose records are broken.

    `facets` holds a digest of what the records say in each facet; while it stays, no analysis runs again.
    """

    path: str
    records: tuple[record.Record, ...] = ()
    broken: tuple[Broken, ...] = ()
    facets: Mapping[str, str] = frozen.EMPTY


class _File(page.Page):
    """The page of one file together with the records made of it so far."""

    __slots__ = ("broken", "made")

    def __init__(self, path: str, text: str, found: list[diagnostic.Diagnostic]) -> None:
        super().__init__(path, text, found)
        self.made: list[record.Record] = []
        self.broken: list[Broken] = []

    def lose(self, name: str, kind: str, at: nodes.Scalar) -> None:
        """Note an id whose record cannot be made."""
        self.broken.append(Broken(name, kind, *nodes.line_and_column(at)))


def read_records(text: str, path: str) -> diagnostic.Outcome[FileRecords]:
    """Read the text of one file of a case. Never raises for any text."""
    text = nodes.without_mark(text)
    tree = nodes.Tree(text, path)
    reading = _File(path, text, tree.found)
    with nodes.paused_collector():
        for one in tree.records(KEPT_BY_ID):
            _read_declared(one, reading)
    if tree.failed:
        # What stands before the place may be cut off in the middle, so nothing more is said of it.
        return diagnostic.Outcome(FileRecords(path), tuple(tree.found[-1:]))
    held = FileRecords(path, tuple(reading.made), tuple(reading.broken), digests.of_records(reading.made))
    return diagnostic.Outcome(held, tuple(reading.found))


def _read_declared(one: nodes.Declared, reading: _File) -> None:
    kind = kinds.BY_KEY.get(one.kind.value)
    if kind is None:
        _report_unknown_kind(one, reading)
    elif kind is case.Case:
        _read_record(kind, CASE, one.kind, one.node, reading)
    elif one.name is not None:
        _read_named(kind, one.name, one.node, reading)
    elif isinstance(one.node, nodes.Sequence):
        _report_list(one.kind.value, one.node, reading)
    elif isinstance(one.node, nodes.Scalar) and one.node.value.strip():
        message = f"`{kind.KIND}` holds a single value"
        reading.report(rules.WRONG_TYPE, one.node, message, "write records below it, by id")


def _report_unknown_kind(one: nodes.Declared, reading: _File) -> None:
    """Report a kind that there is not: misspelt, or a record or key that is not indented far enough."""
    name = one.kind.value
    near = page.nearest(name, kinds.BY_KEY)
    repair = f"write `{near}`" if near else f"kinds: {page.listed(kinds.BY_KEY)}"
    if not near and name in shape.by_key(case.Case):
        repair = f"indent it below `{CASE}:`"
    elif not near and page.is_id(name) and isinstance(one.node, nodes.Mapping):
        repair = f"if it is a record, indent it below its kind; {repair}"
    reading.report(rules.UNKNOWN_KIND, one.kind, f"`{page.shown(name)}` is no kind of record", repair)


def _report_list(kind: str, node: nodes.Sequence, reading: _File) -> None:
    """Report records in a list; the repair is shown with the first id that stands there."""
    if not node.items:
        reading.report(rules.KIND_IS_LIST, node, f"`{kind}` holds an empty list", f"remove `{kind}`")
        return
    ids = (
        item.pairs["id"][1] for item in node.items if isinstance(item, nodes.Mapping) and "id" in item.pairs
    )
    example = next((held.value for held in ids if isinstance(held, nodes.Scalar)), "an-id")
    repair = f"write `{page.shown(example)}:` in place of the `- `, and its keys indented below it"
    reading.report(rules.KIND_IS_LIST, node, f"`{kind}` holds a list, where ids are expected", repair)


def _read_named(kind: type[record.Record], name: nodes.Scalar, node: nodes.Node, reading: _File) -> None:
    if page.is_id(name.value):
        _read_record(kind, name.value, name, node, reading)
        return
    near = page.suggest_id(name.value)
    shown = page.shown(name.value)
    if name.value in page.RESERVED:
        near = f"the-{name.value}"
        message, repair = f"`{shown}` has a meaning of its own in the format", f"write `{near}`"
    else:
        message = f"the id `{shown}` is not made of a-z, 0-9 and single `-`"
        repair = f"write `{near}`" if near else "begin with a letter"
    reading.report(rules.BAD_ID, name, message, repair)
    reading.lose(name.value, kind.KIND, name)
    if near:
        reading.lose(near, kind.KIND, name)
    if isinstance(node, nodes.Mapping):
        parts.read_entries(kind, node, reading, at=name)


def _read_record(
    kind: type[record.Record], name: str, key: nodes.Scalar, node: nodes.Node, reading: _File
) -> None:
    reading.on = name
    fields = None
    if type(node) is nodes.Mapping:
        fields = parts.read_entries(kind, node, reading, at=key)
    elif type(node) is nodes.Scalar and not node.value.strip():
        message = f"the record `{page.shown(name)}` holds nothing"
        reading.report(rules.EMPTY_VALUE, key, message, "add its keys, or remove it")
    else:
        message = f"the record `{page.shown(name)}` is not a mapping"
        reading.report(rules.WRONG_TYPE, node, message, "write `key: value` below it")
    if fields is None:
        reading.lose(name, kind.KIND, key)
    else:
        line, column = nodes.line_and_column(key)
        reading.made.append(kind(id=name, file=reading.path, line=line, column=column, **fields))
    reading.on = None

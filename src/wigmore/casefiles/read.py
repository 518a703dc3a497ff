"""The text of one file to records, each with its place, and all mistakes of the file at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wigmore.casefiles import nodes, page, values
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import canonical, frozen
from wigmore.kit import text as texts
from wigmore.model import facets, kinds, record


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

    `facets` holds a digest of the file's text in each facet, by which analyses know whether to run again.
    """

    path: str
    records: tuple[record.Record, ...] = ()
    broken: tuple[Broken, ...] = ()
    facets: Mapping[str, str] = frozen.EMPTY


class _File(page.Page):
    """The page of one file together with the records made of it so far."""

    __slots__ = ("broken", "facets", "made")

    def __init__(self, path: str, text: str) -> None:
        super().__init__(path, text)
        self.made: list[record.Record] = []
        self.broken: list[Broken] = []
        self.facets: dict[str, list[str]] = {}

    def note_facets(self, kind: str, name: str, node: nodes.Mapping) -> None:
        """Put the text of each key into its facet."""
        for key, (at, held) in node.pairs.items():
            parts = self.facets.setdefault(facets.facet(kind, key), [])
            parts.append(name)
            parts.append(self.text[at.start : held.end])

    def digests(self) -> Mapping[str, str]:
        """The digest of each facet."""
        return frozen.FrozenDict(
            {name: canonical.sha256_hex("\0".join(parts).encode()) for name, parts in self.facets.items()}
        )


def read_records(text: str, path: str) -> diagnostic.Outcome[FileRecords]:
    """Read the text of one file of a case. Never raises for any text."""
    parsed = nodes.read_nodes(text, path)
    if parsed.value is None:
        return diagnostic.Outcome(FileRecords(path), parsed.diagnostics)
    reading = _File(path, text)
    reading.found.extend(parsed.diagnostics)
    with nodes.paused_collector():
        for key, node in parsed.value.pairs.values():
            _read_kind(key, node, reading)
    held = FileRecords(path, tuple(reading.made), tuple(reading.broken), reading.digests())
    return diagnostic.Outcome(held, tuple(reading.found))


def _read_kind(key: nodes.Scalar, node: nodes.Node, reading: _File) -> None:
    kind = kinds.BY_KEY.get(key.text)
    if kind is None:
        near = texts.nearest(key.text, tuple(kinds.BY_KEY))
        repair = f"write `{near[0]}`" if near else "kinds: " + ", ".join(f"`{name}`" for name in kinds.BY_KEY)
        reading.report(rules.UNKNOWN_KIND, key, f"`{key.text}` is no kind of record", repair)
    elif kind.KIND == "case":
        _read_record(kind, key, node, reading)
    elif type(node) is nodes.Sequence:
        repair = f"write `{key.text}:` and below it `an-id:` with the keys of the record indented"
        reading.report(rules.KIND_IS_LIST, node, f"`{key.text}` holds a list, where ids are expected", repair)
    elif type(node) is nodes.Mapping:
        for name, held in node.pairs.values():
            _read_id(kind, name, held, reading)
    elif isinstance(node, nodes.Scalar) and node.text.strip():
        reading.report(
            rules.WRONG_TYPE, node, f"`{key.text}` holds a single value", "write records below it, by id"
        )


def _read_id(kind: type[record.Record], name: nodes.Scalar, node: nodes.Node, reading: _File) -> None:
    if page.is_id(name.text):
        _read_record(kind, name, node, reading)
        return
    near = page.suggest_id(name.text)
    if name.text in page.RESERVED:
        message, repair = f"`{name.text}` has a meaning of its own in the format", f"write `the-{name.text}`"
    else:
        message = f"the id `{name.text}` is not made of a-z, 0-9 and single `-`"
        repair = f"write `{near}`" if near else "begin with a letter"
    reading.report(rules.BAD_ID, name, message, repair)
    reading.broken.append(Broken(name.text, kind.KIND, name.line + 1, name.column + 1))


def _read_record(kind: type[record.Record], key: nodes.Scalar, node: nodes.Node, reading: _File) -> None:
    name = reading.on = key.text
    fields: dict[str, Any] | None = None
    if type(node) is nodes.Mapping:
        reading.note_facets(kind.KIND, name, node)
        fields = values.read_entries(kind, node, reading, at=key)
    elif type(node) is nodes.Scalar and not node.text.strip():
        reading.report(
            rules.EMPTY_VALUE, key, f"the record `{name}` holds nothing", "add its keys, or remove it"
        )
    else:
        reading.report(
            rules.WRONG_TYPE, node, f"the record `{name}` is not a mapping", "write `key: value` below it"
        )
    if fields is None:
        reading.broken.append(Broken(name, kind.KIND, key.line + 1, key.column + 1))
    else:
        reading.made.append(
            kind(id=name, file=reading.path, line=key.line + 1, column=key.column + 1, **fields)
        )
    reading.on = None

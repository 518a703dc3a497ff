"""All ids that a record names, found by the shapes of its fields; and a record without some of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from wigmore.kit import frozen
from wigmore.model import record, selection, shape

Found = tuple[str, shape.Ref, str]
"""Dotted path inside the record (one to a key ends in `:`), the shape that stands there, the id named."""

_Collect = Callable[[Any, str, list[Found]], None]


def of_record(one: record.Record) -> list[Found]:
    """Every reference of a record, with its path."""
    found: list[Found] = []
    kind: type = type(one)
    for key, attribute, collect in _plan(kind):
        value = getattr(one, attribute)
        if value is not None and value != ():
            collect(value, key, found)
    return found


@cache
def _plan(of: type) -> tuple[tuple[str, str, _Collect], ...]:
    made = []
    for one in shape.entries(of):
        collect = _collector(one.shape)
        if collect is not None:
            made.append((one.key, one.attribute, collect))
    return tuple(made)


@cache
def _collector(wanted: shape.Shape) -> _Collect | None:
    """The function that collects the references of a value of this shape; None where it can hold none."""
    maker = _COLLECTORS.get(type(wanted))
    return maker(wanted) if maker else None


def _ref(wanted: shape.Ref) -> _Collect:
    def collect(value: Any, path: str, found: list[Found]) -> None:
        if not wanted.is_path(value):
            found.append((path, wanted, value))

    return collect


def _many(wanted: shape.Many) -> _Collect | None:
    inner = _collector(wanted.of)
    if inner is None:
        return None

    def collect(value: Any, path: str, found: list[Found]) -> None:
        for index, one in enumerate(value):
            inner(one, f"{path}.{index}", found)

    return collect


def _table(wanted: shape.Table) -> _Collect | None:
    keys, values = _collector(wanted.key), _collector(wanted.of)
    if keys is None and values is None:
        return None

    def collect(value: Any, path: str, found: list[Found]) -> None:
        for key, held in value.items():
            if keys is not None:
                keys(key, f"{path}.{key}:", found)
            if values is not None:
                values(held, f"{path}.{key}", found)

    return collect


def _either(wanted: shape.Either) -> _Collect | None:
    inner = _collector(wanted.of)
    if inner is None:
        return None

    def collect(value: Any, path: str, found: list[Found]) -> None:
        if value not in wanted.words:
            inner(value, path, found)

    return collect


def _parts(value: Any, path: str, found: list[Found]) -> None:
    """A part is collected by its own class, so that a bound value may be any of its parts."""
    of: type = type(value)
    if hasattr(of, "__dataclass_fields__"):
        for key, attribute, collect in _plan(of):
            held = getattr(value, attribute)
            if held is not None and held != ():
                collect(held, f"{path}.{key}", found)


def _selector(_: shape.Selector) -> _Collect:
    def collect(value: record.Selector, path: str, found: list[Found]) -> None:
        for key, words in value.tests:
            if key in selection.IDS:
                wanted = shape.Ref(selection.IDS[key] or record.ANY_SUBJECT, part=not selection.IDS[key])
                where = f"{path}.{value.kind}.{key}"
                found.extend((f"{where}.{index}", wanted, word) for index, word in enumerate(words))

    return collect


_COLLECTORS: Mapping[type, Callable[[Any], _Collect | None]] = {
    shape.Ref: _ref,
    shape.Many: _many,
    shape.Table: _table,
    shape.Either: _either,
    shape.Part: lambda wanted: _parts if _plan(wanted.of) else None,
    shape.Bound: lambda _: _parts,
    shape.Selector: _selector,
}


_Change = Callable[[str], str | None]
"""What becomes of an id that is named: another id, or None where the reference goes."""

_GONE = object()
"""What remains of a value that was nothing but references that go."""


def without(one: record.Record, gone: frozenset[str]) -> record.Record | None:
    """The record with every reference to a record of `gone` taken out; None where it cannot do without.

    A record whose `basis` or `rests_on` is emptied by this cannot do without, nor a claim that is concluded
    from what is gone and said by nobody; one that is also said is no longer concluded. A selector stays: it
    chooses nothing by an id that is gone.
    """
    if not any(name.partition(".")[0] in gone for _, _, name in of_record(one)):
        return one
    kept = _changed(one, lambda name: None if name.partition(".")[0] in gone else name)
    if kept is _GONE:
        return None
    for name in ("basis", "rests_on"):
        if getattr(one, name, ()) and not getattr(kept, name, ()):
            return None
    if len(getattr(kept, "inferred_from", ())) < len(getattr(one, "inferred_from", ())):
        kept = replace(kept, inferred_from=(), warrant=None) if kept.sources else None
    made: record.Record | None = kept
    return made


def renamed(one: record.Record, names: Mapping[str, str]) -> record.Record:
    """The record with every reference to a key of `names` replaced by its value."""
    if not any(name.partition(".")[0] in names for _, _, name in of_record(one)):
        return one

    def change(name: str) -> str:
        head, dot, tail = name.partition(".")
        return names.get(head, head) + dot + tail

    made: record.Record = _changed(one, change)
    return made


def _changed(value: Any, change: _Change) -> Any:
    """A record or part with each id changed; _GONE where a required key holds nothing any more."""
    of: type = type(value)
    changes: dict[str, Any] = {}
    for entry in shape.entries(of):
        held = getattr(value, entry.attribute)
        if held is None or held == () or _collector(entry.shape) is None:
            continue
        made = _through(entry.shape, held, change)
        if made is _GONE and entry.required:
            return _GONE
        changes[entry.attribute] = entry.empty if made is _GONE else made
    return replace(value, **changes)


def _through(wanted: shape.Shape, value: Any, change: _Change) -> Any:
    """A value with each id changed that stands in it by its shape: a word that looks like an id is none."""
    rewrite = _REWRITERS.get(type(wanted))
    return rewrite(wanted, value, change) if rewrite else value


def _ref_through(wanted: shape.Ref, value: str, change: _Change) -> Any:
    made = value if wanted.is_path(value) else change(value)
    return _GONE if made is None else made


def _many_through(wanted: shape.Many, value: tuple[Any, ...], change: _Change) -> Any:
    made = tuple(kept for one in value if (kept := _through(wanted.of, one, change)) is not _GONE)
    return made if made or not value else _GONE


def _table_through(wanted: shape.Table, value: Mapping[Any, Any], change: _Change) -> Any:
    made = {}
    for key, held in value.items():
        name, kept = _through(wanted.key, key, change), _through(wanted.of, held, change)
        if name is not _GONE and kept is not _GONE:
            made[name] = kept
    return frozen.FrozenDict(made) if made or not value else _GONE


def _either_through(wanted: shape.Either, value: Any, change: _Change) -> Any:
    return value if value in wanted.words else _through(wanted.of, value, change)


def _part_through(_: shape.Part | shape.Bound, value: Any, change: _Change) -> Any:
    of: type = type(value)
    is_part = hasattr(of, "__dataclass_fields__") and bool(shape.entries(of))
    return _changed(value, change) if is_part else value


def _selector_through(_: shape.Selector, value: record.Selector, change: _Change) -> record.Selector:
    return replace(
        value,
        tests=tuple(
            (key, tuple(change(word) or word for word in words) if key in selection.IDS else words)
            for key, words in value.tests
        ),
    )


_REWRITERS: Mapping[type, Callable[[Any, Any, _Change], Any]] = {
    shape.Ref: _ref_through,
    shape.Many: _many_through,
    shape.Table: _table_through,
    shape.Either: _either_through,
    shape.Part: _part_through,
    shape.Bound: _part_through,
    shape.Selector: _selector_through,
}

"""All ids that a record names, found by the shapes of its fields; and a record without some of them."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, replace
from functools import cache
from typing import Any

from wigmore.kit import frozen
from wigmore.model import record, selection, shape

Found = tuple[str, shape.Ref, str]
"""Dotted path inside the record, the shape that stands there, and the id named."""

_Collect = Callable[[Any, str, list[Found]], None]


def of_record(one: record.Record) -> list[Found]:
    """Every reference of a record, with its path."""
    found: list[Found] = []
    for key, attribute, collect in _plan(type(one)):
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
                keys(key, f"{path}.{key}", found)
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
    if hasattr(value, "__dataclass_fields__"):
        for key, attribute, collect in _plan(type(value)):
            held = getattr(value, attribute)
            if held is not None and held != ():
                collect(held, f"{path}.{key}", found)


def _selector(_: shape.Selector) -> _Collect:
    def collect(value: record.Selector, path: str, found: list[Found]) -> None:
        for key, words in value.tests:
            if key in selection.IDS:
                wanted = shape.Ref(selection.IDS[key] or record.ANY_SUBJECT, part=not selection.IDS[key])
                found.extend((f"{path}.{value.kind}.{key}", wanted, word) for word in words)

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


def without(one: record.Record, gone: frozenset[str]) -> record.Record | None:
    """The record with every reference to a record of `gone` taken out; None where it cannot do without.

    A record whose `basis`, `inferred_from` or `rests_on` is emptied by this cannot do without.
    """
    if not any(name.partition(".")[0] in gone for _, _, name in of_record(one)):
        return one
    kept = _without_part(one, gone)
    for name in ("basis", "inferred_from", "rests_on"):
        if getattr(one, name, ()) and not getattr(kept, name, ()):
            return None
    return kept


def _without_part(one: Any, gone: frozenset[str]) -> Any:
    changes: dict[str, Any] = {}
    for entry in shape.entries(type(one)):
        held = getattr(one, entry.attribute)
        if held is None or held == () or _collector(entry.shape) is None:
            continue
        value = _prune(held, gone)
        if value is MISSING or (value == () and held != ()):
            if entry.required:
                return None
            value = entry.empty
        changes[entry.attribute] = value
    return replace(one, **changes)


def _prune(value: Any, gone: frozenset[str]) -> Any:
    """A value without references to `gone`; MISSING where nothing of it remains."""
    if isinstance(value, str):
        return MISSING if value.partition(".")[0] in gone else value
    if isinstance(value, tuple):
        return tuple(kept for held in value if (kept := _prune(held, gone)) is not MISSING)
    if isinstance(value, Mapping):
        kept = {k: _prune(v, gone) for k, v in value.items() if k not in gone}
        return frozen.FrozenDict({k: v for k, v in kept.items() if v is not MISSING})
    if isinstance(value, record.Selector):
        return value
    if hasattr(value, "__dataclass_fields__") and shape.entries(type(value)):
        made = _without_part(value, gone)
        return MISSING if made is None else made
    return value


def renamed(one: record.Record, names: Mapping[str, str]) -> record.Record:
    """The record with every reference to a key of `names` replaced by its value."""
    if not any(name.partition(".")[0] in names for _, _, name in of_record(one)):
        return one
    made: record.Record = _renamed_part(one, names)
    return made


def _renamed_part(one: Any, names: Mapping[str, str]) -> Any:
    changes = {
        entry.attribute: _rename(held, names)
        for entry in shape.entries(type(one))
        if _collector(entry.shape) is not None and (held := getattr(one, entry.attribute)) is not None
    }
    return replace(one, **changes)


def _rename(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_rename(held, names) for held in value)
    if isinstance(value, Mapping):
        return frozen.FrozenDict({names.get(k, k): _rename(v, names) for k, v in value.items()})
    if isinstance(value, record.Selector):
        tests = tuple((key, tuple(names.get(word, word) for word in words)) for key, words in value.tests)
        return record.Selector(value.kind, tests)
    if hasattr(value, "__dataclass_fields__") and shape.entries(type(value)):
        return _renamed_part(value, names)
    return value

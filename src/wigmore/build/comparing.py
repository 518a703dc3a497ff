"""What changed between two compiled cases: findings, statuses, words and values, passages, records."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wigmore.kit import frozen
from wigmore.model import compiled


class NotCompiled(Exception):
    """A file is not a compiled case; the message says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what sort of thing, which one, and its state before and after (None: not there)."""

    what: str
    id: str
    before: str | None
    after: str | None


def load(path: Path) -> compiled.Compiled:
    """Read a compiled.json, or the one in a folder; raises NotCompiled for anything else."""
    file = path / "compiled.json" if path.is_dir() else path
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotCompiled(f"{file} cannot be opened: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise NotCompiled(f"{file} is not JSON: {error}") from error
    if not isinstance(data, dict) or data.get("schema") != compiled.SCHEMA:
        raise NotCompiled(f"{file} is not a compiled case of the schema {compiled.SCHEMA}")
    strange = [key for key, fits in PARTS.items() if not fits(data.get(key))]
    if strange:
        raise NotCompiled(f"{file} has no `{strange[0]}` of the form that its schema asks for")
    return compiled.Compiled(frozen.FrozenDict(data))


def _table_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda held: isinstance(held, dict) and all(map(fits, held.values()))


def _is_table(held: Any) -> bool:
    return isinstance(held, dict)


def _is_finding(held: Any) -> bool:
    texts = ("id", "analysis", "sentence")
    lists = ("basis", "against", "assumes")
    return (
        isinstance(held, dict)
        and all(isinstance(held.get(key), str) for key in texts)
        and all(isinstance(held.get(key), list) for key in lists)
        and isinstance(held.get("values"), dict)
    )


def _is_policy(held: Any) -> bool:
    if not isinstance(held, dict) or not isinstance(held.get("rows"), list):
        return False
    named = all(isinstance(held.get(key), str) for key in ("title", "about"))
    return named and all(
        isinstance(row, dict) and {"id", "cells", "why"} <= row.keys() for row in held["rows"]
    )


PARTS: Mapping[str, Callable[[Any], bool]] = {
    "records": _table_of(_table_of(_is_table)),
    "derived": _table_of(_is_table),
    "findings": lambda held: isinstance(held, list) and all(map(_is_finding, held)),
    "policies": _table_of(_is_policy),
}
"""The parts of a compiled case that are read back, each with the test of its form."""


def compare(old: compiled.Compiled, new: compiled.Compiled) -> tuple[Change, ...]:
    """Every change from one compiled case to another, findings first."""
    made = [*_findings(old, new)]
    for what, read in _DERIVED.items():
        before, after = _table(old, read), _table(new, read)
        made.extend(_changes(what, before, after))
    made.extend(_changes("policy", _policies(old), _policies(new)))
    made.extend(_records(old, new))
    return tuple(made)


def _changes(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            yield Change(what, name, before[name], after[name])


def _findings(old: compiled.Compiled, new: compiled.Compiled) -> Iterator[Change]:
    """Findings by what they state: one whose values moved is changed, not one gone and one come."""
    before, after = _by_matter(old), _by_matter(new)
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was is None or now is None or was["sentence"] != now["sentence"]:
            name = str((now or was or {}).get("id"))
            before_, after_ = (None if one is None else str(one["sentence"]) for one in (was, now))
            yield Change("finding", name, before_, after_)


def _by_matter(case: compiled.Compiled) -> dict[tuple[str, ...], Mapping[str, Any]]:
    """Findings keyed by analysis and sentence with its numbers taken out."""
    made: dict[tuple[str, ...], Mapping[str, Any]] = {}
    met: Counter[tuple[str, ...]] = Counter()
    for one in case.findings:
        words = {
            name: value
            for name, value in one["values"].items()
            if isinstance(value, str) and not value[:1].isdigit()
        }
        shape = ",".join(sorted(one["values"]))
        key = (one["analysis"], one.get("states", shape), json.dumps(words, sort_keys=True))
        met[key] += 1
        made[(*key, str(met[key]))] = one
    return made


def _table(case: compiled.Compiled, read: Callable[[Mapping[str, Any]], str | None]) -> dict[str, str]:
    return {name: text for name, held in case.derived.items() if (text := read(held)) is not None}


def _passages(held: Mapping[str, Any]) -> str | None:
    states = [one["state"] for one in held.get("passages", ())]
    return ", ".join(states) if states else None


_DERIVED: Mapping[str, Callable[[Mapping[str, Any]], str | None]] = {
    "status": lambda held: held.get("status"),
    "word": lambda held: held.get("word"),
    "passages": _passages,
}


def _policies(case: compiled.Compiled) -> dict[str, str]:
    return {
        f"policy:{name}/{row['id']}": json.dumps(row["cells"], sort_keys=True, ensure_ascii=False)
        for name, table in case.policies.items()
        for row in table["rows"]
    }


def _records(old: compiled.Compiled, new: compiled.Compiled) -> Iterator[Change]:
    before = {name: (kind, held) for kind, rows in old.records.items() for name, held in rows.items()}
    after = {name: (kind, held) for kind, rows in new.records.items() for name, held in rows.items()}
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if was is None or now is None:
            kind, held = now or was or ("", {})
            text = compiled.label(kind, name, held)
            yield Change(f"record of {kind}", name, was and text, now and text)
            continue
        keys = [key for key in {**was[1], **now[1]} if was[1].get(key) != now[1].get(key)]
        for key in keys:
            yield Change(f"{name}.{key}", name, _text(was[1].get(key)), _text(now[1].get(key)))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)

"""Loaders of the word lists, properties and policy tables; each file is read once, when first asked for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from wigmore.kit import frozen

Cell = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A word for what can be said of a thing: its dimension or allowed words, single-valued or not.

    `of` names kinds of entity, event or relation (empty: any); exactly one of `unit`, `values` and `type`
    says what a value looks like.
    """

    name: str
    of: tuple[str, ...] = ()
    unit: str | None = None
    values: tuple[str, ...] = ()
    type: str = "text"
    single: bool = False
    scope: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a policy table; `overridden` tells that the case changed it, and `why` then is the case's."""

    id: str
    cells: Mapping[str, Cell]
    why: str
    overridden: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """A table of decisions that an analyst may dispute; rows are in the order in which they are tried."""

    name: str
    title: str
    about: str
    source: str
    rows: tuple[Row, ...] = field(default=())

    def row(self, name: str) -> Row:
        """The row of that id; raises KeyError when the table has none."""
        for row in self.rows:
            if row.id == name:
                return row
        raise KeyError(name)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("wigmore.vocab").joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, str]]:
    """All word lists: list name, then word, then meaning."""
    return frozen.FrozenDict({name: frozen.FrozenDict(table) for name, table in _load("words.toml").items()})


@lru_cache(maxsize=1)
def properties() -> Mapping[str, Property]:
    """The built-in properties by name."""
    found = {}
    for name, row in _load("properties.toml").items():
        lists = {key: tuple(row[key]) for key in ("of", "values", "scope") if key in row}
        found[name] = Property(name=name, **{**row, **lists})
    return frozen.FrozenDict(found)


@lru_cache(maxsize=1)
def policies() -> Mapping[str, Policy]:
    """The built-in policy tables by name."""
    return frozen.FrozenDict({name: _policy(name, table) for name, table in _load("policies.toml").items()})


def _policy(name: str, table: Mapping[str, Any]) -> Policy:
    rows = tuple(
        Row(
            row["id"], frozen.FrozenDict({k: v for k, v in row.items() if k not in ("id", "why")}), row["why"]
        )
        for row in table["rows"]
    )
    return Policy(name, table["title"], table["about"], table["source"], rows)

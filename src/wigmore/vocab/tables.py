"""Word lists, properties and policy tables as plain data; each file is read once, when first asked for."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from wigmore.kit import frozen


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("wigmore.vocab").joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, str]]:
    """All word lists: list name, then word, then meaning."""
    return frozen.FrozenDict({name: frozen.FrozenDict(table) for name, table in _load("words.toml").items()})


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, tuple[str, str]]:
    """How each kind of relation is said of its first end, and of its second, before the name of the other."""
    return frozen.FrozenDict({kind: (one["from"], one["to"]) for kind, one in _load("phrases.toml").items()})


@lru_cache(maxsize=1)
def properties() -> Mapping[str, Mapping[str, Any]]:
    """The built-in properties by name, each with its columns as the file has them."""
    return frozen.FrozenDict(_load("properties.toml"))


@lru_cache(maxsize=1)
def policies() -> Mapping[str, Mapping[str, Any]]:
    """The built-in policy tables by name: title, about, source, and rows in the order they are tried."""
    return frozen.FrozenDict(_load("policies.toml"))


@lru_cache(maxsize=1)
def patents() -> Mapping[str, Mapping[str, Any]]:
    """How each patent office numbers its documents, by the two letters of the office."""
    return frozen.FrozenDict(_load("patents.toml"))

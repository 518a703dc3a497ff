"""A digest of what the records of a file say, for each facet: equal digests, and no analysis runs again."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from wigmore.kit import canonical, frozen
from wigmore.model import facets, record, shape


def of_records(records: Iterable[record.Record]) -> Mapping[str, str]:
    """The digest of each facet of some records, in their order; their places are no part of it."""
    said: dict[str, list[Any]] = {}
    for one in records:
        kind: type = type(one)
        for facet, pick in _plan(kind):
            if facet in said:
                said[facet].append(pick(one))
            else:
                said[facet] = [pick(one)]
    return frozen.FrozenDict({facet: canonical.sha256_hex(_spelt(held)) for facet, held in said.items()})


def _spelt(held: list[Any]) -> bytes:
    # Records hold no circles; to look for them takes a third of the time.
    return json.dumps(held, default=_plain, check_circular=False).encode()


@cache
def _plan(kind: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """For each facet of a kind, what takes the id and the fields of that facet from a record."""
    attributes: dict[str, list[str]] = {}
    name = getattr(kind, "KIND", "")
    for one in shape.entries(kind):
        attributes.setdefault(facets.facet(name, one.key), ["id"]).append(one.attribute)
    return tuple((facet, attrgetter(*names)) for facet, names in attributes.items())


def _plain(value: Any) -> list[Any]:
    """A part, date or quantity as a list that begins with the name of its class."""
    of: type = type(value)
    pick = _picker(of)
    return [of.__name__, str(value) if pick is None else pick(value)]


@cache
def _picker(of: type) -> Callable[[Any], Any] | None:
    names = [one.attribute for one in shape.entries(of)]
    return attrgetter(*names) if names else None

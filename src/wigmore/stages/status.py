"""The status of every claim, by the printed policy table: the first row whose conditions hold."""

from collections.abc import Mapping

from wigmore.kit import frozen
from wigmore.model import graph, vocabulary

CONDITIONS = ("asserting", "denying", "own_acts", "inferred")
"""Columns of the table that are conditions: the least number for which the row holds."""


def statuses(
    records: graph.Records, origins: Mapping[str, graph.Origins], policies: Mapping[str, vocabulary.Policy]
) -> Mapping[str, graph.Standing]:
    """The standing of every claim."""
    rows = tuple((row, _needs(row)) for row in policies["status"].rows)
    known: dict[tuple[int, ...], graph.Standing] = {}
    made = {}
    for name, one in records.claims.items():
        held = origins[name]
        counts = (held.observers, held.denying, held.own_acts, 1 if one.inferred_from else 0)
        if counts not in known:
            known[counts] = _standing(dict(zip(CONDITIONS, counts, strict=True)), rows)
        made[name] = known[counts]
    return frozen.FrozenDict(made)


def _needs(row: vocabulary.Row) -> tuple[tuple[str, int], ...]:
    return tuple((name, int(row.cells[name])) for name in CONDITIONS if name in row.cells)


def _standing(
    counts: Mapping[str, int], rows: tuple[tuple[vocabulary.Row, tuple[tuple[str, int], ...]], ...]
) -> graph.Standing:
    for row, needs in rows:
        if all(counts[name] >= least for name, least in needs):
            return graph.Standing(str(row.cells["status"]), row.id)
    return graph.Standing("unsupported", "")

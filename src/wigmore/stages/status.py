"""The status of every claim, by the printed policy table: the first row whose conditions hold."""

from collections.abc import Mapping

from wigmore.kit import frozen
from wigmore.model import claim, graph, vocabulary

CONDITIONS = ("asserting", "denying", "own_acts", "inferred")
"""Columns of the table that are conditions: the least number for which the row holds."""


def statuses(
    records: graph.Records, origins: Mapping[str, graph.Origins], policies: Mapping[str, vocabulary.Policy]
) -> Mapping[str, graph.Standing]:
    """The standing of every claim."""
    rows = tuple((row, _needs(row)) for row in policies["status"].rows)
    return frozen.FrozenDict(
        {name: _standing(one, origins[name], rows) for name, one in records.claims.items()}
    )


def _needs(row: vocabulary.Row) -> tuple[tuple[str, int], ...]:
    return tuple((name, int(row.cells[name])) for name in CONDITIONS if name in row.cells)


def _standing(
    one: claim.Claim,
    origins: graph.Origins,
    rows: tuple[tuple[vocabulary.Row, tuple[tuple[str, int], ...]], ...],
) -> graph.Standing:
    counts = {
        "asserting": origins.observers,
        "denying": origins.denying,
        "own_acts": origins.own_acts,
        "inferred": 1 if one.inferred_from else 0,
    }
    for row, needs in rows:
        if all(counts[name] >= least for name, least in needs):
            return graph.Standing(str(row.cells["status"]), row.id)
    return graph.Standing("unsupported", "")

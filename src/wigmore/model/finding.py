"""What an analysis found: sentences with named values, tables and figures as data."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field

from wigmore.kit import frozen
from wigmore.model import graph


class Ref(str):
    """The id of a record as a value of a finding: the sentence shows the record's name.

    Any other text is shown as it is, even where it equals the id of a record, as the year `2020` may.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        # Findings are told apart by this: one that names a record is another than one with the same text.
        return f"Ref({super().__repr__()})"


Scalar = str | int | float
Cell = Scalar | tuple[str, ...]
"""A cell of a table: a plain value, or the ids of several records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence that an analysis stands behind, with the records it rests on.

    `states` names its values in braces, so that sentence and numbers cannot drift apart; a value that is a
    `Ref` is shown by the name of the record. `basis`, `against` and `assumes` hold record ids, or policy rows
    as `policy:TABLE/ROW`. A finding of absence rests on what was looked through. `is_total` marks a count
    over the whole case: it says nothing of anybody in particular, whatever it rests on. Raises ValueError
    when the basis is empty or the values are not those that the sentence names.
    """

    states: str
    values: Mapping[str, Scalar] = field(default=frozen.EMPTY)
    basis: tuple[str, ...]
    against: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    is_total: bool = False

    def __post_init__(self) -> None:
        if not self.basis:
            raise ValueError("a finding without a basis is an opinion")
        named = {name for _, name, _, _ in string.Formatter().parse(self.states) if name}
        if named != set(self.values):
            raise ValueError(f"the sentence names {sorted(named)}, the values are {sorted(self.values)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of an analysis: a heading for each column, rows of cells, and the record of each row."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as data: a Vega-Lite specification, and the records behind its points.

    Raises ValueError when the specification names an address: neither build nor page loads anything.
    """

    name: str
    title: str
    specification: Mapping[str, object]
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        stack: list[object] = [self.specification]
        while stack:
            value = stack.pop()
            if isinstance(value, Mapping):
                if ADDRESSES & value.keys():
                    raise ValueError("a figure names no address")
                stack.extend(value.values())
            elif isinstance(value, (list, tuple)):
                stack.extend(value)


ADDRESSES = frozenset({"url", "href", "baseURL"})
"""Keys of a specification that load or lead to something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that an analysis returns."""

    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()


def policy_ref(table: str, row: str = "") -> str:
    """How a finding names a policy table that it rests on, or one row of it."""
    return f"policy:{table}/{row}" if row else f"policy:{table}"


def policy_row(name: str) -> tuple[str, str] | None:
    """The table and row (empty: all of it) that such a name means; None for the id of a record."""
    if not name.startswith("policy:"):
        return None
    table, _, row = name.removeprefix("policy:").partition("/")
    return table, row


def is_record(name: str) -> bool:
    """Whether a finding names a record of the case by this, and no row of a policy or part of a pack."""
    return not name.startswith(("policy:", "pack:"))


def refs(one: Finding) -> tuple[str, ...]:
    """All that a finding rests on."""
    return (*one.basis, *one.against, *one.assumes)


def policy_refs(the_graph: graph.CaseGraph) -> frozenset[str]:
    """Every policy table and row there is, by the name a finding gives it."""
    rows = {policy_ref(name, row.id) for name, table in the_graph.policies.items() for row in table.rows}
    return frozenset(rows | {policy_ref(name) for name in the_graph.policies})

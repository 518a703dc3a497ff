"""The words a case may use of things, and the tables of decisions that an analyst may dispute."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A word for what can be said of a thing: its dimension or allowed words, single-valued or not.

    `of` names kinds of entity, event or relation (empty: any); one of `unit`, `values` and `type` says
    what a value looks like. `subjects` is the number of different things of which it is said at once
    (None: any number).
    """

    name: str
    of: tuple[str, ...] = ()
    unit: str | None = None
    values: tuple[str, ...] = ()
    type: str = "text"
    single: bool = False
    scope: tuple[str, ...] = ()
    means: str = ""
    subjects: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a policy table; where the case `overridden` it, `why` is the reason of the case."""

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

"""Policy tables with the overrides of the case, and the vocabulary with the properties it adds."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import frozen, units
from wigmore.kit import text as texts
from wigmore.model import case, graph, vocabulary
from wigmore.stages import references
from wigmore.vocab import tables

MOST = 1000
"""The greatest count that a policy table takes."""

FREE = frozenset({"words"})
"""Columns that hold words with commas between them, of whatever language."""
ANY_EVENT = "any event"
"""What stands in the vocabulary for all kinds of event."""

SUBJECT_KINDS = ("entity-kind", "event-kind", "relation-kind")


@lru_cache(maxsize=1)
def builtin_policies() -> Mapping[str, vocabulary.Policy]:
    """The policy tables of the vocabulary, by name."""
    return frozen.FrozenDict({name: _policy(name, table) for name, table in tables.policies().items()})


def _policy(name: str, table: Mapping[str, Any]) -> vocabulary.Policy:
    rows = tuple(
        vocabulary.Row(
            row["id"],
            frozen.FrozenDict({key: cell for key, cell in row.items() if key not in ("id", "why")}),
            row["why"],
        )
        for row in table["rows"]
    )
    return vocabulary.Policy(name, table["title"], table["about"], table["source"], rows)


@lru_cache(maxsize=1)
def builtin_properties() -> Mapping[str, vocabulary.Property]:
    """The properties of the vocabulary, by name."""
    made = {}
    for name, row in tables.properties().items():
        lists = {key: tuple(row[key]) for key in ("values", "scope") if key in row}
        of = tables.words()["event-kind"] if row.get("of") == ANY_EVENT else row.get("of", ())
        made[name] = vocabulary.Property(name=name, **{**row, **lists, "of": tuple(of)})
    return frozen.FrozenDict(made)


def with_overrides(
    records: graph.Records, locate: references.Locate
) -> diagnostic.Outcome[Mapping[str, vocabulary.Policy]]:
    """The built-in tables with the rows that the case overrides, each with the case's own reason."""
    overriding = _Overriding(records.case, locate)
    made = {
        name: overriding.table(table, rows) if (rows := records.case.policy.get(name)) else table
        for name, table in builtin_policies().items()
    }
    for name in records.case.policy:
        if name not in made:
            overriding.strange(f"policy.{name}:", f"there is no policy table `{name}`", name, tuple(made))
    return diagnostic.Outcome(frozen.FrozenDict(made), tuple(overriding.found))


class _Overriding:
    """Puts the overrides of a case into tables, and notes those that fit nowhere."""

    def __init__(self, the_case: case.Case, locate: references.Locate) -> None:
        self.case = the_case
        self.locate = locate
        self.found: list[diagnostic.Diagnostic] = []

    def table(self, table: vocabulary.Policy, rows: Mapping[str, Mapping[str, str]]) -> vocabulary.Policy:
        """The table with these of its rows changed."""
        known = tuple(row.id for row in table.rows)
        for name in rows:
            if name not in known:
                message = f"the table `{table.name}` has no row `{name}`"
                self.strange(f"policy.{table.name}.{name}:", message, name, known)
        changed = tuple(self._row(table, row, rows[row.id]) if row.id in rows else row for row in table.rows)
        return replace(table, rows=changed)

    def _row(self, table: vocabulary.Policy, row: vocabulary.Row, cells: Mapping[str, str]) -> vocabulary.Row:
        path = f"policy.{table.name}.{row.id}"
        columns = {name: cell for one in reversed(table.rows) for name, cell in one.cells.items()}
        if "why" not in cells:
            self._bad(path, f"the override of `{row.id}` gives no reason", "add `why: …`")
        made = dict(row.cells)
        for name, text in cells.items():
            if name == "why":
                continue
            if name not in columns:
                message = f"the table `{table.name}` has no column `{name}`"
                self.strange(f"{path}.{name}:", message, name, (*sorted(columns), "why"))
                continue
            value = _typed(text, columns[name])
            column = [one.cells[name] for one in table.rows if name in one.cells]
            wanted = _no_words(text) if name in FREE else _refusal(value, column)
            if wanted or value is None:
                self._bad(f"{path}.{name}", f"`{text}` cannot stand here", f"write {wanted or 'a number'}")
            else:
                made[name] = value
        return vocabulary.Row(row.id, frozen.FrozenDict(made), cells.get("why", row.why), overridden=True)

    def strange(self, path: str, message: str, name: str, known: tuple[str, ...]) -> None:
        """Note a name that is not known, with the nearest that is."""
        near = texts.nearest(name, known)
        repair = f"write `{near[0]}`" if near else "known: " + ", ".join(f"`{one}`" for one in known)
        self._bad(path, message, repair)

    def _bad(self, path: str, message: str, repair: str) -> None:
        where = self.locate(self.case, path)
        self.found.append(diagnostic.at(rules.BAD_POLICY, where, message, repair, self.case.id))


def _typed(text: str, like: vocabulary.Cell) -> vocabulary.Cell | None:
    """A text as a cell of the type that its column has; None where it is no number and should be one."""
    if isinstance(like, str):
        return text
    try:
        return int(text) if isinstance(like, int) else float(text)
    except ValueError:
        return None


def _no_words(text: str) -> str | None:
    """What a list of words needs that a text lacks; None where it is one."""
    return None if text.strip(" ,") else "words with commas between them"


def _refusal(value: vocabulary.Cell | None, column: list[vocabulary.Cell]) -> str | None:
    """What may stand in a column instead of this value; None where the value may.

    Words are those that the column has; counts are not negative; rates and bounds are probabilities, except
    in a column of ratios, where a number of ours is greater than one.
    """
    if isinstance(value, str):
        words = list(dict.fromkeys(cell for cell in column if isinstance(cell, str)))
        for whole in (graph.STATUSES, tuple(tables.words()["reliability"])):
            if set(words) <= set(whole):
                words = list(whole)
        return None if value in words else "one of " + ", ".join(f"`{word}`" for word in words)
    if isinstance(value, float):
        if any(isinstance(cell, float) and cell > 1 for cell in column):
            return None if 0 <= value <= MOST else f"a number from 0 to {MOST}"
        return None if 0 <= value <= 1 else "a number from 0 to 1"
    if isinstance(value, int):
        return None if 0 <= value <= MOST else f"a whole number from 0 to {MOST}"
    return "a number"


def properties(
    records: graph.Records, locate: references.Locate
) -> diagnostic.Outcome[Mapping[str, vocabulary.Property]]:
    """The built-in properties and those of the case; the case's win where both have one name."""
    made = dict(builtin_properties())
    found: list[diagnostic.Diagnostic] = []
    kinds = tuple(word for name in SUBJECT_KINDS for word in tables.words()[name])
    for name, one in records.properties.items():
        found.extend(_check_property(one, kinds, locate))
        made[name] = vocabulary.Property(
            name=name,
            of=one.of,
            unit=one.unit,
            values=one.values,
            type=one.type or "text",
            single=bool(one.single),
            scope=one.scope,
            means=one.means or "",
        )
    return diagnostic.Outcome(frozen.FrozenDict(made), tuple(found))


def _check_property(
    one: case.Property, kinds: tuple[str, ...], locate: references.Locate
) -> list[diagnostic.Diagnostic]:
    found = []
    for index, kind in enumerate(one.of):
        if kind not in kinds:
            near = texts.nearest(kind, kinds)
            repair = f"write `{near[0]}`" if near else "name kinds of entity, event or relation"
            where = locate(one, f"of.{index}")
            message = f"`{kind}` is no kind of entity, event or relation"
            found.append(diagnostic.at(rules.UNKNOWN_WORD, where, message, repair, one.id))
    if one.unit and one.unit not in units.OF_ANY_CURRENCY:
        try:
            units.parse(one.unit)
        except units.UnitError as error:
            repair = (
                f"write `{error.suggestion}`"
                if error.suggestion
                else "write a unit of the table, `1`, `money` or `money/money`"
            )
            message = f"`{one.unit}` is no unit: {error}"
            found.append(diagnostic.at(rules.UNKNOWN_UNIT, locate(one, "unit"), message, repair, one.id))
    if sum(map(bool, (one.unit, one.values, one.type))) > 1:
        message = f"`{one.id}` has more than one of unit, values and type"
        found.append(
            diagnostic.at(rules.WRONG_TYPE, locate(one, ""), message, "keep the one that fits", one.id)
        )
    return found

"""Policy tables with the overrides of the case, and the vocabulary with the properties it adds."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import frozen, units
from wigmore.kit import text as texts
from wigmore.model import case, graph, record, vocabulary
from wigmore.stages import references
from wigmore.vocab import tables

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
        lists = {key: tuple(row[key]) for key in ("of", "values", "scope") if key in row}
        made[name] = vocabulary.Property(name=name, **{**row, **lists})
    return frozen.FrozenDict(made)


def with_overrides(
    records: graph.Records, locate: references.Locate
) -> diagnostic.Outcome[Mapping[str, vocabulary.Policy]]:
    """The built-in tables with the rows that the case overrides, each with the case's own reason."""
    made = dict(builtin_policies())
    found: list[diagnostic.Diagnostic] = []
    the_case = records.case
    for name, rows in the_case.policy.items():
        if name not in made:
            message = f"there is no policy table `{name}`"
            found.append(_strange(the_case, locate, f"policy.{name}", message, name, tuple(made)))
            continue
        for row_name, cells in rows.items():
            path = f"policy.{name}.{row_name}"
            row = next((row for row in made[name].rows if row.id == row_name), None)
            if row is None:
                known = tuple(row.id for row in made[name].rows)
                message = f"the table `{name}` has no row `{row_name}`"
                found.append(_strange(the_case, locate, path, message, row_name, known))
                continue
            changed = _changed(row, cells, made[name], the_case, path, locate, found)
            made[name] = replace(
                made[name], rows=tuple(changed if one is row else one for one in made[name].rows)
            )
    return diagnostic.Outcome(frozen.FrozenDict(made), tuple(found))


def _changed(
    row: vocabulary.Row,
    cells: Mapping[str, str],
    table: vocabulary.Policy,
    the_case: case.Case,
    path: str,
    locate: references.Locate,
    found: list[diagnostic.Diagnostic],
) -> vocabulary.Row:
    columns = {name for one in table.rows for name in one.cells}
    if "why" not in cells:
        where = locate(the_case, path)
        message = f"the override of `{row.id}` gives no reason"
        found.append(_bad(where, message, "add `why: …`"))
    made = dict(row.cells)
    for name, text in cells.items():
        if name == "why":
            continue
        if name not in columns:
            known = (*sorted(columns), "why")
            message = f"the table `{table.name}` has no column `{name}`"
            found.append(_strange(the_case, locate, f"{path}.{name}", message, name, known))
            continue
        value = _typed(text, next(one.cells[name] for one in table.rows if name in one.cells))
        if value is None:
            found.append(
                _bad(locate(the_case, f"{path}.{name}"), f"`{text}` is not a number", "write a number")
            )
        else:
            made[name] = value
    return vocabulary.Row(row.id, frozen.FrozenDict(made), cells.get("why", row.why), overridden=True)


def _typed(text: str, like: vocabulary.Cell) -> vocabulary.Cell | None:
    if isinstance(like, str):
        return text
    try:
        return int(text) if isinstance(like, int) else float(text)
    except ValueError:
        return None


def _bad(where: span.Span, message: str, repair: str) -> diagnostic.Diagnostic:
    return diagnostic.Diagnostic(rule=rules.BAD_POLICY, span=where, message=message, help=repair, on="case")


def _strange(
    the_case: case.Case, locate: references.Locate, path: str, message: str, name: str, known: tuple[str, ...]
) -> diagnostic.Diagnostic:
    near = texts.nearest(name, known)
    repair = f"write `{near[0]}`" if near else "known: " + ", ".join(f"`{one}`" for one in known)
    return _bad(locate(the_case, path), message, repair)


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
            found.append(_of(rules.UNKNOWN_WORD, where, message, repair, one))
    if one.unit and one.unit != "money":
        try:
            units.parse(one.unit)
        except units.UnitError as error:
            repair = (
                f"write `{error.suggestion}`"
                if error.suggestion
                else "write a unit of the table, `1` or `money`"
            )
            message = f"`{one.unit}` is no unit: {error}"
            found.append(_of(rules.UNKNOWN_UNIT, locate(one, "unit"), message, repair, one))
    if sum(map(bool, (one.unit, one.values, one.type))) > 1:
        message = f"`{one.id}` has more than one of unit, values and type"
        found.append(_of(rules.WRONG_TYPE, locate(one, ""), message, "keep the one that fits", one))
    return found


def _of(
    rule: diagnostic.Rule, where: span.Span, message: str, repair: str, one: record.Record
) -> diagnostic.Diagnostic:
    return diagnostic.Diagnostic(rule=rule, span=where, message=message, help=repair, on=one.id)

"""The flagship with the tables that chapters draw, put there by hand as the analyses would make them."""

from collections.abc import Callable, Sequence
from typing import Any

from tests import cases
from wigmore.model import compiled
from wigmore.report import conflicts, items, reply, standing

Rows = Sequence[Sequence[Any]]


def _conflict(number: str, kind: str, claim: str, value: str = "") -> list[Any]:
    held = base()
    one, derived = held.records["claims"][claim], held.derived[claim]
    shown = value or str(derived.get("value", ""))
    subject, named, when = one["about"][0], one.get("property", ""), one.get("when", "")
    return [number, kind, subject, named, "line one-pot", when, shown, claim, derived["status"], "Somebody"]


def _profile(entity: str, fact: str, value: str, other: str = "", state: str = "as of the day") -> list[Any]:
    claims = ["candiac-pilot", "r-candiac-800"]
    return [entity, fact, value, other, "2023-12/..", "line one-pot", state, "reported", claims]


def base() -> compiled.Compiled:
    """The flagship as its analyses leave it."""
    return cases.example("nano-one-lg")


def rows() -> dict[str, tuple[Sequence[str], Rows]]:
    """Columns and rows of each table that a chapter draws."""
    other, none, apart = "another value", "not comparable", "another period"
    return {
        conflicts.CONFLICTS: (
            conflicts.COLUMNS,
            [
                _conflict("1", other, "holland-capacity"),
                _conflict("1", other, "r-holland-capacity"),
                _conflict("2", none, "rio-amount"),
                _conflict("2", none, "r-rio-cad"),
                _conflict("3", "denial", "lges-met-minister", "met"),
            ],
        ),
        conflicts.APART: (
            conflicts.COLUMNS,
            [_conflict("1", apart, "huayou-gumi-24"), _conflict("1", apart, "huayou-gumi-49")],
        ),
        items.PROFILES: (
            items.PROFILE_COLUMNS,
            [
                _profile("candiac", "capacity", "200 t/a"),
                _profile("candiac", "also called", "The Candiac works"),
                _profile("candiac", "capacity", "0 t/a", state="earlier"),
                _profile("candiac", "owned by", "", "nano-one"),
                _profile("lges", "founded", "2020-12-01", state="no time given"),
            ],
        ),
        standing.TABLE: (
            standing.COLUMNS,
            [
                ["r-jda-lnmo", "unsupported", "nobody", "established", standing.SURER],
                ["candiac-pilot", "reported", "one-speaker", "reported", "as the sources"],
                ["nichia-spinel", "established", "own-acts", "reported", standing.LESS],
                ["lges-founded", "reported", "one-speaker", "", ""],
            ],
        ),
        reply.TABLE: (
            reply.COLUMNS,
            [["nano-one", 3, [], "no inquiry"], ["lg-chem", 1, ["reply-lg-chem"], "not asked"]],
        ),
    }


def case(change: Callable[[str, Any], Any] = lambda _column, cell: cell) -> compiled.Compiled:
    """The flagship with these tables and nothing else, each cell as `change` leaves it."""
    tables = []
    for name, (columns, held) in rows().items():
        analysis, _, short = name.partition("/")
        tables.append(
            {
                "name": short,
                "analysis": analysis,
                "title": short,
                "columns": list(columns),
                "rows": [
                    [change(column, cell) for column, cell in zip(columns, row, strict=True)] for row in held
                ],
                "records": [],
            }
        )
    return compiled.Compiled({**base().data, "tables": tables, "figures": []})

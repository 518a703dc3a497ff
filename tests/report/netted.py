"""The case of the harbour with paths, what follows from its relations, and offers to weigh, all by hand."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from tests import cases
from wigmore.model import compiled
from wigmore.report import network, pasting

Change = Callable[[str, Any], Any]
YAML = "evidence:\n  owners-weighed:\n    on: a-question\n    reason: Two ways lead there.\n"

ROWS: dict[str, tuple[Sequence[str], list[list[Any]]]] = {
    "inheritance/derived": (
        (*network.TABLES["inheritance/derived"], "carried by", "basis"),
        [
            ["dunmarrow-group", "sorrel-shipping", "advises", "2019", "", ["group-after-brothers"], "holds",
             ["dunmarrow-brothers"], []],
            ["vennick-marine", "sorrel-star", "owns", "2018-05-02", "2021-02-28", ["vennick-bought-pellant"],
             "holds", ["pellant-line"], []],
        ],
    ),
    "paths/paths": (
        network.TABLES["paths/paths"],
        [
            ["quorrin-foundation", "sorrel-star", 1, 3, "Quorrin – Vennick – Sorrel – Sorrel Star",
             "2023-05-31", "yes", 0.04, "rewired networks"],
            ["quorrin-foundation", "sorrel-star", 2, 2, "Quorrin – Merrowby Agency – Sorrel Star",
             "2023-05-31", "unknown", "", ""],
        ],
    ),
    "paths/hops": (
        (*network.TABLES["paths/hops"], "from", "to"),
        [
            [1, 1, "quorrin-in-vennick", "holds", "2013-06", "", [], "quorrin-foundation", "vennick-marine"],
            [1, 2, "vennick-in-sorrel", "holds", "2021-02-08", "", [], "vennick-marine", "sorrel-shipping"],
            [1, 3, "sorrel-has-ship", "owns", "2021-03-01", "", [], "sorrel-shipping", "sorrel-star"],
            [2, 1, "agency-quorrin", "advises", "2017", "", [], "quorrin-foundation", "merrowby-agency"],
            [2, 2, "a-meeting", "meeting", "2021", "2021", [], "merrowby-agency", "sorrel-star"],
        ],
    ),
    "paths/overlaps": (
        ("holder", *network.TABLES["paths/overlaps"]),
        [["petra-quillan", "sorrel-shipping", "ostrel-holding", "seats", "2021-03-01", "2023-01-31", "yes"]],
    ),
    "paths/dropped": (
        network.TABLES["paths/dropped"],
        [["Saltrey Mutual – Tarnlow Shipping – Ostrel Holding", "ended: partner-of until 2018-06-30"]],
    ),
    "coincidence/paste": (
        pasting.COLUMNS,
        [["vennick-in-sorrel", "Two ways lead to one owner.", 3.0, 9.0, 4.77, YAML]],
    ),
    "company/paste": (pasting.COLUMNS, [["no-such-record", "They sat in one room.", 1.5, 2.0, 1.76, YAML]]),
}  # fmt: skip


@cache
def base() -> compiled.Compiled:
    """The example as its analyses leave it."""
    return cases.compile_clean(cases.EXAMPLES / "harbour-ownership")


def case(change: Change = lambda _column, cell: cell, *, without: Sequence[str] = ()) -> compiled.Compiled:
    """The example with these tables, each cell of them as `change` leaves it; `without` leaves tables out."""
    tables = [
        one
        for one in base().data["tables"]
        if one["analysis"] not in ("paths", "inheritance", *without) and one["name"] != pasting.NAME
    ]
    for name, (columns, rows) in ROWS.items():
        analysis, _, short = name.partition("/")
        if analysis in without:
            continue
        made = [[change(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows]
        tables.append(
            {"analysis": analysis, "name": short, "title": short, "columns": list(columns), "rows": made,
             "records": []}
        )  # fmt: skip
    return compiled.Compiled({**base().data, "tables": tables})

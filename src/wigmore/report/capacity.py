"""The chapter of capacity: by year what a level of a chain needs beside what the level before can make."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.report import amounts, chapter, charts, items, templating, trails

YEARS, GAPS, SUPPLIERS = "capacity/years", "capacity/gaps", "capacity/suppliers"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    YEARS: (
        *("chain", "level", "makes", "year", "side", "state", "unit", "low", "central", "high", "claims"),
    ),
    GAPS: (
        *("chain", "level", "year", "unit", "demand low", "demand central", "demand high", "supply low"),
        *("supply central", "supply high", "supply operating", "factor low", "factor high", "verdict"),
    ),
    SUPPLIERS: (
        *("chain", "level", "member", "year", "state", "unit", "low", "central", "high", "share of demand"),
        *("covers", "claims"),
    ),
}
"""The tables of the chapter, each with the columns that it reads."""

FIRST_SAID = 3
"""How many sentences of a chain stand unfolded."""

ABOUT = (
    "What each level of a chain needs, by year, beside what the level before it can make. Every amount is "
    "the span of what the sources say; what operates is told apart from what is planned. An end that nobody "
    "states stays open."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """Each chain with its figures, its levels by year, and who could supply; None where nothing is known."""
    held = {name: gathering.table(name, columns) for name, columns in COLUMNS.items()}
    chains = gathering.case.records.get("chains", {})
    found = dict.fromkeys(str(row["chain"]) for name in (GAPS, YEARS, SUPPLIERS) for row in held[name])
    known = [name for name in found if name in chains]
    if not known:
        return None
    figures = [one for one in gathering.case.data["figures"] if one["analysis"] == "capacity"]
    of_chain = {name: [one for one in figures if _is_of(one, name)] for name in known}
    apart = [one for one in figures if not any(one in some for some in of_chain.values())]
    body = templating.render(
        "capacity.html",
        chains=[_chain(gathering, name, held, of_chain[name]) for name in known],
        figures=[charts.chart(one) for one in apart],
        labels=gathering.known,
        cite=amounts.citing(gathering),
    )
    drawn = (*(name for name, rows in held.items() if rows), *(f"capacity/{one['name']}" for one in figures))
    return chapter.Chapter("capacity", "Demand against supply", ABOUT, len(known), body, drawn)


def _is_of(figure: Row, chain: str) -> bool:
    """Whether a figure shows this chain: by its name, or by the records behind it."""
    return str(figure["name"]).split(" ")[0] == chain or chain in figure.get("records", ())


def _chain(
    gathering: items.Gathering, name: str, held: Mapping[str, list[Row]], figures: Sequence[Row]
) -> dict[str, Any]:
    """What is shown of one chain: a part for each level that has a table."""
    steps = gathering.case.records["chains"][name].get("levels", ())
    mine = {key: [row for row in rows if row["chain"] == name] for key, rows in held.items()}
    levels = dict.fromkeys(str(row["level"]) for key in (GAPS, YEARS) for row in mine[key])
    said = [
        one
        for one in gathering.case.findings
        if one["analysis"] == "capacity" and one["basis"] and one["basis"][0] == name
    ]
    return {
        "id": name,
        "anchor": trails.slug(f"capacity:{name}"),
        "ends": [str(one["level"]) for one in (steps[0], steps[-1])] if steps else [],
        "said": said[:FIRST_SAID],
        "further": said[FIRST_SAID:],
        "figures": [charts.chart(one) for one in figures],
        "levels": [
            {"name": level, **{key: _of(mine[table], level) for key, table in PARTS.items()}}
            for level in levels
        ],
    }


PARTS = {"gaps": GAPS, "years": YEARS, "suppliers": SUPPLIERS}
"""By what name the template knows the rows of each table."""


def _of(rows: Sequence[Row], level: str) -> list[dict[str, Any]]:
    """The rows of a level; `apart` is what stands in brackets behind it, as `not in the chain`."""
    made = []
    for row in rows:
        name, _, apart = str(row["level"]).partition(f"{level} (")
        if row["level"] == level:
            made.append({**row, "apart": ""})
        elif not name and apart:
            made.append({**row, "apart": apart.removesuffix(")")})
    return made

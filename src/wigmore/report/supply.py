"""The chapter of chains, of supply or of holding: each drawn with its gaps, and the same as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.report import chapter, items, sankey, templating, timeline, trails

TABLES: Mapping[str, tuple[str, ...]] = {
    "chain/levels": (
        *("chain", "level", "member", "entity", "operating links in", "planned links in", "since"),
        *("verdict", "country", "place"),
    ),
    "chain/links": (
        *("chain", "from level", "to level", "from", "to", "relation", "state", "since", "until"),
        *("basis", "step", "status"),
    ),
    "chain/gaps": (
        *("chain", "level", "next level", "verdict", "what an exclusion removes", "suppliers"),
        *("operating", "planned", "unknown", "past", "best", "place"),
    ),
    "chain/exclusions": (
        *("chain", "entity", "operating links", "planned links", "levels cut off", "share of ways"),
        *("with plans: levels cut off", "with plans: share of ways"),
    ),
    "chain/years": ("chain", "day", "linked", "steps", "which"),
    sankey.TABLE: sankey.COLUMNS,
}
"""The tables that the chapter draws, each with the columns that it reads."""

ABOUT = (
    "Who leads on to whom, level by level, on the day each chain is drawn for. The links are the relations "
    "of the case. An empty slot means that no link is known there, not that there is none. A link that "
    "nobody has dated does not count as operating."
)
ABOVE = 2
"""So many sentences of the analysis stand above the drawing, the others below its tables, folded."""
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A drawing for each chain with its tables; None where there are no chains."""
    held = {name: gathering.table(name, columns) for name, columns in TABLES.items()}
    chains = gathering.case.records.get("chains", {})
    known = [name for name in chains if _of(held[sankey.TABLE], name)]
    if not known:
        return None
    body = templating.render(
        "supply.html",
        chains=[_chain(gathering, name, held) for name in known],
        words=sankey.WORDS,
        said=timeline.said,
        labels=gathering.known,
    )
    drawn = tuple(name for name in TABLES if held[name])
    return chapter.Chapter("chain", "Chains level by level", ABOUT, len(known), body, drawn)


def _of(rows: Sequence[Row], chain: str) -> list[Row]:
    return [row for row in rows if row["chain"] == chain]


def _chain(gathering: items.Gathering, name: str, held: Mapping[str, list[Row]]) -> dict[str, Any]:
    """One chain: its two drawings, and its rows of each table."""
    named = sankey.Named(gathering.known, name, leads=True)
    record = gathering.case.records["chains"][name]
    said = [one for one in gathering.case.findings if one["analysis"] == "chain" and one["basis"][0] == name]
    levels = _levels(_of(held["chain/levels"], name))
    return {
        "id": name,
        "anchor": trails.slug(f"chain:{name}"),
        "ends": (levels[0][0], levels[-1][0]) if levels else None,
        "said": said[:ABOVE],
        "further": said[ABOVE:],
        "on": timeline.said(str(record.get("on", ""))),
        "stated": record.get("stated"),
        "drawn": [
            (form, sankey.draw(sankey.parts(held[sankey.TABLE], name, form), named)) for form in sankey.FORMS
        ],
        "levels": levels,
        **{key: _of(held[f"chain/{key}"], name) for key in ("links", "gaps", "exclusions", "years")},
    }


def _levels(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The members by level, in the order of the chain; a level without members has none."""
    made: dict[Any, tuple[str, list[Row]]] = {}
    for row in rows:
        _, members = made.setdefault(row["place"], (str(row["level"]), []))
        if row["entity"]:
            members.append(row)
    return list(made.values())

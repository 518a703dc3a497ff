"""The chapter of processes: mass balances at the plant and in the chain, and claims tested against them."""

from collections.abc import Iterable, Mapping
from typing import Any

from wigmore.report import amounts, chapter, flows, items, templating, trails

STREAMS, CLAIMS = "process/streams", "process/claims"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    STREAMS: ("process", "route", "boundary", "side", "substance", "kg per kg", "kind", "rests on"),
    CLAIMS: (
        *("process", "claim", "property", "stated", "worked out", "unit", "boundary", "verdict", "turns at"),
        "rests on",
    ),
}
"""The tables of the chapter, each with the columns that it reads."""

BOUNDARIES = {"plant": "At the gate of the plant", "chain": "In the chain behind it"}
"""Where a balance is drawn, in words."""

ABOUT = (
    "What goes into each process and what comes out, in kilograms for a kilogram of its product, as its "
    "reactions allow; the least that any plant needs. The plant is told apart from the chain behind its "
    "feeds: what a plant avoids may arise there. Below, what is said of it, tested against that."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A part for each process; None where none is worked out."""
    known = gathering.case.records.get("entities", {})
    held = {
        name: [row for row in gathering.table(name, columns) if row["process"] in known]
        for name, columns in COLUMNS.items()
    }
    names = list(dict.fromkeys(str(row["process"]) for rows in held.values() for row in rows))
    if not names:
        return None
    body = templating.render(
        "process.html",
        processes=[_process(gathering, name, held) for name in names],
        labels=gathering.known,
        cite=amounts.citing(gathering),
    )
    drawn = tuple(name for name, rows in held.items() if rows)
    return chapter.Chapter("process", "Processes", ABOUT, len(names), body, drawn)


def _process(gathering: items.Gathering, name: str, held: Mapping[str, list[Row]]) -> dict[str, Any]:
    """One process: its balance by route and boundary, its claims, and what is said of it."""
    anchor = trails.slug(f"process:{name}")
    claims = _of(held[CLAIMS], name)
    tested = {str(row["claim"]) for row in claims}
    said = [
        one
        for one in gathering.case.findings
        if one["analysis"] == "process" and (name in one["basis"] or tested & set(one["basis"]))
    ]
    balances = [
        _balance(rows, trails.slug(f"{anchor}:{place}"))
        for place, rows in enumerate(_balances(_of(held[STREAMS], name)), 1)
    ]
    # One of each boundary shows how the plant and its chain differ; further routes and ways are folded.
    first = list({one["where"]: one for one in reversed(balances)}.values())[::-1]
    rest = [one for one in balances if one not in first]
    return {
        "id": name,
        "anchor": anchor,
        "said": said,
        "balances": (first, rest),
        "claims": claims,
    }


def _of(rows: Iterable[Row], name: str) -> list[Row]:
    return [row for row in rows if row["process"] == name]


def _balances(rows: Iterable[Row]) -> list[list[Row]]:
    """The streams of each balance in the order of the table; one that has been told is not told again.

    A new one begins with another route or boundary, and where a stream comes up again.
    """
    made: list[list[Row]] = []
    last: tuple[Any, ...] = ()
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        where, stream = (row["route"], row["boundary"]), (row["side"], row["substance"])
        if where != last or stream in seen:
            made.append([])
            last, seen = where, set()
        seen.add(stream)
        made[-1].append(row)
    told: dict[str, list[Row]] = {}
    for some in made:
        told.setdefault(repr([[row[key] for key in TOLD] for row in some]), some)
    return list(told.values())


TOLD = ("route", "boundary", "side", "substance", "kg per kg", "kind")
"""What of a stream is the balance itself, and not what it rests on."""


def _balance(rows: list[Row], anchor: str) -> dict[str, Any]:
    """The streams of one route at one boundary, as a drawing and as a table."""
    route, boundary = str(rows[0]["route"]), str(rows[0]["boundary"])
    where = BOUNDARIES.get(boundary, boundary)
    drawn = flows.draw(
        flows.streams(rows, "in", anchor), flows.streams(rows, "out", anchor), f"{route}: {where}"
    )
    basis = rows[0]["rests on"]
    shared = basis if all(row["rests on"] == basis for row in rows) else ()
    return {"anchor": anchor, "route": route, "where": where, "rows": rows, "drawn": drawn, "basis": shared}

"""The chapter of the network: the drawing, the table of the same ties, and the paths that lead through it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from wigmore.kit import edtf, frozen
from wigmore.report import chapter, facets, items, labels, lists, markup, templating, timeline, web

NAME = "network"
TABLES: Mapping[str, tuple[str, ...]] = frozen.FrozenDict(
    {
        "network/places": ("entity", "kind", "ties", "x", "y", "name at", "width", "height"),
        "network/ties": (
            *("relation", "from", "kind", "to", "as of the day", "since", "until"),
            *("possible from", "possible until", "certain from", "certain until"),
        ),
        "inheritance/derived": ("from", "to", "kind", "since", "until", "through", "state"),
        "paths/paths": ("from", "to", "path", "length", "hops", "as of", "held together", "p", "chosen null"),
        "paths/hops": ("path", "hop", "tie", "kind", "since", "until", "basis"),
        "paths/overlaps": ("first", "second", "kind", "overlap from", "overlap to", "held together"),
        "paths/dropped": ("path", "why"),
    }
)
"""The tables that the chapter draws, each with the columns that it reads."""

WHOLE = ("paths/overlaps", "paths/dropped")
"""Those that it shows as they are."""
ENDED_FIRST, MAY_HAVE_PASSED = "ended first", "may have passed"
"""What followed from no succession, and is not drawn; what followed from it at most."""
ABOUT = (
    "Who is tied to whom, and when: the entities with their relations, what follows from them, and the ways "
    "that lead from one to another."
)
TITLES = (
    ("tie", "Tie"),
    ("state", "As of the day"),
    ("who", "Entity"),
    ("of", "Kind of entity"),
    ("known", "Known"),
)
"""The facets of the table: key and title."""
PIECE = 64
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The drawing with its table and the paths; None where no analysis tells of any of them."""
    held = {name: gathering.table(name, columns) for name, columns in TABLES.items()}
    if not any(held.values()):
        return None
    today = web.day(gathering.case.data["settings"]["as_of"]) or 0
    nodes = _nodes(gathering, held["network/places"])
    known = {one.id for one in nodes}
    ties = [one for one in _ties(held, _padding(gathering)) if {one.start, one.end} <= known]
    hops = _hops(held["paths/hops"])
    told = _told(held, ties, today)
    body = templating.render(
        "network.html",
        drawing=web.draw(nodes, ties, _size(held["network/places"]), today) if nodes else None,
        data=web.data(nodes, ties, _ways(hops), today),
        listed=lists.listed(TITLES, list(_pieces(gathering, told)), gathering.remember),
        rows=told,
        is_derived=any(not one.record for one in ties),
        paths=[{**row, "steps": hops.get(str(row["path"]), [])} for row in held["paths/paths"]],
        whole=[_whole(gathering, name) for name in WHOLE if held[name]],
        labels=gathering.known,
    )
    drawn = tuple(name for name in TABLES if held[name])
    return chapter.Chapter(NAME, "Network", ABOUT, len(told), body, (*drawn, "network/network"))


def _nodes(gathering: items.Gathering, rows: Sequence[Row]) -> list[web.Node]:
    """The entities of the drawing; what is no record of the case has no place in it."""
    entities = gathering.case.records.get("entities", frozen.EMPTY)
    return [
        web.Node(
            id=row["entity"],
            label=gathering.known[row["entity"]][1],
            kind=str(row["kind"]).replace("-", " "),
            ties=row["ties"],
            x=row["x"],
            y=row["y"],
            name_at=str(row["name at"]),
        )
        for row in rows
        if row["entity"] in entities and all(isinstance(row[key], int) for key in ("ties", "x", "y"))
    ]


def _size(rows: Sequence[Row]) -> tuple[int, int]:
    return int(rows[0]["width"]), int(rows[0]["height"])


def _padding(gathering: items.Gathering) -> edtf.Padding:
    """How far `~` and `?` widen a date, by the policy table of the case."""
    rows = gathering.case.policies.get("padding", {}).get("rows", ())
    units = {one["id"]: int(one["cells"]["units"]) for one in rows}
    return edtf.Padding(approximate=units.get("approximate", 0), uncertain=units.get("uncertain", 0))


def _ties(held: Mapping[str, Sequence[Row]], padding: edtf.Padding) -> Iterator[web.Tie]:
    """The relations, and after them what follows from them."""
    for row in held["network/ties"]:
        certain = (row["certain from"], row["certain until"])
        yield web.Tie(
            id=row["relation"],
            record=row["relation"],
            start=row["from"],
            kind=str(row["kind"]),
            end=row["to"],
            state=str(row["as of the day"]),
            possible=(web.day(row["possible from"]), web.day(row["possible until"])),
            certain=web.NO_DAYS if web.NEVER in certain else (web.day(certain[0]), web.day(certain[1])),
        )
    for number, row in enumerate(held["inheritance/derived"]):
        if row["state"] == ENDED_FIRST:
            continue
        possible, certain = web.span(str(row["since"]), str(row["until"]), padding)
        yield web.Tie(
            id=f"derived:{number}",
            record="",
            start=row["from"],
            kind=str(row["kind"]),
            end=row["to"],
            state=str(row["state"]),
            possible=possible,
            certain=web.NO_DAYS if row["state"] == MAY_HAVE_PASSED else certain,
        )


def _told(held: Mapping[str, Sequence[Row]], ties: Sequence[web.Tie], today: int) -> list[dict[str, Any]]:
    """The rows of the table: each tie of the drawing, with its dates as stated and what carries it."""
    stated = {row["relation"]: row for row in held["network/ties"]}
    stated |= {f"derived:{number}": row for number, row in enumerate(held["inheritance/derived"])}
    return [
        {
            "id": one.id,
            "record": one.record,
            "from": one.start,
            "kind": one.kind.replace("-", " "),
            "to": one.end,
            "since": timeline.said(str(stated[one.id]["since"])),
            "until": timeline.said(str(stated[one.id]["until"])),
            "state": one.as_of(today),
            "through": list(markup.names(stated[one.id].get("through"))),
        }
        for one in ties
    ]


def _pieces(gathering: items.Gathering, rows: Sequence[Row]) -> Iterator[lists.Piece]:
    """The rows of the table in pieces, each remembered under all that it shows."""
    for start in range(0, len(rows), PIECE):
        piece = rows[start : start + PIECE]
        names = labels.used(gathering.known, piece)
        shown = json.dumps([templating.digest(), NAME, names, piece], ensure_ascii=False)
        yield lists.Piece([_index(gathering, row) for row in piece], shown, partial(_rendered, piece, names))


def _index(gathering: items.Gathering, row: Row) -> list[Any]:
    """The tie of a row, what it is called, and its values of every facet."""
    ends = facets.names_of(gathering, [row["from"], row["to"]])
    entities = gathering.case.records.get("entities", frozen.EMPTY)
    kinds = [str(entities.get(row[end], {}).get("kind", "")).replace("-", " ") for end in ("from", "to")]
    known = "recorded" if row["record"] else "follows from others"
    held = ([row["kind"]], [row["state"]], ends, kinds, [known])
    return [row["id"], f"{ends[0]} {row['kind']} {ends[1]}", *[facets.visible(values) for values in held]]


def _rendered(piece: Sequence[Row], names: markup.Labels) -> str:
    return templating.text("network_rows.html", rows=piece, labels=names)


def _hops(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The hops of each path by its number, in their order."""
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(str(row["path"]), []).append(row)
    return made


def _ways(hops: Mapping[str, Sequence[Row]]) -> dict[str, list[tuple[str, str, str]]]:
    """The ties of each path with the two entities that each joins."""
    return {
        number: [(str(row["tie"]), str(row.get("from", "")), str(row.get("to", ""))) for row in rows]
        for number, rows in hops.items()
    }


def _whole(gathering: items.Gathering, name: str) -> dict[str, Any]:
    """A table of an analysis as it is."""
    analysis, _, short = name.partition("/")
    (one,) = [
        held
        for held in gathering.case.data["tables"]
        if (held["analysis"], held["name"]) == (analysis, short)
    ]
    records = one["records"] or [None for _ in one["rows"]]
    return {**one, "rows": list(zip(records, one["rows"], strict=False))}

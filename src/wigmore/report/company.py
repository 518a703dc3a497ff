"""The chapter of company: who was at which event, what the pairs shared, and how far chance explains it."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.report import answers, chapter, items, markup, templating, timeline

PAIRS, SHARED, ATTENDANCE, EVENTS = (
    "company/pairs",
    "company/shared",
    "company/attendance",
    "company/events",
)
PAIR_COLUMNS = (
    *("entity", "other", "shared", "events of the first", "events of the other", "all events", "expected"),
    *("p hypergeometric", "p BiCM", "p adjusted", "chosen", "bias", "rank", "pairs"),
)
SHARED_COLUMNS = (
    *("entity", "other", "event", "level", "size", "attending", "expected", "ratio", "ceiling", "basis"),
)
EVENT_COLUMNS = ("event", "part of", "occasion", "depth", "level", "date", "attending", "size", "test alone")
LEVELS = ("programme", "day", "session", "table", "meeting")
"""The levels from least close to closest: a mark has a bar for each."""

COLUMNS, OPEN, MOST_PAIRS = 9, 24, 60
"""How many events stand beside each other, entities are shown before the fold, and pairs are listed."""

ABOUT = (
    "Who was at the same events, how close, and how often chance alone brings so much about. A thousand "
    "people may share a programme and never meet; few share a table. Who is not named need not have been "
    "absent."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The chosen pairs, who was where, and all pairs folded; None where nobody is known anywhere."""
    events = gathering.table(EVENTS, EVENT_COLUMNS)
    pairs = gathering.table(PAIRS, PAIR_COLUMNS)
    attended = gathering.table(ATTENDANCE, ("event", "entity", "role"))
    if not events:
        return None
    shared = gathering.table(SHARED, SHARED_COLUMNS)
    chosen = sorted((row for row in pairs if row["chosen"]), key=_shared_first)
    entities = _entities(chosen, attended)
    cells = {(row["entity"], row["event"]): str(row["role"]) for row in attended}
    parts = [
        _part(events[start : start + COLUMNS], entities, cells) for start in range(0, len(events), COLUMNS)
    ]
    body = templating.render(
        "company.html",
        said=_said(gathering, chosen),
        chosen=[(row, _findings(gathering, row), _of(shared, row)) for row in chosen],
        parts=parts,
        pairs=pairs[:MOST_PAIRS],
        has_more=len(pairs) > MOST_PAIRS,
        levels=LEVELS,
        labels=gathering.known,
    )
    draws = (PAIRS, ATTENDANCE, EVENTS, *((SHARED,) if shared else ()))
    return chapter.Chapter("company", "Company", ABOUT, len(chosen), body, draws)


def _shared_first(row: Row) -> float:
    """By what chosen pairs are sorted: those that shared most occasions first."""
    return -(answers.number(row["shared"]) or 0.0)


def _findings(gathering: items.Gathering, pair: Row) -> list[Row]:
    """What the analysis says of a pair."""
    wanted = {pair["entity"], pair["other"]}
    return [one for one in _of_company(gathering) if wanted <= set(one["basis"])]


def _said(gathering: items.Gathering, chosen: Sequence[Row]) -> list[Row]:
    """What it says of the case as a whole."""
    ids = {one["id"] for row in chosen for one in _findings(gathering, row)}
    return [one for one in _of_company(gathering) if one["id"] not in ids]


def _of_company(gathering: items.Gathering) -> list[Row]:
    return [one for one in gathering.case.findings if one["analysis"] == "company"]


def _of(shared: Sequence[Row], pair: Row) -> list[dict[str, Any]]:
    """The events that a pair shared, each with its claims as names."""
    return [
        {**row, "basis": markup.names(row["basis"])}
        for row in shared
        if (row["entity"], row["other"]) == (pair["entity"], pair["other"])
    ]


def _entities(chosen: Sequence[Row], attended: Sequence[Row]) -> list[str]:
    """Those of the chosen pairs, then the others, who were at most events first."""
    counts: dict[str, int] = {}
    for row in attended:
        counts[row["entity"]] = counts.get(row["entity"], 0) + 1
    first = dict.fromkeys(str(row[side]) for row in chosen for side in ("entity", "other"))
    rest = sorted(counts.keys() - first.keys(), key=lambda name: (-counts[name], name))
    return [*first, *rest]


def _part(
    events: Sequence[Row], entities: Sequence[str], cells: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """So many columns of the matrix: the occasions above, and a row for each entity."""
    occasions: dict[str, int] = {}
    for row in events:
        occasions[row["occasion"]] = occasions.get(row["occasion"], 0) + 1
    rows = [(name, [cells.get((name, row["event"])) for row in events]) for name in entities]
    there = [(name, held) for name, held in rows if any(cell is not None for cell in held)]
    return {
        "events": [
            {
                **row,
                "said": timeline.said(str(row["date"] or "")),
                "opens": row["depth"] == 0 or row is events[0],
            }
            for row in events
        ],
        "occasions": list(occasions.items()),
        "first": there[:OPEN],
        "rest": there[OPEN:],
    }

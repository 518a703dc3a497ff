"""The chapter of coincidences: how often a window is open, what was found, and what chance alone gives."""

from collections.abc import Mapping
from typing import Any

from wigmore.report import answers, chapter, charts, items, templating, trails

TESTS, PAIRS, SERIES = "coincidence/tests", "coincidence/pairs", "coincidence/series"
MOST_PAIRS = 10
"""So many pairs, those least probable by chance, are shown of the first window, and the chosen ones."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    TESTS: (
        *("coincidence", "window days", "lag days", "left events", "right events", "coverage", "hits"),
        *("expected", "rate", "p calendar", "p shuffle", "p waiting", "p shift", "p adjusted", "verdict"),
        *("declared", "bias", "p within quarter", "p best window", "fewest hits", "most hits", "limit"),
        *("stated", "claim"),
    ),
    PAIRS: (
        *("left entity", "right entity", "window", "hits", "expected", "p", "p adjusted", "chosen"),
        *("coincidence", "lag", "right events", "p shift", "rank", "of"),
    ),
    SERIES: ("coincidence", "side", "event", "first day", "last day", "hit"),
}
"""The tables of the chapter, each with the columns that it reads."""

FIGURES = (
    (
        "series",
        "Light: a window is open. Thick: it coincides. Thin: it does not. Grey: the date is not certain.",
    ),
    ("chance", "Bars: how probable each number is by chance, the calendar kept. Line: what was found."),
)
"""The pictures of a test, each with how it is read."""

ABOUT = (
    "Whether one series of events follows another more often than chance gives. First how many days a window "
    "covers: any event would match there. Then how many match. A p tells how often chance alone gives as "
    "many or more: a small one is telling, a large one is not."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """Each coincidence with its windows, pictures and pairs; None where the case declares none."""
    held = {name: _by_coincidence(gathering, name) for name in COLUMNS}
    if not held[TESTS]:
        return None
    tests = sorted((_test(gathering, name, held) for name in held[TESTS]), key=_telling)
    body = templating.render(
        "coincidence.html",
        tests=tests,
        labels=gathering.known,
    )
    figures = [f"coincidence/{name} {kind}" for name in held[TESTS] for kind, _ in FIGURES]
    draws = (*(name for name, rows in held.items() if rows), *figures)
    return chapter.Chapter("coincidence", "Coincidence", ABOUT, len(held[TESTS]), body, draws)


def _by_coincidence(gathering: items.Gathering, name: str) -> dict[str, list[Row]]:
    """The rows of a table by coincidence, in the order of the table; of known ones only."""
    known = gathering.case.records.get("coincidences", {})
    made: dict[str, list[Row]] = {}
    for row in gathering.table(name, COLUMNS[name]):
        if row["coincidence"] in known:
            made.setdefault(str(row["coincidence"]), []).append(row)
    return made


def _telling(one: Mapping[str, Any]) -> tuple[bool, float, float]:
    """By what tests are sorted: the least probable by chance first, what covers too much last."""
    best = one["best"]
    if best is None:
        return True, 1.0, 1.0
    adjusted, kept = (answers.number(best[key]) for key in ("p adjusted", "p calendar"))
    return _covers(best), 1.0 if adjusted is None else adjusted, 1.0 if kept is None else kept


def _covers(row: Row) -> bool:
    """Whether a window covers so many days that a match is no evidence."""
    limit, coverage = answers.number(row["limit"]), answers.number(row["coverage"])
    return limit is not None and coverage is not None and coverage > limit


def _best(rows: list[Row]) -> Row | None:
    """The window and lag least probable by chance; one that covers too much only where all do."""
    return min(rows, key=lambda row: _telling({"best": row}), default=None)


def _test(
    gathering: items.Gathering, name: str, held: Mapping[str, Mapping[str, list[Row]]]
) -> dict[str, Any]:
    """What is shown of one coincidence."""
    pairs = held[PAIRS].get(name, [])
    first = [row for row in pairs if (row["window"], row["lag"]) == (pairs[0]["window"], pairs[0]["lag"])]
    rows = [row for row in held[TESTS][name] if answers.number(row["coverage"]) is not None]
    said = [
        one for one in gathering.case.findings if one["analysis"] == "coincidence" and one["basis"][0] == name
    ]
    further = said[max(1, len(rows)) :]
    of_pairs = [one for one in further if {"left", "right", "rank"} <= set(one["values"])]
    return {
        "id": name,
        "asks": gathering.case.records["coincidences"][name].get("asks") or name,
        "anchor": trails.slug(f"coincidence:{name}"),
        # A sentence for each window comes first; of several, the first was set down first.
        "said": [*said[:1], *(one for one in further if one not in of_pairs)],
        "others": said[1 : len(rows)],
        "of_pairs": of_pairs,
        "rows": rows,
        "best": _best(rows),
        "figures": [
            {"about": about, "chart": charts.chart(figure)}
            for kind, about in FIGURES
            if (figure := answers.figure(gathering, "coincidence", f"{name} {kind}")) is not None
        ],
        "pairs": [row for row in first if row["chosen"] or row["rank"] <= MOST_PAIRS],
        "series": held[SERIES].get(name, []),
    }

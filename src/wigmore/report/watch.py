"""The chapter of what to watch: indicators, scenarios, assumptions, and what was forecast."""

from collections.abc import Mapping
from typing import Any

from wigmore.report import answers, chapter, items, templating

TABLES = (
    "indicators/indicators",
    "scenarios/scenarios",
    "assumptions/assumptions",
    "openings/openings",
    "record/forecasts",
)
MOST = 12
"""How many openings are shown; the table has them all."""

STATES = ("missing", "not looked for", "seen")
ABOUT = (
    "What should be seen by when, which courses are possible, what is taken as given and what falls with it, "
    "and how earlier forecasts fared."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """Indicators by state, scenarios, assumptions, openings, forecasts; None where there are none of them."""
    held = {name: answers.rows(gathering, name) for name in TABLES}
    if not any(held.values()):
        return None
    asked = gathering.case.records.get("questions", {})
    indicators = sorted(held["indicators/indicators"], key=_day)
    states = [*STATES, *sorted({str(row["state"]) for row in indicators} - set(STATES))]
    body = templating.render(
        "watch.html",
        overdue=[row for row in indicators if row["overdue"]],
        states=[
            (state, [row for row in indicators if row["state"] == state and not row["overdue"]])
            for state in states
        ],
        scenarios=held["scenarios/scenarios"],
        assumptions=[{**row, "moves": _moved(row)} for row in held["assumptions/assumptions"]],
        openings=sorted(
            (row for row in held["openings/openings"] if row["question"] in asked),
            key=lambda row: -(answers.number(row["bits"]) or 0.0),
        )[:MOST],
        forecasts=[row for row in held["record/forecasts"] if row["question"] in asked],
        labels=gathering.known,
    )
    return chapter.Chapter(
        "watch",
        "What to watch",
        ABOUT,
        len(indicators),
        body,
        answers.drawn(gathering, *TABLES, "indicators/silence"),
    )


def _day(row: Row) -> tuple[str, str]:
    """When an indicator is next looked at, or else is to be seen; those without a date come last."""
    return str(row["next"] or row["by"] or "9999"), str(row["by"])


def _moved(row: Row) -> list[tuple[str, str]]:
    """The answers that an assumption moves, each with what is said of it."""
    told = [one.partition(": ") for one in str(row["answers moved"] or "").split("; ") if one]
    return [(name, said) for name, _, said in told]

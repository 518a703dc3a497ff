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
    indicators = held["indicators/indicators"]
    states = [*STATES, *sorted({str(row["state"]) for row in indicators} - set(STATES))]
    body = templating.render(
        "watch.html",
        overdue=[row for row in indicators if row["overdue"]],
        states=[
            (state, [row for row in indicators if row["state"] == state and not row["overdue"]])
            for state in states
        ],
        scenarios=held["scenarios/scenarios"],
        assumptions=held["assumptions/assumptions"],
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

"""The chapter of sensitivity: what the answers hang on, and how they came about step by step."""

from collections.abc import Mapping
from typing import Any

from wigmore.report import answers, chapter, charts, items, labels, templating, trails

FIRST = 8
"""How many rows of each table are shown at once."""

TABLES = (
    "answers/steps",
    "answers/weights",
    "sensitivity/left out",
    "sensitivity/tornado",
    "sensitivity/sweep",
    "sensitivity/thresholds",
    "assumptions/together",
)
FIGURES = (
    (
        "answers",
        "waterfall",
        "How it came about",
        "Item by item, from what was probable before to what is now.",
    ),
    (
        "sensitivity",
        "tornado",
        "Which stated range matters most",
        "The answer at the lowest and highest of each range.",
    ),
    (
        "sensitivity",
        "sweep",
        "From another beginning",
        "The answer by how probable it is taken to be beforehand.",
    ),
)
ABOUT = "How each answer came about, and what it hangs on: ranges, items, speakers, assumptions and priors."
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The figures and tables of each question; None where there is neither."""
    tables = {name: answers.by_question(gathering, name) for name in TABLES}
    asked = [
        name
        for name in gathering.case.records.get("questions", {})
        if any(name in held for held in tables.values())
    ]
    questions = [_question(gathering, name, tables) for name in asked]
    if not questions:
        return None
    body = templating.render("hinges.html", questions=questions, labels=gathering.known)
    figures = [f"{analysis}/{name}-{kind}" for name in asked for analysis, kind, _, _ in FIGURES]
    draws = (*answers.drawn(gathering, *TABLES), *figures)
    return chapter.Chapter("sensitivity", "What it hangs on", ABOUT, 0, body, draws)


def _question(
    gathering: items.Gathering, name: str, tables: Mapping[str, Mapping[str, list[Row]]]
) -> dict[str, Any]:
    """What is shown of one question."""
    drawn = [
        {"title": title, "about": about, "chart": charts.chart(held)}
        for analysis, kind, title, about in FIGURES
        if (held := answers.figure(gathering, analysis, f"{name}-{kind}")) is not None
    ]
    held = {
        table.partition("/")[2].replace(" ", "_"): by_name.get(name, []) for table, by_name in tables.items()
    }
    return {
        "id": name,
        "anchor": trails.slug(f"sensitivity:{name}"),
        "asks": answers.asks(gathering, name),
        "called": labels.answers(gathering.case, gathering.case.records["questions"][name]),
        "figures": drawn,
        "tables": held,
        "first": FIRST,
    }

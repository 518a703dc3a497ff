"""The chapter of attribution: who the unnamed party may be, criterion by criterion."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.report import answers, chapter, items, markup, templating, trails

TABLES = ("attribution/candidates", "attribution/criteria", "attribution/cells")
ABOUT = (
    "Who the unnamed party may be: which candidate meets which criterion, on what that rests, and how many "
    "of all that were looked at meet it."
)
FIRST = 12
"""How many candidates are shown at once."""

Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The candidates of each question against its criteria; None where there are none."""
    held = answers.by_question(gathering, "attribution/candidates")
    if not held:
        return None
    criteria = answers.by_question(gathering, "attribution/criteria")
    cells = answers.by_question(gathering, "attribution/cells")
    questions = [
        _question(gathering, name, rows, criteria.get(name, []), cells.get(name, []))
        for name, rows in held.items()
    ]
    body = templating.render("attribution.html", questions=questions, labels=gathering.known)
    count = len([row for rows in held.values() for row in rows if row["candidate"] != "none"])
    return chapter.Chapter("attribution", "Candidates", ABOUT, count, body, answers.drawn(gathering, *TABLES))


def _question(
    gathering: items.Gathering, name: str, rows: list[Row], criteria: list[Row], cells: Sequence[Row]
) -> dict[str, Any]:
    """The candidates of one question, the first of them and the others."""
    found = {
        (row["candidate"], row["criterion"]): {"is": str(row["is"]), "basis": markup.names(row["basis"])}
        for row in cells
    }
    shown, rest = answers.first(rows, "candidate", FIRST)
    return {
        "id": name,
        "anchor": trails.slug(f"attribution:{name}"),
        "asks": answers.asks(gathering, name),
        "criteria": criteria,
        "first": [(row, _cells(row, criteria, found)) for row in shown],
        "rest": [(row, _cells(row, criteria, found)) for row in rest],
    }


def _cells(row: Row, criteria: Sequence[Row], found: Mapping[tuple[str, str], Any]) -> list[Any]:
    """The cells of one candidate in the order of the criteria; None where none is stated."""
    return [found.get((row["candidate"], one["criterion"])) for one in criteria]

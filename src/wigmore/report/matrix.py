"""The chapter of the matrix: how each item sits with each answer, and why, cell by cell."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.report import answers, chapter, items, templating, trails

COLUMNS = 10
"""How many answers stand beside each other; further ones are folded, as many at a time."""

TABLES = ("matrix/matrix", "matrix/scores", "matrix/rows")
ABOUT = (
    "How each item sits with each answer. An item that sits the same with all of them tells nothing; the "
    "answer least spoken against leads. A cell unfolds to its reason."
)
WORDS = {
    "CC": "fits well",
    "C": "fits",
    "N": "neither",
    "I": "speaks against",
    "II": "speaks strongly against",
    "NA": "does not apply",
}
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A matrix for each question; None where nothing is rated."""
    cells = answers.by_question(gathering, "matrix/matrix")
    if not cells:
        return None
    scores = answers.by_question(gathering, "matrix/scores")
    measured = answers.by_question(gathering, "matrix/rows")
    ranked = answers.by_question(gathering, "answers/answers")
    questions = [
        _question(
            gathering, name, rows, _ranked(scores.get(name, []), ranked.get(name, [])), measured.get(name, [])
        )
        for name, rows in cells.items()
    ]
    body = templating.render("matrix.html", questions=questions, words=WORDS, labels=gathering.known)
    return chapter.Chapter("matrix", "Matrix", ABOUT, 0, body, answers.drawn(gathering, *TABLES))


def _ranked(scores: list[Row], odds: list[Row]) -> list[Row]:
    """The scores, those of the more probable answers first; those without a probability come last."""
    place = {row["answer"]: number for number, row in enumerate(odds)}
    return sorted(scores, key=lambda row: place.get(row["answer"], len(place)))


def _told(row: Row, called: str) -> dict[str, Any]:
    """A cell with its reason as a sentence; what the row says by itself is not said again."""
    found = EXPECTED.fullmatch(str(row["why"]))
    if found is None:
        return {**row, "here": "", "elsewhere": ""}
    why = "" if found["why"] == called else found["why"]
    return {**row, "here": found["here"], "elsewhere": found["elsewhere"], "why": why}


EXPECTED = re.compile(r"(?P<here>[\d. to]+) here, (?P<elsewhere>[\d. to]+) elsewhere: (?P<why>.*)", re.DOTALL)
"""How the analysis gives the probability of an item under an answer, and under the others."""


def _question(
    gathering: items.Gathering, name: str, rows: list[Row], scores: list[Row], measured: list[Row]
) -> dict[str, Any]:
    """The matrix of one question in parts of so many columns."""
    called = {str(row["item"]): str(row["label"]) for row in [*rows, *measured]}
    by_cell = {(row["item"], row["answer"]): _told(row, called[str(row["item"])]) for row in rows}
    order = list(dict.fromkeys([str(row["answer"]) for row in scores] + [str(row["answer"]) for row in rows]))
    rated = {answer for _, answer in by_cell}
    order = [one for one in order if one in rated]
    held = {row["item"]: row for row in measured}
    listed = list(dict.fromkeys([*held, *(row["item"] for row in rows)]))
    by_answer = {str(row["answer"]): row for row in scores}
    parts = [
        _part(order[start : start + COLUMNS], listed, by_cell, by_answer, held)
        for start in range(0, len(order), COLUMNS)
    ]
    return {
        "id": name,
        "anchor": trails.slug(f"matrix:{name}"),
        "asks": answers.asks(gathering, name),
        "called": called,
        "is_tied": all(row["least"] == "yes" for row in scores),
        "names": {str(row["answer"]): str(row["label"]) for row in scores},
        "first": parts[0],
        "rest": parts[1:],
    }


def _part(
    some: Sequence[str],
    listed: Sequence[str],
    by_cell: Mapping[tuple[str, str], Row],
    by_answer: Mapping[str, Row],
    held: Mapping[str, Row],
) -> dict[str, Any]:
    """So many columns of the matrix, with the scores of their answers."""
    return {
        "answers": list(some),
        "rows": [(item, [by_cell.get((item, one)) for one in some], held.get(item)) for item in listed],
        "scores": [by_answer.get(one) for one in some],
    }

"""The chapter of the verdict: the answers with their bounds, what moves them, and what to look for next."""

from collections.abc import Mapping, Sequence
from typing import Any

from wigmore.report import answers, chapter, items, templating, trails

MOST = 3
"""How many items for and against, indicators and openings are named."""

RUBRIC = {
    "speakers": "Independent speakers",
    "primary": "Sources at first hand",
    "read": "Sources read in whole",
    "assumptions": "Unsupported assumptions",
    "linchpins": "Things on which it hangs",
}
"""What the rows of the rubric of confidence are called."""

SHARES = frozenset({"primary", "read"})
"""Those of its rows that hold a share; the others count."""

SLIGHT = 0.05
"""What weighs less, in decibans, is not named: it would be shown as nothing."""

TABLES = ("answers/answers", "verdict/verdict", "verdict/confidence", "openings/openings")

Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """Each question with what is worked out of it; None where no answer was."""
    held = answers.by_question(gathering, "answers/answers")
    if not held:
        return None
    tables = {name: answers.by_question(gathering, name) for name in LOOKED_AT}
    questions = [_question(gathering, name, rows, tables) for name, rows in held.items()]
    body = templating.render("verdict.html", questions=questions, rubric=RUBRIC, labels=gathering.known)
    bars = tuple(
        f"answers/{name}-bars" for name in held if answers.figure(gathering, "answers", f"{name}-bars")
    )
    return chapter.Chapter(
        "verdict", "Verdict", ABOUT, len(questions), body, (*answers.drawn(gathering, *TABLES), *bars)
    )


ABOUT = (
    "How probable each answer is by what is weighed for it, within which bounds, and beside it what the text "
    "under test states."
)
LOOKED_AT = (
    "answers/weights",
    "verdict/verdict",
    "verdict/confidence",
    "sensitivity/left out",
    "openings/openings",
)


def anchor(question: str) -> str:
    """Where the verdict on a question stands on the page."""
    return trails.slug(f"verdict:{question}")


def odds(gathering: items.Gathering, question: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The answers of a question as the page shows them: what they are called, and where they lead."""
    made = []
    for row in rows:
        part = f"{question}.{row['answer']}"
        name = row["answer"] if row["answer"] in gathering.known else part
        made.append(
            {
                **row,
                "name": name if name in gathering.known else "",
                "best": row["answer"] in answers.leading(rows),
                "unworded": answers.unworded(gathering, row),
            }
        )
    return made


def _question(
    gathering: items.Gathering, name: str, rows: list[Row], tables: Mapping[str, Mapping[str, list[Row]]]
) -> dict[str, Any]:
    """All that the verdict on one question shows."""
    held = {table: by_name.get(name, []) for table, by_name in tables.items()}
    shown, rest = answers.first(odds(gathering, name, rows))
    said = held["verdict/verdict"][0] if held["verdict/verdict"] else None
    weights = sorted(held["answers/weights"], key=_size, reverse=True)
    return {
        "id": name,
        "anchor": anchor(name),
        "asks": answers.asks(gathering, name),
        "leading": [str(row["label"]) for row in rows if row["answer"] in answers.leading(rows)],
        "shown": shown,
        "rest": rest,
        "is_stated": any(row["stated"] for row in rows),
        "said": said,
        "trail": _trail(gathering, said, name),
        "for": [row for row in weights if _size(row) > SLIGHT and row["decibans"] > 0][:MOST],
        "against": [row for row in weights if _size(row) > SLIGHT and row["decibans"] < 0][:MOST],
        "hangs": [row for row in held["sensitivity/left out"] if row["linchpin"]],
        "disprove": _disproving(held["openings/openings"]),
        "next": held["openings/openings"][:MOST],
        "confidence": [{**row, "is_share": row["row"] in SHARES} for row in held["verdict/confidence"]],
    }


def _size(row: Row) -> float:
    """How much an item weighs, for or against."""
    return abs(answers.number(row["decibans"]) or 0.0)


def _disproving(rows: list[Row]) -> list[Row]:
    """The indicators that would bring the leading answer lowest, were they seen."""
    ends = [(answers.number(row["if yes"]), answers.number(row["if no"]), row) for row in rows]
    held = [
        (seen, row)
        for seen, unseen, row in ends
        if row["kind"] == "indicator" and seen is not None and unseen is not None and seen < unseen
    ]
    return [row for _, row in sorted(held, key=lambda one: (one[0], one[1]["what"]))[:MOST]]


def _trail(gathering: items.Gathering, said: Row | None, question: str) -> str:
    """Where the paragraph leads: to the finding that says the same, else to what is weighed."""
    if said is not None:
        for one in gathering.case.findings:
            if one["sentence"] == said["paragraph"]:
                return f"finding:{one['id']}"
    return question

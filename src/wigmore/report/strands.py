"""The chapter of strands: how many are put forward for an answer, and how many remain, step by step."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from wigmore.report import answers, chapter, items, markup, templating, trails

TABLES: Mapping[str, tuple[str, ...]] = {
    "strands/strands": (
        *("question", "answer", "item", "voices", "actors", "declared", "group", "label", "kind"),
        *("decibans", "chosen", "of test", "left"),
    ),
    "strands/counts": (
        *("question", "answer", "step", "left", "why", "put forward", "label", "stated", "claim"),
    ),
    "strands/joins": ("question", "answer", "group", "items", "by voices", "by actors", "left"),
}
"""The tables that the chapter draws, each with the columns that it reads."""

STEPS: Mapping[str, str] = {
    "put forward": "Pieces put forward",
    "shared voices": "Those that share a document or speaker counted once",
    "shared actors": "Those that share an actor counted once, too",
    "selection": "Without what was chosen with a favourite in view, or the text under test alone says",
}
"""What each step of the count is called."""

ABOUT = (
    "How many independent strands speak for an answer? Pieces that go back to the same word, or tell of the "
    "same people, are counted once. Those about whom the question itself is do not join pieces. What was "
    "looked for because the answer was favoured is taken out."
)
Row = Mapping[str, Any]
Key = tuple[str, str]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """The steps and the groups for each answer; None where no answer is stated or favoured."""
    held = {name: _by_answer(gathering, name) for name in TABLES}
    counts = held["strands/counts"]
    if not counts:
        return None
    order = sorted(counts, key=lambda key: (-(answers.number(counts[key][0]["put forward"]) or 0.0), key))
    told = [_answer(gathering, key, held) for key in order]
    body = templating.render("strands.html", answers=told, steps=STEPS, labels=gathering.known)
    drawn = tuple(name for name in TABLES if held[name])
    return chapter.Chapter("strands", "Strands", ABOUT, 0, body, drawn)


def _by_answer(gathering: items.Gathering, name: str) -> dict[Key, list[Row]]:
    """The rows of a table by question and answer, of questions that are known."""
    made: dict[Key, list[Row]] = {}
    for row in gathering.table(name, TABLES[name]):
        if row["question"] in gathering.case.records.get("questions", {}):
            made.setdefault((str(row["question"]), str(row["answer"])), []).append(row)
    return made


def _answer(
    gathering: items.Gathering, key: Key, held: Mapping[str, Mapping[Key, list[Row]]]
) -> dict[str, Any]:
    counts = held["strands/counts"][key]
    strands = held["strands/strands"].get(key, [])
    return {
        "id": ".".join(key),
        "question": key[0],
        "anchor": trails.slug(f"strands:{'.'.join(key)}"),
        "asks": answers.asks(gathering, key[0]),
        "label": counts[0]["label"],
        "stated": counts[0]["stated"],
        "claim": counts[0]["claim"],
        "counts": [(row, _bar(row)) for row in counts],
        "is_empty": not strands,
        "is_single": len(strands) == 1,
        "is_whole": all(row["left"] == row["put forward"] for row in counts),
        "groups": [
            (row, [one for one in strands if one["group"] == row["group"]])
            for row in held["strands/joins"].get(key, [])
        ],
    }


def _bar(row: Row) -> Markup:
    """A bar in the units of the count, as long as what is put forward at the most."""
    left, most = answers.number(row["left"]) or 0.0, answers.number(row["put forward"]) or 1.0
    return markup.made(
        f'<svg viewBox="0 0 {most:.0f} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<path d="M0 .5H{left:.0f}"/></svg>'
    )

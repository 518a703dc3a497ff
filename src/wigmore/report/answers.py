"""What the analyses of rival answers found, question by question, in the words of the page."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from wigmore.kit import frozen, percent
from wigmore.kit import signed as signs
from wigmore.report import items, markup

FIRST = 8
"""How many answers of a question are shown at once, besides the residual; the others are folded."""

TABLES: Mapping[str, tuple[str, ...]] = frozen.FrozenDict(
    {
        "answers/answers": (
            *("question", "answer", "label", "probability", "low", "high", "drawn low", "drawn high", "word"),
            *("words", "bounds", "stated", "claim", "stated low", "stated high", "difference"),
        ),
        "answers/steps": ("question", "answer", "step", "item", "kind", "label", "decibans", "odds"),
        "answers/weights": (
            *("question", "item", "kind", "label", "decibans", "voices", "assumes", "late", "of test"),
        ),
        "matrix/matrix": (
            *("question", "item", "kind", "label", "answer", "rating", "decibans", "why", "given"),
        ),
        "matrix/scores": (
            *("question", "answer", "label", "weighted", "unweighted", "inconsistent", "rated"),
            *("coverage", "least"),
        ),
        "matrix/rows": (
            *("question", "item", "label", "diagnosticity", "spread", "credibility", "relevance"),
        ),
        "attribution/candidates": (
            *("question", "candidate", "label", "probability", "low", "high", "bits", "met", "weak"),
            *("not met", "unknown", "without basis", "rank"),
        ),
        "attribution/criteria": (
            *("question", "criterion", "label", "base rate", "upper", "checked", "bits", "late"),
            *("assumes", "without it"),
        ),
        "attribution/cells": ("question", "candidate", "criterion", "is", "basis"),
        "sensitivity/left out": (
            *("question", "kind", "id", "label", "answer", "probability", "change", "word", "linchpin"),
        ),
        "sensitivity/tornado": (
            *("question", "answer", "range", "of", "label", "low", "high", "at low", "at high", "width"),
        ),
        "sensitivity/sweep": ("question", "answer", "prior", "probability"),
        "sensitivity/thresholds": (
            *("question", "item", "label", "answer", "likelihood now"),
            *("likelihood at which the word changes", "becomes"),
        ),
        "openings/openings": ("question", "what", "kind", "label", "bits", "if yes", "if no", "asks"),
        "assumptions/assumptions": ("assumption", "label", "grade", "falls", "answers moved", "needed by"),
        "assumptions/together": ("question", "assumptions", "independent", "low", "high"),
        "indicators/indicators": (
            *("indicator", "question", "label", "state", "record", "by", "overdue", "decibans"),
            *("likelihoods", "next", "owner"),
        ),
        "indicators/silence": ("indicator", "question", "answer", "likelihood", "elapsed", "silence"),
        "scenarios/scenarios": (
            *("scenario", "label", "given", "window", "probability", "low", "high", "word", "needs"),
            *("dates allow", "stated", "claim"),
        ),
        "record/forecasts": (
            *("question", "on", "by", "answer", "probability", "outcome", "brier", "log score"),
        ),
        "verdict/confidence": ("question", "row", "value", "points", "why"),
        "verdict/verdict": (
            *("question", "leading", "probability", "low", "high", "word", "confidence", "points"),
            "paragraph",
        ),
    }
)
"""The tables that the chapters of answers draw, each with the columns that they read."""

Row = Mapping[str, Any]


def rows(gathering: items.Gathering, name: str) -> list[Row]:
    """The rows of one of these tables; empty where it is not as expected."""
    return gathering.table(name, TABLES[name])


def by_question(gathering: items.Gathering, name: str) -> dict[str, list[Row]]:
    """The rows of one of these tables by question, in the order of the table; of known questions only."""
    asked = gathering.case.records.get("questions", {})
    made: dict[str, list[Row]] = {}
    for row in rows(gathering, name):
        if row["question"] in asked:
            made.setdefault(row["question"], []).append(row)
    return made


def asks(gathering: items.Gathering, question: str) -> str:
    """The question in its words."""
    return str(gathering.case.records["questions"][question]["asks"])


def drawn(gathering: items.Gathering, *names: str) -> tuple[str, ...]:
    """Those of these tables that are there as expected: a chapter shows them whole."""
    return tuple(name for name in names if rows(gathering, name))


def figure(gathering: items.Gathering, analysis: str, name: str) -> Mapping[str, Any] | None:
    """The figure of an analysis by its name."""
    held = gathering.case.data["figures"]
    return next((one for one in held if (one["analysis"], one["name"]) == (analysis, name)), None)


# --- numbers ------------------------------------------------------------------------------------------------


def number(value: Any) -> float | None:
    """A cell as a number; None where it holds none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)


def share(value: Any) -> Markup:
    """A probability in percent; what is no number stays as it is."""
    held = number(value)
    return markup.line(value, 60) if held is None else markup.line(percent.percent(held))


def between(low: Any, high: Any) -> Markup:
    """The bounds of a probability in percent; empty where there are none."""
    ends = [number(low), number(high)]
    if ends[0] is None or ends[1] is None:
        return markup.made("")
    return markup.line(percent.interval(ends[0], ends[1]))


def signed(value: Any, unit: str = "") -> Markup:
    """A number with its sign and one decimal, the minus as it is printed: `+4.2 dB`; nought has no sign."""
    held = number(value)
    if held is None:
        return markup.line(value, 60)
    shown = signs.signed(held)
    return markup.line(f"{shown}{signs.FIXED}{unit}" if unit else shown)


def points(value: Any) -> Markup:
    """A difference of probabilities in percentage points, with its sign."""
    held = number(value)
    return markup.line(value, 60) if held is None else markup.line(signs.points(held))


def part(value: Any) -> Markup:
    """A share of things that were counted in whole percent; unlike a probability it may be none or all."""
    held = number(value)
    return markup.line(value, 60) if held is None else markup.line(percent.whole(held))


def plain(value: Any, digits: int = 2, unit: str = "") -> Markup:
    """A number with so many decimals, a whole one with none, and its unit."""
    held = number(value)
    if held is None:
        return markup.line(value, 200)
    digits = 0 if held.is_integer() else digits
    shown = f"{held:z.{digits}f}".replace("-", "\u2212")
    return markup.line(f"{shown}{signs.FIXED}{unit}" if unit else shown)


# --- answers ------------------------------------------------------------------------------------------------


def first(held: Sequence[Row], key: str = "answer", most: int = FIRST) -> tuple[list[Row], list[Row]]:
    """The first rows, with the residual and what the text under test states; and the others."""
    shown = [row for place, row in enumerate(held) if place < most or row[key] == "none" or row.get("stated")]
    return shown, [row for row in held if row not in shown]


def unworded(gathering: items.Gathering, row: Row) -> str:
    """Why a probability has no word: it lies beyond the ends of the scale, or in a gap of it; else empty."""
    held = number(row["probability"])
    name = gathering.case.records["case"]["case"].get("scale") or SCALE
    cells = [one["cells"] for one in gathering.case.policies.get(name, {}).get("rows", ())]
    if held is None or row["word"] or not cells:
        return ""
    lowest, highest = min(one["low"] for one in cells), max(one["high"] for one in cells)
    if held > highest:
        return f"no word on the scale above {percent.whole(highest)}"
    return f"no word on the scale below {percent.whole(lowest)}" if held < lowest else NO_WORD


SCALE = "icd203"
"""The scale of a case that names none."""

NO_WORD = "no word on the scale"


def leading(held: Sequence[Row]) -> list[str]:
    """The answers of the highest probability; all of them where several share it."""
    return [str(row["answer"]) for row in held if row["probability"] == held[0]["probability"]]

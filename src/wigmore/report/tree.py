"""The chapter of the chart: for each question what is weighed, what that rests on, and who says so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wigmore.kit import frozen
from wigmore.report import answers, chapter, drawing, items, lists, markup, templating, trails

FIRST = 6
"""How many items are drawn at once, those that weigh most; the others are folded."""

DEEPEST = 6
"""How many layers a drawing has below what is asked; what lies deeper is told by the trails."""

SLIGHT = -0.05
"""From how many decibans on an item is marked as speaking against the leading answer."""

ABOUT = (
    "What is weighed for each question, from left to right: what is asked, what bears on it, the claims, "
    "events and searches on which that rests, and who says so."
)
Row = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """A drawing for each question, with the same as a list; None where nothing is weighed."""
    weights = answers.by_question(gathering, "answers/weights")
    if not weights:
        return None
    odds = answers.by_question(gathering, "answers/answers")
    questions = [_question(gathering, name, rows, odds.get(name, [])) for name, rows in weights.items()]
    body = templating.render(
        "tree.html", questions=questions, shapes=drawing.SHAPES, nouns=drawing.NOUNS, labels=gathering.known
    )
    return chapter.Chapter("chart", "Chart of the argument", ABOUT, 0, body)


def _question(gathering: items.Gathering, name: str, rows: list[Row], odds: Sequence[Row]) -> dict[str, Any]:
    """The drawings of one question: those that weigh most, and the others."""
    planter = Planter(gathering, name, answers.leading(odds) if odds else [])
    rows = sorted(rows, key=lambda row: (-abs(answers.number(row["decibans"]) or 0.0), row["item"]))
    told = [str(row["label"]) for row in odds if row["answer"] in planter.leading]
    stated = [f"{row['label']} ({row['stated']})" for row in odds if row["stated"]]
    label = (
        f"{answers.asks(gathering, name)} \u2013 {' or '.join(told)}"
        if told
        else answers.asks(gathering, name)
    )
    if stated:
        label = f"{label} \u2013 the text under test: {', '.join(stated)}"
    tops = [planter.top(label, held) for held in (rows[:FIRST], rows[FIRST:]) if held]
    made = [(drawing.draw(top, f"Chart: {label}"), drawing.listed(top)) for top in tops]
    return {
        "id": name,
        "anchor": trails.slug(f"chart:{name}"),
        "asks": answers.asks(gathering, name),
        "first": made[0],
        "rest": lists.folded(markup.join(made[1], "")) if made[1:] else None,
    }


class Planter:
    """Makes the tree of a question from the records; a record has one number, wherever it stands."""

    def __init__(self, gathering: items.Gathering, question: str, leading: Sequence[str]) -> None:
        self.gathering = gathering
        self.question = question
        self.leading = leading
        self.records = gathering.case.records
        self.numbers: dict[str, int] = {}

    def top(self, label: str, rows: Sequence[Row]) -> drawing.Node:
        """What is asked, above these items."""
        number = self._number(self.question)
        below = tuple(self._item(row) for row in rows)
        return drawing.Node(number=number, kind="question", label=label, href=self.question, below=below)

    def _number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def _item(self, row: Row) -> drawing.Node:
        """An item with what it rests on; what was looked for in vain is marked."""
        name = str(row["item"])
        number = self._number(name)
        held = self._held(name)
        names = [*held.get("rests_on", ()), *held.get("basis", ())]
        names += [held[key] for key in ("seen", "missing") if key in held]
        below = [one for part in names for one in self._nodes(part, frozenset({name}), DEEPEST)]
        below += [one for part in held.get("assumes", ()) for one in self._nodes(part, frozenset(), 1)]
        weight = answers.number(row["decibans"])
        return drawing.Node(
            number=number,
            kind="absence" if "missing" in held and "seen" not in held else "inference",
            label=str(row["label"]),
            href=name if name in self.gathering.known else self.question,
            below=tuple(below),
            is_rival=weight is not None and weight < SLIGHT,
            is_tested=bool(row["of test"]) and str(row["of test"]) != "no",
        )

    def _held(self, name: str) -> dict[str, Any]:
        """The record of an item; of a criterion its part of the question, with what leading answers show."""
        for kind in ("evidence", "indicators"):
            if name in self.records.get(kind, {}):
                return {
                    **self.records[kind][name],
                    "rests_on": markup.names(self.records[kind][name].get("rests_on")),
                }
        question, _, part = name.partition(".")
        asked = self.records.get("questions", {}).get(question, frozen.EMPTY)
        held = asked.get("criteria", {}).get(part, frozen.EMPTY)
        cells = [asked.get("candidates", {}).get(one, {}).get(part) for one in self.leading]
        shown = [
            one for cell in cells if isinstance(cell, Mapping) for one in markup.names(cell.get("basis"))
        ]
        return {
            "basis": [*markup.names(held.get("basis")), *shown],
            "assumes": markup.names(held.get("assumes")),
        }

    def _nodes(self, name: str, above: frozenset[str], deep: int) -> Iterator[drawing.Node]:
        """The node of a record with those below it; none for what is unknown or stands above it already."""
        kind = self.gathering.case.kind_of(name)
        if kind is None or name in above or not deep:
            return
        number = self._number(name)
        derived = self.gathering.case.derived.get(name, frozen.EMPTY)
        below = [] if kind == "assumptions" else list(self._reports(name, derived))
        for part in derived.get("rests_on", ()):
            below.extend(self._nodes(part, above | {name}, deep - 1))
        held = self.records[kind][name]
        shown = {"claims": "claim", "assumptions": "assumption"}.get(kind, "record")
        yield drawing.Node(
            number=number,
            kind="absence" if held.get("found") == "nothing" else shown,
            label=self.gathering.known[name][1],
            href=name,
            below=tuple(below),
        )

    def _reports(self, name: str, derived: Mapping[str, Any]) -> Iterator[drawing.Node]:
        """Who says a claim: one node for each report, with the document in which it is said first."""
        for report in derived.get("reports", ()):
            voices = ", ".join(dict.fromkeys(str(one["name"]) for one in report["speakers"]))
            roots = [one for one in report["roots"] if one in self.gathering.known]
            titles = ", ".join(self.gathering.known[one][1] for one in roots)
            yield drawing.Node(
                number=self._number(f"{voices} {' '.join(report['roots'])}"),
                kind="testimony",
                label=f"{voices}: {titles}" if titles else voices,
                href=roots[0] if roots else name,
                is_rival=report["stance"] != "asserts",
                is_tested=bool(report["under_test"]),
            )

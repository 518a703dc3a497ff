"""Any case with the tables of the analyses of rival answers, put there by hand with made-up numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wigmore.model import compiled
from wigmore.report import answers, labels

Rows = list[list[Any]]
RATINGS = ("CC", "C", "N", "I", "II", "NA", "")
STATES = ("missing", "not looked for", "seen")
PARAGRAPH = "As things stand the leading answer is ahead, and the text under test is surer than that."


def case(held: compiled.Compiled) -> compiled.Compiled:
    """The case with every one of these tables, and the figures that belong to them, and no others."""
    rows = {name: list(make(held)) for name, make in MAKERS.items()}
    tables = [
        {
            "analysis": name.partition("/")[0],
            "name": name.partition("/")[2],
            "title": name,
            "columns": list(answers.TABLES[name]),
            "rows": made,
            "records": [],
        }
        for name, made in rows.items()
    ]
    other = [one for one in held.data["tables"] if one["analysis"] not in ANALYSES]
    figures = [one for one in held.data["figures"] if one["analysis"] not in ANALYSES]
    return compiled.Compiled(
        {**held.data, "tables": [*other, *tables], "figures": [*figures, *_figures(held)]}
    )


def questions(held: compiled.Compiled) -> Iterator[tuple[str, Mapping[str, Any], dict[str, str]]]:
    """Every question with its record and its answers."""
    for name, one in held.records.get("questions", {}).items():
        yield name, one, labels.answers(held, one)


def probabilities(count: int) -> list[float]:
    """So many falling numbers that add up to one."""
    raw = [0.6**place for place in range(count)]
    return [round(one / sum(raw), 6) for one in raw]


def weighed(held: compiled.Compiled, question: str) -> list[tuple[str, str, str]]:
    """Id, kind and label of all that is weighed for a question."""
    made = [
        (name, "evidence", str(one.get("reason") or name))
        for name, one in held.records.get("evidence", {}).items()
        if one.get("on") == question
    ]
    made += [
        (f"{question}.{name}", "criterion", str(one["says"]))
        for name, one in held.records["questions"][question].get("criteria", {}).items()
    ]
    return made + [
        (name, "indicator", str(one["says"]))
        for name, one in held.records.get("indicators", {}).items()
        if one.get("on") == question and ("seen" in one or "missing" in one)
    ]


def _decibans(place: int) -> float:
    return (-1.0) ** place * round(9.0 / (1 + place), 3)


def _answers(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one, parts in questions(held):
        for (part, label), share in zip(parts.items(), probabilities(len(parts)), strict=True):
            stated = one.get("stated", {}).get(part, {})
            low, high = round(share / 2, 6), round(min(1.0, share * 1.6), 6)
            band = [0.9, 0.99] if stated else ["", ""]
            yield [
                *(name, part, label, share, low, high, share * 0.7, min(1.0, share * 1.3), "likely"),
                *("likely; very likely", "exact", stated.get("as", "so") if stated else ""),
                *(stated.get("claim", ""), *band, "text surer" if stated else ""),
            ]


def _steps(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        part, odds = next(iter(parts), ""), -3.0
        yield [name, part, 0, "prior", "prior", "what was probable before", -3.0, odds]
        for place, (item, kind, label) in enumerate(weighed(held, name)):
            odds += _decibans(place)
            yield [name, part, place + 1, item, kind, label, _decibans(place), round(odds, 3)]


def _weights(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, _ in questions(held):
        for place, (item, kind, label) in enumerate(weighed(held, name)):
            yield [
                name,
                item,
                kind,
                label,
                _decibans(place),
                "A voice; Another",
                [],
                "",
                "yes" if place == 1 else "",
            ]


def _matrix(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        for row, (item, kind, label) in enumerate(weighed(held, name)):
            for column, part in enumerate(parts):
                rating = RATINGS[(row + column) % len(RATINGS)]
                why = "0.4 to 0.8 here, 0.02 to 0.1 elsewhere: a reason"
                yield [
                    name,
                    item,
                    kind,
                    label,
                    part,
                    rating,
                    _decibans(column),
                    why,
                    "yes" if column == 2 else "",
                ]


def _scores(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        for place, (part, label) in enumerate(parts.items()):
            yield [name, part, label, -0.5 * place, -1.0 * place, place, 5, 0.8, "" if place else "yes"]


def _rows(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, _ in questions(held):
        for place, (item, _, label) in enumerate(weighed(held, name)):
            yield [name, item, label, 1.25 / (1 + place), 0.5, "High" if place == 0 else "Medium", "Medium"]


def _candidates(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one, parts in questions(held):
        if "candidates" in one:
            for place, (part, share) in enumerate(zip(parts, probabilities(len(parts)), strict=True)):
                low, high = round(share / 2, 6), round(share * 1.5, 6)
                yield [name, part, parts[part], share, low, high, 3.0 - place, 3, 1, 1, 0, 0, place + 1]


def _criteria(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one, _ in questions(held):
        for part, criterion in one.get("criteria", {}).items():
            assumes = list(criterion.get("assumes", ()))
            yield [name, part, criterion["says"], 0.3, 0.5, 12, 1.4, "yes", assumes, "the same answer, 41 %"]


def _cells(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one, _ in questions(held):
        for who, cells in one.get("candidates", {}).items():
            for part, cell in cells.items():
                state, basis = (
                    (cell["is"], cell.get("basis", [])) if isinstance(cell, Mapping) else (cell, [])
                )
                yield [name, who, part, str(state), [basis] if isinstance(basis, str) else list(basis)]


def _left_out(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        part = next(iter(parts), "")
        for place, (item, kind, label) in enumerate(weighed(held, name)):
            linchpin = ("leader", "word", "")[min(place, 2)]
            yield [name, kind, item, label, part, 0.31, -0.08, "unlikely", linchpin]


def _tornado(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        for item, _, label in weighed(held, name):
            yield [name, next(iter(parts), ""), f"{item} under it", item, label, 0.1, 0.6, 0.2, 0.5, 0.3]


def _sweep(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        yield from ([name, next(iter(parts), ""), prior, prior / 2] for prior in (0.1, 0.5, 0.9))


def _thresholds(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        for item, _, label in weighed(held, name)[:2]:
            yield [name, item, label, next(iter(parts), ""), 0.5, 0.25, "unlikely"]


def _openings(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one in held.records.get("indicators", {}).items():
        yield [one["on"], name, "indicator", one["says"], 0.123, 0.7, 0.3, "where to ask"]


def _assumptions(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one in held.records.get("assumptions", {}).items():
        needed = list(held.derived.get(name, {}).get("resting", ()))
        yield [name, one["says"], one["grade"], needed, "one answer by 12 points", needed]


def _together(held: compiled.Compiled) -> Iterator[list[Any]]:
    names = list(held.records.get("assumptions", {}))
    for name, _, _ in questions(held):
        if names:
            yield [name, names, 0.4, 0.2, 0.5]


def _indicators(held: compiled.Compiled) -> Iterator[list[Any]]:
    for place, (name, one) in enumerate(held.records.get("indicators", {}).items()):
        state = STATES[place % len(STATES)]
        overdue = "yes" if place == 1 else ""
        yield [
            name,
            one["on"],
            one["says"],
            state,
            "",
            "2026-12",
            overdue,
            -4.2 + place,
            "0.2",
            "2026-08",
            "desk",
        ]


def _silence(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one in held.records.get("indicators", {}).items():
        yield [name, one["on"], "others", 0.5, 0.3, 0.8]


def _scenarios(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, one in held.records.get("scenarios", {}).items():
        stated = one.get("stated", {})
        window, needs = one.get("window", ""), [*one.get("needs", ())]
        given, words, claim = one.get("given", ""), stated.get("as", ""), stated.get("claim", "")
        yield [name, one["says"], given, window, 0.2, 0.1, 0.4, "unlikely", needs, "yes", words, claim]


def _forecasts(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        yield [name, "2026-05-31", "desk", next(iter(parts), ""), 0.06, "open", "", ""]


def _confidence(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, _ in questions(held):
        for row in ("speakers", "primary", "read", "assumptions", "linchpins"):
            yield [name, row, 3, 1, "At least so many."]


def _verdict(held: compiled.Compiled) -> Iterator[list[Any]]:
    for name, _, parts in questions(held):
        yield [name, next(iter(parts), ""), 0.4, 0.2, 0.64, "likely", "moderate", 5, PARAGRAPH]


MAKERS = {
    "answers/answers": _answers,
    "answers/steps": _steps,
    "answers/weights": _weights,
    "matrix/matrix": _matrix,
    "matrix/scores": _scores,
    "matrix/rows": _rows,
    "attribution/candidates": _candidates,
    "attribution/criteria": _criteria,
    "attribution/cells": _cells,
    "sensitivity/left out": _left_out,
    "sensitivity/tornado": _tornado,
    "sensitivity/sweep": _sweep,
    "sensitivity/thresholds": _thresholds,
    "openings/openings": _openings,
    "assumptions/assumptions": _assumptions,
    "assumptions/together": _together,
    "indicators/indicators": _indicators,
    "indicators/silence": _silence,
    "scenarios/scenarios": _scenarios,
    "record/forecasts": _forecasts,
    "verdict/confidence": _confidence,
    "verdict/verdict": _verdict,
}
ANALYSES = frozenset(name.partition("/")[0] for name in MAKERS)


def _figures(held: compiled.Compiled) -> Iterator[dict[str, Any]]:
    for name, _, _ in questions(held):
        for analysis, kind in (
            ("answers", "waterfall"),
            ("sensitivity", "tornado"),
            ("sensitivity", "sweep"),
        ):
            values: Sequence[Mapping[str, Any]] = [
                {"label": label, "from": place, "to": place + 2}
                for place, (_, _, label) in enumerate(weighed(held, name))
            ]
            specification = {
                "data": {"values": values},
                "height": 120,
                "mark": "point",
                "encoding": {
                    "x": {"field": "from", "type": "quantitative"},
                    "y": {"field": "to", "type": "quantitative"},
                },
            }
            yield {
                "name": f"{name}-{kind}",
                "analysis": analysis,
                "title": f"{kind} of {name}",
                "specification": specification,
                "records": [],
            }

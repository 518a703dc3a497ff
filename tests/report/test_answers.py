"""The chapters of rival answers: what is shown at once, what is folded, where it leads; and no arithmetic."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from tests import cases
from tests.report import planted, walk, weighed
from tests.report.test_chapters import assert_whole, by_id, links, words
from tests.report.test_hostile import assert_harmless
from tests.report.test_html import clean, dead_links
from wigmore.model import compiled
from wigmore.report import answers, bars, chapters, drawing, html, items, tree, verdict

pytestmark = pytest.mark.usefixtures("whole_lists")

NAMES = ("verdict", "chart", "matrix", "attribution", "sensitivity", "watch")
IDS = frozenset(
    (
        *("question", "item", "claim", "candidate", "criterion", "id", "of", "what", "indicator"),
        *("scenario", "assumption", "record", "answer", "given"),
    )
)


LARGE, SMALL = "nano-one-lg", "harbour-ownership"


@cache
def page() -> walk.Element:
    return walk.read(html.render(weighed.case(cases.example(SMALL)), clean))


def body(held: compiled.Compiled, make: chapters.Make) -> walk.Element:
    """A chapter by itself."""
    made = make(items.Gathering(held, clean))
    assert made is not None
    return walk.read(made.body)


def changed(table: str, change: Any, name: str = SMALL) -> compiled.Compiled:
    """The planted case with each row of one table as `change` leaves it; None takes the row out."""
    held = weighed.case(cases.example(name))
    made = []
    for one in held.data["tables"]:
        if f"{one['analysis']}/{one['name']}" == table:
            rows = [dict(zip(one["columns"], row, strict=True)) for row in one["rows"]]
            kept = [row for row in map(change, rows) if row is not None]
            made.append({**one, "rows": [list(row.values()) for row in kept]})
        else:
            made.append(one)
    return compiled.Compiled({**held.data, "tables": made})


def test_the_page_stays_whole() -> None:
    assert_whole(page(), NAMES)
    assert not [one for one in page().of_class("table") if one.attributes["id"].startswith("table:matrix")]


def test_the_first_screen_gives_probability_and_words_of_the_text_under_test() -> None:
    (screen,) = page().of_class("screen")
    said = words(screen)
    assert "not worked out" not in said
    assert "the text under test: it is established" in said
    assert "Confidence in the ground of this: moderate" in said
    assert f"#{verdict.anchor('who-owns')}" in links(screen)


def test_without_answers_the_first_screen_says_that_nothing_is_worked_out() -> None:
    (screen,) = walk.read(html.render(changed("answers/answers", lambda _: None), clean)).of_class("screen")
    assert "what they add up to is not worked out" in words(screen)


def test_many_answers_are_folded_but_not_the_residual_nor_what_the_text_states() -> None:
    last = [
        row for row in weighed.MAKERS["answers/answers"](cases.example(LARGE)) if row[0] == "jda-partner"
    ][-2][1]

    def change(row: dict[str, Any]) -> dict[str, Any]:
        if row["question"] == "jda-partner":
            row["stated"] = "very high" if row["answer"] == last else ""
            row["claim"] = "r-very-high" if row["stated"] else ""
        return row

    top = body(changed("answers/answers", change, LARGE), verdict.tell)
    article = by_id(verdict.anchor("jda-partner"), top)
    lines = article.of_class("odds")
    folded = [one for one in lines if any(held.tag == "details" for held in one.above)]
    shown = [one for one in lines if one not in folded]
    assert len(shown) == answers.FIRST + 2
    assert len(folded) == len(lines) - len(shown) > 10
    assert f"#{last}" in [href for one in shown for href in links(one)]
    assert "Somebody who is not on this list" in words(shown[-1])


def test_probability_and_confidence_never_share_a_sentence() -> None:
    for holder, text in page().texts():
        around = [holder, *holder.above]
        if any("paragraph" in one.classes or one.tag in ("script", "style") for one in around):
            continue
        for sentence in re.split(r"[.;]\s", text):
            assert not ("onfidence" in sentence and re.search(r"\d\s?%", sentence)), sentence


def test_what_weighs_nothing_is_not_named_and_signs_are_kept_apart() -> None:
    sizes = iter((3.0, 0.01, -2.0, -0.04))

    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "decibans": next(sizes, 0.0)}

    top = body(changed("answers/weights", change), verdict.tell)
    amounts = [words(one) for one in by_id("weights:who-owns", top).of_class("amount")]
    assert amounts == ["+3.0 dB", "\u22122.0 dB"]


def test_a_tie_names_all_that_lead() -> None:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "probability": 0.5}

    top = body(changed("answers/answers", change), verdict.tell)
    assert len(top.of_class("best")) == len(top.of_class("odds")) > 2


def test_indicators_that_would_bring_the_leader_lowest_come_first() -> None:
    rows = iter((0.4, 0.1, 0.3, 0.9))

    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "if yes": next(rows), "if no": 0.5}

    top = body(changed("openings/openings", change), verdict.tell)
    (section,) = [one for one in top.of_class("reason") if "speak against it" in words(one)]
    assert [words(one) for one in section.of_class("amount")] == ["10 %", "30 %", "40 %"]


@pytest.mark.parametrize(
    "name", ["answers/answers", "answers/weights", "matrix/matrix", "attribution/candidates"]
)
def test_no_chapter_without_its_table(name: str) -> None:
    chapter = {"answers/answers": "verdict", "answers/weights": "chart"}.get(name, name.partition("/")[0])
    top = walk.read(html.render(changed(name, lambda _: None), clean))
    assert f"section:{chapter}" not in {one.attributes.get("id") for one in top}
    assert dead_links(top) == set()


def test_a_case_with_nothing_has_none_of_these_chapters() -> None:
    empty = compiled.Compiled({**cases.example(SMALL).data, "tables": [], "figures": [], "narrative": []})
    made = [make(items.Gathering(empty, clean)) for make in chapters.CHAPTERS]
    assert made == [None] * len(chapters.CHAPTERS)


def _poisoned(word: str, *, ids: bool) -> compiled.Compiled:
    def cell(column: str, value: Any) -> Any:
        if column in IDS and not ids:
            return value
        if isinstance(value, list):
            return [f"{one} {word}" for one in value]
        return f"{value} {word}" if isinstance(value, str) and value else value

    held = weighed.case(cases.example(SMALL))
    tables = [
        {
            **one,
            "rows": [
                [cell(column, value) for column, value in zip(one["columns"], row, strict=True)]
                for row in one["rows"]
            ],
        }
        if f"{one['analysis']}/{one['name']}" in answers.TABLES
        else one
        for one in held.data["tables"]
    ]
    return compiled.Compiled({**held.data, "tables": tables})


@pytest.mark.parametrize("ids", [False, True])
@pytest.mark.parametrize("word", planted.HOSTILE[::4])
def test_hostile_cells_stay_text(word: str, *, ids: bool) -> None:
    top = assert_harmless(html.render(_poisoned(word, ids=ids), clean))
    assert dead_links(top) == set()
    if not ids:
        assert {f"section:{name}" for name in NAMES} <= {one.attributes.get("id") for one in top}


# --- the chart ----------------------------------------------------------------------------------------------


def node(number: int, *below: drawing.Node, label: str = "a", **more: Any) -> drawing.Node:
    return drawing.Node(number=number, kind="claim", label=label, href=f"n{number}", below=below, **more)


def test_nodes_stand_on_the_line_of_the_first_below_them_and_nothing_overlaps() -> None:
    top = node(1, node(2, node(3), node(4, node(5))), node(6), node(7, node(3)))
    held = [(one.node.number, one.layer, one.line, one.parent) for one in drawing.placed(top)]
    assert held == [
        (1, 0, 0, -1),
        (2, 1, 0, 0),
        (3, 2, 0, 1),
        (4, 2, 1, 1),
        (5, 3, 1, 3),
        (6, 1, 2, 0),
        (7, 1, 3, 0),
        (3, 2, 3, 6),
    ]
    assert len({(layer, line) for _, layer, line, _ in held}) == len(held)


def test_drawing_and_list_hold_the_same_nodes() -> None:
    top = node(1, node(2, node(3), is_rival=True), node(4, node(3), is_tested=True), label="<b>&\u202e")
    drawn, listed = walk.read(drawing.draw(top, "t")), walk.read(drawing.listed(top))
    ways = [[one.attributes["href"] for one in held.of_class("trail")] for held in (drawn, listed)]
    assert ways == [["#n1", "#n2", "#n3", "#n4", "#n3"]] * 2
    assert "<b>&⟨U+202E⟩" in drawn.text()
    assert [one.text() for one in listed.of_class("role")] == ["speaks against it", "the text under test"]
    assert len([one for one in drawn.of_class("w") if "against" in one.classes]) == 1


def test_what_rests_below_a_record_is_told_once_in_the_list() -> None:
    shared = node(3, node(5))
    assert drawing.listed(node(1, node(2, shared), node(4, shared))).count("#n5") == 1


def test_the_chart_leads_from_the_question_to_who_says_so() -> None:
    article = by_id("chart:who-owns", page())
    drawn = article.of_class("wigmore")[0]
    first = [one for one in drawn.of_class("w") if one.attributes["data-up"] == "0"]
    assert len(first) == tree.FIRST
    kinds = {one.classes[2] for one in drawn.of_class("w")}
    assert {"w-question", "w-inference", "w-claim", "w-testimony"} <= kinds
    known = cases.example(SMALL).records
    for one in article.of_class("w"):
        assert (
            cases.example(SMALL).kind_of(one.attributes["href"][1:])
            or one.attributes["href"][1:].partition(".")[0] in known["questions"]
        )
    for one in article.of_class("w-absence"):
        held: Mapping[str, Any] = cases.example(SMALL).record(one.attributes["href"][1:])
        assert held.get("found") == "nothing" or "missing" in held


def test_what_speaks_against_is_marked_by_its_weight_alone() -> None:
    rival = next(iter(cases.example(SMALL).records["evidence"]))

    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "decibans": -4.0 if row["item"] == rival else 1.0}

    top = body(changed("answers/weights", change), tree.tell)
    weighed_here = [*top.of_class("w-inference"), *top.of_class("w-absence")]
    marked = {one.attributes.get("href", "legend") for one in weighed_here if "against" in one.classes}
    assert marked == {f"#{rival}", "legend"}


def test_a_circle_of_claims_ends() -> None:
    held = weighed.case(cases.example(SMALL))
    name = next(iter(cases.example(SMALL).records["evidence"]))
    (claim, *_) = cases.example(SMALL).derived[name]["rests_on"]
    derived = {**held.derived, claim: {**held.derived[claim], "rests_on": [claim, name]}}
    top = body(compiled.Compiled({**held.data, "derived": derived}), tree.tell)
    assert f"#{claim}" in links(top)


# --- numbers ------------------------------------------------------------------------------------------------


def test_numbers_are_written_as_they_are_read() -> None:
    shown = [
        answers.share(0.0421),
        answers.share("x"),
        answers.between(0.1, 0.64),
        answers.signed(-0.04, "dB"),
        answers.signed(-4.26, "dB"),
        answers.points(-0.0834),
        answers.plain(2.0),
        answers.plain(1.259),
        answers.plain(0.0042, 3, "bit"),
        answers.part(0.35),
        answers.part(0),
    ]
    assert [walk.read(one).text().replace("\u00a0", "~") for one in shown] == [
        "4.2~%",
        "x",
        "10 to 64~%",
        "0~dB",
        "\u22124.3~dB",
        "\u22128.3~points",
        "2",
        "1.26",
        "0.004~bit",
        "35~%",
        "0~%",
    ]


def test_bars_stand_in_the_units_of_their_numbers() -> None:
    drawn = bars.probability(
        {"probability": 0.4, "low": 0.2, "high": 0.64, "stated low": "", "stated high": ""}
    )
    assert 'class="b-point" d="M0.4000' in drawn
    assert 'class="b-bounds" d="M0.2000 .5H0.6400"' in drawn
    assert "b-stated" not in drawn
    assert "b-draws" not in drawn
    assert 'class="b-against" d="M0 .5H-20.00"' in bars.weight(-250.0)
    assert bars.weight("") == ""
    assert "nan" not in bars.probability({"probability": float("nan")})

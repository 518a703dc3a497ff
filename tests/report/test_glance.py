"""What is seen at a glance: the answer on the first screen, the order of columns and days, words for ends."""

from functools import cache
from typing import Any

import pytest

from tests import cases
from tests.report import walk, weighed
from tests.report.test_answers import SMALL, body, changed
from tests.report.test_chapters import words
from tests.report.test_html import clean
from wigmore.model import compiled
from wigmore.report import answers, attribution, drawing, html, items, matrix, verdict, watch

pytestmark = pytest.mark.usefixtures("whole_lists")


@cache
def gathering() -> items.Gathering:
    return items.Gathering(weighed.case(cases.example(SMALL)), clean)


def test_the_first_screen_says_which_answer_leads_and_what_would_tell_most() -> None:
    top = walk.read(html.render(weighed.case(cases.example(SMALL)), clean))
    (block,) = [one for one in top.of_class("question") if "Most would be told by" in words(one)][:1]
    (said,) = block.of_class("so-far")
    best = block.of_class("best")[0].of_class("which")[0]
    assert f"“{words(best)}” leads with" in words(said)
    assert words(said).endswith(", likely. why")
    (asked,) = top.of_class("asked")
    assert len(asked.of_class("marks-legend")) == 1


@pytest.mark.parametrize(
    ("probability", "word", "said"),
    [
        (0.993, "", "no word on the scale above 99\u00a0%"),
        (0.004, "", "no word on the scale below 1\u00a0%"),
        (0.5, "", "no word on the scale"),
        (0.99, "almost certain", ""),
        ("", "", ""),
    ],
)
def test_a_number_without_a_word_says_where_the_scale_ends(probability: Any, word: str, said: str) -> None:
    assert answers.unworded(gathering(), {"probability": probability, "word": word}) == said


def _order(top: walk.Element) -> list[str]:
    head = top.of_class("rivals")[0]
    return [words(one).removesuffix(" least against it") for one in head if one.tag == "th"][2:4]


def test_the_columns_of_the_matrix_stand_by_probability() -> None:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        return row

    held = changed("answers/answers", change)
    (table,) = [
        one for one in held.data["tables"] if (one["analysis"], one["name"]) == ("answers", "answers")
    ]
    question = table["rows"][0][0]
    rows = [row for row in table["rows"] if row[0] == question]
    turned = [*reversed(rows), *(row for row in table["rows"] if row[0] != question)]
    tables = [{**one, "rows": turned} if one is table else one for one in held.data["tables"]]
    before, after = (
        body(held, matrix.tell),
        body(compiled.Compiled({**held.data, "tables": tables}), matrix.tell),
    )
    assert _order(before) == [str(row[2]) for row in rows][:2]
    assert _order(after) == [str(row[2]) for row in reversed(rows)][:2]


def test_no_answer_is_least_spoken_against_where_all_are() -> None:
    def all_least(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "least": "yes"}

    places = iter(range(1000))

    def first_least(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "least": "yes" if next(places) == 0 else ""}

    assert body(changed("matrix/scores", all_least), matrix.tell).of_class("least") == []
    assert len(body(changed("matrix/scores", first_least), matrix.tell).of_class("least")) == 1


def test_a_cell_of_the_matrix_unfolds_to_a_sentence() -> None:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "why": "0.1 to 0.2 here, 0.5 elsewhere: it rained", "decibans": -4.26}

    why = body(changed("matrix/matrix", change), matrix.tell).of_class("why")[0]
    said = "How probable here: 0.1 to 0.2, elsewhere: 0.5. It weighs \u22124.3 dB. it rained"
    assert words(why).startswith(said)


def test_nobody_was_looked_at_where_nobody_was() -> None:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "checked": 0}

    top = body(changed("attribution/criteria", change, "nano-one-lg"), attribution.tell)
    lines = top.of_class("criteria")[0].of_tag("tr")[1:]
    cells = [words(one.of_tag("td")[0]) for one in lines]
    assert set(cells) == {"nobody was looked at"}


def test_shares_of_the_rubric_are_in_percent_and_counts_are_not() -> None:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "value": 0.35 if row["row"] == "primary" else 3.0}

    rows = [
        words(one) for one in body(changed("verdict/confidence", change), verdict.tell).of_class("rubric")
    ]
    assert "Sources at first hand35 % At" in rows[0]
    assert "Independent speakers3 At least" in rows[0]


def test_indicators_stand_by_the_day_on_which_they_are_next_looked_at() -> None:
    days = iter(["2027-03-31", "", "2026-12-31", *[""] * 50])

    def change(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "state": "seen", "overdue": "", "by": "2028", "next": next(days)}

    held = changed("indicators/indicators", change)
    lines = [words(one) for one in body(held, watch.tell) if one.tag == "li" and "by 2028" in words(one)]
    assert ["2026-12-31" in lines[0], "2027-03-31" in lines[1], "next looked" in lines[2]] == [
        True,
        True,
        False,
    ]


def test_the_nodes_of_the_chart_are_read_out_in_whole_words() -> None:
    top = drawing.Node(
        number=7, kind="claim", label="Of three dozen makers one put money in", href="a", is_rival=True
    )
    (node,) = walk.read(drawing.draw(top, "t")).of_class("w")
    assert node.attributes["aria-label"] == "7, claim, speaks against: Of three dozen makers one put money in"
    (box,) = walk.read(drawing.draw(top, "t")).of_class("tree")
    assert box.attributes["tabindex"] == "0"

"""Lists of the page: short ones plain, long ones packed, and nothing lost on the way."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests import cases
from tests.report import walk
from wigmore.report import html, lists

TITLES = [["kind", "Kind"]]


def clean(_name: str, _content: str, make: Callable[[], str]) -> str:
    return make()


def pieces(count: int, size: int = 50) -> list[lists.Piece]:
    return [_piece(range(start, min(start + size, count))) for start in range(0, count, size)]


def _piece(numbers: range) -> lists.Piece:
    rows = [[f"id-{number}", f"Name {number}", ["even" if number % 2 == 0 else "odd"]] for number in numbers]
    text = "".join(
        f'<article class="card" id="id-{n}"><h4>Náme {n} &lt;b&gt;</h4></article>\n' for n in numbers
    )
    return lists.Piece(rows, text, lambda: text)


def chunks(listed: lists.Listed) -> list[tuple[Any, str]]:
    found = re.findall('class="chunk">(\\S+) (\\S+)</script>', listed.index)
    return [(json.loads(walk.unpacked(index)), walk.unpacked(body)) for index, body in found]


def test_a_short_list_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LARGE", 10**6)  # its index as it is, not packed as long ones are
    held = lists.listed(TITLES, pieces(lists.MOST_PLAIN), clean)
    assert not held.is_packed
    assert held.shown.count("<article") == lists.MOST_PLAIN
    (index,) = walk.read(held.index).of_tag("script")
    assert len(json.loads(index.text())["rows"]) == lists.MOST_PLAIN


def test_a_long_list_is_packed_whole() -> None:
    count = lists.MOST_PLAIN + 1
    held = lists.listed(TITLES, pieces(count), clean)
    assert held.is_packed
    assert held.shown.count("<article") == lists.STEP
    assert pieces(count)[0].make().startswith(held.shown)
    rows = [row for index, _ in chunks(held) for row in index]
    assert [row[0] for row in rows] == [f"id-{number}" for number in range(count)]
    assert rows[7] == ["id-7", "Name 7", ["odd"]]
    assert "".join(body for _, body in chunks(held)) == "".join(piece.make() for piece in pieces(count))


def test_pieces_are_remembered() -> None:
    kept: dict[str, str] = {}
    made: list[str] = []

    def remember(_name: str, content: str, make: Callable[[], str]) -> str:
        if content not in kept:
            made.append(content)
            kept[content] = make()
        return kept[content]

    first = lists.listed(TITLES, pieces(1000), remember)
    made.clear()
    assert lists.listed(TITLES, pieces(1000), remember) == first
    assert made == []


def test_data_cannot_end_its_element() -> None:
    hostile = {"text": "</script><script>alert(1)</script><!--"}
    (held,) = walk.read(lists.data("index", hostile)).of_tag("script")
    assert json.loads(held.text()) == hostile
    large = {"text": "</script>" + "x" * lists.LARGE}
    (held,) = walk.read(lists.data("index", large)).of_tag("script")
    assert json.loads(walk.unpacked(held.text())) == large


def test_the_page_of_the_largest_example_is_small() -> None:
    made = html.render(cases.example("nano-one-lg"), clean)
    assert len(made.encode()) < 3_500_000

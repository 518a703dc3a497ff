"""The chapters of the network and of what could be weighed: whole, as of the day, harmless, scriptless."""

import json
from functools import cache
from typing import Any

import pytest

from tests.report import netted, planted, walk
from tests.report.test_chapters import by_id, links, words
from tests.report.test_hostile import assert_harmless
from tests.report.test_html import clean, dead_links, heading_steps, numbers_without_trail
from wigmore.kit import edtf, edtf_days
from wigmore.model import compiled
from wigmore.report import html, items, network, pasting, web

pytestmark = pytest.mark.usefixtures("whole_lists")

PADDING = edtf.Padding(approximate=1, uncertain=0)
IDS = frozenset(
    ("entity", "relation", "from", "to", "holder", "first", "second", "record", "path", "tie", "through")
)


@cache
def page() -> walk.Element:
    return walk.read(html.render(netted.case(), clean))


def section(name: str = "network") -> walk.Element:
    return by_id(f"section:{name}", page())


def test_every_entity_with_a_tie_is_a_link_in_the_drawing() -> None:
    nodes = section().of_class("node")
    relations = netted.base().records["relations"].values()
    tied = {one[end] for one in relations for end in ("from", "to")}
    assert {one.attributes["href"][1:] for one in nodes} == tied
    (agency,) = [one for one in nodes if one.attributes["href"] == "#merrowby-agency"]
    assert agency.attributes["aria-label"] == "Merrowby Agency, company, 15 ties"


def test_the_table_has_every_tie_with_its_dates() -> None:
    rows = {
        one.attributes["id"]: " ".join(words(cell) for cell in one.of_tag("th", "td"))
        for one in section().of_tag("tr")
        if "id" in one.attributes
    }
    assert len(rows) == len(netted.base().records["relations"]) + 2
    assert rows["row:pellant-had-marlin"].endswith("since 2009, until 28 February 2021 ended")
    assert rows["row:varne-behind-quorrin"].endswith("controls Quorrin Foundation not dated possible")
    assert "follows from Dunmarrow Group" in rows["row:derived:0"]


def test_the_drawing_needs_no_script_and_leaves_out_nothing_that_held() -> None:
    drawn = [one.attributes["class"] for one in section().of_class("ties")[0].of_tag("path")]
    assert len(drawn) == len(netted.base().records["relations"])
    assert {"certain", "possible", "ended"} == set(drawn)


def test_ways_lead_to_their_ties_and_tables_stand_beside_them() -> None:
    first, second = section().of_class("ways")[0].children[1::2]
    assert isinstance(first, walk.Element)
    assert isinstance(second, walk.Element)
    assert "#vennick-in-sorrel" in links(first)
    assert "4.0" in words(first)
    assert "unknown" in words(second)
    assert "ended: partner-of until 2018-06-30" in words(section())
    assert "#petra-quillan" in links(section())


def test_what_could_be_weighed_is_not_applied() -> None:
    first, second = section("paste").of_class("offer")
    assert "ratio 3, +4.8 dB" in words(first).replace("\u00a0", " ")
    assert "at most 9" in words(first)
    assert "not applied" in words(first)
    assert first.of_tag("code")[-1].text() == netted.YAML
    assert "no-such-record" in words(second)


def test_the_page_stays_whole() -> None:
    assert dead_links(page()) == set()
    assert heading_steps(page()) <= 1
    for name in ("network", "paste"):
        assert numbers_without_trail(section(name)) == []
    shown = {one.attributes.get("id") for one in page().of_class("table")}
    assert not {one for one in shown if one and one.partition("/")[0] in ("table:network", "table:paths")}
    ids = [one.attributes["id"] for one in page() if "id" in one.attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("ids", [False, True])
@pytest.mark.parametrize("word", planted.HOSTILE)
def test_hostile_cells_stay_text(word: str, *, ids: bool) -> None:
    def change(column: str, cell: Any) -> Any:
        if not isinstance(cell, (str, list)) or (column in IDS and not ids):
            return cell
        return [f"{one} {word}" for one in cell] if isinstance(cell, list) else f"{cell} {word}"

    top = assert_harmless(html.render(netted.case(change), clean))
    assert dead_links(top) == set()


def test_no_chapter_without_its_tables() -> None:
    held = netted.case(without=("network", "paths", "inheritance", "coincidence", "company"))
    gathering = items.Gathering(held, clean)
    assert network.tell(gathering) is None
    assert pasting.tell(gathering) is None


def test_paths_without_a_drawing_are_told() -> None:
    held = netted.case(without=("network",))
    top = walk.read(html.render(held, clean))
    assert not by_id("section:network", top).of_class("node")
    assert by_id("section:network", top).of_class("ways")


def test_a_draft_with_a_relation_to_nothing_is_drawn_without_it() -> None:
    held = netted.case()
    tables = [one for one in held.data["tables"] if one["analysis"] != "network"]
    (ties,) = [one for one in held.data["tables"] if (one["analysis"], one["name"]) == ("network", "ties")]
    row = ["gone", "nowhere", "owns", "sorrel-star", "certain", "", "", "", "", "", ""]
    kept = [one for one in held.data["tables"] if (one["analysis"], one["name"]) == ("network", "places")]
    more = {"tables": [*tables, *kept, {**ties, "rows": [*ties["rows"], row]}]}
    text = html.render(compiled.Compiled({**held.data, **more}), clean)
    assert "row:gone" not in text


def ordinal(text: str) -> int:
    year, month, day = map(int, text.split("-"))
    return edtf_days.ordinal((year, month, day))


@pytest.mark.parametrize(
    ("since", "until", "state"),
    [
        *(("2019", "", "certain"), ("2020", "", "possible"), ("2021", "", "not begun"), ("", "", "possible")),
        *(("2019", "2020", "possible"), ("2019", "2019", "ended"), ("2019/..", "", "certain")),
        *(("2019~", "", "possible"), ("2015", "../2019", "ended"), ("", "2019", "ended")),
        *(("not a date", "", "possible"), ("2019", "not a date", "certain")),
    ],
)
def test_what_follows_is_dated_as_its_dates_allow(since: str, until: str, state: str) -> None:
    possible, certain = web.span(since, until, PADDING)
    one = web.Tie(
        id="x", record="", start="a", kind="k", end="b", state="", possible=possible, certain=certain
    )
    assert one.as_of(ordinal("2020-06-30")) == state


def test_the_script_gets_what_the_drawing_has() -> None:
    nodes = [web.Node(id=name, label=name, kind="company", ties=1, x=1, y=2, name_at="") for name in "ab"]
    ties = [
        web.Tie(id="t", record="t", start="a", kind="owns", end="b", state="", possible=(1, None),
                certain=web.NO_DAYS)
    ]  # fmt: skip
    (held,) = walk.read(web.data(nodes, ties, {"1": [("t", "a", "z")]}, 5)).of_tag("script")
    assert json.loads(held.text()) == {
        "day": 5,
        "nodes": [[1, 2, ""], [1, 2, ""]],
        "ties": [["t", "t", 0, 1, "owns", "", 1, None, 1, 0]],
        "paths": {"1": [["t", 0, None]]},
    }

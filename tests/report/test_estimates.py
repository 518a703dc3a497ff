"""The chapters of quantities: numbers beside what is stated, links, hostile cells, none without its table."""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.report import planted, quantified, walk
from tests.report.test_chapters import by_id, links, words
from tests.report.test_hostile import assert_harmless
from tests.report.test_html import dead_links, heading_steps, numbers_without_trail
from wigmore.model import compiled
from wigmore.report import flows, html, lists

pytestmark = pytest.mark.usefixtures("whole_lists")

NAMES = ("estimate", "capacity", "process")
NAMELESS = "PT LBM"
LINKED = frozenset({"estimate", "chain", "process", "number", "side"})


_KEPT: dict[tuple[str, str], str] = {}


def kept(name: str, content: str, make: Callable[[], str]) -> str:
    """A memory: what draws charts is packed once for all pages of this file."""
    if (name, content) not in _KEPT:
        _KEPT[name, content] = make()
    return _KEPT[name, content]


@cache
def page() -> walk.Element:
    return walk.read(html.render(quantified.case(), kept))


def card(name: str) -> walk.Element:
    return by_id(f"estimate:{name}", page())


def table(top: walk.Element, caption: str) -> walk.Element:
    (found,) = [one for one in top.of_tag("table") if words(one).startswith(caption)]
    return found


def row(top: walk.Element, begins: str) -> walk.Element:
    (found,) = [one for one in top.of_tag("tr") if words(one).startswith(begins)]
    return found


def width(one: walk.Element) -> float:
    return float(one.attributes["width"].removesuffix("%"))


# --- estimates ----------------------------------------------------------------------------------------------


def test_an_answer_stands_beside_what_is_stated() -> None:
    (tiles,) = card(quantified.GAP).of_class("tiles")
    said = words(tiles)
    for wanted in (
        "Worked out747",
        "At least and at most54 to 1,033",
        "Nine of ten draws670 to 840",
        "The text under test60-100",
        "not reproducible 2 of 6 inside",
    ):
        assert wanted in said
    assert "#r-gap-factor" in links(tiles)
    mass = words(card(quantified.MASS).of_class("tiles")[0])
    assert "2,264 t/GWh" in mass
    assert "Between these, or closer2,008 to 2,612 t/GWh" in mass
    assert "impossible 1.34 to 1.74 times" in mass


def test_what_is_open_is_said_and_not_drawn() -> None:
    held = card(quantified.OPEN)
    assert "Worked outopen" in words(held)
    assert "5 t/a or more" in words(held)
    assert "cannot be established" in words(held)
    assert "Nine of ten" not in words(held)


def test_stated_answer_and_combinations_share_an_axis() -> None:
    (drawing,) = card(quantified.GAP).of_class("ranges")
    stated, whole = drawing.of_class("r-stated")[0], drawing.of_class("r-bounds")[0]
    assert width(stated) == pytest.approx(100 * 40 / 1150, abs=0.7)
    assert width(whole) > 20 * width(stated)
    assert len([one for one in drawing.of_class("r-meets") if "at" in one.classes]) == 2
    assert len([one for one in drawing.of_class("r-beside") if "at" in one.classes]) == 4
    assert drawing.of_class("no-go") == []
    (limited,) = card(quantified.MASS).of_class("ranges")
    (shade,) = limited.of_class("no-go")
    (mark,) = limited.of_class("r-stated")
    assert float(mark.attributes["x"].removesuffix("%")) < width(shade)


def test_every_combination_can_be_sorted_by_its_answer() -> None:
    held = table(card(quantified.GAP), "Every combination")
    assert "sortable" in held.classes
    keys = [one.attributes["data-key"] for one in held.of_tag("td") if "data-key" in one.attributes]
    assert [round(float(one)) for one in keys[:2]] == [747, 187]
    first = row(held, "holland 16.5 GWh/a; candiac 200 t/a")
    assert "747657 to 859above" in words(first)
    assert {"#holland-capacity", "#candiac-pilot", "#r-windsor-capacity"} <= set(links(first))


def test_many_combinations_are_folded() -> None:
    case = quantified.case()
    more = []
    for held in case.data["tables"]:
        some = held["rows"] * 3 if held["name"] == "tried" else held["rows"]
        more.append({**held, "rows": some})
    top = walk.read(html.render(compiled.Compiled({**case.data, "tables": more}), kept))
    held = by_id(f"estimate:{quantified.GAP}", top)
    assert len(table(held, "Every combination").of_tag("tr")) == 1 + 8
    assert len(table(held, "Further combinations").of_tag("tr")) == 1 + 10


def test_a_derivation_goes_line_by_line_to_claims_and_packs() -> None:
    held = card(quantified.GAP)
    first = table(held, "The derivation, line by line")
    assert len(first.of_tag("tr")) == 1 + 6
    assert "16.5 GWh/a" in words(row(first, "holland16.5"))
    assert "#holland-capacity" in links(row(first, "holland16.5"))
    line = row(first, "capacity143-158")
    assert links(line) == ["#pack:battery/chemistry.LFP.capacity"]
    assert "143 to 158 mAh/g" in words(line)
    assert "assumed" in words(line)
    assert links(row(first, "capacity of another")) == []
    assert "747" in words(table(held, "Further lines"))
    assert len([one for one in held.of_tag("table") if "another combination" in words(one)]) == 1


def test_what_it_hangs_on_is_drawn_to_scale() -> None:
    (list_,) = card(quantified.GAP).of_class("swings")
    bars = [one for one in list_.of_class("r-swing") if "at" not in one.classes]
    wide, wider = (width(one) for one in bars[:2])
    assert wide / wider == pytest.approx(74 / 100, rel=0.02)
    assert "42 % of what moves it; −1.0 % for each 1 %" in words(list_).replace("\u00a0", " ")


def test_findings_stand_with_their_estimate_and_lead_to_their_trail() -> None:
    assert len([one for one in links(card(quantified.GAP)) if one.startswith("#finding:estimates")]) == 4
    assert not [one for one in links(card(quantified.MASS)) if one.startswith("#finding:")]


def test_own_numbers_stand_by_source() -> None:
    held = table(by_id("section:estimate", page()), "Worked out again")
    assert "ratio60149off by a factor" in words(row(held, "By what factor"))
    assert "1,500 t/GWh" in words(row(held, "A gigawatt hour"))
    assert {f"#{quantified.GAP}", "#r-lfp-per-gwh"} <= set(links(held))


def test_very_many_estimates_are_a_list_to_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_PLAIN", 2)
    top = walk.read(html.render(quantified.case(), kept))
    (box,) = [one for one in top if one.attributes.get("data-list") == "estimate"]
    (chunk,) = box.of_class("chunk")
    index, body = (walk.unpacked(one) for one in chunk.text().split(" "))
    rows = json.loads(index)
    assert [one[0] for one in rows] == [
        f"estimate:{one}" for one in (quantified.MASS, quantified.GAP, quantified.OPEN)
    ]
    assert [one[2] for one in rows] == [["impossible"], ["not reproducible"], ["cannot be established"]]
    assert all(word in body for word in ("candiac", "2400"))
    assert body.count('<article class="card') == 3
    assert 'class="folded"' not in body


# --- capacity -----------------------------------------------------------------------------------------------


def test_needed_and_supplied_stand_by_year() -> None:
    held = table(by_id("section:capacity", page()), "Needed and supplied")
    first, second, third = held.of_tag("tr")[1:]
    assert "37,400 t/a" in words(first)
    assert "33,000 t/a or more" in words(first)
    assert "41 times or more" in words(first)
    assert "68.8 to 89.8 times" in words(second)
    assert words(third).count("not known") == 3
    assert "cannot be established" in words(third)


def test_who_could_supply_tells_all_part_and_unknown() -> None:
    held = table(by_id("section:capacity", page()), "Who could supply")
    assert "all of it" in words(row(held, "Changzhou"))
    assert "428 %" in words(row(held, "Changzhou"))
    assert "a part" in words(row(held, "Nano One"))
    unknown = words(row(held, NAMELESS))
    assert unknown.count("not known") == 2
    assert "%" not in unknown


def test_its_figure_is_drawn_in_the_chapter_alone() -> None:
    assert len(by_id("section:capacity", page()).of_class("chart")) == 1
    assert len([one for one in page().of_class("chart") if "Needed and supplied" in words(one)]) == 1


# --- processes ----------------------------------------------------------------------------------------------


def test_bands_are_as_wide_as_their_mass() -> None:
    plant = by_id("section:process", page()).of_class("flows")[0]
    acid, iron = _thickness(_flow(plant, "phosphoric")), _thickness(_flow(plant, "iron"))
    assert acid / iron == pytest.approx(0.621 / 0.354, rel=0.02)
    assert _thickness(_flow(plant, "hydrogen")) >= flows.HAIR - 0.1


def _flow(top: walk.Element, name: str) -> walk.Element:
    (found,) = [one for one in top.of_class("flow") if words(one).startswith(name)]
    return found


def _thickness(flow: walk.Element) -> float:
    path = flow.of_tag("path")[0].attributes["d"]
    _, start, *_, end = (float(one) for one in re.findall(r"[\d.]+", path))
    return end - start


def test_the_plant_is_told_apart_from_the_chain() -> None:
    held = by_id("section:process", page())
    headings = [words(one) for one in held.of_tag("h4")]
    assert "At the gate of the plant battery.lfp_one_pot" in headings
    assert "In the chain behind it battery.lfp_one_pot" in headings
    plant, chain = held.of_class("streams")[:2]
    assert "phosphogypsum" not in words(plant)
    assert "1.82 kg" in words(row(chain, "phosphogypsum"))
    assert "out, by-product" in words(row(chain, "phosphogypsum"))


def test_further_routes_are_folded_and_none_is_told_twice() -> None:
    case = quantified.case()
    more = []
    for held in case.data["tables"]:
        rows = held["rows"]
        if held["name"] == "streams":
            other = [[*row[:1], "battery.other", *row[2:]] for row in rows if row[2] == "plant"]
            rows = [*rows, *rows, *other]
        more.append({**held, "rows": rows})
    top = walk.read(html.render(compiled.Compiled({**case.data, "tables": more}), kept))
    one_pot = by_id("process:one-pot", top)
    assert len(one_pot.of_class("flows")) == 3
    (fold,) = one_pot.of_tag("details")
    assert "battery.other" in words(fold)
    assert "phosphogypsum" not in words(fold)
    assert dead_links(top) == set()


def test_a_balance_without_a_mass_is_a_table_alone() -> None:
    lpf = by_id("process:lpf", page())
    assert lpf.of_class("flows") == []
    assert "not known" in words(row(lpf, "metal"))


def test_claims_stand_with_verdict_and_where_they_turn() -> None:
    held = table(by_id("process:one-pot", page()), "Claims tested")
    water = words(row(held, "One-Pot needs 80 percent"))
    assert "consistent80\u00a0%82\u00a0%plant" in water.replace(" %", "\u00a0%")
    assert "a recycling of 77 %" in water
    assert "not of the chain" in words(held)


# --- all of them --------------------------------------------------------------------------------------------


def test_links_numbers_and_headings() -> None:
    assert dead_links(page()) == set()
    assert numbers_without_trail(page()) == []
    assert heading_steps(page()) == 1
    ids = [one.attributes["id"] for one in page() if "id" in one.attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["estimates", "capacity", "process"])
def test_without_its_tables_there_is_no_chapter(name: str) -> None:
    chapter = {"estimates": "estimate"}.get(name, name)
    text = html.render(quantified.case(without=(name,)), kept)
    assert f'id="section:{chapter}"' not in text
    assert all(f'id="section:{one}"' in text for one in NAMES if one != chapter)


@pytest.mark.parametrize("empty", ["", (), "x"])
def test_cells_without_numbers_break_nothing(empty: Any) -> None:
    """A table may have a word, a list or nothing wherever a number is looked for."""
    held = quantified.case(lambda column, cell: cell if column in LINKED else empty)
    top = assert_harmless(html.render(held, kept))
    assert numbers_without_trail(top) == []
    assert dead_links(top) == set()
    assert not by_id("section:estimate", top).of_class("ranges")


@pytest.mark.parametrize("number", [0.0, -3.5, 1e300, 5e-324, 1e-9, float("inf"), float("nan")])
def test_any_number_is_drawn_within_its_place(number: float) -> None:
    held = quantified.case(lambda _column, cell: number if isinstance(cell, float) else cell)
    top = assert_harmless(html.render(held, kept))
    for one in (*top.of_class("ranges"), *top.of_class("swing")):
        for part in one.of_tag("rect"):
            for key in ("x", "width"):
                share = part.attributes.get(key, "0%")
                assert not share.endswith("%") or 0 <= float(share.removesuffix("%")) <= 100
    assert "nan" not in "".join(one.attributes.get("d", "") for one in top.of_tag("path"))


@pytest.mark.parametrize("ids", [False, True])
@pytest.mark.parametrize("word", planted.HOSTILE)
def test_hostile_cells_stay_text(word: str, *, ids: bool) -> None:
    def poisoned(column: str, cell: Any) -> Any:
        if isinstance(cell, list):
            return [f"{one} {word}" for one in cell]
        if not isinstance(cell, str) or (column in LINKED and not ids):
            return cell
        return f"{cell} {word}"

    top = assert_harmless(html.render(quantified.case(poisoned), kept))
    assert dead_links(top) == set()
    assert ids or by_id("section:process", top) is not None

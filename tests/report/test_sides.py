"""The chapters of comparisons and patents: what stands in which cell, links, hostile cells, keys."""

from functools import cache
from pathlib import Path

import pytest

from tests import cases
from tests.report import planted, walk
from tests.report.test_chapters import by_id, links, words
from tests.report.test_hostile import assert_harmless
from tests.report.test_html import clean, dead_links, heading_steps, numbers_without_trail
from wigmore.model import compiled
from wigmore.report import html

pytestmark = pytest.mark.usefixtures("whole_lists")

BEHAVIOURS = Path(__file__).parents[1] / "behaviours"
NAMES = {"comparison": "convergence-features", "patents": "portfolio-patents"}
LINKED = frozenset({"comparison", "patent", "subject"})


@cache
def case(name: str) -> compiled.Compiled:
    """The behaviour that has the chapter."""
    return cases.compile_clean(BEHAVIOURS / NAMES[name])


@cache
def section(name: str) -> walk.Element:
    """The chapter as it stands in the page."""
    return by_id(f"section:{name}", walk.read(html.render(case(name), clean)))


def row(table: walk.Element, begins: str) -> walk.Element:
    """The row of a table that begins so."""
    (found,) = [one for one in table.of_tag("tr") if words(one).startswith(begins)]
    return found


def test_the_cells_of_a_feature_stand_side_by_side() -> None:
    (table, *_) = section("comparison").of_tag("table")
    water = words(row(table, "wastewater"))
    assert "eliminated 2014" in water
    assert "samefirst: One-pot process" in water
    numbers = [words(one) for one in row(table, "wastewater").of_class("num")]
    assert numbers == ["1", "3", "1", "2.4 to one"]
    assert {"#op-water", "#lpf-water"} <= set(links(row(table, "wastewater")))


def test_what_is_missing_says_how() -> None:
    (table, *_) = section("comparison").of_tag("table")
    price = words(row(table, "price"))
    assert "not looked for" in price
    assert "looked for in vain price-asked" in price
    assert "the text under test: LNMO" in words(row(table, "material"))
    assert "contradictory" in words(row(table, "yield"))


def test_others_in_the_trade_are_folded() -> None:
    (folded,) = section("comparison").of_tag("details")
    assert "Third process" in words(folded)
    assert "reduced" in words(folded)


def test_what_a_patent_is_cited_for_stands_beside_what_it_claims() -> None:
    said = words(section("patents"))
    assert "cited forproduction of LNMO electrodes" in said
    assert "claimscoating a slurry on a current collector" in said
    assert "nobody here has read them" in said


def test_a_patent_shows_form_days_and_what_stands_out() -> None:
    (table, *_) = [one for one in section("patents").of_tag("table")]
    foil = row(table, "US 9,780,359 B2")
    assert "grant B2: patent whose application had been published" in words(foil)
    assert "Kim Chemical; Kim Energy" in words(foil)
    assert "dates contradict" in words(foil)
    keys = [one.attributes["data-key"] for one in foil.of_tag("td") if "data-key" in one.attributes]
    assert keys == ["2013-01", "2012-12-27", "2017-10-03"]
    assert "number impossible" in words(row(table, "US 123,456,789 B2"))
    assert "no grant known" in words(row(table, "US 2019/0123456 A1"))


@pytest.mark.parametrize("name", NAMES)
def test_links_numbers_and_headings(name: str) -> None:
    top = walk.read(html.render(case(name), clean))
    assert dead_links(top) == set()
    assert numbers_without_trail(top) == []
    assert heading_steps(top) <= 1


@pytest.mark.parametrize("ids", [False, True])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("word", planted.HOSTILE)
def test_hostile_cells_stay_text(word: str, name: str, *, ids: bool) -> None:
    tables = []
    for table in case(name).data["tables"]:
        changed = [
            [
                cell if not isinstance(cell, str) or (column in LINKED and not ids) else f"{cell} {word}"
                for column, cell in zip(table["columns"], line, strict=True)
            ]
            for line in table["rows"]
        ]
        tables.append({**table, "rows": changed})
    held = compiled.Compiled({**case(name).data, "tables": tables})
    top = assert_harmless(html.render(held, clean))
    assert dead_links(top) == set()
    assert ids or f"section:{name}" in {one.attributes.get("id") for one in top}

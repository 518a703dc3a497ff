"""The chapters of chains and strands: gaps are seen and read out, parts lead somewhere, text stays text."""

from pathlib import Path

import pytest

from tests import cases
from tests.analyses import test_chain, test_strands
from tests.report import walk
from tests.report.test_html import clean, dead_links, heading_steps, numbers_without_trail
from wigmore.build import outputs
from wigmore.model import compiled
from wigmore.report import figures, html, sankey

HOSTILE = '"><script>x</script>\u202e'
GAP = test_chain.RELATIONS.replace("since: 2022-05-01, basis", "state: planned, basis")


def small(folder: Path) -> compiled.Compiled:
    """The gravel chain with one gap, and a hostile name of a company and of a level."""
    chain = test_chain.CHAIN.replace("level: haulier", f"level: '{HOSTILE}'")
    held = test_chain.ENTITIES.replace("name: Barge}", f"name: '{HOSTILE}'}}")
    return cases.compile_clean(cases.write(folder, {"case.yaml": held, "c.yaml": chain, "r.yaml": GAP}))


def section(page: walk.Element, name: str) -> walk.Element:
    (found,) = [one for one in page if one.attributes.get("id") == f"section:{name}"]
    return found


@pytest.mark.usefixtures("whole_lists")
def test_a_chain_is_drawn_with_its_gap(tmp_path: Path) -> None:
    page = walk.read(html.render(small(tmp_path), clean))
    held = section(page, "chain")
    said = [one.attributes.get("aria-label", "") for one in held.of_tag("a")]
    gaps = [one for one in said if "to buyer: " in one]
    assert [one.partition("buyer: ")[2] for one in gaps] == [
        "planned only",
        "no operating link known: planned only",
    ]
    assert any(one.startswith("from source to ") and one.endswith(": from 1 member") for one in said)
    assert "nobody" not in held.of_class("steps-of")[0].text()
    assert "“complete”" in held.text()
    assert len(held.of_class("sankey-wide")) == len(held.of_class("sankey-tall")) == 1
    assert not dead_links(page)
    assert not numbers_without_trail(page)
    assert heading_steps(page) == 1
    assert not [one for one in page.of_tag("script") if one.text() == "x"]


def test_a_chain_is_a_file_of_its_own(tmp_path: Path) -> None:
    case = small(tmp_path)
    made = figures.render(case, clean)
    drawn = made["figures/chain-gravel.svg"]
    assert outputs.REMOVED.fullmatch("figures/chain-gravel.svg")
    assert "<script>" not in drawn
    assert "\u202e" not in drawn
    assert drawn.count('class="gap"') == 1
    assert drawn.count('class="ln l-planned"') == 1
    assert "href" not in drawn


def test_words_are_those_of_the_analysis() -> None:
    from wigmore.analyses import chain_layout, linking

    assert tuple(sankey.WORDS) == (*linking.STATES, linking.NONE)
    assert chain_layout.COLUMNS == sankey.COLUMNS
    assert chain_layout.FORMS == sankey.FORMS


@pytest.mark.usefixtures("whole_lists")
def test_a_chain_of_holdings_is_not_said_to_supply(tmp_path: Path) -> None:
    holding = test_chain.CHAIN.replace("link: supplies", "link: holds")
    assert holding != test_chain.CHAIN
    relations = test_chain.RELATIONS.replace("kind: supplies", "kind: holds")
    parts = {"case.yaml": test_chain.ENTITIES, "c.yaml": holding, "r.yaml": relations}
    case = cases.compile_clean(cases.write(tmp_path, parts))
    held = section(walk.read(html.render(case, clean)), "chain")
    assert not [one for one in held.of_class("sankey") if "suppl" in one.text()]
    assert "eliver" not in "".join(one.text() for one in held.of_tag("th", "p"))


@pytest.mark.usefixtures("whole_lists")
def test_what_a_chain_says_stands_above_its_drawing(tmp_path: Path) -> None:
    text = " ".join(section(walk.read(html.render(small(tmp_path), clean)), "chain").text().split())
    assert text.index("a link operates at") < text.index("Links from each level to the next")


@pytest.mark.usefixtures("whole_lists")
def test_strands_that_stand_apart_need_no_steps(tmp_path: Path) -> None:
    case = test_strands.compile_with(tmp_path, test_strands.weighed("by-minutes", "by-paper"))
    held = section(walk.read(html.render(case, clean)), "strands")
    assert held.of_class("funnel") == []
    assert "All 2 pieces put forward for it stand apart" in " ".join(held.text().replace("↳", "").split())


@pytest.mark.usefixtures("whole_lists")
def test_strands_are_counted_down(tmp_path: Path) -> None:
    case = test_strands.compile_with(tmp_path, test_strands.weighed(*test_strands.ITEMS))
    page = walk.read(html.render(case, clean))
    held = section(page, "strands")
    assert [one.text() for one in held.of_class("left")] == ["5", "4", "3", "2"]
    assert "Joined by who acts in it: The broker in 2" in " ".join(held.text().split())
    assert "the text under test alone" in held.text()
    assert not dead_links(page)
    assert not numbers_without_trail(page)

"""The chapters: readings with their passages, links both ways, hostile cells, none without its table."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from tests.report import drawn, planted, test_private, walk
from tests.report.test_hostile import assert_harmless
from tests.report.test_html import clean, dead_links, heading_steps, numbers_without_trail
from wigmore.model import compiled
from wigmore.report import chapters, conflicts, html, items, profiles, standing

pytestmark = pytest.mark.usefixtures("whole_lists")

NAMES = ("conflicts", "profiles", "standing", "reply")
IDS = frozenset({"subject", "claim", "entity", "other", "claims", "party", "inquiries", "rule"})


@cache
def page() -> walk.Element:
    return walk.read(html.render(drawn.case(), clean))


def by_id(name: str, top: walk.Element | None = None) -> walk.Element:
    (found,) = [one for one in top or page() if one.attributes.get("id") == name]
    return found


def words(one: walk.Element) -> str:
    return " ".join(one.text().split())


def links(one: walk.Element) -> list[str]:
    return [held.attributes["href"] for held in one.of_tag("a")]


def test_each_reading_stands_in_a_column_with_its_passages() -> None:
    first, second = by_id("conflict:1").of_class("side")
    for wanted in (
        "16.5 GWh/a",
        "EnergyTech",
        "says so",
        "LG Energy Solution opens 1.4B LFP",
        "read in part",
    ):
        assert wanted in words(first)
    for wanted in ("at least 30 GWh/a", "text under test", "§ 3.8", "30+ GWh by end 2026", "reliability D"):
        assert wanted in words(second)
    assert "#policy:reliability/D" in links(second)
    assert "#holland-capacity" in links(first)
    assert "EnergyTech" not in words(second)


def test_types_are_told_in_plain_words() -> None:
    said = words(by_id("section:conflicts"))
    assert "Another value The same thing at the same time" in said
    assert "no claim gives the rate between them" in said
    assert "Values that differ, and do not exclude each other" in said
    assert "#huayou-gumi-24" in links(by_id("conflicts:apart"))


def test_a_denied_claim_is_split_by_who_says_so() -> None:
    held = drawn.case()
    derived = dict(held.derived["lges-met-minister"])
    report = derived["reports"][0]
    derived["reports"] = [report, {**report, "stance": "denies"}]
    split = compiled.Compiled({**held.data, "derived": {**held.derived, "lges-met-minister": derived}})
    sides = by_id("conflict:3", walk.read(html.render(split, clean))).of_class("side")
    assert ["not so" in words(one) for one in sides] == [False, True]
    assert "says so" in words(sides[0])


def test_what_a_finding_says_of_a_conflict_stands_above_it() -> None:
    finding = {
        "id": "conflicts-1",
        "analysis": "conflicts",
        "sentence": "No claim gives a rate in CAD/USD for 2022.",
        "states": "",
        "values": {},
        "basis": ["rio-amount", "r-rio-cad"],
        "against": [],
        "assumes": [],
    }
    asked = {"name": "conflicts", "version": 1, "asks": "What conflicts?", "computed": True}
    held = drawn.case()
    more = {"findings": [finding], "analyses": [*held.data["analyses"], asked]}
    top = walk.read(html.render(compiled.Compiled({**held.data, **more}), clean))
    assert "CAD/USD for 2022" in words(by_id("conflict:2", top))
    assert "#finding:conflicts-1" in links(by_id("conflict:2", top))
    assert "CAD/USD" not in words(by_id("conflict:1", top))


def test_the_first_screen_names_what_is_in_dispute_and_open() -> None:
    (screen,) = page().of_class("screen")
    assert {"#conflict:1", "#conflict:2", "#conflict:3", "#reply-lg-chem"} <= set(links(screen))
    assert "16.5 GWh/a against at least 30 GWh/a" in words(screen)
    assert "the text under test: very high" in words(screen)
    assert "said by some, denied or doubted by others" in words(screen)


def test_profiles_and_entities_lead_to_each_other() -> None:
    sheet = by_id("profile:candiac")
    assert "also called The Candiac works" in words(sheet)
    assert {"#candiac", "#nano-one", "#candiac-pilot", "#r-candiac-800"} <= set(links(sheet))
    assert "#profile:candiac" in links(by_id("candiac"))
    assert "#profile:nano-one" not in links(by_id("nano-one"))
    (folded,) = sheet.of_tag("details")
    assert "0 t/a" in folded.text()
    assert "200 t/a" not in folded.text()


def test_those_of_whom_most_is_known_come_first_and_the_others_are_folded() -> None:
    names = list(drawn.base().records["entities"])
    row = dict(zip(items.PROFILE_COLUMNS, drawn.rows()[items.PROFILES][1][0], strict=True))
    known: dict[str, list[Mapping[str, Any]]] = {name: [{**row, "entity": name}] for name in names}
    known[names[-1]] = known[names[-1]] + known[names[-1]]
    gathering = items.Gathering(drawn.case(), clean)
    gathering.profiles = known
    chapter = profiles.tell(gathering)
    assert chapter is not None
    sheets = walk.read(str(chapter.body)).of_class("sheet")
    assert sheets[0].attributes["id"] == f"profile:{names[-1]}"
    folded = [one for one in sheets if any("rest" in held.classes for held in one.above)]
    assert len(sheets) - len(folded) == min(profiles.OPEN, len(names))


def test_numbers_of_the_matrix_lead_to_lists_of_that_length() -> None:
    (matrix,) = by_id("section:standing").of_class("matrix")
    cells = matrix.of_class("trail")
    assert len(cells) == 4
    for one in cells:
        assert len(by_id(one.attributes["href"][1:]).of_tag("li")) == int(one.text())
    (surer, less) = by_id("section:standing").of_class("differing")
    assert "#r-jda-lnmo" in links(surer)
    assert "#policy:status/nobody" in links(surer)
    assert "#nichia-spinel" in links(less)


def test_the_matrix_needs_a_text_that_calls_something_established() -> None:
    held = drawn.case(lambda column, cell: "" if column == standing.CALLS else cell)
    assert standing.tell(items.Gathering(held, clean)) is None
    assert by_id("table:standing/standing", walk.read(html.render(held, clean))).tag == "details"


def test_parties_still_to_be_asked_come_first() -> None:
    first, second = by_id("section:reply").of_class("parties")[0].of_tag("li")
    assert {"#lg-chem", "#reply-lg-chem"} <= set(links(first))
    assert words(second) == "no inquiry Nano One Materials Corp. named in 3 findings"


def assert_whole(top: walk.Element, names: Sequence[str]) -> None:
    """Links lead somewhere, headings skip no level, ids are unique, and the contents list these sections."""
    assert dead_links(top) == set()
    assert heading_steps(top) <= 1
    assert numbers_without_trail(top) == []
    ids = [one.attributes["id"] for one in top if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    contents = links(top.of_class("contents")[0])
    assert [f"#section:{name}" for name in names] == [one for one in contents if one[9:] in names]


def test_the_page_stays_whole() -> None:
    assert_whole(page(), NAMES)


def _without(name: str) -> compiled.Compiled:
    held = drawn.case()
    kept = [one for one in held.data["tables"] if one["analysis"] != name]
    return compiled.Compiled({**held.data, "tables": kept})


def _foreign(name: str) -> compiled.Compiled:
    held = drawn.case()
    made = [
        {**one, "columns": ["x", *one["columns"][1:]]} if one["analysis"] == name else one
        for one in held.data["tables"]
    ]
    return compiled.Compiled({**held.data, "tables": made})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [_without, _foreign])
def test_no_chapter_without_its_table(name: str, make: Callable[[str], compiled.Compiled]) -> None:
    top = walk.read(html.render(make(name), clean))
    assert f"section:{name}" not in {one.attributes.get("id") for one in top}
    assert dead_links(top) == set()


def test_a_table_that_no_chapter_draws_is_shown_as_it_is() -> None:
    shown = {one.attributes.get("id") for one in page().of_class("table")}
    assert not shown
    foreign = walk.read(html.render(_foreign("reply"), clean))
    assert {one.attributes.get("id") for one in foreign.of_class("table")} == {"table:reply/reply"}


def _poison(word: str, *, ids: bool) -> Callable[[str, Any], Any]:
    def change(column: str, cell: Any) -> Any:
        if column in IDS and not ids:
            return cell
        if isinstance(cell, list):
            return [f"{one} {word}" for one in cell]
        return f"{cell} {word}" if isinstance(cell, str) else cell

    return change


@pytest.mark.parametrize("ids", [False, True])
@pytest.mark.parametrize("word", planted.HOSTILE)
def test_hostile_cells_stay_text(word: str, *, ids: bool) -> None:
    held = drawn.case(_poison(word, ids=ids))
    top = assert_harmless(html.render(held, clean))
    assert dead_links(top) == set()
    if not ids:
        assert {f"section:{name}" for name in NAMES} <= {one.attributes.get("id") for one in top}


def test_chapters_of_a_case_with_nothing() -> None:
    empty = compiled.Compiled({**drawn.base().data, "tables": [], "figures": [], "narrative": []})
    assert [make(items.Gathering(empty, clean)) for make in chapters.CHAPTERS] == [None] * len(
        chapters.CHAPTERS
    )


def test_a_private_claim_in_a_conflict_stays_a_stub(tmp_path: Path) -> None:
    held = cases.compile_clean(cases.write(tmp_path, {"case.yaml": test_private.CASE}))
    stub = next(name for name, one in held.records["claims"].items() if one.get("private"))
    row = ["1", "another value", "acme", "", "", "", "x", stub, "reported", ""]
    more = [row, [*row[:6], "y", "seen", *row[8:]]]
    table = {"name": "conflicts", "analysis": "conflicts", "title": "", "columns": conflicts.COLUMNS}
    made = compiled.Compiled({**held.data, "tables": [{**table, "rows": more, "records": []}]})
    text = html.render(made, clean)
    top = walk.read(text)
    assert "a private claim" in words(by_id("conflict:1", top))
    assert dead_links(top) == set()
    assert not [secret for secret in test_private.SECRETS if secret in text]

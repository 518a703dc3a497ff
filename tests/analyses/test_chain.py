"""Supply chains: what operates on a day, where it breaks, what an exclusion removes, and what came before."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cases
from wigmore.model import compiled

ENTITIES = """
case: {title: Gravel, as_of: 2025-06-30, under_test: leaflet}
sources:
  leaflet: {title: Leaflet, kind: blog, publisher: Kelsund Now}
  ledger: {title: Ledger, kind: register, publisher: Harbour office}
claims:
  whole: {says: The chain is complete., about: gravel, sources: [{source: leaflet}]}
  told: {says: The pit delivers., about: pit, sources: [{source: leaflet}]}
  entered: {says: The pit delivers., about: pit, sources: [{source: ledger}]}
entities:
  pit: {kind: plant, name: Pit, country: NO}
  quarry: {kind: plant, name: Quarry, country: SE}
  barge: {kind: company, name: Barge}
  lorry: {kind: company, name: Lorry, until: 2023-12-31}
  town: {kind: body, name: Town, country: NO}
"""
CHAIN = """
chains:
  gravel:
    on: 2025-06
    link: supplies
    levels:
      - {level: source, members: [pit, quarry]}
      - {level: haulier, members: [barge, lorry]}
      - {level: buyer, members: [town]}
    stated: {claim: whole, as: complete}
"""
RELATIONS = """
relations:
  pit-barge: {kind: supplies, from: pit, to: barge, since: 2021-03-01, basis: [entered]}
  quarry-lorry: {kind: supplies, from: quarry, to: lorry, since: 2020-01-01}
  barge-town: {kind: customer-of, from: town, to: barge, since: 2022-05-01, basis: [told]}
  lorry-town: {kind: supplies, from: lorry, to: town, since: 2019-06-01, until: 2023-06-30}
"""


def compile_with(folder: Path, relations: str, chain: str = CHAIN) -> compiled.Compiled:
    return cases.compile_clean(
        cases.write(folder, {"case.yaml": ENTITIES, "c.yaml": chain, "r.yaml": relations})
    )


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    return [
        dict(zip(table["columns"], row, strict=True))
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("chain", name)
        for row in table["rows"]
    ]


def sentences(case: compiled.Compiled) -> list[str]:
    return [one["sentence"] for one in case.findings if one["analysis"] == "chain"]


def states(case: compiled.Compiled) -> dict[str, str]:
    return {row["relation"]: row["state"] for row in rows(case, "links")}


def test_links_on_a_day(tmp_path: Path) -> None:
    """Who buys is supplied; nothing outlives its ends: the lorry was gone, whatever its link says."""
    case = compile_with(tmp_path, RELATIONS)
    assert states(case) == {
        "barge-town": "operating",
        "lorry-town": "ended",
        "pit-barge": "operating",
        "quarry-lorry": "ended",
    }
    (link,) = [row for row in rows(case, "links") if row["relation"] == "barge-town"]
    assert (link["from"], link["to"], link["from level"]) == ("barge", "town", "haulier")
    assert [row["verdict"] for row in rows(case, "gaps")] == ["one", "one"]


def test_what_nobody_dated_does_not_operate(tmp_path: Path) -> None:
    held = """
relations:
  undated: {kind: supplies, from: pit, to: barge}
  until: {kind: supplies, from: quarry, to: barge, until: 2030}
  perhaps: {kind: supplies, from: barge, to: town, since: 2025-06-15/2025-07-15}
  soon: {kind: supplies, from: barge, to: town, since: 2026}
  plan: {kind: supplies, from: barge, to: town, since: 2020, state: planned}
  dropped: {kind: supplies, from: barge, to: town, since: 2020, state: lapsed}
"""
    assert states(compile_with(tmp_path, held)) == {
        "dropped": "lapsed",
        "perhaps": "unknown",
        "plan": "planned",
        "soon": "later",
        "undated": "unknown",
        "until": "unknown",
    }
    case = compile_with(tmp_path, held)
    assert {row["verdict"] for row in rows(case, "gaps")} == {"none"}
    assert any("not known to hold by its dates" in one and "planned only" in one for one in sentences(case))


def test_what_the_text_says_stands_beside_the_gaps(tmp_path: Path) -> None:
    said = sentences(compile_with(tmp_path, RELATIONS))
    assert any("(“complete”); every step has a link that operates on 2025-06" in one for one in said)
    fewer = RELATIONS.replace("since: 2022-05-01, basis", "state: planned, basis")
    said = sentences(compile_with(tmp_path, fewer))
    assert any("1 of 2 steps are without a link known to operate on 2025-06" in one for one in said)
    assert any("no link is known to operate from haulier to buyer (planned only)" in one for one in said)


def test_a_link_on_the_word_of_the_text_alone_is_told(tmp_path: Path) -> None:
    """`told` is the leaflet's word, `entered` that of the ledger."""
    (found,) = [one for one in sentences(compile_with(tmp_path, RELATIONS)) if "says so" in one]
    assert "Town customer of Barge" in found
    assert "Pit supplies" not in found


def test_a_link_without_a_claim_is_told_apart(tmp_path: Path) -> None:
    bare = RELATIONS.replace(", basis: [entered]", "")
    (found,) = [one for one in sentences(compile_with(tmp_path, bare)) if "no claim of the case" in one]
    assert "Pit supplies Barge” counts as operating" in found
    assert "Town" not in found


def test_what_may_have_begun_or_ended_is_not_told_as_begun_or_ended(tmp_path: Path) -> None:
    """The quarry may have delivered before 2020; whether the pit still does in June 2025 nobody tells."""
    held = """
relations:
  pit-barge: {kind: supplies, from: pit, to: barge, since: 2020-01-01, until: 2025}
  quarry-barge: {kind: supplies, from: quarry, to: barge, since: 2020}
"""
    (found,) = [one for one in sentences(compile_with(tmp_path, held)) if "the first day on which" in one]
    assert "since then may have held before, and certainly does now: “Quarry supplies Barge”" in found
    assert "may have ended: “Pit supplies Barge”" in found


def test_others_that_may_deliver_are_told_beside_a_single_supplier(tmp_path: Path) -> None:
    held = RELATIONS + "  quarry-barge: {kind: supplies, from: quarry, to: barge}\n"
    (found,) = [one for one in sentences(compile_with(tmp_path, held)) if "from source to haulier" in one]
    assert found.endswith("“Pit”; of 1 more it is not known whether they deliver.")


def test_a_claim_of_a_whole_chain_is_not_contradicted_by_one(tmp_path: Path) -> None:
    fewer = RELATIONS.replace("since: 2022-05-01, basis", "state: planned, basis")
    for relations, against in ((RELATIONS, []), (fewer, ["whole"])):
        case = compile_with(tmp_path, relations)
        (found,) = [one for one in case.findings if "The text under test says of" in one["sentence"]]
        assert list(found["against"]) == against


def test_a_year_that_no_day_can_be_written_of(tmp_path: Path) -> None:
    case = compile_with(tmp_path, RELATIONS, CHAIN.replace("2025-06", "Y20000"))
    assert rows(case, "years")[-1]["day"] == "Y20000"
    late = "\nrelations:\n  pit-barge: {kind: supplies, from: pit, to: barge, since: Y20000}\n"
    assert rows(compile_with(tmp_path, late), "years") == []


def test_how_it_came_about(tmp_path: Path) -> None:
    """By hand: in 2019 the lorry links one step, from 2020 on both; from 2022 on the barge does so, too."""
    case = compile_with(tmp_path, RELATIONS)
    by_day = {row["day"]: row["linked"] for row in rows(case, "years")}
    assert by_day == {
        "2019-12-31": 1,
        "2020-12-31": 2,
        "2021-12-31": 2,
        "2022-12-31": 2,
        "2023-12-31": 2,
        "2024-12-31": 2,
        "2025-06": 2,
    }
    (found,) = [one for one in sentences(case) if "the first day on which" in one]
    assert found.startswith(
        "“gravel”: on 2019-06-01, the first day on which a link certainly held, 1 of 2 steps"
    )
    assert "begun: " in found
    assert "ended: " in found


def test_what_an_exclusion_removes(tmp_path: Path) -> None:
    case = compile_with(tmp_path, RELATIONS)
    found = {row["entity"]: row for row in rows(case, "exclusions")}
    assert found["barge"]["levels cut off"] == "source and haulier"
    assert found["barge"]["share of ways"] == 1.0
    assert found["lorry"]["share of ways"] == 0.0
    assert any(
        "only supplier known to operate is “Pit”: without it “source” would be" in one
        for one in sentences(case)
    )


def test_links_past_a_level_and_against_the_order(tmp_path: Path) -> None:
    held = """
relations:
  past: {kind: supplies, from: pit, to: town, since: 2020}
  back: {kind: supplies, from: town, to: barge, since: 2020}
"""
    case = compile_with(tmp_path, held)
    assert {row["relation"]: row["step"] for row in rows(case, "links")} == {"past": "skips", "back": "back"}
    assert [row["verdict"] for row in rows(case, "gaps")] == ["none", "none"]
    said = sentences(case)
    assert any("leads past a level" in one for one in said)
    assert any("leads against the order of the levels" in one for one in said)
    assert {row["share of ways"] for row in rows(case, "exclusions") if row["entity"] == "pit"} == {1.0}


def test_countries_that_nobody_entered_are_unknown(tmp_path: Path) -> None:
    (found,) = [one for one in sentences(compile_with(tmp_path, RELATIONS)) if one.startswith("Countries")]
    assert found == "Countries in “gravel”, level by level: source: NO, SE; haulier: unknown; buyer: NO."


def test_a_day_to_come_is_told(tmp_path: Path) -> None:
    case = compile_with(tmp_path, RELATIONS, CHAIN.replace("2025-06", "2027"))
    assert any("is drawn for 2027, after the day of the case" in one for one in sentences(case))


def test_an_empty_level_and_a_single_one(tmp_path: Path) -> None:
    chain = """
chains:
  gravel:
    link: supplies
    levels: [{level: source, members: pit}, {level: nobody}, {level: buyer, members: town}]
  short: {link: supplies, levels: [{level: source, members: pit}]}
"""
    case = compile_with(tmp_path, RELATIONS, chain)
    assert [row["verdict"] for row in rows(case, "gaps")] == ["none", "none"]
    assert any("nobody: no member" in one for one in sentences(case))
    assert not any(row["chain"] == "short" for row in rows(case, "gaps"))


LINES = RELATIONS.strip().splitlines()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(LINES[1:]))
def test_the_order_of_records_changes_nothing(tmp_path: Path, order: list[str]) -> None:
    one = compile_with(tmp_path, "\n".join([LINES[0], *order]))
    other = compile_with(tmp_path, RELATIONS)
    assert sentences(one) == sentences(other)
    for name in ("levels", "links", "gaps", "exclusions", "years", "drawing"):
        assert rows(one, name) == rows(other, name)


@pytest.mark.parametrize("form", ["wide", "tall"])
def test_nothing_is_drawn_outside_or_over_one_another(form: str, tmp_path: Path) -> None:
    parts = [row for row in rows(compile_with(tmp_path, RELATIONS), "drawing") if row["form"] == form]
    (size,) = [row for row in parts if row["part"] == "size"]
    boxes = [row for row in parts if row["part"] in ("node", "slot", "level")]
    for row in boxes:
        assert row["x"] >= 0
        assert row["x"] + row["width"] <= size["width"]
        assert row["y"] + row["height"] <= size["height"]
    for one in boxes:
        for other in boxes:
            if one is not other:
                apart = (
                    one["x"] + one["width"] <= other["x"]
                    or other["x"] + other["width"] <= one["x"]
                    or one["y"] + one["height"] <= other["y"]
                    or other["y"] + other["height"] <= one["y"]
                )
                assert apart, (one, other)

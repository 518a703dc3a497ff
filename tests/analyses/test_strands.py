"""Strands: what shares a word or an actor counts once, and what was selected does not count."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import cases
from wigmore.analyses import strand
from wigmore.kit import frozen
from wigmore.model import compiled

CASE = """
case: {title: Quarry, as_of: 2025-06-30, under_test: leaflet}
sources:
  leaflet: {title: Leaflet, kind: blog, publisher: Kelsund Now, published: 2025-01-01}
  minutes: {title: Minutes, kind: register, publisher: Council, published: 2024-01-01}
  diary: {title: Diary, kind: letter, publisher: Sorge, published: 2024-01-01}
  paper: {title: Paper, kind: news, publisher: Gazette, published: 2024-01-01}
  wire: {title: Wire, kind: news, publisher: Gazette, published: 2024-02-01}
entities:
  mayor: {kind: person, name: The mayor}
  firm: {kind: company, name: The firm}
  broker: {kind: person, name: The broker}
  hall: {kind: place, name: The hall}
claims:
  stated-so: {says: The mayor knew the firm., about: [mayor, firm], sources: [{source: leaflet}]}
  c-minutes: {says: They met., about: mayor, sources: [{source: minutes}]}
  c-diary: {says: They dined., about: dinner, sources: [{source: diary}]}
  c-paper: {says: They rowed., about: rowing, sources: [{source: paper}]}
  c-wire: {says: They rode., about: mayor, sources: [{source: wire}]}
  c-leaflet: {says: They winked., about: mayor, sources: [{source: leaflet}]}
events:
  dinner: {kind: meeting, title: A dinner, date: 2023-05-01, who: {guest: [mayor, broker]}, basis: c-diary}
  rowing:
    {kind: meeting, title: A regatta, date: 2023-06-01, who: {guest: [firm, broker, hall]}, basis: c-paper}
questions:
  knew:
    asks: Did the mayor know the firm?
    answers: {knew: She did}
    residual: She did not
    prior: {knew: 0.5, none: rest}
    favourite: {answer: knew, since: 2025-03-01}
    stated: {knew: {claim: stated-so, as: beyond doubt}}
"""
ITEMS = {
    "by-minutes": "rests_on: c-minutes, declared: 2025-01-01",
    "by-diary": "rests_on: dinner, declared: 2025-01-01",
    "by-paper": "rests_on: rowing, declared: 2025-01-01",
    "by-wire": "rests_on: c-wire, declared: 2025-04-01",
    "by-leaflet": "rests_on: c-leaflet",
}


def weighed(*names: str, likelihood: str = "{knew: 0.8, none: 0.2}") -> str:
    lines = [f"  {name}: {{on: knew, {ITEMS[name]}, likelihood: {likelihood}}}" for name in names]
    return "\n".join(["evidence:", *lines, ""])


def compile_with(folder: Path, more: str, case: str = CASE) -> compiled.Compiled:
    return cases.compile_clean(cases.write(folder, {"case.yaml": case, "more.yaml": more}))


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    return [
        dict(zip(table["columns"], row, strict=True))
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("strands", name)
        for row in table["rows"]
    ]


def counts(case: compiled.Compiled) -> list[int]:
    return [row["left"] for row in rows(case, "counts")]


def sentence(case: compiled.Compiled) -> str:
    (found,) = [one["sentence"] for one in case.findings if one["analysis"] == "strands"]
    return str(found)


def test_each_step_by_hand(tmp_path: Path) -> None:
    """Five; paper and wire are of one publisher: four; diary and paper have the broker: three.

    The wire was chosen late, and stays in the group of the paper; the leaflet vouches for itself: two.
    """
    case = compile_with(tmp_path, weighed(*ITEMS))
    assert counts(case) == [5, 4, 3, 2]
    assert sentence(case) == (
        "Of 5 strands put forward for “She did”, an answer to “Did the mayor know the firm?”, 4 remain where "
        "those with a shared document or speaker are taken together, 3 where those with a shared actor are, "
        "and 2 where what was chosen with a favourite in view, or rests on the text under test, is taken out;"
        " of 1 it is not known when they were chosen. The text under test calls the answer “beyond doubt”."
    )
    why = [row["why"] for row in rows(case, "counts")]
    assert why[1] == "Gazette in 2"
    assert why[2] == "The broker in 2"


def test_neither_places_nor_the_parties_of_the_question_join(tmp_path: Path) -> None:
    """Mayor and firm are whom the question is about, by the claim that states it; the hall does not act."""
    case = compile_with(tmp_path, weighed("by-minutes", "by-diary"))
    assert counts(case) == [2, 2, 2, 2]
    held = {row["item"]: row["actors"] for row in rows(case, "strands")}
    assert held == {"by-diary": ["broker"], "by-minutes": []}


def test_what_speaks_against_is_no_strand(tmp_path: Path) -> None:
    case = compile_with(tmp_path, weighed("by-minutes", likelihood="{knew: 0.2, none: 0.8}"))
    assert counts(case) == [0, 0, 0, 0]
    assert sentence(case).startswith("Nothing that is weighed speaks for “She did”")


def test_without_a_favourite_nothing_is_late(tmp_path: Path) -> None:
    case = CASE.replace("    favourite: {answer: knew, since: 2025-03-01}\n", "")
    found = compile_with(tmp_path, weighed("by-wire"), case)
    assert [row["chosen"] for row in rows(found, "strands")] == ["no favourite"]
    assert counts(found) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("declared", "chosen"),
    [("2025-02-28", "before"), ("2025-03-01", "after"), ("2025", "unknown"), (None, "unknown")],
)
def test_when_a_strand_was_chosen(declared: str | None, chosen: str, tmp_path: Path) -> None:
    written = ITEMS["by-wire"].partition(",")[0] + (f", declared: {declared}" if declared else "")
    more = f"evidence:\n  e: {{on: knew, {written}, likelihood: {{knew: 0.8, none: 0.2}}}}\n"
    assert [row["chosen"] for row in rows(compile_with(tmp_path, more), "strands")] == [chosen]


def test_in_the_month_of_the_favourite_nobody_knows_what_came_first(tmp_path: Path) -> None:
    case = CASE.replace("since: 2025-03-01", "since: 2025-03")
    for declared, chosen in (("2025-03-05", "unknown"), ("2025-03-31", "after"), ("2025-02", "before")):
        written = ITEMS["by-wire"].partition(",")[0] + f", declared: {declared}"
        more = f"evidence:\n  e: {{on: knew, {written}, likelihood: {{knew: 0.8, none: 0.2}}}}\n"
        assert [row["chosen"] for row in rows(compile_with(tmp_path, more, case), "strands")] == [chosen]


def test_a_coincidence_put_forward_is_a_strand(tmp_path: Path) -> None:
    """It rests on the claims behind its events, and shares diary and broker with what is weighed."""
    more = """
coincidences:
  same-weeks:
    asks: Do dinner and regatta lie close?
    left: {events: {who: mayor}}
    right: {events: {who: firm}}
    for: knew.knew
    declared: 2025-05-01
"""
    case = compile_with(tmp_path, weighed("by-minutes", "by-diary") + more)
    assert counts(case) == [3, 2, 2, 2]
    (row,) = [row for row in rows(case, "strands") if row["kind"] == "coincidence"]
    assert (row["item"], row["decibans"], row["chosen"], row["left"]) == ("same-weeks", "", "after", "no")
    assert row["voices"] == "Gazette; Sorge"


def test_a_case_without_a_stated_answer_has_no_strands(tmp_path: Path) -> None:
    case = CASE[: CASE.index("    favourite:")]
    assert rows(compile_with(tmp_path, weighed("by-minutes"), case), "counts") == []


def test_a_private_voice_is_not_named(tmp_path: Path) -> None:
    case = CASE.replace("kind: letter, publisher: Sorge", "kind: letter, publisher: Sorge, private: yes")
    case = case.replace("sources: [{source: diary}]", "sources: [{source: diary}], private: yes")
    found = compile_with(tmp_path, weighed("by-diary", "by-paper"), case)
    assert "Sorge" not in str(found.data["tables"])
    assert "Diary" not in str(found.data["tables"])


# --- laws ---------------------------------------------------------------------------------------------------


def made(name: str, vouching: Mapping[str, str], actors: Mapping[str, str], *, is_out: bool) -> strand.Strand:
    return strand.Strand(
        id=name,
        kind="evidence",
        label=name,
        decibans=1.0,
        claims=(),
        vouching=frozen.FrozenDict(vouching),
        voices=(),
        actors=frozen.FrozenDict(actors),
        declared=None,
        chosen=strand.AFTER if is_out else strand.BEFORE,
        of_test=False,
    )


MARKS = st.frozensets(st.sampled_from("uvwxyz"), max_size=2)


@st.composite
def held(draw: st.DrawFn) -> list[strand.Strand]:
    return [
        made(
            f"s{number}",
            {one: one for one in draw(MARKS)},
            {one: one for one in draw(MARKS)},
            is_out=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


def merged(one: strand.Strand, old: str, new: str) -> strand.Strand:
    """The strand where one voice turns out to be another."""
    vouching = {new if key == old else key: name for key, name in one.vouching.items()}
    return made(one.id, vouching, one.actors, is_out=one.is_out)


@given(held())
def test_no_step_raises_the_count(some: list[strand.Strand]) -> None:
    found = strand.counted(some).counts
    assert list(found) == sorted(found, reverse=True)


@given(held(), st.sampled_from("uvwxyz"), st.sampled_from("uvwxyz"))
def test_merging_voices_never_raises_the_count(some: list[strand.Strand], old: str, new: str) -> None:
    before = strand.counted(some).counts
    after = strand.counted([merged(one, old, new) for one in some]).counts
    assert all(now <= then for now, then in zip(after, before, strict=True))


@given(held(), st.integers(0, 6))
def test_taking_one_more_out_never_raises_the_count(some: list[strand.Strand], place: int) -> None:
    fewer = [
        made(one.id, one.vouching, one.actors, is_out=True) if number == place else one
        for number, one in enumerate(some)
    ]
    assert strand.counted(fewer).counts[3] <= strand.counted(some).counts[3]


@given(held().flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_strands_changes_nothing(pair: tuple[list[strand.Strand], list[strand.Strand]]) -> None:
    one, other = (strand.counted(some) for some in pair)
    assert (one.by_voice, one.by_actor, one.left) == (other.by_voice, other.by_actor, other.left)

"""Company: levels by the deepest shared event, ceilings by hand, and what nobody could confirm."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.model import compiled

HEAD = """
case: {title: Were they together?, as_of: 2026-01-31, under_test: tested, pairs: {ada: [bob]}}
properties: {participants: {of: [mission, session, table, meeting], unit: people, single: yes}}
entities:
  ada: {kind: company, name: Ada Works}
  bob: {kind: company, name: Bob Chemicals}
  cyd: {kind: company, name: Cyd Trading}
  dan: {kind: person, name: Dan}
  eve: {kind: person, name: Eve}
  hall: {kind: place, name: The hall}
  late: {kind: company, name: Late Ltd., from: 2025-06-01}
sources:
  tested: {title: The report, kind: report, publisher: Nobody, published: 2025-12-01}
  paper: {title: The paper, kind: news, publisher: Paper, published: 2025-12-01}
claims:
  told: {says: They were there., sources: [{source: tested}]}
  seen: {says: They were there., sources: [{source: paper}]}
"""
MANY = """  many:
    says: There were 400.
    about: fair
    property: participants
    value: 400 people
    sources: [{source: paper}]
"""
MISSION = """
events:
  fair: {kind: mission, title: The fair, date: 2025-03, basis: seen, who: {lead: dan, host: hall}}
  morning: {kind: session, title: The morning, part_of: fair, basis: told, who: {guest: [ada]}}
  evening: {kind: session, title: The evening, part_of: fair, who: {guest: [bob, cyd]}}
  dinner: {kind: table, title: The dinner, date: 2025-03-02, part_of: evening, who: {guest: [bob, cyd]}}
  other: {kind: meeting, title: Another, date: 2025-05-01, who: {party: [cyd, dan, eve]}}
"""


def compile_with(folder: Path, events: str, head: str = HEAD) -> compiled.Compiled:
    return cases.compile_clean(cases.write(folder, {"case.yaml": head + events}))


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    """The rows of a table of company, by column."""
    return [
        dict(zip(table["columns"], row, strict=True))
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("company", name)
        for row in table["rows"]
    ]


def sentences(case: compiled.Compiled) -> str:
    return "\n".join(one["sentence"] for one in case.findings if one["analysis"] == "company")


def shared(case: compiled.Compiled, one: str, other: str) -> list[tuple[str, str]]:
    return [
        (row["event"], row["level"])
        for row in rows(case, "shared")
        if {row["entity"], row["other"]} == {one, other}
    ]


def test_two_in_different_sessions_shared_the_programme_only(tmp_path: Path) -> None:
    case = compile_with(tmp_path, MISSION)
    assert shared(case, "ada", "bob") == [("fair", "programme")]
    assert shared(case, "bob", "cyd") == [("dinner", "table")]
    assert "“Ada Works” at “The morning” alone, “Bob Chemicals” at “The dinner” and “The evening” alone" in (
        sentences(case)
    )


def test_two_at_different_tables_of_a_meeting_shared_a_session(tmp_path: Path) -> None:
    """A meeting would be closest of all; who sat at two tables of it met no closer than in a session."""
    events = """
events:
  congress: {kind: meeting, title: The congress, date: 2025-03}
  first: {kind: table, title: First, date: 2025-03, part_of: congress, who: {guest: [ada]}}
  second: {kind: table, title: Second, date: 2025-03, part_of: congress, who: {guest: [bob]}}
"""
    assert shared(compile_with(tmp_path, events), "ada", "bob") == [("congress", "session")]


def test_a_mission_is_counted_once_whatever_its_parts(tmp_path: Path) -> None:
    (row,) = [row for row in rows(compile_with(tmp_path, MISSION), "pairs") if row["chosen"]]
    assert (row["shared"], row["all events"]) == (1, 2)


def test_places_attend_nothing(tmp_path: Path) -> None:
    assert "hall" not in {row["entity"] for row in rows(compile_with(tmp_path, MISSION), "attendance")}


def test_ceiling_and_ratio_by_hand(tmp_path: Path) -> None:
    """Two events, each with its own two: every cell is 1/2, both are there with 1/4: (1/4 + 3/8) / (1/4)."""
    events = """
events:
  a: {kind: meeting, title: A, date: 2025-03, who: {party: [ada, bob]}}
  b: {kind: meeting, title: B, date: 2025-04, who: {party: [cyd, dan]}}
"""
    case = compile_with(tmp_path, events)
    row = next(row for row in rows(case, "shared") if row["entity"] == "ada")
    assert row["expected"] == pytest.approx(0.25)
    assert row["ratio"] == pytest.approx(2.5)
    assert row["ceiling"] == pytest.approx(4)
    (pair,) = [row for row in rows(case, "pairs") if row["chosen"]]
    assert pair["p hypergeometric"] == pytest.approx(1 / 2)
    assert pair["p BiCM"] == pytest.approx(1 - (3 / 4) ** 2, abs=1e-6)
    assert pair["pairs"] == 6


def test_a_larger_stated_size_weighs_less(tmp_path: Path) -> None:
    with_size = compile_with(tmp_path / "a", MISSION, HEAD + MANY)
    unsized = compile_with(tmp_path / "b", MISSION)
    held = [
        next(row for row in rows(case, "shared") if (row["entity"], row["other"]) == ("ada", "bob"))
        for case in (with_size, unsized)
    ]
    assert held[0]["size"] == 400
    assert held[0]["ratio"] < held[1]["ratio"] <= held[1]["ceiling"]


def test_what_is_unknown_is_said_and_not_taken_for_absence(tmp_path: Path) -> None:
    events = "events:\n  fair: {kind: mission, title: The fair, date: 2025-03, who: {guest: [ada, cyd]}}\n"
    told = sentences(compile_with(tmp_path, events, HEAD + MANY))
    assert "Nobody says whether “Bob Chemicals” was at “The fair”, with “Ada Works”: 2 of 400 are" in told


def test_who_was_not_founded_is_not_called_unknown(tmp_path: Path) -> None:
    events = "events:\n  fair: {kind: mission, title: The fair, date: 2025-03, who: {guest: [ada, cyd]}}\n"
    case = compile_with(tmp_path, events, HEAD.replace("pairs: {ada: [bob]}", "pairs: {ada: [late]}") + MANY)
    assert "Nobody says whether" not in sentences(case)
    (row,) = [row for row in rows(case, "pairs") if row["chosen"]]
    assert row["all events"] == 0


def test_the_word_of_the_text_under_test_alone_is_counted(tmp_path: Path) -> None:
    """The only shared event rests on it, until the paper says so too."""
    events = "events: {talk: {kind: meeting, title: Talk, basis: BASIS, who: {party: [ada, bob]}}}\n"
    alone = sentences(compile_with(tmp_path / "a", events.replace("BASIS", "told")))
    both = sentences(compile_with(tmp_path / "b", events.replace("BASIS", "[told, seen]")))
    assert "1 of the shared events on the word of the text under test alone" in alone
    assert "of the shared events on the word" not in both


def test_what_could_be_weighed_can_be_pasted(tmp_path: Path) -> None:
    events = """
events:
  a: {kind: meeting, title: A, date: 2025-03, who: {party: [ada, bob]}}
  b: {kind: meeting, title: B, date: 2025-04, who: {party: [cyd, dan]}}
"""
    (row,) = rows(compile_with(tmp_path, events), "paste")
    assert row["ratio"] == pytest.approx((0.4375 + 0.5 * 0.5625) / 0.4375, abs=1e-4)
    # A meeting weighs ten at most, and what chance gives in 0.4375 of all cases not more than 1 / 0.4375.
    assert row["ceiling"] == pytest.approx(1 / 0.4375, abs=1e-4)
    assert "ada-bob-weighed:" in row["yaml"]


def test_where_chance_explains_all_there_is_nothing_to_weigh(tmp_path: Path) -> None:
    events = "events:\n  a: {kind: meeting, title: A, date: 2025-03, who: {party: [ada, bob]}}\n"
    assert rows(compile_with(tmp_path, events), "paste") == []


def test_a_link_that_always_brings_two_together_leaves_room(tmp_path: Path) -> None:
    events = """
events:
  a: {kind: meeting, title: A, date: 2025-03, who: {party: [ada, bob]}}
  b: {kind: meeting, title: B, date: 2025-04, who: {party: [cyd, dan]}}
"""
    head = HEAD.replace(
        "pairs: {ada: [bob]}",
        "pairs: {ada: [bob]}, policy: {company-levels: {meeting: {link: 1.0, why: a}}}",
    )
    (row,) = rows(compile_with(tmp_path, events, head), "paste")
    assert row["ratio"] == pytest.approx(0.9999 / 0.4375, abs=1e-4)
    assert "an-answer: 0.9999" in row["yaml"]


def test_a_case_overrides_how_close_a_session_is(tmp_path: Path) -> None:
    head = HEAD.replace(
        "pairs: {ada: [bob]}",
        "pairs: {ada: [bob]}, policy: {company-levels: {table: {words: 'table, meeting', why: a}, "
        "meeting: {words: communication, why: b}}}",
    )
    events = "events:\n  a: {kind: meeting, title: A, date: 2025-03, who: {party: [ada, bob]}}\n"
    assert shared(compile_with(tmp_path, events, head), "ada", "bob") == [("a", "table")]


def test_a_case_without_such_events_says_nothing(tmp_path: Path) -> None:
    case = compile_with(
        tmp_path, "events:\n  a: {kind: sale, title: A, date: 2025-03, who: {buyer: [ada]}}\n"
    )
    assert (sentences(case), rows(case, "pairs")) == ("", [])

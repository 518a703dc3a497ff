"""Laws of company: what makes no pair more remarkable, what is neither in nor out, and what bias does."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import cases
from wigmore.model import compiled

PEOPLE = ("ada", "bob", "cyd", "dan")
EVENTS = st.lists(st.sets(st.sampled_from(PEOPLE), min_size=1), min_size=1, max_size=6)
SETTINGS = settings(max_examples=12, deadline=None)


def built(events: list[str], folder: Path | None = None) -> compiled.Compiled:
    """A case with these lines of events, in which the tie of ada and bob is looked for."""
    people = "".join(f"  {name}: {{kind: person, name: {name.title()}}}\n" for name in (*PEOPLE, "eve"))
    files = {
        "case.yaml": "case: {title: T, as_of: 2026-01-31, pairs: {ada: [bob]}}\n",
        "c.yaml": f"entities:\n{people}events:\n" + "".join(events),
    }
    if folder is not None:
        return cases.compile_clean(cases.write(folder, files))
    with TemporaryDirectory() as made:
        return cases.compile_clean(cases.write(Path(made), files))


def line(number: int | str, who: set[str], more: str = "") -> str:
    """An event with these participants."""
    there = f", who: {{participant: [{', '.join(sorted(who))}]}}" if who else ""
    return f"  e{number}: {{kind: meeting, title: Event {number}, date: 2025-01{there}{more}}}\n"


def lines(events: list[set[str]]) -> list[str]:
    return [line(number, who) for number, who in enumerate(events)]


def pairs(case: compiled.Compiled) -> dict[frozenset[str], dict[str, Any]]:
    """The rows of the table of pairs."""
    for table in case.data["tables"]:
        if (table["analysis"], table["name"]) == ("company", "pairs"):
            rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
            return {frozenset((row["entity"], row["other"])): row for row in rows}
    return {}


def looked_at(events: list[str]) -> dict[str, Any]:
    return pairs(built(events))[frozenset(("ada", "bob"))]


@SETTINGS
@given(EVENTS)
def test_who_is_at_every_event_makes_no_pair_more_remarkable(events: list[set[str]]) -> None:
    """Of the p of a pair by itself; the corrected one also hangs on how many other pairs are remarkable."""
    before, after = pairs(built(lines(events))), pairs(built(lines([{*one, "eve"} for one in events])))
    for pair, row in before.items():
        for column in ("p hypergeometric", "p BiCM"):
            assert after[pair][column] >= row[column] - 2e-6


@SETTINGS
@given(EVENTS)
def test_an_event_without_the_pair_never_raises_their_p(events: list[set[str]]) -> None:
    before, after = looked_at(lines(events)), looked_at(lines([*events, {"cyd"}]))
    assert after["p hypergeometric"] <= before["p hypergeometric"]


@SETTINGS
@given(EVENTS)
def test_one_more_joint_event_raises_the_bias_that_is_printed(events: list[set[str]]) -> None:
    """Found by searching for joint events alone: the share of joint ones grows, or is all of them already."""
    before, after = looked_at(lines(events)), looked_at(lines([*events, {"ada", "bob"}]))
    assert after["shared"] == before["shared"] + 1
    assert after["bias"] > before["bias"] or before["bias"] == after["bias"] == 1


@SETTINGS
@given(EVENTS)
def test_an_event_of_which_nobody_is_known_is_neither_in_nor_out(events: list[set[str]]) -> None:
    assert pairs(built(lines(events))) == pairs(built([*lines(events), line("x", set())]))


@SETTINGS
@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_changes_nothing(events: list[set[str]], random: Any) -> None:
    made = lines(events)
    mixed = random.sample(made, len(made))
    assert built(made).data["tables"] == built(mixed).data["tables"]


@pytest.mark.parametrize("state", ["planned", "lapsed"])
def test_what_did_not_happen_counts_for_nobody(state: str) -> None:
    events = [line(1, {"ada", "bob"}), line(2, {"cyd"})]
    more = line(3, {"ada", "bob"}, f", state: {state}")
    assert looked_at(events) == looked_at([*events, more])

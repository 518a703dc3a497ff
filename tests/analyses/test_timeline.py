"""The figure of a timeline: what is certain, possible, open and unknown of a time; lanes; rows; far years."""

import itertools
from collections.abc import Mapping
from typing import Any

import pytest

from wigmore.analyses import timeline, timeline_spec
from wigmore.kit import edtf

DAY = timeline.DAY
NAMES = {"x": "Company X", "y": "Company Y"}


def bar(date: str, *who: str, event: str = "", state: str = "happened", title: str = "") -> timeline.Bar:
    held = edtf.parse(date)
    low, high = held.padded(edtf.Padding(approximate=1, uncertain=1))
    return timeline.Bar(
        event=event or date,
        title=title or f"What was on {date}",
        date=date,
        start=(low, held.start_bounds[1]),
        end=(held.end_bounds[0], high),
        is_interval=held.is_interval,
        state=state,
        kind="meeting",
        matter="",
        who=who,
        topics=(),
        status="reported",
    )


def specification(
    *bars: timeline.Bar, names: Mapping[str, str] = NAMES, day: Any = None
) -> Mapping[str, Any]:
    made = timeline.figure(bars, names, day)
    assert made is not None
    return made.specification


def mark(date: str) -> dict[str, Any]:
    (row,) = specification(bar(date))["datasets"]["marks"]
    return dict(row)


def days(row: Mapping[str, Any]) -> list[str]:
    return [edtf.show_day(edtf.day_of(row[key] // DAY + timeline.EPOCH)) for key in "abcd"]


@pytest.mark.parametrize(
    ("date", "form", "shown"),
    [
        ("1847-05-15", "day", ["1847-05-15", "1847-05-15", "1847-05-16", "1847-05-16"]),
        ("1847-05", "span", ["1847-05-01", "1847-05-01", "1847-06-01", "1847-06-01"]),
        ("1847", "span", ["1847-01-01", "1847-01-01", "1848-01-01", "1848-01-01"]),
        ("1847-05~", "span", ["1847-04-01", "1847-05-01", "1847-06-01", "1847-07-01"]),
        ("1847-05-15?", "day", ["1847-05-14", "1847-05-15", "1847-05-16", "1847-05-17"]),
        ("1846/1848", "bar", ["1846-01-01", "1846-12-31", "1848-01-02", "1849-01-01"]),
        ("1846-05-01/1846-05-03", "bar", ["1846-05-01", "1846-05-01", "1846-05-04", "1846-05-04"]),
        ("[1846-05,1846-08]", "span", ["1846-05-01", "1846-05-01", "1846-09-01", "1846-09-01"]),
        ("-3000", "span", ["-3000-01-01", "-3000-01-01", "-2999-01-01", "-2999-01-01"]),
        ("9999-12-31", "day", ["9999-12-31", "9999-12-31", "Y10000-01-01", "Y10000-01-01"]),
    ],
)
def test_certain_core_and_possible_wings(date: str, form: str, shown: list[str]) -> None:
    row = mark(date)
    assert (row["form"], days(row)) == (form, shown)
    assert "before" not in row
    assert "after" not in row


def test_a_period_within_one_month_has_no_certain_day() -> None:
    row = mark("1846-05/1846-05")
    assert row["b"] == row["c"]
    assert row["a"] < row["b"]


def test_open_and_unknown_ends_are_told_apart() -> None:
    assert mark("1846/..")["after"] == "open"
    assert mark("1846/")["after"] == "unknown"
    assert mark("../1846")["before"] == "open"
    assert mark("/1846")["before"] == "unknown"
    held = specification(bar("1846/.."), bar("1850"))
    last = next(one["value"] for one in held["params"] if one["name"] == "t1")
    assert held["datasets"]["marks"][0]["high"] == last


def test_what_has_no_day_or_lies_too_far_off_is_not_drawn() -> None:
    assert timeline.figure([], NAMES) is None
    assert timeline.figure([bar("../.."), bar("Y170000002")], NAMES) is None
    made = timeline.figure([bar("1846"), bar("Y-170000002")], NAMES)
    assert made is not None
    assert made.records == ("1846",)


def test_events_stand_in_the_lanes_of_all_who_took_part() -> None:
    held = specification(bar("1847", "x", "y"), bar("1846", "y"), bar("1845"), bar("1848", "x", "x"))
    lanes = {one["lane"]: one for one in held["datasets"]["lanes"]}
    assert list(lanes) == ["Company Y", "Company X", "All others"]
    inside = {
        name: [row["event"] for row in held["datasets"]["marks"] if lane["top"] < row["row"] < lane["bottom"]]
        for name, lane in lanes.items()
    }
    assert inside == {"Company Y": ["1846", "1847"], "Company X": ["1847", "1848"], "All others": ["1845"]}
    assert held["height"] == lanes["All others"]["bottom"] * timeline_spec.ROW


def test_the_busiest_dozen_have_lanes() -> None:
    names = {f"n{number:02}": f"Name {number}" for number in range(20)}
    bars = [
        bar(f"18{10 + number}", f"n{number:02}", event=f"e{number}-{turn}")
        for number in range(20)
        for turn in range(1 + number)
    ]
    lanes = [one["lane"] for one in specification(*bars, names=names)["datasets"]["lanes"]]
    assert lanes == [*(f"Name {number}" for number in range(8, 20)), "All others"]


def test_labels_of_few_events_keep_apart_and_many_have_none() -> None:
    few = specification(*[bar(f"1847-05-{day:02}", "x", event=f"e{day}") for day in range(1, 8)])
    ends = {one["name"]: one["value"] for one in few["params"]}
    pixel = (ends["t1"] - ends["t0"]) // timeline_spec.WIDTH
    rows: dict[float, list[tuple[int, int]]] = {}
    for row in few["datasets"]["marks"]:
        wide = len(row["label"]) * timeline_spec.CHARACTER * pixel
        assert wide > 0
        taken = (row["at"] - wide, row["d"]) if row["side"] == "left" else (row["a"], row["at"] + wide)
        rows.setdefault(row["row"], []).append(taken)
    for held in rows.values():
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(sorted(held)))
    many = specification(*[bar(f"18{year}", "x", event=f"e{year}") for year in range(10, 90)])
    assert not any("label" in row for row in many["datasets"]["marks"])


def test_the_day_of_the_case_is_drawn_where_it_lies_near() -> None:
    near = specification(bar("1847"), bar("1849"), day=(1849, 12, 31))
    far = specification(bar("1847"), bar("1849"), day=(2026, 1, 1))
    ends = {one["name"]: one["value"] for one in far["params"]}
    assert len(near["datasets"]["days"]) == 1
    assert ends["t1"] < timeline._start((1851, 1, 1))


def test_hidden_characters_become_visible() -> None:
    held = specification(bar("1847", "x", title="before \u202eafter"), names={"x": "X \u202eY"})
    assert "\u202e" not in str(held)


def test_it_names_no_address_and_the_order_of_bars_changes_nothing() -> None:
    bars = [bar(f"18{year}", "x" if year % 2 else "y", event=f"e{year}") for year in range(20, 60)]
    assert specification(*bars) == specification(*reversed(bars))

"""The pack `shipping`: its numbers by hand, its bounds, and what the harbour's case makes of it."""

import math

import pytest

from tests import cases
from wigmore.build import pipeline
from wigmore.packs import answers, binding, checking, known, reading

PACK = known.builtin()["shipping"]
KNOT = 1852 / 3600
"""Metres a second."""


def ask(formula: str, **given: str) -> answers.Answer:
    return answers.of_formula(known.builtin(), f"shipping.{formula}", given)


def ends(answer: answers.Answer) -> tuple[float, float]:
    return answer.bounds.bounds.low, answer.bounds.bounds.high


BY_HAND: tuple[tuple[str, dict[str, str], str, float], ...] = (
    # 8,000 t over 1,950 nautical miles
    ("transport_work", {"cargo": "8000 t", "distance": "1950 nmi"}, "t*nmi", 15_600_000),
    # 1,950 / 12.5 = 156 hours
    ("days_at_sea", {"distance": "1950 nmi", "speed": "12.5 nmi/h"}, "day", 6.5),
    ("distance_sailed", {"speed": "10 nmi/h", "time": "36 h"}, "nmi", 360),
    ("needed_speed", {"distance": "480 nmi", "time": "2 days", "type": "coaster"}, "nmi/h", 10),
    ("laytime", {"cargo": "8000 t", "rate": "2000 t/day"}, "day", 4),
    # 2 * 6.5 days at sea, 4 and 3 in port
    (
        "round_trip",
        {"distance": "1950 nmi", "speed": "12.5 nmi/h", "loading": "4 day", "discharging": "3 day"},
        "day",
        20,
    ),
    # the same with 345 days of work a year: 17.25 voyages of 8,000 t
    (
        "carried_per_year",
        {
            "distance": "1950 nmi",
            "speed": "12.5 nmi/h",
            "loading": "4 day",
            "discharging": "3 day",
            "cargo": "8000 t",
        },
        "t/a",
        138_000,
    ),
    # at half the speed an eighth of the fuel a day, in twice the time
    (
        "fuel_per_day",
        {"known_fuel": "16 t/day", "known_speed": "12 nmi/h", "speed": "6 nmi/h"},
        "t/day",
        2,
    ),
    (
        "fuel_of_voyage",
        {"known_fuel": "16 t/day", "known_speed": "12 nmi/h", "speed": "6 nmi/h", "distance": "1440 nmi"},
        "t",
        20,
    ),
    ("carbon_dioxide", {"fuel_burned": "100 t", "fuel": "HFO"}, "t", 311.4),
    ("carbon_dioxide", {"fuel_burned": "100 t", "fuel": "MDO"}, "t", 320.6),
    # 20 t of light fuel oil, 63.02 t of gas, over 5,000 t and 1,440 miles
    (
        "carbon_intensity",
        {
            "known_fuel": "16 t/day",
            "known_speed": "12 nmi/h",
            "speed": "6 nmi/h",
            "distance": "1440 nmi",
            "cargo": "5000 t",
            "fuel": "LFO",
        },
        "g/(t*nmi)",
        63.02e6 / (5000 * 1440),
    ),
    # 2,000 m2 of waterline: a centimetre of sea water over it is 20 m3, 20.5 t
    ("immersion", {"waterplane": "2000 m2"}, "t/cm", 20.5),
    ("change_of_draught", {"cargo": "500 t", "immersion": "20 t/cm", "type": "coaster"}, "cm", 25),
    # 90 cm too deep, 18 t each
    (
        "cargo_at_draught",
        {"deadweight": "8200 t", "laden": "7.4 m", "allowed": "6.5 m", "immersion": "18 t/cm"},
        "t",
        8200 - 90 * 18,
    ),
    # a deeper port makes her carry no more
    (
        "cargo_at_draught",
        {"deadweight": "8200 t", "laden": "7.4 m", "allowed": "9 m", "immersion": "18 t/cm"},
        "t",
        8200,
    ),
)


@pytest.mark.parametrize(("formula", "given", "unit", "expected"), BY_HAND)
def test_numbers_by_hand(formula: str, given: dict[str, str], unit: str, expected: float) -> None:
    answer = ask(formula, **given)
    assert answer.unit == unit
    assert answer.central == pytest.approx(expected, rel=1e-9)
    low, high = ends(answer)
    assert low <= answer.central <= high


def test_every_formula_has_a_number_by_hand_or_is_a_bound_or_of_a_type() -> None:
    asked = {formula for formula, *_ in BY_HAND}
    bounds = {name for one in PACK.formulas.values() for name in (one.floor, one.ceiling) if name}
    of_type = {"cargo_of_type", "days_at_sea_of_type", "depth_of_water"}
    leaned_on = {
        held.what
        for one in PACK.formulas.values()
        for held in one.inputs.values()
        if held.source == "formula"
    }
    assert set(PACK.formulas) - asked - bounds - of_type - leaned_on == set()


@pytest.mark.parametrize("type_", PACK.tables["type"])
def test_ships_of_a_type_are_ships(type_: str) -> None:
    """No type sails faster than its hull lets it, carries nothing, or draws more than any port has."""
    hull = ask("hull_speed", type=type_)
    speed = PACK.tables["type"][type_].entries["speed"].value
    assert speed.high is not None
    assert float(speed.high) < ends(hull)[1]
    assert ends(ask("cargo_of_type", type=type_))[0] > 0
    assert 3 < ends(ask("depth_of_water", type=type_))[0] < ends(ask("depth_of_water", type=type_))[1] < 25
    assert 1 < ask("days_at_sea_of_type", type=type_, distance="500 nmi").central < 3


def test_hull_speed_is_froude_times_the_root_of_gravity_and_length() -> None:
    low, high = ends(ask("hull_speed", type="general-cargo"))
    assert low == pytest.approx(0.40 * math.sqrt(9.80665 * 90) / KNOT)
    assert high == pytest.approx(0.45 * math.sqrt(9.80665 * 160) / KNOT)


def test_a_ship_that_must_have_flown_was_not_there() -> None:
    answer = ask("needed_speed", distance="1950 nmi", time="2 days", type="general-cargo")
    assert answer.ceiling is not None
    assert ends(answer)[0] > answer.ceiling
    slow = ask("needed_speed", distance="1950 nmi", time="7 days", type="general-cargo")
    assert slow.ceiling == answer.ceiling
    assert ends(slow)[1] < answer.ceiling


def test_every_entry_says_how_it_is_known_and_since_when() -> None:
    for one in reading.entries(PACK):
        assert one.grade in ("read", "assumed"), one.path
        assert one.sources or one.grade == "assumed", one.path
        assert one.value.low is not None, one.path
        assert one.value.high is not None, one.path


def test_the_pack_leaves_no_table_or_constant_unused() -> None:
    taken = {held.what for one in PACK.formulas.values() for held in one.inputs.values()}
    columns = {name for rows in PACK.tables.values() for row in rows.values() for name in row.entries}
    assert columns | set(PACK.constants) <= taken


def test_the_harbour_asks_the_pack() -> None:
    """Each estimate of the example binds; the post on the forum would need a speed that no hull allows."""
    checked = pipeline.check(
        cases.EXAMPLES / "harbour-ownership", pipeline.Settings(), pipeline.new_cache(None)
    )
    assert checked.graph is not None
    context = checking.context(checked.graph)
    worked = {}
    for name, one in checked.graph.records.estimates.items():
        bound, faults = binding.bind(one, context)
        assert faults == ()
        assert bound is not None
        (worked[name],) = bound.combinations()
    told = {name: one.worked.shown(one.worked.central()) for name, one in worked.items()}
    assert told == {
        "fuel-of-the-voyage": pytest.approx(91),
        "fuel-at-her-pace": pytest.approx(14 * (11.6 / 12.5) ** 3 * 1950 / 11.6 / 24),
        "days-at-sea": pytest.approx(6.5),
        "could-she-be-there": pytest.approx(40.625),
    }
    possible = worked["could-she-be-there"].possible
    assert possible is not None
    assert possible.shown(possible.bounds().bounds.high) < told["could-she-be-there"]
    assert set(worked["could-she-be-there"].claims) == {"voyage-distance", "lay-elsewhere"}

"""Demand against supply by year: what holds when, what is added up, what is left open, and the laws."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import cases
from wigmore.analyses import capacity_spec
from wigmore.diagnostics import diagnostic
from wigmore.model import compiled

HEAD = """
case: {title: Gravel for the wall, as_of: 2025-06-30, under_test: leaflet}
properties:
  digging: {of: [plant], unit: t/a, single: yes, scope: [line, state, use]}
  walling: {of: [plant], unit: km/a, single: yes, scope: [line, state]}
  takes: {of: [process], unit: t/km, single: yes}
sources:
  leaflet: {title: Leaflet, kind: blog, publisher: Kelsund Now}
  ledger: {title: Ledger, kind: register, publisher: Harbour office}
entities:
  pit: {kind: plant, name: Pit}
  quarry: {kind: plant, name: Quarry}
  bank: {kind: plant, name: Gravel bank, until: 2024-12-31}
  rival: {kind: plant, name: Rival pit}
  wall: {kind: plant, name: Wall works}
  laying: {kind: process, name: Laying}
relations:
  pit-wall: {kind: supplies, from: pit, to: wall, since: 2020}
"""
CHAIN = """
chains:
  gravel:
    link: supplies
    levels:
      - {{level: gravel, members: [{members}], makes: digging}}
      - {{level: wall, members: [wall], makes: walling, needs: {needs}{more}}}
"""
WALL = {"about": "wall", "property": "walling", "value": "10 km/a", "when": "2023"}


def said(about: str, value: str, when: str = "2023", source: str = "ledger", **scope: str) -> dict[str, Any]:
    """A claim on how much somebody digs, by default from 2023 on."""
    made: dict[str, Any] = {"about": about, "property": "digging", "value": value, "sources": source}
    return {**made, **({"when": when} if when else {}), **({"scope": scope} if scope else {})}


def build(
    folder: Path,
    *some: dict[str, Any],
    members: str = "pit",
    needs: str = "100 t/km",
    more: str = "",
    wall: dict[str, Any] | None = None,
) -> compiled.Compiled:
    """A case of what is said of the pits, and of a wall that is built from what they dig."""
    claims = {}
    chain = CHAIN.replace("walling", (wall or WALL)["property"])
    for number, one in enumerate([wall or WALL, *some]):
        source, _, stance = one.get("sources", "ledger").partition(", stance: ")
        told = {"source": source, **({"stance": stance} if stance else {})}
        claims[f"c{number}"] = {"says": f"Claim {number}.", **one, "sources": [told]}
    files = {
        "case.yaml": HEAD,
        "claims.yaml": json.dumps({"claims": claims}),
        "chains.yaml": chain.format(members=members, needs=needs, more=more),
    }
    return cases.compile_clean(cases.write(folder, files))


def rows(case: compiled.Compiled, name: str, **wanted: Any) -> list[dict[str, Any]]:
    return [
        row
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("capacity", name)
        for cells in table["rows"]
        if wanted.items() <= (row := dict(zip(table["columns"], cells, strict=True))).items()
    ]


def supply(case: compiled.Compiled, year: int, state: str = "all") -> tuple[Any, Any, Any]:
    (row,) = rows(case, "years", level="gravel", year=year, side="supply", state=state)
    return row["low"], row["central"], row["high"]


def gap(case: compiled.Compiled, year: int) -> dict[str, Any]:
    (row,) = rows(case, "gaps", year=year)
    return row


def sentences(case: compiled.Compiled) -> list[str]:
    return [one["sentence"] for one in case.findings if one["analysis"] == "capacity"]


def test_a_gap_by_hand(tmp_path: Path) -> None:
    """Ten kilometres at 100 tonnes are 1,000 tonnes a year; 250 are dug, a quarter."""
    case = build(tmp_path, said("pit", "250 t/a"))
    row = gap(case, 2025)
    assert (row["demand low"], row["demand high"], row["supply high"]) == (1000, 1000, 250)
    assert (row["factor low"], row["factor high"], row["verdict"]) == (4, 4, "off by a factor")
    assert row["unit"] == "t/a"
    assert (
        "“gravel”, 2023 to 2025: “wall” needs 1,000\N{NO-BREAK SPACE}t/a of “gravel”, which can make "
        "250\N{NO-BREAK SPACE}t/a, plans included, so that the need is 4\N{NO-BREAK SPACE}times what can be "
        "made." in sentences(case)
    )


def test_ranges_and_utilisation(tmp_path: Path) -> None:
    """8 to 12 km, half to all of it made, 90 to 110 t each: from 360 to 1,320 tonnes."""
    wall = {**WALL, "value": "8-12 km/a"}
    case = build(
        tmp_path, said("pit", "100-300 t/a"), needs="90-110 t/km", more=", utilisation: 50-100 %", wall=wall
    )
    row = gap(case, 2025)
    assert (row["demand low"], row["demand central"], row["demand high"]) == (360, 750, 1320)
    assert (row["factor low"], row["factor high"]) == (1.2, 13.2)
    assert not [one for one in sentences(case) if "no utilisation" in one]


def test_without_utilisation_all_is_made_and_that_is_said(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "250 t/a"))
    assert [one for one in sentences(case) if "no utilisation is given for “wall”" in one]


def test_covered_open_and_nought(tmp_path: Path) -> None:
    """Enough is consistent; ranges that overlap say nothing; of what ended nothing is left."""
    covered = build(tmp_path / "a", said("pit", "2 kt/a"))
    assert (gap(covered, 2025)["verdict"], gap(covered, 2025)["factor high"]) == ("consistent", 0.5)
    overlapping = build(tmp_path / "b", said("pit", "500-2,000 t/a"))
    assert gap(overlapping, 2025)["verdict"] == "cannot be established"
    assert [one for one in sentences(overlapping) if "the two ranges overlap" in one]
    gone = build(tmp_path / "c", said("bank", "2 kt/a"), members="bank")
    assert (gap(gone, 2024)["verdict"], gap(gone, 2025)["verdict"]) == ("consistent", "impossible")
    assert (gap(gone, 2025)["factor low"], gap(gone, 2025)["factor high"]) == ("", "")


def test_a_hedge_without_an_upper_end_leaves_it_open(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "over 25 t/a"))
    row = gap(case, 2025)
    assert (row["supply low"], row["supply central"], row["supply high"]) == (25, "", "")
    assert (row["factor low"], row["factor high"], row["verdict"]) == ("", 40, "cannot be established")
    assert [one for one in sentences(case) if "the supply has no upper end" in one]


def test_a_later_capacity_takes_the_place_of_an_earlier(tmp_path: Path) -> None:
    """In the year of the change both hold, from the next year on the later alone."""
    case = build(tmp_path, said("pit", "100 t/a"), said("pit", "300 t/a", "2024-07"))
    assert supply(case, 2023) == (100, 100, 100)
    assert supply(case, 2024) == (100, 300, 300)
    assert supply(case, 2025) == (300, 300, 300)


def test_what_is_worse_supported_takes_no_place(tmp_path: Path) -> None:
    """The text under test alone does not do away with what the ledger says; it stands beside it."""
    case = build(tmp_path, said("pit", "100 t/a"), said("pit", "900 t/a", "2024", "leaflet"))
    assert supply(case, 2025) == (100, 100, 900)


def test_plans_are_never_added_to_what_operates(tmp_path: Path) -> None:
    """A plan for the same line is another reading of it; one for a line of its own comes on top."""
    same = said("pit", "400 t/a", "2026", state="planned")
    case = build(tmp_path / "a", said("pit", "100 t/a", state="operating"), same)
    assert supply(case, 2026, "operating") == (100, 100, 100)
    assert supply(case, 2026, "planned") == (400, 400, 400)
    assert supply(case, 2026) == (100, 400, 400)
    new = said("pit", "400 t/a", "2026", state="planned", line="new")
    case = build(tmp_path / "b", said("pit", "100 t/a", state="operating", line="old"), new)
    assert supply(case, 2026) == (500, 500, 500)
    assert [one for one in sentences(case) if "100\N{NO-BREAK SPACE}t/a operates" in one]


def test_two_uses_of_one_plant_are_not_added(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "100 t/a", use="roads"), said("pit", "120 t/a", use="walls"))
    assert supply(case, 2025) == (100, 100, 120)


def test_lines_stay_below_the_whole_that_is_told(tmp_path: Path) -> None:
    """What is said of the whole stands; what its lines come to can only raise the upper end."""
    case = build(
        tmp_path, said("pit", "100 t/a"), said("pit", "30 t/a", line="a"), said("pit", "90 t/a", line="b")
    )
    assert supply(case, 2025) == (100, 100, 120)


@pytest.mark.parametrize(
    ("state", "when", "operates", "in_all"),
    [
        ("running", "2023", (100, 100, 100), (100, 100, 100)),
        ("", "2023", (100, 100, 100), (100, 100, 100)),
        ("target", "2023", (0, 0, 0), (100, 100, 100)),
        ("never heard of", "2023", (0, 0, 0), (100, 100, 100)),
        ("goal", "2023", (0, 0, 0), (0, 0, 0)),
        ("replaced", "2023", (0, 0, 0), (0, 0, 0)),
        ("operating", "2026", (0, 0, 0), (0, 0, 0)),
        ("operating", "../2024", (0, 0, 0), (0, 0, 0)),
        ("operating", "", (100, 100, 100), (100, 100, 100)),
        ("planned", "", (0, 0, 0), (0, 0, 0)),
    ],
)
def test_states(tmp_path: Path, state: str, when: str, operates: Any, in_all: Any) -> None:
    """What each word counts as in 2025; what begins after the day of the case is no more than a plan."""
    scope = {"state": state} if state else {}
    case = build(tmp_path, said("pit", "100 t/a", when, **scope))
    assert (supply(case, 2025, "operating"), supply(case, 2025)) == (operates, in_all)


def test_a_goal_takes_nothing_away_and_an_end_does(tmp_path: Path) -> None:
    now = said("pit", "100 t/a", line="one", state="operating")
    goal = said("pit", "900 t/a", "2024", line="one", state="goal")
    assert supply(build(tmp_path / "a", dict(now), goal), 2025) == (100, 100, 100)
    ended = said("pit", "100 t/a", "2024", line="one", state="dismantled")
    assert supply(build(tmp_path / "b", dict(now), ended), 2025) == (0, 0, 0)


def test_a_plan_without_a_year_is_named(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "100 t/a"), said("pit", "5 Mt/a", "", state="planned"))
    assert [one for one in sentences(case) if "a plan that names no year counts in none" in one]


def test_a_member_of_whom_nothing_is_said_is_open_and_not_nothing(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "100 t/a"), members="pit, quarry")
    assert supply(case, 2025) == (100, "", "")
    assert gap(case, 2025)["verdict"] == "cannot be established"
    (row,) = rows(case, "suppliers", member="quarry", year=2025)
    assert (row["low"], row["high"], row["covers"]) == ("", "", "unknown")
    (told,) = [one for one in case.findings if "no claim says how much “Quarry”" in one["sentence"]]
    assert {"gravel", "quarry"} <= set(told["basis"])


def test_a_denied_capacity_does_not_count(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "9 t/a", source="ledger, stance: denies"))
    assert supply(case, 2025) == ("", "", "")


def test_who_could_supply_inside_and_outside(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "250 t/a"), said("rival", "3 kt/a"))
    (inside,) = rows(case, "suppliers", member="pit", year=2025, state="all")
    assert (inside["level"], inside["share of demand"], inside["covers"]) == ("gravel", 0.25, "part")
    (outside,) = rows(case, "suppliers", member="rival", year=2025, state="all")
    assert (outside["level"], outside["covers"]) == ("gravel (not in the chain)", "all")
    assert [
        one
        for one in sentences(case)
        if "outside the chain" in one and "“Rival pit” can make all of it" in one
    ]


def test_needs_of_a_claim_and_of_a_pack(tmp_path: Path) -> None:
    """The demand rests on the claim, or on entries of the pack, whose floor shows what nature forbids."""
    takes = {"about": "laying", "property": "takes", "value": "90-110 t/km"}
    case = build(tmp_path / "a", said("pit", "250 t/a"), takes, needs="{claim: c2}")
    assert "c2" in rows(case, "years", side="demand", year=2025, state="all")[0]["claims"]
    cells = {"about": "wall", "property": "energy-capacity", "value": "1 GWh/a", "when": "2023"}
    asked = "{pack: battery.cathode_per_gwh, with: {chemistry: LFP}}"
    case = build(tmp_path / "b", said("pit", "200 t/a"), wall=cells, needs=asked)
    row = gap(case, 2025)
    # 150 mAh/g at 3.20 V and a yield of 0.92; at best 158 mAh/g at 3.25 V and 0.97.
    assert row["demand central"] == pytest.approx(1e6 / (150 * 3.20 * 0.92), rel=1e-6)
    assert row["demand low"] == pytest.approx(1e6 / (158 * 3.25 * 0.97), rel=1e-6)
    assert row["verdict"] == "impossible"
    (told,) = [one for one in case.findings if "the least that nature allows" in one["sentence"]]
    assert any(name.startswith("pack:battery/") for name in told["basis"])


def test_several_needs_are_alternatives(tmp_path: Path) -> None:
    case = build(tmp_path, said("pit", "250 t/a"), needs="[100 t/km, 300 t/km]")
    row = gap(case, 2025)
    assert (row["demand low"], row["demand central"], row["demand high"]) == (1000, 1000, 3000)


BOTH = "{level: a, members: [pit], makes: digging}, {level: b, members: [wall], makes: walling, "


@pytest.mark.parametrize(
    ("levels", "code", "words"),
    [
        ("{level: a, members: [pit], makes: diging}", "C002", "write `digging`"),
        ("{level: a, members: [pit], makes: material}", "Q012", "name a property with a unit"),
        ("{level: a, members: [pit], makes: digging, needs: 1 t/t}", "Q012", "is the first level"),
        (
            "{level: a, members: [pit], makes: digging}, {level: b, members: [wall], needs: 1 t/km}",
            "Q012",
            "does not say what it makes",
        ),
        (
            BOTH + "needs: 1 km/t}",
            "Q012",
            "in t/km",
        ),
        (
            BOTH + "needs: {pack: batery.cathode_per_gwh}}",
            "Q007",
            "write `battery`",
        ),
        (
            BOTH + "needs: 1 t/km, utilisation: {claim: speed}}",
            "Q012",
            "no share",
        ),
        (
            BOTH + "needs: 1 t/km, utilisation: 80-95}",
            "Q012",
            "write `80-95 %`",
        ),
        (
            BOTH + "needs: {claim: mute}}",
            "C013",
            "carries no quantity",
        ),
    ],
)
def test_levels_that_do_not_fit(tmp_path: Path, levels: str, code: str, words: str) -> None:
    claims = (
        "claims:\n"
        "  speed: {says: a, about: wall, property: walling, value: 1 km/a, sources: [{source: ledger}]}\n"
        "  mute: {says: b, about: wall, sources: [{source: ledger}]}\n"
    )
    chain = f"chains:\n  gravel: {{link: supplies, levels: [{levels}]}}\n"
    built = cases.compile_folder(
        cases.write(tmp_path, {"case.yaml": HEAD, "a.yaml": claims, "b.yaml": chain})
    )
    (found,) = [one for one in built.diagnostics if one.severity is diagnostic.Severity.ERROR]
    assert found.rule.code == code
    assert words in f"{found.message} {found.help}"
    assert found.span.path == "b.yaml"


def test_a_level_before_that_makes_nothing_is_named(tmp_path: Path) -> None:
    chain = "{level: a, members: [pit]}, {level: b, members: [wall], makes: walling, needs: 1 t/km}"
    files = {"case.yaml": HEAD, "b.yaml": f"chains:\n  gravel: {{link: supplies, levels: [{chain}]}}\n"}
    case = cases.compile_clean(cases.write(tmp_path, files))
    assert [one for one in sentences(case) if "“a” does not say what it makes" in one]


def test_the_figure_counts_in_powers_of_ten_where_amounts_differ_much() -> None:
    far = [
        capacity_spec.Bar(2025, "demand", 900.0, 1000.0, None),
        capacity_spec.Bar(2025, "supply", 0.0, 5.0, 9.0),
    ]
    near = [capacity_spec.Bar(2025, "demand", 900.0, 1000.0, 1100.0)]
    scales = []
    for bars in (far, near):
        drawn = capacity_spec.specification("Gravel", "t/a", bars)
        scales.append(drawn["layer"][0]["encoding"]["x"]["scale"])
    assert scales[0]["type"] == "log"
    assert scales[0]["domain"] == [1.0, 10_000.0]
    assert "type" not in scales[1]
    assert far[0].label == "2025, asked for: 1,000 (900 or more)"


SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
AMOUNTS = st.tuples(st.integers(1, 900), st.integers(0, 900)).map(lambda ends: (ends[0], ends[0] + ends[1]))


def number(value: Any, otherwise: float) -> float:
    return otherwise if value == "" else float(value)


@SLOW
@given(first=AMOUNTS, second=st.none() | AMOUNTS)
def test_one_more_member_never_lowers_supply(first: tuple[int, int], second: tuple[int, int] | None) -> None:
    """Neither one who makes something, nor one of whom nothing is said."""
    claims = [said("pit", f"{first[0]}-{first[1]} t/a")]
    more = [] if second is None else [said("quarry", f"{second[0]}-{second[1]} t/a")]
    with tempfile.TemporaryDirectory() as name:
        alone = build(Path(name, "a"), *[dict(one) for one in claims])
        both = build(Path(name, "b"), *[dict(one) for one in (*claims, *more)], members="pit, quarry")
    before, after = supply(alone, 2025), supply(both, 2025)
    assert number(after[0], 0) >= before[0]
    assert number(after[2], float("inf")) >= before[2]


@SLOW
@given(wide=AMOUNTS, share=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_narrower_claim_never_widens_the_factor(wide: tuple[int, int], share: tuple[float, float]) -> None:
    low, high = (round(wide[0] + (wide[1] - wide[0]) * one) for one in sorted(share))
    with tempfile.TemporaryDirectory() as name:
        some = [
            gap(build(Path(name, at), said("pit", f"{one[0]}-{one[1]} t/a")), 2025)
            for at, one in (("a", wide), ("b", (low, high)))
        ]
    assert some[1]["factor low"] >= some[0]["factor low"]
    assert some[1]["factor high"] <= some[0]["factor high"]


@SLOW
@given(
    amount=st.sampled_from([100, 999, 1000, 1001, 5000]),
    units=st.tuples(st.sampled_from(["t/a", "kg/day"]), st.sampled_from(["km/a", "m/a"])),
)
def test_units_never_change_a_verdict(amount: int, units: tuple[str, str]) -> None:
    """A tonne a year is 1000/365.25 kg a day; a need that is just met is met in every unit."""
    tonnes = {"t/a": f"{amount} t/a", "kg/day": f"{amount * 1000 / 365.25:.12f} kg/day"}
    wall = {**WALL, "value": {"km/a": "10 km/a", "m/a": "10,000 m/a"}[units[1]]}
    with tempfile.TemporaryDirectory() as name:
        plain = gap(build(Path(name, "a"), said("pit", f"{amount} t/a")), 2025)
        other = gap(build(Path(name, "b"), said("pit", tonnes[units[0]]), wall=wall, needs="0.1 t/m"), 2025)
    assert plain["verdict"] == other["verdict"]
    assert plain["factor low"] == pytest.approx(other["factor low"])


@pytest.mark.parametrize(("needs", "dug"), [("~100 t/km", "500 t/a"), ("100 t/km", "~500 t/a")])
def test_a_hedge_rests_on_its_policy(tmp_path: Path, needs: str, dug: str) -> None:
    case = build(tmp_path, said("pit", dug), needs=needs)
    found = [one for one in case.data["findings"] if "which can make" in one["states"]]
    assert found
    assert all("policy:approximate/about" in one["basis"] for one in found)

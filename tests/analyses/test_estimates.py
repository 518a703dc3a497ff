"""Estimates: what comes out, against what is stated, and numbers of a source from its own."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.kit import edtf
from wigmore.model import compiled

FIXED = "\N{NO-BREAK SPACE}"
HEAD = """
case: {title: Gravel, as_of: 2026-01-31, under_test: brochure}
sources:
  brochure: {title: Brochure, kind: blog, publisher: Kelsund Now, published: 2025-03-01}
  ledger: {title: Ledger, kind: register, publisher: Harbour office, published: 2025-08-01}
entities:
  pit: {kind: plant, name: Pit}
  north: {kind: plant, name: North works}
  south: {kind: plant, name: South works}
  works: {kind: plant, name: Works}
properties:
  use: {means: gravel in a cubic metre, of: [plant], unit: t/m3}
  makes: {means: concrete in a year, of: [plant], unit: m3/a, scope: [state]}
  need: {means: gravel in a year, of: [plant], unit: t/a}
  times: {means: how many times the pit, of: [plant], unit: "1"}
  per-energy: {means: cathode in a unit of cells, of: [plant], unit: t/GWh}
  charge: {means: charge of a gram, of: [plant], unit: mAh/g}
"""


def claim(name: str, about: str, of: str, value: str, more: str = "", *, by: str = "brochure") -> str:
    """A claim as a line of a case."""
    return (
        f"  {name}: {{says: {name} says so., about: {about}, property: {of}, value: '{value}'{more}, "
        f"sources: [{{source: {by}}}]}}\n"
    )


CLAIMS = "claims:\n" + "".join(
    (
        claim("north-makes", "north", "makes", "30000 m3/a", ", when: 2026-12"),
        claim("south-makes", "south", "makes", "5000 m3/a"),
        claim("in-concrete", "works", "use", "1.5 t/m3"),
        claim("now", "pit", "capacity", "200 t/a", ", when: 2025, scope: {state: operating}"),
        claim("plan", "pit", "capacity", "800 t/a", ", when: 2027, scope: {state: planned}"),
        claim("old", "pit", "capacity", "2400 t/a", ", when: 2012, scope: {state: replaced}"),
    )
)
ESTIMATE = """
estimates:
  gap:
    asks: How many times the gravel of the pit is needed?
    formula: (north + south) * use / pit
    inputs:
      north: {claim: north-makes}
      south: {claim: south-makes}
      use: {claim: in-concrete}
      pit: [{claim: now}, {claim: plan}, {claim: old}]
    stated: {claim: stated}
"""


def compile_with(folder: Path, claims: str, estimates: str = "", **settings: Any) -> compiled.Compiled:
    files = {"case.yaml": HEAD, "claims.yaml": claims}
    return cases.compile_clean(
        cases.write(folder, {**files, **({"e.yaml": estimates} if estimates else {})}), **settings
    )


def rows(case: compiled.Compiled, name: str) -> list[dict[str, Any]]:
    return [
        dict(zip(table["columns"], row, strict=True))
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("estimates", name)
        for row in table["rows"]
    ]


def sentences(case: compiled.Compiled) -> list[str]:
    return [one["sentence"].replace(FIXED, " ") for one in case.findings if one["analysis"] == "estimates"]


def said(case: compiled.Compiled, part: str) -> str:
    """The one sentence that holds a text."""
    (found,) = (one for one in sentences(case) if part in one)
    return found


def single(stated: str, pit: str = "200 t/a", north: str = "30000 m3/a") -> tuple[str, str]:
    """A case of one combination: (north + 5,000) × 1.5 / pit."""
    claims = CLAIMS.replace("200 t/a", pit).replace("30000 m3/a", north)
    return claims + claim("stated", "pit", "times", stated), ESTIMATE.replace(
        "[{claim: now}, {claim: plan}, {claim: old}]", "{claim: now}"
    )


def test_a_range_is_reproduced_only_when_both_ends_are_reached(tmp_path: Path) -> None:
    """52,500 over 200, 800 and 2,400 are 262.5, 65.6 and 21.9: one lies within 60-100, and no end is had."""
    case = compile_with(tmp_path, CLAIMS + claim("stated", "pit", "times", "60-100"), ESTIMATE)
    (answer,) = rows(case, "answers")
    assert (answer["central"], answer["verdict"], answer["combinations"], answer["inside"]) == (
        262.5,
        "not reproducible",
        3,
        1,
    )
    assert [(one["central"], one["against"]) for one in rows(case, "tried")] == [
        (262.5, "above"),
        (65.625, "inside"),
        (21.875, "below"),
    ]
    assert "Of 3 combinations 1 lies inside, and neither end is reached" in said(case, "60-100 is stated")
    taken = said(case, "inside the stated")
    assert "give 65.6: inside the stated 60-100" in taken
    assert "north December 2026; pit 2027, planned" in taken
    assert "60 presupposes pit of 875 t/a, 100 one of 525 t/a" in said(case, "presupposes")


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("66-262", "consistent"),  # both are reached, to their rounding
        ("66-100", "not reproducible"),
        ("22", "consistent"),
        ("24", "not reproducible"),
        ("~60", "consistent"),  # a tenth to either side
        ("over 200", "consistent"),
        ("over 300", "not reproducible"),
    ],
)
def test_several_combinations(tmp_path: Path, stated: str, verdict: str) -> None:
    case = compile_with(tmp_path, CLAIMS + claim("stated", "pit", "times", stated), ESTIMATE)
    assert rows(case, "answers")[0]["verdict"] == verdict


@pytest.mark.parametrize(
    ("stated", "pit", "verdict", "factor"),
    [
        ("262", "200 t/a", "consistent", ("", "")),  # 262.5, and digits are as wide as they are written
        ("250", "200 t/a", "off by a factor", (1.05, 1.05)),
        ("~250", "200 t/a", "consistent", ("", "")),
        ("up to 300", "200 t/a", "consistent", ("", "")),
        ("up to 200", "200 t/a", "off by a factor", (1.3125, "")),
        ("350", "100-200 t/a", "consistent", ("", "")),
        ("100", "100-200 t/a", "off by a factor", (2.625, 5.25)),
        ("525-700", "200 t/a", "off by a factor", (0.375, 0.5)),
    ],
)
def test_one_combination(
    tmp_path: Path, stated: str, pit: str, verdict: str, factor: tuple[Any, Any]
) -> None:
    claims, estimate = single(stated, pit)
    (answer,) = rows(compile_with(tmp_path, claims, estimate), "answers")
    assert answer["verdict"] == verdict
    assert (answer["factor low"], answer["factor high"]) == factor


def test_a_missing_bound_says_neither_yes_nor_no(tmp_path: Path) -> None:
    """`at least 30,000` may be any number above it; below it, it is known to be off."""
    claims, estimate = single("400", north="at least 30000 m3/a")
    case = compile_with(tmp_path / "a", claims, estimate)
    assert rows(case, "answers")[0]["verdict"] == "cannot be established"
    assert rows(case, "answers")[0]["high"] == ""
    assert "for north has no bound" in said(case, "400 is stated")
    claims, estimate = single("200", north="at least 30000 m3/a")
    assert rows(compile_with(tmp_path / "b", claims, estimate), "answers")[0]["verdict"] == "off by a factor"


@pytest.mark.parametrize(("number", "verdict"), [("1500", "impossible"), ("1706", "off by a factor")])
def test_below_the_floor_of_a_pack_is_impossible(tmp_path: Path, number: str, verdict: str) -> None:
    """170 mAh/g at 3.45 V are 1,706 t/GWh: nothing lies below."""
    claims = "claims:\n" + claim("stated", "works", "per-energy", f"{number} t/GWh")
    estimate = """
estimates:
  cathode:
    {asks: How much?, formula: battery.cathode_per_gwh, with: {chemistry: LFP}, stated: {claim: stated}}
"""
    case = compile_with(tmp_path, claims, estimate)
    assert rows(case, "answers")[0]["verdict"] == verdict
    if verdict == "impossible":
        assert "the least that battery.theoretical_floor allows" in said(case, "impossible")


def test_an_input_beyond_nature_makes_an_impossible_answer(tmp_path: Path) -> None:
    claims = "claims:\n" + claim("full", "works", "charge", "250 mAh/g")
    estimate = """
estimates:
  cathode:
    asks: How much?
    formula: battery.cathode_per_gwh
    with: {chemistry: LFP}
    inputs: {capacity: {claim: full}}
"""
    case = compile_with(tmp_path, claims, estimate)
    assert rows(case, "answers")[0]["verdict"] == "impossible"
    assert "so that an input is wrong" in said(case, "is impossible itself")


def test_the_sentence_follows_the_claim(tmp_path: Path) -> None:
    """Another number in an input claim is another answer, verdict and factor in the sentences."""
    for place, (pit, words) in enumerate(
        (
            ("200 t/a", "262 comes out: off by a factor, 2.62 times too low"),
            ("525 t/a", "100 comes out: cons"),
        )
    ):
        claims, estimate = single("100", pit)
        assert words in said(compile_with(tmp_path / str(place), claims, estimate), "100 is stated")


def test_steps_end_in_the_answer(tmp_path: Path) -> None:
    """Leaves first, each with what it rests on; the formulas of a pack on the way; the answer last."""
    estimate = """
estimates:
  cathode:
    asks: How much in a year?
    formula: cells * per_energy
    inputs: {cells: 35 GWh/a, per_energy: {pack: battery.theoretical_floor, with: {chemistry: LFP}}}
    unit: t/a
"""
    case = compile_with(tmp_path, "", estimate)
    steps = rows(case, "steps")
    assert [one["step"] for one in steps] == list(range(1, len(steps) + 1))
    by = {one["what"]: one for one in steps}
    assert by["cells"]["known"] == "set down"
    assert by["theoretical_capacity"]["rests on"] == ["pack:battery/formulas.theoretical_capacity"]
    assert by["theoretical_capacity"]["central"] == pytest.approx(
        169.89, rel=1e-4
    )  # 96485.33 / 3.6 / 157.755
    assert by["per_energy"]["central"] == pytest.approx(1e6 / (169.8933 * 3.45), rel=1e-6)
    assert steps[-1]["what"] == "answer"
    assert steps[-1]["central"] == pytest.approx(35e6 / (169.8933 * 3.45), rel=1e-6)
    assert steps[-1]["says"] == "cells * per_energy"


def test_swings(tmp_path: Path) -> None:
    """Of a product each input has elasticity 1, of a sum its share; shares of all swings are one."""
    estimate = """
estimates:
  trade:
    asks: How much?
    formula: (a + b) / c
    inputs: {a: 10-30 t, b: 20 t, c: 4-5 a}
    unit: t/a
"""
    case = compile_with(tmp_path, "", estimate)
    by = {one["input"]: one for one in rows(case, "sensitivity")}
    assert (by["a"]["answer at low"], by["a"]["answer at high"]) == (
        pytest.approx(30 / 4.5),
        pytest.approx(50 / 4.5),
    )
    assert by["a"]["elasticity"] == pytest.approx(0.5, abs=1e-5)
    assert by["c"]["elasticity"] == pytest.approx(-1, abs=1e-5)
    assert sum(one["share"] for one in by.values()) == pytest.approx(1, abs=1e-5)
    assert by["b"]["share"] == 0
    (answer,) = rows(case, "answers")
    assert answer["low"] == pytest.approx(6)
    assert answer["high"] == pytest.approx(12.5)
    assert answer["low"] < answer["p05"] < answer["central"] < answer["p95"] < answer["high"]
    assert sum("That is an assumption" in one for one in sentences(case)) == 1


def test_seed_and_number_of_draws_are_options(tmp_path: Path) -> None:
    estimate = "estimates: {trade: {asks: How much?, formula: a * 2, inputs: {a: 10-30 t}}}\n"

    def percentile(folder: str, options: str) -> float:
        head = HEAD.replace(
            "under_test: brochure", f"under_test: brochure, analyses: {{estimates: {options}}}"
        )
        files = {"case.yaml": head, "e.yaml": estimate}
        return float(rows(cases.compile_clean(cases.write(tmp_path / folder, files)), "answers")[0]["p05"])

    held = percentile("a", "{seed: '1'}")
    assert held == percentile("b", "{draws: '10000'}")
    assert held != percentile("c", "{seed: '2'}")
    assert held == pytest.approx(22, abs=0.5)


def test_what_is_private_or_not_known_yet_is_not_made_up(tmp_path: Path) -> None:
    """Without an input nothing comes out, also where a pack has a number that could stand in."""
    claims, estimate = single("100")
    private = claims.replace("  now: {", "  now: {private: yes, ")
    case = compile_with(tmp_path / "a", private, estimate)
    assert rows(case, "answers")[0]["verdict"] == "cannot be established"
    assert "a claim is private" in said(case, "cannot be established")
    late = "claims:\n" + claim("share", "works", "share-good", "90 %", by="ledger")
    estimate = """
properties: {share-good: {means: share that is good, of: [plant], unit: "%"}}
estimates:
  cathode:
    asks: How much?
    formula: battery.cathode_per_gwh
    with: {chemistry: LFP}
    inputs: {yield: {claim: share}}
"""
    case = compile_with(tmp_path / "b", late, estimate, known_on=edtf.parse("2025-05-01"))
    assert "nothing is known yet of yield" in said(case, "cannot be established")
    assert rows(case, "answers")[0]["central"] == ""


def test_own_numbers_are_those_of_one_source(tmp_path: Path) -> None:
    """A combination is in the brochure's own numbers where the brochure says all that it takes."""
    claims = CLAIMS.replace(
        "200 t/a', when: 2025, scope: {state: operating}, sources: [{source: brochure}]",
        "200 t/a', when: 2025, scope: {state: operating}, sources: [{source: ledger}]",
    )
    assert claims != CLAIMS
    case = compile_with(tmp_path, claims + claim("stated", "pit", "times", "60-100"), ESTIMATE)
    assert [one["in own numbers"] for one in rows(case, "tried")] == ["no", "yes", "yes"]
    own = [one for one in rows(case, "own") if one["estimate or claim"] == "gap"]
    assert [(one["source"], one["kind"], one["worked out"]) for one in own] == [
        ("brochure", "ratio", 65.625),
        ("brochure", "ratio", 21.875),
    ]


PARTS = """
relations:
  a: {kind: part-of, from: north, to: works}
  b: {kind: part-of, from: south, to: works}
"""


@pytest.mark.parametrize(
    ("whole", "part", "verdict"),
    [
        ("52500 t/a", "7500 t/a", "consistent"),
        ("52000 t/a", "7500 t/a", "off by a factor"),
        ("52.5 kt/a", "7500 t/a", "consistent"),
        ("52500 t/a", "", ""),  # one part is not told of: nothing is compared
    ],
)
def test_sums_over_parts(tmp_path: Path, whole: str, part: str, verdict: str) -> None:
    claims = "claims:\n" + claim("all", "works", "need", whole) + claim("one", "north", "need", "45000 t/a")
    claims += claim("other", "south", "need", part) if part else ""
    own = rows(compile_with(tmp_path, claims, PARTS), "own")
    assert [(one["kind"], one["verdict"], one["claims"]) for one in own] == (
        [("sum", verdict, ["one", "other"])] if verdict else []
    )


def test_rates_of_one_subject_and_time(tmp_path: Path) -> None:
    """30,000 m3 at 1.5 t are 45,000 t; of another year, or said by another source, nothing is compared."""
    made = claim("made", "north", "makes", "30000 m3/a", ", when: 2024")
    use = claim("took", "north", "use", "1.5 t/m3", ", when: 2024")

    def verdicts(folder: str, need: str) -> list[str]:
        return [
            one["verdict"]
            for one in rows(compile_with(tmp_path / folder, f"claims:\n{made}{use}{need}"), "own")
        ]

    assert verdicts("a", claim("needed", "north", "need", "45000 t/a", ", when: 2024")) == ["consistent"]
    assert verdicts("b", claim("needed", "north", "need", "30000 t/a", ", when: 2024")) == ["off by a factor"]
    assert verdicts("c", claim("needed", "north", "need", "30000 t/a", ", when: 2023")) == []
    assert verdicts("d", claim("needed", "north", "need", "30000 t/a", ", when: 2024", by="ledger")) == []


def test_two_of_a_kind_are_not_compared(tmp_path: Path) -> None:
    """Where two claims could be meant, none is taken."""
    claims = "claims:\n" + "".join(
        (
            claim("made", "north", "makes", "30000 m3/a"),
            claim("made-too", "north", "makes", "20000 m3/a"),
            claim("took", "north", "use", "1.5 t/m3"),
            claim("needed", "north", "need", "30000 t/a"),
        )
    )
    assert rows(compile_with(tmp_path, claims), "own") == []


def test_nothing_infinite_reaches_a_finding(tmp_path: Path) -> None:
    """A bounded number that is too great is refused; one without an end comes to no number."""
    estimate = "estimates: {big: {asks: How much?, formula: a^8 * a^8, inputs: {a: at least 1e59}}}\n"
    case = compile_with(tmp_path, "", estimate)
    assert rows(case, "answers")[0]["verdict"] == "cannot be established"
    assert "what comes out is no number" in said(case, "cannot be established")


@pytest.mark.parametrize(
    ("share", "at", "verdict"),
    [("15 %", "row 1", "consistent"), ("18 %", "row 1", "off by a factor"), ("18 %", "row 2", "")],
)
def test_shares_within_one_row(tmp_path: Path, share: str, at: str, verdict: str) -> None:
    """300 of 2,000 are 15 %; what stands in another row is not taken for their share."""
    claims = "".join(
        claim(name, "north", of, value).replace("{source: brochure}", f"{{source: brochure, at: {place}}}")
        for name, of, value, place in (
            ("whole", "need", "2000 t/a", "row 1"),
            ("lost", "waste", "300 t/a", "row 1"),
            ("part", "wasted", share, at),
        )
    )
    known = """
properties:
  waste: {means: gravel lost, of: [plant], unit: t/a}
  wasted: {means: share lost, of: [plant], unit: "%"}
"""
    own = rows(compile_with(tmp_path, f"claims:\n{claims}", known), "own")
    assert [(one["kind"], one["verdict"]) for one in own] == ([("share", verdict)] if verdict else [])

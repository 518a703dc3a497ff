"""How far `~` and `almost` reach in what is worked out, and the policies on which a verdict rests."""

from pathlib import Path

import pytest

from tests.analyses import test_estimates
from wigmore.analyses import reproducing, verdicts
from wigmore.vocab import tables


def test_almost_has_a_lower_end(tmp_path: Path) -> None:
    """`almost 200` is 180 to 200 by policy, and so can be divided by; it reaches nothing far below."""
    claims, estimate = test_estimates.single("320", "almost 200 t/a")
    case = test_estimates.compile_with(tmp_path, claims, estimate)
    answer = test_estimates.rows(case, "answers")[0]
    assert (answer["low"], answer["high"]) == (pytest.approx(262.5), pytest.approx(52500 / 180))
    assert answer["verdict"] == "off by a factor"


def test_a_hedge_within_a_pack_reaches_as_far_as_one_outside(tmp_path: Path) -> None:
    estimate = """
estimates:
  cathode:
    asks: How much in a year?
    formula: cells * each
    inputs: {cells: 1 GWh/a, each: {pack: battery.cathode_per_gwh, with: {chemistry: LFP, yield: %s}}}
    unit: t/a
"""
    exact, hedged = (
        test_estimates.compile_with(tmp_path / str(place), "", estimate % said_yield)
        for place, said_yield in enumerate(("0.9", "~0.9"))
    )
    (one,), (other,) = test_estimates.rows(exact, "answers"), test_estimates.rows(hedged, "answers")
    assert other["low"] == pytest.approx(one["low"] * 0.9 / 0.99)
    assert other["high"] == pytest.approx(one["high"] * 0.9 / 0.81)
    bases = [list(held["basis"]) for held in hedged.data["findings"] if "cathode" in held["basis"]]
    assert bases
    assert all("policy:approximate/about" in basis for basis in bases[:1])


def test_what_is_recomputed_rests_on_the_policies_that_judge_it(tmp_path: Path) -> None:
    claims = (
        "claims:\n"
        + test_estimates.claim("mixed", "works", "makes", "10 m3/a")
        + test_estimates.claim("dose", "works", "use", "1.5 t/m3")
    )
    case = test_estimates.compile_with(
        tmp_path, claims + test_estimates.claim("all", "works", "need", "~20 t/a")
    )
    found = next(one for one in case.data["findings"] if "its own" in one["states"])
    assert {"policy:approximate/about", "policy:estimate-verdicts/apart"} <= set(found["basis"])


def test_the_policy_names_the_verdict_that_each_of_its_rows_gives() -> None:
    words = {row["id"]: row["verdict"] for row in tables.policies()[reproducing.TABLE]["rows"]}
    assert words == {
        **dict.fromkeys(("missing", "open"), verdicts.OPEN),
        **dict.fromkeys(("ends", "met"), verdicts.CONSISTENT),
        **dict.fromkeys(("an-end", "none"), verdicts.NOT_REPRODUCIBLE),
        "beyond": verdicts.IMPOSSIBLE,
        "apart": verdicts.OFF,
    }

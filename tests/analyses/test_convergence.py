"""Features side by side: what is the same, who was first, how common it is, and what that is worth."""

from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.model import compiled

HEAD = """
case: {title: Two processes, as_of: 2026-01-31, under_test: report}
properties:
  water: {of: [process], values: [none, some, much], single: yes}
  input: {of: [process], values: [metals, salts, sulfates], single: no}
  made: {of: [process], unit: t/a, single: yes}
sources:
  report: {title: The report, kind: report, publisher: Analyst, read: whole}
  paper: {title: The paper, kind: news, publisher: Paper, read: whole}
  rival: {title: The rival, kind: news, publisher: Rival, read: whole}
entities:
  one: {kind: process, name: One}
  two: {kind: process, name: Two}
  o-1: {kind: process, name: Other 1}
  o-2: {kind: process, name: Other 2}
  o-3: {kind: process, name: Other 3}
  o-4: {kind: process, name: Other 4}
  o-5: {kind: process, name: Other 5}
"""


def claim(name: str, of: str, feature: str, value: str, *, when: str = "", source: str = "paper") -> str:
    """One line of claims; the source may carry a stance, as `paper, stance: denies`."""
    time = f", when: {when}" if when else ""
    return (
        f"  {name}: {{says: So., about: {of}, property: {feature}, value: {value}{time}, "
        f"sources: [{{source: {source}}}]}}\n"
    )


def compiled_of(folder: Path, *claims: str, features: str = "water", more: str = "") -> compiled.Compiled:
    """The case with these claims, and a comparison of the first two things with five others in the trade."""
    trade = "[o-1, o-2, o-3, o-4, o-5]"
    told = f"comparisons:\n  both: {{subjects: [one, two], features: [{features}], field: {trade}{more}}}\n"
    text = HEAD.lstrip() + told + "claims:\n" + "".join(claims)
    return cases.compile_clean(cases.write(folder, {"case.yaml": text}))


def rows(case: compiled.Compiled, name: str, analysis: str = "convergence") -> list[dict[str, Any]]:
    """The rows of a table by column."""
    for one in case.data["tables"]:
        if (one["analysis"], one["name"]) == (analysis, name):
            return [dict(zip(one["columns"], row, strict=True)) for row in one["rows"]]
    return []


def verdict(folder: Path, *claims: str, feature: str = "water", more: str = "") -> dict[str, Any]:
    """How the one feature stands."""
    (row,) = rows(compiled_of(folder, *claims, features=feature, more=more), "features")
    return row


def said(case: compiled.Compiled) -> list[str]:
    """The sentences of the analysis."""
    return [one["sentence"] for one in case.findings if one["analysis"] == "convergence"]


def test_a_shared_feature_is_worth_one_over_its_share_at_most(tmp_path: Path) -> None:
    """One of three others has it: (1 + 1)/(3 + 2) is 0.4, the ceiling 2.5, and 0.95 over 0.4 is 2.375."""
    case = compiled_of(
        tmp_path,
        claim("a", "one", "water", "none", when="2014"),
        claim("b", "two", "water", "none", when="2023-02"),
        claim("c", "o-1", "water", "none"),
        claim("d", "o-2", "water", "some"),
        claim("e", "o-3", "water", "much"),
    )
    (row,) = rows(case, "features")
    assert (row["verdict"], row["first"], row["first is"]) == ("same", ["one"], "certain")
    assert (row["shared by"], row["of"], row["others unknown"], row["ratio"]) == (1, 3, 2, 2.375)
    (paste,) = rows(case, "paste")
    assert (paste["ratio"], paste["ceiling"]) == (2.375, 2.5)
    assert "likelihood: {an-answer: 0.95, others: 0.4}" in paste["yaml"]
    assert "both-water-weighed:" in paste["yaml"]
    assert any("by a factor of 2.4 at most" in one for one in said(case))


def test_what_the_trade_has_is_no_tie(tmp_path: Path) -> None:
    case = compiled_of(
        tmp_path,
        *(claim(f"c{place}", who, "water", "none") for place, who in enumerate(("one", "two", "o-1", "o-2"))),
        claim("x", "o-3", "water", "some"),
    )
    assert any("a feature of the trade, and no sign of a tie" in one for one in said(case))
    assert not any("factor" in one for one in said(case))


def test_of_too_few_in_the_trade_nothing_is_offered(tmp_path: Path) -> None:
    case = compiled_of(
        tmp_path, claim("a", "one", "water", "none"), claim("b", "two", "water", "none"),
        claim("c", "o-1", "water", "some"), claim("d", "o-2", "water", "some"),
    )  # fmt: skip
    assert rows(case, "paste") == []
    assert any("too few to say whether it is common" in one for one in said(case))


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("10 t/a", "10.2 t/a", "same"),  # 10 is anything from 9.5 to 10.5
        ("10 t/a", "11 t/a", "differs"),
        ("10-20 t/a", "15-25 t/a", "unknown"),  # they overlap, and neither lies within the other
        ("over 5 t/a", "10 t/a", "unknown"),  # a threshold has no end
        ("over 20 t/a", "10 t/a", "differs"),
    ],
)
def test_numbers_are_as_wide_as_their_rounding(tmp_path: Path, first: str, second: str, wanted: str) -> None:
    row = verdict(
        tmp_path, claim("a", "one", "made", first), claim("b", "two", "made", second), feature="made"
    )
    assert row["verdict"] == wanted


def test_a_value_holds_until_another_follows(tmp_path: Path) -> None:
    """One had much water until 2020 and has none since; two had none in 2015 and some since."""
    early = [claim("a", "one", "water", "much", when="2010"), claim("b", "one", "water", "none", when="2020")]
    late = [claim("c", "two", "water", "none", when="2015"), claim("d", "two", "water", "some", when="2018")]
    assert verdict(tmp_path / "apart", *early, *late)["verdict"] == "differs"
    assert verdict(tmp_path / "meet", *early, late[0])["verdict"] == "same"
    over = claim("c", "two", "water", "none", when="2012/2014")
    row = verdict(tmp_path / "over", early[1], over)
    assert (row["verdict"], row["why"]) == ("unknown", "of different times")


def test_things_may_have_several_values_of_one_kind(tmp_path: Path) -> None:
    both = [claim("a", "one", "input", "metals"), claim("b", "two", "input", "salts")]
    assert verdict(tmp_path / "apart", *both, feature="input")["verdict"] == "differs"
    more = claim("c", "two", "input", "metals")
    row = verdict(tmp_path / "shared", *both, more, feature="input")
    assert (row["verdict"], row["value"]) == ("same", "metals")
    words = [claim("a", "one", "material", "LNMO"), claim("b", "two", "material", "spinel")]
    row = verdict(tmp_path / "open", *words, feature="material")
    assert (row["verdict"], row["why"]) == ("unknown", "other words, and there may be more")


def test_no_and_unknown_and_not_looked_for_stay_apart(tmp_path: Path) -> None:
    inquiry = "\ninquiries:\n  asked: {asks: How much water does two take?, found: nothing}\n"
    case = cases.compile_clean(
        cases.write(
            tmp_path,
            {
                "case.yaml": HEAD.lstrip()
                + "comparisons:\n  both: {subjects: [one, two, o-1], features: [water],"
                " sought: [{of: two, feature: water, inquiry: asked}]}\n"
                + inquiry
                + "claims:\n"
                + claim("a", "one", "water", "none", source="paper, stance: denies"),
            },
        )
    )
    states = {row["subject"]: (row["state"], row["value"]) for row in rows(case, "cells")}
    assert states == {
        "one": ("denied", "not none"),
        "two": ("looked for in vain", ""),
        "o-1": ("not looked for", ""),
    }
    (row,) = rows(case, "features")
    assert row["verdict"] == "unknown"


def test_who_lacks_what_the_other_has_differs_from_it(tmp_path: Path) -> None:
    has = claim("a", "one", "water", "none")
    row = verdict(tmp_path / "a", has, claim("b", "two", "water", "none", source="rival, stance: denies"))
    assert row["verdict"] == "differs"
    row = verdict(tmp_path / "b", has, claim("b", "two", "water", "much", source="rival, stance: denies"))
    assert row["verdict"] == "unknown"


def test_sources_may_contradict_each_other_about_one_thing(tmp_path: Path) -> None:
    torn = [claim("a", "one", "water", "none"), claim("b", "one", "water", "much", source="rival")]
    row = verdict(tmp_path / "values", *torn, claim("c", "two", "water", "none"))
    assert row["verdict"] == "contradictory"
    denied = claim("a", "one", "water", "none", source="paper}, {source: rival, stance: denies")
    row = verdict(tmp_path / "denied", denied, claim("c", "two", "water", "none"))
    assert row["verdict"] == "contradictory"


def test_the_text_under_test_does_not_vouch_for_itself(tmp_path: Path) -> None:
    case = compiled_of(
        tmp_path, claim("a", "one", "water", "none"), claim("b", "two", "water", "none", source="report")
    )
    (row,) = rows(case, "features")
    assert row["verdict"] == "unknown"
    assert [(one["subject"], one["value"], one["stated"]) for one in rows(case, "cells")][:2] == [
        ("one", "none", ""),
        ("two", "", "none"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "who", "sure"),
    [
        ("2014", "2015", ["one"], "certain"),
        ("2015", "2014-06", ["two"], "certain"),
        ("2014", "2014-06", ["one", "two"], "possible"),
        ("2014~", "2015", ["one", "two"], "possible"),
        ("2014", "", [], "unknown"),
    ],
)
def test_who_was_first_goes_by_the_bounds_of_dates(
    tmp_path: Path, first: str, second: str, who: list[str], sure: str
) -> None:
    row = verdict(
        tmp_path,
        claim("a", "one", "water", "none", when=first),
        claim("b", "two", "water", "none", when=second),
    )
    assert (row["first"], row["first is"]) == (who, sure)


def test_another_definition_is_not_compared(tmp_path: Path) -> None:
    case = cases.compile_clean(
        cases.write(
            tmp_path,
            {
                "case.yaml": HEAD.lstrip().replace("unit: t/a,", "unit: t/a, scope: [line],")
                + "comparisons:\n  both: {subjects: [one, two], features: [made]}\nclaims:\n"
                + claim("a", "one", "made", "10 t/a, scope: {line: A}")
                + claim("b", "two", "made", "10 t/a, scope: {line: B}")
            },
        )
    )
    (row,) = rows(case, "features")
    assert (row["verdict"], row["why"]) == ("unknown", "of different definitions")


@pytest.mark.parametrize("subjects", ["[one]", "[one, one]"])
def test_one_thing_shares_nothing_with_itself(tmp_path: Path, subjects: str) -> None:
    told = f"comparisons:\n  alone: {{subjects: {subjects}, features: [water], field: [o-1, o-2, o-3]}}\n"
    others = "".join(claim(f"c-{name}", name, "water", "some") for name in ("o-1", "o-2", "o-3"))
    text = HEAD.lstrip() + told + "claims:\n" + claim("a", "one", "water", "none") + others
    case = cases.compile_clean(cases.write(tmp_path, {"case.yaml": text}))
    assert [(row["verdict"], row["ratio"]) for row in rows(case, "features")] == [("unknown", "")]
    assert rows(case, "paste") == []


def test_who_has_it_as_one_of_them_and_not_as_the_other_makes_it_no_rarer(tmp_path: Path) -> None:
    """9.8 is within the rounding of 10, and not of 10.24: of the three others only 99 and 98 are known."""
    made = {"one": "10.24 t/a", "two": "10 t/a", "o-1": "9.8 t/a", "o-2": "99 t/a", "o-3": "98 t/a"}
    row = verdict(
        tmp_path, *(claim(f"c-{of}", of, "made", value) for of, value in made.items()), feature="made"
    )
    assert (row["verdict"], row["shared by"], row["of"], row["ratio"]) == ("same", 0, 2, "")


def test_a_tie_that_a_case_takes_for_certain_is_no_crash(tmp_path: Path) -> None:
    trade = [claim(f"c-{name}", name, "water", "some") for name in ("o-1", "o-2", "o-3")]
    pair = [claim(f"c-{name}", name, "water", "none") for name in ("one", "two")]
    sure = "under_test: report, policy: {shared: {linked: {share: 1, why: Always.}}}"
    told = "comparisons:\n  both: {subjects: [one, two], features: [water], field: [o-1, o-2, o-3]}\n"
    text = HEAD.lstrip().replace("under_test: report", sure) + told + "claims:\n" + "".join([*pair, *trade])
    case = cases.compile_clean(cases.write(tmp_path, {"case.yaml": text}))
    (row,) = rows(case, "paste")
    assert row["ratio"] == round(0.9999 / 0.2, 4)

"""Patents: days in their order, what is cited beside what is claimed, and where a holder files anyway."""

from pathlib import Path

import pytest

from tests import cases
from tests.analyses.test_convergence import rows
from wigmore.model import compiled

HEAD = """\
case: {title: Patents, as_of: 2026-01-31, under_test: report}
sources:
  report: {title: The report, kind: report, publisher: Analyst, read: whole}
  office: {title: The register, kind: patent-office, publisher: Office, read: whole}
"""


def compiled_of(folder: Path, entities: str, claims: str = "", more: str = "") -> compiled.Compiled:
    """A case of these entities and claims."""
    told = f"claims:\n{claims}" if claims else ""
    text = f"{HEAD}entities:\n  nova: {{kind: company, name: Nova}}\n{entities}{told}{more}"
    return cases.compile_clean(cases.write(folder, {"case.yaml": text}))


def claim(name: str, of: str, feature: str, value: str, source: str = "office") -> str:
    """One line of claims."""
    return (
        f"  {name}: {{says: So., about: {of}, property: {feature}, value: {value}, "
        f"sources: [{{source: {source}}}]}}\n"
    )


def patent(name: str, number: str, family: str = "") -> str:
    """One line of entities."""
    held = f", identifiers: {{family: {family}}}" if family else ""
    return f'  {name}: {{kind: patent, name: "{number}"{held}}}\n'


def said(case: compiled.Compiled) -> list[str]:
    """The sentences of the analysis."""
    return [one["sentence"] for one in case.findings if one["analysis"] == "portfolio"]


def verdict(folder: Path, number: str, *claims: str) -> str:
    """What is said of the one patent."""
    case = compiled_of(folder, patent("foil", number), "".join(claims))
    (row,) = rows(case, "patents", "portfolio")
    return str(row["verdict"])


@pytest.mark.parametrize(
    ("filed", "granted", "wanted"),
    [
        ("2012-12-27", "2017-10-03", ""),
        ("2018", "2017-10-03", "dates contradict"),
        ("2017", "2017-10-03", ""),  # within the year it may have come before
        ("2017-11~", "2017-10-03", ""),  # about November reaches October, by the padding policy
    ],
)
def test_days_contradict_by_certain_bounds_alone(
    tmp_path: Path, filed: str, granted: str, wanted: str
) -> None:
    claims = claim("f", "foil", "filed", filed), claim("g", "foil", "granted", granted)
    assert verdict(tmp_path, "US 9,780,359 B2", *claims) == wanted


def test_events_tell_days_and_holders(tmp_path: Path) -> None:
    events = """
events:
  is-filed: {kind: patent-filing, title: Filing, date: 2019, who: {owner: nova, patent: foil}, basis: told}
  is-given: {kind: patent-grant, title: Grant, date: 2018-05, who: {owner: nova, patent: foil}, basis: told}
"""
    case = compiled_of(
        tmp_path,
        patent("foil", "KR 10-1854708 B1"),
        "  told: {says: So., about: [is-filed, is-given], sources: [{source: office}]}\n",
        events,
    )
    (row,) = rows(case, "patents", "portfolio")
    assert (row["filed"], row["granted"], row["assignee"]) == ("2019", "2018-05", ["nova"])
    assert said(case)[0] == (
        "“KR 10-1854708 B1” cannot have been granted on 2018-05 and filed on 2019: that comes first."
    )


def test_a_number_belongs_to_its_years(tmp_path: Path) -> None:
    early = claim("g", "foil", "granted", "2014-07-08")
    assert verdict(tmp_path / "a", "US 12,355,063", early) == "number impossible"
    assert verdict(tmp_path / "b", "US 9,780,359", early) == ""


def test_what_is_cited_stands_beside_what_is_claimed(tmp_path: Path) -> None:
    cited = claim("c", "foil", "cited-for", "LNMO electrodes", "report")
    claimed = claim("d", "foil", "claimed", "a coated foil")
    case = compiled_of(tmp_path / "read", patent("foil", "US 9,780,359 B2"), cited + claimed)
    assert said(case) == [
        "“US 9,780,359 B2” is cited for “LNMO electrodes”; what its claims cover is “a coated foil”."
    ]
    assert verdict(tmp_path / "unread", "US 9,780,359 B2", cited) == "claims not read"


def test_an_application_is_no_patent_unless_its_family_was_granted_there(tmp_path: Path) -> None:
    told = claim("c", "asked", "assignee", "Nova")
    asked = patent("asked", "US 2014/0349171 A1", "foil")
    case = compiled_of(tmp_path / "alone", asked, told)
    assert said(case) == ["“US 2014/0349171 A1” is an application by the number: no grant of it is known."]
    granted = patent("foil", "US 9,780,359 B2", "foil")
    assert said(compiled_of(tmp_path / "both", asked + granted, told)) == []
    elsewhere = patent("foil", "EP 2800178 B1", "foil")
    assert len(said(compiled_of(tmp_path / "elsewhere", asked + elsewhere, told))) == 1


def habits(folder: Path, *held: tuple[str, str]) -> dict[str, tuple[int, int, str]]:
    """Where one holder files, from the number and family of each of its patents."""
    entities = "".join(patent(f"p-{place}", *one) for place, one in enumerate(held))
    claims = "".join(claim(f"c-{place}", f"p-{place}", "assignee", "Nova") for place in range(len(held)))
    found = rows(compiled_of(folder, entities, claims), "holders", "portfolio")
    return {row["office"]: (row["count"], row["of"], row["usual"]) for row in found}


def test_where_a_holder_files_is_counted_by_family(tmp_path: Path) -> None:
    """Four families, of which three stand in Korea; two patents of one family there count once."""
    held = (
        ("KR 10-1854708 B1", "a"), ("KR 10-1854709 B1", "a"), ("KR 10-1854710 B1", "b"),
        ("KR 10-1854711 B1", "c"), ("US 9,780,359 B2", "c"), ("US 9,780,360 B2", "d"), ("EP 2800178 B1", "d"),
    )  # fmt: skip
    assert habits(tmp_path, *held) == {
        "KR": (3, 4, "usual"),  # two of the three others
        "US": (2, 4, "not usual"),  # one of the three others
        "EP": (1, 4, "not usual"),
    }


def test_of_two_families_no_habit_is_read(tmp_path: Path) -> None:
    assert habits(tmp_path, ("KR 10-1854708 B1", "a"), ("KR 10-1854710 B1", "b")) == {
        "KR": (2, 2, "too few to tell")
    }


def test_several_holders_are_told_with_their_times(tmp_path: Path) -> None:
    more = """
relations:
  first: {kind: owns, from: nova, to: foil, since: 2012, until: 2020, basis: c}
"""
    told = claim("c", "foil", "assignee", "Kim Energy").replace("sources", "when: 2021, sources")
    case = compiled_of(tmp_path, patent("foil", "US 9,780,359 B2"), told, more)
    assert said(case) == [
        "“US 9,780,359 B2” has had several holders by the sources: “Nova” (from 2012 until 2020); "
        "Kim Energy (from 2021)."
    ]
    (row,) = rows(case, "patents", "portfolio")
    assert row["assignee"] == "Nova; Kim Energy"

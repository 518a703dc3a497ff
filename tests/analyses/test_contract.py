"""The contract: options that are days, and analyses that look at the findings of others."""

import pickle
from pathlib import Path

import pytest

from tests import cases
from wigmore.analyses import contract, profiles
from wigmore.build import analysing, building, pipeline
from wigmore.diagnostics import rules
from wigmore.kit import edtf
from wigmore.model import finding, views

CASE = {
    "case.yaml": "case: {title: A, as_of: 2026-01-31}\n",
    "e.yaml": "entities: {acme: {kind: company, name: Acme}, bolt: {kind: company, name: Bolt}}\n",
}


@contract.analysis(name="first", version=1, asks="?")
def first(entities: views.Entities) -> finding.Result:
    """Finds one entity."""
    return finding.Result(findings=(finding.Finding(states="Here.", basis=("acme",)),))


@contract.analysis(name="second", version=1, asks="?")
def second(findings: views.Findings) -> finding.Result:
    """Rests on what the finding before it rests on."""
    basis = tuple(name for one in findings for name in one.basis)
    return finding.Result(findings=(finding.Finding(states="There.", basis=basis or ("bolt",)),))


@contract.analysis(name="blind", version=1, asks="?")
def blind(sources: views.Sources) -> finding.Result:
    """Rests on what it was not shown."""
    return finding.Result(findings=(finding.Finding(states="Nowhere.", basis=("acme",)),))


@contract.analysis(name="naming", version=1, asks="?")
def naming(entities: views.Entities) -> finding.Result:
    """Names an entity, and says a word that is the id of one."""
    made = finding.Finding(
        states="{name} is called {word}.",
        values={"name": finding.Ref("acme"), "word": "acme"},
        basis=("acme",),
    )
    return finding.Result(findings=(made,))


def run(root: Path, *analyses: contract.Analysis) -> tuple[list[str], list[str]]:
    """The sentences found and the codes reported, by these analyses in this order."""
    checked = pipeline.check(root, pipeline.Settings(), pipeline.new_cache(None))
    assert checked.graph is not None
    ran = analysing.run_all(analyses, checked, checked.graph, pipeline.new_cache(None))
    made = [held.states for one in ran.value if one.result for held in one.result.findings]
    return made, [one.rule.code for one in ran.diagnostics]


def test_an_analysis_may_rest_on_what_earlier_findings_rest_on(tmp_path: Path) -> None:
    root = cases.write(tmp_path, CASE)
    assert run(root, first, second) == (["Here.", "There."], [])


def test_it_sees_no_finding_of_a_later_one(tmp_path: Path) -> None:
    root = cases.write(tmp_path, CASE)
    assert run(root, second, first) == (["Here."], [rules.OUTSIDE_INPUTS.code])


def test_one_that_does_not_ask_is_not_shown_earlier_findings(tmp_path: Path) -> None:
    root = cases.write(tmp_path, CASE)
    assert run(root, first, blind) == (["Here."], [rules.OUTSIDE_INPUTS.code])


def test_an_option_may_be_a_day() -> None:
    options, faults = contract.read_options(profiles.Options, {"as-of": "2024-06-30"})
    assert options.as_of == edtf.parse("2024-06-30")
    assert faults == {}


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-06-30?", "2024-06-30/..", "soon", ""])
def test_an_option_that_is_a_day_takes_nothing_else(text: str) -> None:
    options, faults = contract.read_options(profiles.Options, {"as-of": text})
    assert options.as_of is None
    assert faults == {"as-of": f"`{text}` is not one certain day, as 2026-05-31"}


def test_only_a_reference_is_shown_by_the_name_of_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain text stays text where it equals the id of a record; the same from the cache."""
    monkeypatch.setattr(analysing, "installed", lambda: (naming,))
    root = cases.write(tmp_path / "case", CASE)
    for kept in (False, True):
        built = building.build(root, tmp_path / "out", pipeline.Settings())
        assert built.compiled is not None
        (made,) = built.compiled.findings
        assert made["sentence"] == "“Acme” is called acme."
        assert made["values"] == {"name": "acme", "word": "acme"}
        assert [type(value) for value in made["values"].values()] == [str, str]
        assert ("analyses run 0 of 1" in built.recomputed) is kept


def test_a_date_that_is_an_id_stays_a_date(tmp_path: Path) -> None:
    """The built-in analyses mark what names a record, and nothing else."""
    events = (
        "events:\n"
        "  2020-08: {title: The fair, kind: meeting, date: 2020-08, state: lapsed, who: {host: [acme]}}\n"
    )
    root = cases.write(tmp_path, {**CASE, "events.yaml": events})
    built = building.compile_folder(root, pipeline.Settings(draft=True), pipeline.new_cache(None))
    assert built.compiled is not None
    made = [one["sentence"] for one in built.compiled.findings if one["analysis"] == "chronology"]
    assert made == ["“The fair” was announced or expected for 2020-08, and lapsed."]


def test_references_and_texts_are_told_apart() -> None:
    """Earlier findings are part of a key of the cache, by what they look like."""
    held = finding.Ref("acme")
    assert repr(held) != repr("acme")
    assert f"{held} {held!s}" == "acme acme"
    assert isinstance(pickle.loads(pickle.dumps(held)), finding.Ref)


def test_what_one_analysis_finds_reaches_one_that_looks_at_it(tmp_path: Path) -> None:
    """The right of reply is worked out anew when nothing changed but what another analysis found."""
    lines = (
        "sources: {s: {title: S, kind: news, publisher: P}, other: {title: T, kind: letter, publisher: Q}}\n"
        "claims:\n"
        "  c: {says: C., sources: [{source: other}]}\n"
        "  a: {says: A., about: acme, sources: [{source: s}]}\n"
        "  b: {says: B., about: bolt, sources: [{source: s}]}\n"
    )
    root = cases.write(tmp_path / "case", {**CASE, "c.yaml": lines})
    rows = []
    for kind in ("news", "register"):
        (root / "c.yaml").write_text(lines.replace("news", kind), encoding="utf-8")
        built = building.build(root, tmp_path / "out", pipeline.Settings())
        assert built.compiled is not None
        rows += [one["rows"] for one in built.compiled.data["tables"] if one["name"] == "reply"]
    assert rows[0] != rows[1], "the findings of provenance changed with the kind of the source"

"""The benchmarks work: their cases are clean, and their table renders. Nothing here looks at a clock."""

import shutil
from pathlib import Path

import pytest

from benchmarks import chronology, conflicts, estimates, generate, runs, table, weight
from wigmore.analyses import chronology as chronological
from wigmore.analyses import conflicts as conflicting
from wigmore.build import cache, pipeline

NO_CACHE = cache.Cache(None, None, "test")


def checked(root: Path) -> pipeline.Compiling:
    return pipeline.check(root, pipeline.Settings(strict=True), NO_CACHE)


def test_the_generated_case_is_clean(tmp_path: Path) -> None:
    generate.case(tmp_path / "case", 50, per_file=20)
    found = checked(tmp_path / "case")
    assert found.diagnostics == ()
    assert found.graph is not None
    assert len(found.graph.records.claims) == 50
    assert len(found.graph.values) == 50


def test_a_claim_has_twelve_values_and_one_source(tmp_path: Path) -> None:
    generate.case(tmp_path / "case", 1, per_file=1)
    found = checked(tmp_path / "case").graph
    assert found is not None
    (one,) = found.records.claims.values()
    (statement,) = one.sources
    said = (one.id, one.says, *one.about, one.property, one.value, one.when, one.said, *one.scope.values())
    assert len([*said, statement.source, statement.at, statement.quote]) == 12
    assert None not in said


def test_the_quotes_stand_in_the_capture(tmp_path: Path) -> None:
    name = generate.capture(tmp_path / "case" / "captures", 50, 20_000)
    captures = tmp_path / "case" / "captures"
    captures.rename(tmp_path / "captures")
    (tmp_path / "case").rmdir()
    generate.case(tmp_path / "case", 50, per_file=50, capture=name)
    (tmp_path / "captures").rename(captures)
    found = checked(tmp_path / "case")
    assert found.diagnostics == ()
    assert found.graph is not None
    assert {seen.state for some in found.graph.passages.values() for seen in some} == {"verified"}


def test_the_edits_change_the_claim_and_leave_it_clean(tmp_path: Path) -> None:
    generate.case(tmp_path / "case", 10, per_file=10)
    generate.edit(tmp_path / "case", "value", "77 t")
    generate.edit(tmp_path / "case", "says", "Somebody put this into other words.")
    found = checked(tmp_path / "case")
    assert found.diagnostics == ()
    assert found.graph is not None
    one = next(iter(found.graph.records.claims.values()))
    assert (one.value, one.says) == ("77 t", "Somebody put this into other words.")


def test_the_same_input_is_made_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate.ledger(tmp_path / name, 30)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_table_renders() -> None:
    rows = (
        table.compared("fast", 0.5, 1.0, table.seconds, at_most=1),
        table.compared("slow", 16.0, 1.0, table.seconds, under=8),
        table.compared("alone", 2e-6, None, table.micros, at_most=1),
    )
    shown = table.render([table.Section("Some figures", rows, ("a remark",))])
    assert [" ".join(line.split()) for line in shown.split("\n") if not line.startswith("-")] == [
        "figure ours peer ratio goal met",
        "",
        "Some figures",
        "fast 500.0 ms 1.00 s 0.50 ratio <= 1 yes",
        "slow 16.00 s 1.00 s 16.00 ratio < 8 NO",
        "alone 2.0 µs no peer ratio <= 1",
        "a remark",
    ]


def test_the_weight_follows_requirements_without_extras() -> None:
    found = weight.sizes("wigmore")
    assert {"wigmore", "pyyaml", "markupsafe"} <= set(found)
    assert "pytest" not in found
    assert weight.sizes("no-such-distribution-anywhere") == {}


def test_without_the_peer_there_is_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name, path=None: None)
    assert runs.bean_check(tmp_path / "ledger") is None


def test_the_growth_of_conflicts_is_measured_on_what_conflicts() -> None:
    inputs = [conflicts.made(said, 100) for said in conflicts.CASES.values()]
    results = [conflicting.conflicts.function(*held) for held in inputs]
    assert [len(result.findings) for result in results] == [0, 1, 50]
    rows = conflicts.conflicts(Path(), 1000).rows
    assert len(rows) == 3 * len(conflicts.CASES)


def test_the_case_of_the_chronology_has_work_for_each_of_its_parts(tmp_path: Path) -> None:
    found = chronological.chronology.run(chronology.compiled(tmp_path / "case", 300))
    assert len(found.tables) == 7
    assert all(one.rows for one in found.tables)


def test_the_estimate_of_the_benchmark_is_the_bare_formula(tmp_path: Path) -> None:
    whole = next(estimates.bound(estimates.made(0), estimates.context()).combinations()).worked
    assert len(whole.leaves) == estimates.INPUTS
    ours, plain = whole.draws(20_000, 1), estimates.bare(20_000)
    assert float(ours.mean()) == pytest.approx(float(plain.mean()), rel=0.01)
    assert float(ours.std()) == pytest.approx(float(plain.std()), rel=0.03)
    estimates.case(tmp_path / "case", 3)
    found = checked(tmp_path / "case")
    assert found.diagnostics == ()
    assert found.graph is not None
    assert len(found.graph.records.estimates) == 3

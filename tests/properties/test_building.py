"""Laws of the whole build: order of files is irrelevant, the cache changes nothing, copies add nothing."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import cases
from tests.architecture import test_invariants
from wigmore.analyses import builtin
from wigmore.build import analysing, building, pipeline
from wigmore.casefiles import folder, read, write
from wigmore.kit import edtf
from wigmore.model import claim, compiled, record, source

EXAMPLES = [name for name in cases.NAMES if name != "starter"]


def records_of(name: str) -> list[record.Record]:
    """All records of an example."""
    texts = folder.load(cases.EXAMPLES / name).value.texts
    return [one for path, text in texts.items() for one in read.read_records(text, path).value.records]


def scatter(records: list[record.Record], root: Path, chance: random.Random) -> None:
    """Write records into files of any name and number, in any order; the case stays in case.yaml."""
    files: dict[str, list[record.Record]] = {"case.yaml": []}
    for one in chance.sample(records, len(records)):
        name = (
            "case.yaml"
            if one.KIND == "case"
            else f"{chance.choice('abc/')}{chance.randrange(5)}.yaml".lstrip("/")
        )
        files.setdefault(name, []).append(one)
    for name, held in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write.print_records(held), encoding="utf-8")


def without_places(data: Any) -> Any:
    """Compiled data without the places of diagnostics, which tell where in which file a fault stands."""
    held = dict(data)
    held["diagnostics"] = sorted(
        (one["code"], one["message"], one["on"] or "") for one in held["diagnostics"]
    )
    return held


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.integers(0, 2**32))
def test_shuffled_files_change_nothing(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("scattered")
    scatter(records_of(name), root, random.Random(seed))
    captures = cases.EXAMPLES / name / "captures"
    if captures.is_dir():
        _copy(captures, root / "captures")
    for path in (cases.EXAMPLES / name).glob("*.md"):
        (root / path.name).write_bytes(path.read_bytes())
    expected = cases.example(name)
    assert without_places(cases.compile_clean(root).data) == without_places(expected.data)


def _copy(old: Path, new: Path) -> None:
    new.mkdir()
    for path in old.iterdir():
        (new / path.name).write_bytes(path.read_bytes())


EDITS = {
    "a value": ("lg/plants.yaml", "value: 200 t/a", "value: 210 t/a"),
    "a time": ("lg/plants.yaml", "when: 2026-12", "when: 2020-12"),
    "a property": (
        "case.yaml",
        "lfp-capacity: {of: [plant, company], unit: GWh/a, single: yes,",
        "lfp-capacity: {of: [plant, company], unit: GWh/a, single: no,",
    ),
    "a wording": (
        "rio-tinto/rio-tinto.yaml",
        "says: Rio Tinto invested US$10 million",
        "says: Rio Tinto put US$10 million",
    ),
    "a source": ("sources/nano-one.yaml", "read: opening", "read: whole"),
    "a stance": (
        "nano-one/jda-2020-later.yaml",
        "by: nano-one                    # an interview",
        "stance: denies  # an interview",
    ),
    "a grade": ("nano-one/jda-2020.yaml", "calls_it: established", "calls_it: reported"),
    "an answer": ("nano-one/jda-2020.yaml", "found: not asked", "found: [jda-asian]"),
    "a participant": ("missions/seoul.yaml", "lead: [champagne]", "lead: [champagne, samsung]"),
    "a copy, by which earlier findings change": (
        "sources/nano-one.yaml",
        "publisher: InvestorIntel",
        "publisher: InvestorIntel\n    derives_from: [marklines-lg-2020]",
    ),
    "the day": ("case.yaml", "as_of: 2026-05-31", "as_of: 2026-06-30"),
    "a policy": (
        "case.yaml",
        "  scale: icd203",
        "  policy: {status: {two-speakers: {asserting: 3, why: stricter}}}\n  scale: icd203",
    ),
}


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The flagship as `case`, and what was built of it as `out`, its cache included; to be copied."""
    base = tmp_path_factory.mktemp("flagship")
    _copy_case("nano-one-lg", base / "case")
    building.build(base / "case", base / "out", pipeline.Settings())
    return base


@pytest.fixture
def built(flagship: Path, tmp_path: Path) -> Path:
    """A copy of it, free to be edited."""
    return shutil.copytree(flagship, tmp_path / "built")


@pytest.mark.parametrize("edit", EDITS)
def test_cached_equals_clean(edit: str, built: Path, tmp_path: Path) -> None:
    root, out = built / "case", built / "out"
    name, old, new = EDITS[edit]
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    kept = building.build(root, out, pipeline.Settings())
    clean = building.build(root, tmp_path / "clean", pipeline.Settings())
    assert kept.compiled == clean.compiled
    assert test_invariants.outputs(out) == test_invariants.outputs(tmp_path / "clean")
    records = [path for path in kept.compiling.texts if path.endswith(".yaml")]
    assert f"files read 1 of {len(records)}" in kept.recomputed


def test_an_edited_sentence_reaches_the_page_and_no_analysis(built: Path, tmp_path: Path) -> None:
    root, out = built / "case", built / "out"
    path = root / "narrative.md"
    path.write_text(path.read_text(encoding="utf-8").replace("A German interview", "An interview"))
    kept = building.build(root, out, pipeline.Settings())
    assert "An interview adds" in (out / "report.html").read_text(encoding="utf-8")
    assert "files read 0 of" in kept.recomputed
    assert "analyses run 0 of" in kept.recomputed
    clean = building.build(root, tmp_path / "clean", pipeline.Settings())
    assert kept.compiled == clean.compiled
    assert test_invariants.outputs(out) == test_invariants.outputs(tmp_path / "clean")


PROSE = """\
# Zq-qheading [@zq-qclaim]

It was said [@tested]. Zq-qjane said so [@zq-qclaim], and zq-qso on. This proves zq-qit [@tested; @zq-qclaim].
{zq-qclaim} is zq-qit. Zq-qtypo [@zq-qclaimm]. Zq-qopen [@zq-qclaim and more. Zq-qbound is {bound}.

> Zq-qbad [@tested, zq-qclaim].
"""


@pytest.mark.parametrize("broken", ["", "  zq-qlost: {says: zq-q: zq-q, private: yes}\n"])
def test_sentences_about_private_records_stay_out_of_everything_built(broken: str, tmp_path: Path) -> None:
    """Also where the record, the citation or a whole file cannot be read."""
    records = (
        "sources: {paper: {title: Story, kind: news, publisher: Paper}}\n"
        "claims:\n"
        "  tested: {says: T., sources: [{source: paper}]}\n"
        "  zq-qclaim:\n"
        "    {says: Zq-q., property: name, value: Zq-qvalue, sources: [{source: paper}], private: yes}\n"
        "  bound: {says: B., property: name, value: {claim: zq-qclaim}, sources: [{source: paper}]}\n"
    )
    files = {"s.yaml": records, "n.md": PROSE, "q.yaml": f"claims:\n{broken}" if broken else "claims:\n"}
    root = cases.write(tmp_path / "case", files)
    built = building.build(root, tmp_path / "out", pipeline.Settings(draft=True))
    assert built.compiled is not None
    hidden = {"private": 7, "unread": 1} if broken else {"private": 8}
    assert built.compiled.data["counts"]["narrative"] == {"reported": 1, **hidden}
    said = [one["message"] for one in built.compiled.data["diagnostics"]]
    assert any("no surer than" in one for one in said)
    assert not any("“proves”" in one for one in said), "a word of a sentence that is not shown"
    for path in sorted((tmp_path / "out").rglob("*")):
        if path.is_file():
            assert b"zq-q" not in path.read_bytes().lower(), path


def _copy_case(name: str, root: Path) -> None:
    for path in sorted((cases.EXAMPLES / name).rglob("*")):
        target = root / path.relative_to(cases.EXAMPLES / name)
        if path.is_file() and "out" not in path.parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def test_an_unchanged_case_is_not_worked_out_again(built: Path) -> None:
    again = building.build(built / "case", built / "out", pipeline.Settings())
    assert "files read 0 of" in again.recomputed
    assert "analyses run 0 of" in again.recomputed


def standing_rows(case: compiled.Compiled) -> Any:
    """The rows of the table of standings."""
    (table,) = (one for one in case.data["tables"] if one["name"] == "standing")
    return table["rows"]


def with_copy(records: list[record.Record], chosen: claim.Claim) -> Iterator[record.Record]:
    """The records with one more source that repeats the first source of a claim, cited for that claim.

    The copy calls the claim established, which is nobody's word but its own.
    """
    copy = source.Source(
        id="one-more-copy", title="A copy", kind="news", derives_from=(chosen.sources[0].source,)
    )
    stance = chosen.sources[0].stance
    for one in records:
        if one.id == chosen.id:
            more = claim.Statement(source=copy.id, stance=stance, calls_it="established")
            yield replace(chosen, sources=(*chosen.sources, more))
        else:
            yield one
    yield copy


@pytest.mark.parametrize("name", EXAMPLES)
def test_restating_a_claim_never_raises_its_standing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of any statement changes neither status nor the number of independent reports.

    Nor does it change how a claim stands beside what the text under test calls it. That is found by one
    analysis, and the others need not run over each copy.
    """
    standing = [one for one in builtin.BUILTIN if one.name == "standing"]
    records = records_of(name)
    original = cases.example(name)
    before = original.derived
    monkeypatch.setattr(analysing, "installed", lambda: standing)
    chosen = [
        one for one in records if isinstance(one, claim.Claim) and one.sources and not one.sources[0].from_
    ]
    assert len(chosen) > 20
    for number, one in enumerate(chosen[:: max(1, len(chosen) // 12)]):
        root = tmp_path / str(number)
        root.mkdir()
        (root / "case.yaml").write_text(write.print_records(list(with_copy(records, one))), encoding="utf-8")
        if (cases.EXAMPLES / name / "captures").is_dir():
            _copy(cases.EXAMPLES / name / "captures", root / "captures")
        copied = cases.compile_clean(root)
        assert standing_rows(copied) == standing_rows(original)
        after = copied.derived
        for key in ("status", "observers", "denying"):
            assert {n: d.get(key) for n, d in after.items() if key in d} == {
                n: d.get(key) for n, d in before.items() if key in d
            }
        assert after[one.id]["copies"] == before[one.id]["copies"] + 1


def test_the_cache_knows_the_days(built: Path) -> None:
    """What could be known on a day is another result than what is known now."""
    for day in ("2022-12-31", "2023-12-31", ""):
        chosen = pipeline.Settings(known_on=edtf.parse(day) if day else None)
        kept = building.build(built / "case", built / "out", chosen)
        assert kept.compiled == cases.example("nano-one-lg", day)


def test_a_wording_reaches_no_analysis_that_does_not_read_it(built: Path) -> None:
    root, out = built / "case", built / "out"
    path = root / "rio-tinto" / "rio-tinto.yaml"
    path.write_text(path.read_text().replace("says: Rio Tinto invested US$10", "says: Rio Tinto put US$10"))
    made_anew = building.build(root, out, pipeline.Settings()).recomputed
    # The chronology and the verdict quote claims, and nothing else does.
    assert f"analyses run 2 of {len(builtin.BUILTIN)}" in made_anew


def test_a_private_id_stays_out_of_everything_built(tmp_path: Path) -> None:
    """Not even the files that only name a private record leave its id in the cache."""
    private = "sources: {jane-doe: {title: Talk, kind: note, private: yes, read: unread}}\n"
    public = (
        "claims:\n"
        "  a: {says: A., about: it, property: price, value: 1 EUR, sources: [{source: jane-doe, at: hush}]}\n"
        "  hush-hush: {says: B., property: name, value: Hush, sources: [{source: jane-doe}], private: yes}\n"
        "  c: {says: C., property: name, value: {claim: hush-hush}, sources: [{source: jane-doe}]}\n"
        "entities: {it: {kind: product, name: It, from: 2020}}\n"
    )
    accept = "case: {title: T, as_of: 2026-01-31, accept: [{code: S021, on: jane-doe, why: She hushed.}]}\n"
    root = cases.write(
        tmp_path / "case", {"case.yaml": accept, "private.yaml": private, "public.yaml": public}
    )
    for _ in range(2):
        built = building.build(root, tmp_path / "out", pipeline.Settings())
        assert built.report is not None
        for path in sorted((tmp_path / "out").rglob("*")):
            if path.is_file():
                held = path.read_bytes().lower()
                assert b"jane" not in held, path
                assert b"hush" not in held, path


BROKEN_PRIVATE = """
sources:
  zq-qone: {titel: zq-qtitle, zq-qkey: zq-qvalue, private: yes, published: zq-qdate}
  zq-qtwo: {title: zq-qtitle, kind: note, private: true, url: "https://zq-q.example"}
  zq-qthree: {title: zq-qtitle, kind: note, privat: yes}
claims:
  zq-qfounded:
    {says: zq-qsays, about: acme, property: founded, value: 2021-07-13, sources: [{source: paper}],
     private: yes}
  tested: {says: T., sources: [{source: paper}]}
entities:
  acme: {kind: company, name: Acme, from: {claim: zq-qfounded}}
events:
  too-early:
    {kind: meeting, title: Early, date: 2019, who: {party: acme}, stated: {claim: zq-qfounded, as: zq-qwords}}
"""


@pytest.mark.parametrize("draft", [True, False])
def test_what_is_private_stays_out_of_drafts_and_failed_builds(draft: bool, tmp_path: Path) -> None:
    """Misspelt, unreadable or half-read: what speaks of privacy is not shown, in any file, cache included."""
    paper = "sources: {paper: {title: Story, kind: news, publisher: Paper}}\n"
    syntax = "claims:\n  zq-qlost: {says: zq-q: zq-q, private: yes}\n"
    root = cases.write(tmp_path / "case", {"s.yaml": paper, "p.yaml": BROKEN_PRIVATE, "q.yaml": syntax})
    built = building.build(root, tmp_path / "out", pipeline.Settings(draft=draft))
    assert built.has_errors
    assert (built.report is not None) == draft
    for path in sorted((tmp_path / "out").rglob("*")):
        if path.is_file():
            held = path.read_bytes().lower()
            for secret in (b"zq-q", b"2021-07"):
                assert secret not in held, (
                    f"{path}: {held[held.find(secret) - 200 : held.find(secret) + 100]!r}"
                )


def test_two_private_speakers_stay_two(tmp_path: Path) -> None:
    text = (
        "sources:\n"
        "  a: {title: A, kind: letter, publisher: Anna, private: yes, read: whole}\n"
        "  b: {title: B, kind: letter, publisher: Bert, private: yes, read: whole}\n"
        "claims:\n"
        "  one: {says: One., sources: [{source: a}]}\n"
        "  two: {says: Two., sources: [{source: b}]}\n"
    )
    case = cases.compile_clean(cases.write(tmp_path, {"s.yaml": text}))
    names = {
        report["speakers"][0]["name"] for name in ("one", "two") for report in case.derived[name]["reports"]
    }
    assert names == {"private speaker 1", "private speaker 2"}
    assert not any("alone" in one["sentence"] and "word of" in one["sentence"] for one in case.findings)


def test_files_of_others_in_the_output_folder_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".cache" / "folder").mkdir(parents=True)
    (out / "tables").mkdir()
    (out / ".cache" / "important").write_text("mine")
    (out / "tables" / "mine.csv").write_text("mine")
    (out / ".cache" / "written").write_text("tables/../../case/case.yaml\n/etc/hostname\n")
    root = cases.write(tmp_path / "case", {})
    building.build(root, out, pipeline.Settings())
    assert (out / ".cache" / "important").read_text() == "mine"
    assert (out / "tables" / "mine.csv").read_text() == "mine"
    assert (root / "case.yaml").is_file()


def test_a_table_that_is_no_longer_made_goes(tmp_path: Path) -> None:
    root = cases.write(tmp_path / "case", {"e.yaml": "entities: {e: {kind: body, name: E}}\n"})
    building.build(root, tmp_path / "out", pipeline.Settings())
    assert (tmp_path / "out" / "tables" / "entities.csv").is_file()
    (root / "e.yaml").unlink()
    building.build(root, tmp_path / "out", pipeline.Settings())
    assert not (tmp_path / "out" / "tables" / "entities.csv").exists()

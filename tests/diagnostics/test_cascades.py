"""One mistake, one diagnostic: what leans on a record that could not be read is not reported as well."""

from pathlib import Path

import pytest

from tests import cases
from wigmore.build import pipeline
from wigmore.casefiles import locate, read
from wigmore.diagnostics import diagnostic
from wigmore.stages import losses, merge, references

CASE = "case: {title: A small case, as_of: 2026-01-31}\n"


def reported(texts: dict[str, str]) -> list[str]:
    """The codes that reading, merging and the check of references report, in order."""
    found: list[diagnostic.Diagnostic] = []
    files = []
    for path, text in texts.items():
        outcome = read.read_records(text, path)
        found.extend(outcome.diagnostics)
        files.append(outcome.value)
    lost = losses.lost(found)
    merged = merge.merge(files, lost)
    records, broken = merged.value
    after = references.check(references.Known(records, broken, lost), locate.Locator(texts))
    return [one.rule.code for one in (*found, *merged.diagnostics, *after)]


def checked(tmp_path: Path, text: str) -> list[str]:
    """The codes that the whole check reports of one file beside a sound case.yaml."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "records.yaml").write_text(text, encoding="utf-8")
    compiling = pipeline.check(tmp_path, pipeline.Settings(), pipeline.new_cache(None))
    return [one.rule.code for one in compiling.diagnostics]


SOURCES = "sources:\n  log: {title: Log, kind: archive}\n"
CLAIMS = "claims:\n  sailed: {says: It sailed., sources: [{source: log}]}\n"


def test_whole_case_reports_nothing() -> None:
    assert reported({"case.yaml": CASE, "a.yaml": SOURCES, "b.yaml": CLAIMS}) == []


def test_a_reference_dangles_where_everything_was_read() -> None:
    assert reported({"case.yaml": CASE, "b.yaml": CLAIMS}) == ["B019"]


def test_a_file_that_is_not_yaml_makes_no_reference_dangle() -> None:
    assert reported({"case.yaml": CASE, "a.yaml": SOURCES + "  - x", "b.yaml": CLAIMS}) == ["B006"]


def test_a_misspelt_kind_makes_no_reference_dangle() -> None:
    misspelt = SOURCES.replace("sources", "sorces")
    assert reported({"case.yaml": CASE, "a.yaml": misspelt, "b.yaml": CLAIMS}) == ["B013"]


def test_a_case_file_that_is_not_yaml_does_not_lack_its_case() -> None:
    assert reported({"case.yaml": "case: {title: Ships: a case}\n"}) == ["B006"]


def test_an_answer_that_could_not_be_read_is_not_missing_as_well() -> None:
    question = "questions:\n  who: {asks: Who?, residual: Nobody, answers: {mate: The mate, cook: }}\n"
    weighed = "evidence:\n  tar: {on: who, rests_on: [sailed], likelihood: {cook: 0.5, mate: 0.1}}\n"
    assert reported({"case.yaml": CASE, "a.yaml": SOURCES + CLAIMS + question + weighed}) == ["B024"]


def test_a_value_that_cannot_be_read_is_reported_where_it_is_written(tmp_path: Path) -> None:
    claim = "{says: Staff., about: mill, property: employees, sources: [{source: log}], value: "
    text = (
        "entities: {mill: {kind: plant, name: Mill}}\n"
        + SOURCES
        + f"claims:\n  one: {claim}a few}}}}\n  two: {claim}{{claim: one}}}}}}\n".replace("}}", "}")
    )
    assert checked(tmp_path, text) == ["Q001"]


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("{says: It sailed., sources: {source: log}}", "B015"),
        ("{says: It sailed., inferred_from: [other], warrant: }", "B024"),
        ("{says: It sailed., sources: [{source: log}], property: name, value: [a, b]}", "B015"),
    ],
)
def test_what_stands_there_and_was_not_read_is_not_missing(claim: str, code: str, tmp_path: Path) -> None:
    other = "  other: {says: The log is whole., sources: [{source: log}]}\n"
    (tmp_path / "case.yaml").write_text(
        CASE + SOURCES + f"claims:\n{other}  one: {claim}\n", encoding="utf-8"
    )
    compiling = pipeline.check(tmp_path, pipeline.Settings(), pipeline.new_cache(None))
    assert [one.rule.code for one in losses.without_echoes(compiling.diagnostics)] == [code]


def test_features_of_comparisons_are_properties(tmp_path: Path) -> None:
    text = "entities: {mill: {kind: plant, name: Mill}}\n"
    text += "comparisons:\n  mills: {subjects: [mill], features: [employees, colour]}\n"
    assert checked(tmp_path, text) == ["C002"]


def test_a_circle_of_bindings_is_reported_once(tmp_path: Path) -> None:
    text = "entities: {mill: {kind: plant, name: Mill}}\n" + SOURCES + "claims:\n"
    for name, bound in (("one", "two"), ("two", "one"), ("three", "one")):
        text += f"  {name}: {{says: Staff., about: mill, property: employees, value: {{claim: {bound}}},"
        text += " sources: [{source: log}]}\n"
    assert checked(tmp_path, text) == ["C011"]


def test_a_text_under_test_may_name_an_original_that_is_not_there(tmp_path: Path) -> None:
    case = CASE.replace("2026-01-31", "2026-01-31, under_test: log")
    files = {
        "case.yaml": case,
        "a.yaml": SOURCES,
        "b.yaml": CLAIMS.replace("source: log", "source: log, from: lgo"),
    }
    assert cases.codes(cases.write(tmp_path, files)) == ["B019"]


WEIGHED = """
sources:
  log: {title: The port log, kind: register, publisher: Port authority, read: whole}
claims:
  shift: {says: The clerk worked the night shift., sources: [{source: log}]}
questions:
  leak: {asks: Who leaked?, answers: {clerk: The clerk, master: The master}, residual: Another}
evidence:
  duty: {on: leak, rests_on: RESTS, likelihood: {LIKELIHOOD}}
"""


def weighed(likelihood: str, rests_on: str = "[shift]") -> str:
    """A case whose one piece of evidence has these likelihoods."""
    return WEIGHED.replace("LIKELIHOOD", likelihood).replace("RESTS", rests_on)


@pytest.mark.parametrize(
    ("likelihood", "codes"),
    [
        ("clerk: 1.5, master: 0.1, none: 0.3", ["H001"]),
        ("clerk: , master: 0.1, none: 0.3", ["B024"]),
        ("clerk: perhaps so, master: 0.1, none: 0.3", ["H001"]),
        ("clrk: 0.5, master: 0.1, none: 0.3", ["B019"]),
        ("clerk: 1.5, master: 0.1", ["H004", "H001"]),
        ("clrk: 0.5, master: 0.1", ["H004", "B019"]),
    ],
)
def test_an_answer_is_not_missing_where_it_was_written_wrongly(
    tmp_path: Path, likelihood: str, codes: list[str]
) -> None:
    assert checked(tmp_path, weighed(likelihood)) == codes


@pytest.mark.parametrize(
    ("held", "repair"),
    [
        ("1", "0.999"),
        ("0", "0.001"),
        ("0-1", "0.001-0.999"),
        ("0.6-1", "0.6-0.999"),
        ("0.9995-1", "0.999"),
        ("0-0.0001", "0.001"),
    ],
)
def test_a_likelihood_without_doubt_is_repaired_by_one_that_leaves_some(
    tmp_path: Path, held: str, repair: str
) -> None:
    (tmp_path / "case.yaml").write_text(CASE + weighed(f"clerk: {held}, others: 0.2"), encoding="utf-8")
    compiling = pipeline.check(tmp_path, pipeline.Settings(), pipeline.new_cache(None))
    assert [(one.rule.code, one.help) for one in compiling.diagnostics] == [("H003", f"write `{repair}`")]
    assert checked(tmp_path, weighed(f"clerk: {repair}, others: 0.2")) == []


def test_what_stands_twice_in_one_list_is_weighed_twice(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        CASE + weighed("clerk: 0.6, others: 0.2", "[shift, shift]"), encoding="utf-8"
    )
    compiling = pipeline.check(tmp_path, pipeline.Settings(), pipeline.new_cache(None))
    assert [one.rule.code for one in compiling.diagnostics] == ["H006"]

"""What is private is counted and never shown: not in the page, the compiled case, a table, or the cache."""

from pathlib import Path

from tests import cases
from tests.report import walk
from tests.report.test_html import numbers_without_trail
from wigmore.build import building, pipeline
from wigmore.kit import edtf

MARKER = "zqprivate"
CASE = """\
case: {title: With private records, as_of: 2026-01-31}

entities:
  acme: {kind: company, name: Acme}
  helper: {kind: person, name: Helper}

assumptions:
  taken: {says: Taken as given., grade: unsupported}

sources:
  open-paper: {title: An open paper, publisher: Paper, kind: news, read: whole}
  zqprivate-source:
    title: zqprivate title
    publisher: zqprivate publisher
    kind: letter
    by: helper
    interest: [acme]
    url: https://zqprivate.example/letter
    published: 2019-03-04
    derives_from: [open-paper]
    read: whole
    reliability: B
    why: zqprivate reason
    capture: sha256:00000000000000000000000000000000000000000000000000000000abcdef12
    private: yes
  zqprivate-other: {title: zqprivate second, kind: note, private: yes}

claims:
  seen: {says: Acme moved., about: acme, sources: [{source: open-paper, at: p. 1}]}
  partly:
    says: Acme moved early.
    about: acme
    sources:
      - {source: zqprivate-source, at: zqprivate place, quote: zqprivate words, by: helper}
      - {source: open-paper, at: p. 2}
  zqprivate-claim:
    says: zqprivate sentence
    about: acme
    when: 2018-07-09
    said: 2018-07-10
    sources:
      - {source: zqprivate-source, at: zqprivate page, quote: zqprivate quote, stance: denies}
      - {source: open-paper, quote: zqprivate phrase, from: [zqprivate-other]}
    private: yes
  zqprivate-inference:
    says: zqprivate conclusion
    about: acme
    inferred_from: [zqprivate-claim]
    warrant: zqprivate warrant
    assumes: [taken]
    private: yes
  rests: {says: It follows., about: acme, inferred_from: [zqprivate-claim, seen], warrant: It does.}

inquiries:
  zqprivate-inquiry:
    asks: zqprivate question
    where: zqprivate archive
    on: 2017-05-06
    to: helper
    found: [zqprivate-claim]
    would_find: 0.3
    assumes: [taken]
    private: yes
"""
SECRETS = (MARKER, "abcdef12", "2018-07-09", "2018-07-10", "2017-05-06", "2019-03-04")


def test_private_records_are_counted_and_never_shown(tmp_path: Path) -> None:
    root = cases.write(tmp_path / "case", {"case.yaml": CASE})
    out = tmp_path / "out"
    built = building.build(root, out, pipeline.Settings())
    assert built.report is not None
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        held = path.read_bytes()
        for secret in SECRETS:
            assert secret.encode() not in held, f"{secret} in {path.relative_to(out)}"
    page = walk.read(built.report.read_text(encoding="utf-8"))
    words = " ".join(page.text().split())
    for count in (
        "2 private sources are counted and not shown",
        "2 private claims are counted and not shown",
        "1 private inquiry is counted and not shown",
    ):
        assert count in words
    assert numbers_without_trail(page) == []
    ids = {one.attributes.get("id") for one in page}
    links = {one.attributes["href"][1:] for one in page.of_tag("a") if one.attributes["href"][0] == "#"}
    assert not links - ids
    assert {"private-claim-1", "private-claim-2", "private-source-1", "private-inquiry-1"} <= ids


def test_private_records_that_were_not_known_yet_stay_private(tmp_path: Path) -> None:
    files = {"case.yaml": CASE, "story.md": "Zqprivate did [@zqprivate-claim], [@zqprivate-inquiry].\n"}
    root, out = cases.write(tmp_path / "case", files), tmp_path / "out"
    built = building.build(root, out, pipeline.Settings(known_on=edtf.parse("2018-01-01")))
    assert built.compiled is not None
    assert built.report is not None
    for path in out.rglob("*"):
        held = path.read_bytes().lower() if path.is_file() else b""
        for secret in SECRETS:
            assert secret.encode() not in held, f"{secret} in {path.relative_to(out)}"
    assert built.compiled.data["private"] == {"sources": 2, "claims": 2, "inquiries": 1}
    assert {"private-claim-1", "private-source-1", "private-inquiry-1"} <= set(
        built.compiled.data["left_out"]
    )
    page = walk.read(built.report.read_text(encoding="utf-8"))
    assert "2 private sources are counted and not shown" in " ".join(page.text().split())


def test_nobody_says_that_no_inquiry_exists_where_one_was_not_known_yet(tmp_path: Path) -> None:
    text = CASE.replace("title: An open paper, publisher: Paper,", "title: A, published: 2017,")
    held = cases.compile_clean(cases.write(tmp_path, {"case.yaml": text}), known_on=edtf.parse("2018-01-01"))
    said = [one["sentence"] for one in held.findings if one["analysis"] == "reply"]
    assert said
    assert all("no inquiry is" not in one for one in said)


def test_trails_end_at_the_stub(tmp_path: Path) -> None:
    held = cases.compile_clean(cases.write(tmp_path, {"case.yaml": CASE}))
    assert held.data["private"] == {"sources": 2, "claims": 2, "inquiries": 1}
    assert not held.record("rests").get("private")
    assert held.record("rests")["inferred_from"][0].startswith("private-claim-")

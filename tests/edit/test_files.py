"""The writer of case files: refuses what would overwrite, and changes one record alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from wigmore.casefiles import read
from wigmore.edit import files
from wigmore.kit import canonical
from wigmore.model import thing

TEXT = """\
# people of the case
entities:
  ada: {kind: person, name: Ada}   # the first

  # about Bob
  bob:
    kind: person
    name: Bob

"""


def entity(name: str) -> thing.Entity:
    records = {one.id: one for one in read.read_records(TEXT, "e.yaml").value.records}
    held = records[name]
    assert isinstance(held, thing.Entity)
    return held


def digest(path: Path) -> str:
    return canonical.sha256_hex(path.read_bytes())


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_one_record_changes_and_no_other_byte(start: bytes, end: bytes, tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    data = start + TEXT.encode().replace(b"\n", end)
    path.write_bytes(data)
    changed = replace(entity("bob"), name="Robert")
    files.replace_record(path, changed, digest(path))
    before, after = data.split(b"bob:")[0], end + end
    held = path.read_bytes()
    assert held.startswith(before)
    assert held.endswith(b"Robert" + after) or held.endswith(b"Robert}" + after)
    records = read.read_records(held.decode("utf-8-sig"), "e.yaml").value.records
    assert records == (entity("ada"), changed)


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_text(TEXT)
    seen = digest(path)
    path.write_text(TEXT + "# somebody else was here\n")
    with pytest.raises(files.Refused, match="changed in the meantime"):
        files.replace_record(path, entity("ada"), seen)
    assert path.read_text().endswith("was here\n")


@pytest.mark.parametrize(
    "text", ["entities: {cleo: {kind: person, name: Cleo}}\n", "claims: {}\n", "a: [\n", ""]
)
def test_a_file_without_the_record_is_left(text: str, tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_text(text)
    with pytest.raises(files.Refused, match="holds no record `ada`"):
        files.replace_record(path, entity("ada"), digest(path))
    assert path.read_text() == text


def test_nothing_is_created_where_one_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("mine")
    with pytest.raises(files.Refused, match="already there"):
        files.create(tmp_path, {"a.yaml": b"a", "b.yaml": b"b"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.yaml"]


def test_files_are_created_at_any_depth(tmp_path: Path) -> None:
    assert files.create(tmp_path / "new", {"a/b.yaml": b"b", "c.yaml": b"c"}) == [
        tmp_path / "new" / "a" / "b.yaml",
        tmp_path / "new" / "c.yaml",
    ]
    assert (tmp_path / "new" / "a" / "b.yaml").read_bytes() == b"b"

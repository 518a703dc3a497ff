import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import canonical

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [1.5, None, True]}, '{"a":[1.5,null,true],"b":1}'),
        (("é", "x"), '["é","x"]'),
        (1e22, "1e+22"),
        (0.1, "0.1"),
        ({}, "{}"),
    ],
)
def test_canonical_json(value: object, written: str) -> None:
    assert canonical.canonical_json(value) == written


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": {"b": float("-inf")}}])
def test_no_json_for_what_is_no_number(value: object) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical.canonical_json(value)


def test_no_json_for_a_value_in_itself() -> None:
    value: list[object] = []
    value.append(value)
    with pytest.raises(ValueError, match="Circular"):
        canonical.canonical_json(value)


@pytest.mark.parametrize("value", [{1, 2}, b"x", {1: "x"}, [{"a": {2: "x"}}], Path("x")])
def test_no_json_for_other_types(value: object) -> None:
    with pytest.raises(TypeError):
        canonical.canonical_json(value)


@given(JSON)
def test_json_reads_back(value: object) -> None:
    written = canonical.canonical_json(value)
    assert json.loads(written) == value
    assert canonical.canonical_json(json.loads(written)) == written


@given(st.dictionaries(st.text(), st.integers()))
def test_order_of_keys_is_no_matter(value: dict[str, int]) -> None:
    turned = dict(reversed(value.items()))
    assert canonical.canonical_json(turned) == canonical.canonical_json(value)


def test_sha256() -> None:
    # The example of FIPS 180-4 for "abc".
    assert canonical.sha256_hex(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")


def test_content_id() -> None:
    assert canonical.content_id("p", "a.b", "c") != canonical.content_id("p", "a", "b.c")
    assert canonical.content_id("p", "a") != canonical.content_id("q", "a").replace("q-", "p-")
    assert canonical.content_id("p", "a", digits=12).startswith(canonical.content_id("p", "a"))
    assert canonical.content_id("p", "\ud800").startswith("p-")


@pytest.mark.parametrize("digits", [7, 13])
def test_content_id_length(digits: int) -> None:
    with pytest.raises(ValueError, match="digits"):
        canonical.content_id("p", "a", digits=digits)


def test_write_atomic_new_file(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250)
    canonical.write_atomic(target, b"one")
    other = tmp_path / "plain"
    other.write_bytes(b"")
    assert target.read_bytes() == b"one"
    assert target.stat().st_mode == other.stat().st_mode
    assert sorted(tmp_path.iterdir()) == sorted([target, other])


def test_write_atomic_keeps_permissions(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o640)
    canonical.write_atomic(target, b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_write_atomic_cleans_up(tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    target = tmp_path / "file"
    target.write_bytes(b"old")
    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        canonical.write_atomic(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_write_atomic_without_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        canonical.write_atomic(tmp_path / "no" / "file", b"")

"""Trails: each record is followed once, however many lean on it and however deep it lies."""

from pathlib import Path

import pytest

from tests import cases
from wigmore.model import trace

SOURCE = "sources: {s: {title: S, kind: news, publisher: P, read: whole}}\n"


def ladder(height: int, wide: bool) -> str:
    """Claims each of which is concluded from the one below it, twice over when wide."""
    lines = [
        "claims:",
        "  c0-a: {says: Bottom., sources: [{source: s}]}",
        "  c0-b: {says: Bottom., sources: [{source: s}]}",
    ]
    for level in range(1, height):
        below = f"[c{level - 1}-a, c{level - 1}-b]" if wide else f"[c{level - 1}-a]"
        sides = "ab" if wide else "a"
        lines += [
            f"  c{level}-{side}: {{says: Level., inferred_from: {below}, warrant: W.}}" for side in sides
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("height", "wide"), [(60, True), (3000, False)])
def test_high_ladders_of_inference_are_traced(height: int, wide: bool, tmp_path: Path) -> None:
    """Sixty levels of two claims would be 2**60 ways down; three thousand, deeper than Python's stack."""
    root = cases.write(tmp_path, {"s.yaml": SOURCE, "c.yaml": ladder(height, wide)})
    case = cases.compile_clean(root)
    trail = trace.trace(case, f"c{height - 1}-a")
    ends = list(trail.ends())
    assert {end.kind for end in ends} == {"passage"}
    assert len(ends) == (2 if wide else 1)
    for one in case.findings:
        assert all(end.kind in trace.ENDS for end in trace.trace(case, one["id"]).ends())


def test_a_trail_tells_stance_and_state(tmp_path: Path) -> None:
    claim = (
        "claims: {c: {says: It is so., sources: [{source: s, stance: denies, at: p. 2, quote: not so}]}}\n"
    )
    case = cases.compile_clean(cases.write(tmp_path, {"s.yaml": SOURCE, "c.yaml": claim}))
    (passage,) = trace.trace(case, "c").below
    assert (passage.kind, passage.text, passage.state) == ("passage", "S denies, p. 2: “not so”", "link-only")


def test_what_is_not_there_raises(tmp_path: Path) -> None:
    case = cases.compile_clean(cases.write(tmp_path, {}))
    for name in ("nobody", "policy:status/no-such-row", "policy:none"):
        with pytest.raises(KeyError):
            trace.trace(case, name)

"""docs/belief.md: the example that is worked out by hand comes to what the program works out."""

from pathlib import Path

import pytest

from tests import cases
from tests.docs import pages

PAGE = pages.DOCS / "belief.md"


def test_the_example_by_hand_is_what_is_worked_out(tmp_path: Path) -> None:
    text = pages.read(PAGE)
    (body,) = (body for info, body in pages.FENCE.findall(text) if info == "yaml")
    (tmp_path / "case.yaml").write_text(body, encoding="utf-8")
    tables = {one["name"]: one for one in cases.compile_clean(tmp_path).data["tables"]}
    found = [row[3] for row in tables["answers"]["rows"]]
    told = next(line for line in text.splitlines() if line.startswith("| divided by their sum"))
    assert [float(cell) for cell in told.split("|")[2:5]] == pytest.approx(found, abs=5e-5)
    steps = [row[6] for row in tables["steps"]["rows"]]
    assert steps == pytest.approx([-1.76, 5.21, 2.95, 6.40], abs=0.006)
    for written in ("−1.76 dB", "+5.21 dB", "+2.95 dB", "6.40 dB"):
        assert written in text

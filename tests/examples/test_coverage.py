"""What the flagship is known to show is shown by findings, or waits for an analysis that is named."""

import pytest

from tests import cases
from wigmore.build import coverage

LIST = cases.EXAMPLES / "coverage" / "nano-one-lg.csv"


def expected() -> tuple[coverage.Expected, ...]:
    return coverage.read(LIST.read_text(encoding="utf-8"))


def test_each_line_is_shown_or_says_what_it_waits_for() -> None:
    lines = list(coverage.shown(cases.example("nano-one-lg"), expected()))
    assert len(lines) == 47 == len({line.fact for line, _ in lines})
    for line, found in lines:
        assert bool(found) == bool(line.analysis), f"{line.fact}: {line.what}"
        assert bool(found) != bool(line.waits_for), f"{line.fact}: {line.what}"
    assert sum(1 for _, found in lines if found) >= 30


def test_what_shows_a_line_rests_on_all_of_its_records() -> None:
    basis = {one["id"]: {*one["basis"], *one["against"]} for one in cases.example("nano-one-lg").findings}
    for line, found in coverage.shown(cases.example("nano-one-lg"), expected()):
        if found in basis:
            assert set(line.records) <= basis[found]


@pytest.mark.parametrize(
    ("analysis", "records"),
    [
        ("conflicts", ("no-such-claim",)),
        ("conflicts", ()),
        ("no-such-analysis", ("rio-amount",)),
        ("inquiry", ()),
    ],
)
def test_nothing_shows_what_is_not_there(analysis: str, records: tuple[str, ...]) -> None:
    line = coverage.Expected("x", "nothing of the kind", records, analysis, "")
    assert list(coverage.shown(cases.example("nano-one-lg"), [line])) == [(line, "")]


def test_a_list_with_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="the columns are fact, what"):
        coverage.read("fact,claims\n1,x\n")

"""Forecasts: scores by hand, what they leave unsaid, and calibration only where there are enough."""

import math
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from wigmore.analyses import forecasts
from wigmore.kit import quantity
from wigmore.methods import score
from wigmore.model import compiled, vocabulary

SCALE = vocabulary.Policy("scale", "", "", "", (vocabulary.Row("likely", {"low": 0.6, "high": 0.8}, ""),))
HEAD = (
    "sources: {s: {title: S, kind: news, publisher: P, published: 2025-01-01}}\n"
    "claims: {won: {says: It won., sources: [{source: s}]}}\n"
    "questions:\n"
)
QUESTION = (
    "  q{number}: {{asks: Which?, answers: {{a: A, b: B, c: C}}, exhaustive: No other., "
    "forecasts: [{{on: 2025-01-01, by: desk, a: {share}, others: rest}}], "
    "resolved: {{answer: {came}, on: 2025-02-01, claim: won}}}}\n"
)


def compile_with(folder: Path, count: int) -> compiled.Compiled:
    """So many questions; every fourth comes out otherwise than the forecast of three quarters."""
    made = [
        QUESTION.format(number=number, share=0.75, came="b" if number % 4 == 3 else "a")
        for number in range(count)
    ]
    return cases.compile_clean(cases.write(folder, {"c.yaml": HEAD + "".join(made)}))


def rows(case: compiled.Compiled, name: str) -> list[list[Any]]:
    """The rows of a table of the record."""
    return [
        row
        for table in case.data["tables"]
        if (table["analysis"], table["name"]) == ("record", name)
        for row in table["rows"]
    ]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"a": "0.5"}, (0.5, 0.25, 0.25)),
        ({"a": "0.2-0.4", "others": "rest"}, (0.3, 0.35, 0.35)),
        ({"a": "likely", "b": "0.3"}, (0.7, 0.3, 0.0)),
        ({"a": "0.1", "others": "0.3"}, (1 / 7, 3 / 7, 3 / 7)),
        ({"a": "0.8", "b": "0.8", "c": "0"}, (0.5, 0.5, 0.0)),
        ({"a": "0", "b": "0", "c": "0"}, (1 / 3, 1 / 3, 1 / 3)),
        ({}, (1 / 3, 1 / 3, 1 / 3)),
    ],
)
def test_what_a_forecast_leaves_is_shared(stated: dict[str, str], expected: tuple[float, ...]) -> None:
    read = {
        answer: held if held in ("likely", "rest") else quantity.parse_probability(held)
        for answer, held in stated.items()
    }
    made = forecasts.shares(read, ("a", "b", "c"), SCALE)
    assert tuple(made.values()) == pytest.approx(expected)


def test_scores_are_those_of_all_answers(tmp_path: Path) -> None:
    """By hand: half of 0.25² + 0.125² + 0.125² where it came, of 0.75² + 0.875² + 0.125² where it did not."""
    case = compile_with(tmp_path, 4)
    came = (0.25**2 + 2 * 0.125**2) / 2
    not_came = (0.75**2 + 0.875**2 + 0.125**2) / 2
    ((by, number, brier, log),) = rows(case, "forecasters")
    assert (by, number) == ("desk", 4)
    assert brier == pytest.approx((3 * came + not_came) / 4, abs=1e-6)
    assert log == pytest.approx(-(3 * math.log(0.75) + math.log(0.125)) / 4, abs=1e-6)


@pytest.mark.parametrize("count", [score.FEWEST - 1, score.FEWEST])
def test_calibration_needs_fifty_forecasts(count: int, tmp_path: Path) -> None:
    """Fewer forecasts speak of more than fifty answers together, and still make no table."""
    case = compile_with(tmp_path, count)
    table = rows(case, "calibration")
    told = [one["sentence"] for one in case.findings if one["analysis"] == "record"]
    assert any("no calibration" in one for one in told) == (count < score.FEWEST)
    assert bool(table) == (count >= score.FEWEST)
    if table:
        (upper,) = (row for row in table if row[0] == 0.7)
        assert upper[2:] == [50, 0.75, 38 / 50]
        assert sum(row[2] for row in table) == 150

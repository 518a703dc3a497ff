"""The vectors of processes: the pack `battery` and the stoichiometry agree, and the runner can fail."""

from pathlib import Path
from typing import Any

import pytest

from tests.vectors import __main__ as command
from tests.vectors import process_table, runner

PROCESS = Path(__file__).with_name("process.yaml")
VECTORS = runner.load(PROCESS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_vector(vector: dict[str, Any]) -> None:
    (outcome,) = runner.run([vector])
    assert outcome.problem is None, outcome.problem


def test_every_adapter_has_a_vector() -> None:
    assert {one["formula"] for one in VECTORS} == set(process_table.TABLE)


def test_the_command_counts_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(PROCESS)]) == 0
    assert capsys.readouterr().out == f"{len(VECTORS)} passed, 0 failed\n"


def altered(vector: dict[str, Any]) -> dict[str, Any]:
    """The vector with every number expected a fiftieth higher, and every verdict another word."""
    wrong = [
        {**one, "value": one["value"] + "x" if isinstance(one["value"], str) else one["value"] * 1.02 + 1e-6}
        for one in vector["expected"]
    ]
    return {**vector, "expected": wrong}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_every_wrong_answer_is_seen(vector: dict[str, Any]) -> None:
    (outcome,) = runner.run([altered(vector)])
    assert outcome.problem is not None
    for one in vector["expected"]:
        assert f"{one['name']}: expected" in outcome.problem


def test_an_unknown_formula_and_a_missing_answer_fail() -> None:
    (first,) = runner.run([{"id": "X-1", "formula": "F99", "inputs": {}, "expected": []}])
    assert first.problem == "there is no formula of that name"
    wanted = [{"name": "mass", "value": 1, "unit": "t", "abs_tol": 1}]
    (second,) = runner.run([{**VECTORS[0], "expected": wanted}])
    assert second.problem == "\n    mass: there is no answer of that name"

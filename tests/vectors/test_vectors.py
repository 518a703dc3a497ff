"""The shared vectors, and the runner itself: it must be able to fail."""

from pathlib import Path
from typing import Any

import pytest

from tests.vectors import __main__ as command
from tests.vectors import runner

METHODS = Path(__file__).with_name("methods.yaml")
DONE = (
    *("time.", "provenance.", "cite."),
    *("ach.", "bayes.", "voi.", "sensitivity.", "words.", "sources.", "attribution.", "lookelsewhere."),
    "coattendance.",
    *("coincidence.near_pair", "argument.", "assumptions.", "indicators.", "score.", "aggregate."),
    *("events.", "multiple."),
)
"""Prefixes that have functions; each later room adds its own."""


def vectors() -> list[dict[str, Any]]:
    return [one for one in runner.load(METHODS) if one["method"].startswith(DONE)]


@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: str(vector["id"]))
def test_vector(vector: dict[str, Any]) -> None:
    (outcome,) = runner.run([vector])
    assert outcome.problem is None, outcome.problem


def test_there_are_vectors_of_each_done_prefix() -> None:
    held = [one["method"] for one in vectors()]
    assert all(any(method.startswith(prefix) for method in held) for prefix in DONE)


def test_command_counts_and_closes(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(METHODS), "--only", "time.,cite."]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{_count('time.') + _count('cite.')} passed, 0 failed"


def _count(prefix: str) -> int:
    return sum(1 for one in runner.load(METHODS) if one["method"].startswith(prefix))


def test_an_unknown_name_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --only always, and within it."""
    assert command.main([str(METHODS), "--only", "time.,no.such"]) == 0
    assert command.main([str(METHODS)]) == 1
    assert "there is no function of that name" in capsys.readouterr().out


def test_nothing_run_is_a_failure() -> None:
    assert command.main([str(METHODS), "--only", "no.such"]) == 1


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1.0, 1.1),
        (True, 1),
        (None, 0),
        ([1, 2], [1, 2, 3]),
        ({"a": 1}, {"a": 1, "b": 2}),
        ("1", 1),
        (float("nan"), 1.0),
    ],
)
def test_a_wrong_value_is_seen(got: object, expected: object) -> None:
    assert not runner.close(got, expected, 1e-6)


def test_a_planted_fault_is_reported_with_both_values() -> None:
    vector = {"id": "X-01", "method": "x.y", "inputs": {"a": 1}, "expected": 2, "tolerance": 0}
    (outcome,) = runner.run([vector], functions={"x.y": lambda a: a})
    assert outcome.problem is not None
    assert "expected 2" in outcome.problem
    assert "got      1" in outcome.problem

"""Runs vectors through the table and compares what comes out with what is expected."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.vectors import process_asking, process_table, table


@dataclass(frozen=True, slots=True)
class Outcome:
    """One vector that was run: what went wrong, or nothing."""

    vector: str
    method: str
    problem: str | None


def load(path: Path) -> list[dict[str, Any]]:
    """The vectors of a file."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    vectors = held["vectors"] if isinstance(held, dict) else held
    assert isinstance(vectors, list)
    return vectors


def run(
    vectors: Iterable[Mapping[str, Any]],
    only: tuple[str, ...] = (),
    functions: Mapping[str, table.Function] = table.TABLE,
) -> Iterator[Outcome]:
    """Run every vector whose name begins with one of `only`, or all; an unknown name is a failure."""
    for vector in vectors:
        if "formula" in vector:
            yield from _of_formula(vector, only)
            continue
        method = vector["method"]
        if only and not any(method.startswith(prefix) for prefix in only):
            continue
        function = functions.get(method)
        if function is None:
            yield Outcome(vector["id"], method, "there is no function of that name")
            continue
        try:
            got = function(**vector["inputs"])
        except Exception as error:
            yield Outcome(vector["id"], method, f"raised {type(error).__name__}: {error}")
            continue
        same = close(got, vector["expected"], float(vector.get("tolerance", 0)))
        problem = None if same else f"\n    expected {vector['expected']}\n    got      {got}"
        yield Outcome(vector["id"], method, problem)


def _of_formula(vector: Mapping[str, Any], only: tuple[str, ...]) -> Iterator[Outcome]:
    """Run a vector of a formula: each answer it names is compared in its unit, a verdict as text."""
    name = str(vector["formula"])
    if only and not any(name.startswith(prefix) for prefix in only):
        return
    adapter = process_table.TABLE.get(name)
    if adapter is None:
        yield Outcome(vector["id"], name, "there is no formula of that name")
        return
    try:
        got = adapter(vector["inputs"])
    except Exception as error:
        yield Outcome(vector["id"], name, f"raised {type(error).__name__}: {error}")
        return
    wrong = [said for one in vector["expected"] if (said := _difference(one, got))]
    yield Outcome(vector["id"], name, "".join(f"\n    {said}" for said in wrong) or None)


def _difference(expected: Mapping[str, Any], got: Mapping[str, float | str]) -> str:
    """What is wrong with one answer, or nothing; tolerances are relative or absolute, in its unit."""
    name, wanted = expected["name"], expected["value"]
    if name not in got:
        return f"{name}: there is no answer of that name"
    value = got[name]
    if isinstance(wanted, str) or isinstance(value, str):
        return "" if value == wanted else f"{name}: expected {wanted}, got {value}"
    told = value / float(process_asking.unit(expected["unit"]).factor)
    reach = abs(wanted) * expected["rel_tol"] if "rel_tol" in expected else expected["abs_tol"]
    same = math.isfinite(told) and abs(told - wanted) <= reach
    return "" if same else f"{name}: expected {wanted} {expected['unit']}, got {told}"


def close(got: Any, expected: Any, tolerance: float) -> bool:
    """Whether two values are equal, numbers within an absolute tolerance; a bool is no number."""
    if isinstance(expected, Mapping):
        return (
            isinstance(got, Mapping)
            and got.keys() == expected.keys()
            and all(close(got[key], expected[key], tolerance) for key in expected)
        )
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(got, (list, tuple))
            and len(got) == len(expected)
            and all(close(one, other, tolerance) for one, other in zip(got, expected, strict=True))
        )
    if isinstance(expected, bool) or isinstance(got, bool) or expected is None or got is None:
        return got is expected
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return math.isfinite(got) and abs(got - expected) <= tolerance
    return type(got) is type(expected) and got == expected

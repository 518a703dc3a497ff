"""Seeded draws from the stated ranges of inputs, carried through an expression all at once.

A range with a most likely value is drawn from a triangular distribution, one without from a uniform one;
inputs are independent. That is an assumption, unlike the bounds of `intervals`, and is to be printed as one.
Each input has a stream of its own, by its name, so that neither the order of inputs nor another input
changes what is drawn for it.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wigmore.methods import expression
from wigmore.methods.expression import Node

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """A range of one input, in any unit; `mode` is its most likely value, if it has one.

    Raises ValueError unless low <= mode <= high and all are finite.
    """

    low: float
    high: float
    mode: float | None = None

    def __post_init__(self) -> None:
        mode = self.low if self.mode is None else self.mode
        if not (self.low <= mode <= self.high and np.isfinite([self.low, self.high]).all()):
            raise ValueError("a range goes from its low to its high end, with the most likely value between")


def sample(spreads: Mapping[str, Spread], count: int, seed: int) -> dict[str, Values | float]:
    """`count` draws of each input; one that has no width stays a single number."""
    return {name: _drawn(name, one, count, seed) for name, one in spreads.items()}


def _drawn(name: str, one: Spread, count: int, seed: int) -> Values | float:
    if one.low == one.high:
        return one.low
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    if one.mode is None:
        made = generator.uniform(one.low, one.high, count)
    else:
        made = generator.triangular(one.low, one.mode, one.high, count)
    return np.clip(made, one.low, one.high, out=made)  # rounding may carry a draw past an end


_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "sqrt": np.sqrt,
    "ln": np.log,
    "exp": np.exp,
    "ceil": np.ceil,
}


def evaluate(node: Node, values: Mapping[str, Values | float]) -> Any:
    """The value of an expression, for each draw where inputs are draws; nought divided by is not a number.

    Raises KeyError for a name without a value.
    """
    with np.errstate(all="ignore"):
        return _value(node, values)


def _value(node: Node, values: Mapping[str, Values | float]) -> Any:
    if isinstance(node, expression.Number):
        return float(node.value)
    if isinstance(node, expression.Name):
        return values[node.name]
    if isinstance(node, expression.Call):
        held = [_value(one, values) for one in node.arguments]
        if node.function in ("min", "max"):
            return _of_many(np.minimum if node.function == "min" else np.maximum, held)
        return _FUNCTIONS[node.function](held[0])
    return _OPERATIONS[node.sign](_value(node.left, values), _value(node.right, values))


def _of_many(choose: Callable[..., Any], held: Sequence[Any]) -> Any:
    first = held[0]
    for other in held[1:]:
        first = choose(first, other)
    return first


@dataclass(frozen=True, slots=True)
class Summary:
    """What draws come to: mean and three percentiles."""

    mean: float
    p05: float
    p50: float
    p95: float


def summary(draws: Values) -> Summary:
    """Mean, 5th, 50th and 95th percentile of draws; raises ValueError where one is no finite number."""
    held = np.asarray(draws, dtype=np.float64)
    if not held.size or not np.isfinite(held).all():
        raise ValueError("a draw is no finite number")
    low, middle, high = np.percentile(held, (5, 50, 95))
    return Summary(float(held.mean()), float(low), float(middle), float(high))

"""Estimates worked out in numbers: every combination of inputs, its bounds, and seeded draws.

All numbers are in coherent base units until they are shown.
"""

import math
from dataclasses import dataclass, field

from wigmore.kit import amount, quantity
from wigmore.methods import draws, intervals
from wigmore.model import inference, views
from wigmore.packs import binding, estimating, leaves

MOST_DRAWS = 1_000_000
_KEPT = 256
PACK = "pack:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one combination comes to.

    `bounds` are those over the ranges of its inputs. `rounded` is as wide as the digits written and the
    hedges allow; `written` takes hedged numbers and thresholds (`~800`, `at least 30`) as the numbers that
    stand there, as wide as their digits. `possible` is what the packs allow, None where they say nothing.
    """

    combination: estimating.Combination
    central: float
    bounds: intervals.Interval
    is_reached: bool
    rounded: intervals.Interval
    written: intervals.Interval
    possible: intervals.Interval | None

    @property
    def worked(self) -> leaves.Worked:
        """The expression over leaves."""
        return self.combination.worked

    def says(self, value: float) -> str:
        """A number in base units for a sentence, in the unit of the answer."""
        return amount.amount(self.worked.shown(value), self.worked.unit.symbol)

    @property
    def range(self) -> str:
        """The bounds for a sentence, in the unit of the answer."""
        return interval(self.bounds, self.worked)

    @property
    def spoken(self) -> str:
        """The central value for a sentence, with the bounds where they differ from it."""
        central = self.says(self.central)
        return central if self.range == central else f"{central} ({self.range})"

    @property
    def is_hedged(self) -> bool:
        """Whether it takes a number after `~`, which the policy makes wider."""
        return any(one.is_hedged for one in self.worked.leaves.values())

    @property
    def choices(self) -> str:
        """What the inputs take: `holland 16.5 GWh/a; candiac 200 t/a`."""
        return "; ".join(f"{name} {one.label}" for name, one in self.combination.chosen)


def interval(held: intervals.Interval, worked: leaves.Worked) -> str:
    """Bounds in base units for a sentence, in the unit of an answer."""
    return amount.interval(worked.shown(held.low), worked.shown(held.high), worked.unit.symbol)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """An estimate with all its answers, the first combination first; none where it cannot be worked out.

    `faults` say why it could not be bound; `missing` are claims to which it is bound that have no quantity,
    `lost` inputs of which nothing is known yet.
    """

    estimate: inference.Estimate
    answers: tuple[Answer, ...]
    bound: estimating.Bound | None
    percentiles: draws.Summary | None = field(default=None)
    faults: tuple[estimating.Fault, ...] = ()
    missing: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the estimate."""
        return self.estimate.id

    @property
    def first(self) -> Answer:
        """What the first combination comes to; raises IndexError where there is none."""
        return self.answers[0]

    @property
    def hull(self) -> intervals.Interval:
        """From the lowest bound of any combination to the highest."""
        return intervals.Interval(
            min(one.bounds.low for one in self.answers), max(one.bounds.high for one in self.answers)
        )


class Drawn:
    """Draws of leaves, each made once: two estimates that take one claim vary with it together."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = max(0, min(count, MOST_DRAWS)), abs(seed)
        self._kept: dict[tuple[str, draws.Spread], draws.Values | float] = {}

    def percentiles(self, worked: leaves.Worked) -> draws.Summary | None:
        """Mean and percentiles of an expression; None where an input has no end, or no number comes out."""
        if not self.count or not all(leaf.is_bounded for leaf in worked.leaves.values()):
            return None
        values = {name: self.of(name, leaf.spread) for name, leaf in worked.leaves.items()}
        try:
            return draws.summary(draws.evaluate(worked.node, values))
        except ValueError:
            return None

    def of(self, name: str, spread: draws.Spread) -> draws.Values | float:
        """The draws of one leaf."""
        key = (name, spread)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = draws.sample({name: spread}, self.count, self.seed)[name]
        return self._kept[key]


def reckoned(seen: views.Estimates, context: estimating.Context, drawn: Drawn) -> tuple[Reckoned, ...]:
    """Every estimate worked out, by id; what stands in for a lost input is not taken for it."""
    return tuple(
        Reckoned(estimate=one, answers=(), bound=None, lost=seen.lost[name])
        if seen.lost.get(name)
        else _reckoned(one, context, drawn)
        for name, one in sorted(seen.records.items())
    )


def _reckoned(one: inference.Estimate, context: estimating.Context, drawn: Drawn) -> Reckoned:
    bound, faults = binding.bind(one, context)
    answers = tuple(answer(held) for held in bound.combinations()) if bound else ()
    if bound is None or not all(math.isfinite(held.central) for held in answers):
        missing = tuple(name for name in _claims(one) if name not in context.amounts)
        return Reckoned(estimate=one, answers=(), bound=None, faults=faults, missing=missing)
    summary = drawn.percentiles(answers[0].worked)
    return Reckoned(estimate=one, answers=answers, bound=bound, percentiles=summary)


def _claims(one: inference.Estimate) -> tuple[str, ...]:
    """The claims to which the inputs of an estimate are bound, each once."""
    held = (getattr(option, "claim", None) for some in one.inputs.values() for option in some)
    return tuple(dict.fromkeys(name for name in held if name is not None))


def answer(combination: estimating.Combination) -> Answer:
    """One combination in numbers."""
    worked = combination.worked
    enclosed = worked.bounds()
    rounded = worked.bounds(rounded=True).bounds
    box = {name: written(leaf) for name, leaf in worked.leaves.items()}
    is_hedged = any(held != intervals.Interval(*worked.leaves[name].rounded) for name, held in box.items())
    return Answer(
        combination=combination,
        central=worked.central(),
        bounds=enclosed.bounds,
        is_reached=enclosed.is_reached,
        rounded=rounded,
        written=intervals.enclose(worked.node, box).bounds if is_hedged else rounded,
        possible=combination.possible.bounds(rounded=True).bounds if combination.possible else None,
    )


def written(leaf: leaves.Leaf) -> intervals.Interval:
    """The range of a leaf as its digits stand there, whatever hedge stands before them."""
    held = None if leaf.basis.startswith(PACK) else quantity.parse(leaf.text)
    if held is None or (leaf.is_bounded and None not in (held.low, held.high) and not held.approximate):
        return intervals.Interval(*leaf.rounded)
    return plain(held)


def plain(held: quantity.Quantity) -> intervals.Interval:
    """A quantity without its hedge: from half a unit of its last digit below to half a unit above."""
    low, high = held.rounding_interval()
    first = held.high if held.low is None else held.low
    last = held.low if held.high is None else held.high
    assert first is not None
    assert last is not None
    low = first - held.steps[1] / 2 if low is None else low
    high = last + held.steps[0] / 2 if high is None else high
    ends = (float(one * held.unit.factor + held.unit.offset) for one in (low, high))
    return intervals.Interval(*ends)


def shown(value: float, worked: leaves.Worked) -> float | str:
    """A number in base units as the cell of a table, in the unit of an answer."""
    return cell(worked.shown(value))


def cell(value: float) -> float | str:
    """A number as the cell of a table, to nine digits; empty where it is infinite or no number."""
    return float(f"{value:.9g}") if math.isfinite(value) else ""

"""The leaves of what is worked out: single numbers or ranges, each with what it rests on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from wigmore.kit import frozen, quantity, units
from wigmore.methods import draws, expression, intervals
from wigmore.model import pack

EXACT = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A quantity that is not worked out any further.

    `name` tells one thing from another: two uses of one claim, or of one entry of a pack, are one leaf and
    vary together. Ends and `central` are in coherent base units; an end may be infinite. `rounded` is as
    wide as the digits written allow. `basis` is the claim, or the `pack:` reference, or empty for what is
    set down where it stands; `has_mode` tells that `central` is a most likely value of its own and not just
    the middle; `is_hedged` that it is as wide as a policy makes a number after `~` or `almost`.
    """

    name: str
    label: str
    text: str
    unit: units.Unit
    low: float
    central: float
    high: float
    rounded: tuple[float, float]
    has_mode: bool = False
    basis: str = ""
    grade: str = ""
    is_hedged: bool = False

    @property
    def interval(self) -> intervals.Interval:
        """From the low to the high end, base units."""
        return intervals.Interval(self.low, self.high)

    @property
    def spread(self) -> draws.Spread:
        """What is drawn from; raises ValueError where an end is infinite."""
        return draws.Spread(self.low, self.high, self.central if self.has_mode else None)

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return math.isfinite(self.low) and math.isfinite(self.high)


def of_quantity(
    made: quantity.Quantity,
    *,
    name: str,
    label: str,
    basis: str = "",
    grade: str = "",
    reach: Fraction = EXACT,
) -> Leaf:
    """A leaf from what an author wrote; `reach` is how far, relative to it, an approximate number goes.

    What has no lower bound goes down to nought: quantities that are used in formulas are amounts. `almost
    800` has one, by `reach`.
    """
    low, high = made.low, made.high
    first, last = made.rounding_interval()
    if made.approximate:
        anchor = high if low is None else low
        low = None if anchor is None else anchor - abs(anchor) * reach
        high = high if made.low is None or high is None else high + abs(high) * reach
        first = low if first is None else first
    ends = (_base(low, made.unit, 0.0), _base(high, made.unit, math.inf))
    rounded = (_base(first, made.unit, 0.0), _base(last, made.unit, math.inf))
    return Leaf(
        name=name,
        label=label,
        text=str(made),
        unit=made.unit,
        low=min(ends),
        central=_base(made.central, made.unit, 0.0),
        high=max(ends),
        rounded=(min(ends[0], *rounded), max(ends[1], *rounded)),
        basis=basis,
        grade=grade,
        is_hedged=made.approximate and reach > 0,
    )


def single(leaf: Leaf) -> "Worked":
    """A leaf as an answer by itself, in its own unit."""
    return Worked(
        node=expression.Name(leaf.name), leaves=frozen.FrozenDict({leaf.name: leaf}), unit=leaf.unit
    )


def _base(value: Fraction | None, unit: units.Unit, missing: float) -> float:
    if value is None:
        return missing
    base = value * unit.factor
    return float(base + unit.offset if unit.offset else base)


def of_entry(held: pack.Entry, of: str, label: str) -> Leaf:
    """A leaf from an entry of the pack called `of`."""
    made = of_quantity(
        held.value, name=f"{of}.{held.path}", label=label, basis=pack.ref(of, held.path), grade=held.grade
    )
    if held.central is None:
        return made
    central = _base(held.central.central, held.central.unit, 0.0)
    return Leaf(
        name=made.name,
        label=made.label,
        text=f"{held.value}, most likely {held.central}",
        unit=made.unit,
        low=made.low,
        central=central,
        high=made.high,
        rounded=(made.low, made.high),
        has_mode=made.low < made.high,
        basis=made.basis,
        grade=made.grade,
    )


def of_number(value: float, unit: str, *, name: str, label: str, basis: str) -> Leaf:
    """A leaf of a number that follows from the laws of nature, such as a molar mass."""
    read = units.parse(unit)
    base = value * float(read.factor)
    return Leaf(
        name=name,
        label=label,
        text=f"{value:.6g}" + ("" if unit == "1" else f" {unit}"),
        unit=read,
        low=base,
        central=base,
        high=base,
        rounded=(base, base),
        basis=basis,
        grade="derived",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """An expression over leaves, and the unit in which its value is told."""

    node: expression.Node
    leaves: Mapping[str, Leaf]
    unit: units.Unit

    def box(self, *, rounded: bool = False) -> dict[str, intervals.Interval]:
        """The range of each leaf; with `rounded`, as wide as the digits written allow."""
        return {
            name: intervals.Interval(*one.rounded) if rounded else one.interval
            for name, one in self.leaves.items()
        }

    def central(self) -> float:
        """The value at the central value of every leaf, base units; not finite where it divides by nought."""
        return float(draws.evaluate(self.node, {name: one.central for name, one in self.leaves.items()}))

    def bounds(self, *, rounded: bool = False) -> intervals.Enclosed:
        """The bounds over all leaves, base units; raises ExpressionError as `intervals.enclose` does."""
        return intervals.enclose(self.node, self.box(rounded=rounded))

    def check(self) -> None:
        """Raise ExpressionError where it may divide by nought, or its value is too large to be told."""
        self.bounds(rounded=True)
        if not math.isfinite(self.central()):
            raise expression.ExpressionError("the value is too large to be told")

    def draws(self, count: int, seed: int) -> draws.Values:
        """`count` seeded draws, base units; raises ValueError where a leaf has an infinite end."""
        spreads = {name: one.spread for name, one in self.leaves.items()}
        return draws.evaluate(self.node, draws.sample(spreads, count, seed))  # type: ignore[no-any-return]

    def called(self, message: str) -> str:
        """A message with the leaves called as whoever asks calls them."""
        for name in sorted(self.leaves, key=len, reverse=True):
            message = message.replace(name, self.leaves[name].label)
        return message

    def shown(self, value: float) -> float:
        """A number in base units in the unit of the answer."""
        return (value - float(self.unit.offset)) / float(self.unit.factor)

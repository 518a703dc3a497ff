"""An estimate bound to claims and packs: every combination of its inputs, ready to be worked out."""

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wigmore.kit import frozen, quantity, units
from wigmore.methods import expression, intervals
from wigmore.model import inference, record
from wigmore.packs import leaves, working

MOST = 1_000
"""Combinations of one estimate."""

UNBOUNDED = intervals.Interval(-math.inf, math.inf)
Input = quantity.Quantity | record.Binding | inference.PackValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What estimates are bound to: packs, the quantity of each claim, and how far `~` reaches.

    `asked` keeps what packs answered to questions in which nothing is given, for the next that asks the same.
    """

    packs: working.Packs
    amounts: Mapping[str, quantity.Quantity]
    reach: Fraction = leaves.EXACT
    asked: "dict[tuple[object, ...], Option]" = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an estimate: the rule by its name, the key, and what to do about it.

    `rule` is one of `formula`, `input`, `unit`, `pack`, `nought`, `below` and `many`. `place` is the offset
    of the word that is wrong within `text`, the value of the key; None where it is the whole value.
    """

    rule: str
    path: str
    message: str
    repair: str = ""
    text: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to fill an input: its expression over leaves, and between which bounds nature keeps it.

    `claim` is the claim that it is bound to, `asked` what was asked of a pack; neither is there for what is
    set down.
    """

    label: str
    worked: leaves.Worked
    possible: intervals.Interval | None = None
    claim: str = ""
    asked: working.Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One choice of every input, and the answer it gives.

    `possible` has the same expression, but with an input that a pack bounds as a leaf of its own, as wide as
    nature allows; it is None where no pack bounds anything.
    """

    chosen: tuple[tuple[str, Option], ...]
    worked: leaves.Worked
    possible: leaves.Worked | None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims whose values it takes."""
        return tuple(dict.fromkeys(one.claim for _, one in self.chosen if one.claim))

    @property
    def basis(self) -> tuple[str, ...]:
        """The claims and entries of packs on which it rests."""
        return tuple(dict.fromkeys(leaf.basis for leaf in self.worked.leaves.values() if leaf.basis))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An estimate whose inputs are found and whose units fit."""

    estimate: inference.Estimate
    formula: expression.Node
    inputs: Mapping[str, tuple[Option, ...]]
    unit: units.Unit
    whole: Option | None = field(default=None)

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return math.prod(len(some) for some in self.inputs.values())

    def combinations(self) -> Iterator[Combination]:
        """Every choice of inputs, the first option of each first."""
        for some in itertools.product(*self.inputs.values()):
            yield self._combined(tuple(zip(self.inputs, some, strict=True)))

    def _combined(self, chosen: tuple[tuple[str, Option], ...]) -> Combination:
        if self.whole is not None:
            return Combination(
                chosen=chosen, worked=self.whole.worked, possible=_atom("result", self.whole, self.unit)
            )
        nodes: dict[str, expression.Node] = {}
        wide: dict[str, expression.Node] = {}
        held: dict[str, leaves.Leaf] = {}
        wider: dict[str, leaves.Leaf] = {}
        for name, one in chosen:
            nodes[name] = one.worked.node
            held.update(one.worked.leaves)
            atom = _atom(name, one, one.worked.unit)
            wide[name] = atom.node if atom else one.worked.node
            wider.update(atom.leaves if atom else one.worked.leaves)
        is_bounded = any(one.possible is not None for _, one in chosen)
        return Combination(
            chosen=chosen,
            worked=leaves.Worked(
                node=expression.replaced(self.formula, nodes), leaves=frozen.FrozenDict(held), unit=self.unit
            ),
            possible=leaves.Worked(
                node=expression.replaced(self.formula, wide), leaves=frozen.FrozenDict(wider), unit=self.unit
            )
            if is_bounded
            else None,
        )


def _atom(name: str, one: Option, unit: units.Unit) -> leaves.Worked | None:
    """An input as a single leaf that is as wide as nature allows; None where no pack bounds it."""
    if one.possible is None:
        return None
    low, high = one.possible.low, one.possible.high
    leaf = leaves.Leaf(
        name=f"possible {name}",
        label=one.label,
        text="",
        unit=unit,
        low=low,
        central=one.worked.central(),
        high=high,
        rounded=(low, high),
    )
    return leaves.Worked(
        node=expression.Name(leaf.name), leaves=frozen.FrozenDict({leaf.name: leaf}), unit=unit
    )

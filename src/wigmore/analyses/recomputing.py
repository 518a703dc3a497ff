"""Numbers of one source recomputed from its own: products and rates, and sums over parts.

Compared is only what cannot be mixed up: what one source says of one subject, or in one row or quote, for
one time and one definition, where each kind of quantity stands once. Only within such a row is a plain number
taken for the rate of two counts, and a percentage for the share of the smaller of two like quantities in the
larger. A sum is compared with the parts that relations name.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from wigmore.analyses import reckoning, reproducing
from wigmore.kit import frozen, quantity, units
from wigmore.methods import dimensions, expression
from wigmore.model import views
from wigmore.packs import estimating, leaves

RATIO, SUM, SHARE, RATE, OTHER = "ratio", "sum", "share", "rate", "other"
WHOLE = "part-of"
"""The kind of relation that tells what is a part of what."""

ADDED = ("t", "t/a", "GWh", "GWh/a", "m3", "m3/a", "ha", "people", "people/a", "B")
"""Units of what adds up over parts: masses, energies, volumes, areas, counts and data, also by the year."""

MOST = 200
"""How many claims of one subject are compared with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One number of a source beside what comes out of others of the same source.

    `told` is the claim, `of` the claims that it is worked out from, `says` how: `30 GWh/a × 1,500 t/GWh`;
    `relations` tell of which whole they are the parts.
    """

    source: str
    told: str
    of: tuple[str, ...]
    relations: tuple[str, ...] = ()
    kind: str
    says: str
    stated: reproducing.Stated
    answer: reckoning.Answer
    verdict: reproducing.Verdict


@dataclass(frozen=True, slots=True)
class _Held:
    """A quantity that a source asserts, and where it stands in it."""

    id: str
    source: str
    about: tuple[str, ...]
    of: str
    value: quantity.Quantity
    frame: tuple[str, str]
    place: str

    @property
    def dimension(self) -> units.Dimension:
        return self.value.unit.dimension


class Recomputing:
    """Compares the numbers of each source with each other; `reach` is how far `~` goes."""

    def __init__(
        self, values: views.Values, reports: views.Reports, network: views.Network, reach: Fraction
    ) -> None:
        self.values, self.reports, self.reach = values, reports, reach
        self.leaves: dict[str, leaves.Leaf] = {}
        self.parts: dict[str, dict[str, str]] = {}
        for name, one in sorted(network.relations.items()):
            if one.kind == WHOLE:
                self.parts.setdefault(one.to, {}).setdefault(one.from_, name)

    def made(self) -> tuple[Own, ...]:
        """Everything that can be compared, by source and claim."""
        held = sorted(self._held(), key=lambda one: (one.source, one.id))
        found: dict[tuple[str, frozenset[str]], Own] = {}
        for source, some in itertools.groupby(held, key=lambda one: one.source):
            mine = tuple(some)
            made = (self._products, self._shares, self._sums)
            for own in itertools.chain.from_iterable(one(source, mine) for one in made):
                found.setdefault((own.source, frozenset((own.told, *own.of))), own)
        return tuple(found.values())

    def _held(self) -> Iterator[_Held]:
        for one in self.values:
            if not isinstance(one.value, quantity.Quantity) or one.id not in self.reports.records:
                continue
            seen = set()
            for said in self.reports.records[one.id].statements:
                if not said.asserts or said.source in seen:
                    continue
                seen.add(said.source)
                frame = (str(one.when or ""), one.definition)
                place = _row(said.at or "") or said.quote or ""
                yield _Held(one.id, said.source, one.about, one.property, one.value, frame, place)

    # Products: one claim is two others multiplied.

    def _products(self, source: str, mine: Sequence[_Held]) -> Iterator[Own]:
        rates = _once(one for one in mine if _is_rate(one.value.unit))
        groups: dict[tuple[object, ...], list[_Held]] = {}
        for one in mine:
            groups.setdefault(("about", one.about, one.frame), []).append(one)
            if one.place:
                groups.setdefault(("row", one.place), []).append(one)
        for some in groups.values():
            if 1 < len(some) <= MOST:
                yield from self._of_group(source, _once(some), rates)

    def _of_group(
        self, source: str, single: Mapping[units.Dimension, _Held], rates: Mapping[units.Dimension, _Held]
    ) -> Iterator[Own]:
        for one, other in itertools.permutations(single.values(), 2):
            wanted = dimensions.combined(other.dimension, one.dimension, -1)
            if not one.dimension or not other.dimension or not wanted:
                continue
            third = single.get(wanted) or rates.get(wanted) or _share(single, (one, other), wanted)
            if third is not None and third.id not in (one.id, other.id):
                yield self._product(source, other, (one, third))

    def _product(self, source: str, told: _Held, parts: tuple[_Held, _Held]) -> Own:
        """What is stated beside the product of two others, whichever of the three is the rate."""
        node = expression.Operation("*", expression.Name(parts[0].id), expression.Name(parts[1].id))
        return self._own(source, told, parts, (RATE, node, " × "))

    # Shares: a percentage is one of two quantities over the other.

    def _shares(self, source: str, mine: Sequence[_Held]) -> Iterator[Own]:
        rows: dict[tuple[object, ...], list[_Held]] = {}
        for one in mine:
            if one.place:
                rows.setdefault((one.about, one.frame, one.place), []).append(one)
        for some in rows.values():
            told = [one for one in some if one.value.unit.symbol == "%"]
            pair = sorted(_twice(some), key=lambda one: one.value.central * one.value.unit.factor)
            if len(told) == 1 and len(pair) == 2 and told[0].id not in (pair[0].id, pair[1].id):
                node = expression.Operation("/", expression.Name(pair[0].id), expression.Name(pair[1].id))
                if self._leaf(pair[1]).rounded[0] > 0:
                    yield self._own(source, told[0], pair, (SHARE, node, " / "))

    # Sums: one claim is that of all parts together.

    def _sums(self, source: str, mine: Sequence[_Held]) -> Iterator[Own]:
        by: dict[tuple[tuple[str, ...], str, tuple[str, str]], list[_Held]] = {}
        for one in mine:
            by.setdefault((one.about, one.of, one.frame), []).append(one)
        for (about, named, frame), some in list(by.items()):
            parts = self.parts.get(about[0], {}) if len(about) == 1 else {}
            held = [by.get(((part,), named, frame), []) for part in sorted(parts)]
            if len(some) != 1 or len(held) < 2 or any(len(one) != 1 for one in held):
                continue
            if _adds_up(some[0].value.unit):
                relations = tuple(parts[part] for part in sorted(parts))
                yield replace(self._sum(source, some[0], [one[0] for one in held]), relations=relations)

    def _sum(self, source: str, told: _Held, parts: Sequence[_Held]) -> Own:
        node: expression.Node = expression.Name(parts[0].id)
        for one in parts[1:]:
            node = expression.Operation("+", node, expression.Name(one.id))
        return self._own(source, told, parts, (SUM, node, " + "))

    def _own(
        self, source: str, told: _Held, parts: Sequence[_Held], how: tuple[str, expression.Node, str]
    ) -> Own:
        kind, node, sign = how
        worked = leaves.Worked(
            node=node,
            leaves=frozen.FrozenDict({one.id: self._leaf(one) for one in parts}),
            unit=told.value.unit,
        )
        answer = reckoning.answer(estimating.Combination(chosen=(), worked=worked, possible=None))
        stated = reproducing.stated(told.value, self.reach)
        return Own(
            source=source,
            told=told.id,
            of=tuple(one.id for one in parts),
            kind=kind,
            says=sign.join(str(one.value) for one in parts),
            stated=stated,
            answer=answer,
            verdict=reproducing.verdict((answer,), stated),
        )

    def _leaf(self, one: _Held) -> leaves.Leaf:
        if one.id not in self.leaves:
            made = leaves.of_quantity(one.value, name=one.id, label=one.id, basis=one.id, reach=self.reach)
            self.leaves[one.id] = made
        return self.leaves[one.id]


def _once(some: Iterable[_Held]) -> dict[units.Dimension, _Held]:
    """The claims whose dimension stands once among them, by dimension."""
    by: dict[units.Dimension, list[_Held]] = {}
    for one in some:
        by.setdefault(one.dimension, []).append(one)
    return {dimension: held[0] for dimension, held in by.items() if len(held) == 1}


_ROW = re.compile(r"\b(?:line|row) \w", re.IGNORECASE)


def _row(at: str) -> str:
    """A place that is a single line or row; empty for any other, which may hold much."""
    return at if _ROW.search(at) else ""


def _twice(some: Sequence[_Held]) -> tuple[_Held, ...]:
    """The two claims of one kind of quantity; empty where there are more, or several such pairs."""
    by: dict[units.Dimension, list[_Held]] = {}
    for one in some:
        by.setdefault(one.dimension, []).append(one)
    pairs = [held for dimension, held in by.items() if dimension and len(held) > 1]
    return tuple(pairs[0]) if len(pairs) == 1 and len(pairs[0]) == 2 else ()


def _share(
    single: Mapping[units.Dimension, _Held], pair: tuple[_Held, _Held], wanted: units.Dimension
) -> _Held | None:
    """A plain number that stands where two counts stand, and may be the one for each of the other."""
    third = single.get(dimensions.PLAIN)
    if third is None or not third.place or any(one.place != third.place for one in pair):
        return None
    return third if dimensions.compare(wanted, dimensions.PLAIN) else None


def _is_rate(unit: units.Unit) -> bool:
    """Whether a unit is one of a quantity for a unit of another, as t/GWh; not for a time."""
    below = unit.symbol.partition("/")[2].strip("()")
    return bool(below) and {base for base, _ in units.parse(below).dimension} != {"time"}


def _adds_up(unit: units.Unit) -> bool:
    """Whether quantities in a unit add up over the parts of a whole."""
    if units.is_money(unit):
        return True
    bases = [(base, power) for base, power in unit.dimension if not base.startswith("count:")]
    is_count = len(unit.dimension) - len(bases) == 1 and bases in ([], [("time", -1)])
    return is_count or any(units.same_dimension(unit, units.parse(one)) for one in ADDED)


def kind(node: expression.Node, unit: units.Unit) -> str:
    """What an expression works out, by its outermost operation and the unit of the answer."""
    if not isinstance(node, expression.Operation):
        return OTHER
    if node.sign == "+":
        return SUM
    if node.sign != "/":
        return OTHER
    if unit.dimension:
        return RATE
    return SHARE if unit.symbol == "%" else RATIO

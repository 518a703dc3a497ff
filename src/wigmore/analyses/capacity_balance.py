"""The demand of each level of a chain on the level before it, year by year, and what stands against it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from wigmore.analyses import supplying, verdicts
from wigmore.analyses.supplying import ALL, NOUGHT, OPERATING, STATES, Amount, Supplier, Year
from wigmore.kit import edtf, units
from wigmore.model import inference, views
from wigmore.packs import estimating, needing

MOST_YEARS = 60
"""How many years a chain is looked at, those last."""

SLACK = 1e-9
"""Numbers nearer to one another than this share of them differ by rounding alone."""

COVERS_ALL, COVERS_PART, COVERS_UNKNOWN = "all", "part", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One level of a chain that tells what it makes: its members, and in which unit they are added up."""

    chain: str
    place: int
    level: str
    makes: str
    members: tuple[str, ...]
    unit: units.Unit

    def shown(self, value: float) -> float:
        """A number in base units in the unit of the property, without the dust of the last digits."""
        return float(f"{value / float(self.unit.factor):.9g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Demand on a level in a year beside what it can make; `least` is the demand at nature's least."""

    stage: Stage
    year: int
    demand: Amount
    supply: Amount
    operating: Amount
    least: float | None

    @property
    def factor(self) -> tuple[float | None, float | None]:
        """How many times the supply the demand is, at least and at most; None where there is no such end."""
        return _ratio(self.demand.low, self.supply.high), _ratio(self.demand.high, self.supply.low)

    @property
    def factor_operating(self) -> tuple[float | None, float | None]:
        """The same against what operates alone."""
        return _ratio(self.demand.low, self.operating.high), _ratio(self.demand.high, self.operating.low)

    @property
    def verdict(self) -> str:
        """Whether what can be made, plans included, covers the demand.

        Impossible is a demand of which nature's least is above it, or for which nothing can be made at all.
        """
        if self.is_short_by_nature or (self.supply.is_nought and self.demand.low > 0):
            return verdicts.IMPOSSIBLE
        if is_above(self.demand.low, self.supply.high):
            return verdicts.OFF
        return verdicts.CONSISTENT if is_covered(self.supply.low, self.demand.high) else verdicts.OPEN

    @property
    def is_short_by_nature(self) -> bool:
        """Whether even nature's least is more than all that can be made."""
        return self.least is not None and is_above(self.least, self.supply.high)


def _ratio(above: float, below: float) -> float | None:
    """How many times one number the other is; None where that is divided by nought or an end is open."""
    return None if not below or math.isinf(above) or math.isinf(below) else above / below


def is_above(one: float, other: float) -> bool:
    """Whether a number is certainly above another; nothing is above an infinite end."""
    return not math.isinf(other) and one > other * (1 + SLACK)


def is_covered(supply: float, demand: float) -> bool:
    """Whether a number is at least as large as another, which has an end."""
    return not math.isinf(demand) and supply >= demand * (1 - SLACK)


def covers(supply: Amount, demand: Amount) -> str:
    """Whether somebody could cover all of a demand, a part of it, or neither is known."""
    if is_covered(supply.low, demand.high):
        return COVERS_ALL
    return COVERS_PART if is_above(demand.low, supply.high) else COVERS_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a level asks of the level before: of the whole chain, or why nothing can be said."""

    stage: Stage
    by: Stage
    step: needing.Step


class Balance:
    """Works out supply and demand of one chain."""

    def __init__(self, chain: inference.Chain, levels: views.Levels, supplier: Supplier) -> None:
        self.chain, self._levels, self._supplier = chain, levels, supplier
        self.stages = tuple(self._stages())
        self.asked = tuple(self._asked())
        self.years = self._since_demand(self._years())

    def _stages(self) -> Iterator[Stage]:
        for place, level in enumerate(self.chain.levels):
            unit = needing.unit_of(level, self._levels.properties)
            if unit is not None and level.makes is not None:
                yield Stage(
                    chain=self.chain.id,
                    place=place,
                    level=level.level,
                    makes=level.makes,
                    members=tuple(
                        name for name in dict.fromkeys(level.members) if name in self._levels.entities
                    ),
                    unit=unit,
                )

    def _asked(self) -> Iterator[Asked]:
        by_place = {one.place: one for one in self.stages}
        context = estimating.Context(
            packs=self._levels.packs, amounts=self._levels.amounts, reach=self._levels.reach
        )
        for place, own in by_place.items():
            before = by_place.get(place - 1)
            step, _ = needing.step(self.chain, place, context, self._levels.properties)
            if step is not None and before is not None:
                yield Asked(stage=before, by=own, step=step)

    def _years(self) -> tuple[Year, ...]:
        begun = self._supplier.years((one.makes, one.members) for one in self.stages)
        if not begun:
            return ()
        drawn = self.chain.on.latest if self.chain.on else None
        ends = [begun[-1], self._supplier.this_year or begun[-1]]
        if drawn is not None and not isinstance(drawn, edtf.Bound):
            ends.append(drawn[0])
        last = max(ends)
        return tuple(Year.of(number) for number in range(max(begun[0], last - MOST_YEARS + 1), last + 1))

    def _since_demand(self, years: tuple[Year, ...]) -> tuple[Year, ...]:
        """The years from the first for which a claim tells of a demand; all where none ever does."""
        told = (
            place
            for place, year in enumerate(years)
            if any(self.demand(asked, year)[ALL].claims for asked in self.asked)
        )
        return years[next(told, 0) :]

    def members(self, stage: Stage, year: Year) -> Mapping[str, Mapping[str, Amount]]:
        """By member and state, what it can make in a year."""
        return {name: self._supplier.amounts(name, stage.makes, year) for name in stage.members}

    def outsiders(self, stage: Stage, year: Year) -> Mapping[str, Mapping[str, Amount]]:
        """The same of those of whom the property is said and who stand nowhere in the chain."""
        inside = {name for level in self.chain.levels for name in level.members}
        return {
            name: self._supplier.amounts(name, stage.makes, year)
            for name in sorted(self._supplier.known(stage.makes))
            if name not in inside
        }

    def supply(self, stage: Stage, year: Year) -> Mapping[str, Amount]:
        """What a level can make in a year, by state: all its members together."""
        held = self.members(stage, year).values()
        return {state: reduce(Amount.plus, (one[state] for one in held), NOUGHT) for state in STATES}

    def demand(self, asked: Asked, year: Year) -> Mapping[str, Amount]:
        """What is asked of a level in a year, by the state of those who ask."""
        step = asked.step
        return {
            state: held.times(step.bounds.low, step.central, step.bounds.high)
            for state, held in self.supply(asked.by, year).items()
        }

    def gaps(self, asked: Asked) -> Iterator[Gap]:
        """Demand beside supply in each year for which a claim tells of a demand."""
        for year in self.years:
            demand = self.demand(asked, year)[ALL]
            if demand.is_nought or not demand.claims:
                continue
            supply = self.supply(asked.stage, year)
            own = self.supply(asked.by, year)[ALL]
            yield Gap(
                stage=asked.stage,
                year=year.number,
                demand=demand,
                supply=supply[ALL],
                operating=supply[OPERATING],
                least=None if asked.step.least is None else own.low * asked.step.least,
            )

    def missing(self, stage: Stage) -> tuple[str, ...]:
        """The members of a level of whom no claim says how much they can make."""
        known = self._supplier.known(stage.makes)
        return tuple(name for name in stage.members if known.get(name, supplying.Known()).is_missing)

    def undated(self, stage: Stage) -> tuple[str, ...]:
        """The plans of members that name no year."""
        known = self._supplier.known(stage.makes)
        return tuple(claim for name in stage.members for claim in known.get(name, supplying.Known()).undated)

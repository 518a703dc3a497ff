"""Demand against supply along a chain, year by year: what operates, what is planned, and who could supply."""

from collections.abc import Iterator, Mapping, Sequence

from wigmore.analyses import capacity_balance, capacity_spec, capacity_telling, contract, supplying
from wigmore.analyses.capacity_balance import Asked, Balance, Gap, Stage
from wigmore.analyses.supplying import ALL, OPERATING, STATES, Amount, Year
from wigmore.model import finding, views

NOT_IN = "not in the chain"
"""What stands behind the level of somebody who could supply and is no member."""


@contract.analysis(
    name="capacity",
    version=1,
    asks="Can each level of a supply chain make what the next one needs, in which year, and who else could?",
)
def capacity(
    levels: views.Levels,
    values: views.Values,
    reports: views.Reports,
    calendar: views.Calendar,
    policies: views.Policies,
) -> finding.Result:
    """Supply and demand by year of each chain whose levels say what they make, and the gaps between them."""
    supplier = supplying.Supplier(levels, values, reports, calendar, policies)
    seen = [Balance(one, levels, supplier) for _, one in sorted(levels.records.items())]
    seen = [one for one in seen if one.stages]
    if not seen:
        return finding.Result()
    teller = capacity_telling.Teller(supplier)
    return finding.Result(
        findings=tuple(told for one in seen for told in teller.told(one)),
        tables=(_years(seen), _gaps(seen), _suppliers(seen)),
        figures=tuple(drawn for one in seen for drawn in _figures(one)),
    )


def _years(seen: Sequence[Balance]) -> finding.Table:
    rows = [row for one in seen for row in _of_chain(one)]
    return finding.Table(
        name="years",
        title="What each level can make, and what is asked of it, by year",
        columns=(
            *("chain", "level", "makes", "year", "side", "state", "unit", "low", "central", "high"),
            "claims",
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _of_chain(one: Balance) -> Iterator[tuple[finding.Cell, ...]]:
    asked = {held.stage.place: held for held in one.asked}
    for stage in one.stages:
        for year in one.years:
            sides = {"supply": one.supply(stage, year)}
            if stage.place in asked:
                sides = {"demand": one.demand(asked[stage.place], year), **sides}
            for side, held in sides.items():
                for state in STATES:
                    yield (
                        *(stage.chain, stage.level, stage.makes, year.number, side, state, str(stage.unit)),
                        *_ends(stage, held[state]),
                        _claims(held[state], asked.get(stage.place) if side == "demand" else None),
                    )


def _claims(held: Amount, asked: Asked | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*held.claims, *(asked.step.claims if asked else ()))))


def _ends(stage: Stage, held: Amount) -> tuple[finding.Cell, finding.Cell, finding.Cell]:
    """Low, central and high in the unit of a property; empty where there is none, or nothing is said."""
    if held == supplying.MISSING:
        return "", "", ""
    low, central, high = (_cell(stage, one) for one in (held.low, held.central, held.end))
    return low, central, high


def _cell(stage: Stage, value: float | None) -> finding.Cell:
    return "" if value is None else stage.shown(value)


def _gaps(seen: Sequence[Balance]) -> finding.Table:
    held = [gap for one in seen for asked in one.asked for gap in one.gaps(asked)]
    return finding.Table(
        name="gaps",
        title="Demand beside supply, by year",
        columns=(
            *("chain", "level", "year", "unit", "demand low", "demand central", "demand high"),
            *("supply low", "supply central", "supply high", "supply operating", "factor low"),
            *("factor high", "verdict"),
        ),
        rows=tuple(_gap(one) for one in held),
        records=tuple(one.stage.chain for one in held),
    )


def _gap(one: Gap) -> tuple[finding.Cell, ...]:
    stage = one.stage
    low, high = ("" if factor is None else float(f"{factor:.9g}") for factor in one.factor)
    return (
        *(stage.chain, stage.level, one.year, str(stage.unit)),
        *(*_ends(stage, one.demand), *_ends(stage, one.supply), _cell(stage, one.operating.central)),
        *(low, high, one.verdict),
    )


def _suppliers(seen: Sequence[Balance]) -> finding.Table:
    rows = [row for one in seen for asked in one.asked for row in _supplying(one, asked)]
    return finding.Table(
        name="suppliers",
        title="Who could supply, and how much of what is asked",
        columns=(
            *("chain", "level", "member", "year", "state", "unit", "low", "central", "high"),
            *("share of demand", "covers", "claims"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[2]) for row in rows),
    )


def _supplying(one: Balance, asked: Asked) -> Iterator[tuple[finding.Cell, ...]]:
    """A row for each year, entity and state with anything in it, members first."""
    stage = asked.stage
    for year in one.years:
        demand = one.demand(asked, year)[ALL]
        if demand.is_nought or not demand.claims:
            continue
        for level, some in (
            (stage.level, one.members(stage, year)),
            (f"{stage.level} ({NOT_IN})", one.outsiders(stage, year)),
        ):
            for name, held in some.items():
                yield from _rows(stage, (level, name, year), held, demand)


def _rows(
    stage: Stage, who: tuple[str, str, Year], held: Mapping[str, Amount], demand: Amount
) -> Iterator[tuple[finding.Cell, ...]]:
    level, name, year = who
    if held[ALL] == supplying.MISSING:
        held = {ALL: held[ALL]}
    for state, amount in held.items():
        if not amount.is_nought:
            yield (
                *(stage.chain, level, name, year.number, state, str(stage.unit), *_ends(stage, amount)),
                *(_share(amount, demand), capacity_balance.covers(amount, demand), amount.claims),
            )


def _share(amount: Amount, demand: Amount) -> finding.Cell:
    """The middle of a supply over that of the demand."""
    if amount.central is None or not demand.central:
        return ""
    return float(f"{amount.central / demand.central:.9g}")


def _figures(one: Balance) -> Iterator[finding.Figure]:
    for asked in one.asked:
        gaps = list(one.gaps(asked))[-capacity_spec.MOST_YEARS :]
        if gaps:
            stage = asked.stage
            yield finding.Figure(
                name=f"{one.chain.id}-{stage.place + 1}",
                title=f"{stage.level}: what is asked, and what can be made, by year",
                specification=capacity_spec.specification(
                    f"{stage.level}: demand and supply by year", str(stage.unit), _drawn(gaps)
                ),
                records=(one.chain.id,),
            )


def _drawn(gaps: Sequence[Gap]) -> list[capacity_spec.Bar]:
    """Demand, supply, and what of it operates where that is another amount."""
    made = []
    for gap in gaps:
        some = [("demand", gap.demand), ("supply", gap.supply)]
        if gap.operating != gap.supply:
            some.append((OPERATING, gap.operating))
        for side, held in some:
            low, central, high = (
                None if value is None else gap.stage.shown(value)
                for value in (held.low, held.central, held.end)
            )
            made.append(capacity_spec.Bar(gap.year, side, low or 0.0, central, high))
    return made

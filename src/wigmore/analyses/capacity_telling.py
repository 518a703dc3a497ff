"""What is said of demand and supply along a chain: gaps by year, plans, who else could, what is missing."""

import itertools
from collections.abc import Iterator, Sequence

from wigmore.analyses import capacity_balance, naming, verdicts
from wigmore.analyses.capacity_balance import Asked, Balance, Gap, Stage
from wigmore.analyses.supplying import ALL, Amount, Supplier
from wigmore.kit import amount
from wigmore.kit import text as texts
from wigmore.model import finding, worked_view

Values = dict[str, finding.Scalar]


class Teller:
    """Makes the sentences; each rests on the chain, the claims it adds up, parts of packs, and policies."""

    def __init__(self, supplier: Supplier) -> None:
        self._supplier = supplier

    def told(self, one: Balance) -> Iterator[finding.Finding]:
        """All that is said of one chain."""
        for asked in one.asked:
            for gaps in _alike(list(one.gaps(asked))):
                yield self._gap(one, asked, gaps)
                yield from self._operating(asked, gaps)
                yield from self._least(asked, gaps)
            yield from self._others(one, asked)
            yield from _made_in_full(asked)
        for stage in one.stages:
            yield from _missing(one, stage)
            yield from _undated(one, stage)
        yield from _unsaid(one)

    def _basis(self, asked: Asked, *some: Amount) -> tuple[str, ...]:
        """The chain, the claims of amounts, what a unit needs, and the policy rows that read the claims."""
        claims = tuple(dict.fromkeys(claim for one in some for claim in one.claims))
        rows = (
            *self._supplier.rows(asked.stage.makes, claims),
            *self._supplier.rows(asked.by.makes, claims),
        )
        hedge = (worked_view.APPROXIMATE,) if asked.step.is_hedged else ()
        return tuple(dict.fromkeys((asked.stage.chain, *claims, *asked.step.basis, *rows, *hedge)))

    def _gap(self, one: Balance, asked: Asked, gaps: Sequence[Gap]) -> finding.Finding:
        """Demand beside supply, and what follows."""
        held, values = gaps[0], _values(asked, gaps)
        values |= {"demand": _said(held.stage, held.demand), "supply": _said(held.stage, held.supply)}
        verdict = held.verdict
        if verdict == verdicts.CONSISTENT:
            end = "so that the need is covered"
        elif verdict == verdicts.OPEN:
            values["why"] = _why(one, asked, held)
            end = "and whether that is enough cannot be established: {why}"
        elif held.supply.is_nought:
            end = "so that nothing of the need is covered"
        else:
            values["factor"] = _factor(held.factor)
            end = "so that the need is {factor} what can be made"
        return finding.Finding(
            states="{chain}, {years}: “{by}” needs {demand} of “{level}”, which can make {supply}, plans "
            f"included, {end}.",
            values=values,
            basis=self._basis(asked, held.demand, held.supply),
        )

    def _operating(self, asked: Asked, gaps: Sequence[Gap]) -> Iterator[finding.Finding]:
        """The same against what operates, where that is another amount."""
        held = gaps[0]
        if held.operating == held.supply:
            return
        values = _values(asked, gaps) | {"operating": _said(held.stage, held.operating)}
        low, high = held.factor_operating
        end = "; the need is {factor} that"
        if held.operating.is_nought:
            end = "; all the rest is planned"
        elif low is None and high is None:
            end = ""
        else:
            values["factor"] = _factor((low, high))
        yield finding.Finding(
            states="{chain}, {years}: of what “{level}” can make for “{by}”, {operating} "
            f"operates{end}.",
            values=values,
            basis=self._basis(asked, held.demand, held.supply, held.operating),
        )

    def _least(self, asked: Asked, gaps: Sequence[Gap]) -> Iterator[finding.Finding]:
        """That even nature's least cannot be supplied."""
        held = gaps[0]
        if held.least is None or held.supply.is_nought or not held.is_short_by_nature:
            return
        values = _values(asked, gaps) | {
            "least": amount.amount(held.stage.shown(held.least), str(held.stage.unit)),
            "most": amount.amount(held.stage.shown(held.supply.high), str(held.stage.unit)),
        }
        yield finding.Finding(
            states="{chain}, {years}: even at the least that nature allows, “{by}” needs {least} of "
            "“{level}”, more than the {most} that can be made at most.",
            values=values,
            basis=self._basis(asked, held.demand, held.supply),
        )

    def _others(self, one: Balance, asked: Asked) -> Iterator[finding.Finding]:
        """Who could supply without being a member, in the last year with a demand."""
        gaps = list(one.gaps(asked))
        if not gaps:
            return
        last, year = gaps[-1], one.years[-1]
        held = {
            name: states[ALL]
            for name, states in one.outsiders(asked.stage, year).items()
            if not states[ALL].is_nought
        }
        if last.year != year.number or not held:
            return
        whole = [name for name, some in held.items() if capacity_balance.covers(some, last.demand) == "all"]
        part, named = naming.listed([finding.Ref(name) for name in whole or held], "other")
        verb = "can each make" if len(whole or held) > 1 else "can make"
        end = f"{verb} all of it" if whole else f"{verb} some, and nobody is known to make all of it alone"
        values: Values = {"chain": finding.Ref(one.chain.id), "years": str(last.year)}
        values |= {"level": asked.stage.level, "by": asked.by.level, "makes": asked.stage.makes, **named}
        yield finding.Finding(
            states="{chain}, {years}: outside the chain, of what “{by}” needs of “{level}”, "
            f"{part} {end}, plans included, if that “{{makes}}” is of the same product.",
            values=values,
            basis=tuple(dict.fromkeys((*self._basis(asked, last.demand, *held.values()), *held))),
        )


def _alike(gaps: Sequence[Gap]) -> Iterator[Sequence[Gap]]:
    """Runs of years that follow one another with the same amounts."""

    def numbers(placed: tuple[int, Gap]) -> tuple[Amount, Amount, Amount, int]:
        place, one = placed
        return one.demand, one.supply, one.operating, one.year - place

    for _, held in itertools.groupby(enumerate(gaps), key=numbers):
        yield [one for _, one in held]


def _values(asked: Asked, gaps: Sequence[Gap]) -> Values:
    years = [one.year for one in gaps]
    return {
        "chain": finding.Ref(asked.stage.chain),
        "years": str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}",
        "level": asked.stage.level,
        "by": asked.by.level,
    }


def _said(stage: Stage, held: Amount) -> str:
    """An amount in words: its middle with the range behind it, or the range alone."""
    unit = str(stage.unit)
    low, high = stage.shown(held.low), None if held.end is None else stage.shown(held.end)
    told = amount.interval(low, high, unit)
    if held.central is None or low == high:
        return told
    middle = amount.amount(stage.shown(held.central), unit)
    return f"{middle} ({amount.interval(low, high)})"


def _factor(factor: tuple[float | None, float | None]) -> str:
    """From how many to how many times; of one end alone, at least or at most so many."""
    low, high = factor
    if low is None or high is None:
        word, known = ("at most", high) if low is None else ("at least", low)
        return f"{word} {amount.amount(known or 0.0, 'times')}"
    return amount.interval(low, high, "times")


def _why(one: Balance, asked: Asked, held: Gap) -> str:
    """What stands in the way of a verdict."""
    missing = [*one.missing(asked.stage), *one.missing(asked.by)]
    if missing:
        many = texts.plural(len(missing), "member", "members")
        return f"no claim says how much {many} can make"
    if held.demand.end is None or held.supply.end is None:
        side = "demand" if held.demand.end is None else "supply"
        return f"the {side} has no upper end"
    return "the two ranges overlap"


def _missing(one: Balance, stage: Stage) -> Iterator[finding.Finding]:
    """The members of whom nothing is said."""
    names = one.missing(stage)
    if not names:
        return
    part, named = naming.names(names)
    yield finding.Finding(
        states=f"{{chain}}: no claim says how much {part} can make ({{property}}); at “{{level}}” that is "
        "left open, and not counted as nothing.",
        values={"chain": finding.Ref(stage.chain), "property": stage.makes, "level": stage.level, **named},
        basis=(stage.chain, *names),
    )


def _undated(one: Balance, stage: Stage) -> Iterator[finding.Finding]:
    """The plans that name no year."""
    claims = one.undated(stage)
    if not claims:
        return
    part, named = naming.names(claims)
    yield finding.Finding(
        states=f"{{chain}}: a plan that names no year counts in none, at “{{level}}”: {part}.",
        values={"chain": finding.Ref(stage.chain), "level": stage.level, **named},
        basis=(stage.chain, *claims),
    )


def _made_in_full(asked: Asked) -> Iterator[finding.Finding]:
    """That without a utilisation all that can be made is taken as made."""
    if not asked.step.has_utilisation:
        yield finding.Finding(
            states="{chain}: no utilisation is given for “{by}”, so that all it can make is taken as "
            "made; its need of “{level}” is the most that it can be.",
            values={
                "chain": finding.Ref(asked.stage.chain),
                "by": asked.by.level,
                "level": asked.stage.level,
            },
            basis=(asked.stage.chain,),
        )


def _unsaid(one: Balance) -> Iterator[finding.Finding]:
    """Levels that need something of a level which does not say what it makes."""
    told = {held.place for held in one.stages}
    for place, level in enumerate(one.chain.levels):
        if level.needs and place in told and place - 1 not in told:
            yield finding.Finding(
                states="{chain}: “{by}” says what it needs, and “{level}” does not say what it makes, so "
                "that demand and supply cannot be set side by side.",
                values={
                    "chain": finding.Ref(one.chain.id),
                    "by": level.level,
                    "level": one.chain.levels[place - 1].level,
                },
                basis=(one.chain.id,),
            )

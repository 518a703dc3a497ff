"""What is said of by-products and feeds of a process, held against the atoms of its route."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import routing, verdicts
from wigmore.kit import quantity
from wigmore.kit import text as texts
from wigmore.model import finding, views
from wigmore.packs import routes

ENOUGH = 1e-9
"""Mass per mass below which nothing is made: rounding of floats, and no matter."""

EVERYWHERE = ("H2O", "O2")
"""Feeds behind which nothing is looked for."""


def tested(seen: routing.Seen, one: routing.Bound, said: views.Said) -> Iterator[routing.Tested]:
    """What the balance of a route tells of one claim, at the plant and of the chain behind it."""
    if said.property == routing.WASTEWATER:
        if said.value == "eliminated":
            yield _beyond(one, said, "wastewater")
    elif said.property == routing.FREE:
        yield from _free(one, said)
    else:
        yield from _amount(seen, one, said)


@dataclass(frozen=True, slots=True)
class _Chain:
    """What is left of a substance at the plant and behind it, from the least to the most that is possible."""

    low: float
    high: float
    ways: tuple[str, ...]
    unknown: tuple[str, ...]
    basis: tuple[str, ...]


def _chain(one: routing.Bound, formulas: Sequence[str], plant: float) -> _Chain:
    low = high = plant
    told: list[str] = []
    basis: list[str] = []
    known = set()
    for ways in one.behind:
        made = [sum(way.out.get(name, 0.0) for name in formulas if name != way.feed) for way in ways]
        known.add(ways[0].feed)
        low, high = low + min(made), high + max(made)
        if max(made) > ENOUGH:
            basis += [one.ref(f"routes.{way.route}") for way in ways]
            told += [
                f"{_mass(amount)} by {_called(one, way.route)}"
                for way, amount in zip(ways, made, strict=True)
            ]
    unknown = [name for name in one.balance.into if name not in known and name not in EVERYWHERE]
    return _Chain(
        low, high, tuple(told), tuple(routes.title(one.held, name) for name in unknown), tuple(basis)
    )


def _called(one: routing.Bound, route: str) -> str:
    title = one.held.routes[route].title
    return title[:1].lower() + title[1:]


def _mass(value: float) -> str:
    return routing.mass(value) if value > ENOUGH else "none"


def _beyond(one: routing.Bound, said: views.Said, what: str) -> routing.Tested:
    """Of what no balance of reactions holds, such as the water with which a plant is cleaned."""
    amount = one.balance.out.get("H2O", 0.0)
    water = f"{routing.mass(amount)} of water" if amount > ENOUGH else "no water"
    return routing.Tested(
        process=one.process,
        claim=said.id,
        property=said.property,
        stated=str(said.value),
        verdict=verdicts.OPEN,
        worked=water,
        unit="kg/kg",
        boundary=routing.PLANT,
        missing=("the water of scrubbers, boilers and cleaning", "the permit to discharge"),
        says=(
            "Whether {process} leaves no {what} when it makes {product} cannot be established from its "
            "reactions, "
            "which form {worked}: the water of scrubbers, boilers and cleaning is not in them. The permit to "
            "discharge would tell."
        ),
        values={
            "process": finding.Ref(one.process),
            "product": one.balance.product,
            "what": what,
            "worked": water,
        },
        basis=(said.id, *one.basis),
    )


def _free(one: routing.Bound, said: views.Said) -> Iterator[routing.Tested]:
    what = str(said.value)
    formulas = routes.formulas(one.held, what)
    if not formulas:
        if routes.is_known(one.held, what):
            yield _beyond(one, said, what)
        else:
            yield _strange(one, said, what)
        return
    plant = sum(one.balance.out.get(name, 0.0) for name in formulas)
    yield _at_plant(one, said, what, plant)
    if said.scope.get("boundary") != routing.PLANT and plant <= ENOUGH:
        yield _of_chain(one, said, what, _chain(one, formulas, plant))


def _strange(one: routing.Bound, said: views.Said, what: str) -> routing.Tested:
    near = texts.nearest(what, tuple(routes.names(one.held)))
    missing = f"a substance called “{what}” in the pack" + (
        f"; did the claim mean “{near[0]}”?" if near else ""
    )
    return routing.Tested(
        process=one.process,
        claim=said.id,
        property=said.property,
        stated=what,
        verdict=verdicts.OPEN,
        boundary=routing.PLANT,
        missing=(missing,),
        says="What is said of {what} at {process} cannot be established: no route knows such a substance.",
        values={"process": finding.Ref(one.process), "what": f"“{what}”"},
        basis=(said.id, one.claim),
    )


def _at_plant(one: routing.Bound, said: views.Said, what: str, plant: float) -> routing.Tested:
    made = plant > ENOUGH
    says = (
        "{process} cannot be free of {what} at the plant: the route “{route}” leaves {worked} of it."
        if made
        else "That {process} leaves no {what} is supported at the plant: no reaction of “{route}” makes any."
    )
    values: dict[str, finding.Scalar] = {
        "process": finding.Ref(one.process),
        "what": what,
        "route": one.held.routes[one.balance.route].title,
    }
    return routing.Tested(
        process=one.process,
        claim=said.id,
        property=said.property,
        stated=what,
        verdict=verdicts.IMPOSSIBLE if made else routing.AT_PLANT,
        worked=_mass(plant),
        unit="kg/kg",
        boundary=routing.PLANT,
        says=says,
        values={**values, "worked": _mass(plant)} if made else values,
        basis=(said.id, *one.basis),
    )


def _of_chain(one: routing.Bound, said: views.Said, what: str, chain: _Chain) -> routing.Tested:
    values: dict[str, finding.Scalar] = {"process": finding.Ref(one.process), "what": what}
    values["product"] = one.balance.product
    verdict, missing = _of_ways(chain)
    says = "Nor is {what} left where the feeds of {process} for {product} are made."
    if verdict == routing.NOT_OF_CHAIN:
        says = (
            "It is not so of the chain behind {process} when it makes {product}: {what} is left where its "
            "feeds "
            "are made, {ways}."
        )
        values["ways"] = texts.listed([way for way in chain.ways if not way.startswith("none ")])
    elif chain.high > ENOUGH:
        says = (
            "Whether the chain behind {process} leaves {what} when it makes {product} hangs on how its "
            "feeds are "
            "made: {ways}."
        )
        values["ways"] = texts.listed(list(chain.ways))
    elif missing:
        says = (
            "Whether the chain behind {process} leaves {what} when it makes {product} cannot be established "
            "without knowing {missing}."
        )
        values["missing"] = texts.listed(list(missing))
    return routing.Tested(
        process=one.process,
        claim=said.id,
        property=said.property,
        stated=what,
        verdict=verdict,
        worked=_range(chain.low, chain.high),
        unit="kg/kg",
        boundary=routing.CHAIN,
        turns="; ".join(chain.ways) if verdict == verdicts.OPEN else "",
        missing=missing,
        says=says,
        values=values,
        basis=(said.id, *one.basis, *chain.basis),
    )


def _of_ways(chain: _Chain) -> tuple[str, tuple[str, ...]]:
    """The verdict on a chain that is said to leave nothing, and what it would take to tell."""
    if chain.low > ENOUGH:
        return routing.NOT_OF_CHAIN, ()
    if chain.high > ENOUGH:
        return verdicts.OPEN, ("by which way its feeds are made",)
    if chain.unknown:
        return verdicts.OPEN, tuple(f"how {name} is made" for name in chain.unknown)
    return verdicts.CONSISTENT, ()


def _range(low: float, high: float) -> str:
    if high - low <= ENOUGH:
        return _mass(low)
    return f"{low:.3g}-{high:.3g} kg/kg"


# Stated amounts.


def _amount(seen: routing.Seen, one: routing.Bound, said: views.Said) -> Iterator[routing.Tested]:
    what = said.scope.get("substance", "")
    formulas = routes.formulas(one.held, what)
    if not isinstance(said.value, quantity.Quantity):
        return
    if not formulas:
        yield _strange(one, said, what or "nothing named")
        return
    per = 1.0
    if said.scope.get("per") == "precursor":
        if one.balance.precursor is None:
            yield _no_precursor(one, said, what)
            return
        per = one.balance.precursor
    is_feed = said.property == routing.FEED
    side = one.balance.into if is_feed else one.balance.out
    plant = sum(side.get(name, 0.0) for name in formulas)
    if said.scope.get("boundary") != routing.CHAIN or is_feed:
        more, entries = _allowance(seen, one, formulas, is_feed)
        judged = _Judged(seen, said.value, plant / per, plant / per, more, is_feed)
        yield _stated(one, said, what, judged, entries)
    if said.scope.get("boundary") == routing.CHAIN and not is_feed:
        chain = _chain(one, formulas, plant)
        judged = _Judged(seen, said.value, chain.low / per, chain.high / per, seen.agreement, False)
        entries = (*chain.basis, finding.policy_ref("process", "agreement"))
        yield _stated(one, said, what, judged, entries, boundary=routing.CHAIN)


def _allowance(
    seen: routing.Seen, one: routing.Bound, formulas: Sequence[str], is_feed: bool
) -> tuple[float, tuple[str, ...]]:
    """How much more than the atoms need may be charged or left, as a share, and what that rests on."""
    policy = finding.policy_ref("process", "agreement")
    if is_feed:
        for name in formulas:
            entry = routes.excess(one.held, name)
            if entry is not None:
                low_high = entry.value.in_unit(quantity.parse("1").unit)
                return max(float(end or 0) for end in low_high), (one.ref(entry.path),)
    return seen.agreement, (policy,)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A stated amount against what comes out, from `low` to `high`, base units."""

    seen: routing.Seen
    value: quantity.Quantity
    low: float
    high: float
    more: float
    is_feed: bool

    @property
    def verdict(self) -> str:
        """Less than the atoms need is impossible; more than the allowance is off by a factor."""
        first, last = routing.ends(self.value, self.seen.reach)
        if self.high <= ENOUGH:
            strange = verdicts.NOT_REPRODUCIBLE if self.is_feed else verdicts.IMPOSSIBLE
            return strange if first > ENOUGH else verdicts.CONSISTENT
        least = self.low if self.is_feed else self.low * (1 - self.seen.agreement)
        if last < least:
            return verdicts.IMPOSSIBLE
        return verdicts.OFF if first > self.high * (1 + self.more) else verdicts.CONSISTENT

    @property
    def factor(self) -> float:
        """How many times what comes out is stated; infinite where nothing does."""
        stated = float(self.value.central * self.value.unit.factor)
        nearest = min(max(stated, self.low), self.high)
        return stated / nearest if nearest > ENOUGH else math.inf


SHORT = "short"
"""A feed in which there are fewer atoms than in the product."""

SAYS = {
    verdicts.CONSISTENT: "The {stated} of {what} stated of {process} agree with its reactions: {worked}.",
    verdicts.OFF: "The {stated} of {what} stated of {process} are {factor} times what atoms give, {worked}.",
    verdicts.IMPOSSIBLE: (
        "{stated} of {what} cannot be so of {process}: its atoms give {worked}, and no less."
    ),
    SHORT: "{stated} of {what} cannot be enough for {process}: its product holds {worked} of it.",
    verdicts.NOT_REPRODUCIBLE: "The route of {process} takes no {what}, of which {stated} are stated.",
}
NONE_MADE = "{stated} of {what} cannot be so of {process}: nothing in its route makes any."


def _stated(
    one: routing.Bound,
    said: views.Said,
    what: str,
    judged: _Judged,
    entries: tuple[str, ...],
    *,
    boundary: str = routing.PLANT,
) -> routing.Tested:
    values: dict[str, finding.Scalar] = {
        "process": finding.Ref(one.process),
        "what": what,
        "stated": str(said.value),
    }
    verdict = judged.verdict
    says = SAYS[SHORT if verdict == verdicts.IMPOSSIBLE and judged.is_feed else verdict]
    if verdict == verdicts.IMPOSSIBLE and judged.high <= ENOUGH:
        says = NONE_MADE
    elif verdict != verdicts.NOT_REPRODUCIBLE:
        values["worked"] = _range(judged.low, judged.high)
    if verdict == verdicts.OFF:
        values["factor"] = f"{judged.factor:.3g}"
    return routing.Tested(
        process=one.process,
        claim=said.id,
        property=said.property,
        stated=str(said.value),
        verdict=verdict,
        worked=_range(judged.low, judged.high),
        unit="kg/kg",
        boundary=boundary,
        says=says,
        values=values,
        basis=(said.id, *one.basis, *entries, *judged.seen.hedges(said.id)),
    )


def _no_precursor(one: routing.Bound, said: views.Said, what: str) -> routing.Tested:
    return routing.Tested(
        process=one.process,
        claim=said.id,
        property=said.property,
        stated=str(said.value),
        verdict=verdicts.OPEN,
        boundary=routing.PLANT,
        missing=("a route with a precursor",),
        says="{stated} of {what} are stated per precursor, and the route of {process} makes none.",
        values={"process": finding.Ref(one.process), "what": what, "stated": str(said.value)},
        basis=(said.id, one.claim),
    )

"""What a process is said to save against another, and what it gains: each against what it can touch."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.analyses import routing, verdicts
from wigmore.kit import frozen, quantity
from wigmore.kit import text as texts
from wigmore.methods import expression
from wigmore.model import finding, pack, views
from wigmore.packs import leaves, working

MISSING = {"per": "a functional unit", "boundary": "a boundary", "baseline": "a baseline"}
"""What a comparison needs to be named, by the scope of the claim that names it."""


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a footprint that a process can touch, from `low` to `high`, and what that rests on."""

    low: float
    high: float
    basis: tuple[str, ...]


def tested(
    seen: routing.Seen, process: str, some: Sequence[routing.Bound], said: views.Said
) -> Iterator[routing.Tested]:
    """A saving or a gain that is claimed of a process."""
    if not isinstance(said.value, quantity.Quantity):
        return
    if said.property == routing.GASES:
        yield _gases(seen, process, some, said, said.value)
    elif said.property == routing.WATER:
        yield _water(seen, process, some, said, said.value)
    else:
        yield _gain(seen, process, said, said.value)


def _made(
    process: str,
    said: views.Said,
    verdict: str,
    says: str,
    values: dict[str, finding.Scalar],
    **more: object,
) -> routing.Tested:
    """A test of a claim of percentages, of which the process and what is stated are told in each sentence."""
    product = said.scope.get("product", "")
    says = says.replace(WITH, " with {product}" if product else "")
    told = {"process": finding.Ref(process), "stated": str(said.value), **values}
    if "{product}" in says:
        told["product"] = product
    return routing.Tested(
        process=process,
        claim=said.id,
        property=said.property,
        stated=str(said.value),
        verdict=verdict,
        says=says,
        values=told,
        unit="%",
        **more,  # type: ignore[arg-type]
    )


WITH = "<with>"
"""Where a sentence names the product of which a claim speaks, if it names one."""


def percent(share: float) -> str:
    """A share as people read it: three digits at most, and no probability."""
    return f"{100 * share:.3g}\N{NO-BREAK SPACE}%"


def _spread(low: float, high: float) -> str:
    return percent(low) if math.isclose(low, high, abs_tol=5e-4) else f"{100 * low:.3g} to {percent(high)}"


# Greenhouse gas: a change can save no more than the share that it touches.


def _gases(
    seen: routing.Seen,
    process: str,
    some: Sequence[routing.Bound],
    said: views.Said,
    value: quantity.Quantity,
) -> routing.Tested:
    least, most = _ends(value)
    share = _share(seen, said)
    common = {
        "boundary": said.scope.get("boundary", ""),
        "turns": f"a share of {percent(most)} that the process touches",
        "basis": (said.id, *(one.claim for one in some), *(share.basis if share else ())),
        "worked": f"at most {_spread(share.low, share.high)}" if share else "",
    }
    values: dict[str, finding.Scalar] = {"share": _spread(share.low, share.high)} if share else {}
    if share is not None and least > share.high * (1 + ROUNDING):
        says = (
            "That {process} saves {stated} of the greenhouse gas<with> needs a change upstream: what it can "
            "touch itself "
            "is {share} of the footprint."
        )
        return _made(process, said, routing.UPSTREAM, says, values, **common)
    missing = [word for key, word in MISSING.items() if key not in said.scope]
    if share is None:
        missing.append("the share of the footprint that the process touches")
    elif most > share.low * (1 + ROUNDING):
        missing.append("the share that it touches, told more closely")
    if missing:
        return _open(
            process, said, f"saves {{stated}} of the greenhouse gas<with>{_upper(value)}", missing, **common
        )
    says = (
        f"That {{process}} saves {{stated}} of the greenhouse gas<with> lies within what it can touch "
        f"itself, "
        f"{{share}} "
        f"of the footprint{_upper(value)}."
    )
    return _made(process, said, verdicts.CONSISTENT, says, values, **common)


def _open(
    process: str, said: views.Said, what: str, missing: Sequence[str], **more: object
) -> routing.Tested:
    """A claim that cannot be established, with what it would take."""
    says = f"That {{process}} {what} cannot be established without {{missing}}."
    told: dict[str, finding.Scalar] = {"missing": texts.listed(list(missing))}
    return _made(process, said, verdicts.OPEN, says, told, missing=tuple(missing), **more)


def _ends(value: quantity.Quantity) -> tuple[float, float]:
    """What is stated at the least and at the most: of `up to 60 %` the number is both, as of `over 60 %`."""
    low, high = routing.bounds(value)
    number = float(value.central * value.unit.factor)
    return (number if value.low is None else low), (number if value.high is None else high)


ROUNDING = 1e-12
"""Relative slack for floats."""


def _upper(value: quantity.Quantity) -> str:
    return " (“up to” is but an upper bound)" if value.low is None else ""


def _share(seen: routing.Seen, said: views.Said) -> Share | None:
    """What the process can touch: as the claim has it, or as a pack tells for the boundary."""
    stated = said.scope.get("share")
    if stated is not None:
        held = _fraction(stated)
        return Share(*held, (said.id,)) if held else None
    row = said.scope.get("boundary", "")
    for name, held_pack in sorted(seen.packs.items()):
        touched = held_pack.tables.get(TOUCHED, {}).get(row)
        entry = held_pack.constants.get(touched.words.get("share", "")) if touched else None
        if entry is not None:
            low, high = routing.bounds(entry.value)
            return Share(low, min(high, 1.0), (pack.ref(name, entry.path),))
    return None


TOUCHED = "touched"
"""The table of a pack that names, by the boundary of a footprint, how much of it a process can touch."""


def _fraction(text: str) -> tuple[float, float] | None:
    """A share as a claim's scope has it, from low to high; None where it is no share."""
    try:
        read = quantity.parse(text)
    except quantity.QuantityError:
        return None
    low, high = routing.bounds(read)
    return (low, min(high, 1.0)) if not read.unit.dimension and low <= 1 else None


# Water: against how much of its water the other process uses again.


def _water(
    seen: routing.Seen,
    process: str,
    some: Sequence[routing.Bound],
    said: views.Said,
    value: quantity.Quantity,
) -> routing.Tested:
    _, most = _ends(value)
    limit = next((made for one in some if (made := _limit(seen, one, said, most)) is not None), None)
    basis = (said.id, *(one.claim for one in some), *(limit.basis if limit else ()))
    boundary = said.scope.get("boundary", "")
    if most >= 1:
        says = "That {process} saves {stated} of the water<with> cannot be: none needs no water at all."
        return _made(process, said, verdicts.IMPOSSIBLE, says, {}, boundary=boundary, basis=basis)
    if limit is not None:
        return _recycled(said, process, value, limit, basis)
    missing = [*([] if "baseline" in said.scope else [MISSING["baseline"]]), "a balance of the water of both"]
    what = f"saves {{stated}} of the water<with>{_upper(value)}"
    return _open(process, said, what, missing, boundary=boundary, basis=basis)


def _recycled(
    said: views.Said, process: str, value: quantity.Quantity, limit: "_Limit", basis: tuple[str, ...]
) -> routing.Tested:
    """The verdict by the share of its water that the baseline uses again, as the claim tells it."""
    told = f"{percent(limit.central)} ({_spread(limit.low, limit.high)})"
    common = {
        "boundary": said.scope.get("boundary", ""),
        "turns": f"a baseline that uses {told} of its water again",
        "basis": basis,
    }
    if limit.high < 0:
        says = (
            "That {process} saves {stated} of the water<with> cannot be, even against one that recycles none."
        )
        return _made(process, said, verdicts.IMPOSSIBLE, says, {}, **common)
    held = _fraction(said.scope["recycled"]) if "recycled" in said.scope else None
    if held is None or (held[1] > limit.low and held[0] < limit.high):
        missing = [*([] if "baseline" in said.scope else [MISSING["baseline"]]), RECYCLED]
        what = f"saves {{stated}} of the water<with>{_upper(value)}"
        made = _open(process, said, what, missing, **common)
        turning = f"{made.says} It turns where the baseline uses {{limit}} of its water again."
        return replace(made, says=turning, values={**made.values, "limit": told})
    reached = held[1] <= limit.low
    says = (
        f"That {{process}} saves {{stated}} of the water<with> {'agrees' if reached else 'does not agree'} "
        f"with "
        f"a baseline "
        "that uses {recycled} of its water again: it turns at {limit}."
    )
    values: dict[str, finding.Scalar] = {"recycled": said.scope["recycled"], "limit": told}
    verdict = verdicts.CONSISTENT if reached else verdicts.NOT_REPRODUCIBLE
    return _made(process, said, verdict, says, values, **common)


RECYCLED = "how much of its water the baseline uses again"


@dataclass(frozen=True, slots=True)
class _Limit:
    """The share of recycled water at which a claim turns, and what that rests on."""

    low: float
    central: float
    high: float
    basis: tuple[str, ...]


def _limit(seen: routing.Seen, one: routing.Bound, said: views.Said, saved: float) -> _Limit | None:
    name = one.held.routes[one.balance.route].limits.get(routing.WATER)
    if name is None or saved >= 1:
        return None
    leaf = leaves.of_number(100 * saved, "%", name=said.id, label="reduction", basis=said.id)
    asked = working.Question(name=f"{one.held.name}.{name}", given=frozen.FrozenDict({"reduction": leaf}))
    try:
        worked = working.ask(seen.packs, asked)
        bounds = worked.bounds().bounds
    except (working.AskError, expression.ExpressionError):
        return None
    basis = {leaf.basis for leaf in worked.leaves.values()} - {said.id}
    formula = one.ref(f"formulas.{name}")
    if not all(map(math.isfinite, (bounds.low, bounds.high, worked.central()))):
        return None
    return _Limit(bounds.low, worked.central(), bounds.high, (formula, *sorted(basis)))


# A gain of one unit of a plant passes on only as far as the next unit can follow.


def _gain(seen: routing.Seen, process: str, said: views.Said, value: quantity.Quantity) -> routing.Tested:
    lines = _lines(seen, process, said)
    own = lines.pop(said.scope.get("line", ""), None)
    if own is not None and lines:
        return _bottleneck(seen, process, said, value, _Plant(own, lines))
    missing = (
        *(() if "line" in said.scope else ("the unit of which it is told",)),
        *(() if own else ("what that unit passed before",)),
        *(() if lines else ("what the units beside it can pass, as dryer and kiln",)),
    )
    what = "gives as much more output as one unit passes, {stated},"
    return _open(process, said, what, missing, boundary=routing.PLANT, basis=(said.id,))


Line = tuple[float, float, str]
"""The capacity of a unit in base units, low and high, and the claim that tells it."""


@dataclass(frozen=True, slots=True)
class _Plant:
    """The unit that gains, and those beside it by name."""

    own: Line
    others: Mapping[str, Line]

    @property
    def passes(self) -> tuple[float, float]:
        """What the narrowest of the others passes, low and high."""
        return min(one[0] for one in self.others.values()), min(one[1] for one in self.others.values())

    def gains(self, gain: float) -> tuple[float, float]:
        """How much more the whole passes where one unit gains: it grows with what the others pass per own."""
        made = [_passed(own, other, gain) for own in self.own[:2] for other in self.passes]
        return min(made), max(made)


def _lines(seen: routing.Seen, process: str, said: views.Said) -> dict[str, Line]:
    made: dict[str, Line] = {}
    for about in (process, *said.about):
        for other in seen.of(about, routing.CAPACITY):
            line = other.scope.get("line", "")
            if line and isinstance(other.value, quantity.Quantity):
                made.setdefault(line, (*routing.ends(other.value, seen.reach), other.id))
    return made


def _bottleneck(
    seen: routing.Seen, process: str, said: views.Said, value: quantity.Quantity, plant: _Plant
) -> routing.Tested:
    low, high = plant.gains(_ends(value)[1])
    # Of `up to` the number is what is claimed, as it is of savings.
    first = routing.ends(value, seen.reach)[0] if value.low is not None else _ends(value)[0]
    narrow = min(plant.others, key=lambda name: (plant.others[name][1], name))
    claims = (plant.own[2], *sorted(one[2] for one in plant.others.values()))
    basis = (said.id, *claims, *seen.hedges(said.id, *claims))
    common = {"worked": _spread(low, high), "boundary": routing.PLANT, "basis": basis}
    turn = plant.passes[1] / plant.own[0] - 1 if plant.own[0] else math.inf
    if math.isfinite(turn):
        common["turns"] = f"a gain of {percent(max(turn, 0.0))}"
    values: dict[str, finding.Scalar] = {"gain": _spread(low, high), "narrow": narrow}
    if low >= first:
        says = (
            "The {stated} more that one unit of {process} passes give {gain} more output: “{narrow}” follows."
        )
        return _made(process, said, verdicts.CONSISTENT, says, values, **common)
    if high < first:
        says = (
            "The {stated} more that one unit of {process} passes give {gain} more output, and no more: "
            "“{narrow}” "
            "cannot follow."
        )
        return _made(process, said, verdicts.IMPOSSIBLE, says, values, **common)
    what = "gives as much more output as one unit passes, {stated},"
    return _open(process, said, what, ("closer capacities of its units",), **common)


def _passed(own: float, other: float, gain: float) -> float:
    """The gain of the whole where one unit gains and the narrowest of the others passes `other`."""
    before = min(own, other)
    if not math.isfinite(before) or before <= 0:
        return gain
    return min(own * (1 + gain), other) / before - 1

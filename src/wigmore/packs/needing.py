"""What a level of a chain asks of the level before it: bound to claims and packs, its units checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wigmore.kit import frozen, units
from wigmore.kit import text as texts
from wigmore.methods import dimensions, intervals
from wigmore.model import inference, record, vocabulary
from wigmore.packs import binding, estimating
from wigmore.packs.estimating import Context, Fault

Properties = Mapping[str, vocabulary.Property]

NEEDS, SHARE = "needs", "utilisation"
FITS, PROPERTY = "fits", "property"
"""The faults of a level that an estimate has not: what does not fit together, and a property misspelt."""


MOST_SHARE = 2
"""Plants run a little above what they are named for; a number without % beyond that is no share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one unit of what a level can make asks of the level before, in coherent base units.

    `central` is that of the first alternative, `bounds` the hull of all; `least` is the least that nature
    allows, where a pack knows it. `basis` holds claims and `pack:` references. Without a utilisation, all
    that can be made is taken as made. `is_hedged` tells of a number after `~`, which a policy makes wider.
    """

    central: float
    bounds: intervals.Interval
    least: float | None
    basis: tuple[str, ...]
    claims: tuple[str, ...]
    labels: tuple[str, ...]
    has_utilisation: bool
    is_hedged: bool


def step(
    chain: inference.Chain, place: int, context: Context, properties: Properties
) -> tuple[Step | None, tuple[Fault, ...]]:
    """What the level at a place asks of the one before; None where it asks nothing, or wrongly so."""
    level = chain.levels[place]
    faults = [*_made(chain, place, properties)]
    if not level.needs:
        return None, tuple(faults)
    faults += _placed(chain, place)
    faults += _shared(level, place, context)
    if faults:
        return None, tuple(faults)
    bound, found = binding.bind(_asked(chain.id, place, level), context)
    faults += [_moved(one, place) for one in found]
    if bound is None or faults:
        return None, tuple(faults)
    faults += _fitting(chain, place, bound, properties)
    return (None if faults else _worked(bound, level)), tuple(faults)


def unit_of(level: inference.Level, properties: Properties) -> units.Unit | None:
    """The unit in which a level tells what it can make; None where it names no property with a unit."""
    known = properties.get(level.makes or "")
    if known is None or known.unit is None or known.unit in units.OF_ANY_CURRENCY:
        return None
    return units.parse(known.unit)


def _asked(chain: str, place: int, level: inference.Level) -> inference.Estimate:
    """The question of a level as an estimate: what goes into one unit, times the share that is made."""
    shared: dict[str, tuple[estimating.Input, ...]] = {NEEDS: level.needs}
    if level.utilisation is not None:
        shared[SHARE] = (level.utilisation,)
    return inference.Estimate(
        id=f"{chain}.{place}",
        asks=level.level,
        formula=f"{NEEDS} * {SHARE}" if SHARE in shared else NEEDS,
        inputs=frozen.FrozenDict(shared),
    )


def _moved(one: Fault, place: int) -> Fault:
    """A fault of the estimate, at the key of the level that it is about."""
    path = one.path.removeprefix("inputs.")
    held = path if path.startswith((NEEDS, SHARE)) else NEEDS
    return Fault(one.rule, f"levels.{place}.{held}", one.message, one.repair)


def _made(chain: inference.Chain, place: int, properties: Properties) -> Iterator[Fault]:
    """What a level makes is a property that is measured."""
    level = chain.levels[place]
    if level.makes is None:
        return
    path = f"levels.{place}.makes"
    if level.makes not in properties:
        measured = [name for name, one in properties.items() if one.unit is not None]
        near = texts.nearest(level.makes, measured)
        repair = f"write `{near[0]}`" if near else f"add `{level.makes}:` under `properties:`"
        yield Fault(PROPERTY, path, f"there is no property `{level.makes}`", repair)
    elif unit_of(level, properties) is None:
        message = f"`{level.makes}` is measured in no unit of amounts, and cannot be added up"
        yield Fault(FITS, path, message, "name a property with a unit, as `capacity`")


def _placed(chain: inference.Chain, place: int) -> Iterator[Fault]:
    """What a level needs comes from a level before it, and goes into what it makes itself."""
    level = chain.levels[place]
    if not place:
        message = f"`{level.level}` is the first level, and nothing comes before it"
        yield Fault(FITS, f"levels.{place}.{NEEDS}:", message, "take `needs` out, or add the level before")
    elif level.makes is None:
        message = f"`{level.level}` does not say what it makes, so nothing follows from what it needs"
        yield Fault(FITS, f"levels.{place}.{NEEDS}:", message, "add `makes: PROPERTY`")


def _shared(level: inference.Level, place: int, context: Context) -> Iterator[Fault]:
    """A utilisation is a share, where it is bound to a claim too, and not a number whose % was forgotten."""
    share = level.utilisation
    if isinstance(share, record.Binding):
        held, told, repair = context.amounts.get(share.claim), share.claim, "name a claim whose value is in %"
    else:
        held, told, repair = share, str(share), f"write `{share} %`"
    if held is None:
        return
    if not dimensions.compare(held.unit.dimension, dimensions.PLAIN):
        message = f"`{told}` is {dimensions.said(held.unit.dimension)}, and no share"
        yield Fault(FITS, f"levels.{place}.{SHARE}", message, repair)
    elif held.unit.symbol == "1" and (held.low or held.high or 0) > MOST_SHARE:
        message = f"`{held}` is {held} times all that can be made, and no share of it"
        yield Fault(FITS, f"levels.{place}.{SHARE}", message, repair)


def _fitting(
    chain: inference.Chain, place: int, bound: estimating.Bound, properties: Properties
) -> Iterator[Fault]:
    """What is made, times what it needs, is measured as the level before makes it."""
    level, before = chain.levels[place], chain.levels[place - 1]
    own, wanted = unit_of(level, properties), unit_of(before, properties)
    if own is None or wanted is None:
        return
    asked = dimensions.combined(own.dimension, bound.unit.dimension)
    if not dimensions.compare(asked, wanted.dimension):
        needed = bound.inputs[NEEDS][0].worked.unit
        message = (
            f"{own} of `{level.level}` times {needed} is {dimensions.said(asked)}, "
            f"and `{before.level}` makes {dimensions.said(wanted.dimension)} ({wanted})"
        )
        yield Fault(FITS, f"levels.{place}.{NEEDS}", message, f"give `{NEEDS}` {_ratio(wanted, own)}")


def _ratio(above: units.Unit, below: units.Unit) -> str:
    """In which unit one is counted for each of the other, `in t/GWh`, or else what it measures."""
    one, _, per = above.symbol.partition("/")
    other, _, too = below.symbol.partition("/")
    if per and per == too:
        return f"in {one}/{other}"
    return f"as {dimensions.said(dimensions.combined(above.dimension, below.dimension, -1))}"


def _worked(bound: estimating.Bound, level: inference.Level) -> Step:
    some = list(bound.combinations())
    enclosed = [one.worked.bounds().bounds for one in some]
    return Step(
        central=some[0].worked.central(),
        bounds=intervals.Interval(
            max(0.0, min(one.low for one in enclosed)), max(one.high for one in enclosed)
        ),
        least=_least(some),
        basis=tuple(dict.fromkeys(name for one in some for name in one.basis)),
        claims=tuple(dict.fromkeys(name for one in some for name in one.claims)),
        labels=tuple(option.label for option in bound.inputs[NEEDS]),
        has_utilisation=level.utilisation is not None,
        is_hedged=any(leaf.is_hedged for one in some for leaf in one.worked.leaves.values()),
    )


def _least(some: list[estimating.Combination]) -> float | None:
    """The least that nature allows; None where a combination is not bounded by a pack."""
    held = [one.possible.bounds().bounds.low for one in some if one.possible is not None]
    return min(held) if len(held) == len(some) else None

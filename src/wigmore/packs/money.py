"""Units of any one currency: `money` in the units of a pack, until a question says which currency it is.

A formula such as capital for each tonne a year holds in every currency, and its answer has that of what was
given. Two currencies in one question never meet: a rate of exchange is evidence, and belongs into the case.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from wigmore.kit import units

NAME = "money"
BASE = f"money:{NAME}"
_WORD = re.compile(rf"\b{NAME}\b")


def parse(text: str) -> units.Unit:
    """Read a unit in which `money` may stand for a currency; raises UnitError."""
    if not _WORD.search(text):
        return units.parse(text)
    return general(units.parse(_WORD.sub("EUR", text)))


def is_general(unit: units.Unit) -> bool:
    """Whether a unit waits for its currency."""
    return any(base == BASE for base, _ in unit.dimension)


def general(unit: units.Unit) -> units.Unit:
    """A unit with `money` in place of its currency; one without a single currency comes back as it is."""
    code = units.currency(unit)
    if code is None or code == NAME:
        return unit
    dimension = tuple(
        sorted((BASE if base == f"money:{code}" else base, power) for base, power in unit.dimension)
    )
    symbol = re.sub(rf"\b[kMBT]?{code}\b", NAME, unit.symbol)
    return replace(unit, dimension=dimension, symbol=symbol)


def fits(unit: units.Unit, wanted: units.Unit) -> bool:
    """Whether what is given in a unit can stand where another is wanted."""
    return units.same_dimension(general(unit) if is_general(wanted) else unit, wanted)


def settled(unit: units.Unit, code: str) -> units.Unit:
    """A unit that waits for its currency, in the one with that code."""
    return units.parse(_WORD.sub(code, unit.symbol)) if is_general(unit) else unit


def codes(held: Iterable[units.Unit]) -> tuple[str, ...]:
    """The currencies of units, each once."""
    found = (units.currency(unit) for unit in held)
    return tuple(dict.fromkeys(code for code in found if code is not None and code != NAME))

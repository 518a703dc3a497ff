"""What the reader of packs takes from TOML: texts, tables, quantities, units and dates, each at its place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from wigmore.kit import edtf, quantity, units
from wigmore.kit import text as texts
from wigmore.methods import stoichiometry
from wigmore.packs import money

T = TypeVar("T")


class PackError(ValueError):
    """A pack cannot be used; the message begins with the file or the key at which it is wrong."""


def either(words: Sequence[str]) -> str:
    """Names to choose from, as they stand in a message."""
    return " or ".join(f"`{one}`" for one in words)


def texts_of(
    place: str,
    held: Any,
    needed: Sequence[str],
    optional: Sequence[str],
    others: Sequence[str] = (),
) -> dict[str, str]:
    """The texts of a table, which has all those needed and none that is not known."""
    if not isinstance(held, dict):
        raise PackError(f"{place}: a table is expected")
    for key in held:
        if key not in (*needed, *optional, *others):
            near = texts.nearest(key, (*needed, *optional, *others))
            raise PackError(f"{place}: `{key}` is not known" + (f"; write `{near[0]}`" if near else ""))
    for key in needed:
        if key not in held:
            raise PackError(f"{place}: `{key}` is missing")
    return {key: _text(f"{place}.{key}", value) for key, value in held.items() if key not in others}


def _text(place: str, value: Any) -> str:
    if isinstance(value, (dict, list)):
        raise PackError(f"{place}: a text is expected")
    return str(value)


def words_of(place: str, held: Any) -> Mapping[str, str]:
    """A table that holds texts alone, under any keys."""
    if not isinstance(held, dict):
        raise PackError(f"{place}: a table is expected")
    for key, value in held.items():
        if not isinstance(value, str):
            raise PackError(f"{place}.{key}: a text is expected")
    return held


def substance_of(place: str, text: str) -> None:
    """Check a chemical formula; raises PackError with its place and what to write."""
    try:
        stoichiometry.atoms(text)
    except stoichiometry.FormulaError as error:
        raise PackError(f"{place}: {error}" + (f"; {error.repair}" if error.repair else "")) from None


def lines_of(place: str, held: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        raise PackError(f"{place}: a list of texts is expected")
    return tuple(held)


def lies_within(central: quantity.Quantity, value: quantity.Quantity) -> bool:
    """Whether a central value is a number within a range."""
    if not central.same_dimension(value) or central.low is None:
        return False
    low, high = value.in_unit(central.unit)
    return (low is None or low <= central.low) and (high is None or central.low <= high)


def quantity_of(place: str, text: str) -> quantity.Quantity:
    """A quantity; raises PackError with its place."""
    return _read(place, quantity.parse, text)


def unit_of(place: str, text: str) -> units.Unit:
    """A unit, in which `money` stands for any one currency; raises PackError with its place."""
    return _read(place, money.parse, text)


def date_of(place: str, text: str) -> edtf.Edtf:
    """A date; raises PackError with its place."""
    return _read(place, edtf.parse, text)


def _read(place: str, make: Callable[[str], T], text: str) -> T:
    try:
        return make(text)
    except ValueError as error:
        raise PackError(f"{place}: {error}") from None

"""The closed table of units: reading a unit, comparing dimensions, converting exactly.

A unit is read from the table in units.toml, alone or as a compound: products with `*` or `·`, one `/`,
powers 2 and 3 (`kt/a`, `Wh/kg`, `m3/day`, `t/(a*ha)`). Its dimension is a product of powers of bases. Bases
are those of the SI (mass, length, time, current, temperature, amount), data, one for each currency
(`money:EUR`) and one for each counted noun (`count:people`).

Three decisions:

- Currencies never convert into one another, since a rate is evidence and belongs into the case.
- `a` and `year` are the Julian year of 365.25 days, `month` is a twelfth of it.
- A counted noun compares with the same noun and with a plain number (`200 people` with `200`), never with
  another noun nor with a percentage; a ratio of nouns (`deaths/births`) compares with any plain number,
  percentages included.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import Any, overload

from wigmore.kit import text as texts

__all__ = [
    "OF_ANY_CURRENCY",
    "Dimension",
    "Unit",
    "UnitError",
    "convert",
    "currency",
    "exchanged",
    "is_money",
    "parse",
    "same_dimension",
    "symbols",
]

Dimension = tuple[tuple[str, int], ...]
"""Powers of bases, sorted by base, none zero; empty for a plain number."""

_LONGEST = 80
_ROUNDS = 3


class UnitError(ValueError):
    """A text is no unit, or dimensions differ; `suggestion` is a unit that reads, or None."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: value in coherent base units = number * factor + offset.

    `symbol` is the text in canonical form (`kt / a` gives `kt/a`), `pint` an expression of full names for an
    outside reader of units. The offset is zero but for degC.
    """

    symbol: str
    dimension: Dimension
    factor: Fraction
    offset: Fraction
    pint: str

    def __str__(self) -> str:
        return self.symbol


@dataclass(frozen=True, slots=True)
class _Table:
    units: dict[str, Unit]
    names: dict[str, str]
    repairs: dict[str, str]


@cache
def _table() -> _Table:
    """Read units.toml once, when the first unit is asked for."""
    written = resources.files("wigmore.kit").joinpath("units.toml").read_text(encoding="utf-8")
    data = tomllib.loads(written)
    units: dict[str, Unit] = {}
    for unit in (*_physical(data["family"]), *_nouns(data["count"]), *_money(data["money"])):
        if unit.symbol in units:
            raise ValueError(f"units.toml has {unit.symbol} twice")
        units[unit.symbol] = unit
    # Backwards, so that the first symbol of a name is the one suggested: kilowatt gives kW.
    names = {unit.pint.replace("_", " ").casefold(): symbol for symbol, unit in reversed(units.items())}
    return _Table(units, names, data["repairs"])


def _physical(families: dict[str, Any]) -> Iterator[Unit]:
    for family in families.values():
        dimension = tuple(sorted(family["dimension"].items()))
        for symbol, row in family["units"].items():
            offset = Fraction(row.get("offset", 0))
            yield Unit(symbol, dimension, Fraction(row["factor"]), offset, row["pint"])


def _nouns(nouns: dict[str, list[str]]) -> Iterator[Unit]:
    for noun, forms in nouns.items():
        for form in forms:
            yield Unit(form, ((f"count:{noun}", 1),), Fraction(1), Fraction(0), noun)


def _money(money: dict[str, Any]) -> Iterator[Unit]:
    for code in money["codes"]:
        dimension = ((f"money:{code}", 1),)
        yield Unit(code, dimension, Fraction(1), Fraction(0), code)
        for letter, row in money["magnitudes"].items():
            yield Unit(letter + code, dimension, Fraction(row["factor"]), Fraction(0), row["pint"] + code)


def symbols() -> tuple[str, ...]:
    """Return every symbol of the table, currencies with and without a magnitude included, in its order."""
    return tuple(_table().units)


_FORM = re.compile(r"(?P<above>[^/()]+)(?:/(?P<below>[^/*()]+|\([^/()]+\)))?")
_POWER = re.compile(r"(?P<atom>[^\d^]+)\^?(?P<power>[23])")
_SPELLINGS = str.maketrans({"·": "*", "⋅": "*", "×": "*", "²": "2", "³": "3", "μ": "µ", "℃": "degC"})


@lru_cache(maxsize=4096)
def parse(text: str) -> Unit:
    """Read a unit such as `kt/a`, `MCAD` or `%`.

    Raises UnitError, with the unit that was probably meant where one is near: case mistakes first
    (`gwh` for `GWh`), then names and habits (`tpa` for `t/a`), then slips of the pen.
    """
    tidy = _tidy(text)
    try:
        return _read(tidy)
    except UnitError as error:
        raise UnitError(error.message, _suggestion(tidy)) from None


def _tidy(text: str) -> str:
    """Bring a unit's text to one spelling: no blanks round operators, ASCII signs."""
    spelt = " ".join(text.translate(_SPELLINGS).split())
    return re.sub(r" ?([*/()]) ?", r"\1", spelt)


def _shown(text: str) -> str:
    return texts.cut(texts.visible(text), 40)


def _read(text: str) -> Unit:
    """Read a tidy text; the UnitError has no suggestion yet."""
    if not text:
        raise UnitError("no unit is written")
    if len(text) > _LONGEST:
        raise UnitError(f"a unit has at most {_LONGEST} characters")
    if (known := _table().units.get(text)) is not None:
        return known
    form = _FORM.fullmatch(text)
    if form is None:
        raise UnitError(f"`{_shown(text)}` is no unit: write products with * and one /, as in t/(a*ha)")
    above = [_atom(part) for part in form["above"].split("*")]
    below = [_atom(part) for part in (form["below"] or "").strip("()").split("*") if form["below"]]
    return _compound(above, below)


def _atom(text: str) -> tuple[Unit, int]:
    """Read one factor of a compound, a symbol and its power."""
    units = _table().units
    if (known := units.get(text)) is not None:
        return known, 1
    form = _POWER.fullmatch(text)
    unit = units.get(form["atom"]) if form else None
    if form is None or unit is None:
        raise UnitError(f"`{_shown(text)}` is no unit of the table" if text else "a factor is missing")
    if any(":" in base for base, _ in unit.dimension) or not unit.dimension:
        raise UnitError(f"`{unit.symbol}` takes no power")
    return unit, int(form["power"])


def _compound(above: list[tuple[Unit, int]], below: list[tuple[Unit, int]]) -> Unit:
    factors = above + [(unit, -power) for unit, power in below]
    if len(factors) > 1 or factors[0][1] != 1:
        for unit, _ in factors:
            if unit.offset:
                raise UnitError(f"`{unit.symbol}` counts from its own zero and cannot be part of a compound")
    powers: dict[str, int] = {}
    factor = Fraction(1)
    for unit, power in factors:
        factor *= unit.factor**power
        for base, exponent in unit.dimension:
            powers[base] = powers.get(base, 0) + exponent * power
    dimension = tuple(sorted((base, power) for base, power in powers.items() if power))
    pint = " * ".join(f"({unit.pint}) ** {power}" for unit, power in factors)
    return Unit(_spelt(above, below), dimension, factor, Fraction(0), pint)


def _spelt(above: list[tuple[Unit, int]], below: list[tuple[Unit, int]]) -> str:
    """Write the canonical symbol of a compound."""
    top, bottom = (
        "*".join(f"{unit.symbol}{power}" if power > 1 else unit.symbol for unit, power in part)
        for part in (above, below)
    )
    if not bottom:
        return top
    return f"{top}/({bottom})" if len(below) > 1 else f"{top}/{bottom}"


def _suggestion(text: str) -> str | None:
    """Return the unit probably meant by a tidy text that did not read; what is returned does read."""
    if len(text) > _LONGEST:
        return None
    candidate = text
    for _ in range(_ROUNDS):
        candidate = re.sub(r"[^/*()]+", lambda part: _mended(part[0]), _reshaped(candidate))
        try:
            return _read(_tidy(candidate)).symbol
        except UnitError:
            continue
    return None


def _reshaped(text: str) -> str:
    """Write `t per a` and `t/a/ha` with one slash; text of other shapes comes back as it is."""
    # A case-blind comparison of the whole words comes first: `per cent` is no ratio.
    if text.casefold() in _table().repairs:
        return text
    above, *below = re.sub(r" (?:per|an?) ", "/", text, flags=re.IGNORECASE).split("/")
    parts = [part for piece in below for part in piece.strip("()").split("*")]
    return "/".join([above, f"({'*'.join(parts)})" if len(parts) > 1 else "".join(parts)]) if parts else above


def _mended(atom: str) -> str:
    """Return the symbol nearest to an atom, or the atom when it reads or nothing is near."""
    try:
        _atom(atom)
    except UnitError:
        return _by_case(atom) or _by_name(atom) or _by_likeness(atom) or atom
    return "K" if atom == "degC" else atom


def _by_case(atom: str) -> str | None:
    folded = atom.casefold()
    same = [symbol for symbol in symbols() if symbol.casefold() == folded]
    # Several symbols may differ by case only (mW, MW): fewest changed letters, then the alphabet.
    return min(same, key=lambda symbol: (sum(map(str.__ne__, symbol, atom)), symbol), default=None)


def _by_name(atom: str) -> str | None:
    table, folded = _table(), atom.casefold().strip(" .")
    whole = folded.replace("metre", "meter").replace("litre", "liter").replace("-", " ")
    for form in (folded, whole, whole.removesuffix("s")):
        found = table.repairs.get(form) or table.names.get(form)
        if found is not None:
            return found
    return None


def _by_likeness(atom: str) -> str | None:
    # Among symbols of one or two letters everything is near everything.
    return next(iter(texts.nearest(atom, symbols())), None) if len(atom) > 2 else None


def _is_plain(unit: Unit, noun: Unit) -> bool:
    """Tell whether a unit is the plain number that a unit of counted nouns may be compared with."""
    if unit.dimension or not all(base.startswith("count:") for base, _ in noun.dimension):
        return False
    return unit.factor == 1 or sum(power for _, power in noun.dimension) == 0


def same_dimension(a: Unit, b: Unit) -> bool:
    """Tell whether values in two units can be compared; counted nouns as the module's text says."""
    return a.dimension == b.dimension or _is_plain(a, b) or _is_plain(b, a)


@overload
def convert(value: Fraction, a: Unit, b: Unit) -> Fraction: ...
@overload
def convert(value: float, a: Unit, b: Unit) -> float: ...
def convert(value: Fraction | float, a: Unit, b: Unit) -> Fraction | float:
    """Express a value given in unit a in unit b: exactly for a Fraction, in floating point for a float.

    Temperatures are points on the scale, not differences: 0 degC is 273.15 K. Raises UnitError when the
    dimensions differ.
    """
    if not same_dimension(a, b):
        raise UnitError(f"`{a.symbol}` and `{b.symbol}` measure different things")
    ratio, shift = a.factor / b.factor, (a.offset - b.offset) / b.factor
    if isinstance(value, Fraction):
        return value * ratio + shift
    return value * float(ratio) + float(shift)


def is_money(unit: Unit) -> bool:
    """Tell whether a unit is an amount of one currency (`MCAD`); a price (`USD/t`) is not."""
    return currency(unit) is not None and len(unit.dimension) == 1 and unit.dimension[0][1] == 1


def currency(unit: Unit) -> str | None:
    """Return the ISO 4217 code of the one currency in a unit, also in a price; None for none or several."""
    codes = [base.removeprefix("money:") for base, _ in unit.dimension if base.startswith("money:")]
    return codes[0] if len(codes) == 1 else None


def exchanged(unit: Unit) -> tuple[str, str] | None:
    """Return the two currencies of a rate of exchange, CAD and USD of `CAD/USD`; None for any other unit."""
    powers = {
        power: base.removeprefix("money:") for base, power in unit.dimension if base.startswith("money:")
    }
    return (powers[1], powers[-1]) if len(unit.dimension) == 2 and set(powers) == {1, -1} else None


OF_ANY_CURRENCY: Mapping[str, Callable[[Unit], bool]] = {
    "money": is_money,
    "money/money": lambda unit: exchanged(unit) is not None,
}
"""What is written in place of a unit that may be of any currency, and which units it stands for."""

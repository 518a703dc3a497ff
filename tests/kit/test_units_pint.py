"""The unit table against pint, an outside reader of units: same dimensions, same factors."""

import logging
from fractions import Fraction
from typing import Any

import pint
import pytest

from wigmore.kit import units

# What a base of the table is to pint, which counts bits as plain numbers.
BASES = {
    "mass": "[mass]",
    "length": "[length]",
    "time": "[time]",
    "current": "[current]",
    "temperature": "[temperature]",
    "amount": "[substance]",
    "data": "",
}
COMPOUNDS = (
    "kt/a", "GWh/a", "t/GWh", "Wh/kg", "mAh/g", "USD/t", "MEUR/MW", "deaths/births", "m3/day", "t/(a*ha)",
    "kW*h", "W/m2", "m/s2", "km/h", "1/a", "J/(kg*K)", "bbl/day", "g/kWh",
)  # fmt: skip


def base_names() -> set[str]:
    return {base for symbol in units.symbols() for base, _ in units.parse(symbol).dimension}


@pytest.fixture(scope="module")
def registry() -> Any:
    logging.getLogger("pint").setLevel(logging.ERROR)
    registry: Any = pint.UnitRegistry(non_int_type=Fraction, on_redefinition="ignore")
    for base in base_names():
        kind, _, name = base.partition(":")
        if kind == "money":
            registry.define(f"{name} = [currency_{name}]")
        elif kind == "count":
            registry.define(f"{name} = [count_{name}]")
    return registry


def pint_base(base: str) -> str:
    kind, _, name = base.partition(":")
    return {"money": f"[currency_{name}]", "count": f"[count_{name}]"}.get(kind) or BASES[base]


def test_table_is_not_empty() -> None:
    symbols = units.symbols()
    assert len(symbols) > 200
    assert {"t", "kt", "GWh", "%", "degC", "people", "MCAD", "TKRW", "kEUR", "1"} <= set(symbols)
    codes = {base for base in base_names() if base.startswith("money:")}
    assert len(codes) >= 35
    assert len(symbols) > 5 * len(codes)


@pytest.mark.parametrize("symbol", units.symbols() + COMPOUNDS)
def test_pint_agrees(symbol: str, registry: Any) -> None:
    unit = units.parse(symbol)
    theirs = registry.Quantity(Fraction(1), registry.parse_units(unit.pint))

    exponents = {pint_base(base): power for base, power in unit.dimension if pint_base(base)}
    assert {base: power for base, power in theirs.dimensionality.items() if power} == exponents

    coherent = theirs.to(registry.kelvin) if unit.offset else theirs.to_base_units()
    expected = float(unit.factor + unit.offset)
    assert float(coherent.magnitude) == pytest.approx(expected, rel=1e-12)


def test_full_names_are_no_short_ones() -> None:
    # To pint kt is a knot, h may be Planck's constant: only whole words are safe to hand on.
    short = {name for symbol in units.symbols() for name in units.parse(symbol).pint.split() if len(name) < 3}
    assert short <= {"**", "*", "2", "3"}

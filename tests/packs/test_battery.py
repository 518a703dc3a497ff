"""The pack `battery` against figures worked out by hand, and what holds for all of it."""

from collections.abc import Iterator

import pytest

from wigmore.kit import quantity
from wigmore.methods import draws, expression, stoichiometry
from wigmore.model import pack
from wigmore.packs import judging, known, leaves, reading, working

PACKS = known.builtin()
BATTERY = PACKS["battery"]


def question(formula: str, words: dict[str, str] | None = None, **given: str) -> working.Question:
    held = {
        name: leaves.of_quantity(quantity.parse(text), name=name, label=name) for name, text in given.items()
    }
    return working.Question(name=f"battery.{formula}", words=words or {}, given=held)


def ask(formula: str, words: dict[str, str] | None = None, **given: str) -> tuple[float, float, float]:
    """Low, central and high, in the unit of the formula."""
    worked = working.ask(PACKS, question(formula, words, **given))
    bounds = worked.bounds().bounds
    return worked.shown(bounds.low), worked.shown(worked.central()), worked.shown(bounds.high)


REFERENCE = [
    ("LFP", 157.76, 169.9, 480, 2083, 1947, 2220, 2264),
    ("LMFP", 157.21, 170.5, 551, 1816, 1709, 1975, 1974),
    ("NMC532", 96.55, 277.6, 607, 1647, 1590, 1734, 1790),
    ("NMC622", 96.93, 276.5, 651, 1535, 1485, 1593, 1669),
    ("NMC811", 97.28, 275.5, 716, 1397, 1311, 1469, 1519),
    ("NCA", 96.08, 278.9, 712, 1405, 1338, 1478, 1527),
    ("LNMO", 182.69, 146.7, 594, 1683, 1580, 1778, 1830),
    ("LMR", 88.28, 346.1, 748, 1337, 1190, 1515, 1453),
    ("NFM", 111.48, 240.4, 381, 2623, 2300, 2948, 2851),
    ("PW", 313.78, 170.8, 441, 2268, 2051, 2522, 2465),
    ("NFPP", 623.37, 129.0, 310, 3228, 2927, 3580, 3509),
]
"""Molar mass, theoretical capacity, Wh/kg, t/GWh net with its range, and bought at a yield of 0.92."""


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: str(row[0]))
def test_cathode_for_a_gigawatt_hour(
    row: tuple[str, float, float, float, float, float, float, float],
) -> None:
    name, mass, charge, energy, net, least, most, bought = row
    words = {"chemistry": name}
    formula = BATTERY.tables["chemistry"][name].words["formula"]
    assert stoichiometry.molar_mass(formula) == pytest.approx(mass, abs=0.006)
    assert ask("theoretical_capacity", words)[1] == pytest.approx(charge, abs=0.06)
    assert ask("specific_energy", words)[1] == pytest.approx(energy, abs=1)
    assert ask("cathode_net", words) == pytest.approx((least, net, most), abs=1.01)
    assert ask("cathode_per_gwh", words)[1] == pytest.approx(bought, abs=1.01)


@pytest.mark.parametrize("name", BATTERY.tables["chemistry"])
def test_nothing_in_the_pack_passes_its_own_limit(name: str) -> None:
    """What is assumed of a material stays below what its formula can hold."""
    words = {"chemistry": name}
    assert ask("specific_energy", words)[2] < ask("theoretical_energy", words)[0]
    assert ask("cathode_net", words)[0] > ask("theoretical_floor", words)[2]


def test_draws_of_lfp() -> None:
    worked = working.ask(PACKS, question("cathode_per_gwh", {"chemistry": "LFP"}))
    made = draws.summary(worked.draws(100_000, 1))
    shown = [worked.shown(one) for one in (made.mean, made.p05, made.p95)]
    assert shown == pytest.approx([2279, 2154, 2414], rel=0.003)


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("1,500 t/GWh", "physically impossible"),
        ("1,706 t/GWh", "physically impossible"),
        ("1,707 t/GWh", "implausible"),
        ("1,947 t/GWh", "implausible"),
        ("1,948 t/GWh", "plausible"),
        ("2,611 t/GWh", "plausible"),
        ("2,613 t/GWh", "too much mass"),
    ],
)
def test_a_stated_mass_of_lfp_is_judged(claimed: str, told: str) -> None:
    """586.1 Wh/kg at most; 143 to 158 mAh/g at 3.15 to 3.25 V; and 0.85 of the least of that."""
    assert judging.words(PACKS, question("implied_energy", {"chemistry": "LFP"}, intensity=claimed)) == (
        told,
    )


@pytest.mark.parametrize("name", ["NMC622", "NMC811", "NCA"])
def test_the_same_figure_fits_nickel_cathodes(name: str) -> None:
    asked = question("implied_energy", {"chemistry": name}, intensity="1,500 t/GWh")
    assert judging.words(PACKS, asked) == ("plausible",)


def test_what_is_given_moves_no_bound() -> None:
    """A yield above one would promise what the material cannot hold; the floor stays where it is."""
    asked = question("cathode_per_gwh", {"chemistry": "LFP"}, capacity="200 mAh/g", voltage="3.9 V")
    floor, _ = working.limits(PACKS, asked)
    assert floor is not None
    assert floor.shown(floor.central()) == pytest.approx(1706.1, abs=0.1)
    worked = working.ask(PACKS, asked)
    assert worked.shown(worked.central()) < 1706


@pytest.mark.parametrize(
    ("formula", "words", "given", "answer"),
    [
        ("published_per_gwh", {"statement": "hatch"}, {}, 2000),
        ("published_per_gwh", {"statement": "morocco"}, {}, 2000),
        ("published_per_pack", {"statement": "morocco"}, {}, 2000),
        ("published_per_pack", {"statement": "pack_inventory"}, {}, 1900.7),
        ("published_per_pack", {"statement": "gumi"}, {}, 1500),
        ("cathode_adopted", {"chemistry": "LFP"}, {}, 2200),
        ("full_cell_capacity", {}, {"discharge": "158 mAh/g", "first_charge": "160 mAh/g"}, 148.8),
        ("slurry_water", {}, {}, 2.6833),
        ("water_reduction", {}, {"recovery": "0.90"}, 0.5472),
        ("water_reduction", {}, {"recovery": "0.96"}, -0.132),
        ("drying_heat", {}, {}, 11.59),
        ("reactor_capacity", {}, {"cycle": "12 h"}, 2628),
        ("reactor_capacity", {}, {"loading": "350 kg/m3"}, 1839.6),
        ("batches", {}, {"target": "12,500 t/a"}, 3125),
        ("jacket_heat", {}, {}, 135),
        ("dilution", {}, {"hydrogen": "142.081 m3/t"}, 7104),
        ("contract_volume", {}, {"value": "4.3 BUSD", "years": "3 a", "price": "100 USD/kWh"}, 14.33),
    ],
)
def test_figures_worked_out_by_hand(
    formula: str, words: dict[str, str], given: dict[str, str], answer: float
) -> None:
    assert ask(formula, words, **given)[1] == pytest.approx(answer, rel=2e-3)


CAPITAL = {
    "candiac_2012": ("CAD*a/t", 31_200),
    "candiac_purchase": ("CAD*a/t", 4_271),
    "pilot": ("CAD*a/t", 42_500),
    "icl": ("USD*a/t", 13_333),
    "yuneng": ("CNY*a/t", 19_640),
    "zhengkunyuan": ("CNY*a/t", 15_000),
    "gumi": ("USD*a/t", 6_983),
    "becancour": ("USD*a/t", 20_000),
    "tennessee": ("USD*a/t", 26_667),
}


@pytest.mark.parametrize("plant", CAPITAL)
def test_capital_of_plants(plant: str) -> None:
    worked = working.ask(PACKS, question("plant_intensity", {"plant": plant}))
    unit, amount = CAPITAL[plant]
    assert str(worked.unit) == unit
    assert worked.shown(worked.central()) == pytest.approx(amount, rel=1e-3)


def test_an_open_capacity_leaves_the_low_end_of_capital_open() -> None:
    """`over 1,000 t/a` for 63.4 MCAD: at most 63,400 CAD for each tonne a year, and nothing is the least."""
    low, _, high = ask("plant_intensity", {"plant": "candiac_2026"})
    assert low == 0
    assert high == pytest.approx(63_400)


def leaning(formula: pack.Formula) -> Iterator[pack.Formula]:
    """A formula with all that it leans on."""
    yield formula
    for one in formula.inputs.values():
        if one.source == "formula":
            yield from leaning(BATTERY.formulas[one.what])


@pytest.mark.parametrize("name", BATTERY.formulas)
def test_a_name_means_one_thing_in_a_formula_and_all_it_leans_on(name: str) -> None:
    """What is given replaces an input by its name, wherever that stands."""
    meant: dict[str, tuple[str, str]] = {}
    for formula in leaning(BATTERY.formulas[name]):
        for one in formula.inputs.values():
            assert meant.setdefault(one.name, (one.source, one.what)) == (one.source, one.what)


def test_every_entry_says_how_it_is_known() -> None:
    """What was read names where; nothing rests on memory; every source named is used."""
    held = list(reading.entries(BATTERY))
    assert all(one.sources for one in held if one.grade == "read")
    assert all(source.address.startswith("http") for source in BATTERY.sources.values())
    used = {name for one in held for name in one.sources}
    used |= {name for one in BATTERY.routes.values() for name in one.sources}
    used |= {name for one in BATTERY.formulas.values() for name in one.sources}
    assert set(BATTERY.sources) - used == set()


def test_every_input_that_must_be_given_says_what_it_is() -> None:
    for formula in BATTERY.formulas.values():
        for one in formula.inputs.values():
            assert one.source != "given" or one.means, f"{formula.name}.{one.name}"
        assert formula.asks.endswith("?")
        assert expression.names(expression.parse(formula.expression))

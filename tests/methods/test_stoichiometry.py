"""Formulas and reactions: atoms counted by hand, every element, and atoms in equal atoms out."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from wigmore.methods import stoichiometry
from wigmore.methods.stoichiometry import FormulaError, atoms, molar_mass

_SYMBOLS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As "
    "Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd "
    "Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U "
)
PERIODIC = _SYMBOLS.split()
"""The elements in the order of their numbers, to uranium."""
WITHOUT = set(["Tc", "Pm", "Po", "At", "Rn", "Fr", "Ra", "Ac"])
"""Those without a standard atomic weight: they have no isotope that lasts."""
LIGHTER = {("Ar", "K"), ("Co", "Ni"), ("Te", "I"), ("Th", "Pa")}
"""The neighbours of which the one with the higher number is the lighter."""

elements = some.sampled_from(sorted(stoichiometry.weights()))
counts = some.one_of(
    some.integers(1, 20).map(str),
    some.sampled_from(("0.5", "0.8", "1/3", "2/3", "1.25")),
    some.just(""),
)
flat = some.lists(some.tuples(elements, counts).map("".join), min_size=1, max_size=5).map("".join)
formulas = some.one_of(
    flat,
    some.tuples(flat, flat, counts, flat).map(lambda of: f"{of[0]}({of[1]}){of[2]}{of[3]}"),
    some.tuples(flat, flat, counts).map(lambda of: f"{of[0]}[{of[1]}({of[0]})2]{of[2]}"),
    some.tuples(flat, some.sampled_from(("2", "0.5", "1/2", "")), flat).map(
        lambda of: f"{of[0]}*{of[1]}{of[2]}"
    ),
)
few = some.lists(
    some.lists(
        some.tuples(some.sampled_from(("Li", "Fe", "O")), some.integers(1, 4)), min_size=1, max_size=3
    ).map(lambda of: "".join(f"{element}{count}" for element, count in of)),
    min_size=4,
    max_size=6,
    unique=True,
)


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(FormulaError) as found:
        atoms(text)
    return found.value.message, found.value.repair


def test_there_is_every_element_that_has_a_standard_weight() -> None:
    assert set(stoichiometry.weights()) == set(PERIODIC) - WITHOUT


def test_weights_rise_with_the_number_but_for_four_neighbours() -> None:
    held = [one for one in PERIODIC if one not in WITHOUT]
    weights = stoichiometry.weights()
    turned = {pair for pair in itertools.pairwise(held) if weights[pair[0]] > weights[pair[1]]}
    assert turned == LIGHTER


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("LiFePO4", {"Li": 1, "Fe": 1, "P": 1, "O": 4}),
        ("LiNi0.8Mn0.1Co0.1O2", {"Li": 1, "Ni": "4/5", "Mn": "1/10", "Co": "1/10", "O": 2}),
        ("NaNi1/3Fe1/3Mn1/3O2", {"Na": 1, "Ni": "1/3", "Fe": "1/3", "Mn": "1/3", "O": 2}),
        ("Na2Fe[Fe(CN)6]", {"Na": 2, "Fe": 2, "C": 6, "N": 6}),
        ("CaSO4*2H2O", {"Ca": 1, "S": 1, "O": 6, "H": 4}),
        ("CaSO4·1/2H2O", {"Ca": 1, "S": 1, "O": "9/2", "H": 1}),
        ("Ca(OH)2", {"Ca": 1, "O": 2, "H": 2}),
        ("CO", {"C": 1, "O": 1}),
        ("Co", {"Co": 1}),
        ("Al2(SO4)3*18H2O", {"Al": 2, "S": 3, "O": 30, "H": 36}),
    ],
)
def test_atoms_counted_by_hand(formula: str, expected: dict[str, int | str]) -> None:
    assert atoms(formula) == {element: Fraction(count) for element, count in expected.items()}


@pytest.mark.parametrize(
    ("formula", "mass"),
    [
        ("H2O", 18.015),
        ("LiFePO4", 157.755),  # 6.94 + 55.845 + 30.973762 + 4 * 15.999
        ("Li2CO3", 73.888),  # 2 * 6.94 + 12.011 + 3 * 15.999
        ("LiNi0.8Mn0.1Co0.1O2", 97.280),
        ("H3PO4", 97.994),
    ],
)
def test_molar_masses_added_up_by_hand(formula: str, mass: float) -> None:
    assert molar_mass(formula) == pytest.approx(mass, abs=0.001)


@pytest.mark.parametrize("formula", PERIODIC)
def test_each_element_alone(formula: str) -> None:
    if formula in WITHOUT:
        assert "is no element" in refusal(formula)[0]
    else:
        assert molar_mass(formula) == stoichiometry.weights()[formula]


@given(formulas)
def test_a_formula_doubled_has_double_the_atoms_and_the_mass(formula: str) -> None:
    inner = f"({formula})2" if "*" not in formula else None
    assume(inner is not None and len(inner) <= stoichiometry.LONGEST)
    assert inner is not None
    assert atoms(inner) == {element: 2 * count for element, count in atoms(formula).items()}
    assert molar_mass(inner) == pytest.approx(2 * molar_mass(formula))


@given(some.text(max_size=40))
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        held = atoms(text)
    except FormulaError as error:
        assert error.message  # noqa: PT017 - both are right
        return
    assert held
    assert all(count > 0 for count in held.values())


@pytest.mark.parametrize(
    ("formula", "message", "repair"),
    [
        ("LiFePx4", "`Px` in `LiFePx4` is no element", "write `P`"),
        ("LiFePO₄", "`₄` cannot stand in the chemical formula `LiFePO₄`", "write `LiFePO4`"),
        ("lifepo4", "`l` cannot stand in the chemical formula `lifepo4`", ""),
        ("PO4^3-", "`^` cannot stand in the chemical formula `PO4^3-`", ""),
        ("Fe(OH", "a bracket of `Fe(OH` is not closed", "add `)`"),
        ("Fe(OH]2", "`]` closes nothing in `Fe(OH]2`", ""),
        ("FeO)", "`)` closes nothing in `FeO)`", ""),
        ("Fe0", "a count of `Fe0` is nought", "remove the element"),
        ("FeSO4*0H2O", "a count of `FeSO4*0H2O` is nought", "remove the element"),
        ("Fe1/0", "a count of `Fe1/0` is divided by nought", ""),
        ("(2)O", "a count follows nothing in `(2)O`", ""),
        ("()", "`()` names no element", ""),
        ("", "a chemical formula has 1 to 200 characters", ""),
        ("H" * 1_000_000, "a chemical formula has 1 to 200 characters", ""),
        ("(" * 50 + "H" + ")" * 50, "brackets are nested deeper than 8", ""),
    ],
)
def test_what_is_no_formula(formula: str, message: str, repair: str) -> None:
    assert refusal(formula) == (message, repair)


def test_a_reaction_that_balances() -> None:
    made = stoichiometry.reaction("Fe + H3PO4 + 0.5 Li2CO3 -> LiFePO4 + H2 + 0.5 CO2 + 0.5 H2O")
    assert made.residual() == {}
    into, out = stoichiometry.masses(made, "LiFePO4")
    assert into["Li2CO3"] == pytest.approx(0.5 * 73.888 / 157.755, rel=1e-4)
    assert out["LiFePO4"] == 1
    assert sum(into.values()) == pytest.approx(sum(out.values()), rel=1e-12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Fe + O2 -> Fe2O3", "the reaction does not balance: on the right 1 Fe too many, 1 O too many"),
        ("2 H2 + O2 -> H2O", "the reaction does not balance: on the right 2 H too few, 1 O too few"),
        ("H2 + O2", "a reaction has one arrow between its two sides"),
        ("H2 -> H2 -> H2", "a reaction has one arrow between its two sides"),
        ("H2 -> 2 parts", "`p` cannot stand in the chemical formula `parts`"),
        ("H2 ->", "`` is no term of a reaction"),
        ("0 H2 -> 0 H2", "a count of `0 H2` is nought"),
        ("H2 + " * 1_000 + "H2 -> H2", "a reaction has at most 2,000 characters"),
    ],
)
def test_what_is_no_reaction(text: str, message: str) -> None:
    with pytest.raises(FormulaError) as found:
        stoichiometry.reaction(text)
    assert found.value.message == message


def kernel(columns: list[dict[str, Fraction]]) -> list[Fraction] | None:
    """Moles that balance substances, from the null space of their atoms; None where there are none."""
    rows = [[held.get(element, Fraction(0)) for held in columns] for element in ("Li", "Fe", "O")]
    pivots: list[int] = []
    for column in range(len(columns)):
        found = next((row for row in range(len(pivots), len(rows)) if rows[row][column]), None)
        if found is None:
            continue
        at = len(pivots)
        rows[at], rows[found] = rows[found], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for row in range(len(rows)):
            if row != at:
                rows[row] = [
                    one - rows[row][column] * own for one, own in zip(rows[row], rows[at], strict=True)
                ]
        pivots.append(column)
    free = [column for column in range(len(columns)) if column not in pivots]
    if not free:
        return None
    moles = [Fraction(0)] * len(columns)
    for column in free:
        moles[column] += 1
        for row, pivot in enumerate(pivots):
            moles[pivot] -= rows[row][column]
    return moles


def side(names: list[str], moles: list[Fraction], sign: int) -> str:
    return " + ".join(
        f"{sign * count} {name}" for name, count in zip(names, moles, strict=True) if sign * count > 0
    )


@given(few, some.integers(0, 5), some.sampled_from(("1", "2", "1/2", "0.3")))
def test_masses_in_are_masses_out_whatever_balances(names: list[str], of: int, more: str) -> None:
    moles = kernel([dict(atoms(name)) for name in names])
    assume(moles is not None)
    assert moles is not None
    left, right = side(names, moles, -1), side(names, moles, 1)
    assume(left and right)
    made = stoichiometry.reaction(f"{left} -> {right}")
    product = sorted(made.right)[of % len(made.right)]
    into, out = stoichiometry.masses(made, product)
    assert sum(into.values()) == pytest.approx(sum(out.values()), rel=1e-9)
    # A little more of anything, and it balances no longer.
    with pytest.raises(FormulaError, match="does not balance"):
        stoichiometry.reaction(f"{left} + {more} {product} -> {right}")


def test_reactions_one_after_the_other_make_one() -> None:
    """Lime is burnt and slaked: what is made and used between stands on neither side."""
    made = stoichiometry.combined(("CaCO3 -> CaO + CO2", "2 CaO + 2 H2O -> 2 Ca(OH)2"), "Ca(OH)2")
    assert made.left == {"H2O": 1, "CaCO3": 1}
    assert made.right == {"Ca(OH)2": 1, "CO2": 1}
    assert made.residual() == {}
    with pytest.raises(FormulaError, match="no reaction makes"):
        stoichiometry.combined(("CaCO3 -> CaO + CO2",), "MgO")
    with pytest.raises(FormulaError, match="makes nothing that a later one uses"):
        stoichiometry.combined(("2 H2 + O2 -> 2 H2O", "CaCO3 -> CaO + CO2"), "CaO")
    with pytest.raises(FormulaError, match="does not make"):
        stoichiometry.masses(made, "CaO")

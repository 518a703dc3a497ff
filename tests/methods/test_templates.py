"""Reactions with places for a product, moles that follow from the atoms, and what does not balance."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.methods import stoichiometry, templates

NMC811, NCA = "LiNi0.8Mn0.1Co0.1O2", "LiNi0.8Co0.15Al0.05O2"
GROUPS = {"metals": ("Ni", "Mn", "Co"), "aluminium": ("Al",)}
COPRECIPITATION = (
    "{metals:SO4} + ? NaOH -> {metals}(OH){metals*2} + ? Na2SO4",
    "{metals}(OH){metals*2} + {aluminium:(OH)3} + ? LiOH*H2O + ? O2 -> {cam} + ? H2O",
)


def filled(template: str, product: str = NMC811) -> str:
    return templates.filled(template, "cam", product, GROUPS)


def test_places_are_filled_from_the_formula() -> None:
    assert filled("{cam}") == NMC811
    assert filled("{metals}(OH){metals*2}") == "Ni0.8Mn0.1Co0.1(OH)2"
    assert filled("{metals:SO4} + O2 -> {cam}") == f"0.8 NiSO4 + 0.1 MnSO4 + 0.1 CoSO4 + O2 -> {NMC811}"


def test_a_group_that_is_not_there_leaves_no_term() -> None:
    assert filled("{metals:} + {aluminium:(OH)3} -> {cam}") == f"0.8 Ni + 0.1 Mn + 0.1 Co -> {NMC811}"
    assert filled("{aluminium:(OH)3} + O2 -> {cam}", NCA) == f"0.05 Al(OH)3 + O2 -> {NCA}"


def test_thirds_stay_thirds() -> None:
    assert filled("{metals:O}", "NaNi1/3Fe1/3Mn1/3O2") == "1/3 NiO + 1/3 MnO"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{salts:SO4} -> {cam}", "`{salts:SO4}` is no place of a template"),
        ("{aluminium}O2 -> {cam}", "`LiNi0.8Mn0.1Co0.1O2` holds no Al"),
        ("{metals*two} -> {cam}", "`*two` is followed by no number"),
        ("{metals*1/0} -> {cam}", "`*1/0` is followed by no number"),
    ],
)
def test_a_place_that_means_nothing_is_refused(template: str, message: str) -> None:
    with pytest.raises(stoichiometry.FormulaError) as caught:
        filled(template)
    assert caught.value.message == message


def test_open_moles_follow_from_the_atoms() -> None:
    made = stoichiometry.reaction("Ni + ? LiOH + ? O2 -> LiNiO2 + ? H2O")
    assert made.left == {"Ni": 1, "LiOH": 1, "O2": Fraction(3, 4)}
    assert made.right == {"LiNiO2": 1, "H2O": Fraction(1, 2)}


def test_a_substance_of_which_there_is_none_is_left_out() -> None:
    assert stoichiometry.reaction("2 H2 + O2 + ? Fe -> 2 H2O").left == {"H2": 2, "O2": 1}


@pytest.mark.parametrize(
    ("text", "message", "repair"),
    [
        (
            "Fe + H3PO4 + 0.5 Li2CO3 -> LiFePO4 + H2 + 0.5 CO2 + H2O",
            "the reaction does not balance: on the right 0.5 O too many, 1 H too many",
            "write `0.5 H2O`",
        ),
        ("Fe + O2 -> Fe2O3", "the reaction does not balance: on the right 1 O too many, 1 Fe too many", ""),
        ("Ni + ? O2 -> LiNiO2", "no number in place of each `?` makes the reaction balance", ""),
        ("Fe + ? O2 + ? O3 -> FeO", "more than one number fits a `?`", "write the moles of one of them"),
        (
            "2 H2O + ? O2 -> 2 H2",
            "`O2` stands on the side that has too much of it",
            "write it on the other side",
        ),
        ("? O2 + O2 -> 2 O2", "`O2` stands twice on a side, once with `?`", "write it once"),
        ("0 Fe + O2 -> O2", "a count of `0 Fe` is nought", "remove the element"),
    ],
)
def test_what_does_not_balance_says_what_to_write(text: str, message: str, repair: str) -> None:
    with pytest.raises(stoichiometry.FormulaError) as caught:
        stoichiometry.reaction(text)
    assert set(caught.value.message.replace(",", "").split()) == set(message.replace(",", "").split())
    assert caught.value.repair == repair


@given(
    st.tuples(*[st.integers(0, 20)] * 3).filter(any),
    st.integers(0, 4),
    st.integers(1, 24),
)
def test_atoms_in_equal_atoms_out_whatever_the_mix(
    metals: tuple[int, ...], aluminium: int, lithium: int
) -> None:
    counts = [*zip(("Ni", "Mn", "Co"), metals, strict=True), ("Al", aluminium)]
    held = "".join(f"{name}{count}" for name, count in counts if count)
    # Of metals and lithium as charged the cathode takes up what oxygen makes them hold: as oxides, each full.
    product = f"Li{lithium}{held}O{lithium + 2 * sum(metals) + 2 * aluminium}"
    whole = stoichiometry.combined([filled(one, product) for one in COPRECIPITATION], product)
    assert not whole.residual()
    into, out = stoichiometry.masses(whole, product)
    assert sum(into.values()) == pytest.approx(sum(out.values()))
    assert min(*into.values(), *out.values()) > 0
    assert whole.right.get("Na2SO4") == sum(metals)


def test_reactions_in_a_row_are_scaled_to_one_another() -> None:
    steps = stoichiometry.scaled([filled(one) for one in COPRECIPITATION], NMC811)
    assert steps[0].right["Ni0.8Mn0.1Co0.1(OH)2"] == steps[1].left["Ni0.8Mn0.1Co0.1(OH)2"] == 1
    with pytest.raises(stoichiometry.FormulaError, match="no reaction makes `LiFePO4`"):
        stoichiometry.scaled(["Fe + O2 -> FeO2"], "LiFePO4")
    with pytest.raises(stoichiometry.FormulaError, match="makes nothing that a later one uses"):
        stoichiometry.scaled(["2 H2 + O2 -> 2 H2O", "Fe + O2 -> FeO2"], "FeO2")

"""Adapters from the vectors of substances and reactions to `methods.stoichiometry`, and to the pack."""

from collections.abc import Mapping
from fractions import Fraction

from tests.vectors.process_asking import LFP, Adapter, Answers, Inputs, ask, base, word
from wigmore.methods import stoichiometry

REACTIONS = {
    "sodium": "FeSO4*7H2O + H3PO4 + 0.5 H2O2 + 2 NaOH -> FePO4 + Na2SO4 + 10 H2O",
    "ammonium": "FeSO4*7H2O + H3PO4 + 0.5 H2O2 + 2 NH3 -> FePO4 + (NH4)2SO4 + 8 H2O",
    "carbothermal": "FePO4 + 0.5 Li2CO3 + 1/24 C6H12O6 -> LiFePO4 + 0.75 CO2 + 0.25 H2O",
    "hydrothermal": "3 LiOH*H2O + FeSO4*7H2O + H3PO4 -> LiFePO4 + Li2SO4 + 13 H2O",
    "one pot": "Fe + H3PO4 + 0.5 Li2CO3 -> LiFePO4 + H2 + 0.5 CO2 + 0.5 H2O",
    "acid": "Ca5P3O12F + 5 H2SO4 + 10 H2O -> 3 H3PO4 + 5 CaSO4*2H2O + HF",
}


def masses(product: str, *names: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """What reactions, one after the other, take and make per mass of their product."""
    chain = tuple(REACTIONS[name] for name in names)
    return stoichiometry.masses(stoichiometry.combined(chain, product), product)


def per(basis: str, **moles: Fraction) -> dict[str, float]:
    """The mass of so many moles of substances for the mass of one mole of another."""
    held = stoichiometry.Reaction({}, {basis: Fraction(1), **moles})
    return dict(stoichiometry.masses(held, basis)[1])


def moles(held: Inputs) -> Fraction:
    return Fraction(held["value"]).limit_denominator(1000)


def ratio(inputs: Inputs) -> Answers:
    """F07, here of the gypsum that the acid of a tonne of LFP leaves."""
    product, basis = inputs["product"]["value"], inputs["basis"]["value"]
    made = per(basis, **{product: moles(inputs["product_moles"]) / moles(inputs["basis_moles"])})
    assert abs(made[product] - masses(basis, "acid", "one pot")[1][product]) < 1e-9
    return {"mass_ratio": made[product]}


def lfp_salts(inputs: Inputs) -> Answers:
    into, out = masses(inputs["cam"]["value"], "sodium", "carbothermal")
    _, other = masses(inputs["cam"]["value"], "ammonium", "carbothermal")
    return {
        "na2so4_per_lfp": out["Na2SO4"],
        "ammonium_sulfate_per_lfp": other["(NH4)2SO4"],
        "feso4_7h2o_per_lfp": into["FeSO4*7H2O"],
    }


def lfp_feeds(inputs: Inputs) -> Answers:
    into, _ = masses(inputs["cam"]["value"], "one pot")
    phosphate, _ = masses(inputs["cam"]["value"], "carbothermal")
    return {
        "iron": into["Fe"],
        "li2co3": into["Li2CO3"],
        "h3po4_100pct": into["H3PO4"],
        "fepo4": phosphate["FePO4"],
    }


def hydrothermal(inputs: Inputs) -> Answers:
    into, out = masses(inputs["cam"]["value"], "hydrothermal")
    held = stoichiometry.reaction(REACTIONS["hydrothermal"])
    (fed,) = (
        count * stoichiometry.atoms(name).get("Li", 0) for name, count in held.left.items() if "Li" in name
    )
    lost = held.right["Li2SO4"] * stoichiometry.atoms("Li2SO4")["Li"]
    return {
        "lioh_h2o": into["LiOH*H2O"],
        "li2so4_to_recover": out["Li2SO4"],
        "fraction_of_lithium_in_byproduct": float(lost / fed),
    }


def one_pot(inputs: Inputs) -> Answers:
    _, out = masses(inputs["cam"]["value"], "one pot")
    given = {"cam": inputs["cam"], "h2_moles": {"value": 1}, "molar_volume": inputs["molar_volume"]}
    return {
        "h2_mass": out["H2"],
        **gas(given),
        "co2": out["CO2"],
        "water_formed": out["H2O"],
        "na2so4": out.get("Na2SO4", 0.0),
    }


def gas(inputs: Inputs) -> Answers:
    """F11: the volume of hydrogen, whose moles are its mass over its molar mass."""
    made = per(inputs["cam"]["value"], H2=moles(inputs["h2_moles"]))["H2"]
    volume = base(inputs["molar_volume"]["value"], inputs["molar_volume"]["unit"])
    return {"h2_volume": made / base(stoichiometry.molar_mass("H2"), "g/mol") * volume}


def closure(inputs: Inputs) -> Answers:
    """F10: atoms that do not balance, and what goes in by mass."""
    sides = ({name: Fraction(count) for name, count in inputs[side]} for side in ("left", "right"))
    held = stoichiometry.Reaction(*sides)
    into, _ = stoichiometry.masses(held, "LiFePO4")
    residual = max((abs(one) for one in held.residual().values()), default=Fraction(0))
    return {"residual_per_element": float(residual), "inputs_per_t_cam": sum(into.values())}


def carbothermal(inputs: Inputs) -> Answers:
    into, out = masses(inputs["cam"]["value"], "carbothermal")
    return {"co2": out["CO2"], "glucose": into["C6H12O6"]}


def one_pot_gas(inputs: Inputs) -> Answers:
    """F07g: carbon dioxide of the lithium carbonate, and of the salt of the metals."""
    cam = inputs["cam"]["value"]
    metal = "Ni0.8Mn0.1Co0.1"
    by = {
        "from_metals": f"{metal} + 0.5 Li2CO3 + 0.75 O2 -> {cam} + 0.5 CO2",
        "from_carbonates": f"{metal}CO3 + 0.5 Li2CO3 + 0.25 O2 -> {cam} + 1.5 CO2",
        "from_oxalates": f"{metal}C2O4 + 0.5 Li2CO3 + 0.75 O2 -> {cam} + 2.5 CO2",
    }
    return {
        name: stoichiometry.masses(stoichiometry.reaction(text), cam)[1]["CO2"] for name, text in by.items()
    }


def salt(inputs: Inputs) -> Answers:
    """F08: salt and caustic soda, one mole and two for each mole of transition metal."""
    cam, precursor = inputs["cam"]["value"], inputs["pcam"]["value"]
    count = moles(inputs["tm_per_formula"])
    made = per(cam, Na2SO4=count, NaOH=count * 2)
    return {
        "na2so4_per_cam": made["Na2SO4"],
        "na2so4_per_pcam": per(precursor, Na2SO4=count)["Na2SO4"],
        "naoh_per_cam": made["NaOH"],
    }


def other_basis(inputs: Inputs) -> Answers:
    """F09: from a basis of precursor to one of cathode."""
    cam, precursor = inputs["cam"]["value"], inputs["pcam"]["value"]
    return {"per_cam": inputs["per_pcam"]["value"] * per(cam, **{precursor: Fraction(1)})[precursor]}


def published(inputs: Inputs) -> Answers:
    made = per(inputs["pcam"]["value"], Na2SO4=moles(inputs["tm_per_formula"]))["Na2SO4"]
    stated = {"stated": inputs["published"], "reaction": {"value": made, "unit": "t/t"}}
    return {
        "stoichiometric": made,
        "published_over_stoichiometric": ask("against_reaction", **stated),
        "verdict": word("against_reaction", **stated),
    }


def full_chain(inputs: Inputs) -> Answers:
    """F28: with the salt of lithium hydroxide from spodumene, half a mole for each lithium."""
    cam = inputs["cam"]["value"]
    first, second = moles(inputs["tm_per_formula"]), moles(inputs["li_per_formula"]) / 2
    made = [per(cam, Na2SO4=count)["Na2SO4"] for count in (first, second, first + second)]
    return dict(zip(("coprecipitation", "lithium_conversion", "total"), made, strict=True))


def salt_of_energy(inputs: Inputs) -> Answers:
    made = per(inputs["cam"]["value"], Na2SO4=Fraction(1))["Na2SO4"]
    held = inputs["intensity"]
    return {"na2so4_per_twh": made * base(held["value"], held["unit"])}


def sample(inputs: Inputs) -> Answers:
    """F31: what a sample of lithium carbonate makes."""
    into, _ = masses(inputs["cam"]["value"], "one pot")
    made = inputs["li2co3"]["value"] / into["Li2CO3"]
    fed = ask("energy_fed", LFP, supply={"value": made, "unit": "t/a"}, intensity=inputs["intensity"])
    share = ask("gap", demand={"value": made, "unit": "t/a"}, supply=inputs["capacity"])
    return {"lfp": base(made, "t"), "energy": fed * base(1, "a"), "share_of_pilot_year": share}


def feeds_of(inputs: Inputs) -> Answers:
    into, _ = masses(inputs["cam"]["value"], "one pot")
    whole = base(inputs["lfp"]["value"], inputs["lfp"]["unit"])
    return {"iron": whole * into["Fe"], "li2co3": whole * into["Li2CO3"]}


def recipe(inputs: Inputs) -> Answers:
    """F33: a recipe against what the reaction takes."""
    into, _ = masses(inputs["cam"]["value"], "carbothermal")
    held = {
        name: {"stated": inputs[name], "reaction": {"value": into[formula], "unit": "t/t"}}
        for name, formula in {"fepo4": "FePO4", "li2co3": "Li2CO3"}.items()
    }
    made = {name: ask("feed_against_reaction", **given) for name, given in held.items()}
    verdicts = [word("feed_against_reaction", **given) for given in held.values()]
    return {
        "fepo4_over_stoichiometric": made["fepo4"],
        "li2co3_over_stoichiometric": made["li2co3"],
        "max_lfp_from_iron_source": made["fepo4"],
        "verdict": min(verdicts, key=lambda one: one != "violates_mass_balance"),
    }


TABLE: Mapping[str, Adapter] = {
    "F07": ratio,
    "F07b": lfp_salts,
    "F07c": lfp_feeds,
    "F07d": hydrothermal,
    "F07e": one_pot,
    "F07f": carbothermal,
    "F07g": one_pot_gas,
    "F08": salt,
    "F09": other_basis,
    "F09b": published,
    "F10": closure,
    "F11": gas,
    "F28": full_chain,
    "F30": salt_of_energy,
    "F31": sample,
    "F32": feeds_of,
    "F33": recipe,
}

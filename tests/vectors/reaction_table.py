"""Adapters from the vectors of substances and reactions to the routes of the pack `battery`."""

from collections.abc import Mapping
from fractions import Fraction

from tests.vectors.process_asking import LFP, Adapter, Answers, Inputs, ask, base, chemistry, word
from wigmore.methods import stoichiometry

SALT, CARBONATE, GYPSUM = "Na2SO4", "Li2CO3", "CaSO4*2H2O"


def cam(inputs: Inputs) -> dict[str, str]:
    """The word for the cathode material, of routes that make a family of them."""
    return {"cam": chemistry(inputs["cam"])["chemistry"]}


def check_lfp(inputs: Inputs) -> None:
    """The routes of LFP make one material."""
    assert chemistry(inputs["cam"]) == LFP


def left(route: str, substance: str, **words: str) -> float:
    return ask("by_product", {"route": route, "substance": substance, **words})


def taken(route: str, substance: str, **words: str) -> float:
    return ask("feed", {"route": route, "substance": substance, **words})


def on_basis(stated: float, before: str, after: str) -> float:
    """An amount per mass of one material, per mass of another of which one unit goes into one."""
    return ask("per_product", {"from": before, "to": after}, stated={"value": stated, "unit": "kg/kg"})


def precipitated(inputs: Inputs) -> float:
    """Salt per mass of a precursor that has one metal, whose cathode material has the same metals."""
    assert inputs["tm_per_formula"]["value"] == 1
    precursor = inputs["pcam"]["value"]
    material = {"cam": {"value": f"Li{precursor.removesuffix('H2')}"}}
    return on_basis(left("nmc_hydroxide", SALT, **cam(material)), material["cam"]["value"], precursor)


def gypsum(inputs: Inputs) -> Answers:
    """F07, of the gypsum that the acid of a tonne of LFP leaves."""
    assert (inputs["product"]["value"], inputs["basis"]["value"]) == (GYPSUM, "LiFePO4")
    words = {"route": "lfp_one_pot", "feed": "H3PO4", "feed_route": "h3po4_wet", "substance": GYPSUM}
    return {"mass_ratio": ask("behind_a_feed", words)}


def lfp_salts(inputs: Inputs) -> Answers:
    check_lfp(inputs)
    return {
        "na2so4_per_lfp": left("lfp_sodium", SALT),
        "ammonium_sulfate_per_lfp": left("lfp_ammonium", "(NH4)2SO4"),
        "feso4_7h2o_per_lfp": taken("lfp_sodium", "FeSO4*7H2O"),
    }


def lfp_feeds(inputs: Inputs) -> Answers:
    check_lfp(inputs)
    return {
        "iron": taken("lfp_one_pot", "Fe"),
        "li2co3": taken("lfp_one_pot", CARBONATE),
        "h3po4_100pct": taken("lfp_one_pot", "H3PO4"),
        "fepo4": taken("lfp_carbothermal", "FePO4"),
    }


def hydrothermal(inputs: Inputs) -> Answers:
    """F07d; per mass of lithium, the by-product holds this share of what is fed."""
    check_lfp(inputs)
    fed, lost = taken("lfp_hydrothermal", "LiOH*H2O"), left("lfp_hydrothermal", "Li2SO4")
    each = {"value": on_basis(fed, "LiFePO4", "LiOH*H2O"), "unit": "t/t"}
    other = {"value": 2 * on_basis(lost, "LiFePO4", "Li2SO4"), "unit": "t/t"}
    return {
        "lioh_h2o": fed,
        "li2so4_to_recover": lost,
        "fraction_of_lithium_in_byproduct": ask("against_reaction", stated=other, reaction=each),
    }


def one_pot(inputs: Inputs) -> Answers:
    check_lfp(inputs)
    volume = ask("gas_volume", {"route": "lfp_one_pot"}, molar_volume=inputs["molar_volume"])
    return {
        "h2_mass": left("lfp_one_pot", "H2"),
        "h2_volume": volume,
        "co2": left("lfp_one_pot", "CO2"),
        "water_formed": left("lfp_one_pot", "H2O"),
        "na2so4": left("lfp_one_pot", SALT),
    }


def gas(inputs: Inputs) -> Answers:
    """F11: one mole of hydrogen for each formula."""
    assert inputs["h2_moles"]["value"] == 1
    words = {"route": "lmfp_one_pot", **cam(inputs)}
    return {"h2_volume": ask("gas_volume", words, molar_volume=inputs["molar_volume"])}


def closure(inputs: Inputs) -> Answers:
    """F10: atoms that do not balance, and what goes in by mass."""
    sides = ({name: Fraction(count) for name, count in inputs[side]} for side in ("left", "right"))
    held = stoichiometry.Reaction(*sides)
    into, _ = stoichiometry.masses(held, "LiFePO4")
    residual = max((abs(one) for one in held.residual().values()), default=Fraction(0))
    return {"residual_per_element": float(residual), "inputs_per_t_cam": sum(into.values())}


def carbothermal(inputs: Inputs) -> Answers:
    check_lfp(inputs)
    return {"co2": left("lfp_carbothermal", "CO2"), "glucose": taken("lfp_carbothermal", "C6H12O6")}


def one_pot_gas(inputs: Inputs) -> Answers:
    """F07g: carbon dioxide by the salt of the metals that is charged."""
    routes = ("metals", "carbonates", "oxalates")
    return {f"from_{one}": left(f"nmc_one_pot_{one}", "CO2", **cam(inputs)) for one in routes}


def salt(inputs: Inputs) -> Answers:
    return {
        "na2so4_per_cam": left("nmc_hydroxide", SALT, **cam(inputs)),
        "na2so4_per_pcam": precipitated(inputs),
        "naoh_per_cam": taken("nmc_hydroxide", "NaOH", **cam(inputs)),
    }


def other_basis(inputs: Inputs) -> Answers:
    per_cam = on_basis(inputs["per_pcam"]["value"], inputs["pcam"]["value"], inputs["cam"]["value"])
    return {"per_cam": per_cam}


def published(inputs: Inputs) -> Answers:
    made = precipitated(inputs)
    stated = {"stated": inputs["published"], "reaction": {"value": made, "unit": "t/t"}}
    return {
        "stoichiometric": made,
        "published_over_stoichiometric": ask("against_reaction", **stated),
        "verdict": word("against_reaction", **stated),
    }


def full_chain(inputs: Inputs) -> Answers:
    """F28: with the salt of the lithium hydroxide that comes from spodumene."""
    words = {"route": "nmc_hydroxide", "substance": SALT, **cam(inputs)}
    chain = {**words, "feed": "LiOH*H2O", "feed_route": "lioh_spodumene"}
    return {
        "coprecipitation": ask("by_product", words),
        "lithium_conversion": ask("behind_a_feed", chain),
        "total": ask("chain_by_product", chain),
    }


def salt_of_energy(inputs: Inputs) -> Answers:
    words = {"route": "nmc_hydroxide", "substance": SALT, **cam(inputs)}
    return {"na2so4_per_twh": ask("by_product_per_energy", words, intensity=inputs["intensity"])}


def sample(inputs: Inputs) -> Answers:
    """F31: what a sample of lithium carbonate makes, as if it were used up in a year."""
    words = {"route": "lfp_one_pot", "substance": CARBONATE}
    lfp = ask("product_of_feed", words, feed=inputs["li2co3"])
    yearly = {"value": lfp / base(1, "t"), "unit": "t/a"}
    fed = ask("energy_fed", LFP, supply=yearly, intensity=inputs["intensity"])
    share = ask("gap", demand=yearly, supply=inputs["capacity"])
    return {"lfp": lfp, "energy": fed * base(1, "a"), "share_of_pilot_year": share}


def feeds_of(inputs: Inputs) -> Answers:
    names = {"iron": "Fe", "li2co3": CARBONATE}
    return {
        name: ask("feed_for", {"route": "lfp_one_pot", "substance": feed}, product=inputs["lfp"])
        for name, feed in names.items()
    }


def recipe(inputs: Inputs) -> Answers:
    """F33: a recipe against what the reaction takes."""
    held = {
        name: {
            "stated": inputs[name],
            "reaction": {"value": taken("lfp_carbothermal", formula), "unit": "t/t"},
        }
        for name, formula in {"fepo4": "FePO4", "li2co3": CARBONATE}.items()
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
    "F07": gypsum,
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

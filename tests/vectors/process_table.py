"""Adapters from the vectors of processes to the pack `battery`: they ask it, and never compute themselves."""

from collections.abc import Mapping

from tests.vectors import reaction_table
from tests.vectors.process_asking import (
    LFP,
    PACKS,
    Adapter,
    Answers,
    Inputs,
    ask,
    base,
    chemistry,
    listed,
    question,
    single,
    word,
)
from wigmore.methods import draws
from wigmore.packs import working

DRAWS, SEED = 200_000, 1


def capacity(inputs: Inputs) -> Answers:
    """F01: the charge of a formula."""
    return {
        "q_theo": ask("theoretical_capacity", chemistry(inputs["formula"]), electrons=inputs["electrons"])
    }


def plausibility(inputs: Inputs) -> Answers:
    """F04 and F29: the energy that a mass implies, against what the material can hold."""
    words = chemistry(inputs["formula"])
    claimed = inputs.get("claimed") or inputs["cam_intensity"]
    assert inputs["electrons"]["value"] == 1
    limits = {"highest_voltage": inputs.get("v_max") or inputs["v_li"]}
    return {
        "implied_specific_energy": ask("implied_energy", words, intensity=claimed),
        "theoretical_specific_energy": ask("theoretical_energy", words, **limits),
        "floor_intensity": ask("theoretical_floor", words, **limits),
        "voltage_needed_at_full_theoretical_capacity": ask("voltage_needed", words, intensity=claimed),
        "verdict": word("implied_energy", words, intensity=claimed),
    }


def intensity(inputs: Inputs) -> Answers:
    """F05: from the energy of cells, or from vehicles and their packs."""
    formula = "cathode_per_energy" if "energy" in inputs else "cathode_of_vehicles"
    return {"intensity": ask(formula, **inputs)}


def vehicles(inputs: Inputs) -> Answers:
    made: dict[str, float] = {}
    for one in "ab":
        given = {"cathode": inputs[f"cathode_{one}"], "vehicles": inputs[f"vehicles_{one}"]}
        made[f"kg_per_vehicle_{one}"] = ask("cathode_per_vehicle", **given)
        made[f"pack_{one}"] = ask("pack_implied", intensity=inputs["assumed_intensity"], **given)
    return made


def drawn(inputs: Inputs) -> Answers:
    """F06: what seeded draws come to."""
    given = {"capacity": inputs["q"], "voltage": inputs["v"], "yield": inputs["yield_cell_plant"]}
    held = working.ask(PACKS, question("cathode_per_gwh", LFP, given)).draws(DRAWS, SEED)
    made = draws.summary(held)
    return {"mean": made.mean, "p05": made.p05, "p50": made.p50, "p95": made.p95}


def demands(inputs: Inputs) -> Answers:
    """F25c: demand and ratio at three intensities."""
    made: dict[str, float] = {}
    for one in ("low", "mid", "high"):
        given = {"energy": inputs["energy"], "intensity": inputs[f"intensity_{one}"]}
        made[f"demand_{one}"] = ask("demand", LFP, **given)
        for supply in inputs["capacities"]["value"]:
            held = {**inputs["capacities"], "value": supply}
            made[f"ratio_{supply}_{one}"] = ask("gap_of_plants", LFP, supply=held, **given)
    return made


def plant(inputs: Inputs) -> Answers:
    """F25d: demand and ratio of one plant."""
    given = {"energy": inputs["energy"], "intensity": inputs["intensity"]}
    ratio = ask("gap_of_plants", LFP, supply=inputs["capacity"], **given)
    return {"demand": ask("demand", LFP, **given), "ratio": ratio}


def contract(inputs: Inputs) -> Answers:
    given = {"contract": inputs["contract"], "years": inputs["years"]}
    share = ask("contract_share", LFP, intensity=inputs["intensity"], energy=inputs["holland"], **given)
    return {
        "annual": ask("contract_supply", **given),
        "energy": ask("contract_energy", LFP, intensity=inputs["intensity"], **given),
        "share_of_holland_design": share,
    }


def rows(inputs: Inputs) -> Answers:
    """F36: the one intensity that every row has."""
    found = [
        ask("cathode_per_energy", cathode=one["cathode"], energy=one["energy"]) for one in inputs["rows"]
    ]
    assert max(found) - min(found) < max(found) * 1e-9
    return {"intensity_all_rows": found[0]}


def against_source(inputs: Inputs) -> Answers:
    """F38: the report's factor against what the maker says itself."""
    given = {"cathode": inputs["cathode"], "intensity": inputs["report_intensity"]}
    return {
        "energy_by_report_factor": ask(
            "energy_fed", LFP, supply=inputs["cathode"], intensity=inputs["report_intensity"]
        ),
        "overstatement": ask("overstatement", energy=inputs["own_energy"], **given),
        "verdict": word("overstatement", energy=inputs["own_energy"], **given),
    }


def converted(inputs: Inputs) -> Answers:
    """F27: the table of units itself."""
    names = {"short_tons": "tonnes", "us_gallons": "volume_if_gallons", "litres": "volume_if_litres"}
    return {ours: base(inputs[theirs]["value"], inputs[theirs]["unit"]) for theirs, ours in names.items()}


def water(inputs: Inputs) -> Answers:
    ends = {"low": inputs["water_per_t_fepo4_low"], "high": inputs["water_per_t_fepo4_high"]}
    return {name: ask("process_water", water=one, recovery=inputs["recovery"]) for name, one in ends.items()}


def water_reduction(inputs: Inputs) -> Answers:
    usual = {"water": inputs["water_per_t_fepo4"], "recovery": inputs["recovery"]}
    slurry = {
        "slurry_solids": inputs["solids"],
        "dry_feed": inputs["dry_feed_per_t_cam"],
        "condensate_recovery": inputs["condensate_recovery"],
    }
    return {
        "baseline_net": ask("process_water", **usual),
        "onepot": ask("slurry_water", **slurry),
        "reduction": ask("water_reduction", **usual, **slurry),
    }


def recycling(inputs: Inputs) -> Answers:
    given = {"water": inputs["water_per_t_fepo4"], "slurry_water": inputs["onepot_water"]}
    stated = {name: {"value": float(name), "unit": "%"} for name in ("80", "60")}
    return {
        f"recovery_limit_{name}pct": ask("recycling_limit", reduction=one, **given)
        for name, one in stated.items()
    }


def drying(inputs: Inputs) -> Answers:
    given = {
        "dryer_water": inputs["water"],
        "latent_heat": inputs["latent"],
        "sensible_heat": inputs["sensible"],
        "dryer_efficiency": inputs["dryer_efficiency"],
    }
    gas = ask("drying_gas", gas_factor=inputs["gas_factor"], **given)
    return {"heat": ask("drying_heat", **given), "co2_if_natural_gas": gas}


def effluent(inputs: Inputs) -> Answers:
    words = {"substance": inputs["pcam_formula"]["value"]}
    yearly = {"sulfate": inputs["sulfate_annual"], "precursor": inputs["pcam"]}
    daily = {
        "daily": inputs["sulfate_daily"],
        "concentration": inputs["sulfate_concentration"],
        "days": inputs["operating_days"],
    }
    return {
        "effluent_per_pcam": ask("effluent", precursor=inputs["pcam"], **daily),
        "sulfate_per_pcam": ask("sulfate_per_precursor", **yearly),
        "stoichiometric_sulfate": ask("sulfate_of_reaction", words),
        "ratio": ask("sulfate_against_reaction", words, **yearly),
        "flag": word("sulfate_against_reaction", words, **yearly),
    }


def captured(inputs: Inputs) -> Answers:
    words = {"substance": inputs["pcam_formula"]["value"]}
    given = {"precursor": inputs["pcam"]}
    left = ask("salt_left", words, capture=inputs["capture"], **given)
    return {"gross_na2so4": ask("salt_of_plant", words, **given), "residual_na2so4": left}


def bound(inputs: Inputs) -> Answers:
    given = {"share": inputs["share_changed"], "reduction": inputs["claimed_reduction"]}
    return {
        "maximum_reduction": ask("greatest_reduction", share=inputs["share_changed"]),
        "verdict": word("reduction_claimed", **given),
    }


def location(inputs: Inputs) -> Answers:
    given = {name: inputs[name] for name in ("electricity", "grid_before", "grid_after")}
    share = ask("location_share", baseline=inputs["baseline"], **given)
    return {"saving": ask("location_saving", **given), "share_of_baseline": share}


def attribution(inputs: Inputs) -> Answers:
    process = {name: inputs[name] for name in ("process", "baseline")}
    return {
        "total_reduction": ask("whole_reduction", **inputs),
        "process_only_reduction": ask("process_reduction", **process),
        "verdict": word("process_part", **inputs),
    }


def bracket(inputs: Inputs) -> Answers:
    """F18: the bounds of the formula over its ranges, of which the heaviest cathode gives the low end."""
    names = {"footprint": "cell_{}", "share": "share_{}", "mass": "cam_{}"}
    return {
        end: ask("cathode_footprint", **{ours: inputs[theirs.format(end)] for ours, theirs in names.items()})
        for end in ("low", "high")
    }


def storage(inputs: Inputs) -> Answers:
    given = {"footprint": inputs["system"], "share": inputs["cathode_share"]}
    return {
        "cathode_per_kwh": ask("cathode_footprint_per_kwh", **given),
        "per_kg_low": ask("cathode_footprint", mass=inputs["intensity_high"], **given),
        "per_kg_high": ask("cathode_footprint", mass=inputs["intensity_low"], **given),
    }


def batches(inputs: Inputs) -> Answers:
    given = {"volume": inputs["volume"], "fill": inputs["fill"], "loading": inputs["product_per_slurry"]}
    targets = inputs["targets"]
    counted = {
        f"batches_{one}": ask("batches", target={**targets, "value": one}, **given)
        for one in targets["value"]
    }
    return {"batch": ask("batch", **given), **counted}


def bottleneck(inputs: Inputs) -> Answers:
    """F20: reactor and kiln in series."""
    hours = {"availability": inputs["availability"]}
    reactor = {
        "volume": inputs["volume"],
        "fill": inputs["fill"],
        "loading": inputs["product_per_slurry"],
        **{name: inputs[name] for name in ("cycle", "recovery")},
        **hours,
    }
    kiln = {"kiln_rate": inputs["kiln_rate"]}
    gain = {"gain": inputs["reactor_gain"]}
    return {
        "reactor_capacity": ask("reactor_output", **reactor),
        "kiln_capacity": ask("kiln_output", **kiln, **hours),
        "plant_before": ask("plant_output", **reactor, **kiln),
        "plant_after": ask("plant_output_after", **reactor, **kiln, **gain),
        "plant_gain": ask("plant_gain", **reactor, **kiln, **gain),
        "bottleneck": word("bottleneck", **reactor, **kiln),
    }


def slurry(inputs: Inputs) -> Answers:
    given = {
        "slurry_solids": inputs["solids"],
        **{name: inputs[name] for name in ("solid_density", "liquid_density")},
    }
    product = ask("product_loading", cathode_per_solid=inputs["cam_per_dry_solid"], **given)
    return {
        "slurry_density": ask("slurry_density", **given),
        "solids_loading": ask("solids_loading", **given),
        "product_loading": product,
    }


def hydrogen(inputs: Inputs) -> Answers:
    given = {"batch": inputs["batch"], "hydrogen": inputs["h2_volume"]}
    timed = {**given, "reaction_time": inputs["reaction_time"]}
    assert ask("hydrogen_share") == inputs["target_fraction"]["value"]
    return {
        "h2_total": ask("batch_hydrogen", **given),
        "h2_rate": ask("hydrogen_rate", **timed),
        "dilution_flow": ask("dilution", **timed),
    }


def reactors(inputs: Inputs) -> Answers:
    given = {"line": inputs["line"], "each": inputs["capacity_each"]}
    return {"ratio": ask("reactors_exact", **given), "reactors": ask("reactors", **given)}


def capital(inputs: Inputs) -> Answers:
    return {
        one["name"]: ask("capital_intensity", capital=one["capital"], capacity=one["capacity"])
        for one in inputs["plants"]
    }


_VOLUME = {"volume": "volume", "fill": "fill", "loading": "product_per_slurry"}

TABLE: Mapping[str, Adapter] = {
    **reaction_table.TABLE,
    "F01": capacity,
    "F02": single("net_intensity", "cathode_net", LFP, capacity="q", voltage="v"),
    "F03": single(
        "gross_intensity", "cathode_per_gwh", LFP, capacity="q", voltage="v", **{"yield": "yield_cell_plant"}
    ),
    "F03b": single(
        "utilisation_needed", "utilisation_implied", LFP, claimed="claimed", intensity="gross_intensity"
    ),
    "F04": plausibility,
    "F05": intensity,
    "F05b": vehicles,
    "F06": drawn,
    "F12": water,
    "F14": water_reduction,
    "F14b": recycling,
    "F15": drying,
    "F16": bound,
    "F17": location,
    "F17b": attribution,
    "F18": bracket,
    "F18b": storage,
    "F19": batches,
    "F19b": listed(
        "capacity_{}h", "reactor_capacity", "cycles", cycle="cycles", availability="availability", **_VOLUME
    ),
    "F19c": listed("cycle_{}", "cycle_needed", "targets", target="targets", batch="batch", hours="hours"),
    "F19d": single("cycle_after", "cycle_after", cycle="cycle_before", gain="gain"),
    "F19e": reactors,
    "F20": bottleneck,
    "F21": slurry,
    "F22": hydrogen,
    "F23": capital,
    "F24": single(
        "capital",
        "capital_scaled",
        capital="capital_ref",
        capacity="capacity_ref",
        target="capacity",
        exponent="exponent",
    ),
    "F24b": single(
        "exponent",
        "scaling_implied",
        capital="capital_a",
        capacity="capacity_a",
        larger_capital="capital_b",
        larger_capacity="capacity_b",
    ),
    "F25": listed("ratio_{}", "gap", "capacities", demand="demand", supply="capacities"),
    "F25b": listed("capacity_{}", "supply_presupposed", "ratios", demand="demand", factor="ratios"),
    "F25c": demands,
    "F25d": plant,
    "F25e": listed("energy_{}", "energy_fed", "capacities", LFP, supply="capacities", intensity="intensity"),
    "F25e2": single("energy", "energy_fed", LFP, supply="capacity", intensity="intensity"),
    "F26": contract,
    "F27": converted,
    "F29": plausibility,
    "F34": effluent,
    "F35": captured,
    "F36": rows,
    "F37": listed("energy_{}", "contract_volume", "prices", value="contract", years="years", price="prices"),
    "F38": against_source,
}

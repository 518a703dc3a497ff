"""How adapters of the vectors of processes ask the pack `battery`: units, leaves, questions, verdicts."""

from collections.abc import Callable, Mapping
from typing import Any

from wigmore.kit import units
from wigmore.methods import stoichiometry
from wigmore.packs import judging, known, leaves, working

PACKS = known.builtin()
BATTERY = PACKS["battery"]

Inputs = Mapping[str, Any]
Answers = Mapping[str, float | str]
"""Numbers in coherent base units and verdicts, by the names that a vector expects."""

Adapter = Callable[[Inputs], Answers]

SPELT = {
    "yr": "a",
    "1/yr": "1/a",
    "t/yr": "t/a",
    "GWh/yr": "GWh/a",
    "h/yr": "h/a",
    "d/yr": "day/a",
    "t/d": "t/day",
    "t/t pCAM": "t/t",
    "t/t CAM": "t/t",
    "Nm3": "m3",
    "Nm3/t": "m3/t",
    "Nm3/h": "m3/h",
    "Nm3/kmol": "L/mol",
    "short_ton": "ston",
    "US_gallon": "gal",
    **{f"{code}/(t/yr)": f"{code}*a/t" for code in ("CAD", "USD", "CNY")},
}
"""Units of the vectors that our table spells otherwise."""


def unit(text: str) -> units.Unit:
    """A unit as the vectors write it."""
    return units.parse(SPELT.get(text, text))


def base(value: float, text: str) -> float:
    """A number in coherent base units."""
    return value * float(unit(text).factor)


def leaf(name: str, held: Inputs) -> leaves.Leaf:
    """An input of a vector: a number, or a triangular distribution."""
    ends = [held["low"], held["mode"], held["high"]] if "low" in held else [held["value"]] * 3
    low, central, high = (base(float(one), held["unit"]) for one in ends)
    return leaves.Leaf(
        name=name,
        label=name,
        text="",
        unit=unit(held["unit"]),
        low=low,
        central=central,
        high=high,
        rounded=(low, high),
        has_mode=low < high,
    )


def question(formula: str, words: Mapping[str, str], given: Mapping[str, Inputs]) -> working.Question:
    """A question to the pack, from inputs of a vector by the names of the pack."""
    return working.Question(
        name=f"battery.{formula}",
        words=words,
        given={name: leaf(name, held) for name, held in given.items()},
    )


def ask(formula: str, words: Mapping[str, str] | None = None, **given: Inputs) -> float:
    """The central value of a formula of the pack."""
    return working.ask(PACKS, question(formula, words or {}, given)).central()


def word(formula: str, words: Mapping[str, str] | None = None, **given: Inputs) -> str:
    """The verdict of a formula of the pack, spelt as the vectors spell verdicts."""
    (found,) = judging.words(PACKS, question(formula, words or {}, given))
    return VERDICTS.get(found, found.replace(" ", "_"))


VERDICTS = {
    "contradicts its source": "contradicts_cited_source",
    "needs a change upstream": "needs_upstream_change",
    "attributable to the process": "attributable_to_process",
    "not attributable to the process": "not_attributable_to_process",
    "too much mass": "too_high_mass",
}

LFP = {"chemistry": "LFP"}


def chemistry(formula: Inputs) -> dict[str, str]:
    """The chemistry of the pack that has the atoms of a formula, in whatever order they are written."""
    wanted = dict(stoichiometry.atoms(formula["value"]))
    (found,) = (
        row.id
        for row in BATTERY.tables["chemistry"].values()
        if dict(stoichiometry.atoms(row.words["formula"])) == wanted
    )
    return {"chemistry": found}


def single(name: str, formula: str, words: Mapping[str, str] | None = None, /, **renamed: str) -> Adapter:
    """An adapter for one formula whose inputs bear the names given here."""

    def answered(inputs: Inputs) -> Answers:
        given = {ours: inputs[theirs] for ours, theirs in renamed.items()}
        return {name: ask(formula, words, **given)}

    return answered


def listed(
    name: str, formula: str, of: str, words: Mapping[str, str] | None = None, /, **renamed: str
) -> Adapter:
    """The same for each value of the input `of`, whose values end the names of the answers."""
    (own,) = (ours for ours, theirs in renamed.items() if theirs == of)

    def answered(inputs: Inputs) -> Answers:
        given = {ours: inputs[theirs] for ours, theirs in renamed.items() if theirs != of}
        return {
            name.format(one): ask(formula, words, **given, **{own: {**inputs[of], "value": one}})
            for one in inputs[of]["value"]
        }

    return answered

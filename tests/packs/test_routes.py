"""Routes of the pack `battery`: every atom accounted for, the published masses, and what is refused."""

from collections import Counter
from collections.abc import Mapping

import pytest

from wigmore.kit import quantity
from wigmore.methods import stoichiometry
from wigmore.packs import known, leaves, reading, routes, working

BATTERY = known.builtin()["battery"]
NMC = {
    "NMC532": "LiNi0.5Mn0.3Co0.2O2",
    "NMC622": "LiNi0.6Mn0.2Co0.2O2",
    "NMC811": "LiNi0.8Mn0.1Co0.1O2",
    "NCA": "LiNi0.8Co0.15Al0.05O2",
    "LNMO": "LiNi0.5Mn1.5O4",
    "LMR": "Li1.14Ni0.30Mn0.56O2",
}
LAYERED = tuple(name for name in BATTERY.routes if name.startswith("nmc_"))


def balance(route: str, cam: str = "") -> routes.Balance:
    return routes.balance(BATTERY, route, {"cam": cam})


def atoms(streams: Mapping[str, float]) -> Counter[str]:
    """Moles of each element in masses of substances."""
    held: Counter[str] = Counter()
    for name, mass in streams.items():
        for element, count in stoichiometry.atoms(name).items():
            held[element] += mass / stoichiometry.molar_mass(name) * float(count)
    return held


def pairs() -> list[tuple[str, str]]:
    """Every route with every chemistry that it makes."""
    rows = BATTERY.tables["chemistry"]
    single = [(name, "") for name, one in BATTERY.routes.items() if not one.words]
    return [
        *single,
        *((name, cam) for name in LAYERED for cam in rows if cam in NMC),
        *(("lmfp_one_pot", cam) for cam in ("LFP", "LMFP")),
        *((name, formula) for name, one in BATTERY.routes.items() for formula in one.checked),
    ]


@pytest.mark.parametrize(("route", "cam"), pairs())
def test_atoms_in_equal_atoms_out(route: str, cam: str) -> None:
    made = balance(route, cam)
    into, out = atoms(made.into), atoms(made.out)
    assert into.keys() == out.keys()
    for element, count in into.items():
        assert count == pytest.approx(out[element], rel=1e-12), element
    assert made.out[made.product] == pytest.approx(1)
    assert sum(made.into.values()) == pytest.approx(sum(made.out.values()))


@pytest.mark.parametrize("route", LAYERED)
@pytest.mark.parametrize("cam", ["LFP", "LMFP", "PW", "NFPP"])
def test_a_route_does_not_make_what_it_cannot(route: str, cam: str) -> None:
    with pytest.raises(stoichiometry.FormulaError, match=f"`{route}` does not make `{cam}`"):
        balance(route, cam)


SALTS = {"NMC532": 1.471, "NMC622": 1.465, "NMC811": 1.460, "NCA": 1.404}
LYE = {"NMC532": 0.829, "NMC622": 0.825, "NMC811": 0.822, "NCA": 0.791}
HYDROXIDE = {"NMC532": 0.435, "NMC622": 0.433, "NMC811": 0.431, "NCA": 0.437}
CARBONATE = {"NMC532": 0.383, "NMC622": 0.381, "NMC811": 0.380, "NCA": 0.385}
PRECURSOR = {"NMC532": 1.550, "NMC622": 1.544, "NMC811": 1.538, "NCA": 1.532}


@pytest.mark.parametrize("cam", SALTS)
def test_coprecipitation_as_published(cam: str) -> None:
    made, dry = balance("nmc_hydroxide", cam), balance("nmc_hydroxide_li2co3", cam)
    assert made.out["Na2SO4"] == pytest.approx(SALTS[cam], abs=6e-4)
    assert made.into["NaOH"] == pytest.approx(LYE[cam], abs=6e-4)
    assert made.into["LiOH*H2O"] == pytest.approx(HYDROXIDE[cam], abs=6e-4)
    assert dry.into["Li2CO3"] == pytest.approx(CARBONATE[cam], abs=6e-4)
    assert made.precursor == pytest.approx(0.917 if cam == "NCA" else 0.949, abs=6e-4)
    assert made.out["Na2SO4"] / (made.precursor or 0) == pytest.approx(PRECURSOR[cam], abs=6e-4)


@pytest.mark.parametrize(
    ("route", "cam", "substance", "kg_per_t"),
    [
        ("lfp_sodium", "", "Na2SO4", 900), ("lfp_sodium", "", "FeSO4*7H2O", 1762),
        ("lfp_sodium", "", "NaOH", 507),
        ("lfp_ammonium", "", "(NH4)2SO4", 838), ("lfp_ammonium", "", "NH3", 216), ("lfp_iron", "", "Fe", 354),
        ("lfp_carbothermal", "", "CO2", 209), ("lfp_carbothermal", "", "C6H12O6", 47.6),
        ("lfp_carbothermal", "", "FePO4", 956), ("lfp_hydrothermal", "", "LiOH*H2O", 798),
        ("lfp_hydrothermal", "", "Li2SO4", 697), ("lfp_hydrothermal_recycled", "", "Na2SO4", 900),
        ("lfp_one_pot", "", "Li2CO3", 234), ("lfp_one_pot", "", "Fe", 354), ("lfp_one_pot", "", "H3PO4", 621),
        ("lfp_one_pot", "", "H2", 12.8), ("lfp_one_pot", "", "CO2", 139.5), ("lfp_one_pot", "", "H2O", 57.1),
        ("nmc_one_pot_metals", "NMC811", "Li2CO3", 380), ("nmc_one_pot_metals", "NMC811", "CO2", 226),
        ("nmc_one_pot_carbonates", "NMC811", "CO2", 679), ("nmc_one_pot_oxalates", "NMC811", "CO2", 1131),
        ("nmc_one_pot_metals", "NMC811", "Ni", 483), ("nmc_one_pot_metals", "NMC532", "Ni", 304),
    ],
)  # fmt: skip
def test_masses_as_published(route: str, cam: str, substance: str, kg_per_t: float) -> None:
    made = balance(route, cam)
    assert 1000 * {**made.into, **made.out}[substance] == pytest.approx(kg_per_t, rel=2e-3)


def test_what_goes_in_for_lfp_in_one_pot() -> None:
    assert 1000 * sum(balance("lfp_one_pot").into.values()) == pytest.approx(1209.36, rel=1e-5)


@pytest.mark.parametrize(
    "route", ["lfp_one_pot", "lfp_iron", *(one for one in LAYERED if "hydroxide" not in one)]
)
def test_what_is_charged_without_sulfur_leaves_no_sulfate(route: str) -> None:
    made = balance(route, "NMC811")
    assert not {"S", "Na"} & set(atoms(made.into))


def behind(route: str, cam: str, way: str) -> Mapping[str, float]:
    held = routes.behind(BATTERY, balance(route, cam), [way])
    return next(one.out for some in held for one in some if one.route == way)


def test_what_lies_behind_the_feeds() -> None:
    assert behind("lfp_one_pot", "", "h3po4_wet")["CaSO4*2H2O"] == pytest.approx(1.82, abs=5e-3)
    assert behind("nmc_hydroxide", "NMC811", "lioh_spodumene")["Na2SO4"] == pytest.approx(0.730036, rel=1e-4)
    assert behind("lfp_one_pot", "", "li2co3_spodumene")["Na2SO4"] == pytest.approx(0.450, abs=5e-4)
    assert "Na2SO4" not in behind("lfp_one_pot", "", "li2co3_brine")


@pytest.mark.parametrize("name", BATTERY.routes)
def test_what_leaves_a_route_has_a_name(name: str) -> None:
    one = BATTERY.routes[name]
    for made in one.checked or (one.product,):
        for substance in routes.of_formula(one, made).out:
            assert (
                substance == made or routes.title(BATTERY, substance) != substance or substance == one.product
            )


# Questions to the formulas that stand beside the routes.


def asked(name: str, words: Mapping[str, str], **given: str) -> float:
    held = {key: leaves.of_quantity(quantity.parse(text), name=key, label=key) for key, text in given.items()}
    made = working.ask(
        {"battery": BATTERY}, working.Question(name=f"battery.{name}", words=words, given=held)
    )
    return made.shown(made.central())


def test_formulas_of_routes() -> None:
    nmc = {"route": "nmc_hydroxide", "cam": "NMC811", "substance": "sodium sulfate"}
    assert asked("by_product", nmc) == pytest.approx(1.46007, rel=1e-4)
    ore = {**nmc, "feed": "LiOH*H2O", "feed_route": "lioh_spodumene"}
    assert asked("chain_by_product", ore) == pytest.approx(2.19011, rel=1e-4)
    assert asked("gas_volume", {"route": "lfp_one_pot"}) == pytest.approx(142.081, rel=1e-5)
    assert asked("gas_volume", {"route": "lmfp_one_pot", "cam": "LMFP"}) == pytest.approx(142.573, rel=1e-5)
    lithium = {"route": "lfp_one_pot", "substance": "lithium carbonate"}
    assert asked("product_of_feed", lithium, feed="10 t") == pytest.approx(42.7011, rel=1e-5)
    iron = {"route": "lfp_one_pot", "substance": "iron powder"}
    assert asked("feed_for", iron, product="136,500 t/a") == pytest.approx(48320.8, rel=1e-5)
    assert asked("feed_with_excess", lithium) == pytest.approx(0.2342 * 1.03, rel=1e-3)
    assert asked("feed_with_loss", iron) == pytest.approx(0.354 / 0.975, rel=1e-3)
    mid = {"route": "nmc_hydroxide", "cam": "NMC622", "substance": "Na2SO4"}
    assert asked("by_product_per_energy", mid, intensity="1,500 t/GWh") == pytest.approx(2198.05, rel=1e-5)
    basis = {"from": "Ni0.6Mn0.2Co0.2O2H2", "to": "LiNi0.6Mn0.2Co0.2O2"}
    assert asked("per_product", basis, stated="1.6 kg/kg") == pytest.approx(1.51872, rel=1e-5)


@pytest.mark.parametrize(
    ("words", "message", "repair"),
    [
        ({"route": "lfp_onepot", "substance": "Na2SO4"}, "`lfp_onepot` is no route", "write `lfp_one_pot`"),
        (
            {"route": "nmc_direct", "substance": "Na2SO4"},
            "makes more than one material",
            "give `cam`: one of",
        ),
        (
            {"route": "nmc_direct", "cam": "NMC81", "substance": "Na2SO4"},
            "`NMC81` is no chemistry",
            "`NMC811`",
        ),
        ({"route": "nmc_direct", "cam": "LFP", "substance": "Na2SO4"}, "does not make `LFP`", ""),
        (
            {"route": "lfp_one_pot", "substance": "sodium sulfat"},
            "`sodium sulfat` is no substance",
            "`sodium sulfate`",
        ),
        ({"route": "lfp_one_pot", "cam": "LFP", "substance": "H2"}, "takes no `cam`", ""),
    ],
)
def test_a_question_that_means_nothing_says_what_to_write(
    words: Mapping[str, str], message: str, repair: str
) -> None:
    with pytest.raises(working.AskError) as caught:
        asked("by_product", words)
    assert message in caught.value.message
    assert repair in caught.value.repair


# Packs that cannot be read.

HEAD = '[pack]\nname = "kiln"\ntitle = "Kilns"\nabout = "Firing"\non = "2026"\n'
LIME = '[routes.lime]\ntitle = "Lime"\nproduct = "CaO"\nreactions = ["CaCO3 -> CaO + CO2"]\n'


def told(*texts: str) -> str:
    with pytest.raises(reading.PackError) as caught:
        reading.read({f"{number}.toml": text for number, text in enumerate((HEAD, *texts))})
    return str(caught.value)


def route(name: str, product: str, reaction: str, more: str = "") -> str:
    return f'[routes.{name}]\ntitle = "A"\nproduct = "{product}"\nreactions = ["{reaction}"]\n{more}\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (route("lime", "CaO", "CaCO3 -> CaO + 2 CO2"), "routes.lime: the reaction does not balance"),
        (route("lime", "CaO", "CaCO3 -> CaO + 2 CO2"), "write `1 CO2`"),
        (route("lime", "CaO", "XyCO3 -> XyO + CO2"), "`Xy` in `XyCO3` is no element"),
        (route("lime", "CaO", "CaCO3 + 0 H2 -> CaO + CO2"), "a count of `0 H2` is nought"),
        (route("lime", "CaO", "CaCO3 + -1 H2 -> CaO + CO2"), "is no term of a reaction"),
        (route("lime", "Ca2O", "CaCO3 -> CaO + CO2"), "no reaction makes `Ca2O`"),
        (LIME + 'upstream = {CaCO3 = "quarry"}', "there is no route `quarry`"),
        (LIME + 'upstream = {MgCO3 = "lime"}', "the route takes no `MgCO3`"),
        (LIME + 'upstream = {CaCO3 = "lime"}', "`lime` makes `CaO`, not `CaCO3`"),
        (LIME + 'words = {cam = "stone"}', "routes.lime.words.cam: there is no table `stone`"),
        (LIME + 'precursor = "MgO"', "no reaction uses the precursor `MgO`"),
        (LIME + 'limits = {water-reduction = "none"}', "there is no formula `none`"),
        (LIME + "checked = [1]", "routes.lime.checked: a list of texts is expected"),
        (LIME + 'checked = ["CaO"]', "a route with a word in `words` names in `checked` what it makes"),
    ],
)
def test_a_route_that_cannot_be_is_refused(text: str, message: str) -> None:
    assert message in told(text)


def test_routes_that_lie_behind_one_another_are_refused() -> None:
    lime = route("lime", "CaO", "CaCO3 -> CaO + CO2", 'upstream = {CaCO3 = "chalk"}')
    chalk = route("chalk", "CaCO3", "CaO + CO2 -> CaCO3", 'upstream = {CaO = "lime"}')
    assert "`lime` lies behind itself" in told(lime, chalk)

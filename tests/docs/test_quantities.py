"""docs/quantities.md: what it lists of the pack `battery` is what the pack holds."""

from tests.docs import pages
from wigmore.model import pack
from wigmore.packs import known

PAGE = pages.DOCS / "quantities.md"
BATTERY = known.builtin()["battery"]


def _ends(entry: pack.Entry) -> str:
    return f"{entry.value}, most likely {entry.central}" if entry.central else str(entry.value)


def _chemistries() -> str:
    columns = ("capacity", "voltage", "highest_voltage")
    rows = [
        (f"`{row.id}`", row.title, f"`{row.words['formula']}`", *(_ends(row.entries[one]) for one in columns))
        for row in BATTERY.tables["chemistry"].values()
    ]
    return pages.table(("chemistry", "what it is", "formula", "capacity", "voltage", "highest voltage"), rows)


def _input(one: pack.Input) -> str:
    return f"(`{one.name}`)" if one.source == "given" and not one.what else f"`{one.name}`"


def _formulas() -> str:
    rows = [
        (
            f"`{name}`",
            one.asks,
            str(one.gives),
            ", ".join(f"`{word}`" for word in one.words),
            ", ".join(_input(held) for held in one.inputs.values()),
        )
        for name, one in BATTERY.formulas.items()
    ]
    return pages.table(("formula", "what it answers", "gives", "words", "inputs"), rows)


def test_the_pack_battery_is_listed_as_it_is() -> None:
    pages.compare(PAGE, {"chemistries": _chemistries(), "formulas": _formulas()})


def test_every_word_that_a_pack_has_for_a_stated_mass_is_told() -> None:
    text = pages.read(PAGE)
    assert [
        band.word for band in BATTERY.formulas["implied_energy"].bands if f"*{band.word}*" not in text
    ] == []

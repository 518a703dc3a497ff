"""A breach of the format of packs is told with its place, whatever it is; a pack that reads is whole."""

import pytest

from tests.packs import small
from wigmore.packs import reading

BREACHES = [
    ('name = "malt"', 'nmae = "malt"', "pack: the text `name` is missing"),
    ('on = "2026-01"', 'on = "one day"', "pack.on: "),
    ('title = "A book on malting"', "", "sources.book: `title` is missing"),
    ("[constants]", "[constant]", "malt.toml: `constant` is no part of a pack; write `constants`"),
    ('"10-30 %"', '"10-30 %%"', "constants.loss.value: "),
    ('central = "20 %"', 'central = "40 %"', "constants.loss: the central value lies outside the range"),
    ('central = "20 %"', 'central = "20 t"', "constants.loss: the central value lies outside the range"),
    (
        'grade = "assumed"',
        'grade = "recalled"',
        "constants.loss: a grade is `read` or `derived` or `assumed`",
    ),
    (
        'value = "95 %", grade = "read", source = "book"',
        'value = "95 %", grade = "read"',
        "constants.best: what",
    ),
    (
        'source = "book", on = "2026"',
        'source = "bok", on = "2026"',
        "constants.best: there is no source `bok`",
    ),
    ('"10-30 %"', '["10 %"]', "constants.loss.value: a text is expected"),
    ('loss = {value = "10-30 %"', 'loss = {vaule = "10-30 %"', "`vaule` is not known; write `value`"),
    ('title = "Barley"', "", "tables.grain.barley: a row has a `title`"),
    (
        'formula = "C6H10O5"',
        'formula = "C6H10Q5"',
        "tables.grain.barley.formula: `Q` in `C6H10Q5` is no element",
    ),
    (
        'words.kind = "grain"',
        'words.kind = "grian"',
        "formulas.malt.words.kind: there is no table `grian`; write",
    ),
    ('words.kind = "grain"', "words.kind = 1", "formulas.malt.words.kind: a text is expected"),
    ('words.kind = "grain"', 'words = "grain"', "formulas.malt.words: a table is expected"),
    (
        'words.kind = "grain"',
        'words.kind = "grain"\ndefaults.kind = "oats"',
        "there is no `oats` among grain",
    ),
    (
        'words.kind = "grain"',
        'words.kind = "grain"\ndefaults.sort = "rye"',
        "the formula takes no word `sort`",
    ),
    ('ceiling = "dry"', 'ceiling = "wet"', "formulas.malt: there is no formula `wet`"),
    ('ceiling = "dry"', 'ceiling = "cost"', "formulas.malt: `cost` gives money / time, not mass / time"),
    ('gives = "t/a"', 'gives = "t/aa"', "formulas.malt.gives: "),
    ('gives = "t/a"', 'gives = "t"', "formulas.malt"),
    ("(1 - loss)", "(1 - los)", "formulas.malt: `los` is no input"),
    ("(1 - loss)", "(1 - loss", "formulas.malt: this bracket is not closed"),
    (
        "grain * (1 - loss)",
        "grain - loss",
        "formulas.malt: mass / time and a plain number cannot be subtracted",
    ),
    ("grain * (1 - loss)", "grain", "formulas.malt: the input `loss` is not used"),
    ('{entry = "loss"}', '{entry = "lost"}', "formulas.malt.inputs.loss: there is no constant `lost`"),
    ('{entry = "loss"}', '{formula = "lost"}', "formulas.malt: `loss` leads to no formula"),
    (
        '{entry = "loss"}',
        '{formula = "malt"}',
        "formulas.malt: `loss` leads to no formula, or round in a circle",
    ),
    ('{entry = "loss"}', "{}", "formulas.malt.inputs.loss: an input has one of "),
    ('{entry = "loss"}', '{entry = "loss", given = "1"}', "formulas.malt.inputs.loss: an input has one of "),
    ('{entry = "loss"}', '{cell = "moisture"}', "formulas.malt.inputs.loss: `of` is missing"),
    ('{entry = "loss"}', '{cell = "moisture", of = "sort"}', "the formula takes no word `sort`"),
    ('{entry = "loss"}', '{cell = "wetness", of = "kind"}', "no row has an entry `wetness`"),
    ('{entry = "loss"}', '{given = "%", default = "los"}', "there is no constant `los`"),
    (
        '{entry = "loss"}',
        '{given = "t", default = "loss"}',
        "formulas.malt.inputs.loss: `loss` is not measured in t",
    ),
    ('{entry = "loss"}', '{molar_mass = "C6Q5"}', "formulas.malt.inputs.loss: `Q` in `C6Q5` is no element"),
    ('above = "dry"', 'above = "cost"', "formulas.malt.bands.0: `cost` gives money / time, not mass / time"),
    ('from = "500 t/a"', 'from = "500 t"', "formulas.malt.bands.1: `500 t` is mass, not mass / time"),
    ('from = "500 t/a"', 'from = "loss"', "formulas.malt.bands.1: `loss` is a plain number, not mass / time"),
    ('from = "500 t/a"', 'from = "heaps"', "formulas.malt.bands.1: "),
    (', {word = "small"}', "", "formulas.malt.bands.1: such a band has only its `word`"),
    (', above = "dry"', "", "formulas.malt.bands.0: such a band has its `word` and one of `above` or `from`"),
    ('{word = "small"}', '"small"', "formulas.malt.bands.2: a table is expected"),
    (
        'bands = [{word = "impossible"',
        'bands = "none" # ',
        "formulas.malt.bands: a list of bands is expected",
    ),
    ('inputs.grain = {given = "t/a", means = "grain a year"}', "inputs = 3 #", ""),
]


@pytest.mark.parametrize(("old", "new", "told"), BREACHES, ids=range(len(BREACHES)))
def test_a_breach_is_told_with_its_place(old: str, new: str, told: str) -> None:
    assert old in small.MALT
    with pytest.raises(reading.PackError, match=r"^[\w.]+: ") as caught:
        small.made(small.MALT.replace(old, new, 1))
    assert told in str(caught.value)


def test_two_rows_of_one_name_are_refused() -> None:
    """Tables grow from file to file, rows do not: the later one would win in silence."""
    more = '[tables.grain.rye]\ntitle = "Rye again"\n'
    with pytest.raises(reading.PackError, match=r"z.toml: `tables.grain.rye` is there twice"):
        reading.read({"a.toml": small.MALT, "z.toml": more})
    grown = reading.read({"a.toml": small.MALT, "z.toml": more.replace("rye", "oats")})
    assert list(grown.tables["grain"]) == ["barley", "rye", "oats"]


def test_what_no_toml_is_names_its_file() -> None:
    with pytest.raises(reading.PackError, match=r"^malt.toml: "):
        small.made("[pack")


def test_a_bound_needs_no_word_that_the_formula_lacks() -> None:
    text = small.MALT.replace('words.kind = "grain"\nbands', "bands", 1)
    with pytest.raises(reading.PackError, match=r"formulas\.malt: `dry` needs the word `kind`"):
        small.made(text)

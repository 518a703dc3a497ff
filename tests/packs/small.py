"""A small pack for tests: barley to malt, with one table, two chained formulas, and bands."""

from wigmore.kit import quantity
from wigmore.model import pack
from wigmore.packs import leaves, reading, working

MALT = """
[pack]
name = "malt"
title = "Malting"
about = "Barley to malt"
on = "2026-01"

[sources.book]
title = "A book on malting"

[constants]
loss = {value = "10-30 %", central = "20 %", grade = "assumed", on = "2026"}
best = {value = "95 %", grade = "read", source = "book", on = "2026"}

[tables.grain.barley]
title = "Barley"
moisture = {value = "12-14 %", grade = "read", source = "book", on = "2025"}
price = {value = "250 EUR/t", grade = "read", source = "book", on = "2025"}
formula = "C6H10O5"

[tables.grain.rye]
title = "Rye"
price = {value = "300 CAD/t", grade = "read", source = "book", on = "2025"}
formula = "C6H10O5"

[formulas.malt]
asks = "How much malt does grain make?"
expression = "grain * (1 - loss)"
gives = "t/a"
ceiling = "dry"
words.kind = "grain"
bands = [{word = "impossible", above = "dry"}, {word = "large", from = "500 t/a"}, {word = "small"}]
inputs.grain = {given = "t/a", means = "grain a year"}
inputs.loss = {entry = "loss"}

[formulas.dry]
asks = "How much of the grain is no water?"
expression = "grain * (1 - moisture)"
gives = "t/a"
words.kind = "grain"
inputs.grain = {given = "t/a", means = "grain a year"}
inputs.moisture = {cell = "moisture", of = "kind"}

[formulas.cost]
asks = "What does the grain cost?"
expression = "grain * price"
gives = "money/a"
words.kind = "grain"
inputs.grain = {given = "t/a"}
inputs.price = {cell = "price", of = "kind"}
"""


def made(text: str = MALT) -> pack.Pack:
    """The pack of a text."""
    return reading.read({"malt.toml": text})


def question(formula: str, words: dict[str, str], **given: str) -> working.Question:
    """A question to it, with quantities as an author writes them."""
    held = {
        name: leaves.of_quantity(quantity.parse(text), name=name, label=name) for name, text in given.items()
    }
    return working.Question(name=f"malt.{formula}", words=words, given=held)

"""A unit to write for an answer that nobody named one for: an example that fits, in a repair."""

import itertools
from collections.abc import Iterator

from wigmore.kit import units
from wigmore.methods import dimensions

COMMON = ("t", "m3", "GWh", "MW", "m", "m2", "a", "V", "Ah", "people")
"""Units that an example is made of."""


def unit(dimension: units.Dimension) -> str:
    """The shortest unit of a dimension that a few common ones make; empty where they make none.

    >>> unit(units.parse("CAD*h/kg").dimension), unit(units.parse("kWh").dimension)
    ('CAD*a/t', 'GWh')
    """
    codes = (base.partition(":")[2] for base, _ in dimension if base.startswith("money:"))
    held = {name: units.parse(name).dimension for name in (*COMMON, *codes)}
    return next((text for text, made in _made(held) if made == dimension), "")


def of_unit(repair: str, before: str, dimension: units.Dimension) -> str:
    """A repair with a unit as example, where there is one; `before` is what stands before the unit.

    >>> of_unit("name one with `--unit`", "--unit ", units.parse("kg/h").dimension)
    'name one with `--unit`, as `--unit t/a`'
    """
    fitting = unit(dimension)
    return f"{repair}, as `{before}{fitting}`" if fitting else repair


def _made(held: dict[str, units.Dimension]) -> Iterator[tuple[str, units.Dimension]]:
    """Units, their quotients, products, and products by a third, with the dimension of each."""
    yield from held.items()
    for one, other in itertools.permutations(held, 2):
        yield f"{one}/{other}", dimensions.combined(held[one], held[other], -1)
    products = [
        (f"{one}*{other}", dimensions.combined(held[one], held[other]))
        for one, other in itertools.combinations(reversed(held), 2)
    ]
    yield from products
    for (text, product), third in itertools.product(products, held):
        yield f"{text}/{third}", dimensions.combined(product, held[third], -1)

"""What can be asked of packs: their formulas, and what each must be given."""

from typing import Any

from wigmore.model import pack
from wigmore.packs import working


def listed(packs: working.Packs) -> list[dict[str, Any]]:
    """Every formula of the packs with what it answers, its unit, and what it takes."""
    return [
        {
            "name": f"{held.name}.{one.name}",
            "asks": one.asks,
            "formula": one.expression,
            "unit": str(one.gives),
            "words": [word for word in one.words if word not in one.defaults],
            "quantities": [item.name for item in needs(held, one)],
        }
        for held in packs.values()
        for one in held.formulas.values()
    ]


def needs(held: pack.Pack, one: pack.Formula) -> tuple[pack.Input, ...]:
    """The quantities that a formula, or one that it leans on, has no value for of its own."""
    found: dict[str, pack.Input] = {}
    for item in one.inputs.values():
        if item.source == "formula":
            found |= {inner.name: inner for inner in needs(held, held.formulas[item.what])}
        elif item.source == "given" and not item.what:
            found[item.name] = item
    return tuple(found.values())

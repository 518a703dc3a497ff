"""Reactions with places for a product: one line of data for every material of a family.

In a template `{cam}` stands for the formula of the product, and a group such as `metals` for those of its
elements that the group names, in the order of the formula and with their counts. Of `LiNi0.8Mn0.1Co0.1O2`:

- `{metals}` is `Ni0.8Mn0.1Co0.1`, and `{metals*2}` twice their number, `2`;
- `{metals:SO4}` is `0.8 NiSO4 + 0.1 MnSO4 + 0.1 CoSO4`, and nothing where the product holds none of them.
"""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from wigmore.methods import stoichiometry

_PLACE = re.compile(r"\{(?P<name>\w+)(?:(?P<kind>[:*])(?P<rest>[^{}]*))?\}")
_TERMS = re.compile(r"\s\+\s")


def filled(template: str, word: str, product: str, groups: Mapping[str, Iterable[str]]) -> str:
    """A template with its places filled for a product, the formula for which `word` stands.

    Works for a reaction and for a single formula. Raises FormulaError where a place means nothing.
    """
    held = {name: _held(product, elements) for name, elements in groups.items()}

    def place(found: re.Match[str]) -> str:
        name = found["name"]
        if name == word and not found["kind"]:
            return product
        if name not in held:
            raise stoichiometry.FormulaError(f"`{found[0]}` is no place of a template", f"write `{{{word}}}`")
        if found["kind"] == ":":
            return " + ".join(f"{shown(count)} {one}{found['rest']}" for one, count in held[name].items())
        if not held[name]:
            wanted = " or ".join(groups[name])
            raise stoichiometry.FormulaError(f"`{product}` holds no {wanted}")
        if found["kind"] == "*":
            return shown(sum(held[name].values(), Fraction(0)) * _times(found["rest"]))
        return "".join(f"{one}{'' if count == 1 else shown(count)}" for one, count in held[name].items())

    return _joined(_PLACE.sub(place, template))


def _held(product: str, elements: Iterable[str]) -> dict[str, Fraction]:
    wanted = set(elements)
    return {one: count for one, count in stoichiometry.atoms(product).items() if one in wanted}


def _times(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise stoichiometry.FormulaError(f"`*{text}` is followed by no number") from None


def _joined(text: str) -> str:
    """The text without the terms that were left empty, as those of a group of which nothing is there."""
    sides = re.split(r"\s*(?:->|→)\s*", text)
    return " -> ".join(
        " + ".join(term for term in _TERMS.split(f" {side} ") if term.strip()).strip() for side in sides
    )


def shown(count: Fraction) -> str:
    """An exact count as formulas write it: a decimal number, or a fraction where no decimal is exact."""
    decimal = f"{float(count):.12g}"
    return (
        decimal
        if "e" not in decimal and Fraction(decimal) == count
        else f"{count.numerator}/{count.denominator}"
    )

"""Chemical formulas, their molar masses, and reactions of which every atom must be accounted for.

A formula is written as chemists do, with decimal or fractional counts: `LiNi0.8Mn0.1Co0.1O2`,
`Na2Fe[Fe(CN)6]`, `NaNi1/3Fe1/3Mn1/3O2`, `CaSO4*1/2H2O`. Counts are exact fractions, so that a reaction either
balances or does not. Atomic weights are those of `elements.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources

from wigmore.kit import frozen
from wigmore.kit import text as texts

LONGEST = 200
"""Characters of a chemical formula."""
LONGEST_REACTION = 2_000
"""Characters of a reaction."""
DEEPEST = 8
"""Brackets within brackets."""
_ARROW = re.compile(r"->|→|=")
_COUNT = r"[0-9]+/[0-9]+|[0-9]+(?:\.[0-9]+)?"
_PIECE = re.compile(rf"(?P<element>[A-Z][a-z]?)|(?P<open>[(\[])|(?P<close>[)\]])|(?P<count>{_COUNT})")
_TERM = re.compile(rf"(?:(?P<moles>{_COUNT}) +)?(?P<formula>\S+)")
_CLOSES = {"(": ")", "[": "]"}

Atoms = Mapping[str, Fraction]
"""How many atoms of each element, in the order of the formula."""


class FormulaError(ValueError):
    """A text is no chemical formula, or no reaction that balances; `repair` says what to write."""

    def __init__(self, message: str, repair: str = "") -> None:
        super().__init__(message)
        self.message, self.repair = message, repair


@cache
def weights() -> Mapping[str, float]:
    """The atomic weights, g/mol, by element."""
    written = resources.files("wigmore.methods").joinpath("elements.toml").read_text(encoding="utf-8")
    return frozen.FrozenDict(tomllib.loads(written))


@lru_cache(maxsize=1024)
def atoms(formula: str) -> Atoms:
    """The atoms of a formula; raises FormulaError where it is none."""
    if not formula or len(formula) > LONGEST:
        raise FormulaError(f"a chemical formula has 1 to {LONGEST} characters")
    held: dict[str, Fraction] = {}
    for piece in re.split(r"[*·]", formula):
        found = re.match(rf"(?:{_COUNT})(?![0-9/.])", piece)
        times = _fraction(found[0], formula) if found else Fraction(1)
        for element, count in _group(piece[found.end() if found else 0 :], formula).items():
            held[element] = held.get(element, Fraction(0)) + times * count
    return frozen.FrozenDict(held)


def _group(text: str, formula: str) -> dict[str, Fraction]:
    """The atoms of a formula without dots, its brackets by a stack."""
    stack: list[tuple[str, dict[str, Fraction]]] = [("", {})]
    last: dict[str, Fraction] = {}
    place = 0
    while place < len(text):
        found = _PIECE.match(text, place)
        if found is None:
            raise _strange(text[place], formula)
        place = found.end()
        if found["open"]:
            if len(stack) > DEEPEST:
                raise FormulaError(f"brackets are nested deeper than {DEEPEST}")
            stack.append((found["open"], {}))
            last = {}
            continue
        if found["close"]:
            opened, inner = stack.pop() if len(stack) > 1 else ("", {})
            if not opened or _CLOSES[opened] != found["close"]:
                raise FormulaError(f"`{found['close']}` closes nothing in `{formula}`")
            last = inner
        elif found["element"]:
            last = {_element(found["element"], formula): Fraction(1)}
        else:
            raise FormulaError(f"a count follows nothing in `{formula}`")
        counted = _counted(text, place)
        place += len(counted)
        _add(stack[-1][1], last, _fraction(counted or "1", formula))
    if len(stack) > 1:
        raise FormulaError(f"a bracket of `{formula}` is not closed", f"add `{_CLOSES[stack[-1][0]]}`")
    if not stack[0][1]:
        raise FormulaError(f"`{texts.visible(formula)}` names no element")
    return stack[0][1]


def _strange(character: str, formula: str) -> FormulaError:
    """What to say of a character that no formula has; small figures below the line are written as others."""
    message = f"`{texts.visible(character)}` cannot stand in the chemical formula `{texts.visible(formula)}`"
    plain = unicodedata.normalize("NFKC", formula)
    return FormulaError(message, f"write `{plain}`" if plain != formula and plain.isascii() else "")


def _counted(text: str, place: int) -> str:
    found = re.compile(_COUNT).match(text, place)
    return found[0] if found else ""


def _fraction(text: str, formula: str) -> Fraction:
    try:
        held = Fraction(text)
    except ZeroDivisionError:
        raise FormulaError(f"a count of `{formula}` is divided by nought") from None
    if not held:
        raise FormulaError(f"a count of `{formula}` is nought", "remove the element")
    return held


def _element(name: str, formula: str) -> str:
    if name in weights():
        return name
    near = texts.nearest(name, weights())
    raise FormulaError(f"`{name}` in `{formula}` is no element", f"write `{near[0]}`" if near else "")


def _add(held: dict[str, Fraction], more: Mapping[str, Fraction], times: Fraction) -> None:
    for element, count in more.items():
        held[element] = held.get(element, Fraction(0)) + times * count


def molar_mass(formula: str) -> float:
    """The molar mass of a formula, g/mol; raises FormulaError where it is none."""
    return sum(float(count) * weights()[element] for element, count in atoms(formula).items())


@dataclass(frozen=True, slots=True)
class Reaction:
    """Moles by substance on the left and on the right, in the order of the text."""

    left: Mapping[str, Fraction]
    right: Mapping[str, Fraction]

    def residual(self) -> Atoms:
        """Atoms on the right less those on the left, of the elements that do not balance."""
        held: dict[str, Fraction] = {}
        for side, sign in ((self.right, 1), (self.left, -1)):
            for formula, moles in side.items():
                _add(held, atoms(formula), moles * sign)
        return frozen.FrozenDict({element: count for element, count in held.items() if count})


@lru_cache(maxsize=1024)
def reaction(text: str) -> Reaction:
    """Read `Fe + H3PO4 + 0.5 Li2CO3 -> LiFePO4 + …`; raises FormulaError unless every atom balances."""
    if len(text) > LONGEST_REACTION:
        raise FormulaError(f"a reaction has at most {LONGEST_REACTION:,} characters")
    sides = _ARROW.split(text)
    if len(sides) != 2:
        raise FormulaError("a reaction has one arrow between its two sides", "write `A + B -> C`")
    made = Reaction(*(frozen.FrozenDict(_side(side)) for side in sides))
    left = made.residual()
    if left:
        shown = ", ".join(
            f"{float(abs(count)):g} {element} too {'many' if count > 0 else 'few'}"
            for element, count in left.items()
        )
        raise FormulaError(f"the reaction does not balance: on the right {shown}")
    return made


def _side(text: str) -> dict[str, Fraction]:
    held: dict[str, Fraction] = {}
    for term in re.split(r"\s\+\s", text.strip()):
        found = _TERM.fullmatch(term.strip())
        if found is None:
            raise FormulaError(f"`{texts.visible(texts.cut(term, 40))}` is no term of a reaction")
        atoms(found["formula"])
        moles = _fraction(found["moles"] or "1", term)
        held[found["formula"]] = held.get(found["formula"], Fraction(0)) + moles
    return held


def combined(reactions: tuple[str, ...], product: str) -> Reaction:
    """Reactions one after the other, each scaled so that it makes what the next one uses, as one reaction.

    They are read from the last, which makes the product, to the first. Raises FormulaError where one makes
    nothing that a later one uses.
    """
    steps = [reaction(one) for one in reactions]
    left: dict[str, Fraction] = {}
    right: dict[str, Fraction] = {}
    for step in reversed(steps):
        if not right:
            if product not in step.right:
                raise FormulaError(f"no reaction makes `{product}`")
            scale = Fraction(1) / step.right[product]
        else:
            made = next((one for one in step.right if one in left), None)
            if made is None:
                raise FormulaError("a reaction makes nothing that a later one uses")
            scale = left[made] / step.right[made]
        _add(left, step.left, scale)
        _add(right, step.right, scale)
        for both in [one for one in left if one in right]:
            _cancel(left, right, both)
    return Reaction(frozen.FrozenDict(left), frozen.FrozenDict(right))


def _cancel(left: dict[str, Fraction], right: dict[str, Fraction], name: str) -> None:
    """Take what is made and used within the chain from both sides."""
    both = min(left[name], right[name])
    for side in (left, right):
        side[name] -= both
        if not side[name]:
            del side[name]


def masses(of: Reaction, product: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Mass of each input and of each output per mass of the product, kg/kg; they sum to the same.

    Raises FormulaError where the reaction does not make the product.
    """
    if product not in of.right:
        raise FormulaError(f"the reaction does not make `{product}`")
    whole = float(of.right[product]) * molar_mass(product)
    into, out = (
        frozen.FrozenDict({name: float(moles) * molar_mass(name) / whole for name, moles in side.items()})
        for side in (of.left, of.right)
    )
    return into, out

"""Chemical formulas, their molar masses, and reactions of which every atom must be accounted for.

A formula is written as chemists do, with decimal or fractional counts: `LiNi0.8Mn0.1Co0.1O2`,
`Na2Fe[Fe(CN)6]`, `NaNi1/3Fe1/3Mn1/3O2`, `CaSO4*2H2O`. Counts are exact fractions, so that a reaction either
balances or does not. Atomic weights are those of `elements.toml`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources

from wigmore.kit import frozen
from wigmore.kit import text as texts

LONGEST = 200
DEEPEST = 8
_ARROW = re.compile(r"->|→|=")
_COUNT = r"[0-9]+/[0-9]+|[0-9]+(?:\.[0-9]+)?"
_PIECE = re.compile(rf"(?P<element>[A-Z][a-z]?)|(?P<open>[(\[])|(?P<close>[)\]])|(?P<count>{_COUNT})")
_TERM = re.compile(rf"(?:(?P<moles>{_COUNT}|\?) +)?(?P<formula>\S+)")
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
        found = re.match(r"[0-9]+(?:\.[0-9]+)?(?![0-9/.])", piece)
        times = Fraction(found[0]) if found else Fraction(1)
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
            raise FormulaError(f"`{texts.visible(text[place])}` stands in `{texts.visible(formula)}`")
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
    """Read `Fe + H3PO4 + 0.5 Li2CO3 -> LiFePO4 + …`; raises FormulaError unless every atom balances.

    Moles written `?` follow from the atoms: `Ni + ? LiOH + ? O2 -> LiNiO2 + ? H2O`. A substance of which
    there are none then is left out.
    """
    sides = _ARROW.split(text)
    if len(sides) != 2:
        raise FormulaError("a reaction has one arrow between its two sides", "write `A + B -> C`")
    made = _solved(*(_side(side) for side in sides))
    left = made.residual()
    if left:
        shown = ", ".join(
            f"{float(abs(count)):g} {element} too {'many' if count > 0 else 'few'}"
            for element, count in left.items()
        )
        raise FormulaError(f"the reaction does not balance: on the right {shown}", _mended(made, left))
    return made


def _side(text: str) -> dict[str, Fraction | None]:
    held: dict[str, Fraction | None] = {}
    for term in re.split(r"\s\+\s", text.strip()):
        found = _TERM.fullmatch(term.strip())
        if found is None:
            raise FormulaError(f"`{texts.visible(texts.cut(term, 40))}` is no term of a reaction")
        formula = found["formula"]
        atoms(formula)
        moles = None if found["moles"] == "?" else _fraction(found["moles"] or "1", term)
        before = held.get(formula, Fraction(0))
        if before is None or (moles is None and formula in held):
            raise FormulaError(f"`{formula}` stands twice on a side, once with `?`", "write it once")
        held[formula] = None if moles is None else before + moles
    return held


def _solved(left: Mapping[str, Fraction | None], right: Mapping[str, Fraction | None]) -> Reaction:
    """The reaction with the moles that were left open; raises FormulaError where not just one set fits."""
    signed = [
        (side, name, moles, sign) for side, sign in ((left, -1), (right, 1)) for name, moles in side.items()
    ]
    open_ = [(name, sign) for _, name, moles, sign in signed if moles is None]
    elements = sorted({one for _, name, _, _ in signed for one in atoms(name)})
    rows = [
        [sign * atoms(name).get(one, Fraction(0)) for name, sign in open_]
        + [
            -sum(
                (
                    sign * moles * atoms(name).get(one, Fraction(0))
                    for _, name, moles, sign in signed
                    if moles
                ),
                Fraction(0),
            )
        ]
        for one in elements
    ]
    found = dict(zip(open_, _eliminated(rows, len(open_)) if open_ else (), strict=True))
    for (name, _), moles in found.items():
        if moles < 0:
            raise FormulaError(
                f"`{name}` stands on the side that has too much of it", "write it on the other side"
            )
    made = (
        {name: found[name, sign] if moles is None else moles for name, moles in side.items()}
        for side, sign in ((left, -1), (right, 1))
    )
    return Reaction(
        *(frozen.FrozenDict({name: moles for name, moles in side.items() if moles}) for side in made)
    )


def _eliminated(rows: list[list[Fraction]], count: int) -> list[Fraction]:
    """The one solution of linear equations, each its coefficients and what they come to, by elimination."""
    for column in range(count):
        pivot = next((row for row in range(column, len(rows)) if rows[row][column]), None)
        if pivot is None:
            raise FormulaError("more than one number fits a `?`", "write the moles of one of them")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row, held in enumerate(rows):
            if row != column and held[column]:
                rows[row] = [
                    one - held[column] * other for one, other in zip(held, rows[column], strict=True)
                ]
    if any(row[-1] for row in rows[count:]):
        raise FormulaError("no number in place of each `?` makes the reaction balance")
    return [rows[column][-1] for column in range(count)]


def _mended(made: Reaction, residual: Atoms) -> str:
    """The smallest change after which a reaction balances, other moles of one substance; empty if none."""
    for side, sign in ((made.right, -1), (made.left, 1)):
        for name, moles in side.items():
            held = atoms(name)
            first = next(iter(residual))
            more = sign * residual[first] / held[first] if first in held else Fraction(0)
            fits = held.keys() >= residual.keys() and all(
                sign * more * count == residual.get(element, Fraction(0)) for element, count in held.items()
            )
            if fits and moles + more > 0:
                return f"write `{float(moles + more):g} {name}`"
    return ""


def scaled(reactions: Sequence[str], product: str) -> tuple[Reaction, ...]:
    """Reactions one after the other, each scaled to make what the next ones use, per mole of the product.

    The last makes the product. What a reaction is there for, of what later ones use, stands first on its
    right. Raises FormulaError where one makes nothing that a later one uses.
    """
    used: dict[str, Fraction] = {}
    made: list[Reaction] = []
    for step in (reaction(one) for one in reversed(reactions)):
        name = product if not made else next((one for one in step.right if used.get(one, 0) > 0), "")
        if name not in step.right:
            message = (
                "a reaction makes nothing that a later one uses" if made else f"no reaction makes `{product}`"
            )
            raise FormulaError(message)
        scale = (used[name] if made else Fraction(1)) / step.right[name]
        made.append(
            Reaction(
                *(
                    frozen.FrozenDict({one: moles * scale for one, moles in side.items()})
                    for side in (step.left, step.right)
                )
            )
        )
        _add(used, made[-1].left, Fraction(1))
        _add(used, made[-1].right, Fraction(-1))
    return tuple(reversed(made))


def combined(reactions: Sequence[str], product: str) -> Reaction:
    """Reactions one after the other as one, per mole of the product: what only passes through is left out.

    Raises FormulaError as `scaled` does.
    """
    left: dict[str, Fraction] = {}
    right: dict[str, Fraction] = {}
    for step in reversed(scaled(reactions, product)):
        _add(left, step.left, Fraction(1))
        _add(right, step.right, Fraction(1))
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

"""Routes of a pack filled for a product: the mass balance at the plant, and what lies behind its feeds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.methods import stoichiometry, templates
from wigmore.model import pack

Streams = Mapping[str, float]
"""Mass of each substance per mass of the product, kg/kg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What a route takes and leaves at the plant, per mass of its product.

    `precursor` is the mass of the intermediate per mass of the product, None where the route has none that
    is sold by itself.
    """

    route: str
    product: str
    reactions: tuple[str, ...]
    into: Streams
    out: Streams
    precursor: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One way in which a feed of a route comes about: its balance per mass of the product of the plant."""

    feed: str
    route: str
    into: Streams
    out: Streams


def balance(held: pack.Pack, name: str, words: Mapping[str, str] = frozen.EMPTY) -> Balance:
    """The mass balance of the route `name`; raises FormulaError where it makes no such product, KeyError
    where the pack has no such route."""
    route = held.routes[name]
    made = product(held, route, words)
    try:
        return of_formula(route, made)
    except stoichiometry.FormulaError as error:
        asked = next(iter(route.words), "")
        if not asked:
            raise
        message = f"`{name}` does not make `{words[asked]}`: {error.message}"
        raise stoichiometry.FormulaError(message, error.repair) from None


@lru_cache(maxsize=512)
def of_formula(route: pack.Route, made: str) -> Balance:
    """The mass balance of a route that makes the formula `made`; raises FormulaError where it cannot."""
    word = next(iter(route.words), "")

    def fill(text: str) -> str:
        return templates.filled(text, word, made, route.groups) if word else text

    reactions = tuple(fill(one) for one in route.reactions)
    into, out = stoichiometry.masses(stoichiometry.combined(reactions, made), made)
    precursor = None
    if route.precursor:
        wanted = fill(route.precursor)
        steps = stoichiometry.scaled(reactions, made)
        moles = sum(float(step.left.get(wanted, 0)) for step in steps)
        if not moles:
            raise stoichiometry.FormulaError(f"no reaction uses the precursor `{wanted}`")
        precursor = moles * stoichiometry.molar_mass(wanted) / stoichiometry.molar_mass(made)
    return Balance(route=route.id, product=made, reactions=reactions, into=into, out=out, precursor=precursor)


def product(held: pack.Pack, route: pack.Route, words: Mapping[str, str]) -> str:
    """The formula of what a route makes; raises FormulaError where a word is missing or means nothing."""
    if not route.words:
        return route.product
    word, table = next(iter(route.words.items()))
    rows = {name: row.words["formula"] for name, row in held.tables[table].items() if "formula" in row.words}
    asked = words.get(word, "")
    if not asked:
        message = f"the route `{route.id}` makes more than one material"
        raise stoichiometry.FormulaError(message, f"give `{word}`: {_listed(rows)}")
    if asked in rows:
        return rows[asked]
    try:
        stoichiometry.atoms(asked)
    except stoichiometry.FormulaError:
        near = texts.nearest(asked, rows)
        repair = f"write `{near[0]}`" if near else f"give `{word}`: {_listed(rows)}"
        raise stoichiometry.FormulaError(f"`{asked}` is no {table} and no formula", repair) from None
    return asked


def _listed(names: Iterable[str]) -> str:
    return "one of " + ", ".join(f"`{one}`" for one in names) + ", or a chemical formula"


def behind(held: pack.Pack, of: Balance, chosen: Iterable[str] = ()) -> tuple[tuple[Behind, ...], ...]:
    """For each feed whose making the pack knows, the ways to make it, scaled to what the plant takes.

    Of a feed for which one of `chosen` is a way, only that is told; what lies behind the feeds of a way comes
    with it, by the first way known.
    """
    picked = set(chosen)
    found = []
    for feed, names in held.routes[of.route].upstream.items():
        if feed not in of.into:
            continue
        ways = [one for one in names if one in picked] or list(names)
        found.append(tuple(_scaled(held, feed, way, of.into[feed]) for way in ways))
    return tuple(found)


def _scaled(held: pack.Pack, feed: str, way: str, mass: float) -> Behind:
    made = balance(held, way)
    into, out = dict(made.into), dict(made.out)
    for inner in behind(held, made):
        for one, amount in inner[0].into.items():
            into[one] = into.get(one, 0.0) + amount
        into.pop(inner[0].feed, None)
        for one, amount in inner[0].out.items():
            if one != inner[0].feed:
                out[one] = out.get(one, 0.0) + amount
    return Behind(
        feed=feed,
        route=way,
        into=frozen.FrozenDict({one: amount * mass for one, amount in into.items()}),
        out=frozen.FrozenDict({one: amount * mass for one, amount in out.items()}),
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the name of a route, or the product it is to make, means nothing."""

    message: str
    repair: str
    of_product: bool = False


def fault(packs: Mapping[str, pack.Pack], name: str, made: str) -> Fault | None:
    """What is wrong with a route named as `battery.lfp_one_pot`, or with its product; None if nothing is."""
    of, _, route = name.partition(".")
    held = packs.get(of)
    if held is None or route not in held.routes:
        known = [f"{one}.{other}" for one, some in packs.items() for other in some.routes]
        near = texts.nearest(name, known) or tuple(one for one in known if one.partition(".")[2] == name)
        shown = f"write `{near[0]}`" if near else "known: " + ", ".join(f"`{one}`" for one in known[:12])
        return Fault(f"`{name}` is no route of a pack", shown)
    try:
        balance(held, route, {word: made for word in held.routes[route].words})
    except stoichiometry.FormulaError as error:
        return Fault(error.message, error.repair.replace("`cam`", "`scope: {product: …}`"), of_product=True)
    return None


def formulas(held: pack.Pack, word: str) -> tuple[str, ...]:
    """The chemical formulas that a word for a substance stands for; empty where it means nothing.

    The word is the id, the title or another name of a row of the table `substance`, or a formula itself. A
    row of a class, as of sulfates, names several.
    """
    asked = word.strip().casefold()
    for name, row in held.tables.get(SUBSTANCES, {}).items():
        names = {name, row.title, *_parts(row.words.get("also", ""))}
        if asked in {one.casefold() for one in names}:
            return tuple(row.words.get("formula", "").split()) or tuple(row.words.get("any", "").split())
    try:
        stoichiometry.atoms(word.strip())
    except stoichiometry.FormulaError:
        return ()
    return (word.strip(),)


def names(held: pack.Pack) -> Iterator[str]:
    """The words that stand for substances in a pack."""
    for row in held.tables.get(SUBSTANCES, {}).values():
        yield row.title
        yield from _parts(row.words.get("also", ""))


def is_known(held: pack.Pack, word: str) -> bool:
    """Whether the pack has a row for a word, though it may be of something that no balance holds."""
    asked = word.strip().casefold()
    return asked in {one.casefold() for one in (*held.tables.get(SUBSTANCES, {}), *names(held))}


def title(held: pack.Pack, formula: str) -> str:
    """What a pack calls a substance; its formula where it has no name."""
    row = _row(held, formula)
    return row.title if row else formula


def kind(held: pack.Pack, formula: str) -> str:
    """`gas`, `water` or `by-product`: what leaves beside the product."""
    row = _row(held, formula)
    return row.words.get("kind", "by-product") if row else "by-product"


def excess(held: pack.Pack, formula: str) -> pack.Entry | None:
    """How much more of a feed than the atoms need is charged, as an entry; None where the pack tells none."""
    row = _row(held, formula)
    return held.constants.get(row.words.get("excess", "")) if row else None


def _row(held: pack.Pack, formula: str) -> pack.Row | None:
    rows = held.tables.get(SUBSTANCES, {}).values()
    return next((row for row in rows if row.words.get("formula") == formula), None)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


SUBSTANCES = "substance"
"""The table of a pack that names substances."""

"""A pack: knowledge of a field as dated, referenced data, with the formulas that work with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wigmore.kit import edtf, frozen, quantity, units

GRADES: Mapping[str, str] = frozen.FrozenDict(
    {
        "read": "read in the public text named",
        "derived": "follows from arithmetic or from the laws of nature",
        "assumed": "an assumption of engineers, to be disputed",
    }
)
"""How an entry is known. What is only remembered has no place in a pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where entries come from."""

    id: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dated number or range with its unit; `central` is its most likely value where it has one."""

    path: str
    value: quantity.Quantity
    central: quantity.Quantity | None = None
    grade: str
    sources: tuple[str, ...] = ()
    on: edtf.Edtf
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table of a pack: words by column, and entries by column."""

    id: str
    title: str
    words: Mapping[str, str] = field(default=frozen.EMPTY)
    entries: Mapping[str, Entry] = field(default=frozen.EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Where a formula takes one of its quantities from.

    `source` is one of `given` (whoever asks must give it; `default` names an entry that stands in),
    `cell` (a column of the row chosen by the word `of`), `entry` (an entry of the table of constants),
    `formula` (another formula of the pack, with the same words), and the measures of substances:
    `molar_mass`, `atoms` and `stream` (of the word `of`, or of the substance itself).
    """

    name: str
    source: str
    what: str = ""
    of: str = ""
    unit: units.Unit | None = None
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A word for answers of a formula: those above its `limit`, or from it on; the last band has no limit.

    The limit is a formula of the pack, with the same words, a constant, or a quantity.
    """

    word: str
    limit: str = ""
    is_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula of a pack: what it answers, its expression, the unit of its answer, and what it needs.

    `words` tells for each word that is to be given which table it chooses a row of; `substance` is a chemical
    formula and `route` one of the routes. `defaults` are the words that stand in. `floor` and `ceiling` name
    formulas of the pack, with the same words, that nothing can lie below or above. `bands` are words for the
    answer, from the top down.
    """

    name: str
    asks: str
    expression: str
    gives: units.Unit
    words: Mapping[str, str] = field(default=frozen.EMPTY)
    defaults: Mapping[str, str] = field(default=frozen.EMPTY)
    inputs: Mapping[str, Input] = field(default=frozen.EMPTY)
    floor: str = ""
    ceiling: str = ""
    bands: tuple[Band, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way to make a product: balanced reactions at the plant, and the ways to make its feeds.

    A reaction is written `Fe + H3PO4 + 0.5 Li2CO3 -> LiFePO4 + H2 + 0.5 CO2 + 0.5 H2O`. A route for a family
    of materials asks for its product by a word (`words`, with the table whose rows have formulas): `{cam}`
    then stands for it in the reactions, and `groups` name elements of it, as `methods.templates` tells.
    `checked` are formulas for which it must balance. `precursor` is an intermediate that others sell.
    `upstream` names for a feed the routes by which it may be made, `limits` for a property of a process the
    formula that tells where a claim of it turns.
    """

    id: str
    title: str
    product: str
    reactions: tuple[str, ...]
    words: Mapping[str, str] = field(default=frozen.EMPTY)
    groups: Mapping[str, tuple[str, ...]] = field(default=frozen.EMPTY)
    checked: tuple[str, ...] = ()
    precursor: str = ""
    upstream: Mapping[str, tuple[str, ...]] = field(default=frozen.EMPTY)
    limits: Mapping[str, str] = field(default=frozen.EMPTY)
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack by its name; everything in it is by id, in the order of its files."""

    name: str
    title: str
    about: str
    on: edtf.Edtf
    sources: Mapping[str, Source] = field(default=frozen.EMPTY)
    constants: Mapping[str, Entry] = field(default=frozen.EMPTY)
    tables: Mapping[str, Mapping[str, Row]] = field(default=frozen.EMPTY)
    formulas: Mapping[str, Formula] = field(default=frozen.EMPTY)
    routes: Mapping[str, Route] = field(default=frozen.EMPTY)

    def entry(self, path: str) -> Entry | None:
        """The entry at `TABLE.ROW.COLUMN`, or a constant by its name; None where there is none."""
        if path in self.constants:
            return self.constants[path]
        table, _, rest = path.partition(".")
        row, _, column = rest.rpartition(".")
        held = self.tables.get(table, {}).get(row)
        return held.entries.get(column) if held else None

    @property
    def paths(self) -> Iterator[str]:
        """The paths of everything on which something may rest: entries, routes, formulas, atomic weights."""
        yield WEIGHTS
        yield from self.constants
        for rows in self.tables.values():
            for row in rows.values():
                yield from (one.path for one in row.entries.values())
        yield from (f"routes.{name}" for name in self.routes)
        yield from (f"formulas.{name}" for name in self.formulas)


def ref(pack: str, path: str) -> str:
    """How a finding names an entry, formula or route of a pack that it rests on."""
    return f"pack:{pack}/{path}"


def of_ref(name: str) -> tuple[str, str] | None:
    """The pack and path that such a name means; None for any other."""
    if not name.startswith("pack:"):
        return None
    held, _, path = name.removeprefix("pack:").partition("/")
    return held, path


WEIGHTS = "weights"
"""What stands in a reference for the standard atomic weights, which every pack uses."""


def refs(packs: Mapping[str, Pack]) -> frozenset[str]:
    """Every part of the packs on which a finding may rest."""
    return frozenset(ref(name, path) for name, held in packs.items() for path in held.paths)


def told(held: Pack, path: str) -> dict[str, Any]:
    """A part of a pack as plain values: what it is called, what it says, how it is known and since when.

    Raises KeyError where the pack has no such part.
    """
    one = held.entry(path)
    if one is not None:
        row = held.tables.get(path.partition(".")[0], {}).get(path.partition(".")[2].rpartition(".")[0])
        title = f"{row.title}: {_spaced(path.rpartition('.')[2])}" if row else _spaced(path)
        central = f", most likely {one.central}" if one.central else ""
        made: dict[str, Any] = {"title": title, "says": f"{one.value}{central}", "grade": one.grade}
        return {**made, "on": str(one.on), "sources": _sources(held, one.sources), "note": one.note}
    made = {"grade": "derived", "on": str(held.on)}
    kind, _, name = path.partition(".")
    if kind == "routes":
        route = held.routes[name]
        made |= {"title": route.title, "says": "; ".join(route.reactions)}
        return {**made, "sources": _sources(held, route.sources), "note": route.note}
    if kind == "formulas":
        formula = held.formulas[name]
        made |= {"title": formula.asks, "says": f"{formula.expression}, in {formula.gives}"}
        return {**made, "sources": _sources(held, formula.sources), "note": formula.note}
    if path != WEIGHTS:
        raise KeyError(path)
    title = "Standard atomic weights"
    source = {"title": "IUPAC Commission on Isotopic Abundances and Atomic Weights, 2021", "address": ""}
    return {**made, "title": title, "says": "abridged values, g/mol", "sources": [source], "note": ""}


def _spaced(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def _sources(held: Pack, names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"title": held.sources[name].title, "address": held.sources[name].address} for name in names]

"""The files of a pack to a pack: everything in it is checked before anybody asks it a question."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from wigmore.kit import edtf, frozen, quantity, units
from wigmore.kit import text as texts
from wigmore.methods import dimensions, expression, stoichiometry
from wigmore.model import pack
from wigmore.packs import routes

T = TypeVar("T")
PARTS = ("pack", "sources", "constants", "tables", "formulas", "routes")
SUBSTANCE, ROUTE = "substance", "route"
"""What a word of a formula may choose besides a row of a table."""

MEASURES = {"molar_mass": "g/mol", "atoms": "1", "stream": "1", "feed": "1"}
"""The measures of substances with their units: mass of a mole, count, kg made or used per kg of product."""


class PackError(ValueError):
    """A pack cannot be used; the message begins with the file or the key at which it is wrong."""


def read(files: Mapping[str, str]) -> pack.Pack:
    """A pack from the texts of its TOML files by name; raises PackError with the place of the first fault."""
    whole: dict[str, dict[str, Any]] = {name: {} for name in PARTS}
    for name, text in sorted(files.items()):
        _merge(whole, name, text)
    return _Reader(whole).made()


def _merge(whole: dict[str, dict[str, Any]], name: str, text: str) -> None:
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{name}: {error}") from None
    for part, values in held.items():
        if part not in PARTS:
            near = texts.nearest(part, PARTS)
            raise PackError(f"{name}: `{part}` is no part of a pack; write {_either(near or PARTS)}")
        if not isinstance(values, dict):
            raise PackError(f"{name}: `{part}` is a table")
        for key, value in values.items():
            held_before = whole[part].get(key)
            if isinstance(held_before, dict) and part == "tables" and isinstance(value, dict):
                held_before.update(value)
            elif key in whole[part]:
                raise PackError(f"{name}: `{part}.{key}` is there twice")
            else:
                whole[part][key] = value


def _either(words: Sequence[str]) -> str:
    return " or ".join(f"`{one}`" for one in words)


class _Reader:
    """Reads the parts in their order; each may name what was read before it."""

    def __init__(self, whole: Mapping[str, Mapping[str, Any]]) -> None:
        self.whole = whole
        self.sources: dict[str, pack.Source] = {}
        self.constants: dict[str, pack.Entry] = {}
        self.tables: dict[str, Mapping[str, pack.Row]] = {}
        self.routes: dict[str, pack.Route] = {}
        self.formulas: dict[str, pack.Formula] = {}

    def made(self) -> pack.Pack:
        head = self.whole["pack"]
        for key in ("name", "title", "about", "on"):
            if not isinstance(head.get(key), str):
                raise PackError(f"pack: the text `{key}` is missing")
        self.sources = {
            name: pack.Source(id=name, **_texts(f"sources.{name}", one, ("title",), ("address",)))
            for name, one in self.whole["sources"].items()
        }
        self.constants = {
            name: self.entry(name, f"constants.{name}", one) for name, one in self.whole["constants"].items()
        }
        self.tables = {name: self.table(name, rows) for name, rows in self.whole["tables"].items()}
        self.routes = {name: self.route(name, one) for name, one in self.whole["routes"].items()}
        self.check_routes()
        for name, one in self.whole["formulas"].items():
            self.formulas[name] = self.formula(name, one)
        self.check_formulas()
        return pack.Pack(
            name=head["name"],
            title=head["title"],
            about=head["about"],
            on=_date("pack.on", head["on"]),
            sources=frozen.FrozenDict(self.sources),
            constants=frozen.FrozenDict(self.constants),
            tables=frozen.FrozenDict(self.tables),
            formulas=frozen.FrozenDict(self.formulas),
            routes=frozen.FrozenDict(self.routes),
        )

    def entry(self, path: str, place: str, held: Any) -> pack.Entry:
        """`{value = "2-3 V", central = "2.2 V", grade = "assumed", source = "S2", on = "2026"}`."""
        told = _texts(place, held, ("value", "grade", "on"), ("central", "source", "note"))
        if told["grade"] not in pack.GRADES:
            raise PackError(f"{place}: a grade is {_either(tuple(pack.GRADES))}")
        value = _quantity(f"{place}.value", told["value"])
        central = _quantity(f"{place}.central", told["central"]) if "central" in told else None
        if central is not None and not _lies_within(central, value):
            raise PackError(f"{place}: the central value lies outside the range")
        sources = self.known_sources(place, told.get("source", ""))
        if told["grade"] == "read" and not sources:
            raise PackError(f"{place}: what was read names its `source`")
        return pack.Entry(
            path=path,
            value=value,
            central=central,
            grade=told["grade"],
            sources=sources,
            on=_date(f"{place}.on", told["on"]),
            note=told.get("note", ""),
        )

    def known_sources(self, place: str, text: str) -> tuple[str, ...]:
        names = tuple(text.split())
        for one in names:
            if one not in self.sources:
                raise PackError(f"{place}: there is no source `{one}`")
        return names

    def table(self, name: str, rows: Any) -> Mapping[str, pack.Row]:
        if not isinstance(rows, dict) or not rows:
            raise PackError(f"tables.{name}: a table has rows")
        made = {}
        for row, cells in rows.items():
            place = f"tables.{name}.{row}"
            if not isinstance(cells, dict) or not isinstance(cells.get("title"), str):
                raise PackError(f"{place}: a row has a `title`")
            entries = {
                column: self.entry(f"{name}.{row}.{column}", f"{place}.{column}", held)
                for column, held in cells.items()
                if isinstance(held, dict)
            }
            words = {key: str(held) for key, held in cells.items() if key != "title" and key not in entries}
            made[row] = pack.Row(
                id=row,
                title=cells["title"],
                words=frozen.FrozenDict(words),
                entries=frozen.FrozenDict(entries),
            )
        return frozen.FrozenDict(made)

    def route(self, name: str, held: Any) -> pack.Route:
        place = f"routes.{name}"
        others = ("reactions", "words", "groups", "checked", "upstream", "limits")
        told = _texts(place, held, ("title", "product"), ("precursor", "source", "note"), others=others)
        words = _table(place, held, "words")
        for word, of in words.items():
            if of not in self.tables:
                raise PackError(f"{place}.words.{word}: there is no table `{of}`")
        groups = {key: tuple(one.split()) for key, one in _table(place, held, "groups").items()}
        upstream = {key: tuple(one.split()) for key, one in _table(place, held, "upstream").items()}
        return pack.Route(
            id=name,
            title=told["title"],
            product=told["product"],
            reactions=_list(place, held, "reactions"),
            words=frozen.FrozenDict(words),
            groups=frozen.FrozenDict(groups),
            checked=_list(place, held, "checked"),
            precursor=told.get("precursor", ""),
            upstream=frozen.FrozenDict(upstream),
            limits=frozen.FrozenDict(_table(place, held, "limits")),
            sources=self.known_sources(place, told.get("source", "")),
            note=told.get("note", ""),
        )

    def check_routes(self) -> None:
        """Every route balances, for each product named; its feeds are made by routes that make them."""
        for name, one in self.routes.items():
            place = f"routes.{name}"
            if bool(one.words) != bool(one.checked) or len(one.words) > 1:
                raise PackError(f"{place}: a route with one word in `words` names in `checked` what it makes")
            into: set[str] = set()
            for made in one.checked or (one.product,):
                try:
                    into |= routes.of_formula(one, made).into.keys()
                except stoichiometry.FormulaError as error:
                    repair = f"; {error.repair}" if error.repair else ""
                    raise PackError(f"{place}: {error}{repair}") from None
            for feed, ways in one.upstream.items():
                if feed not in into:
                    raise PackError(f"{place}.upstream: the route takes no `{feed}`")
                for way in ways:
                    self.check_way(f"{place}.upstream.{feed}", way, feed, (name,))

    def check_way(self, place: str, way: str, feed: str, seen: tuple[str, ...]) -> None:
        held = self.routes.get(way)
        if held is None:
            near = texts.nearest(way, self.routes)
            raise PackError(f"{place}: there is no route `{way}`" + (f"; write `{near[0]}`" if near else ""))
        if held.words or held.product != feed:
            raise PackError(f"{place}: `{way}` makes `{held.product}`, not `{feed}`")
        if way in seen:
            raise PackError(f"{place}: `{way}` lies behind itself")
        for inner, ways in held.upstream.items():
            for one in ways:
                self.check_way(place, one, inner, (*seen, way))

    def formula(self, name: str, held: Any) -> pack.Formula:
        place = f"formulas.{name}"
        optional = ("floor", "ceiling", "source", "note")
        told = _texts(
            place, held, ("asks", "expression", "gives"), optional, others=("words", "defaults", "inputs")
        )
        words: Mapping[str, str] = held.get("words", {})
        for word, of in words.items():
            if of not in (SUBSTANCE, ROUTE) and of not in self.tables:
                raise PackError(f"{place}.words.{word}: there is no table `{of}`")
        inputs = {
            key: self.input(key, f"{place}.inputs.{key}", one, words)
            for key, one in held.get("inputs", {}).items()
        }
        return pack.Formula(
            name=name,
            asks=told["asks"],
            expression=told["expression"],
            gives=_unit(f"{place}.gives", told["gives"]),
            words=frozen.FrozenDict(words),
            defaults=frozen.FrozenDict(held.get("defaults", {})),
            inputs=frozen.FrozenDict(inputs),
            floor=told.get("floor", ""),
            ceiling=told.get("ceiling", ""),
            sources=self.known_sources(place, told.get("source", "")),
            note=told.get("note", ""),
        )

    def input(self, name: str, place: str, held: Any, words: Mapping[str, str]) -> pack.Input:
        """`{given = "t/a"}`, `{entry = "yield"}`, `{cell = "voltage", of = "chemistry"}`, and so on."""
        kinds = ("given", "cell", "entry", "formula", *MEASURES)
        told = _texts(place, held, (), (*kinds, "of", "means", "default"))
        chosen = [kind for kind in kinds if kind in told]
        if len(chosen) != 1:
            raise PackError(f"{place}: an input has one of {_either(kinds)}")
        kind = chosen[0]
        of = told.get("of", "")
        if of and of not in words and kind in ("cell", "stream", "feed"):
            raise PackError(f"{place}: the formula takes no word `{of}`")
        unit = self.unit_of(kind, told, place, words)
        what = told.get("default", "") if kind == "given" else told[kind]
        if kind == "given" and what and what not in self.constants:
            raise PackError(f"{place}: there is no constant `{what}`")
        return pack.Input(name=name, source=kind, what=what, of=of, unit=unit, means=told.get("means", ""))

    def unit_of(
        self, kind: str, told: Mapping[str, str], place: str, words: Mapping[str, str]
    ) -> units.Unit | None:
        """The unit in which an input comes; None of a formula, which is looked at when all are read."""
        if kind == "given":
            return _unit(place, told["given"])
        if kind in MEASURES:
            return units.parse(MEASURES[kind])
        if kind == "entry":
            if told["entry"] not in self.constants:
                raise PackError(f"{place}: there is no constant `{told['entry']}`")
            return self.constants[told["entry"]].value.unit
        if kind == "formula":
            return None
        rows = self.tables.get(words.get(told.get("of", ""), ""), {})
        held = [row.entries[told["cell"]].value.unit for row in rows.values() if told["cell"] in row.entries]
        if not held:
            raise PackError(f"{place}: no row has an entry `{told['cell']}`")
        if any(one.dimension != held[0].dimension for one in held):
            raise PackError(f"{place}: the entries `{told['cell']}` measure different things")
        return held[0]

    def check_formulas(self) -> None:
        """Every formula reads, takes what it names, ends in no circle, and has the unit that it gives."""
        for route in self.routes.values():
            for about, limit in route.limits.items():
                if limit not in self.formulas:
                    raise PackError(f"routes.{route.id}.limits.{about}: there is no formula `{limit}`")
        for name, one in self.formulas.items():
            for other in (one.floor, one.ceiling):
                if other and other not in self.formulas:
                    raise PackError(f"formulas.{name}: there is no formula `{other}`")
            try:
                found = self.dimension(one, (name,))
            except expression.ExpressionError as error:
                raise PackError(f"formulas.{name}: {error}") from None
            if not dimensions.compare(found, one.gives.dimension):
                given = dimensions.said(one.gives.dimension)
                raise PackError(f"formulas.{name}: it gives {dimensions.said(found)}, not {given}")

    def dimension(self, one: pack.Formula, seen: tuple[str, ...]) -> units.Dimension:
        node = expression.parse(one.expression)
        known: dict[str, units.Dimension] = {}
        for name in expression.names(node):
            held = one.inputs.get(name)
            if held is None:
                raise expression.ExpressionError(f"`{name}` is no input")
            if held.unit is not None:
                known[name] = held.unit.dimension
                continue
            if held.what not in self.formulas or held.what in seen:
                raise expression.ExpressionError(f"`{name}` leads to no formula, or round in a circle")
            known[name] = self.dimension(self.formulas[held.what], (*seen, held.what))
        for name in one.inputs:
            if name not in known:
                raise expression.ExpressionError(f"the input `{name}` is not used")
        return dimensions.of(node, known)


def _texts(
    place: str,
    held: Any,
    needed: Sequence[str],
    optional: Sequence[str],
    others: Sequence[str] = (),
) -> dict[str, str]:
    """The texts of a table, which has all those needed and none that is not known."""
    if not isinstance(held, dict):
        raise PackError(f"{place}: a table is expected")
    for key in held:
        if key not in (*needed, *optional, *others):
            near = texts.nearest(key, (*needed, *optional, *others))
            raise PackError(f"{place}: `{key}` is not known" + (f"; write `{near[0]}`" if near else ""))
    for key in needed:
        if key not in held:
            raise PackError(f"{place}: `{key}` is missing")
    return {key: str(value) for key, value in held.items() if key not in others}


def _table(place: str, held: Mapping[str, Any], key: str) -> dict[str, str]:
    """The texts by name under a key; empty where there is none."""
    made = held.get(key, {})
    if not isinstance(made, dict) or not all(isinstance(one, str) for one in made.values()):
        raise PackError(f"{place}.{key}: a table of texts is expected")
    return made


def _list(place: str, held: Mapping[str, Any], key: str) -> tuple[str, ...]:
    made = held.get(key, [])
    if not isinstance(made, list) or not all(isinstance(one, str) for one in made):
        raise PackError(f"{place}.{key}: a list of texts is expected")
    return tuple(made)


def _lies_within(central: quantity.Quantity, value: quantity.Quantity) -> bool:
    if not central.same_dimension(value) or central.low is None:
        return False
    low, high = value.in_unit(central.unit)
    return (low is None or low <= central.low) and (high is None or central.low <= high)


def _quantity(place: str, text: str) -> quantity.Quantity:
    return _made(place, quantity.parse, text)


def _unit(place: str, text: str) -> units.Unit:
    return _made(place, units.parse, text)


def _date(place: str, text: str) -> edtf.Edtf:
    return _made(place, edtf.parse, text)


def _made(place: str, make: Callable[[str], T], text: str) -> T:
    try:
        return make(text)
    except ValueError as error:
        _refuse(place, error)


def _refuse(place: str, error: Exception) -> NoReturn:
    raise PackError(f"{place}: {error}") from None


def entries(held: pack.Pack) -> Iterator[pack.Entry]:
    """Every entry of a pack, constants first."""
    yield from held.constants.values()
    for rows in held.tables.values():
        for row in rows.values():
            yield from row.entries.values()

"""The files of a pack to a pack: everything in it is checked before anybody asks it a question."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from wigmore.kit import frozen, units
from wigmore.kit import text as texts
from wigmore.methods import dimensions, expression
from wigmore.model import pack
from wigmore.packs import money, parts, ways

PackError = parts.PackError

PARTS = ("pack", "sources", "constants", "tables", "formulas", "routes")
SUBSTANCE, ROUTE = "substance", "route"
"""What a word of a formula may choose besides a row of a table."""

MEASURES = {"molar_mass": "g/mol", "atoms": "1", "stream": "1", "feed": "1"}
"""The measures of substances with their units: mass of a mole, count, kg made or used per kg of product."""


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
            raise PackError(f"{name}: `{part}` is no part of a pack; write {parts.either(near or PARTS)}")
        if not isinstance(values, dict):
            raise PackError(f"{name}: `{part}` is a table")
        for key, value in values.items():
            held_before = whole[part].get(key)
            if isinstance(held_before, dict) and part == "tables" and isinstance(value, dict):
                for row, cells in value.items():
                    _put(held_before, row, cells, f"{name}: `{part}.{key}.{row}`")
            else:
                _put(whole[part], key, value, f"{name}: `{part}.{key}`")


def _put(held: dict[str, Any], key: str, value: Any, place: str) -> None:
    if key in held:
        raise PackError(f"{place} is there twice")
    held[key] = value


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
            name: pack.Source(id=name, **parts.texts_of(f"sources.{name}", one, ("title",), ("address",)))
            for name, one in self.whole["sources"].items()
        }
        self.constants = {
            name: self.entry(name, f"constants.{name}", one) for name, one in self.whole["constants"].items()
        }
        self.tables = {name: self.table(name, rows) for name, rows in self.whole["tables"].items()}
        self.routes = {name: self.route(name, one) for name, one in self.whole["routes"].items()}
        ways.check(self.routes)
        for name, one in self.whole["formulas"].items():
            self.formulas[name] = self.formula(name, one)
        self.check_formulas()
        ways.check_limits(self.routes, self.formulas)
        return pack.Pack(
            name=head["name"],
            title=head["title"],
            about=head["about"],
            on=parts.date_of("pack.on", head["on"]),
            sources=frozen.FrozenDict(self.sources),
            constants=frozen.FrozenDict(self.constants),
            tables=frozen.FrozenDict(self.tables),
            formulas=frozen.FrozenDict(self.formulas),
            routes=frozen.FrozenDict(self.routes),
        )

    def entry(self, path: str, place: str, held: Any) -> pack.Entry:
        """`{value = "2-3 V", central = "2.2 V", grade = "assumed", source = "S2", on = "2026"}`."""
        told = parts.texts_of(place, held, ("value", "grade", "on"), ("central", "source", "note"))
        if told["grade"] not in pack.GRADES:
            raise PackError(f"{place}: a grade is {parts.either(tuple(pack.GRADES))}")
        value = parts.quantity_of(f"{place}.value", told["value"])
        central = parts.quantity_of(f"{place}.central", told["central"]) if "central" in told else None
        if central is not None and not parts.lies_within(central, value):
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
            on=parts.date_of(f"{place}.on", told["on"]),
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
            if "formula" in cells:
                parts.substance_of(f"{place}.formula", str(cells["formula"]))
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
        told = parts.texts_of(
            place, held, ("title", "product"), ("precursor", "source", "note"), others=others
        )
        words = parts.words_of(f"{place}.words", held.get("words", {}))
        for word, of in words.items():
            if of not in self.tables:
                raise PackError(f"{place}.words.{word}: there is no table `{of}`")
        groups, upstream = (
            {
                key: tuple(one.split())
                for key, one in parts.words_of(f"{place}.{name}", held.get(name, {})).items()
            }
            for name in ("groups", "upstream")
        )
        return pack.Route(
            id=name,
            title=told["title"],
            product=told["product"],
            reactions=parts.lines_of(f"{place}.reactions", held.get("reactions")),
            words=frozen.FrozenDict(words),
            groups=frozen.FrozenDict(groups),
            checked=parts.lines_of(f"{place}.checked", held.get("checked", [])),
            precursor=told.get("precursor", ""),
            upstream=frozen.FrozenDict(upstream),
            limits=frozen.FrozenDict(parts.words_of(f"{place}.limits", held.get("limits", {}))),
            sources=self.known_sources(place, told.get("source", "")),
            note=told.get("note", ""),
        )

    def formula(self, name: str, held: Any) -> pack.Formula:
        place = f"formulas.{name}"
        optional = ("floor", "ceiling", "source", "note")
        told = parts.texts_of(
            place,
            held,
            ("asks", "expression", "gives"),
            optional,
            others=("words", "defaults", "inputs", "bands"),
        )
        words = parts.words_of(f"{place}.words", held.get("words", {}))
        for word, of in words.items():
            if of not in (SUBSTANCE, ROUTE) and of not in self.tables:
                near = texts.nearest(of, (SUBSTANCE, ROUTE, *self.tables))
                repair = f"; write `{near[0]}`" if near else ""
                raise PackError(f"{place}.words.{word}: there is no table `{of}`{repair}")
        inputs = held.get("inputs", {})
        if not isinstance(inputs, dict):
            raise PackError(f"{place}.inputs: a table is expected")
        return pack.Formula(
            name=name,
            asks=told["asks"],
            expression=told["expression"],
            gives=parts.unit_of(f"{place}.gives", told["gives"]),
            words=frozen.FrozenDict(words),
            defaults=frozen.FrozenDict(self.defaults(f"{place}.defaults", held.get("defaults", {}), words)),
            inputs=frozen.FrozenDict(
                {key: self.input(key, f"{place}.inputs.{key}", one, words) for key, one in inputs.items()}
            ),
            bands=self.bands(f"{place}.bands", held.get("bands", [])),
            floor=told.get("floor", ""),
            ceiling=told.get("ceiling", ""),
            sources=self.known_sources(place, told.get("source", "")),
            note=told.get("note", ""),
        )

    def defaults(self, place: str, held: Any, words: Mapping[str, str]) -> Mapping[str, str]:
        """The words that stand in, each of which chooses something that is there."""
        for word, value in parts.words_of(place, held).items():
            if word not in words:
                raise PackError(f"{place}.{word}: the formula takes no word `{word}`")
            known = self.routes if words[word] == ROUTE else self.tables.get(words[word], {})
            if words[word] != SUBSTANCE and value not in known:
                raise PackError(f"{place}.{word}: there is no `{value}` among {words[word]}")
        return dict(held)

    def bands(self, place: str, held: Any) -> tuple[pack.Band, ...]:
        """`[{word = "impossible", above = "ceiling"}, …, {word = "too little"}]`, from the top down."""
        if not isinstance(held, list):
            raise PackError(f"{place}: a list of bands is expected")
        made = []
        for index, one in enumerate(held):
            told = parts.texts_of(f"{place}.{index}", one, ("word",), ("above", "from"))
            is_last = index == len(held) - 1
            if len(told) != (1 if is_last else 2):
                wanted = "only its `word`" if is_last else "its `word` and one of `above` or `from`"
                raise PackError(f"{place}.{index}: such a band has {wanted}")
            limit = told.get("above", told.get("from", ""))
            made.append(pack.Band(word=told["word"], limit=limit, is_above="above" in told))
        return tuple(made)

    def input(self, name: str, place: str, held: Any, words: Mapping[str, str]) -> pack.Input:
        """`{given = "t/a"}`, `{entry = "yield"}`, `{cell = "voltage", of = "chemistry"}`, and so on."""
        kinds = ("given", "cell", "entry", "formula", *MEASURES)
        told = parts.texts_of(place, held, (), (*kinds, "of", "means", "default"))
        chosen = [kind for kind in kinds if kind in told]
        if len(chosen) != 1:
            raise PackError(f"{place}: an input has one of {parts.either(kinds)}")
        kind = chosen[0]
        of = told.get("of", "")
        if of not in words and kind in ("cell", "stream", "feed"):
            message = f"the formula takes no word `{of}`" if of else "`of` is missing"
            raise PackError(f"{place}: {message}")
        if kind == "molar_mass" and of not in words:
            parts.substance_of(place, of or told[kind])
        unit = self.unit_of(kind, told, place, words)
        what = told.get("default", "") if kind == "given" else told[kind]
        if kind == "given" and what and what not in self.constants:
            raise PackError(f"{place}: there is no constant `{what}`")
        if kind == "given" and what and unit and not money.fits(self.constants[what].value.unit, unit):
            raise PackError(f"{place}: `{what}` is not measured in {unit}")
        return pack.Input(name=name, source=kind, what=what, of=of, unit=unit, means=told.get("means", ""))

    def unit_of(
        self, kind: str, told: Mapping[str, str], place: str, words: Mapping[str, str]
    ) -> units.Unit | None:
        """The unit in which an input comes; None of a formula, which is looked at when all are read."""
        if kind == "given":
            return parts.unit_of(place, told["given"])
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
        if all(one.dimension == held[0].dimension for one in held):
            return held[0]
        wide = [money.general(one) for one in held]
        if any(one.dimension != wide[0].dimension for one in wide):
            raise PackError(f"{place}: the entries `{told['cell']}` measure different things")
        return wide[0]

    def check_formulas(self) -> None:
        """Every formula reads, takes what it names, ends in no circle, and has the unit that it gives."""
        for name, one in self.formulas.items():
            for other in (one.floor, one.ceiling):
                if other and other not in self.formulas:
                    raise PackError(f"formulas.{name}: there is no formula `{other}`")
                if other:
                    self.check_limit(f"formulas.{name}", one, self.formulas[other])
            for index, band in enumerate(one.bands[:-1]):
                self.check_band(f"formulas.{name}.bands.{index}", one, band.limit)
            try:
                found = self.dimension(one, (name,))
            except expression.ExpressionError as error:
                raise PackError(f"formulas.{name}: {error}") from None
            if not dimensions.compare(found, one.gives.dimension):
                given = dimensions.said(one.gives.dimension)
                raise PackError(f"formulas.{name}: it gives {dimensions.said(found)}, not {given}")

    def check_words(self, place: str, one: pack.Formula, inner: pack.Formula) -> None:
        """A formula that another leans on gets each of its words from it, or has one that stands in."""
        for word, of in inner.words.items():
            if one.words.get(word, of if word in inner.defaults else "") != of:
                raise PackError(f"{place}: `{inner.name}` needs the word `{word}`, of `{of}`")

    def check_limit(self, place: str, one: pack.Formula, limit: pack.Formula) -> None:
        """What bounds a formula can be asked with its words, and measures the same."""
        self.check_words(place, one, limit)
        if not dimensions.compare(limit.gives.dimension, one.gives.dimension):
            said = dimensions.said(limit.gives.dimension)
            raise PackError(
                f"{place}: `{limit.name}` gives {said}, not {dimensions.said(one.gives.dimension)}"
            )

    def check_band(self, place: str, one: pack.Formula, limit: str) -> None:
        """A band begins at a formula, at a constant, or at a quantity written there."""
        if limit in self.formulas:
            return self.check_limit(place, one, self.formulas[limit])
        held = self.constants.get(limit)
        value = held.value if held else parts.quantity_of(place, limit)
        if not dimensions.compare(value.unit.dimension, one.gives.dimension):
            said = dimensions.said(value.unit.dimension)
            raise PackError(f"{place}: `{limit}` is {said}, not {dimensions.said(one.gives.dimension)}")
        return None

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
            self.check_words(f"formulas.{one.name}", one, self.formulas[held.what])
            known[name] = self.dimension(self.formulas[held.what], (*seen, held.what))
        for name in one.inputs:
            if name not in known:
                raise expression.ExpressionError(f"the input `{name}` is not used")
        return dimensions.of(node, known)


def entries(held: pack.Pack) -> Iterator[pack.Entry]:
    """Every entry of a pack, constants first."""
    yield from held.constants.values()
    for rows in held.tables.values():
        for row in rows.values():
            yield from row.entries.values()

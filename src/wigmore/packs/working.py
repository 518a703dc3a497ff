"""A question to a pack, as one expression over leaves: formulas that lean on others are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from wigmore.kit import frozen, units
from wigmore.kit import text as texts
from wigmore.methods import expression, stoichiometry
from wigmore.model import pack
from wigmore.packs import leaves, money, reading, routes


class AskError(ValueError):
    """A question that a pack cannot answer.

    `word` is the name that is wrong or missing, `repair` says what to write, or is empty. `kind` is `pack`
    for what the pack does not know, `unit` for a quantity in another unit, `below` for one below nought;
    `is_key` tells that the word itself is not known, and not what is given for it.
    """

    def __init__(
        self, message: str, word: str = "", repair: str = "", *, kind: str = "pack", is_key: bool = False
    ) -> None:
        super().__init__(message)
        self.message, self.word, self.repair, self.kind, self.is_key = message, word, repair, kind, is_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of packs: a formula as `PACK.FORMULA`, its words, and quantities that replace inputs.

    `prefix` begins the names of leaves that are set down here, so that two questions do not share them.
    """

    name: str
    words: Mapping[str, str] = field(default=frozen.EMPTY)
    given: Mapping[str, leaves.Leaf] = field(default=frozen.EMPTY)
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An input of a formula in an answer: a leaf, or another formula with steps of its own."""

    name: str
    worked: leaves.Worked
    formula: pack.Formula | None = None
    steps: tuple["Step", ...] = ()


Packs = Mapping[str, pack.Pack]


def find(packs: Packs, name: str) -> tuple[pack.Pack, pack.Formula]:
    """The pack and formula of a name such as `battery.cathode_per_gwh`; raises AskError with the nearest."""
    of, _, formula = name.partition(".")
    held = packs.get(of)
    if held is None:
        raise AskError(f"there is no pack `{cut(of)}`", of, _nearest(of, packs))
    if formula not in held.formulas:
        if not formula:
            raise AskError(
                f"`{of}` is a pack, no formula", of, f"`wigmore estimate --list {of}` shows its formulas"
            )
        message = f"the pack `{of}` has no formula `{cut(formula)}`"
        raise AskError(message, formula, _nearest(formula, held.formulas, f"{of}."))
    return held, held.formulas[formula]


LONGEST = 200
"""Characters of a word or quantity that is asked for; a longer one is cut where it is shown."""


def cut(word: str) -> str:
    """A word as it is shown in a message."""
    return texts.cut(texts.visible(word[:LONGEST]), 60)


def _nearest(word: str, known: Mapping[str, object], before: str = "") -> str:
    """What to write in place of a word that is not known."""
    near = texts.nearest(word[:LONGEST], known)
    if near:
        return f"write `{before}{near[0]}`"
    if not known:
        return ""
    shown = list(known)[:12]
    return "known: " + ", ".join(f"`{before}{one}`" for one in shown) + (" …" if len(known) > 12 else "")


def ask(packs: Packs, question: Question) -> leaves.Worked:
    """The answer of a formula as an expression over leaves; raises AskError where the question is wrong."""
    held, formula = find(packs, question.name)
    return _Asking(held, question).worked(formula)


def limits(packs: Packs, question: Question) -> tuple[leaves.Worked | None, leaves.Worked | None]:
    """Below and above what nothing can lie: the floor and the ceiling of a formula, where it has them.

    They take the words of the question, and of its quantities only those that they must be given: what
    somebody sets down in place of an entry moves no bound.
    """
    _, formula = find(packs, question.name)
    floor, ceiling = (
        bound(packs, question, name) if name else None for name in (formula.floor, formula.ceiling)
    )
    return floor, ceiling


def steps(packs: Packs, question: Question) -> tuple[Step, ...]:
    """The inputs of an answer in the order of its formula, with those of the formulas it leans on.

    Raises AskError as `ask` does.
    """
    held, formula = find(packs, question.name)
    asking = _Asking(held, question)
    asking.worked(formula)
    return asking.steps(formula, asking.words(formula))


def bound(packs: Packs, question: Question, name: str) -> leaves.Worked:
    """Another formula of the same pack, asked with what it takes of the same question."""
    held, _ = find(packs, question.name)
    return _Asking(held, question, is_whole=False).worked(held.formulas[name])


class _Asking:
    """One question to one pack."""

    def __init__(self, held: pack.Pack, question: Question, *, is_whole: bool = True) -> None:
        self.pack, self.question, self.is_whole = held, question, is_whole
        self.leaves: dict[str, leaves.Leaf] = {}

    def worked(self, formula: pack.Formula) -> leaves.Worked:
        words = self.words(formula)
        if self.is_whole:
            self.check_given(formula)
        node = self.node(formula, words)
        return leaves.Worked(node=node, leaves=frozen.FrozenDict(self.leaves), unit=self.told_in(formula))

    def told_in(self, formula: pack.Formula) -> units.Unit:
        """The unit of the answer, in the one currency of what it is worked out from."""
        held = money.codes(one.unit for one in self.leaves.values())
        if len(held) > 1 and any(
            money.is_general(self.unit(one)) for one in self.inputs(formula, set()).values()
        ):
            message = f"`{formula.name}` holds amounts in {' and '.join(held)}"
            repair = "give all in one currency: a rate of exchange is evidence of its own"
            raise AskError(message, formula.name, repair)
        return money.settled(formula.gives, held[0]) if held else formula.gives

    def words(self, formula: pack.Formula) -> dict[str, str]:
        """The words of the question, with those that stand in; a chemical formula or the id of a row each."""
        made = {}
        for word, of in formula.words.items():
            value = self.question.words.get(word, formula.defaults.get(word))
            if value is None:
                shown = self.choices(of)
                raise AskError(f"`{formula.name}` needs the word `{word}`", word, f"give `{word}`: {shown}")
            made[word] = self.choice(word, of, value)
        asked = self.of_routes(formula, made)
        if self.is_whole:
            for word in self.question.words:
                if word not in formula.words and word not in asked:
                    raise self.not_taken(formula, word)
        return {**asked, **made}

    def of_routes(self, formula: pack.Formula, chosen: Mapping[str, str]) -> dict[str, str]:
        """The words for which the routes chosen ask, to know what they make."""
        made: dict[str, str] = {}
        for route in (
            self.pack.routes[chosen[word]] for word, of in formula.words.items() if of == reading.ROUTE
        ):
            for asked in route.words:
                value = self.question.words.get(asked, formula.defaults.get(asked, ""))
                try:
                    routes.product(self.pack, route, {asked: value})
                except stoichiometry.FormulaError as error:
                    raise AskError(error.message, asked, error.repair) from None
                made[asked] = value
        return made

    def choices(self, of: str) -> str:
        if of == reading.SUBSTANCE:
            return "a chemical formula, as `LiFePO4`"
        known = self.pack.routes if of == reading.ROUTE else self.pack.tables[of]
        return "one of " + ", ".join(f"`{one}`" for one in known)

    def choice(self, word: str, of: str, value: str) -> str:
        if of == reading.SUBSTANCE:
            return value
        known: Mapping[str, object] = self.pack.routes if of == reading.ROUTE else self.pack.tables[of]
        if value not in known:
            what = of.replace("_", " ")
            message = f"`{cut(value)}` is no {what} of the pack `{self.pack.name}`"
            raise AskError(message, word, _nearest(value, known))
        return value

    def check_given(self, formula: pack.Formula) -> None:
        """Every quantity given replaces an input of the formula, or of one that it leans on."""
        known = {**self.asked_by_limits(formula), **self.inputs(formula, set())}
        for name, leaf in self.question.given.items():
            held = known.get(name)
            if held is None:
                raise self.not_taken(formula, name)
            wanted = self.unit(held)
            if not money.fits(leaf.unit, wanted):
                shown, needed = (
                    "without a unit" if one.symbol == "1" else f"in {one}" for one in (leaf.unit, wanted)
                )
                message = f"`{name}` is given {shown}, and is measured {needed}"
                raise AskError(message, name, f"give `{name}` {needed}", kind="unit")
            if leaf.low < 0 and wanted.dimension and not units.is_money(wanted):
                message = f"`{name}` is `{leaf.text}`, and no amount is below nought"
                raise AskError(message, name, "give it without the sign", kind="below")

    def not_taken(self, formula: pack.Formula, word: str) -> AskError:
        """What to say of a word that the formula does not know, neither as a word nor as a quantity."""
        inputs = self.inputs(formula, set())
        if word in inputs:
            message = f"`{word}` is a quantity that `{formula.name}` takes, and no word"
            return AskError(message, word, "give it below `inputs`", is_key=True)
        known = {**formula.words, **inputs}
        message = f"`{formula.name}` takes no `{cut(word)}`"
        return AskError(message, word, _nearest(word, known), is_key=True)

    def asked_by_limits(self, formula: pack.Formula) -> dict[str, pack.Input]:
        """What the bounds and bands of a formula must be given, for no entry of the pack stands in."""
        names = (formula.floor, formula.ceiling, *(band.limit for band in formula.bands))
        found: dict[str, pack.Input] = {}
        for name in names:
            if name in self.pack.formulas:
                found |= self.inputs(self.pack.formulas[name], set())
        return {name: one for name, one in found.items() if one.source == "given" and not one.what}

    def inputs(self, formula: pack.Formula, seen: set[str]) -> dict[str, pack.Input]:
        seen.add(formula.name)
        made = dict(formula.inputs)
        for one in formula.inputs.values():
            if one.source == "formula" and one.what not in seen:
                made = {**self.inputs(self.pack.formulas[one.what], seen), **made}
        return made

    def unit(self, held: pack.Input) -> units.Unit:
        return held.unit or self.pack.formulas[held.what].gives

    def node(self, formula: pack.Formula, words: Mapping[str, str]) -> expression.Node:
        written = expression.parse(formula.expression)
        by = {name: self.part(formula, formula.inputs[name], words) for name in expression.names(written)}
        return expression.replaced(written, by)

    def part(self, formula: pack.Formula, held: pack.Input, words: Mapping[str, str]) -> expression.Node:
        """What stands for one input: a leaf, or the expression of another formula."""
        given = self.given(held)
        if given is not None:
            return self.leaf(given)
        if held.source == "formula":
            inner = self.pack.formulas[held.what]
            return self.node(inner, {**self.words_of(inner), **words})
        return self.leaf(self.made(formula, held, words))

    def given(self, held: pack.Input) -> leaves.Leaf | None:
        """The quantity that stands for an input; a bound takes one only where the pack has none."""
        return self.question.given.get(held.name) if self.is_whole or held.source == "given" else None

    def steps(self, formula: pack.Formula, words: Mapping[str, str]) -> tuple[Step, ...]:
        """The inputs of a formula, each with what stands for it."""
        found = expression.names(expression.parse(formula.expression))
        return tuple(self.step(formula, formula.inputs[name], words) for name in found)

    def step(self, formula: pack.Formula, held: pack.Input, words: Mapping[str, str]) -> Step:
        node = self.part(formula, held, words)
        below = {name: self.leaves[name] for name in expression.names(node)}
        if held.source != "formula" or self.given(held) is not None:
            (leaf,) = below.values()
            return Step(
                name=held.name,
                worked=leaves.Worked(node=node, leaves=frozen.FrozenDict(below), unit=leaf.unit),
            )
        inner = self.pack.formulas[held.what]
        return Step(
            name=held.name,
            worked=leaves.Worked(node=node, leaves=frozen.FrozenDict(below), unit=self.told_in(inner)),
            formula=inner,
            steps=self.steps(inner, {**self.words_of(inner), **words}),
        )

    def words_of(self, formula: pack.Formula) -> dict[str, str]:
        return {word: value for word, value in formula.defaults.items() if word not in self.question.words}

    def leaf(self, made: leaves.Leaf) -> expression.Name:
        self.leaves[made.name] = made
        return expression.Name(made.name)

    def made(self, formula: pack.Formula, held: pack.Input, words: Mapping[str, str]) -> leaves.Leaf:
        if held.source == "given" and not held.what:
            shown = f"in {held.unit}" + (f": {held.means}" if held.means else "")
            message = f"`{formula.name}` needs the quantity `{held.name}`"
            raise AskError(message, held.name, f"give `{held.name}` {shown}")
        if held.source in ("given", "entry"):
            return leaves.of_entry(self.pack.constants[held.what], self.pack.name, held.name)
        if held.source == "cell":
            return self.cell(held, formula.words[held.of], words[held.of])
        return self.measure(held, words)

    def cell(self, held: pack.Input, table: str, row: str) -> leaves.Leaf:
        found = self.pack.tables[table][row].entries.get(held.what)
        if found is None:
            raise AskError(f"`{row}` has no `{held.what}`", held.of, f"give `{held.name}` itself")
        return leaves.of_entry(found, self.pack.name, held.name)

    def measure(self, held: pack.Input, words: Mapping[str, str]) -> leaves.Leaf:
        """A molar mass, a count of atoms, or a stream of a route."""
        of = words.get(held.of, held.of)
        try:
            if held.source in ("stream", "feed"):
                value, label, basis = self.streamed(held, of, words)
            else:
                value, label, basis = self.measured(held, of)
        except stoichiometry.FormulaError as error:
            raise AskError(error.message, held.of or held.name, error.repair) from None
        unit = reading.MEASURES[held.source]
        return leaves.of_number(value, unit, name=f"{self.pack.name}.{label}", label=label, basis=basis)

    def measured(self, held: pack.Input, of: str) -> tuple[float, str, str]:
        """The value, what it is called, and the part of the pack that it rests on."""
        if held.source == "molar_mass":
            substance = self.substance(of) if held.of else held.what
            return stoichiometry.molar_mass(substance), f"M({substance})", pack.ref(self.pack.name, "weights")
        substance = self.substance(of)
        atoms = stoichiometry.atoms(substance)
        count = sum((atoms.get(element, Fraction(0)) for element in held.what.split()), Fraction(0))
        label = f"atoms of {' + '.join(held.what.split())} in {substance}"
        return float(count), label, pack.ref(self.pack.name, "weights")

    def streamed(self, held: pack.Input, of: str, words: Mapping[str, str]) -> tuple[float, str, str]:
        """What a route takes or leaves of a substance, named itself or by a word, per mass of its product."""
        asked = words.get(held.what, held.what)
        found = routes.formulas(self.pack, asked)
        if not found:
            near = texts.nearest(asked, tuple(routes.names(self.pack)))
            message = f"`{asked}` is no substance that a balance holds"
            raise AskError(message, held.what, f"write `{near[0]}`" if near else "write its chemical formula")
        made = routes.balance(self.pack, of, words)
        side, verb = (made.into, "used") if held.source == "feed" else (made.out, "made")
        label = f"{asked} {verb} per {made.product} by {of}"
        value = sum(side.get(one, 0.0) for one in found)
        return value, label, pack.ref(self.pack.name, f"routes.{of}")

    def substance(self, word: str) -> str:
        """The chemical formula that a word stands for: that of a row that has one, or the word itself."""
        for table in self.pack.tables.values():
            if word in table and "formula" in table[word].words:
                return table[word].words["formula"]
        named = routes.formulas(self.pack, word)
        return named[0] if len(named) == 1 else word

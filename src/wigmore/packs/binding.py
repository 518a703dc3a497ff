"""Binds an estimate to its claims and packs, and gathers what is wrong with it."""

from collections.abc import Mapping

from wigmore.kit import frozen, quantity, units
from wigmore.kit import text as texts
from wigmore.methods import dimensions, expression, intervals
from wigmore.model import inference, record
from wigmore.packs import leaves, working
from wigmore.packs.estimating import MOST, UNBOUNDED, Bound, Combination, Context, Fault, Input, Option


def bind(estimate: inference.Estimate, context: Context) -> tuple[Bound | None, tuple[Fault, ...]]:
    """An estimate with all that it is bound to, or what is wrong with it.

    A binding to a claim without a quantity is reported elsewhere, and simply left out here.
    """
    return _Binding(estimate, context).bound()


class _Binding:
    """Binds one estimate, and gathers what is wrong with it."""

    def __init__(self, estimate: inference.Estimate, context: Context) -> None:
        self.estimate, self.context = estimate, context
        self.faults: list[Fault] = []
        self.is_lost = False

    def fault(self, rule: str, path: str, message: str, repair: str = "") -> None:
        self.faults.append(Fault(rule, path, message, repair))

    def bound(self) -> tuple[Bound | None, tuple[Fault, ...]]:
        made = self.of_pack() if self.is_of_pack else self.of_expression()
        if made is not None:
            self.check(made)
        return (None if self.faults or self.is_lost else made), tuple(self.faults)

    @property
    def is_of_pack(self) -> bool:
        """Whether the formula is one of a pack by its name."""
        of, dot, _ = self.estimate.formula.partition(".")
        return (
            bool(dot) and of.isidentifier() and not of.isdigit() and " " not in self.estimate.formula.strip()
        )

    # A formula of a pack.

    def of_pack(self) -> Bound | None:
        chosen: dict[str, leaves.Leaf] = {}
        options: dict[str, tuple[Option, ...]] = {}
        for name, some in self.estimate.inputs.items():
            if len(some) > 1 or isinstance(some[0], inference.PackValue):
                message = "a formula of a pack takes one quantity or claim for each input"
                self.fault(
                    "input", f"inputs.{name}", message, "write the formula out, and name the pack as an input"
                )
                return None
            made = self.option(name, 0, some[0])
            if made is None:
                return None
            options[name] = (made,)
            chosen[name] = next(iter(made.worked.leaves.values()))
        question = working.Question(
            name=self.estimate.formula.strip(),
            words=self.estimate.with_,
            given=chosen,
            prefix=f"{self.estimate.id}.",
        )
        whole = self.asked(question, "formula", "with")
        if whole is None:
            return None
        unit = self.unit(whole.worked.unit.dimension, whole.worked.unit)
        return Bound(
            estimate=self.estimate,
            formula=whole.worked.node,
            inputs=options,
            unit=unit,
            whole=Option(
                label=whole.label,
                worked=leaves.Worked(node=whole.worked.node, leaves=whole.worked.leaves, unit=unit),
                possible=whole.possible,
                pack=whole.pack,
            ),
        )

    # An expression of the author's own.

    def of_expression(self) -> Bound | None:
        if self.estimate.with_:
            self.fault(
                "pack",
                "with",
                "only a formula of a pack takes `with`",
                "put it at the input that asks a pack",
            )
        try:
            node = expression.parse(self.estimate.formula)
        except expression.ExpressionError as error:
            where = f" (character {error.place + 1})" if error.place else ""
            self.fault("formula", "formula", f"{error.message}{where}", error.repair)
            return None
        self.names(node)
        options = {
            name: tuple(
                made for index, one in enumerate(some) if (made := self.option(name, index, one)) is not None
            )
            for name, some in self.estimate.inputs.items()
        }
        if self.faults or self.is_lost or not all(options.values()):
            return None
        dimension = self.dimension(node, options)
        if dimension is None:
            return None
        unit = self.unit(dimension, _of_dimension(dimension, options))
        return Bound(estimate=self.estimate, formula=node, inputs=frozen.FrozenDict(options), unit=unit)

    def names(self, node: expression.Node) -> None:
        """Every name of the formula is an input, and every input is a name of the formula."""
        used = expression.names(node)
        for name in used:
            if name not in self.estimate.inputs:
                near = texts.nearest(name, self.estimate.inputs)
                repair = f"write `{near[0]}`" if near else f"add `{name}: …` to the inputs"
                self.fault("formula", "formula", f"the formula names `{name}`, which is no input", repair)
        for name in self.estimate.inputs:
            if name not in used:
                message = f"the formula does not use the input `{name}`"
                self.fault("input", f"inputs.{name}:", message, "remove it, or use it")

    def option(self, name: str, index: int, one: Input) -> Option | None:
        path = f"inputs.{name}.{index}"
        if isinstance(one, inference.PackValue):
            return self.of_pack_value(name, one, path)
        if isinstance(one, record.Binding):
            held = self.context.amounts.get(one.claim)
            if held is None:
                self.is_lost = True
                return None
            leaf = self.leaf(held, one.claim, name, one.claim)
            return Option(label=str(held), worked=_single(leaf), claim=one.claim)
        leaf = self.leaf(one, f"{self.estimate.id}.{name}.{index}", name, "")
        return Option(label=str(one), worked=_single(leaf))

    def leaf(self, held: quantity.Quantity, name: str, label: str, basis: str) -> leaves.Leaf:
        return leaves.of_quantity(held, name=name, label=label, basis=basis, reach=self.context.reach)

    def of_pack_value(self, name: str, one: inference.PackValue, path: str) -> Option | None:
        prefix = f"{self.estimate.id}.{name}."
        try:
            held, formula = working.find(self.context.packs, one.pack)
            known = working.words_of_routes(held, formula)
            words, given = working.quantities(one.with_, formula, known, prefix)
        except working.AskError as error:
            where = f"{path}.with.{error.word}" if error.word in one.with_ else f"{path}.pack"
            self.fault("pack", where, error.message, error.repair)
            return None
        question = working.Question(name=one.pack, words=words, given=given, prefix=prefix)
        return self.asked(question, f"{path}.pack", f"{path}.with")

    def asked(self, question: working.Question, at: str, with_at: str) -> Option | None:
        """The answer of a pack as an option, with the bounds that nature sets it."""
        try:
            worked = working.ask(self.context.packs, question)
            floor, ceiling = working.limits(self.context.packs, question)
            possible = _possible(floor, ceiling)
        except (working.AskError, expression.ExpressionError) as error:
            word = getattr(error, "word", "")
            where = f"{with_at}.{word}" if word in question.words else at
            self.fault("pack", where, error.message, error.repair)
            return None
        label = question.name + "".join(f", {word} {value}" for word, value in question.words.items())
        return Option(label=label, worked=worked, possible=possible, pack=question.name)

    # Units, and what can be told of the whole.

    def dimension(
        self, node: expression.Node, options: Mapping[str, tuple[Option, ...]]
    ) -> units.Dimension | None:
        """The dimension of the formula; all options of an input measure the same."""
        known = {}
        for name, some in options.items():
            known[name] = some[0].worked.unit.dimension
            for index, one in enumerate(some):
                if not units.same_dimension(one.worked.unit, some[0].worked.unit):
                    message = f"`{one.label}` and `{some[0].label}` measure different things"
                    self.fault(
                        "unit", f"inputs.{name}.{index}", message, "give every option in a unit of one kind"
                    )
                    return None
        try:
            return dimensions.of(node, known)
        except expression.ExpressionError as error:
            where = f" (character {error.place + 1} of the formula)" if error.place else ""
            self.fault(
                "unit", "formula", f"{error.message}{where}", error.repair or "check the units of the inputs"
            )
            return None

    def unit(self, dimension: units.Dimension, otherwise: units.Unit | None) -> units.Unit:
        """The unit of the answer: the estimate's own, that of what is stated, or what the inputs suggest."""
        if self.estimate.unit is not None:
            return self.named_unit(self.estimate.unit, dimension)
        stated = self.context.amounts.get(self.estimate.stated.claim) if self.estimate.stated else None
        if stated is not None and dimensions.compare(stated.unit.dimension, dimension):
            return stated.unit
        if stated is not None:
            message = (
                f"the formula gives {dimensions.said(dimension)}, "
                f"and `{stated}` is {dimensions.said(stated.unit.dimension)}"
            )
            self.fault("unit", "stated", message, "correct the formula, or what is stated")
        if otherwise is None and not self.faults:
            message = f"the formula gives {dimensions.said(dimension)}, and no unit is named for it"
            self.fault("unit", "formula", message, "add `unit: …`, as `unit: t/a`")
        return otherwise or units.parse("1")

    def named_unit(self, text: str, dimension: units.Dimension) -> units.Unit:
        try:
            made = units.parse(text)
        except units.UnitError as error:
            repair = f"write `{error.suggestion}`" if error.suggestion else ""
            self.fault("unit", "unit", f"`{text}` is no unit: {error}", repair)
            return units.parse("1")
        if not dimensions.compare(made.dimension, dimension):
            message = f"the formula gives {dimensions.said(dimension)}, which is not measured in {text}"
            self.fault("unit", "unit", message, "correct the unit, or the formula")
        return made

    def check(self, made: Bound) -> None:
        """Nothing is divided by nought, and there are not too many combinations."""
        if made.count > MOST:
            message = f"the inputs have {made.count:,} combinations"
            self.fault("many", "inputs", message, f"give at most {MOST:,}")
            return
        for one in made.combinations():
            try:
                one.worked.bounds(rounded=True)
                if one.possible is not None:
                    one.possible.bounds(rounded=True)
            except expression.ExpressionError as error:
                self.fault("nought", "formula", _said(error, one), error.repair)
                return


def _said(error: expression.ExpressionError, one: Combination) -> str:
    """The message of an error, with inputs called as the author calls them."""
    message = error.message
    for name, leaf in one.worked.leaves.items():
        message = message.replace(name, leaf.label)
    return message


def _single(leaf: leaves.Leaf) -> leaves.Worked:
    return leaves.Worked(
        node=expression.Name(leaf.name), leaves=frozen.FrozenDict({leaf.name: leaf}), unit=leaf.unit
    )


def _possible(floor: leaves.Worked | None, ceiling: leaves.Worked | None) -> intervals.Interval | None:
    if floor is None and ceiling is None:
        return None
    low = floor.bounds().bounds.low if floor else UNBOUNDED.low
    high = ceiling.bounds().bounds.high if ceiling else UNBOUNDED.high
    return intervals.Interval(low, high)


def _of_dimension(dimension: units.Dimension, options: Mapping[str, tuple[Option, ...]]) -> units.Unit | None:
    """A plain number has its unit; a sum is told in the unit of its parts."""
    if not dimension:
        return units.parse("1")
    held = (some[0].worked.unit for some in options.values())
    return next((unit for unit in held if unit.dimension == dimension), None)

"""Binds an estimate to its claims and packs, and gathers what is wrong with it."""

import math
import re
from collections.abc import Mapping

from wigmore.kit import frozen, quantity, units
from wigmore.kit import text as texts
from wigmore.methods import dimensions, expression, intervals
from wigmore.model import inference, record
from wigmore.packs import asking, blaming, leaves, suggesting, working
from wigmore.packs.estimating import MOST, UNBOUNDED, Bound, Combination, Context, Fault, Input, Option

_OF_PACK = re.compile(r"[^\W\d][\w-]*\.(?:[^\W\d][\w-]*)?")
"""The whole of a formula that is one of a pack by its name."""


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

    def fault_in(self, rule: str, place: int | None, message: str, repair: str) -> None:
        """What is wrong at a place of the formula."""
        self.faults.append(Fault(rule, "formula", message, repair, self.estimate.formula, place))

    def bound(self) -> tuple[Bound | None, tuple[Fault, ...]]:
        for name, some in self.estimate.inputs.items():
            if not some:
                message = f"the input `{name}` is an empty list"
                self.fault("input", f"inputs.{name}:", message, "give a quantity, a claim or a pack")
        if self.faults:
            return None, tuple(self.faults)
        made = self.of_pack() if self.is_of_pack else self.of_expression()
        if made is not None:
            self.check(made)
        return (None if self.faults or self.is_lost else made), tuple(self.faults)

    @property
    def is_of_pack(self) -> bool:
        """Whether the formula is one of a pack by its name."""
        return _OF_PACK.fullmatch(self.estimate.formula.strip()) is not None

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
        places = {word: f"with.{word}" for word in self.estimate.with_}
        places |= {name: f"inputs.{name}" for name in chosen}
        whole = self.asked(question, "formula", places)
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
                asked=whole.asked,
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
            self.fault_in("formula", error.place, error.message, error.repair)
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
        used = expression.places(node)
        for name, place in used.items():
            if name not in self.estimate.inputs:
                message = f"the formula names `{name}`, which is no input"
                self.fault_in("formula", place, message, self.meant(name))
        for name in self.estimate.inputs if not self.faults else ():
            if name not in used:
                message = f"the formula does not use the input `{name}`"
                self.fault("input", f"inputs.{name}:", message, "remove it, or use it")

    def meant(self, name: str) -> str:
        """What to write for a name that is no input: a difference, a formula of a pack, or one like it."""
        inputs = self.estimate.inputs
        for place in (index for index, sign in enumerate(name) if sign == "-"):
            if name[:place] in inputs and name[place + 1 :] in inputs:
                return f"write `{name[:place]} - {name[place + 1 :]}`"
        for of, held in self.context.packs.items():
            if name in held.formulas:
                return f"add `{name}: {{pack: {of}.{name}}}` to the inputs"
        near = texts.nearest(name, inputs)
        return f"write `{near[0]}`" if near else f"add `{name}: …` to the inputs"

    def option(self, name: str, index: int, one: Input) -> Option | None:
        path = f"inputs.{name}.{index}"
        if isinstance(one, inference.PackValue):
            return self.of_pack_value(name, one, path)
        if isinstance(one, record.Binding):
            if self.estimate.stated is not None and one.claim == self.estimate.stated.claim:
                message = f"the estimate is held against `{one.claim}`, and cannot rest on it"
                self.fault("input", path, message, "name another claim, or remove `stated`")
                return None
            held = self.context.amounts.get(one.claim)
            if held is None:
                self.is_lost = True
                return None
            leaf = self.leaf(held, one.claim, name, one.claim)
            return Option(label=str(held), worked=leaves.single(leaf), claim=one.claim)
        leaf = self.leaf(one, f"{self.estimate.id}.{name}.{index}", name, "")
        return Option(label=str(one), worked=leaves.single(leaf))

    def leaf(self, held: quantity.Quantity, name: str, label: str, basis: str) -> leaves.Leaf:
        return leaves.of_quantity(held, name=name, label=label, basis=basis, reach=self.context.reach)

    def of_pack_value(self, name: str, one: inference.PackValue, path: str) -> Option | None:
        prefix = self.prefix(name)
        try:
            held, formula = working.find(self.context.packs, one.pack)
            known = asking.words_of_routes(held, formula)
            words, given = asking.quantities(one.with_, formula, known, prefix, self.context.reach)
        except working.AskError as error:
            self.refused(error, one.pack, f"{path}.pack", _places(path, one))
            return None
        question = working.Question(name=one.pack, words=words, given=given, prefix=prefix)
        return self.asked(question, f"{path}.pack", _places(path, one))

    def asked(self, question: working.Question, at: str, places: Mapping[str, str]) -> Option | None:
        """The answer of a pack as an option, with the bounds that nature sets it.

        `at` is the key of its formula, `places` are those of its words and quantities.
        """
        key = (question.name, *question.words.items())
        if not question.given and key in self.context.asked:
            return self.context.asked[key]
        try:
            worked = working.ask(self.context.packs, question)
            limits = working.limits(self.context.packs, question)
        except working.AskError as error:
            self.refused(error, question.name, at, places)
            return None
        try:
            possible = _possible(*limits)
        except expression.ExpressionError as error:
            held = {name: leaf for one in limits if one for name, leaf in one.leaves.items()}
            part = blaming.blamed(error, held)
            word = held[part.name].label if isinstance(part, expression.Name) else ""
            self.fault(blaming.rule(error), places.get(word, at), *blaming.said(error, held, part))
            return None
        label = question.name + "".join(f", {word} {value}" for word, value in question.words.items())
        made = Option(label=label, worked=worked, possible=possible, asked=question)
        if not question.given:
            self.context.asked[key] = made
        return made

    def refused(self, error: working.AskError, name: str, at: str, places: Mapping[str, str]) -> None:
        """A question that a pack does not answer, at the word for which it does not."""
        if error.word in places:
            path = places[error.word] + (":" if error.is_key else "")
            self.fault(error.kind, path, error.message, error.repair)
            return
        of, _, formula = name.partition(".")
        place = {of: 0, formula: len(of) + 1}.get(error.word)
        self.faults.append(Fault(error.kind, at, error.message, error.repair, name, place))

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
            repair = error.repair or "check the units of the inputs"
            self.fault_in("unit", error.place, error.message, repair)
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
            self.fault("unit", "stated.claim", message, "correct the formula, or what is stated")
        if otherwise is None and not self.faults:
            message = f"the formula gives {dimensions.said(dimension)}, and no unit is named for it"
            repair = suggesting.of_unit("add `unit: …`", "unit: ", dimension)
            self.fault("unit", "formula", message, repair)
        return otherwise or units.parse("1")

    def named_unit(self, text: str, dimension: units.Dimension) -> units.Unit:
        try:
            made = units.parse(text)
        except units.UnitError as error:
            repair = f"write `{error.suggestion}`" if error.suggestion else ""
            self.fault("unit", "unit", error.message, repair)
            return units.parse("1")
        if not dimensions.compare(made.dimension, dimension):
            message = f"the formula gives {dimensions.said(dimension)}, which is not measured in {text}"
            self.fault("unit", "unit", message, "correct the unit, or the formula")
        return made

    def check(self, made: Bound) -> None:
        """Nothing is divided by nought, and there are not too many combinations.

        The first combination that cannot be worked out is told, at its input where one alone is to blame.
        """
        if made.count > MOST:
            message = f"the inputs have {made.count:,} combinations"
            self.fault("many", "inputs", message, f"give at most {MOST:,}")
            return
        for one in made.combinations():
            try:
                held = one.worked.bounds(rounded=True).bounds
                if one.possible is not None:
                    one.possible.bounds(rounded=True)
            except expression.ExpressionError as error:
                part = blaming.blamed(error, one.worked.leaves)
                path = self.path(made, one, expression.names(part) if part else ())
                self.fault(blaming.rule(error), path, *blaming.said(error, one.worked.leaves, part))
                return
            if self.is_below(made, one) or self.is_too_great(one, held):
                return

    def path(self, made: Bound, one: Combination, names: tuple[str, ...]) -> str:
        """The key of the input to which leaves belong; the formula where they belong to several."""
        for name, option in one.chosen:
            if not names or any(held not in option.worked.leaves for held in names):
                continue
            index = made.inputs[name].index(option)
            path, written = f"inputs.{name}.{index}", self.estimate.inputs[name][index]
            words = _places(path, written) if isinstance(written, inference.PackValue) else {}
            return words.get(names[0].removeprefix(self.prefix(name)), path)
        return "formula"

    def prefix(self, name: str) -> str:
        """What the names of leaves begin with that are set down where a pack is asked for an input."""
        return f"{self.estimate.id}.{name}."

    def is_below(self, made: Bound, one: Combination) -> bool:
        """Whether something that is divided by lies below nought: a slip of sign, which is told."""
        for name in blaming.divisors(one.worked.node):
            leaf = one.worked.leaves[name]
            if leaf.high < 0:
                message = f"`{leaf.label}` is `{leaf.text}`, and an amount that is divided by is above nought"
                self.fault("below", self.path(made, one, (name,)), message, "give it without the sign")
                return True
        return False

    def is_too_great(self, one: Combination, bounds: intervals.Interval) -> bool:
        """Whether bounded inputs give numbers past all that can be written, which is told."""
        is_bounded = all(leaf.is_bounded for leaf in one.worked.leaves.values())
        if is_bounded and not (math.isfinite(bounds.low) and math.isfinite(bounds.high)):
            message = "the formula gives numbers that are too great to be written"
            self.fault("formula", "formula", message, "write a smaller power or exponent")
        return bool(self.faults)


def _places(path: str, one: inference.PackValue) -> dict[str, str]:
    """The keys of the words and quantities that a pack is asked with."""
    return {word: f"{path}.with.{word}" for word in one.with_}


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

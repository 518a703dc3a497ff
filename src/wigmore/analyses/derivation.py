"""How a number comes about, line by line: leaves, formulas of packs that lean on others, the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wigmore.analyses import reckoning
from wigmore.kit import frozen, units
from wigmore.methods import expression
from wigmore.model import finding, pack
from wigmore.packs import estimating, leaves, working

SET_DOWN, WORKED_OUT, ANSWER = "set down", "worked out", "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line: what it is, what it says, its range in its own unit, what it rests on, how it is known."""

    what: str
    says: str
    unit: str
    low: float
    central: float
    high: float
    rests_on: tuple[str, ...] = ()
    known: str

    @property
    def cells(self) -> tuple[finding.Cell, ...]:
        """The line as cells of a table."""
        ends = (reckoning.cell(one) for one in (self.low, self.central, self.high))
        return (self.what, self.says, self.unit, *ends, self.rests_on, self.known)


class Deriving:
    """Derives answers; a question to a pack that several estimates ask is worked out once."""

    def __init__(self, packs: working.Packs, statuses: Mapping[str, str]) -> None:
        self.packs, self.statuses = packs, statuses
        self._asked: dict[tuple[object, ...], tuple[Step, ...]] = {}

    def steps(self, one: estimating.Combination, bound: estimating.Bound) -> tuple[Step, ...]:
        """The lines of one combination, the answer last; what two inputs share is one line."""
        made: dict[tuple[str, str, tuple[str, ...]], Step] = {}
        whole = bound.whole.asked if bound.whole else None
        lines = self._of_question(whole, ANSWER, one.worked.unit) if whole else self._of_inputs(one, bound)
        for step in lines:
            made.setdefault((step.what, step.says, step.rests_on), step)
        return tuple(made.values())

    def _of_inputs(self, one: estimating.Combination, bound: estimating.Bound) -> Iterator[Step]:
        for name, option in one.chosen:
            if option.asked is not None:
                yield from self._of_question(option.asked, name, option.worked.unit)
            else:
                yield from (self._of_leaf(leaf, name) for leaf in option.worked.leaves.values())
        yield _of_worked(one.worked, ANSWER, bound.estimate.formula)

    def _of_leaf(self, leaf: leaves.Leaf, name: str) -> Step:
        low, central, high = (_in_unit(one, leaf.unit) for one in (leaf.low, leaf.central, leaf.high))
        return Step(
            what=name,
            says=leaf.text,
            unit=leaf.unit.symbol,
            low=low,
            central=central,
            high=high,
            rests_on=(leaf.basis,) if leaf.basis else (),
            known=leaf.grade or self.statuses.get(leaf.basis, SET_DOWN),
        )

    def _of_question(self, asked: working.Question, name: str, unit: units.Unit) -> tuple[Step, ...]:
        """The lines of a formula of a pack, those of the formulas that it leans on before its own."""
        key = (asked.name, tuple(asked.words.items()), tuple(asked.given.items()), name, unit)
        if key not in self._asked:
            self._asked[key] = tuple(self._worked(asked, name, unit))
        return self._asked[key]

    def _worked(self, asked: working.Question, name: str, unit: units.Unit) -> Iterator[Step]:
        of, formula = working.find(self.packs, asked.name)
        worked = working.ask(self.packs, asked)
        below: dict[str, leaves.Leaf] = {}
        for inner_name, inner in _inner(of, formula, asked):
            yield from self._of_question(
                inner, inner_name, of.formulas[formula.inputs[inner_name].what].gives
            )
            below |= working.ask(self.packs, inner).leaves
        own = (leaf for key, leaf in worked.leaves.items() if key not in below)
        yield from (self._of_leaf(leaf, leaf.label) for leaf in own)
        told = leaves.Worked(node=worked.node, leaves=worked.leaves, unit=unit)
        ref = pack.ref(of.name, f"formulas.{formula.name}")
        yield _of_worked(told, name, formula.expression, (ref,))


def _inner(
    of: pack.Pack, formula: pack.Formula, asked: working.Question
) -> Iterator[tuple[str, working.Question]]:
    """The questions that a formula asks of others: with the same words, and what is given that they take."""
    words = {**formula.defaults, **asked.words}
    for name in expression.names(expression.parse(formula.expression)):
        held = formula.inputs[name]
        if held.source != "formula" or name in asked.given:
            continue
        inner = of.formulas[held.what]
        taken = _inputs(of, inner)
        yield (
            name,
            working.Question(
                name=f"{of.name}.{inner.name}",
                words=frozen.FrozenDict({word: said for word, said in words.items() if word in inner.words}),
                given=frozen.FrozenDict({key: leaf for key, leaf in asked.given.items() if key in taken}),
                prefix=asked.prefix,
            ),
        )


def _inputs(of: pack.Pack, formula: pack.Formula) -> frozenset[str]:
    """The names of the inputs of a formula, and of those that it leans on."""
    below = (one.what for one in formula.inputs.values() if one.source == "formula")
    return frozenset(formula.inputs).union(*(_inputs(of, of.formulas[name]) for name in below))


def _of_worked(worked: leaves.Worked, name: str, says: str, rests_on: tuple[str, ...] = ()) -> Step:
    bounds = worked.bounds().bounds
    low, central, high = (worked.shown(one) for one in (bounds.low, worked.central(), bounds.high))
    return Step(
        what=name,
        says=says,
        unit=worked.unit.symbol,
        low=low,
        central=central,
        high=high,
        rests_on=rests_on,
        known=WORKED_OUT,
    )


def _in_unit(value: float, unit: units.Unit) -> float:
    return (value - float(unit.offset)) / float(unit.factor)

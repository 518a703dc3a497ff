"""How a number comes about, line by line: leaves, formulas of packs that lean on others, the answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import reckoning
from wigmore.kit import units
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
        told = leaves.single(leaf)
        low, central, high = (told.shown(one) for one in (leaf.low, leaf.central, leaf.high))
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
        yield from self._below(of, working.steps(self.packs, asked))
        told = leaves.Worked(node=worked.node, leaves=worked.leaves, unit=unit)
        yield _of_formula(of, formula, told, name)

    def _below(self, of: pack.Pack, some: Sequence[working.Step]) -> Iterator[Step]:
        """The lines of what a formula takes: other formulas, each after its own, then leaves not yet told."""
        known: set[str] = set()
        for one in some:
            if one.formula is not None:
                yield from self._below(of, one.steps)
                yield _of_formula(of, one.formula, one.worked, one.name)
                known |= one.worked.leaves.keys()
        for one in some:
            if one.formula is None:
                new = (leaf for name, leaf in one.worked.leaves.items() if name not in known)
                yield from (self._of_leaf(leaf, leaf.label) for leaf in new)


def _of_formula(of: pack.Pack, formula: pack.Formula, worked: leaves.Worked, name: str) -> Step:
    return _of_worked(worked, name, formula.expression, (pack.ref(of.name, f"formulas.{formula.name}"),))


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

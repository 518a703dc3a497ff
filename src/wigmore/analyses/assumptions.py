"""What is taken as given: what falls with each assumption, what it moves, and how likely all of it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.analyses import beliefs, contract, leading, naming, weighed
from wigmore.kit import text as texts
from wigmore.methods import assumptions as mathematics
from wigmore.methods import variants, weighing
from wigmore.model import belief, finding, question, views

Rests = tuple[str, str]
"""What rests, and on what."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The leading answer of a question with an assumption as it is, with it left out, and taken as true.

    `without` leaves out all that rests on it, which is not what holds were it known to be false.
    """

    question: str
    base: leading.Stand
    without: leading.Stand
    held: leading.Stand

    @property
    def leader(self) -> str:
        """The leading answer, of several the first."""
        return self.base.leaders[0]

    @property
    def shares(self) -> tuple[str, str, str]:
        """What it stands at now, with all left out that rests on the assumption, and if that is true."""
        now, less, true = (one.share(self.leader) for one in (self.base, self.without, self.held))
        return beliefs.percent(now), beliefs.percent(less), beliefs.percent(true)

    def told(self, seen: views.Beliefs) -> str:
        """The row of a table in words."""
        now, less, true = self.shares
        answer = naming.answer(self.leader, self.question, seen)
        asks = beliefs.quoted(seen.questions[self.question].asks)
        return f"{answer} on {asks}: {now}, {less} with what rests on it left out, {true} if it holds"


@dataclass(frozen=True, slots=True)
class Taken:
    """An assumption: what needs it, all that falls with it, and the questions that it moves."""

    id: str
    one: question.Assumption
    needed_by: tuple[str, ...]
    falls: tuple[str, ...]
    moved: tuple[Moved, ...]


@contract.analysis(
    name="assumptions",
    version=1,
    asks="What falls with each assumption, and how likely do all hold together?",
)
def assumptions(seen: views.Beliefs, weight: views.Weight) -> finding.Result:
    """Follow each assumption through all that rests on it, and through the belief network."""
    if not seen.assumptions:
        return finding.Result()
    is_wide = bool(seen.network.wide)
    wide = (beliefs.too_wide(seen, "Moves of answers by assumptions"),) if is_wide else ()
    moved = {} if wide else _moves(seen)
    rests = tuple(_rests(seen, weight))
    taken = tuple(_taken(seen, name, rests, moved) for name in sorted(seen.assumptions))
    together = [one for name in seen.network.questions if (one := _together(seen, name)) is not None]
    found = [*wide, *_findings(taken, seen), *(_all_hold(one, seen) for one in together)]
    return finding.Result(findings=tuple(found), tables=(_table(taken, seen), _together_table(together)))


def _rests(seen: views.Beliefs, weight: views.Weight) -> Iterator[Rests]:
    """What rests on what: whole records, but of a question its criteria, unless it is the question itself."""
    for lower, upper in weight.resting.items():
        yield from ((name, lower) for name in upper if name not in seen.questions)
    for name, asked in seen.questions.items():
        yield from ((name, lower) for lower in (*asked.basis, *asked.assumes))
        for part, one in asked.criteria.items():
            yield from ((f"{name}.{part}", lower) for lower in (*one.basis, *one.assumes))


def _taken(
    seen: views.Beliefs, name: str, rests: Sequence[Rests], moved: dict[str, tuple[Moved, ...]]
) -> Taken:
    needed_by = tuple(sorted({upper for upper, lower in rests if lower == name}))
    falls = mathematics.falls_without(name, rests)
    return Taken(name, seen.assumptions[name], needed_by, falls, moved.get(name, ()))


def _moves(seen: views.Beliefs) -> dict[str, tuple[Moved, ...]]:
    """For each assumption the questions whose leading answer it visibly moves, by id."""
    scale = beliefs.bands_of(seen.scale)
    made: dict[str, list[Moved]] = {}
    for name, asked in seen.network.questions.items():
        near = weighing.relevant(seen.network, name)
        names = weighed.assumed(near.items, seen)
        if not names:
            continue
        gone = [
            weighing.without(near, weighing.LeftOut(assumptions=frozenset({assumed}))) for assumed in names
        ]
        without = variants.Variants(near, gone).posteriors(name)
        numbers = np.repeat(weighing.middles(seen.network), len(names) + 1, axis=0)
        for place, assumed in enumerate(names):
            numbers[place, seen.network.assumptions[assumed]] = 1.0
        held = weighing.posterior(seen.network, name, numbers)
        base = leading.stand(asked.answers, held[-1], scale)
        for assumed, less, true in zip(names, without, held, strict=False):
            stands = (leading.stand(asked.answers, row, scale) for row in (less, true))
            one = Moved(name, base, *stands)
            if len(set(one.shares)) > 1:
                made.setdefault(assumed, []).append(one)
    return {name: tuple(held) for name, held in made.items()}


COLUMNS = ("assumption", "label", "grade", "falls", "answers moved", "needed by")


def _table(taken: Sequence[Taken], seen: views.Beliefs) -> finding.Table:
    """A row for each assumption, by id."""
    return finding.Table(
        name="assumptions",
        title="What falls with each assumption",
        columns=COLUMNS,
        rows=tuple(
            (
                one.id,
                one.one.says,
                one.one.grade,
                one.falls,
                "; ".join(moved.told(seen) for moved in one.moved),
                one.needed_by,
            )
            for one in taken
        ),
        records=tuple(one.id for one in taken),
    )


@dataclass(frozen=True, slots=True)
class _Together:
    """All that a question's items take as given, and how likely all of it holds."""

    question: str
    names: tuple[str, ...]
    items: tuple[belief.Item, ...]
    holds: mathematics.Conjunction


def _together(seen: views.Beliefs, name: str) -> _Together | None:
    """The assumptions of a question together; None where what is weighed for it needs none."""
    items = tuple(one for one in seen.network.of_question(name) if one.assumes)
    names = weighed.assumed(items, seen)
    if not names:
        return None
    ranges = [seen.network.ranges[seen.network.assumptions[one]] for one in names]
    return _Together(name, names, items, mathematics.conjunction([one.middle for one in ranges]))


def _together_table(together: Sequence[_Together]) -> finding.Table:
    """A row for each question that takes anything as given, by id."""
    return finding.Table(
        name="together",
        title="How likely all that a question takes as given holds together",
        columns=("question", "assumptions", "independent", "low", "high"),
        rows=tuple(
            (
                one.question,
                one.names,
                beliefs.rounded(one.holds.independent),
                beliefs.rounded(one.holds.frechet_low),
                beliefs.rounded(one.holds.frechet_high),
            )
            for one in together
        ),
        records=tuple(one.question for one in together),
    )


def _findings(taken: Sequence[Taken], seen: views.Beliefs) -> Iterator[finding.Finding]:
    """What falls with each assumption that carries anything; then how many carry nothing."""
    for one in taken:
        if one.falls:
            yield _falls(one, seen)
    idle = [one.id for one in taken if not one.falls]
    if idle:
        verb = "carries" if len(idle) == 1 else "carry"
        yield finding.Finding(
            states=f"{{idle}} {verb} nothing: no record needs what is taken as given there.",
            values={"idle": texts.plural(len(idle), "assumption", "assumptions")},
            basis=tuple(idle),
        )


def _falls(one: Taken, seen: views.Beliefs) -> finding.Finding:
    """What falls with one assumption, and where another answer leads or is called otherwise without it."""
    states = "With the assumption {assumption} ({grade}) {falls} would fall"
    values: dict[str, finding.Scalar] = {
        "assumption": finding.Ref(one.id),
        "grade": one.one.grade,
        "falls": texts.plural(len(one.falls), "thing", "things"),
    }
    for number, moved in enumerate(one.moved, start=1):
        before, after = moved.base, moved.without
        is_other = set(before.leaders) != set(after.leaders)
        if not is_other and before.word(moved.leader) == after.word(moved.leader):
            continue
        now = after.leaders[0] if is_other else moved.leader
        leads = "would lead with" if is_other else "would be at"
        apart = "; with all that left out, " if "left out" not in states else ", "
        states += f"{apart}{{answer{number}}} {leads} {{after{number}}} on {{question{number}}}"
        values |= {
            f"answer{number}": naming.answer(now, moved.question, seen),
            f"after{number}": leading.told(after.share(now), after.word(now)),
            f"question{number}": finding.Ref(moved.question),
        }
    return finding.Finding(states=f"{states}.", values=values, basis=(one.id,), assumes=(one.id,))


def _all_hold(one: _Together, seen: views.Beliefs) -> finding.Finding:
    """How likely all assumptions of one question hold."""
    number = len(one.names)
    if number == 1:
        states = "What is weighed for {question} takes {count} as given, which holds with {independent}."
    else:
        states = (
            "The {count} that are taken as given in what is weighed for {question} all hold with "
            "{independent} if they are independent, and with {bounds} however they depend."
        )
    values: dict[str, finding.Scalar] = {
        "question": finding.Ref(one.question),
        "count": texts.plural(number, "assumption", "assumptions"),
        "independent": beliefs.percent(one.holds.independent),
    }
    if number > 1:
        values["bounds"] = beliefs.interval(one.holds.frechet_low, one.holds.frechet_high)
    return finding.Finding(
        states=states, values=values, basis=weighed.basis(one.items, seen), assumes=one.names
    )

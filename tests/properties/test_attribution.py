"""Laws of attribution: what may not move a probability, and what all of them come to."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wigmore.analyses import pool
from wigmore.kit import edtf, frozen, quantity
from wigmore.methods import weighing
from wigmore.model import belief, case, graph, question, views
from wigmore.stages import network, policies

WORDS = ("yes", "weak", "no", "unknown")
ERRORS = (None, "0.1", "0.02-0.2", "0.3")
LAWS = settings(max_examples=25, deadline=None)
POLICIES = policies.builtin_policies()


@dataclass(frozen=True)
class Pool:
    """Candidates with their cells, criteria with their errors, in an order of writing."""

    cells: Mapping[str, Mapping[str, str]]
    errors: Mapping[str, str | None]

    def shuffled(self, chance: random.Random) -> "Pool":
        """The same, written in another order."""
        names, labels = list(self.cells), list(self.errors)
        chance.shuffle(names)
        chance.shuffle(labels)
        cells = {
            name: {one: self.cells[name][one] for one in labels if one in self.cells[name]} for name in names
        }
        return Pool(cells, {one: self.errors[one] for one in labels})


@some.composite
def pools(draw: some.DrawFn) -> Pool:
    """Two to six candidates against one to four criteria; some cells are not written."""
    labels = [f"mark-{number}" for number in range(draw(some.integers(1, 4)))]
    names = [f"candidate-{number}" for number in range(draw(some.integers(2, 6)))]
    word = some.sampled_from((*WORDS, ""))
    cells = {name: {one: held for one in labels if (held := draw(word))} for name in names}
    return Pool(cells, {one: draw(some.sampled_from(ERRORS)) for one in labels})


def weighed(held: Pool) -> pool.Pool:
    """A pool as the analysis has it."""
    asked = question.Question(
        id="who",
        asks="Who?",
        residual="Nobody listed",
        prior=frozen.FrozenDict({"none": quantity.parse_probability("0.1-0.3"), "others": "equal"}),
        criteria=frozen.FrozenDict(
            {
                label: question.Criterion(
                    says=label, error=quantity.parse_probability(error) if error else None
                )
                for label, error in held.errors.items()
            }
        ),
        candidates=frozen.FrozenDict(
            {
                name: frozen.FrozenDict({label: question.Cell(is_=word) for label, word in cells.items()})
                for name, cells in held.cells.items()
            }
        ),
    )
    return pool.pool(_seen(asked), "who", leave_out_late=False)


def _seen(asked: question.Question) -> views.Beliefs:
    day = edtf.parse("2026-01-31")
    records = graph.Records.of((case.Case(id="case", title="A", as_of=day), asked))
    nothing: dict[str, Any] = dict.fromkeys(
        ("properties", "values", "lifetimes", "origins", "standings", "passages", "selected"), frozen.EMPTY
    )
    made = network.network(
        graph.CaseGraph(records=records, whole=records, as_of=day, policies=POLICIES, **nothing)
    )
    return views.Beliefs(
        network=made,
        questions={asked.id: asked},
        evidence=frozen.EMPTY,
        indicators=frozen.EMPTY,
        scenarios=frozen.EMPTY,
        assumptions=frozen.EMPTY,
        names=frozen.EMPTY,
        scale=POLICIES["icd203"],
    )


def shares(held: pool.Pool) -> dict[str, float]:
    """The probability of each answer."""
    return {one.id: one.answer.probability for one in held.candidates}


@LAWS
@given(pools())
def test_probabilities_sum_to_one_and_lie_within_their_bounds(held: Pool) -> None:
    made = weighed(held)
    assert sum(shares(made).values()) == pytest.approx(1, abs=1e-5)
    for one in made.candidates:
        assert one.answer.low <= one.answer.probability <= one.answer.high


@LAWS
@given(pools(), some.randoms(use_true_random=False))
def test_the_order_of_candidates_and_criteria_is_irrelevant(held: Pool, chance: random.Random) -> None:
    made, other = weighed(held), weighed(held.shuffled(chance))
    assert shares(other) == pytest.approx(shares(made), abs=2e-6)
    assert [one.rank for one in other.candidates] == [one.rank for one in made.candidates]
    assert [one.item.id for one in other.marks] == [one.item.id for one in made.marks]
    for mine, theirs in zip(made.marks, other.marks, strict=True):
        assert mine.item.base == theirs.item.base
        assert mine.bits == pytest.approx(theirs.bits, abs=1e-9)


@LAWS
@given(pools())
def test_empty_candidates_change_the_ratio_of_no_two_listed(held: Pool) -> None:
    empty = {f"empty-{number}": dict.fromkeys(held.errors, "unknown") for number in range(10)}
    made, other = weighed(held), weighed(Pool({**held.cells, **empty}, held.errors))
    before, after = ratios(made.network), ratios(other.network)
    first = next(iter(held.cells))
    for name in held.cells:
        assert after[name] / after[first] == pytest.approx(before[name] / before[first], rel=1e-9)


def ratios(network_: belief.Network) -> dict[str, float]:
    """The probability of each answer, all digits."""
    return dict(zip(network_.questions["who"].answers, weighing.posterior(network_, "who")[0], strict=True))


@LAWS
@given(pools())
def test_an_unknown_cell_is_worth_what_the_residual_is(held: Pool) -> None:
    made = weighed(Pool({**held.cells, "empty": {}}, held.errors))
    empty = next(one for one in made.candidates if one.id == "empty")
    assert empty.bits == pytest.approx(0, abs=1e-9)


@LAWS
@given(pools())
def test_no_criterion_tells_more_than_a_yes_or_no_can(held: Pool) -> None:
    for one in weighed(held).marks:
        assert 0 <= one.bits <= 1
        assert 0 < one.item.base < 1
        assert one.upper >= one.item.base or one.checked == 0

"""What is worked out by classes of answers is what elimination gives for each answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests import networks
from wigmore.methods import pooling, weighing
from wigmore.model import belief

SEEDS = some.integers(0, 10_000)


def candidates(seed: int, answers: int = 80, items: int = 9) -> belief.Network:
    """A question with many answers, criteria, reports and assumptions; some of them hang together."""
    making = networks.Making(seed)
    making.ask("first", answers)
    for number in range(items):
        assumed = ("assumption-0",) if making.chance.random() < 0.3 else ()
        heard = (f"voice-{making.chance.randrange(3)}",) if number % 3 == 0 else ()
        making.weigh("first", heard, assumed)
    return making.network()


@settings(max_examples=40, deadline=None)
@given(SEEDS, some.booleans())
def test_classes_give_what_elimination_gives(seed: int, is_linked: bool) -> None:
    made = networks.mixed(seed) if is_linked else candidates(seed)
    numbers = weighing.draws(made, 7, seed)
    for question in made.questions:
        expected = weighing.posterior(made, question, numbers)
        assert pooling.evaluator(made, question)(numbers) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=20, deadline=None)
@given(SEEDS, some.booleans())
def test_turning_is_what_single_steps_give(seed: int, is_linked: bool) -> None:
    made = networks.mixed(seed) if is_linked else candidates(seed, answers=6)
    low, high = weighing.limits(made)
    here = weighing.draws(made, 2, seed)
    answers = np.array([0, 1])
    turned = pooling.turner(made, "first")(here, answers)
    for index in range(len(made.ranges)):
        tried = here.copy()
        tried[:, index] = low[index] + high[index] - here[:, index]
        expected = weighing.posterior(made, "first", tried)[np.arange(2), answers]
        assert turned[:, index] == pytest.approx(expected, abs=1e-12)


def test_linked_questions_and_shared_voices_stand_apart_from_none() -> None:
    assert pooling.is_apart(candidates(1), "first")
    assert not pooling.is_apart(networks.mixed(1), "first")


def strict(*shares: float) -> belief.Network:
    """One criterion that never misleads, or up to one time in five."""
    answers = tuple(f"answer-{number}" for number in range(len(shares)))
    item = belief.Item(
        id="q.mark", kind=belief.CRITERION, question="q", terms=(0,) * len(shares), shares=shares, base=0.5
    )
    asked = belief.Asked(id="q", answers=answers, prior=((belief.LEFT,) * len(shares),))
    return belief.Network(
        questions={"q": asked}, items=(item,), ranges=(belief.Range("q.mark", "error", 0.0, 0.2),)
    )


def test_what_is_ruled_out_has_no_probability_until_it_is_turned() -> None:
    made = strict(1.0, 0.0, 1.0)
    here = np.array([[0.0]])
    assert pooling.evaluator(made, "q")(here)[0] == pytest.approx([0.5, 0.0, 0.5])
    assert pooling.turner(made, "q")(here, np.array([1]))[0, 0] == pytest.approx(0.2 / 1.8)


def test_where_everything_is_ruled_out_there_is_no_answer() -> None:
    with pytest.raises(ZeroDivisionError):
        pooling.evaluator(strict(0.0, 0.0), "q")(np.array([[0.0]]))

"""What is worked out by one elimination and a pass back is what an elimination for each number gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wigmore.methods import bounds, turning, weighing
from wigmore.model import belief

RANGES = tuple(
    belief.Range(of, what, low, high)
    for of, what, low, high in (
        ("q", "prior", 0.1, 0.4),
        ("e", "a", 0.6, 0.9),
        ("e", "others", 0.05, 0.3),
        ("f", "a", 0.2, 0.5),
        ("f", "others", 0.4, 0.8),
        ("held", "holds", 0.5, 0.85),
        ("r", "under a", 0.2, 0.7),
        ("r", "else", 0.1, 0.5),
        ("g", "yes", 0.3, 0.6),
        ("g", "no", 0.1, 0.2),
    )
)


def _witness(voice: str, gains: tuple[bool, ...] = (), denies: bool = False) -> belief.Witness:
    return belief.Witness(voice, 0.9, 0.05, 0.475, gains, denies)


def _network(shares_range: bool = False) -> belief.Network:
    """Two questions; a voice that says two things, one that denies, one heard once; an assumption."""
    twice, once = _witness("twice", (True, False, False)), _witness("once")
    items = (
        belief.Item(
            id="e", kind="evidence", question="q", terms=(1, 2, 2), links=((twice, once),), assumes=("held",)
        ),
        belief.Item(
            id="f",
            kind="evidence",
            question="q",
            terms=(3, 2 if shares_range else 4, 4),
            links=((_witness("twice", (True, False, False)), _witness("against", denies=True)),),
        ),
        belief.Item(id="g", kind="evidence", question="r", terms=(8, 9), links=((_witness("twice"),),)),
    )
    asked = {
        "q": belief.Asked(id="q", answers=("a", "b", "none"), prior=((belief.LEFT, belief.LEFT, 0),)),
        "r": belief.Asked(
            id="r",
            answers=("yes", "no"),
            given="q",
            prior=((6, belief.LEFT), (7, belief.LEFT), (7, belief.LEFT)),
        ),
    }
    return belief.Network(
        questions=asked, items=items, ranges=RANGES, voices={"twice": "Twice"}, assumptions={"held": 5}
    )


@pytest.mark.parametrize("shares_range", [False, True])
@pytest.mark.parametrize("question", ["q", "r"])
@given(bits=st.lists(st.integers(0, 1), min_size=len(RANGES), max_size=len(RANGES)))
@settings(max_examples=20, deadline=None)
def test_turning_is_what_single_eliminations_give(question: str, shares_range: bool, bits: list[int]) -> None:
    network = _network(shares_range)
    low, high = weighing.limits(network)
    here = np.where(np.array(bits) == 1, high, low)[np.newaxis].repeat(2, axis=0)
    made = turning.turner(network, question)(here, np.array([0, 1]))
    for index in range(len(RANGES)):
        tried = here.copy()
        tried[:, index] = low[index] + high[index] - here[:, index]
        values = weighing.posterior(network, question, tried)
        assert made[:, index] == pytest.approx([values[0, 0], values[1, 1]], abs=1e-12)


@pytest.mark.parametrize("question", ["q", "r"])
def test_walked_bounds_are_those_of_all_corners_here(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk may stop short in theory; on this network it does not, and never leaves the true bounds."""
    network = _network()
    evaluate, box = weighing.evaluator(network, question), weighing.limits(network)
    answers = tuple(range(len(network.questions[question].answers)))
    no_signs = np.zeros((len(RANGES), len(answers)), dtype=np.int8)
    exact = bounds.bounds(evaluate, box, no_signs, answers)
    assert set(exact.how) == {bounds.EXACT}
    monkeypatch.setattr(bounds, "MOST_CORNERS", 0)
    for turn in (None, turning.turner(network, question)):
        walked = bounds.bounds(evaluate, box, no_signs, answers, turn=turn)
        assert set(walked.how) == {bounds.SEARCHED}
        assert walked.low == pytest.approx(exact.low, abs=1e-9)
        assert walked.high == pytest.approx(exact.high, abs=1e-9)


def test_a_voice_that_is_heard_once_has_the_plain_rates() -> None:
    """Cascaded inference by hand: P(report) = L h + (1 - L) f."""
    held = belief.Item(id="e", kind="evidence", question="q", terms=(0, 1), links=((_witness("once"),),))
    network = belief.Network(
        questions={"q": belief.Asked(id="q", answers=("a", "b"), prior=((belief.LEFT, belief.LEFT),))},
        items=(held,),
        ranges=(belief.Range("e", "a", 0.8, 0.8), belief.Range("e", "b", 0.1, 0.1)),
    )
    says = [one * 0.9 + (1 - one) * 0.05 for one in (0.8, 0.1)]
    assert weighing.posterior(network, "q")[0, 0] == pytest.approx(says[0] / sum(says))


@pytest.mark.parametrize("question", ["q", "r"])
def test_items_left_out_in_one_batch_are_items_left_out_one_by_one(question: str) -> None:
    network = _network()
    rows = [(), ("e",), ("f", "g"), ("e", "f", "g")]
    made = weighing.less(network, question, rows)
    for held, row in zip(made, rows, strict=True):
        bare = weighing.without(network, weighing.LeftOut(items=frozenset(row)))
        assert held == pytest.approx(weighing.posterior(bare, question)[0], abs=1e-12)


def test_steps_lead_from_the_prior_to_the_posterior() -> None:
    network = _network()
    steps = weighing.steps(network, "q", 0)
    assert [one.item for one in steps] == ["e", "f"]
    bare = weighing.without(network, weighing.LeftOut(items=frozenset({"e", "f"})))
    assert steps[0].before == pytest.approx(_odds(weighing.posterior(bare, "q")[0, 0]))
    assert steps[-1].after == pytest.approx(_odds(weighing.posterior(network, "q")[0, 0]))
    assert steps[0].after == steps[1].before


def _odds(share: float) -> float:
    return float(10 * np.log10(share / (1 - share)))


def test_what_is_ruled_out_has_odds_without_bound() -> None:
    shares = np.array([[1.0, 0.0], [0.5, 0.5]])
    assert weighing.decibans(shares, 0).tolist() == [np.inf, 0.0]
    assert weighing.decibans(shares, 1).tolist() == [-np.inf, 0.0]

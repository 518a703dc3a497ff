"""The network gives what the formulas for single reports give: they are its special cases."""

from dataclasses import replace

import numpy as np
import pytest

from tests import networks
from wigmore.kit import frozen
from wigmore.methods import bayes, bif, testimony, unrolled, weighing
from wigmore.methods import network as plain
from wigmore.model import belief

HIT, FALSE_ALARM = 0.8, 0.1


def two_answers(prior: float) -> networks.Making:
    """A question with two answers, the first of which has this prior."""
    making = networks.Making(1)
    row = (making.range(prior, prior), belief.LEFT)
    making.questions["who"] = belief.Asked(id="who", answers=("it", "not"), prior=(row,))
    return making


def weigh(
    making: networks.Making, likelihoods: tuple[float, float], *links: tuple[belief.Witness, ...]
) -> None:
    terms = tuple(making.range(one, one) for one in likelihoods)
    name = f"item-{len(making.items)}"
    making.items.append(belief.Item(id=name, kind="evidence", question="who", terms=terms, links=links))


def witness(voice: str = "one") -> belief.Witness:
    return belief.Witness(voice, HIT, FALSE_ALARM)


def odds(making: networks.Making, prior: float) -> float:
    """The likelihood ratio of all that is weighed."""
    found = weighing.posterior(making.network(), "who")[0]
    return float(found[0] / found[1]) * (1 - prior) / prior


@pytest.mark.parametrize("prior", [0.1, 0.5])
def test_one_report_is_cascaded_inference(prior: float) -> None:
    making = two_answers(prior)
    weigh(making, (0.9, 0.1), (witness(),))
    expected = testimony.cascaded_lr(0.9, 0.1, rates=testimony.Rates(HIT, FALSE_ALARM)).lr
    assert odds(making, prior) == pytest.approx(expected)


def test_three_observers_of_one_claim_share_its_ceiling() -> None:
    making = two_answers(0.4)
    weigh(making, (0.8, 0.2), tuple(witness(f"voice-{number}") for number in range(3)))
    reports = [testimony.Rates(HIT, FALSE_ALARM)] * 3
    expected = testimony.common_cause_lr(0.8, 0.2, reports=reports).lr
    assert odds(making, 0.4) == pytest.approx(expected)
    assert odds(making, 0.4) < 4


def test_without_voices_the_odds_are_multiplied() -> None:
    making = two_answers(0.1)
    for likelihoods in ((0.8, 0.1), (0.6, 0.2), (0.25, 0.5), (0.8, 0.2)):
        weigh(making, likelihoods)
    found = weighing.posterior(making.network(), "who")[0, 0]
    assert found == pytest.approx(bayes.sequential_odds(1 / 9, [8, 3, 0.5, 4]).posterior_p)


def test_an_absence_weighs_what_the_search_would_have_shown() -> None:
    making = two_answers(0.5)
    weigh(making, (0.6, 0.05))
    held = making.items[-1]
    certain = belief.Item(id="search", kind="evidence", question="who", terms=held.terms, is_absent=True)
    making.items[-1] = certain
    assert odds(making, 0.5) == pytest.approx(bayes.absence_lr(0.6, 0.05).lr)


def test_of_two_searches_either_would_have_found_it() -> None:
    making = two_answers(0.5)
    weigh(making, (0.6, 0.05))
    chances = (making.range(0.3, 0.3), making.range(0.8, 0.8))
    held = making.items[-1]
    for searches in (chances, chances[::-1]):
        making.items[-1] = belief.Item(
            id="search", kind="evidence", question="who", terms=held.terms, is_absent=True, searches=searches
        )
        missed = 1 - (1 - 0.3) * (1 - 0.8)
        assert odds(making, 0.5) == pytest.approx((1 - missed * 0.6) / (1 - missed * 0.05))


def test_what_needs_two_claims_is_as_sure_as_the_weaker() -> None:
    making, single = two_answers(0.5), two_answers(0.5)
    sure = belief.Witness("sure", 0.95, 0.02)
    weigh(making, (0.9, 0.1), (sure,), (witness("weak"),))
    weigh(single, (0.9, 0.1), (witness("weak"),))
    assert odds(making, 0.5) == pytest.approx(odds(single, 0.5))
    silent = weighing.without(making.network(), weighing.LeftOut(voices=frozenset({"sure"})))
    assert silent.items == (), "a claim that it needs is said by nobody any more"


def test_a_prior_leaves_the_rest_to_those_that_share() -> None:
    numbers = np.array([[0.3, 0.1], [0.9, 0.6]])
    found = weighing.prior_row((0, 1, belief.LEFT, belief.LEFT), numbers)
    assert found[0] == pytest.approx([0.3, 0.1, 0.3, 0.3])
    assert found[1] == pytest.approx([0.6, 0.4, 0, 0]), "more than one is scaled"
    assert weighing.prior_row((0, 1), np.zeros((1, 2)))[0] == pytest.approx([0.5, 0.5])


def test_the_way_leads_from_the_prior_to_the_posterior() -> None:
    made = networks.mixed(5)
    way = weighing.way(made, "first")
    own = made.of_question("first")
    assert len(way) == len(own) + 1
    assert way[-1] == pytest.approx(weighing.posterior(made, "first")[0])
    before = replace(made, items=tuple(one for one in made.items if one not in own))
    assert way[0] == pytest.approx(weighing.posterior(before, "first")[0])
    last = float(way[-1, 0])
    assert weighing.decibans(way, 0)[-1] == pytest.approx(bayes.deciban(last / (1 - last)))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_written_as_bif_reads_back_the_same(seed: int) -> None:
    made = networks.mixed(seed)
    nodes, observed = unrolled.nodes(made, weighing.middles(made)[0])
    back, seen = bif.read(bif.write(nodes, observed))
    assert len(back) == len(nodes)
    assert all(np.array_equal(one.table, other.table) for one, other in zip(nodes, back, strict=True))
    for question in made.questions:
        expected = weighing.posterior(made, question)[0]
        assert plain.query(back, question, seen) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "variable a { type discrete [ 2 ] { yes, no }; }\nprobability ( a ) { table 0.5; }",
            "line 2: `a` has 2",
        ),
        ("variable a { type discrete [ 2 ] { yes, no }; }", "`a` has no table"),
        ("probability ( b ) { table 1; }", "there is no variable `b`"),
        ("nonsense", "line 1: `nonsense` begins no block"),
        ("variable a { type discrete", "ends within a block"),
    ],
)
def test_what_is_no_bif_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bif.read(text)


def test_names_of_a_file_stay_apart() -> None:
    nodes = [
        plain.Node("a-b", ("yes", "no"), (), np.array([0.5, 0.5])),
        plain.Node("a_b", ("yes", "no"), (), np.array([0.25, 0.75])),
    ]
    back, _ = bif.read(bif.write(nodes, frozen.EMPTY))
    assert [one.name for one in back] == ["a_b", "a_b_2"]

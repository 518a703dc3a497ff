"""Networks that differ from one: all at once as each by itself, and what single numbers do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests import networks
from wigmore.kit import frozen
from wigmore.methods import bayes, elimination, sensitivity, variants, weighing
from wigmore.model import belief

SEEDS = some.integers(0, 10_000)
FEW = settings(max_examples=25, deadline=None)


def lessened(made: belief.Network) -> list[belief.Network]:
    """A network without each of its items, voices and assumptions."""
    every = [weighing.LeftOut(items=frozenset({one.id})) for one in made.items]
    every += [weighing.LeftOut(voices=frozenset({one})) for one in made.voices]
    every += [weighing.LeftOut(assumptions=frozenset({one})) for one in made.assumptions]
    return [weighing.without(made, one) for one in every]


@FEW
@given(SEEDS)
def test_all_at_once_are_as_each_by_itself(seed: int) -> None:
    made = networks.mixed(seed)
    held = lessened(made)
    together = variants.Variants(made, held)
    for question in made.questions:
        each = np.concatenate([weighing.posterior(one, question) for one in held])
        assert together.posteriors(question) == pytest.approx(each, abs=1e-12)


def test_a_batch_in_pieces_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = networks.mixed(7)
    held = lessened(made)
    whole = variants.Variants(made, held).posteriors("first")
    monkeypatch.setattr(weighing, "CHUNK", 1)
    assert variants.Variants(made, held).posteriors("first") == pytest.approx(whole, abs=1e-12)


def test_where_tables_grow_too_large_each_is_worked_out_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    made = networks.mixed(7)
    held = lessened(made)
    whole = variants.Variants(made, held).posteriors("first")
    monkeypatch.setattr(elimination, "MOST_CELLS", 0)
    assert variants.Variants(made, held).posteriors("first") == pytest.approx(whole, abs=1e-12)


def test_no_variants_have_no_rows() -> None:
    made = networks.mixed(3)
    assert variants.Variants(made, []).posteriors("first").shape == (0, 3)


def test_a_network_too_wide_is_refused() -> None:
    made = replace(networks.mixed(3), wide="voice:one")
    with pytest.raises(ValueError, match="too wide for exact inference at voice:one"):
        variants.Variants(made, [])


def weighed(prior: tuple[float, float], *ratios: tuple[float, float]) -> belief.Network:
    """Two answers, the first with a prior in a range; items whose likelihood under it ranges over ratios."""
    ranges = [belief.Range("who", "prior of it", *prior)]
    items = []
    for number, (low, high) in enumerate(ratios):
        name, share = f"LR{number + 1}", 0.9 / max(high, 1)
        ranges.append(belief.Range(name, "likelihood under it", low * share, high * share))
        ranges.append(belief.Range(name, "likelihood under not", share, share))
        at = len(ranges)
        items.append(belief.Item(id=name, kind="evidence", question="who", terms=(at - 2, at - 1)))
    asked = belief.Asked(id="who", answers=("it", "not"), prior=((0, belief.LEFT),))
    questions = frozen.FrozenDict({"who": asked})
    return belief.Network(questions=questions, items=tuple(items), ranges=tuple(ranges))


def test_swings_are_those_of_the_tornado_of_ratios() -> None:
    """The published vector: a prior of 0.2 (0.05 to 0.4), ratios of 6 (2 to 10) and 2 (1 to 3)."""
    made = weighed((0.05, 0.4), (2, 10), (1, 3))
    base = weighing.middles(made)[0]
    base[0] = 0.2
    found = variants.swings(made, "who", base)
    factors = [sensitivity.Factor("LR1", 6, 2, 10), sensitivity.Factor("LR2", 2, 1, 3)]
    wanted = sensitivity.tornado(sensitivity.Factor("prior", 0.2, 0.05, 0.4), factors)
    assert found.base[0] == pytest.approx(wanted.base, abs=1e-9) == pytest.approx(0.75)
    names = {0: "prior", 1: "LR1", 3: "LR2"}
    bars = {names[place]: row for row, place in enumerate(found.places)}
    for bar in wanted.bars:
        assert found.low[bars[bar.id], 0] == pytest.approx(bar.low, abs=1e-9)
        assert found.high[bars[bar.id], 0] == pytest.approx(bar.high, abs=1e-9)
    assert found.low[bars["prior"], 0] == pytest.approx(0.38709677, abs=1e-6)


@pytest.mark.parametrize(
    ("prior", "items", "without"),
    [
        (0.1, [("a", 8, "S1"), ("b", 3, "S2"), ("c", 0.5, "S3"), ("d", 4, "S1")], 0.14285714),
        (0.02, [("a", 20, "S1"), ("b", 0.25, "S2"), ("c", 6, "S2"), ("d", 1.5, "S3"), ("e", 10, "S4")],
         0.31468531),
    ],
)  # fmt: skip
def test_leaving_out_is_that_of_ratios(
    prior: float, items: list[tuple[str, float, str]], without: float
) -> None:
    """The published vectors: each item left out, and all items of each source."""
    made = weighed((prior, prior), *((lr, lr) for _, lr, _ in items))
    wanted = bayes.leave_one_out(prior, [bayes.Item(*one) for one in items])
    groups = [frozenset({f"LR{place + 1}"}) for place in range(len(items))]
    for source, _ in wanted.sources:
        groups.append(frozenset(f"LR{place + 1}" for place, one in enumerate(items) if one[2] == source))
    held = [weighing.without(made, weighing.LeftOut(items=one)) for one in groups]
    found = variants.Variants(made, held).posteriors("who")[:, 0]
    assert list(found) == pytest.approx([one.p for _, one in (*wanted.items, *wanted.sources)], abs=1e-9)
    assert found[len(items)] == pytest.approx(without, abs=1e-6)
    assert weighing.posterior(made, "who")[0, 0] == pytest.approx(wanted.base.p, abs=1e-9)


@FEW
@given(SEEDS, some.floats(0.01, 0.99))
def test_every_prior_follows_from_an_even_one(seed: int, prior: float) -> None:
    """Also where a question presupposes another: the prior is the same in each of its states."""
    made = networks.mixed(seed)
    for question, asked in made.questions.items():
        even = variants.from_even(made, question, range(len(asked.answers)))
        for answer in range(len(asked.answers)):
            direct = weighing.posterior(*_with_prior(made, question, answer, prior))[0]
            assert variants.at_prior(float(even[answer, answer]), prior) == pytest.approx(direct[answer])
            back = variants.prior_for(float(even[answer, answer]), float(direct[answer]))
            assert back == pytest.approx(prior)


def _with_prior(
    made: belief.Network, question: str, answer: int, prior: float
) -> tuple[belief.Network, str, elimination.Floats]:
    asked = made.questions[question]
    numbers, rows = list(weighing.middles(made)[0]), []
    for row in asked.prior:
        held = weighing.prior_row(row, weighing.middles(made))[0]
        held = held * (1 - prior) / (1 - held[answer])
        held[answer] = prior
        rows.append(tuple(range(len(numbers), len(numbers) + len(held))))
        numbers.extend(held)
    questions = frozen.FrozenDict({**made.questions, question: replace(asked, prior=tuple(rows))})
    return replace(made, questions=questions), question, np.array([numbers])


def test_nothing_makes_the_certain_doubtful() -> None:
    assert variants.prior_for(1.0, 0.5) is None
    assert variants.prior_for(0.5, 1.0) is None


def test_a_prior_that_leaves_nothing_is_shared_alike() -> None:
    made = weighed((1.0, 1.0), (2, 2))
    assert variants.from_even(made, "who", [0])[0] == pytest.approx([2 / 3, 1 / 3])


def test_one_answer_is_certain_for_every_prior() -> None:
    asked = belief.Asked(id="who", answers=("it",), prior=((belief.LEFT,),))
    made = belief.Network(questions=frozen.FrozenDict({"who": asked}))
    assert variants.from_even(made, "who", [0]).tolist() == [[1.0]]


@FEW
@given(SEEDS, some.floats(0.02, 0.98))
def test_at_its_threshold_a_likelihood_gives_the_probability(seed: int, wanted: float) -> None:
    """Of items of every kind, with voices and assumptions: put in, the number gives what was asked for."""
    made = networks.mixed(seed)
    for question in made.questions:
        items = {one.id: one for one in made.of_question(question)}
        for held in variants.quotients(made, question, 0):
            at = held.where(wanted)
            if at is not None:
                numbers = weighing.middles(made)
                numbers[0, items[held.item].terms[0]] = at
                assert weighing.posterior(made, question, numbers)[0, 0] == pytest.approx(wanted, abs=1e-6)


def test_a_likelihood_shared_with_others_is_moved_alone() -> None:
    """Odds of one to one: a likelihood of 0.3 against 0.1 is needed for 0.75, whatever stands for both."""
    made = weighed((0.5, 0.5), (1, 1))
    ranges = (*made.ranges, belief.Range("LR1", "likelihood under others", 0.1, 0.1))
    shared = replace(made, items=(replace(made.items[0], terms=(3, 3)),), ranges=ranges)
    (found,) = variants.quotients(shared, "who", 0)
    assert found.now == pytest.approx(0.1)
    assert found.where(0.75) == pytest.approx(0.3)
    assert found.where(0.25) == pytest.approx(0.1 / 3)
    assert found.where(0.95) is None


def test_nothing_depends_on_a_search_for_which_no_time_has_run() -> None:
    made = weighed((0.5, 0.5), (1, 2))
    item = replace(made.items[0], is_absent=True, elapsed=0.0)
    (found,) = variants.quotients(replace(made, items=(item,)), "who", 0)
    assert found.coefficients is None
    assert found.where(0.6) is None

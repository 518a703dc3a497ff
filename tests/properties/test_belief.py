"""Laws of belief: what may move a probability, how far, and what may not."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests import cases, networks
from wigmore.build import building, pipeline
from wigmore.methods import bif, bounds, signs, unrolled, weighing
from wigmore.methods import network as plain
from wigmore.model import belief

SEEDS = some.integers(0, 10_000)
FEW = settings(max_examples=40, deadline=None)


def weighed(network: belief.Network, question: str = "first") -> list[float]:
    """The probabilities of the answers at the middle of every range."""
    return [float(one) for one in weighing.posterior(network, question)[0]]


def decibans(network: belief.Network) -> float:
    """The odds of the first answer against the last."""
    found = weighed(network)
    return float(10 * np.log10(found[0] / found[-1]))


@FEW
@given(SEEDS)
def test_probabilities_of_all_answers_sum_to_one(seed: int) -> None:
    made = networks.mixed(seed)
    numbers = weighing.draws(made, 20, seed)
    for question in made.questions:
        assert weighing.posterior(made, question, numbers).sum(axis=1) == pytest.approx(1, abs=1e-12)


@FEW
@given(SEEDS, some.randoms(use_true_random=False))
def test_the_order_of_what_is_weighed_is_irrelevant(seed: int, chance: random.Random) -> None:
    made = networks.mixed(seed)
    items = list(made.items)
    chance.shuffle(items)
    for question in made.questions:
        other = weighed(replace(made, items=tuple(items)), question)
        assert other == pytest.approx(weighed(made, question), abs=1e-12)


@FEW
@given(SEEDS)
def test_elimination_agrees_with_the_network_written_out(seed: int) -> None:
    made = networks.mixed(seed)
    nodes, observed = unrolled.nodes(made, weighing.middles(made)[0])
    for question in made.questions:
        assert plain.query(nodes, question, observed) == pytest.approx(weighed(made, question), abs=1e-12)


@FEW
@given(SEEDS, some.floats(0.05, 0.95))
def test_equal_likelihoods_of_a_fresh_speaker_change_nothing(seed: int, likelihood: float) -> None:
    making = networks.Making(seed)
    making.ask("first", 3)
    making.weigh("first", ("somebody",))
    before = weighed(making.network())
    index = making.range(likelihood, likelihood)
    voice = making.witness("somebody else")
    making.items.append(
        belief.Item(id="zz", kind="evidence", question="first", terms=(index,) * 3, links=((voice,),))
    )
    assert weighed(making.network()) == pytest.approx(before, abs=1e-12)


@settings(max_examples=200, deadline=None)
@given(
    SEEDS,
    some.lists(some.tuples(*[some.floats(0.01, 0.99)] * 2), min_size=3, max_size=3),
    some.sampled_from(networks.RATES),
)
def test_a_second_claim_moves_no_more_than_one_of_a_fresh_speaker(
    seed: int, likelihoods: list[tuple[float, float]], rates: tuple[float, float]
) -> None:
    """For claims that point the same way: of the answers that one favours, the other favours none less."""
    first, second = (sorted(held, reverse=True) for held in zip(*likelihoods, strict=True))

    def odds(voices: tuple[str, ...]) -> float:
        making = networks.Making(seed)
        making.ask("first", 3)
        for number, (voice, held) in enumerate(zip(voices, (first, second), strict=False)):
            witness = belief.Witness(voice, *rates)
            terms = tuple(making.range(one, one) for one in held)
            making.items.append(
                belief.Item(
                    id=f"item-{number}", kind="evidence", question="first", terms=terms, links=((witness,),)
                )
            )
        return decibans(making.network())

    once, same, fresh = odds(("one",)), odds(("one", "one")), odds(("one", "two"))
    assert same - once <= fresh - once + 1e-9


@settings(max_examples=25, deadline=None)
@given(SEEDS, some.floats(0, 0.2), some.floats(0, 0.2))
def test_widening_a_range_never_narrows_the_bounds(seed: int, down: float, up: float) -> None:
    making = networks.Making(seed)
    making.ask("first", 2)
    making.weigh("first", ("one",))
    making.weigh("first", ("one", "two"))
    made = making.network()
    place = seed % len(made.ranges)
    held = made.ranges[place]
    wider = replace(held, low=max(0.01, held.low - down), high=min(0.99, held.high + up))
    if place == 0:  # the prior: what is left for the other answer must stay positive
        wider = replace(wider, high=min(0.9, wider.high))
    other = replace(made, ranges=(*made.ranges[:place], wider, *made.ranges[place + 1 :]))
    narrow, wide = bounded(made), bounded(other)
    assert set(narrow.how) == {bounds.EXACT}
    assert (wide.low <= narrow.low + 1e-12).all()
    assert (wide.high >= narrow.high - 1e-12).all()


def bounded(made: belief.Network) -> bounds.Bounds:
    answers = tuple(range(len(made.questions["first"].answers)))
    return bounds.bounds(
        weighing.evaluator(made, "first"), weighing.limits(made), signs.signs(made, "first"), answers
    )


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_bounds_hold_every_draw(seed: int) -> None:
    made = networks.mixed(seed)
    found = bounded(made)
    drawn = weighing.posterior(made, "first", weighing.draws(made, 300, seed))
    assert (drawn.min(axis=0) >= found.low - 1e-9).all()
    assert (drawn.max(axis=0) <= found.high + 1e-9).all()


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_known_signs_are_those_of_the_posterior(seed: int) -> None:
    made = networks.mixed(seed, items=5, voices=6)
    low, high = weighing.limits(made)
    known = signs.signs(made, "first")
    numbers = weighing.draws(made, 30, seed)
    for place in np.flatnonzero(np.any(known != 0, axis=1)):
        ends = [numbers.copy(), numbers.copy()]
        ends[0][:, place], ends[1][:, place] = low[place], high[place]
        change = np.subtract(*(weighing.posterior(made, "first", one) for one in reversed(ends)))
        assert (change * known[place] >= -1e-12).all()


PRIORS = some.lists(some.sampled_from(["left", "range", "fixed"]), min_size=2, max_size=4)


@settings(max_examples=60, deadline=None)
@given(SEEDS, PRIORS, some.floats(0, 0.1))
def test_bounds_of_any_prior_hold_every_draw_and_widen(seed: int, kinds: list[str], more: float) -> None:
    making = networks.Making(seed)
    share = 0.6 / len(kinds)
    row = tuple(
        belief.LEFT if kind == "left" else making.range(share / 2, share if kind == "range" else share / 2)
        for kind in kinds
    )
    answers = tuple(f"first-{place}" for place in range(len(kinds)))
    making.questions["first"] = belief.Asked(id="first", answers=answers, prior=(row,))
    making.weigh("first", ("one",))
    made = making.network()
    found = bounded(made)
    drawn = weighing.posterior(made, "first", weighing.draws(made, 200, seed))
    assert (drawn.min(axis=0) >= found.low - 1e-9).all()
    assert (drawn.max(axis=0) <= found.high + 1e-9).all()
    wider = (replace(made.ranges[0], high=made.ranges[0].high + more), *made.ranges[1:])
    wide = bounded(replace(made, ranges=wider))
    assert (wide.low <= found.low + 1e-12).all()
    assert (wide.high >= found.high - 1e-12).all()


def test_a_thousand_items_do_not_vanish() -> None:
    making = networks.Making(1)
    making.ask("first", 3)
    for _ in range(1000):
        making.weigh("first")
    assert sum(weighed(making.network())) == pytest.approx(1)


CASE = """
sources:
  letter: {title: A letter, kind: letter, publisher: Anna, read: whole}
  paper: {title: Paper, kind: news, publisher: The paper, read: whole}
COPY
claims:
  light: {says: The light burned., sources: [{source: letter, at: p. 1}MORE]}
  key: {says: The key was out., sources: [{source: paper, at: p. 1}]}
questions:
  who: {asks: Who was it?, answers: {clerk: The clerk, master: The master}, residual: Somebody else}
evidence:
  burning: {on: who, rests_on: [light], likelihood: {clerk: 0.6-0.9, others: 0.1-0.3}}
  key-out: {on: who, rests_on: [key], likelihood: {master: 0.6-0.9, others: 0.1-0.3}}
"""


@pytest.mark.parametrize("copies", [1, 2, 7])
def test_a_copy_changes_nothing(tmp_path: Path, copies: int) -> None:
    def who(sources: str, statements: str) -> list[float]:
        text = CASE.replace("COPY", sources).replace("MORE", statements)
        folder = cases.write(tmp_path / str(len(text)), {"case-file.yaml": text})
        made = pipeline.check(folder, pipeline.Settings(), pipeline.new_cache(None)).graph
        assert made is not None
        return weighed(made.network, "who")

    copied = "".join(
        f"  copy-{number}: {{title: Copy {number}, kind: register, publisher: P{number}, "
        "derives_from: [letter], read: whole}\n"
        for number in range(copies)
    )
    statements = "".join(f", {{source: copy-{number}, at: p. 1}}" for number in range(copies))
    assert who(copied, statements) == pytest.approx(who("", ""), abs=1e-12)
    independent = copied.replace("derives_from: [letter], ", "")
    assert who(independent, statements) != pytest.approx(who("", ""), abs=1e-3)


def test_what_is_private_is_weighed_and_not_named(tmp_path: Path) -> None:
    """The numbers are those of the open case; no file names the source, its claim, or who spoke."""
    text = CASE.replace("COPY", "").replace("MORE", "")
    closed = text.replace(
        "publisher: Anna, read: whole", "publisher: Anna, read: whole, private: yes"
    ).replace("light: {says", "light: {private: yes, says")
    made = {}
    for name, held in (("open", text), ("closed", closed)):
        folder = cases.write(tmp_path / name, {"case-file.yaml": held})
        building.build(folder, tmp_path / name / "out", pipeline.Settings())
        made[name] = tmp_path / name / "out" / "network.bif"
    nodes, observed = bif.read(made["closed"].read_text(encoding="utf-8"))
    others, seen = bif.read(made["open"].read_text(encoding="utf-8"))
    assert plain.query(nodes, "who", observed) == pytest.approx(plain.query(others, "who", seen), abs=1e-12)
    for path in made["closed"].parent.rglob("*"):
        if path.is_file():
            shown = path.read_bytes().lower()
            assert not any(word in shown for word in (b"anna", b"a letter", b"light burned")), path


GAINS = """
entities:
  anna: {kind: person, name: Anna}
sources:
  letter: {title: A letter, kind: letter, by: anna, published: 2020-02, read: whole}
  later: {title: Another, kind: filing, by: anna, published: 2020-03, read: whole}
claims:
  light: {says: The light burned., sources: [{source: letter, at: p. 1}MORE]}
questions:
  who: {asks: Who was it?, answers: {clerk: The clerk, master: The master}, residual: Somebody else FAVOURS}
evidence:
  burning: {on: who, rests_on: [light], likelihood: LIKELIHOOD}
"""


def _clerk(folder: Path, favours: str, likelihood: str, more: str = "") -> float:
    text = GAINS.replace("FAVOURS", favours).replace("LIKELIHOOD", likelihood).replace("MORE", more)
    cases.write(folder, {"case-file.yaml": text})
    made = pipeline.check(folder, pipeline.Settings(), pipeline.new_cache(None)).graph
    assert made is not None
    return weighed(made.network, "who")[0]


def test_the_word_of_who_gains_counts_less_and_a_word_against_oneself_as_much(tmp_path: Path) -> None:
    gains = ", favours: {clerk: [anna]}"
    for_it, against = "{clerk: 0.9, others: 0.1}", "{clerk: 0.1, others: 0.9}"
    plain_one, tempered = _clerk(tmp_path, "", for_it), _clerk(tmp_path, gains, for_it)
    assert 1 / 3 < tempered < plain_one - 0.05
    assert _clerk(tmp_path, gains, against) == pytest.approx(_clerk(tmp_path, "", against), abs=1e-12)


def test_what_a_speaker_says_again_later_adds_nothing(tmp_path: Path) -> None:
    likelihood = "{clerk: 0.9, others: 0.1}"
    again = _clerk(tmp_path, "", likelihood, ", {source: later, at: p. 2}")
    assert again == pytest.approx(_clerk(tmp_path, "", likelihood), abs=1e-12)

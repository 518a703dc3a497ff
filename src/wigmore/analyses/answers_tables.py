"""Tables and figures of rival answers: probabilities beside what is stated, the way to each posterior."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.analyses import answers_spec, beliefs, frame_spec, naming, stating, weighed
from wigmore.methods import weighing
from wigmore.methods.elimination import Floats
from wigmore.model import finding, question, views

MOST_BARS = 15
"""How many answers a figure shows, the most probable first, besides those that are stated or favoured."""

PRIOR, POSTERIOR = "prior", "posterior"

Cells = tuple[finding.Cell, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A question with its answers, the most probable first, and what is stated of them by answer.

    `way` has the probability of each answer before any item of the question and after each.
    """

    asked: question.Question
    found: tuple[beliefs.Answer, ...]
    stated: Mapping[str, stating.Stated]
    way: Floats

    @property
    def followed(self) -> tuple[str, ...]:
        """The answers whose way is shown: the leading one, the favourite, and those that are stated."""
        ids = {one.id for one in self.found}
        favourite = [self.asked.favourite.answer] if self.asked.favourite else []
        return tuple(
            name for name in dict.fromkeys((self.found[0].id, *favourite, *self.stated)) if name in ids
        )


def answers(held: Sequence[Held], seen: views.Beliefs) -> finding.Table:
    """A row for each answer: questions as the network has them, the most probable answers first."""
    return finding.Table(
        name="answers",
        title="How probable each answer is, and what the text under test states of it",
        columns=(
            "question", "answer", "label", "probability", "low", "high", "drawn low", "drawn high", "word",
            "words", "bounds", "stated", "claim", "stated low", "stated high", "difference",
        ),
        rows=tuple(_answer(one, answer, seen) for one in held for answer in one.found),
        records=tuple(one.asked.id for one in held for _ in one.found),
    )  # fmt: skip


def _answer(held: Held, one: beliefs.Answer, seen: views.Beliefs) -> Cells:
    stated = held.stated.get(one.id)
    band = stated.band if stated else None
    return (
        held.asked.id,
        one.id,
        beliefs.label(held.asked, one.id, seen.names),
        one.probability,
        one.low,
        one.high,
        *one.drawn,
        one.word,
        ", ".join(one.words),
        one.how,
        stated.words if stated else "",
        stated.claim if stated else "",
        band.low if band else "",
        band.high if band else "",
        stated.difference(one.probability) if stated else "",
    )


def steps(held: Sequence[Held], seen: views.Beliefs) -> finding.Table:
    """The way of each followed answer, items by id; an answer that nothing can move has no rows."""
    rows = [row for one in held for answer in one.followed for row in _steps(one, answer, seen)]
    return finding.Table(
        name="steps",
        title="From prior to posterior: the odds of an answer against all others, in decibans, items "
        "taken in order: each weighs what it adds to those before it",
        columns=("question", "answer", "step", "item", "kind", "label", "decibans", "odds"),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _steps(held: Held, answer: str, seen: views.Beliefs) -> Iterator[Cells]:
    """The rows of one answer: what it has before anything is weighed for it, each item, what comes of it."""
    name = held.asked.id
    own = seen.network.of_question(name)
    index = seen.network.questions[name].answers.index(answer)
    odds = weighing.decibans(held.way, index)
    if not np.isfinite(odds).all():
        return
    first, last = beliefs.rounded(odds[0]), beliefs.rounded(odds[-1])
    yield name, answer, 0, PRIOR, "", "before what is weighed for it", first, first
    for place, one in enumerate(own, start=1):
        weight, after = beliefs.rounded(odds[place] - odds[place - 1]), beliefs.rounded(odds[place])
        yield name, answer, place, one.id, one.kind, beliefs.item_label(one.id, seen), weight, after
    yield name, answer, len(own) + 1, POSTERIOR, "", "after all of it", last, last


def weights(held: Sequence[Held], seen: views.Beliefs) -> finding.Table:
    """A row for each item, by question and id: what the leading answer's odds would lack without it."""
    rows = [
        (
            one.asked.id,
            weight.item.id,
            weight.item.kind,
            beliefs.item_label(weight.item.id, seen),
            weight.decibans,
            weighed.told(weight.item, seen.network),
            weight.item.assumes,
            "yes" if weight.item.is_late else "",
            "yes" if weight.item.of_test else "",
        )
        for one in held
        for weight in weighed.weights(seen.network, one.asked.id, one.found[0].id)
    ]
    return finding.Table(
        name="weights",
        title="What each item weighs for the leading answer against all others, taken last, all others "
        "known, in decibans",
        columns=(
            "question", "item", "kind", "label", "decibans", "voices", "assumes", "late", "of test",
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )  # fmt: skip


BARS = "Thick: nine of ten draws. Thin: bounds. Dashed: what the words of the text under test mean."
FALLS = "Taken in order. To the right: it speaks for the answer. Ten decibans are odds of ten to one."


def figures(held: Held, seen: views.Beliefs) -> Iterator[finding.Figure]:
    """Bars of the answers, and the way of the leading one."""
    name, leader = held.asked.id, held.found[0].id
    yield finding.Figure(
        name=f"{name}-bars",
        title=f"{held.asked.asks} How probable each answer is. {BARS}",
        specification=answers_spec.bars(list(_bars(held, seen)), BARS),
        records=(name,),
    )
    rows = list(_falls(_steps(held, leader, seen)))
    if len(rows) > 2:
        called = naming.answer(leader, held.asked.id, seen)
        yield finding.Figure(
            name=f"{name}-waterfall",
            title=f"{held.asked.asks} From prior to posterior of {called}. {FALLS}",
            specification=answers_spec.waterfall(rows, FALLS),
            records=(name,),
        )


def _bars(held: Held, seen: views.Beliefs) -> Iterator[frame_spec.Row]:
    for place, one in enumerate(held.found):
        if place >= MOST_BARS and one.id not in held.followed:
            continue
        stated = held.stated.get(one.id)
        band = stated.band if stated else None
        meant = {"least": band.low, "most": band.high} if band else {}
        yield {
            "answer": one.id,
            "label": beliefs.label(held.asked, one.id, seen.names),
            "shown": beliefs.percent(one.probability),
            "p": one.probability,
            "low": one.low,
            "high": one.high,
            "from": one.drawn[0],
            "to": one.drawn[1],
            **meant,
        }


def _falls(rows: Iterable[Cells]) -> Iterator[frame_spec.Row]:
    """Bars of a waterfall from the rows of the steps; prior and posterior start at even odds."""
    for _, _, _, item, _, label, weight, odds in rows:
        amount, after = float(str(weight)), float(str(odds))
        is_level = item in (PRIOR, POSTERIOR)
        yield {
            "item": item,
            "label": str(label),
            "shown": beliefs.decibans(amount),
            "before": 0.0 if is_level else beliefs.rounded(after - amount),
            "after": after,
            "way": "level" if is_level else "up" if amount >= 0 else "down",
        }

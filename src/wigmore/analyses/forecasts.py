"""Forecasts as they are scored: a probability for every answer of the question, and what came."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wigmore.kit import frozen, quantity
from wigmore.methods import score, weighing
from wigmore.model import belief, dating, question, views, vocabulary
from wigmore.stages import network as networks


@dataclass(frozen=True, slots=True)
class Forecast:
    """One forecast: the probability of each answer by id, and the answer that came (empty: none yet).

    `by` is empty where nobody is named. `is_after` tells that it was made certainly after the question was
    settled: then it is no forecast.
    """

    question: str
    on: dating.Dated
    by: str
    shares: Mapping[str, float]
    came: str
    is_after: bool

    @property
    def is_scored(self) -> bool:
        """Whether it can be scored: the question is settled, and it was not made afterwards."""
        return bool(self.came) and not self.is_after

    @property
    def brier(self) -> float:
        """The Brier score over all answers in its half form, Σ (p − o)² / 2, from 0 to 1: less is better.

        With two answers it is (p − o)².
        """
        ids = tuple(self.shares)
        return score.brier_categories(tuple(self.shares.values()), ids.index(self.came)) / 2

    @property
    def log(self) -> float:
        """−ln p of the answer that came; infinite where it had been called impossible."""
        return score.log(self.shares[self.came]).nats


def forecasts(seen: views.Beliefs, calendar: views.Calendar) -> tuple[Forecast, ...]:
    """All forecasts, by the id of their question, their day, who made them, and their place in the file."""
    made = [
        _made(one, seen.network.questions[name].answers, held, seen.scale, calendar)
        for name, held in seen.questions.items()
        if name in seen.network.questions
        for one in held.forecasts
    ]
    return tuple(sorted(made, key=lambda one: (one.question, one.on.first, one.by)))


def came(asked: question.Question, calendar: views.Calendar) -> str:
    """The answer with which a question was settled; empty where it was not by the case's day."""
    held = asked.resolved
    if held is None or calendar.today.is_before(calendar.dates.dated(held.on)):
        return ""
    return held.answer


def _made(
    one: question.Forecast,
    answers: tuple[str, ...],
    asked: question.Question,
    scale: vocabulary.Policy,
    calendar: views.Calendar,
) -> Forecast:
    settled = came(asked, calendar)
    on = calendar.dates.dated(one.on)
    return Forecast(
        question=asked.id,
        on=on,
        by=one.by or "",
        shares=shares(one.answers, answers, scale),
        came=settled if settled in answers else "",
        is_after=asked.resolved is not None and calendar.dates.dated(asked.resolved.on).is_before(on),
    )


def shares(
    stated: Mapping[str, quantity.Probability | str], answers: tuple[str, ...], scale: vocabulary.Policy
) -> Mapping[str, float]:
    """The probability of each answer: the middle of what is stated, and what that leaves shared evenly.

    As in a prior: by `weighing.prior_row`.
    """
    middles: list[float] = []
    row: list[int] = []
    known: dict[str, int] = {}
    for answer in answers:
        key = answer if answer in stated else "others"
        if key not in known:
            held = stated.get(key, "rest")
            bounds = None if held in networks.LEFT_WORDS else networks.read_probability(held, scale)
            known[key] = len(middles) if bounds else belief.LEFT
            if bounds:
                middles.append(sum(bounds) / 2)
        row.append(known[key])
    if not any(middles) and belief.LEFT not in row:
        return frozen.FrozenDict(dict.fromkeys(answers, 1 / len(answers)))
    made = weighing.prior_row(row, np.array([middles], dtype=float))[0]
    return frozen.FrozenDict({answer: float(share) for answer, share in zip(answers, made, strict=True)})

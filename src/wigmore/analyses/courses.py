"""Scenarios with their probabilities: of the answer they presuppose, of what they need, and of its dates.

The likelihood of a scenario is its chance where what it presupposes holds and what it needs has come. So a
scenario that needs others is the product of all their likelihoods, each once, by the chain rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import mul

from wigmore.analyses import beliefs, occurring, sequence, watching
from wigmore.model import question, views
from wigmore.stages import network as networks


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario with its probability; None where a likelihood that it depends on is not stated.

    `given` is the chance of what it presupposes, with what the scenarios that it needs presuppose; `share` is
    the share of all possible datings in which what it needs comes in time. `barred` holds what it needs in an
    order that is impossible, or one thing that comes too late; `excluded` the scenarios it needs that
    presuppose another answer of the question that it presupposes an answer to itself.
    """

    scenario: question.Scenario
    probability: float | None
    low: float
    high: float
    given: occurring.Chance
    share: float
    barred: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the scenario."""
        return self.scenario.id


class Courses:
    """Works out scenarios, each question that they presuppose once."""

    def __init__(self, seen: views.Beliefs, watches: views.Watches, calendar: views.Calendar) -> None:
        self._seen, self._watches, self._calendar = seen, watches, calendar
        self._watched = {one.id: one for one in watching.watched(seen, watches, calendar)}
        self._answers: dict[str, Mapping[str, beliefs.Answer]] = {}
        self._scale = beliefs.bands_of(seen.scale)

    def all(self) -> tuple[Course, ...]:
        """All scenarios, the most probable first, those without a probability last, equals by id.

        Raises ValueError where the network is too wide for exact inference.
        """
        own = {name: self._own(one) for name, one in self._seen.scenarios.items()}
        made = [self._held(one, own) for one in own.values()]
        return tuple(
            sorted(made, key=lambda one: (one.probability is None, -(one.probability or one.high), one.id))
        )

    def _own(self, one: question.Scenario) -> Course:
        """A scenario as the product of its parts, and of those of all the scenarios that it needs."""
        every = (one, *(self._seen.scenarios[name] for name in self._needed(one.id)))
        pairs = {held.id: pair for held in every if (pair := self._pair(held)) is not None}
        excluded = _excluded(pairs)
        settled = tuple(dict.fromkeys(pairs.values()))
        share, barred = self._in_time(one)
        shares = [share, *(self._in_time(held)[0] for held in every[1:])]
        parts = [
            occurring.NEVER if excluded else self._together(settled),
            *(self._likelihood(held) for held in every),
            self._comes(every, () if excluded else settled),
            *(occurring.Chance(held, held, held) for held in shares),
        ]
        whole = reduce(mul, parts)
        middle = None if whole.middle is None else beliefs.rounded(whole.middle)
        ends = beliefs.rounded(whole.low), beliefs.rounded(whole.high)
        return Course(one, middle, *ends, self._given(one), share, barred, excluded)

    def _held(self, one: Course, own: Mapping[str, Course]) -> Course:
        """A scenario with bounds no higher than those of the scenarios that it needs.

        Bounds of indicators are taken over the answers that are possible: the less is presupposed, the wider.
        """
        needed = [own[name] for name in self._needed(one.id)]
        low, high = (
            min(ends) for ends in zip(*((held.low, held.high) for held in (one, *needed)), strict=True)
        )
        return replace(one, low=low, high=high)

    def _in_time(self, one: question.Scenario) -> tuple[float, tuple[str, ...]]:
        """The share of all datings in which what a scenario needs comes in time, and what bars it."""
        days, end = [self._days(name) for name in one.needs], self._end(one)
        return sequence.share(days, end), tuple(one.needs[place] for place in sequence.barred(days, end))

    def _needed(self, name: str) -> tuple[str, ...]:
        """The scenarios that one needs, and those that these need in turn, sorted."""
        found: set[str] = set()
        stack = [name]
        while stack:
            needs = self._seen.scenarios[stack.pop()].needs
            fresh = [held for held in needs if held in self._seen.scenarios and held not in found]
            found.update(fresh)
            stack.extend(fresh)
        return tuple(sorted(found - {name}))

    def _pair(self, one: question.Scenario) -> occurring.Pair | None:
        """The question and the answer that a scenario presupposes; None where it presupposes none."""
        asked, _, answer = (one.given or "").partition(".")
        return (asked, answer) if answer and asked in self._seen.network.questions else None

    def _given(self, one: question.Scenario) -> occurring.Chance:
        """The chance of the answer that a scenario presupposes, certain for one that presupposes none."""
        pair = self._pair(one)
        return self._answer(*pair) if pair else occurring.CERTAIN

    def _answer(self, asked: str, answer: str) -> occurring.Chance:
        if asked not in self._answers:
            held = beliefs.answered(self._seen.network, asked, self._scale)
            self._answers[asked] = {found.id: found for found in held}
        found = self._answers[asked].get(answer)
        return occurring.Chance(found.probability, found.low, found.high) if found else occurring.UNSTATED

    def _together(self, settled: Sequence[occurring.Pair]) -> occurring.Chance:
        """The chance that several answers hold; bounds hold however the questions depend (Fréchet)."""
        made = occurring.CERTAIN
        for place, (asked, answer) in enumerate(settled):
            one = self._answer(asked, answer)
            if not place or made.middle is None or one.middle is None:
                made = made * one
                continue
            where = self._shares(asked, settled[:place]).get(answer, 0.0) if made.middle else 0.0
            low = max(0.0, made.low + one.low - 1)
            made = occurring.Chance(made.middle * where, low, min(made.high, one.high))
        return made

    def _likelihood(self, one: question.Scenario) -> occurring.Chance:
        bounds = (
            networks.read_probability(one.likelihood, self._seen.scale)
            if one.likelihood is not None
            else None
        )
        return occurring.Chance(sum(bounds) / 2, *bounds) if bounds else occurring.UNSTATED

    def _comes(
        self, every: Sequence[question.Scenario], settled: Sequence[occurring.Pair]
    ) -> occurring.Chance:
        """The chance that the indicators and events come that some scenarios need, each once, whenever."""
        needs = dict.fromkeys(name for one in every for name in one.needs)
        if any(self._watches.plans.get(name) == "lapsed" for name in needs):
            return occurring.NEVER
        made = occurring.CERTAIN
        waiting: dict[str, list[watching.Watched]] = {}
        for name in needs:
            held = self._watched.get(name)
            if held is not None and held.state != watching.SEEN:
                waiting.setdefault(held.indicator.on, []).append(held)
        for asked, some in sorted(waiting.items()):
            chances = [occurring.under_answers(held, self._seen) for held in some]
            made = made * occurring.together(chances, self._shares(asked, settled))
        return made

    def _shares(self, asked: str, settled: Sequence[occurring.Pair]) -> Mapping[str, float]:
        """The probability of each answer to a question where what scenarios presuppose holds."""
        network = self._seen.network
        if asked not in network.questions:
            return {}
        answers, known = network.questions[asked].answers, dict(settled)
        if asked in known:
            return {held: float(held == known[asked]) for held in answers}
        if not self._together(settled).middle:
            settled = ()
        return dict(zip(answers, occurring.shares(network, asked, settled), strict=True))

    def _end(self, one: question.Scenario) -> int | None:
        return self._calendar.dates.dated(one.window).last if one.window else None

    def _days(self, name: str) -> sequence.Spans:
        """The days on which something that is needed can come; none where nothing bounds them."""
        if name in self._seen.scenarios:
            window = self._seen.scenarios[name].window
            return sequence.bounded(self._calendar.dates.dated(window) if window else None)
        held = self._watched.get(name)
        if held is None or held.state == watching.SEEN:
            record = held.records[0] if held else name
            return sequence.bounded(watching.dated(record, self._watches, self._calendar))
        return self._waiting(held)

    def _waiting(self, one: watching.Watched) -> sequence.Spans:
        """From the search in vain, else from its declaration, else from the case's day, to its `by`."""
        if one.indicator.by is None:
            return ()
        declared = self._calendar.dates.dated(one.indicator.declared) if one.indicator.declared else None
        last = self._calendar.dates.dated(one.indicator.by).last
        # A search after the time was over does not tell when what it missed came.
        since = (held.first for held in (one.searched, declared or self._calendar.today) if held)
        return sequence.between(next((first for first in since if first < last), last + 1), last)


def _excluded(pairs: Mapping[str, occurring.Pair]) -> tuple[str, ...]:
    """Of some scenarios those that presuppose another answer of a question than one before them does."""
    first: dict[str, str] = {}
    found = []
    for held, (asked, answer) in pairs.items():
        if first.setdefault(asked, answer) != answer:
            found.append(held)
    return tuple(found)

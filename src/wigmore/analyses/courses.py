"""Scenarios with their probabilities: of the answer they presuppose, of what they need, and of its dates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wigmore.analyses import beliefs, occurring, sequence, watching
from wigmore.model import question, views
from wigmore.stages import network as networks


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario with its probability; None where a likelihood that it depends on is not stated.

    `given` is the chance of what it presupposes, `comes` that of the indicators and events it needs, `share`
    the share of all possible datings in which that comes in time. `capped` names the scenario it needs that
    is less probable than the product of these, so that it is held to it; empty where there is none. `barred`
    holds what it needs in an order that is impossible, or one thing that comes too late.
    """

    scenario: question.Scenario
    probability: float | None
    low: float
    high: float
    given: occurring.Chance
    comes: occurring.Chance
    share: float
    capped: str = ""
    barred: tuple[str, ...] = ()

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
        made = [self._capped(one, own) for one in own.values()]
        return tuple(
            sorted(made, key=lambda one: (one.probability is None, -(one.probability or one.high), one.id))
        )

    def _own(self, one: question.Scenario) -> Course:
        """A scenario without regard to the probabilities of others that it needs."""
        given, comes = self._given(one), self._comes(one)
        days, end = [self._days(name) for name in one.needs], self._end(one)
        share = sequence.share(days, end)
        barred = tuple(one.needs[place] for place in sequence.barred(days, end))
        whole = given * self._likelihood(one) * comes * occurring.Chance(share, share, share)
        middle = None if whole.middle is None else beliefs.rounded(whole.middle)
        ends = beliefs.rounded(whole.low), beliefs.rounded(whole.high)
        return Course(one, middle, *ends, given, comes, share, barred=barred)

    def _capped(self, one: Course, own: Mapping[str, Course]) -> Course:
        """A scenario held to the least of those that it needs, at any remove."""
        middle, low, high, capped = one.probability, one.low, one.high, ""
        for held in (own[name] for name in self._needed(one.id)):
            most = held.high if held.probability is None else held.probability
            if middle is not None and most < middle:
                middle, capped = most, held.id
            low, high = min(low, held.low), min(high, held.high)
        return replace(one, probability=middle, low=low, high=high, capped=capped)

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

    def _given(self, one: question.Scenario) -> occurring.Chance:
        """The chance of the answer that a scenario presupposes, certain for one that presupposes none."""
        asked, _, answer = (one.given or "").partition(".")
        if not answer or asked not in self._seen.network.questions:
            return occurring.CERTAIN
        if asked not in self._answers:
            held = beliefs.answered(self._seen.network, asked, self._scale)
            self._answers[asked] = {found.id: found for found in held}
        found = self._answers[asked].get(answer)
        return occurring.Chance(found.probability, found.low, found.high) if found else occurring.UNSTATED

    def _likelihood(self, one: question.Scenario) -> occurring.Chance:
        bounds = (
            networks.read_probability(one.likelihood, self._seen.scale)
            if one.likelihood is not None
            else None
        )
        return occurring.Chance(sum(bounds) / 2, *bounds) if bounds else occurring.UNSTATED

    def _comes(self, one: question.Scenario) -> occurring.Chance:
        """The chance that the indicators and events come that a scenario needs, whenever."""
        if any(self._watches.plans.get(name) == "lapsed" for name in one.needs):
            return occurring.NEVER
        made = occurring.CERTAIN
        waiting: dict[str, list[watching.Watched]] = {}
        for name in dict.fromkeys(one.needs):
            held = self._watched.get(name)
            if held is not None and held.state != watching.SEEN:
                waiting.setdefault(held.indicator.on, []).append(held)
        for asked, some in sorted(waiting.items()):
            chances = [occurring.under_answers(held, self._seen) for held in some]
            made = made * occurring.together(chances, self._weights(asked, one))
        return made

    def _weights(self, asked: str, one: question.Scenario) -> Mapping[str, float]:
        """The probability of each answer to a question where what a scenario presupposes holds."""
        network = self._seen.network
        if asked not in network.questions:
            return {}
        given, _, answer = (one.given or "").partition(".")
        answers = network.questions[asked].answers
        if answer and given == asked:
            return {held: float(held == answer) for held in answers}
        if not answer or given not in network.questions or not self._given(one).middle:
            given = ""
        return dict(zip(answers, occurring.shares(network, asked, given, answer), strict=True))

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

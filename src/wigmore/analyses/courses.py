"""Scenarios with their probabilities: of the answer they presuppose, of what they need, and of its dates."""

from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.analyses import beliefs, occurring, sequence, watching
from wigmore.model import dating, question, views
from wigmore.stages import network as networks


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario with its probability; None where a likelihood that it depends on is not stated.

    `given` is the chance of what it presupposes, `comes` that of the indicators and events it needs, `share`
    the share of all possible datings in which that comes in time. `capped` names a scenario it needs that is
    no more probable than the product of these.
    """

    scenario: question.Scenario
    probability: float | None
    low: float
    high: float
    given: occurring.Chance
    comes: occurring.Chance
    share: float
    capped: str = ""

    @property
    def id(self) -> str:
        """The id of the scenario."""
        return self.scenario.id


class Courses:
    """Works out scenarios, each question that they presuppose once."""

    def __init__(self, seen: views.Beliefs, watches: views.Watches, calendar: views.Calendar) -> None:
        self._seen, self._watches, self._calendar = seen, watches, calendar
        self._watched = {one.id: one for one in watching.watched(seen, watches, calendar)}
        self._scale = beliefs.bands_of(seen.scale)
        self._answers: dict[str, Mapping[str, beliefs.Answer]] = {}
        self._made: dict[str, Course] = {}

    def all(self) -> tuple[Course, ...]:
        """All scenarios, the most probable first, those without a probability last, equals by id.

        Raises ValueError where the network is too wide for exact inference.
        """
        made = [self._course(name, frozenset()) for name in self._seen.scenarios]
        return tuple(
            sorted(made, key=lambda one: (one.probability is None, -(one.probability or one.high), one.id))
        )

    def _course(self, name: str, above: frozenset[str]) -> Course:
        if name not in self._made:
            self._made[name] = self._worked_out(self._seen.scenarios[name], above | {name})
        return self._made[name]

    def _worked_out(self, one: question.Scenario, above: frozenset[str]) -> Course:
        given, comes = self._given(one), self._comes(one)
        share = sequence.share([self._days(name) for name in one.needs], self._end(one))
        whole = given * self._likelihood(one) * comes * occurring.Chance(share, share, share)
        # A circle of needs is cut where it closes.
        needed = [
            self._course(name, above)
            for name in one.needs
            if name in self._seen.scenarios and name not in above
        ]
        middle, low, high, capped = whole.middle, whole.low, whole.high, ""
        for held in needed:
            most = held.high if held.probability is None else held.probability
            if middle is not None and most < middle:
                middle, capped = most, held.id
            low, high = min(low, held.low), min(high, held.high)
        shown = None if middle is None else beliefs.rounded(middle)
        return Course(one, shown, beliefs.rounded(low), beliefs.rounded(high), given, comes, share, capped)

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
        since: dating.Dated = one.searched or declared or self._calendar.today
        return sequence.between(since.first, self._calendar.dates.dated(one.indicator.by).last)

"""Where each indicator stands on the case's day: seen, missing, or not looked for; and what it weighs."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from wigmore.analyses import beliefs, weighed
from wigmore.kit import edtf, frozen
from wigmore.methods import weighing
from wigmore.model import belief, dating, question, views
from wigmore.stages import network as networks

SEEN, MISSING, UNSEEN = "seen", "missing", "not looked for"


@dataclass(frozen=True, slots=True)
class Watched:
    """An indicator with its state, the records in which it was seen, and what is weighed of it.

    `searched` is the day of the inquiry that looked for it in vain; None where there is none, or the inquiry
    is private. `item` is None where nothing is weighed. `is_hidden`: who looked is not all known here.
    """

    indicator: question.Indicator
    state: str
    records: tuple[str, ...] = ()
    item: belief.Item | None = None
    searched: dating.Dated | None = None
    is_hidden: bool = False

    @property
    def id(self) -> str:
        """The id of the indicator."""
        return self.indicator.id


@dataclass(frozen=True, slots=True)
class Leader:
    """A leading answer, and what an item weighs for it against all others, in decibans."""

    answer: str
    decibans: float


def watched(seen: views.Beliefs, watches: views.Watches, calendar: views.Calendar) -> tuple[Watched, ...]:
    """The indicators with their states, by id."""
    items = {one.id: one for one in seen.network.items if one.kind == belief.INDICATOR}
    return tuple(_watched(one, items.get(one.id), watches, calendar) for one in seen.indicators.values())


def _watched(
    one: question.Indicator, item: belief.Item | None, watches: views.Watches, calendar: views.Calendar
) -> Watched:
    records = watches.seen.get(one.id, ())
    if records:
        return Watched(one, SEEN, records, item)
    search = watches.inquiries.get(one.missing) if one.missing else None
    # Of a private inquiry only the network still tells that it found nothing.
    if search is None or not (search.found == "nothing" or (item is not None and item.is_absent)):
        return Watched(one, UNSEEN, is_hidden=one.id in watches.hidden)
    day = calendar.dates.dated(search.on) if search.on else None if search.private else calendar.today
    return Watched(one, MISSING, (), item, day)


def dated(name: str, watches: views.Watches, calendar: views.Calendar) -> dating.Dated | None:
    """When a record lies: an event at its date, a relation from its begin on, a claim at its `when`."""
    life = watches.times.get(name)
    begin = life.begin if life else None
    return calendar.dates.dated(begin) if begin is not None else None


def is_past(date: edtf.Edtf | None, calendar: views.Calendar) -> bool:
    """Whether a date lies certainly before the case's day."""
    return date is not None and calendar.dates.dated(date).is_before(calendar.today)


def is_overdue(one: Watched, calendar: views.Calendar) -> bool:
    """Whether its `by` is certainly past, and it was neither seen nor looked for at the end of it or later.

    Of a private search it is not known when that was: then it is not called overdue.
    """
    by = one.indicator.by
    if by is None or one.state == SEEN or not is_past(by, calendar):
        return False
    if one.state == UNSEEN:
        return not one.is_hidden
    return one.searched is not None and one.searched.first < calendar.dates.dated(by).last


def likelihoods(one: question.Indicator, seen: views.Beliefs) -> Mapping[str, tuple[float, float]]:
    """The bounds of its likelihood under each answer of its question; empty where one is not stated."""
    asked = seen.network.questions.get(one.on)
    made = {}
    for answer in asked.answers if asked else ():
        held = one.likelihood.get(answer, one.likelihood.get("others"))
        bounds = networks.read_probability(held, seen.scale) if held is not None else None
        if bounds is None:
            return frozen.EMPTY
        made[answer] = bounds
    return made


def leaders(network: belief.Network, item: belief.Item) -> tuple[Leader, ...]:
    """What an item weighs for the leading answer of its question, taken last; all answers that tie are named.

    The weight is 10 log10 of the posterior odds with everything over those without the item. Empty where the
    question has one answer, or nothing but one is possible. Raises ValueError where the network is too wide.
    """
    ids = network.questions[item.question].answers
    held = weighed.taken_last(network, item.question)
    place = 1 + [one.id for one in network.of_question(item.question)].index(item.id)
    made = []
    for answer in beliefs.leaders(dict(zip(ids, held[0], strict=True))):
        odds, without = weighing.decibans(held[[0, place]], ids.index(answer))
        if math.isfinite(odds) and math.isfinite(without):
            made.append(Leader(answer, beliefs.rounded(odds - without)))
    return tuple(made)

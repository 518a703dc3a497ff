"""For how long relations certainly held and may have held, and whether several held at the same time.

What has no stated beginning certainly held on no day, since nobody says from when. What has no stated end
goes on, as in the profiles; an end that is stated as unknown (`2019/`) may lie on any day from there on. An
event is one day within its date, and nobody is told which.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.kit import allen, edtf
from wigmore.model import dating, graph, thing, views
from wigmore.stages import times

YES, NO, UNKNOWN = "yes", "no", "unknown"
SEATS = ("director-of", "officer-of", "chairs", "employed-by")
"""Kinds of relation by which a person sits or works somewhere."""
HOLDINGS = ("holds", "owns", "controls", "parent-of")
"""Kinds of relation by which one holds another."""
MEETINGS = ("agreement", "meeting", "session", "table", "visit")
"""Kinds of event that tie those who take part in them to one another."""
NEVER = (allen.FAR_FUTURE + 1, allen.FAR_PAST)
"""The span of days that holds no day."""


@dataclass(frozen=True, slots=True)
class Held:
    """The days on which something certainly held, and those on which it may have; first and last, both in.

    Where the first lies after the last there is no such day. `since` and `until` are the dates as stated.
    """

    certain: allen.DaySpan
    possible: allen.DaySpan
    since: str = ""
    until: str = ""

    def may_hold(self, day: allen.DaySpan) -> bool:
        """Whether it may have held on a day of that span."""
        return self.possible[0] <= day[1] and day[0] <= self.possible[1]

    def is_before(self, day: allen.DaySpan) -> bool:
        """Whether it certainly ended before that span."""
        return self.possible[1] < day[0]


def of_life(life: graph.Lifetime | None, dates: dating.Dates) -> Held:
    """When what began and ended on these dates held; None means that nobody dates it."""
    begin, end = (life.begin, life.end) if life else (None, None)
    first = (allen.FAR_PAST, allen.FAR_FUTURE) if begin is None else allen.span(_begins(begin, dates))
    last = (allen.FAR_FUTURE, allen.FAR_FUTURE) if end is None else allen.span(dates.bounds(end))
    # A beginning without a last day is certain on no day, also not on that on which what goes on meets.
    begun = NEVER[0] if first[1] == allen.FAR_FUTURE else first[1]
    return Held((begun, last[0]), (first[0], last[1]), str(begin or ""), str(end or ""))


def _begins(begin: edtf.Edtf, dates: dating.Dates) -> edtf.Bounds:
    """Between which days a beginning lies; `2019/..` means from 2019 on, and begins in 2019."""
    bounds = dates.bounds(begin)
    return dates.ends(begin)[0] if bounds[1] is edtf.OPEN else bounds


def of_relation(network: views.Network, relation: thing.Relation, dates: dating.Dates) -> Held:
    """When a relation held: as it is dated, and not beyond the time for which its two ends exist.

    A relation that begins when one of its ends ceases to exist, as a merger, goes on after that end.
    """
    held = of_life(network.lifetimes.get(relation.id), dates)
    for key, name in (("from", relation.from_), ("to", relation.to)):
        life = network.lifetimes.get(name)
        if life is not None and times.ENDS_BY.get(relation.kind) != key:
            held = _within(held, of_life(life, dates))
    return held


def _within(held: Held, end: Held) -> Held:
    """The part of a time within the lifetime of an entity; what has no end of its own ends with it."""
    return Held(
        (held.certain[0], min(held.certain[1], end.certain[1])),
        (max(held.possible[0], end.possible[0]), min(held.possible[1], end.possible[1])),
        held.since,
        held.until or end.until,
    )


def of_event(life: graph.Lifetime | None, dates: dating.Dates) -> Held:
    """The one day on which an event took place: certain only where its date is one day."""
    if life is None or life.begin is None:
        return Held(NEVER, (allen.FAR_PAST, allen.FAR_FUTURE))
    dated = dates.dated(life.begin)
    return Held((dated.last, dated.first), (dated.first, dated.last), str(life.begin), str(life.begin))


def together(hops: Sequence[Sequence[Held]]) -> str:
    """Whether there was a day on which of every hop one relation at least held.

    `yes` where there certainly was one, `no` where there can have been none, else `unknown`.
    """
    if _common([[one.certain for one in hop] for hop in hops]) is not None:
        return YES
    return NO if _common([[one.possible for one in hop] for hop in hops]) is None else UNKNOWN


def _common(hops: Sequence[Sequence[allen.DaySpan]]) -> int | None:
    """The first day that lies in a span of every hop; None where there is none.

    If there is one, there is one on which some span begins.
    """
    for day in sorted({first for hop in hops for first, last in hop if first <= last}):
        if all(any(first <= day <= last for first, last in hop) for hop in hops):
            return day
    return None


def overlap(one: Held, other: Held) -> allen.DaySpan:
    """The days on which both certainly held; where that is not certain, those on which both may have."""
    certain, possible = (
        (max(first[0], second[0]), min(first[1], second[1]))
        for first, second in ((one.certain, other.certain), (one.possible, other.possible))
    )
    return certain if certain[0] <= certain[1] else possible

"""Gaps in what the case records: the longest stretches in which no event of it can lie.

A sweep over the days that are possible for each event, in their order. Such a stretch is a gap of the records
of the case; it does not say that nothing happened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from wigmore.analyses import ordering
from wigmore.kit import edtf, edtf_days
from wigmore.model import dating, finding

NAMED = 3
"""How many stretches become findings: of all events, and of single entities."""

FEWEST_EVENTS = 5
"""From how many dated events on the stretches of one entity are looked for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch without an event, of the whole case or of one entity (`of`).

    `before` is the last event that certainly lies before it, `after` the first that certainly lies after it.
    """

    of: str
    first: int
    last: int
    before: ordering.Entry
    after: ordering.Entry

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last - self.first + 1


def stretches(known: ordering.Chronicle, months: int) -> tuple[Stretch, ...]:
    """All stretches of at least so many months, those of the whole case first, the longest first.

    Events that lie certainly after the case's day are left out: what is to come is no gap.
    """
    events = [one for one in known.timeline if one.dated and one.dated.first <= known.calendar.today.last]
    by_entity: dict[str, list[ordering.Entry]] = {}
    for one in events:
        for name in one.participants:
            by_entity.setdefault(name, []).append(one)
    found = list(_sweep("", events, months))
    for name, held in sorted(by_entity.items()):
        if len(held) >= FEWEST_EVENTS:
            found.extend(_sweep(name, held, months))
    return tuple(sorted(found, key=lambda one: (one.of != "", -one.days, one.first, one.of)))


def _sweep(of: str, events: Iterable[ordering.Entry], months: int) -> Iterator[Stretch]:
    dated = [(one.dated, one) for one in events if one.dated]
    starts = sorted((date.first, one.id, one) for date, one in dated)
    ends = sorted((date.last, one.id, one) for date, one in dated)
    reached: int | None = None
    for first, last in sorted(span for date, _ in dated for span in date.spans):
        if reached is not None and _is_long(reached + 1, first - 1, months):
            # One of several days may lie on either side: such an event is at neither end of the stretch.
            before = bisect_right(ends, reached, key=itemgetter(0)) - 1
            after = bisect_left(starts, first, key=itemgetter(0))
            if before >= 0 and after < len(starts):
                yield Stretch(of, reached + 1, first - 1, ends[before][2], starts[after][2])
        reached = last if reached is None else max(reached, last)


def _is_long(first: int, last: int, months: int) -> bool:
    """Whether a stretch has at least so many months, and a day."""
    return first <= last and edtf.ordinal(edtf_days.add_months(edtf.day_of(first), months)) <= last + 1


def findings(found: tuple[Stretch, ...]) -> Iterator[finding.Finding]:
    """The few longest stretches of all events, and those of single entities that are not the same."""
    of_all = [one for one in found if not one.of]
    told = {(one.first, one.last) for one in of_all}
    of_one = [one for one in found if one.of and (one.first, one.last) not in told]
    for one in (*of_all[:NAMED], *of_one[:NAMED]):
        yield _finding(one)


def _finding(one: Stretch) -> finding.Finding:
    of = " with {entity}" if one.of else ""
    named = {"entity": finding.Ref(one.of)} if one.of else {}
    return finding.Finding(
        states=f"No dated event{of} lies from {{first}} to {{last}} ({{days}} days), between {{before}} and "
        "{after}: a gap of the records of this case, not of the world.",
        values={
            **named,
            "first": dating.day_text(one.first),
            "last": dating.day_text(one.last),
            "days": one.days,
            "before": finding.Ref(one.before.id),
            "after": finding.Ref(one.after.id),
        },
        basis=(one.before.id, one.after.id, *ordering.widened(one.before.dated, one.after.dated)),
    )


def table(found: tuple[Stretch, ...]) -> finding.Table:
    """All such stretches; `of` is empty for those of all events."""
    rows = (
        (
            one.of,
            dating.day_text(one.first),
            dating.day_text(one.last),
            one.days,
            one.before.id,
            one.after.id,
        )
        for one in found
    )
    return finding.Table(
        name="coverage",
        title="Stretches without an event: gaps of the records of this case, not of the world",
        columns=("of", "first day", "last day", "days", "event before", "event after"),
        rows=tuple(rows),
        records=tuple(one.before.id for one in found),
    )

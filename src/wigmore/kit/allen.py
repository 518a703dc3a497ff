"""Order in time: Allen's thirteen relations, what remains possible under uncertain bounds, days between.

James F. Allen, "Maintaining Knowledge about Temporal Intervals", Communications of the ACM 26 (1983). A
period is half-open, [start, end), so a period that ends on a day and one that starts on the next day meet.

Two readings of a date are kept apart. As an extended period, `2020-08` is the whole of August
(`possible_dates`); as an instant it is one day in August, not told which (`instants_order`,
`prob_before_uniform_days`, `gap_days`).
"""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.kit import edtf

# Each relation as the order of the four endpoints, earliest group first; those in a group coincide.
_CHAINS: dict[str, tuple[str, ...]] = {
    "before": ("a.start", "a.end", "b.start", "b.end"),
    "meets": ("a.start", "a.end b.start", "b.end"),
    "overlaps": ("a.start", "b.start", "a.end", "b.end"),
    "starts": ("a.start b.start", "a.end", "b.end"),
    "during": ("b.start", "a.start", "a.end", "b.end"),
    "finishes": ("b.start", "a.start", "a.end b.end"),
    "equals": ("a.start b.start", "a.end b.end"),
    "after": ("b.start", "b.end", "a.start", "a.end"),
    "met-by": ("b.start", "b.end a.start", "a.end"),
    "overlapped-by": ("b.start", "a.start", "b.end", "a.end"),
    "started-by": ("a.start b.start", "b.end", "a.end"),
    "contains": ("a.start", "b.start", "b.end", "a.end"),
    "finished-by": ("a.start", "b.start", "a.end b.end"),
}
RELATIONS: tuple[str, ...] = tuple(_CHAINS)
_INVERSES = {
    **{"before": "after", "meets": "met-by", "overlaps": "overlapped-by", "starts": "started-by"},
    **{"during": "contains", "finishes": "finished-by", "equals": "equals"},
}
_INVERSES |= {inverse: name for name, inverse in _INVERSES.items()}

# Beyond every day that a date can name (years have at most thirty digits). An open end lies exactly here,
# and integers, unlike infinities, keep "strictly earlier than" true for days beside it.
FAR_FUTURE = 10**40
FAR_PAST = -FAR_FUTURE

Period = tuple[int, int]
DaySpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ends:
    """A period known by bounds: first and last possible start, first and last possible end."""

    start: tuple[int, int]
    end: tuple[int, int]


def _signature(ranks: dict[str, int]) -> tuple[int, ...]:
    pairs = itertools.product(("a.start", "a.end"), ("b.start", "b.end"))
    return tuple(_sign(ranks[first] - ranks[second]) for first, second in pairs)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _ranks(chain: tuple[str, ...]) -> dict[str, int]:
    return {point: rank for rank, group in enumerate(chain) for point in group.split()}


_BY_SIGNATURE = {_signature(_ranks(chain)): name for name, chain in _CHAINS.items()}


def relation(a: Period, b: Period) -> str:
    """The one relation between two half-open periods; raises ValueError if one is empty or reversed."""
    if a[0] >= a[1] or b[0] >= b[1]:
        raise ValueError("a period ends after it starts")
    return _BY_SIGNATURE[_signature({"a.start": a[0], "a.end": a[1], "b.start": b[0], "b.end": b[1]})]


def inverse(name: str) -> str:
    """The relation of b to a, given that of a to b; raises KeyError for a name not in RELATIONS."""
    return _INVERSES[name]


def possible(a: Ends, b: Ends) -> tuple[str, ...]:
    """Every relation that some choice of integer endpoints within the bounds gives, in order of RELATIONS.

    A single relation is certain. Raises ValueError if no period fits the bounds of a or of b.
    """
    for ends in (a, b):
        if ends.start[0] > ends.start[1] or ends.end[0] > ends.end[1] or ends.start[0] >= ends.end[1]:
            raise ValueError("no period fits these bounds")
    limits = {"a.start": a.start, "a.end": a.end, "b.start": b.start, "b.end": b.end}
    return tuple(name for name, chain in _CHAINS.items() if _fits(chain, limits))


def _fits(chain: tuple[str, ...], limits: dict[str, tuple[int, int]]) -> bool:
    """Whether the endpoints can be placed in this order: each group on the first integer still free."""
    free = FAR_PAST - 1
    for group in chain:
        points = [limits[point] for point in group.split()]
        place = max(free, *(low for low, _ in points))
        if place > min(high for _, high in points):
            return False
        free = place + 1
    return True


def possible_dates(a: edtf.Edtf, b: edtf.Edtf) -> tuple[str, ...]:
    """Every relation possible between two extended dates, each read as a period of whole days.

    Qualifiers do not widen anything. An open end lies beyond every day, and two open ends coincide; an
    unknown end may lie on any day or be open. Of a set `[a,b]` each member is tried; a set `{a,b}` is the
    stretch that its members cover. A date with X or S is some period within its bounds.
    """
    pairs = itertools.product(_alternatives(a), _alternatives(b))
    found = {name for first, second in pairs for name in possible(first, second)}
    return tuple(name for name in RELATIONS if name in found)


def _alternatives(date: edtf.Edtf) -> tuple[Ends, ...]:
    value = date.value
    if isinstance(value, edtf.Set) and value.kind == "one of":
        # One member of an open range is a stated date, however far away: not itself open.
        return tuple(
            Ends(_choice(member.start_bounds, 0), _choice(member.end_bounds, 1)) for member in value.members
        )
    return (Ends(_extent(value.start_bounds, FAR_PAST, 0), _extent(value.end_bounds, FAR_FUTURE, 1)),)


def _choice(bounds: edtf.Bounds, shift: int) -> tuple[int, int]:
    low, high = bounds
    return (
        FAR_PAST + 1 if isinstance(low, edtf.Bound) else edtf.ordinal(low) + shift,
        FAR_FUTURE - 1 if isinstance(high, edtf.Bound) else edtf.ordinal(high) + shift,
    )


def _extent(bounds: edtf.Bounds, outermost: int, shift: int) -> tuple[int, int]:
    low, high = bounds
    if isinstance(low, edtf.Bound) or isinstance(high, edtf.Bound):
        return (FAR_PAST, FAR_FUTURE) if edtf.UNKNOWN in bounds else (outermost, outermost)
    return (edtf.ordinal(low) + shift, edtf.ordinal(high) + shift)


@functools.cache
def compose(first: str, second: str) -> tuple[str, ...]:
    """Relations possible between a and c, if a has the first to b and b has the second to c.

    Allen's transitivity table, in order of RELATIONS; raises KeyError for a name not in RELATIONS.
    """
    return _compositions()[_known(first), _known(second)]


def _known(name: str) -> str:
    return _INVERSES[_INVERSES[name]]


@functools.cache
def _compositions() -> dict[tuple[str, str], tuple[str, ...]]:
    # Three periods have at most six different endpoints, so six places show every configuration.
    periods = list(itertools.combinations(range(6), 2))
    related = {(a, b): relation(a, b) for a, b in itertools.product(periods, repeat=2)}
    found: dict[tuple[str, str], set[str]] = {}
    for a, b, c in itertools.product(periods, repeat=3):
        found.setdefault((related[a, b], related[b, c]), set()).add(related[a, c])
    return {pair: tuple(name for name in RELATIONS if name in names) for pair, names in found.items()}


def day_spans(date: edtf.Edtf) -> tuple[DaySpan, ...]:
    """The days on which an event of this date may have happened, as separate spans of ordinals, both ends in.

    A set gives the spans of its members, joined where they touch; an open or unknown end reaches FAR_PAST
    or FAR_FUTURE.
    """
    value = date.value
    members: Sequence[edtf.Value | edtf.Range] = value.members if isinstance(value, edtf.Set) else (value,)
    joined: list[DaySpan] = []
    for low, high in sorted(span((member.earliest, member.latest)) for member in members):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def span(bounds: edtf.Bounds) -> DaySpan:
    """The days between two ends as ordinals; an open or unknown end reaches FAR_PAST or FAR_FUTURE."""
    earliest, latest = bounds
    return (
        FAR_PAST if isinstance(earliest, edtf.Bound) else edtf.ordinal(earliest),
        FAR_FUTURE if isinstance(latest, edtf.Bound) else edtf.ordinal(latest),
    )


def instants_order(a: edtf.Edtf, b: edtf.Edtf) -> tuple[str, ...]:
    """Which of `before`, `same day`, `after` are possible for two events of one day within their dates."""
    return spans_order(day_spans(a), day_spans(b))


def spans_order(first: tuple[DaySpan, ...], second: tuple[DaySpan, ...]) -> tuple[str, ...]:
    """Which of `before`, `same day`, `after` are possible for a day of the first spans and one of the second.

    Both come as `day_spans` gives them: apart from one another, the earliest first.
    """
    checks = {
        "before": first[0][0] < second[-1][1],
        "same day": _fewest(first, second) == 0,
        "after": first[-1][1] > second[0][0],
    }
    return tuple(name for name, holds in checks.items() if holds)


def spans_distance(first: tuple[DaySpan, ...], second: tuple[DaySpan, ...]) -> tuple[int, int | None]:
    """Fewest and most days between a day of the first spans and one of the second, whichever is earlier.

    The most is None where an end is open or unknown. Spans come as `day_spans` gives them.
    """
    if min(first[0][0], second[0][0]) == FAR_PAST or max(first[-1][1], second[-1][1]) == FAR_FUTURE:
        return _fewest(first, second), None
    return _fewest(first, second), max(second[-1][1] - first[0][0], first[-1][1] - second[0][0])


def _fewest(first: tuple[DaySpan, ...], second: tuple[DaySpan, ...]) -> int:
    """The smallest distance of two days: a walk along both lists of spans at once."""
    one, two = 0, 0
    best = FAR_FUTURE - FAR_PAST
    while one < len(first) and two < len(second) and best > 0:
        (start, end), (other_start, other_end) = first[one], second[two]
        best = min(best, max(0, start - other_end, other_start - end))
        if end < other_end:
            one += 1
        else:
            two += 1
    return best


def prob_before_uniform_days(a: edtf.Edtf, b: edtf.Edtf) -> dict[str, float]:
    """Probability that event a was before, on the same day as, or after event b: `before/same_day/after`.

    Assumes that each event took one day, each day of its date equally likely, independently; print that
    assumption beside the numbers. Raises ValueError if an end is open or unknown.
    """
    first, second = day_spans(a), day_spans(b)
    for low, high in (*first, *second):
        if low == FAR_PAST or high == FAR_FUTURE:
            raise ValueError("days without a first or last day are not equally likely")
    pairs = list(itertools.product(first, second))
    total = _size(first) * _size(second)
    before = sum(_pairs_before(one, two) for one, two in pairs)
    same = sum(max(0, min(one[1], two[1]) - max(one[0], two[0]) + 1) for one, two in pairs)
    return {
        "before": before / total,
        "same_day": same / total,
        "after": (total - before - same) / total,
    }


def _size(spans: tuple[DaySpan, ...]) -> int:
    return sum(high - low + 1 for low, high in spans)


def _pairs_before(one: DaySpan, two: DaySpan) -> int:
    """Number of pairs of a day of the first span and a later day of the second."""
    ahead = max(0, min(one[1], two[0] - 1) - one[0] + 1)
    low, high = max(one[0], two[0]), min(one[1], two[1])
    # Within the overlap each day x has (last day - x) later partners: an arithmetic series.
    within = (high - low + 1) * (2 * two[1] - low - high) // 2 if low <= high else 0
    return ahead * (two[1] - two[0] + 1) + within


def gap_days(a: edtf.Edtf, b: edtf.Edtf) -> tuple[int | None, int | None]:
    """Fewest and most days from a to b, negative if b may be earlier; None where an end sets no bound."""
    return _days_between(a.latest, b.earliest), _days_between(a.earliest, b.latest)


def _days_between(start: edtf.End, end: edtf.End) -> int | None:
    if isinstance(start, edtf.Bound) or isinstance(end, edtf.Bound):
        return None
    return edtf.ordinal(end) - edtf.ordinal(start)

"""All pairs of entities beside the chosen one: how each would have come out in the same test."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wigmore.analyses import series
from wigmore.methods import events, multiple, surrogates
from wigmore.model import inference, views


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entities in one test; `of` events of the right one count, `adjusted` pays for all pairs.

    `shift` is known for the first pairs alone, the least probable by chance; `rank` counts from 1, and pairs
    with the same p share a rank.
    """

    left: str
    right: str
    hits: int
    of: int
    expected: float
    p: float
    adjusted: float = 1.0
    rank: int = 0
    shift: float | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """Every event that could be compared: ids, days, the days the calendar lets each move to, and by whom."""

    ids: tuple[str, ...]
    days: surrogates.Days
    places: surrogates.Days
    of: Mapping[str, tuple[int, ...]]
    span: int


def field(
    reading: series.Reading, seen: views.Events, held: series.Series, *, window: int, least: int
) -> Field:
    """The events of all entities with `least` of them in the calendar, each at the middle of its days.

    An event whose date is less certain than the window is neither in nor out, and left out.
    """
    days: dict[str, int] = {}
    for name in seen.records:
        entry = None if reading.is_planned(name) else reading.entry(name)
        if entry is None or entry.last - entry.first > window:
            continue
        day = (entry.first + entry.last) // 2 - held.first
        if 0 <= day < held.span:
            days[name] = day
    by_entity: dict[str, list[int]] = {}
    for place, name in enumerate(days):
        for entity in sorted({one for some in seen.records[name].who.values() for one in some}):
            by_entity.setdefault(entity, []).append(place)
    placed = np.array(list(days.values()), dtype=np.int32)
    return Field(
        ids=tuple(days),
        days=placed,
        places=surrogates.calendar(placed, first=held.first, span=held.span),
        of={name: tuple(some) for name, some in sorted(by_entity.items()) if len(some) >= least},
        span=held.span,
    )


def pairs(known: Field, *, window: int, lag: int, shown: int) -> tuple[Pair, ...]:
    """Every ordered pair of entities, the least probable by chance first; a closed form for each.

    An event of both is left out for the pair, as in the test itself: it coincides with itself.
    """
    found = [*_apart(known, window, lag), *_meeting(known, window, lag)]
    found.sort(key=lambda one: (one.p, -one.hits, one.left, one.right))
    adjusted = multiple.benjamini_yekutieli([one.p for one in found])
    ranks: dict[float, int] = {}
    for number, one in enumerate(found, start=1):
        ranks.setdefault(one.p, number)
    return tuple(
        replace(
            one,
            adjusted=raised,
            rank=ranks[one.p],
            shift=_shift(known, one, window, lag) if number < shown else None,
        )
        for number, (one, raised) in enumerate(zip(found, adjusted, strict=True))
    )


def _apart(known: Field, window: int, lag: int) -> Iterator[Pair]:
    """The pairs without a common event: all left entities at once against each right one."""
    names = list(known.of)
    if not names:
        return
    maps = [_open(known, known.of[name], window, lag) for name in names]
    chances = np.array([surrogates.chances(one, known.places) for one in maps])
    hit = np.array([one[known.days] for one in maps])
    for right, some in known.of.items():
        index = list(some)
        reached = events.poisson_binomial(chances[:, index])
        counts = hit[:, index].sum(axis=1)
        expected = chances[:, index].sum(axis=1)
        for place, left in enumerate(names):
            if left != right and set(known.of[left]).isdisjoint(some):
                hits = int(counts[place])
                p = float(reached[place, hits])
                yield Pair(
                    left=left, right=right, hits=hits, of=len(some), expected=float(expected[place]), p=p
                )


def _meeting(known: Field, window: int, lag: int) -> Iterator[Pair]:
    """The pairs with common events, each by itself, without these."""
    for left, one in known.of.items():
        for right, other in known.of.items():
            if left != right and not set(one).isdisjoint(other):
                index = _only(other, one)
                open_ = _open(known, _only(one, other), window, lag)
                chances = surrogates.chances(open_, known.places[index])
                hits = int(open_[known.days[index]].sum())
                p = float(events.poisson_binomial(chances)[hits])
                yield Pair(
                    left=left, right=right, hits=hits, of=len(index), expected=float(chances.sum()), p=p
                )


def _only(some: Sequence[int], others: Sequence[int]) -> list[int]:
    shared = set(others)
    return [place for place in some if place not in shared]


def _open(known: Field, some: Sequence[int], window: int, lag: int) -> surrogates.Flags:
    return surrogates.windows(known.days[list(some)], span=known.span, window=window, lag=lag)


def _shift(known: Field, one: Pair, window: int, lag: int) -> float:
    """How often the right series, shifted as a whole, gives as many coincidences: clusters stay together."""
    left, right = known.of[one.left], known.of[one.right]
    open_ = _open(known, _only(left, right), window, lag)
    counts = surrogates.shift_hits(open_, known.days[_only(right, left)])
    return float((counts >= one.hits).mean())


def chosen(one: inference.Coincidence, named: Sequence[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The pairs that were chosen beforehand: those of the case, and of the entities of the two selectors."""
    left, right = (
        {word for key, words in side.tests if key == "who" for word in words}
        for side in (one.left, one.right)
    )
    both_ways = [pair for first, second in named for pair in ((first, second), (second, first))]
    return frozenset((*both_ways, *((first, second) for first in left for second in right)))

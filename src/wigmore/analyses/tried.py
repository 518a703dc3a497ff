"""One coincidence under one window and lag: what is seen, and what chance gives in each of five ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.analyses import series
from wigmore.methods import events, multiple, probability, surrogates

SEED = 1913
DATE_DRAWS = 100
"""How often uncertain dates are drawn inside their bounds."""
WAITING_DRAWS = 9_999
"""How many surrogates there are where no closed form is, over all draws of the dates."""


@dataclass(frozen=True, slots=True)
class Draw:
    """A day for each entry of both series, and the days to which the calendar lets each of the right move."""

    left: surrogates.Days
    right: surrogates.Days
    calendar: surrogates.Days
    quarter: surrogates.Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one window and lag shows; over the draws of uncertain dates every number is a mean.

    `hit` and `triggers` tell for each entry of the right and the left series in which share of the draws it
    coincides; `low` and `high` are the fewest and the most coincidences of any draw. `coverage` is the share
    of the calendar's days on which a window is open, `movable` the number of entries of the right series that
    the calendar lets move to another quarter.
    """

    window: int
    lag: int
    coverage: float
    hits: float
    low: int
    high: int
    of: float
    expected: float
    calendar: float
    quarter: float
    shuffle: float
    waiting: float
    shift: float
    movable: float
    hit: tuple[float, ...]
    triggers: tuple[float, ...]
    null: tuple[float, ...]

    @property
    def rate(self) -> float:
        """The share of the right series that follows one of the left."""
        return self.hits / self.of if self.of else 0.0

    @property
    def clustered(self) -> float:
        """How often chance gives as many where the right series keeps its clusters: the greater of two p."""
        return max(self.waiting, self.shift)

    @property
    def by_chance(self) -> float:
        """How probable a match of one entry is by chance: as windows are open, or as its season has it."""
        return max(self.coverage, self.expected / self.of if self.of else 0.0)


def draws(held: series.Series) -> tuple[Draw, ...]:
    """The days of both series: once where all are known, else drawn again and again inside their bounds."""
    count = 1 if held.is_certain else DATE_DRAWS
    return tuple(
        Draw(
            left,
            right,
            surrogates.calendar(right, first=held.first, span=held.span),
            surrogates.within_quarter(right, first=held.first, span=held.span),
        )
        for left, right in zip(*held.days(np.random.default_rng(SEED), count), strict=True)
    )


@dataclass(frozen=True, slots=True)
class _One:
    """What one draw of the dates shows; `calendar` and `quarter` have a chance for each right entry."""

    coverage: float
    hits: int
    calendar: surrogates.Floats
    quarter: surrogates.Floats
    shuffle: float
    waiting: float
    shift: float
    hit: surrogates.Flags
    triggers: surrogates.Flags


def tried(held: series.Series, drawn: Sequence[Draw], *, window: int, lag: int) -> Tried:
    """A window and lag over all draws of the dates."""
    waiting = WAITING_DRAWS // len(drawn)
    found = [
        _one(one, _windows(held, one, window, lag), waiting=waiting, seed=SEED + number)
        for number, one in enumerate(drawn)
    ]
    hits = np.array([one.hits for one in found])
    chances = np.array([one.calendar for one in found])
    reached = events.poisson_binomial(chances)
    quarter = events.poisson_binomial(np.array([one.quarter for one in found]))
    each = np.arange(len(found))
    return Tried(
        window=window,
        lag=lag,
        coverage=_mean([one.coverage for one in found]),
        hits=float(hits.mean()),
        low=int(hits.min()),
        high=int(hits.max()),
        of=_mean([float((one.right >= 0).sum()) for one in drawn]),
        expected=float(chances.sum(axis=1).mean()),
        calendar=float(reached[each, hits].mean()),
        quarter=float(quarter[each, hits].mean()),
        shuffle=_mean([one.shuffle for one in found]),
        waiting=_mean([one.waiting for one in found]),
        shift=_mean([one.shift for one in found]),
        movable=_mean([float(((one.calendar >= 0).sum(axis=1) > 1).sum()) for one in drawn]),
        hit=tuple(np.mean([one.hit for one in found], axis=0).tolist()),
        triggers=tuple(np.mean([one.triggers for one in found], axis=0).tolist()),
        null=tuple((-np.diff(reached, append=0.0)).mean(axis=0).tolist()),
    )


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _windows(
    held: series.Series, drawn: Draw, window: int, lag: int
) -> tuple[surrogates.Flags, surrogates.Flags]:
    """On which days a window of the left series is open, and one that looks back from the right series."""
    return (
        surrogates.windows(drawn.left, span=held.span, window=window, lag=lag),
        surrogates.windows(drawn.right, span=held.span, window=-lag, before=window + lag),
    )


def _one(drawn: Draw, maps: tuple[surrogates.Flags, surrogates.Flags], *, waiting: int, seed: int) -> _One:
    open_, back = maps
    hit = open_[drawn.right]
    hits = int(hit.sum())
    there = drawn.right[drawn.right >= 0]
    coverage = surrogates.share_open(open_)
    return _One(
        coverage=coverage,
        hits=hits,
        calendar=surrogates.chances(open_, drawn.calendar),
        quarter=surrogates.chances(open_, drawn.quarter),
        shuffle=probability.binomial_at_least(hits, len(there), coverage),
        waiting=_waiting(open_, there, hits, draws=waiting, seed=seed),
        shift=float((surrogates.shift_hits(open_, there) >= hits).mean()),
        hit=hit,
        triggers=back[drawn.left],
    )


def _waiting(open_: surrogates.Flags, there: surrogates.Days, hits: int, *, draws: int, seed: int) -> float:
    """How often waiting times in another order give as many coincidences."""
    if not len(there):
        return 1.0
    draw = surrogates.waited(there, len(open_) - 1)
    counts = surrogates.histogram(draw, open_, events=len(there), draws=draws, seed=seed)
    return events.monte_carlo(int(counts[hits:].sum()), draws)


def best_of(held: series.Series, drawn: Sequence[Draw], found: Sequence[Tried]) -> float:
    """How often the best of all windows and lags is as good by chance, the calendar kept (min-p)."""
    observed, null = zip(*_least(held, drawn, found), strict=True)
    return multiple.min_p(np.concatenate(observed), np.concatenate(null))


def _least(
    held: series.Series, drawn: Sequence[Draw], found: Sequence[Tried]
) -> Iterator[tuple[surrogates.Floats, surrogates.Floats]]:
    """For each draw of the dates the least p that is seen, and the least of each surrogate."""
    count = WAITING_DRAWS // len(drawn)
    for number, one in enumerate(drawn):
        placed = surrogates.moved(one.calendar)(np.random.default_rng(SEED + number), count)
        least, seen = np.ones(count), 1.0
        for trial in found:
            open_, _ = _windows(held, one, trial.window, trial.lag)
            reached = events.poisson_binomial(surrogates.chances(open_, one.calendar))
            least = np.minimum(least, reached[surrogates.hits(open_, placed)])
            seen = min(seen, float(reached[int(open_[one.right].sum())]))
        yield np.full(count, seen), least

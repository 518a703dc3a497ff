"""Series of events as chance might have laid them out: arrays of day numbers, and what they coincide with.

Days are counted from 0 to `span` − 1; −1 stands for an event that is not there. Where only one series is
moved, the other opens the same windows for every surrogate: they are worked out once, as a map over the days,
and looked up. Chance then moves each event by itself, so that the number of coincidences has a closed form
(`events.poisson_binomial`); draws are needed only where events move together.
"""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from wigmore.kit import edtf

Days = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Days]
"""Draws so many surrogates, shape (events, count): an event's days lie together, which is fast to look up."""

CHUNK = 1 << 19
"""So many days are drawn at once: some megabytes, which stay in the cache of the processor."""
QUARTERS = 4
LONGEST_QUARTER = 92


def windows(events: Days, *, span: int, window: int, lag: int = 0, before: int = 0) -> Flags:
    """For each day whether the window of an event is open on it; shape (span + 1,), the last for no day.

    The window of an event on day t opens on t + lag − before and closes on t + lag + window, both in.

    >>> windows(np.array([1]), span=5, window=1).tolist()
    [False, True, True, False, False, False]
    """
    held = events[events >= 0].astype(np.int64) + lag
    steps = np.zeros(span + 2, dtype=np.int64)
    np.add.at(steps, np.clip(held - before, 0, span), 1)
    np.add.at(steps, np.clip(held + window + 1, 0, span), -1)
    open_ = steps[: span + 1].cumsum() > 0
    open_[span] = False
    return open_


def share_open(open_: Flags) -> float:
    """The share of all days on which a window is open: what chance gives an event on a random day.

    >>> share_open(np.array([True, False, True, True, False]))
    0.75
    """
    return float(open_[:-1].mean()) if len(open_) > 1 else 0.0


def hits(open_: Flags, placed: Days) -> npt.NDArray[np.int32]:
    """How many events fall on a day with an open window, for each surrogate of shape (events, count).

    >>> hits(np.array([True, False, False]), np.array([[0, 1], [0, -1]])).tolist()
    [2, 0]
    """
    counts = np.zeros(placed.shape[1], dtype=np.int32)
    for row in placed:
        counts += open_[row]
    return counts


def histogram(draw: Draw, open_: Flags, *, events: int, draws: int, seed: int) -> Longs:
    """How many of the surrogates have 0, 1, … `events` coincidences; shape (events + 1,).

    They are drawn in chunks, so that a million of them take no more memory than some thousands.
    """
    counts = np.zeros(events + 1, dtype=np.int64)
    for placed in chunks(draw, events=events, draws=draws, seed=seed):
        counts += np.bincount(hits(open_, placed), minlength=events + 1)
    return counts


def chunks(draw: Draw, *, events: int, draws: int, seed: int) -> Iterator[Days]:
    """All surrogates, so many at once that none takes much memory; the seed alone decides what is drawn."""
    generator = np.random.default_rng(seed)
    step = max(1, CHUNK // max(1, events))
    for start in range(0, draws, step):
        yield draw(generator, min(step, draws - start))


def shuffled(events: int, span: int) -> Draw:
    """Each event moves to any day of the span, by itself."""
    return lambda generator, count: generator.integers(0, span, (events, count), dtype=np.int32)


def shifted(events: Days, span: int) -> Draw:
    """All events move by the same number of days, those beyond the end to the beginning: clusters stay."""

    def draw(generator: np.random.Generator, count: int) -> Days:
        by = generator.integers(0, span, count, dtype=np.int32)
        turned: Days = (events[:, None] + by[None, :]) % np.int32(span)
        turned[events < 0] = -1
        return turned

    return draw


def shift_hits(open_: Flags, events: Days) -> npt.NDArray[np.int32]:
    """The coincidences under every circular shift, by its days: no draw is needed, they are few.

    >>> shift_hits(np.array([True, False, False, False]), np.array([0, 2])).tolist()
    [1, 1, 0]
    """
    span = len(open_) - 1
    counts = np.zeros(span, dtype=np.int32)
    for event in events[events >= 0]:
        counts[: span - event] += open_[event:span]
        counts[span - event :] += open_[:event]
    return counts


def waited(events: Days, span: int) -> Draw:
    """The waiting times between events come in another order, and the first event on a random day.

    The time from the last event over the end of the span to the first counts as one of them, so that every
    surrogate has all events, within the span.
    """
    there = np.sort(events[events >= 0])
    gaps = np.diff(there, append=there[:1] + span).astype(np.int32)

    def draw(generator: np.random.Generator, count: int) -> Days:
        order = generator.permuted(np.broadcast_to(gaps[:, None], (len(gaps), count)), axis=0)
        start = generator.integers(0, span, count, dtype=np.int32)
        held = (start + order.cumsum(axis=0, dtype=np.int32)) % span
        missing = len(events) - len(there)
        return np.concatenate([held, np.full((missing, count), -1, dtype=np.int32)]) if missing else held

    return draw


def moved(places: Days) -> Draw:
    """Each event moves among places of its own, each as probable as the others: `calendar`, `within_quarter`.

    `places` has shape (events, most): the places of an event first, −1 behind them. An event without a place
    is not there.
    """
    sizes = np.maximum(1, (places >= 0).sum(axis=1, dtype=np.int32))[:, None]
    rows = np.arange(len(places))[:, None]

    def draw(generator: np.random.Generator, count: int) -> Days:
        chosen = generator.integers(0, sizes, (len(places), count), dtype=np.int32)
        return places[rows, chosen]

    return draw


def calendar(events: Days, *, first: int, span: int) -> Days:
    """The places that each event may take if it keeps its place within its quarter and its year.

    `first` is the ordinal of day 0. Its place is the number of its day in the quarter; it may move to that of
    the other quarters of its year, where these have so many days, within the span. So what is published at
    the end of each quarter stays there. Shape (events, 4), −1 behind the places; as `moved` takes them.
    """
    starts = _quarters(first, span)
    own = np.searchsorted(starts, events, side="right") - 1
    of_year = QUARTERS * (own // QUARTERS)[:, None] + np.arange(QUARTERS)
    days = starts[of_year] + (events - starts[own])[:, None]
    return _inside(days, starts[of_year + 1], events, span)


def within_quarter(events: Days, *, first: int, span: int) -> Days:
    """The places that each event may take within its own quarter: any day of it that lies in the span.

    Shape (events, 92), −1 behind the places; as `moved` takes them.
    """
    starts = _quarters(first, span)
    own = np.searchsorted(starts, events, side="right") - 1
    days = starts[own][:, None] + np.arange(LONGEST_QUARTER)
    return _inside(days, starts[own + 1][:, None], events, span)


def _inside(days: Longs, ends: Longs, events: Days, span: int) -> Days:
    """The days before their ends and within the span, the latest first, −1 behind them."""
    held = (days < ends) & (days >= 0) & (days < span) & (events >= 0)[:, None]
    return -np.sort(-np.where(held, days, -1), axis=1).astype(np.int32)


def _quarters(first: int, span: int) -> Longs:
    """The days on which quarters begin, from the year before the span to the year after it."""
    years = range(edtf.day_of(first)[0] - 1, edtf.day_of(first + span)[0] + 2)
    months = range(1, 13, 12 // QUARTERS)
    return np.array([edtf.ordinal((year, month, 1)) - first for year in years for month in months])


def chances(open_: Flags, places: Days) -> Floats:
    """For each event the share of its places on which a window is open; 0 for one without a place.

    >>> chances(np.array([True, False, False]), np.array([[0, 1], [1, -1]])).tolist()
    [0.5, 0.0]
    """
    found: Floats = open_[places].sum(axis=1) / np.maximum(1, (places >= 0).sum(axis=1))
    return found

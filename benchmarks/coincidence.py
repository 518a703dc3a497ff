"""A million surrogates of one coincidence, beside a plain loop over them; and all pairs of many entities."""

import sys
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks import runs, table
from wigmore.analyses import pairing
from wigmore.kit import frozen
from wigmore.methods import surrogates

SURROGATES, PEER_SURROGATES = 1_000_000, 5_000
EVENTS, SPAN, WINDOW = 50, 2_800, 10
ENTITIES, EACH = 200, 10
LEAST_TIMES, MOST_BYTES, MOST_SECONDS = 50, 500e6, 60.0
FIRST = date(2018, 1, 1)
MOST_APART = 0.2
"""How far the means of the coincidences by the two ways may lie apart: the peer makes few surrogates."""

OURS = """
import numpy as np
from wigmore.methods import surrogates
rng = np.random.default_rng(1)
left = rng.integers(0, {span}, {events}).astype(np.int32)
open_ = surrogates.windows(left, span={span}, window={window})
draw = surrogates.shuffled({events}, {span})
surrogates.histogram(draw, open_, events={events}, draws={draws}, seed=1)
"""


def coincidence(folder: Path, smaller: int) -> table.Section:
    """Surrogates drawn, looked up and counted, in a process of their own for its memory; then all pairs."""
    draws = SURROGATES // smaller
    rng = np.random.default_rng(1)
    left, right = (rng.integers(0, SPAN, EVENTS).astype(np.int32) for _ in range(2))
    open_ = surrogates.windows(left, span=SPAN, window=WINDOW)
    rows = []
    slow, mean = _peer(left, PEER_SURROGATES // smaller)
    for name, draw in (
        ("days at random", surrogates.shuffled(EVENTS, SPAN)),
        ("shifted", surrogates.shifted(right, SPAN)),
        (
            "calendar kept",
            surrogates.moved(surrogates.calendar(right, first=FIRST.toordinal(), span=SPAN)),
        ),
    ):
        begun = time.perf_counter()
        counts = surrogates.histogram(draw, open_, events=EVENTS, draws=draws, seed=1)
        taken = time.perf_counter() - begun
        is_same = name == "days at random"
        if is_same and abs(float((counts * np.arange(EVENTS + 1)).sum()) / draws - mean) > MOST_APART:
            raise runs.FailedRunError("the plain loop finds other coincidences")
        peer = slow * draws if is_same else None
        goal = 1 / LEAST_TIMES if is_same else None
        rows.append(table.compared(f"{draws:,} surrogates, {name}", taken, peer, table.seconds, at_most=goal))
    rows += [_memory(folder, draws), _pairs(ENTITIES // smaller)]
    return table.Section(
        f"Coincidence: {EVENTS} by {EVENTS} events in {SPAN:,} days",
        tuple(rows),
        (f"The peer's time is that of {PEER_SURROGATES // smaller:,} surrogates, extrapolated.",),
    )


def _peer(left: surrogates.Days, draws: int) -> tuple[float, float]:
    """Seconds for a surrogate by a plain loop over numpy, and the mean of its coincidences."""
    rng = np.random.default_rng(2)
    begun = time.perf_counter()
    total = 0
    for _ in range(draws):
        apart = rng.integers(0, SPAN, EVENTS)[:, None] - left[None, :]
        total += int(((apart >= 0) & (apart <= WINDOW)).any(axis=1).sum())
    return (time.perf_counter() - begun) / draws, total / draws


def _memory(folder: Path, draws: int) -> table.Row:
    code = OURS.format(span=SPAN, events=EVENTS, window=WINDOW, draws=draws)
    peak = runs.run([sys.executable, "-c", code], folder).peak
    goal = f"< {table.megabytes(MOST_BYTES)}"
    return table.Row("  peak memory", table.megabytes(peak), goal=goal, met=peak < MOST_BYTES)


def _pairs(entities: int) -> table.Row:
    """All ordered pairs, a closed form each; the first hundred against every shift as well."""
    rng = np.random.default_rng(3)
    days = rng.integers(0, SPAN, entities * EACH).astype(np.int32)
    # A tenth of the events have a second participant, so that some pairs meet.
    guests = rng.integers(0, entities, len(days) // 10).tolist()
    of: dict[str, list[int]] = {f"entity-{number:03}": [] for number in range(entities)}
    for place in range(len(days)):
        of[f"entity-{place % entities:03}"].append(place)
    for place, guest in enumerate(guests):
        if place not in of[f"entity-{guest:03}"]:
            of[f"entity-{guest:03}"].append(place)
    known = pairing.Field(
        ids=tuple(str(FIRST + timedelta(days=int(day))) for day in days),
        days=days,
        places=surrogates.calendar(days, first=FIRST.toordinal(), span=SPAN),
        of=frozen.FrozenDict({name: tuple(some) for name, some in of.items()}),
        span=SPAN,
    )
    begun = time.perf_counter()
    found = pairing.pairs(known, window=WINDOW, lag=0, shown=100)
    taken = time.perf_counter() - begun
    name = f"{len(found):,} pairs of {entities} entities"
    goal = f"< {table.seconds(MOST_SECONDS)}"
    return table.Row(name, table.seconds(taken), goal=goal, met=taken < MOST_SECONDS)

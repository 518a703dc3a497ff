"""The tables and figures of the coincidences: tests, all pairs, the two series, and what chance gives."""

from collections.abc import Iterator, Sequence

from wigmore.analyses import coincidence_spec, pairing, series, testing, tried
from wigmore.kit import edtf
from wigmore.model import dating, finding

EPOCH = edtf.ordinal((1970, 1, 1))
DAY = 86_400_000
"""Milliseconds of a day."""

TESTS = (
    *("coincidence", "window days", "lag days", "left events", "right events", "coverage", "hits"),
    *("expected", "rate", "p calendar", "p shuffle", "p waiting", "p shift", "p adjusted", "verdict"),
    *("declared", "bias", "p within quarter", "p best window", "fewest hits", "most hits", "trigger rate"),
    *("left of test", "right of test", "joint", "undated", "planned", "outside", "tries", "limit"),
    *("stated", "claim"),
)
PAIRS = (
    *("left entity", "right entity", "window", "hits", "expected", "p", "p adjusted", "chosen"),
    *("coincidence", "lag", "right events", "p shift", "rank", "of"),
)
SERIES = ("coincidence", "side", "event", "first day", "last day", "hit")


def tests(some: Sequence[testing.Trial], limits: testing.Limits) -> finding.Table:
    """Every window and lag of every coincidence; one that is not tested has a row that says so."""
    tries = sum(len(one.tries) for one in some)
    rows = [row for one in some for row in _tests(one, limits, tries)]
    return finding.Table(
        name="tests",
        title="Each coincidence against chance: how many of the right series follow one of the left within "
        "the window, how many chance gives if every event keeps its place within its quarter, and p by five "
        "ways of moving events; adjusted over all that was tried in the case",
        columns=TESTS,
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _tests(one: testing.Trial, limits: testing.Limits, tries: int) -> Iterator[tuple[finding.Cell, ...]]:
    held = one.series
    left, right = len(held.left.entries), len(held.right.entries)
    told = one.record.stated
    end: tuple[finding.Cell, ...] = (
        one.bias.left_of_test,
        one.bias.right_of_test,
        len(held.joint),
        len(held.left.undated) + len(held.right.undated),
        len(held.left.planned) + len(held.right.planned),
        len(held.left.outside) + len(held.right.outside),
        tries,
        limits.coverage,
        (told.as_ or "") if told else "",
        told.claim if told else "",
    )
    if not one.tries:
        yield one.id, "", "", left, right, *("",) * 9, testing.NOTHING, one.declared, *("",) * 6, *end
    for number, trial in enumerate(one.tries):
        found, every = one.collected(trial)
        yield (
            *(one.id, trial.window, trial.lag, left, right),
            *(_rounded(trial.coverage), _rounded(trial.hits), _rounded(trial.expected), _rounded(trial.rate)),
            *map(_rounded, (trial.calendar, trial.shuffle, trial.waiting, trial.shift, one.adjusted[number])),
            *(one.verdict(number, limits), one.declared, _rounded(found / every), _rounded(trial.quarter)),
            *("" if one.best is None else _rounded(one.best), trial.low, trial.high),
            _rounded(sum(trial.triggers) / left),
            *end,
        )


def _rounded(value: float) -> float:
    """Six significant digits: a p stays above nought however small it is."""
    return float(f"{value:.6g}")


def pairs(
    compared: Sequence[tuple[testing.Trial, tried.Tried, Sequence[pairing.Pair]]],
    chosen: Sequence[frozenset[tuple[str, str]]],
    shown: int,
) -> Iterator[finding.Table]:
    """The first pairs of each test, and all that were chosen beforehand, wherever they stand."""
    rows = [
        (
            *(one.left, one.right, trial.window, one.hits, _rounded(one.expected), _rounded(one.p)),
            *(_rounded(one.adjusted), "yes" if (one.left, one.right) in named else ""),
            *(held.id, trial.lag, one.of, "" if one.shift is None else _rounded(one.shift)),
            *(one.rank, len(some)),
        )
        for (held, trial, some), named in zip(compared, chosen, strict=True)
        for number, one in enumerate(some)
        if number < shown or (one.left, one.right) in named
    ]
    if rows:
        yield finding.Table(
            name="pairs",
            title="All pairs of entities in the same test, the least probable by chance first, and the pairs "
            "that were chosen beforehand among them; each event at the middle of what its date can mean",
            columns=PAIRS,
            rows=tuple(rows),
            records=tuple(str(row[8]) for row in rows),
        )


def entries(some: Sequence[testing.Trial]) -> Iterator[finding.Table]:
    """Both series of each test, in order of time, and whether each coincides in the first window."""
    rows = [
        (one.id, side, entry.id, dating.day_text(entry.first), dating.day_text(entry.last), hit)
        for one in some
        for side, entry, hit in _entries(one)
    ]
    if rows:
        yield finding.Table(
            name="series",
            title="The two series of each coincidence, and in which share of what its date can mean each "
            "event coincides, in the first window that was set down",
            columns=SERIES,
            rows=tuple(rows),
            records=tuple(str(row[2]) for row in rows),
        )


def _entries(one: testing.Trial) -> Iterator[tuple[str, series.Entry, float | str]]:
    first = one.tries[0] if one.tries else None
    sides = (
        ("left", one.series.left.entries, first.triggers if first else None),
        ("right", one.series.right.entries, first.hit if first else None),
    )
    for side, some, shares in sides:
        for number, entry in enumerate(some):
            yield side, entry, "" if shares is None else _rounded(shares[number])


def figures(some: Sequence[testing.Trial]) -> Iterator[finding.Figure]:
    """The two series with their windows, and the null distribution, of each coincidence that was tested."""
    for one in some:
        if not one.tries:
            continue
        records = (one.id, *(entry.id for _, entry, _ in _entries(one)))
        title = f"{one.record.asks} The two series, and the windows of {one.tries[0].window} days"
        yield finding.Figure(
            name=f"{one.id} series",
            title=title,
            specification=coincidence_spec.ticks(
                title, entries=list(_ticks(one)), open_=list(_windows(one)), extent=_extent(one.series)
            ),
            records=records,
        )
        title = f"{one.record.asks} What chance gives, and what was found"
        yield finding.Figure(
            name=f"{one.id} chance",
            title=title,
            specification=coincidence_spec.null(title, chances=one.tries[0].null, found=one.tries[0].hits),
            records=(one.id,),
        )


def _time(ordinal: int) -> int:
    return (ordinal - EPOCH) * DAY


def _extent(held: series.Series) -> tuple[int, int]:
    return _time(held.first), _time(held.first + held.span)


def _ticks(one: testing.Trial) -> Iterator[dict[str, object]]:
    for side, entry, share in _entries(one):
        yield {
            "lane": int(side == "right"),
            "from": _time(entry.first),
            "to": _time(entry.last if entry.is_certain else entry.last + 1),
            "at": (_time(entry.first) + _time(entry.last)) // 2,
            "hit": "yes" if isinstance(share, float) and share >= 0.5 else "no",
        }


def _windows(one: testing.Trial) -> Iterator[dict[str, object]]:
    """The windows of the left series, joined where they overlap, each event at the middle of its days."""
    trial = one.tries[0]
    end = one.series.first + one.series.span
    begun: int | None = None
    until = 0
    for entry in sorted(one.series.left.entries, key=lambda entry: entry.first + entry.last):
        opens = (entry.first + entry.last) // 2 + trial.lag
        if begun is not None and opens > until:
            yield {"from": _time(begun), "to": _time(min(until, end))}
            begun = None
        begun = opens if begun is None else begun
        until = opens + trial.window + 1
    if begun is not None and begun < end:
        yield {"from": _time(begun), "to": _time(min(until, end))}

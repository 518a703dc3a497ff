"""Two series of events against chance: does the one follow the other more often than the calendar gives?"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import coincidence_tables, contract, naming, pairing, pasting, series, testing, tried
from wigmore.kit import percent
from wigmore.kit import text as texts
from wigmore.model import finding, views


@dataclass(frozen=True, slots=True)
class Known:
    """All that the findings and tables are made from."""

    trials: tuple[testing.Trial, ...]
    limits: testing.Limits
    compared: tuple[tuple[testing.Trial, tried.Tried, tuple[pairing.Pair, ...]], ...]
    chosen: tuple[frozenset[tuple[str, str]], ...]

    @property
    def tries(self) -> int:
        """How many windows and lags were tried in the whole case."""
        return sum(len(one.tries) for one in self.trials)


@contract.analysis(
    name="coincidence",
    version=1,
    asks="Does one series of events follow the other more often than chance gives?",
)
def coincidence(
    seen: views.Coincidences,
    things: views.Events,
    relations: views.Relations,
    reports: views.Reports,
    *,
    calendar: views.Calendar,
    policies: views.Policies,
) -> finding.Result:
    """Each declared coincidence under each window and lag, all pairs beside it, and how it was collected."""
    if not seen.records:
        return finding.Result()
    limits = testing.limits(policies)
    trials = testing.tested(seen, things, relations, reports, calendar)
    compared = tuple(_compared(trials, series.Reading(seen, calendar), things, limits))
    chosen = tuple(pairing.chosen(one.record, seen.pairs) for one, _, _ in compared)
    known = Known(trials, limits, compared, chosen)
    return finding.Result(
        findings=(
            *_tried(known),
            *itertools.chain.from_iterable(_told(one, known) for one in trials),
        ),
        tables=(
            coincidence_tables.tests(trials, limits),
            *coincidence_tables.pairs(compared, chosen, limits.pairs),
            *coincidence_tables.entries(trials),
            *pasting.table(tuple(_offers(known)), calendar.today.date),
        ),
        figures=tuple(coincidence_tables.figures(trials)),
    )


def _tried(known: Known) -> Iterator[finding.Finding]:
    """How much was tried in all: who tries enough finds something."""
    done = [one for one in known.trials if one.tries]
    if not done:
        return
    windows, lags = (
        {getattr(held, name) for one in done for held in one.tries} for name in ("window", "lag")
    )
    yield finding.Finding(
        states="{tries} of test, window and lag were tried in all: {tests}, {windows} and {lags}. "
        "Each p is adjusted for all of them.",
        values={
            "tests": texts.plural(len(done), "test", "tests"),
            "tries": texts.plural(known.tries, "combination", "combinations"),
            "windows": texts.plural(len(windows), "length of window", "lengths of window"),
            "lags": texts.plural(len(lags), "lag", "different lags"),
        },
        basis=tuple(one.id for one in done),
        is_total=True,
    )


def _compared(
    trials: Sequence[testing.Trial], reading: series.Reading, things: views.Events, limits: testing.Limits
) -> Iterator[tuple[testing.Trial, tried.Tried, tuple[pairing.Pair, ...]]]:
    """All pairs of entities for each window and lag; of tests with one calendar they are worked out once."""
    done = set()
    for held in trials:
        for one in held.tries:
            key = (
                held.series.first,
                held.series.span,
                one.window,
                one.lag,
                held.record.left,
                held.record.right,
            )
            if key in done:
                continue
            done.add(key)
            field = pairing.field(reading, things, held.series, window=one.window, least=limits.events)
            yield held, one, pairing.pairs(field, window=one.window, lag=one.lag, shown=limits.pairs)


def _told(one: testing.Trial, known: Known) -> Iterator[finding.Finding]:
    """What is said of one coincidence: each window, how it was gathered, and what was left out."""
    if not one.tries:
        yield _untested(one)
    else:
        yield from (_window(one, number, known) for number in range(len(one.tries)))
        yield from _best(one, known)
        yield from _declared(one)
        yield _collected(one)
        yield from _ranked(one, known)
    yield from _left_out(one)
    yield from _stated(one, known)


def _untested(one: testing.Trial) -> finding.Finding:
    return finding.Finding(
        states="{coincidence} is not tested: {why}.",
        values={"coincidence": finding.Ref(one.id), "why": _why(one)},
        basis=(one.id,),
        assumes=one.record.assumes,
    )


def _why(one: testing.Trial) -> str:
    held = one.series
    for side, called in ((held.left, "earlier"), (held.right, "later")):
        if not side.entries:
            less = " and not of the other series" if held.joint else ""
            return f"the {called} series has no event with a date in its time{less}"
    if held.span > series.MOST_DAYS:
        return "its calendar is longer than a thousand years"
    return "no window is set down"


def _window(one: testing.Trial, number: int, known: Known) -> finding.Finding:
    """One window: the share of days on which it is open first, then what was found, and what chance gives."""
    held, verdict = one.tries[number], one.verdict(number, known.limits)
    lag = " that opens {lag} later" if held.lag else ""
    values: dict[str, finding.Scalar] = {
        "coincidence": finding.Ref(one.id),
        "window": texts.plural(held.window, "day", "days"),
        "coverage": percent.percent(held.coverage),
        "hits": _amount(held.hits),
        "of": _amount(held.of),
        "expected": _amount(held.expected),
    }
    if held.lag:
        values["lag"] = texts.plural(held.lag, "day", "days")
    start = f"{{coincidence}}: a window of {{window}}{lag} is open on {{coverage}} of all days; "
    found = "{hits} of {of} later events fall into one, {expected} are expected by chance"
    end, more = _compared_to_chance(one, number, verdict, known)
    values.update(more)
    rows = ("coverage",) if verdict == testing.COVERED else ("coverage", "adjusted")
    return finding.Finding(
        states=f"{start}{found}. {end}.",
        values=values,
        basis=(
            one.id,
            *_widened(one),
            *(finding.policy_ref(testing.TABLE, row) for row in rows),
            *_coincident(one, held),
        ),
        assumes=one.record.assumes,
    )


def _compared_to_chance(
    one: testing.Trial, number: int, verdict: str, known: Known
) -> tuple[str, dict[str, finding.Scalar]]:
    """The end of a sentence: how often chance gives as many, or why that is not asked, with its values."""
    held = one.tries[number]
    if verdict == testing.COVERED:
        return "That is above the limit, so that a match is no evidence, whatever its number", {}
    values: dict[str, finding.Scalar] = {"p": percent.percent(held.calendar)}
    says = "it cannot be told from chance" if verdict == testing.BY_CHANCE else "more than chance"
    paid = ""
    if known.tries > 1:
        paid = ", {adjusted} after all {tries} that were tried"
        values |= {
            "adjusted": percent.percent(one.adjusted[number]),
            "tries": texts.plural(known.tries, "window or lag", "windows and lags"),
        }
    if not held.movable:
        values["quarter"] = percent.percent(held.quarter)
        return (
            "The calendar is too short for any event to move to another quarter, so that it cannot be told "
            "from chance ({p}" + paid + "); moved within their quarter, as many or more come with {quarter}",
            values,
        )
    kept = ""
    if one.adjusted[number] <= known.limits.adjusted and one.is_clustered(number, known.limits):
        kept = ", yet with {clustered} where the later events keep their clusters"
        values["clustered"] = percent.percent(held.clustered)
    return f"Chance gives as many or more with {{p}}, the calendar kept{paid}{kept}: {says}", values


def _amount(number: float) -> str:
    """A mean for a sentence: whole where it is, else with a decimal."""
    return f"{number:.0f}" if abs(number - round(number)) < 0.005 else f"{number:.1f}"


def _coincident(one: testing.Trial, held: tried.Tried) -> tuple[str, ...]:
    """The events of both series that coincide in half of what their dates can mean, or more."""
    right = (
        entry.id for entry, share in zip(one.series.right.entries, held.hit, strict=True) if share >= 0.5
    )
    left = (
        entry.id for entry, share in zip(one.series.left.entries, held.triggers, strict=True) if share >= 0.5
    )
    return tuple(dict.fromkeys((*left, *right)))


def _widened(one: testing.Trial) -> tuple[str, ...]:
    """The rows of the padding policy that made dates of the series wider."""
    entries = (*one.series.left.entries, *one.series.right.entries)
    return tuple(dict.fromkeys(row for entry in entries for row in entry.widened))


def _best(one: testing.Trial, known: Known) -> Iterator[finding.Finding]:
    """That the best of several windows was taken is itself paid for."""
    usable = [held for held in one.tries if held.coverage <= known.limits.coverage]
    if one.best is None or not usable:
        return
    yield finding.Finding(
        states="{coincidence} was tried {tries}: the best of them is as good by chance with {best}, "
        "the calendar kept.",
        values={
            "coincidence": finding.Ref(one.id),
            "tries": f"with {texts.plural(len(one.tries), 'window or lag', 'windows and lags')}",
            "best": percent.percent(one.best),
        },
        basis=(one.id,),
    )


def _declared(one: testing.Trial) -> Iterator[finding.Finding]:
    says = {
        testing.BEFORE: "was set down on {day}, before the favourite answer to its question",
        testing.AFTER: "was set down on {day}, after its question had a favourite: it explores, and does not "
        "confirm",
        testing.SAME: "was set down on {day}, perhaps before and perhaps after its question had a favourite",
        testing.UNDATED: "has no day on which it was set down, and may have been chosen after the events "
        "were known",
    }.get(one.declared)
    if says is None:
        return
    yield finding.Finding(
        states=f"{{coincidence}} {says}.",
        values={
            "coincidence": finding.Ref(one.id),
            **({"day": str(one.record.declared)} if one.record.declared else {}),
        },
        basis=(one.id,),
    )


def _collected(one: testing.Trial) -> finding.Finding:
    """How the events came into the case: whoever looks for joint ones finds them."""
    found, every = one.collected(one.tries[0])
    held = one.series
    return finding.Finding(
        states="{coincidence}: {found} of {every} events of the two series coincide or stand in both; {left} "
        "of {lefts} earlier and {right} of {rights} later ones are in the case on the word of the text under "
        "test alone. The more events were looked for because they coincide, the less p means.",
        values={
            "coincidence": finding.Ref(one.id),
            "found": _amount(found),
            "every": every,
            "left": one.bias.left_of_test,
            "lefts": len(held.left.entries),
            "right": one.bias.right_of_test,
            "rights": len(held.right.entries),
        },
        basis=(one.id,),
    )


def _ranked(one: testing.Trial, known: Known) -> Iterator[finding.Finding]:
    """Where the pairs chosen beforehand stand among all pairs, in the first window."""
    for (held, trial, some), named in zip(known.compared, known.chosen, strict=True):
        if held is not one or trial is not one.tries[0]:
            continue
        for pair in [pair for pair in some if (pair.left, pair.right) in named][: naming.MOST]:
            yield finding.Finding(
                states="{left} before {right} stands at rank {rank} of {pairs} in the window of {window}: "
                "{hits} of {of} events, {expected} expected, p {p}, {adjusted} after all pairs.",
                values={
                    "left": finding.Ref(pair.left),
                    "right": finding.Ref(pair.right),
                    "rank": pair.rank,
                    "pairs": texts.plural(len(some), "pair", "pairs"),
                    "window": texts.plural(trial.window, "day", "days"),
                    "hits": pair.hits,
                    "of": pair.of,
                    "expected": _amount(pair.expected),
                    "p": percent.percent(pair.p),
                    "adjusted": percent.percent(pair.adjusted),
                },
                basis=(one.id, finding.policy_ref(testing.TABLE, "events")),
            )


def _left_out(one: testing.Trial) -> Iterator[finding.Finding]:
    """What is neither in nor out: no date, not happened, out of the calendar, in both series."""
    held = one.series
    kinds = (
        ("without a date that has bounds", (*held.left.undated, *held.right.undated)),
        ("planned or lapsed", (*held.left.planned, *held.right.planned)),
        ("outside of its calendar", (*held.left.outside, *held.right.outside)),
        ("in both series", held.joint),
    )
    parts = [f"{len(some)} {says}" for says, some in kinds if some]
    if parts:
        yield finding.Finding(
            states="{coincidence} leaves {count} out, as neither a match nor a miss: {parts}.",
            values={
                "coincidence": finding.Ref(one.id),
                "count": texts.plural(sum(len(some) for _, some in kinds), "record", "records"),
                "parts": texts.listed(parts),
            },
            basis=(one.id, *dict.fromkeys(name for _, some in kinds for name in some)),
        )


def _stated(one: testing.Trial, known: Known) -> Iterator[finding.Finding]:
    """What the text under test states of it, beside the result."""
    told = one.record.stated
    if told is None:
        return
    verdicts = [one.verdict(number, known.limits) for number in range(len(one.tries))] or [testing.NOTHING]
    says = "says “{words}” of it" if told.as_ else "speaks of it"
    yield finding.Finding(
        states=f"Of {{coincidence}} the text under test {says} ({{claim}}); worked out, it is: {{verdicts}}.",
        values={
            "coincidence": finding.Ref(one.id),
            "claim": finding.Ref(told.claim),
            "verdicts": texts.listed(list(dict.fromkeys(verdicts))),
            **({"words": told.as_} if told.as_ else {}),
        },
        basis=(one.id, told.claim),
    )


def _offers(known: Known) -> Iterator[pasting.Offer]:
    """What could be weighed: of each coincidence at most one window, the one that chance fits least."""
    for one in known.trials:
        fit = [
            number
            for number in range(len(one.tries))
            if one.verdict(number, known.limits) == testing.MORE
            and 0 < one.tries[number].by_chance < known.limits.linked
        ]
        # Among windows that fit as little, the one in which chance gives most matches weighs least.
        best = min(fit, key=lambda held: (one.adjusted[held], -one.tries[held].by_chance), default=None)
        if best is not None and (rests_on := _weighable(one, one.tries[best])):
            yield _offer(one, one.tries[best], rests_on, known)


def _weighable(one: testing.Trial, held: tried.Tried) -> tuple[str, ...]:
    """The later events that coincide: evidence rests on these."""
    pairs = zip(one.series.right.entries, held.hit, strict=True)
    return tuple(entry.id for entry, share in pairs if share >= 0.5)


def _offer(one: testing.Trial, held: tried.Tried, rests_on: tuple[str, ...], known: Known) -> pasting.Offer:
    return pasting.Offer(
        record=one.id,
        says=f"{_amount(held.hits)} of {_amount(held.of)} later events fall within {held.window} days, "
        f"{_amount(held.expected)} expected by chance; a window is open on "
        f"{percent.percent(held.coverage)} of all days",
        rests_on=rests_on,
        linked=min(known.limits.linked, pasting.HIGHEST),
        chance=held.by_chance,
        ceiling=1 / held.by_chance,
        answer=one.record.for_,
    )

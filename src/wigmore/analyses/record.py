"""The track record: forecasts of what has been settled, scored; and what should have been settled."""

import math
from collections.abc import Iterator, Sequence

from wigmore.analyses import beliefs, contract, forecasts, naming, watching
from wigmore.kit import text as texts
from wigmore.methods import score
from wigmore.model import finding, views

INFINITE = "infinite"


@contract.analysis(
    name="record",
    version=1,
    asks="How good were the forecasts of what has been settled, and what is overdue?",
)
def record(seen: views.Beliefs, watches: views.Watches, calendar: views.Calendar) -> finding.Result:
    """Score every forecast of a settled question, and name the questions that are not settled in time."""
    held = forecasts.forecasts(seen, calendar)
    scored = [one for one in held if one.is_scored]
    findings = [
        *_overdue(seen, calendar),
        *_means(scored, seen, watches),
        *_uncalibrated(held, scored),
        *_afterwards(held),
    ]
    tables = (*_table(held), *_forecasters(scored), *_calibration(scored))
    return finding.Result(findings=tuple(findings), tables=tables)


def _overdue(seen: views.Beliefs, calendar: views.Calendar) -> Iterator[finding.Finding]:
    """Questions whose day is past and that nobody has settled."""
    for name, one in seen.questions.items():
        if one.resolves and watching.is_past(one.resolves, calendar) and not forecasts.came(one, calendar):
            widened = calendar.dates.dated(one.resolves).widened
            yield finding.Finding(
                states="{question} was to be settled by {day}, and no answer to it is recorded.",
                values={"question": finding.Ref(name), "day": str(one.resolves)},
                basis=(name, *widened),
            )


def _by(scored: Sequence[forecasts.Forecast]) -> dict[str, list[forecasts.Forecast]]:
    """Scored forecasts by who made them, sorted by name."""
    made: dict[str, list[forecasts.Forecast]] = {}
    for one in sorted(scored, key=lambda one: one.by):
        made.setdefault(one.by, []).append(one)
    return made


def _means(
    scored: Sequence[forecasts.Forecast], seen: views.Beliefs, watches: views.Watches
) -> Iterator[finding.Finding]:
    """The mean scores of each forecaster."""
    for name, some in _by(scored).items():
        asked = dict.fromkeys(one.question for one in some)
        claims = (held.claim for question in asked if (held := seen.questions[question].resolved))
        by = " by {by}" if name else ""
        yield finding.Finding(
            states=f"Of {{forecasts}}{by} on what has been settled, the mean Brier score is {{brier}} (half "
            "form: 0 is best, 1 worst), the mean logarithmic score is {log}.",
            values={
                "forecasts": texts.plural(len(some), "forecast", "forecasts"),
                **({"by": name} if name else {}),
                "brier": f"{_mean([one.brier for one in some]):.3f}",
                "log": _log_text(_mean([one.log for one in some])),
            },
            basis=(*asked, *(claim for claim in dict.fromkeys(claims) if claim in watches.known)),
        )


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _log_text(value: float) -> str:
    return INFINITE if math.isinf(value) else f"{value:.3f} nats"


def _uncalibrated(
    held: Sequence[forecasts.Forecast], scored: Sequence[forecasts.Forecast]
) -> Iterator[finding.Finding]:
    """How many forecasts there are, and why no calibration is shown while they are few."""
    if not held or len(scored) >= score.FEWEST:
        return
    yield finding.Finding(
        states="Forecasts on what has been settled: {scored} of {forecasts}. From fewer than {fewest} no "
        "calibration is worked out, for chance would draw the curve.",
        values={
            "forecasts": len(held),
            "scored": len(scored),
            "fewest": score.FEWEST,
        },
        basis=tuple(dict.fromkeys(one.question for one in held)),
        is_total=True,
    )


def _afterwards(held: Sequence[forecasts.Forecast]) -> Iterator[finding.Finding]:
    """Forecasts that were made when the question was settled already."""
    asked = tuple(dict.fromkeys(one.question for one in held if one.came and one.is_after))
    if asked:
        number = sum(1 for one in held if one.came and one.is_after)
        names, values = naming.names(asked)
        yield finding.Finding(
            states=f"{{forecasts}} made after the question was settled, and not scored: on {names}.",
            values={"forecasts": texts.plural(number, "forecast was", "forecasts were"), **values},
            basis=asked,
        )


def _table(held: Sequence[forecasts.Forecast]) -> Iterator[finding.Table]:
    """A row for each answer that a forecast is about, in the order of the question."""
    rows = [row for one in held for row in _rows(one)]
    if rows:
        yield finding.Table(
            name="forecasts",
            title="Forecasts, a row for each answer: Brier score in half form, logarithmic score in nats",
            columns=("question", "on", "by", "answer", "probability", "outcome", "brier", "log score"),
            rows=tuple(rows),
            records=tuple(str(row[0]) for row in rows),
        )


def _rows(one: forecasts.Forecast) -> Iterator[tuple[finding.Cell, ...]]:
    for answer, share in one.shares.items():
        outcome = "" if not one.came else "yes" if answer == one.came else "no"
        brier: finding.Cell = ""
        log: finding.Cell = ""
        if one.is_scored:
            brier = beliefs.rounded(score.brier(share, answer == one.came).half_form)
            log = _log_cell(one.log) if answer == one.came else ""
        yield (one.question, str(one.on), one.by, answer, beliefs.rounded(share), outcome, brier, log)


def _log_cell(value: float) -> finding.Cell:
    return INFINITE if math.isinf(value) else beliefs.rounded(value)


def _forecasters(scored: Sequence[forecasts.Forecast]) -> Iterator[finding.Table]:
    """Who made forecasts, by name, with the means of their scores over all answers."""
    if scored:
        yield finding.Table(
            name="forecasters",
            title="Forecasters: mean Brier score in half form, mean logarithmic score in nats",
            columns=("by", "forecasts", "brier", "log score"),
            rows=tuple(
                (
                    name,
                    len(some),
                    beliefs.rounded(_mean([one.brier for one in some])),
                    _log_cell(_mean([one.log for one in some])),
                )
                for name, some in _by(scored).items()
            ),
        )


def _calibration(scored: Sequence[forecasts.Forecast]) -> Iterator[finding.Table]:
    """Of all answers of all scored forecasts by ten classes of probability, how many came; lowest first."""
    if len(scored) < score.FEWEST:
        return
    pairs = [(share, answer == one.came) for one in scored for answer, share in one.shares.items()]
    found = score.calibration_table([share for share, _ in pairs], [came for _, came in pairs])
    yield finding.Table(
        name="calibration",
        title="How often what was forecast came, by classes of probability, over all answers",
        columns=("from", "to", "answers", "mean probability", "share that came"),
        rows=tuple(
            (
                beliefs.rounded(one.low),
                beliefs.rounded(one.high),
                one.n,
                _or_empty(one.mean_forecast),
                _or_empty(one.share),
            )
            for one in found or ()
        ),
    )


def _or_empty(value: float | None) -> finding.Cell:
    return "" if value is None else beliefs.rounded(value)

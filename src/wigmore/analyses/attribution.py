"""Who is meant by a description: candidates held against criteria, and how many others would fit as well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import answers_spec, beliefs, contract, fitting, naming, pool, weighed
from wigmore.analyses.pool import NO, NONE, UNKNOWN, WEAK, YES
from wigmore.kit import text as texts
from wigmore.model import finding, views

DRAWN = 15
"""How many candidates the figure shows, beside the residual."""

AT_MOST_NAMED = 3
"""Of how many leading candidates that tie it is told how many others would fit as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {attribution: …}`."""

    factor: float = 3.0
    leave_out_late: bool = False


@contract.analysis(
    name="attribution",
    version=1,
    asks="Which candidate is meant by a description, and how many others would fit it as well?",
)
def attribution(seen: views.Beliefs, reports: views.Reports, options: Options) -> finding.Result:
    """Weigh the candidates of every question that asks who an unnamed party is."""
    names = [
        name
        for name in seen.network.questions
        if pool.asks_for_identity(seen.questions[name]) and seen.questions[name].candidates
    ]
    if not names:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(beliefs.too_wide(seen, "Probabilities of candidates"),))
    pools = [pool.pool(seen, name, leave_out_late=options.leave_out_late) for name in names]
    return finding.Result(
        findings=tuple(
            found
            for one in pools
            for found in _findings(seen, one, options, weighed.claimed(reports, one.id))
        ),
        tables=(_candidates(seen, pools), _criteria(seen, pools), _cells(pools)),
        figures=tuple(_figure(seen, one) for one in pools),
    )


def _findings(
    seen: views.Beliefs, held: pool.Pool, options: Options, told: fitting.Told
) -> Iterator[finding.Finding]:
    yield _leading(seen, held)
    if held.weighed:
        yield from _by_criteria(seen, held)
        yield from _fit(seen, held, options.factor, told)
        yield from _favourite(seen, held)
        yield from fitting.telling(seen, held)
        yield from fitting.turning(seen, held)
    yield from fitting.late(seen, held)
    yield from fitting.assumed(seen, held)
    yield from fitting.bare(held)


def _leading(seen: views.Beliefs, held: pool.Pool) -> finding.Finding:
    """The most probable candidates, all that tie, beside the residual."""
    best = held.leaders
    shown, named = naming.listed([naming.candidate(one.id, held.id, seen) for one in best], "candidate")
    first = best[0].answer
    values: dict[str, finding.Scalar] = {"question": finding.Ref(held.id), **named}
    if len(held.listed) == 1:
        states = f"{{question}}: the only candidate listed is {shown}"
    else:
        verb = "is" if len(best) == 1 else "are tied as"
        states = f"{{question}}: of {{count}} candidates {shown} {verb} the most probable"
        values["count"] = len(held.listed)
    states += f", with {_share(first, values)}{' each' if len(best) > 1 else ''}"
    if first.word:
        states += ": {word}"
        values["word"] = first.word
    rest = next((one.answer for one in held.candidates if one.id == NONE), None)
    if rest is not None:
        is_more = rest.probability > first.probability
        states += "; that it is none of them "
        states += "is more probable still, with {none}" if is_more else "has {none}"
        values["none"] = beliefs.percent(rest.probability)
    return finding.Finding(
        states=f"{states}.",
        values=values,
        basis=(*weighed.basis(held.items, seen), *held.recorded([one.id for one in best])),
        assumes=weighed.assumed(held.items, seen),
    )


def _share(one: beliefs.Answer, values: dict[str, finding.Scalar]) -> str:
    """A probability as part of a sentence, with its bounds where there are any, and their values."""
    values["probability"] = beliefs.percent(one.probability)
    bounds = beliefs.interval(one.low, one.high)
    if bounds == values["probability"]:
        return "{probability}"
    values["bounds"] = bounds
    return "{probability} ({bounds})"


def _by_criteria(seen: views.Beliefs, held: pool.Pool) -> Iterator[finding.Finding]:
    """Who leads by the criteria alone, where that is not who leads by all that is weighed."""
    best = max(one.answer.probability for one in held.candidates)
    leading = {one.id for one in held.candidates if one.answer.probability == best}
    if leading == set(held.by_criteria.answers):
        return
    shown, named = naming.listed(
        [naming.candidate(one, held.id, seen) for one in held.by_criteria.answers], "answer"
    )
    criteria = [one.item for one in held.weighed]
    yield finding.Finding(
        states=f"{{question}}: by its criteria alone the most probable answer is {shown}, with "
        "{probability}; what else is weighed changes that.",
        values={
            "question": finding.Ref(held.id),
            "probability": beliefs.percent(held.by_criteria.probability),
            **named,
        },
        basis=weighed.basis(criteria, seen),
        assumes=weighed.assumed(criteria, seen),
    )


def _fit(
    seen: views.Beliefs, held: pool.Pool, factor: float, told: fitting.Told
) -> Iterator[finding.Finding]:
    """For the leading candidates, and the favourite: how many others would fit as well."""
    wanted = list(held.leaders[:AT_MOST_NAMED])
    favourite = held.asked.favourite.answer if held.asked.favourite else None
    wanted += [one for one in held.listed if one.id == favourite and one not in held.leaders]
    if len(held.listed) > 1:
        for one in wanted:
            yield fitting.fits(seen, held, one, factor, told)


def _favourite(seen: views.Beliefs, held: pool.Pool) -> Iterator[finding.Finding]:
    """At which rank the answer stands that somebody favoured."""
    favourite = held.asked.favourite
    one = next((one for one in held.candidates if favourite and one.id == favourite.answer), None)
    if favourite is None or one is None:
        return
    tied = sum(other.rank == one.rank for other in held.candidates) - 1
    yield finding.Finding(
        states="{question}: {favourite}, favoured since {since}, stands at rank {rank} of {count} answers"
        + (", tied with {tied}," if tied else ",")
        + " with {probability}.",
        values={
            "question": finding.Ref(held.id),
            "favourite": naming.candidate(one.id, held.id, seen),
            "since": str(favourite.since),
            "rank": one.rank,
            "count": len(held.candidates),
            "probability": beliefs.percent(one.answer.probability),
            **({"tied": texts.plural(tied, "other", "others")} if tied else {}),
        },
        basis=weighed.basis(held.items, seen),
        assumes=weighed.assumed(held.items, seen),
    )


def _candidates(seen: views.Beliefs, pools: Sequence[pool.Pool]) -> finding.Table:
    """A row for each candidate and the residual, the most probable first."""
    rows = []
    records = []
    for held in pools:
        for one in held.candidates:
            rows.append((held.id, one.id, beliefs.label(held.asked, one.id, seen.names), *_numbers(one)))
            records.append(one.id if one.id in held.asked.candidates else held.id)
    columns = ("question", "candidate", "label", "probability", "low", "high", "bits")
    return finding.Table(
        name="candidates",
        title="Candidates, and what their criteria say against none of them",
        columns=(*columns, "met", "weak", "not met", "unknown", "without basis", "rank"),
        rows=tuple(rows),
        records=tuple(records),
    )


def _numbers(one: pool.Candidate) -> tuple[finding.Cell, ...]:
    bits = one.bits
    return (
        one.answer.probability,
        one.answer.low,
        one.answer.high,
        "" if bits is None else beliefs.rounded(bits),
        *(one.cells[word] for word in (YES, WEAK, NO, UNKNOWN)),
        one.without_basis,
        one.rank,
    )


def _criteria(seen: views.Beliefs, pools: Sequence[pool.Pool]) -> finding.Table:
    """A row for each criterion, by id."""
    rows = [
        (
            held.id,
            one.label,
            held.asked.criteria[one.label].says,
            beliefs.rounded(one.item.base),
            beliefs.rounded(one.upper),
            one.checked,
            beliefs.rounded(one.bits),
            "yes" if one.item.is_late else "",
            one.item.assumes,
            fitting.led(seen, held, one.without),
        )
        for held in pools
        for one in held.marks
    ]
    columns = ("question", "criterion", "label", "base rate", "upper", "checked", "bits", "late", "assumes")
    return finding.Table(
        name="criteria",
        title="Criteria: how many meet each, and how far it tells candidates apart",
        columns=(*columns, "without it"),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _cells(pools: Sequence[pool.Pool]) -> finding.Table:
    """A row for each candidate, by id, and each criterion; a cell that is not written is unknown."""
    rows: list[tuple[finding.Cell, ...]] = []
    for held in pools:
        for name, cells in sorted(held.asked.candidates.items()):
            for label in sorted(held.asked.criteria):
                cell = cells.get(label)
                said = (cell.is_, cell.basis) if cell is not None else (UNKNOWN, ())
                rows.append((held.id, name, label, *said))
    return finding.Table(
        name="cells",
        title="Which candidate meets which criterion, and what shows it",
        columns=("question", "candidate", "criterion", "is", "basis"),
        rows=tuple(rows),
        records=tuple(str(row[1]) for row in rows),
    )


LEGEND = "Bar: probability. Line: its bounds, while what is stated ranges."


def _figure(seen: views.Beliefs, held: pool.Pool) -> finding.Figure:
    """The most probable candidates and the residual as bars with bounds."""
    listed = {one.id for one in held.listed[:DRAWN]} | {NONE}
    shown = [one for one in held.candidates if one.id in listed]
    title = f"Candidates: {held.asked.asks}"
    rows = [_bar(seen, held, one) for one in shown]
    return finding.Figure(
        name=f"{held.id}-candidates",
        title=title,
        specification=answers_spec.bars(rows, LEGEND, title),
        records=(held.id, *(one.id for one in shown if one.id in held.asked.candidates)),
    )


def _bar(seen: views.Beliefs, held: pool.Pool, one: pool.Candidate) -> Mapping[str, object]:
    answer = one.answer
    return {
        "label": beliefs.label(held.asked, one.id, seen.names),
        "p": answer.probability,
        "low": answer.low,
        "high": answer.high,
        "shown": f"{beliefs.percent(answer.probability)} ({beliefs.interval(answer.low, answer.high)})",
    }

"""The tables of estimates: answers, what was tried, derivations, swings, and numbers recomputed."""

from collections.abc import Iterator, Sequence

from wigmore.analyses import derivation, judging, reckoning, recomputing, reproducing, swings
from wigmore.methods import draws
from wigmore.model import finding

REACHED, ENCLOSING = "reached", "enclosing"
_Row = tuple[finding.Cell, ...]


def answers(some: Sequence[judging.Judged]) -> finding.Table:
    """One row for each estimate: its range over all combinations, and the verdict on what is stated."""
    return finding.Table(
        name="answers",
        title="What comes out of each estimate, and the verdict on what is stated",
        columns=(
            *("estimate", "asks", "unit", "central", "low", "high", "p05", "p95", "bounds", "stated"),
            *("claim", "verdict", "factor low", "factor high", "combinations", "inside", "floor", "ceiling"),
        ),
        rows=tuple(_answer(one) for one in some),
        records=tuple(one.id for one in some),
    )


def _answer(one: judging.Judged) -> _Row:
    held = one.reckoned
    stated = one.told.text if one.told else ""
    factor = one.verdict.factor if one.verdict else None
    end = (
        *(stated, one.claim if one.told else "", one.word, *_factor(factor)),
        *(len(one.answers), one.verdict.inside if one.verdict else 0),
    )
    if not held.answers:
        return (one.id, held.estimate.asks, "", "", "", "", "", "", "", *end, "", "")
    worked, hull = held.first.worked, held.hull
    is_reached = all(answer.is_reached for answer in held.answers)
    return (
        *(one.id, held.estimate.asks, worked.unit.symbol),
        *(reckoning.shown(value, worked) for value in (held.first.central, hull.low, hull.high)),
        *_percentiles(held.percentiles, held),
        REACHED if is_reached else ENCLOSING,
        *end,
        *_limits(held),
    )


def _limits(held: reckoning.Reckoned) -> tuple[float | str, float | str]:
    """The least and the most that packs allow, whichever combination is taken; empty without a bound."""
    allowed = [answer.possible for answer in held.answers]
    known = [one for one in allowed if one is not None]
    if len(known) < len(allowed):
        return "", ""
    low, high = min(one.low for one in known), max(one.high for one in known)
    worked = held.first.worked
    return reckoning.shown(low, worked) if low > 0 else "", reckoning.shown(high, worked)


def _percentiles(held: draws.Summary | None, one: reckoning.Reckoned) -> tuple[float | str, float | str]:
    if held is None:
        return "", ""
    worked = one.first.worked
    return reckoning.shown(held.p05, worked), reckoning.shown(held.p95, worked)


def _factor(held: tuple[float, float] | None) -> tuple[float | str, float | str]:
    if held is None:
        return "", ""
    return reckoning.cell(held[0]) if held[0] > 0 else "", reckoning.cell(held[1])


def tried(some: Sequence[judging.Judged]) -> finding.Table:
    """One row for each combination of each estimate."""
    rows = [row for one in some for row in _tried(one)]
    return finding.Table(
        name="tried",
        title="Every combination of inputs that was tried",
        columns=(
            *("estimate", "number", "choices", "claims", "unit", "central", "low", "high", "against"),
            "in own numbers",
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _tried(one: judging.Judged) -> Iterator[_Row]:
    held = zip(one.answers, one.places, one.own, strict=True)
    for number, (answer, place, own) in enumerate(held, start=1):
        worked, bounds = answer.worked, answer.bounds
        yield (
            *(one.id, number, answer.choices, answer.combination.claims, worked.unit.symbol),
            *(reckoning.shown(value, worked) for value in (answer.central, bounds.low, bounds.high)),
            *(place, "yes" if own else "no"),
        )


def steps(some: Sequence[judging.Judged], deriving: derivation.Deriving, most: int) -> finding.Table:
    """The derivation of the first combination of each estimate, and of those inside what is stated."""
    rows: list[_Row] = []
    for one in some:
        bound = one.reckoned.bound
        if bound is None:
            continue
        for number, answer in one.written_out(most):
            made = deriving.steps(answer.combination, bound)
            rows += [(one.id, number, place, *step.cells) for place, step in enumerate(made, start=1)]
    return finding.Table(
        name="steps",
        title="How each number comes about, line by line",
        columns=(
            *("estimate", "number", "step", "what", "says", "unit", "low", "central", "high", "rests on"),
            "known",
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def sensitivity(
    some: Sequence[judging.Judged], made: Sequence[Sequence[swings.Swing]], most: int
) -> finding.Table:
    """The answer at both ends of each input, for the combinations whose derivation is written out.

    `made` holds the swings of the first combination of each estimate.
    """
    rows: list[_Row] = []
    for one, first in zip(some, made, strict=True):
        for number, answer in one.written_out(most):
            held = first if number == 1 else swings.swings(answer.worked)
            rows += [(one.id, number, *_swing(swing, answer)) for swing in held]
    return finding.Table(
        name="sensitivity",
        title="How much each input moves the answer, the others at their centre",
        columns=(
            *("estimate", "number", "input", "says", "rests on", "answer at low", "answer at high", "unit"),
            *("share", "elasticity"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _swing(one: swings.Swing, answer: reckoning.Answer) -> _Row:
    leaf = one.leaf
    return (
        *(leaf.label, leaf.text, (leaf.basis,) if leaf.basis else ()),
        *(reckoning.shown(value, answer.worked) for value in (one.at_low, one.at_high)),
        answer.worked.unit.symbol,
        *("" if value is None else round(value, 6) for value in (one.share, one.elasticity)),
    )


def own(some: Sequence[judging.Judged], recomputed: Sequence[recomputing.Own]) -> finding.Table:
    """Numbers of one source recomputed from its own: by estimates, and by what stands side by side."""
    rows = [*(row for one in some for row in _own_of_estimate(one)), *(_own(one) for one in recomputed)]
    return finding.Table(
        name="own",
        title="Numbers of a source recomputed from its own",
        columns=(
            *("source", "estimate or claim", "kind", "stated", "worked out", "unit", "verdict"),
            *("from", "claims"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[1]) for row in rows),
    )


def _own_of_estimate(one: judging.Judged) -> Iterator[_Row]:
    """The combinations that take the numbers of one source alone, judged together."""
    bound, told = one.reckoned.bound, one.told
    if bound is None or told is None:
        return
    by: dict[str, list[reckoning.Answer]] = {}
    for answer, source in zip(one.answers, one.own, strict=True):
        if source:
            by.setdefault(source, []).append(answer)
    for source, held in by.items():
        word = reproducing.verdict(held, told).word
        kind = recomputing.kind(bound.formula, held[0].worked.unit)
        for answer in held:
            worked = answer.worked
            value = reckoning.shown(answer.central, worked)
            row = (source, one.id, kind, told.text, value, worked.unit.symbol, word)
            yield (*row, answer.choices, answer.combination.claims)


def _own(one: recomputing.Own) -> _Row:
    worked = one.answer.worked
    value = reckoning.shown(one.answer.central, worked)
    return (
        *(one.source, one.told, one.kind, one.stated.text, value, worked.unit.symbol, one.verdict.word),
        *(one.says, one.of),
    )

"""Estimates worked out: every combination of inputs, against what is stated, with derivation and swings."""

from dataclasses import dataclass

from wigmore.analyses import (
    contract,
    derivation,
    estimates_tables,
    estimates_telling,
    judging,
    reckoning,
    recomputing,
    swings,
    timing,
)
from wigmore.model import finding, views
from wigmore.packs import estimating


@dataclass(frozen=True, slots=True)
class Options:
    """How many draws are made of each estimate, from which seed, and how much is written out.

    `derived` combinations of an estimate are derived line by line, the first and those that lie inside what
    is stated; `told` of those inside have a sentence. All that was tried stands in the table `tried`.
    """

    draws: int = 10_000
    seed: int = 1
    derived: int = 12
    told: int = 4


@contract.analysis(
    name="estimates",
    version=1,
    asks="What comes out when a number is worked out, and can what is stated be had from it?",
)
def estimates(
    seen: views.Estimates,
    reports: views.Reports,
    values: views.Values,
    network: views.Network,
    calendar: views.Calendar,
    *,
    options: Options,
) -> finding.Result:
    """Each estimate with all its combinations, and the numbers of each source from its own numbers."""
    own = recomputing.Recomputing(values, reports, network, seen.reach).made()
    if not seen.records and not own:
        return finding.Result()
    context = estimating.Context(packs=seen.packs, amounts=seen.amounts, reach=seen.reach)
    drawn = reckoning.Drawn(options.draws, options.seed)
    judged = judging.judged(reckoning.reckoned(seen, context, drawn), seen, reports)
    moved = [swings.swings(one.reckoned.first.worked) if one.answers else () for one in judged]
    statuses = {name: one.standing.status for name, one in reports.records.items()}
    teller = estimates_telling.Teller(
        seen.packs, reports, timing.Times(when=seen.when, values=values, calendar=calendar), options.told
    )
    return finding.Result(
        findings=(
            *(held for one, swing in zip(judged, moved, strict=True) for held in teller.told(one, swing)),
            *estimates_telling.assumption(judged, drawn.count, drawn.seed),
            *estimates_telling.recomputed(own),
        ),
        tables=(
            estimates_tables.answers(judged),
            estimates_tables.tried(judged),
            estimates_tables.steps(judged, derivation.Deriving(seen.packs, statuses), options.derived),
            estimates_tables.sensitivity(judged, moved, options.derived),
            estimates_tables.own(judged, own),
        ),
    )

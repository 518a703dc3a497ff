"""Relations that hold by inheritance alone: through a purchase, a merger, a succession or a renaming."""

from collections.abc import Iterator, Sequence

from wigmore.analyses import contract, naming, succession
from wigmore.kit import allen
from wigmore.kit import text as texts
from wigmore.model import finding, views
from wigmore.vocab import tables

COLUMNS = ("from", "to", "kind", "since", "until", "through", "carried by", "state", "basis", "rules")
HELD = {
    succession.HOLDS: "holds",
    succession.OVER: "held",
    succession.LATER: "is to hold",
    succession.UNCERTAIN: "may hold",
    succession.MAY_PASS: "may hold",
}
"""How a sentence says that a relation holds on the case's day, by its state."""
COUNTED = {
    succession.HOLDS: "that certainly hold on its day",
    succession.OVER: "that are over",
    succession.LATER: "that begin later",
    succession.UNCERTAIN: "that the dates leave open",
    succession.MAY_PASS: "of which it is not told whether they passed",
}
"""How many relations are in a state, as the count tells it."""
PASSED = {
    succession.HOLDS: "passed on",
    succession.OVER: "passed on",
    succession.LATER: "passes on",
    succession.UNCERTAIN: "may have passed on",
    succession.MAY_PASS: "may be part of what passed on",
}


@contract.analysis(
    name="inheritance",
    version=1,
    asks="Which relations passed on to a buyer or successor, and which had ended first?",
)
def inheritance(
    *,
    pairs: views.Pairs,
    network: views.Network,
    events: views.Events,
    policies: views.Policies,
    calendar: views.Calendar,
) -> finding.Result:
    """Work out what passes on by succession, and say of the pairs of the case what ties them so."""
    estate = succession.Estate(network, events, policies.tables[succession.TABLE], calendar.dates)
    made = estate.derived()
    if not made:
        return finding.Result()
    today = (calendar.today.first, calendar.today.last)
    wanted = {frozenset(pair) for pair in pairs.pairs}
    told = [one for one in made if {one.from_, one.to} in wanted]
    return finding.Result(
        findings=(*_counts(made, today), *(_told(one, today) for one in told)),
        tables=(_table(made, today),),
    )


def _counts(made: Sequence[succession.Derived], today: allen.DaySpan) -> Iterator[finding.Finding]:
    """How many relations passed on, may have, or ended first; what holds by inheritance alone is named."""
    states = [succession.state(one, today) for one in made]
    counts = {f"n_{place}": states.count(state) for place, state in enumerate(COUNTED)}
    told = [f"{{n_{place}}} {words}" for place, words in enumerate(COUNTED.values()) if counts[f"n_{place}"]]
    ended = states.count(succession.ENDED_FIRST)
    yield finding.Finding(
        states="By succession {relations} passed on, or may have, that the case does not record"
        f"{': ' if told else ''}{texts.listed(told)}. Ended before, and passed to nobody: {{ended}}.",
        values={
            "relations": texts.plural(len(made) - ended, "relation", "relations"),
            "ended": ended,
            **{name: count for name, count in counts.items() if count},
        },
        basis=tuple(dict.fromkeys(name for one in made for name in (one.carried, *one.through))),
        is_total=True,
    )


def _told(one: succession.Derived, today: allen.DaySpan) -> finding.Finding:
    """One relation between a pair of the case that holds by inheritance alone, or ended first."""
    held = succession.state(one, today)
    # What ended first may have passed on before: it ended before the last of the successions alone.
    passed = one.through[-1:] if held == succession.ENDED_FIRST else one.through
    through, values = naming.names(passed)
    told: dict[str, finding.Scalar] = {
        "from": finding.Ref(one.from_),
        "to": finding.Ref(one.to),
        "carried": finding.Ref(one.carried),
        **values,
    }
    if held == succession.ENDED_FIRST:
        told["until"] = one.time.until
        states = (
            f"{{carried}} ended {{until}}, before {through}: it did not pass on between {{from}} and {{to}}."
        )
    else:
        told["kind"] = tables.phrases()[one.kind][0].replace("{share}", "shares")
        states = f"{{from}} – {{kind}} – {{to}} {HELD[held]} by inheritance alone"
        for word, text in (("since", one.time.since), ("until", one.time.until)):
            if text:
                states, told[word] = f"{states} {word} {{{word}}}", text
        states = f"{states}: {{carried}} {PASSED[held]} through {through}."
    return finding.Finding(
        states=states,
        values=told,
        basis=tuple(dict.fromkeys((one.from_, one.to, one.carried, *one.through, *one.rules))),
    )


def _table(made: Sequence[succession.Derived], today: allen.DaySpan) -> finding.Table:
    return finding.Table(
        name="derived",
        title="What passes on by succession",
        columns=COLUMNS,
        rows=tuple(
            (
                one.from_,
                one.to,
                one.kind,
                one.time.since,
                one.time.until,
                one.through,
                one.carried,
                succession.state(one, today),
                one.basis,
                one.rules,
            )
            for one in made
        ),
        records=tuple(one.carried for one in made),
    )

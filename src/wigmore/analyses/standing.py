"""How the claims stand by rule, beside how the text under test grades them itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wigmore.analyses import contract
from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import finding, graph, views

SURER, AS_SURE, LESS_SURE = "surer than the sources", "as the sources", "less sure than the sources"

CONCLUDED = ("inferred", "unsupported")
"""Statuses of which no source says anything: against *disputed* they are neither surer nor less sure."""

MEANINGS: Mapping[str, tuple[str, str]] = frozen.FrozenDict(
    {
        "denied": (
            "is asserted by some sources and denied by others",
            "are asserted by some sources and denied by others",
        ),
        "one-speaker": ("rests on one independent report alone", "rest on one independent report alone"),
        "only-denied": (
            "is denied, and asserted by no independent source",
            "are denied, and asserted by no independent source",
        ),
        "inferred": (
            "is concluded from other claims, and asserted by no independent source",
            "are concluded from other claims, and asserted by no independent source",
        ),
        "nobody": ("is asserted by no independent source", "are asserted by no independent source"),
    }
)
"""What the rows of the status table mean of one claim and of several, as long as no case overrides them."""


@dataclass(frozen=True, slots=True)
class Held:
    """One claim: its standing by rule, and what the text under test calls it at its places, surest first."""

    id: str
    standing: graph.Standing
    called: tuple[str, ...]

    @property
    def difference(self) -> str:
        """How sure the text under test is beside the sources; empty where that cannot be said."""
        if not self.called:
            return ""
        return difference(self.called[0], self.standing.status)


def difference(called: str, status: str) -> str:
    """How what a text calls a claim differs from the claim's status, by the order of the statuses."""
    if {called, status} & set(CONCLUDED) and "disputed" in (called, status):
        return ""
    sure, by_rule = graph.STATUSES.index(called), graph.STATUSES.index(status)
    return SURER if sure < by_rule else LESS_SURE if sure > by_rule else AS_SURE


@contract.analysis(
    name="standing",
    version=1,
    asks="Which claims are established, and does the text under test say so of the same ones?",
)
def standing(reports: views.Reports, sources: views.Sources, policies: views.Policies) -> finding.Result:
    """Count the claims by status, and set each beside what the text under test calls it."""
    held = tuple(_held(one, sources.under_test) for one in reports)
    findings = list(_counts(held))
    if sources.under_test is not None:
        overridden = any(row.overridden for row in policies.tables["status"].rows)
        findings += [
            *_called_established(held),
            *_surer(held, {} if overridden else MEANINGS),
            *_graded_otherwise(held),
        ]
    return finding.Result(findings=tuple(findings), tables=(_table(held),))


def _held(one: views.Reported, under_test: str | None) -> Held:
    """A claim with the grades of those statements in which the text under test asserts it."""
    called = {
        statement.calls_it
        for statement in one.statements
        if statement.source == under_test and statement.calls_it and statement.asserts
    }
    return Held(one.id, one.standing, tuple(sorted(called, key=graph.STATUSES.index)))


def _counts(held: tuple[Held, ...]) -> Iterator[finding.Finding]:
    """How many claims stand how."""
    if not held:
        return
    counts = Counter(one.standing.status for one in held)
    stands = "stands" if len(held) == 1 else "stand"
    yield finding.Finding(
        states=f"By rule {{claims}} {stands} as follows: {_counted(graph.STATUSES)}.",
        values={
            "claims": texts.plural(len(held), "claim", "claims"),
            **{status: counts[status] for status in graph.STATUSES},
        },
        basis=(*(one.id for one in held), finding.policy_ref("status")),
        is_total=True,
    )


def _counted(statuses: tuple[str, ...]) -> str:
    """The statuses as the end of a sentence that names the number of each."""
    return texts.listed([f"{{{status}}} {status}" for status in statuses])


def _called_established(held: tuple[Held, ...]) -> Iterator[finding.Finding]:
    """How the claims stand that the text under test calls established."""
    called = [one for one in held if "established" in one.called]
    if not called:
        return
    counts = Counter(one.standing.status for one in called)
    found = ("established", *(status for status in graph.STATUSES[1:] if counts[status]))
    values: dict[str, finding.Scalar] = {"claims": texts.plural(len(called), "claim", "claims")}
    if len(called) == 1:
        stands = f"it counts as {found[-1]}"
    else:
        stands = f"they count as follows: {_counted(found)}"
        values.update({status: counts[status] for status in found})
    yield finding.Finding(
        states=f"The text under test calls {{claims}} established; by rule {stands}.",
        values=values,
        basis=(*(one.id for one in called), finding.policy_ref("status")),
    )


def _surer(held: tuple[Held, ...], meanings: Mapping[str, tuple[str, str]]) -> Iterator[finding.Finding]:
    """What each row of the policy table says of claims that the text under test calls established."""
    by_rule: defaultdict[graph.Standing, list[str]] = defaultdict(list)
    for one in held:
        if "established" in one.called and one.difference == SURER:
            by_rule[one.standing].append(one.id)
    for rule, claims in sorted(by_rule.items(), key=lambda pair: graph.STATUSES.index(pair[0].status)):
        stand = (f"is {rule.status} by rule", f"are {rule.status} by rule")
        one_means, many_mean = meanings.get(rule.row, stand)
        yield finding.Finding(
            states="{claims} that the text under test calls established "
            + (one_means if len(claims) == 1 else many_mean)
            + ".",
            values={"claims": texts.plural(len(claims), "claim", "claims")},
            basis=(*claims, finding.policy_ref("status", rule.row)),
        )


def _graded_otherwise(held: tuple[Held, ...]) -> Iterator[finding.Finding]:
    """Claims that the text under test does not call established, and still grades otherwise than the rule."""
    graded = [one for one in held if "established" not in one.called]
    for wanted, says in (
        (SURER, "higher than the rule does, though not as established"),
        (LESS_SURE, "lower than the rule does"),
    ):
        claims = [one.id for one in graded if one.difference == wanted]
        if claims:
            yield finding.Finding(
                states=f"The text under test grades {{claims}} {says}.",
                values={"claims": texts.plural(len(claims), "claim", "claims")},
                basis=(*claims, finding.policy_ref("status")),
            )


def _table(held: tuple[Held, ...]) -> finding.Table:
    return finding.Table(
        name="standing",
        title="How each claim stands, and what the text under test calls it",
        columns=("claim", "status", "rule", "the text calls it", "difference"),
        rows=tuple(
            (one.id, one.standing.status, one.standing.row, "; ".join(one.called), one.difference)
            for one in held
        ),
        records=tuple(one.id for one in held),
    )

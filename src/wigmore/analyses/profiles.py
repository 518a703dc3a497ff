"""What is known of each entity as of a day, line by line, each with its claims."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wigmore.analyses import contract, facts, naming
from wigmore.kit import edtf
from wigmore.kit import text as texts
from wigmore.model import finding, graph, views

NOBODY = finding.policy_ref("status", "nobody")

Profiles = Mapping[str, tuple[facts.Fact, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {profiles: …}`."""

    as_of: edtf.Edtf | None = None
    """The day of the profiles, where it is not that of the case."""


@contract.analysis(
    name="profiles",
    version=1,
    asks="What is known of each entity as of a day, and who says so?",
)
def profiles(
    *,
    network: views.Network,
    values: views.Values,
    reports: views.Reports,
    parties: views.Parties,
    calendar: views.Calendar,
    options: Options,
) -> finding.Result:
    """Gather the facts of every entity, and say where nobody, or one party alone, vouches for them."""
    as_of = facts.AsOf(options.as_of or calendar.today.date, calendar.dates)
    made = facts.facts(network, values, reports, as_of)
    return finding.Result(
        findings=(
            *_unspoken(parties, reports, network),
            *_only_under_test(made, reports),
            *_only_own_word(parties, reports),
        ),
        tables=(_table(made, reports, as_of.day),),
    )


def _unspoken(
    parties: views.Parties, reports: views.Reports, network: views.Network
) -> Iterator[finding.Finding]:
    """Entities that questions, relations or events name, and of which no claim says anything."""
    named: set[str] = set()
    spoken_of: set[str] = set()
    for name, involved in parties.records.items():
        if name in reports.records:
            spoken_of.update(involved)
        elif name not in network.entities:
            named.update(involved)
    silent = sorted(named & network.entities.keys() - spoken_of)
    if silent:
        shown, shown_values = naming.names(silent)
        yield finding.Finding(
            states=f"No claim{_shown_only(reports)} says anything of {{entities}} that questions, relations "
            f"or events name: {shown}.",
            values={"entities": texts.plural(len(silent), "entity", "entities"), **shown_values},
            basis=(*silent, NOBODY),
        )


def _only_under_test(made: Profiles, reports: views.Reports) -> Iterator[finding.Finding]:
    """Facts for which nobody vouches but the text under test; a relation is one fact of both its ends."""
    alone = [
        one
        for held in made.values()
        for one in held
        if one.claims and all(reports.records[name].is_of_test_alone for name in one.claims)
    ]
    if not alone:
        return
    count = len({(one.origin, one.fact if one.origin == one.entity else "") for one in alone})
    whose = sorted({one.entity for one in alone})
    shown, shown_values = naming.names(whose)
    rest = "rests" if count == 1 else "rest"
    yield finding.Finding(
        states=f"{{facts}} about {{entities}} {rest} on the text under test alone: {shown}.",
        values={
            "facts": texts.plural(count, "fact", "facts"),
            "entities": texts.plural(len(whose), "entity", "entities"),
            **shown_values,
        },
        basis=(*dict.fromkeys(name for one in alone for name in one.claims), NOBODY),
    )


def _only_own_word(parties: views.Parties, reports: views.Reports) -> Iterator[finding.Finding]:
    """Entities for which nobody but they themselves vouches, whatever is said of them."""
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for one in reports:
        for name in parties.records[one.id]:
            claims[name].append(one.id)
    own = sorted(
        name
        for name, held in claims.items()
        if all(_is_own_word(reports.records[claim], name) for claim in held)
    )
    if own:
        shown, shown_values = naming.names(own)
        whose = "its" if len(own) == 1 else "their"
        yield finding.Finding(
            states=f"Every claim{_shown_only(reports)} about {{entities}} is {whose} own word: {shown}.",
            values={"entities": texts.plural(len(own), "entity", "entities"), **shown_values},
            basis=tuple(dict.fromkeys(claim for name in own for claim in claims[name])),
        )


def _shown_only(reports: views.Reports) -> str:
    """What limits a sentence about all claims where some are private: these may say otherwise."""
    return " that may be shown" if any(one.is_private for one in reports) else ""


def _is_own_word(one: views.Reported, entity: str) -> bool:
    """Whether nobody vouches for a claim but the entity itself."""
    speakers = {speaker.id for report in one.vouching for speaker in report.speakers}
    return speakers == {entity}


def _table(made: Profiles, reports: views.Reports, day: edtf.Edtf) -> finding.Table:
    lines = [one for _, held in sorted(made.items()) for one in held]
    return finding.Table(
        name="profiles",
        title=f"What is known of each entity as of {day}",
        columns=("entity", "fact", "value", "other", "when", "scope", "state", "status", "claims"),
        rows=tuple(
            (
                one.entity,
                one.fact,
                one.value,
                one.other,
                one.when,
                one.scope,
                one.state,
                graph.weakest(reports.records[name].standing.status for name in one.claims) or graph.NO_CLAIM,
                one.claims,
            )
            for one in lines
        ),
        records=tuple(one.entity for one in lines),
    )

"""Where the claims of a case come from: lone speakers, copies, interests, and missing first-hand sources."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from wigmore.analyses import contract
from wigmore.kit import text as texts
from wigmore.model import finding, graph, views

ONE_SPEAKER = finding.policy_ref("status", "one-speaker")
TWO_SPEAKERS = finding.policy_ref("status", "two-speakers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {provenance: …}`."""

    key_claim: int = 3
    """How many other records must rest on a claim for it to be a key claim."""

    lone_claims: int = 2
    """How many claims must rest on one speaker alone for the speaker to be named."""


@contract.analysis(
    name="provenance",
    version=1,
    asks="Who vouches for the claims, how often independently, and with what interest?",
)
def provenance(
    reports: views.Reports,
    sources: views.Sources,
    weight: views.Weight,
    policies: views.Policies,
    options: Options,
) -> finding.Result:
    """Find claims with one speaker, copies, interested speakers, and key claims without a primary source."""
    findings = (
        *_lone_speakers(reports, options),
        *_only_under_test(reports, sources),
        *_copies(reports),
        *_interests(reports, sources),
        *_no_primary(reports, sources, weight, policies, options),
    )
    return finding.Result(findings=tuple(findings), tables=(_table(reports, weight),))


def _lone_speakers(reports: views.Reports, options: Options) -> Iterator[finding.Finding]:
    """Claims that rest on one independent report: how many in all, and for each speaker with several."""
    vouched = [one for one in reports if one.origins.observers]
    lone = [one for one in vouched if one.origins.observers == 1 and not one.origins.own_acts]
    if not lone:
        return
    verb = "rests" if len(lone) == 1 else "rest"
    yield finding.Finding(
        states=f"{{lone}} of {{all}} claims that anybody vouches for {verb} on one independent report alone.",
        values={"lone": len(lone), "all": len(vouched)},
        basis=(*(one.id for one in lone), ONE_SPEAKER),
        is_total=True,
    )
    by_speaker: defaultdict[graph.Speaker, list[str]] = defaultdict(list)
    for one in lone:
        speakers = {speaker for report in one.vouching for speaker in report.speakers}
        if len(speakers) == 1:
            by_speaker[speakers.pop()].append(one.id)
    for speaker, claims in sorted(by_speaker.items(), key=lambda held: (-len(held[1]), held[0].id)):
        if len(claims) >= options.lone_claims:
            yield finding.Finding(
                states="{count} on the word of {speaker} alone.",
                values={
                    "count": texts.plural(len(claims), "claim rests", "claims rest"),
                    "speaker": speaker.name,
                },
                basis=(*claims, ONE_SPEAKER),
                is_total=len(claims) == len(vouched),
            )


def _only_under_test(reports: views.Reports, sources: views.Sources) -> Iterator[finding.Finding]:
    """Claims that nobody makes but the text under test."""
    alone = [one.id for one in reports if one.is_of_test_alone]
    if sources.under_test is None or not alone:
        return
    verb = "is" if len(alone) == 1 else "are"
    yield finding.Finding(
        states=f"{{alone}} of {{all}} claims {verb} made by nobody but the text under test, {{text}}.",
        values={"alone": len(alone), "all": len(reports.records), "text": finding.Ref(sources.under_test)},
        basis=(*alone, finding.policy_ref("status", "nobody")),
        is_total=True,
    )


def _copies(reports: views.Reports) -> Iterator[finding.Finding]:
    """Statements that were counted once with others, for they go back to one root."""
    merged: defaultdict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for one in reports:
        for report in one.origins.reports:
            documents = {one.statements[index].source for index in report.statements}
            if len(documents) > 1:
                merged[report.roots].append((one.id, len(documents)))
    for roots, held in sorted(merged.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        statements = sum(count for _, count in held)
        yield finding.Finding(
            states="{statements} statements count as {once}, for they all go back to {root}.",
            values={
                "statements": statements,
                "once": texts.plural(len(held), "report", "reports"),
                "root": finding.Ref(roots[0])
                if len(roots) == 1
                else texts.plural(len(roots), "document", "documents"),
            },
            basis=(*(name for name, _ in held), TWO_SPEAKERS),
        )


def _interests(reports: views.Reports, sources: views.Sources) -> Iterator[finding.Finding]:
    """Claims on which every speaker speaks in its own cause, or in that of a party it serves."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in reports:
        asserting = one.vouching
        held = [_interested(report, one, sources) for report in asserting]
        if asserting and all(held) and not one.origins.own_acts:
            for speaker in {speaker.id: speaker for speakers in held for speaker in speakers}.values():
                found[speaker.id].append(one.id)
                names[speaker.id] = speaker.name
    for name, claims in sorted(found.items(), key=lambda held: (-len(held[1]), held[0])):
        count = texts.plural(len(claims), "claim is", "claims are")
        yield finding.Finding(
            states="{count} vouched for by {speaker} and by nobody outside the interests at stake.",
            values={"count": count, "speaker": names[name]},
            basis=tuple(claims),
        )


def _interested(report: graph.Report, one: views.Reported, sources: views.Sources) -> list[graph.Speaker]:
    """The speakers of a report who are a party to the claim, or whose source serves one."""
    named = {*report.roots, *(one.statements[index].source for index in report.statements)}
    served = {entity for name in named if (held := sources.records.get(name)) for entity in held.interest}
    if served & one.parties:
        return list(report.speakers)
    return [speaker for speaker in report.speakers if speaker.id in one.parties]


def _no_primary(
    reports: views.Reports,
    sources: views.Sources,
    weight: views.Weight,
    policies: views.Policies,
    options: Options,
) -> Iterator[finding.Finding]:
    """Claims that much rests on and for which no first-hand source was read, even in part."""
    primary = {row.id for row in policies.tables["primary"].rows}
    for one in reports:
        resting = weight.resting.get(one.id, ())
        if len(resting) < options.key_claim or _has_primary(one, sources, primary):
            continue
        yield finding.Finding(
            states="{count} on {claim}, and no first-hand source for it was read.",
            values={
                "count": texts.plural(len(resting), "record rests", "records rest"),
                "claim": finding.Ref(one.id),
            },
            basis=(one.id, finding.policy_ref("primary")),
        )


def _has_primary(one: views.Reported, sources: views.Sources, primary: set[str]) -> bool:
    """Whether a statement that asserts it stands in a first-hand source that was read at least in part."""
    for index, statement in enumerate(one.statements):
        held = sources.records.get(statement.source)
        if held is None or held.kind not in primary or statement.stance == "denies":
            continue
        seen = one.passages[index].state if index < len(one.passages) else "unread"
        if seen != "unread" and held.read != "quoted":
            return True
    return False


def _table(reports: views.Reports, weight: views.Weight) -> finding.Table:
    rows = []
    for one in reports:
        speakers = sorted({speaker.name for report in one.vouching for speaker in report.speakers})
        rows.append(
            (
                one.id,
                one.standing.status,
                len(one.statements),
                one.origins.copies,
                one.origins.observers,
                one.origins.denying,
                "; ".join(speakers),
                len(weight.resting.get(one.id, ())),
            )
        )
    columns = (
        "claim",
        "status",
        "statements",
        "copies",
        "observers",
        "denying",
        "speakers",
        "records resting on it",
    )
    return finding.Table(
        name="provenance",
        title="Who vouches for each claim",
        columns=columns,
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )

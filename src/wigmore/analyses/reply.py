"""The right of reply: who is named in findings, and whether they were asked, and answered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import contract, naming
from wigmore.kit import text as texts
from wigmore.model import finding, inquiry, views

ANSWERED, SILENT, NOT_ASKED, NO_INQUIRY = "answered", "asked, no answer", "not asked", "no inquiry"
KINDS = finding.policy_ref("answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {reply: …}`."""

    most_records: int = 12
    """How many records a finding may rest on; one with more names nobody in particular."""


@dataclass(frozen=True, slots=True)
class Party:
    """An entity named in findings: how many, the records through which they name it, what it was asked."""

    id: str
    findings: int
    records: tuple[str, ...]
    inquiries: tuple[str, ...]
    state: str


@contract.analysis(
    name="reply",
    version=1,
    asks="Have the parties that findings name been asked, and did they answer?",
)
def reply(
    *,
    findings: views.Findings,
    parties: views.Parties,
    entities: views.Entities,
    inquiries: views.Inquiries,
    policies: views.Policies,
    options: Options,
) -> finding.Result:
    """Hold every party that can answer against the inquiries addressed to it."""
    answers = {row.id for row in policies.tables["answers"].rows if row.cells["answers"] == "yes"}
    asked: defaultdict[str, list[inquiry.Inquiry]] = defaultdict(list)
    for one in inquiries.records.values():
        if one.to is not None:
            asked[one.to].append(one)
    named: list[Party] = []
    unnamed: list[Party] = []
    for name, held in _named(findings, parties, entities, options).items():
        entity = entities.records[name]
        if entity.kind in answers:
            records = tuple(sorted({record for one in held for record in one}))
            (unnamed if entity.unnamed else named).append(
                Party(name, len(held), records, tuple(one.id for one in asked[name]), _state(asked[name]))
            )
    named.sort(key=lambda one: (-one.findings, one.id))
    return finding.Result(
        findings=(*_states(named, is_whole=inquiries.are_all), *_unnamed(unnamed)), tables=(_table(named),)
    )


def _named(
    findings: views.Findings, parties: views.Parties, entities: views.Entities, options: Options
) -> Mapping[str, list[tuple[str, ...]]]:
    """For each entity, the records of each finding that names it."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in findings:
        if one.is_total:
            continue
        records = tuple(dict.fromkeys(name for name in finding.refs(one) if not finding.policy_row(name)))
        # What rests on entities alone says what is missing from the case, not what anybody did.
        if len(records) > options.most_records or all(name in entities.records for name in records):
            continue
        for party in sorted({party for name in records for party in parties.records.get(name, ())}):
            if party in entities.records:
                found[party].append(records)
    return found


def _state(asked: Sequence[inquiry.Inquiry]) -> str:
    """How far a party was heard: one answer outweighs silence, and silence a question not yet put."""
    if not asked:
        return NO_INQUIRY
    if any(not isinstance(one.found, str) for one in asked):
        return ANSWERED
    return SILENT if any(one.found == "nothing" for one in asked) else NOT_ASKED


def _states(named: Sequence[Party], *, is_whole: bool) -> Iterator[finding.Finding]:
    """Who has not been asked, to whom no inquiry is addressed, and who was asked and is silent.

    Where inquiries are private or were not known yet, no sentence says that nobody asked.
    """
    not_asked = [one for one in named if one.state in (NOT_ASKED, NO_INQUIRY)]
    without = [one for one in named if one.state == NO_INQUIRY]
    silent = [one for one in named if one.state == SILENT]
    inquiry_ = "inquiry" if is_whole else "inquiry that may be shown"
    has = ("has", "have")
    if not_asked and without == not_asked:
        yield _finding(not_asked, named, has, f"not been asked, and no {inquiry_} is addressed to {{them}}")
    elif not_asked:
        asked = "not been asked" if is_whole else f"not been asked in an {inquiry_}"
        yield _finding(not_asked, named, has, asked)
        if without:
            yield _finding(without, named, has, f"no {inquiry_} addressed to {{them}}")
    if silent:
        yield _finding(silent, named, has, "been asked and not answered")


def _finding(
    these: Sequence[Party], named: Sequence[Party], verb: tuple[str, str], says: str
) -> finding.Finding:
    """A sentence about some of the parties, who are named."""
    shown, values = naming.names([one.id for one in these])
    is_one = len(these) == 1
    says = says.replace("{them}", "it" if is_one else "them")
    return finding.Finding(
        states=f"{{count}} of {{all}} parties named in findings {verb[0 if is_one else 1]} {says}: {shown}.",
        values={"count": len(these), "all": len(named), **values},
        basis=_basis(these),
    )


def _unnamed(parties: Sequence[Party]) -> Iterator[finding.Finding]:
    """Parties that cannot be asked, for nobody knows who they are."""
    if parties:
        shown, values = naming.names([one.id for one in parties])
        who = "it is" if len(parties) == 1 else "they are"
        yield finding.Finding(
            states=f"{{parties}} that findings speak of cannot be asked, "
            f"for it is not known who {who}: {shown}.",
            values={"parties": texts.plural(len(parties), "party", "parties"), **values},
            basis=_basis(parties),
        )


def _basis(parties: Sequence[Party]) -> tuple[str, ...]:
    """The parties, what they were asked, and then the records through which findings name them."""
    own = [name for one in parties for name in (one.id, *one.inquiries)]
    return (*dict.fromkeys((*own, *(name for one in parties for name in one.records))), KINDS)


def _table(named: Sequence[Party]) -> finding.Table:
    return finding.Table(
        name="reply",
        title="Who is named in findings, and whether they were asked",
        columns=("party", "findings", "inquiries", "state"),
        rows=tuple((one.id, one.findings, one.inquiries, one.state) for one in named),
        records=tuple(one.id for one in named),
    )

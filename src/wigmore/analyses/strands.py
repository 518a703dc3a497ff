"""How many of the strands put forward for an answer are independent of one another, and of its favour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, contract, naming, strand
from wigmore.kit import text as texts
from wigmore.model import belief, finding, views

PUT, VOICES, ACTORS, SELECTION = "put forward", "shared voices", "shared actors", "selection"
"""The steps of the count, in their order."""


@dataclass(frozen=True, slots=True)
class Case:
    """The strands of one answer, counted, with what the text under test calls it and in which claim."""

    question: str
    answer: str
    label: str
    held: strand.Counted
    stated: str
    claim: str


@contract.analysis(
    name="strands",
    version=1,
    asks="How many of the strands put forward for an answer are independent, and which were selected?",
)
def strands(
    *,
    seen: views.Beliefs,
    put: views.Coincidences,
    reports: views.Reports,
    parties: views.Parties,
    behind: views.Behind,
    calendar: views.Calendar,
) -> finding.Result:
    """For each answer that is stated or favoured: its strands in groups by what they share; what is left."""
    known = strand.Seen(
        beliefs=seen, coincidences=put, reports=reports, parties=parties, behind=behind, calendar=calendar
    )
    asked = [(name, answer) for name in seen.network.questions for answer in strand.answers(known, name)]
    if not asked:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(_too_wide(known, sorted({name for name, _ in asked})),))
    cases = [_case(known, name, answer) for name, answer in sorted(asked)]
    return finding.Result(
        findings=tuple(_told(one) for one in cases),
        tables=(_strands(cases), _counts(cases), _joins(cases)),
    )


def _too_wide(known: strand.Seen, questions: Sequence[str]) -> finding.Finding:
    return finding.Finding(
        states="What speaks for which answer is not worked out: too much hangs together at {part}.",
        values={"part": beliefs.part(known.beliefs)},
        basis=tuple(questions),
    )


def _case(known: strand.Seen, name: str, answer: str) -> Case:
    asked = known.beliefs.questions[name]
    stated = asked.stated.get(answer)
    return Case(
        question=name,
        answer=answer,
        label=beliefs.label(asked, answer, known.beliefs.names),
        held=strand.counted(strand.strands(known, name, answer)),
        stated=(stated.as_ or "") if stated else "",
        claim=stated.claim if stated and stated.claim in known.reports.records else "",
    )


def _told(one: Case) -> finding.Finding:
    """How many strands remain after each step, beside what the text under test calls the answer."""
    count, by_voice, by_actor, left = one.held.counts
    values: dict[str, finding.Scalar] = {
        "answer": f"“{one.label.rstrip('.')}”",
        "question": finding.Ref(one.question),
    }
    says = "Nothing that is weighed speaks for {answer}, an answer to {question}"
    selected = "where what was chosen with a favourite in view, or rests on the text under test, is taken out"
    if count:
        values |= {"count": texts.plural(count, "strand", "strands"), "left": left}
        says = f"{{count}} is put forward for {{answer}}, an answer to {{question}}: {{left}} {selected}"
    if count > 1:
        values |= {"by_voice": by_voice, "by_actor": by_actor}
        says = (
            "Of {count} put forward for {answer}, an answer to {question}, {by_voice} "
            f"{'remains' if by_voice == 1 else 'remain'} where those with a shared document or speaker are "
            "taken together, {by_actor} where those with a shared actor are, and {left} " + selected
        )
    unknown = len([held for held in one.held.strands if held.chosen == strand.OPEN])
    if unknown:
        says += "; of {unknown} it is not known when they were chosen"
        values["unknown"] = unknown
    if one.stated:
        says += ". The text under test calls the answer “{stated}”"
        values["stated"] = one.stated
    return finding.Finding(
        states=f"{says}.",
        values=values,
        basis=_basis(one),
        against=(one.claim,) if one.claim else (),
    )


def _basis(one: Case) -> tuple[str, ...]:
    """The question, what is put forward, and the claims behind it; a criterion is a part of the question."""
    records = [held.id for held in one.held.strands if held.kind != belief.CRITERION]
    claims = [name for held in one.held.strands for name in held.claims]
    return tuple(dict.fromkeys((one.question, *records, *claims)))


def _strands(cases: Sequence[Case]) -> finding.Table:
    rows = [row for one in cases for row in _rows(one)]
    return finding.Table(
        name="strands",
        title="What is put forward for each answer, and the group to which it belongs",
        columns=(
            *("question", "answer", "item", "voices", "actors", "declared", "group", "label", "kind"),
            *("decibans", "chosen", "of test", "left", "first group"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _rows(one: Case) -> Iterator[tuple[finding.Cell, ...]]:
    place = {name: number for number, group in enumerate(one.held.by_actor, start=1) for name in group}
    first = {name: number for number, group in enumerate(one.held.by_voice, start=1) for name in group}
    for held in one.held.strands:
        yield (
            *(one.question, one.answer, held.id, "; ".join(held.voices), tuple(held.actors)),
            *("" if held.declared is None else str(held.declared), place[held.id], held.label, held.kind),
            "" if held.decibans is None else round(held.decibans, 4),
            *(held.chosen, _yes(held.of_test), _yes(not held.is_out), first[held.id]),
        )


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _counts(cases: Sequence[Case]) -> finding.Table:
    rows = []
    for one in cases:
        steps = zip((PUT, VOICES, ACTORS, SELECTION), one.held.counts, _why(one), strict=True)
        for step, left, why in steps:
            head = (one.question, one.answer, step, left, why)
            rows.append((*head, len(one.held.strands), one.label, one.stated, one.claim))
    return finding.Table(
        name="counts",
        title="How many strands remain after each step, and why",
        columns=(
            *("question", "answer", "step", "left", "why", "put forward"),
            *("label", "stated", "claim"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _why(one: Case) -> Iterator[str]:
    """Of each step, what joins most strands, and why some are taken out."""
    held = one.held.strands
    yield ""
    yield _shared(strand.joining([each.vouching for each in held]))
    yield _shared(strand.joining([each.actors for each in held]))
    late = len([each for each in held if each.chosen == strand.AFTER])
    alone = len([each for each in held if each.of_test])
    unknown = len([each for each in held if each.chosen == strand.OPEN])
    parts = [
        *([f"{late} chosen with a favourite in view"] if late else []),
        *([f"{alone} on the word of the text under test alone"] if alone else []),
        *([f"{unknown} stay, of which it is not known when they were chosen"] if unknown else []),
    ]
    yield "; ".join(parts)


def _shared(found: Iterator[tuple[str, int]]) -> str:
    held = list(found)
    shown = [f"{name} in {count}" for name, count in held[: naming.MOST]]
    more = [f"{len(held) - naming.MOST} more"] if len(held) > naming.MOST else []
    return "; ".join((*shown, *more))


def _joins(cases: Sequence[Case]) -> finding.Table:
    rows = [row for one in cases for row in _groups(one)]
    return finding.Table(
        name="joins",
        title="What joins the strands of each group",
        columns=("question", "answer", "group", "items", "by voices", "by actors", "left"),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _groups(one: Case) -> Iterator[tuple[finding.Cell, ...]]:
    by_id = {held.id: held for held in one.held.strands}
    for number, group in enumerate(one.held.by_actor, start=1):
        held = [by_id[name] for name in group]
        yield (
            *(one.question, one.answer, number, group),
            _shared(strand.joining([each.vouching for each in held])),
            _shared(strand.joining([each.actors for each in held])),
            _yes(group in one.held.left),
        )

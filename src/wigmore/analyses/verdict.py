"""How the result differs from what the text under test states, and why: a paragraph for each question."""

from collections.abc import Iterator
from dataclasses import dataclass

from wigmore.analyses import (
    beliefs,
    confidence,
    contract,
    leading,
    leaving,
    stating,
    verdict_words,
    weighed,
)
from wigmore.model import belief, finding, views


@dataclass(frozen=True, slots=True)
class _Views:
    """All that a verdict looks at."""

    seen: views.Beliefs
    sources: views.Sources
    policies: views.Policies
    reports: views.Reports
    claims: views.Claims
    leaving: leaving.Leaving


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is found of one question: the facts of its paragraph, the paragraph, and the confidence."""

    facts: verdict_words.Facts
    paragraph: verdict_words.Paragraph
    rated: confidence.Confidence


@contract.analysis(
    name="verdict",
    version=1,
    asks="How does the result differ from what the text under test states, why, and how firm is its basis?",
)
def verdict(
    seen: views.Beliefs,
    sources: views.Sources,
    policies: views.Policies,
    reports: views.Reports,
    claims: views.Claims,
) -> finding.Result:
    """For each question one paragraph, and the confidence in its basis by the rubric."""
    if not seen.network.questions:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(beliefs.too_wide(seen, "Verdicts"),))
    known = _Views(seen, sources, policies, reports, claims, leaving.Leaving(seen, sources))
    held = tuple(_verdict(name, known) for name in seen.network.questions)
    return finding.Result(
        findings=tuple(one for found in held for one in _findings(found, known)),
        tables=(_verdicts(held), _points(held)),
    )


def _verdict(name: str, known: _Views) -> _Verdict:
    seen, asked = known.seen, known.seen.questions[name]
    scale = beliefs.bands_of(seen.scale)
    tables = (seen.scale, known.policies.tables[stating.TABLE])
    stated = stating.stated(asked, tables, known.reports.records)
    found = beliefs.answered(seen.network, name, scale)
    ids = seen.network.questions[name].answers
    by_id = {one.id: one.probability for one in found}
    base = leading.stand(ids, (by_id[one] for one in ids), scale)
    hangs_on = leaving.linchpins(known.leaving.left_out(name, base), found[0].id)
    main = stating.foremost(stated)
    facts = verdict_words.Facts(
        asked=asked,
        found=found,
        has_text=known.sources.under_test is not None,
        stated=main,
        others=max(0, len(stated) - 1),
        weights=weighed.weights(seen.network, name, found[0].id),
        against_stated=weighed.weights(seen.network, name, main.answer) if main else (),
        linchpins=hangs_on,
        unweighed=weighed.unweighed(seen.network, name),
        says=_says(seen.network, known.claims),
    )
    rated = confidence.rated(asked, seen, known.sources, known.policies.tables, len(hangs_on))
    return _Verdict(facts, verdict_words.paragraph(facts, seen), rated)


def _says(network: belief.Network, claims: views.Claims) -> dict[str, str]:
    """What the claim says on which evidence rests, by its id; of evidence that rests on one that is shown."""
    made = {}
    for one in network.items:
        if one.kind == belief.EVIDENCE and len(one.claims) == 1 and not one.is_private:
            held = claims.records.get(one.claims[0])
            if held is not None and not held.private:
                made[one.id] = held.says
    return made


def _findings(held: _Verdict, known: _Views) -> Iterator[finding.Finding]:
    """The paragraph, and apart from it the confidence: the two never share a finding."""
    facts = held.facts
    basis = weighed.asked_basis(known.seen, facts.asked.id)
    stated = ()
    if facts.stated is not None:
        stated = (facts.stated.claim, *((facts.stated.band.row,) if facts.stated.band else ()))
    yield finding.Finding(
        states=held.paragraph.states,
        values=held.paragraph.values,
        basis=(*basis, *stated, *weighed.in_words(facts.found[0], known.seen)),
        assumes=weighed.assumed(weighed.moving(known.seen.network, facts.asked.id), known.seen),
    )
    yield confidence.told(facts.asked, held.rated, basis)


def _verdicts(held: tuple[_Verdict, ...]) -> finding.Table:
    """A row for each question; `leading` holds all answers that tie."""
    rows = []
    for one in held:
        leads = beliefs.leading(one.facts.found)
        first = leads[0]
        rows.append(
            (
                one.facts.asked.id,
                ", ".join(each.id for each in leads),
                first.probability,
                first.low,
                first.high,
                first.word,
                one.rated.level,
                one.rated.total,
                one.paragraph.text,
            )
        )
    return finding.Table(
        name="verdict",
        title="What is found of each question, and how firm its basis is",
        columns=(
            "question", "leading", "probability", "low", "high", "word", "confidence", "points", "paragraph",
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )  # fmt: skip


def _points(held: tuple[_Verdict, ...]) -> finding.Table:
    """A row for each question and row of the rubric, in the rubric's order."""
    rows = tuple(
        (one.facts.asked.id, point.row, point.value, point.points, point.why)
        for one in held
        for point in one.rated.points
    )
    return finding.Table(
        name="confidence",
        title="Confidence in the basis of each answer, point by point",
        columns=("question", "row", "value", "points", "why"),
        rows=rows,
        records=tuple(row[0] for row in rows),
    )

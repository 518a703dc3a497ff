"""The matrix of competing hypotheses: how each item sits with each answer, and who is least inconsistent."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, contract, naming, rating, weighed
from wigmore.kit import text as texts
from wigmore.methods import ach, weighing
from wigmore.model import belief, finding, views

AGAINST = ("I", "II")
RATINGS = finding.policy_ref("ratings")
YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {matrix: …}`."""

    most_answers: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The matrix of one question: its answers, its rows, and the scores of all answers in their order."""

    question: str
    answers: tuple[str, ...]
    rows: tuple[rating.Row, ...]
    matrix: ach.Matrix
    scores: ach.Weighted

    @property
    def items(self) -> tuple[belief.Item, ...]:
        """What is weighed, in the order of the rows."""
        return tuple(one.item for one in self.rows)

    @property
    def order(self) -> tuple[int, ...]:
        """The places of the answers, the least inconsistent first, equals by id, `none` after its equals."""
        score = self.scores.weighted
        named = enumerate(self.answers)
        return tuple(
            place for place, _ in sorted(named, key=lambda one: (-score[one[0]], one[1] == "none", one[1]))
        )


@contract.analysis(
    name="matrix",
    version=1,
    asks="How does what is weighed sit with each answer, and which answer does least of it speak against?",
)
def matrix(seen: views.Beliefs, policies: views.Policies, options: Options) -> finding.Result:
    """Rate every item against every answer of every question for which something is weighed."""
    held = [_held(seen, name, policies) for name in seen.network.questions if seen.network.of_question(name)]
    if not held:
        return finding.Result()
    wide = (beliefs.too_wide(seen, "Probabilities to hold the matrix against"),) if seen.network.wide else ()
    return finding.Result(
        findings=(*wide, *(found for one in held for found in _findings(seen, one))),
        tables=(_cells(seen, held, options.most_answers), _scores(seen, held), _rows(seen, held)),
    )


def _held(seen: views.Beliefs, question: str, policies: views.Policies) -> Held:
    answers = seen.network.questions[question].answers
    rows = rating.rows(seen, question, policies.tables["ratings"])
    made = rating.matrix(answers, rows)
    scores = ach.parc_weighted(made, [one.credibility for one in rows], [one.relevance for one in rows])
    return Held(question=question, answers=answers, rows=rows, matrix=made, scores=scores)


def _findings(seen: views.Beliefs, held: Held) -> Iterator[finding.Finding]:
    yield _least(seen, held)
    yield from _unweighted(seen, held)
    yield from _beside_probability(seen, held)
    yield from _one_speaker(seen, held)
    yield from _flat(seen, held)


def _least(seen: views.Beliefs, held: Held) -> finding.Finding:
    """Which answers are least inconsistent; where there are several, all of them."""
    least = held.scores.least_inconsistent_weighted
    named: Mapping[str, finding.Scalar] = {}
    values: Mapping[str, finding.Scalar] = {
        "question": finding.Ref(held.question),
        "items": texts.plural(len(held.rows), "item", "items"),
        "score": _score(max(held.scores.weighted)),
    }
    if len(least) == len(held.answers) > 1:
        states = "no answer is less inconsistent than another, each with a score of {score}"
    else:
        shown, named = _named(seen, held, least, "answer")
        is_tied = f"{'is' if len(least) == 1 else 'are tied as'} least inconsistent"
        states = f"{shown} {is_tied}, with a score of {{score}}"
    return finding.Finding(
        states=f"{{question}}: by the matrix of {{items}} {states}.",
        values={**values, **named},
        basis=(*weighed.basis(held.items, seen), RATINGS),
        assumes=weighed.assumed(held.items, seen),
    )


def _unweighted(seen: views.Beliefs, held: Held) -> Iterator[finding.Finding]:
    """Who is least inconsistent where all items count the same, if that is somebody else."""
    least = held.scores.least_inconsistent_unweighted
    if least == held.scores.least_inconsistent_weighted:
        return
    weighted = [one for one in held.rows if (one.credibility, one.relevance) != (rating.MEDIUM,) * 2]
    shown, named = _named(seen, held, least, "answer")
    yield finding.Finding(
        states=f"{{question}}: that hangs on the weights of {{items}}; without weights it is {shown}.",
        values={
            "question": finding.Ref(held.question),
            "items": texts.plural(len(weighted), "item", "items"),
            **named,
        },
        basis=(*weighed.basis([one.item for one in weighted], seen), RATINGS),
    )


def _beside_probability(seen: views.Beliefs, held: Held) -> Iterator[finding.Finding]:
    """That the most probable answer is not among the least inconsistent ones."""
    if seen.network.wide:
        return
    shares = weighing.posterior(seen.network, held.question)[0]
    likely = beliefs.leaders(dict(zip(held.answers, shares, strict=True)))
    if set(likely) & set(held.scores.least_inconsistent_weighted):
        return
    shown, named = _named(seen, held, likely, "answer")
    are = "answer is" if len(likely) == 1 else "answers are"
    yield finding.Finding(
        states=f"{{question}}: the most probable {are} {shown} all the same; the matrix knows neither "
        "priors nor speakers.",
        values={"question": finding.Ref(held.question), **named},
        basis=(*weighed.basis(held.items, seen), RATINGS),
        assumes=weighed.assumed(held.items, seen),
    )


def _one_speaker(seen: views.Beliefs, held: Held) -> Iterator[finding.Finding]:
    """Rows for which one speaker alone vouches: scores add up, and would count that word several times."""
    by_voice: defaultdict[str, list[rating.Row]] = defaultdict(list)
    for one in held.rows:
        if len(one.item.told) == 1:
            by_voice[one.item.told[0]].append(one)
    shared = {voice: rows for voice, rows in sorted(by_voice.items()) if len(rows) > 1}
    for voice, rows in shared.items():
        items = [one.item for one in rows]
        shown, named = naming.listed([naming.item(one, seen) for one in items], "item")
        yield finding.Finding(
            states="{question}: {count} rows of the matrix rest on the word of {voice} alone: " + f"{shown}.",
            values={
                "question": finding.Ref(held.question),
                "count": len(rows),
                "voice": seen.network.voices[voice],
                **named,
            },
            basis=weighed.basis(items, seen),
        )
    if shared:
        yield from _by_origin(seen, held, shared)


def _by_origin(
    seen: views.Beliefs, held: Held, shared: Mapping[str, Sequence[rating.Row]]
) -> Iterator[finding.Finding]:
    """Who is least inconsistent where the rows of one speaker count once, if that is somebody else."""
    speaker = {row.item.id: f"voice:{voice}" for voice, rows in shared.items() for row in rows}
    origins = [speaker.get(name, name) for name in held.matrix.evidence]
    least = ach.scores_by_origin(held.matrix, origins).least_inconsistent
    if least == held.scores.least_inconsistent_unweighted:
        return
    shown, named = _named(seen, held, least, "answer")
    verb = "is" if len(least) == 1 else "are tied as"
    yield finding.Finding(
        states="{question}: with the rows of one speaker counted once, and without weights, "
        f"{shown} {verb} least inconsistent.",
        values={"question": finding.Ref(held.question), **named},
        basis=(*weighed.basis(held.items, seen), RATINGS),
    )


def _flat(seen: views.Beliefs, held: Held) -> Iterator[finding.Finding]:
    """Rows that tell no answer from another, as they are rated."""
    flat = [one for one in held.rows if len(held.answers) > 1 and len(set(one.ratings)) == 1]
    if not flat:
        return
    items = [one.item for one in flat]
    shown, named = naming.listed([naming.item(one, seen) for one in items], "item")
    verb, their = ("tells", "its") if len(flat) == 1 else ("tell", "their")
    yield finding.Finding(
        states=f"{{question}}: {{count}} of {{items}} {verb} no answer from another by {their} rating: "
        f"{shown}.",
        values={
            "question": finding.Ref(held.question),
            "count": len(flat),
            "items": texts.plural(len(held.rows), "item", "items"),
            **named,
        },
        basis=(*weighed.basis(items, seen), RATINGS),
    )


def _named(
    seen: views.Beliefs, held: Held, answers: Sequence[str], of: str
) -> tuple[str, Mapping[str, finding.Scalar]]:
    return naming.listed([naming.candidate(one, held.question, seen) for one in answers], of)


def _score(value: float) -> float:
    """A score as sentences show it; 0 and -0 are the same."""
    return round(value, 2) + 0.0


def _cells(seen: views.Beliefs, held: Sequence[Held], most: int) -> finding.Table:
    """A row for each item of each question and answer: items by id, answers least inconsistent first.

    Of a question with more than `most` answers only the first ones have cells.
    """
    rows: list[tuple[finding.Cell, ...]] = []
    records = []
    for one in held:
        places = one.order[:most]
        for row in one.rows:
            label = beliefs.item_label(row.item.id, seen)
            reasons = [_reason(seen, row, one.answers[place]) for place in places]
            for place, why in zip(places, rating.whys(row, places, reasons), strict=True):
                rows.append(
                    (
                        one.question,
                        row.item.id,
                        row.item.kind,
                        label,
                        one.answers[place],
                        row.ratings[place] or "",
                        rating.decibans(row.ratios[place]),
                        why,
                        YES if row.given[place] else "",
                    )
                )
                records.append(weighed.record(row.item))
    return finding.Table(
        name="matrix",
        title="How each item sits with each answer",
        columns=("question", "item", "kind", "label", "answer", "rating", "decibans", "why", "given"),
        rows=tuple(rows),
        records=tuple(records),
    )


def _reason(seen: views.Beliefs, row: rating.Row, answer: str) -> str:
    """Why the numbers of a cell are what they are: the reason of evidence, the cell of a criterion."""
    if row.item.kind == belief.CRITERION:
        asked = seen.questions[row.item.question]
        cell = asked.candidates.get(answer, {}).get(row.item.id.partition(".")[2])
        return f"its cell is {cell.is_}" if cell is not None else "it has no cell"
    record = seen.evidence.get(row.item.id)
    return (record.reason if record is not None else None) or ""


def _scores(seen: views.Beliefs, held: Sequence[Held]) -> finding.Table:
    """A row for each answer, the least inconsistent first; `least` marks all that tie at the top."""
    rows: list[tuple[finding.Cell, ...]] = []
    for one in held:
        coverage = ach.coverage(one.matrix)
        for place in one.order:
            answer = one.answers[place]
            ratings = [row.ratings[place] for row in one.rows]
            rows.append(
                (
                    one.question,
                    answer,
                    beliefs.label(seen.questions[one.question], answer, seen.names),
                    beliefs.rounded(one.scores.weighted[place]),
                    beliefs.rounded(one.scores.unweighted[place]),
                    sum(rating_ in AGAINST for rating_ in ratings),
                    sum(rating_ is not None for rating_ in ratings),
                    beliefs.rounded(coverage[place] or 0.0),
                    YES if answer in one.scores.least_inconsistent_weighted else "",
                )
            )
    columns = ("question", "answer", "label", "weighted", "unweighted", "inconsistent", "rated", "coverage")
    return finding.Table(
        name="scores",
        title="How much speaks against each answer, with weights and without: 0 is best",
        columns=(*columns, "least"),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _rows(seen: views.Beliefs, held: Sequence[Held]) -> finding.Table:
    """A row for each item, in the order of the matrix."""
    rows = [(one.question, row) for one in held for row in one.rows]
    return finding.Table(
        name="rows",
        title="How far each item tells answers apart",
        columns=("question", "item", "label", "diagnosticity", "spread", "credibility", "relevance"),
        rows=tuple(
            (
                question,
                row.item.id,
                beliefs.item_label(row.item.id, seen),
                _finite(row.diagnosticity),
                beliefs.rounded(row.spread),
                row.credibility,
                row.relevance,
            )
            for question, row in rows
        ),
        records=tuple(weighed.record(row.item) for _, row in rows),
    )


def _finite(value: float) -> float | str:
    """A number as results hold it; empty where it is infinite."""
    return beliefs.rounded(value) if value < float("inf") else ""

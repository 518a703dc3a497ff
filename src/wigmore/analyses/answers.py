"""How probable each rival answer is, from what is weighed for it, beside what the text under test states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wigmore.analyses import answers_tables, beliefs, contract, naming, stating, weighed
from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.methods import weighing
from wigmore.model import finding, views


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {answers: …}`."""

    draws: int = beliefs.DRAWS
    """How many vectors of numbers are drawn from the stated ranges; at least one is."""

    seed: int = beliefs.SEED
    """The seed of the generator that draws them; its sign is passed over."""


@contract.analysis(
    name="answers",
    version=1,
    asks="How probable is each rival answer, within which bounds, and what does the text under test state?",
)
def answers(
    seen: views.Beliefs, policies: views.Policies, reports: views.Reports, options: Options
) -> finding.Result:
    """Work out one question after the other: the answers, what moves them, and what is stated of them."""
    if not seen.network.questions:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(beliefs.too_wide(seen, "Probabilities of answers"),))
    held = tuple(_question(seen, name, policies, reports, options) for name in seen.network.questions)
    return finding.Result(
        findings=tuple(one for found in held for one in _findings(found, seen, reports)),
        tables=(
            answers_tables.answers(held, seen),
            answers_tables.steps(held, seen),
            answers_tables.weights(held, seen),
        ),
        figures=tuple(one for found in held for one in answers_tables.figures(found, seen)),
    )


def _question(
    seen: views.Beliefs, name: str, policies: views.Policies, reports: views.Reports, options: Options
) -> answers_tables.Held:
    network, asked = seen.network, seen.questions[name]
    # As other analyses ask it, so that by default it is worked out once for all of them.
    drawn = () if options == Options() else (max(1, options.draws), abs(options.seed))
    found = beliefs.answered(network, name, beliefs.bands_of(seen.scale), *drawn)
    tables = (seen.scale, policies.tables[stating.TABLE])
    stated = {one.answer: one for one in stating.stated(asked, tables, reports.records)}
    return answers_tables.Held(asked, found, frozen.FrozenDict(stated), weighing.way(network, name))


def _findings(
    held: answers_tables.Held, seen: views.Beliefs, reports: views.Reports
) -> Iterator[finding.Finding]:
    """The leading answer or answers, then each answer of which the text under test states something."""
    yield _leading(held, seen)
    for one in held.found:
        if one.id in held.stated:
            told = weighed.claimed(reports, f"{held.asked.id}.{one.id}")
            yield _stated(held, one, held.stated[one.id], seen, told)


def _leading(held: answers_tables.Held, seen: views.Beliefs) -> finding.Finding:
    first, *others = beliefs.leading(held.found)
    named, values = _named(held, seen)
    name = held.asked.id
    weighs = weighed.unweighed(seen.network, name)
    worded, words = _worded((first, *others))
    lead = "the leading answers are" if others else "the leading answer is"
    each = " each" if others else ""
    return finding.Finding(
        states=f"On {{question}} {lead} {named}, at {{probability}}{each}{worded}.{weighs and f' {weighs}'}",
        values={
            "question": f"“{held.asked.asks}”",
            **values,
            "probability": beliefs.percent(first.probability),
            **words,
        },
        basis=(*weighed.asked_basis(seen, name), *weighed.in_words(first, seen)),
        assumes=weighed.assumed(weighed.moving(seen.network, name), seen),
    )


def _named(held: answers_tables.Held, seen: views.Beliefs) -> tuple[str, Mapping[str, finding.Scalar]]:
    """The leading answers as part of a sentence, and their names: all that tie."""
    ids = [one.id for one in beliefs.leading(held.found)]
    values = {
        f"answer_{number}": naming.answer(one, held.asked.id, seen) for number, one in enumerate(ids, start=1)
    }
    return texts.listed([f"{{{key}}}" for key in values]), values


def _worded(
    some: tuple[beliefs.Answer, ...],
) -> tuple[str, Mapping[str, finding.Scalar]]:
    """Word, bounds and draws as the end of a sentence; where the yardstick has no word, none is made up."""
    first = some[0]
    values: dict[str, finding.Scalar] = {"word": first.word} if first.word else {}
    text = ", {word}" if first.word else ", for which the yardstick has no word"
    low, high = min(one.low for one in some), max(one.high for one in some)
    if low == high:
        return f"{text}; no number behind it is a range", values
    values["bounds"] = beliefs.interval(low, high)
    values["drawn"] = beliefs.interval(min(one.drawn[0] for one in some), max(one.drawn[1] for one in some))
    text += ": {bounds} within the stated ranges, {drawn} in nine of ten draws from them"
    words = tuple(word for word in first.words if word != first.word)
    if words:
        values["words"] = words[0] if len(words) == 1 else f"{words[0]} to {words[-1]}"
        text += "; other words within the ranges: {words}"
    return text, values


def _stated(
    held: answers_tables.Held,
    one: beliefs.Answer,
    stated: stating.Stated,
    seen: views.Beliefs,
    told: tuple[str, ...],
) -> finding.Finding:
    """What the text under test states of an answer, against what the evidence gives it."""
    values: dict[str, finding.Scalar] = {
        "question": f"“{held.asked.asks}”",
        "answer": naming.answer(one.id, held.asked.id, seen),
        "probability": beliefs.percent(one.probability),
        "bounds": beliefs.interval(one.low, one.high),
    }
    says = "states something of {answer}"
    if stated.words:
        says, values["stated"] = "says of {answer}: {stated}", f"“{stated.words}”"
    rows: tuple[str, ...] = ()
    differs = "; no number is read into these words" if stated.words else ""
    if stated.band is not None:
        rows, values["band"] = (stated.band.row,), stated.band.shown
        differs = f"; such words mean {{band}}, {_reaches(one, stated)}"
    word = ""
    if one.word:
        word, values["word"] = ", {word}", one.word
    return finding.Finding(
        states=f"On {{question}} the text under test {says}. What is weighed gives that answer "
        f"{{probability}}{word}, {{bounds}} within the stated ranges{differs}.",
        values=values,
        basis=(*weighed.asked_basis(seen, held.asked.id), stated.claim, *rows, *weighed.in_words(one, seen)),
        against=tuple(name for name in told if name != stated.claim),
        assumes=weighed.assumed(weighed.moving(seen.network, held.asked.id), seen),
    )


def _reaches(one: beliefs.Answer, stated: stating.Stated) -> str:
    """How what the text states sits with the number and its bounds."""
    assert stated.band is not None
    match stated.difference(one.probability):
        case stating.SURER:
            apart = "all of the bounds lie" if one.high < stated.band.low else "it lies"
            return f"and {apart} below: the text is surer than what is weighed"
        case stating.LESS_SURE:
            apart = "all of the bounds lie" if one.low > stated.band.high else "it lies"
            return f"and {apart} above: the text is less sure than what is weighed"
        case _:
            return "as what is weighed does"

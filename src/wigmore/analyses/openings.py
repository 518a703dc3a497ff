"""What is still open, and how much it would tell: expected bits about each question, the most first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wigmore.analyses import beliefs, contract, leading, naming, stating, weighed
from wigmore.kit import text as texts
from wigmore.methods import variants, voi, weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief, finding, inquiry, question, views
from wigmore.stages import network

SHOWN = 20
"""How many openings of a question the table shows."""

LEAST = 0.001
"""What would tell less, in bits, is counted and not shown."""

INDICATOR, CELL, ASSUMPTION, INQUIRY = "indicator", "cell", "assumption", "inquiry"
NOT_ASKED, UNKNOWN, OTHERS = "not asked", "unknown", "others"


@dataclass(frozen=True, slots=True)
class Opening:
    """Something that could be looked at: expected bits, and the leading answer if so and if not.

    `of` is the answer told beside it, with what it would stand at. `on` is the record that the table names
    for it, `basis` what its bits rest on, `asks` the inquiry that was noted for it and not made.
    """

    question: str
    what: str
    kind: str
    label: str
    on: str
    basis: tuple[str, ...]
    asks: str = ""
    bits: float = 0.0
    if_yes: float = 0.0
    if_no: float = 0.0
    of: str = ""
    of_if_yes: float = 0.0
    of_if_no: float = 0.0


@contract.analysis(
    name="openings",
    version=1,
    asks="What is still open, and which of it would tell most?",
)
def openings(
    seen: views.Beliefs, watches: views.Watches, policies: views.Policies, reports: views.Reports
) -> finding.Result:
    """Rank what was not looked at by the expected gain of information, in bits."""
    if not seen.network.questions:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(beliefs.too_wide(seen, "Bits of what is open"),))
    asked = {
        name: one for name, one in watches.inquiries.items() if one.found == NOT_ASKED and not one.private
    }
    found: list[finding.Finding] = []
    shown: list[Opening] = []
    tables = (seen.scale, policies.tables[stating.TABLE])
    for name in seen.network.questions:
        stated = stating.foremost(stating.stated(seen.questions[name], tables, reports.records))
        held = _Openings(seen, watches.seen, asked, name, stated.answer if stated else "").ranked()
        told = [one for one in held if one.bits >= LEAST]
        shown += told[:SHOWN]
        found += _findings(seen, name, told)
        found += _slight(name, held[len(told) :])
    return finding.Result(findings=tuple(found), tables=(_table(shown),))


class _Openings:
    """What is open for one question."""

    def __init__(
        self,
        seen: views.Beliefs,
        found: Mapping[str, tuple[str, ...]],
        asked: Mapping[str, inquiry.Inquiry],
        name: str,
        stated: str,
    ) -> None:
        self._seen = seen
        self._found = found
        self._asked = asked
        self._name = name
        self._answers = seen.network.questions[name].answers
        self._shares = weighing.posterior(seen.network, name)[0]
        base = leading.stand(self._answers, self._shares, beliefs.bands_of(seen.scale))
        self._leader = self._answers.index(base.leaders[0])
        self._beside = self._answers.index(_beside(seen.questions[name], base, stated))

    def ranked(self) -> list[Opening]:
        """All that would tell anything, the most bits first, ties by id."""
        if len(self._answers) < 2:
            return []
        every = [*self._indicators(), *self._cells(), *self._assumptions()]
        return sorted((one for one in every if one.bits), key=lambda one: (-one.bits, one.what))

    def _worth(self, one: Opening, yes: Floats) -> Opening:
        """The opening with what it is worth, by how probable a yes is under each answer."""
        outcomes = [[float(chance), 1 - float(chance)] for chance in np.clip(yes, 0.0, 1.0)]
        gain = voi.expected_information_gain(self._shares.tolist(), outcomes)
        now = [float(share) for share in self._shares]
        if_so, if_not = (held or now for held in gain.posteriors)
        return replace(
            one,
            bits=beliefs.rounded(gain.eig_bits),
            if_yes=beliefs.rounded(if_so[self._leader]),
            if_no=beliefs.rounded(if_not[self._leader]),
            of=self._answers[self._beside],
            of_if_yes=beliefs.rounded(if_so[self._beside]),
            of_if_no=beliefs.rounded(if_not[self._beside]),
        )

    def _indicators(self) -> Iterator[Opening]:
        """Indicators that were not seen, and not looked for in vain."""
        for one in self._seen.indicators.values():
            if one.on != self._name or self._found.get(one.id):
                continue
            if one.missing is not None and one.missing not in self._asked:
                continue
            yes = self._stated(one.likelihood)
            if yes is not None:
                asks = self._asked[one.missing].asks if one.missing else ""
                basis = weighed.basis(self._seen.network.of_question(self._name), self._seen)
                made = Opening(self._name, one.id, INDICATOR, one.says, one.id, basis, asks)
                yield self._worth(made, yes)

    def _stated(self, likelihood: Mapping[str, object]) -> Floats | None:
        """The middle of what is stated for each answer; None where a number is missing or is none."""
        made = []
        for answer in self._answers:
            held = likelihood.get(answer, likelihood.get(OTHERS))
            bounds = None if held is None else network.read_probability(held, self._seen.scale)  # type: ignore[arg-type]
            if bounds is None:
                return None
            made.append(sum(bounds) / 2)
        return np.array(made)

    def _cells(self) -> Iterator[Opening]:
        """Cells of candidates that nobody looked at; inquiries where one is noted there, and was not made."""
        asked = self._seen.questions[self._name]
        for item in self._seen.network.of_question(self._name):
            if item.kind != belief.CRITERION:
                continue
            criterion = item.id.partition(".")[2]
            unknown = [
                place for place, answer in enumerate(self._answers) if _is_unknown(asked, answer, criterion)
            ]
            met, missed = self._weights(item, unknown)
            for place in unknown:
                answer = self._answers[place]
                if_met, if_missed = item.base * met[place], (1 - item.base) * missed[place]
                if not if_met + if_missed > 0:
                    continue
                # Were it another, nothing weighed bears on whether this one meets the criterion.
                yes = np.full(len(self._answers), item.base)
                yes[place] = if_met / (if_met + if_missed)
                yield self._worth(self._cell(asked, item, answer), yes)

    def _cell(self, asked: question.Question, item: belief.Item, answer: str) -> Opening:
        """What is to be looked at to fill a cell."""
        criterion = item.id.partition(".")[2]
        cell = asked.candidates[answer].get(criterion)
        noted = [one for one in cell.basis if one in self._asked] if cell is not None else []
        kind, on = (INQUIRY, noted[0]) if noted else (CELL, self._name)
        label = f"{beliefs.label(asked, answer, self._seen.names)}: {asked.criteria[criterion].says}"
        basis = (*noted, *item.claims, finding.policy_ref("cells"))
        asks = "; ".join(self._asked[one].asks for one in noted)
        return Opening(self._name, f"{answer}.{criterion}", kind, label, on, basis, asks)

    def _weights(self, item: belief.Item, unknown: Sequence[int]) -> tuple[Floats, Floats]:
        """How much speaks for each answer if it met the criterion and if not, up to one factor for each.

        What an answer weighs depends on its own share alone, so that all are told at once by holding them
        against one that stays; and that one is told by holding it against another.
        """
        first, second = np.argsort(-self._shares, kind="stable")[:2]
        others = [place for place in unknown if place != first]
        shares = [(others, 1.0), (others, 0.0), ([first], 1.0), ([first], 0.0)]
        versions = [_sharing(self._seen.network, item, places, share) for places, share in shares]
        near = weighing.relevant(self._seen.network, self._name)
        rows = variants.Variants(near, versions).posteriors(self._name)
        with np.errstate(divide="ignore", invalid="ignore"):
            met, missed = rows[0] / rows[0][first], rows[1] / rows[1][first]
            met[first], missed[first] = rows[2][first] / rows[2][second], rows[3][first] / rows[3][second]
        return np.nan_to_num(met, posinf=0.0), np.nan_to_num(missed, posinf=0.0)

    def _assumptions(self) -> Iterator[Opening]:
        """Assumptions that something weighed needs, here or for a question joined to this one."""
        near = weighing.relevant(self._seen.network, self._name)
        names = weighed.assumed(near.items, self._seen)
        middles = weighing.middles(self._seen.network)
        numbers = np.repeat(middles, 2 * len(names), axis=0)
        for place, name in enumerate(names):
            column = self._seen.network.assumptions[name]
            numbers[2 * place : 2 * place + 2, column] = 1.0, 0.0
        if not names:
            return
        rows = weighing.posterior(self._seen.network, self._name, numbers)
        for place, name in enumerate(names):
            holds, fails = rows[2 * place], rows[2 * place + 1]
            yes = _given_each(self._shares, holds, fails)
            if yes is not None:
                label = f"whether {beliefs.quoted(self._seen.assumptions[name].says)} holds"
                yield self._worth(Opening(self._name, name, ASSUMPTION, label, name, (name,)), yes)


def _beside(asked: question.Question, base: leading.Stand, stated: str) -> str:
    """The answer to tell beside the leading one: what the text states, the favourite, or the second.

    Each only where it is another one; of one answer alone, that.
    """
    favourite = asked.favourite.answer if asked.favourite else ""
    ranked = sorted(base.answers, key=lambda one: (-base.share(one), one == "none", one))
    tried = (stated, favourite, *ranked)
    return next((one for one in tried if one in base.answers and one != base.leaders[0]), base.leaders[0])


def _is_unknown(asked: question.Question, answer: str, criterion: str) -> bool:
    """Whether an answer is a candidate of whom nobody knows if it meets a criterion."""
    if answer not in asked.candidates:
        return False
    cell = asked.candidates[answer].get(criterion)
    return cell is None or cell.is_ == UNKNOWN


def _sharing(held: belief.Network, item: belief.Item, places: Sequence[int], share: float) -> belief.Network:
    """The network in which some answers meet a criterion wholly, or not at all."""
    shares = tuple(share if at in places else one for at, one in enumerate(item.shares))
    changed = replace(item, shares=shares)
    return replace(held, items=tuple(changed if one is item else one for one in held.items))


def _given_each(shares: Floats, holds: Floats, fails: Floats) -> Floats | None:
    """How probable it is that an assumption holds, under each answer; None where that would tell nothing.

    All that is weighed speaks of it, too: what is believed now is a mean of what would be believed if it
    held and if it failed, weighted by how probable either is by now.
    """
    most = int(np.argmax(np.abs(holds - fails)))
    if abs(holds[most] - fails[most]) < variants.STILL:
        return None
    chance = float(np.clip((shares[most] - fails[most]) / (holds[most] - fails[most]), 0.0, 1.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(shares > 0, chance * holds / shares, chance)


COLUMNS = (
    "question",
    "what",
    "kind",
    "label",
    "bits",
    "if yes",
    "if no",
    "asks",
    "of",
    "of if yes",
    "of if no",
)


def _table(shown: Sequence[Opening]) -> finding.Table:
    """The openings of each question, those first that would tell most."""
    return finding.Table(
        name="openings",
        title="What is open, by how much it would tell",
        columns=COLUMNS,
        rows=tuple(
            (
                *(one.question, one.what, one.kind, one.label, one.bits, one.if_yes, one.if_no, one.asks),
                *(one.of, one.of_if_yes, one.of_if_no),
            )
            for one in shown
        ),
        records=tuple(one.on for one in shown),
    )


MEANS: Mapping[str, Callable[[str], str]] = {
    INDICATOR: lambda label: f"whether it is seen that {label}",
    CELL: lambda label: f"whether a criterion is met, {label}",
    ASSUMPTION: lambda label: label,
    INQUIRY: lambda label: f"an inquiry that was not made, {label}",
}
"""What a sentence calls an opening of each kind."""


def _findings(seen: views.Beliefs, name: str, held: Sequence[Opening]) -> Iterator[finding.Finding]:
    """What would tell most, and how much more is open than the table shows."""
    if not held:
        return
    first = held[0]
    ties = [one for one in held if one.bits == first.bits]
    answers = seen.network.questions[name].answers
    base = leading.stand(answers, weighing.posterior(seen.network, name)[0], beliefs.bands_of(seen.scale))
    yield finding.Finding(
        states="Of what is open on {question}, most would be told by {what}: {bits} bits are to be expected. "
        "{answer} would stand at {yes} if so, and at {no} if not, {other} at {other_yes} and {other_no}.",
        values={
            "question": finding.Ref(name),
            "what": texts.listed([_what(one) for one in ties], naming.MOST),
            "bits": f"{first.bits:.2g}",
            "answer": naming.answer(base.leaders[0], name, seen),
            "yes": beliefs.percent(first.if_yes),
            "no": beliefs.percent(first.if_no),
            "other": naming.answer(first.of, name, seen),
            "other_yes": beliefs.percent(first.of_if_yes),
            "other_no": beliefs.percent(first.of_if_no),
        },
        basis=tuple(dict.fromkeys(ref for one in ties for ref in one.basis)),
    )
    more = len(held) - SHOWN
    if more > 0:
        yield finding.Finding(
            states="{more} on {question} would tell less, {bits} bits each at most.",
            values={
                "more": texts.plural(more, "more opening", "more openings"),
                "question": finding.Ref(name),
                "bits": f"{held[SHOWN].bits:.2g}",
            },
            basis=weighed.basis(seen.network.of_question(name), seen),
        )


def _what(one: Opening) -> str:
    """What a sentence calls an opening."""
    return MEANS[one.kind](one.label if one.kind == ASSUMPTION else beliefs.quoted(one.label))


def _slight(name: str, held: Sequence[Opening]) -> Iterator[finding.Finding]:
    """How many openings would tell so little that they are not listed."""
    if held:
        yield finding.Finding(
            states=f"Not listed on {{question}}: {{count}} that would tell less than {{least}} bits"
            f"{' each' if len(held) > 1 else ''}.",
            values={
                "question": finding.Ref(name),
                "count": texts.plural(len(held), "opening", "openings"),
                "least": LEAST,
            },
            basis=tuple(dict.fromkeys(ref for one in held for ref in one.basis)),
        )

"""What stated numbers do to the leading answer: one range at a time, the prior, and single likelihoods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, leading, naming, weighed
from wigmore.methods import variants, weighing
from wigmore.model import belief, finding, views

PRIORS = (0.01, *(round(0.05 * step, 2) for step in range(1, 20)), 0.99)
"""The priors of the sweep: 0.01, then 0.05 to 0.95 in steps of 0.05, and 0.99."""

PRIOR = "prior"
NONE = "none"
"""What stands where no likelihood between 0 and 1 changes the word."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer at the low and the high end of one range, with every other number at its middle."""

    answer: str
    range: belief.Range
    label: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the answer moves over the range."""
        return beliefs.rounded(abs(self.at_high - self.at_low))


def tornado(seen: views.Beliefs, name: str, base: leading.Stand) -> tuple[Bar, ...]:
    """The bars of each leading answer, the widest first, of one width by record and name of the range.

    A range that does not move the answer has none.
    """
    found = variants.swings(seen.network, name)
    made = []
    for answer in base.leaders:
        index = base.answers.index(answer)
        bars = [
            Bar(
                answer,
                seen.network.ranges[place],
                range_label(seen.network.ranges[place], seen),
                beliefs.rounded(low[index]),
                beliefs.rounded(high[index]),
            )
            for place, low, high in zip(found.places, found.low, found.high, strict=True)
        ]
        bars = [one for one in bars if one.width]
        made += sorted(bars, key=lambda one: (-one.width, one.range.of, one.range.what))
    return tuple(made)


def range_label(one: belief.Range, seen: views.Beliefs) -> str:
    """What a range is called: what it says of which record."""
    if one.of in seen.assumptions:
        label = seen.assumptions[one.of].says
    elif one.of in seen.questions:
        label = seen.questions[one.of].asks
    else:
        label = beliefs.item_label(one.of, seen)
    return f"{range_what(one, seen)}: {label}"


def range_what(one: belief.Range, seen: views.Beliefs) -> str:
    """Which number a range is, with answers by what they are called instead of their ids."""
    for start in ("likelihood under ", "prior of "):
        if one.what.startswith(start):
            answer, given, state = one.what.removeprefix(start).partition(" given ")
            held = [item.question for item in seen.network.items if item.id == one.of]
            name = one.of if one.of in seen.questions else next(iter(held), "")
            before = seen.questions[name].given if name else None
            return f"{start}{_called(answer, name, seen)}{given}{_called(state, before or '', seen)}"
    return one.what


def _called(answer: str, name: str, seen: views.Beliefs) -> str:
    """An answer of a question in quotation marks; what is none, as `others`, as it is."""
    known = name in seen.network.questions and answer in seen.network.questions[name].answers
    return naming.answer(answer, name, seen) if known else answer


BARS = ("question", "answer", "range", "of", "label", "low", "high", "at low", "at high", "width")


def bar_rows(name: str, bars: Sequence[Bar]) -> Iterator[tuple[finding.Cell, ...]]:
    """A row for each bar."""
    for one in bars:
        low, high = beliefs.rounded(one.range.low), beliefs.rounded(one.range.high)
        ends = (low, high, one.at_low, one.at_high, one.width)
        yield (name, one.answer, one.range.what, one.range.of, one.label, *ends)


@dataclass(frozen=True, slots=True)
class Sweep:
    """An answer over all priors that it may have, the others keeping their shares among themselves.

    `prior` is the one it has, `leads_from` the one from which on no other answer leads (None: none does),
    `turns` those at which the word for it changes, with the new word.
    """

    answer: str
    prior: float
    even: float
    leads_from: float | None
    turns: leading.Turns

    def at(self, prior: float) -> float:
        """The probability of the answer for a prior."""
        return beliefs.rounded(variants.at_prior(self.even, prior))


def sweeps(seen: views.Beliefs, name: str, base: leading.Stand) -> tuple[Sweep, ...]:
    """The sweeps of the leading answers, then of those that the text under test asserts, in their order.

    There are none where nothing is weighed: every prior stays what it is.
    """
    if not weighing.relevant(seen.network, name).items:
        return ()
    stated = [one for one in seen.questions[name].stated if one in base.answers]
    before = variants.prior(seen.network, name)
    swept = list(dict.fromkeys((*base.leaders, *stated)))
    places = [base.answers.index(one) for one in swept]
    made = []
    rows = variants.from_even(seen.network, name, places)
    for answer, index, shares in zip(swept, places, rows, strict=True):
        rival = max((share for place, share in enumerate(shares) if place != index), default=0.0)
        even = float(shares[index])
        # Others keep their shares among themselves, so that one of them is overtaken at a fixed probability.
        overtaken = rival / (1 - even + rival) if even < 1 else 0.0
        edges = leading.turns(base.share(answer), base.scale)
        turned = ((variants.prior_for(even, edge), word) for edge, word in edges)
        made.append(
            Sweep(
                answer,
                beliefs.rounded(before[index]),
                even,
                variants.prior_for(even, overtaken),
                tuple((beliefs.rounded(prior), word) for prior, word in turned if prior is not None),
            )
        )
    return tuple(made)


SWEEP = ("question", "answer", "prior", "probability")


def sweep_rows(name: str, held: Sequence[Sweep]) -> Iterator[tuple[finding.Cell, ...]]:
    """A row for each prior of each sweep."""
    for one in held:
        for prior in PRIORS:
            yield (name, one.answer, prior, one.at(prior))


THRESHOLDS = (
    "question",
    "item",
    "label",
    "answer",
    "likelihood now",
    "likelihood at which the word changes",
    "becomes",
)


def threshold_rows(
    seen: views.Beliefs, name: str, base: leading.Stand, held: Sequence[Sweep]
) -> Iterator[tuple[finding.Cell, ...]]:
    """For each leading answer its prior, then each item by id: where the word changes, below and above."""
    for answer in base.leaders:
        for one in held:
            if one.answer == answer:
                yield from _turned((name, PRIOR, PRIOR, answer, one.prior), one.turns)
        edges = leading.turns(base.share(answer), base.scale)
        for item in variants.quotients(seen.network, name, base.answers.index(answer)):
            label = beliefs.item_label(item.item, seen) + (" (its error)" if item.is_error else "")
            found = ((item.where(edge), word) for edge, word in edges)
            turned = sorted((beliefs.rounded(at), word) for at, word in found if at is not None)
            yield from _turned((name, item.item, label, answer, beliefs.rounded(item.now)), tuple(turned))


def _turned(start: tuple[finding.Cell, ...], turned: leading.Turns) -> Iterator[tuple[finding.Cell, ...]]:
    if not turned:
        yield (*start, NONE, "")
    for at, word in turned:
        yield (*start, at, word or leading.NO_WORD)


def findings(
    seen: views.Beliefs, name: str, bars: Sequence[Bar], held: Sequence[Sweep], base: leading.Stand
) -> Iterator[finding.Finding]:
    """The widest range, and from which prior on each answer of the sweep leads."""
    if bars:
        widest = bars[0]
        yield finding.Finding(
            states="Of all ranges one moves {answer} on {question} most, from {low} to {high}: {range}.",
            values={
                "answer": naming.answer(widest.answer, name, seen),
                "question": finding.Ref(name),
                "low": beliefs.percent(min(widest.at_low, widest.at_high)),
                "high": beliefs.percent(max(widest.at_low, widest.at_high)),
                "range": f"{range_what(widest.range, seen)} of {_of(widest.range, seen)}",
            },
            basis=_behind(widest.range, seen, name),
        )
    for one in held:
        # Of two answers one leads up to where the other does.
        is_told = one.answer in base.leaders or len(base.answers) > 2
        if one.leads_from is not None and is_told:
            yield _leads_from(seen, name, one, base)


def _of(one: belief.Range, seen: views.Beliefs) -> str:
    return beliefs.quoted(range_label(one, seen).removeprefix(f"{range_what(one, seen)}: "))


def _behind(one: belief.Range, seen: views.Beliefs, name: str) -> tuple[str, ...]:
    """What a range is stated for: an assumption, or items; for a prior those that it is weighed with."""
    if one.of in seen.assumptions:
        return (one.of,)
    stating = [item for item in seen.network.items if one.of in (item.id, *item.rests_on)]
    return weighed.basis(stating or seen.network.of_question(name), seen)


def _leads_from(seen: views.Beliefs, name: str, one: Sweep, base: leading.Stand) -> finding.Finding:
    items = seen.network.of_question(name)
    assert one.leads_from is not None
    leads = "leads" if one.answer in base.leaders else "would lead"
    return finding.Finding(
        states=f"As things are weighed, {{answer}} {leads} on {{question}} from a prior of {{from}} on; its "
        "prior is {prior}.",
        values={
            "answer": naming.answer(one.answer, name, seen),
            "question": finding.Ref(name),
            "from": beliefs.percent(one.leads_from),
            "prior": beliefs.percent(one.prior),
        },
        basis=weighed.basis(items, seen),
        assumes=weighed.assumed(items, seen),
    )

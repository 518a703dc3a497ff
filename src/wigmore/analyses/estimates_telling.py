"""What is said of estimates: sentences with values, each with the claims and parts of packs it rests on."""

import math
from collections.abc import Iterator, Sequence

from wigmore.analyses import (
    judging,
    reckoning,
    recomputing,
    reproducing,
    swings,
    timing,
    verdict_telling,
    verdicts,
)
from wigmore.kit import amount, percent
from wigmore.kit import text as texts
from wigmore.model import finding, views, worked_view
from wigmore.packs import working

_MOST_INPUTS = 4
"""Inputs of one estimate of which is said what they would have to be."""


class Teller:
    """Tells of estimates one by one."""

    def __init__(self, packs: working.Packs, reports: views.Reports, times: timing.Times, most: int) -> None:
        self.packs, self.reports, self.times, self.most = packs, reports, times, most

    def told(self, one: judging.Judged, moved: Sequence[swings.Swing]) -> Iterator[finding.Finding]:
        """The answer, the verdict, which combinations lie inside, what is presupposed, what moves it most."""
        if not one.answers:
            yield self._missing(one)
            return
        yield _answer(one)
        if one.told is not None and one.verdict is not None:
            yield verdict_telling.told(one, one.told, one.verdict, self.packs)
            yield from self._inside(one, one.told)
            yield from _presupposed(one, one.told, one.verdict)
        elif one.claim:
            yield self._missing(one)
        yield from self._times(one)
        yield from self._beyond(one)
        yield from _moved(one, moved)

    def _missing(self, one: judging.Judged) -> finding.Finding:
        what = "what comes out" if not one.answers else "whether what is stated is right"
        known = [name for name in (*one.reckoned.missing, one.claim) if name in self.reports.records]
        return finding.Finding(
            states="{estimate} It cannot be established {what}: {missing}.",
            values={
                "estimate": finding.Ref(one.id),
                "what": what,
                "missing": texts.listed(judging.missing(one, self.reports)),
            },
            basis=tuple(dict.fromkeys((one.id, *known, finding.policy_ref(reproducing.TABLE, "missing")))),
            assumes=one.reckoned.estimate.assumes,
        )

    def _inside(self, one: judging.Judged, told: reproducing.Stated) -> Iterator[finding.Finding]:
        """Of several combinations those that lie inside what is stated, and what they take."""
        if len(one.answers) == 1:
            return
        held = zip(one.answers, one.places, one.own, strict=True)
        inside = [
            (answer, place, own)
            for answer, place, own in held
            if place in (reproducing.INSIDE, reproducing.AROUND)
        ]
        for answer, place, own in inside[: self.most]:
            where = "inside" if place == reproducing.INSIDE else "around"
            alone = ", all in {source}," if own else ""
            differing = self.times.differing(answer.combination)
            values: dict[str, finding.Scalar] = {
                "estimate": finding.Ref(one.id),
                "stated": told.text,
                "choices": answer.choices,
                "worked": answer.spoken,
            }
            if own:
                values["source"] = finding.Ref(own)
            if differing:
                values["times"] = differing
            yield finding.Finding(
                states=f"{{estimate}} {{choices}}{alone} give {{worked}}: {where} the stated {{stated}}"
                + ("; they are of different times or states: {times}." if differing else "."),
                values=values,
                basis=one.basis(answer),
                assumes=one.reckoned.estimate.assumes,
            )

    def _times(self, one: judging.Judged) -> Iterator[finding.Finding]:
        """Of a single combination, that its inputs are of different times or states."""
        differing = self.times.differing(one.answers[0].combination)
        if len(one.answers) > 1 or not differing:
            return
        yield finding.Finding(
            states="{estimate} The inputs are of different times or states: {times}.",
            values={"estimate": finding.Ref(one.id), "times": differing},
            basis=(one.id, *one.answers[0].combination.claims),
        )

    def _beyond(self, one: judging.Judged) -> Iterator[finding.Finding]:
        """What comes out and cannot be, for its inputs lie beyond what a pack allows."""
        for answer in [held for held in one.answers if reproducing.beyond(held)][: self.most]:
            possible = answer.possible
            assert possible is not None
            limits = verdict_telling.limits(one, answer, self.packs)
            yield finding.Finding(
                states="{estimate} What comes out, {worked}, is impossible itself: {limits} allows "
                "{possible}, so that an input is wrong.",
                values={
                    "estimate": finding.Ref(one.id),
                    "worked": answer.spoken,
                    "limits": texts.listed([name for name, _ in limits]) or "a pack",
                    "possible": reckoning.interval(possible, answer.worked),
                },
                basis=(
                    *one.basis(answer),
                    *(ref for _, ref in limits),
                    finding.policy_ref(reproducing.TABLE, "beyond"),
                ),
                assumes=one.reckoned.estimate.assumes,
            )


def _answer(one: judging.Judged) -> finding.Finding:
    """What comes out, with its range, and where nine draws of ten lie."""
    first, held = one.reckoned.first, one.reckoned
    of = ""
    values: dict[str, finding.Scalar] = {"estimate": finding.Ref(one.id)}
    if len(one.answers) == 1:
        states = "{estimate} {worked}"
        values["worked"] = first.says(first.central)
        if first.range != values["worked"]:
            states += ", {range}" if not math.isfinite(first.bounds.high) else ", from {range}"
            values["range"] = first.range
    else:
        of = " of the first"
        states = "{estimate} {count} give {range}; the first of them {worked}"
        values |= {
            "count": texts.plural(len(one.answers), "combination of inputs", "combinations of inputs"),
            "range": reckoning.interval(held.hull, first.worked),
            "worked": first.spoken,
        }
    if held.percentiles is not None and held.percentiles.p05 < held.percentiles.p95:
        low, high = (first.worked.shown(value) for value in (held.percentiles.p05, held.percentiles.p95))
        states += f"; nine draws of ten{of} lie within {{draws}}"
        values["draws"] = amount.interval(low, high, first.worked.unit.symbol)
    return finding.Finding(
        states=f"{states}.",
        values=values,
        basis=(one.id, *(name for name in one.basis(*one.answers) if name not in (one.id, one.claim))),
        assumes=held.estimate.assumes,
    )


def _presupposed(
    one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict
) -> Iterator[finding.Finding]:
    """What an input would have to be for the stated number to come out of the nearest combination."""
    bound = one.reckoned.bound
    if bound is None or verdict.word in (verdicts.CONSISTENT, verdicts.OPEN):
        return
    targets = told.numbers
    nearest = min(one.answers, key=lambda answer: _distance(answer.central, targets))
    made = list(swings.presuppositions(bound, nearest, targets))
    for name, values in made[:_MOST_INPUTS]:
        option = dict(nearest.combination.chosen)[name]
        needs = [amount.amount(option.worked.shown(value), option.worked.unit.symbol) for value in values]
        numbers = [nearest.says(target) for target in targets]
        others = "; ".join(
            f"{held} {some.label}" for held, some in nearest.combination.chosen if held != name
        )
        and_ = ", {number_2} one of {needs_2}" if len(numbers) > 1 else ""
        yield finding.Finding(
            states="{estimate} " + ("With {others}, " if others else "") + "{number_1} presupposes {input} "
            "of {needs_1}" + and_ + ".",
            values={
                "estimate": finding.Ref(one.id),
                "input": name,
                **({"others": others} if others else {}),
                **{f"number_{place}": number for place, number in enumerate(numbers, start=1)},
                **{f"needs_{place}": need for place, need in enumerate(needs, start=1)},
            },
            basis=one.basis(nearest),
            assumes=one.reckoned.estimate.assumes,
        )


def _distance(value: float, targets: Sequence[float]) -> float:
    """How far a value lies from the nearest target, as a factor where both are above nought."""
    if value > 0 and min(targets) > 0:
        return min(abs(math.log(value / target)) for target in targets)
    return min(abs(value - target) for target in targets)


def _moved(one: judging.Judged, made: Sequence[swings.Swing]) -> Iterator[finding.Finding]:
    """The input that moves the first answer most, of several that move it."""
    wide = [swing for swing in made if swing.share]
    if len(wide) < 2:
        return
    most, first = wide[0], one.reckoned.first
    low, high = sorted(first.worked.shown(value) for value in (most.at_low, most.at_high))
    yield finding.Finding(
        states="{estimate} The widest swing is that of {input} ({says}): alone it moves the answer over "
        "{range}, {share} of all swings together.",
        values={
            "estimate": finding.Ref(one.id),
            "input": most.leaf.label,
            "says": most.leaf.text,
            "range": amount.interval(low, high, first.worked.unit.symbol),
            "share": percent.whole(most.share or 0),
        },
        basis=(
            one.id,
            *((most.leaf.basis,) if most.leaf.basis else ()),
            *((worked_view.APPROXIMATE,) if first.is_hedged else ()),
        ),
        assumes=one.reckoned.estimate.assumes,
    )


def assumption(some: Sequence[judging.Judged], draws: int, seed: int) -> Iterator[finding.Finding]:
    """What the draws of all estimates assume, said once."""
    drawn = [
        one.id
        for one in some
        if one.reckoned.percentiles and one.reckoned.percentiles.p05 < one.reckoned.percentiles.p95
    ]
    if not drawn:
        return
    yield finding.Finding(
        states="Nine draws of ten: {draws} draws of each of {estimates}, from seed {seed}, take inputs as "
        "independent and spread evenly over their ranges, or as a triangle where a most likely value is "
        "known. That is an assumption; the bounds need none.",
        values={
            "draws": f"{draws:,}",
            "estimates": texts.plural(len(drawn), "estimate", "estimates"),
            "seed": seed,
        },
        basis=tuple(drawn),
        is_total=True,
    )


def recomputed(some: Sequence[recomputing.Own]) -> Iterator[finding.Finding]:
    """Numbers of a source that do not follow from its own, one by one; and how many do."""
    for one in some:
        if one.verdict.word == verdicts.OFF:
            yield finding.Finding(
                states="{source} states {stated}, and its own {says} make {worked}: {verdict}.",
                values={
                    "source": finding.Ref(one.source),
                    "stated": one.stated.text,
                    "says": one.says,
                    "worked": one.answer.spoken,
                    "verdict": verdict_telling.off(one.verdict),
                },
                basis=_of_own((one,)),
            )
    agreed = [one for one in some if one.verdict.word == verdicts.CONSISTENT]
    if agreed:
        yield finding.Finding(
            states="Of {every} that can be had from others of the same source, {agreed} agree with them.",
            values={"agreed": len(agreed), "every": texts.plural(len(some), "number", "numbers")},
            basis=_of_own(some),
            is_total=True,
        )


def _of_own(some: Sequence[recomputing.Own]) -> tuple[str, ...]:
    """The claims and relations that are compared, and the policies by which they are."""
    held = [name for one in some for name in (one.told, *one.of, *one.relations)]
    is_hedged = any(one.stated.is_hedged or one.answer.is_hedged for one in some)
    hedge = (worked_view.APPROXIMATE,) if is_hedged else ()
    return tuple(dict.fromkeys((*held, *hedge, *(one.verdict.ref for one in some))))

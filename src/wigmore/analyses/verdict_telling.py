"""The sentence that tells the verdict on a stated number, and the bounds that a pack sets."""

import math
from collections.abc import Callable, Mapping

from wigmore.analyses import judging, reckoning, reproducing
from wigmore.kit import amount, frozen
from wigmore.kit import text as texts
from wigmore.methods import intervals
from wigmore.model import finding, pack
from wigmore.packs import working

_Values = dict[str, finding.Scalar]


def told(
    one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict, packs: working.Packs
) -> finding.Finding:
    """What is stated, what comes out, and the verdict."""
    states, values = _SAID[verdict.row](one, told, verdict)
    more: tuple[str, ...] = ()
    if verdict.row == "beyond":
        found = tuple(dict.fromkeys(pair for held in one.answers for pair in limits(one, held, packs)))
        values["limits"] = texts.listed([name for name, _ in found]) or "a pack"
        more = tuple(ref for _, ref in found)
    return finding.Finding(
        states=f"{{estimate}} {states}.",
        values={"estimate": finding.Ref(one.id), "stated": told.text, "verdict": verdict.word, **values},
        basis=tuple(dict.fromkeys((*one.basis(*one.answers), *more, verdict.ref))),
        assumes=one.reckoned.estimate.assumes,
    )


def _met(one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict) -> tuple[str, _Values]:
    if len(one.answers) == 1:
        return (
            "{stated} is stated, and {worked} comes out: {verdict}",
            {"worked": one.reckoned.first.spoken},
        )
    return (
        "{stated} is stated, and comes out of {inside} of {count}: {verdict}",
        {"inside": verdict.inside, "count": _count(one)},
    )


def _ends(one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict) -> tuple[str, _Values]:
    return (
        "{stated} is stated, and of {count} one gives the lower number and one the upper: {verdict}",
        {"count": _count(one)},
    )


def _an_end(
    one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict
) -> tuple[str, _Values]:
    low, high = (one.reckoned.first.says(number) for number in told.numbers)
    lies = "lies" if verdict.inside == 1 else "lie"
    reached = {
        (False, False): "neither end is reached",
        (True, False): f"only the lower end, {low}, is reached",
        (False, True): f"only the upper end, {high}, is reached",
    }[verdict.reached]
    return (
        f"{{stated}} is stated: {{verdict}}. Of {{count}} {{inside}} {lies} inside, and {{reached}}",
        {"inside": verdict.inside, "count": _count(one), "reached": reached},
    )


def _none(one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict) -> tuple[str, _Values]:
    return (
        "{stated} is stated: {verdict}. None of {count} gives it; they give {range}",
        {"count": _count(one), "range": reckoning.interval(one.reckoned.hull, one.reckoned.first.worked)},
    )


def _open(one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict) -> tuple[str, _Values]:
    return (
        "{stated} is stated, and {worked} comes out: it {verdict} whether it is right, for {missing}",
        {
            "worked": one.reckoned.first.spoken,
            "missing": texts.listed([f"{name} has no bound" for name in verdict.open_inputs]),
        },
    )


def _apart(
    one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict
) -> tuple[str, _Values]:
    return (
        "{stated} is stated, and {worked} comes out: {verdict}, {factor}",
        {"worked": one.reckoned.first.spoken, "factor": _too(verdict)},
    )


def _beyond(
    one: judging.Judged, told: reproducing.Stated, verdict: reproducing.Verdict
) -> tuple[str, _Values]:
    held = [answer.possible for answer in one.answers if answer.possible is not None]
    first = one.reckoned.first
    hull = intervals.Interval(min(each.low for each in held), max(each.high for each in held))
    is_below = told.reach.high < hull.low
    side, most = ("below", hull.low) if is_below else ("above", hull.high)
    if not math.isfinite(most):
        side, most = "outside", hull.low if math.isfinite(hull.low) else hull.high
    least = "least" if side == "below" else "most"
    return (
        f"{{stated}} is stated: {{verdict}}. It lies {side} {{limit}}, the {least} that {{limits}} allows; "
        "{worked} comes out",
        {"limit": first.says(most), "worked": first.spoken},
    )


_SAID: Mapping[
    str, Callable[[judging.Judged, reproducing.Stated, reproducing.Verdict], tuple[str, _Values]]
] = frozen.FrozenDict(
    {
        "met": _met,
        "ends": _ends,
        "an-end": _an_end,
        "none": _none,
        "open": _open,
        "apart": _apart,
        "beyond": _beyond,
    }
)


def _count(one: judging.Judged) -> str:
    return texts.plural(len(one.answers), "combination", "combinations")


def off(verdict: reproducing.Verdict) -> str:
    """The verdict on what is off by a factor, with the factor."""
    return f"{verdict.word}, {_too(verdict)}"


def _too(verdict: reproducing.Verdict) -> str:
    """By how much a stated number is too low or too high."""
    if verdict.factor is None:
        return "which cannot be given across nought"
    low, high = verdict.factor
    if low >= 1:
        return f"{amount.times(low, high)} too low"
    return f"{amount.times(*(1 / one if one else math.inf for one in (high, low)))} too high"


def limits(
    one: judging.Judged, answer: reckoning.Answer, packs: working.Packs
) -> tuple[tuple[str, str], ...]:
    """The formulas of packs that bound the inputs of an answer, by name, and the reference of each."""
    asked = [option.asked for _, option in answer.combination.chosen]
    if one.reckoned.bound is not None and one.reckoned.bound.whole is not None:
        asked.append(one.reckoned.bound.whole.asked)
    made: dict[tuple[str, str], None] = {}
    for question in asked:
        if question is None:
            continue
        held, formula = working.find(packs, question.name)
        for name in (formula.floor, formula.ceiling):
            if name:
                made[(f"{held.name}.{name}", pack.ref(held.name, f"formulas.{name}"))] = None
    return tuple(made)

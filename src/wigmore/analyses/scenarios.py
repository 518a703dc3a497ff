"""Possible courses: how probable each is, whether dates allow it, and what the text under test calls it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wigmore.analyses import bars_spec, beliefs, contract, courses, naming, watching
from wigmore.methods import words
from wigmore.model import belief, finding, views

MOST_PROBABLE = re.compile(r"\b(?:most (?:probable|likely)|likeliest)\b", re.IGNORECASE)
"""Words by which a text sets one scenario above all others."""

EVENLY = "every day on which something can come counts as equally probable"


@dataclass(frozen=True, slots=True)
class Known:
    """All that the findings and the table are made from."""

    seen: views.Beliefs
    watches: views.Watches
    calendar: views.Calendar
    scale: tuple[words.Band, ...]
    all: tuple[courses.Course, ...]

    def there(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of some ids that are records of the case, each once: what a record names need not be."""
        held = {**self.seen.scenarios, **self.seen.questions, **self.seen.evidence}
        return tuple(name for name in dict.fromkeys(names) if name in self.watches.known or name in held)

    def word(self, one: courses.Course) -> str:
        """The word of the yardstick for a scenario; empty where it has none."""
        return (words.band(one.probability, self.scale) or "") if one.probability is not None else ""


@contract.analysis(
    name="scenarios",
    version=1,
    asks="Which of the possible courses is how probable, and can what it needs still come in time?",
)
def scenarios(seen: views.Beliefs, watches: views.Watches, calendar: views.Calendar) -> finding.Result:
    """Each scenario with its probability and bounds, and what the text under test says of it beside them."""
    if not seen.scenarios:
        return finding.Result()
    if seen.network.wide:
        return finding.Result(findings=(beliefs.too_wide(seen, "Probabilities of scenarios"),))
    held = courses.Courses(seen, watches, calendar).all()
    known = Known(seen, watches, calendar, beliefs.bands_of(seen.scale), held)
    findings = [one for course in held for one in _told(course, known)]
    return finding.Result(
        findings=(*findings, *_stated(known)), tables=(_table(known),), figures=(_figure(known),)
    )


def _told(one: courses.Course, known: Known) -> Iterator[finding.Finding]:
    """What is said of one scenario: its probability, what holds it down, and that its window is past."""
    yield _probability(one, known)
    basis = known.there((one.id, *one.scenario.needs))
    name: dict[str, finding.Scalar] = {"scenario": finding.Ref(one.id)}
    if one.share < 1:
        yield _dates(one, basis)
    lapsed = [held for held in one.scenario.needs if known.watches.plans.get(held) == "lapsed"]
    if lapsed:
        names, values = naming.names(lapsed)
        yield finding.Finding(
            states=f"What {{scenario}} needs has lapsed: {names}.",
            values={**name, **values},
            basis=(one.id, *lapsed),
        )
    if one.excluded:
        names, values = naming.names(one.excluded)
        yield finding.Finding(
            states=f"{{scenario}} cannot come with what it needs, {names}: they presuppose different answers "
            "of one question.",
            values={**name, **values},
            basis=(one.id, *one.excluded),
        )
    if watching.is_past(one.scenario.window, known.calendar):
        yield finding.Finding(
            states="The window of {scenario}, {window}, is past.",
            values={**name, "window": str(one.scenario.window)},
            basis=(one.id, *known.calendar.dates.dated(one.scenario.window).widened)
            if one.scenario.window
            else (one.id,),
        )


def _dates(one: courses.Course, basis: tuple[str, ...]) -> finding.Finding:
    """In how many datings a scenario is possible, or what makes it impossible."""
    values: dict[str, finding.Scalar] = {"scenario": finding.Ref(one.id)}
    for number, name in enumerate(one.barred, start=1):
        values[f"name_{number}"] = finding.Ref(name)
    if len(one.barred) == 2:
        says = "cannot come in this order: {name_2} comes before {name_1}"
    elif one.barred:
        says = "cannot come in time: {name_1} comes after the window"
    else:
        says = f"can come in this order and in time in {{share}} of all datings; {EVENLY}"
        values["share"] = beliefs.percent(one.share)
    return finding.Finding(states=f"What {{scenario}} needs {says}.", values=values, basis=basis)


def _probability(one: courses.Course, known: Known) -> finding.Finding:
    values: dict[str, finding.Scalar] = {"scenario": finding.Ref(one.id)}
    if one.probability is None:
        says = "is at most {high} probable: not every likelihood on which it depends is stated"
        values["high"] = beliefs.percent(one.high)
    else:
        says = "has a probability of {probability}"
        values["probability"] = beliefs.percent(one.probability)
        if one.low < one.high:
            says += " (bounds {interval})"
            values["interval"] = beliefs.interval(one.low, one.high)
        if known.word(one):
            says += ": {word}"
            values["word"] = known.word(one)
    if "." in (one.scenario.given or ""):
        says += "; what it presupposes has {given}"
        values["given"] = beliefs.percent(one.given.middle or 0.0)
    return finding.Finding(
        states=f"{{scenario}} {says}.",
        values=values,
        basis=known.there((one.id, *one.scenario.basis, *one.scenario.needs, *_carrying(one, known))),
        assumes=_assumed(one, known),
    )


def _asked(one: courses.Course, known: Known) -> tuple[str, ...]:
    """The question whose answer a scenario presupposes, and those that this one presupposes in turn."""
    name: str | None = (one.scenario.given or "").partition(".")[0]
    found: list[str] = []
    while name and name in known.seen.network.questions and name not in found:
        found.append(name)
        name = known.seen.network.questions[name].given
    return tuple(found)


def _weighed(one: courses.Course, known: Known) -> tuple[belief.Item, ...]:
    """What is weighed for these questions."""
    return tuple(item for name in _asked(one, known) for item in known.seen.network.of_question(name))


def _carrying(one: courses.Course, known: Known) -> Iterator[str]:
    """The questions, and what is weighed for them: evidence and indicators, for criteria the claims."""
    yield from _asked(one, known)
    for item in _weighed(one, known):
        yield from item.rests_on if item.kind == belief.CRITERION else (item.id,)


def _assumed(one: courses.Course, known: Known) -> tuple[str, ...]:
    weighed = (name for item in _weighed(one, known) for name in item.assumes)
    return tuple(dict.fromkeys((*one.scenario.assumes, *weighed)))


def _stated(known: Known) -> Iterator[finding.Finding]:
    """What the text under test calls a scenario; where that sets it above all others, whether it is."""
    for one in known.all:
        stated = one.scenario.stated
        if stated is None or not stated.as_:
            continue
        says = ""
        values: dict[str, finding.Scalar] = {}
        others: tuple[str, ...] = ()
        if MOST_PROBABLE.search(stated.as_) and one.probability is not None:
            says, values, others = _beside(one, known)
        yield finding.Finding(
            states=f"The text under test calls {{scenario}} “{{stated}}”{says}.",
            values={"scenario": finding.Ref(one.id), "stated": stated.as_, **values},
            basis=known.there((one.id, stated.claim, *others)),
        )


def _beside(one: courses.Course, known: Known) -> tuple[str, dict[str, finding.Scalar], tuple[str, ...]]:
    """The end of the sentence on a scenario called the most probable, its values, and the others named."""
    rivals = [held for held in known.all if held is not one and held.probability is not None]
    if not rivals:
        return "; the case has no other to compare it with", {}, ()
    most = max(held.probability or 0.0 for held in (one, *rivals))
    first = tuple(held.id for held in rivals if held.probability == most)
    names, values = naming.names(first) if first else ("", {})
    if one.probability == most:
        says = f"; here it is as probable as {names}" if first else "; here it is the most probable, too"
        return says, dict(values), first
    verb = "is" if len(first) == 1 else "are"
    return (
        f"; here {names} {verb} more probable, with {{most}}",
        {**values, "most": beliefs.percent(most)},
        first,
    )


def _table(known: Known) -> finding.Table:
    return finding.Table(
        name="scenarios",
        title=f"Possible courses, the most probable first; {EVENLY}",
        columns=(
            "scenario", "label", "given", "window", "probability", "low", "high", "word", "needs",
            "dates allow", "stated", "claim",
        ),
        rows=tuple(_row(one, known) for one in known.all),
        records=tuple(one.id for one in known.all),
    )  # fmt: skip


def _row(one: courses.Course, known: Known) -> tuple[finding.Cell, ...]:
    stated = one.scenario.stated
    return (
        one.id,
        one.scenario.says,
        one.scenario.given or "",
        str(one.scenario.window or ""),
        "" if one.probability is None else one.probability,
        one.low,
        one.high,
        known.word(one),
        one.scenario.needs,
        beliefs.rounded(one.share),
        (stated.as_ or "") if stated else "",
        stated.claim if stated else "",
    )


def _figure(known: Known) -> finding.Figure:
    return finding.Figure(
        name="scenarios",
        title="How probable the scenarios are",
        specification=bars_spec.specification(
            "How probable the scenarios are",
            "Mark: probability. Bar: what the stated ranges allow.",
            [_bar(one) for one in known.all],
        ),
        records=tuple(one.id for one in known.all),
    )


def _bar(one: courses.Course) -> dict[str, object]:
    ends = beliefs.interval(one.low, one.high)
    shown = ends if one.probability is None else f"{beliefs.percent(one.probability)} ({ends})"
    held = {} if one.probability is None else {"probability": one.probability}
    return {"label": one.scenario.says, "shown": shown, "low": one.low, "high": one.high, **held}

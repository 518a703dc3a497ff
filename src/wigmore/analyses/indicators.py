"""What should be seen by when: which indicators were seen, missing or overdue, and what that weighs."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs, contract, naming, watching
from wigmore.kit import edtf, percent
from wigmore.kit import text as texts
from wigmore.methods import indicators as signs
from wigmore.methods import weighing
from wigmore.model import finding, views


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {indicators: …}`."""

    least_ratio: float = 1.25


@dataclass(frozen=True, slots=True)
class Known:
    """All that the findings and tables are made from."""

    seen: views.Beliefs
    watches: views.Watches
    calendar: views.Calendar
    all: tuple[watching.Watched, ...]
    leaders: dict[str, tuple[watching.Leader, ...]]

    def next_day(self, one: watching.Watched) -> edtf.Edtf | None:
        """When an indicator is to be looked at next: its `check`, else its `by`; None where it was seen."""
        if one.state == watching.SEEN:
            return None
        return one.indicator.check or one.indicator.by


@contract.analysis(
    name="indicators",
    version=1,
    asks="What should be seen by when: was it seen, is it overdue, and what does that weigh?",
)
def indicators(
    seen: views.Beliefs, watches: views.Watches, calendar: views.Calendar, options: Options
) -> finding.Result:
    """Each indicator with its state and weight, how silent it has been, and what is to be looked at next."""
    everything = watching.watched(seen, watches, calendar)
    if not everything:
        return finding.Result()
    weighed = () if seen.network.wide else (one for one in everything if one.item)
    leaders = {one.id: watching.leaders(seen.network, one.item) for one in weighed if one.item}
    known = Known(seen, watches, calendar, everything, leaders)
    findings = [
        *_counts(known),
        *itertools.chain.from_iterable(_told(one, known) for one in everything),
        *(_decoration(one) for one in everything if _says_little(one, seen, options.least_ratio)),
        *_next(known),
    ]
    return finding.Result(findings=tuple(findings), tables=(_table(known), *_silence(known)))


def _counts(known: Known) -> Iterator[finding.Finding]:
    """How many indicators stand how; and where the network is too wide, that nothing is weighed."""
    states = [one.state for one in known.all]
    everything = tuple(one.id for one in known.all)
    yield finding.Finding(
        states="{indicators}: {seen} seen, {missing} looked for in vain, {unseen} not looked for.",
        values={
            "indicators": texts.plural(len(states), "indicator", "indicators"),
            "seen": states.count(watching.SEEN),
            "missing": states.count(watching.MISSING),
            "unseen": states.count(watching.UNSEEN),
        },
        basis=everything,
        is_total=True,
    )
    if known.seen.network.wide:
        yield beliefs.too_wide(known.seen, "Weights of indicators")


def _told(one: watching.Watched, known: Known) -> Iterator[finding.Finding]:
    """What is said of one indicator: its state and weight, that it is overdue, and what is odd about it."""
    if one.state == watching.SEEN:
        yield _seen(one, known)
        yield from _odd(one, known)
    elif one.state == watching.MISSING:
        yield _missing(one, known)
    if watching.is_overdue(one, known.calendar):
        yield finding.Finding(
            states="{indicator} is overdue: due by {by}, not seen, and not looked for since.",
            values={"indicator": finding.Ref(one.id), "by": str(one.indicator.by)},
            basis=(one.id, *_search(one), *_widened(one.indicator.by, known)),
        )


def _seen(one: watching.Watched, known: Known) -> finding.Finding:
    names, values = naming.names(one.records)
    weighs, weights = _weight(one, known)
    return finding.Finding(
        states=f"{{indicator}} was seen in {names}: {weighs}.",
        values={"indicator": finding.Ref(one.id), **values, **weights},
        basis=(one.id, *one.records),
        assumes=one.item.assumes if one.item else (),
    )


def _missing(one: watching.Watched, known: Known) -> finding.Finding:
    weighs, weights = _weight(one, known)
    values: dict[str, finding.Scalar] = {
        "indicator": finding.Ref(one.id),
        "inquiry": finding.Ref(_search(one)[0]),
    }
    day = ""
    if one.searched is not None:
        day = " on {day}"
        values["day"] = str(one.searched)
    run = ""
    if one.item is not None and one.item.elapsed < 1:
        run = ", when {run} of its time had run"
        values["run"] = percent.whole(one.item.elapsed)
    return finding.Finding(
        states=f"{{indicator}} was looked for in vain{day} ({{inquiry}}){run}: {weighs}.",
        values={**values, **weights},
        basis=(one.id, *_search(one)),
        assumes=one.item.assumes if one.item else (),
    )


def _search(one: watching.Watched) -> tuple[str, ...]:
    """The inquiry that looked for it in vain."""
    return (one.indicator.missing,) if one.state == watching.MISSING and one.indicator.missing else ()


def _weight(one: watching.Watched, known: Known) -> tuple[str, dict[str, finding.Scalar]]:
    """The end of a sentence: what an indicator weighs for the leading answer, or why it weighs nothing."""
    if known.seen.network.wide:
        return "what that weighs is not worked out", {}
    if one.item is None:
        return f"{_unweighed(one, known)}, so that it weighs nothing here", {}
    told = known.leaders.get(one.id, ())
    if not told:
        return "no other answer is possible, so that it weighs nothing", {}
    parts: list[str] = []
    values: dict[str, finding.Scalar] = {}
    for number, leader in enumerate(told[: naming.MOST], start=1):
        parts.append(f"{{weight_{number}}} “{{answer_{number}}}”")
        values[f"weight_{number}"] = _speaks(leader.decibans)
        values[f"answer_{number}"] = _answer(one, leader.answer, known)
    lead = "the leading answer to" if len(told) == 1 else "the leading answers to"
    return (
        f"that speaks {texts.listed(parts)}, {lead} {{question}}",
        {**values, "question": finding.Ref(one.indicator.on)},
    )


def _speaks(decibans: float) -> str:
    size = f"{abs(decibans):.1f}"
    if size == "0.0":
        return "neither for nor against"
    return f"by {size} decibans {'for' if decibans > 0 else 'against'}"


def _unweighed(one: watching.Watched, known: Known) -> str:
    if not one.indicator.likelihood:
        return "no likelihoods are stated for it"
    if not watching.likelihoods(one.indicator, known.seen):
        return "its likelihoods do not reach every answer"
    return "evidence weighs the same already"


def _odd(one: watching.Watched, known: Known) -> Iterator[finding.Finding]:
    """Where what was seen lies before the indicator was declared or after its time, or has not happened."""
    days = {name: watching.dated(name, known.watches, known.calendar) for name in one.records}
    declared, by = (
        known.calendar.dates.dated(date) if date else None
        for date in (one.indicator.declared, one.indicator.by)
    )
    early = [name for name, day in days.items() if day and declared and day.is_before(declared)]
    if early and declared:
        yield _strange(one, early, "lies before the day on which it was declared, {day}", str(declared))
    if by and all(day and by.is_before(day) for day in days.values()):
        yield _strange(one, list(one.records), "lies after the day by which it was due, {day}", str(by))
    for state, says in (("planned", "is planned and has not happened"), ("lapsed", "has lapsed")):
        held = [name for name in one.records if known.watches.plans.get(name) == state]
        if held:
            yield _strange(one, held, says, "")


def _strange(one: watching.Watched, records: list[str], says: str, day: str) -> finding.Finding:
    names, values = naming.names(records)
    return finding.Finding(
        states=f"{{indicator}} counts as seen in what {says}: {names}.",
        values={"indicator": finding.Ref(one.id), **values, **({"day": day} if day else {})},
        basis=(one.id, *records),
    )


def _widened(date: edtf.Edtf | None, known: Known) -> tuple[str, ...]:
    return known.calendar.dates.dated(date).widened if date else ()


def _says_little(one: watching.Watched, seen: views.Beliefs, least: float) -> bool:
    """Whether neither seeing nor missing it would tell any two answers apart by the least ratio."""
    bounds = watching.likelihoods(one.indicator, seen)
    middles = [(low + high) / 2 for low, high in bounds.values()]
    return bool(middles) and signs.reach(max(middles), min(middles)) < 10 * math.log10(least)


def _decoration(one: watching.Watched) -> finding.Finding:
    return finding.Finding(
        states="{indicator} discriminates nothing: under every answer it is about as probable.",
        values={"indicator": finding.Ref(one.id)},
        basis=(one.id,),
    )


def _next(known: Known) -> Iterator[finding.Finding]:
    """What is to be looked at, by day; and what should have been looked at by now."""
    waiting = [one for one in known.all if one.state != watching.SEEN and one.indicator.check]
    late = [one for one in waiting if _is_late(one, known)]
    ahead = [one for one in waiting if not watching.is_past(one.indicator.check, known.calendar)]
    for some, says in (
        (late, "Still to be looked at, though the day is past"),
        (ahead, "To be looked at next"),
    ):
        if some:
            yield _listed(sorted(some, key=lambda one: _order(one, known)), says)


def _is_late(one: watching.Watched, known: Known) -> bool:
    """Whether the day on which it was to be looked at is past, and nobody has looked since."""
    check = one.indicator.check
    if check is None or not watching.is_past(check, known.calendar):
        return False
    if one.state == watching.UNSEEN:
        return not one.is_hidden
    return one.searched is not None and one.searched.is_before(known.calendar.dates.dated(check))


def _listed(some: Sequence[watching.Watched], says: str) -> finding.Finding:
    parts: list[str] = []
    values: dict[str, finding.Scalar] = {}
    for number, one in enumerate(some[: naming.MOST], start=1):
        owner = f" by {{owner_{number}}}" if one.indicator.owner else ""
        parts.append(f"{{name_{number}}} on {{day_{number}}}{owner}")
        values[f"name_{number}"] = finding.Ref(one.id)
        values[f"day_{number}"] = str(one.indicator.check)
        if owner:
            values[f"owner_{number}"] = str(one.indicator.owner)
    if len(some) > naming.MOST:
        parts.append(f"{len(some) - naming.MOST} more")
    return finding.Finding(
        states=f"{says}: {texts.listed(parts)}.", values=values, basis=tuple(one.id for one in some)
    )


def _order(one: watching.Watched, known: Known) -> tuple[bool, float, str]:
    """What was seen last, else by the day of the next look, what has none after the others, then by id."""
    day = known.next_day(one)
    first: float = known.calendar.dates.dated(day).first if day else math.inf
    return one.state == watching.SEEN, first, one.id


def _table(known: Known) -> finding.Table:
    held = sorted(known.all, key=lambda one: _order(one, known))
    return finding.Table(
        name="indicators",
        title="What should be seen by when, what is still to be looked at first, and what each weighs, in "
        "decibans, for the answer named, taken last, all others known",
        columns=(
            "indicator", "question", "label", "state", "record", "by", "overdue", "decibans", "likelihoods",
            "next", "owner", "for",
        ),
        rows=tuple(_row(one, known) for one in held),
        records=tuple(one.id for one in held),
    )  # fmt: skip


def _row(one: watching.Watched, known: Known) -> tuple[finding.Cell, ...]:
    told = known.leaders.get(one.id, ())
    day = known.next_day(one)
    return (
        one.id,
        one.indicator.on,
        one.indicator.says,
        one.state,
        one.records or _search(one),
        str(one.indicator.by or ""),
        "yes" if watching.is_overdue(one, known.calendar) else "",
        told[0].decibans if told else "",
        _likelihoods(one, known),
        str(day or ""),
        one.indicator.owner or "",
        _answer(one, told[0].answer, known) if told else "",
    )


def _answer(one: watching.Watched, answer: str, known: Known) -> str:
    return beliefs.label(known.seen.questions[one.indicator.on], answer, known.seen.names)


def _likelihoods(one: watching.Watched, known: Known) -> str:
    """The likelihoods as they are written, each after what its answer is called."""
    asked = known.seen.questions.get(one.indicator.on)
    if asked is None:
        return ""
    return "; ".join(
        f"{'all others' if answer == 'others' else beliefs.label(asked, answer, known.seen.names)}: {held}"
        for answer, held in one.indicator.likelihood.items()
    )


def _silence(known: Known) -> Iterator[finding.Table]:
    """How probable the silence so far is under each answer, of what was looked for in vain."""
    held = [one for one in known.all if one.state == watching.MISSING and one.item is not None]
    rows: list[tuple[finding.Cell, ...]] = []
    numbers = weighing.middles(known.seen.network)
    for one in held:
        item = one.item
        assert item is not None
        stated, silent = numbers[0, list(item.terms)], weighing.likelihoods(item, numbers)[0]
        answers = known.seen.network.questions[item.question].answers
        rows += (
            (
                one.id,
                item.question,
                answer,
                beliefs.rounded(likely),
                beliefs.rounded(item.elapsed),
                beliefs.rounded(not_seen),
            )
            for answer, likely, not_seen in zip(answers, stated, silent, strict=True)
        )
    if rows:
        yield finding.Table(
            name="silence",
            title="How probable it is, under each answer, that nothing was seen so far (constant hazard)",
            columns=("indicator", "question", "answer", "likelihood", "elapsed", "silence"),
            rows=tuple(rows),
            records=tuple(str(row[0]) for row in rows),
        )

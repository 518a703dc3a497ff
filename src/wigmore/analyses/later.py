"""Statements that use facts dated after them: told as happened before it happened, or concluded too early."""

from collections.abc import Iterator
from dataclasses import dataclass

from wigmore.analyses import ordering
from wigmore.kit import edtf
from wigmore.model import claim, dating, finding


@dataclass(frozen=True, slots=True)
class Early:
    """A statement of a claim (in a source, or in none) that is older than an event or claim it rests on."""

    claim: str
    source: str
    stated: dating.Dated
    rests_on: str
    later: dating.Dated
    is_event: bool


def early(known: ordering.Chronicle) -> tuple[Early, ...]:
    """All such statements; only what is certain by the dates is reported, and forecasts are no fault."""
    since = {one.id: _first_stated(known, one) for one in known.claims.records.values()}
    found = []
    for one in known.claims.records.values():
        for source, stated in _stated(known, one, asserting=True):
            if stated is None:
                continue
            for event, later in () if _is_forecast(known, one, stated) else _events(known, one):
                if stated.is_before(later):
                    found.append(Early(one.id, source, stated, event, later, is_event=True))
            for premise in dict.fromkeys((*one.inferred_from, *one.basis)):
                first = since.get(premise)
                if first is not None and stated.is_before(first):
                    found.append(Early(one.id, source, stated, premise, first, is_event=False))
    return tuple(dict.fromkeys(found))


def _stated(
    known: ordering.Chronicle, one: claim.Claim, *, asserting: bool
) -> Iterator[tuple[str, dating.Dated | None]]:
    """The sources that state a claim, and when: `said` of the claim, else when the source was published.

    A claim that no source states, and that says when it was said, is stated there without a source.
    """
    if not one.sources and one.said is not None:
        yield "", known.calendar.dates.dated(one.said)
    for statement in one.sources:
        if statement.asserts or not asserting:
            held = known.sources.records.get(statement.source)
            date = one.said or (held.published if held is not None else None)
            yield statement.source, known.calendar.dates.dated(date) if date is not None else None


def _first_stated(known: ordering.Chronicle, one: claim.Claim) -> dating.Dated | None:
    """The date of its earliest statement, for or against; None where any has no date or is left out."""
    if one.id in known.claims.cut_short:
        return None
    dates = [date for _, date in _stated(known, one, asserting=False)]
    told = [date for date in dates if date is not None]
    return min(told, key=lambda date: date.first) if told and len(told) == len(dates) else None


def _is_forecast(known: ordering.Chronicle, one: claim.Claim, stated: dating.Dated) -> bool:
    """Whether a claim speaks of what was to come: its time or its own date lies after the statement."""
    value = known.claims.values.get(one.id)
    dates = (one.when, value if isinstance(value, edtf.Edtf) else None)
    return any(date is not None and stated.is_before(known.calendar.dates.dated(date)) for date in dates)


def _events(known: ordering.Chronicle, one: claim.Claim) -> Iterator[tuple[str, dating.Dated]]:
    """The dated events that a claim speaks of as happened."""
    for name in known.spoken_of.get(one.id, ()):
        entry = known.by_id[name]
        if entry.dated is not None and entry.state == ordering.HAPPENED:
            yield name, entry.dated


def findings(found: tuple[Early, ...]) -> Iterator[finding.Finding]:
    """A sentence for each such statement, with both dates."""
    for one in found:
        stated = "was stated {stated}" + (", in {source}," if one.source else "")
        states = (
            f"{{claim}} {stated} and takes {{event}}, of {{later}}, for something that had happened."
            if one.is_event
            else f"{{claim}} {stated} and rests on {{premise}}, which nobody stated before {{later}}."
        )
        # The source is named, and rested on through the claim: its passage is what the trail ends at.
        named = {"source": finding.Ref(one.source)} if one.source else {}
        yield finding.Finding(
            states=states,
            values={
                "claim": finding.Ref(one.claim),
                "stated": str(one.stated),
                "event" if one.is_event else "premise": finding.Ref(one.rests_on),
                "later": str(one.later),
                **named,
            },
            basis=(one.claim, one.rests_on, *ordering.widened(one.stated, one.later)),
        )


def table(found: tuple[Early, ...]) -> finding.Table:
    """All such statements, with the days by which they come too early."""
    rows = (
        (
            one.claim,
            one.source,
            str(one.stated),
            one.rests_on,
            str(one.later),
            *ordering.day_cells(one.stated.distance(one.later)),
        )
        for one in found
    )
    return finding.Table(
        name="later-facts",
        title="Statements that are older than what they rest on",
        columns=("claim", "stated in", "stated", "rests on", "dated", "fewest days", "most days"),
        rows=tuple(rows),
        records=tuple(one.claim for one in found),
    )

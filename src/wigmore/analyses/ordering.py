"""The events of a case in the order of time, and how certain that order is.

An event is taken as one day within its date, not told which (`allen.instants_order`): two events are in a
certain order where every day that is possible for the one lies before every day that is possible for the
other. `~` and `?` are widened by the padding policy.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wigmore.kit import text as texts
from wigmore.model import claim, dating, finding, graph, record, thing, views

CERTAIN, POSSIBLE, NO_DATE = "certain", "only possible", "no date"
HAPPENED = "happened"
UNBOUNDED = "an unknown number of days"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on the timeline: its date (None where it has none), who takes part, each once and sorted.

    `status` is the weakest of the claims that carry it.
    """

    event: thing.Event
    dated: dating.Dated | None
    participants: tuple[str, ...]
    status: str

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.event.id

    @property
    def state(self) -> str:
        """Happened, planned or lapsed."""
        return self.event.state or HAPPENED


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """What all parts of the chronology look at; `spoken_of` holds for each claim the events it speaks of.

    A claim speaks of the events that it is about, and of those that rest on it.
    """

    timeline: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    spoken_of: Mapping[str, tuple[str, ...]]
    claims: views.Claims
    reports: views.Reports
    sources: views.Sources
    calendar: views.Calendar

    def tested(self, one: claim.Claim) -> Iterator[tuple[int, claim.Statement]]:
        """The statements by which the text under test asserts a claim, with their numbers."""
        for index, statement in enumerate(one.sources):
            if statement.source == self.sources.under_test and statement.asserts:
                yield index, statement


def chronicle(
    events: views.Events,
    claims: views.Claims,
    reports: views.Reports,
    sources: views.Sources,
    calendar: views.Calendar,
) -> Chronicle:
    """Put the events in order: by the first possible day, then the last, then the id; undated ones last."""
    found = []
    for one in events.records.values():
        life = events.lifetimes.get(one.id)
        dated = calendar.dates.dated(life.begin) if life is not None and life.begin is not None else None
        who = tuple(sorted({name for names in one.who.values() for name in names}))
        found.append(Entry(one, dated, who, _status(one, claims)))
    timeline = tuple(sorted(found, key=place))
    return Chronicle(
        timeline=timeline,
        by_id={one.id: one for one in timeline},
        spoken_of=_spoken_of(events, claims),
        claims=claims,
        reports=reports,
        sources=sources,
        calendar=calendar,
    )


def place(one: Entry) -> tuple[bool, int, int, str]:
    """By what entries are sorted."""
    return (False, one.dated.first, one.dated.last, one.id) if one.dated else (True, 0, 0, one.id)


def carriers(one: thing.Event) -> tuple[str, ...]:
    """The claims that carry an event: its basis, and the claim to which its date is bound."""
    bound = (one.date.claim,) if isinstance(one.date, record.Binding) else ()
    return tuple(dict.fromkeys((*one.basis, *bound)))


def _status(one: thing.Event, claims: views.Claims) -> str:
    held = [claims.standings[name].status for name in carriers(one) if name in claims.standings]
    return graph.weakest(held) or graph.NO_CLAIM


def _spoken_of(events: views.Events, claims: views.Claims) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one in claims.records.values():
        about = {name for name in one.about if name in events.records}
        if about:
            found[one.id] = about
    for event in events.records.values():
        for name in carriers(event):
            if name in claims.records:
                found.setdefault(name, set()).add(event.id)
    return {name: tuple(sorted(held)) for name, held in found.items()}


def order(one: Entry, later: Entry) -> str:
    """Whether an entry certainly lies before the one after it on the timeline."""
    if one.dated is None or later.dated is None:
        return NO_DATE
    return CERTAIN if one.dated.is_before(later.dated) else POSSIBLE


def widened(*some: dating.Dated | None) -> tuple[str, ...]:
    """The rows of the padding policy that widened any of these dates, as a basis names them."""
    return tuple(sorted({row for one in some if one is not None for row in one.widened}))


def days(fewest: int, most: int | None) -> tuple[str, dict[str, int]]:
    """A number of days between bounds as a part of a sentence, and its values by name."""
    noun = "day" if fewest == 1 and most in (1, None) else "days"
    if most is None:
        return (f"at least {{fewest}} {noun}", {"fewest": fewest}) if fewest else (UNBOUNDED, {})
    if fewest == most:
        return f"{{fewest}} {noun}", {"fewest": fewest}
    return "{fewest} to {most} days", {"fewest": fewest, "most": most}


def day_cells(between: tuple[int, int | None] | None) -> tuple[finding.Cell, finding.Cell]:
    """Fewest and most days as cells; empty where a date is missing, and the most where nothing bounds it."""
    fewest, most = between or ("", None)
    return fewest, "" if most is None else most


def orders(timeline: Iterable[Entry]) -> list[str]:
    """How certain the order of each entry and the one after it is."""
    return [order(one, later) for one, later in itertools.pairwise(timeline)]


def findings(known: Chronicle) -> Iterator[finding.Finding]:
    """One sentence: how much of the order of the timeline is certain."""
    dated = [one for one in known.timeline if one.dated is not None]
    if len(dated) < 2:
        return
    found = orders(dated)
    states = (
        "Of {neighbours} on the timeline the order is certain in {certain}, and only possible in {possible}"
    )
    values: dict[str, finding.Scalar] = {
        "neighbours": texts.plural(len(found), "pair of neighbours", "pairs of neighbours"),
        "certain": found.count(CERTAIN),
        "possible": found.count(POSSIBLE),
    }
    undated = len(known.timeline) - len(dated)
    if undated:
        states += "; {undated} no date"
        values["undated"] = texts.plural(undated, "event has", "events have")
    yield finding.Finding(
        states=states + ".",
        values=values,
        basis=(*(one.id for one in known.timeline), *widened(*(one.dated for one in dated))),
        is_total=True,
    )


COLUMNS = (
    "event", "date", "earliest", "latest", "order", "kind", "state", "matter", "who", "topics", "status",
)  # fmt: skip


def table(known: Chronicle) -> finding.Table:
    """The master timeline."""
    hows = ("", *orders(known.timeline)) if known.timeline else ()
    rows = [_row(one, how) for one, how in zip(known.timeline, hows, strict=True)]
    return finding.Table(
        name="timeline",
        title="All events in the order of time",
        columns=COLUMNS,
        rows=tuple(rows),
        records=tuple(one.id for one in known.timeline),
    )


def _row(one: Entry, how: str) -> tuple[finding.Cell, ...]:
    dated, event = one.dated, one.event
    return (
        one.id,
        str(dated) if dated else "",
        dating.day_text(dated.first) if dated else "",
        dating.day_text(dated.last) if dated else "",
        how,
        event.kind,
        one.state,
        event.matter or "",
        one.participants,
        "; ".join(event.topics),
        one.status,
    )

"""Events of the case that a table of the text under test passes over."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wigmore.analyses import ordering, tested_tables
from wigmore.kit import text as texts
from wigmore.model import dating, finding


@dataclass(frozen=True, slots=True)
class PassedOver:
    """The events that no row of a table speaks of, though they lie within its time and share a participant.

    The time of the table runs, as far as it is certain, from the ordinal `first` to the ordinal `last`.
    """

    table: tested_tables.Tested
    first: int
    last: int
    events: tuple[ordering.Entry, ...]


def passed_over(
    known: ordering.Chronicle, tables: tuple[tested_tables.Tested, ...]
) -> tuple[PassedOver, ...]:
    """What each table passes over: events that happened, and that are known from elsewhere than the text."""
    if not tables:
        return ()
    by_party, parts = _by_party(known), _parts(known)
    found = []
    for one in tables:
        dated = [line for line in one.lines if line.dates]
        if dated:
            # The table begins on one of the first days and ends on one of the last: between is certain.
            first, last = min(line.last for line in dated), max(line.first for line in dated)
            missing = _missing(known, one, by_party, parts, first=first, last=last)
            found.append(PassedOver(one, first, last, missing))
    return tuple(one for one in found if one.events)


def _by_party(known: ordering.Chronicle) -> Mapping[str, list[ordering.Entry]]:
    """For each entity the dated events that happened and are known from elsewhere, by their first days."""
    elsewhere = {
        event
        for name, events in known.spoken_of.items()
        if known.reports.records[name].origins.observers
        for event in events
    }
    found: dict[str, list[ordering.Entry]] = {}
    for one in known.timeline:
        if one.dated is not None and one.state == ordering.HAPPENED and one.id in elsewhere:
            for name in one.participants:
                found.setdefault(name, []).append(one)
    return found


def _parts(known: ordering.Chronicle) -> Mapping[str, list[str]]:
    """For each event those that are a part of it."""
    found: dict[str, list[str]] = {}
    for one in known.timeline:
        if one.event.part_of is not None:
            found.setdefault(one.event.part_of, []).append(one.id)
    return found


def _missing(
    known: ordering.Chronicle,
    one: tested_tables.Tested,
    by_party: Mapping[str, list[ordering.Entry]],
    parts: Mapping[str, list[str]],
    *,
    first: int,
    last: int,
) -> tuple[ordering.Entry, ...]:
    spoken = {name for line in one.lines for name in known.spoken_of.get(line.claim, ())}
    parties = {name for line in one.lines for name in known.reports.records[line.claim].parties}
    parties.update(name for event in spoken for name in known.by_id[event].participants)
    covered = _with_parts(spoken, parts)
    found: dict[str, ordering.Entry] = {}
    for party in parties:
        for entry in _between(by_party.get(party, []), first, last):
            if entry.id not in covered:
                found[entry.id] = entry
    return tuple(sorted(found.values(), key=ordering.place))


def _with_parts(events: Iterable[str], parts: Mapping[str, list[str]]) -> set[str]:
    """Events with all that is a part of them, or of such a part."""
    found = set(events)
    waiting = list(found)
    while waiting:
        new = [name for name in parts.get(waiting.pop(), ()) if name not in found]
        found.update(new)
        waiting += new
    return found


def _between(entries: list[ordering.Entry], first: int, last: int) -> Iterator[ordering.Entry]:
    """The entries, sorted by their first days, that certainly lie between two days, both included."""
    start = bisect_left(entries, first, key=_first_day)
    end = bisect_left(entries, last + 1, key=_first_day)
    for one in entries[start:end]:
        if one.dated is not None and one.dated.last <= last:
            yield one


def _first_day(one: ordering.Entry) -> int:
    assert one.dated is not None
    return one.dated.first


def findings(found: tuple[PassedOver, ...]) -> Iterator[finding.Finding]:
    """How many events each table passes over."""
    for one in found:
        verb = "is" if len(one.events) == 1 else "are"
        yield finding.Finding(
            states=f"{{events}} of this case {verb} passed over by table {{table}} of the text under test: "
            "known from elsewhere, dated within its time ({first} to {last}), with somebody it speaks of.",
            values={
                "events": texts.plural(len(one.events), "event", "events"),
                "table": f"“{one.table.name}”",
                "first": dating.day_text(one.first),
                "last": dating.day_text(one.last),
            },
            basis=(
                *(entry.id for entry in one.events),
                *dict.fromkeys(line.claim for line in one.table.lines),
                *ordering.widened(
                    *(date for line in one.table.lines for date in line.dates),
                    *(entry.dated for entry in one.events),
                ),
            ),
        )


def table(found: tuple[PassedOver, ...]) -> finding.Table:
    """The events that are passed over, by table."""
    rows = tuple(
        (one.table.name, entry.id, str(entry.dated), entry.participants, entry.status)
        for one in found
        for entry in one.events
    )
    return finding.Table(
        name="tables-incomplete",
        title="Events that tables of the text under test pass over",
        columns=("table", "event", "date", "who", "status"),
        rows=rows,
        records=tuple(row[1] for row in rows),
    )

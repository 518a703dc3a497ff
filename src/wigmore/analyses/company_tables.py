"""The tables of `company`: who attended what, what pairs shared, and how far that is chance."""

from collections.abc import Iterator

from wigmore.analyses import meeting
from wigmore.model import finding

MOST_PAIRS = 200
"""How many pairs are listed besides the chosen ones; all are counted."""

Row = tuple[finding.Cell, ...]

SHARED = (
    "entity", "other", "event", "level", "size", "attending", "expected", "ratio", "ceiling", "basis",
)  # fmt: skip
PAIRS = (
    "entity", "other", "shared", "events of the first", "events of the other", "all events", "expected",
    "p hypergeometric", "p BiCM", "p adjusted", "chosen", "bias", "rank", "pairs",
)  # fmt: skip
EVENTS = ("event", "part of", "occasion", "depth", "level", "date", "attending", "size", "test alone")


def tables(seen: meeting.Company) -> tuple[finding.Table, ...]:
    """All tables, those of pairs for the chosen ones and the most remarkable of the others."""
    listed = seen.listed(MOST_PAIRS)
    rest = seen.sharing - len(listed)
    shown = f", the first {len(listed)} of them" if rest > 0 else ""
    return (
        _table("shared", "Events that two shared, each as deep as both are known to have been", SHARED, [
            row for one in listed for row in _shared(one, seen)
        ]),
        _table("pairs", f"Pairs that were looked at or shared an occasion{shown}", PAIRS, [
            _pair(one) for one in listed
        ]),
        _table("attendance", "Who is known to have been at which event, by a part of it too", (
            "event", "entity", "role",
        ), list(_attendance(seen))),
        _table("events", "The events, each occasion with its parts", EVENTS, list(_events(seen))),
    )  # fmt: skip


def _table(name: str, title: str, columns: tuple[str, ...], rows: list[Row]) -> finding.Table:
    return finding.Table(
        name=name,
        title=title,
        columns=columns,
        rows=tuple(rows),
        records=tuple(str(row[columns.index("event") if "event" in columns else 0]) for row in rows),
    )


def _shared(pair: meeting.Pair, seen: meeting.Company) -> Iterator[Row]:
    for one in seen.shared(pair.one, pair.other):
        yield (
            pair.one,
            pair.other,
            one.event,
            one.level.name,
            one.size.people if one.size else "",
            one.known,
            round(one.expected, 6),
            round(one.ratio, 4),
            round(one.ceiling, 4),
            seen.basis(one.event),
        )


def _pair(one: meeting.Pair) -> Row:
    return (
        one.one,
        one.other,
        one.shared,
        one.of_one,
        one.of_other,
        one.of_all,
        round(one.expected, 4),
        round(one.p_hypergeometric, 6),
        round(one.p_bicm, 6),
        round(one.p_adjusted, 6),
        "yes" if one.chosen else "",
        round(one.joint, 4),
        one.rank,
        one.of_pairs,
    )


def _attendance(seen: meeting.Company) -> Iterator[Row]:
    """A row for each entity at each event; no role where it is named at parts alone."""
    events = seen.held.gatherings.events
    for event in _in_order(seen):
        roles = events[event].who
        for entity in seen.held.there[event]:
            yield event, entity, ", ".join(role for role, held in roles.items() if entity in held)


def _in_order(seen: meeting.Company) -> Iterator[str]:
    """The events as they are shown: occasions by date, each before its parts."""
    for occasion in sorted(seen.held.occasions, key=lambda name: (_first(name, seen), name)):
        yield from seen.held.under(occasion)


def _first(event: str, seen: meeting.Company) -> int:
    """The first day on which an event can lie; one without a date comes first."""
    life = seen.held.gatherings.lifetimes.get(event)
    return 0 if life is None or life.begin is None else seen.calendar.dates.dated(life.begin).first


def _events(seen: meeting.Company) -> Iterator[Row]:
    held = seen.held
    for event in _in_order(seen):
        chain = [event]
        while (whole := held.above[chain[-1]]) is not None:
            chain.append(whole)
        life = held.gatherings.lifetimes.get(event)
        size = held.sizes.get(event)
        yield (
            event,
            held.above[event] or "",
            chain[-1],
            len(chain) - 1,
            held.levels.of(held.gatherings.events[event]).name,
            "" if life is None or life.begin is None else str(life.begin),
            len(held.there[event]),
            size.people if size else "",
            "yes" if seen.is_of_test_alone(event) else "",
        )

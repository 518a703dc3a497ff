"""Matters followed from their first event to their last: what lapsed, and which plans are overdue."""

from collections.abc import Iterator, Mapping

from wigmore.analyses import ordering
from wigmore.kit import allen
from wigmore.model import dating, finding

PLANNED, LAPSED = "planned", "lapsed"
NEVER = allen.FAR_PAST - 1
"""Before every day, also before an open or unknown beginning."""

Matters = dict[str, list[ordering.Entry]]


def matters(known: ordering.Chronicle) -> Matters:
    """The events of each matter by its label, each in the order of the timeline."""
    found: Matters = {}
    for one in known.timeline:
        if one.event.matter is not None:
            found.setdefault(one.event.matter, []).append(one)
    return dict(sorted(found.items()))


def findings(known: ordering.Chronicle, found: Matters) -> Iterator[finding.Finding]:
    """Plans that did not come: those whose time is over with nothing after it, and those marked as lapsed."""
    followed = _last_days(found)
    for one in known.timeline:
        if one.state == LAPSED:
            yield _lapsed(one)
        elif (
            one.state == PLANNED
            and one.dated is not None
            and one.dated.is_before(known.calendar.today)
            and followed.get(one.event.matter, NEVER) < one.dated.first
        ):
            yield _overdue(one, one.dated, known.calendar.today)


def _last_days(found: Matters) -> Mapping[str | None, int]:
    """The last day on which something of a matter may have happened or lapsed, where it has such an event."""
    days: dict[str | None, int] = {}
    for label, held in found.items():
        for one in held:
            if one.dated is not None and one.state != PLANNED:
                days[label] = max(one.dated.last, days.get(label, allen.FAR_PAST))
    return days


def _overdue(one: ordering.Entry, dated: dating.Dated, today: dating.Dated) -> finding.Finding:
    phrase, values = ordering.days(*dated.distance(today))
    matter, label = _matter(one)
    after = "the case does not say what became of it"
    if matter:
        after = f"nothing of the matter{matter} that happened is dated in that time or after it"
    return finding.Finding(
        states=f"{{event}} was planned for {{date}}, and {after}: on {{day}} it is {phrase} overdue.",
        values={"event": finding.Ref(one.id), "date": str(dated), "day": str(today), **values, **label},
        basis=(one.id, *ordering.widened(dated)),
    )


def _lapsed(one: ordering.Entry) -> finding.Finding:
    matter, label = _matter(one)
    when = " for {date}" if one.dated is not None else ""
    date = {"date": str(one.dated)} if one.dated is not None else {}
    of = f", of the matter{matter}," if matter else ""
    return finding.Finding(
        states=f"{{event}}{of} was announced or expected{when}, and lapsed.",
        values={"event": finding.Ref(one.id), **date, **label},
        basis=(one.id,),
    )


def _matter(one: ordering.Entry) -> tuple[str, dict[str, finding.Scalar]]:
    """The matter of an event as a part of a sentence, with its value; empty where it has none."""
    if one.event.matter is None:
        return "", {}
    return " {matter}", {"matter": f"“{one.event.matter}”"}


def table(found: Matters) -> finding.Table:
    """Each matter from its first event to its last, with the days since the event before."""
    rows: list[tuple[finding.Cell, ...]] = []
    for label, held in found.items():
        before: dating.Dated | None = None
        for one in held:
            since = one.dated.distance(before) if one.dated and before else None
            rows.append(
                (
                    label,
                    one.id,
                    str(one.dated or ""),
                    one.state,
                    *ordering.day_cells(since),
                )
            )
            before = one.dated
    return finding.Table(
        name="matters",
        title="Matters from their first event to their last",
        columns=("matter", "event", "date", "state", "fewest days since", "most days since"),
        rows=tuple(rows),
        records=tuple(str(row[1]) for row in rows),
    )

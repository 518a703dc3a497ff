"""What could be known on a day: only claims whose source was published by then."""

from collections.abc import Mapping
from dataclasses import replace

from wigmore.kit import edtf, frozen
from wigmore.model import claim, graph, record, references, source


def known_on(records: graph.Records, day: edtf.Edtf) -> tuple[graph.Records, Mapping[str, str]]:
    """The records as they could be known on a day, and why each other one is left out.

    A source counts when it was certainly published by that day; one without a date of publication does not,
    for it cannot be established. What rests only on claims that are left out goes with them.
    """
    last = day.latest
    left_out: dict[str, str] = {}
    kept: dict[str, record.Record] = dict(records.by_id)
    for one in records.claims.values():
        statements = tuple(s for s in one.sources if _known(records.sources.get(s.source), last))
        if statements == one.sources:
            continue
        if statements or one.inferred_from:
            kept[one.id] = replace(one, sources=statements)
        else:
            left_out[one.id] = _reason(one, records, day)
            del kept[one.id]
    _spread(kept, left_out)
    return graph.Records.of(tuple(kept.values())), frozen.FrozenDict(left_out)


def _known(held: source.Source | None, last: edtf.End) -> bool:
    published = held.published.latest if held and held.published else edtf.UNKNOWN
    return not isinstance(published, edtf.Bound) and not isinstance(last, edtf.Bound) and published <= last


def _reason(one: claim.Claim, records: graph.Records, day: edtf.Edtf) -> str:
    dates = [held.published for s in one.sources if (held := records.sources.get(s.source))]
    if any(date is None for date in dates):
        return f"no source is known to have been published by {day}"
    return f"its sources were published after {day}"


def _spread(kept: dict[str, record.Record], left_out: dict[str, str]) -> None:
    """Take out what rests only on what is left out, until nothing more goes."""
    gone = frozenset(left_out)
    while gone:
        going = set()
        for name, one in list(kept.items()):
            pruned = references.without(one, gone)
            if pruned is None:
                going.add(name)
                left_out[name] = "what it rests on is left out"
                del kept[name]
            elif pruned is not one:
                kept[name] = pruned
        gone = frozenset(going)

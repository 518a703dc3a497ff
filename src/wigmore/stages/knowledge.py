"""What could be known on a day: only claims whose source was published, and inquiries made, by then."""

from collections.abc import Mapping
from dataclasses import replace

from wigmore.kit import edtf, frozen
from wigmore.kit import text as texts
from wigmore.model import claim, graph, question, record, references
from wigmore.stages import origins


def known_on(records: graph.Records, day: edtf.Edtf) -> tuple[graph.Records, Mapping[str, str]]:
    """The records as they could be known on a day, and why each other one is left out.

    A statement counts when its source was certainly published by that day; a source without a date, such as
    a note of our own, when the originals that it repeats were. Where neither has a date, it does not count,
    for it cannot be established. What rests only on claims that are left out goes with them, an inference
    with any of its premises, an inquiry with all the claims that answer it, and a source that no remaining
    statement cites. An inquiry counts when it was certainly made by that day; one without a date does not.

    An indicator that was set down later goes; so does what a question foretells or how it was settled where
    that came later, and the reason stands under `QUESTION.forecasts` and `QUESTION.resolved`. Evidence stays
    whenever it was declared: its likelihoods are our own weighing of what was known.
    """
    knowing = _Knowing(records, day.latest)
    left_out: dict[str, str] = {}
    kept: dict[str, record.Record] = dict(records.by_id)
    for one in records.claims.values():
        statements = tuple(statement for statement in one.sources if knowing.statement(statement))
        if statements == one.sources:
            continue
        if statements or one.inferred_from:
            kept[one.id] = replace(one, sources=statements)
        else:
            left_out[one.id] = _reason(one, records, day)
            del kept[one.id]
    cited = {s.source for one in kept.values() if isinstance(one, claim.Claim) for s in one.sources}
    for name in records.sources:
        if name not in cited and name != records.case.under_test and not knowing.source(name):
            left_out[name] = f"it is not known to have been published by {day}"
            del kept[name]
    for asked in records.inquiries.values():
        if not knowing.is_over(asked.on):
            left_out[asked.id] = f"it is not known to have been made by {day}"
            del kept[asked.id]
    _take_indicators(kept, left_out, knowing, day)
    _spread(kept, left_out)
    _shorten_questions(kept, left_out, knowing, day)
    return graph.Records.of(tuple(kept.values())), frozen.FrozenDict(left_out)


class _Knowing:
    """What was certainly published by a day."""

    def __init__(self, records: graph.Records, last: edtf.End) -> None:
        self._sources = records.sources
        self._roots = origins.Roots(records.sources)
        self._last = last

    def source(self, name: str) -> bool:
        """Whether a source was out by the day, or is undated and all that it repeats was."""
        return self._out(name) or (self._undated(name) and self._all_out(self._roots.of(name), name))

    def statement(self, one: claim.Statement) -> bool:
        """Whether a statement could be read by the day."""
        if one.from_ and self._undated(one.source):
            return self._all_out(self._roots.of_statement(one), one.source)
        return self.source(one.source)

    def _undated(self, name: str) -> bool:
        held = self._sources.get(name)
        return held is not None and held.published is None

    def _all_out(self, roots: tuple[str, ...], name: str) -> bool:
        return name not in roots and all(map(self._out, roots))

    def _out(self, name: str) -> bool:
        held = self._sources.get(name)
        return held is not None and self.is_over(held.published)

    def is_over(self, date: edtf.Edtf | None) -> bool:
        """Whether a date lies certainly by the day; one that is not given does not."""
        latest = date.latest if date is not None else edtf.UNKNOWN
        if isinstance(latest, edtf.Bound) or isinstance(self._last, edtf.Bound):
            return False
        return latest <= self._last


def _reason(one: claim.Claim, records: graph.Records, day: edtf.Edtf) -> str:
    dates = [held.published for s in one.sources if (held := records.sources.get(s.source))]
    if any(date is None for date in dates):
        return f"no source is known to have been published by {day}"
    return f"its sources were published after {day}"


def _take_indicators(
    kept: dict[str, record.Record], left_out: dict[str, str], knowing: _Knowing, day: edtf.Edtf
) -> None:
    for one in list(kept.values()):
        if isinstance(one, question.Indicator) and one.declared and not knowing.is_over(one.declared):
            left_out[one.id] = f"it is not known to have been set down by {day}"
            del kept[one.id]


def _shorten_questions(
    kept: dict[str, record.Record], left_out: dict[str, str], knowing: _Knowing, day: edtf.Edtf
) -> None:
    """Take out of each question what was foretold, and how it was settled, after the day."""
    asked = [one for one in kept.values() if isinstance(one, question.Question)]
    for one in asked:
        told = tuple(held for held in one.forecasts if knowing.is_over(held.on))
        later = len(one.forecasts) - len(told)
        if later:
            which = texts.plural(later, "forecast is", "forecasts are")
            left_out[f"{one.id}.forecasts"] = f"{which} not known to have been made by {day}"
        settled = one.resolved if one.resolved and knowing.is_over(one.resolved.on) else None
        if one.resolved is not settled:
            left_out[f"{one.id}.resolved"] = f"it is not known to have been settled by {day}"
        if later or one.resolved is not settled:
            kept[one.id] = replace(one, forecasts=told, resolved=settled)


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

"""Checks of coincidences: series that are empty, that never meet, whose dates bound nothing; no window."""

from collections.abc import Iterator, Sequence

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import allen, edtf
from wigmore.kit import text as texts
from wigmore.model import dating, graph, inference, thing
from wigmore.stages import references

Found = Iterator[diagnostic.Diagnostic]


class Checker:
    """Checks what the selectors of each coincidence chose, and when that lies."""

    def __init__(self, the_graph: graph.CaseGraph, locate: references.Locate) -> None:
        self._graph = the_graph
        self._locate = locate
        self._dates = dating.Dates(the_graph.policies)

    def check(self) -> Found:
        """Everything for which a coincidence cannot be tested."""
        for one in self._graph.records.coincidences.values():
            spans = {}
            for side in ("left", "right"):
                happened = self._happened(one, side)
                spans[side] = [span for name in happened if (span := self._span(name)) is not None]
                yield from self._side(one, side, happened, spans[side])
            yield from self._meeting(one, spans["left"], spans["right"])
            if not one.within:
                message = f"`{one.id}` has no window in which an event counts as following another"
                where = self._locate(one, "")
                yield diagnostic.at(rules.NO_WINDOW, where, message, "add `within:`, as `30 days`", one.id)

    def _happened(self, one: inference.Coincidence, side: str) -> tuple[str, ...]:
        """What a selector chose, less what is planned or lapsed."""
        known = self._graph.records.by_id
        chosen = self._graph.selected.get(f"{one.id}.{side}", ())
        return tuple(name for name in chosen if not _is_plan(known[name]))

    def _span(self, name: str) -> allen.DaySpan | None:
        """The days on which a record can have begun; None where nothing bounds them on both sides."""
        held = self._graph.records.claims.get(name)
        life = self._graph.lifetimes.get(name)
        date = held.when if held is not None else life.begin if life is not None else None
        if date is None:
            return None
        bounds, _ = self._dates.ends(date)
        return None if any(isinstance(bound, edtf.Bound) for bound in bounds) else allen.span(bounds)

    def _side(
        self, one: inference.Coincidence, side: str, happened: Sequence[str], spans: Sequence[allen.DaySpan]
    ) -> Found:
        if not happened:
            message = f"`{side}` of `{one.id}` chooses nothing that happened"
            repair = "choose by another kind, participant or time, or add what happened"
            yield diagnostic.at(rules.EMPTY_SERIES, self._locate(one, side), message, repair, one.id)
        elif not spans:
            many = "the only record" if len(happened) == 1 else f"none of the {len(happened)} records"
            verb = "has no" if len(happened) == 1 else "has a"
            message = f"{many} that `{side}` of `{one.id}` chooses {verb} date with a first and a last day"
            repair = f"give `{happened[0]}` a date that is bounded on both sides, if only by years"
            yield diagnostic.at(rules.OPEN_SERIES, self._locate(one, side), message, repair, one.id)

    def _meeting(
        self, one: inference.Coincidence, left: Sequence[allen.DaySpan], right: Sequence[allen.DaySpan]
    ) -> Found:
        """A series outside of the calendar, or the later one wholly before the earlier one."""
        over = self._dates.dated(one.over) if one.over is not None else None
        for side, spans in (("left", left), ("right", right)):
            if over is None or not spans:
                continue
            if all(last < over.first or first > over.last for first, last in spans):
                many = texts.plural(len(spans), "record", "records")
                message = f"all of `{side}` of `{one.id}`, {many}, lies outside of {one.over}"
                repair = f"write `over: {_years(spans)}`, or choose what lies within"
                yield diagnostic.at(rules.SERIES_APART, self._locate(one, "over"), message, repair, one.id)
                return
        if left and right and max(last for _, last in right) < min(first for first, _ in left):
            message = f"`right` of `{one.id}` ends before `left` begins, so that nothing can follow"
            repair = "change `left` and `right` round: the earlier series stands on the left"
            yield diagnostic.at(rules.SERIES_APART, self._locate(one, "right"), message, repair, one.id)


def _is_plan(one: object) -> bool:
    return isinstance(one, (thing.Event, thing.Relation)) and one.state in ("planned", "lapsed")


def _years(spans: Sequence[allen.DaySpan]) -> str:
    """The years in which a series lies, as a date."""
    first, last = (
        edtf.day_of(day)[0] for day in (min(one for one, _ in spans), max(one for _, one in spans))
    )
    return f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"

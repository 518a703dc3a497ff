"""Relations that lead in a circle: parents or successors of one another, and shares held crosswise."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import allen, edtf
from wigmore.model import graph, thing
from wigmore.stages import references

NEVER_HELD = ("planned", "lapsed")
PARENTS = {"parent-of": "from", "subsidiary-of": "to"}
HEIRS = {"merged-into": "to", "succeeds": "from"}
HOLDERS = {**PARENTS, "holds": "from", "owns": "from"}
"""Kinds of relation of which a circle is looked at, and at which end the upper one stands."""


@dataclass(frozen=True, slots=True)
class _Arc:
    """A relation from the upper one to the lower, and the days on which it may have held."""

    relation: thing.Relation
    upper: str
    lower: str
    days: allen.DaySpan


Ring = tuple[_Arc, ...]


def check(
    records: graph.Records,
    lives: Mapping[str, graph.Lifetime],
    padding: edtf.Padding,
    locate: references.Locate,
) -> Iterator[diagnostic.Diagnostic]:
    """One diagnostic for each circle of parents, of successions, or of shares held at one time.

    A circle of parents is not reported once more as one of shares.
    """

    def arcs(kinds: Mapping[str, str], *, is_dated: bool) -> list[_Arc]:
        alive = (one for one in records.relations.values() if one.kind in kinds)
        return [
            _arc(one, kinds[one.kind], _days(lives.get(one.id) if is_dated else None, padding))
            for one in alive
            if one.state not in NEVER_HELD and one.from_ != one.to
        ]

    parents = _rings(arcs(PARENTS, is_dated=True))
    for ring in parents:
        yield _found(rules.PARENT_CIRCLE, ring, locate, "a parent company has itself above it")
    for ring in _rings(arcs(HEIRS, is_dated=False)):
        yield _found(rules.SUCCESSION_CIRCLE, ring, locate, "a successor has itself before it")
    known = {_names(ring) for ring in parents}
    for ring in _rings(arcs(HOLDERS, is_dated=True)):
        if _names(ring) not in known:
            yield _found(rules.CROSS_HOLDING, ring, locate, "shares lead back to their holder")


def _arc(one: thing.Relation, upper: str, days: allen.DaySpan) -> _Arc:
    ends = (one.from_, one.to) if upper == "from" else (one.to, one.from_)
    return _Arc(one, *ends, days)


def _days(life: graph.Lifetime | None, padding: edtf.Padding) -> allen.DaySpan:
    """From the first day on which a relation may have held to the last; what nobody dates may hold ever."""
    first, last = allen.FAR_PAST, allen.FAR_FUTURE
    if life and life.begin:
        first = allen.span(life.begin.padded(padding))[0]
    if life and life.end:
        last = allen.span(life.end.padded(padding))[1]
    return first, last


def _names(ring: Ring) -> frozenset[str]:
    return frozenset(arc.upper for arc in ring)


def _rings(arcs: Iterable[_Arc]) -> list[Ring]:
    """The shortest circle through each relation on the day on which that began, each circle once.

    Relations that share a day two by two share one together, and it is the latest of their first days: so a
    circle that held on some day is found at the relation of it that began last.
    """
    left = _knotted(sorted(arcs, key=lambda arc: arc.relation.id))
    made: dict[frozenset[str], Ring] = {}
    for arc in left:
        on = [one for one in left if one.days[0] <= arc.days[0] <= one.days[1]]
        back = _way(on, arc.lower, arc.upper)
        if back is not None:
            ring = (arc, *back)
            turn = min(range(len(ring)), key=lambda place: ring[place].upper)
            made.setdefault(_names(ring), (*ring[turn:], *ring[:turn]))
    return [made[names] for names in sorted(made, key=sorted)]


def _knotted(arcs: Sequence[_Arc]) -> Sequence[_Arc]:
    """Without the relations in no circle: nothing leads to their upper end, or on from their lower one."""
    while True:
        uppers, lowers = {arc.upper for arc in arcs}, {arc.lower for arc in arcs}
        left = [arc for arc in arcs if arc.upper in lowers and arc.lower in uppers]
        if len(left) == len(arcs):
            return left
        arcs = left


def _way(arcs: Iterable[_Arc], start: str, end: str) -> tuple[_Arc, ...] | None:
    """The shortest way down from one to another; None where there is none."""
    below: defaultdict[str, list[_Arc]] = defaultdict(list)
    for arc in arcs:
        below[arc.upper].append(arc)
    ways: dict[str, tuple[_Arc, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        name = waiting.popleft()
        if name == end:
            return ways[name]
        for arc in below[name]:
            if arc.lower not in ways:
                ways[arc.lower] = (*ways[name], arc)
                waiting.append(arc.lower)
    return None


def _found(rule: diagnostic.Rule, ring: Ring, locate: references.Locate, what: str) -> diagnostic.Diagnostic:
    chain = " → ".join(f"`{name}`" for name in (*(arc.upper for arc in ring), ring[0].upper))
    first = ring[0].relation
    repair = "correct an end or a date of one of " + ", ".join(f"`{arc.relation.id}`" for arc in ring)
    if rule.severity is diagnostic.Severity.WARNING:
        repair = f"{repair}, or accept {rule.code} on `{first.id}` with a reason"
    return diagnostic.at(rule, locate(first, "to"), f"{what}: {chain}", repair, first.id)

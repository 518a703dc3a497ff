"""Which relations pass from a thing to its heirs: bought, merged, succeeded, spun off, or only renamed.

A relation passes from the day of the succession, or from its own beginning where that is later, and holds
until it ends. What ended first passes to nobody, and what began after a spin-off was not a part of it.
Successions are followed one after another, and never in a circle.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.analyses import facts
from wigmore.kit import allen, edtf, frozen
from wigmore.model import dating, finding, graph, thing, views, vocabulary

TABLE = "inherits"
HEIRS = {"acquired": "from", "merged-into": "to", "succeeds": "from", "spun-off-from": "from"}
"""Kinds of relation by which something passes on, and at which end the heir stands."""
EITHER_WAY = frozenset({"partner-of"})
"""Kinds of relation that say the same from either end."""
RENAMING, SPIN_OFF = "renaming", "spun-off-from"

HOLDS, OVER, LATER, UNCERTAIN = "holds", "over", "later", "uncertain"
MAY_PASS, ENDED_FIRST = "may have passed", "ended first"
"""The states of a relation by inheritance; see `state`."""

UNTOLD = (allen.FAR_PAST, allen.FAR_FUTURE)
ENDLESS = (allen.FAR_FUTURE, allen.FAR_FUTURE)


@dataclass(frozen=True, slots=True)
class Time:
    """Between which days something begins, and between which it ends, with both as text."""

    begin: allen.DaySpan
    end: allen.DaySpan
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Succession:
    """That one thing follows another: the column of the policy table, its relation, and when."""

    id: str
    kind: str
    heir: str
    old: str
    time: Time
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A relation that passed on: between whom, when, which relation, and through which successions.

    `may` marks what the policy table leaves open, `open_` what the dates leave open, `ended` that it ended
    first. `touched` are all that have stood at its ends.
    """

    from_: str
    to: str
    kind: str
    time: Time
    carried: str
    through: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    may: bool = False
    open_: bool = False
    ended: bool = False
    touched: frozenset[str] = frozenset()


def state(one: Derived, today: allen.DaySpan) -> str:
    """How a derived relation stands on the case's day.

    It `holds` or is `over`, begins `later`, or is `uncertain` where the dates leave open whether it passed or
    holds. It `may have passed` where the policy table does not tell, and passed to nobody where it `ended
    first`.
    """
    if one.ended:
        return ENDED_FIRST
    if one.may:
        return MAY_PASS
    if one.open_:
        return UNCERTAIN
    if one.time.end[1] < today[0]:
        return OVER
    if one.time.begin[0] > today[1]:
        return LATER
    certain = one.time.begin[1] <= today[0] and today[1] <= one.time.end[0]
    return HOLDS if certain else UNCERTAIN


class Estate:
    """The relations of a case, its successions, and what passes by the policy table."""

    def __init__(
        self,
        network: views.Network,
        events: views.Events,
        policy: vocabulary.Policy,
        dates: dating.Dates,
    ) -> None:
        self.network = network
        self.dates = dates
        self._rows = _rows(policy)
        self._heirs: defaultdict[str, list[Succession]] = defaultdict(list)
        self._known: defaultdict[tuple[str, str, str], list[Time]] = defaultdict(list)
        for one in _alive(network):
            for key in _said(one):
                self._known[key].append(self._time(one.id))
        renamed = _renamed(events)
        for one in _alive(network):
            if one.kind in HEIRS:
                held = self._succession(one, renamed)
                self._heirs[held.old].append(held)

    def derived(self) -> tuple[Derived, ...]:
        """What passes on, and what would have and ended first; no relation that the case has itself."""
        made: dict[tuple[object, ...], Derived] = {}
        left = deque(self._itself(one) for one in _alive(self.network) if one.kind not in HEIRS)
        while left:
            for one in self._passed(left.popleft()):
                # Of several ways that come to the same the shortest is told: they may be without number.
                key = (one.from_, one.to, one.kind, one.carried, one.time, one.may, one.open_, one.ended)
                if key not in made:
                    made[key] = one
                    if not one.ended:
                        left.append(one)
        new = [one for one in made.values() if not self._is_recorded(one)]
        return tuple(sorted(new, key=lambda one: (one.from_, one.to, one.kind, one.carried, one.through)))

    def _is_recorded(self, one: Derived) -> bool:
        """Whether the case has the relation itself, at a time at which the derived one may hold too."""
        return any(
            time.begin[0] <= one.time.end[1] and one.time.begin[0] <= time.end[1]
            for time in self._known.get((one.from_, one.to, one.kind), ())
        )

    def _succession(self, one: thing.Relation, renamed: frozenset[frozenset[str]]) -> Succession:
        heir, old = (one.from_, one.to) if HEIRS[one.kind] == "from" else (one.to, one.from_)
        is_renaming = one.kind == "succeeds" and any({heir, old} <= both for both in renamed)
        kind = RENAMING if is_renaming else one.kind
        return Succession(one.id, kind, heir, old, self._time(one.id), one.basis)

    def _itself(self, one: thing.Relation) -> Derived:
        ends = frozenset({one.from_, one.to})
        return Derived(
            from_=one.from_,
            to=one.to,
            kind=one.kind,
            time=self._time(one.id),
            carried=one.id,
            basis=one.basis,
            touched=ends,
        )

    def _time(self, name: str) -> Time:
        life = self.network.lifetimes.get(name) or graph.Lifetime(None, None)
        return Time(
            UNTOLD if life.begin is None else self._days(life.begin),
            ENDLESS if life.end is None else self._days(life.end),
            str(life.begin or ""),
            str(life.end or ""),
        )

    def _days(self, date: edtf.Edtf) -> allen.DaySpan:
        return allen.span(self.dates.bounds(date))

    def _passed(self, one: Derived) -> Iterator[Derived]:
        """What becomes of a relation when what stands at either of its ends has an heir."""
        for end, old, other in (("from", one.from_, one.to), ("to", one.to, one.from_)):
            row = self._rows.get(f"{one.kind}.{end}")
            if row is None:
                continue
            for succession in self._heirs.get(old, ()):
                word = row.cells[succession.kind]
                if word != "no" and succession.heir not in one.touched and not _too_late(one, succession):
                    ends = (succession.heir, other) if end == "from" else (other, succession.heir)
                    rules = (*one.rules, finding.policy_ref(TABLE, row.id))
                    told = replace(one, may=one.may or word == "unknown", rules=rules)
                    yield self._heired(told, succession, ends)

    def _heired(self, one: Derived, succession: Succession, ends: tuple[str, str]) -> Derived:
        """The relation between its new ends, from the later of the two dates to the earlier end."""
        (other,) = {*ends} - {succession.heir}
        time = _ended_with(one.time, self._time(other))
        ended = time.end[1] < succession.time.begin[0]
        # Of what nobody dates it is not known whether it was still alive, or had not yet begun.
        undated = time.begin == UNTOLD and time.end == ENDLESS
        passed = time if ended else _from(time, succession.time)
        for held in (succession.time, self._time(succession.heir)):
            passed = passed if ended else _ended_with(passed, held)
        return replace(
            one,
            from_=ends[0],
            to=ends[1],
            time=passed,
            through=(*one.through, succession.id),
            basis=tuple(dict.fromkeys((*one.basis, *succession.basis))),
            open_=one.open_ or undated or time.end[0] < succession.time.begin[1],
            ended=ended,
            touched=one.touched | {succession.heir},
        )


def _too_late(one: Derived, succession: Succession) -> bool:
    """Whether a relation certainly began after a spin-off: the old thing lives on, and kept it."""
    return succession.kind == SPIN_OFF and one.time.begin[0] > succession.time.begin[1]


def _from(time: Time, succession: Time) -> Time:
    """The time, begun at the earliest with a succession; as text the beginning that may be later."""
    last = succession.begin[1] if time.begin == UNTOLD else max(time.begin[1], succession.begin[1])
    since = time.since if time.begin[0] > succession.begin[0] else succession.since
    return replace(time, begin=(max(time.begin[0], succession.begin[0]), last), since=since)


def _ended_with(time: Time, other: Time) -> Time:
    """The time, ended at the latest with another."""
    if other.end[1] >= time.end[1] and other.end[0] >= time.end[0]:
        return time
    end = (min(time.end[0], other.end[0]), min(time.end[1], other.end[1]))
    return replace(time, end=end, until=other.until if other.end[0] < time.end[0] else time.until)


def _alive(network: views.Network) -> Iterator[thing.Relation]:
    """The relations that came about, by id, between entities that there are."""
    for name in sorted(network.relations):
        one = network.relations[name]
        if one.state not in facts.NEVER_HELD and {one.from_, one.to} <= network.entities.keys():
            yield one


def _said(one: thing.Relation) -> Iterator[tuple[str, str, str]]:
    """A relation as ends and kind, in all the ways in which the same can be recorded."""
    yield one.from_, one.to, one.kind
    if one.kind in EITHER_WAY:
        yield one.to, one.from_, one.kind
    for kind in thing.MIRRORED:
        if one.kind != kind and (found := thing.ends(one, kind)) is not None:
            yield *found, kind


def _rows(policy: vocabulary.Policy) -> Mapping[str, vocabulary.Row]:
    """By kind of relation and end, as `holds.from`, the row of the table that says how it passes."""
    made: dict[str, vocabulary.Row] = {}
    for row in policy.rows:
        for word in _words(str(row.cells["words"])):
            kind, _, end = word.partition(".")
            for one in (end,) if end else ("from", "to"):
                made.setdefault(f"{kind}.{one}", row)
    return frozen.FrozenDict(made)


def _words(text: str) -> Sequence[str]:
    return [word.strip() for word in text.split(",")]


def _renamed(events: views.Events) -> frozenset[frozenset[str]]:
    """Who takes part in each renaming that took place."""
    return frozenset(
        frozenset(name for names in one.who.values() for name in names)
        for one in events.records.values()
        if one.kind == RENAMING and one.state not in facts.NEVER_HELD
    )

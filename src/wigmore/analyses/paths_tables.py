"""The paths between two entities as tables: paths, their hops, seats held at once, and what was left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from wigmore.analyses import facts, holding, ties
from wigmore.methods import rewiring
from wigmore.model import dating, finding, thing, views

ENDED, NOT_BEGUN = "ended", "not begun"
"""Why a path is left out: a tie of it had ended by the day, or had not begun."""
SEATS, HOLDINGS = "seats", "holdings"
REWIRED, ANY_TWO = "rewired networks", "any two entities"
"""The nulls: the same degrees with other neighbours, and the network itself; the greater p is chosen."""
NAMED = " – "


@dataclass(frozen=True, slots=True)
class Path:
    """A path that may hold as of the day: its number, entities and hops, and how probable it is by chance."""

    number: int
    entities: tuple[str, ...]
    hops: tuple[tuple[ties.Tie, ...], ...]
    together: str
    chance: rewiring.Remarkable | None

    @property
    def ids(self) -> tuple[str, ...]:
        """The relations and events of its hops."""
        return tuple(dict.fromkeys(tie.id for hop in self.hops for tie in hop))


@dataclass(frozen=True, slots=True)
class Why:
    """The hop that does not hold as of the day, by its place, the tie of it that came nearest, and how."""

    place: int
    tie: ties.Tie
    how: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """A path that does not hold as of the day, and why; whether it ever held at one time."""

    entities: tuple[str, ...]
    hops: tuple[tuple[ties.Tie, ...], ...]
    why: Why
    together: str


@dataclass(frozen=True, slots=True)
class Found:
    """The paths of one pair: how many there are, and those shown; so those left out; and the null."""

    one: str
    other: str
    count: int
    shown: tuple[Path, ...]
    gone: int
    dropped: tuple[Dropped, ...]
    null: rewiring.Rewired | None
    entities: int


@dataclass(frozen=True, slots=True)
class Known:
    """All that findings and tables are made from."""

    network: views.Network
    calendar: views.Calendar
    day: str
    longest: int
    found: tuple[Found, ...]

    def name(self, entity: str) -> str:
        """The name of an entity."""
        return self.network.entities[entity].name

    def ties_of(self, *entities: str) -> tuple[str, ...]:
        """The relations that tie any of these entities to another."""
        return tuple(
            name for name, one in self.network.relations.items() if {one.from_, one.to} & set(entities)
        )

    def text(self, entities: tuple[str, ...]) -> str:
        """A path as the names along it."""
        return NAMED.join(self.name(one) for one in entities)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two seats of a person, or two holdings of a holder, and the days on which both were held."""

    holder: str
    first: str
    second: str
    kind: str
    since: str
    until: str
    together: str
    relations: tuple[str, str]


def tables(known: Known) -> tuple[finding.Table, ...]:
    """The four tables of paths; those without rows are left out."""
    made = (_paths(known), _hops(known), _overlaps(known), _dropped(known))
    return tuple(one for one in made if one.rows)


def _paths(known: Known) -> finding.Table:
    return finding.Table(
        name="paths",
        title=f"Paths of at most {known.longest} ties as of {known.day}",
        columns=("from", "to", "path", "length", "hops", "as of", "held together", "p", "chosen null",
                 "p rewired", "p any two", "swaps"),
        rows=tuple(
            (
                one.one,
                one.other,
                path.number,
                len(path.hops),
                known.text(path.entities),
                known.day,
                path.together,
                *_chance(path.chance),
                one.null.tried if one.null else "",
            )
            for one in known.found
            for path in one.shown
        ),
        records=tuple(one.one for one in known.found for _ in one.shown),
    )  # fmt: skip


def _chance(held: rewiring.Remarkable | None) -> tuple[finding.Cell, ...]:
    if held is None:
        return ("", "", "", "")
    chosen = REWIRED if held.rewired >= held.any_two else ANY_TWO
    return round(held.p, 4), chosen, round(held.rewired, 4), round(held.any_two, 4)


def _hops(known: Known) -> finding.Table:
    rows = [
        (path.number, place, tie.id, tie.kind, tie.held.since, tie.held.until, tie.basis, one, other)
        for found in known.found
        for path in found.shown
        for place, ((one, other), hop) in enumerate(
            zip(pairwise(path.entities), path.hops, strict=True), start=1
        )
        for tie in hop
    ]
    return finding.Table(
        name="hops",
        title="The ties of each path",
        columns=("path", "hop", "tie", "kind", "since", "until", "basis", "from", "to"),
        rows=tuple(rows),
        records=tuple(str(row[2]) for row in rows),
    )


def _overlaps(known: Known) -> finding.Table:
    held = tuple(overlaps(known))
    return finding.Table(
        name="overlaps",
        title="Seats and holdings of one holder: held at the same time, or only ever",
        columns=("holder", "first", "second", "kind", "overlap from", "overlap to", "held together",
                 "relations"),
        rows=tuple(
            (one.holder, one.first, one.second, one.kind, one.since, one.until, one.together, one.relations)
            for one in held
        ),
        records=tuple(one.holder for one in held),
    )  # fmt: skip


def overlaps(known: Known) -> Iterator[Overlap]:
    """Two seats or holdings of each holder, all three among the entities of the paths, by holder."""
    near: set[str] = set()
    for found in known.found:
        near.update(name for path in found.shown for name in path.entities)
        near.update(name for path in found.dropped for name in path.entities)
    groups: defaultdict[tuple[str, str], list[thing.Relation]] = defaultdict(list)
    for name in sorted(known.network.relations):
        one = known.network.relations[name]
        if one.state not in facts.NEVER_HELD and one.from_ in near and one.to in near:
            for kind, kinds in ((SEATS, holding.SEATS), (HOLDINGS, holding.HOLDINGS)):
                if one.kind in kinds:
                    groups[one.from_, kind].append(one)
    for (holder, kind), held in sorted(groups.items()):
        for first, second in combinations(held, 2):
            if first.to != second.to:
                yield _overlap(known, (holder, kind), first, second)


def _overlap(known: Known, what: tuple[str, str], first: thing.Relation, second: thing.Relation) -> Overlap:
    spans = [holding.of_relation(known.network, one, known.calendar.dates) for one in (first, second)]
    together = holding.together([[one] for one in spans])
    since, until = ("", "")
    if together != holding.NO:
        since, until = (dating.day_text(day) for day in holding.overlap(*spans))
    holder, kind = what
    return Overlap(holder, first.to, second.to, kind, since, until, together, (first.id, second.id))


def _dropped(known: Known) -> finding.Table:
    rows = [
        (known.text(path.entities), _why(path, known), one.one, one.other, path.why.tie.id, path.together)
        for one in known.found
        for path in one.dropped
    ]
    return finding.Table(
        name="dropped",
        title=f"Paths that did not hold as of {known.day}",
        columns=("path", "why", "from", "to", "tie", "held together"),
        rows=tuple(rows),
        records=tuple(str(row[4]) for row in rows),
    )


def _why(path: Dropped, known: Known) -> str:
    """Which hop ended or had not begun, and whether the hops ever held at one time."""
    between = known.text(path.entities[path.why.place : path.why.place + 2])
    held = path.why.tie.held
    when = f"until {held.until}" if path.why.how == ENDED else f"since {held.since}"
    never = "; its ties never held at the same time" if path.together == holding.NO else ""
    return f"{path.why.how}: {between}, {path.why.tie.kind} {when}{never}"

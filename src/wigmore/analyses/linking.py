"""The links of a supply chain: relations between members of its levels, and how each stands on a day.

A link is `operating` on a day when it has certainly begun, and neither it nor one of its ends may have ended
by then. What is `planned` or `lapsed` says so itself. What nobody dated, and what may or may not hold by its
dates, is `unknown`; what ended before is `ended`, what begins after it `later`.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wigmore.analyses import facts
from wigmore.kit import edtf
from wigmore.methods import layers
from wigmore.model import graph, inference, thing, views

OPERATING, PLANNED, UNKNOWN, LATER, ENDED, LAPSED = (
    *("operating", "planned", "unknown", "later"),
    *("ended", "lapsed"),
)
STATES = (OPERATING, PLANNED, UNKNOWN, LATER, ENDED, LAPSED)
"""How a link stands on a day, from what counts most to what counts least."""

NONE = "none"
"""In the place of a state, where nobody names a link."""

NEXT, SKIPS, BACK = "next", "skips", "back"
"""Whether a link leads to the next level, past levels to a later one, or against the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation that leads from a member to one of another level; the ends are places of levels and ids."""

    relation: str
    start: layers.Node
    end: layers.Node
    life: graph.Lifetime
    state: str
    claims: tuple[str, ...]

    @property
    def step(self) -> str:
        """Whether it leads to the next level, past levels, or against the order."""
        if self.end[0] < self.start[0]:
            return BACK
        return NEXT if self.end[0] == self.start[0] + 1 else SKIPS

    @property
    def basis(self) -> tuple[str, ...]:
        """What a finding on it rests on."""
        return (self.relation, *self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chain on a day: its levels with those of their members that are known, each once, and its links."""

    chain: inference.Chain
    day: edtf.Edtf
    names: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]

    @property
    def id(self) -> str:
        """The id of the chain."""
        return self.chain.id

    @property
    def steps(self) -> int:
        """How many steps lead from the first level to the last."""
        return max(0, len(self.names) - 1)

    def of_step(self, place: int, *states: str) -> tuple[Link, ...]:
        """The links from the level at a place to the next, all or those in some states."""
        return tuple(
            one
            for one in self.links
            if one.start[0] == place and one.step == NEXT and (not states or one.state in states)
        )

    def layered(self, *states: str) -> layers.Layered:
        """The levels with the links in some states that lead onwards."""
        held = (one for one in self.links if one.step != BACK and one.state in states)
        return layers.Layered(self.members, frozenset((one.start, one.end) for one in held))

    def linked(self) -> tuple[int, ...]:
        """The steps, by place of the first level, that an operating link makes."""
        return tuple(place for place in range(self.steps) if self.of_step(place, OPERATING))

    def step_state(self, place: int) -> str:
        """How the best link of a step stands; NONE where nobody names one."""
        return best(self.of_step(place))


def best(links: Iterable[Link]) -> str:
    """The state that counts most among links; NONE where there are none."""
    return min((one.state for one in links), key=STATES.index, default=NONE)


class Linker:
    """Finds the links of chains among the relations of a case."""

    def __init__(self, network: views.Network, reports: views.Reports, calendar: views.Calendar) -> None:
        self._network = network
        self._reports = reports
        self._calendar = calendar

    def drawn(self, one: inference.Chain) -> Drawn:
        """A chain on its day, or that of the case."""
        day = one.on or self._calendar.today.date
        members = tuple(
            tuple(dict.fromkeys(name for name in level.members if name in self._network.entities))
            for level in one.levels
        )
        names = tuple(level.level for level in one.levels)
        return Drawn(
            chain=one, day=day, names=names, members=members, links=tuple(self._links(one, members, day))
        )

    def on(self, one: Drawn, day: edtf.Edtf) -> Drawn:
        """The same chain on another day."""
        found = tuple(
            replace(held, state=self._state(self._network.relations[held.relation], day))
            for held in one.links
        )
        return replace(one, day=day, links=found)

    def begins(self, one: Drawn) -> edtf.Day | None:
        """The first day on which one of the links between neighbouring levels certainly held; None: never."""
        ends = (
            self._calendar.dates.bounds(held.life.begin)[1]
            for held in one.links
            if held.step == NEXT and held.state not in (PLANNED, LAPSED) and held.life.begin
        )
        return min((end for end in ends if not isinstance(end, edtf.Bound)), default=None)

    def _links(
        self, one: inference.Chain, members: tuple[tuple[str, ...], ...], day: edtf.Edtf
    ) -> Iterator[Link]:
        places: dict[str, list[int]] = {}
        for place, held in enumerate(members):
            for name in held:
                places.setdefault(name, []).append(place)
        for relation in sorted(self._network.relations.values(), key=lambda held: held.id):
            found = thing.ends(relation, one.link)
            if found is None or found[0] == found[1]:
                continue
            for first, last in itertools.product(places.get(found[0], ()), places.get(found[1], ())):
                if first != last:
                    yield Link(
                        relation=relation.id,
                        start=(first, found[0]),
                        end=(last, found[1]),
                        life=self._life(relation.id),
                        state=self._state(relation, day),
                        claims=tuple(name for name in relation.basis if name in self._reports.records),
                    )

    def _life(self, name: str) -> graph.Lifetime:
        return self._network.lifetimes.get(name, facts.NO_LIFETIME)

    def _state(self, one: thing.Relation, day: edtf.Edtf) -> str:
        """How a relation stands on a day; none outlives its ends."""
        if one.state in (PLANNED, LAPSED):
            return one.state
        as_of = facts.AsOf(day, self._calendar.dates)
        lives = [self._life(name) for name in (one.id, one.from_, one.to)]
        found = [as_of.of_life(life.begin, life.end) for life in lives]
        if facts.EARLIER in found:
            return ENDED
        if facts.LATER in found:
            return LATER
        return UNKNOWN if lives[0].begin is None or facts.UNCERTAIN in found else OPERATING

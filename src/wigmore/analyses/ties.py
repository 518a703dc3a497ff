"""What ties entities to one another: relations and small events, and the short paths that they make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from wigmore.analyses import facts, holding
from wigmore.kit import allen, frozen
from wigmore.methods import paths
from wigmore.model import thing, views

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation, or an event in which both took part, that ties two entities, and when it held."""

    id: str
    kind: str
    held: holding.Held
    is_event: bool
    basis: tuple[str, ...]

    def reaches(self, day: allen.DaySpan) -> bool:
        """Whether it may still tie as of a day: a relation that may hold, an event that may be over."""
        return self.held.possible[0] <= day[1] if self.is_event else self.held.may_hold(day)

    @property
    def is_undated(self) -> bool:
        """Whether nobody says when it held."""
        return not self.held.since and not self.held.until


@dataclass(frozen=True, slots=True)
class Web:
    """All ties by the two entities they tie, in order of id; and the relations that did not come about."""

    between: Mapping[Pair, tuple[Tie, ...]]
    unborn: tuple[str, ...]

    def of(self, one: str, other: str) -> tuple[Tie, ...]:
        """The ties between two entities, in either direction."""
        return self.between.get(_pair(one, other), ())

    def as_of(self, day: allen.DaySpan) -> "Web":
        """Only the ties that may tie as of a day."""
        left = {pair: tuple(tie for tie in held if tie.reaches(day)) for pair, held in self.between.items()}
        return Web(frozen.FrozenDict({pair: held for pair, held in left.items() if held}), self.unborn)


@dataclass(frozen=True, slots=True)
class Net:
    """The entities that a web ties, and the network of their ties, each two tied once."""

    ids: tuple[str, ...]
    places: Mapping[str, int]
    graph: paths.Graph

    @classmethod
    def of(cls, web: Web) -> "Net":
        """The network of a web."""
        ids = tuple(sorted({name for pair in web.between for name in pair}))
        places = {name: place for place, name in enumerate(ids)}
        edges = [(places[one], places[other]) for one, other in web.between]
        return cls(ids, frozen.FrozenDict(places), paths.graph(len(ids), edges))

    def paths(self, one: str, other: str, longest: int) -> Iterator[tuple[str, ...]]:
        """All paths of at most so many ties between two entities, the shortest first."""
        if one in self.places and other in self.places:
            for found in paths.simple_paths(
                self.graph, self.places[one], self.places[other], longest=longest
            ):
                for row in found.tolist():
                    yield tuple(self.ids[place] for place in row)

    def hub(self, path: Sequence[str]) -> int:
        """The most neighbours that an entity between the two ends of a path has; 0 where none is between."""
        return max((self.degree(name) for name in path[1:-1]), default=0)

    def degree(self, name: str) -> int:
        """How many neighbours an entity has."""
        place = self.places[name]
        return int(self.graph.starts[place + 1] - self.graph.starts[place])


def web(network: views.Network, events: views.Events, calendar: views.Calendar, people: int) -> Web:
    """What ties the entities of a case; of events the meetings that took place among so many at most."""
    made: defaultdict[Pair, list[Tie]] = defaultdict(list)
    unborn = []
    for one in network.relations.values():
        if one.state in facts.NEVER_HELD:
            unborn.append(one.id)
        elif one.from_ != one.to and {one.from_, one.to} <= network.entities.keys():
            held = holding.of_relation(network, one, calendar.dates)
            made[_pair(one.from_, one.to)].append(Tie(one.id, one.kind, held, False, one.basis))
    for event in events.records.values():
        present = sorted({name for names in event.who.values() for name in names} & network.entities.keys())
        if event.kind in holding.MEETINGS and _happened(event) and len(present) <= people:
            held = holding.of_event(events.lifetimes.get(event.id), calendar.dates)
            for pair in combinations(present, 2):
                made[pair].append(Tie(event.id, event.kind, held, True, event.basis))
    in_order = {pair: tuple(sorted(held, key=_in_order)) for pair, held in sorted(made.items())}
    return Web(frozen.FrozenDict(in_order), tuple(sorted(unborn)))


def _happened(event: thing.Event) -> bool:
    return event.state is None or event.state == "happened"


def _in_order(tie: Tie) -> tuple[bool, str]:
    return tie.is_event, tie.id


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def hops(web_: Web, path: Sequence[str]) -> tuple[tuple[Tie, ...], ...]:
    """The ties of each hop of a path."""
    return tuple(web_.of(one, other) for one, other in pairwise(path))


def together(hops_: Iterable[Sequence[Tie]]) -> str:
    """Whether there was a day on which each hop of a path was tied."""
    return holding.together([[tie.held for tie in hop] for hop in hops_])

"""How often two met, held against chance: every pair of a case, and each event that two shared."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wigmore.analyses import attending
from wigmore.methods import bicm, coattendance, multiple
from wigmore.model import views

SAME = 1e-9
"""Probabilities that differ by less come of the same numbers."""


LEVEL = 0.05
"""The share of false ones among the pairs that stand out: what Benjamini and Hochberg hold it below."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An event that two shared, and no part of which they did.

    `expected` is the probability that both are there without a link; an event with a larger stated size than
    names are known is that much easier to be at. `ratio` is at most `ceiling`.
    """

    event: str
    level: attending.Level
    known: int
    size: attending.Size | None
    expected: float
    ratio: float
    ceiling: float


@dataclass(frozen=True, slots=True)
class Pair:
    """How many occasions two shared, of those of each and of all at which both could be."""

    one: str
    other: str
    shared: int
    of_one: int
    of_other: int
    of_all: int
    expected: float
    p_hypergeometric: float
    p_bicm: float
    p_adjusted: float
    rank: int
    of_pairs: int
    chosen: bool

    @property
    def either(self) -> int:
        """The occasions at which one of the two was, or both."""
        return self.of_one + self.of_other - self.shared

    @property
    def joint(self) -> float:
        """The share of these at which both were: whoever looks for shared events alone drives it up."""
        return self.shared / self.either if self.either else 0.0


class Company:
    """All pairs of a case with their numbers; `chosen` are those that the case looks at, in its order."""

    def __init__(
        self,
        held: attending.Attendance,
        reports: views.Reports,
        calendar: views.Calendar,
        chosen: Sequence[tuple[str, str]],
    ) -> None:
        self.held, self.reports, self.calendar = held, reports, calendar
        self._place = {name: row for row, name in enumerate(held.entities)}
        self.events = tuple(held.there)
        self._occasions = held.matrix(held.occasions)
        self._allowed = held.allowed(held.occasions, calendar)
        self._pairs = coattendance.pairs(self._occasions, self._allowed)
        self._adjusted = np.array(
            multiple.benjamini_hochberg(self._pairs.p_bicm.tolist(), tests=self._pairs.tests)
        )
        self._at = {
            (int(one), int(other)): number
            for number, (one, other) in enumerate(zip(self._pairs.first, self._pairs.second, strict=True))
        }
        self.chosen = tuple(self._pair(self._place[one], self._place[other], True) for one, other in chosen)

    @property
    def tests(self) -> int:
        """How many pairs there are, whether they share anything or not."""
        return self._pairs.tests

    def listed(self, most: int) -> list[Pair]:
        """The chosen pairs, and so many of those that share an occasion, the most remarkable first."""
        looked_at = {frozenset((one.one, one.other)) for one in self.chosen}
        order = np.lexsort((self._pairs.second, self._pairs.first, np.round(self._pairs.p_bicm, 9)))
        names = self.held.entities
        others = (
            (int(self._pairs.first[number]), int(self._pairs.second[number])) for number in order.tolist()
        )
        rest = (
            (one, other) for one, other in others if frozenset((names[one], names[other])) not in looked_at
        )
        return [
            *self.chosen,
            *(self._pair(one, other, False) for one, other in itertools.islice(rest, most)),
        ]

    @property
    def remarkable(self) -> int:
        """How many pairs stand out after correction for all of them."""
        return int((self._adjusted <= LEVEL).sum())

    @property
    def sharing(self) -> int:
        """How many pairs share an occasion."""
        return len(self._pairs.shared)

    def _pair(self, one: int, other: int, chosen: bool) -> Pair:
        names = self.held.entities
        both = self._allowed[one] & self._allowed[other]
        of_one, of_other = (int((self._occasions[row] & both).sum()) for row in (one, other))
        number = self._at.get((min(one, other), max(one, other)))
        p = 1.0 if number is None else float(self._pairs.p_bicm[number])
        return Pair(
            one=names[one],
            other=names[other],
            shared=0 if number is None else int(self._pairs.shared[number]),
            of_one=of_one,
            of_other=of_other,
            of_all=int(both.sum()),
            expected=float((self._even[one] * self._even[other]).sum()),
            p_hypergeometric=1.0 if number is None else float(self._pairs.p_hypergeometric[number]),
            p_bicm=p,
            p_adjusted=1.0 if number is None else float(self._adjusted[number]),
            rank=int((self._pairs.p_bicm < p - SAME).sum()) + 1,
            of_pairs=self.tests,
            chosen=chosen,
        )

    def name(self, entity: str) -> str:
        """What an entity is called."""
        return self.held.gatherings.entities[entity].name

    @cached_property
    def _even(self) -> coattendance.Floats:
        """How probable it is that an entity is on an occasion, from how often it comes and how many come."""
        rows, columns = self._occasions.sum(1), self._occasions.sum(0)
        return bicm.fit(rows.tolist(), columns.tolist(), self._allowed)

    @cached_property
    def _by_event(self) -> Mapping[str, coattendance.Floats]:
        """The same for each event by itself, parts too: a probability for each entity."""
        attended = self.held.matrix(self.events)
        allowed = self.held.allowed(self.events, self.calendar)
        cells = bicm.fit(attended.sum(1).tolist(), attended.sum(0).tolist(), allowed)
        return dict(zip(self.events, cells.T, strict=True))

    def shared(self, one: str, other: str) -> Iterator[Shared]:
        """The events that two shared, none of them a part of another."""
        for occasion in self.held.occasions:
            for event in self.held.closest(one, other, occasion):
                yield self._shared(one, other, event)

    def _shared(self, one: str, other: str, event: str) -> Shared:
        level = self.held.level(one, other, event)
        cells = self._by_event[event]
        first, second = (self._sized(event, float(cells[self._place[name]])) for name in (one, other))
        room = coattendance.same_room_lr(
            p_first=first,
            p_second=second,
            p_joint_if_linked=coattendance.linked(first * second, level.link),
        )
        ceiling = min(level.highest, 1 / room.p_joint_null)
        return Shared(
            event=event,
            level=level,
            known=len(self.held.there[event]),
            size=self.held.sizes.get(event),
            expected=room.p_joint_null,
            ratio=min(room.lr, ceiling),
            ceiling=ceiling,
        )

    def _sized(self, event: str, p: float) -> float:
        """The probability of being at an event, the odds raised as its size exceeds the names."""
        held = self.held.sizes.get(event)
        more = max(1.0, held.people / len(self.held.there[event])) if held else 1.0
        return p * more / (1 + p * (more - 1))

    def chance(self, pair: Pair) -> float:
        """The probability of as many shared occasions or more without a link, with stated sizes."""
        rows = (self._even[self._place[name]].tolist() for name in (pair.one, pair.other))
        one, other = (
            [min(self._sized(name, p), 1.0) for name, p in zip(self.held.occasions, row, strict=True)]
            for row in rows
        )
        return coattendance.poisson_binomial(one, other, shared=pair.shared).p_upper

    def open_lists(self, pair: Pair) -> list[tuple[str, str]]:
        """Events at which one of two was and more people than are known, each with the other of the two."""
        made = []
        for event, present in self.held.there.items():
            named = [name for name in (pair.one, pair.other) if name in present]
            size = self.held.sizes.get(event)
            if len(named) == 1 and size is not None and size.people > len(present):
                missing = pair.other if named[0] == pair.one else pair.one
                if self.held.could(missing, event, self.calendar):
                    made.append((event, missing))
        return made

    def basis(self, event: str) -> tuple[str, ...]:
        """The claims that an event rests on, and those of its parts."""
        events = self.held.gatherings.events
        return tuple(dict.fromkeys(one for name in self.held.under(event) for one in events[name].basis))

    def is_of_test_alone(self, event: str) -> bool:
        """Whether all that an event rests on is said by the text under test and by nobody else."""
        held = [self.reports.records[name] for name in self.held.gatherings.events[event].basis]
        said = [one for one in held if one.is_said]
        return bool(said) and all(one.is_of_test_alone for one in said)

"""Who attended which event: events that live from who is there, as a tree, and who could have been there.

Who takes part in a part of an event takes part in the whole. An *occasion* is an event that is part of no
other, with all its parts: it is counted once, for its parts are no chances of their own to meet.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wigmore.kit import quantity
from wigmore.methods import coattendance
from wigmore.model import finding, thing, views, vocabulary

LEVELS = "company-levels"
SIZES = ("participants", "attendance")
"""Properties by which a claim says how many were there."""

HAPPENED, PLANNED, LAPSED = "happened", "planned", "lapsed"


@dataclass(frozen=True, slots=True)
class Level:
    """How close an event brings two: a row of the policy table, and its place from 0, least close."""

    name: str
    place: int
    highest: float
    link: float

    @property
    def row(self) -> str:
        """The policy row that a finding rests on."""
        return finding.policy_ref(LEVELS, self.name)


class Levels:
    """The levels by name, and which kind of event is of which."""

    def __init__(self, table: vocabulary.Policy) -> None:
        self.by_name = {
            row.id: Level(row.id, place, float(row.cells["highest"]), float(row.cells["link"]))
            for place, row in enumerate(table.rows)
        }
        self._by_kind = {
            word.strip(): self.by_name[row.id]
            for row in table.rows
            for word in str(row.cells["words"]).split(",")
        }
        self._through = {row.id: self.by_name[str(row.cells["through"])] for row in table.rows}

    def has(self, event: thing.Event) -> bool:
        """Whether an event is of a kind that lives from who is there."""
        return event.kind in self._by_kind

    def of(self, event: thing.Event) -> Level:
        """The level of those who are named at an event of such a kind."""
        return self._by_kind[event.kind]

    def through(self, level: Level) -> Level:
        """The level of two who are there only by different parts of an event of that level."""
        return self._through[level.name]


@dataclass(frozen=True, slots=True)
class Size:
    """How many were at an event, as the largest number that a claim gives."""

    people: int
    claim: str


@dataclass(frozen=True)
class Attendance:
    """Who is known to have attended what.

    `there` gives for each event the entities known there, by a part of it too, each with the events at which
    it is named (the event itself, or parts of it); `above` the event that each is part of. Events of which
    nobody is known are `silent`; `left_out` are planned and lapsed ones, by state.
    """

    gatherings: views.Gatherings
    levels: Levels
    there: Mapping[str, Mapping[str, tuple[str, ...]]]
    above: Mapping[str, str | None]
    silent: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, Size]
    entities: tuple[str, ...]

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The parts of each event that stand directly below it, by id."""
        made: dict[str, list[str]] = {name: [] for name in self.there}
        for name, whole in self.above.items():
            if whole is not None:
                made[whole].append(name)
        return {name: tuple(sorted(held)) for name, held in made.items()}

    @cached_property
    def occasions(self) -> tuple[str, ...]:
        """The events that are part of no other, by id."""
        return tuple(name for name, whole in self.above.items() if whole is None)

    def under(self, name: str) -> Iterator[str]:
        """An event and all its parts, each before its own."""
        yield name
        for part in self.below[name]:
            yield from self.under(part)

    def closest(self, one: str, other: str, occasion: str) -> tuple[str, ...]:
        """The events of an occasion that both attended and no part of which both attended."""
        return tuple(
            name
            for name in self.under(occasion)
            if self._has_both(name, one, other)
            and not any(self._has_both(part, one, other) for part in self.below[name])
        )

    def _has_both(self, name: str, one: str, other: str) -> bool:
        return one in self.there[name] and other in self.there[name]

    def level(self, one: str, other: str, name: str) -> Level:
        """How close an event that both attended, and no part of which both did, brings the two."""
        held = self.levels.of(self.gatherings.events[name])
        named = all(name in self.there[name][party] for party in (one, other))
        return held if named else self.levels.through(held)

    def matrix(self, columns: Iterable[str]) -> coattendance.Mask:
        """Who of `entities` attended which of some events, shape (entities, events)."""
        held = [self.there[name] for name in columns]
        made = np.zeros((len(self.entities), len(held)), dtype=bool)
        place = {name: row for row, name in enumerate(self.entities)}
        for column, present in enumerate(held):
            made[[place[name] for name in present], column] = True
        return made

    def allowed(self, columns: Iterable[str], calendar: views.Calendar) -> coattendance.Mask:
        """Which of `entities` can have existed at which of some events, shape (entities, events)."""
        return np.array(
            [[self.could(name, event, calendar) for event in columns] for name in self.entities], dtype=bool
        ).reshape(len(self.entities), -1)

    def could(self, entity: str, event: str, calendar: views.Calendar) -> bool:
        """Whether an entity is known there, or no date shows that it did not exist yet or any more."""
        life, held = (self.gatherings.lifetimes.get(name) for name in (entity, event))
        if entity in self.there[event] or life is None or held is None or held.begin is None:
            return True
        when = calendar.dates.dated(held.begin)
        begun = None if life.begin is None else calendar.dates.dated(life.begin)
        ended = None if life.end is None else calendar.dates.dated(life.end)
        return not ((begun and when.is_before(begun)) or (ended and ended.is_before(when)))


def attendance(
    gatherings: views.Gatherings, values: views.Values, policies: views.Policies, chosen: Iterable[str]
) -> Attendance:
    """Who attended what in a case; `chosen` are looked at though they may have attended nothing."""
    levels = Levels(policies.tables[LEVELS])
    events = {name: one for name, one in gatherings.events.items() if levels.has(one)}
    held = {name: one for name, one in events.items() if (one.state or HAPPENED) == HAPPENED}
    there = _there(gatherings, held, _who_can(gatherings, policies))
    known = {name: present for name, present in there.items() if present}
    entities = {name for present in known.values() for name in present} | set(chosen)
    return Attendance(
        gatherings=gatherings,
        levels=levels,
        there=known,
        above={name: next(_above(gatherings, held, name), None) for name in known},
        silent=tuple(name for name, present in there.items() if not present),
        left_out={
            state: tuple(name for name, one in events.items() if one.state == state)
            for state in (PLANNED, LAPSED)
        },
        sizes=_sizes(values, known),
        entities=tuple(sorted(entities)),
    )


def _who_can(gatherings: views.Gatherings, policies: views.Policies) -> frozenset[str]:
    """The entities that can take part: those for whom somebody could speak, no places and no things."""
    answers = {row.id for row in policies.tables["answers"].rows if row.cells["answers"] == "yes"}
    return frozenset(name for name, one in gatherings.entities.items() if one.kind in answers)


def _there(
    gatherings: views.Gatherings, held: Mapping[str, thing.Event], able: frozenset[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """By event, who is known there, each with the events at which it is named."""
    made: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in held}
    for name, one in held.items():
        named = {party for names in one.who.values() for party in names if party in able}
        for at in (name, *_above(gatherings, held, name)):
            for party in sorted(named):
                made[at][party] = (*made[at].get(party, ()), name)
    return made


def _above(gatherings: views.Gatherings, held: Mapping[str, thing.Event], name: str) -> Iterator[str]:
    """The events that an event is part of, nearest first; those that are not held are passed over."""
    seen = {name}
    whole = gatherings.events[name].part_of
    while whole is not None and whole not in seen:
        seen.add(whole)
        if whole in held:
            yield whole
        whole = gatherings.events[whole].part_of if whole in gatherings.events else None


def _sizes(values: views.Values, known: Mapping[str, object]) -> dict[str, Size]:
    """The largest stated size of each event, where claims give one."""
    made: dict[str, Size] = {}
    for said in values:
        if said.property not in SIZES or not isinstance(said.value, quantity.Quantity):
            continue
        bound = said.value.low if said.value.low is not None else said.value.high
        people = math.ceil(bound) if bound is not None else 0
        for event in said.about:
            if event in known and people > (made[event].people if event in made else 0):
                made[event] = Size(people, said.id)
    return made

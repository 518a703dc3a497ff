"""When things began and ended, and what cannot have taken part in what: validity dates."""

from collections.abc import Iterator, Mapping

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import edtf, frozen
from wigmore.model import dating, graph, record, thing, vocabulary
from wigmore.stages import circles, references

ENDS_BY = {"succeeds": "to", "acquired": "to", "merged-into": "from"}
"""Kinds of relation that begin when one of their ends ceases to exist, and which end that is."""

Reach = tuple[edtf.Day | None, edtf.Day | None]
"""First and last day that are possible; None where nothing bounds them."""


def lifetimes(records: graph.Records, values: Mapping[str, graph.TypedValue]) -> Mapping[str, graph.Lifetime]:
    """Begin and end of every entity, event and relation that has one, bindings resolved."""

    def date(held: object) -> edtf.Edtf | None:
        if isinstance(held, record.Binding):
            held = values.get(held.claim)
        return held if isinstance(held, edtf.Edtf) else None

    made = {}
    for entity in records.entities.values():
        made[entity.id] = graph.Lifetime(date(entity.from_), date(entity.until))
    for event in records.events.values():
        made[event.id] = graph.Lifetime(date(event.date), date(event.date))
    for relation in records.relations.values():
        made[relation.id] = graph.Lifetime(date(relation.since), date(relation.until))
    return frozen.FrozenDict({name: life for name, life in made.items() if life.begin or life.end})


class Checker:
    """Compares dates with honest bounds; `~` and `?` are widened by the padding policy."""

    def __init__(
        self,
        records: graph.Records,
        lives: Mapping[str, graph.Lifetime],
        policies: Mapping[str, vocabulary.Policy],
        locate: references.Locate,
    ) -> None:
        self.records = records
        self.lives = lives
        self.locate = locate
        self.padding = dating.padding(policies)

    def reach(self, date: edtf.Edtf | None) -> Reach:
        """The first and last day a date can mean; None where it is open, unknown or not given."""
        if date is None:
            return (None, None)
        first, last = date.padded(self.padding)
        return (
            None if isinstance(first, edtf.Bound) else first,
            None if isinstance(last, edtf.Bound) else last,
        )

    def check(self, as_of: edtf.Edtf) -> tuple[diagnostic.Diagnostic, ...]:
        """Every certain breach: what only may be wrong is not reported."""
        found = [
            *self._upside_down(),
            *circles.check(self.records.events, "part_of", rules.PART_CIRCLE, self.locate),
            *circles.check(self.records.questions, "given", rules.GIVEN_CIRCLE, self.locate),
        ]
        for event in self.records.events.values():
            found.extend(self._participants(event))
            found.extend(self._whole(event))
            found.extend(self._later(event, as_of))
        for relation in self.records.relations.values():
            found.extend(self._ends(relation))
        for source in self.records.sources.values():
            if _before(self.reach(as_of)[1], self.reach(source.published)[0]):
                message = f"`{source.id}` was published on {source.published}, after the case's day {as_of}"
                where = self.locate(source, "published")
                found.append(
                    diagnostic.at(
                        rules.PUBLISHED_LATER, where, message, "check the date, or move `as_of`", source.id
                    )
                )
        return tuple(found)

    def _upside_down(self) -> Iterator[diagnostic.Diagnostic]:
        for name, life in self.lives.items():
            one = self.records.by_id[name]
            if isinstance(one, thing.Event):
                continue
            if _before(self.reach(life.end)[1], self.reach(life.begin)[0]):
                message = f"`{name}` ends ({life.end}) before it begins ({life.begin})"
                yield diagnostic.at(
                    rules.ENDS_FIRST,
                    self.locate(one, "until"),
                    message,
                    "correct one of the two dates",
                    one.id,
                )

    def _participants(self, event: thing.Event) -> Iterator[diagnostic.Diagnostic]:
        date = self.lives.get(event.id)
        for role, names in event.who.items():
            for index, name in enumerate(names):
                problem = self._outside(name, date)
                if problem:
                    where = self.locate(event, f"who.{role}.{index}")
                    repair = "name the body that existed on that day, or correct a date"
                    yield diagnostic.at(rules.BEFORE_EXISTENCE, where, problem, repair, event.id)

    def _ends(self, relation: thing.Relation) -> Iterator[diagnostic.Diagnostic]:
        if relation.from_ == relation.to:
            message = f"both ends of `{relation.id}` are `{relation.to}`"
            yield diagnostic.at(
                rules.RELATION_TO_SELF,
                self.locate(relation, "to"),
                message,
                "name the other end",
                relation.id,
            )
        life = self.lives.get(relation.id)
        for key, name in (("from", relation.from_), ("to", relation.to)):
            ends_by_it = key == ENDS_BY.get(relation.kind)
            problem = None if ends_by_it else self._outside(name, life)
            if problem:
                repair = "name the body that existed then, or correct a date"
                yield diagnostic.at(
                    rules.RELATION_OUTSIDE, self.locate(relation, key), problem, repair, relation.id
                )

    def _outside(self, name: str, date: graph.Lifetime | None) -> str | None:
        """Why an entity certainly did not exist when something with that lifetime was the case."""
        life = self.lives.get(name)
        if date is None or life is None:
            return None
        first, last = self.reach(date.begin)[0], self.reach(date.end or None)[1]
        began = self.reach(life.begin)[0]
        ended = self.reach(life.end)[1]
        if date.begin is not None and _before(self.reach(date.begin)[1], began):
            return f"`{name}` began {life.begin}, after {date.begin}"
        if last is not None and _before(last, began):
            return f"`{name}` began {life.begin}, after {date.end}"
        if _before(ended, first):
            return f"`{name}` ended {life.end}, before {date.begin}"
        if date.end is not None and _before(ended, self.reach(date.end)[0]):
            return f"`{name}` ended {life.end}, before {date.end}"
        return None

    def _whole(self, event: thing.Event) -> Iterator[diagnostic.Diagnostic]:
        part, whole = self.lives.get(event.id), self.lives.get(event.part_of or "")
        if part is None or whole is None:
            return
        first, last = self.reach(part.begin)
        from_, until = self.reach(whole.begin)
        if _before(last, from_) or _before(until, first):
            message = f"`{event.id}` ({part.begin}) lies outside `{event.part_of}` ({whole.begin})"
            yield diagnostic.at(
                rules.PART_OUTSIDE,
                self.locate(event, "date"),
                message,
                "correct one of the two dates",
                event.id,
            )

    def _later(self, event: thing.Event, as_of: edtf.Edtf) -> Iterator[diagnostic.Diagnostic]:
        life = self.lives.get(event.id)
        if life is None or (event.state or "happened") != "happened":
            return
        if _before(self.reach(as_of)[1], self.reach(life.begin)[0]):
            message = f"`{event.id}` is dated {life.begin}, after the case's day {as_of}"
            yield diagnostic.at(
                rules.NOT_YET,
                self.locate(event, "date"),
                message,
                "add `state: planned`, or move `as_of`",
                event.id,
            )


def _before(one: edtf.Day | None, other: edtf.Day | None) -> bool:
    return one is not None and other is not None and one < other

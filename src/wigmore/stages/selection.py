"""Runs selectors over the case graph: which records a watch, a series or a search chooses."""

from collections.abc import Callable, Iterator, Mapping

from wigmore.casefiles import values as readers
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import edtf, frozen, quantity
from wigmore.kit import text as texts
from wigmore.model import claim, graph, record, selection, thing, vocabulary
from wigmore.stages import references


class Selecting:
    """What selectors look at: records with their lifetimes, values and standings."""

    def __init__(
        self,
        records: graph.Records,
        lifetimes: Mapping[str, graph.Lifetime],
        values: Mapping[str, graph.TypedValue],
        *,
        origins: Mapping[str, graph.Origins],
        standings: Mapping[str, graph.Standing],
        padding: edtf.Padding,
    ) -> None:
        self.records = records
        self.lifetimes = lifetimes
        self.values = values
        self.origins = origins
        self.standings = standings
        self.padding = padding

    def select(self, selector: record.Selector) -> tuple[str, ...]:
        """The ids of the records that pass every test of a selector, sorted."""
        return tuple(
            name
            for name, one in self.records.of_kind(selector.kind).items()
            if all(self._passes(one, key, words) for key, words in selector.tests)
        )

    def all(self) -> Mapping[str, tuple[str, ...]]:
        """Every selector of the case by `record.key`, with what it selects now."""
        made = {}
        for one in self.records:
            for key in ("watch", "left", "right"):
                held = getattr(one, key, None)
                if isinstance(held, record.Selector):
                    made[f"{one.id}.{key}"] = self.select(held)
        return frozen.FrozenDict(made)

    def check(
        self, properties: Mapping[str, vocabulary.Property], locate: references.Locate
    ) -> Iterator[diagnostic.Diagnostic]:
        """Limits `over` and `under` that no value can lie beyond, for they measure something else."""
        for one in self.records:
            for key in ("watch", "left", "right"):
                held = getattr(one, key, None)
                if not isinstance(held, record.Selector):
                    continue
                yield from _strange_properties(one, key, held, properties, locate)
                for name, words in held.tests:
                    limit = quantity.parse(words[0]) if name in selection.AMOUNT_TESTS else None
                    wanted = _units(held, properties) if limit else ()
                    if limit and wanted and not any(readers.fits(limit, unit) for unit in wanted):
                        message = f"`{limit}` is not measured in {' or '.join(wanted)}"
                        where = locate(one, f"{key}.{held.kind}.{name}")
                        repair = f"give it in {wanted[0]}, or use `after` and `before` for dates"
                        yield diagnostic.at(rules.WRONG_DIMENSION, where, message, repair, one.id)

    def _passes(self, one: record.Record, key: str, words: tuple[str, ...]) -> bool:
        if key in ("after", "before"):
            return self._in_time(one, key, edtf.parse(words[0]))
        if key in ("over", "under"):
            return any(_beyond(held, key, quantity.parse(words[0])) for held in self._amounts(one))
        return not set(words).isdisjoint(_FIELDS[key](self, one))

    def _in_time(self, one: record.Record, key: str, limit: edtf.Edtf) -> bool:
        """Whether a record certainly lies after or before a date; without a date of its own it does not."""
        begin, end = self._dates(one)
        date = begin if key == "after" else end
        if date is None:
            return False
        (first, last), (early, late) = date.padded(self.padding), limit.padded(self.padding)
        near, far = (first, late) if key == "after" else (last, early)
        if isinstance(near, edtf.Bound) or isinstance(far, edtf.Bound):
            return False
        return near > far if key == "after" else near < far

    def _dates(self, one: record.Record) -> tuple[edtf.Edtf | None, edtf.Edtf | None]:
        if isinstance(one, claim.Claim):
            return one.when, one.when
        life = self.lifetimes.get(one.id)
        return (life.begin, life.end) if life else (None, None)

    def _amounts(self, one: record.Record) -> list[graph.TypedValue]:
        if isinstance(one, thing.Relation):
            held = [
                self.values.get(share.claim) if isinstance(share, record.Binding) else share
                for share in one.share.values()
            ]
            return [amount for amount in held if amount is not None]
        value = self.values.get(one.id)
        return [] if value is None else [value]


def _strange_properties(
    one: record.Record,
    key: str,
    held: record.Selector,
    properties: Mapping[str, vocabulary.Property],
    locate: references.Locate,
) -> Iterator[diagnostic.Diagnostic]:
    """Properties that a selector tests and that do not exist: it would choose nothing without a word."""
    for name, words in held.tests:
        for word in words if name == "property" else ():
            if word not in properties:
                near = texts.nearest(word, properties)
                repair = f"write `{near[0]}`" if near else f"add `{word}:` under `properties:`"
                where = locate(one, f"{key}.{held.kind}.property")
                message = f"there is no property `{word}`"
                yield diagnostic.at(rules.UNKNOWN_PROPERTY, where, message, repair, one.id)


def _units(selector: record.Selector, properties: Mapping[str, vocabulary.Property]) -> tuple[str, ...]:
    """The units in which what a selector chooses is measured; none where it names no property."""
    if selector.kind == "relations":
        return ("%",)
    named = [word for key, words in selector.tests if key == "property" for word in words]
    return tuple(unit for name in named if name in properties and (unit := properties[name].unit))


def _beyond(held: graph.TypedValue, key: str, limit: quantity.Quantity) -> bool:
    """Whether a quantity lies certainly over or under a limit of the same dimension."""
    if not isinstance(held, quantity.Quantity) or not held.same_dimension(limit):
        return False
    low, high = held.in_unit(limit.unit)
    if key == "over":
        return low is not None and limit.high is not None and low > limit.high
    return high is not None and limit.low is not None and high < limit.low


def _who(_: Selecting, one: record.Record) -> set[str]:
    return {name for some in one.who.values() for name in some} if isinstance(one, thing.Event) else set()


def _wholes(selecting: Selecting, one: record.Record) -> set[str]:
    """The events that an event is a part of, at any remove."""
    found: set[str] = set()
    current = getattr(one, "part_of", None)
    while current and current not in found:
        found.add(current)
        whole = selecting.records.events.get(current)
        current = whole.part_of if whole else None
    return found


def _speakers(selecting: Selecting, one: record.Record) -> set[str]:
    held = selecting.origins.get(one.id)
    return {speaker.id for report in held.reports for speaker in report.speakers} if held else set()


def _field(name: str, default: str | None = None) -> Callable[[Selecting, record.Record], set[str]]:
    def read(_: Selecting, one: record.Record) -> set[str]:
        held = getattr(one, name, None)
        if held is None:
            return {default} if default else set()
        return {held} if isinstance(held, str) else set(held)

    return read


def _state(_: Selecting, one: record.Record) -> set[str]:
    default = "happened" if isinstance(one, thing.Event) else "operating"
    return {getattr(one, "state", None) or default}


def _value(selecting: Selecting, one: record.Record) -> set[str]:
    held = selecting.values.get(one.id)
    return set() if held is None else {str(held)}


_FIELDS: Mapping[str, Callable[[Selecting, record.Record], set[str]]] = {
    "kind": _field("kind"),
    "matter": _field("matter"),
    "topics": _field("topics"),
    "about": _field("about"),
    "property": _field("property"),
    "from": _field("from_"),
    "to": _field("to"),
    "who": _who,
    "role": lambda _, one: set(one.who) if isinstance(one, thing.Event) else set(),
    "part_of": _wholes,
    "state": _state,
    "value": _value,
    "source": lambda _, one: {s.source for s in one.sources} if isinstance(one, claim.Claim) else set(),
    "by": _speakers,
    "status": lambda selecting, one: (
        {selecting.standings[one.id].status} if one.id in selecting.standings else set()
    ),
}

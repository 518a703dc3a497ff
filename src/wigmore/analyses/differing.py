"""How the claims about one property of one subject differ: by value, period, definition or currency."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.analyses import comparing, rates
from wigmore.kit import allen, edtf
from wigmore.kit import text as texts
from wigmore.methods import exclusion
from wigmore.model import views, vocabulary

ANOTHER_VALUE = "another value"
NOT_COMPARABLE = "not comparable"
ANOTHER_PERIOD = "another period"
ANOTHER_DEFINITION = "another definition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Claims that differ; `values` are one claim for each value, `rates` those that gave a rate of exchange.

    Their order is that of values, of periods, or of definitions, by what tells them apart. `missing` names
    the rates without which amounts cannot be compared, as `CAD/USD`.
    """

    type: str
    subjects: tuple[str, ...]
    property: str
    claims: tuple[views.Said, ...]
    values: tuple[views.Said, ...]
    rates: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """A claim with its time, the part of it in which the value is known, and its range of values.

    A claim whose time is a set comes once for each of its `periods`. `days` are the spans of a value that
    is a date. Only values of one `measure` (a currency, or what is counted) can be compared; an amount in
    another currency comes with the claims that gave its `rates`.
    """

    said: views.Said
    times: comparing.Times
    known: comparing.Times
    measure: str
    reach: comparing.Reach
    days: tuple[comparing.Times, ...] = ()
    periods: tuple[comparing.Times, ...] = ()
    rates: tuple[str, ...] = ()


class Differing:
    """Compares claims by the widths of the policy tables and the rates of the case."""

    def __init__(
        self,
        properties: Mapping[str, vocabulary.Property],
        widths: comparing.Widths,
        exchange: rates.Exchange,
    ) -> None:
        self.properties = properties
        self.widths = widths
        self.exchange = exchange

    def all(self, claims: Iterable[views.Said]) -> list[Difference]:
        """All differences; where the same claims differ about several subjects, these are joined."""
        groups: defaultdict[tuple[tuple[str, ...], str], list[views.Said]] = defaultdict(list)
        for one in claims:
            for subjects in self._subjects(one):
                groups[subjects, one.property].append(one)
        found: dict[tuple[object, ...], Difference] = {}
        for (subjects, name), some in groups.items():
            for made in self._of(subjects[0], self.properties[name], some) if len(some) > 1 else ():
                key = (made.type, name, tuple(said.id for said in made.claims), made.missing)
                same = found.get(key)
                found[key] = replace(made, subjects=(*(same.subjects if same else ()), *subjects))
        return list(found.values())

    def _subjects(self, one: views.Said) -> Iterable[tuple[str, ...]]:
        """Each thing it is about by itself; all together where the property is said of several at once."""
        if self.properties[one.property].subjects is not None:
            return (one.about,)
        return ((subject,) for subject in dict.fromkeys(one.about))

    def _of(
        self, subject: str, known: vocabulary.Property, claims: Sequence[views.Said]
    ) -> Iterator[Difference]:
        by_measure: defaultdict[str, list[_Item]] = defaultdict(list)
        for one in claims:
            measure = comparing.measure(one.value, known)
            reach = comparing.reach(one.value, self.widths)
            days = self.widths.dates.dated(one.value).spans if isinstance(one.value, edtf.Edtf) else ()
            periods = comparing.times(one.when, self.widths)
            by_measure[measure].extend(
                _Item(one, span, span, measure, reach, days, periods) for span in periods
            )
        clashes: list[list[_Item]] = []
        if len(by_measure) > 1 and known.unit == "money":
            ways = self.exchange.ways({code: len(items) for code, items in by_measure.items()})
            yield from self._without_rate(subject, ways, by_measure)
            for items in (*self._in_pivots(ways, by_measure), *self._in_pairs(ways, by_measure)):
                clashes += _clashes(items)
        for items in by_measure.values():
            clashes += _clashes(items)
            yield from _apart(subject, items)
        for held in _merged(clashes):
            yield _difference(ANOTHER_VALUE, subject, held)

    def _in_pivots(
        self, ways: Mapping[str, rates.Way], by_currency: Mapping[str, Sequence[_Item]]
    ) -> Iterable[list[_Item]]:
        """Every amount in its pivot currency, by pivot; without a rate for its time it is left out."""
        by_pivot: defaultdict[str, list[_Item]] = defaultdict(list)
        for code, items in by_currency.items():
            by_pivot[ways[code].pivot] += self._at_rates(items, ways[code])
        return by_pivot.values()

    def _in_pairs(
        self, ways: Mapping[str, rates.Way], by_currency: Mapping[str, Sequence[_Item]]
    ) -> Iterator[list[_Item]]:
        """Amounts of each two currencies with a rate, if no pivot: a rate on the way there may be missing."""
        for above in sorted(by_currency):
            for below in sorted(by_currency):
                step = (above, below)
                if above < below and self.exchange.are_known(*step) and not _is_first(step, ways):
                    yield [
                        *by_currency[above],
                        *self._at_rates(by_currency[below], rates.Way(above, (step,))),
                    ]

    def _at_rates(self, items: Sequence[_Item], way: rates.Way) -> list[_Item]:
        """Amounts of one currency at the end of a way, as far as there are rates for their time."""
        made = (self._at_rate(item, way) for item in items)
        return [item for item in made if item is not None]

    def _at_rate(self, item: _Item, way: rates.Way) -> _Item | None:
        """An amount in its pivot currency, known on no day but those of which its rates speak."""
        reach, (start, end) = item.reach, item.times
        names: set[str] = set()
        for above, below in way.steps:
            held = self.exchange.during(above, below, *item.times)
            if held is None:
                return None
            reach = comparing.times_rate(reach, held.low[0], held.high[0])
            start, end = max(start, held.start), min(end, held.end)
            names.update(held.claims)
        if start > end:
            return None
        return replace(item, known=(start, end), measure=way.pivot, reach=reach, rates=tuple(sorted(names)))

    def _without_rate(
        self, subject: str, ways: Mapping[str, rates.Way], by_currency: Mapping[str, Sequence[_Item]]
    ) -> Iterator[Difference]:
        """Amounts in several currencies for a time of which no rate is known: the currency is the value."""
        codes = sorted(by_currency)
        for items in _by_scope([item for code in codes for item in by_currency[code]]).values():
            ranks = [codes.index(item.measure) for item in items]
            spans = [exclusion.Span(*item.times, rank, rank) for item, rank in zip(items, ranks, strict=True)]
            lacking = _Lacking(self.exchange, ways, items)
            found = exclusion.unlike(spans, lacking.is_of)
            for some in _merged([items[index] for index in one] for one in found):
                held = list(some)
                missing = lacking.missing(held)
                yield replace(_difference(NOT_COMPARABLE, subject, held), missing=missing)


class _Lacking:
    """Which rates pairs of amounts lack, and which of them were met with."""

    def __init__(
        self, exchange: rates.Exchange, ways: Mapping[str, rates.Way], items: Sequence[_Item]
    ) -> None:
        self.exchange = exchange
        self.ways = ways
        self.items = items
        self.met: defaultdict[str, set[str]] = defaultdict(set)

    def is_of(self, one: int, other: int) -> bool:
        """Whether two amounts, by index, lack a rate in the time that they share."""
        pair = (self.items[one], self.items[other])
        start = max(item.times[0] for item in pair)
        end = min(item.times[1] for item in pair)
        if self.exchange.during(pair[0].measure, pair[1].measure, start, end) is not None:
            return False
        ways = [self.ways[item.measure] for item in pair]
        lacking = {
            f"{above}/{below}"
            for way in ways
            for above, below in way.steps
            if self.exchange.during(above, below, start, end) is None
        }
        self.met[pair[0].said.id] |= lacking
        return bool(lacking) or ways[0].pivot != ways[1].pivot

    def missing(self, items: Sequence[_Item]) -> tuple[str, ...]:
        """The rates that such amounts lack: those met with, and one between each two groups of currencies."""
        first, *others = sorted({self.ways[item.measure].pivot for item in items})
        met = {name for item in items for name in self.met[item.said.id]}
        return tuple(sorted({*met, *(f"{first}/{other}" for other in others)}))


def _is_first(step: tuple[str, str], ways: Mapping[str, rates.Way]) -> bool:
    """Whether one of two currencies is the pivot of the other, and a single rate leads to it."""
    return any(ways[code].steps in ((step,), (step[::-1],)) for code in step)


def _scope(item: _Item) -> tuple[tuple[str, str], ...]:
    """The definition that a claim speaks of, in a form that is equal for equal definitions."""
    return tuple(sorted((name, texts.fold(text)) for name, text in item.said.scope.items()))


def _by_scope(items: Sequence[_Item]) -> dict[object, list[_Item]]:
    made: dict[object, list[_Item]] = {}
    for item in items:
        made.setdefault(_scope(item), []).append(item)
    return made


def _difference(kind: str, subject: str, items: Iterable[_Item]) -> Difference:
    items = list(items)
    values: dict[object, views.Said] = {}
    for item in items:
        values.setdefault((item.measure, item.reach, item.days), item.said)
    return Difference(
        type=kind,
        subjects=(subject,),
        property=items[0].said.property,
        claims=tuple({item.said.id: item.said for item in items}.values()),
        values=tuple(values.values()),
        rates=tuple(sorted({name for item in items for name in item.rates})),
    )


def _clashes(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Components of claims of one definition that exclude each other, by value from the lowest."""
    for some in _by_scope(items).values():
        if len(some) > 1:
            spans = comparing.spans([(item.known, item.reach) for item in some])
            for found in exclusion.conflicts(spans):
                yield [
                    some[index]
                    for index in sorted(found, key=lambda index: (spans[index].low, spans[index].high))
                ]
            yield from _between_members(some)


def _between_members(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Pairs of dates of which one is a set, and no day of its members is one of the other."""
    for one in items:
        if len(one.days) > 1:
            for other in items:
                meet = one.times[0] <= other.times[1] and other.times[0] <= one.times[1]
                if meet and not _share_a_day(one.days, other.days):
                    yield sorted((one, other), key=lambda item: (item.reach, item.said.id))


def _share_a_day(some: tuple[comparing.Times, ...], others: tuple[comparing.Times, ...]) -> bool:
    return "same day" in allen.spans_order(some, others)


def _merged(clashes: Iterable[Sequence[_Item]]) -> Iterator[Iterable[_Item]]:
    """The clashes, with those that share a claim made one: amounts may clash in two currencies."""
    home: dict[str, dict[str, _Item]] = {}
    for clash in clashes:
        met = {id(home[item.said.id]): home[item.said.id] for item in clash if item.said.id in home}
        group = max(met.values(), key=len, default={})
        for other in (*met.values(), {item.said.id: item for item in clash}):
            if other is not group:
                for name, item in other.items():
                    known = group.setdefault(name, item)
                    group[name] = replace(known, rates=tuple(sorted({*known.rates, *item.rates})))
                    home[name] = group
    for group in {id(group): group for group in home.values()}.values():
        yield group.values()


def _apart(subject: str, items: Sequence[_Item]) -> Iterator[Difference]:
    """Claims whose values exclude others, of other times in one definition or of other definitions."""
    spans = comparing.spans([(item.times, item.reach) for item in items])
    place = {id(item): index for index, item in enumerate(items)}
    for some in _by_scope(items).values():
        if found := _of_other_periods(some, [spans[place[id(item)]] for item in some]):
            yield _difference(ANOTHER_PERIOD, subject, sorted(found, key=lambda item: item.times))
    scopes = [_scope(item) for item in items]
    if apart := exclusion.apart_by_label(spans, scopes):
        by_scope = sorted(apart, key=lambda index: (scopes[index], spans[index].low))
        yield _difference(ANOTHER_DEFINITION, subject, [items[index] for index in by_scope])


def _of_other_periods(items: Sequence[_Item], spans: Sequence[exclusion.Span]) -> list[_Item]:
    """Claims whose values exclude one of another time; those of a set of times are compared pair by pair."""
    lone = [index for index, item in enumerate(items) if len(item.periods) == 1]
    found = {lone[place] for place in exclusion.apart_in_time([spans[index] for index in lone])}
    for one, item in enumerate(items):
        if len(item.periods) > 1:
            for other, span in enumerate(spans):
                is_apart = span.high < spans[one].low or spans[one].high < span.low
                if is_apart and not _share_a_day(item.periods, items[other].periods):
                    found.update((one, other))
    return [items[index] for index in sorted(found)]

"""How the claims about one property of one subject differ: by value, period, definition or currency."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wigmore.analyses import comparing, rates
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

    Only values of one `measure` (a currency, or what is counted) can be compared; an amount in another
    currency comes with the claims that gave its `rates`.
    """

    said: views.Said
    times: comparing.Times
    known: comparing.Times
    measure: str
    reach: comparing.Reach
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
            span = comparing.times(one.when, self.widths)
            measure = comparing.measure(one.value, known)
            item = _Item(one, span, span, measure, comparing.reach(one.value, self.widths))
            by_measure[measure].append(item)
        clashes: list[list[_Item]] = []
        if len(by_measure) > 1 and known.unit == "money":
            pivot = self._pivot(by_measure)
            yield from self._without_rate(subject, pivot, by_measure)
            clashes += _clashes(list(self._converted(pivot, by_measure)))
        for items in by_measure.values():
            clashes += _clashes(items)
            yield from _apart(subject, items)
        for held in _merged(clashes):
            yield _difference(ANOTHER_VALUE, subject, held)

    def _pivot(self, by_currency: Mapping[str, Sequence[_Item]]) -> str:
        """The currency to compare amounts in: of most rates to others, most claims, and then by name."""

        def order(code: str) -> tuple[int, int, str]:
            known = sum(self.exchange.are_known(code, other) for other in by_currency)
            return -known, -len(by_currency[code]), code

        return min(by_currency, key=order)

    def _converted(self, pivot: str, by_currency: Mapping[str, Sequence[_Item]]) -> Iterator[_Item]:
        """Every amount in the pivot currency; without a rate for its time it is left out.

        Of a converted amount nothing is known before the first day or after the last that its rates speak of.
        """
        for code, items in by_currency.items():
            for item in items:
                if code == pivot:
                    yield item
                elif (held := self.exchange.during(pivot, code, *item.times)) is not None:
                    known = (max(item.times[0], held.start), min(item.times[1], held.end))
                    reach = comparing.times_rate(item.reach, held.low[0], held.high[0])
                    yield replace(item, known=known, measure=pivot, reach=reach, rates=held.claims)

    def _without_rate(
        self, subject: str, pivot: str, by_currency: Mapping[str, Sequence[_Item]]
    ) -> Iterator[Difference]:
        """Amounts in several currencies for a time of which no rate is known: the currency is the value."""
        codes = sorted(by_currency)
        for items in _by_scope([item for code in codes for item in by_currency[code]]).values():
            ranks = [codes.index(item.measure) for item in items]
            spans = [exclusion.Span(*item.times, rank, rank) for item, rank in zip(items, ranks, strict=True)]
            for found in exclusion.conflicts(spans, self._lacks_rate(pivot, items)):
                some = [items[index] for index in found]
                made = _difference(NOT_COMPARABLE, subject, some)
                yield replace(made, missing=self._missing(pivot, some))

    def _lacks_rate(self, pivot: str, items: Sequence[_Item]) -> Callable[[int, int], bool]:
        def lacks(one: int, other: int) -> bool:
            pair = (items[one], items[other])
            start = max(item.times[0] for item in pair)
            end = min(item.times[1] for item in pair)
            codes = [item.measure for item in pair if item.measure != pivot]
            return any(self.exchange.during(pivot, code, start, end) is None for code in codes)

        return lacks

    def _missing(self, pivot: str, items: Sequence[_Item]) -> tuple[str, ...]:
        """The rates that are wanted: those not known for any part of the time, or else all."""
        codes = sorted({item.measure for item in items})
        above = pivot if pivot in codes else codes[0]
        start = min(item.times[0] for item in items)
        end = max(item.times[1] for item in items)
        others = [code for code in codes if code != above]
        unknown = [code for code in others if self.exchange.during(above, code, start, end) is None]
        return tuple(f"{above}/{code}" for code in unknown or others)


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
        values.setdefault((item.measure, item.reach), item.said)
    return Difference(
        type=kind,
        subjects=(subject,),
        property=items[0].said.property,
        claims=tuple(item.said for item in items),
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


def _merged(clashes: Iterable[Sequence[_Item]]) -> Iterator[Iterable[_Item]]:
    """The clashes, with those that share a claim made one: amounts may clash in two currencies."""
    home: dict[str, dict[str, _Item]] = {}
    for clash in clashes:
        met = {id(home[item.said.id]): home[item.said.id] for item in clash if item.said.id in home}
        group = max(met.values(), key=len, default={})
        for other in (*met.values(), {item.said.id: item for item in clash}):
            if other is not group:
                for name, item in other.items():
                    group.setdefault(name, item)
                    home[name] = group
    for group in {id(group): group for group in home.values()}.values():
        yield group.values()


def _apart(subject: str, items: Sequence[_Item]) -> Iterator[Difference]:
    """Claims whose values exclude others, of other times in one definition or of other definitions."""
    spans = comparing.spans([(item.times, item.reach) for item in items])
    place = {item.said.id: index for index, item in enumerate(items)}
    for some in _by_scope(items).values():
        found = [
            some[index] for index in exclusion.apart_in_time([spans[place[item.said.id]] for item in some])
        ]
        if found:
            yield _difference(ANOTHER_PERIOD, subject, sorted(found, key=lambda item: item.times))
    scopes = [_scope(item) for item in items]
    if apart := exclusion.apart_by_label(spans, scopes):
        by_scope = sorted(apart, key=lambda index: (scopes[index], spans[index].low))
        yield _difference(ANOTHER_DEFINITION, subject, [items[index] for index in by_scope])

"""How the claims about one property of one subject differ: by value, period, definition or currency."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
    """A claim with its time, the part of it in which the value is known, and its range of values."""

    said: views.Said
    times: comparing.Times
    known: comparing.Times
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
        groups: defaultdict[tuple[str, str], list[views.Said]] = defaultdict(list)
        for one in claims:
            for subject in dict.fromkeys(one.about):
                groups[subject, one.property].append(one)
        found: dict[tuple[object, ...], Difference] = {}
        for (subject, name), some in groups.items():
            for made in self._of(subject, self.properties[name], some) if len(some) > 1 else ():
                key = (made.type, name, tuple(said.id for said in made.claims), made.missing)
                same = found.get(key)
                found[key] = replace(made, subjects=(*same.subjects, subject)) if same else made
        return list(found.values())

    def _of(
        self, subject: str, known: vocabulary.Property, claims: Sequence[views.Said]
    ) -> Iterator[Difference]:
        by_measure: defaultdict[str, list[_Item]] = defaultdict(list)
        for one in claims:
            span = comparing.times(one.when, self.widths)
            item = _Item(one, span, span, comparing.reach(one.value, self.widths))
            by_measure[comparing.measure(one.value, known)].append(item)
        parts: Iterable[list[_Item]] = by_measure.values()
        if len(by_measure) > 1 and known.unit == "money":
            pivot = self._pivot(by_measure)
            yield from self._without_rate(subject, pivot, by_measure)
            parts = [list(self._converted(pivot, by_measure))]
        for items in parts:
            yield from _differences(subject, items)

    def _pivot(self, by_currency: Mapping[str, Sequence[_Item]]) -> str:
        """The currency to compare amounts in: of most rates to others, most claims, and then by name."""

        def order(code: str) -> tuple[int, int, str]:
            known = sum(self.exchange.are_known(code, other) for other in by_currency)
            return -known, -len(by_currency[code]), code

        return min(by_currency, key=order)

    def _converted(self, pivot: str, by_currency: Mapping[str, Sequence[_Item]]) -> Iterator[_Item]:
        """Every amount in the pivot; without a rate for its time it is left out.

        Of a converted amount nothing is known before the first day or after the last that its rates speak of.
        """
        for code, items in by_currency.items():
            for item in items:
                if code == pivot:
                    yield item
                elif (held := self.exchange.during(pivot, code, *item.times)) is not None:
                    known = (max(item.times[0], held.start), min(item.times[1], held.end))
                    reach = comparing.times_rate(item.reach, held.low[0], held.high[0])
                    yield replace(item, known=known, reach=reach, rates=held.claims)

    def _without_rate(
        self, subject: str, pivot: str, by_currency: Mapping[str, Sequence[_Item]]
    ) -> Iterator[Difference]:
        """Amounts in several currencies for a time of which no rate is known: the currency is the value."""
        by_scope: defaultdict[object, list[tuple[str, _Item]]] = defaultdict(list)
        for code, items in sorted(by_currency.items()):
            for item in items:
                by_scope[scope_key(item.said)].append((code, item))
        codes = sorted(by_currency)
        for held in by_scope.values():
            spans = [exclusion.Span(*item.times, codes.index(code), codes.index(code)) for code, item in held]
            for found in exclusion.conflicts(spans, self._lacks_rate(pivot, held)):
                yield Difference(
                    type=NOT_COMPARABLE,
                    subjects=(subject,),
                    property=held[0][1].said.property,
                    claims=tuple(held[index][1].said for index in found),
                    values=_one_each(
                        (str(held[index][1].said.value), held[index][1].said) for index in found
                    ),
                    missing=self._missing(pivot, [held[index] for index in found]),
                )

    def _lacks_rate(self, pivot: str, held: Sequence[tuple[str, _Item]]) -> Callable[[int, int], bool]:
        def lacks(one: int, other: int) -> bool:
            pair = (held[one], held[other])
            start = max(item.times[0] for _, item in pair)
            end = min(item.times[1] for _, item in pair)
            others = [code for code, _ in pair if code != pivot]
            return any(self.exchange.during(pivot, code, start, end) is None for code in others)

        return lacks

    def _missing(self, pivot: str, held: Sequence[tuple[str, _Item]]) -> tuple[str, ...]:
        """The rates that are wanted: those not known for any part of the time, or else all."""
        codes = sorted({code for code, _ in held})
        above = pivot if pivot in codes else codes[0]
        start = min(item.times[0] for _, item in held)
        end = max(item.times[1] for _, item in held)
        others = [code for code in codes if code != above]
        unknown = [code for code in others if self.exchange.during(above, code, start, end) is None]
        return tuple(f"{above}/{code}" for code in unknown or others)


def scope_key(said: views.Said) -> tuple[tuple[str, str], ...]:
    """The definition that a claim speaks of, in a form that is equal for equal definitions."""
    return tuple(sorted((name, texts.fold(text)) for name, text in said.scope.items()))


def _one_each(claims: Iterable[tuple[object, views.Said]]) -> tuple[views.Said, ...]:
    """The first claim with each value."""
    found: dict[object, views.Said] = {}
    for value, said in claims:
        found.setdefault(value, said)
    return tuple(found.values())


def _differences(subject: str, items: Sequence[_Item]) -> Iterator[Difference]:
    """How values that can be compared differ: in one definition and time, or only between such."""
    known = comparing.spans([(item.known, item.reach) for item in items])
    spans = [
        replace(span, start=item.times[0], end=item.times[1]) for span, item in zip(known, items, strict=True)
    ]
    scopes = [scope_key(item.said) for item in items]
    by_scope: defaultdict[object, list[int]] = defaultdict(list)
    for index, scope in enumerate(scopes):
        by_scope[scope].append(index)

    orders: Mapping[str, Callable[[int], tuple[Any, ...]]] = {
        ANOTHER_VALUE: lambda index: (spans[index].low, spans[index].high),
        ANOTHER_PERIOD: lambda index: items[index].times,
        ANOTHER_DEFINITION: lambda index: (scopes[index], spans[index].low),
    }

    def difference(kind: str, indexes: Iterable[int]) -> Difference:
        some = sorted(indexes, key=lambda index: (*orders[kind](index), items[index].said.id))
        return Difference(
            type=kind,
            subjects=(subject,),
            property=items[0].said.property,
            claims=tuple(items[index].said for index in some),
            values=_one_each(((spans[index].low, spans[index].high), items[index].said) for index in some),
            rates=tuple(sorted({name for index in some for name in items[index].rates})),
        )

    for indexes in by_scope.values():
        for found in exclusion.conflicts([known[index] for index in indexes]):
            yield difference(ANOTHER_VALUE, [indexes[place] for place in found])
        if places := exclusion.apart_in_time([spans[index] for index in indexes]):
            yield difference(ANOTHER_PERIOD, [indexes[place] for place in places])
    if found := exclusion.apart_by_label(spans, scopes):
        yield difference(ANOTHER_DEFINITION, found)

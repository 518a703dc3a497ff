"""Rates of exchange that claims give, and those among them whose time meets a given one.

A rate is evidence: there is none but in the claims of the case (`exchange-rate`), and it holds for its time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from wigmore.analyses import comparing
from wigmore.kit import quantity, units
from wigmore.model import views

PROPERTY = "exchange-rate"


@dataclass(frozen=True, slots=True)
class Rates:
    """What one unit of a currency costs in another: from the lowest rate to the highest, and who gives them.

    `low` and `high` are each the number and the id of its claim; `start` and `end` the first and last day of
    which any of the rates speaks.
    """

    low: tuple[Fraction, str]
    high: tuple[Fraction, str]
    start: int
    end: int

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that give the lowest and the highest rate."""
        return tuple(sorted({self.low[1], self.high[1]}))


def _joined(one: Rates, other: Rates) -> Rates:
    return Rates(
        min(one.low, other.low),
        max(one.high, other.high),
        min(one.start, other.start),
        max(one.end, other.end),
    )


class _Pair:
    """The rates of one pair, in blocks as of a Fenwick tree: a question costs the square of a logarithm."""

    def __init__(self, rates: Iterable[Rates]) -> None:
        by_start = sorted(rates, key=lambda one: (one.start, one.end, one.low))
        self.starts = [one.start for one in by_start]
        self.blocks = [
            _block(by_start[number - (number & -number) : number]) for number in range(1, len(by_start) + 1)
        ]

    def during(self, start: int, end: int) -> Rates | None:
        """All rates whose time meets the one from start to end, taken together."""
        found: list[Rates] = []
        number = bisect_right(self.starts, end)
        while number:
            ends, last = self.blocks[number - 1]
            place = bisect_left(ends, start)
            if place < len(ends):
                found.append(last[place])
            number -= number & -number
        return reduce(_joined, found) if found else None


def _block(rates: list[Rates]) -> tuple[list[int], list[Rates]]:
    """The ends of some rates in order, and for each the rates that end then or later, taken together."""
    rates = sorted(rates, key=lambda one: one.end, reverse=True)
    joined: list[Rates] = []
    for one in rates:
        joined.append(_joined(joined[-1], one) if joined else one)
    return [one.end for one in reversed(rates)], joined[::-1]


@dataclass(frozen=True, slots=True)
class Way:
    """How an amount comes to its pivot currency: each step is a pair, the currency that it leads to first."""

    pivot: str
    steps: tuple[tuple[str, str], ...]


class Exchange:
    """All rates of a case."""

    def __init__(self, claims: Iterable[views.Said], widths: comparing.Widths) -> None:
        found: dict[tuple[str, str], list[Rates]] = {}
        for one in claims:
            pair = units.exchanged(one.value.unit) if isinstance(one.value, quantity.Quantity) else None
            held = comparing.positive(comparing.reach(one.value, widths)) if pair else None
            if pair is None or held is None:
                continue
            for (above, below), (low, high) in (
                (pair, held),
                ((pair[1], pair[0]), (1 / held[1], 1 / held[0])),
            ):
                found.setdefault((above, below), []).extend(
                    Rates((low, one.id), (high, one.id), start, end)
                    for start, end in comparing.times(one.when, widths)
                )
        self._pairs = {pair: _Pair(held) for pair, held in found.items()}

    def ways(self, counts: Mapping[str, int]) -> Mapping[str, Way]:
        """The way of each currency to a pivot, which is one for all that rates join, of whatever time.

        The pivot is the currency of most rates to the others, then of most amounts (`counts`), then by name.
        """
        codes = sorted(counts)
        joined = {code: [other for other in codes if self.are_known(code, other)] for code in codes}
        made: dict[str, Way] = {}
        for pivot in sorted(codes, key=lambda code: (-len(joined[code]), -counts[code], code)):
            if pivot in made:
                continue
            made[pivot] = Way(pivot, ())
            reached = [pivot]
            for code in reached:
                for other in joined[code]:
                    if other not in made:
                        made[other] = Way(pivot, ((code, other), *made[code].steps))
                        reached.append(other)
        return made

    def are_known(self, above: str, below: str) -> bool:
        """Whether any claim gives this rate, for whatever time."""
        return (above, below) in self._pairs

    def during(self, above: str, below: str, start: int, end: int) -> Rates | None:
        """What one `below` costs in `above` at a time, by all rates that meet it; None where none does."""
        held = self._pairs.get((above, below))
        return held.during(start, end) if held else None

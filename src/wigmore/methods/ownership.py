"""Who holds what share of whom on a day: votes, equity and board apart, shares as exact fractions or ranges.

A share that is not known is a range: its low end is what is certain, its high end what is possible. What is
worked out from shares rises with each of them, so that its range has its ends where the shares have theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

Measure: TypeAlias = Literal["votes", "equity", "board"]
MEASURES: tuple[Measure, ...] = ("votes", "equity", "board")

NONE, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest that a share can be, as fractions of the whole; equal where it is known."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if not NONE <= self.low <= self.high <= WHOLE:
            raise ValueError("a share lies between nothing and the whole, its low end first")


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold; `inclusive` when a share that equals it meets it."""

    value: Fraction
    inclusive: bool

    def met(self, share: Fraction) -> bool:
        """Whether a share meets it.

        >>> Limit(Fraction(1, 2), inclusive=False).met(Fraction(1, 2))
        False
        """
        return share >= self.value if self.inclusive else share > self.value

    def verdict(self, share: Bounds) -> bool | None:
        """Whether a share meets it whatever it is within its bounds; None where the two ends disagree."""
        low, high = self.met(share.low), self.met(share.high)
        return low if low == high else None

    def margin(self, share: Bounds) -> Bounds | None:
        """How far both ends lie from it, the nearer first; None where there is no one verdict."""
        if self.verdict(share) is None:
            return None
        near, far = sorted((abs(share.low - self.value), abs(share.high - self.value)))
        return Bounds(near, far)


MAJORITY = Limit(Fraction(1, 2), inclusive=False)
"""More than half: of the votes it carries every ordinary resolution."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A share of `held` that `holder` has from one day to another, both included; None is no such day."""

    holder: str
    held: str
    measure: Measure
    share: Bounds
    first: date | None = None
    last: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether it is held on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


Register: TypeAlias = Mapping[str, Mapping[str, Bounds]]
"""By what is held, who holds which share of it: of one measure on one day."""


def known(share: Fraction) -> Bounds:
    """The bounds of a share that is known."""
    return Bounds(share, share)


UNKNOWN = Bounds(NONE, WHOLE)
"""A share of which nothing is known."""


def register(holdings: Iterable[Holding], measure: Measure, day: date) -> Register:
    """The holdings of one measure on a day, sorted; what one holds in several blocks is added up.

    A share of which only a range is known is at most what the others certainly leave. Where it is not known
    whether a holding was there on the day, hand it in with a low end of nothing.

    >>> part = known(Fraction(3, 5))
    >>> rows = [Holding("A", "X", "votes", part), Holding("B", "X", "votes", UNKNOWN)]
    >>> str(register(rows, "votes", date(2026, 3, 1))["X"]["B"].high)
    '2/5'
    """
    summed: dict[str, dict[str, tuple[Fraction, Fraction]]] = {}
    for one in holdings:
        if one.measure == measure and one.is_on(day):
            row = summed.setdefault(one.held, {})
            low, high = row.get(one.holder, (NONE, NONE))
            row[one.holder] = (low + one.share.low, high + one.share.high)
    return {held: _tightened(summed[held]) for held in sorted(summed)}


def _tightened(row: Mapping[str, tuple[Fraction, Fraction]]) -> dict[str, Bounds]:
    certain = sum((low for low, _ in row.values()), NONE)
    made = {}
    for holder, (low, high) in sorted(row.items()):
        least = min(low, WHOLE)
        made[holder] = Bounds(least, max(least, min(high, WHOLE - (certain - low))))
    return made


def overheld(holdings: Iterable[Holding], measure: Measure, day: date) -> dict[str, Fraction]:
    """What is held beyond the whole on a day, and the sum of what certainly is held of it.

    >>> rows = [Holding(one, "X", "equity", known(Fraction(3, 5))) for one in "AB"]
    >>> {held: str(total) for held, total in overheld(rows, "equity", date(2026, 3, 1)).items()}
    {'X': '6/5'}
    """
    sums: dict[str, Fraction] = {}
    for one in holdings:
        if one.measure == measure and one.is_on(day):
            sums[one.held] = sums.get(one.held, NONE) + one.share.low
    return {held: total for held, total in sorted(sums.items()) if total > WHOLE}


def check(shares: Register) -> None:
    """Raises ValueError where more than the whole of something is certainly held: nothing follows then."""
    for held, row in shares.items():
        if sum((one.low for one in row.values()), NONE) > WHOLE:
            raise ValueError(f"the shares of {held} sum to more than the whole")


def held_by(shares: Register) -> dict[str, list[str]]:
    """By each holder what it may hold, sorted: the register read the other way."""
    turned: dict[str, list[str]] = {}
    for held in sorted(shares):
        for holder, share in shares[held].items():
            if share.high > 0:
                turned.setdefault(holder, []).append(held)
    return turned

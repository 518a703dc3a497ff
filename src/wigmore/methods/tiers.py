"""Attribution through tiers of companies, as rules of law count it: whole, in part, or not at all.

Laws do not multiply shares all the way up. Each says what a company that is held in turn passes on of what it
holds: all of it where the holder has enough of the company, a part in proportion, or nothing. Such a rule is
data here: a `Tier`. A route never passes a company twice, so that no circle counts a block of shares twice.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from wigmore.methods import components, ownership
from wigmore.methods.ownership import NONE, WHOLE, Bounds, Limit, Measure, Register

Passing: TypeAlias = Literal["nothing", "part", "whole"]
Way: TypeAlias = Literal["holder", "whole", "part", "shoes", "nothing"]
Registers: TypeAlias = Mapping[Measure, Register]

_RISING: tuple[Passing, ...] = ("nothing", "part", "whole")

MOST_ROUTES = 200_000
"""So many stretches of routes through circles are followed at most."""


class TooTangledError(ValueError):
    """The circles above a target have more routes than can be followed."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a company passes on of what it holds, by how much of the company is attributed.

    At the `line` it passes on `above`, below the line `below`: the whole of what it holds, the part that is
    its own attributed share, or nothing. With `shoes`, what it holds at least the line of stands in its
    shoes: the target has the share that is attributed of the company, not a part of it. `any_measure` reads
    that majority on any measure rather than on the one that is counted; it counts on those it has shares in.

    Raises ValueError where more of a company would pass on less.
    """

    line: Limit
    above: Passing
    below: Passing
    shoes: bool = False
    any_measure: bool = False

    def __post_init__(self) -> None:
        if _RISING.index(self.below) > _RISING.index(self.above):
            raise ValueError("a company passes on no less when more of it is attributed")
        if self.shoes and (self.above, self.below) != ("whole", "part"):
            raise ValueError(
                "a target stands in the shoes of a company that passes on a part, then the whole"
            )


HALF = Limit(Fraction(1, 2), inclusive=True)

MAJORITY_COUNTS_WHOLE = Tier(HALF, above="whole", below="part", shoes=True, any_measure=True)
"""A majority counts whole, minorities multiply, what is held by majority stands in its holder's shoes."""

PROPORTIONATE_FROM_HALF = Tier(HALF, above="part", below="nothing")
"""From half by value in proportion, below it nothing: a corporation under 26 U.S.C. 318(a)(2)(C)."""

WHOLE_FROM_HALF = Tier(HALF, above="whole", below="nothing")
"""Whoever is held to half in aggregate counts as its holders: the 50 per cent rules of sanctions."""

ALWAYS_PROPORTIONATE = Tier(HALF, above="part", below="part")
"""In proportion at any size: a partnership, estate or trust under 26 U.S.C. 318(a)(2)(A) and (B)."""


@dataclass(frozen=True, slots=True)
class Term:
    """One holding as it was counted: `counted` of the company `held` on one measure, through one holder.

    `share` is what the holder has, `attributed` what is attributed of the holder itself (the whole for one of
    those asked about), and `way` tells how they were joined: the holder is one of those, its holding passes
    whole, in part (attributed × share), in its shoes (attributed), or nothing of it.
    """

    holder: str
    held: str
    measure: Measure
    share: Fraction
    attributed: Fraction
    counted: Fraction
    way: Way


@dataclass(frozen=True, slots=True)
class Attributed:
    """What is attributed of a company, by measure, and the holdings it comes from, those farthest up first.

    `terms` has each holding that may count once, as it counts on a route from the company upwards.
    """

    shares: Mapping[Measure, Fraction]
    terms: tuple[Term, ...]

    @property
    def largest(self) -> Fraction:
        """The greatest over the measures, which are never added up."""
        return max(self.shares.values(), default=NONE)


@dataclass(frozen=True, slots=True)
class Range:
    """What is attributed with all shares at their low ends, at their high ends, and bounds of the largest."""

    least: Attributed
    most: Attributed
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Rule:
    """A tier for companies, and other tiers for those that are named: partnerships, say."""

    tier: Tier
    others: Mapping[str, Tier] = field(default_factory=dict)

    def of(self, company: str) -> Tier:
        """The tier that holds for a company as a holder."""
        return self.others.get(company, self.tier)


def attributed(registers: Registers, holders: Set[str], target: str, rule: Rule) -> Range:
    """What of a target is attributed to some holders, counted as one, under a rule of tiers.

    Shares that are ranges give two results: with all shares at their low ends, and with all at their high
    ends, there no more than what certainly passes nothing leaves. The result rises with each share, so that
    the bounds hold what is attributed, whatever the shares are; they are exact where all are known.

    Raises ValueError where the target is one of the holders, or shares sum to more than the whole;
    TooTangledError where circles have too many routes.

    >>> from wigmore.methods.ownership import known
    >>> half = known(Fraction(1, 2))
    >>> chain = {"B": {"A": known(Fraction(1, 4))}, "C": {"B": half}}
    >>> str(attributed({"votes": chain}, {"A"}, "C", Rule(MAJORITY_COUNTS_WHOLE)).least.largest)
    '1/4'
    >>> str(attributed({"votes": chain}, {"A"}, "C", Rule(PROPORTIONATE_FROM_HALF)).least.largest)
    '0'
    """
    if target in holders:
        raise ValueError("a target is not one of its holders")
    for shares in registers.values():
        ownership.check(shares)
    near = _near(registers, holders, target)
    least = _Climb(near, holders, rule, is_high=False).result(target)
    if all(
        one.low == one.high for shares in near.values() for row in shares.values() for one in row.values()
    ):
        return Range(least, least, ownership.known(least.largest))
    most = _Climb(near, holders, rule, is_high=True).result(target)
    return Range(least, most, _bounds(least, most, rule.tier))


def _bounds(least: Attributed, most: Attributed, tier: Tier) -> Bounds:
    """The bounds of the largest share.

    Where majority is read on any measure, only whether the line is met rises with each share: what stood in
    a company's shoes on a measure on which the company has little falls to that once the company counts
    whole. Above the line the bounds are then those of the line.
    """
    low, high = least.largest, most.largest
    if tier.any_measure:
        low = tier.line.value if tier.line.met(low) else low
        high = WHOLE if tier.line.met(high) else high
    return Bounds(low, high)


def with_controlled(
    registers: Registers, holders: Set[str], limit: Limit, rule: Rule, *, jointly: bool = False
) -> dict[str, bool | None]:
    """The holders and all who are counted with them: of whom one of them has enough under a rule of tiers.

    Who is counted becomes a holder in turn, and its holdings count whole, until nobody is added. With
    `jointly` all of them are counted as one holder. True is certain; None hangs on shares not known.
    """

    def grown(*, surely: bool) -> set[str]:
        inside = set(holders)
        while True:
            pools = [inside] if jointly else [{one} for one in sorted(inside)]
            added = set()
            for company in companies - inside:
                found = (attributed(registers, pool, company, rule).bounds for pool in pools)
                if any(limit.met(one.low if surely else one.high) for one in found):
                    added.add(company)
            if not added:
                return inside
            inside |= added

    companies = {held for shares in registers.values() for held in shares}
    sure = grown(surely=True)
    return {one: True if one in sure else None for one in sorted(sure | grown(surely=False))}


_State: TypeAlias = tuple[str, frozenset[str]]


class _Climb:
    """What is attributed of companies along routes upwards, worked out from the top, each stretch once.

    A stretch is a company and those of its circle that the route passed before it: where no circle is, the
    company alone.
    """

    def __init__(self, registers: Registers, holders: Set[str], rule: Rule, *, is_high: bool) -> None:
        self.holders, self.rule, self.is_high = holders, rule, is_high
        self.measures = tuple(registers)
        self.rows = {
            held: {by: _by_measure(registers, held, by) for by in _names(registers, held)}
            for held in sorted({held for shares in registers.values() for held in shares})
        }
        self.circle: dict[str, int] = {}
        for place, members in enumerate(components.components(self.rows, set(self.rows))):
            if len(members) > 1:
                self.circle.update(dict.fromkeys(members, place))
        self.found: dict[_State, Attributed] = {}

    def result(self, target: str) -> Attributed:
        """What is attributed of a company, with every holding that it comes from."""
        start = self._state(target, target, frozenset())
        waiting = [start]
        while waiting:
            state = waiting[-1]
            missing = [one for one in self._above(state).values() if one not in self.found]
            if missing:
                waiting.extend(missing)
                continue
            self.found[state] = self._counted(state)
            waiting.pop()
            if len(self.found) > MOST_ROUTES:
                raise TooTangledError(f"the circles above {target} have more than {MOST_ROUTES:,} routes")
        terms = dict.fromkeys(term for one in self.found.values() for term in one.terms)
        return Attributed(self.found[start].shares, tuple(terms))

    def _state(self, company: str, below: str, passed: frozenset[str]) -> _State:
        place = self.circle.get(company)
        if place is None:
            return company, frozenset()
        return company, (passed if self.circle.get(below) == place else frozenset()) | {company}

    def _above(self, state: _State) -> dict[str, _State]:
        """The companies that hold one and are held in turn, but those that the route has passed."""
        company, passed = state
        return {
            holder: self._state(holder, company, passed)
            for holder in self.rows[company]
            if holder in self.rows and holder not in passed and holder not in {company, *self.holders}
        }

    def _counted(self, state: _State) -> Attributed:
        above = self._above(state)
        whole = {holder: WHOLE for holder in self.rows[state[0]] if holder in self.holders}
        passed_on = whole | {holder: self.found[one].largest for holder, one in above.items()}
        shares: dict[Measure, Fraction] = {}
        terms: list[Term] = []
        for measure in self.measures:
            row = {
                holder: self._term(state[0], holder, measure, passed_on[holder])
                for holder, held in self.rows[state[0]].items()
                if passed_on.get(holder) and self._end(held[measure]) > 0
            }
            terms.extend(row.values())
            shares[measure] = min(WHOLE, self._sum(state[0], measure, row))
        return Attributed(shares, tuple(terms))

    def _end(self, share: Bounds) -> Fraction:
        return share.high if self.is_high else share.low

    def _term(self, held: str, holder: str, measure: Measure, attributed_: Fraction) -> Term:
        share = self._end(self.rows[held][holder][measure])
        tier = self.rule.of(holder)
        way: Way = tier.above if tier.line.met(attributed_) else tier.below
        if holder in self.holders:
            way = "holder"
        elif way == "part" and self._in_shoes(held, holder, measure):
            way = "shoes"
        counted = {"nothing": NONE, "part": attributed_ * share, "shoes": attributed_}.get(way, share)
        return Term(holder, held, measure, share, attributed_, counted, way)

    def _in_shoes(self, held: str, holder: str, measure: Measure) -> bool:
        tier = self.rule.of(holder)
        row = self.rows[held][holder]
        looked_at = self.measures if tier.any_measure else (measure,)
        return tier.shoes and any(tier.line.met(self._end(row[one])) for one in looked_at)

    def _sum(self, held: str, measure: Measure, row: Mapping[str, Term]) -> Fraction:
        """The sum of what was counted; of ranges, no more than those who pass on nothing certainly leave.

        A holder passes on at most what it has, unless its majority is of another measure.
        """
        total = sum((term.counted for term in row.values()), NONE)
        if not self.is_high:
            return total
        bound = WHOLE
        for holder, shares in self.rows[held].items():
            counted = row[holder].counted if holder in row else NONE
            tier = self.rule.of(holder)
            lifted = (
                holder in row
                and holder not in self.holders
                and not tier.line.met(shares[measure].low)
                and tier.any_measure
                and self._in_shoes(held, holder, measure)
            )
            if lifted or not counted:
                bound += counted - shares[measure].low
        return min(total, bound)


def _names(registers: Registers, held: str) -> list[str]:
    return sorted({holder for shares in registers.values() for holder in shares.get(held, {})})


def _by_measure(registers: Registers, held: str, holder: str) -> dict[Measure, Bounds]:
    nothing = ownership.known(NONE)
    return {one: shares.get(held, {}).get(holder, nothing) for one, shares in registers.items()}


def _near(registers: Registers, holders: Set[str], target: str) -> dict[Measure, Register]:
    """What stands between some holders and a target: of all else nothing is attributed to them."""
    above: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for shares in registers.values():
        for held, row in shares.items():
            for holder, share in row.items():
                if share.high > 0 and held not in holders:
                    above.setdefault(held, set()).add(holder)
                    below.setdefault(holder, set()).add(held)
    between = components.reached(above, [target]) & components.reached(below, holders)
    kept = between - holders | {target}
    return {one: {held: shares.get(held, {}) for held in sorted(kept)} for one, shares in registers.items()}

"""Look-through ownership: what is held through chains of any depth and through circles, exactly.

The integrated share of a holder in a target is y = a + Σ y_k a_k over all in between, where what comes back
to the holder is not counted again: y_ij = N_ij / N_ii with N = (I − A)^-1 (Baldone, Brioschi and Paleari
1998; Vitali, Glattfelder and Battiston 2011). Read backwards it is a chance: start at the target, step to a
holder with the chance of its share, and the integrated share is how likely the holder is ever met. So it is
between nothing and the whole, exists for every circle, and counts nothing twice for several holders as one.
"""

from collections.abc import Mapping, Set
from fractions import Fraction
from typing import TypeAlias

from wigmore.methods import components
from wigmore.methods.ownership import NONE, WHOLE, Bounds, Register, check

_Row: TypeAlias = Mapping[str, Fraction]
_Shares: TypeAlias = Mapping[str, _Row]


def integrated(shares: Register, holders: Set[str], target: str) -> Bounds:
    """What some holders, counted as one, hold of a target through whatever stands between.

    The low end has all shares at their low ends. The high end is the greatest over all shares within their
    ranges that sum to no more than the whole: an interval Markov chain, by policy iteration (Howard 1960).

    Raises ValueError where the target is one of the holders, or shares sum to more than the whole.

    >>> from wigmore.methods.ownership import known
    >>> half = known(Fraction(1, 2))
    >>> str(integrated({"B": {"A": half}, "C": {"B": half}}, {"A"}, "C").low)
    '1/4'
    """
    if target in holders:
        raise ValueError("a target is not one of its holders")
    near = _ancestors(shares, holders, target)
    check(near)
    low = lows(near)
    values = met(low, holders)
    least = values.get(target, NONE)
    if all(share.low == share.high for row in near.values() for share in row.values()):
        return Bounds(least, least)
    policy = low
    while True:
        better = {held: _best(near[held], policy[held], holders, values) for held in near}
        if better == policy:
            return Bounds(least, values.get(target, NONE))
        policy, values = better, met(better, holders)


def lows(shares: Register) -> dict[str, dict[str, Fraction]]:
    """What is certainly held, without what may be nothing."""
    return {
        held: {holder: share.low for holder, share in row.items() if share.low > 0}
        for held, row in shares.items()
    }


def _ancestors(shares: Register, holders: Set[str], target: str) -> dict[str, Mapping[str, Bounds]]:
    """The part of a register that a share of the target can come through; holders are not looked behind."""
    found: dict[str, Mapping[str, Bounds]] = {}
    waiting = [target]
    while waiting:
        held = waiting.pop()
        if held in found or held in holders or held not in shares:
            continue
        found[held] = shares[held]
        waiting.extend(holder for holder, share in shares[held].items() if share.high > 0)
    return found


def _best(row: Mapping[str, Bounds], now: _Row, holders: Set[str], values: _Row) -> dict[str, Fraction]:
    """The shares within their ranges that lead to most; those of now unless others are strictly better."""
    worth = {one: WHOLE if one in holders else values.get(one, NONE) for one in row}
    left = WHOLE - sum((share.low for share in row.values()), NONE)
    made = {}
    for holder in sorted(row, key=lambda one: (-worth[one], one)):
        more = min(left, row[holder].high - row[holder].low)
        left -= more
        if row[holder].low + more > 0:
            made[holder] = row[holder].low + more
    reached = sum((worth[one] * share for one, share in made.items()), NONE)
    reached_now = sum((worth[one] * share for one, share in now.items()), NONE)
    return made if reached > reached_now else dict(now)


def met(shares: _Shares, holders: Set[str], *, widest: int | None = None) -> dict[str, Fraction]:
    """What some holders, counted as one, hold of each company that they hold anything of: exact shares.

    Circles of more companies than `widest` are left out, and with them whatever is held through them:
    exact fractions grow with each company of a circle.
    """
    turned: dict[str, list[str]] = {}
    for held, row in shares.items():
        if held not in holders:
            for holder in row:
                turned.setdefault(holder, []).append(held)
    below = components.reached(turned, holders) - holders
    values: dict[str, Fraction] = {}
    left_out: set[str] = set()
    for members in components.components(shares, below):
        too_wide = widest is not None and len(members) > widest
        if too_wide or any(not left_out.isdisjoint(shares[held]) for held in members):
            left_out.update(members)
            continue
        right = {}
        for held in members:
            terms = ((holder, share) for holder, share in shares[held].items() if holder not in members)
            right[held] = {"": sum((share * _worth(one, holders, values) for one, share in terms), NONE)}
        left = {held: _equation(held, members, shares[held]) for held in members}
        for held, solved in _solved(left, right).items():
            values[held] = solved.get("", NONE)
    return values


def _worth(one: str, holders: Set[str], values: _Row) -> Fraction:
    return WHOLE if one in holders else values.get(one, NONE)


def _equation(held: str, members: tuple[str, ...], row: _Row) -> dict[str, Fraction]:
    """The row of I − A of one member of a circle."""
    made = {one: -row[one] for one in members if one in row}
    made[held] = made.get(held, NONE) + 1
    return made


def _solved(
    left: dict[str, dict[str, Fraction]], right: dict[str, dict[str, Fraction]]
) -> dict[str, dict[str, Fraction]]:
    """Gauss and Jordan on sparse rows, for several right sides by their names; changes what it is given.

    The matrices are nonsingular M-matrices, so that each pivot on the diagonal is above nought and no rows
    change places (Berman and Plemmons 1979, chapter 6).
    """
    for pivot, row in left.items():
        first = row.pop(pivot)
        own = {one: value / first for one, value in row.items()}
        answer = {one: value / first for one, value in right[pivot].items()}
        left[pivot], right[pivot] = own, answer
        for other, terms in left.items():
            factor = terms.pop(pivot, NONE)
            if factor:
                _subtract(terms, own, factor)
                _subtract(right[other], answer, factor)
    return right


def _subtract(row: dict[str, Fraction], other: _Row, factor: Fraction) -> None:
    for one, value in other.items():
        row[one] = row.get(one, NONE) - factor * value


def owners(shares: Register, target: str) -> dict[str, Fraction]:
    """Everybody's integrated share of one target, by name, each counted alone; at the low ends of the shares.

    The shares of those whom nobody holds sum to the whole where all of everything is held, circles or not.
    A target that holds part of itself through others stands among its owners.

    Raises ValueError where shares sum to more than the whole.

    >>> from wigmore.methods.ownership import known
    >>> half, whole = known(Fraction(1, 2)), known(Fraction(1))
    >>> circle = {"X": {"A": half, "Y": half}, "Y": {"X": whole}}
    >>> {name: str(share) for name, share in owners(circle, "X").items()}
    {'A': '1', 'X': '1/2', 'Y': '1/2'}
    """
    near = _ancestors(shares, set(), target)
    check(near)
    certain = lows(near)
    arriving: dict[str, Fraction] = {target: WHOLE}
    found: dict[str, Fraction] = {}
    above = components.reached(certain, [target])
    for members in reversed(components.components(certain, above)):
        visits = _visits(members, certain, arriving, target, found)
        for held, count in visits.items():
            for holder, share in certain.get(held, {}).items():
                if holder not in visits:
                    arriving[holder] = arriving.get(holder, NONE) + count * share
    return {one: found[one] for one in sorted(found) if found[one] > 0}


def _visits(
    members: tuple[str, ...], shares: _Shares, arriving: _Row, target: str, found: dict[str, Fraction]
) -> dict[str, Fraction]:
    """How often each member of a circle is passed on the way back from the target; notes who is met."""
    coming = {one: arriving.get(one, NONE) for one in members}
    inside = {one: {by: shares.get(one, {}).get(by, NONE) for by in members} for one in members}
    if all(sum(inside[one].values(), NONE) == WHOLE for one in members):
        # A circle that holds all of itself: who enters it meets all of it, and nobody stands behind it.
        found.update(dict.fromkeys(members, sum(coming.values(), NONE)))
        return {}
    left = {by: {one: -inside[one][by] for one in members if inside[one][by]} for by in members}
    for by in members:
        left[by][by] = left[by].get(by, NONE) + 1
    inverse = _solved(left, {by: {by: WHOLE} for by in members})
    visits = {by: sum((inverse[by].get(one, NONE) * coming[one] for one in members), NONE) for by in members}
    for by in members:
        again = inverse[by][by]
        found[by] = WHOLE - 1 / again if by == target else visits[by] / again
    return visits

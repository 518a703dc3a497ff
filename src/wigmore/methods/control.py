"""Control by majority: a holder controls whatever it and those it controls hold more than half of.

Begin with the holder, add each company of which the set together holds enough, and go on until there is no
more to add. Chains, holdings split over several subsidiaries, and circles need no rule of their own.
Integrated shares do not tell of control: 51 % of 51 % controls, though it is 26 % of the money.
"""

from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction

from wigmore.methods import components, ownership
from wigmore.methods.ownership import MAJORITY, NONE, WHOLE, Bounds, Limit, Register


@dataclass(frozen=True, slots=True)
class Control:
    """One company that is controlled: which of those before it, the holders among them, hold how much of it.

    `blocks` has each one's bounds by name; `together` is what they hold at least and at most.
    """

    held: str
    blocks: tuple[tuple[str, Bounds], ...]
    together: Bounds


@dataclass(frozen=True, slots=True)
class Controlled:
    """What some holders control for certain, each after those it is controlled through; and what they may."""

    certain: tuple[Control, ...]
    possible: tuple[Control, ...]

    def verdict(self, company: str) -> bool | None:
        """Whether a company is controlled; None where that hangs on shares that are not known."""
        if any(one.held == company for one in self.certain):
            return True
        return None if any(one.held == company for one in self.possible) else False


def controlled(shares: Register, holders: Set[str], limit: Limit = MAJORITY) -> Controlled:
    """What some holders, counted as one, control, directly or through others.

    Certain is what they control with all shares at their low ends. Possible is what they control for some
    shares within their ranges that sum to no more than the whole: exact, as each company's shares vary alone.
    What is certain is not repeated in `possible`.

    Raises ValueError where the limit is nothing, or shares sum to more than the whole.

    >>> from wigmore.methods.ownership import known
    >>> most, part = known(Fraction(51, 100)), known(Fraction(3, 10))
    >>> [one.held for one in controlled({"B": {"A": most}, "C": {"A": part, "B": part}}, {"A"}).certain]
    ['B', 'C']
    """
    if limit.met(NONE):
        raise ValueError("who holds nothing controls nothing: the limit lies above nothing")
    ownership.check(shares)
    turned = ownership.held_by(shares)
    certain = _closed(shares, turned, holders, limit, surely=True)
    possible = _closed(shares, turned, holders, limit, surely=False)
    sure = {one.held for one in certain}
    return Controlled(certain, tuple(one for one in possible if one.held not in sure))


def _closed(
    shares: Register, turned: dict[str, list[str]], holders: Set[str], limit: Limit, *, surely: bool
) -> tuple[Control, ...]:
    inside = set(holders)
    # How much of each company those inside hold: certainly, possibly, and what others certainly hold of it.
    held: dict[str, list[Fraction]] = {}
    found: list[Control] = []
    waiting = sorted(holders)
    while waiting:
        touched: set[str] = set()
        for holder in waiting:
            for company in turned.get(holder, ()):
                _add(held, company, shares, holder)
                touched.add(company)
        waiting = []
        for company in sorted(touched - inside):
            low, high, others = held[company]
            together = Bounds(low, min(high, WHOLE - others))
            if limit.met(together.low if surely else together.high):
                found.append(Control(company, _blocks(shares, company, inside), together))
                waiting.append(company)
        inside.update(waiting)
    return tuple(found)


def _add(held: dict[str, list[Fraction]], company: str, shares: Register, holder: str) -> None:
    row = shares[company]
    if company not in held:
        held[company] = [NONE, NONE, sum((one.low for one in row.values()), NONE)]
    sums = held[company]
    sums[0] += row[holder].low
    sums[1] += row[holder].high
    sums[2] -= row[holder].low


def _blocks(shares: Register, company: str, inside: Set[str]) -> tuple[tuple[str, Bounds], ...]:
    return tuple((by, share) for by, share in sorted(shares[company].items()) if by in inside and share.high)


def controllers(shares: Register, target: str, limit: Limit = MAJORITY) -> dict[str, bool | None]:
    """Who controls a target alone: by name True for certain, None where it hangs on what is not known.

    Only those above the target are looked at; who does not control it is left out. Raises as `controlled`.
    """
    above = components.reached({held: _possible(shares, held) for held in shares}, [target])
    near = {held: shares[held] for held in shares if held in above}
    verdicts = {one: controlled(near, {one}, limit).verdict(target) for one in sorted(above - {target})}
    return {one: verdict for one, verdict in verdicts.items() if verdict is not False}


def _possible(shares: Register, held: str) -> list[str]:
    return [holder for holder, share in shares[held].items() if share.high > 0]


def ultimate(shares: Register, target: str, limit: Limit = MAJORITY) -> tuple[str, ...]:
    """Who certainly controls a target and is controlled by nobody else, by name.

    Where companies control one another in a circle and nobody else controls them, all of the circle. Empty
    where nobody controls the target. Raises as `controlled`.

    >>> from wigmore.methods.ownership import known
    >>> most = known(Fraction(3, 5))
    >>> ultimate({"A": {"B": most}, "B": {"A": most}, "C": {"B": most}}, "C")
    ('A', 'B')
    """
    found = [one for one, verdict in controllers(shares, target, limit).items() if verdict]
    # The target itself is among the last only where it is in a circle with all who control it.
    return tuple(one for one in sorted([*found, target] if found else ()) if _is_last(shares, one, limit))


def _is_last(shares: Register, one: str, limit: Limit) -> bool:
    """Whether everybody who controls it is controlled by it."""
    below = {each.held for each in controlled(shares, {one}, limit).certain}
    return all(other in below for other, verdict in controllers(shares, one, limit).items() if verdict)

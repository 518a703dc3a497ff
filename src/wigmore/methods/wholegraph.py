"""Ownership of whole registers at once: who controls whom in the end, and what a holder has through all.

Floating point, in arrays; whatever comes within NEAR of a threshold is worked out again with exact fractions,
so that no rounding decides. All of it is at the low ends of the shares: what is certain.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from wigmore.methods import components, control, lookthrough, ownership
from wigmore.methods.ownership import MAJORITY, Limit, Register

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
_Ties: TypeAlias = tuple[Ints, Ints, Floats]

NEAR = 1e-6
"""Whatever comes so near to a threshold is worked out again exactly."""

SWEEPS, MOST_SWEEPS, SETTLED = 100, 5_000, 1e-12
"""So often shares are passed down the whole register before the rest is solved for, and at most."""

WIDEST_DENSE, WIDEST_EXACT = 1_500, 60
"""Of so many companies a system is solved densely, and a circle exactly, at most."""

ROUNDING = 1e-12
"""So far sums of rounded shares may lie from what they stand for."""


@dataclass(frozen=True, slots=True)
class Network:
    """A register as arrays: one row for each holding, by what is held, then by holder; names are sorted."""

    names: tuple[str, ...]
    holders: Ints
    held: Ints
    shares: Floats
    exact: tuple[Fraction, ...]

    @property
    def size(self) -> int:
        """How many names there are."""
        return len(self.names)


def network(shares: Register) -> Network:
    """The certain holdings of a register as arrays; raises ValueError where shares exceed the whole.

    >>> from wigmore.methods.ownership import known
    >>> network({"B": {"A": known(Fraction(1, 2))}}).shares.tolist()
    [0.5]
    """
    ownership.check(shares)
    names = sorted({*shares, *(holder for row in shares.values() for holder in row)})
    places = {name: place for place, name in enumerate(names)}
    rows = sorted(
        (places[held], places[holder], share.low)
        for held, row in shares.items()
        for holder, share in row.items()
        if share.low > 0
    )
    ends = np.array([(held, holder) for held, holder, _ in rows], dtype=np.int64).reshape(-1, 2)
    exact = tuple(share for _, _, share in rows)
    return Network(tuple(names), ends[:, 1].copy(), ends[:, 0].copy(), np.array(exact, dtype=float), exact)


def heads(held: Network, limit: Limit = MAJORITY, groups: Sequence[Set[str]] = ()) -> Ints:
    """Who heads each group of companies under one control: the place of a name for each name.

    Each name begins as its own group, and the names of each of `groups` as one. The head of a group that
    another group has enough of joins it with all that it heads, until nothing changes. Beyond a half no two
    groups can have enough of one company, so that the order of joining does not matter. In a circle of
    companies that control one another, one of them is the head.

    Raises ValueError where a limit lets two holders have enough of one company.

    >>> from wigmore.methods.ownership import known
    >>> most = known(Fraction(3, 5))
    >>> heads(network({"B": {"A": most}, "C": {"B": most}})).tolist()
    [0, 0, 0]
    """
    half = Fraction(1, 2)
    if limit.value < half or (limit.value == half and limit.inclusive):
        raise ValueError("two holders could have enough of one company: only majorities make heads")
    head = _begun(held, groups)
    left = looked_at = _worth_a_look(held, head, limit)
    while True:
        joins = _joins(held, head, looked_at, limit)
        if joins is None:
            return head
        before, head = head, _root(joins)[head]
        # What is controlled stays so, and a group that meets itself holds itself: neither is looked at again.
        companies, by = held.held[left], head[held.holders[left]]
        left = left[(head[companies] == companies) & (by != companies)]
        # Nor, in the next round, those of whom no holder has joined anybody.
        touched = np.zeros(held.size, dtype=bool)
        touched[held.held[left[(head != before)[held.holders[left]]]]] = True
        looked_at = left[touched[held.held[left]]]


def _begun(held: Network, groups: Sequence[Set[str]]) -> Ints:
    places = {name: place for place, name in enumerate(held.names)} if groups else {}
    head = np.arange(held.size)
    for group in groups:
        members = sorted(places[name] for name in group if name in places)
        if members:
            head[members] = members[0]
    return head


def _worth_a_look(held: Network, head: Ints, limit: Limit) -> Ints:
    """The holdings of companies of which others hold enough, if all of them stood together."""
    others = head[held.holders] != head[held.held]
    sums = np.bincount(held.held[others], weights=held.shares[others], minlength=held.size)
    free = head == np.arange(held.size)
    return np.flatnonzero(others & (sums[held.held] >= float(limit.value) - NEAR) & free[held.held])


def _joins(held: Network, head: Ints, left: Ints, limit: Limit) -> Ints | None:
    """For each head the head that has enough of it, or itself; None where nobody has."""
    keys = held.held[left] * held.size + head[held.holders[left]]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(starts):
        return None
    sums = np.add.reduceat(held.shares[left[order]], starts)
    enough = sums > float(limit.value)
    stops = np.append(starts[1:], len(keys))
    for place in np.flatnonzero(np.abs(sums - float(limit.value)) <= NEAR).tolist():
        first, *more = left[order[starts[place] : stops[place]]].tolist()
        enough[place] = limit.met(sum((held.exact[row] for row in more), held.exact[first]))
    if not enough.any():
        return None
    joins = np.arange(held.size)
    found = keys[starts[enough]]
    joins[found // held.size] = found % held.size
    return joins


def _root(joins: Ints) -> Ints:
    """Where following the joins ends: a head that joins nobody, or the first by name of a circle."""
    least = np.minimum(np.arange(len(joins)), joins)
    ahead = joins.copy()
    left = np.flatnonzero(joins != np.arange(len(joins)))
    for _ in range(len(joins).bit_length()):
        least[left] = np.minimum(least[left], least[ahead[left]])
        ahead[left] = ahead[ahead[left]]
        left = left[joins[ahead[left]] != ahead[left]]
    # `ahead` now lies in a circle, a circle of one mostly, and from there `least` has gone all round.
    root: Ints = least[ahead]
    return root


def ultimate(held: Network, limit: Limit = MAJORITY) -> dict[str, tuple[str, ...]]:
    """Who controls each company that is controlled, and is controlled by nobody else: by name.

    A circle of companies that control one another is controlled by all of them. Raises as `heads`.

    >>> from wigmore.methods.ownership import known
    >>> most = known(Fraction(3, 5))
    >>> ultimate(network({"A": {"B": most}, "B": {"A": most}, "C": {"B": most}}))
    {'A': ('A', 'B'), 'B': ('A', 'B'), 'C': ('A', 'B')}
    """
    head = heads(held, limit)
    circles = _circles(held, head, limit)
    found = {}
    for place, top in enumerate(head.tolist()):
        if top in circles:
            found[held.names[place]] = circles[top]
        elif top != place:
            found[held.names[place]] = (held.names[top],)
    return found


def _circles(held: Network, head: Ints, limit: Limit) -> dict[int, tuple[str, ...]]:
    """The heads whose own group has enough of them, with all who control them."""
    own = (head[held.holders] == held.held) & (held.holders != held.held)
    sums = np.bincount(held.held[own], weights=held.shares[own], minlength=held.size)
    tops = np.flatnonzero((sums >= float(limit.value) - NEAR) & (head == np.arange(held.size))).tolist()
    by_head, rows_by_head = np.argsort(head, kind="stable"), np.argsort(head[held.holders], kind="stable")
    found = {}
    for top in tops:
        names = {held.names[place] for place in _run(head, by_head, top).tolist()}
        part = _part(held, _run(head[held.holders], rows_by_head, top), names)
        members = next(one for one in components.components(part, names) if held.names[top] in one)
        circle = [
            one for one in members if one != held.names[top] and _controls(part, one, held.names[top], limit)
        ]
        if circle:
            found[top] = tuple(sorted([*circle, held.names[top]]))
    return found


def _run(values: Ints, order: Ints, value: int) -> Ints:
    """The places of a value, from the order that sorts the values."""
    first, last = np.searchsorted(values, [value, value + 1], sorter=order)
    return order[first:last]


def _part(held: Network, rows: Ints, names: Set[str]) -> dict[str, dict[str, ownership.Bounds]]:
    part: dict[str, dict[str, ownership.Bounds]] = {}
    for row in rows.tolist():
        company = held.names[held.held[row]]
        if company in names:
            part.setdefault(company, {})[held.names[held.holders[row]]] = ownership.known(held.exact[row])
    return part


def _controls(shares: Register, one: str, other: str, limit: Limit) -> bool:
    return control.controlled(shares, {one}, limit).verdict(other) is True


@dataclass(frozen=True, slots=True)
class Held:
    """What some holders have through all that stands between: `shares` by place, with proved bounds."""

    shares: Floats
    low: Floats
    high: Floats


def held_through(held: Network, holders: Set[str]) -> Held:
    """The integrated share of some holders, counted as one, in every company; the whole of themselves.

    The equations of `lookthrough`, passed down from below (nothing) and from above (the whole): what they
    enclose is proved, up to rounding. What SWEEPS rounds do not settle is solved for as one dense system,
    once it is no wider than WIDEST_DENSE; after MOST_SWEEPS rounds the middle of its bounds stands.
    """
    own = np.array([name in holders for name in held.names], dtype=bool)
    below = _below(held, own)
    used = np.flatnonzero((below | own)[held.holders] & below[held.held])
    ties = (held.holders[used], held.held[used], held.shares[used])
    low, high = own.astype(float), (own | below).astype(float)
    open_ = np.flatnonzero(below)
    for sweep in range(MOST_SWEEPS):
        low, high = _passed(ties, low, own), _passed(ties, high, own)
        open_ = np.flatnonzero(high - low > SETTLED)
        if not len(open_) or (sweep >= SWEEPS and len(open_) <= WIDEST_DENSE):
            break
    shares = (low + high) / 2
    if 0 < len(open_) <= WIDEST_DENSE:
        shares[open_] = np.clip(_solved(ties, open_, shares, own), low[open_], high[open_])
    return Held(shares, low, high)


def _below(held: Network, own: Bools) -> Bools:
    """All that the holders have any of, themselves left out."""
    reached = own.copy()
    count = 0
    while count < (count := int(reached.sum())):
        reached[held.held[reached[held.holders]]] = True
    below: Bools = reached & ~own
    return below


def _passed(ties: _Ties, values: Floats, own: Bools) -> Floats:
    """What each company gets from its holders; the holders asked about keep the whole."""
    holders, held, shares = ties
    passed = np.bincount(held, weights=shares * values[holders], minlength=len(values)).astype(np.float64)
    passed[own] = 1.0
    return passed


def _solved(ties: _Ties, open_: Ints, values: Floats, own: Bools) -> Floats:
    """The shares in companies that did not settle, from those that did and among themselves."""
    place = np.full(len(values), -1)
    place[open_] = np.arange(len(open_))
    settled = values.copy()
    settled[open_] = 0.0
    matrix = np.eye(len(open_))
    holders, held, shares = ties
    inside = (place[held] >= 0) & (place[holders] >= 0)
    np.add.at(matrix, (place[held[inside]], place[holders[inside]]), -shares[inside])
    return np.linalg.solve(matrix, _passed(ties, settled, own)[open_]).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Enough:
    """The companies of which there is enough, by name, with the share; and those of which none can tell."""

    found: Mapping[str, float]
    undecided: tuple[str, ...]


def at_least(held: Network, holders: Set[str], limit: Limit) -> Enough:
    """The companies in which some holders, counted as one, have an integrated share that meets a limit.

    What comes within NEAR of it, or whose proved bounds do, is worked out exactly, but through circles of
    more than WIDEST_EXACT companies: there the bounds decide, and where they hold the limit, nothing does.

    >>> from wigmore.methods.ownership import known
    >>> half = known(Fraction(1, 2))
    >>> quarter = Limit(Fraction(1, 4), inclusive=True)
    >>> dict(at_least(network({"B": {"A": half}, "C": {"B": half}}), {"A"}, quarter).found)
    {'B': 0.5, 'C': 0.25}
    """
    through = held_through(held, holders)
    value = float(limit.value)
    enough = through.shares > value
    close = (through.low - NEAR <= value) & (value <= through.high + NEAR)
    near = np.flatnonzero(close & (through.high > 0)).tolist()
    undecided = []
    exact = _exact(held, near, holders) if near else {}
    for place in near:
        name = held.names[place]
        if name in exact:
            enough[place] = limit.met(exact[name])
        elif through.low[place] - ROUNDING <= value <= through.high[place] + ROUNDING:
            enough[place] = False
            undecided.append(name)
    names = ((held.names[place], place) for place in np.flatnonzero(enough).tolist())
    return Enough(
        {name: float(through.shares[place]) for name, place in names if name not in holders}, tuple(undecided)
    )


def _exact(held: Network, near: list[int], holders: Set[str]) -> dict[str, Fraction]:
    """The exact shares in what lies above some companies, themselves included."""
    rows: dict[str, dict[str, Fraction]] = {}
    for company, holder, share in zip(held.held.tolist(), held.holders.tolist(), held.exact, strict=True):
        rows.setdefault(held.names[company], {})[held.names[holder]] = share
    above = components.reached(rows, [held.names[place] for place in near])
    part = {name: row for name, row in rows.items() if name in above}
    return lookthrough.met(part, holders, widest=WIDEST_EXACT)

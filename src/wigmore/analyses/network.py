"""The network of entities and relations: where each stands in a drawing, and when each tie held."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wigmore.analyses import contract, facts, holding, network_spec
from wigmore.kit import allen
from wigmore.kit import text as texts
from wigmore.methods import layout
from wigmore.model import dating, finding, thing, views

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
NEVER = "never"
"""What stands for the days on which a tie certainly held, where there is none."""
WIDEST = 26
"""How many cells of an entity's name the drawing shows."""
CELL, LINE, NODE, BESIDE = 6.4, 14.0, 7.0, 11.0
"""Pixels: a cell of a name, a line, how far a node reaches, how far beside its middle a name begins."""
HUB = 12
"""From how many ties on an entity is named whatever its name covers."""
AREA, AREA_OF_TIE, MOST_SHOWN = 40, 6, 40
"""How large a node is in square pixels: at least, and for each tie, up to so many of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {network: …}`."""

    most: int = 500
    """How many entities are drawn at most: those with the most ties."""


@dataclass(frozen=True, slots=True)
class _Web:
    """The drawn entities by id with their places in pixels, the ties between them, and the whole size."""

    known: Mapping[str, thing.Entity]
    counts: Mapping[str, int]
    drawn: Sequence[thing.Relation]
    at: Mapping[str, tuple[int, int]]
    size: tuple[int, int]


@contract.analysis(
    name="network", version=1, asks="Who is tied to whom, and since when: what does the whole look like?"
)
def network(network: views.Network, calendar: views.Calendar, options: Options) -> finding.Result:
    """Place the entities that are tied to others, and tell of each tie on which days it held."""
    known = network.entities
    ties = [one for one in network.relations.values() if one.from_ in known and one.to in known]
    if not ties:
        return finding.Result()
    web = _web(known, ties, max(1, options.most))
    sides = _sides(web, sorted(web.at, key=lambda name: (-web.counts[name], name)))
    held = {one.id: holding.of_relation(network, one, calendar.dates) for one in ties}
    states = {one.id: as_of(one, held[one.id], (calendar.today.first, calendar.today.last)) for one in ties}
    return finding.Result(
        tables=(_places(web, sides), _ties(ties, held, states, str(calendar.today))),
        figures=(_figure(web, sides, states),),
    )


def _web(known: Mapping[str, thing.Entity], ties: Sequence[thing.Relation], most: int) -> _Web:
    """So many entities, those with the most ties, in their places."""
    counts = Counter(end for one in ties for end in {one.from_, one.to})
    names = sorted(sorted(counts, key=lambda name: (-counts[name], name))[:most])
    number = {name: place for place, name in enumerate(names)}
    drawn = [one for one in ties if one.from_ in number and one.to in number]
    points, (wide, high) = layout.places(len(names), [(number[one.from_], number[one.to]) for one in drawn])
    at = {name: (round(points[place][0]), round(points[place][1])) for name, place in number.items()}
    return _Web(known, counts, drawn, at, (round(wide), round(high)))


def _short(entity: thing.Entity) -> str:
    return texts.cut_at_word(entity.name, WIDEST)


def _sides(web: _Web, order: Sequence[str]) -> Mapping[str, str]:
    """On which side of its node a name has room, `right` or `left`; the first in the order come first.

    A name covers no other and no node, and stands on the side that fewer ties leave from, if it can. That of
    an entity with very many ties may cover nodes.
    """
    nodes = [(x - NODE, y - NODE, x + NODE, y + NODE) for x, y in web.at.values()]
    names: list[Box] = []
    made = {}
    for name in order:
        for side, box in _boxes(web, name):
            is_inside = box[0] >= 0 and box[2] <= web.size[0]
            taken = names if web.counts[name] >= HUB else [*names, *nodes]
            if is_inside and not any(_meet(box, one) for one in taken):
                names.append(box)
                made[name] = side
                break
    return made


def _boxes(web: _Web, name: str) -> list[tuple[str, Box]]:
    """The room that a name takes on either side of its node, first on the side with fewer ties."""
    x, y = web.at[name]
    wide = texts.width(_short(web.known[name])) * CELL
    above, below = y - LINE / 2, y + LINE / 2
    sides = [
        ("right", (x + NODE + 1, above, x + BESIDE + wide, below)),
        ("left", (x - BESIDE - wide, above, x - NODE - 1, below)),
    ]
    near = [web.at[end][0] - x for one in web.drawn for end in _other(one, name)]
    return sides if len([by for by in near if by > 0]) <= len([by for by in near if by < 0]) else sides[::-1]


def _other(one: thing.Relation, name: str) -> tuple[str, ...]:
    """The other end of a relation of which this entity is one; else nothing."""
    return (one.to,) if one.from_ == name else (one.from_,) if one.to == name else ()


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def as_of(relation: thing.Relation, held: holding.Held, day: allen.DaySpan) -> str:
    """How a tie stands on a day: certain, possible, ended, not begun; or planned, lapsed: it never held."""
    if relation.state in facts.NEVER_HELD:
        return str(relation.state)
    if held.certain[0] <= day[0] and day[1] <= held.certain[1]:
        return "certain"
    if held.may_hold(day):
        return "possible"
    return "ended" if held.is_before(day) else "not begun"


def _places(web: _Web, sides: Mapping[str, str]) -> finding.Table:
    return finding.Table(
        name="places",
        title="Where each entity stands in the drawing of the network, in pixels from the left and the top",
        columns=("entity", "kind", "ties", "x", "y", "name at", "width", "height"),
        rows=tuple(
            (name, web.known[name].kind, web.counts[name], *at, sides.get(name, ""), *web.size)
            for name, at in web.at.items()
        ),
        records=tuple(web.at),
    )


def _ties(
    ties: Sequence[thing.Relation],
    held: Mapping[str, holding.Held],
    states: Mapping[str, str],
    day: str,
) -> finding.Table:
    return finding.Table(
        name="ties",
        title=f"The ties between entities, and how they stand as of {day}",
        columns=(
            *("relation", "from", "kind", "to", "as of the day", "since", "until"),
            *("possible from", "possible until", "certain from", "certain until"),
        ),
        rows=tuple(
            (
                *(one.id, one.from_, one.kind, one.to, states[one.id]),
                *(held[one.id].since, held[one.id].until, *_days(held[one.id])),
            )
            for one in ties
        ),
        records=tuple(one.id for one in ties),
    )


def _days(held: holding.Held) -> tuple[str, ...]:
    """First and last day on which it may have held, and on which it certainly did; empty: without bound."""
    possible = tuple(dating.day_text(day) for day in held.possible)
    if held.certain[0] > held.certain[1]:
        return (*possible, NEVER, NEVER)
    return (*possible, *(dating.day_text(day) for day in held.certain))


def _figure(web: _Web, sides: Mapping[str, str], states: Mapping[str, str]) -> finding.Figure:
    nodes: list[dict[str, Any]] = []
    for name, (x, y) in web.at.items():
        label = _short(web.known[name]) if name in sides else ""
        size = AREA + AREA_OF_TIE * min(web.counts[name], MOST_SHOWN)
        nodes.append(
            {"entity": name, "label": label, "side": sides.get(name, ""), "x": x, "y": y, "size": size}
        )
    ties: list[dict[str, Any]] = []
    for one in web.drawn:
        (x1, y1), (x2, y2) = web.at[one.from_], web.at[one.to]
        ties.append({"relation": one.id, "as_of": states[one.id], "x1": x1, "y1": y1, "x2": x2, "y2": y2})
    return finding.Figure(
        name="network",
        title="The network of entities and relations",
        specification=network_spec.specification(nodes, ties, web.size),
        records=tuple(one.id for one in web.drawn),
    )

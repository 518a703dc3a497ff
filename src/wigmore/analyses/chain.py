"""Which links of a supply chain operate, where it hangs on one supplier or breaks, and what was so before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wigmore.analyses import chain_layout, chain_telling, contract, linking
from wigmore.kit import edtf
from wigmore.kit import text as texts
from wigmore.methods import layers
from wigmore.model import finding, graph, views

FIRST = "first"
"""The verdict on a member of the first level: nothing is to lead into it."""

ONE, SEVERAL = "one", "several"
"""Verdicts on a step: how many members deliver into the next level; without any it is `linking.NONE`."""

MOST_YEARS = 60
"""How many years before its day a chain is looked at, those last."""


LAST_YEAR = 9999
"""The last year of which a day can be written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A chain on its day, and on the last day of each year since a link first held, with that first day."""

    drawn: linking.Drawn
    first: linking.Drawn | None
    years: tuple[linking.Drawn, ...]


@contract.analysis(
    name="chain",
    version=1,
    asks="Which links of a supply chain operate, and where does it break or hang on one supplier?",
)
def chain(
    chains: views.Chains, network: views.Network, reports: views.Reports, calendar: views.Calendar
) -> finding.Result:
    """The links of each chain on its day, its gaps, what an exclusion removes, and how it came about."""
    linker = linking.Linker(network, reports, calendar)
    seen = [_seen(linker.drawn(one), linker) for _, one in sorted(chains.records.items())]
    if not seen:
        return finding.Result()
    teller = chain_telling.Teller(network, reports, calendar)
    return finding.Result(
        findings=tuple(told for one in seen for told in teller.told(one.drawn, one.first)),
        tables=(
            _levels(seen, network),
            _links(seen, reports),
            _gaps(seen),
            _exclusions(seen),
            _years(seen),
            chain_layout.table([one.drawn for one in seen]),
        ),
    )


def _seen(one: linking.Drawn, linker: linking.Linker) -> Seen:
    begin = linker.begins(one)
    if begin is None or abs(begin[0]) > LAST_YEAR:
        return Seen(one, None, ())
    last = one.day.latest
    end = min(last[0], LAST_YEAR) if not isinstance(last, edtf.Bound) else begin[0]
    years = range(max(begin[0], end - MOST_YEARS), end)
    days = (edtf.parse(edtf.show_day((year, 12, 31))) for year in years)
    first = linker.on(one, edtf.parse(edtf.show_day(begin)))
    return Seen(one, first, (*(linker.on(one, day) for day in days), one))


def _levels(seen: Sequence[Seen], network: views.Network) -> finding.Table:
    rows = [row for one in seen for row in _members(one.drawn, network)]
    return finding.Table(
        name="levels",
        title="The members of each level, and what leads into each",
        columns=(
            *("chain", "level", "member", "entity", "operating links in", "planned links in", "since"),
            *("verdict", "unknown links in", "past links in", "operating links out", "planned links out"),
            *("country", "place"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[3] or row[0]) for row in rows),
    )


def _members(one: linking.Drawn, network: views.Network) -> Iterator[tuple[finding.Cell, ...]]:
    for place, (level, members) in enumerate(zip(one.names, one.members, strict=True)):
        if not members:
            yield (one.id, level, 0, "", 0, 0, "", linking.NONE, 0, 0, 0, 0, "", place + 1)
        for number, name in enumerate(members, start=1):
            onward = [held for held in one.links if held.step != linking.BACK]
            into = [held for held in onward if held.end == (place, name)]
            out = [held for held in onward if held.start == (place, name)]
            yield (
                *(one.id, level, number, name),
                *(_count(into, linking.OPERATING), _count(into, linking.PLANNED, linking.LATER)),
                _since(into),
                FIRST if place == 0 and not into else linking.best(into),
                _count(into, linking.UNKNOWN),
                _count(into, linking.ENDED, linking.LAPSED),
                *(_count(out, linking.OPERATING), _count(out, linking.PLANNED, linking.LATER)),
                network.entities[name].country or linking.UNKNOWN,
                place + 1,
            )


def _count(links: Sequence[linking.Link], *states: str) -> int:
    return len([one for one in links if one.state in states])


def _since(links: Sequence[linking.Link]) -> str:
    """The earliest stated beginning of the links that operate."""
    held = [one.life.begin for one in links if one.state == linking.OPERATING and one.life.begin]
    days = [(date.earliest, str(date)) for date in held if not isinstance(date.earliest, edtf.Bound)]
    return min(days)[1] if days else ""


def _links(seen: Sequence[Seen], reports: views.Reports) -> finding.Table:
    held = [(one.drawn, link) for one in seen for link in one.drawn.links]
    return finding.Table(
        name="links",
        title="The links between the levels, and how each stands on the day of the chain",
        columns=(
            *("chain", "from level", "to level", "from", "to", "relation", "state", "since", "until"),
            *("basis", "step", "status"),
        ),
        rows=tuple(
            (
                *(one.id, one.names[link.start[0]], one.names[link.end[0]], link.start[1], link.end[1]),
                *(link.relation, link.state, _date(link.life.begin), _date(link.life.end), link.claims),
                link.step,
                graph.weakest(reports.records[name].standing.status for name in link.claims)
                or graph.NO_CLAIM,
            )
            for one, link in held
        ),
        records=tuple(link.relation for _, link in held),
    )


def _date(date: edtf.Edtf | None) -> str:
    return "" if date is None else str(date)


def verdict(one: linking.Drawn, place: int) -> str:
    """Whether none, one or several members of a level deliver into the next."""
    count = len(layers.suppliers(one.layered(linking.OPERATING))[place])
    return linking.NONE if not count else ONE if count == 1 else SEVERAL


def _gaps(seen: Sequence[Seen]) -> finding.Table:
    rows = [_gap(one.drawn, place) for one in seen for place in range(one.drawn.steps)]
    return finding.Table(
        name="gaps",
        title="How many members of each level deliver into the next",
        columns=(
            *("chain", "level", "next level", "verdict", "what an exclusion removes", "suppliers"),
            *("operating", "planned", "unknown", "past", "best", "place"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )


def _gap(one: linking.Drawn, place: int) -> tuple[finding.Cell, ...]:
    named = layers.suppliers(one.layered(linking.OPERATING))[place]
    links = one.of_step(place)
    only = layers.loss(one.layered(linking.OPERATING), named[0]) if len(named) == 1 else None
    return (
        *(one.id, one.names[place], one.names[place + 1], verdict(one, place)),
        cut_text(one, only.cut_off) if only else "",
        named,
        _count(links, linking.OPERATING),
        _count(links, linking.PLANNED, linking.LATER),
        _count(links, linking.UNKNOWN),
        _count(links, linking.ENDED, linking.LAPSED),
        *(one.step_state(place), place + 1),
    )


def cut_text(one: linking.Drawn, places: Sequence[int]) -> str:
    """The levels that are cut off from the last; empty where none is."""
    return texts.listed([one.names[place] for place in places])


def _exclusions(seen: Sequence[Seen]) -> finding.Table:
    rows = [row for one in seen for row in _losses(one.drawn)]
    return finding.Table(
        name="exclusions",
        title="What would go with each member, of the links that operate, and of those that are planned",
        columns=(
            *("chain", "entity", "operating links", "planned links", "levels cut off", "share of ways"),
            *("with plans: levels cut off", "with plans: share of ways"),
        ),
        rows=tuple(rows),
        records=tuple(str(row[1]) for row in rows),
    )


def _losses(one: linking.Drawn) -> Iterator[tuple[finding.Cell, ...]]:
    plans = (linking.PLANNED, linking.LATER)
    now, then = one.layered(linking.OPERATING), one.layered(linking.OPERATING, *plans)
    for name in dict.fromkeys(name for held in one.members for name in held):
        mine = [
            held for held in one.links if name in (held.start[1], held.end[1]) and held.step != linking.BACK
        ]
        losses = (layers.loss(now, name), layers.loss(then, name))
        yield (
            *(one.id, name, _count(mine, linking.OPERATING), _count(mine, *plans)),
            *(
                cell
                for held in losses
                for cell in (
                    cut_text(one, held.cut_off),
                    "" if held.share is None else round(held.share, 6),
                )
            ),
        )


def _years(seen: Sequence[Seen]) -> finding.Table:
    rows = [
        (
            *(one.drawn.id, str(then.day), len(then.linked()), then.steps),
            "; ".join(f"{then.names[place]} → {then.names[place + 1]}" for place in then.linked()),
        )
        for one in seen
        for then in one.years
    ]
    return finding.Table(
        name="years",
        title="How many steps were linked on the last day of each year, and on the day of the chain",
        columns=("chain", "day", "linked", "steps", "which"),
        rows=tuple(rows),
        records=tuple(str(row[0]) for row in rows),
    )

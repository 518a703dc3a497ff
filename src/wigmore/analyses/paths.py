"""Through whom two entities are tied, whether those ties held at one time, and how common such paths are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.analyses import contract, holding, naming, paths_tables, ties
from wigmore.kit import allen, edtf, percent
from wigmore.kit import text as texts
from wigmore.methods import rewiring
from wigmore.model import finding, views

SEED = 1
MOST_TIES = 200_000
"""So many ties are rewired at most in all networks together; a large network is held against fewer."""
FEWEST = 19
"""Fewer rewired networks could not give a p of one in twenty."""
TOGETHER = {
    holding.YES: "its ties held at the same time",
    holding.NO: "its ties cannot all have held at the same time",
    holding.UNKNOWN: "whether its ties held at the same time is not known",
}
"""How a sentence says whether there was a day on which every tie of a path held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a case may set under `analyses: {paths: …}`."""

    as_of: edtf.Edtf | None = None
    longest: int = 4
    shown: int = 12
    people: int = 6
    networks: int = 199
    swaps: int = 10


@contract.analysis(
    name="paths",
    version=1,
    asks="Through whom are two entities tied, did those ties hold at one time, and is that more than chance?",
)
def paths(
    *,
    pairs: views.Pairs,
    network: views.Network,
    events: views.Events,
    calendar: views.Calendar,
    options: Options,
) -> finding.Result:
    """Look for short paths between the pairs of the case, and hold them against rewired networks."""
    looked_at = tuple(pair for pair in pairs.pairs if set(pair) <= network.entities.keys())
    if not looked_at:
        return finding.Result()
    day = calendar.dates.dated(options.as_of) if options.as_of else calendar.today
    web = ties.web(network, events, calendar, options.people)
    found = _found(web, looked_at, (day.first, day.last), options)
    known = paths_tables.Known(network, calendar, str(day), max(1, options.longest), found)
    return finding.Result(
        findings=(
            *(one for held in found for one in _told(held, known)),
            *_overlapping(known),
            *_counts(web, known),
        ),
        tables=paths_tables.tables(known),
    )


def _found(
    web: ties.Web, pairs: Sequence[ties.Pair], day: allen.DaySpan, options: Options
) -> tuple[paths_tables.Found, ...]:
    """The paths of each pair: those that may hold as of the day, with their p, and those that do not."""
    alive = web.as_of(day)
    ever, now = ties.Net.of(web), ties.Net.of(alive)
    # At least one of each: a path that is not shown would be told as one that is not there.
    longest, most = max(1, options.longest), max(1, options.shown)
    made = []
    for one, other in pairs:
        kept = sorted(now.paths(one, other, longest), key=lambda path: (len(path), now.hub(path), path))
        gone = sorted(set(ever.paths(one, other, longest)) - set(kept), key=lambda path: (len(path), path))
        made.append((one, other, kept, gone))
    chance = _Chance(now, options) if any(kept for _, _, kept, _ in made) else None
    found, number = [], 0
    for one, other, kept, gone in made:
        shown = []
        for path in kept[:most]:
            number += 1
            hops = ties.hops(alive, path)
            held = chance.of(path) if chance else None
            shown.append(paths_tables.Path(number, path, hops, ties.together(hops), held))
        dropped = tuple(
            paths_tables.Dropped(path, hops := ties.hops(web, path), _why(hops, day), ties.together(hops))
            for path in gone[:most]
        )
        null = chance.null if chance else None
        found.append(
            paths_tables.Found(one, other, len(kept), tuple(shown), len(gone), dropped, null, len(now.ids))
        )
    return tuple(found)


class _Chance:
    """How probable a path is by chance; each length and degree of a pair is worked out once."""

    def __init__(self, net: ties.Net, options: Options) -> None:
        edges = len(net.graph.ends) // 2
        networks = min(options.networks, max(FEWEST, MOST_TIES // edges))
        self.net = net
        self.null = rewiring.rewired(
            net.graph, networks=max(1, networks), swaps=max(0, options.swaps), seed=SEED
        )
        self._known: dict[tuple[str, str, int, int], rewiring.Remarkable] = {}

    def of(self, path: Sequence[str]) -> rewiring.Remarkable:
        """How probable a path as short, and through entities no better connected, is between its ends."""
        one, other, length, through = path[0], path[-1], len(path) - 1, self.net.hub(path)
        key = (one, other, length, through)
        if key not in self._known:
            ends = (self.net.places[one], self.net.places[other])
            self._known[key] = rewiring.remarkable(
                self.net.graph, self.null, ends, length=length, through=through
            )
        return self._known[key]


def _why(hops: Sequence[Sequence[ties.Tie]], day: allen.DaySpan) -> paths_tables.Why:
    """The first hop that does not hold as of the day: the tie of it that ended last or begins first."""
    for place, hop in enumerate(hops):
        if not any(tie.reaches(day) for tie in hop):
            over = [tie for tie in hop if tie.held.is_before(day) and not tie.is_event]
            if over:
                return paths_tables.Why(
                    place, max(over, key=lambda tie: tie.held.possible[1]), paths_tables.ENDED
                )
            return paths_tables.Why(
                place, min(hop, key=lambda tie: tie.held.possible[0]), paths_tables.NOT_BEGUN
            )
    raise ValueError("every hop holds as of the day")


def _told(found: paths_tables.Found, known: paths_tables.Known) -> Iterator[finding.Finding]:
    """What is said of one pair: the shortest path, how common such are, and what was dropped."""
    ends = {"one": finding.Ref(found.one), "other": finding.Ref(found.other)}
    if not found.shown:
        yield finding.Finding(
            states="In the records of this case no path of at most {longest} joins {one} and {other} "
            "as of {day}.",
            values={**ends, "longest": _ties(known.longest), "day": known.day},
            # What is not there rests on what was looked through: all ties of the two.
            basis=(found.one, found.other, *known.ties_of(found.one, found.other)),
        )
    else:
        yield _shortest(found, known, ends)
        yield _by_chance(found, ends)
    if found.gone:
        yield finding.Finding(
            states=f"{{paths}} between {{one}} and {{other}} {'is' if found.gone == 1 else 'are'} left out: "
            f"a tie of {'it' if found.gone == 1 else 'each'} had certainly ended, or not begun, by {{day}}.",
            values={**ends, "paths": texts.plural(found.gone, "path", "paths"), "day": known.day},
            basis=tuple(dict.fromkeys((found.one, found.other, *(one.why.tie.id for one in found.dropped)))),
        )


def _ties(count: int) -> str:
    return texts.plural(count, "tie", "ties")


def _shortest(
    found: paths_tables.Found, known: paths_tables.Known, ends: Mapping[str, finding.Scalar]
) -> finding.Finding:
    path = found.shown[0]
    between, values = naming.names(path.entities[1:-1])
    which = "it" if found.count == 1 else "the shortest"
    joined = "joins" if found.count == 1 else "join"
    leads = (
        f"{which} leads over {between}, and {TOGETHER[path.together]}" if between else f"{which} is direct"
    )
    return finding.Finding(
        states=f"{{paths}} of at most {{longest}} {joined} {{one}} and {{other}} as of {{day}}; {leads}.",
        values={
            **ends,
            **values,
            "paths": texts.plural(found.count, "path", "paths"),
            "longest": _ties(known.longest),
            "day": known.day,
        },
        basis=(found.one, found.other, *path.ids),
    )


def _by_chance(found: paths_tables.Found, ends: Mapping[str, finding.Scalar]) -> finding.Finding:
    path, null = found.shown[0], found.null
    if path.chance is None or null is None:
        raise ValueError("a path is held against chance")
    return finding.Finding(
        states="By chance a path as short, through nobody with more ties, joins {one} and {other} with "
        "{p_rewired}: so it is in {networks} in which everybody has as many ties, but with others ({swaps} "
        "tried for each). It joins {any_two} of any two of the {entities}. The greater number counts: {p}.",
        values={
            **ends,
            "any_two": percent.percent(path.chance.any_two),
            "entities": texts.plural(found.entities, "entity", "entities"),
            "p_rewired": percent.percent(path.chance.rewired),
            "networks": texts.plural(len(null.edges), "network", "networks"),
            "swaps": f"{null.tried:,} {'swap' if null.tried == 1 else 'swaps'}",
            "p": percent.percent(path.chance.p),
        },
        basis=(found.one, found.other, *path.ids),
    )


def _overlapping(known: paths_tables.Known) -> Iterator[finding.Finding]:
    """People on the paths with two seats: held at one time, or certainly not."""
    for one in paths_tables.overlaps(known):
        if one.kind != paths_tables.SEATS or one.together == holding.UNKNOWN:
            continue
        values: dict[str, finding.Scalar] = {
            "holder": finding.Ref(one.holder),
            "first": finding.Ref(one.first),
            "second": finding.Ref(one.second),
        }
        if one.together == holding.YES:
            states = "{holder} sat at {first} and at {second} at the same time"
            if one.since:
                states, values["since"] = f"{states}, from {{since}}", one.since
            if one.until:
                states, values["until"] = f"{states} to {{until}}", one.until
        else:
            states = "{holder} did not sit at {first} and at {second} at the same time"
        yield finding.Finding(states=f"{states}.", values=values, basis=(one.holder, *one.relations))


def _counts(web: ties.Web, known: paths_tables.Known) -> Iterator[finding.Finding]:
    """What joins nobody since it did not come about, and what nobody dates."""
    if web.unborn:
        count = len(web.unborn)
        yield finding.Finding(
            states=f"{{relations}} {'is' if count == 1 else 'are'} planned or lapsed, and no path leads over "
            f"{'it' if count == 1 else 'them'}.",
            values={"relations": texts.plural(count, "relation", "relations")},
            basis=web.unborn,
            is_total=True,
        )
    shown = {tie.id: tie for one in known.found for path in one.shown for hop in path.hops for tie in hop}
    undated = tuple(name for name, tie in sorted(shown.items()) if tie.is_undated)
    if undated:
        yield finding.Finding(
            states="Of {ties} on the paths shown nobody dates {undated}: whether they held together with "
            "others stays unknown.",
            values={"ties": _ties(len(shown)), "undated": len(undated)},
            basis=undated,
            is_total=True,
        )

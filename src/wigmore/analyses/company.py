"""Who was in the same room: which events two shared, how close, and how much of it is chance."""

import itertools
from collections.abc import Iterator

from wigmore.analyses import attending, company_tables, contract, meeting, naming, pasting
from wigmore.kit import percent
from wigmore.kit import text as texts
from wigmore.methods import coattendance
from wigmore.model import finding, views

NOBODY = finding.policy_ref("status", "nobody")
"""The row by which what stands on the text under test alone is unsupported."""


@contract.analysis(
    name="company", version=1, asks="Who was at the same events, how close, and how much of that is chance?"
)
def company(
    *,
    gatherings: views.Gatherings,
    values: views.Values,
    reports: views.Reports,
    pairs: views.Pairs,
    policies: views.Policies,
    calendar: views.Calendar,
) -> finding.Result:
    """The attendance of a case, every pair against chance, and what the chosen pairs shared."""
    chosen = [pair for pair in pairs.pairs if all(name in gatherings.entities for name in pair)]
    held = attending.attendance(gatherings, values, policies, itertools.chain.from_iterable(chosen))
    if not held.there:
        return finding.Result()
    seen = meeting.Company(held, reports, calendar, chosen)
    found = itertools.chain(_universe(seen), *(_told(one, seen) for one in seen.chosen))
    offers = [offer for one in seen.chosen for offer in _offers(one, seen)]
    return finding.Result(
        findings=tuple(found),
        tables=(*company_tables.tables(seen), *pasting.table(offers, calendar.today.date)),
    )


def _universe(seen: meeting.Company) -> Iterator[finding.Finding]:
    """What was counted, how it came into the case, and what was left out."""
    held = seen.held
    tested = sum(seen.is_of_test_alone(name) for name in held.there)
    yield finding.Finding(
        states="Participants are known of {events} on {occasions}. They came into the case one by one, as "
        "sources tell of them, {tested} on the word of the text under test alone: no list of all that could "
        "have been attended was gone through.",
        values={
            "events": texts.plural(len(held.there), "event", "events"),
            "occasions": texts.plural(len(held.occasions), "occasion", "occasions"),
            "tested": tested,
        },
        basis=(*held.there, NOBODY, finding.policy_ref(attending.LEVELS)),
        is_total=True,
    )
    planned, lapsed = held.left_out[attending.PLANNED], held.left_out[attending.LAPSED]
    left = (*planned, *lapsed, *held.silent)
    if left:
        yield finding.Finding(
            states="Left out: {planned} planned, {lapsed} lapsed, and {silent} of which nobody says who was "
            "there; such an event counts neither for nor against anybody.",
            values={
                "planned": len(planned),
                "lapsed": len(lapsed),
                "silent": texts.plural(len(held.silent), "event", "events"),
            },
            basis=left,
            is_total=True,
        )
    remarkable = seen.remarkable
    yield finding.Finding(
        states="Of {pairs} of entities {sharing} shared an occasion; {remarkable} more often than chance "
        "explains, once it counts that so many were looked at.",
        values={
            "pairs": texts.plural(seen.tests, "pair", "pairs"),
            "sharing": seen.sharing,
            "remarkable": f"{remarkable} did so" if remarkable else "none did so",
        },
        basis=tuple(held.there),
        is_total=True,
    )


def _told(pair: meeting.Pair, seen: meeting.Company) -> Iterator[finding.Finding]:
    """All that is said of a chosen pair."""
    shared = list(seen.shared(pair.one, pair.other))
    if not shared:
        yield _apart(pair, seen)
    else:
        yield _together(pair, shared)
        yield from (_event(pair, one, seen) for one in shared)
        yield _collected(pair, shared, seen)
    yield from _unknown(pair, seen)


def _names(pair: meeting.Pair) -> dict[str, finding.Scalar]:
    return {"one": finding.Ref(pair.one), "other": finding.Ref(pair.other)}


def _apart(pair: meeting.Pair, seen: meeting.Company) -> finding.Finding:
    return finding.Finding(
        states="No event of the case has both {one} (known at {of_one}) and {other} (at {of_other}) among "
        "those known to have been there. Who is not named need not have been absent.",
        values={
            **_names(pair),
            "of_one": texts.plural(pair.of_one, "occasion", "occasions"),
            "of_other": texts.plural(pair.of_other, "occasion", "occasions"),
        },
        basis=(pair.one, pair.other, *_attended(pair, seen)),
    )


def _attended(pair: meeting.Pair, seen: meeting.Company) -> list[str]:
    """The occasions at which one of the two was."""
    there = seen.held.there
    return [name for name in seen.held.occasions if pair.one in there[name] or pair.other in there[name]]


def _together(pair: meeting.Pair, shared: list[meeting.Shared]) -> finding.Finding:
    """How often two met, and what chance gives."""
    closest = max(shared, key=lambda one: one.level.place)
    return finding.Finding(
        states="Of {of_all}, {one} is known at {of_one} and {other} at {of_other}; they shared {shared}, at "
        "closest a {level}. Chance alone gives {expected}: as many or more in {p} of cases, {even} if every "
        "event were as large as any other; {adjusted} once it counts that {tests} were looked at, among "
        "which the rank of this one is {rank}.",
        values={
            **_names(pair),
            "of_one": pair.of_one,
            "of_other": pair.of_other,
            "shared": pair.shared,
            "of_all": texts.plural(pair.of_all, "occasion", "occasions"),
            "level": closest.level.name,
            "expected": f"{pair.expected:.1f}",
            "p": percent.percent(pair.p_bicm),
            "even": percent.percent(pair.p_hypergeometric),
            "adjusted": percent.percent(pair.p_adjusted),
            "tests": texts.plural(pair.of_pairs, "pair", "pairs"),
            "rank": pair.rank,
        },
        basis=(pair.one, pair.other, *(one.event for one in shared), closest.level.row),
    )


def _event(pair: meeting.Pair, one: meeting.Shared, seen: meeting.Company) -> finding.Finding:
    """One shared event: who is known there, how close it was, and what it can weigh at most."""
    apart, parts = _by_parts(pair, one, seen)
    size = " of the {size} that are stated" if one.size is not None else ""
    sized: dict[str, finding.Scalar] = {} if one.size is None else {"size": one.size.people}
    return finding.Finding(
        states=f"{{event}} had both {{one}} and {{other}} ({{level}}){apart}. {{known}}{size} are known by "
        "name; being there together weighs a factor of {ratio}, and could never weigh more than {ceiling}.",
        values={
            **_names(pair),
            **parts,
            **sized,
            "event": finding.Ref(one.event),
            "level": one.level.name,
            "known": one.known,
            "ratio": f"{one.ratio:.2g}",
            "ceiling": f"{one.ceiling:.2g}",
        },
        basis=(
            one.event,
            pair.one,
            pair.other,
            *seen.basis(one.event),
            *((one.size.claim,) if one.size else ()),
            one.level.row,
        ),
    )


def _by_parts(
    pair: meeting.Pair, one: meeting.Shared, seen: meeting.Company
) -> tuple[str, dict[str, finding.Scalar]]:
    """The part of a sentence for two who are not both named at the event itself, but in different parts."""
    states, values = "", {}
    for role, name in (("one", pair.one), ("other", pair.other)):
        named = seen.held.there[one.event][name]
        if one.event not in named:
            told, refs = naming.names(named)
            for key, ref in refs.items():
                told = told.replace(f"{{{key}}}", f"{{{role}_{key}}}")
                values[f"{role}_{key}"] = ref
            states += f", {{{role}}} at {told} alone"
    return states, values


def _collected(pair: meeting.Pair, shared: list[meeting.Shared], seen: meeting.Company) -> finding.Finding:
    """How far the way in which events were collected may have made the pair."""
    tested = [one.event for one in shared if seen.is_of_test_alone(one.event)]
    alone = "; {tested} of the shared events on the word of the text under test alone" if tested else ""
    return finding.Finding(
        states=f"Of {{either}} known with {{one}} or {{other}}, {{shared}} ({{joint}}) had both{alone}. "
        "Whoever searches for shared events alone makes this share, and what it seems to weigh, too large.",
        values={
            **_names(pair),
            "either": texts.plural(pair.either, "occasion", "occasions"),
            "shared": pair.shared,
            "joint": f"{100 * pair.joint:.0f}{percent.PER_CENT}",
            **({"tested": len(tested)} if tested else {}),
        },
        basis=(
            pair.one,
            pair.other,
            *dict.fromkeys((*_attended(pair, seen), *tested)),
            *((NOBODY,) if tested else ()),
        ),
    )


def _unknown(pair: meeting.Pair, seen: meeting.Company) -> Iterator[finding.Finding]:
    """Events with one of the two at which most names are not known: the other may have been there."""
    for event, missing in seen.open_lists(pair):
        size = seen.held.sizes[event]
        yield finding.Finding(
            states="Nobody says whether {missing} was at {event}, with {present}: {known} of {size} are "
            "known by name. Unknown is not absent.",
            values={
                "missing": finding.Ref(missing),
                "present": finding.Ref(pair.other if missing == pair.one else pair.one),
                "event": finding.Ref(event),
                "known": len(seen.held.there[event]),
                "size": size.people,
            },
            basis=(event, size.claim, pair.one, pair.other),
        )


def _offers(pair: meeting.Pair, seen: meeting.Company) -> Iterator[pasting.Offer]:
    """What a chosen pair could contribute as evidence: nothing where chance explains all of it."""
    shared = list(seen.shared(pair.one, pair.other))
    chance = seen.chance(pair)
    if not shared or not 0 < chance < pasting.HIGHEST:
        return
    closest = max((one.level for one in shared), key=lambda one: one.place)
    yield pasting.Offer(
        record=f"{pair.one}-{pair.other}",
        says=f"{seen.name(pair.one)} and {seen.name(pair.other)} shared {pair.shared} of "
        f"{texts.plural(pair.of_all, 'occasion', 'occasions')}, at closest a {closest.name}.",
        rests_on=tuple(one.event for one in shared),
        linked=min(coattendance.linked(chance, closest.link), pasting.HIGHEST),
        chance=chance,
        ceiling=min(closest.highest, 1 / chance),
    )

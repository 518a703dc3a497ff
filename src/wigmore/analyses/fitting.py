"""Sentences about the criteria of a question of identity: whom else they fit, what they tell and hang on."""

from collections.abc import Iterator, Sequence

from wigmore.analyses import beliefs, naming, pool, weighed
from wigmore.kit import text as texts
from wigmore.methods import lookelsewhere, weighing
from wigmore.model import finding, views


def led(seen: views.Beliefs, held: pool.Pool, one: pool.Led) -> str:
    """Who leads with which probability, as a cell shows it: `Acme 34 %`."""
    names = [beliefs.label(held.asked, name, seen.names) for name in one.answers]
    return f"{texts.listed(names, naming.MOST)} {beliefs.percent(one.probability)}"


Told = tuple[str, ...]
"""Claims that the text under test alone makes of a question."""


def fits(
    seen: views.Beliefs, held: pool.Pool, one: pool.Candidate, factor: float, told: Told = ()
) -> finding.Finding:
    """How many others would meet by chance what a candidate meets, and how many listed ones fit as well."""
    met = held.met_by(one.id)
    near = pool.near(held, one, factor)
    values: dict[str, finding.Scalar] = {
        "question": finding.Ref(held.id),
        "candidate": naming.candidate(one.id, held.id, seen),
        "met": len(met),
        "criteria": texts.plural(len(held.weighed), "criterion", "criteria"),
        "others": texts.plural(len(held.listed) - 1, "other", "others"),
        "near": len(near),
        "factor": f"{factor:g}",
    }
    fit = "fits" if len(near) == 1 else "fit"
    states = (
        "{question}: {candidate} meets {met} of {criteria}; {near} of {others} listed "
        f"{fit} as well or within a factor of {{factor}}"
    )
    if met:
        expected = pool.others(held, one)
        states += "; by the base rates about {expected} of them would meet what it meets"
        values["expected"] = _about(expected.expected_others)
    return finding.Finding(
        states=f"{states}.",
        values=values,
        basis=(
            *weighed.basis([mark.item for mark in held.weighed], seen),
            *held.recorded([one.id]),
            *shown_by(held, [one.id, *(other.id for other in near)]),
        ),
        against=told,
        assumes=weighed.assumed([mark.item for mark in held.weighed], seen),
    )


def shown_by(held: pool.Pool, candidates: Sequence[str]) -> tuple[str, ...]:
    """What shows in the cells of some candidates that they meet a criterion, whole or in part, sorted."""
    cells = (held.asked.candidates.get(one, {}) for one in candidates)
    counted = {mark.label for mark in held.weighed}
    return tuple(
        sorted(
            {
                name
                for row in cells
                for label, cell in row.items()
                if label in counted and cell.is_ in (pool.YES, pool.WEAK)
                for name in cell.basis
            }
        )
    )


def _about(count: float) -> str:
    """An expected count for a sentence; 0 would say more than is known.

    >>> _about(1.17), _about(0.004), _about(23.4)
    ('1.2', 'less than 0.1', '23')
    """
    if count < 0.05:
        return "less than 0.1"
    return f"{count:.1f}" if count < 9.95 else f"{count:.0f}"


def telling(seen: views.Beliefs, held: pool.Pool) -> Iterator[finding.Finding]:
    """Which criteria tell most, all that tie, and what they say for the leading candidate."""
    if len(held.weighed) < 2 or len(held.listed) < 2:
        return
    most = max(beliefs.rounded(one.bits) for one in held.weighed)
    best = [one for one in held.weighed if beliefs.rounded(one.bits) == most]
    shown, named = naming.listed([naming.item(one.item, seen) for one in best], "criterion")
    verb = "tells" if len(best) == 1 else "tell"
    values: dict[str, finding.Scalar] = {
        "question": finding.Ref(held.id),
        "criteria": len(held.weighed),
        "bits": f"{most:.2f}",
        **named,
    }
    states, summed = _together(seen, held)
    yield finding.Finding(
        states=f"{{question}}: of {{criteria}} criteria {shown} {verb} the candidates apart most, by "
        f"{{bits}} bits on the average{states}.",
        values={**values, **summed},
        basis=weighed.basis([one.item for one in held.weighed], seen),
        assumes=weighed.assumed([one.item for one in held.weighed], seen),
    )


def _together(seen: views.Beliefs, held: pool.Pool) -> tuple[str, dict[str, finding.Scalar]]:
    """What all criteria together say for the leading candidate or against it, as the end of a sentence."""
    bits = held.leaders[0].bits
    if len(held.leaders) > 1 or bits is None or abs(bits) < 0.005:
        return "", {}
    side = "for" if bits > 0 else "against"
    than = " rather than none of them" if any(one.id == pool.NONE for one in held.candidates) else ""
    return f"; together they speak {side} {{leader}}{than}, by {{sum}} bits", {
        "leader": naming.candidate(held.leaders[0].id, held.id, seen),
        "sum": f"{abs(bits):.2f}",
    }


def turning(seen: views.Beliefs, held: pool.Pool) -> Iterator[finding.Finding]:
    """Criteria without which another answer leads."""
    first = held.candidates[0].answer.probability
    base = {one.id for one in held.candidates if one.answer.probability == first}
    turn = [one for one in held.weighed if set(one.without.answers) != base]
    if not turn:
        return
    shown, named = naming.listed([naming.item(one.item, seen) for one in turn], "criterion")
    states, values = _instead(seen, held, turn[0].without) if len(turn) == 1 else ("other answers lead", {})
    yield finding.Finding(
        states=f"{{question}}: without {'any one of ' if len(turn) > 1 else ''}{shown} {states}.",
        values={"question": finding.Ref(held.id), **named, **values},
        basis=weighed.basis([one.item for one in turn], seen),
        assumes=weighed.assumed([one.item for one in turn], seen),
    )


def _instead(
    seen: views.Beliefs, held: pool.Pool, one: pool.Led, of: str = "instead"
) -> tuple[str, dict[str, finding.Scalar]]:
    """Who leads with which probability, as the end of a sentence."""
    shown, named = naming.listed([naming.candidate(name, held.id, seen) for name in one.answers], of)
    verb = "leads" if len(one.answers) == 1 else "are tied"
    return f"{shown} {verb} with {{share_{of}}}", {**named, f"share_{of}": beliefs.percent(one.probability)}


def late(seen: views.Beliefs, held: pool.Pool) -> Iterator[finding.Finding]:
    """What criteria are worth that were declared after somebody was favoured, and who leads without them."""
    favourite = held.asked.favourite
    if not held.late or favourite is None:
        return
    items = frozenset(one.id for one in held.late)
    numbers = weighing.middles(held.whole)
    rest = weighing.without(held.whole, weighing.LeftOut(items=items))
    with_them, named_with = _instead(seen, held, pool.lead(held.whole, held.id, numbers), "with")
    without, named_without = _instead(seen, held, pool.lead(rest, held.id, numbers), "without")
    verb, them = ("was", "it") if len(items) == 1 else ("were", "them")
    yield finding.Finding(
        states=f"{{question}}: {{count}} of {{criteria}} {verb} declared on or after the day since which "
        f"{{favourite}} was favoured; with {them} {with_them}, without {without}.",
        values={
            "question": finding.Ref(held.id),
            "count": len(items),
            "criteria": texts.plural(len(held.marks), "criterion", "criteria"),
            "favourite": naming.candidate(favourite.answer, held.id, seen),
            **named_with,
            **named_without,
        },
        basis=weighed.basis(held.whole.of_question(held.id), seen),
        assumes=weighed.assumed(held.whole.of_question(held.id), seen),
    )
    yield from _elsewhere(seen, held, favourite.answer)


def _elsewhere(seen: views.Beliefs, held: pool.Pool, favourite: str) -> Iterator[finding.Finding]:
    """How probable it is that chance alone meets as many criteria as the favourite does (look-elsewhere)."""
    cells = held.asked.candidates.get(favourite, {})
    looked = [one for one in held.marks if one.label in cells and cells[one.label].is_ in pool.LOOKED_AT]
    met = sum(cells[one.label].is_ == pool.YES for one in looked)
    if not looked or not met:
        return
    chance = lookelsewhere.best_of_candidates(
        pool=len(looked),
        base_rate=sum(one.item.base for one in looked) / len(looked),
        matched=met,
        candidates=len(held.listed),
    )
    yield finding.Finding(
        states="{question}: {favourite} meets {met} of {criteria} on which it was looked at; by chance one "
        "candidate would meet as many with {one}, and the best of {count} with {best}.",
        values={
            "question": finding.Ref(held.id),
            "favourite": naming.candidate(favourite, held.id, seen),
            "met": met,
            "criteria": texts.plural(len(looked), "criterion", "criteria"),
            "one": beliefs.percent(chance.p_one),
            "count": len(held.listed),
            "best": beliefs.percent(chance.p_best_of),
        },
        basis=(*weighed.basis([one.item for one in looked], seen), favourite),
    )


def assumed(seen: views.Beliefs, held: pool.Pool) -> Iterator[finding.Finding]:
    """For each assumption that a criterion needs: who leads if it holds, and who if it fails."""
    criteria = [one.item for one in held.weighed]
    for name in weighed.assumed(criteria, seen):
        needing = [one for one in criteria if name in one.assumes]
        holds, fails = pool.assuming(held.network, held.id, name)
        if_so, named_so = _instead(seen, held, holds, "holding")
        if_not, named_not = _instead(seen, held, fails, "failing")
        shown, named = naming.listed([naming.item(one, seen) for one in needing], "criterion")
        verb = "needs" if len(needing) == 1 else "need"
        yield finding.Finding(
            states=f"{{question}}: {shown} {verb} {{assumption}}; if that holds, {if_so}, "
            f"if it fails, {if_not}.",
            values={
                "question": finding.Ref(held.id),
                "assumption": finding.Ref(name),
                **named,
                **named_so,
                **named_not,
            },
            basis=weighed.basis(held.items, seen),
            assumes=(name,),
        )


def bare(held: pool.Pool) -> Iterator[finding.Finding]:
    """How many cells that say something show nothing for it."""
    cells = [cell for held_ in held.asked.candidates.values() for cell in held_.values()]
    said = [cell for cell in cells if cell.is_ in pool.LOOKED_AT]
    without = sum(not cell.basis for cell in said)
    if without:
        yield finding.Finding(
            states="{question}: {without} of {cells} that say yes, weak or no name nothing that shows it.",
            values={
                "question": finding.Ref(held.id),
                "without": without,
                "cells": texts.plural(len(said), "cell", "cells"),
            },
            basis=(weighed.CELLS, *held.asked.candidates),
        )

"""Voices: how one hidden number of each says how far its word follows the facts, as tables.

A voice is one hidden number u, uniform on 0..1, shared by all it says. With hit rate h and false-alarm rate f
it says a thing only where it is so while u < h - f, in any case while h - f <= u < h, and never beyond. Each
single report then has just the rates h and f of cascaded inference (Schum), and reports of one voice stand or
fall together. From an answer in its favour false alarms rise to f': between h - f' and h - f the voice says
so where the thing is so, or where it gains.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from wigmore.methods.elimination import Floats
from wigmore.model import belief


def weakest(one: belief.Item) -> tuple[belief.Witness, ...]:
    """The witnesses of the claim that is attested least: what needs several claims is no surer than that."""
    return min(one.links, key=_attested) if one.links else ()


def _attested(link: Sequence[belief.Witness]) -> float:
    return sum((-1 if one.denies else 1) * float(np.log(one.hit / one.false_alarm)) for one in link)


def shared(network: belief.Network) -> tuple[str, ...]:
    """The voices that more than one item hears, sorted: only these join items to one another."""
    counts = Counter(name for one in network.items for name in _heard(one))
    return tuple(sorted(name for name, count in counts.items() if count > 1))


def _heard(one: belief.Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(held.voice for held in weakest(one)))


def joining(one: belief.Item, shared_ones: Collection[str]) -> tuple[str, ...]:
    """The voices that an item hears and others hear, too, in the order of its table."""
    return tuple(name for name in _heard(one) if name in shared_ones)


def edges(network: belief.Network) -> Mapping[str, Floats]:
    """For each voice, the values of u between which all it says behaves in one way; sorted by name."""
    found: dict[str, set[float]] = {}
    for one in network.items:
        for held in weakest(one):
            ends = {held.hit - held.raised, held.hit - held.false_alarm, held.hit}
            found.setdefault(held.voice, {0.0, 1.0}).update(ends)
    return {name: np.array(sorted(found[name])) for name in sorted(found)}


def reports(
    one: belief.Item, known: Mapping[str, Floats], shared_ones: Collection[str]
) -> tuple[Floats, Floats]:
    """How probable the reports are where the claim holds and where not, shape (answers, states of voices).

    The states are those of the voices of `joining`; a voice that nothing else hears is summed out.
    """
    link, answers = weakest(one), len(one.terms)
    names = _heard(one)
    both = [np.ones((answers, *(1 for _ in names))) for _ in range(2)]
    for held in link:
        low, high = known[held.voice][:-1], known[held.voice][1:]
        axis = [1] * len(names)
        axis[names.index(held.voice)] = len(low)
        for holds in (True, False):
            table = _says(held, holds != held.denies, (low + high) / 2, answers)
            both[0 if holds else 1] = both[0 if holds else 1] * table.reshape(answers, *axis)
    for place in reversed(range(len(names))):
        if names[place] not in shared_ones:
            widths = np.diff(known[names[place]])
            both = [np.tensordot(table, widths, axes=(1 + place, 0)) for table in both]
    return both[0], both[1]


def _says(one: belief.Witness, is_so: bool, u: Floats, answers: int) -> NDArray[np.float64]:
    """Whether a voice says something in each state, one or zero, shape (answers, states)."""
    gains = np.array(one.gains if one.gains else (False,) * answers)[:, np.newaxis]
    always = (u >= one.hit - one.false_alarm) & (u < one.hit)
    interested = (u >= one.hit - one.raised) & (u < one.hit - one.false_alarm)
    follows = u < one.hit - one.raised
    said = always | (follows & is_so) | (interested & (is_so | gains))
    return np.asarray(said, dtype=np.float64)

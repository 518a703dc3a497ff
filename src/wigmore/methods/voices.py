"""How far the word of whoever speaks follows the facts; one measure for all that a speaker says.

A voice is one hidden number u, uniform on 0..1, shared by all it says. With hit rate h and false-alarm rate f
it says a thing in any case while u < f, never in a stretch of 1 - h above that, and beyond it just where it
is so. Each single report then has the rates of cascaded inference (Schum), and reports of one voice stand or
fall together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wigmore.methods.elimination import Floats
from wigmore.model import belief


def heard(one: belief.Item) -> tuple[str, ...]:
    """The voices that count for an item, in the order in which its tables have them."""
    return tuple(dict.fromkeys(held.voice for held in weakest(one)))


def shared(network: belief.Network) -> frozenset[str]:
    """The voices that are heard in several items: the others are summed out where they stand."""
    counts = Counter(name for one in network.items for name in heard(one))
    return frozenset(name for name, count in counts.items() if count > 1)


def names(network: belief.Network) -> tuple[str, ...]:
    """All voices that count for something, sorted."""
    return tuple(sorted({held.voice for one in network.items for held in weakest(one)}))


def weakest(one: belief.Item) -> tuple[belief.Witness, ...]:
    """The witnesses of the claim that is attested least: what needs several claims is no surer than that."""
    return min(one.links, key=_attested) if one.links else ()


def _attested(link: Sequence[belief.Witness]) -> float:
    return sum((-1 if one.denies else 1) * float(np.log(one.hit / one.false_alarm)) for one in link)


def edges(network: belief.Network) -> Mapping[str, Floats]:
    """For each voice, the values of u between which all it says behaves in one way."""
    found: dict[str, set[float]] = {name: {0.0, 1.0} for name in names(network)}
    for one in network.items:
        for held in weakest(one):
            found[held.voice] |= {held.false_alarm, held.false_alarm + 1 - held.hit}
    return {name: np.array(sorted(edges)) for name, edges in found.items()}


@dataclass(frozen=True, slots=True)
class Voice:
    """The ways in which a voice may behave, given that it said all it said: their weights and a u of each."""

    weights: Floats
    points: Floats


def voices(network: belief.Network) -> Mapping[str, Voice]:
    """Each voice with the fewest states: stretches of u that behave alike are one, impossible ones go."""
    said: dict[str, list[belief.Witness]] = {}
    for one in network.items:
        for held in weakest(one):
            said.setdefault(held.voice, []).append(held)
    made = {}
    for name, cuts in edges(network).items():
        points = (cuts[:-1] + cuts[1:]) / 2
        weights: dict[tuple[str, ...], list[float]] = {}
        for point, width in zip(points, np.diff(cuts), strict=True):
            ways = tuple(_way(held, float(point)) for held in said[name])
            if NEVER not in ways:
                weights.setdefault(ways, [0.0, float(point)])[0] += float(width)
        table = np.array(list(weights.values()))
        made[name] = Voice(table[:, 0], table[:, 1])
    return made


ALWAYS, NEVER, FOLLOWS = "always", "never", "follows"


def _way(one: belief.Witness, u: float) -> str:
    """How a voice behaves in one report at some u."""
    if u < one.false_alarm:
        return ALWAYS
    return FOLLOWS if u >= one.false_alarm + 1 - one.hit else NEVER


Reports = tuple[Floats, Floats]
"""How probable reports are where the claim holds and where not, of shape (1, states of voices)."""


def reports(link: Sequence[belief.Witness], known: Mapping[str, Voice], common: frozenset[str]) -> Reports:
    """The reports of a link; what is said by voices that are heard nowhere else is summed out.

    Without a link the fact itself was seen: one where it holds, zero where not.
    """
    if not link:
        return np.ones((1,)), np.zeros((1,))
    said, unsaid = (_spoken(link, known, common, is_so) for is_so in (True, False))
    return said, unsaid


def _spoken(
    link: Sequence[belief.Witness], known: Mapping[str, Voice], common: frozenset[str], is_so: bool
) -> Floats:
    """How probable the reports of a link are where its claim holds or not, shape (1, states of voices)."""
    made = np.ones((1,))
    for name in dict.fromkeys(one.voice for one in link):
        voice = known[name]
        own = [says(one, is_so != one.denies, voice.points) for one in link if one.voice == name]
        row = np.prod(own, axis=0)
        # A voice that is heard nowhere else is summed out before its states are multiplied with others.
        made = made[..., np.newaxis] * row if name in common else made * float(voice.weights @ row)
    return made


def says(one: belief.Witness, is_so: bool, points: Floats) -> Floats:
    """Whether a voice says something that is or is not so, one or zero, at some values of u."""
    said = {ALWAYS: True, NEVER: False, FOLLOWS: is_so}
    return np.array([said[_way(one, float(u))] for u in points], dtype=np.float64)

"""Which answer leads, what it is called, and what sentences about it rest on."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs
from wigmore.kit import text as texts
from wigmore.methods import words
from wigmore.model import belief, finding, views

LONGEST = 80
"""How many cells wide the label of something may be in a sentence."""

LISTED = 6
"""How many things a sentence lists; it counts the others."""

NO_WORD = "without a word"
"""How a sentence calls a probability for which the yardstick has no word."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How the answers of a question stand: the probability of each, and all that lead, `none` last."""

    answers: tuple[str, ...]
    shares: tuple[float, ...]
    leaders: tuple[str, ...]
    scale: tuple[words.Band, ...]

    def share(self, answer: str) -> float:
        """The probability of an answer."""
        return self.shares[self.answers.index(answer)]

    def word(self, answer: str) -> str:
        """The yardstick's word for an answer, empty where it has none."""
        return words.band(self.share(answer), self.scale) or ""


def stand(answers: Sequence[str], shares: Iterable[float], scale: Sequence[words.Band]) -> Stand:
    """How answers stand by their probabilities; what differs beyond six digits is a tie."""
    held = tuple(beliefs.rounded(one) for one in shares)
    most = max(held)
    leaders = sorted(
        (one for one, share in zip(answers, held, strict=True) if share == most),
        key=lambda one: (one == "none", one),
    )
    return Stand(tuple(answers), held, tuple(leaders), tuple(scale))


Turns = tuple[tuple[float, str], ...]
"""Edges of the yardstick, each with the word that is reached there or right beyond; empty: none."""


def turns(share: float, scale: Sequence[words.Band]) -> Turns:
    """The nearest edges below and above a probability at which the word for it changes."""
    word = words.band(share, scale)
    edges = sorted({edge for _, *ends in scale for edge in ends if 0 < edge < 1})
    down = [edge for edge in reversed(edges) if edge <= share] + [0.0]
    up = [edge for edge in edges if edge >= share] + [1.0]
    found = (_turn(word, away, scale) for away in (down, up))
    return tuple(one for one in found if one is not None)


def _turn(word: str | None, away: Sequence[float], scale: Sequence[words.Band]) -> tuple[float, str] | None:
    for edge, beyond in itertools.pairwise(away):
        for point in (edge, (edge + beyond) / 2):
            if words.band(point, scale) != word:
                return edge, words.band(point, scale) or ""
    return None


def basis(items: Iterable[belief.Item], seen: views.Beliefs) -> tuple[str, ...]:
    """The records that items are, and the claims behind them; of a criterion the claims alone.

    Where that is nothing, the yardstick: then no more than what is stated in the question stands behind it.
    """
    held = tuple(items)
    ids = [one.id for one in held if one.kind != belief.CRITERION]
    claims = [claim for one in held for claim in one.claims]
    return tuple(dict.fromkeys([*ids, *claims])) or (finding.policy_ref(seen.scale.name),)


def assumed(items: Iterable[belief.Item], seen: views.Beliefs) -> tuple[str, ...]:
    """The assumptions that items need, sorted; one that is not there cannot be named."""
    return tuple(sorted({name for one in items for name in one.assumes} & seen.assumptions.keys()))


def quoted(text: str) -> str:
    """Words of the case in a sentence, cut where they are long."""
    return f"“{texts.cut_at_word(' '.join(text.split()), LONGEST)}”"


def called(answers: Iterable[str], name: str, seen: views.Beliefs) -> str:
    """Answers of a question in a sentence."""
    asked = seen.questions[name]
    return texts.listed([quoted(beliefs.label(asked, one, seen.names)) for one in answers], LISTED)


def told(share: float, word: str) -> str:
    """A probability with its word for a sentence."""
    return f"{beliefs.percent(share)}, {word or NO_WORD}"

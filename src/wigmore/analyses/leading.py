"""How the answers of a question stand: which lead, with which word, and where another word begins."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wigmore.analyses import beliefs
from wigmore.methods import words

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
    leaders = beliefs.leaders(dict(zip(answers, held, strict=True)))
    return Stand(tuple(answers), held, leaders, tuple(scale))


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


def told(share: float, word: str) -> str:
    """A probability with its word for a sentence."""
    return f"{beliefs.percent(share)}, {word or NO_WORD}"

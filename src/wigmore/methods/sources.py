"""The Admiralty (NATO) code: how reliable a source is, A to F, and how credible what it says, 1 to 6.

F and 6 mean that it cannot be judged, not that it is worst. The letters are labels: what they are worth as
probabilities is a policy, and no function here turns one into a likelihood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

RELIABILITY: Mapping[str, str] = MappingProxyType(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    }
)
"""The words of the letters, best first; F is outside the order."""

CREDIBILITY: Mapping[str, str] = MappingProxyType(
    {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    }
)
"""The words of the figures, best first; 6 is outside the order."""

UNKNOWN = ("F", "6")
"""What says that nothing is known, on either scale."""

_MISP = {"A": 100, "B": 75, "C": 50, "D": 25, "E": 0, "F": 50}


@dataclass(frozen=True, slots=True)
class Grade:
    """A reliability and a credibility, such as B2; each is judged without the other."""

    reliability: str
    credibility: str

    def __post_init__(self) -> None:
        if self.reliability not in RELIABILITY or self.credibility not in CREDIBILITY:
            raise ValueError(f"`{self.reliability}{self.credibility}` is no grade of the Admiralty code")


def grade(text: str) -> Grade:
    """The grade that is written as a letter and a figure, such as `B2`.

    Raises ValueError where the code has no such letter or figure.

    >>> grade("B2")
    Grade(reliability='B', credibility='2')
    """
    return Grade(text[:1], text[1:])


def is_unknown(mark: str) -> bool:
    """Whether a letter or a figure says that it cannot be judged.

    Raises ValueError where it is neither letter nor figure of the code.

    >>> is_unknown("F"), is_unknown("E")
    (True, False)
    """
    if mark not in RELIABILITY and mark not in CREDIBILITY:
        raise ValueError(f"`{mark}` is no letter or figure of the Admiralty code")
    return mark in UNKNOWN


def ranked(marks: Sequence[str]) -> tuple[str, ...]:
    """Letters, or figures, best first; those that cannot be judged have no rank and are left out.

    Raises ValueError where one is not of the code.

    >>> ranked(["F", "C", "A"])
    ('A', 'C')
    """
    return tuple(sorted(mark for mark in marks if not is_unknown(mark)))


def admiralty_numeric(letter: str) -> int:
    """The number, 0 to 100, that the taxonomy `admiralty-scale` of MISP gives a reliability.

    It gives F 50, and so sets what is unknown above D. A weight for display, never a probability.

    Raises ValueError where the code has no such letter.

    >>> admiralty_numeric("B")
    75
    """
    if letter not in _MISP:
        raise ValueError(f"`{letter}` is no reliability of the Admiralty code")
    return _MISP[letter]


def can_be_confirmed(*, independent_origins: int) -> bool:
    """Whether credibility 1 may be given: it needs another origin, not another copy of the first.

    Raises ValueError where the number is negative.

    >>> can_be_confirmed(independent_origins=1)
    False
    """
    if independent_origins < 0:
        raise ValueError("there are no fewer than 0 origins")
    return independent_origins > 1


def diagonal_share(grades: Sequence[Grade]) -> float | None:
    """The share of judged grades whose two scales agree (A1, B2 … E5); None where no grade is judged.

    Near 1 the raters judged one thing twice: 87 % of 1,400 reports of an army did (Baker 1968).

    >>> diagonal_share([grade("B2"), grade("A3"), grade("F6")])
    0.5
    """
    held = [one for one in grades if not is_unknown(one.reliability) and not is_unknown(one.credibility)]
    places = [(ord(one.reliability) - ord("A"), ord(one.credibility) - ord("1")) for one in held]
    return sum(letter == figure for letter, figure in places) / len(places) if places else None

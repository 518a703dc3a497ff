"""Words of estimative probability: published yardsticks, and the word or words for a number or an interval.

A row of a yardstick is a word with its lowest and highest probability. Two rows that meet in an edge leave
the edge to the upper one; where a published yardstick has a gap, there is no word, and none is made up.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from wigmore.methods import probability

# Digits of a probability that count: 0.8 that arithmetic missed by its last digit is still 0.8.
_DIGITS = 12

Band = tuple[str, float, float]
"""A word, and the lowest and highest probability that it is used for."""

ICD_203: tuple[Band, ...] = (
    ("almost no chance", 0.01, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)
"""Intelligence Community Directive 203 (2015), first row of terms; below 1 % and above 99 % there is none."""

_SECOND_ROW = (
    *("remote", "highly improbable", "improbable", "roughly even odds"),
    *("probable", "highly probable", "nearly certain"),
)
ICD_203_PROBABILITY: tuple[Band, ...] = tuple(
    (word, low, high)
    for word, (_, low, high) in zip(
        _SECOND_ROW,
        ICD_203,
        strict=True,
    )
)
"""The second row of terms of the same directive, which says not to mix the two."""

# "40 to under 50": of all published bands the only one whose upper end is not its own.
_UNDER_50 = math.nextafter(0.50, 0)

PHIA: tuple[Band, ...] = (
    ("remote chance", 0.0, 0.05),
    ("highly unlikely", 0.10, 0.20),
    ("unlikely", 0.25, 0.35),
    ("realistic possibility", 0.40, _UNDER_50),
    ("likely or probable", 0.55, 0.75),
    ("highly likely", 0.80, 0.90),
    ("almost certain", 0.95, 1.0),
)
"""Probability yardstick of the Professional Head of Intelligence Assessment (UK); its gaps are intended."""

KENT: tuple[Band, ...] = (
    ("impossible", 0.0, 0.0),
    ("almost certainly not", 0.02, 0.12),
    ("probably not", 0.20, 0.40),
    ("chances about even", 0.40, 0.60),
    ("probable", 0.63, 0.87),
    ("almost certain", 0.87, 0.99),
    ("certain", 1.0, 1.0),
)
"""Sherman Kent, Words of Estimative Probability (1964): a figure give or take some, written out as bounds."""

NATO: tuple[Band, ...] = (
    ("highly unlikely", 0.0, 0.10),
    ("unlikely", 0.10, 0.40),
    ("even chance", 0.40, 0.60),
    ("likely", 0.60, 0.90),
    ("highly likely", 0.90, 1.0),
)
"""NATO AJP-2.1, recalled and not read again; "more than 90" begins at 90, as edges go to the upper band."""

STIX_21: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "Almost No Chance / Remote": (5, 0, 9),
        "Very Unlikely / Highly Improbable": (15, 10, 19),
        "Unlikely / Improbable": (30, 20, 39),
        "Roughly Even Chance / Roughly Even Odds": (50, 40, 59),
        "Likely / Probable": (70, 60, 79),
        "Very Likely / Highly Probable": (85, 80, 89),
        "Almost Certain / Nearly Certain": (95, 90, 100),
    }
)
"""STIX 2.1, appendix A, words of the DNI scale: the code of each, and the codes read back as it.

Its bounds are not those of ICD 203 (42 is "unlikely" in one, "roughly even" in the other): an exchange
format, never a way from a number to a word.
"""

STIX_21_CREDIBILITY: Mapping[str, int | None] = MappingProxyType(
    {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10, "6": None}
)
"""STIX 2.1, appendix A, codes of the credibility of the Admiralty code; 6, not judged, has none."""


def band(p: float, table: Sequence[Band]) -> str | None:
    """The word of a yardstick for a probability; None where it has none.

    An edge that two rows share goes to the upper one; an edge next to a gap belongs to its row. Read to
    twelve decimals, so that what arithmetic brings to an edge stands on it.

    Raises ValueError where p or a bound is not between 0 and 1, or a row is reversed.

    >>> band(0.8, ICD_203), band(0.07, PHIA)
    ('very likely', None)
    """
    _check(table)
    return _word(round(probability.check(p), _DIGITS), table)


def bands(low: float, high: float, table: Sequence[Band]) -> tuple[str, ...]:
    """The words for the probabilities from `low` to `high`, both included, in the order of the yardstick.

    A word is there exactly where `band` gives it to some probability of the interval.

    Raises ValueError as `band` does, or where the interval is reversed.

    >>> bands(0.04, 0.05, ICD_203)
    ('almost no chance', 'very unlikely')
    """
    if not probability.check(low) <= probability.check(high):
        raise ValueError(f"an interval runs from low to high, not from {low} to {high}")
    _check(table)
    low, high = round(low, _DIGITS), round(high, _DIGITS)
    edges = sorted({low, high, *(edge for _, *ends in table for edge in ends if low < edge < high)})
    # Between two neighbouring edges the word does not change, so that one point of each stretch tells it.
    middles = [(one + other) / 2 for one, other in itertools.pairwise(edges)]
    found = {_word(point, table) for point in (*edges, *middles)}
    return tuple(dict.fromkeys(word for word, _, _ in table if word in found))


def _check(table: Sequence[Band]) -> None:
    for word, low, high in table:
        if not 0 <= low <= high <= 1:
            raise ValueError(f"`{word}` reaches from {low} to {high}, not from low to high within 0..1")


def _word(p: float, table: Sequence[Band]) -> str | None:
    held = [(low, word) for word, low, high in table if low <= p <= high]
    return max(held, key=lambda one: one[0])[1] if held else None


def icd203(p: float) -> str | None:
    """The word of ICD 203, first row of terms; None below 1 % and above 99 %.

    Raises ValueError where p is not between 0 and 1.

    >>> icd203(0.44)
    'unlikely'
    """
    return band(p, ICD_203)


def phia(p: float) -> str | None:
    """The word of the UK's PHIA yardstick; None in its gaps, where the number alone is printed.

    Raises ValueError where p is not between 0 and 1.

    >>> phia(0.45)
    'realistic possibility'
    """
    return band(p, PHIA)


def kent(p: float) -> str | None:
    """The word of Kent 1964; None between the reaches of his figures.

    Raises ValueError where p is not between 0 and 1.

    >>> kent(0.93)
    'almost certain'
    """
    return band(p, KENT)


def nato(p: float) -> str | None:
    """The word of NATO AJP-2.1.

    Raises ValueError where p is not between 0 and 1.

    >>> nato(0.5)
    'even chance'
    """
    return band(p, NATO)


def stix21_value(word: str) -> int:
    """The confidence, 0 to 100, that STIX 2.1 writes for a word of the DNI scale.

    Raises ValueError where the scale has no such word.

    >>> stix21_value("Likely / Probable")
    70
    """
    if word not in STIX_21:
        raise ValueError(f"`{word}` is no word of the DNI scale of STIX 2.1")
    return STIX_21[word][0]


def stix21_word(confidence: int) -> str:
    """The word of the DNI scale that STIX 2.1 reads a confidence of 0 to 100 back as.

    Raises ValueError where the confidence is not a whole number from 0 to 100.

    >>> stix21_word(42)
    'Roughly Even Chance / Roughly Even Odds'
    """
    for word, (_, lowest, highest) in STIX_21.items():
        if confidence in range(lowest, highest + 1):
            return word
    raise ValueError(f"a confidence is a whole number from 0 to 100, not {confidence}")


def stix21_credibility(grade: str) -> int | None:
    """The confidence that STIX 2.1 writes for a credibility of the Admiralty code; None for 6, not judged.

    Raises ValueError where the code has no such credibility.

    >>> stix21_credibility("2")
    70
    """
    if grade not in STIX_21_CREDIBILITY:
        raise ValueError(f"`{grade}` is no credibility of the Admiralty code")
    return STIX_21_CREDIBILITY[grade]

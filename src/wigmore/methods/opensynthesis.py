"""How Open Synthesis reads the votes of several analysts on a matrix of competing hypotheses.

After the software of that name (github.com/twschiller/open-synthesis), but with ties toward neutral, as its
text promises; its code rounds half to even. A cell is the list of its votes.
"""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

Cell = Sequence[str]

VOTES: Mapping[str, int] = MappingProxyType({"VI": 1, "I": 2, "N": 3, "C": 4, "VC": 5})
"""Very inconsistent to very consistent; the sixth vote, NA, counts as neutral in a mean."""

NEUTRAL = VOTES["N"]


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far the cells of one hypothesis lie below neutral, and how far above: sums of squares."""

    inconsistency: float
    consistency: float


def hypothesis(cells: Sequence[Cell]) -> Consistency:
    """Σ (3 − m)² over cells with a mean vote m < 3, and the same over m > 3; cells without a vote left out.

    Raises ValueError for an unknown vote.

    >>> hypothesis([["VC"], ["I"], []])
    Consistency(inconsistency=1.0, consistency=4.0)
    """
    means = _means(cells)
    return Consistency(
        inconsistency=sum((NEUTRAL - mean) ** 2 for mean in means if mean < NEUTRAL) + 0.0,
        consistency=sum((NEUTRAL - mean) ** 2 for mean in means if mean > NEUTRAL) + 0.0,
    )


def _means(cells: Sequence[Cell]) -> list[float]:
    return [statistics.fmean(_value(vote) for vote in cell) for cell in cells if cell]


def _value(vote: str) -> int:
    if vote != "NA" and vote not in VOTES:
        raise ValueError(f"`{vote}` is no vote; there are {', '.join(VOTES)}, NA")
    return VOTES.get(vote, NEUTRAL)


def diagnosticity(cells: Sequence[Cell]) -> float:
    """The population deviation of the mean votes of one item across hypotheses; 0 without any.

    Raises ValueError for an unknown vote.

    >>> diagnosticity([["VC"], ["C", "I"], []])
    1.0
    """
    means = _means(cells)
    return statistics.pstdev(means) if means else 0.0


def disagreement(votes: Cell) -> float:
    """The larger of two sample deviations: of voting NA or not (0 or 1), and of the ratings, 1 to 5.

    Raises ValueError for an unknown vote.

    >>> disagreement(["I", "N", "C"])
    1.0
    """
    values = [_value(vote) for vote in votes]
    marks = [float(vote == "NA") for vote in votes]
    ratings = [float(value) for value, mark in zip(values, marks, strict=True) if not mark]
    return max(statistics.stdev(held) if len(held) > 1 else 0.0 for held in (marks, ratings))


def consensus_round_to_neutral(votes: Cell) -> str | None:
    """The vote nearest to the mean, of two equally near the more neutral; NA where most say so; None of none.

    Raises ValueError for an unknown vote.

    >>> consensus_round_to_neutral(["I", "N"]), consensus_round_to_neutral(["N", "C"])
    ('N', 'N')
    """
    ratings = [value for value, vote in zip(map(_value, votes), votes, strict=True) if vote != "NA"]
    if not votes:
        return None
    if len(ratings) < len(votes) - len(ratings):
        return "NA"
    mean = statistics.fmean(ratings)
    return min(VOTES, key=lambda vote: (abs(VOTES[vote] - mean), abs(VOTES[vote] - NEUTRAL)))


def ordered(hypotheses: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """Hypotheses, the best first: by inconsistency, then consistency, share of NA, share of cells not rated.

    What is still equal is sorted by name.

    Raises ValueError for an unknown vote.

    >>> ordered({"H1": [["I"]], "H2": [["C"]], "H3": [["VC"]]})
    ('H3', 'H2', 'H1')
    """

    def key(name: str) -> tuple[float, float, float, float, str]:
        cells = hypotheses[name]
        held = hypothesis(cells)
        most = max(len(cells), 1)
        not_applicable = sum(consensus_round_to_neutral(cell) == "NA" for cell in cells)
        unrated = sum(not cell for cell in cells)
        return held.inconsistency, -held.consistency, not_applicable / most, unrated / most, name

    return tuple(sorted(hypotheses, key=key))

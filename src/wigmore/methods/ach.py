"""Analysis of Competing Hypotheses: a matrix of ratings, its scores, and what they hang on.

R. J. Heuer, Psychology of Intelligence Analysis (1999), chapter 8. Scores are penalties: 0 is best. They are
ordinal, add up with every row, and are no probabilities; of ties all are given. How the software Open
Synthesis reads votes stands in `opensynthesis`.
"""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

RATINGS = ("CC", "C", "N", "I", "II", "NA")
"""From very consistent over neutral to very inconsistent, and not applicable; None is not rated."""

POINTS: Mapping[str, int] = MappingProxyType({"II": -2, "I": -1})
"""Points of a rating (PARC); all others have none."""

SPREAD: Mapping[str, float] = MappingProxyType({"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2})
"""Values of ratings for the spread of a row: equal steps, as good a guess as any."""

WEIGHTS: Mapping[str, float] = MappingProxyType({"Low": math.sqrt(0.5), "Medium": 1.0, "High": math.sqrt(2)})
"""Factors for credibility and for relevance (PARC): both high double a cell, both low halve it."""

_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hypotheses in columns, evidence in rows, a rating or None in each cell."""

    hypotheses: tuple[str, ...]
    evidence: tuple[str, ...]
    ratings: tuple[tuple[str | None, ...], ...]

    def __post_init__(self) -> None:
        if not self.hypotheses or len(self.ratings) != len(self.evidence):
            raise ValueError("a matrix has a hypothesis, and a row of ratings for each item")
        if any(len(row) != len(self.hypotheses) for row in self.ratings):
            raise ValueError("each row has one rating for each hypothesis")
        for row in self.ratings:
            for rating in row:
                _check_rating(rating)


@dataclass(frozen=True, slots=True)
class Scores:
    """The score of each hypothesis, all that are least inconsistent, and the rows that tell none apart."""

    score: tuple[float, ...]
    least_inconsistent: tuple[str, ...]
    non_diagnostic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """Scores with and without weights, and the hypotheses that are least inconsistent by each."""

    weighted: tuple[float, ...]
    unweighted: tuple[float, ...]
    least_inconsistent_weighted: tuple[str, ...]
    least_inconsistent_unweighted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who leads with all rows, and who leads instead without each of the rows that change it."""

    base: tuple[str, ...]
    linchpins: tuple[tuple[str, tuple[str, ...]], ...]


def _check_rating(rating: str | None) -> None:
    if rating is not None and rating not in RATINGS:
        raise ValueError(f"`{rating}` is no rating; there are {', '.join(RATINGS)}")


def _weight(word: str) -> float:
    if word not in WEIGHTS:
        raise ValueError(f"`{word}` is no weight; there are {', '.join(WEIGHTS)}")
    return WEIGHTS[word]


def parc_cell_score(rating: str | None, *, credibility: str = "Medium", relevance: str = "Medium") -> float:
    """c · r · points of one cell, between −4 and 0 (PARC technical description).

    Raises ValueError for an unknown rating or weight.

    >>> round(parc_cell_score("II", credibility="High", relevance="Medium"), 4)
    -2.8284
    """
    _check_rating(rating)
    factor = _weight(credibility) * _weight(relevance)
    return POINTS.get(rating or "", 0) * factor + 0.0


def inconsistency_score(matrix: Matrix, weights: Sequence[str] | None = None) -> Scores:
    """S(H) = Σ_e w_e · points(e, H), nearest to 0 is least inconsistent (Heuer 1999; PARC).

    `weights` has a word for the credibility of each item; without it all are Medium. A row is non-diagnostic
    where every hypothesis has the same rating.

    Raises ValueError for an unknown weight, or where an item has none.

    >>> held = Matrix(("H1", "H2"), ("E1", "E2"), (("I", "C"), ("C", "C")))
    >>> inconsistency_score(held)
    Scores(score=(-1.0, 0.0), least_inconsistent=('H2',), non_diagnostic=('E2',))
    """
    medium = ["Medium"] * len(matrix.evidence)
    score = _totals(matrix, medium if weights is None else weights, medium)
    same = [None not in row and len(set(row)) == 1 for row in matrix.ratings]
    return Scores(
        score=score,
        least_inconsistent=_leading(matrix.hypotheses, score),
        non_diagnostic=tuple(name for name, flat in zip(matrix.evidence, same, strict=True) if flat),
    )


def parc_weighted(matrix: Matrix, credibility: Sequence[str], relevance: Sequence[str]) -> Weighted:
    """S(H) = Σ_e c_e · r_e · points(e, H), and the same with c = r = 1 (PARC technical description).

    Raises ValueError for an unknown weight, or where an item has none.

    >>> held = Matrix(("H1", "H2"), ("E1", "E2"), (("I", "C"), ("C", "I")))
    >>> parc_weighted(held, ["High", "Low"], ["High", "Low"]).least_inconsistent_weighted
    ('H2',)
    """
    medium = ["Medium"] * len(matrix.evidence)
    weighted = _totals(matrix, credibility, relevance)
    unweighted = _totals(matrix, medium, medium)
    return Weighted(
        weighted=weighted,
        unweighted=unweighted,
        least_inconsistent_weighted=_leading(matrix.hypotheses, weighted),
        least_inconsistent_unweighted=_leading(matrix.hypotheses, unweighted),
    )


def _totals(matrix: Matrix, credibility: Sequence[str], relevance: Sequence[str]) -> tuple[float, ...]:
    if not len(credibility) == len(relevance) == len(matrix.evidence):
        raise ValueError("each item has one weight")
    rows = [
        [parc_cell_score(rating, credibility=c, relevance=r) for rating in row]
        for row, c, r in zip(matrix.ratings, credibility, relevance, strict=True)
    ]
    return tuple(math.fsum(row[place] for row in rows) for place in range(len(matrix.hypotheses)))


def _leading(hypotheses: Sequence[str], score: Sequence[float]) -> tuple[str, ...]:
    best = max(score)
    return tuple(name for name, one in zip(hypotheses, score, strict=True) if one >= best - _EQUAL)


def scores_by_origin(matrix: Matrix, origins: Sequence[str]) -> Scores:
    """Scores in which the rows of one origin count once: of each hypothesis their most inconsistent rating.

    Scores only accumulate, so that one fact split into three rows would count three times. The rows are named
    by their origins.

    Raises ValueError where an item has no origin.

    >>> held = Matrix(("H1", "H2"), ("E1", "E2"), (("I", "C"), ("I", "C")))
    >>> scores_by_origin(held, ["wire", "wire"]).score
    (-1.0, 0.0)
    """
    if len(origins) != len(matrix.evidence):
        raise ValueError("each item has one origin")
    names = tuple(dict.fromkeys(origins))
    grouped = [
        [row for row, mine in zip(matrix.ratings, origins, strict=True) if mine == name] for name in names
    ]
    merged = tuple(tuple(map(_worst, zip(*rows, strict=True))) for rows in grouped)
    return inconsistency_score(Matrix(matrix.hypotheses, names, merged))


def _worst(ratings: Sequence[str | None]) -> str | None:
    order = ("II", "I", "N", "C", "CC", "NA", None)
    return min(ratings, key=order.index)


def leave_one_out(matrix: Matrix, score: Callable[[Matrix], Scores] = inconsistency_score) -> LeftOut:
    """Which hypotheses lead, and each row without which others do: the linchpins (Heuer's step 6).

    >>> held = Matrix(("H1", "H2"), ("E1", "E2"), (("I", "C"), ("C", "C")))
    >>> leave_one_out(held)
    LeftOut(base=('H2',), linchpins=(('E1', ('H1', 'H2')),))
    """
    base = score(matrix).least_inconsistent
    left = []
    for place, name in enumerate(matrix.evidence):
        evidence = matrix.evidence[:place] + matrix.evidence[place + 1 :]
        ratings = matrix.ratings[:place] + matrix.ratings[place + 1 :]
        leading = score(Matrix(matrix.hypotheses, evidence, ratings)).least_inconsistent
        if leading != base:
            left.append((name, leading))
    return LeftOut(base, tuple(left))


def diagnosticity_spread(row: Sequence[str | None], values: Mapping[str, float] = SPREAD) -> float:
    """The population deviation of a row's values across hypotheses; 0 tells none of them apart.

    Ratings without a value, and cells not rated, are left out. `bayes.diagnosticity` is better where there
    are probabilities.

    Raises ValueError for an unknown rating.

    >>> diagnosticity_spread(["C", "C", "I", "I"])
    1.0
    """
    for rating in row:
        _check_rating(rating)
    held = [values[rating] for rating in row if rating is not None and rating in values]
    return statistics.pstdev(held) if held else 0.0


def coverage(matrix: Matrix) -> tuple[float | None, ...]:
    """The share of items rated for each hypothesis, NA included; None where there is no item.

    A cell not rated costs nothing, and so flatters its hypothesis: show this beside every score.

    >>> coverage(Matrix(("H1", "H2"), ("E1", "E2"), (("I", None), ("C", "NA"))))
    (1.0, 0.5)
    """
    rows = matrix.ratings
    return tuple(
        sum(row[place] is not None for row in rows) / len(rows) if rows else None
        for place in range(len(matrix.hypotheses))
    )

"""What a verdict hangs on: one factor over its range, one item left out, the ratio that changes the word."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.methods import bayes, probability, words


@dataclass(frozen=True, slots=True)
class Factor:
    """A number with the range it may lie in: `low` ≤ `base` ≤ `high`."""

    id: str
    base: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.base <= self.high:
            raise ValueError(f"the base of `{self.id}` does not lie within its range")


@dataclass(frozen=True, slots=True)
class Bar:
    """The posterior at the low and at the high end of one factor, all others at their base."""

    id: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tornado:
    """The posterior with every factor at its base, and the bars, widest first; of one width by name."""

    base: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Stays:
    """The likelihood ratios of one item from which, and up to which, the word stays as it is.

    None where no ratio, down to 0 or however great, changes it.
    """

    above: float | None
    below: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """An item of evidence: its probability under each hypothesis, and its source (or origin)."""

    id: str
    likelihood: tuple[float, ...]
    source: str


@dataclass(frozen=True, slots=True)
class WithoutEach:
    """Posteriors of all hypotheses with all items, without each item, and without each source."""

    base: tuple[float, ...]
    items: tuple[tuple[str, tuple[float, ...]], ...]
    sources: tuple[tuple[str, tuple[float, ...]], ...]


def tornado(prior: Factor, lrs: Sequence[Factor]) -> Tornado:
    """The posterior of a hypothesis, one factor at a time over its range (Howard 1988, tornado diagram).

    Raises ValueError where the prior is not between 0 and 1, or a ratio is negative.

    >>> held = tornado(Factor("prior", 0.2, 0.05, 0.4), [Factor("LR", 6, 2, 10)])
    >>> round(held.base, 9), held.bars[0].id
    (0.6, 'prior')
    """
    factors = [prior, *lrs]

    def posterior(place: int, value: float) -> float:
        start, *held = [value if place == index else one.base for index, one in enumerate(factors)]
        return bayes.sequential_odds(probability.odds(start), held).posterior_p

    bars = [
        Bar(one.id, posterior(place, one.low), posterior(place, one.high))
        for place, one in enumerate(factors)
    ]
    widest_first = tuple(sorted(bars, key=lambda bar: (bar.low - bar.high, bar.id)))
    return Tornado(base=posterior(0, prior.base), bars=widest_first)


def prior_sweep(priors: Sequence[float], lrs: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Each prior with its posterior under the same evidence: what a reader of another prior should believe.

    Raises ValueError where a prior is not between 0 and 1, or a ratio is negative.

    >>> [(prior, round(p, 9)) for prior, p in prior_sweep([0.25, 0.5], [3])]
    [(0.25, 0.5), (0.5, 0.75)]
    """
    return tuple((one, bayes.sequential_odds(probability.odds(one), lrs).posterior_p) for one in priors)


def threshold_lr(p_without: float, edge: float) -> float:
    """The LR of one item at which the posterior is `edge`: odds(edge) / odds(p without the item).

    Raises ValueError where one is not above 0 and below 1.

    >>> threshold_lr(0.5, 0.75)
    3.0
    """
    for held in (p_without, edge):
        if not 0 < held < 1:
            raise ValueError(f"only between 0 and 1 a ratio moves a probability, not at {held}")
    return probability.odds(edge) / probability.odds(p_without)


def band_stays(p_without: float, lr: float, table: Sequence[words.Band]) -> Stays:
    """Between which ratios of one item the word of the posterior stays what it is with the ratio `lr`.

    The nearest edges of the yardstick below and above the posterior, each as `threshold_lr`. In a gap of the
    yardstick it is the lack of a word that stays.

    Raises ValueError where `p_without` is not above 0 and below 1, or the ratio is negative.

    >>> held = band_stays(0.2, 4, words.ICD_203)
    >>> round(held.above, 2), round(held.below, 2)
    (3.27, 4.89)
    """
    p = bayes.sequential_odds(probability.odds(p_without), [lr]).posterior_p
    word = words.band(p, table)
    edges = sorted({edge for _, *ends in table for edge in ends if 0 < edge < 1})
    above = _turn(word, [edge for edge in reversed(edges) if edge <= p] + [0], table)
    below = _turn(word, [edge for edge in edges if edge >= p] + [1], table)
    return Stays(
        above=None if above is None else threshold_lr(p_without, above),
        below=None if below is None else threshold_lr(p_without, below),
    )


def _turn(word: str | None, away: Sequence[float], table: Sequence[words.Band]) -> float | None:
    """The first edge on the way at which, or right after which, the word is another."""
    for edge, beyond in itertools.pairwise(away):
        if any(words.band(point, table) != word for point in (edge, (edge + beyond) / 2)):
            return edge
    return None


def leave_out_rows(priors: Sequence[float], rows: Sequence[Row]) -> WithoutEach:
    """Posteriors of rival hypotheses without each item and without all items of each source.

    Each as `bayes.multi_hypothesis`, over the items that are left.

    Raises ValueError as that does, or where names are doubled.

    >>> held = leave_out_rows([0.5, 0.5], [Row("a", (0.9, 0.3), "S1"), Row("b", (0.2, 0.6), "S2")])
    >>> held.items[0][0], [round(p, 9) for p in held.items[0][1]]
    ('a', [0.25, 0.75])
    """
    if len({one.id for one in rows}) != len(rows):
        raise ValueError("each item has a name of its own")

    def posterior(held: Sequence[Row]) -> tuple[float, ...]:
        return bayes.multi_hypothesis(priors, [one.likelihood for one in held])

    sources = dict.fromkeys(one.source for one in rows)
    return WithoutEach(
        base=posterior(rows),
        items=tuple((left.id, posterior([one for one in rows if one is not left])) for left in rows),
        sources=tuple((left, posterior([one for one in rows if one.source != left])) for left in sources),
    )

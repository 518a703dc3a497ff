"""A question of identity as it is weighed: candidates with their cells, criteria with their base rates."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wigmore.analyses import beliefs
from wigmore.methods import attribution, voi, weighing
from wigmore.methods.elimination import Floats
from wigmore.model import belief, question, views

NONE = "none"
YES, WEAK, NO, UNKNOWN = "yes", "weak", "no", "unknown"
LOOKED_AT = (YES, WEAK, NO)


@dataclass(frozen=True, slots=True)
class Led:
    """Which answers lead, all that tie, and the probability of each of them."""

    answers: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A listed answer, or `none`: its probability, what its criteria say, and its cells.

    `ratio` is the likelihood ratio of its criteria against the residual (without one against the whole pool;
    None where a prior is 0); `cells` counts its cells by word, `without_basis` those that show nothing for
    what they say. `rank` is 1 for all that tie at the top.
    """

    answer: beliefs.Answer
    ratio: float | None
    cells: Mapping[str, int]
    without_basis: int
    rank: int

    @property
    def id(self) -> str:
        """The id of the answer."""
        return self.answer.id

    @property
    def bits(self) -> float | None:
        """The ratio as log2; None where there is no finite one."""
        return math.log2(self.ratio) if self.ratio else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A criterion: its share among those that were looked at, and what it tells.

    `upper` is the exact upper bound of the share at 95 %, weak cells counted as met; `bits` the mutual
    information between the answer and its being met; `without` who leads when it is left out.
    """

    item: belief.Item
    checked: int
    upper: float
    bits: float
    without: Led

    @property
    def label(self) -> str:
        """The label of the criterion within its question."""
        return self.item.id.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A question of identity: candidates, the most probable first, and criteria by id.

    `network` is what they are weighed in: without late criteria, where these are to be left out.
    """

    id: str
    asked: question.Question
    network: belief.Network
    whole: belief.Network
    candidates: tuple[Candidate, ...]
    marks: tuple[Mark, ...]
    by_criteria: Led

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """The candidates without the residual."""
        return tuple(one for one in self.candidates if one.id != NONE)

    @property
    def leaders(self) -> tuple[Candidate, ...]:
        """The most probable of the listed candidates, all that tie."""
        listed = self.listed
        return tuple(one for one in listed if one.answer.probability == listed[0].answer.probability)

    @property
    def items(self) -> tuple[belief.Item, ...]:
        """All that is weighed for the question."""
        return self.network.of_question(self.id)

    @property
    def late(self) -> tuple[belief.Item, ...]:
        """Criteria that were declared on or after the day since which somebody was favoured."""
        return tuple(one.item for one in self.marks if one.item.is_late)

    @property
    def weighed(self) -> tuple[Mark, ...]:
        """The criteria that count: all, but for late ones where these are left out."""
        kept = {one.id for one in self.items}
        return tuple(one for one in self.marks if one.item.id in kept)

    def recorded(self, answers: Sequence[str]) -> tuple[str, ...]:
        """Those of some answers that are records: candidates, no answers in words."""
        return tuple(one for one in answers if one in self.asked.candidates)

    def met_by(self, candidate: str) -> tuple[Mark, ...]:
        """The criteria that count and that a candidate meets by its cells."""
        cells = self.asked.candidates.get(candidate, {})
        return tuple(one for one in self.weighed if one.label in cells and cells[one.label].is_ == YES)


def asks_for_identity(one: question.Question) -> bool:
    """Whether a question is about an unnamed party, or has candidates."""
    return bool(one.candidates or one.identifies)


def pool(seen: views.Beliefs, name: str, *, leave_out_late: bool) -> Pool:
    """The pool of a question that has candidates. Raises ValueError where the network is too wide."""
    asked = seen.questions[name]
    whole = seen.network
    criteria = tuple(one for one in whole.of_question(name) if one.kind == belief.CRITERION)
    late = frozenset(one.id for one in criteria if one.is_late)
    network = weighing.without(whole, weighing.LeftOut(items=late)) if leave_out_late else whole
    prior, ratios = by_criteria(network, name)
    answers = beliefs.answered(network, name, beliefs.bands_of(seen.scale))
    ids = network.questions[name].answers
    return Pool(
        id=name,
        asked=asked,
        network=network,
        whole=whole,
        candidates=_candidates(asked, answers, dict(zip(ids, _against_residual(ids, ratios), strict=True))),
        marks=tuple(_mark(asked, network, one, prior) for one in criteria),
        by_criteria=led(ids, prior * np.nan_to_num(ratios)),
    )


def by_criteria(network: belief.Network, name: str) -> tuple[Floats, Floats]:
    """The prior of each answer, and its likelihood by criteria alone over the mean; both shape (answers,).

    Everything else that is weighed is left out, for this question and all others; nan where a prior is 0.
    """
    criteria = tuple(one for one in network.of_question(name) if one.kind == belief.CRITERION)
    prior = weighing.posterior(replace(network, items=()), name)[0]
    after = weighing.posterior(replace(network, items=criteria), name)[0]
    return prior, np.divide(after, prior, out=np.full(len(prior), np.nan), where=prior > 0)


def _against_residual(ids: Sequence[str], ratios: Floats) -> list[float | None]:
    base = float(ratios[ids.index(NONE)]) if NONE in ids else 1.0
    if not base > 0:
        return [None] * len(ids)
    return [None if math.isnan(one) else float(one) / base for one in ratios]


def _candidates(
    asked: question.Question, answers: Sequence[beliefs.Answer], ratios: Mapping[str, float | None]
) -> tuple[Candidate, ...]:
    made = []
    rank, before = 0, math.inf
    for place, one in enumerate(answers, start=1):
        if one.probability < before:
            rank, before = place, one.probability
        cells = asked.candidates.get(one.id, {})
        words = Counter(cells[name].is_ if name in cells else UNKNOWN for name in asked.criteria)
        bare = sum(
            name in cells and cells[name].is_ in LOOKED_AT and not cells[name].basis
            for name in asked.criteria
        )
        made.append(Candidate(answer=one, ratio=ratios[one.id], cells=words, without_basis=bare, rank=rank))
    return tuple(made)


def _mark(asked: question.Question, network: belief.Network, one: belief.Item, prior: Floats) -> Mark:
    label = one.id.partition(".")[2]
    words = Counter(cells[label].is_ for cells in asked.candidates.values() if label in cells)
    checked = sum(words[word] for word in LOOKED_AT)
    met = words[YES] + words[WEAK]
    rest = weighing.without(network, weighing.LeftOut(items=frozenset((one.id,))))
    return Mark(
        item=one,
        checked=checked,
        upper=attribution.smoothed_match_prob(matches=met, checked=checked).p_upper95 if checked else 1.0,
        bits=information(prior, weighing.likelihoods(one, weighing.middles(network))[0]),
        without=lead(rest, one.question, weighing.middles(rest)),
    )


def information(prior: Floats, likelihood: Floats) -> float:
    """Bits that a yes or no tells on the average of which answer holds: their mutual information.

    Answers with one likelihood count as one, which changes nothing: among themselves they stay as they were.
    """
    groups, of = np.unique(np.clip(likelihood, 0.0, 1.0), return_inverse=True)
    weight = np.bincount(of.ravel(), weights=prior / prior.sum())
    rows = [(float(one), 1 - float(one)) for one in groups]
    return voi.expected_information_gain([min(1.0, float(one)) for one in weight], rows).eig_bits


def lead(network: belief.Network, name: str, numbers: Floats) -> Led:
    """Who leads for one vector of numbers, shape (1, ranges)."""
    return led(network.questions[name].answers, weighing.posterior(network, name, numbers)[0])


def led(ids: Sequence[str], shares: Floats) -> Led:
    """Who leads by some shares."""
    best = beliefs.leaders(dict(zip(ids, shares, strict=True)))
    return Led(best, beliefs.rounded(max(shares)))


def near(held: Pool, one: Candidate, factor: float) -> tuple[Candidate, ...]:
    """The other listed candidates that fit by criteria at least as well as one, but for a factor."""
    if one.ratio is None:
        return ()
    # Equal products may differ in their last digits.
    least = one.ratio / factor * (1 - 1e-9)
    return tuple(
        other
        for other in held.listed
        if other is not one and other.ratio is not None and other.ratio >= least
    )


def others(held: Pool, one: Candidate) -> attribution.OtherMatches:
    """How many of the other listed candidates would meet what one meets, by the base rates alone."""
    joint = attribution.joint_match_prob([mark.item.base for mark in held.met_by(one.id)])
    return attribution.expected_other_matches(candidates=len(held.listed), joint_match_prob=joint)


def assuming(network: belief.Network, name: str, assumption: str) -> tuple[Led, Led]:
    """Who leads if an assumption holds, and who if it fails."""
    index = network.assumptions[assumption]
    numbers = np.repeat(weighing.middles(network), 2, axis=0)
    numbers[:, index] = (1.0, 0.0)
    holds, fails = weighing.posterior(network, name, numbers)
    ids = network.questions[name].answers
    return led(ids, holds), led(ids, fails)

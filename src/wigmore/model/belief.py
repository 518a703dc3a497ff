"""The belief network of a case as plain data: questions, what is weighed for them, who says it, which ranges.

Everything numeric that a case states is a *range*, named once and referred to by its index: a network with a
vector of numbers, one for each range, is a Bayesian network; with many such vectors it is a batch of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wigmore.kit import edtf, frozen

LEFT = -1
"""In a prior, the index of an answer that shares what the others leave."""

EVIDENCE, CRITERION, INDICATOR = "evidence", "criterion", "indicator"


@dataclass(frozen=True, slots=True)
class Range:
    """A stated number of which only bounds are known, both within 0..1.

    `of` is the record that states it (a policy row for an assumption), `what` says which number of it.
    """

    of: str
    what: str
    low: float
    high: float

    @property
    def middle(self) -> float:
        """The number taken where one has to be: halfway between the bounds."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question: its answers, and the prior of each for each answer of the question it presupposes.

    `prior` has one row where `given` is None, else one for each answer of `given`; each row holds, for each
    answer, the index of a range or LEFT. `named` are the answers that somebody favours, or that the text
    under test states something of.
    """

    id: str
    answers: tuple[str, ...]
    given: str | None = None
    prior: tuple[tuple[int, ...], ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """A voice that says (or denies) a claim, and how often it would, were it so and were it not.

    `roots` are the documents in which it says so.
    """

    voice: str
    hit: float
    false_alarm: float
    denies: bool = False
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is weighed for one question: evidence, a criterion, or an indicator that was looked for.

    `terms` holds, for each answer, the index of its likelihood. For a criterion every term is the error, and
    `shares` how far each answer meets it; `base` is the share of all that were looked at. An absence is
    weighed by what searches would have found: `searches` are the indices of those chances (none: certain),
    `elapsed` the share of the time that has run. `links` are the witnesses of each claim it needs; the
    weakest counts. `is_late`: declared on or after the day since which somebody favoured an answer;
    `of_test`: nobody but the text under test says it.
    """

    id: str
    kind: str
    question: str
    terms: tuple[int, ...]
    shares: tuple[float, ...] = ()
    base: float = 0.0
    is_absent: bool = False
    searches: tuple[int, ...] = ()
    elapsed: float = 1.0
    links: tuple[tuple[Witness, ...], ...] = ()
    assumes: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    declared: edtf.Edtf | None = None
    is_late: bool = False
    of_test: bool = False
    is_private: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """The voices that may be named: none where a private record stands behind it."""
        return () if self.is_private else self.voices

    @property
    def voices(self) -> tuple[str, ...]:
        """All voices that say what it needs, sorted."""
        return tuple(sorted({one.voice for link in self.links for one in link}))

    @property
    def roots(self) -> tuple[str, ...]:
        """All documents in which what it needs is said, sorted."""
        return tuple(sorted({root for link in self.links for one in link for root in one.roots}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All questions of a case with what is weighed for them; items are sorted by id.

    Questions that presuppose nothing stand first, then those that presuppose one, and so on; equals by id.

    `voices` names each voice for people; `assumptions` gives the index of the probability of each.
    `wide` names the part at which exact inference stops, empty where it does not.
    """

    questions: Mapping[str, Asked] = field(default=frozen.EMPTY)
    items: tuple[Item, ...] = ()
    ranges: tuple[Range, ...] = ()
    voices: Mapping[str, str] = field(default=frozen.EMPTY)
    assumptions: Mapping[str, int] = field(default=frozen.EMPTY)
    wide: str = ""

    def of_question(self, name: str) -> tuple[Item, ...]:
        """What is weighed for one question."""
        return tuple(one for one in self.items if one.question == name)

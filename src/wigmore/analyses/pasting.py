"""What an analysis could contribute as evidence, as YAML to paste: a person decides whether it is weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

from wigmore.casefiles import write
from wigmore.kit import edtf, frozen
from wigmore.methods import bayes
from wigmore.model import finding, question

NAME = "paste"
COLUMNS = ("record", "says", "ratio", "ceiling", "decibans", "yaml")
MOST = 0.9999
"""The highest likelihood that is offered: with four digits it is still printed below one."""
QUESTION, ANSWER = "a-question", "an-answer"
"""What stands in the place of a question and an answer that the case does not name."""

HIGHEST = 0.9999
"""The highest probability that is offered: more would be written as 1, and a likelihood leaves room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A pattern that could be weighed: how probable it is with a link, and by chance alone.

    `ceiling` is the highest ratio of the two that any link could give; `ratio` the one offered, never above
    it. `answer` is the answer the pattern speaks for, as `licence.signed`; None where the case names none.
    `part` tells several offers of one record apart.
    """

    record: str
    says: str
    rests_on: tuple[str, ...]
    linked: float
    chance: float
    ceiling: float
    answer: str | None = None
    part: str = ""

    @property
    def ratio(self) -> float:
        """The likelihood ratio of a link to none: at most the ceiling, as no link is certain to show."""
        return min(min(self.linked, MOST) / self.chance, self.ceiling)


def table(offers: Sequence[Offer], day: edtf.Edtf) -> tuple[finding.Table, ...]:
    """The offers of an analysis with their YAML; no table where there are none.

    What chance brings about all but surely is left out: there is nothing to weigh. Raises ValueError where a
    probability is not above 0.
    """
    offers = [one for one in offers if one.chance <= MOST]
    if not offers:
        return ()
    return (
        finding.Table(
            name=NAME,
            title="What could be weighed of it, to paste into a case file; as it stands nothing of it is",
            columns=COLUMNS,
            rows=tuple(_row(one, day) for one in offers),
            records=tuple(one.record for one in offers),
        ),
    )


def _row(one: Offer, day: edtf.Edtf) -> tuple[finding.Cell, ...]:
    return (
        one.record,
        one.says,
        round(one.ratio, 4),
        round(one.ceiling, 4),
        round(bayes.deciban(one.ratio), 2),
        yaml(one, day),
    )


def yaml(one: Offer, day: edtf.Edtf) -> str:
    """The offer as a record of evidence in the case format; the chance stands under all other answers.

    Raises ValueError where the chance is not between 0 and `MOST`, or a link is not above 0.
    """
    if not (0 < one.chance <= MOST and one.linked > 0):
        raise ValueError(f"{one.record}: a likelihood lies between 0 and 1, both excluded")
    asked, _, answer = (one.answer or f"{QUESTION}.{ANSWER}").partition(".")
    linked = one.chance * one.ratio
    made = question.Evidence(
        id="-".join([one.record, *([one.part] if one.part else []), "weighed"]),
        on=asked,
        rests_on=one.rests_on,
        likelihood=frozen.FrozenDict({answer: f"{linked:.4g}", "others": f"{one.chance:.4g}"}),
        reason=one.says,
        declared=day,
    )
    return write.print_records([made])

"""What a text under test states of rival answers, and which probabilities its words mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wigmore.model import finding, question, vocabulary

TABLE = "stated-words"
SURER, AS_SURE, LESS_SURE = "text surer", "as the text", "text less sure"

DENIAL = re.compile(r"\b(?:not|no|never|neither|nor|hardly|nothing|without|cannot)\b|n['’]t\b")


@dataclass(frozen=True, slots=True)
class Band:
    """The probabilities that some words mean, 0..1, and the policy row that says so (`policy:TABLE/ROW`)."""

    low: float
    high: float
    row: str

    @property
    def shown(self) -> str:
        """The band for a sentence, as its table has it: `5 to 50 %`, with a no-break space."""
        return f"{100 * self.low:.6g} to {100 * self.high:.6g}\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the text under test states of one answer: the words, the claim that holds them, their band."""

    answer: str
    claim: str
    words: str
    band: Band | None

    def difference(self, probability: float) -> str:
        """How sure the text is beside a probability; empty where no number is read into its words."""
        if self.band is None:
            return ""
        if probability < self.band.low:
            return SURER
        return LESS_SURE if probability > self.band.high else AS_SURE


def stated(
    asked: question.Question, tables: Sequence[vocabulary.Policy], known: Mapping[str, object]
) -> tuple[Stated, ...]:
    """What is stated of the answers of a question, by answer; a claim that is not `known` is passed over."""
    return tuple(
        Stated(answer, held.claim, held.as_ or "", band(held.as_ or "", tables))
        for answer, held in sorted(asked.stated.items())
        if held.claim in known
    )


def foremost(some: Sequence[Stated]) -> Stated | None:
    """Of several statements the one that is surest; of equals the first, those without a number last."""
    return max(some, key=lambda one: one.band.low if one.band else -1.0, default=None)


def band(words: str, tables: Sequence[vocabulary.Policy]) -> Band | None:
    """The band of the longest row of some tables that stands in the words; of equals, of the first table.

    None where there is none, or where a word of denial stands before it: what "not likely" leaves open is no
    band of any table.
    """
    text = " ".join(words.casefold().split())
    found = max(_found(text, tables), key=lambda pair: pair[0], default=None)
    if found is None or DENIAL.search(text[: found[1]]):
        return None
    return found[2]


def _found(text: str, tables: Sequence[vocabulary.Policy]) -> Iterator[tuple[tuple[int, int], int, Band]]:
    """Rows that stand in a text: by what the longest and first is chosen, where it begins, its band."""
    for number, table in enumerate(tables):
        for row in table.rows:
            place = re.search(rf"(?<!\w){re.escape(row.id.casefold())}(?!\w)", text)
            if place:
                made = Band(
                    float(row.cells["low"]), float(row.cells["high"]), finding.policy_ref(table.name, row.id)
                )
                yield (len(row.id), -number), place.start(), made

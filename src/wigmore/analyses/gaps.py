"""How many days lie between events that a claim names together, beside the words of the claim."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wigmore.analyses import ordering
from wigmore.kit import text as texts
from wigmore.model import claim, finding

ORDER = "order"
MEANS = {"before": "before", "after": "after", "same time": "same day"}
"""What each value of the property `order` means in the words of `allen.instants_order`."""

CONTRADICTED, UNKNOWN = "contradicted", "cannot be established"
WORDS = 240
"""How much of the words of a claim is shown, in cells."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Two events that a claim names one after the other, and its words.

    `holds` is the verdict on a claim of their order, empty for other claims; `is_made` tells whether anybody
    asserts or concludes the claim, `is_tested` whether the text under test asserts it.
    """

    claim: str
    words: str
    is_made: bool
    is_tested: bool
    first: ordering.Entry
    second: ordering.Entry
    holds: str = ""

    @property
    def days(self) -> tuple[int, int | None] | None:
        """Fewest and most days between the two, whichever is earlier; None where a date is missing."""
        if self.first.dated is None or self.second.dated is None:
            return None
        return self.first.dated.distance(self.second.dated)

    @property
    def order(self) -> tuple[str, ...]:
        """Which orders of the two are possible; none where a date is missing."""
        if self.first.dated is None or self.second.dated is None:
            return ()
        return self.first.dated.order(self.second.dated)


def gaps(known: ordering.Chronicle) -> Iterator[Gap]:
    """The gaps of all claims about two or more events, in the order in which each claim names them.

    Events without a date are passed over, but for a claim of the order of two: it cannot be established.
    """
    for one in known.claims.records.values():
        named = [known.by_id[name] for name in dict.fromkeys(one.about) if name in known.by_id]
        value = known.claims.values.get(one.id) if one.property == ORDER else None
        is_order = value in MEANS and len(named) == len(one.about) == 2
        told = named if is_order else [entry for entry in named if entry.dated is not None]
        if len(told) < 2:
            continue
        is_made = known.reports.records[one.id].is_said
        is_tested = any(known.tested(one))
        words = _words(known, one)
        for first, second in itertools.pairwise(told):
            gap = Gap(one.id, words, is_made, is_tested, first, second)
            yield replace(gap, holds=_verdict(MEANS[str(value)], gap.order)) if is_order else gap


def _verdict(wanted: str, possible: tuple[str, ...]) -> str:
    if not possible:
        return UNKNOWN
    if wanted not in possible:
        return CONTRADICTED
    return "certain" if possible == (wanted,) else "possible"


def findings(found: tuple[Gap, ...]) -> Iterator[finding.Finding]:
    """The gaps of claims that the text under test makes, and what anybody says against the dates."""
    for gap in found:
        if (gap.is_made and gap.holds == CONTRADICTED) or (gap.holds and gap.is_tested):
            yield _of_order(gap)
        elif gap.is_tested:
            yield _of_days(gap)


def _of_days(gap: Gap) -> finding.Finding:
    phrase, values = _lie(gap)
    return finding.Finding(
        states=f"{phrase} between {{first}} ({{first_date}}) and {{second}} ({{second_date}}); "
        "the text under test says: {words}.",
        values={**values, **_dates(gap), "words": f"“{gap.words}”"},
        basis=(gap.claim, *_basis(gap)),
    )


def _lie(gap: Gap) -> tuple[str, dict[str, int]]:
    """The days between as the beginning of a sentence."""
    fewest, most = gap.days or (0, None)
    phrase, values = ordering.days(fewest, most)
    is_one = (fewest, most) in ((1, 1), (1, None), (0, None))
    return f"{phrase[0].upper()}{phrase[1:]} {'lies' if is_one else 'lie'}", values


def _of_order(gap: Gap) -> finding.Finding:
    who = "The text under test" if gap.is_tested else "A claim"
    values: dict[str, finding.Scalar] = {"words": f"“{gap.words}”"}
    if gap.holds == UNKNOWN:
        without = [finding.Ref(one.id) for one in (gap.first, gap.second) if one.dated is None]
        states = f"{who} says: {{words}}. It cannot be established, for {{event}} has no date."
        if len(without) > 1:
            states = (
                f"{who} says: {{words}}. It cannot be established, for {{event}} and {{other}} have no date."
            )
        values |= dict(zip(("event", "other"), without, strict=False))
    else:
        phrase, some = _lie(gap)
        verdict = {"certain": "The dates say so, too", "possible": "By the dates it is possible, not certain"}
        states = (
            f"{who} says: {{words}}. {verdict.get(gap.holds, 'The dates contradict it')}: {{first}} is dated "
            f"{{first_date}} and {{second}} {{second_date}}. {phrase} between them."
        )
        values |= {**some, **_dates(gap)}
    if gap.holds == CONTRADICTED:
        return finding.Finding(states=states, values=values, basis=_basis(gap), against=(gap.claim,))
    return finding.Finding(states=states, values=values, basis=(gap.claim, *_basis(gap)))


def _dates(gap: Gap) -> dict[str, finding.Scalar]:
    return {
        "first": finding.Ref(gap.first.id),
        "first_date": str(gap.first.dated),
        "second": finding.Ref(gap.second.id),
        "second_date": str(gap.second.dated),
    }


def _basis(gap: Gap) -> tuple[str, ...]:
    compared = (gap.first.dated, gap.second.dated) if gap.days is not None else ()
    return (gap.first.id, gap.second.id, *ordering.widened(*compared))


def _words(known: ordering.Chronicle, one: claim.Claim) -> str:
    """What the claim says: in the words of the text under test where they are quoted, else in its own."""
    quoted = (statement.quote for _, statement in known.tested(one) if statement.quote)
    return texts.cut(" ".join(next(quoted, one.says).split()), WORDS).rstrip(".")


COLUMNS = (
    "claim", "first", "second", "fewest days", "most days", "first is", "the claim says", "holds",
)  # fmt: skip


def table(found: tuple[Gap, ...]) -> finding.Table:
    """All gaps, those that no text under test speaks of as well."""
    rows = (
        (
            gap.claim,
            gap.first.id,
            gap.second.id,
            *ordering.day_cells(gap.days),
            " or ".join(gap.order) or ordering.NO_DATE,
            gap.words,
            gap.holds,
        )
        for gap in found
    )
    return finding.Table(
        name="gaps",
        title="Days between events that a claim names together",
        columns=COLUMNS,
        rows=tuple(rows),
        records=tuple(gap.claim for gap in found),
    )

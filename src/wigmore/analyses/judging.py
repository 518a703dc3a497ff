"""Estimates beside what is stated: the verdict, what rests on one source alone, and what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wigmore.analyses import reckoning, reproducing, verdicts
from wigmore.model import views, worked_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An estimate with its answers, what is stated of it, and the verdict; None where nothing is stated.

    `own` names for each answer the source in which all that it takes stands together with what is stated, or
    is empty.
    """

    reckoned: reckoning.Reckoned
    claim: str
    told: reproducing.Stated | None
    verdict: reproducing.Verdict | None
    own: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the estimate."""
        return self.reckoned.id

    @property
    def answers(self) -> tuple[reckoning.Answer, ...]:
        """Its answers, the first combination first."""
        return self.reckoned.answers

    @property
    def word(self) -> str:
        """The verdict in a word; empty where nothing is stated."""
        return self.verdict.word if self.verdict else ""

    @property
    def places(self) -> tuple[str, ...]:
        """Where each answer lies beside what is stated; empty texts where nothing is."""
        held = self.verdict.places if self.verdict else ()
        return held or ("",) * len(self.answers)

    def written_out(self, most: int) -> Iterator[tuple[int, reckoning.Answer]]:
        """The answers that are derived, by their number from one: the first, and those inside."""
        chosen = [
            (number, one)
            for number, (one, place) in enumerate(zip(self.answers, self.places, strict=True), start=1)
            if number == 1 or place in (reproducing.INSIDE, reproducing.AROUND)
        ]
        yield from chosen[:most]

    def basis(self, *answers: reckoning.Answer) -> tuple[str, ...]:
        """What findings on some of its answers rest on."""
        held = [self.id, *((self.claim,) if self.told else ())]
        held += [name for one in answers for name in one.combination.basis]
        is_hedged = (self.told is not None and self.told.is_hedged) or any(one.is_hedged for one in answers)
        return tuple(dict.fromkeys((*held, *((worked_view.APPROXIMATE,) if is_hedged else ()))))


def judged(
    some: Iterable[reckoning.Reckoned], seen: views.Estimates, reports: views.Reports
) -> tuple[Judged, ...]:
    """The verdict on each estimate."""
    return tuple(_judged(one, seen, reports) for one in some)


def _judged(one: reckoning.Reckoned, seen: views.Estimates, reports: views.Reports) -> Judged:
    claim = one.estimate.stated.claim if one.estimate.stated else ""
    amount = seen.amounts.get(claim)
    told = reproducing.stated(amount, seen.reach) if amount is not None else None
    own = tuple(_own(answer, claim, reports) for answer in one.answers) if told else ("",) * len(one.answers)
    return Judged(reckoned=one, claim=claim, told=told, verdict=_verdict(one, claim, told), own=own)


def _verdict(
    one: reckoning.Reckoned, claim: str, told: reproducing.Stated | None
) -> reproducing.Verdict | None:
    if not one.answers or (claim and told is None):
        return reproducing.Verdict(word=verdicts.OPEN, row="missing")
    if told is not None:
        return reproducing.verdict(one.answers, told)
    if all(reproducing.beyond(answer) for answer in one.answers):
        return reproducing.Verdict(word=verdicts.IMPOSSIBLE, row="beyond")
    return None


def _own(answer: reckoning.Answer, claim: str, reports: views.Reports) -> str:
    """The first source that asserts all claims of an answer and the stated one; empty where there is none."""
    leaves = answer.worked.leaves.values()
    if not leaves or any(leaf.basis not in reports.records for leaf in leaves):
        return ""
    shared = set(_asserting(claim, reports))
    for leaf in leaves:
        shared &= set(_asserting(leaf.basis, reports))
    return min(shared, default="")


def _asserting(claim: str, reports: views.Reports) -> Iterator[str]:
    return (said.source for said in reports.records[claim].statements if said.asserts)


def missing(one: Judged, reports: views.Reports) -> tuple[str, ...]:
    """What is missing for an answer or a verdict, in words."""
    if one.verdict is not None and one.verdict.open_inputs:
        return tuple(f"{name} has no bound" for name in one.verdict.open_inputs)
    held = (*one.reckoned.missing, *((one.claim,) if one.claim and one.told is None else ()))
    found = [f"nothing is known yet of {name}" for name in one.reckoned.lost]
    found += [_why(name, reports) for name in held]
    found += [fault.message for fault in one.reckoned.faults]
    return tuple(dict.fromkeys(found)) or ("what comes out is no number",)


def _why(claim: str, reports: views.Reports) -> str:
    known = reports.records.get(claim)
    if known is None:
        return f"{claim} is not known yet"
    return "a claim is private" if known.is_private else f"{claim} has no number"

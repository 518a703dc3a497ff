"""Who vouches for what is weighed: the voices behind claims, with hit and false-alarm rates by policy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wigmore.kit import allen, frozen
from wigmore.model import belief, claim, dating, graph, inquiry, record, thing, vocabulary
from wigmore.stages import origins

STANCES = (origins.ASSERTS, origins.DENIES)
"""Stances that can be weighed: who doubts says neither."""


@dataclass(frozen=True, slots=True)
class Gaining:
    """The entities that gain if something is believed, and those that gain if it is denied."""

    if_so: frozenset[str] = frozenset()
    if_not: frozenset[str] = frozenset()


class Flattening:
    """Finds the claims on which something comes to rest that is weighed."""

    def __init__(self, records: graph.Records, reported: Mapping[str, graph.Origins]) -> None:
        self._records = records
        self._reported = reported

    def claims(self, names: Iterable[str]) -> tuple[str, ...]:
        """The claims behind claims, events, relations and inquiries, each once, in the order of naming.

        A claim that nobody says stands for the claims from which it is concluded; a record for its basis.
        """
        return tuple(one.id for one in self._walk(names) if self._is_said(one.id))

    def is_founded(self, name: str) -> bool:
        """Whether anybody is written down as saying what a record comes to rest on, be the source unknown."""
        return any(isinstance(one, claim.Claim) and one.sources for one in self._walk((name,)))

    def _walk(self, names: Iterable[str]) -> Iterator[record.Record]:
        """Records and what is beneath each, down to the claims that somebody says."""
        seen: set[str] = set()
        stack = list(names)[::-1]
        while stack:
            name = stack.pop()
            one = self._records.by_id.get(name)
            if one is None or name in seen:
                continue
            seen.add(name)
            yield one
            if not self._is_said(name):
                stack.extend(_beneath(one)[::-1])

    def _is_said(self, name: str) -> bool:
        held = self._reported.get(name)
        return held is not None and any(report.stance in STANCES for report in held.reports)


def _beneath(one: record.Record) -> tuple[str, ...]:
    """What a record rests on that is not itself said by anybody."""
    if isinstance(one, claim.Claim):
        return (*one.inferred_from, *one.basis)
    if isinstance(one, (thing.Event, thing.Relation)):
        return one.basis
    if isinstance(one, inquiry.Inquiry) and not isinstance(one.found, str):
        return one.found
    return ()


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a source of some grade reports what is so, and what is not."""

    hit: float
    false_alarm: float


class Witnesses:
    """Makes the witnesses of claims; speakers who ever speak jointly are one voice."""

    def __init__(
        self,
        records: graph.Records,
        reported: Mapping[str, graph.Origins],
        policies: Mapping[str, vocabulary.Policy],
    ) -> None:
        self._sources = records.sources
        self._reported = reported
        self._rates = {
            row.id: Rates(float(row.cells["hit"]), float(row.cells["false_alarm"]))
            for row in policies["reliability"].rows
        }
        self._grades = {row.id: str(row.cells["grade"]) for row in policies["grades"].rows}
        self._share = float(policies["interest"].row("gains").cells["share"])
        self._dates = dating.Dates(policies)
        self._leader: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def hear(self, claims: Iterable[str]) -> None:
        """Note the speakers of claims; to be done for all before any witness is made."""
        for name in claims:
            for report in self._reported[name].reports:
                self._join(report.speakers)

    def of(self, name: str, gaining: Gaining) -> tuple[belief.Witness, ...]:
        """The witnesses of a claim: one for each voice and stance.

        What a voice says again later adds nothing: the rates are those of its first document; where it is not
        known which was first, those of the worst.
        """
        made: dict[tuple[str, bool], list[tuple[_First, belief.Witness]]] = {}
        for report in self._reported[name].reports:
            if report.stance in STANCES and report.speakers:
                one = self._witness(report, gaining)
                made.setdefault((one.voice, one.denies), []).append((self._first(report, one), one))
        return tuple(_merged(made[key]) for key in sorted(made))

    def _first(self, report: graph.Report, one: belief.Witness) -> "_First":
        """What sorts the reports of a voice: the first day on which it may be out, then its rates."""
        dates = [held.published for root in report.roots if (held := self._sources.get(root))]
        days = [self._dates.dated(date).first for date in dates if date is not None]
        return (min(days) if days and len(days) == len(dates) else allen.FAR_PAST, one.hit / one.false_alarm)

    def is_of_test(self, claims: Iterable[str]) -> bool:
        """Whether the text under test alone says one of the claims."""
        return any(
            all(
                report.under_test
                for report in self._reported[name].reports
                if report.stance == origins.ASSERTS
            )
            for name in claims
        )

    def names(self) -> Mapping[str, str]:
        """What each voice is called."""
        members: dict[str, list[str]] = {}
        for speaker in sorted(self._leader):
            members.setdefault(self._voice(speaker), []).append(self._names[speaker])
        return frozen.FrozenDict({voice: " and ".join(held) for voice, held in sorted(members.items())})

    def _witness(self, report: graph.Report, gaining: Gaining) -> belief.Witness:
        rates = max((self._graded(root) for root in report.roots), key=lambda one: one.hit / one.false_alarm)
        denies = report.stance == origins.DENIES
        behind = {speaker.id for speaker in report.speakers}
        known = (self._sources[root] for root in report.roots if root in self._sources)
        behind |= {name for held in known for name in held.interest}
        # Who gains says it more often where it is not so, whatever the answer is.
        gains = not behind.isdisjoint(gaining.if_not if denies else gaining.if_so)
        raised = self._share * (rates.hit - rates.false_alarm) if gains else 0.0
        return belief.Witness(
            voice=self._voice(report.speakers[0].id),
            hit=rates.hit,
            false_alarm=rates.false_alarm + raised,
            denies=denies,
            roots=report.roots,
        )

    def _graded(self, root: str) -> Rates:
        held = self._sources.get(root)
        grade = (held.reliability or self._grades.get(held.kind, "F")) if held else "F"
        rates = self._rates[grade]
        # A case may write rates by which a report would speak against what it says; then it says nothing.
        return rates if rates.hit > rates.false_alarm > 0 else Rates(0.5, 0.5)

    def _join(self, speakers: tuple[graph.Speaker, ...]) -> None:
        for one in speakers:
            self._names.setdefault(one.id, one.name)
            self._leader.setdefault(one.id, one.id)
        voices = sorted({self._voice(one.id) for one in speakers})
        for voice in voices[1:]:
            self._leader[voice] = voices[0]

    def _voice(self, speaker: str) -> str:
        while self._leader[speaker] != speaker:
            speaker = self._leader[speaker]
        return speaker


_First = tuple[int, float]


def _merged(held: list[tuple[_First, belief.Witness]]) -> belief.Witness:
    """The first report of a voice, with the documents of all."""
    _, first = min(held, key=lambda pair: pair[0])
    return replace(first, roots=tuple(sorted({root for _, one in held for root in one.roots})))

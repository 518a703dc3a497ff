"""Who vouches for what is weighed: the voices behind claims, with hit and false-alarm rates by policy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wigmore.kit import frozen
from wigmore.model import belief, claim, graph, inquiry, record, thing, vocabulary
from wigmore.stages import origins

Gains = Mapping[str, frozenset[str]]
"""For each answer, the entities that gain if it holds."""


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
        return held is not None and any(report.stance == origins.ASSERTS for report in held.reports)


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
        self._leader: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def hear(self, claims: Iterable[str]) -> None:
        """Note the speakers of claims; to be done for all before any witness is made."""
        for name in claims:
            for report in self._reported[name].reports:
                self._join(report.speakers)

    def of(self, name: str, answers: tuple[str, ...], gains: Gains) -> tuple[belief.Witness, ...]:
        """The witnesses of a claim: one for each voice and stance, with the best of its documents' rates."""
        made: dict[tuple[str, bool], belief.Witness] = {}
        for report in self._reported[name].reports:
            if report.stance not in (origins.ASSERTS, origins.DENIES) or not report.speakers:
                continue
            one = self._witness(report, answers, gains)
            key = (one.voice, one.denies)
            made[key] = _better(made[key], one) if key in made else one
        return tuple(made[key] for key in sorted(made))

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

    def _witness(self, report: graph.Report, answers: tuple[str, ...], gains: Gains) -> belief.Witness:
        rates = max((self._graded(root) for root in report.roots), key=lambda one: one.hit / one.false_alarm)
        behind = {speaker.id for speaker in report.speakers}
        behind |= {
            name for root in report.roots if root in self._sources for name in self._sources[root].interest
        }
        return belief.Witness(
            voice=self._voice(report.speakers[0].id),
            hit=rates.hit,
            false_alarm=rates.false_alarm,
            raised=rates.false_alarm + self._share * (rates.hit - rates.false_alarm),
            gains=tuple(not behind.isdisjoint(gains.get(answer, ())) for answer in answers),
            denies=report.stance == origins.DENIES,
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


def _better(one: belief.Witness, other: belief.Witness) -> belief.Witness:
    """The better graded of two reports of one voice, with the documents of both; it gains by either."""
    best = max(one, other, key=lambda held: held.hit / held.false_alarm)
    return replace(
        best,
        gains=tuple(a or b for a, b in zip(one.gains, other.gains, strict=True)),
        roots=tuple(sorted({*one.roots, *other.roots})),
    )

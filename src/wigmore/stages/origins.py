"""Who says a claim, and how often independently: copies are merged, speakers and observers told apart.

*Copy*: the same claim reached us twice from one root, through `from` of the statement or `derives_from` of
the source: one report, whatever the number. *Speaker*: whose word it is. *Observer*: an independent witness;
reports depend on one another where they share a root or a speaker, so the number of observers is the number
of components of that graph, the lower bound on independence (PROV-O derivation; methods reference, 10).
"""

from collections.abc import Mapping, Sequence

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.methods import provenance
from wigmore.model import claim, graph, source, vocabulary
from wigmore.stages import circles, references

ASSERTS, DENIES = "asserts", "denies"
OF_FILER = "the filer"
NOT_READ = ("unread", "quoted")
"""How far a source was read when we know it through others alone."""


class Speakers:
    """Finds the speaker of a source or statement; publishers are matched to entities by their exact names."""

    def __init__(self, records: graph.Records) -> None:
        self._entities = records.entities
        self._by_name: dict[str, str] = {}
        for one in records.entities.values():
            for name in (one.name, *one.aliases):
                self._by_name.setdefault(texts.fold(name), one.id)

    def of(self, origin: source.Source, by: str | None = None) -> graph.Speaker:
        """The speaker of a statement in a source: `by`, else the source's `by`, else its publisher."""
        name = by or origin.by
        if name is not None:
            held = self._entities.get(name)
            return graph.Speaker(name, held.name if held else name)
        if origin.publisher is None:
            return graph.Speaker(f"source:{origin.id}", origin.title)
        folded = texts.fold(origin.publisher)
        known = self._by_name.get(folded)
        if known is not None:
            return graph.Speaker(known, self._entities[known].name)
        return graph.Speaker(f"publisher:{folded}", origin.publisher)


class Roots:
    """The documents at the beginning of each chain of copies."""

    def __init__(self, sources: Mapping[str, source.Source]) -> None:
        self._sources = sources
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, name: str) -> tuple[str, ...]:
        """The roots of a source, itself where it copies nothing; a circle counts as its own root."""
        if name not in self._found:
            self._found[name] = self._walk(name)
        return self._found[name]

    def of_statement(self, statement: claim.Statement) -> tuple[str, ...]:
        """The roots of one statement: those of what it repeats, else those of its source."""
        parents = statement.from_ or (statement.source,)
        return tuple(sorted({root for parent in parents for root in self.of(parent)}))

    def _walk(self, name: str) -> tuple[str, ...]:
        roots, seen, stack = set(), {name}, [name]
        while stack:
            here = stack.pop()
            held = self._sources.get(here)
            parents = [parent for parent in held.derives_from if parent in self._sources] if held else []
            if not parents:
                roots.add(here)
            for parent in parents:
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        return tuple(sorted(roots)) or (name,)


def origins(records: graph.Records, policies: Mapping[str, vocabulary.Policy]) -> Mapping[str, graph.Origins]:
    """The independent reports of every claim."""
    maker = _Maker(records, policies)
    return frozen.FrozenDict({name: maker.of(one) for name, one in records.claims.items()})


class _Maker:
    def __init__(self, records: graph.Records, policies: Mapping[str, vocabulary.Policy]) -> None:
        self.records = records
        self.sources = records.sources
        self.known: dict[tuple[object, ...], graph.Origins] = {}
        self.roots = Roots(records.sources)
        self.speakers = Speakers(records)
        self.own_acts = {row.id: str(row.cells.get("of", "")) for row in policies["primary"].rows}
        self.under_test = records.case.under_test if "case" in records.by_id else None

    def of(self, one: claim.Claim) -> graph.Origins:
        """The origins of a claim; claims that the same documents state in the same way share them."""
        stated = tuple([(s.source, s.by, s.from_, s.stance) for s in one.sources])
        held = self.known.get(stated)
        if held is None:
            held = self._merged(one)
            if not any(self._whose(root) == OF_FILER for report in held.reports for root in report.roots):
                self.known[stated] = held
        return held

    def _whose(self, root: str) -> str | None:
        """Of whose acts a document speaks at first hand, where it was read."""
        held = self.sources.get(root)
        return self.own_acts.get(held.kind) if held and held.read not in NOT_READ else None

    def _merged(self, one: claim.Claim) -> graph.Origins:
        """Merge the statements of a claim that share roots and stance into reports."""
        merged: dict[tuple[tuple[str, ...], str], list[int]] = {}
        for index, statement in enumerate(one.sources):
            if statement.source in self.sources:
                key = (self.roots.of_statement(statement), statement.stance or ASSERTS)
                merged.setdefault(key, []).append(index)
        reports = tuple(
            graph.Report(
                roots=roots,
                speakers=self._speakers(one, roots, indexes),
                stance=stance,
                statements=tuple(indexes),
                under_test=self._is_of_test(one, roots, indexes),
            )
            for (roots, stance), indexes in merged.items()
        )
        asserting = [report for report in reports if report.stance == ASSERTS and not report.under_test]
        denying = [report for report in reports if report.stance == DENIES and not report.under_test]
        return graph.Origins(
            reports=reports,
            observers=components(asserting),
            denying=components(denying),
            own_acts=sum(1 for report in asserting if self._speaks_of_own_acts(one, report)),
            copies=sum(len({one.sources[i].source for i in report.statements}) - 1 for report in reports),
        )

    def _is_of_test(self, one: claim.Claim, roots: tuple[str, ...], indexes: list[int]) -> bool:
        """Whether only the text under test says so: also where it names an original that nobody has read."""
        if self.under_test is None or {one.sources[index].source for index in indexes} != {self.under_test}:
            return roots == (self.under_test,)
        others = [self.sources.get(root) for root in roots if root != self.under_test]
        # A root that the case does not hold is a slip of the pen (B019), and read by nobody.
        return all(held is None or held.read in NOT_READ for held in others)

    def _speakers(
        self, one: claim.Claim, roots: tuple[str, ...], indexes: list[int]
    ) -> tuple[graph.Speaker, ...]:
        """A copy speaks with the voice of its roots; a statement's own `by` goes before."""
        found = {}
        for index in indexes:
            by = one.sources[index].by
            for held in [self.sources[root] for root in roots if root in self.sources]:
                speaker = self.speakers.of(held, by)
                found[speaker.id] = speaker
        return tuple(found[name] for name in sorted(found))

    def _speaks_of_own_acts(self, one: claim.Claim, report: graph.Report) -> bool:
        """A register, court or patent office speaks of its own acts; a filing of the filer's only.

        What it reports as somebody else's word (`by`) is not its own act, nor is what another root says.
        """
        return all(self._owns(one, report, root) for root in report.roots) and not any(
            one.sources[index].by for index in report.statements
        )

    def _owns(self, one: claim.Claim, report: graph.Report, root: str) -> bool:
        whose = self._whose(root)
        if whose == OF_FILER:
            return any(self._is_about(one, speaker.id) for speaker in report.speakers)
        return whose == "own acts"

    def _is_about(self, one: claim.Claim, entity: str) -> bool:
        return any(entity in self.records.parties(name) for name in one.about)


def components(reports: Sequence[graph.Report]) -> int:
    """How many groups of reports share neither a root nor a speaker: the number of observers."""
    if len(reports) < 2:
        return len(reports)
    links = [
        (f"report {index}", mark)
        for index, report in enumerate(reports)
        for mark in (*report.roots, *(speaker.id for speaker in report.speakers))
    ]
    return provenance.components({a for a, _ in links}, links)


def check(records: graph.Records, locate: references.Locate) -> tuple[diagnostic.Diagnostic, ...]:
    """Sources that copy one another in a circle, and one document that speaks both ways."""
    found = list(circles.check(records.sources, "derives_from", rules.DERIVATION_CIRCLE, locate))
    for one in records.claims.values():
        if len(one.sources) < 2:
            continue
        stances: dict[str, str] = {}
        for index, statement in enumerate(one.sources):
            stance = statement.stance or ASSERTS
            if {stances.setdefault(statement.source, stance), stance} == {ASSERTS, DENIES}:
                where = locate(one, f"sources.{index}.source")
                message = f"`{statement.source}` both says and denies this"
                repair = "keep the stance that the document takes, or split the claim"
                found.append(diagnostic.at(rules.BOTH_STANCES, where, message, repair, one.id))
    return tuple(found)

"""What each sentence of the author's own words cites, how that stands, and whether the sentence is surer."""

from collections.abc import Iterable
from dataclasses import replace

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.model import graph, record
from wigmore.model import narrative as told
from wigmore.stages import references, wording

CITED = ("claims", "inquiries")
NO_CERTAINTY, GUARDED = "no certainty", "doubt or attribution"
MOST_NAMED = 3


def judge(
    narratives: Iterable[told.Narrative], the_graph: graph.CaseGraph, known: references.Known
) -> diagnostic.Outcome[tuple[told.Narrative, ...]]:
    """The narratives with what was worked out for each sentence, and all that is wrong with them.

    `known` knows all records of the case, also those that `--known-on` leaves out of the graph. A sentence
    that rests on one of those or on one that lost a part of its statements or premises, or on what could not
    be read, is replaced by a mark.
    """
    found: list[diagnostic.Diagnostic] = []
    judging: _Judging | None = None
    made = []
    for one in narratives:
        # The word lists are made ready where there is something to read: most checks are of cases without.
        judging = judging or _Judging(the_graph, known, found)
        made.append(judging.narrative(one))
    return diagnostic.Outcome(tuple(made), tuple(found))


def shown_value(name: str, records: graph.Records) -> str | None:
    """The value of a claim as it is written, through its bindings; None where it has none."""
    seen: set[str] = set()
    while name not in seen and name in records.claims:
        seen.add(name)
        held = records.claims[name].value
        if not isinstance(held, record.Binding):
            return held
        name = held.claim
    return None


class _Judging:
    """Judges one sentence after the other."""

    def __init__(
        self, the_graph: graph.CaseGraph, known: references.Known, found: list[diagnostic.Diagnostic]
    ) -> None:
        self._graph = the_graph
        self._known = known
        self._near = references.Nearest(known.records)
        self._wording = wording.Wording(the_graph.policies["wording"])
        self._needs = {row.id: row for row in the_graph.policies["assertion"].rows}
        self._found = found
        self._path = ""

    def narrative(self, one: told.Narrative) -> told.Narrative:
        self._path = one.path
        return one.changed(self._sentence)

    def _sentence(self, one: told.Sentence) -> told.Sentence:
        before = len(self._found)
        stated = one.row or one.parts
        names = tuple(dict.fromkeys(part.id for part in stated if part.id is not None))
        suspects = [near for part in one.parts if part.id is not None for near in self._look_up(part)]
        made = replace(
            one,
            parts=tuple(map(self._with_value, one.parts)),
            cites=tuple(name for name in names if self._is_cited(name)),
            concerns=tuple(dict.fromkeys((*one.concerns, *suspects))),
        )
        reason = self._reason(made)
        if reason:
            return replace(made.without(reason), concerns=made.concerns)
        made = replace(made, status=self._status(made))
        if len(self._found) == before and len(made.cites) == len(names) and not any(map(_is_fault, stated)):
            self._weigh(made)
        codes = [rules.BAD_CITATION.code for part in one.parts if _is_fault(part)]
        codes += [held.rule.code for held in self._found[before:]]
        return replace(made, marks=tuple(dict.fromkeys(codes)), row=())

    # --- what is cited ---

    def _is_cited(self, name: str) -> bool:
        held = self._known.records.by_id.get(name)
        return held is not None and held.KIND in CITED

    def _look_up(self, part: told.Part) -> Iterable[str]:
        """Check what a citation or value names; gives ids that may have been meant instead."""
        name = str(part.id)
        head, dot, _ = name.partition(".")
        held = self._known.records.by_id.get(head)
        if held is None:
            return self._unknown(part, head)
        if held.KIND not in CITED or dot:
            what = f"a part of {references.noun(held.KIND)}" if dot else references.noun(held.KIND)
            message = f"`{name}` is {what}, and only claims and inquiries can be cited"
            self._report(rules.CITES_OTHER_KIND, part, message, self._instead(head))
        elif part.kind == "value" and held.KIND != "claims":
            message = f"`{name}` is {references.noun(held.KIND)}, and only claims have a value to show"
            self._report(rules.CITES_OTHER_KIND, part, message, f"cite it by `[@{name}]`")
        elif part.kind == "value" and shown_value(name, self._known.records) is None:
            message = f"the claim `{name}` has no value to show"
            repair = f"cite it by `[@{name}]`, or give it a `property` and a `value`"
            self._report(rules.NO_VALUE_TO_SHOW, part, message, repair)
        return ()

    def _unknown(self, part: told.Part, name: str) -> Iterable[str]:
        if self._known.may_exist(name):
            return ()
        near = self._near(name, CITED)
        written = f"{{{near}}}" if part.kind == "value" else f"[@{near}]"
        repair = f"write `{written}`" if near else f"add a claim or inquiry `{name}`, or cite another"
        self._report(rules.UNKNOWN_CITATION, part, f"there is no claim or inquiry `{name}`", repair)
        return (near,) if near else ()

    def _instead(self, name: str) -> str:
        """Which claims or inquiries have to do with a record that cannot be cited itself."""
        records = self._known.records
        naming = (*records.resting.get(name, ()), *records.mentions.get(name, ()))
        carrying = records.carriers(records.by_id[name])
        about = [one for one in dict.fromkeys((*naming, *carrying)) if self._is_cited(one)][:MOST_NAMED]
        if not about:
            return f"write `[@{name}]`" if self._is_cited(name) else "cite a claim about it"
        said = "it says" if records.by_id[name].KIND == "sources" else "is said of it"
        return f"cite what {said}: " + ", ".join(f"`[@{one}]`" for one in about)

    def _with_value(self, part: told.Part) -> told.Part:
        value = shown_value(str(part.id), self._graph.records) if part.kind == "value" else None
        return part if value is None else replace(part, text=value)

    def _reason(self, one: told.Sentence) -> str:
        """Why a sentence is not shown; empty where it is."""
        values = [str(part.id) for part in one.row or one.parts if part.kind == "value"]
        early = any(
            shown_value(name, self._graph.records) is None
            and shown_value(name, self._known.records) is not None
            for name in values
        )
        if early or any(map(self._is_later, (*one.cites, *values, *one.concerns))):
            return told.LATER
        known = self._known
        if any(name not in known.records.by_id and known.may_exist(name) for name in one.concerns):
            return told.UNREAD
        return ""

    def _is_later(self, name: str) -> bool:
        """Whether a record, or a part of what it says, was not known yet.

        A sentence is written by somebody who knows all statements of a claim, so that one of a claim that is
        cut short may tell what only the later ones say.
        """
        held, whole = self._graph.records.by_id.get(name), self._graph.whole.by_id.get(name)
        return name in self._graph.left_out or (held is not None and held != whole)

    # --- how it stands ---

    def _status(self, one: told.Sentence) -> str:
        if not one.states:
            return told.NONE
        standings = self._graph.standings
        weakest = graph.weakest(standings[name].status for name in one.cites if name in standings)
        return weakest or (told.LOOKED_FOR if one.cites else told.UNCITED)

    def _weigh(self, one: told.Sentence) -> None:
        """Warn of a statement that cites nothing, or sounds surer than what it cites."""
        if one.status == told.NONE:
            return
        if one.status == told.UNCITED:
            message = "the sentence states something and cites nothing"
            repair = "cite a claim by `[@id]`, or make it a question"
            self._report_at(rules.UNCITED, _begin(one), message, repair, self._path)
        elif not one.quoted:
            self._weigh_words(one)

    def _weigh_words(self, one: told.Sentence) -> None:
        needs = self._needs[one.status].cells["needs"]
        standings = self._graph.standings
        weakest = (name for name in one.cites if name in standings and standings[name].status == one.status)
        on = next(weakest, one.cites[0])
        spoken = replace(one, parts=one.row or one.parts)
        words = wording.own_words(spoken)
        certain = self._wording.certainty(words) if needs in (NO_CERTAINTY, GUARDED) else None
        stands = "was only looked for" if one.status == told.LOOKED_FOR else f"is {one.status}"
        if certain is not None:
            said = " ".join(words[slice(*certain)].split())
            message = f"the sentence says “{said}”, and `{on}` {stands}"
            self._report_at(rules.SURER, wording.place(spoken, *certain), message, f"take “{said}” out", on)
        elif needs == GUARDED and not self._wording.is_guarded(words):
            message = f"the sentence states plainly what {stands} in `{on}`"
            repair = "say whose word it is, as by “according to”, or that it is open, as by “may”"
            self._report_at(rules.SURER, _begin(one), message, repair, on)

    # --- saying so ---

    def _report(self, rule: diagnostic.Rule, part: told.Part, message: str, repair: str) -> None:
        self._report_at(rule, (part.line, part.column, part.width), message, repair, None)

    def _report_at(
        self, rule: diagnostic.Rule, at: tuple[int, int, int], message: str, repair: str, on: str | None
    ) -> None:
        where = span.Span(self._path, at[0], at[1], max(1, at[2]))
        self._found.append(diagnostic.at(rule, where, message, repair, on))


def _is_fault(part: told.Part) -> bool:
    """Whether a part is a citation that could not be read."""
    return part.kind == "text" and bool(part.concerns)


def _begin(one: told.Sentence) -> tuple[int, int, int]:
    """Where a sentence begins, as wide as its first part."""
    first = next((part for part in one.parts if part.text.strip()), one.parts[0])
    return one.line, one.column, len(first.text.strip())

"""Private records are counted, never shown: a case graph without their text, addresses and names.

Everything that depends on who said what is worked out before, on the real records, so that hiding a source
never makes it look independent of another. What follows this stage (analyses, report, tables, cache) never
sees the private text at all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from wigmore.diagnostics import diagnostic, span
from wigmore.kit import frozen
from wigmore.model import belief, case, claim, graph, inquiry, narrative, record, references, source
from wigmore.stages import times

STUBS: Mapping[str, Any] = {
    "sources": lambda name, one: source.Source(
        id=name, title="a private source", kind=one.kind, read=one.read, private=True
    ),
    "claims": lambda name, _: claim.Claim(id=name, says="A private claim.", private=True),
    "inquiries": lambda name, _: inquiry.Inquiry(
        id=name, asks="A private inquiry.", found="not asked", private=True
    ),
}
HIDDEN_REASON = "a private reason"


def aliases(records: graph.Records) -> Mapping[str, str]:
    """The name under which each private record is counted; the numbers follow the ids' order.

    A number whose name a record of the case has taken is left out.
    """
    made: dict[str, str] = {}
    for kind in STUBS:
        private = [one.id for one in records.of_kind(kind).values() if getattr(one, "private", None)]
        noun = {"sources": "source", "claims": "claim", "inquiries": "inquiry"}[kind]
        free = (name for number in count(1) if (name := f"private-{noun}-{number}") not in records.by_id)
        made.update(zip(private, free, strict=False))
    return frozen.FrozenDict(made)


def hide(the_graph: graph.CaseGraph) -> graph.CaseGraph:
    """The case graph with every private record replaced by a stub that tells nothing but its kind."""
    hidden = aliases(the_graph.whole)
    if not hidden:
        return the_graph
    records = _hide_records(the_graph.records, hidden)
    is_whole = the_graph.whole is the_graph.records
    claims = the_graph.records.claims
    values = frozen.FrozenDict(
        {name: value for name, value in the_graph.values.items() if not _is_bound_to(name, claims, hidden)}
    )
    speakers = _speakers(the_graph, hidden)

    return replace(
        the_graph,
        records=records,
        whole=records if is_whole else _hide_records(the_graph.whole, hidden),
        values=values,
        lifetimes=times.lifetimes(records, values),
        origins=frozen.FrozenDict(
            {
                hidden.get(name, name): _hide_origins(claims[name], held, hidden, speakers)
                for name, held in the_graph.origins.items()
            }
        ),
        standings=_renamed(the_graph.standings, hidden),
        passages=frozen.FrozenDict(
            {
                name: _hide_passages(claims[name], held, hidden)
                for name, held in the_graph.passages.items()
                if name not in hidden
            }
        ),
        selected=frozen.FrozenDict(
            {key: tuple(hidden.get(name, name) for name in held) for key, held in the_graph.selected.items()}
        ),
        left_out=_renamed(the_graph.left_out, hidden),
        narratives=_hide_sentences(the_graph, hidden),
        network=_hide_network(the_graph.network, hidden),
    )


def _hide_network(network: belief.Network, hidden: Mapping[str, str]) -> belief.Network:
    """The network with the same numbers, and without the names of what is private and of who said it."""
    touched = {
        one.id: not hidden.keys().isdisjoint((*one.claims, *one.rests_on, *one.roots))
        for one in network.items
    }
    told = {name for one in network.items if not touched[one.id] for name in one.voices}
    silent = sorted({name for one in network.items for name in one.voices} - told)
    voices = {name: f"private-voice-{number}" for number, name in enumerate(silent, start=1)}

    def names(some: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(hidden.get(name, name) for name in some)

    def unnamed(one: belief.Witness) -> belief.Witness:
        return replace(one, voice=voices.get(one.voice, one.voice), roots=names(one.roots))

    return replace(
        network,
        items=tuple(
            replace(
                one,
                claims=names(one.claims),
                rests_on=names(one.rests_on),
                links=tuple(tuple(unnamed(held) for held in link) for link in one.links),
                is_private=touched[one.id],
            )
            for one in network.items
        ),
        ranges=tuple(replace(one, of=hidden.get(one.of, one.of)) for one in network.ranges),
        wide=_hide_part(network.wide, voices),
        voices=frozen.FrozenDict(
            {
                voices.get(name, name): f"private voice {voices[name].rpartition('-')[2]}"
                if name in voices
                else held
                for name, held in network.voices.items()
                if name in voices or name in told
            }
        ),
    )


def _hide_part(part: str, voices: Mapping[str, str]) -> str:
    """The part at which exact inference stops, a voice by the name under which it is counted."""
    kind, _, name = part.partition(":")
    return f"{kind}:{voices[name]}" if kind == "voice" and name in voices else part


def _renamed(table: Mapping[str, Any], hidden: Mapping[str, str]) -> Mapping[str, Any]:
    return frozen.FrozenDict({hidden.get(name, name): held for name, held in table.items()})


def _hide_sentences(the_graph: graph.CaseGraph, hidden: Mapping[str, str]) -> tuple[narrative.Narrative, ...]:
    """The narratives with a mark in the place of each sentence that may concern something private."""
    claims = the_graph.whole.claims

    def change(one: narrative.Sentence) -> narrative.Sentence:
        return one.without(narrative.PRIVATE) if _is_touched(one, claims, hidden) else one

    return tuple(one.changed(change) for one in the_graph.narratives)


def _is_touched(
    one: narrative.Sentence, claims: Mapping[str, claim.Claim], hidden: Mapping[str, str]
) -> bool:
    """Whether a sentence cites something private, may have meant to, or shows a value taken from there."""
    shown = (part.id for part in one.parts if part.kind == "value" and part.id is not None)
    return not hidden.keys().isdisjoint(one.concerns) or any(
        _is_bound_to(name, claims, hidden) for name in shown
    )


def _is_bound_to(name: str, claims: Mapping[str, claim.Claim], hidden: Mapping[str, str]) -> bool:
    """Whether the value of a claim is that of a private one, or taken from one through bindings."""
    seen: set[str] = set()
    while name not in hidden and name in claims and name not in seen:
        seen.add(name)
        held = claims[name].value
        if not isinstance(held, record.Binding):
            return False
        name = held.claim
    return name in hidden


def _hide_records(records: graph.Records, hidden: Mapping[str, str]) -> graph.Records:
    return graph.Records.of(tuple(_hide_record(one, hidden) for one in records))


def _hide_record(one: record.Record, hidden: Mapping[str, str]) -> record.Record:
    if one.id in hidden:
        stub: record.Record = STUBS[one.KIND](hidden[one.id], one)
        return stub
    if isinstance(one, claim.Claim):
        statements = tuple(
            claim.Statement(source=hidden[s.source], stance=s.stance) if s.source in hidden else s
            for s in one.sources
        )
        one = replace(one, sources=statements)
    if isinstance(one, case.Case):
        accept = (replace(held, why=HIDDEN_REASON) if held.on in hidden else held for held in one.accept)
        one = replace(one, accept=tuple(accept))
    return references.renamed(_without_words(one, hidden), hidden)


def _without_words(one: record.Record, hidden: Mapping[str, str]) -> record.Record:
    """The record without the words of private claims that it quotes under `stated`."""
    stated = getattr(one, "stated", None)
    if isinstance(stated, record.Stated) and stated.claim in hidden:
        return replace(one, stated=replace(stated, as_=None))  # type: ignore[call-arg]
    if isinstance(stated, Mapping):
        kept = {
            name: replace(held, as_=None) if held.claim in hidden else held for name, held in stated.items()
        }
        return replace(one, stated=frozen.FrozenDict(kept))  # type: ignore[call-arg]
    return one


def _hide_origins(
    one: claim.Claim,
    held: graph.Origins,
    hidden: Mapping[str, str],
    speakers: Mapping[str, graph.Speaker],
) -> graph.Origins:
    if one.id in hidden:
        reports = tuple(replace(report, roots=(), speakers=(), statements=()) for report in held.reports)
        return replace(held, reports=reports)
    made = []
    for report in held.reports:
        roots = tuple(hidden.get(root, root) for root in report.roots)
        shown = tuple(speakers.get(speaker.id, speaker) for speaker in report.speakers)
        made.append(
            replace(
                report, roots=roots, speakers=shown if _is_private(one, report, hidden) else report.speakers
            )
        )
    return replace(held, reports=tuple(made))


def _is_private(one: claim.Claim, report: graph.Report, hidden: Mapping[str, str]) -> bool:
    """Whether a private source stands behind a report, as its root or as a copy."""
    named = (*report.roots, *(one.sources[index].source for index in report.statements))
    return not hidden.keys().isdisjoint(named)


def _speakers(the_graph: graph.CaseGraph, hidden: Mapping[str, str]) -> Mapping[str, graph.Speaker]:
    """A name of its own for each speaker behind private sources, so that two do not look like one."""
    claims = the_graph.records.claims
    found = {
        speaker.id
        for name, held in the_graph.origins.items()
        if name not in hidden
        for report in held.reports
        if _is_private(claims[name], report, hidden)
        for speaker in report.speakers
    }
    return {
        name: graph.Speaker(f"private-speaker-{number}", f"private speaker {number}")
        for number, name in enumerate(sorted(found), start=1)
    }


def _hide_passages(
    one: claim.Claim, held: tuple[graph.Passage, ...], hidden: Mapping[str, str]
) -> tuple[graph.Passage, ...]:
    return tuple(
        graph.Passage(passage.state) if one.sources[index].source in hidden else passage
        for index, passage in enumerate(held)
    )


def hide_diagnostics(
    found: tuple[diagnostic.Diagnostic, ...],
    the_graph: graph.CaseGraph,
    unread: frozenset[str] = frozenset(),
) -> tuple[diagnostic.Diagnostic, ...]:
    """Diagnostics for `out/`: what might tell of something private keeps its rule and says no more.

    That is one that names a private record; one in a sentence that is not shown; one of the stages after
    reading where a private value is bound somewhere; and one in a file of `unread`, which speaks of privacy
    and could not be read whole.
    """
    records = the_graph.whole
    hidden = aliases(records)
    silent = _silent_places(the_graph, hidden)
    if not hidden and not unread and not any(silent.values()):
        return found
    bound = any(_binds(one, hidden) for one in records)
    named = "|".join(map(re.escape, sorted(hidden))) or "(?!)"
    names = re.compile(rf"(?<![a-z0-9-])(?:{named})(?![a-z0-9-])")
    made = []
    for one in found:
        texts = [one.message, one.help or "", one.on or "", *(related.message for related in one.related)]
        if any(names.search(text) for text in texts):
            made.append(_blank(one, span.Span("private"), hidden.get(one.on or "")))
        elif _lies_in(one.span, silent.get(one.span.path, ())):
            made.append(_blank(one, one.span, None))
        elif one.span.path in unread or (bound and one.rule.code[0] in "CEVRQ"):
            made.append(_blank(one, one.span, one.on if one.on in records.by_id else None))
        else:
            made.append(one)
    return tuple(made)


_Place = tuple[int, int]


def _silent_places(
    the_graph: graph.CaseGraph, hidden: Mapping[str, str]
) -> Mapping[str, list[tuple[_Place, _Place]]]:
    """By file of prose, where each sentence that is not shown begins and ends."""
    return {
        told.path: [((one.line, one.column), one.end) for one in told if one.left_out]
        for told in _hide_sentences(the_graph, hidden)
    }


def _lies_in(where: span.Span, places: Iterable[tuple[_Place, _Place]]) -> bool:
    return any(begin <= (where.line, where.column) <= end for begin, end in places)


def _binds(one: record.Record, hidden: Mapping[str, str]) -> bool:
    """Whether a record takes a value from a private claim."""
    return any(wanted is record.CLAIM and name in hidden for _, wanted, name in references.of_record(one))


def _blank(one: diagnostic.Diagnostic, where: span.Span, on: str | None) -> diagnostic.Diagnostic:
    accepted = HIDDEN_REASON if one.accepted else None
    message = f"{one.rule.why}; something private may be concerned"
    return diagnostic.Diagnostic(
        rule=one.rule, span=where, message=message, on=on, lifted=one.lifted, accepted=accepted
    )

"""From a finding, or any record, down to the passages, policy rows and assumptions it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wigmore.kit import frozen
from wigmore.model import compiled, finding, pack

SET_DOWN = ("question", "indicator", "scenario", "coincidence", "comparison", "chain", "estimate")
"""What the author of a case sets down, to be answered or tested: nobody need vouch for it."""

ENDS = (
    "passage",
    "policy",
    "pack",
    "assumption",
    "inquiry",
    "private",
    "entity",
    "event",
    "relation",
    *SET_DOWN,
)
"""The kinds of step at which a trail may end; an entity, event or relation where nobody vouches for it."""

ABOVE, BELOW = "above", "below"
"""The state of a step whose own trail is told elsewhere: before, or at the end of the whole trail."""

MOST_DEEP = 40
"""How deep a trail is nested before what follows is told at its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trail: what it is, its id, what it says, its state, and the steps below it."""

    kind: str
    id: str
    text: str
    state: str = ""
    below: tuple["Step", ...] = ()

    def ends(self) -> Iterator["Step"]:
        """The steps at which the trail ends; one that is told above ends there."""
        if not self.below and self.state not in (ABOVE, BELOW):
            yield self
        for step in self.below:
            yield from step.ends()


def trace(case: compiled.Compiled, name: str) -> Step:
    """The trail of a finding, a policy row, a part of a pack, a record or a part of one; else KeyError."""
    for one in case.findings:
        if one["id"] == name:
            return trace_finding(case, one)
    tracer = _Tracer(case)
    whole = name.partition(".")[0] if finding.is_record(name) else name
    if finding.is_record(whole) and case.kind_of(whole) is None:
        raise KeyError(name)
    top, *further = tracer.steps((whole,))
    return replace(top, below=(*top.below, *further))


def trace_finding(case: compiled.Compiled, one: Mapping[str, Any], most: int | None = None) -> Step:
    """The trail of a finding; with `most`, of the first so many records it rests on, policies apart."""
    refs = [*one["basis"], *one["against"], *one["assumes"]]
    records = [ref for ref in refs if finding.is_record(ref)]
    given = [ref for ref in refs if not finding.is_record(ref)]
    steps = _Tracer(case).steps((*records[:most], *given))
    return Step("finding", one["id"], one["sentence"], one["analysis"], steps)


class _Tracer:
    """Follows each record once, and no deeper than `MOST_DEEP` at a time: what lies deeper is told after."""

    def __init__(self, case: compiled.Compiled) -> None:
        self.case = case
        self.seen: set[str] = set()
        self.later: list[str] = []

    def steps(self, names: Iterable[str]) -> tuple[Step, ...]:
        made = [self.step(name, 0) for name in names]
        while self.later:
            made.append(self.step(self.later.pop(0), 0))
        return tuple(made)

    def step(self, name: str, depth: int) -> Step:
        if not finding.is_record(name):
            return _given(self.case, name)
        kind = self.case.kind_of(name)
        if kind is None:
            return Step("missing", name, "no such record")
        held = self.case.records[kind][name]
        text = compiled.label(kind, name, held)
        if held.get("private"):
            return Step("private", name, text)
        noun = NOUNS.get(kind, kind)
        if name in self.seen:
            return Step(noun, name, text, ABOVE)
        if depth == MOST_DEEP:
            if name not in self.later:
                self.later.append(name)
            return Step(noun, name, text, BELOW)
        self.seen.add(name)
        derived = self.case.derived.get(name, {})
        carriers = [self.step(carrier, depth + 1) for carrier in derived.get("rests_on", ())]
        below = (*_passages(self.case, held, derived), *carriers)
        return Step(noun, name, text, _state(kind, held, derived), below)


def _state(kind: str, held: Mapping[str, Any], derived: Mapping[str, Any]) -> str:
    if kind == "inquiries":
        found = held.get("found")
        return str(found) if isinstance(found, str) else "found claims"
    return str(derived.get("status") or held.get("grade") or held.get("state") or "")


def _given(case: compiled.Compiled, name: str) -> Step:
    """A row of a policy or a part of a pack; raises KeyError where there is none."""
    row, part = finding.policy_row(name), pack.of_ref(name)
    return _policy(case, name, *row) if row else _pack(case, name, *(part or ("", "")))


def _policy(case: compiled.Compiled, name: str, table: str, row: str) -> Step:
    held = case.policies.get(table)
    if held is not None and not row:
        return Step("policy", name, f"{held['title']}: {held['about']}")
    found = next((one for one in held["rows"] if one["id"] == row), None) if held else None
    if held is None or found is None:
        raise KeyError(name)
    return Step(
        "policy",
        name,
        f"{held['title']}, row {row}: {found['why']}",
        "overridden" if found["overridden"] else "",
    )


def _pack(case: compiled.Compiled, name: str, of: str, path: str) -> Step:
    """A part of a pack, with how it is known; raises KeyError where nothing rests on it."""
    held = case.packs[of]["parts"][path]
    sources = "; ".join(one["title"] for one in held["sources"])
    told = f"{held['title']}: {held['says']} ({held['on']}{', ' + sources if sources else ''})"
    return Step("pack", name, told, pack.GRADES[held["grade"]])


def _passages(case: compiled.Compiled, held: Mapping[str, Any], derived: Mapping[str, Any]) -> Iterator[Step]:
    """One step for each statement of a claim, with how far its passage was seen."""
    states = derived.get("passages", ())
    for index, statement in enumerate(held.get("sources", ())):
        source = case.records.get("sources", {}).get(statement["source"], {})
        title = compiled.label("sources", statement["source"], source)
        stance = f" {statement['stance']}" if statement.get("stance", "asserts") != "asserts" else ""
        place = f", {statement['at']}" if "at" in statement else ""
        quote = f": “{statement['quote']}”" if "quote" in statement else ""
        state = states[index]["state"] if index < len(states) else "unread"
        yield Step("passage", statement["source"], f"{title}{stance}{place}{quote}", state)


NOUNS: Mapping[str, str] = frozen.FrozenDict(
    {
        "sources": "source",
        "claims": "claim",
        "inquiries": "inquiry",
        "entities": "entity",
        "events": "event",
        "relations": "relation",
        "questions": "question",
        "indicators": "indicator",
        "scenarios": "scenario",
        "coincidences": "coincidence",
        "estimates": "estimate",
        "rulings": "ruling",
        "chains": "chain",
        "comparisons": "comparison",
        "assumptions": "assumption",
        "properties": "property",
    }
)

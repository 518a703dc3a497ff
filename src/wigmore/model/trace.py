"""From a finding, or any record, down to the passages, policy rows and assumptions it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wigmore.kit import frozen
from wigmore.model import compiled, finding

ENDS = ("passage", "policy", "assumption", "inquiry", "private")
"""The kinds of step at which a trail may end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trail: what it is, its id, what it says, its state, and the steps below it."""

    kind: str
    id: str
    text: str
    state: str = ""
    below: tuple["Step", ...] = ()

    def ends(self) -> Iterator["Step"]:
        """The steps at which the trail ends."""
        if not self.below:
            yield self
        for step in self.below:
            yield from step.ends()


def trace(case: compiled.Compiled, name: str) -> Step:
    """The trail of a finding, a policy row, a record or a part of one; raises KeyError when there is none."""
    for one in case.findings:
        if one["id"] == name:
            refs = (*one["basis"], *one["against"], *one["assumes"])
            below = tuple(_step(case, ref, frozenset()) for ref in refs)
            return Step("finding", name, one["sentence"], one["analysis"], below)
    whole = name if finding.policy_row(name) else name.partition(".")[0]
    return _step(case, whole, frozenset(), strict=True)


def _step(case: compiled.Compiled, name: str, above: frozenset[str], *, strict: bool = False) -> Step:
    row = finding.policy_row(name)
    if row is not None:
        return _policy(case, name, *row)
    kind = case.kind_of(name)
    if kind is None:
        if strict:
            raise KeyError(name)
        return Step("missing", name, "no such record")
    held = case.records[kind][name]
    if held.get("private"):
        return Step("private", name, compiled.label(kind, name, held))
    noun = NOUNS.get(kind, kind)
    derived = case.derived.get(name, {})
    text = compiled.label(kind, name, held)
    if name in above:
        return Step(noun, name, text, "above")
    carriers = (_step(case, carrier, above | {name}) for carrier in derived.get("rests_on", ()))
    below = [*_passages(case, held, derived), *carriers]
    return Step(noun, name, text, _state(kind, held, derived), tuple(below))


def _state(kind: str, held: Mapping[str, Any], derived: Mapping[str, Any]) -> str:
    if kind == "inquiries":
        found = held.get("found")
        return str(found) if isinstance(found, str) else "found claims"
    return str(derived.get("status") or held.get("grade") or held.get("state") or "")


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

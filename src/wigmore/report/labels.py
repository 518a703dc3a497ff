"""What every record of a case is called in a link, and which of them a value names."""

from collections.abc import Mapping
from typing import Any

from wigmore.kit import text as texts
from wigmore.model import compiled
from wigmore.report import markup

Entry = list[str]
ANSWERS_OF = ("answers", "candidates")


def of_case(case: compiled.Compiled) -> dict[str, Entry]:
    """By id, and by dotted id of an answer or criterion: kind, label, and the value of a claim."""
    made: dict[str, Entry] = {}
    for kind, rows in case.records.items():
        for name in rows:
            label = _shown(compiled.title(case.records, kind, name))
            value = case.derived.get(name, {}).get("value") if kind == "claims" else None
            made[name] = [kind, label] if value is None else [kind, label, _shown(str(value))]
    for name, held in case.records.get("questions", {}).items():
        for part, label in answers(case, held).items():
            made[f"{name}.{part}"] = ["questions", _shown(f"{label} (answer to: {held['asks']})")]
        for part, one in held.get("criteria", {}).items():
            made.setdefault(f"{name}.{part}", ["questions", _shown(str(one["says"]))])
    return made


def _shown(label: str) -> str:
    return markup.cut(texts.visible(label), markup.LINK)


def answers(case: compiled.Compiled, held: Mapping[str, Any]) -> dict[str, str]:
    """The answers of a question by id, in their order, with the residual last."""
    made = {name: str(label) for name, label in held.get("answers", {}).items()}
    made.update({name: compiled.entity(case.records, name) for name in held.get("candidates", {})})
    if "residual" in held:
        made["none"] = str(held["residual"])
    return made


def used(known: Mapping[str, Entry], *values: Any) -> dict[str, Entry]:
    """The labels of all records that occur anywhere in these values, by id in order.

    It looks at every value of every card of every build, so texts are tested where they stand.
    """
    names: set[str] = set()
    stack = [list(values)]
    while stack:
        value: Any = stack.pop()
        if type(value) is dict:
            names.update(known.keys() & value.keys())
            value = [one for key, one in value.items() if key not in NAMELESS]
        for one in value:
            kind = type(one)
            if kind is str:
                if one in known:
                    names.add(one)
            elif kind is dict or kind is list or kind is tuple:
                stack.append(one)
    return {name: known[name] for name in sorted(names)}


NAMELESS = frozenset({"passages", "quote", "row"})
"""Keys below which no record is named."""

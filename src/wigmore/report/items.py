"""All that the card of a record shows, as plain values, so that a chunk of cards can be remembered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import compiled
from wigmore.report import labels, markup, remembering, words

Item = dict[str, Any]
BORDER = 0b111111
"""About one id in sixty-four has none of these bits in its checksum, and begins a chunk."""

PROFILES = "profiles/profiles"
PROFILE_COLUMNS = ("entity", "fact", "value", "other", "when", "scope", "state", "status", "claims")

PLACES = {kind: place for place, kind in enumerate(words.SECTIONS)}


class Gathering:
    """The cards of a case, kind by kind; groups, sorts and looks up, and works nothing out."""

    def __init__(self, case: compiled.Compiled, remember: remembering.Remember) -> None:
        self.case = case
        self.remember = remember
        self.known = labels.of_case(case)
        self.marks = _by_record(case.data["diagnostics"])
        self.selected = _by_head(case.data["selected"])
        self.sources = _cited(case.records.get("sources", {}))
        self._tables = {f"{one['analysis']}/{one['name']}": one for one in case.data["tables"]}
        self.profiles = self._by_entity()
        self.under_test = case.records["case"]["case"].get("under_test", "")

    def items(self, kind: str) -> list[Item]:
        """The cards of one kind in the order of the page, each with the heading that it opens, if any."""
        shown = {n: held for n, held in self.case.records.get(kind, {}).items() if not held.get("private")}
        made = []
        last: str | None = None
        for name in sorted(shown, key=lambda name: ORDERS.get(kind, _by_label)(self, name, shown[name])):
            head = HEADS[kind](shown[name]) if kind in HEADS else None
            made.append({**self._item(kind, name, shown[name]), "head": head if head != last else None})
            last = head
        return made

    def item(self, kind: str, name: str) -> Item:
        """What the card of one record shows, with all labels; raises KeyError when there is none."""
        return {**self._item(kind, name, self.case.records[kind][name]), "labels": self.known}

    def table(self, name: str, columns: Sequence[str]) -> list[Mapping[str, Any]]:
        """The rows of an analysis's table by column, `conflicts/apart`; empty where it is not as expected."""
        found = self._tables.get(name)
        if found is None or not set(columns) <= set(found["columns"]):
            return []
        return [dict(zip(found["columns"], row, strict=False)) for row in found["rows"]]

    def _by_entity(self) -> dict[str, list[Mapping[str, Any]]]:
        """The rows of the profile of each entity that has one."""
        entities = self.case.records.get("entities", {})
        made: dict[str, list[Mapping[str, Any]]] = {}
        for row in self.table(PROFILES, PROFILE_COLUMNS):
            if row["entity"] in entities:
                made.setdefault(row["entity"], []).append(row)
        return made

    def _item(self, kind: str, name: str, held: Mapping[str, Any]) -> Item:
        derived = self.case.derived.get(name, frozen.EMPTY)
        more: dict[str, Any] = {}
        if kind in MORE:
            more = MORE[kind](self, name, held)
        if name in self.selected:
            more["selected"] = self.selected[name]
        return {
            "id": name,
            "head": None,
            "held": held,
            "derived": derived,
            "marks": self.marks.get(name, ()),
            "more": more,
        }


def head_each(items: Iterable[Item]) -> None:
    """Give every card the heading under which it stands, for a card that is shown without those before it."""
    head: str | None = None
    for item in items:
        head = item["head"] = head if item["head"] is None else item["head"]


def chunks(items: Iterable[Item]) -> list[list[Item]]:
    """Cut where the id of a record says so, so that a record more or less moves no other border."""
    made: list[list[Item]] = []
    for item in items:
        if not made or not crc32(item["id"].encode()) & BORDER:
            made.append([])
        made[-1].append(item)
    return made


def _by_record(found: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    made: dict[str, list[Mapping[str, Any]]] = {}
    for one in found:
        if one["on"]:
            made.setdefault(one["on"], []).append(one)
    return made


def _cited(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What a statement shows of its source besides the title."""
    return {name: {key: held[key] for key in CITED if key in held} for name, held in sources.items()}


CITED = ("published", "kind", "reliability")


def _by_head(selected: Mapping[str, list[str]]) -> dict[str, dict[str, list[str]]]:
    made: dict[str, dict[str, list[str]]] = {}
    for path, held in selected.items():
        head, _, key = path.partition(".")
        made.setdefault(head, {})[key] = held
    return made


# --- orders and headings ------------------------------------------------------------------------------------


def _by_label(gathering: Gathering, name: str, _held: Mapping[str, Any]) -> tuple[Any, ...]:
    return (texts.fold(gathering.known[name][1]), name)


def _by_date(gathering: Gathering, name: str, _held: Mapping[str, Any]) -> tuple[Any, ...]:
    dates = gathering.case.derived.get(name, {}).get("dates") or [None]
    return (dates[0] is None, dates[0] or "", name)


def _by_subject(gathering: Gathering, name: str, held: Mapping[str, Any]) -> tuple[Any, ...]:
    head = _subject(held)
    held_label = gathering.known.get(head)
    if held_label is None:
        return (len(words.SECTIONS), "", "", name)
    return (PLACES.get(held_label[0], 0), texts.fold(held_label[1]), head, name)


def _subject(held: Mapping[str, Any]) -> str:
    """What a claim is about first; of an answer, its question."""
    return str((markup.names(held.get("about")) or ("",))[0]).partition(".")[0]


def _kind(held: Mapping[str, Any]) -> str:
    return str(held["kind"])


def _by_kind(gathering: Gathering, name: str, held: Mapping[str, Any]) -> tuple[Any, ...]:
    return (held["kind"], *_by_label(gathering, name, held))


def _source_order(gathering: Gathering, name: str, held: Mapping[str, Any]) -> tuple[Any, ...]:
    return (name != gathering.under_test, *_by_label(gathering, name, held))


def _as_written(_: Gathering, name: str, _held: Mapping[str, Any]) -> tuple[Any, ...]:
    return (name,)


Order = Callable[[Gathering, str, Mapping[str, Any]], tuple[Any, ...]]
ORDERS: Mapping[str, Order] = frozen.FrozenDict(
    {
        "claims": _by_subject,
        "sources": _source_order,
        "entities": _by_kind,
        "events": _by_date,
        "questions": _as_written,
        "properties": _as_written,
    }
)
HEADS: Mapping[str, Callable[[Mapping[str, Any]], str]] = frozen.FrozenDict(
    {"claims": _subject, "entities": _kind}
)


# --- what else a card shows ---------------------------------------------------------------------------------


def weighed(gathering: Gathering, question: str) -> list[dict[str, Any]]:
    """What bears on a question, with its likelihood under each answer."""
    return [
        {"id": one, "likelihood": row.get("likelihood", {})}
        for kind in ("evidence", "indicators")
        for one, row in gathering.case.records.get(kind, {}).items()
        if row.get("on") == question
    ]


def _question(gathering: Gathering, name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a question, and what is weighed for it."""
    return {"answers": labels.answers(gathering.case, held), "weighed": weighed(gathering, name)}


def _source(gathering: Gathering, name: str, _held: Mapping[str, Any]) -> dict[str, Any]:
    return {"under_test": name == gathering.under_test}


def _claim(gathering: Gathering, _name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """The sources of its statements, as far as a statement shows them."""
    named = dict.fromkeys(str(one["source"]) for one in held.get("sources", ()))
    return {"cited": {name: gathering.sources[name] for name in named if name in gathering.sources}}


def _entity(gathering: Gathering, name: str, _held: Mapping[str, Any]) -> dict[str, Any]:
    return {"profile": name in gathering.profiles}


def _comparison(gathering: Gathering, _name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """The claims that fill each cell: about the thing, with the feature as their property."""
    cells: defaultdict[str, list[list[str]]] = defaultdict(list)
    wanted = {(thing, feature) for thing in held["subjects"] for feature in held["features"]}
    for name, one in gathering.case.records.get("claims", {}).items():
        if not one.get("private"):
            for about in markup.names(one.get("about")):
                if (about, one.get("property")) in wanted:
                    status = gathering.case.derived.get(name, {}).get("status", "")
                    cells[f"{about} {one['property']}"].append([name, status])
    return {"cells": dict(cells)}


More = Callable[[Gathering, str, Mapping[str, Any]], dict[str, Any]]
MORE: Mapping[str, More] = frozen.FrozenDict(
    {
        "questions": _question,
        "claims": _claim,
        "sources": _source,
        "entities": _entity,
        "comparisons": _comparison,
    }
)

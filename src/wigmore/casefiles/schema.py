"""A JSON Schema of the case format, made from the same shapes as the reader, for editors.

Editors load YAML by the 1.2 core schema, where a bare `2021` is a number and `yes` a text: the schema
accepts a file as such an editor sees it. References and dates in it are checked by `wigmore check` alone.
"""

from collections.abc import Callable, Mapping
from typing import Any

from wigmore.casefiles import page
from wigmore.model import kinds, selection, shape
from wigmore.vocab import tables

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number", "boolean"]}
NUMBER_OR_TEXT: Schema = {"type": ["string", "number"]}
ID_PATTERN = f"^{page.ID.pattern}$".replace(r"\Z", "$").replace("(?:", "(")
LABEL_PATTERN = f"^{page.LABEL.pattern}$".replace("(?:", "(")
PROSE_PATTERN = r"\.md$"
PART_PATTERN = rf"{ID_PATTERN[:-1]}(\.{LABEL_PATTERN[1:-1]})?$"


def json_schema() -> Schema:
    """The schema of one file of a case, as a JSON Schema of the draft 2020-12."""
    properties: Schema = {}
    for kind in kinds.KINDS:
        described = _record(kind)
        described["description"] = (kind.__doc__ or "").split("\n")[0]
        if kind.KIND == "case":
            properties["case"] = described
        else:
            properties[kind.KIND] = {
                "type": ["object", "null"],
                "description": described["description"],
                "propertyNames": {"pattern": ID_PATTERN, "not": {"enum": sorted(page.RESERVED)}},
                "additionalProperties": described,
            }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a Wigmore case",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }


def _record(of: type) -> Schema:
    known = {
        one.key: {**_schema(one.shape), "description": one.doc} for one in shape.entries(of) if not one.rest
    }
    made: Schema = {"type": "object", "properties": known, "additionalProperties": False}
    for one in shape.entries(of):
        if one.rest:
            made["additionalProperties"] = _schema(one.shape)["additionalProperties"]
    needed = [one.key for one in shape.entries(of) if one.required and not one.rest]
    if needed:
        made["required"] = needed
        for name in needed:
            # An empty list or table says nothing, where something must be said.
            known[name] |= {"minItems": 1, "minProperties": 1}
    return made


def _schema(wanted: shape.Shape) -> Schema:
    return _MAKERS[type(wanted)](wanted)


def _word(wanted: shape.Word) -> Schema:
    return {"enum": list(tables.words()[wanted.vocabulary])}


def _ref(wanted: shape.Ref) -> Schema:
    named = {"type": "string", "pattern": PART_PATTERN if wanted.part else ID_PATTERN}
    return {"anyOf": [named, {"type": "string", "pattern": PROSE_PATTERN}]} if wanted.prose else named


def _many(wanted: shape.Many) -> Schema:
    items = {"type": "array", "items": _schema(wanted.of)}
    return {"anyOf": [items, _schema(wanted.of)]} if wanted.or_one else items


def _table(wanted: shape.Table) -> Schema:
    return {"type": "object", "additionalProperties": _schema(wanted.of)}


def _part(wanted: shape.Part) -> Schema:
    whole = _record(wanted.of)
    if wanted.short is None:
        return whole
    return {"anyOf": [_schema(shape.by_key(wanted.of)[wanted.short].shape), whole]}


def _bound(wanted: shape.Bound) -> Schema:
    return {"anyOf": [_schema(wanted.of), *(_record(part) for part in wanted.parts)]}


def _or_table(wanted: shape.OrTable) -> Schema:
    return {"anyOf": [_schema(wanted.of), {"type": "object", "additionalProperties": _schema(wanted.of)}]}


def _either(wanted: shape.Either) -> Schema:
    return {"anyOf": [{"enum": list(wanted.words)}, _schema(wanted.of)]}


def _selector(_: shape.Selector) -> Schema:
    words = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
    made = {
        kind: {
            "type": "object",
            "properties": {
                name: NUMBER_OR_TEXT if name in selection.TIME_TESTS + selection.AMOUNT_TESTS else words
                for name in tests
            },
            "additionalProperties": False,
        }
        for kind, tests in selection.TESTS.items()
    }
    return {
        "type": "object",
        "properties": made,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


_MAKERS: Mapping[type, Callable[[Any], Schema]] = {
    shape.Text: lambda _: dict(TEXT),
    shape.Value: lambda _: dict(TEXT),
    shape.Address: lambda _: dict(TEXT),
    shape.Label: lambda _: {**TEXT, "pattern": LABEL_PATTERN},
    shape.YesNo: lambda _: {"enum": ["yes", "no"]},
    shape.Hash: lambda _: {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
    shape.Date: lambda _: dict(NUMBER_OR_TEXT),
    shape.Quantity: lambda _: dict(NUMBER_OR_TEXT),
    shape.Probability: lambda _: dict(NUMBER_OR_TEXT),
    shape.Word: _word,
    shape.Ref: _ref,
    shape.Many: _many,
    shape.Table: _table,
    shape.Part: _part,
    shape.Bound: _bound,
    shape.OrTable: _or_table,
    shape.Either: _either,
    shape.Selector: _selector,
}

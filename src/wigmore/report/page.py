"""The page: its sections in order, each rendered from templates that escape everything, and its policy."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from wigmore.kit import text as texts
from wigmore.model import compiled
from wigmore.report import (
    chapters,
    charts,
    claims,
    facets,
    fields,
    items,
    labels,
    lists,
    markup,
    overview,
    trails,
    words,
)

def render(case: compiled.Compiled, remember: lists.Remember) -> str:
    """The text of the page."""
    gathering = items.Gathering(case, remember)
    sections = [
        {
            "kind": kind,
            "title": title,
            "about": about,
            "items": held,
            "listed": _cards(kind, gathering, held),
        }
        for kind, (title, about) in words.SECTIONS.items()
        if (held := gathering.items(kind))
    ]
    style, scripts = assets("styles"), [assets("scripts")]
    if case.data["figures"]:
        scripts.insert(0, assets("vega"))
    text = (
        environment()
        .get_template("page.html")
        .render(
            view=overview.view(gathering),
            case=case,
            labels=gathering.known,
            chapters=[one for make in chapters.CHAPTERS if (one := make(gathering)) is not None],
            sections=sections,
            style=markup.made(style),
            scripts=[markup.made(script) for script in scripts],
            policy=content_policy(style, scripts),
        )
    )
    return text.rstrip() + "\n"


def _cards(kind: str, gathering: items.Gathering, held: list[items.Item]) -> lists.Listed:
    """The cards of one kind, chunk by chunk, each remembered under all that it shows."""
    if lists.is_long(len(held)):
        items.head_each(held)
    known = facets.of_kind(kind)
    pieces = []
    for chunk in items.chunks(held):
        names = labels.used(gathering.known, chunk)
        shown = json.dumps([renderer_digest(), kind, names, chunk], ensure_ascii=False, separators=(",", ":"))
        rows = [facets.row(gathering, known, item) for item in chunk]
        pieces.append(lists.Piece(rows, shown, _maker(kind, chunk, names)))
    return lists.listed(facets.titles(known), pieces, gathering.remember)


def _maker(kind: str, chunk: list[items.Item], names: markup.Labels) -> Callable[[], str]:
    """Renders a chunk when it is called; the cards know only the labels under which they are remembered."""

    def make() -> str:
        cards = [{**item, "labels": names} for item in chunk]
        if kind == "claims":
            return "".join([claims.render(item) for item in cards])
        template = "sources.html" if kind == "sources" else "records.html"
        return environment().get_template(template).render(kind=kind, items=cards)

    return make


def rows_of(kind: str, item: items.Item) -> Iterator[fields.Row]:
    """The fields of a record that its card does not show elsewhere."""
    return fields.rows(kind, item["held"], item["labels"], SHOWN_ELSEWHERE.get(kind, frozenset()))


SHOWN_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "sources": frozenset({"title", "kind"}),
    "inquiries": frozenset({"asks"}),
    "entities": frozenset({"name", "kind"}),
    "events": frozenset({"title", "kind", "state"}),
    "relations": frozenset({"kind", "from", "to", "state"}),
    "questions": frozenset({"asks", "answers", "residual", "criteria", "candidates", "favourite", "stated"}),
    "evidence": frozenset({"reason"}),
    "indicators": frozenset({"says"}),
    "scenarios": frozenset({"says"}),
    "coincidences": frozenset({"asks"}),
    "estimates": frozenset({"asks"}),
    "chains": frozenset({"levels"}),
    "comparisons": frozenset({"subjects", "features"}),
    "assumptions": frozenset({"says", "grade"}),
}
"""The fields that stand in the heading or in a table of a card; its list of fields leaves them out."""


def content_policy(style: str, scripts: Sequence[str]) -> str:
    """What the page may load: nothing but its own style and scripts, told by their hashes."""
    hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {hashes}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def assets(folder: str) -> str:
    """All styles or scripts in a folder of this room, one after the other, in the order of their names."""
    held = resources.files("wigmore.report").joinpath(folder).iterdir()
    used = [one for one in held if one.name.endswith((".css", ".js"))]
    return "".join(one.read_text(encoding="utf-8") for one in sorted(used, key=lambda one: one.name))


@cache
def renderer_digest() -> str:
    """Changes when anything does that renders, so that nothing rendered by older code is taken for new."""
    room = resources.files("wigmore.report")
    files = [*room.iterdir(), *room.joinpath("templates").iterdir()]
    held = sorted((one.name, one.read_text(encoding="utf-8")) for one in files if one.name.endswith(RENDERS))
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


RENDERS = (".py", ".html")


@cache
def environment() -> jinja2.Environment:
    """The templates; escaping is always on. A field that a record does not have is empty."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("wigmore.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(_GLOBALS)
    made.filters.update(visible=texts.visible, columns=_columns)
    return made


def _shown(value: Any) -> Any:
    """A bare string of a template as it may be seen; markup has been made visible where it was made."""
    return texts.visible(value) if type(value) is str else value


def _columns(rows: list[Mapping[str, Any]]) -> list[str]:
    """The names of all cells of the rows of a policy table, in their order."""
    return list(dict.fromkeys(key for row in rows for key in row["cells"]))


MOST_ROWS = 300
"""How many rows of an analysis's table the page shows; the CSV table has them all."""

_GLOBALS: dict[str, Any] = {
    "most_rows": MOST_ROWS,
    "t": markup.text,
    "line": markup.line,
    "is_long": markup.is_long,
    "code": markup.code,
    "ref": markup.ref,
    "refs": markup.refs,
    "cells": markup.cells,
    "chart": charts.chart,
    "chip": lambda status, row="": markup.made(claims.chip(status, row)),
    "mark": lambda one: markup.made(claims.mark(one)),
    "names": markup.names,
    "address": markup.address,
    "listing": markup.listing,
    "join": markup.join,
    "bound": fields.bound_claim,
    "rows_of": rows_of,
    "anchor": trails.anchor,
    "slug": trails.slug,
    "trail": trails.render,
    "passage_state": trails.passage_state,
    "words": words,
    "field": words.field,
}

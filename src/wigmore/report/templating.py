"""The templates of the page, and what they may call; everything that they show is escaped."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from wigmore.kit import text as texts
from wigmore.report import amounts, answers, bars, charts, claims, fields, items, lists, markup, trails, words

MOST_ROWS = 60
"""How many rows of an analysis's table the page shows; the CSV table has them all."""

MOST_FINDINGS = 5
"""How many findings of one analysis stand in the page at once; the others are folded."""


def text(template: str, **values: Any) -> str:
    """A template with these values."""
    return environment().get_template(template).render(**values)


def render(template: str, **values: Any) -> Markup:
    """The same as markup, for another template to show."""
    return markup.made(text(template, **values))


@cache
def digest() -> str:
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

_GLOBALS: dict[str, Any] = {
    "most_rows": MOST_ROWS,
    "most_findings": MOST_FINDINGS,
    "t": markup.text,
    "line": markup.line,
    "is_long": markup.is_long,
    "code": markup.code,
    "ref": markup.ref,
    "refs": markup.refs,
    "cells": markup.cells,
    "chart": charts.chart,
    "folded": lists.folded,
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
    "share": answers.share,
    "between": answers.between,
    "signed": answers.signed,
    "points": answers.points,
    "plain": answers.plain,
    "part": answers.part,
    "amount": amounts.shown,
    "span": amounts.span,
    "factor": amounts.factor,
    "probability_bar": bars.probability,
    "weight_bar": bars.weight,
    "coverage_bar": bars.coverage,
    "passage_state": trails.passage_state,
    "words": words,
    "field": words.field,
}

"""Whether the numbers of patents are such as their office gives, and are called by their own form."""

from collections.abc import Iterator

from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import text as texts
from wigmore.methods import patents
from wigmore.model import graph, thing
from wigmore.stages import references

PATENT = "patent"
"""The kind of entity whose name may hold a number."""


def check(records: graph.Records, locate: references.Locate) -> Iterator[diagnostic.Diagnostic]:
    """What is wrong with the names and identifiers of patents; a name without a number is no fault."""
    for one in records.entities.values():
        if one.kind == PATENT:
            for path, key, text in _written(one):
                yield from _check(one, (path, key, text), locate)


def _written(one: thing.Entity) -> Iterator[tuple[str, str, str]]:
    """Where a number may stand: the path of it, the form that it is called there, and the text."""
    yield "name", "", one.name
    for key in patents.FORMS:
        if key in one.identifiers:
            yield f"identifiers.{key}", key, one.identifiers[key]


def _check(
    one: thing.Entity, place: tuple[str, str, str], locate: references.Locate
) -> Iterator[diagnostic.Diagnostic]:
    path, form, text = place
    try:
        number = patents.parse(text, one.country)
    except patents.PatentNumberError as wrong:
        yield diagnostic.at(
            rules.BAD_PATENT, locate(one, path), texts.cut(wrong.message, 160), wrong.repair, one.id
        )
        return
    if number is not None and form and form not in number.forms:
        called, is_of = patents.articled(form), patents.articled(number.form)
        message = f"`{texts.cut(text, 60)}` is the number of {is_of}, not of {called}"
        repair = f"write it as `{number.forms[0]}:`, or give the number of the {form}"
        yield diagnostic.at(rules.OTHER_FORM, locate(one, path), message, repair, one.id)

"""One reader for each shape that holds others: lists, tables, and parts with known keys.

`reader(shape)` compiles a shape once into a plain function, so that reading a hundred thousand claims costs
one call for each value.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from wigmore.casefiles import nodes, values
from wigmore.casefiles import page as pages
from wigmore.diagnostics import rules
from wigmore.kit import frozen
from wigmore.model import shape

Reader = values.Reader


@cache
def reader(wanted: shape.Shape) -> Reader:
    """The function that reads a node as this shape."""
    return _MAKERS[type(wanted)](wanted)


def _many(wanted: shape.Many) -> Reader:
    one = reader(wanted.of)

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Sequence:
            return tuple([value for item in node.items if (value := one(item, page)) is not pages.FAILED])
        if wanted.or_one:
            value = one(node, page)
            return pages.FAILED if value is pages.FAILED else (value,)
        return _report_no_list(wanted.of, node, page)

    return read


def _report_no_list(of: shape.Shape, node: nodes.Node, page: pages.Page) -> object:
    if type(node) is nodes.Mapping:
        glued = next((repair for key in node.pairs if (repair := pages.glued_dash(key))), None)
        message = "a mapping stands where a list is expected"
        return page.report_instead(node, message, glued or "begin each member of the list with `- `")
    if type(node) is nodes.Scalar and node.value.strip():
        repair = pages.glued_dash(node.value) or f"write `[{_example(of, page.raw(node))}]`"
        return page.report(rules.WRONG_TYPE, node, "a single value stands where a list is expected", repair)
    message = "nothing stands where a list is expected"
    return page.report(rules.EMPTY_VALUE, node, message, "fill it in, or remove the key")


def _example(of: shape.Shape, raw: str) -> str:
    """What an author wrote as a single value, as this shape wants it."""
    return f"{{{shape.entries(of.of)[0].key}: {raw}}}" if isinstance(of, shape.Part) and not of.short else raw


def _table(wanted: shape.Table) -> Reader:
    read_key, read_value = reader(wanted.key), reader(wanted.of)

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is not nodes.Mapping:
            message = "no mapping stands where one is expected"
            return page.report(rules.WRONG_TYPE, node, message, "write `key: value`")
        made = {}
        for key, held in node.pairs.values():
            if _is_bare(key, held):
                page.report(rules.EMPTY_VALUE, key, f"`{pages.shown(key.value)}` has no value", COMMA)
                continue
            name, value = read_key(key, page), read_value(held, page)
            if name is not pages.FAILED and value is not pages.FAILED:
                made[name] = value
        return frozen.FrozenDict(made)

    return read


COMMA = "in braces a comma ends a value: write 0.3, not 0,3, and put a text that holds a comma in quotes"


def _is_bare(key: nodes.Scalar, held: nodes.Node) -> bool:
    """Whether no colon follows a key in braces: the piece of a text or number after its comma, as a rule."""
    return type(held) is nodes.Scalar and not held.value and nodes.start(held) == nodes.end(key)


def _or_table(wanted: shape.OrTable) -> Reader:
    one, many = reader(wanted.of), reader(shape.Table(shape.Text(), wanted.of))

    def read(node: nodes.Node, page: pages.Page) -> Any:
        return many(node, page) if type(node) is nodes.Mapping else one(node, page)

    return read


def _either(wanted: shape.Either) -> Reader:
    other = reader(wanted.of)

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is not nodes.Scalar:
            return other(node, page)
        if node.value in wanted.words:
            return node.value
        near = pages.nearest(node.value, wanted.words)
        if near is None:
            return other(node, page)
        message = f"`{pages.shown(node.value)}` is no word that is known here"
        return page.report(rules.UNKNOWN_WORD, node, message, f"write `{near}`")

    return read


def _bound(wanted: shape.Bound) -> Reader:
    plain = reader(wanted.of)
    parts = {shape.entries(part)[0].key: part for part in wanted.parts}

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Mapping:
            for first, part in parts.items():
                if first in node.pairs:
                    return read_part(part, node, page)
            for name, (key, _) in node.pairs.items():
                near = pages.nearest(name, parts)
                if near is not None:
                    message = f"the key `{pages.shown(name)}` is not known here"
                    return page.report(rules.UNKNOWN_KEY, key, message, f"write `{near}`")
        return plain(node, page)

    return read


def _part(wanted: shape.Part) -> Reader:
    short = shape.by_key(wanted.of)[wanted.short] if wanted.short else None

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Mapping:
            return read_part(wanted.of, node, page)
        if short is not None and type(node) is nodes.Scalar:
            value = reader(short.shape)(node, page)
            return pages.FAILED if value is pages.FAILED else wanted.of(**{short.attribute: value})
        raw = page.raw(node) if type(node) is nodes.Scalar and node.value else "…"
        repair = f"write `{_example(shape.Part(wanted.of), raw)}`"
        return page.report(rules.WRONG_TYPE, node, "no mapping stands where one is expected", repair)

    return read


def read_part(of: type, node: nodes.Mapping, page: pages.Page) -> Any:
    """Read a mapping with known keys as the class `of`; FAILED where a required key is missing or broken."""
    fields = read_entries(of, node, page)
    return pages.FAILED if fields is None else of(**fields)


class _Plan(NamedTuple):
    """How to read a class: attribute and reader by key, what is required, what takes the keys left over."""

    known: Mapping[str, tuple[str, Reader]]
    needed: tuple[str, ...]
    rest: shape.Entry | None


@cache
def _plan(of: type) -> _Plan:
    entries = shape.entries(of)
    known = {
        one.key: (one.attribute, _filled(one) if one.required else reader(one.shape))
        for one in entries
        if not one.rest
    }
    needed = tuple(one.attribute for one in entries if one.required)
    return _Plan(known, needed, next((one for one in entries if one.rest), None))


def _filled(entry: shape.Entry) -> Reader:
    """The reader of a required key, which takes no empty list and no empty table."""
    one = reader(entry.shape)
    if not isinstance(entry.shape, (shape.Many, shape.Table, shape.Either)):
        return one

    def read(node: nodes.Node, page: pages.Page) -> Any:
        value = one(node, page)
        if value:
            return value
        if not (node.items if isinstance(node, nodes.Sequence) else getattr(node, "pairs", ())):
            page.report(rules.EMPTY_VALUE, node, f"`{entry.key}` is empty", f"fill it in ({entry.doc})")
        return pages.FAILED

    return read


def read_entries(
    of: type, node: nodes.Mapping, page: pages.Page, at: nodes.Scalar | None = None
) -> dict[str, Any] | None:
    """The fields of a class from a mapping; None where the record cannot be made of them.

    What is missing is reported `at` the record's id, or at the mapping itself.
    """
    known, needed, rest = _plan(of)
    fields: dict[str, Any] = {}
    strange: list[tuple[nodes.Scalar, nodes.Node]] = []
    for name, pair in node.pairs.items():
        if name in known:
            attribute, read = known[name]
            value = read(pair[1], page)
            if value is not pages.FAILED:
                fields[attribute] = value
        else:
            strange.append(pair)
    meant: Collection[str] = ()
    if strange:
        if rest is None:
            meant = _report_strange(of, strange, page)
        else:
            fields[rest.attribute] = reader(rest.shape)(node.only(strange), page)
    if "private" in known and "private" not in fields and ("private" in node.pairs or "private" in meant):
        fields["private"] = True  # whatever was meant, what may be private is not shown
    for attribute in needed:
        if attribute not in fields:
            _report_missing(of, node, page, at or node, meant)
            return None
    return fields


def _report_missing(
    of: type, node: nodes.Mapping, page: pages.Page, at: nodes.Node, meant: Collection[str]
) -> None:
    """Report the required keys that are not there, not even misspelt."""
    for one in shape.entries(of):
        if one.required and one.key not in node.pairs and one.key not in meant:
            message, repair = f"the key `{one.key}` is missing", f"add `{one.key}: …` ({one.doc})"
            page.report(rules.MISSING_KEY, at, message, repair)


def _report_strange(of: type, strange: list[tuple[nodes.Scalar, nodes.Node]], page: pages.Page) -> set[str]:
    """Report keys that are not known; gives the keys that were probably meant."""
    known = tuple(shape.by_key(of))
    meant: set[str] = set()
    for key, held in strange:
        name, colon, value = key.value.partition(":")
        near = pages.nearest(key.value, known)
        message = f"the key `{pages.shown(key.value)}` is not known here"
        repair = f"keys known here: {pages.listed(known)}"
        if type(held) is nodes.Unread:
            # `<<: *base` means all the keys of another record, and has been reported.
            meant.update(known)
            continue
        if colon and name in known:
            meant.add(name)
            message, repair = "no blank follows the colon", f"write `{name}: {pages.shown(value)}`"
        elif near:
            meant.add(near)
            repair = f"write `{near}`"
        elif _is_bare(key, held):
            repair = COMMA
        page.report(rules.UNKNOWN_KEY, key, message, repair)
    return meant


_MAKERS: Mapping[type, Callable[[Any], Reader]] = {
    **values.MAKERS,
    shape.Many: _many,
    shape.Table: _table,
    shape.OrTable: _or_table,
    shape.Either: _either,
    shape.Bound: _bound,
    shape.Part: _part,
}

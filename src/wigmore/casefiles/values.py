"""One reader for each shape: a node of a file to a value of a record, or to diagnostics.

`reader(shape)` compiles a shape once into a plain function, so that reading a hundred thousand claims costs
one call for each value.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from wigmore.casefiles import nodes, selectors
from wigmore.casefiles.page import FAILED, HASH, HASH_LIKE, LABEL, Page, is_id, scalar, suggest_id
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import edtf, frozen, quantity, units
from wigmore.kit import text as texts
from wigmore.model import shape
from wigmore.vocab import tables

Reader = Callable[[nodes.Node, Page], Any]


@cache
def reader(wanted: shape.Shape) -> Reader:
    """The function that reads a node as this shape."""
    return _MAKERS[type(wanted)](wanted)


def _text(_: shape.Text) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        if type(node) is nodes.Scalar and node.text and not node.text.isspace():
            return node.text.rstrip("\n") if node.block else node.text
        return scalar(node, page, "a text")

    return read


def _word(wanted: shape.Word) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        known = tables.words()[wanted.vocabulary]
        text = scalar(node, page, f"a word for {wanted.vocabulary.replace('-', ' ')}")
        if text is FAILED or text in known:
            return text
        near = texts.nearest(text, tuple(known))
        listed = ", ".join(f"`{word}`" for word in known)
        repair = f"write `{near[0]}`" if near else f"write one of {listed}"
        what = wanted.vocabulary.replace("-", " ")
        return page.report(rules.UNKNOWN_WORD, node, f"`{text}` is no {what}", repair)

    return read


def _label(_: shape.Label) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        text = scalar(node, page, "a short word")
        if text is FAILED or LABEL.fullmatch(text):
            return text
        made = re.sub(r"[^a-z0-9_]+", "-", texts.fold(text)).strip("-_")
        repair = f"write `{made}`" if made else "write a-z, 0-9, - and _"
        return page.report(rules.BAD_ID, node, f"`{text}` is not a word of a-z, 0-9, `-` and `_`", repair)

    return read


def _yes_no(_: shape.YesNo) -> Reader:
    words = {"yes": True, "no": False}

    def read(node: nodes.Node, page: Page) -> Any:
        text = scalar(node, page, "`yes` or `no`")
        if text is FAILED or text in words:
            return words.get(text, FAILED)
        return page.report(
            rules.WRONG_TYPE, node, f"`{text}` is neither `yes` nor `no`", "write `yes` or `no`"
        )

    return read


def _hash(_: shape.Hash) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        text = scalar(node, page, "`sha256:` and 64 digits")
        if text is FAILED or HASH.fullmatch(text):
            return text
        like = HASH_LIKE.fullmatch(text)
        repair = f"write `sha256:{like.group(1).lower()}`" if like else "take it from `sha256sum FILE`"
        message = "the name of a capture is `sha256:` and 64 hexadecimal digits"
        return page.report(rules.BAD_HASH, node, message, repair)

    return read


def _date(wanted: shape.Date) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        if type(node) is not nodes.Scalar and (node.end > node.start):
            raw = page.raw(node)
            if raw[:1] in "[{":
                return page.report(
                    rules.UNQUOTED_SET, node, f"to YAML `{raw}` is not a date but a list", f'write `"{raw}"`'
                )
        text = scalar(node, page, "a date")
        if text is FAILED:
            return text
        try:
            date = edtf.parse(text)
        except edtf.EdtfError as error:
            return page.report(rules.BAD_DATE, node, f"`{text}` is not a date: {error}", _date_repair(error))
        if wanted.day and (date.precision != "day" or date.uncertain or date.approximate):
            return page.report(
                rules.BAD_DATE,
                node,
                f"`{text}` is not one certain day",
                "write year-month-day, as 2026-05-31",
            )
        return date

    return read


def _date_repair(error: edtf.EdtfError) -> str | None:
    return getattr(error, "repair", None) or "write year, year-month or year-month-day, as 2020-08-10"


def _quantity(wanted: shape.Quantity) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        text = scalar(node, page, "a quantity")
        return text if text is FAILED else read_quantity(text, node, page, wanted.unit)

    return read


def read_quantity(text: str, node: nodes.Node, page: Page, unit: str | None) -> Any:
    """Read a quantity and hold its dimension against the unit that is wanted here."""
    made = quantity_or_fault(text, unit)
    if isinstance(made, quantity.Quantity):
        return made
    rule, message, repair = made
    return page.report(rule, node, message, repair)


def quantity_or_fault(
    text: str, unit: str | None
) -> quantity.Quantity | tuple[diagnostic.Rule, str, str | None]:
    """A quantity of the dimension of `unit`, or the rule it breaks with message and repair."""
    try:
        made = quantity.parse(text)
    except quantity.QuantityError as error:
        rule = rules.UNKNOWN_UNIT if getattr(error, "unknown_unit", False) else rules.BAD_QUANTITY
        repair = (
            f"write `{error.suggestion}`" if error.suggestion else "write number before unit, as `10.25 MCAD`"
        )
        return rule, f"`{text}` is not a quantity: {error}", repair
    if unit is not None and not fits(made, unit):
        return (
            rules.WRONG_DIMENSION,
            f"`{text}` is not measured in {unit}",
            f"give it in {unit} or a unit like it",
        )
    return made


def fits(made: quantity.Quantity, unit: str) -> bool:
    """Whether a quantity can be given in the unit; `money` stands for every currency."""
    if unit == "money":
        return units.is_money(made.unit)
    return units.same_dimension(made.unit, units.parse(unit))


def _probability(wanted: shape.Probability) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        text = scalar(node, page, "a probability")
        if text is FAILED or text in wanted.words or text in _scale_words():
            return text
        try:
            return quantity.parse_probability(text)
        except quantity.ProbabilityError as error:
            repair = (
                f"write `{error.suggestion}`"
                if error.suggestion
                else "write 0.3, 0.2-0.5 or a word of the scale"
            )
            return page.report(rules.BAD_PROBABILITY, node, f"`{text}` is not a probability: {error}", repair)

    return read


@lru_cache(maxsize=1)
def _scale_words() -> frozenset[str]:
    return frozenset(row.id for name in ("icd203", "phia") for row in tables.policies()[name].rows)


def _ref(wanted: shape.Ref) -> Reader:
    def read(node: nodes.Node, page: Page) -> Any:
        text = scalar(node, page, "an id")
        if text is FAILED:
            return text
        head, dot, tail = text.partition(".")
        if (is_id(head) or head == "case") and (not dot or (wanted.part and LABEL.fullmatch(tail))):
            return text
        made = suggest_id(text)
        repair = f"write `{made}`" if made else "write the id of a record"
        return page.report(rules.BAD_ID, node, f"`{text}` is not of the form of an id", repair)

    return read


def _many(wanted: shape.Many) -> Reader:
    one = reader(wanted.of)

    def read(node: nodes.Node, page: Page) -> Any:
        if type(node) is nodes.Sequence:
            values = tuple([value for item in node.items if (value := one(item, page)) is not FAILED])
            return values
        if wanted.or_one:
            value = one(node, page)
            return FAILED if value is FAILED else (value,)
        if type(node) is nodes.Scalar and node.text.strip():
            raw = page.raw(node)
            return page.report(
                rules.WRONG_TYPE, node, "a single value stands where a list is expected", f"write `[{raw}]`"
            )
        return page.report(
            rules.WRONG_TYPE, node, "no list stands where one is expected", "write a list, with `- `"
        )

    return read


def _table(wanted: shape.Table) -> Reader:
    keys, values = reader(wanted.key), reader(wanted.of)

    def read(node: nodes.Node, page: Page) -> Any:
        if type(node) is not nodes.Mapping:
            return page.report(
                rules.WRONG_TYPE, node, "no mapping stands where one is expected", "write `key: value`"
            )
        made = {}
        for key, value in node.pairs.values():
            name, held = keys(key, page), values(value, page)
            if name is not FAILED and held is not FAILED:
                made[name] = held
        return frozen.FrozenDict(made)

    return read


def _or_table(wanted: shape.OrTable) -> Reader:
    one, many = reader(wanted.of), reader(shape.Table(shape.Text(), wanted.of))

    def read(node: nodes.Node, page: Page) -> Any:
        return many(node, page) if type(node) is nodes.Mapping else one(node, page)

    return read


def _either(wanted: shape.Either) -> Reader:
    other = reader(wanted.of)

    def read(node: nodes.Node, page: Page) -> Any:
        if type(node) is nodes.Scalar and node.text in wanted.words:
            return node.text
        return other(node, page)

    return read


def _bound(wanted: shape.Bound) -> Reader:
    plain = reader(wanted.of)
    parts = {shape.entries(part)[0].key: part for part in wanted.parts}

    def read(node: nodes.Node, page: Page) -> Any:
        if type(node) is nodes.Mapping:
            for key, part in parts.items():
                if key in node.pairs:
                    return read_part(part, node, page)
        return plain(node, page)

    return read


def _part(wanted: shape.Part) -> Reader:
    short = shape.by_key(wanted.of)[wanted.short] if wanted.short else None

    def read(node: nodes.Node, page: Page) -> Any:
        if short is not None and type(node) is nodes.Scalar:
            value = reader(short.shape)(node, page)
            return FAILED if value is FAILED else wanted.of(**{short.attribute: value})
        if type(node) is not nodes.Mapping:
            first = shape.entries(wanted.of)[0].key
            raw = page.raw(node) if type(node) is nodes.Scalar and node.text else "…"
            return page.report(
                rules.WRONG_TYPE,
                node,
                "no mapping stands where one is expected",
                f"write `{{{first}: {raw}}}`",
            )
        return read_part(wanted.of, node, page)

    return read


def _selector(_: shape.Selector) -> Reader:
    return selectors.read


def read_part(of: type, node: nodes.Mapping, page: Page) -> Any:
    """Read a mapping with known keys as the class `of`; FAILED where a required key is missing or broken."""
    values = read_entries(of, node, page)
    return FAILED if values is None else of(**values)


@cache
def _plan(of: type) -> tuple[Mapping[str, tuple[str, Reader]], tuple[shape.Entry, ...], shape.Entry | None]:
    known = {key: (one.attribute, reader(one.shape)) for key, one in shape.by_key(of).items()}
    needed = tuple(one for one in shape.entries(of) if one.required)
    rest = next((one for one in shape.entries(of) if one.rest), None)
    return known, needed, rest


def read_entries(
    of: type, node: nodes.Mapping, page: Page, at: nodes.Scalar | None = None
) -> dict[str, Any] | None:
    """The fields of a class from a mapping; None where the record cannot be made of them.

    What is missing is reported `at` the record's id, or at the mapping itself.
    """
    known, needed, rest = _plan(of)
    values: dict[str, Any] = {}
    strange: list[tuple[nodes.Scalar, nodes.Node]] = []
    broken = False
    for name, (key, held) in node.pairs.items():
        found = known.get(name)
        if found is None:
            strange.append((key, held))
            continue
        value = found[1](held, page)
        if value is FAILED:
            broken = True
        else:
            values[found[0]] = value
    if strange and rest is not None:
        values[rest.attribute] = reader(rest.shape)(node.only(strange), page)
    elif strange:
        _report_strange(of, strange, page)
    for one in needed:
        if one.attribute not in values:
            broken = True
            if one.key not in node.pairs:
                message = f"the key `{one.key}` is missing"
                page.report(rules.MISSING_KEY, at or node, message, f"add `{one.key}: …` ({one.doc})")
    return None if broken and any(one.attribute not in values for one in needed) else values


def _report_strange(of: type, strange: list[tuple[nodes.Scalar, nodes.Node]], page: Page) -> None:
    known = tuple(shape.by_key(of))
    for key, _ in strange:
        near = texts.nearest(key.text, known)
        listed = ", ".join(f"`{one}`" for one in known)
        repair = f"write `{near[0]}`" if near else f"keys known here: {listed}"
        page.report(rules.UNKNOWN_KEY, key, f"the key `{key.text}` is not known here", repair)


_MAKERS: Mapping[type, Callable[[Any], Reader]] = {
    shape.Text: _text,
    shape.Value: _text,
    shape.Address: _text,
    shape.Word: _word,
    shape.Label: _label,
    shape.YesNo: _yes_no,
    shape.Hash: _hash,
    shape.Date: _date,
    shape.Quantity: _quantity,
    shape.Probability: _probability,
    shape.Ref: _ref,
    shape.Many: _many,
    shape.Table: _table,
    shape.OrTable: _or_table,
    shape.Either: _either,
    shape.Bound: _bound,
    shape.Part: _part,
    shape.Selector: _selector,
}

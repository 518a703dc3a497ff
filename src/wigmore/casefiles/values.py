"""One reader for each shape of a single value: a node of a file to a value of a record, or to diagnostics."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from wigmore.casefiles import nodes, selectors
from wigmore.casefiles import page as pages
from wigmore.diagnostics import diagnostic, rules
from wigmore.kit import edtf, quantity, units
from wigmore.kit import text as texts
from wigmore.model import shape
from wigmore.vocab import tables

Reader = Callable[[nodes.Node, pages.Page], Any]


# Each reader takes a value that is as it should be first: in a big case nearly all of them are.


def _text(_: shape.Text) -> Reader:
    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Scalar:
            text = node.value
            if text and not text.isspace():
                return text.rstrip("\n") if node.style in nodes.BLOCK_SIGNS else text
        return pages.scalar(node, page, "a text")

    return read


def _word(wanted: shape.Word) -> Reader:
    known = tables.words()[wanted.vocabulary]
    what = wanted.vocabulary.replace("-", " ")

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Scalar and node.value in known:
            return node.value
        text = pages.scalar(node, page, f"a word for {what}")
        if text is pages.FAILED:
            return text
        near = pages.nearest(text, known)
        repair = f"write `{near}`" if near else f"write one of {pages.listed(known)}"
        return page.report(rules.UNKNOWN_WORD, node, f"`{pages.shown(text)}` is no {what}", repair)

    return read


def _label(_: shape.Label) -> Reader:
    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Scalar and pages.is_label(node.value):
            return node.value
        text = pages.scalar(node, page, "a short word")
        if text is pages.FAILED:
            return text
        made = re.sub(r"[^a-z0-9]+", "-", texts.fold(text[: pages.LONGEST_ID])).strip("-")
        repair = f"write `{made}`" if made else "write a-z, 0-9, - and _"
        message = f"`{pages.shown(text)}` is not a word of a-z, 0-9, `-` and `_`"
        return page.report(rules.BAD_ID, node, message, repair)

    return read


_MEANT = {word: "yes" for word in ("true", "y", "on", "1", "ja", "oui")} | {
    word: "no" for word in ("false", "n", "off", "0", "nein", "non")
}


def _yes_no(_: shape.YesNo) -> Reader:
    words = {"yes": True, "no": False}

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Scalar and node.value in words:
            return words[node.value]
        text = pages.scalar(node, page, "`yes` or `no`")
        if text is pages.FAILED:
            return text
        meant = _MEANT.get(text.lower(), text.lower())
        repair = f"write `{meant}`" if meant in words else "write `yes` or `no`"
        return page.report(rules.WRONG_TYPE, node, f"`{pages.shown(text)}` is neither `yes` nor `no`", repair)

    return read


def _hash(_: shape.Hash) -> Reader:
    def read(node: nodes.Node, page: pages.Page) -> Any:
        text = pages.scalar(node, page, "`sha256:` and 64 digits")
        if text is pages.FAILED or pages.HASH.fullmatch(text):
            return text
        like = pages.HASH_LIKE.fullmatch(text)
        repair = f"write `sha256:{like.group(1).lower()}`" if like else "take it from `sha256sum FILE`"
        message = "the name of a capture is `sha256:` and 64 hexadecimal digits"
        return page.report(rules.BAD_HASH, node, message, repair)

    return read


def _date(wanted: shape.Date) -> Reader:
    def read(node: nodes.Node, page: pages.Page) -> Any:
        try:
            date = edtf.parse(node.value) if type(node) is nodes.Scalar else None
        except edtf.EdtfError as error:
            return _report_no_date(error, node, page)
        if date is None:
            return _report_collection(node, page)
        if wanted.day and (date.precision != "day" or date.uncertain or date.approximate):
            repair = "write year-month-day, as 2026-05-31"
            return page.report(rules.BAD_DATE, node, f"`{date}` is not one certain day", repair)
        return date

    return read


def _report_no_date(error: edtf.EdtfError, node: nodes.Node, page: pages.Page) -> Any:
    text = pages.scalar(node, page, "a date")
    if text is pages.FAILED:
        return text
    repair = "write year, year-month or year-month-day, as 2020-08-10"
    if error.repair is not None:
        repair = f"write `{error.repair}`"
        if error.repair[0] in "[{":
            # A set would be a list to YAML; and where the author wrote none, one of its days is meant.
            either = " or ".join(f"`{day}`" for day in error.repair.strip("[]").split(","))
            repair = f'write `"{error.repair}"`' if text[0] in "[{" else f"write {either}"
    message = f"`{pages.shown(text)}` is not a date: {error}"
    return page.report(rules.BAD_DATE, node, message, repair)


def _report_collection(node: nodes.Node, page: pages.Page) -> Any:
    """Report a list or mapping in the place of a date; in brackets, a set of dates was meant."""
    if not isinstance(node, (nodes.Sequence, nodes.Mapping)) or not node.flow:
        return pages.scalar(node, page, "a date")
    raw = page.raw(node)
    what = "a list" if type(node) is nodes.Sequence else "a mapping"
    message = f"to YAML `{raw}` is not a date but {what}"
    return page.report(rules.UNQUOTED_SET, node, message, f'write `"{raw}"`')


def _quantity(wanted: shape.Quantity) -> Reader:
    def read(node: nodes.Node, page: pages.Page) -> Any:
        text = pages.scalar(node, page, "a quantity")
        return text if text is pages.FAILED else read_quantity(text, node, page, wanted.unit)

    return read


def read_quantity(text: str, node: nodes.Node, page: pages.Page, unit: str | None) -> Any:
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
        rule = rules.UNKNOWN_UNIT if error.of_unit else rules.BAD_QUANTITY
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
    of_any_currency = units.OF_ANY_CURRENCY.get(unit)
    if of_any_currency is not None:
        return of_any_currency(made.unit)
    return units.same_dimension(made.unit, units.parse(unit))


def _probability(wanted: shape.Probability) -> Reader:
    words = _scale_words().union(wanted.words)

    def read(node: nodes.Node, page: pages.Page) -> Any:
        text = pages.scalar(node, page, "a probability")
        if text is pages.FAILED or text in words:
            return text
        try:
            return quantity.parse_probability(text)
        except quantity.ProbabilityError as error:
            near = pages.nearest(text, words)
            repair = "write 0.3, 0.2-0.5 or a word of the scale"
            if error.suggestion or near:
                repair = f"write `{error.suggestion or near}`"
            message = f"`{pages.shown(text)}` is not a probability: {error}"
            return page.report(rules.BAD_PROBABILITY, node, message, repair)

    return read


@lru_cache(maxsize=1)
def _scale_words() -> frozenset[str]:
    return frozenset(row["id"] for name in ("icd203", "phia") for row in tables.policies()[name]["rows"])


def _ref(wanted: shape.Ref) -> Reader:
    fits = pages.is_part if wanted.part else pages.is_reference

    def read(node: nodes.Node, page: pages.Page) -> Any:
        if type(node) is nodes.Scalar and fits(node.value):
            return node.value
        text = pages.scalar(node, page, "an id")
        if text is pages.FAILED or wanted.is_path(text):
            return text
        glued = pages.glued_dash(text)
        made = pages.suggest_id(text)
        repair = glued or (f"write `{made}`" if made else "write the id of a record")
        message = f"`{pages.shown(text)}` is not of the form of an id"
        return page.report(rules.BAD_ID, node, message, repair)

    return read


MAKERS: Mapping[type, Callable[[Any], Reader]] = {
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
    shape.Selector: lambda _: selectors.read,
}
"""For each shape of a single value, what makes its reader."""

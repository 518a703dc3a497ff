"""Selectors, `{events: {who: nano-one, after: 2022}}`: one grammar wherever records are chosen."""

from typing import Any

from wigmore.casefiles import nodes
from wigmore.casefiles import page as pages
from wigmore.diagnostics import rules
from wigmore.kit import edtf, quantity
from wigmore.model import record, selection
from wigmore.vocab import tables


def read(node: nodes.Node, page: pages.Page) -> Any:
    """Read a selector: one kind of record with the tests it must pass."""
    kinds = tuple(selection.WORD_TESTS)
    if type(node) is not nodes.Mapping or len(node.pairs) != 1:
        repair = f"write one of {pages.listed(f'{{{kind}: …}}' for kind in kinds)}"
        return page.report(rules.BAD_SELECTOR, node, "a selector names one kind of record", repair)
    ((key, held),) = node.pairs.values()
    if key.value not in kinds:
        return _strange(key, kinds, page, "a selector cannot choose")
    if type(held) is not nodes.Mapping:
        return page.report(
            rules.BAD_SELECTOR, held, "no tests stand here", f"write `{{{key.value}: {{kind: …}}}}`"
        )
    tests = []
    for name, value in held.pairs.values():
        words = _words(key.value, name, value, page)
        if words is not pages.FAILED:
            tests.append((name.value, words))
    return record.Selector(key.value, tuple(sorted(tests)))


def _words(kind: str, name: nodes.Scalar, value: nodes.Node, page: pages.Page) -> Any:
    known = selection.TESTS[kind]
    if name.value not in known:
        return _strange(name, known, page, f"a selector of {kind} has no test")
    items = value.items if type(value) is nodes.Sequence else [value]
    words = tuple([word for one in items if (word := pages.scalar(one, page, "a word")) is not pages.FAILED])
    if name.value in selection.TIME_TESTS + selection.AMOUNT_TESTS:
        return _limit(name.value, value, words, page)
    vocabulary = selection.VOCABULARY.get((kind, name.value))
    for word in words:
        if vocabulary and word not in tables.words()[vocabulary]:
            fitting = tables.words()[vocabulary]
            near = pages.nearest(word, fitting)
            repair = f"write `{near}`" if near else f"write one of {pages.listed(fitting)}"
            message = f"`{pages.shown(word)}` is no {vocabulary.replace('-', ' ')}"
            page.report(rules.UNKNOWN_WORD, value, message, repair)
    return words or pages.FAILED


def _limit(name: str, value: nodes.Node, words: tuple[str, ...], page: pages.Page) -> Any:
    """A date or a quantity on one side of which the record must lie."""
    if len(words) != 1:
        return page.report(rules.BAD_SELECTOR, value, f"`{name}` takes one limit", "write one value")
    try:
        if name in selection.TIME_TESTS:
            edtf.parse(words[0])
        else:
            quantity.parse(words[0])
    except edtf.EdtfError as error:
        return page.report(
            rules.BAD_DATE,
            value,
            f"`{pages.shown(words[0])}` is not a date: {error}",
            "write it as 2020-08-10",
        )
    except quantity.QuantityError as error:
        return page.report(
            rules.BAD_QUANTITY,
            value,
            f"`{pages.shown(words[0])}` is not a quantity: {error}",
            "write it as 25 %",
        )
    return words


def _strange(key: nodes.Scalar, known: tuple[str, ...], page: pages.Page, what: str) -> Any:
    near = pages.nearest(key.value, known)
    repair = f"write `{near}`" if near else f"known here: {pages.listed(known)}"
    return page.report(rules.BAD_SELECTOR, key, f"{what} `{pages.shown(key.value)}`", repair)

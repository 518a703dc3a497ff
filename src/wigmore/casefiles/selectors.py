"""Selectors, `{events: {who: nano-one, after: 2022}}`: one grammar wherever records are chosen."""

from typing import Any

from wigmore.casefiles import nodes
from wigmore.casefiles.page import FAILED, Page, scalar
from wigmore.diagnostics import rules
from wigmore.kit import edtf, quantity
from wigmore.kit import text as texts
from wigmore.model import record, selection
from wigmore.vocab import tables


def read(node: nodes.Node, page: Page) -> Any:
    """Read a selector: one kind of record with the tests it must pass."""
    kinds = tuple(selection.WORD_TESTS)
    if type(node) is not nodes.Mapping or len(node.pairs) != 1:
        listed = ", ".join(f"`{{{kind}: …}}`" for kind in kinds)
        return page.report(
            rules.BAD_SELECTOR, node, "a selector names one kind of record", f"write one of {listed}"
        )
    ((key, held),) = node.pairs.values()
    if key.text not in kinds:
        return _strange(key, kinds, page, "a selector cannot choose")
    if type(held) is not nodes.Mapping:
        return page.report(
            rules.BAD_SELECTOR, held, "no tests stand here", f"write `{{{key.text}: {{kind: …}}}}`"
        )
    tests = []
    for name, value in held.pairs.values():
        words = _words(key.text, name, value, page)
        if words is not FAILED:
            tests.append((name.text, words))
    return record.Selector(key.text, tuple(sorted(tests)))


def _words(kind: str, name: nodes.Scalar, value: nodes.Node, page: Page) -> Any:
    known = selection.TESTS[kind]
    if name.text not in known:
        return _strange(name, known, page, f"a selector of {kind} has no test")
    items = value.items if type(value) is nodes.Sequence else [value]
    words = tuple([word for one in items if (word := scalar(one, page, "a word")) is not FAILED])
    if name.text in selection.TIME_TESTS + selection.AMOUNT_TESTS:
        return _limit(name.text, value, words, page)
    vocabulary = selection.VOCABULARY.get((kind, name.text))
    for word in words:
        if vocabulary and word not in tables.words()[vocabulary]:
            near = texts.nearest(word, tuple(tables.words()[vocabulary]))
            repair = f"write `{near[0]}`" if near else None
            page.report(rules.UNKNOWN_WORD, value, f"`{word}` is no {vocabulary.replace('-', ' ')}", repair)
    return words


def _limit(name: str, value: nodes.Node, words: tuple[str, ...], page: Page) -> Any:
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
            rules.BAD_DATE, value, f"`{words[0]}` is not a date: {error}", "write it as 2020-08-10"
        )
    except quantity.QuantityError as error:
        return page.report(
            rules.BAD_QUANTITY, value, f"`{words[0]}` is not a quantity: {error}", "write it as 25 %"
        )
    return words


def _strange(key: nodes.Scalar, known: tuple[str, ...], page: Page, what: str) -> Any:
    near = texts.nearest(key.text, known)
    repair = f"write `{near[0]}`" if near else "known here: " + ", ".join(f"`{one}`" for one in known)
    return page.report(rules.BAD_SELECTOR, key, f"{what} `{key.text}`", repair)

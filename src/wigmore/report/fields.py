"""Any record as rows of a name and a value: which words are links is told by the shapes of its kind."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from wigmore.model import kinds, shape
from wigmore.report import markup, words

Show = Callable[[Any, markup.Labels], Markup]
Row = tuple[str, str, Markup]
"""What a field is called, what it means, and its value."""


def rows(kind: str, held: Mapping[str, Any], labels: markup.Labels, skip: frozenset[str]) -> Iterator[Row]:
    """The fields of a record that has them, in the order of the format, without those shown elsewhere."""
    for one in _entries(kind):
        if one.key in held and one.key not in skip:
            yield words.field(one.key), one.doc, shower(one.shape)(held[one.key], labels)


def _entries(kind: str) -> tuple[shape.Entry, ...]:
    of: type = kinds.BY_KEY[kind]
    return shape.entries(of)


@cache
def shower(wanted: shape.Shape) -> Show:
    """The function that shows a value of this shape."""
    return _MAKERS.get(type(wanted), lambda _: _plain)(wanted)


def _plain(value: Any, labels: markup.Labels) -> Markup:
    """A value of no particular shape."""
    if isinstance(value, bool):
        return markup.made("yes" if value else "no")
    if isinstance(value, Mapping):
        return _pairs([(markup.text(key), _plain(one, labels)) for key, one in value.items()])
    if isinstance(value, (list, tuple)):
        return markup.listing([_plain(one, labels) for one in value])
    return markup.text(value)


def _pairs(pairs: list[tuple[str, Markup]]) -> Markup:
    """Names with their values, as a small list."""
    items = "".join([f'<li><span class="k">{key}</span> {value}</li>' for key, value in pairs])
    return markup.made(f'<ul class="pairs">{items}</ul>')


def _ref(_: shape.Ref) -> Show:
    return lambda value, labels: markup.ref(labels, value)


def _address(_: shape.Address) -> Show:
    return lambda value, _: markup.address(value)


def _hash(_: shape.Hash) -> Show:
    return lambda value, _: markup.code(value)


def _many(wanted: shape.Many) -> Show:
    inner = shower(wanted.of)

    def show(value: Any, labels: markup.Labels) -> Markup:
        held = value if isinstance(value, (list, tuple)) else [value]
        return markup.listing([inner(one, labels) for one in held])

    return show


def _table(wanted: shape.Table) -> Show:
    keys, inner = shower(wanted.key), shower(wanted.of)

    def show(value: Any, labels: markup.Labels) -> Markup:
        return _pairs([(keys(key, labels), inner(one, labels)) for key, one in value.items()])

    return show


def _part(of: type, short: str | None = None) -> Show:
    def show(value: Any, labels: markup.Labels) -> Markup:
        if not isinstance(value, Mapping):
            return _plain(value, labels)
        if short is not None and tuple(value) == (short,):
            return _plain(value[short], labels)
        known = shape.by_key(of)
        shown: list[tuple[str, Markup]] = []
        rest = next((one for one in shape.entries(of) if one.rest), None)
        for key, one in value.items():
            if key in known:
                shown.append((markup.escaped(words.field(key)), shower(known[key].shape)(one, labels)))
            elif rest is not None and isinstance(rest.shape, shape.Table):
                shown.append((markup.text(key), shower(rest.shape.of)(one, labels)))
        return _pairs(shown)

    return show


def _bound(wanted: shape.Bound) -> Show:
    """A value, or where it comes from: the claim's own value is shown with a link to the claim."""
    inner = shower(wanted.of)
    parts = {shape.entries(part)[0].key: _part(part) for part in wanted.parts}

    def show(value: Any, labels: markup.Labels) -> Markup:
        if not isinstance(value, Mapping):
            return inner(value, labels)
        if tuple(value) == ("claim",):
            return bound_claim(value["claim"], labels)
        return parts.get(next(iter(value), ""), _plain)(value, labels)

    return show


def bound_claim(name: str, labels: markup.Labels) -> Markup:
    """The value of a claim, leading to the claim."""
    held = labels.get(name)
    shown = held[2] if held is not None and len(held) > 2 else None
    return markup.made(f'{markup.ref(labels, name, shown)} <span class="soft">(from a claim)</span>')


def _either(wanted: shape.Either) -> Show:
    inner = shower(wanted.of)
    return lambda value, labels: (
        markup.text(value) if isinstance(value, str) and value in wanted.words else inner(value, labels)
    )


def _or_table(wanted: shape.OrTable) -> Show:
    inner = shower(wanted.of)
    return lambda value, labels: _plain(value, labels) if isinstance(value, Mapping) else inner(value, labels)


def _selector(_: shape.Selector) -> Show:
    """A selector as words: `events where who is X or Y`."""

    def show(value: Any, labels: markup.Labels) -> Markup:
        shown = []
        for kind, tests in value.items():
            parts = [_test(key, markup.names(words_), labels) for key, words_ in tests.items()]
            where = f" where {', and '.join(parts)}" if parts else ""
            shown.append(words.SECTIONS.get(kind, (kind,))[0].lower() + where)
        return markup.join(shown)

    return show


def _test(key: str, held: tuple[str, ...], labels: markup.Labels) -> str:
    listed = " or ".join([_word(one, labels) for one in held])
    return f"{markup.escaped(words.field(key))} {words.TEST_WORDS.get(key, 'is')} {listed}"


def _word(value: str, labels: markup.Labels) -> Markup:
    return markup.ref(labels, value) if value in labels else markup.text(value)


_MAKERS: Mapping[type, Callable[[Any], Show]] = {
    shape.Ref: _ref,
    shape.Address: _address,
    shape.Hash: _hash,
    shape.Many: _many,
    shape.Table: _table,
    shape.Part: lambda wanted: _part(wanted.of, wanted.short),
    shape.Bound: _bound,
    shape.OrTable: _or_table,
    shape.Either: _either,
    shape.Selector: _selector,
}

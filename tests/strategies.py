"""Records of every kind for properties, made from the shapes themselves: a new field is covered by itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some

from wigmore.casefiles import page
from wigmore.kit import edtf, frozen, quantity
from wigmore.model import case, record, selection, shape
from wigmore.vocab import tables

Strategy = some.SearchStrategy[Any]

# Texts that YAML, an editor or the format itself could take for something else, or lose a part of.
HOSTILE = (
    "Nano One: the story", "C# and #2", " leading", "trailing ", "\ttab", "it's \"both\"", "NO", "null",
    "~", "1e5", "0x1f", "0o17", ".inf", "-.INF", ".nan", "1_000", "+1", "0.30", "007", "2020-08-10",
    "12:30:45", "yes", "True", "😀 𝒟", "a\u0085b", "a\u2028b\u2029c", "\u202eevil\u202c", "\ufeffx",
    "\ufffe\uffff", "\x00\x1b", "---", "--- x", "...", "- x", "-x", "? x", "?x", ": x", ":x", "x:", "@x",
    "%x", "`x`", "*x", "**x**", "&x", "!x", "|", "> 25", ">25 GWh", "<<", "=", "[a, b]", "{a: b}", "a, b]",
    "first\nsecond\n", "\nx", "x\r\ny", "{{x}}", "\\u0041", "#x", "x #y", "\u00a0x\u00a0", "x" * 10_000,
    "word " * 2_000 + "end", "'", '"', "a'b", "sha256:", "\U0010ffff",
)  # fmt: skip
DATES = (
    "2020-08-10",
    "2020-08",
    "2020?",
    "2020-08~",
    "[2020-08-10,2020-08-12]",
    "2020/..",
    "{2020,2021}",
    "202X",
)
QUANTITIES = {
    None: ("10.25 MCAD", "45-50 kt/a", "~60 %", "over 25 GWh", "10 ± 2 %", "-5 to -3 degC", "1", "0.5-0.9"),
    "%": ("4.9 %", "up to 60 %", "over 50 %"),
    "day": ("12 months", "30 day", "0 months"),
}

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""Whole records take their time to draw, the more so on a machine that has other work."""

texts: Strategy = some.sampled_from(HOSTILE) | some.text(some.characters(exclude_categories=["Cs"])).filter(
    lambda text: bool(text.strip())
)
labels: Strategy = some.lists(some.text("abz019", min_size=1, max_size=4), min_size=1, max_size=3).map(
    "-".join
)
ids: Strategy = labels.filter(page.is_id)


def records(kind: type[record.Record], name: Strategy = ids) -> Strategy:
    """Records of one kind, with any of their optional keys."""
    called = some.just("case") if kind is case.Case else name
    return some.builds(kind, id=called, **_fields(kind))


def _fields(of: type) -> dict[str, Strategy]:
    made = {}
    for one in shape.entries(of):
        values = of_shape(one.shape)
        if one.rest:
            known = shape.by_key(of)
            values = values.filter(partial(_is_apart, set(known)))
        if one.required:
            values = values.filter(lambda held: held not in ((), {}))
        made[one.attribute] = values if one.required else some.just(one.empty) | values
    return made


def _is_apart(known: set[str], held: Any) -> bool:
    return not known & set(held)


def of_shape(wanted: shape.Shape) -> Strategy:
    """Values that may stand where a shape is wanted."""
    return some.deferred(lambda: _MAKERS[type(wanted)](wanted))


def _word(wanted: shape.Word) -> Strategy:
    return some.sampled_from(list(tables.words()[wanted.vocabulary]))


def _date(wanted: shape.Date) -> Strategy:
    days = some.dates().map(lambda day: day.isoformat())
    return (days if wanted.day else days | some.sampled_from(DATES)).map(edtf.parse)


def _quantity(wanted: shape.Quantity) -> Strategy:
    return some.sampled_from(QUANTITIES[wanted.unit]).map(quantity.parse)


def _probability(wanted: shape.Probability) -> Strategy:
    numbers = some.sampled_from(("0.3", "0.2-0.5", "0.005-0.05", "1")).map(quantity.parse_probability)
    return numbers | some.sampled_from(("very likely", *wanted.words))


def _ref(wanted: shape.Ref) -> Strategy:
    return ids | some.builds("{}.{}".format, ids, labels) if wanted.part else ids


def _many(wanted: shape.Many) -> Strategy:
    return some.lists(of_shape(wanted.of), max_size=3).map(tuple)


def _table(wanted: shape.Table) -> Strategy:
    held = some.dictionaries(of_shape(wanted.key), of_shape(wanted.of), max_size=3)
    return held.map(frozen.FrozenDict)


def _part(of: type) -> Strategy:
    return some.builds(of, **_fields(of))


def _bound(wanted: shape.Bound) -> Strategy:
    return some.one_of(of_shape(wanted.of), *(_part(part) for part in wanted.parts))


@some.composite
def _selector(draw: some.DrawFn) -> record.Selector:
    kind = draw(some.sampled_from(sorted(selection.TESTS)))
    names = draw(some.sets(some.sampled_from(selection.TESTS[kind]), max_size=3))
    return record.Selector(kind, tuple((name, draw(_tested(kind, name))) for name in sorted(names)))


def _tested(kind: str, name: str) -> Strategy:
    if name in selection.TIME_TESTS:
        return some.sampled_from(DATES).map(lambda one: (one,))
    if name in selection.AMOUNT_TESTS:
        return some.sampled_from(QUANTITIES["%"]).map(lambda one: (one,))
    known = selection.VOCABULARY.get((kind, name))
    words = some.sampled_from(list(tables.words()[known])) if known else texts
    return some.lists(words, min_size=1, max_size=3).map(tuple)


_MAKERS: dict[type, Callable[[Any], Strategy]] = {
    shape.Text: lambda _: texts,
    shape.Value: lambda _: texts,
    shape.Address: lambda _: texts,
    shape.Word: _word,
    shape.Label: lambda _: labels,
    shape.YesNo: lambda _: some.booleans(),
    shape.Hash: lambda _: some.just("sha256:" + 64 * "a"),
    shape.Date: _date,
    shape.Quantity: _quantity,
    shape.Probability: _probability,
    shape.Ref: _ref,
    shape.Many: _many,
    shape.Table: _table,
    shape.OrTable: lambda wanted: of_shape(wanted.of) | of_shape(shape.Table(shape.Text(), wanted.of)),
    shape.Either: lambda wanted: some.sampled_from(wanted.words) | of_shape(wanted.of),
    shape.Bound: _bound,
    shape.Part: lambda wanted: _part(wanted.of),
    shape.Selector: lambda _: _selector(),
}

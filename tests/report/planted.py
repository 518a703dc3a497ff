"""Records with hostile words in every field that takes words, made by walking the shapes of every kind."""

from collections.abc import Callable, Mapping
from typing import Any

from wigmore.kit import edtf, quantity
from wigmore.model import kinds, record, shape
from wigmore.vocab import tables

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "before \u202eafter",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd",
    "</style><style>*{display:none}</style>{{ 7*7 }}{% raw %}",
    "' onmouseover='alert(1)' <svg/onload=alert(1)> & &amp; &lt;b&gt;",
    "name " + "x" * 10_000,
)
SKIPPED = frozenset({"private", "policy", "analyses", "accept"})


def records(words: tuple[str, ...] = HOSTILE) -> list[record.Record]:
    """For each of the words a record of every kind, and one case."""
    made: list[record.Record] = []
    for number, word in enumerate(words):
        made.extend(record_of(kind, number, word) for kind in kinds.KINDS if kind.KIND != "case")
    fields: dict[str, Any] = {"as_of": edtf.parse("2026-01-31"), "under_test": ident("sources", 0)}
    case = kinds.BY_KEY["case"](id="case", title=words[0], notices=words, **fields)  # type: ignore[call-arg]
    return [case, *made]


def ident(kind: str, number: int) -> str:
    return f"{kind}-{'abcdefghijklmnop'[number]}x"


def record_of(kind: type[record.Record], number: int, word: str) -> record.Record:
    """A record of a kind with every field filled."""
    planter = Planter(kind.KIND, number, word)
    return kind(id=ident(kind.KIND, number), **planter.fields(kind))


class Planter:
    """Makes values by shape; references lead to records of a lower number, so that they form no circle."""

    def __init__(self, kind: str, number: int, word: str) -> None:
        self.kind, self.number, self.word = kind, number, word

    def fields(self, of: type) -> dict[str, Any]:
        made = {}
        for one in shape.entries(of):
            if one.key not in SKIPPED:
                value = self.value(one.shape)
                if value is not None:
                    made[one.attribute] = value
        return made

    def value(self, wanted: shape.Shape) -> Any:
        return _MAKERS[type(wanted)](self, wanted)

    def ref(self, wanted: shape.Ref) -> str | None:
        kind = wanted.kinds[0]
        if kind == self.kind:
            return ident(kind, self.number - 1) if self.number else None
        return ident(kind, self.number)

    def many(self, wanted: shape.Many) -> tuple[Any, ...]:
        value = self.value(wanted.of)
        return () if value is None else (value,)

    def table(self, wanted: shape.Table) -> Mapping[str, Any] | None:
        key, value = self.value(wanted.key), self.value(wanted.of)
        return None if key is None or value is None else {str(key): value}

    def word_of(self, wanted: shape.Word) -> str:
        words = tuple(tables.words()[wanted.vocabulary])
        return words[self.number % len(words)]


def _quantity(_: Planter, wanted: shape.Quantity) -> quantity.Quantity:
    return quantity.parse({"day": "3 days"}.get(wanted.unit or "", "5 %"))


_MAKERS: Mapping[type, Callable[[Planter, Any], Any]] = {
    shape.Text: lambda planter, _: planter.word,
    shape.Value: lambda planter, _: planter.word,
    shape.Address: lambda planter, _: planter.word,
    shape.Label: lambda planter, _: f"label-{planter.number}",
    shape.Word: Planter.word_of,
    shape.YesNo: lambda *_: True,
    shape.Hash: lambda planter, _: f"sha256:{planter.number:064x}",
    shape.Date: lambda *_: edtf.parse("2020-01-01"),
    shape.Quantity: _quantity,
    shape.Probability: lambda *_: quantity.parse_probability("0.2-0.5"),
    shape.Ref: Planter.ref,
    shape.Many: Planter.many,
    shape.Table: Planter.table,
    shape.Part: lambda planter, wanted: wanted.of(**planter.fields(wanted.of)),
    shape.Bound: lambda planter, wanted: planter.value(wanted.of),
    shape.OrTable: lambda planter, wanted: planter.value(wanted.of),
    shape.Either: lambda planter, wanted: planter.value(wanted.of),
    shape.Selector: lambda planter, _: record.Selector("claims", (("property", (planter.word,)),)),
}

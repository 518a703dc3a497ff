"""The generated parts of docs/case-format.md: one table for each class of record, word list and test."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from typing import Any

from tests.docs import pages
from wigmore.kit import edtf, quantity
from wigmore.model import kinds, selection, shape
from wigmore.vocab import tables

DATES: tuple[tuple[str, str], ...] = (
    ("2020", "a year"),
    ("2020-08", "a month"),
    ("2020-08-10", "a day"),
    ("2020-08-10?", "that day, uncertain"),
    ("2020-08~", "about that month"),
    ("202X", "some year of the decade"),
    ("2020-XX-10", "the tenth of some month of 2020"),
    ("2020-08/2021-04", "from one month to another"),
    ("2020-08/..", "from that month on, without an end"),
    ("../2020-08", "up to that month, without a beginning"),
    ("2020-08/", "from that month to an unknown end"),
    ("[2020-08-10,2020-08-12]", "one of the two days; needs quotes in YAML"),
    ("2021-23", "autumn 2021; 21 to 24 are spring to winter"),
)
QUANTITIES = (
    "10.25 MCAD", "45-50 kt/a", "~60 %", "over 25 GWh", "at least 200 t/a", "under 5 %", "up to 60 %",
    "almost 400 a", "10 ± 2 %", "-5 to -3 degC", "1,200 people", "1.2e6 t", "0.4 deaths/births",
)  # fmt: skip


def parts() -> dict[str, str]:
    """All generated parts by name."""
    made = {one.__name__: _entries(one) for one in classes()}
    made |= {f"words {name}": _words(words) for name, words in tables.words().items()}
    return made | {
        "kinds": _kinds(),
        "properties": _properties(),
        "tests": _tests(),
        "units": _units(),
        "quantities": _quantities(),
        "dates": _dates(),
    }


def classes() -> tuple[type, ...]:
    """Every class of record, and every class that is a part of one, in the order in which they are met."""
    found: dict[type, None] = {}
    for kind in kinds.KINDS:
        found[kind] = None
        for one in _inside(kind):
            found.setdefault(one)
    return tuple(found)


def _inside(of: type) -> Iterator[type]:
    for one in shape.entries(of):
        for part in _parts_of(one.shape):
            yield part
            yield from _inside(part)


def _parts_of(wanted: shape.Shape) -> Iterator[type]:
    if isinstance(wanted, shape.Part):
        yield wanted.of
    elif isinstance(wanted, shape.Bound):
        yield from wanted.parts
        yield from _parts_of(wanted.of)
    elif isinstance(wanted, (shape.Many, shape.OrTable, shape.Either)):
        yield from _parts_of(wanted.of)
    elif isinstance(wanted, shape.Table):
        yield from _parts_of(wanted.key)
        yield from _parts_of(wanted.of)


def _entries(of: type) -> str:
    held = [
        (
            "(any other key)" if one.rest else f"`{one.key}`",
            says(one.shape),
            "yes" if one.required else "",
            one.doc,
        )
        for one in shape.entries(of)
    ]
    return pages.table(("key", "shape", "required", "meaning"), held)


def says(wanted: shape.Shape) -> str:
    """What may stand at a place, in words."""
    return _SAYERS[type(wanted)](wanted)


def _link(name: str, under: str = "") -> str:
    return f"[{name}](#{under}{name.replace(' ', '-')})"


def _ref(wanted: shape.Ref) -> str:
    named = (
        " or ".join(f"`{kind}`" for kind in wanted.kinds)
        if len(wanted.kinds) < 4
        else "any kind it can be said of"
    )
    return f"id of {named}" + (
        ", or of a part of one" if wanted.part else ", or the path of a `*.md` file" if wanted.prose else ""
    )


def _many(wanted: shape.Many) -> str:
    return f"list: {says(wanted.of)}" + ("; or just one" if wanted.or_one else "")


def _bound(wanted: shape.Bound) -> str:
    others = " or ".join(_link(title(part)) for part in wanted.parts)
    return f"{says(wanted.of)}, or a {others}"


def _part(wanted: shape.Part) -> str:
    short = f"; or its `{wanted.short}` alone" if wanted.short else ""
    return f"{_link(title(wanted.of))}{short}"


def title(of: type) -> str:
    """What a part of a record is called."""
    return {"PackValue": "pack value"}.get(of.__name__, of.__name__.lower())


def _either(wanted: shape.Either) -> str:
    return ", ".join(f"`{word}`" for word in wanted.words) + f", or {says(wanted.of)}"


def _quantity(wanted: shape.Quantity) -> str:
    return "[quantity](#quantities)" + (f" in {wanted.unit} or a unit like it" if wanted.unit else "")


def _probability(wanted: shape.Probability) -> str:
    return "[probability](#probabilities)" + "".join(f", `{word}`" for word in wanted.words)


_SAYERS: Mapping[type, Callable[[Any], str]] = {
    shape.Text: lambda _: "text",
    shape.Word: lambda wanted: f"word of {_link(wanted.vocabulary, 'words-')}",
    shape.Label: lambda _: "label",
    shape.YesNo: lambda _: "`yes` or `no`",
    shape.Address: lambda _: "address",
    shape.Hash: lambda _: "`sha256:` and 64 hexadecimal digits",
    shape.Date: lambda wanted: "one certain day" if wanted.day else "[date](#dates)",
    shape.Quantity: _quantity,
    shape.Probability: _probability,
    shape.Value: lambda _: "as the property asks",
    shape.Ref: _ref,
    shape.Many: _many,
    shape.Table: lambda wanted: f"mapping: {says(wanted.key)} to {says(wanted.of)}",
    shape.OrTable: lambda wanted: f"{says(wanted.of)}, or a mapping to such",
    shape.Part: _part,
    shape.Bound: _bound,
    shape.Either: _either,
    shape.Selector: lambda _: "[selector](#selectors)",
}


def _kinds() -> str:
    held = [
        (f"`{kind.KIND}`", f"[{kind.NOUN}](#{kind.KIND})", (kind.__doc__ or "").split("\n")[0].rstrip("."))
        for kind in kinds.KINDS
    ]
    return pages.table(("key in files", "one record", "means"), held)


def _words(words: Mapping[str, str]) -> str:
    return pages.table(("word", "meaning"), [(f"`{word}`", meaning) for word, meaning in words.items()])


def _properties() -> str:
    held = []
    for name, one in tables.properties().items():
        said_of = one.get("of", ())
        of = said_of if isinstance(said_of, str) else ", ".join(said_of)
        value = one.get("unit") or ", ".join(one.get("values", ())) or one.get("type", "text")
        scope = ", ".join(f"`{key}`" for key in one.get("scope", ()))
        if "subjects" in one:
            of += f", {one['subjects']} at once"
        held.append((f"`{name}`", one["means"], of, value, "yes" if one.get("single") else "no", scope))
    return pages.table(("property", "means", "said of", "value", "single", "scope"), held)


def _tests() -> str:
    held = [
        (f"`{kind}`", ", ".join(f"`{test}`" for test in tests)) for kind, tests in selection.TESTS.items()
    ]
    return pages.table(("selects", "tests"), held)


def _units() -> str:
    data = tomllib.loads((resources.files("wigmore.kit") / "units.toml").read_text(encoding="utf-8"))
    held = [
        (name, " ".join(f"`{unit}`" for unit in family["units"])) for name, family in data["family"].items()
    ]
    held.append(("counted", " ".join(f"`{noun}`" for noun in data["count"])))
    magnitudes = ", ".join(f"`{letter}`" for letter in data["money"]["magnitudes"])
    codes = " ".join(f"`{one}`" for one in data["money"]["codes"])
    held.append((f"money, after {magnitudes} or none", codes))
    return pages.table(("family", "units"), held)


def _quantities() -> str:
    held = []
    for text in QUANTITIES:
        made = quantity.parse(text)
        ends = [None if bound is None else f"{float(bound):g}" for bound in (made.low, made.high)]
        near = "yes" if made.approximate else ""
        held.append(
            (f"`{text}`", _end(ends[0], made.low_open), _end(ends[1], made.high_open), near, str(made.unit))
        )
    return pages.table(("written", "lowest", "highest", "near", "unit"), held)


def _end(bound: str | None, excluded: bool) -> str:
    return "none" if bound is None else f"{bound}, excluded" if excluded else bound


def _dates() -> str:
    held = []
    for text, means in DATES:
        made = edtf.parse(text)
        ends = [edtf.show_end(end) for end in (made.earliest, made.latest)]
        held.append((f"`{text}`", means, *ends))
    return pages.table(("written", "means", "first day", "last day"), held)

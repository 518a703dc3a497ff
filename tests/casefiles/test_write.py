"""An edit replaces one record and leaves every other character of the file."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests import strategies
from wigmore.casefiles import read, write
from wigmore.model import kinds, record, thing

NEW = thing.Entity(id="b", kind="company", name="B & Sons: #1")
PRINTED = '  b: {kind: company, name: "B & Sons: #1"}'


def replaced(text: str, one: record.Record = NEW) -> str:
    """The text with a record replaced; it is then read, and must hold that record."""
    made = write.replace_record(text, one)
    assert one in read.read_records(made, "any.yaml").value.records
    return made


AROUND = {
    "a comment above and below": (
        "entities:\n  # on b\n  b: {kind: body, name: Old}\n  # on c\n  c: {kind: body, name: C}\n",
        f"entities:\n  # on b\n{PRINTED}\n  # on c\n  c: {{kind: body, name: C}}\n",
    ),
    "a comment in its last line": (
        "entities:\n  b:\n    kind: body\n    name: Old   # to be checked\n",
        f"entities:\n{PRINTED}   # to be checked\n",
    ),
    "no line end": ("entities:\n  b:\n    kind: body\n    name: Old", f"entities:\n{PRINTED}"),
    "many line ends": ("entities:\n  b: {kind: body, name: Old}\n\n\n\n", f"entities:\n{PRINTED}\n\n\n\n"),
    "windows line ends": (
        "entities:\r\n  b:\r\n    kind: body\r\n    name: Old\r\n  c: {kind: body, name: C}\r\n",
        f"entities:\r\n{PRINTED}\r\n  c: {{kind: body, name: C}}\r\n",
    ),
    "a block of text at its end": (
        "entities:\n  b:\n    kind: body\n    name: |\n      Old\n      # and more\n\n\n"
        "  # on c\n  c: {kind: body, name: C}\n",
        f"entities:\n{PRINTED}\n\n\n  # on c\n  c: {{kind: body, name: C}}\n",
    ),
    "a folded text at the end of the file": (
        "entities:\n  b:\n    kind: body\n    name: >-\n      Old\n      and more\n",
        f"entities:\n{PRINTED}\n",
    ),
    "characters of four bytes": (
        "# 😀😀\nentities:\n  a: {kind: body, name: 𝒟😀}\n  b: {kind: body, name: 😀} # 😀\n",
        f"# 😀😀\nentities:\n  a: {{kind: body, name: 𝒟😀}}\n{PRINTED} # 😀\n",
    ),
    "a byte order mark": (
        "\ufeffentities:\n  b: {kind: body, name: Old}\n",
        f"\ufeffentities:\n{PRINTED}\n",
    ),
    "tabs in comments": (
        "entities: #\tall\n  b:\t{kind: body, name: Old}\t# a\tb\n",
        f"entities: #\tall\n{PRINTED}\t# a\tb\n",
    ),
    "a doubled last key": (
        "entities:\n  b:\n    kind: body\n    name: Old\n    name: Older\n  c: {kind: body, name: C}\n",
        f"entities:\n{PRINTED}\n  c: {{kind: body, name: C}}\n",
    ),
    "a record that could not be read": (
        "entities:\n  b: [kind, body]\n  c: {kind: body, name: C}\n",
        f"entities:\n{PRINTED}\n  c: {{kind: body, name: C}}\n",
    ),
    "braces around the kind": (
        "{entities: {a: {kind: body, name: A}, b: {kind: body, name: Old} , c: {kind: body, name: C}}} # 1\n",
        "{entities: {a: {kind: body, name: A}, " + PRINTED.strip() + " , c: {kind: body, name: C}}} # 1\n",
    ),
    "an id of the same name in another kind": (
        "events:\n  b: {kind: visit, title: x}\nentities:\n  b: {kind: body, name: Old}\n",
        f"events:\n  b: {{kind: visit, title: x}}\nentities:\n{PRINTED}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_a_record_stays(name: str) -> None:
    text, expected = AROUND[name]
    if name == "an id of the same name in another kind":
        # Reading keeps both; that the id is taken twice is seen when files are merged.
        assert write.replace_record(text, NEW) == expected
    else:
        assert replaced(text) == expected


def test_deeper_indentation_is_kept() -> None:
    text = "entities:\n      b:\n        kind: body\n        name: Old\n"
    long = replace(NEW, name="B" * 80)
    assert replaced(text, long) == f"entities:\n      b:\n        kind: company\n        name: {'B' * 80}\n"


@pytest.mark.parametrize(
    "text",
    ["case: {title: x, as_of: 2026-01-31} # a\nclaims: {}\n", "{case: {title: x, as_of: 2026-01-31}}\n"],
)
def test_case_itself_is_replaced(text: str) -> None:
    one = read.read_records(text, "case.yaml").value.records[0]
    made = replaced(text, replace(one, title="y: z"))  # type: ignore[call-arg]
    assert made == text.replace("title: x", 'title: "y: z"')


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("entities:\n  c: {kind: body, name: C}\n", KeyError),
        ("events:\n  b: {kind: visit, title: x}\n", KeyError),
        ("entities: [\n", ValueError),
        ("entities:\n  ? b\n  : {kind: body, name: Old}\n", ValueError),
    ],
)
def test_record_that_cannot_be_replaced_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        write.replace_record(text, NEW)


def test_key_of_any_length_is_read_back() -> None:
    """The parser looks for the colon of a key in the next 1024 characters only."""
    one = kinds.BY_KEY["evidence"](id="a", on="q", rests_on=("c",), likelihood={"x" * 3_000: "equal"})  # type: ignore[call-arg]
    one = replace(one, likelihood={"x" * 3_000: "very likely"})  # type: ignore[call-arg]
    for text in ("evidence: {a: {}}\n", "evidence:\n  a: {}\n"):
        assert replaced(text, one)


@some.composite
def files(draw: some.DrawFn) -> tuple[list[str], list[record.Record], int]:
    """A file as pieces, records at the odd places; its records; and the number of the one to replace."""
    kind = draw(some.sampled_from([kind for kind in kinds.KINDS if kind.KIND != "case"]))
    names = draw(some.lists(strategies.ids, min_size=1, max_size=4, unique=True))
    held = [draw(strategies.records(kind, some.just(name))) for name in names]
    comments = some.sampled_from(("", "  # on the next: {a}\n", "\n\n", "# 😀 not indented\n", "  #\ttab\n"))
    pieces = [draw(comments) + f"{kind.KIND}:\n" + draw(comments) + "  "]
    for one in held:
        after = draw(some.sampled_from(("", "   # said", " # 😀: x"))) + "\n" + draw(comments) + "  "
        pieces += [write.print_record(one, 2), after]
    pieces[-1] = pieces[-1].rstrip(" ") if draw(some.booleans()) else ""
    if draw(some.booleans()):
        pieces = [piece.replace("\n", "\r\n") for piece in pieces]
    if draw(some.booleans()):
        pieces[0] = "\ufeff" + pieces[0]
    return pieces, held, draw(some.integers(0, len(held) - 1))


@given(files(), some.data())
@settings(strategies.PATIENT, max_examples=60)
def test_an_edit_reaches_one_record_and_nothing_else(
    file: tuple[list[str], list[record.Record], int], data: some.DataObject
) -> None:
    pieces, held, chosen = file
    text = "".join(pieces)
    assert list(read.read_records(text, "any.yaml").value.records) == held
    held[chosen] = data.draw(strategies.records(type(held[chosen]), some.just(held[chosen].id)))
    made = write.replace_record(text, held[chosen])
    before, after = "".join(pieces[: 2 * chosen + 1]), "".join(pieces[2 * chosen + 2 :])
    assert made.startswith(before)
    assert made.endswith(after)
    assert made.count("\r\n") == made.count("\n") or "\r\n" not in text
    assert list(read.read_records(made, "any.yaml").value.records) == held

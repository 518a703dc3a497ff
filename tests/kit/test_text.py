import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wigmore.kit import text

ANY = st.text(st.characters(codec=None))
BLANKS = st.text(st.sampled_from("ab \t\n\r\u00a0\u2003\u200b\x1c\x85"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("École", "ECOLE"),
        ("Straße", "strasse"),
        ("Nguyễn  Văn\tA", " nguyen van a "),
        ("ﬁrm", "FIRM"),
        ("İzmir", "izmir"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("한국", unicodedata.normalize("NFD", "한국")),
    ],
)
def test_fold_same(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(("one", "other"), [("ガ", "カ"), ("a b", "ab"), ("क", "क़")])
def test_fold_different(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


@given(ANY)
def test_fold_again_changes_nothing(given_text: str) -> None:
    folded = text.fold(given_text)
    assert text.fold(folded) == folded


@given(ANY | BLANKS)
def test_normalise(given_text: str) -> None:
    plain, offsets = text.normalise(given_text)
    assert text.normalise(plain)[0] == plain
    assert len(offsets) == len(plain)
    assert list(offsets) == sorted(set(offsets))
    for character, index in zip(plain, offsets, strict=True):
        original = given_text[index]
        assert original == character or (character == " " and original.isspace())


@given(BLANKS, st.data())
def test_normalise_span(given_text: str, data: st.DataObject) -> None:
    plain, offsets = text.normalise(given_text)
    if not plain:
        return
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    first, last = offsets.span(start, end)
    assert text.normalise(given_text[first:last])[0] == plain[start:end].strip()


def test_offsets_end() -> None:
    _, offsets = text.normalise(" ab ")
    assert offsets[-1] == 2
    with pytest.raises(IndexError):
        offsets[2]
    with pytest.raises(IndexError):
        text.normalise("  ")[1][0]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("plain text", "plain text"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("a\x1b[31mb", "a⟨U+001B⟩[31mb"),
        ("a\rb", "a⟨U+000D⟩b"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("\u2066x\u2069\u200e\u200f\u061c", "⟨U+2066⟩x⟨U+2069⟩⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩"),
        ("\ufeffa\u200bb\u2060c", "⟨U+FEFF⟩a⟨U+200B⟩b⟨U+2060⟩c"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("می\u200cخواهم क\u200dष", "می\u200cخواهم क\u200dष"),
        ("café 証拠", "café 証拠"),
    ],
)
def test_visible(hidden: str, shown: str) -> None:
    assert text.visible(hidden) == shown


@given(ANY)
def test_visible_leaves_nothing_hidden(given_text: str) -> None:
    shown = text.visible(given_text)
    assert text.visible(shown) == shown
    shown.encode()
    assert not any(unicodedata.category(mark) == "Cc" and mark not in "\t\n" for mark in shown)
    assert not any(unicodedata.bidirectional(mark) in {"RLO", "LRO", "RLE", "LRI", "FSI"} for mark in shown)


@pytest.mark.parametrize(
    ("whole", "width", "short"),
    [
        ("claim", 5, "claim"),
        ("claims", 5, "clai…"),
        ("証拠書類", 5, "証拠…"),
        ("証拠書類", 6, "証拠…"),
        ("証拠書類", 8, "証拠書類"),
        ("e\u0301tude", 3, "e\u0301t…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("", 3, ""),
    ],
)
def test_cut(whole: str, width: int, short: str) -> None:
    assert text.cut(whole, width) == short


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("clam", ("claim", "source", "event"), ("claim",)),
        ("Claim", ("claim", "CLAIM"), ("claim",)),
        ("gwh", ("GWh", "MWh", "Wh"), ("GWh",)),
        ("acme", ("acme-corp", "apex-corp"), ("acme-corp",)),
        ("reciept-12", ("receipt-12", "receipt-21"), ("receipt-12",)),
        ("xyzzy", ("claim", "source", "event"), ()),
        ("q", ("a", "b", "c"), ()),
        ("", ("a",), ()),
        ("a", (), ()),
    ],
)
def test_nearest(word: str, choices: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert text.nearest(word, choices) == found


@given(st.text("abc"), st.lists(st.text("abcB", min_size=1), max_size=6).flatmap(st.permutations))
def test_nearest_does_not_depend_on_order(word: str, choices: list[str]) -> None:
    assert text.nearest(word, choices, 3) == text.nearest(word, sorted(choices), 3)


PASSAGE = (
    "The minister signed the contract for the second terminal on 4 May, two days before the tender closed."
)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("signed the contract for a second terminal", "signed the contract for the second terminal"),
        ("THE minister singed the contract", "The minister signed the contract"),
        ("erminal on 4 May, two day", "terminal on 4 May, two days"),
    ],
)
def test_closest_passage(quote: str, passage: str) -> None:
    filler = "Nothing of note was heard that day in the harbour. " * 50
    whole = filler + PASSAGE + filler
    found = text.closest_passage(quote, whole)
    assert found is not None
    start, end, likeness = found
    assert whole[start:end] == passage
    assert 0.7 < likeness < 1


@pytest.mark.parametrize(
    ("quote", "whole"), [("", "x"), ("quote", ""), (" ", " "), ("zzzz qqqq xxxx", PASSAGE)]
)
def test_no_closest_passage(quote: str, whole: str) -> None:
    assert text.closest_passage(quote, whole) is None


def test_quote_longer_than_text() -> None:
    found = text.closest_passage(PASSAGE + " More.", PASSAGE)
    assert found is not None
    assert found[:2] == (0, len(PASSAGE))


@given(st.text("ab c", max_size=30), st.text("ab c.", max_size=60))
def test_closest_passage_stays_inside(quote: str, whole: str) -> None:
    found = text.closest_passage(quote, whole)
    if found is not None:
        start, end, likeness = found
        assert 0 <= start <= end <= len(whole)
        assert 0 <= likeness <= 1


@pytest.mark.parametrize("length", [40, 300, 5000])
def test_closest_passage_in_megabytes(length: int) -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 10))) for _ in range(5000)]
    whole = " ".join(chance.choices(words, k=750_000))
    assert len(whole) > 5_000_000
    start = whole.index(" ", 3_000_000) + 1
    # Every tenth letter mistyped.
    quote = "".join("z" if i % 10 == 9 else c for i, c in enumerate(whole[start : start + length]))
    begun = time.perf_counter()
    found = text.closest_passage(quote, whole)
    # A tenth to a quarter of a second where it was measured; the rest is for slow machines.
    assert time.perf_counter() - begun < 10
    assert found is not None
    assert abs(found[0] - start) < 12
    assert abs(found[1] - start - length) < 12


def test_normalise_megabytes() -> None:
    whole = "word  \n another\t" * 400_000
    begun = time.perf_counter()
    plain, offsets = text.normalise(whole)
    assert whole[offsets[len(plain) - 1]] == plain[-1]
    assert time.perf_counter() - begun < 10


def test_plural() -> None:
    counted = [text.plural(n, "claim", "claims") for n in (0, 1, 2)]
    assert counted == ["0 claims", "1 claim", "2 claims"]


def test_listed() -> None:
    """One word alone, the last two joined by *and*; exactly `most` are all shown."""
    shown = [text.listed(list("abcd")[:n], most=3) for n in range(5)]
    assert shown == ["", "a", "a and b", "a, b and c", "a, b, c and 1 more"]
    assert text.listed("abcd") == "a, b, c and d"

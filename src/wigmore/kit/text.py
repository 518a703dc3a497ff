"""Text as people compare it, quote it and look at it: folding, white space, hidden characters, nearness."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = [
    "WHITESPACE",
    "Offsets",
    "closest_passage",
    "cut",
    "cut_at_word",
    "fold",
    "listed",
    "nearest",
    "normalise",
    "plural",
    "visible",
]

WHITESPACE = "wigmore:ws-1"
"""Name of the normalisation that `normalise` does; a change of what it does needs a new name."""

# Canonical combining classes that are no accents but part of the letter: nukta, kana voicing, virama.
_LETTER_MARKS = frozenset({0, 7, 8, 9})


class _Accents(dict[int, int | None]):
    """A table for str.translate that drops accents and learns each code point when first met."""

    def __missing__(self, point: int) -> int | None:
        kept = point if unicodedata.combining(chr(point)) in _LETTER_MARKS else None
        self[point] = kept
        return kept


_ACCENTS = _Accents()


def fold(text: str) -> str:
    """Fold a name for comparing: compatibility forms, case, accents and white space make no difference.

    Unicode NFKC and full case folding, then every combining mark dropped but nukta, kana voicing and virama,
    which tell letters apart; runs of white space become one blank; ends are stripped. Letters with a stroke
    (ł, ø) do not decompose and stay.

    >>> fold("  ÉCOLE\\u00a0 Straße ")
    'ecole strasse'
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Case folding can leave marks and compatibility forms that a second round settles.
    folded = unicodedata.normalize("NFKC", folded).casefold()
    bare = unicodedata.normalize("NFKD", folded).translate(_ACCENTS)
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where each code point of a normalised text stood in the original; indexes like a sequence of int.

    `normal` and `original` hold only the places after which the distance between the two changes.
    """

    size: int
    normal: "array[int]"
    original: "array[int]"

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, index: int) -> int:
        if not -self.size <= index < self.size:
            raise IndexError(index)
        index %= self.size
        place = bisect_right(self.normal, index) - 1
        return self.original[place] + index - self.normal[place]

    def __iter__(self) -> Iterator[int]:
        return (self[index] for index in range(self.size))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and end in the original of a non-empty passage of the normalised text."""
        return self[start], self[end - 1] + 1


_RUN = re.compile(r"\s\s+")


def normalise(text: str) -> tuple[str, Offsets]:
    """Apply the normalisation named by WHITESPACE and tell where each code point came from.

    Each run of white space (str.isspace) becomes one blank and the ends are trimmed; nothing else changes.
    Positions count Unicode code points. The blank of a run maps to the run's first code point.

    >>> plain, offsets = normalise("\\n one\\t\\ttwo")
    >>> plain, list(offsets)
    ('one two', [2, 3, 4, 5, 7, 8, 9])
    """
    plain = " ".join(text.split())
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    normal, original = array("L", [0]), array("L", [start])
    dropped = start
    for run in _RUN.finditer(text, start, max(start, end)):
        dropped += run.end() - run.start() - 1
        normal.append(run.end() - dropped)
        original.append(run.end())
    return plain, Offsets(len(plain), normal, original)


# Controls but tab and newline; bidirectional controls; invisible format characters and separators; tag
# characters; lone surrogates. The joiners U+200C and U+200D stay: Persian and Indic scripts need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Make text safe to show: what is invisible or turns the reading order becomes a mark.

    >>> visible("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def _cells(character: str) -> int:
    """Return how many cells of a terminal a character takes (Unicode Annex 11)."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    >>> width("evidence"), width("証拠")
    (8, 4)
    """
    return sum(map(_cells, text))


def cut(text: str, width: int) -> str:
    """Shorten text to at most so many display cells, with … for what is left out.

    >>> cut("evidence", 5), cut("証拠", 4), cut("証拠書", 4)
    ('evid…', '証拠', '証…')
    """
    if width < 1:
        return ""
    if len(text) <= width and text.isascii():
        return text  # the usual case, told at once
    used = fits = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used <= width - 1:
            fits = index + 1
        elif used > width:
            return text[:fits] + "…"
    return text


def cut_at_word(text: str, width: int) -> str:
    """Shorten text as `cut` does, but after a whole word, where more than half of it is kept so.

    >>> cut_at_word("the mill was sold", 12), cut_at_word("evidence", 5)
    ('the mill…', 'evid…')
    """
    short = cut(text, width)
    if short == text:
        return text
    whole = short[:-1].rpartition(" ")[0] if text[len(short) - 1] != " " else short[:-1]
    whole = whole.rstrip(" ,;:–-")
    return whole + "…" if 2 * len(whole) > len(short) else short


# Below this share of agreement a suggestion is noise; measured on mistyped unit symbols and identifiers.
_ALIKE = 0.5
_SAME_START = 0.88


def nearest(word: str, choices: Iterable[str], limit: int = 1) -> tuple[str, ...]:
    """Return the choices nearest to a word, best first; none when nothing is near.

    Near means: at most one edit per three letters (optimal string alignment: insert, drop, change or swap
    neighbours), or else a long common start (Jaro-Winkler). Case counts only between choices equally near;
    after that the alphabet decides, so the answer does not depend on the order of the choices.
    """
    from rapidfuzz.distance import OSA, JaroWinkler

    wanted = word.casefold()
    ranked: list[tuple[float, int, str]] = []
    for choice in sorted(set(choices)):
        folded = choice.casefold()
        steps = OSA.distance(wanted, folded)
        share = 1 - steps / max(len(wanted), len(folded), 1)
        if steps <= max(1, len(wanted) // 3) and share >= _ALIKE:
            ranked.append((1 - share, OSA.distance(word, choice), choice))
        elif len(wanted) > 3 and (likeness := JaroWinkler.similarity(wanted, folded)) >= _SAME_START:
            ranked.append((2 - likeness, 0, choice))
    return tuple(choice for *_, choice in sorted(ranked)[:limit])


# One piece of a quote is compared with a whole text (a tenth of a second for megabytes; the time grows with
# the square of the piece). A longer quote is found by its first and its last piece.
_PIECE = 300
_LONGEST = 20_000


def closest_passage(quote: str, text: str) -> tuple[int, int, float] | None:
    """Find the passage of a text most like a quote that is not in it word for word.

    Returns start and end in code points, widened to whole words, and the similarity from 0 to 1 (the share
    of characters kept by the fewest insertions and deletions); None when nothing is at least half alike, and
    for a quote of more than 20,000 code points.
    """
    from rapidfuzz import fuzz

    quote = quote.strip()
    if not quote or len(quote) > _LONGEST:
        return None
    best: tuple[int, int, float] | None = None
    for candidate in _candidates(quote, text):
        start, end = _whole_words(text, *candidate)
        likeness = fuzz.ratio(quote, text[start:end]) / 100
        if likeness >= (_ALIKE if best is None else best[2]):
            best = (start, end, likeness)
    return best


def _candidates(quote: str, text: str) -> list[tuple[int, int]]:
    """Return passages to compare with a quote, found by its ends; the last is from first to last piece."""
    first = _aligned(quote[:_PIECE], text)
    last = first if len(quote) <= _PIECE else _aligned(quote[-_PIECE:], text)
    if first is None or last is None:
        return []
    if first is last:
        return [first]
    size = len(quote)
    found = [(first[0], min(first[0] + size, len(text))), (max(0, last[1] - size), last[1])]
    if size // 2 <= last[1] - first[0] <= 2 * size:
        found.append((first[0], last[1]))
    return found


def _aligned(piece: str, text: str) -> tuple[int, int] | None:
    """Return where in a text the best match of a piece begins and ends; None in a text shorter than it."""
    from rapidfuzz import fuzz

    if len(text) < len(piece):
        # The alignment would look for the text in the piece; the whole text is the only passage then.
        return (0, len(text)) if text else None
    found = fuzz.partial_ratio_alignment(piece, text)
    return None if found is None else (found.dest_start, found.dest_end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends outwards to the next border of a word, and inwards over white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def plural(number: int, one: str, many: str) -> str:
    """Write a count with its noun: `plural(1, "claim", "claims")` is "1 claim"; 0 and 2 take the plural."""
    return f"{number} {one if number == 1 else many}"


def listed(words: Sequence[str], most: int | None = None) -> str:
    """Write words as a list in a sentence; of more than `most`, the first so many, and how many more.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=1), listed([])
    ('a, b and c', 'a and 2 more', '')
    """
    if most is not None and len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)

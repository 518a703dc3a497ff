"""Quotes in a text: W3C Web Annotation selectors over a named normalisation.

A quote is anchored twice, by its words with a little context (TextQuoteSelector) and by its position
(TextPositionSelector: start inclusive, end exclusive, Unicode code points). What cannot be found is said to
be unresolved; the nearest passage is only ever shown, never taken. https://www.w3.org/TR/annotation-model/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wigmore.kit import canonical
from wigmore.kit import text as texts

CONTEXT = 32
"""How many code points of context a quote anchor keeps on either side."""

CHARACTER_RANGE = re.compile(r"char=(\d+),(\d+)")
"""A place by position, as RFC 5147 writes it for plain text: `char=25,36`."""


@dataclass(frozen=True)
class Document:
    """The text of a capture under the normalisation `wigmore:ws-1`: runs of white space are one blank."""

    text: str

    @classmethod
    def of(cls, text: str) -> "Document":
        """Normalise a text; positions then count its code points."""
        return cls(texts.normalise(text)[0])

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the normalised text in UTF-8, hexadecimal."""
        return canonical.sha256_hex(self.text.encode("utf-8", "surrogatepass"))

    def occurrences(self, quote: str) -> list[tuple[int, int]]:
        """Where the words of a quote stand, normalised as the text is; overlapping ones too."""
        return list(find(self.text, texts.normalise(quote)[0]))


def find(text: str, exact: str) -> Iterator[tuple[int, int]]:
    """Every occurrence of `exact` as (start, end) in code points; none for an empty text."""
    start = text.find(exact) if exact else -1
    while start >= 0:
        yield start, start + len(exact)
        start = text.find(exact, start + 1)


def resolve(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[tuple[int, int]]:
    """The occurrences of `exact` that stand between `prefix` and `suffix` (W3C TextQuoteSelector).

    >>> resolve("no. yes. no. maybe", "no.", prefix="yes. ")
    [(9, 12)]
    """
    return [
        (start, end)
        for start, end in find(text, exact)
        if text[:start].endswith(prefix) and text[end:].startswith(suffix)
    ]


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage, up to `CONTEXT` code points of either."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def character_range(at: str | None) -> tuple[int, int] | None:
    """The positions that a place names in the form `char=25,36`; None where it is another place."""
    found = CHARACTER_RANGE.fullmatch(at or "")
    return (int(found.group(1)), int(found.group(2))) if found else None

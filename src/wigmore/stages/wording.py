"""How sure a sentence sounds: its words of certainty, of doubt and of attribution, by a policy table."""

import re
from collections.abc import Iterator, Mapping

from wigmore.kit import sentences
from wigmore.model import narrative, vocabulary

# The month in “in May 2020” leaves nothing open; at the beginning of a sentence a number tells it.
_MONTH = re.compile(r"(?<!\w)May(?=,?\s+\d)|(?<=[\w,]\s)May(?!\w)")
_CLAUSE = re.compile(r"[,;:()—–]")
_WORDS = re.compile(r"\S+")
REACH = 4
"""How many words before a word of certainty may take it back."""
NEAR = 200
"""In how many characters before a word of certainty those words are looked for."""


class Wording:
    """The word lists of a case, made ready to look for."""

    def __init__(self, table: vocabulary.Policy) -> None:
        self._lists: Mapping[str, re.Pattern[str]] = {
            row.id: _pattern(str(row.cells["words"])) for row in table.rows
        }

    def certainty(self, words: str) -> tuple[int, int] | None:
        """Where the first word of certainty stands that nothing takes back; None where there is none."""
        for found in self._lists["certainty"].finditer(words):
            if not self._is_withdrawn(words, found):
                return found.span()
        return None

    def is_guarded(self, words: str) -> bool:
        """Whether the sentence holds a word of doubt, or says whose word it is."""
        return any(self._lists[name].search(words) for name in ("doubt", "attribution"))

    def _is_withdrawn(self, words: str, found: re.Match[str]) -> bool:
        clause = _CLAUSE.split(words[max(0, found.start() - NEAR) : found.start()])[-1]
        near = [one for one in _WORDS.finditer(clause)][-REACH:]
        before = clause[near[0].start() :] if near else ""
        # `proves nothing` is on the list as well, and begins where `proves` does.
        return self._takes_back(before) or self._lists["withdrawn"].match(words, found.start()) is not None

    def _takes_back(self, before: str) -> bool:
        """Whether one of these words denies what follows; `not only` does not."""
        return any(
            not re.match(r"\s+only\b", before[found.end() :], re.IGNORECASE)
            for found in self._lists["withdrawn"].finditer(before)
        )


def _pattern(listed: str) -> re.Pattern[str]:
    """Any of the words or phrases between commas, as whole words; longer ones first."""
    phrases = sorted(
        {" ".join(one.split()) for one in listed.split(",") if one.strip()}, key=len, reverse=True
    )
    any_of = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace("'", "['’]") for one in phrases)
    return re.compile(rf"(?<!\w)(?:{any_of or '(?!)'})(?!\w)", re.IGNORECASE)


def own_words(one: narrative.Sentence) -> str:
    """The words of a sentence without code, values, quotations and the month of May, for which blanks stand.

    Words in quotation marks are somebody else's.
    """
    words = "".join(
        part.text if part.kind in ("text", "link", "break") else " " * len(part.text) for part in one.parts
    )
    for none_of_ours in (sentences.QUOTED, _MONTH):
        words = none_of_ours.sub(lambda found: " " * len(found[0]), words)
    return words


def place(one: narrative.Sentence, start: int, end: int) -> tuple[int, int, int]:
    """Line, column and width of some characters of a sentence."""
    for begin, part in _offsets(one):
        if begin <= start < begin + len(part.text):
            return part.line, part.column + start - begin, end - start
    return one.line, one.column, 1


def _offsets(one: narrative.Sentence) -> Iterator[tuple[int, narrative.Part]]:
    begin = 0
    for part in one.parts:
        yield begin, part
        begin += len(part.text)

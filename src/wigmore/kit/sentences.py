"""Where the sentences of a text end: by its marks, with an eye for abbreviations, initials and decimals.

It is a rule of thumb, made for prose in European languages. Where it errs, it rather leaves two sentences
together than cuts one in the middle. Whatever the text, its pieces put together are the text.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

FOLLOWER = "\x00"
"""Stands in a text for what belongs to the sentence before it, as a citation does after a full stop."""

# A straight quotation mark opens behind what is no word: a pipe of 5" is none.
QUOTED = re.compile(r'“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|(?<!\w)"[^"]*"(?!\w)')
"""A quotation that is opened and closed; a single quote is as often an apostrophe, and marks nothing."""

# In German and in some books, “ and « close; what opens has a blank before it.
_CLOSING = "\"'”’»›“‘«)\\]"
_BEFORE = r"[\s(\[—–;,-]"
_FOLLOWING = rf"{_BEFORE}*{FOLLOWER}[)\]]*"
"""A follower with the brackets around it, or a dash before it."""
_TERMINATOR = re.compile(rf"([.!?…。！？]+)([{_CLOSING}]*)(?:{_FOLLOWING})*")
_FOLLOWED = re.compile(rf"(?<!{_BEFORE}){_FOLLOWING}")
_NEXT = re.compile(rf"\s+[\"'“‘«‹„‚(\[—–{FOLLOWER}-]*\s*(\w*)", re.UNICODE)
_WORD_BEFORE = re.compile(r"[^\s(\[{“\"'‘«„/—–,;:]+\Z")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ROMAN = re.compile(r"[IVXLCDM]{2,}")
_QUESTION = re.compile(rf"[?？][!?！？]*([{_CLOSING}]*)\Z")
_OPENING = "\"'“‘«‹„‚([¿"
LONGEST_WORD = 40
_WIDE = frozenset("。！？")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    text = resources.files("wigmore.kit").joinpath("sentences.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def ends(text: str) -> list[int]:
    """The offset behind each sentence of a text, in order; the last is the end of the text.

    A mark at the end of a sentence takes closing quotes, brackets and followers with it; the white space
    behind them begins the next sentence. No sentence ends within a quotation. An empty text has no sentences.

    >>> ends("Acme Inc. sold 3.5 t. It paid.")
    [21, 30]
    """
    quoted = [found.span() for found in QUOTED.finditer(text)]
    made = [
        found.end()
        for found in _TERMINATOR.finditer(text)
        if _ends_here(text, found) and not _is_within(quoted, found.end())
    ]
    if made and not text[made[-1] :].strip():
        made.pop()
    return [*made, len(text)] if text else []


def _is_within(quoted: list[tuple[int, int]], at: int) -> bool:
    """Whether a place lies behind the beginning of a quotation and before its end."""
    last = bisect_left(quoted, (at, 0)) - 1
    return last >= 0 and at < quoted[last][1]


def _ends_here(text: str, found: re.Match[str]) -> bool:
    end = found.end()
    if end == len(text) or not _WIDE.isdisjoint(found[1]):
        return True
    following = _NEXT.match(text, end)
    if following is None:
        return False
    word = following[1]
    if word[:1].islower():
        return False
    return (
        found[1] != "."
        or bool(found[2])
        or not _is_short(text[max(0, found.start() - LONGEST_WORD) : found.start()], word)
    )


def _is_short(before: str, following: str) -> bool:
    """Whether the full stop after `before` marks an abbreviation and not the end of a sentence."""
    found = _WORD_BEFORE.search(before)
    written = found[0] if found else ""
    word, words = written.casefold(), _words()
    if word in words["never-last"]:
        return True
    if word in words["before-numbers"]:
        return following[:1].isdecimal() or _ROMAN.fullmatch(following) is not None
    # After a number of one or two digits it is that of an ordinal: `am 3. Mai`.
    is_initial = (len(word) == 1 and word.isalpha()) or (len(word) <= 2 and word.isdecimal())
    may_be_last = word in words["may-be-last"] or written in words["days-and-months"]
    if may_be_last or is_initial or _DOTTED.fullmatch(word):
        return following.casefold() not in words["beginners"]
    return False


def is_statement(sentence: str) -> bool:
    """Whether a sentence states something: it is no question, leads in no list by a colon, and has words.

    >>> is_statement("They paid."), is_statement("Who paid?"), is_statement("They paid:"), is_statement("…")
    (True, False, False, False)
    """
    words = _FOLLOWED.sub("", sentence).strip()
    if not any(map(str.isalnum, words)) or words.endswith((":", "：")):
        return False
    question = _QUESTION.search(words)
    # What ends in a quoted question is one only when all of it is quoted.
    return question is None or bool(question[1] and words[0] not in _OPENING)

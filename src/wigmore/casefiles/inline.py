"""The words of a paragraph of Markdown as parts: text, code, links, citations and values, with places.

CommonMark alone decides what is a code span, an emphasis or a link; two rules are added to it, for `[@id]`
and `{id}`. Nothing becomes markup: HTML is text, a link that leads nowhere on the web is its own words, and
of an image its description remains.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from wigmore.casefiles import page as pages
from wigmore.diagnostics import diagnostic, rules, span
from wigmore.model import narrative

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Place = Callable[[int], tuple[int, int]]
"""The line and column at which a character of the paragraph stands."""

DEEPEST = 100
"""How deep blocks are nested at most; what lies deeper is reported and not read."""

_CITATION = re.compile(r"\[@[^\[\]]*\]")
_VALUE = re.compile(r"\{([^{}\s]*)\}")
_CITED = re.compile(r"\s*@([^\s;,@]+)\s*")
_IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WEB = re.compile(r"(?i)https?://")
LOOK_AHEAD = 300
"""In how many characters behind an unclosed citation ids are looked for: one of them may be private."""


@lru_cache(maxsize=1)
def parser() -> "MarkdownIt":
    """CommonMark and tables; HTML is text. Imported late, for most commands read no narrative."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import reference

    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")
    made.inline.ruler.before("link", "citation", _citation)
    made.inline.ruler.before("link", "value", _value)
    # Joined texts would no longer stand in the paragraph as they are, and lose their place.
    made.inline.ruler2.disable("fragments_join", ignoreInvalid=True)
    made.core.ruler.disable("text_join", ignoreInvalid=True)

    def not_a_citation(state: "StateBlock", first: int, last: int, silent: bool) -> bool:
        start = state.bMarks[first] + state.tShift[first]
        return not state.src.startswith("[@", start) and reference(state, first, last, silent)

    made.block.ruler.at("reference", not_a_citation)
    return made


def _citation(state: "StateInline", silent: bool) -> bool:
    """The rule for `[@a; @b]`; what begins like it and cannot be read is text, and complained of."""
    if not state.src.startswith("[@", state.pos):
        return False
    found = _CITATION.match(state.src, state.pos, state.posMax)
    start, state_end = state.pos, found.end() if found else state.pos + 2
    if not silent:
        names = _names(found[0]) if found else None
        token = state.push("fault" if names is None else "citation", "", 0)
        token.content = state.src[start:state_end]
        token.meta = {"at": start, "names": names, "closed": found is not None}
        if names is None:
            token.meta["names"] = _IDS.findall(state.src[start : state_end + LOOK_AHEAD])
    state.pos = state_end
    return True


def _names(citation: str) -> list[str] | None:
    """The ids of a citation; None where it is not a list of them, each with its `@`."""
    found = [_CITED.fullmatch(one) for one in re.split("[;,]", citation[1:-1])]
    return None if None in found else [one[1] for one in found if one]


def _value(state: "StateInline", silent: bool) -> bool:
    """The rule for `{id}`; braces around anything else are text."""
    found = _VALUE.match(state.src, state.pos, state.posMax)
    if found is None or not pages.is_id(found[1]):
        return False
    if not silent:
        token = state.push("value", "", 0)
        token.content, token.meta = found[0], {"at": state.pos, "names": [found[1]]}
    state.pos = found.end()
    return True


@dataclass(slots=True)
class Inline:
    """Turns the tokens of a paragraph into parts, and notes citations that cannot be read."""

    path: str
    found: list[diagnostic.Diagnostic]
    content: str = ""
    place: Place = lambda _: (1, 1)
    _cursor: int = 0
    _styles: list[str] = field(default_factory=list)
    _url: str | None = None

    def parts(self, token: "Token", place: Place) -> tuple[narrative.Part, ...]:
        """The parts of an `inline` token; `place` tells where a character of its content stands."""
        self.content, self.place, self._cursor, self._url = token.content, place, 0, None
        self._styles = []
        return tuple(self._all(token.children or (), 0))

    def _all(self, tokens: Sequence["Token"], start: int) -> Iterator[narrative.Part]:
        for token in tokens:
            if token.type in _STYLES:
                self._style(_STYLES[token.type], opens=token.nesting > 0)
            elif token.type == "link_open":
                address = str(token.attrGet("href") or "")
                self._url = address if _WEB.match(address) else None
            elif token.type == "link_close":
                self._url = None
            elif token.type == "image":
                yield from self._all(token.children or (), max(start, self._find(token.content)))
            elif token.type in ("citation", "fault", "value"):
                yield from self._looked_up(token, start)
            else:
                yield from self._text(token)

    def _style(self, name: str, *, opens: bool) -> None:
        if opens:
            self._styles.append(name)
        elif name in self._styles:
            self._styles.remove(name)

    def _text(self, token: "Token") -> Iterator[narrative.Part]:
        kind, text = _TEXTS.get(token.type, ("text", None))
        shown = token.content if text is None else text
        if not shown:
            return
        at = self._find(token.content) if token.content else self._cursor
        self._cursor = at + len(token.content)
        if self._url is not None and kind != "break":
            kind = "link"
        yield self._part(kind, shown, at)

    def _looked_up(self, token: "Token", start: int) -> Iterator[narrative.Part]:
        """A citation, a value, or a citation that cannot be read, which stays a text."""
        at = start + int(token.meta["at"])
        self._cursor = at + len(token.content)
        names = tuple(token.meta["names"])
        if token.type == "fault":
            self._report(token, at)
            yield self._part("text", token.content, at, concerns=names or (token.content,))
        elif token.type == "value":
            yield self._part("value", token.content, at, id=names[0], concerns=names)
        else:
            for name in names:
                where = self.content.find(name, at)
                yield self._part("cite", "", where, id=name, concerns=(name.partition(".")[0],))

    def _part(self, kind: str, text: str, at: int, **more: object) -> narrative.Part:
        line, column = self.place(at)
        width = len(str(more.get("id") or text)) + (2 if kind == "value" else 0)
        styles, url = tuple(dict.fromkeys(self._styles)), self._url if kind == "link" else None
        return narrative.Part(
            kind,
            text,
            styles,
            url,
            line=line,
            column=column,
            width=max(1, width),
            **more,  # type: ignore[arg-type]
        )

    def _report(self, token: "Token", at: int) -> None:
        line, column = self.place(at)
        where = span.Span(self.path, line, column, len(token.content.partition("\n")[0]))
        message, repair = "the citation that begins here is not closed", "close it by `]`, or write `\\[@`"
        if token.meta["closed"]:
            message = "this is no list of ids, each with its `@`"
            repair = "write `[@id]` or `[@id; @other-id]`, or `\\[@` for the characters themselves"
        self.found.append(diagnostic.at(rules.BAD_CITATION, where, message, repair))

    def _find(self, text: str) -> int:
        """Where a text stands from the cursor on; at the cursor where it does not stand there as it is."""
        found = self.content.find(text, self._cursor)
        return self._cursor if found < 0 else found


_STYLES = {"strong_open": "strong", "strong_close": "strong", "em_open": "em", "em_close": "em"}
_TEXTS: dict[str, tuple[str, str | None]] = {
    "code_inline": ("code", None),
    "softbreak": ("text", " "),
    "hardbreak": ("break", "\n"),
}

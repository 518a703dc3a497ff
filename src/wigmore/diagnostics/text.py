"""Diagnostics as people read them: place, rule, message, the author's own line, the repair."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from wigmore.diagnostics import diagnostic, span
from wigmore.kit import text as texts

COLOURS = {
    diagnostic.Severity.ERROR: "\x1b[1;31m",
    diagnostic.Severity.WARNING: "\x1b[1;33m",
    diagnostic.Severity.NOTE: "\x1b[1;36m",
}
RESET = "\x1b[0m"
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where a line ends for YAML, by whose count every span is made."""

LONGEST = 600
"""How many cells of a message are shown; a value that it quotes may be a whole page."""

NARROWEST = 20
"""However narrow the terminal, so many cells of the author's line are shown."""


def render(
    found: Iterable[diagnostic.Diagnostic],
    sources: Mapping[str, str],
    *,
    width: int = 110,
    colour: bool = False,
) -> str:
    """Render diagnostics one after the other; `sources` holds the text of each file by path."""
    cut: dict[str, list[str]] = {}
    blocks = []
    for one in found:
        path = one.span.path
        if path in sources and path not in cut:
            cut[path] = LINE_END.split(sources[path])
        blocks.append(render_one(one, cut.get(path, ()), width=width, colour=colour))
    return "\n".join(blocks)


def render_one(
    found: diagnostic.Diagnostic, lines: list[str] | tuple[()], *, width: int, colour: bool
) -> str:
    """Render one diagnostic over the lines of its file, which may be unknown."""
    severity = found.severity.value
    head = f"{severity}[{found.rule.code} {found.rule.name}]"
    if colour:
        head = f"{COLOURS[found.severity]}{head}{RESET}"
    out = [f"{_line(str(found.span))}: {head}: {_line(found.message)}"]
    out += _excerpt(found.span, lines, width)
    out += [f"  = {_line(str(other.span))}: {_line(other.message)}" for other in found.related]
    if found.help:
        out.append(f"  = help: {_line(found.help)}")
    if found.accepted:
        out.append(f"  = accepted: {_line(found.accepted)}")
    return "\n".join(out) + "\n"


def summary(found: Iterable[diagnostic.Diagnostic]) -> str:
    """Count by severity: `2 errors, 1 warning, 1 accepted warning`."""
    found = list(found)
    parts = []
    for severity in diagnostic.Severity:
        count = sum(1 for one in found if one.severity is severity and not one.accepted)
        if count:
            parts.append(texts.plural(count, severity.value, severity.value + "s"))
    accepted = sum(1 for one in found if one.accepted)
    if accepted:
        parts.append(texts.plural(accepted, "accepted warning", "accepted warnings"))
    return ", ".join(parts) or "nothing to report"


def _line(text: str) -> str:
    """A text that quotes the author, on one line and no longer than anyone reads."""
    return texts.cut(texts.visible(" ".join(text.split())), LONGEST)


def _excerpt(where: span.Span, lines: list[str] | tuple[()], width: int) -> list[str]:
    if where.line > len(lines):
        return []
    number = str(where.line)
    margin = " " * len(number)
    line = lines[where.line - 1].replace("\t", " ")
    before, marked, after = _window(line, where, max(NARROWEST, width - len(number) - 3))
    return [
        f"{margin} |",
        f"{number} | {before}{marked}{after}".rstrip(),
        f"{margin} | {' ' * _cells(before)}{'^' * max(1, _cells(marked))}",
    ]


def _window(line: str, where: span.Span, room: int) -> tuple[str, str, str]:
    """What stands before, in and after the span, as it is shown in so many cells; the rest becomes `…`."""
    start = min(where.column - 1, len(line))
    pieces = (line[:start], line[start : start + where.width], line[start + where.width :])
    before, marked, after = (texts.visible(piece) for piece in pieces)
    if _cells(before) + _cells(marked) + _cells(after) <= room:
        return before, marked, after
    # A third of the room leads up to the place, unless what follows needs less than the rest.
    marked = texts.cut(marked, room * 2 // 3)
    left = max(room // 3, room - _cells(marked) - _cells(after))
    before = _cut_left(before, left)
    return before, marked, texts.cut(after, max(0, room - _cells(before) - _cells(marked)))


def _cut_left(text: str, room: int) -> str:
    """The end of a text in at most so many cells, with `…` for what is left out."""
    if _cells(text) <= room:
        return text
    used, kept = 1, len(text)
    while kept > 0 and used + _cell(text[kept - 1]) <= room:
        kept -= 1
        used += _cell(text[kept])
    return "…" + text[kept:]


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes that is already safe to show."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

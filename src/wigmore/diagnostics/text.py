"""Diagnostics as people read them: place, rule, message, the author's own line, the repair."""

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


def render(
    found: Iterable[diagnostic.Diagnostic],
    sources: Mapping[str, str],
    *,
    width: int = 110,
    colour: bool = False,
) -> str:
    """Render diagnostics one after the other; `sources` holds the text of each file by path."""
    lines = {path: None for path in sources}
    cut: dict[str, list[str]] = {}
    blocks = []
    for one in found:
        path = one.span.path
        if path in lines and path not in cut:
            cut[path] = sources[path].split("\n")
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
    out = [f"{texts.visible(str(found.span))}: {head}: {texts.visible(found.message)}"]
    out += _excerpt(found.span, lines, width)
    out += [f"  = {texts.visible(str(r.span))}: {texts.visible(r.message)}" for r in found.related]
    if found.help:
        out.append(f"  = help: {texts.visible(found.help)}")
    if found.accepted:
        out.append(f"  = accepted: {texts.visible(found.accepted)}")
    return "\n".join(out) + "\n"


def summary(found: Iterable[diagnostic.Diagnostic]) -> str:
    """Count by severity: `2 errors, 1 warning (1 accepted)`."""
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


def _excerpt(where: span.Span, lines: list[str] | tuple[()], width: int) -> list[str]:
    if where.line > len(lines):
        return []
    number = str(where.line)
    margin = " " * len(number)
    line, start = _window(lines[where.line - 1].rstrip("\r"), where, width - len(number) - 4)
    before = line[:start]
    marked = line[start : start + where.width]
    carets = "^" * max(1, _cells(marked))
    return [
        f"{margin} |",
        f"{number} | {texts.visible(line)}",
        f"{margin} | {' ' * _cells(before)}{carets}",
    ]


def _window(line: str, where: span.Span, room: int) -> tuple[str, int]:
    """The part of a line around the span, when all of it is too long to show."""
    line = line.replace("\t", " ")
    start = where.column - 1
    if len(line) <= room:
        return line, start
    left = max(0, min(start - room // 3, len(line) - room))
    piece = line[left : left + room]
    if left:
        piece = "…" + piece[1:]
    if left + room < len(line):
        piece = piece[:-1] + "…"
    return piece, start - left


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_cell(char) for char in texts.visible(text))


def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

"""What keeps a whole text from being read: the parser's complaint in words for people, with a repair.

The parser names tokens; an author thinks of a line. So each complaint is looked up in a table together with
the line it points at, and the repair is written out with the author's own words where that is possible.
"""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from wigmore.diagnostics import diagnostic, rules, span
from wigmore.kit import text as texts

# What the parser takes for the end of a line and editors do not, so that line numbers would differ.
ODD_BREAK = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
PAIR = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#\"'\[{][^:#]*?):(?P<blank>\s+|$)(?P<value>.*?)(?: +#.*)?$")
KEY = re.compile(r"[a-z_]+")
GLUED = re.compile(r"\s*(?:- +)*(?P<key>[a-z_]+):(?P<value>[^\s/:].*)")


def check_characters(text: str) -> None:
    """Raise the parser's own error for a character that it accepts and a case must not hold."""
    if "\ufeff" in text or "\x85" in text or "\u2028" in text or "\u2029" in text or "\r" in text:
        found = UNSEEN.search(text)
        if found:
            raise ReaderError("", found.start(), ord(found.group()), "unicode", "not allowed")


def diagnose(error: yaml.YAMLError | UnicodeEncodeError, text: str, path: str) -> diagnostic.Diagnostic:
    """The one diagnostic for a text that cannot be parsed."""
    hidden = UNSEEN.search(text) if isinstance(error, (ReaderError, UnicodeEncodeError)) else None
    if hidden:
        return _unseen(text, path, hidden)
    stop = _Stop.of(error, text, path)
    row = next((row for row in _TABLE if row.problem in stop.problem and row.context in stop.context), None)
    if row is not None:
        return row.say(stop)
    message = f"{stop.context}: {stop.problem}" if stop.context else stop.problem or "the text is not YAML"
    return stop.here(message, None)


def bare_greater(where: span.Span, raw: str) -> diagnostic.Diagnostic:
    """What to say of a `>` that opened a block of text where a number was meant."""
    number = raw.lstrip(">= ")
    words = "at least" if raw.startswith(">=") else "over"
    return diagnostic.Diagnostic(
        rule=rules.BARE_GREATER,
        span=where,
        message=f"to YAML the `>` of `{texts.cut(raw, 60)}` opens a block of text",
        help=f"write {quoted(raw)}, or `{words} {number}`" if number else "write the text below it, indented",
    )


def quoted(raw: str) -> str:
    """How to write a text in quotes, shown between backticks; without the half quotes it may stand in."""
    for mark in ('"', "'"):
        if raw[:1] == mark and (raw[-1:] == mark or mark not in raw[1:]):
            raw = raw.strip(mark)
            break
    made = (
        f"'{raw}'" if ('"' in raw or "\\" in raw) and "'" not in raw else json.dumps(raw, ensure_ascii=False)
    )
    return f"`{made}`" if len(made) <= 100 else "the text in quotes"


def _unseen(text: str, path: str, hidden: re.Match[str]) -> diagnostic.Diagnostic:
    before = text[: hidden.start()]
    line = before.count("\n")
    column = hidden.start() - (before.rfind("\n") + 1)
    point = ord(hidden.group())
    message, repair = f"the character U+{point:04X} cannot be seen and is not allowed in a case", "remove it"
    if point == 0x0D:
        message = "a carriage return stands alone, where a line feed should follow"
        repair = "save the file with line ends LF or CRLF"
    elif ODD_BREAK.match(hidden.group()):
        message = f"the character U+{point:04X} ends a line for YAML, and for no editor"
        repair = f"remove it, or write it as `\\u{point:04x}` between double quotes"
    return diagnostic.Diagnostic(
        rule=rules.CONTROL_CHARACTER, span=span.Span(path, line + 1, column + 1), message=message, help=repair
    )


class _Stop(NamedTuple):
    """Where the parser stopped, what it was doing, and the lines around."""

    path: str
    lines: list[str]
    context: str
    problem: str
    line: int
    column: int
    from_line: int
    from_column: int

    @classmethod
    def of(cls, error: Any, text: str, path: str) -> "_Stop":
        lines = [line.removesuffix("\r") for line in text.split("\n")]
        stop = getattr(error, "problem_mark", None)
        began = getattr(error, "context_mark", None) or stop
        places = [(mark.line, mark.column) if mark else (0, 0) for mark in (stop, began)]
        # At the end of the stream the parser stands after the last line.
        ends = [(min(line, len(lines) - 1), column) for line, column in places]
        (line, column), (from_line, from_column) = ((at, min(c, len(lines[at]))) for at, c in ends)
        context, problem = (str(getattr(error, name, None) or "") for name in ("context", "problem"))
        return cls(path, lines, context, problem, line, column, from_line, from_column)

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column]

    @property
    def after(self) -> str:
        return self.lines[self.line][self.column :]

    @property
    def value(self) -> str:
        """The value of the line where the parser stopped, from its key to the end of the line."""
        line = self.lines[self.line].strip()
        pair = PAIR.fullmatch(line)
        if pair is None or (line.startswith("- ") and not KEY.fullmatch(pair["key"])):
            return line.removeprefix("- ")
        return pair["value"]

    def here(self, message: str, repair: str | None) -> diagnostic.Diagnostic:
        """A diagnostic at the place where the parser stopped."""
        return self._at(self.line, self.column, message, repair)

    def there(self, message: str, repair: str | None) -> diagnostic.Diagnostic:
        """A diagnostic at the beginning of what could not be finished."""
        return self._at(self.from_line, self.from_column, message, repair)

    def _at(self, line: int, column: int, message: str, repair: str | None) -> diagnostic.Diagnostic:
        where = span.Span(self.path, line + 1, column + 1)
        message = texts.visible(message)
        return diagnostic.Diagnostic(rule=rules.YAML_SYNTAX, span=where, message=message, help=repair)


def _colon(stop: _Stop) -> diagnostic.Diagnostic:
    """A colon and a blank: within a text, or in a line that continues the one above."""
    pair = PAIR.fullmatch(stop.lines[stop.line])
    is_text = (pair is not None and stop.column > pair.start("value")) or re.match(r"\s*- ", stop.before)
    if is_text:
        message = "a colon and a blank in a text begin a new key for YAML"
        return stop.here(message, f"write {quoted(stop.value)}")
    number = stop.line - 1
    while number > 0 and not stop.lines[number].strip():
        number -= 1
    above = stop.lines[number] if number >= 0 else ""
    glued = GLUED.fullmatch(above)
    if glued:
        where = stop._replace(line=number, column=glued.end("key"))
        return where.here("no blank follows the colon", f"write `{glued['key']}: {glued['value']}`")
    if above.strip() and ":" not in above:
        where = stop._replace(line=number, column=len(above) - len(above.lstrip()))
        return where.here("a word stands alone, where a key is expected", f"write `{above.strip()}:`")
    message = f"this key is indented deeper than the one in line {number + 1}, which has its value"
    where = stop._replace(column=len(stop.before) - len(stop.before.lstrip()))
    return where.here(message, f"line it up with line {number + 1}")


def _no_start(stop: _Stop) -> diagnostic.Diagnostic:
    if stop.after[:1] == "\t":
        return _tab(stop)
    message = f"a text cannot begin with `{stop.after[:1]}`"
    return stop.here(message, f"write {quoted(stop.after.strip())}")


def _tab(stop: _Stop) -> diagnostic.Diagnostic:
    return stop.here("a tab stands in the indentation", "indent with blanks")


def _no_key(stop: _Stop) -> diagnostic.Diagnostic:
    """Something after a value that is complete, or a line that fits no level."""
    closed = stop.before.rstrip()[-1:]
    if closed and closed in "'\"]}":
        message = f"text follows the closing `{closed}`"
        return stop.here(message, f"write {quoted(stop.value)}")
    return stop.here("this line fits no level of indentation above it", "line it up with the keys above")


def _quote(stop: _Stop) -> diagnostic.Diagnostic:
    mark = stop.lines[stop.from_line][stop.from_column : stop.from_column + 1]
    return stop.there("the quote that opens here is not closed", f"write `{mark}` at the end of the text")


def _bracket(stop: _Stop) -> diagnostic.Diagnostic:
    opening = stop.lines[stop.from_line][stop.from_column : stop.from_column + 1]
    closing = {"{": "}", "[": "]"}.get(opening, "}")
    if stop.line > stop.from_line:
        return stop.there(f"the `{opening}` that opens here is not closed", f"write `{closing}` at its end")
    message = f"a `,` or the closing `{closing}` is expected here"
    if stop.after[:1] in ("}", "]"):
        return stop.here(message, f"write `{closing}`")
    return stop.here(message, "separate what stands in brackets by commas, and quote a text that holds `: `")


def _block(stop: _Stop) -> diagnostic.Diagnostic:
    raw = stop.lines[stop.from_line][stop.from_column :].strip()
    if raw[:1] == ">":
        where = span.Span(stop.path, stop.from_line + 1, stop.from_column + 1, max(1, len(raw)))
        return bare_greater(where, raw)
    return stop.there(f"to YAML the `{raw[:1]}` opens a block of text", f"write {quoted(raw)}")


def _no_colon(stop: _Stop) -> diagnostic.Diagnostic:
    line = stop.lines[stop.from_line]
    glued = GLUED.fullmatch(line)
    if glued:
        where = stop._replace(from_column=glued.end("key"))
        return where.there("no blank follows the colon", f"write `{glued['key']}: {glued['value']}`")
    return stop.there("this line is neither a key nor the rest of a text", "write `key: value`")


def _escape(stop: _Stop) -> diagnostic.Diagnostic:
    message = "a backslash between double quotes begins an escape, and this is none"
    return stop.here(message, "use single quotes, or double the backslash")


def _star(stop: _Stop) -> diagnostic.Diagnostic:
    raw = stop.lines[stop.from_line][stop.from_column :].strip()
    sign = raw[:1]
    return stop.there(f"a text cannot begin with `{sign}`", f"write {quoted(raw)}")


def _sign(stop: _Stop) -> diagnostic.Diagnostic:
    sign = stop.after[:1]
    message = f"`{sign}` begins a {'list' if sign == '-' else 'key'} for YAML, which cannot stand here"
    return stop.here(message, f"write {quoted(stop.value)}, or go on in a new line")


def _no_node(stop: _Stop) -> diagnostic.Diagnostic:
    if stop.line > stop.from_line or not stop.after:
        return stop.here("a bracket is not closed", "close it")
    return stop.here("a value is missing between the brackets", "write it, or remove the comma")


class _Row(NamedTuple):
    """What the parser complains of, in parts of its own words, and who says it for people."""

    problem: str
    context: str
    say: Callable[[_Stop], diagnostic.Diagnostic]


_TABLE = (
    _Row("mapping values are not allowed", "", _colon),
    _Row("tab character", "", _tab),
    _Row("cannot start any token", "", _no_start),
    _Row("end of stream", "quoted scalar", _quote),
    _Row("document indicator", "quoted scalar", _quote),
    _Row("did not find expected key", "", _no_key),
    _Row("did not find expected '-' indicator", "", _no_key),
    _Row("did not find expected ',' or", "", _bracket),
    _Row("", "block scalar", _block),
    _Row("could not find expected ':'", "", _no_colon),
    _Row("escape character", "", _escape),
    _Row("hexdecimal number", "", _escape),
    _Row("", "alias", _star),
    _Row("", "anchor", _star),
    _Row("", "tag", _star),
    _Row("are not allowed in this context", "", _sign),
    _Row("node content", "", _no_node),
)

"""The smallest pieces of the page: text that stays text, links to records, addresses.

Everything that comes from a case passes `text`, `line`, `code` or `escaped`: escaped, isolated in its reading
direction, with hidden characters made visible. Nothing else turns a string of a case into markup.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from wigmore.kit import text as texts

LONG = 700
"""Above so many characters a text is folded behind its beginning."""

HEADING = 240
LINK = 110
WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_SPECIAL = re.compile("[&<>\"']")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}

Labels = Mapping[str, Sequence[str]]
"""By id: the kind of the record, what it is called (visible and cut), and the value where it is a claim."""


def made(pieces: str) -> Markup:
    """Markup put together by this room from its own words and from what `escaped` gave."""
    return Markup(pieces)  # noqa: S704 - the one door; a test plants hostile text in every field


def escaped(shown: str) -> str:
    """A text with nothing in it that HTML would read as markup, in content or between quotes."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], shown) if _SPECIAL.search(shown) else shown


def word(value: str) -> str:
    """A word of a closed list, as a status: escaped and visible, with nothing around it."""
    return escaped(texts.visible(value))


def text(value: object) -> Markup:
    """A text of the case; a very long one shows its beginning and unfolds."""
    shown = texts.visible(str(value))
    if len(shown) <= LONG:
        return made(f"<bdi>{escaped(shown)}</bdi>")
    start = escaped(texts.cut(shown[: LONG + 1], LONG))
    return made(
        f"<details class=long><summary><bdi>{start}</bdi></summary>"
        f"<div class=whole><bdi>{escaped(shown)}</bdi></div></details>"
    )


def line(value: object, width: int = HEADING) -> Markup:
    """A text of the case on one line of a heading or link, cut where it is too long."""
    return made(f"<bdi>{escaped(cut(texts.visible(str(value)), width))}</bdi>")


def cut(shown: str, width: int) -> str:
    """At most so many cells of a text; quick where it is short."""
    return (
        shown
        if len(shown) + len(shown) <= width or (len(shown) <= width and shown.isascii())
        else texts.cut(shown, width)
    )


def is_long(value: object, width: int = HEADING) -> bool:
    """Whether `line` would cut it."""
    shown = texts.visible(str(value))
    return cut(shown, width) != shown


def code(value: object) -> Markup:
    """An id, digest or other word for machines."""
    return made(f"<code>{escaped(cut(texts.visible(str(value)), HEADING))}</code>")


def ref(labels: Labels, name: str, shown: str | None = None) -> Markup:
    """A link to a record or a part of one, by what it is called; an id without a record stays a word."""
    held = labels.get(name)
    if held is None:
        return code(name)
    label = held[1] if shown is None else cut(texts.visible(shown), LINK)
    return made(f'<a href="#{escaped(name)}"><bdi>{escaped(label)}</bdi></a>')


def refs(names: Sequence[str], labels: Labels, limit: int = 8) -> Markup:
    """Links to records: one, a list, or a long list that unfolds."""
    return listing([ref(labels, name) for name in names], limit)


def address(value: str) -> Markup:
    """An address as a link when it leads to the web, as a text otherwise."""
    if WEB.fullmatch(value) and texts.visible(value) == value:
        return made(
            f'<a class=out href="{escaped(value)}" rel="noreferrer noopener">'
            f"<bdi>{escaped(cut(value, HEADING))}</bdi></a>"
        )
    return text(value)


def join(parts: Sequence[str], between: str = ", ") -> Markup:
    """Pieces of markup with a separator."""
    return made(between.join(parts))


def listing(parts: Sequence[Markup], limit: int = 8) -> Markup:
    """Pieces as a list; a long one is folded."""
    if len(parts) == 1:
        return parts[0]
    items = "".join([f"<li>{part}</li>" for part in parts])
    if len(parts) <= limit:
        return made(f'<ul class="plain">{items}</ul>')
    return made(f'<details><summary>Show the list</summary><ul class="plain">{items}</ul></details>')


def cells(columns: Sequence[str], rows: Sequence[Any], labels: Labels, caption: str) -> Markup:
    """Rows as a table in a box of its own that scrolls; the first cell leads to the record of its row."""
    head = "".join([f'<th scope="col">{line(one)}</th>' for one in columns])
    body = []
    for record, row in rows:
        is_named = record in labels and row and row[0] != "" and row[0] not in labels
        first = ref(labels, record, str(row[0])) if is_named else None
        shown = [_cell(cell, labels) for cell in row]
        start = f'<th scope="row">{first or shown[0][1]}</th>' if shown else ""
        rest = "".join([f"<td{mark}>{held}</td>" for mark, held in shown[1:]])
        body.append(f"<tr>{start}{rest}</tr>\n")
    return made(
        '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'
        f"<caption>{line(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(cell: Any, labels: Labels) -> tuple[str, Markup]:
    """The mark of a cell's element and what it shows; the ids of records are shown as links to them."""
    if isinstance(cell, list):
        return "", refs(cell, labels) if cell else made("")
    if isinstance(cell, str):
        return "", ref(labels, cell) if cell in labels else line(cell, 600)
    return ' class="num"', line(cell)


def names(value: Any) -> tuple[str, ...]:
    """A list of ids that may stand as one word."""
    return (value,) if isinstance(value, str) else tuple(value or ())

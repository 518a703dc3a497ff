"""Long lists of the page, with an index by which its script filters them: short ones plain, long ones packed.

A packed list shows its first items. The rest stands in the page compressed (raw deflate, RFC 1951) in inert
scripts and is unfolded where it is asked for, so that ten thousand cards are opened as quickly as ten.
"""

import base64
import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wigmore.report import markup, remembering

MOST_PLAIN = 50
"""Up to so many items a list stands in the page as it is."""

MOST_FOLDED = 2_500
"""Up to so many characters what stands in a fold is in the page as it is."""

STEP = 10
"""How many items of a packed list stand in the page; its script unfolds more of them at once."""

LARGE = 3_000
"""Above so many characters data for the script is compressed, too."""

RENDERED = "parts of the page rendered"
"""The name under which pieces are remembered."""

ITEM = re.compile(r'(?=<article class="card|<tr id=)')
"""Where an item of a list begins; a text of the case has no such beginning, for it is escaped."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Piece:
    """Some items of a list: rows of the index (id, name, values of the facets), and their markup.

    `content` is all that the markup shows, and `make` gives it.
    """

    rows: Sequence[Sequence[Any]]
    content: str
    make: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list for the page: what stands in it now, its index, and whether the rest is packed."""

    shown: Markup
    index: Markup
    is_packed: bool


def is_long(count: int) -> bool:
    """Whether a list of so many items is packed."""
    return count > MOST_PLAIN


def listed(
    titles: Sequence[Sequence[str]], pieces: Sequence[Piece], remember: remembering.Remember
) -> Listed:
    """A list with the index of its facets, of which `titles` has key and title."""
    size = len([row for piece in pieces for row in piece.rows])
    if not is_long(size):
        shown = [remember(RENDERED, piece.content, piece.make) for piece in pieces]
        rows = [row for piece in pieces for row in piece.rows]
        return Listed(markup.made("".join(shown)), data("index", {"facets": titles, "rows": rows}), False)
    head = data("index", {"facets": titles, "size": size})
    packed = [
        remember(RENDERED, _encode(["packed", piece.rows, piece.content]), _packer(piece)) for piece in pieces
    ]
    chunks = "".join([f'<script type="text/plain" class="chunk">{one}</script>\n' for one in packed])
    first = _beginning(remember(RENDERED, pieces[0].content, pieces[0].make))
    return Listed(markup.made(first), head + markup.made(chunks), True)


def _beginning(rendered: str) -> str:
    """The first items of a piece, without the heading of the one that follows."""
    items = ITEM.split(rendered)
    if len(items) <= STEP + 1:
        return rendered
    whole, end, _ = "".join(items[: STEP + 1]).rpartition("</tr>" if "<tr id=" in items[1] else "</article>")
    return whole + end


def _packer(piece: Piece) -> Callable[[], str]:
    """Packs a piece when called: its rows and its markup; raises ValueError where they differ in number.

    The script takes the words to be searched from the markup, item by item.
    """

    def make() -> str:
        rendered = piece.make()
        if len(ITEM.split(rendered)) != len(piece.rows) + 1:
            raise ValueError("each row of the index has one item of the list")
        return f"{packed(_encode(piece.rows))} {packed(rendered)}"

    return make


def packed(text: str) -> str:
    """A text as raw deflate in base 85: four bytes in five characters, a sixteenth less than in base 64.

    The alphabet is that of RFC 1924, with a comma for `<`, so that nothing in it can look like markup.
    """
    squeezer = zlib.compressobj(level=9, wbits=-15)
    held = squeezer.compress(text.encode()) + squeezer.flush()
    return base64.b85encode(held).decode().replace("<", ",")


def folded(body: Markup, count: int = 0) -> Markup:
    """What stands in a fold, packed until it is opened where it is long, or one of very many of its kind."""
    if not is_long(count) and len(body) <= MOST_FOLDED:
        return body
    return markup.made(
        f'<script type="text/plain" class="folded">{packed(body)}</script>'
        '<noscript><p class="soft">This is unfolded by a script, which this browser does not run; '
        "it stands in <code>compiled.json</code>.</p></noscript>"
    )


def data(name: str, held: Mapping[str, Any]) -> Markup:
    """Data for the page's script in an inert element of that class; nothing in it can end the element."""
    text = _encode(held).replace("<", "\\u003c")
    if len(text) > LARGE:
        return markup.made(f'<script type="text/plain" class="{name}">{packed(text)}</script>\n')
    return markup.made(f'<script type="application/json" class="{name}">{text}</script>\n')

"""A chain as a drawing: levels, members, the links between them, and the steps at which none is known.

Where everything lies is told by the table of the analysis, for wide screens and for narrow ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import compiled
from wigmore.report import drawing, labels, markup

TABLE = "chain/drawing"
COLUMNS = (
    *("chain", "form", "part", "name", "state", "x", "y", "width", "height", "path", "from", "to"),
    "place",
)
FORMS = ("wide", "tall")
CELLS: Mapping[str, int] = frozen.FrozenDict({"wide": 22, "tall": 37})
"""How many cells of text stand in a line of a node, by form."""

SLOT_CELLS: Mapping[str, int] = frozen.FrozenDict({"wide": 11, "tall": 37})
"""How many cells of text stand in a line of a slot."""

WORDS: Mapping[str, str] = frozen.FrozenDict(
    {
        "operating": "operates",
        "planned": "planned only",
        "unknown": "not dated",
        "later": "begins later",
        "ended": "has ended",
        "lapsed": "came to nothing",
        "none": "no link known",
    }
)
"""What is said at a step by its best link, and of a link by its state."""

STYLE = (
    "text{font:12px Liberation Sans,Arial,Helvetica,sans-serif;fill:#22262b}.lv{font-weight:600}"
    ".nd rect{fill:#fff;stroke:#28578a;stroke-width:1.6}.n-none rect{stroke:#5b616b;stroke-dasharray:2 3}"
    ".n-planned rect,.n-later rect,.n-unknown rect{stroke-dasharray:5 3}"
    ".ln path{fill:none;stroke:#28578a;stroke-width:6;stroke-opacity:.55}.ln .hit{stroke-opacity:0}"
    ".l-planned path,.l-later path{stroke-dasharray:9 6;stroke:#974700}"
    ".l-unknown path{stroke-dasharray:2 5;stroke:#5c6068}"
    ".l-ended path,.l-lapsed path{stroke-width:2;stroke:#5c6068;stroke-dasharray:2 3}"
    ".gap rect{fill:#f6f4ef;stroke:#9b1c1c;stroke-width:1.3;stroke-dasharray:4 4}.gap text{fill:#9b1c1c}"
    ".fed rect{fill:none;stroke:none}.fed text{fill:#5b616b}"
)
"""The colours of a file, on white; those of the page follow its own."""

Row = Mapping[str, Any]


def parts(rows: Sequence[Row], chain: str, form: str) -> list[Row]:
    """The parts of one chain in one form."""
    return [row for row in rows if row["chain"] == chain and row["form"] == form]


@dataclass(frozen=True, slots=True)
class Named:
    """What parts are called: records by id; in the page each leads to its record, in a file none does."""

    known: markup.Labels
    chain: str
    leads: bool

    def label(self, name: str) -> str:
        """What a record is called, or the word itself."""
        return self.known[name][1] if name in self.known else name

    def opened(self, css: str, name: str, said: str) -> str:
        """The element around a part: a link to its record, with the words that are read out."""
        shown = markup.escaped(markup.cut(texts.visible(said), markup.LINK))
        if not self.leads:
            return f'<g class="{css}"><title>{shown}</title>'
        href = markup.escaped(name if name in self.known else self.chain)
        return f'<a class="trail {css}" href="#{href}" aria-label="{shown}">'

    def closed(self) -> str:
        """The end of what `opened` began."""
        return "</a>\n" if self.leads else "</g>\n"


def draw(held: Sequence[Row], named: Named) -> Markup:
    """One form of one chain as SVG."""
    size = next(row for row in held if row["part"] == "size")
    width, height = _whole(size["width"]), _whole(size["height"])
    kind = "" if named.leads else ' xmlns="http://www.w3.org/2000/svg"'
    start = (
        "" if named.leads else f'<style>{STYLE}</style><rect width="{width}" height="{height}" fill="white"/>'
    )
    body = "".join(DRAWS[row["part"]](row, named) for row in held if row["part"] in DRAWS)
    return markup.made(
        f'<svg{kind} class="sankey" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"{start}{body}</svg>\n"
    )


def _whole(value: Any) -> int:
    """A place as a whole number: a table that was tampered with draws nothing but numbers."""
    return value if isinstance(value, int) else 0


def _lines(lines: Sequence[str], x: int, y: int, mark: str = "") -> str:
    rest = "".join([f'<tspan x="{x}" dy="15">{markup.escaped(line)}</tspan>' for line in lines[1:]])
    return f'<text{mark} x="{x}" y="{y}">{markup.escaped(lines[0])}{rest}</text>'


def _box(row: Row) -> str:
    x, y, width, height = (_whole(row[key]) for key in ("x", "y", "width", "height"))
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3"/>'


def _level(row: Row, named: Named) -> str:
    lines = drawing.wrapped(str(row["name"]), 2 if row["form"] == "wide" else 1, CELLS[row["form"]])
    drawn = _lines(lines, _whole(row["x"]), _whole(row["y"]) + 16, ' class="lv"')
    return f"{named.opened('level', named.chain, str(row['name']))}{drawn}{named.closed()}"


def _slot(row: Row, named: Named) -> str:
    """The step between two levels: an empty slot, or from how many members links operate."""
    is_gap = row["name"] == "0"
    word = WORDS.get(str(row["state"]), str(row["state"])) if is_gap else members(str(row["name"]))
    if row["form"] == "tall" and is_gap and word != WORDS["none"]:
        word = f"no operating link known: {word}"
    said = f"from {row['from']} to {row['to']}: {word}"
    x, y = _whole(row["x"]) + 6, _whole(row["y"]) + 16
    lines = drawing.wrapped(word, 3, SLOT_CELLS[row["form"]])
    css = "gap" if is_gap else "fed"
    return f"{named.opened(css, named.chain, said)}{_box(row)}{_lines(lines, x, y)}{named.closed()}"


def members(count: str) -> str:
    """From how many members links operate, in words; a link may be a supply or a holding."""
    return f"from {count} member" if count == "1" else f"from {count} members"


def _link(row: Row, named: Named) -> str:
    state = str(row["state"])
    said = f"{named.label(row['from'])} to {named.label(row['to'])}: {WORDS.get(state, state)}"
    path = markup.escaped(str(row["path"]))
    css = f"ln l-{markup.word(state)}"
    return (
        f'{named.opened(css, str(row["name"]), said)}<path d="{path}"/>'
        f'<path class="hit" d="{path}"/>{named.closed()}'
    )


def _node(row: Row, named: Named) -> str:
    name, state = str(row["name"]), str(row["state"])
    label = named.label(name)
    is_first = row["place"] == 1 and state == "none"
    said = label if is_first else f"{label}: {WORDS.get(state, state)}"
    lines = drawing.wrapped(label, 2, CELLS[row["form"]])
    css = "nd n-first" if is_first else f"nd n-{markup.word(state)}"
    x, y = _whole(row["x"]) + 8, _whole(row["y"]) + (17 if len(lines) > 1 else 24)
    return f"{named.opened(css, name, said)}{_box(row)}{_lines(lines, x, y)}{named.closed()}"


DRAWS = {"level": _level, "slot": _slot, "link": _link, "node": _node}
"""How each part is drawn; they come in the order of drawing."""


def files(case: compiled.Compiled) -> Iterator[tuple[str, str]]:
    """Every chain of a case as the text of an SVG file, by id, on white, in the wide form."""
    found = next((one for one in case.data["tables"] if f"{one['analysis']}/{one['name']}" == TABLE), None)
    if found is None or tuple(found["columns"]) != COLUMNS:
        return
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found["rows"]]
    known = labels.of_case(case)
    for chain in dict.fromkeys(str(row["chain"]) for row in rows):
        yield chain, str(draw(parts(rows, chain, FORMS[0]), Named(known, chain, leads=False)))

"""The chapter of the author's own words: every sentence with the status of what it cites, and links there."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from markupsafe import Markup

from wigmore.kit import frozen
from wigmore.kit import text as texts
from wigmore.model import narrative
from wigmore.report import chapter, items, markup, templating, trails

ABOUT = (
    "A sentence stands as its weakest claim does: the sign behind it says how, and the small numbers lead to "
    "what it cites."
)
TAGS: Mapping[bool, str] = frozen.FrozenDict({True: "ol", False: "ul"})
DEEPEST_HEADING = 5

Sentence = Mapping[str, Any]
Block = Mapping[str, Any]


def tell(gathering: items.Gathering) -> chapter.Chapter | None:
    """All files of the narrative, below the counts by status; None where the case has none."""
    files = [one for one in gathering.case.data.get("narrative", ()) if one["blocks"]]
    if not files:
        return None
    writer = Writer(gathering, is_whole=True)
    told = [{"file": one["file"], "body": writer.body(one["blocks"])} for one in files]
    body = templating.render(
        "narrative.html",
        counts=[
            {"name": name, "anchor": anchor(name), "count": count, "shown": _called(name)}
            for name, count in gathering.case.data["counts"]["narrative"].items()
        ],
        files=told,
        cited=[
            {"id": name, "status": gathering.case.derived.get(name, {}).get("status", "")}
            for name in writer.numbers
        ],
        labels=gathering.known,
    )
    return chapter.Chapter("narrative", "In the author's words", ABOUT, 0, body)


def opening(gathering: items.Gathering) -> Markup | None:
    """The first paragraph of the narrative, for the first screen; None where there is none."""
    for one in gathering.case.data.get("narrative", ()):
        for block in one["blocks"]:
            if block["kind"] == "paragraph":
                words = Writer(gathering, is_whole=False).sentences(block["sentences"])
                return markup.made(f'<p class="told">{words}</p>')
    return None


def anchor(status: str) -> str:
    """Where the first sentence of a status stands, or the first that is left out for a reason."""
    return trails.slug(f"narrative:{status}")


def _called(name: str) -> Markup:
    """What the legend calls the sentences of a status, or those that are left out for a reason."""
    if name in narrative.NOT_SHOWN:
        return markup.made(f'<span class="soft">not shown: {NOT_SHOWN[name][0]}</span>')
    return markup.made(f'<span class="chip {_class(name)}">{markup.word(name)}</span>')


NOT_SHOWN: Mapping[str, tuple[str, str]] = frozen.FrozenDict(
    {
        narrative.PRIVATE: ("rests on private records", "rest on private records"),
        narrative.LATER: ("rests on what was not known yet", "rest on what was not known yet"),
        narrative.UNREAD: ("cites what could not be read", "cite what could not be read"),
    }
)
"""What is said of one sentence that is left out, and of several."""


def _class(status: str) -> str:
    """The class of the sign of a status, which is that of claims where claims have it."""
    return f"s-{trails.slug(status)}"


class Writer:
    """Writes blocks and sentences; numbers what is cited in the order of its first citation.

    `is_whole` tells that the whole narrative is written, so that its sentences are what the counts lead to.
    """

    def __init__(self, gathering: items.Gathering, *, is_whole: bool) -> None:
        self._gathering = gathering
        self._waiting = set(gathering.case.data["counts"].get("narrative", ())) if is_whole else set()
        self._lists: list[str] = []
        self._heading = 2
        self.numbers: dict[str, str] = {}

    def body(self, some: Iterable[Block]) -> Markup:
        """Some blocks, in order; items of lists are put together."""
        return markup.made("".join(self._blocks(some)))

    def _blocks(self, some: Iterable[Block]) -> Iterator[str]:
        for one in some:
            if one["kind"] == "item":
                yield self._item(one)
            else:
                yield self._close(one["level"] if one["kind"] in ("paragraph", "code") else 0)
                yield _WRITERS[one["kind"]](self, one)
        yield self._close(0)

    def sentences(self, some: Iterable[Sentence]) -> str:
        """Sentences one after the other."""
        groups = groupby(some, lambda one: one.get("left_out", ""))
        return "".join([self._group(reason, list(held)) for reason, held in groups])

    def _group(self, reason: str, held: list[Sentence]) -> str:
        """Sentences that are shown, or one mark for those in a row that are not."""
        if not reason:
            return "".join([self._sentence(one) for one in held])
        said = _text(held[0]["parts"][0]["text"])
        if len(held) > 1:
            many = f"{len(held)} sentences that {NOT_SHOWN[reason][1]} are not shown"
            said = f'<a class="trail" href="#{anchor(reason)}">{many}</a>'
        return f' <span class="sentence n-left-out"{self._place(reason)}>[{said}]</span>'

    def _place(self, counted: str) -> str:
        """The anchor of the first sentence of those that are counted together."""
        if counted not in self._waiting:
            return ""
        self._waiting.discard(counted)
        return f' id="{anchor(counted)}"'

    # --- blocks ---

    def _close(self, level: int) -> str:
        """Close the lists that are deeper than a level."""
        closed, self._lists = self._lists[level:], self._lists[:level]
        return "".join([f"</li></{tag}>\n" for tag in reversed(closed)])

    def _item(self, one: Block) -> str:
        level, tag = one["level"], TAGS[one["ordered"] is not None]
        made = self._close(level)
        if len(self._lists) == level and self._lists[-1] != tag:
            made += self._close(level - 1)
        elif len(self._lists) == level:
            made += "</li>\n"
        while len(self._lists) < level:
            self._lists.append(tag)
            made += f"<{tag}>\n" if len(self._lists) == level else f'<{tag} class="bare"><li>'
        number = f' value="{int(one["ordered"])}"' if one["ordered"] is not None else ""
        return f"{made}<li{number}>{self.sentences(one['sentences'])}"

    def _heading_of(self, one: Block) -> str:
        # Below the title of the chapter, and never skipping a level, whatever the author skips.
        self._heading = min(one["level"] + 2, self._heading + 1, DEEPEST_HEADING)
        tag = f"h{self._heading}"
        return f"<{tag}>{self.sentences(one['sentences'])}</{tag}>\n"

    def _table(self, one: Block) -> str:
        head, *body = [[self.sentences(cell) for cell in row] for row in one["rows"]]
        columns = "".join([f'<th scope="col">{cell}</th>' for cell in head])
        rows = ["".join([f"<td>{cell}</td>" for cell in row]) for row in body]
        lines = "".join([f"<tr>{row}</tr>\n" for row in rows])
        return (
            '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'
            f"<thead><tr>{columns}</tr></thead>\n<tbody>{lines}</tbody></table></div>\n"
        )

    # --- sentences ---

    def _sentence(self, one: Sentence) -> str:
        status = one["status"]
        words = "".join([self._part(part) for part in _without_gaps(one["parts"])])
        if status == narrative.NONE:
            return f'<span class="sentence"><bdi>{words}</bdi></span>'
        sign = f'<span class="sign {_class(status)}" role="img" aria-label="{status}" title="{status}">'
        marks = "".join([_mark(code) for code in one["marks"]])
        opens = f'<span class="sentence n-{trails.slug(status)}"{self._place(status)}>'
        return f"{opens}<bdi>{words}</bdi>{sign}</span>{marks}</span>"

    def _part(self, one: Mapping[str, Any]) -> str:
        made: str = _PARTS[one["kind"]](self, one)
        for style in reversed(one["styles"]):
            made = f"<{style}>{made}</{style}>"
        return made

    def _cite(self, one: Mapping[str, Any]) -> str:
        name = one["id"]
        if name not in self._gathering.known:
            return str(markup.code(f"[@{name}]"))
        number = self.numbers.setdefault(name, str(len(self.numbers) + 1))
        label = markup.escaped(f"{number}: {self._gathering.known[name][1]}")
        return f'<a class="cite" href="#{markup.escaped(name)}" aria-label="{label}">{number}</a>'

    def _value(self, one: Mapping[str, Any]) -> str:
        name, shown = one["id"], _text(one["text"])
        if name not in self._gathering.known:
            return f"<code>{shown}</code>"
        self.numbers.setdefault(name, str(len(self.numbers) + 1))
        return f'<a class="shown-value" href="#{markup.escaped(name)}">{shown}</a>'


def _text(words: str) -> str:
    """Words of the author: escaped, with what nobody sees made visible."""
    return markup.escaped(texts.visible(words))


def _link(_: Writer, one: Mapping[str, Any]) -> str:
    address = one.get("url") or ""
    if not markup.WEB.fullmatch(address) or texts.visible(address) != address:
        return _text(one["text"])
    return f'<a class=out href="{markup.escaped(address)}" rel="noreferrer noopener">{_text(one["text"])}</a>'


def _without_gaps(parts: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The parts without the blanks before a citation, which is set as a raised number."""
    for one, following in pairwise([*parts, {"kind": ""}]):
        is_before = one["kind"] == "text" and following["kind"] == "cite"
        yield {**one, "text": one["text"].rstrip()} if is_before else one


def _mark(code: str) -> str:
    """What the checks say of a sentence, in a few words that lead to them."""
    said = MARKS.get(code)
    if said is None:
        return ""
    return f' <a class="trail told-mark" href="#section:checks">{said}</a>'


MARKS: Mapping[str, str] = frozen.FrozenDict(
    {
        "P001": "cites what is not there",
        "P002": "cites what cannot be cited",
        "P003": "shows no value",
        "P004": "holds a citation that cannot be read",
        "P005": "uncited",
        "P006": "surer than its claims",
    }
)


def _words_of(tag: str, name: str = "") -> Any:
    attribute = f' class="{name}"' if name else ""
    return lambda writer, one: f"<{tag}{attribute}>{writer.sentences(one['sentences'])}</{tag}>\n"


_WRITERS: Mapping[str, Any] = frozen.FrozenDict(
    {
        "heading": Writer._heading_of,
        "paragraph": _words_of("p"),
        "quote": _words_of("blockquote", "told-quote"),
        "code": lambda _, one: f"<pre><code>{_text(one['text'])}</code></pre>\n",
        "rule": lambda *_: "<hr>\n",
        "table": Writer._table,
    }
)
_PARTS: Mapping[str, Any] = frozen.FrozenDict(
    {
        "text": lambda _, one: _text(one["text"]),
        "code": lambda _, one: f"<code>{_text(one['text'])}</code>",
        "break": lambda *_: "<br>",
        "link": _link,
        "cite": Writer._cite,
        "value": Writer._value,
    }
)

"""A page as a tree of elements, read by the standard library's parser, strictly: every element is closed."""

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import parser

VOID = frozenset({"meta", "input", "br", "link", "img", "hr"})


BLOCKS = frozenset("p div ul ol dl table details section article header blockquote h1 h2 h3 h4".split())  # noqa: SIM905
PHRASES = frozenset({"p", "h1", "h2", "h3", "h4"})
"""What a browser closes, or should not see, where a block begins inside it."""


@dataclass(eq=False)
class Element:
    """One element with its attributes, its parent, and its children in order (elements and texts)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def above(self) -> Iterator["Element"]:
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text() for one in self.children)

    def texts(self) -> Iterator[tuple["Element", str]]:
        for child in self.children:
            if isinstance(child, str):
                yield self, child
            else:
                yield from child.texts()

    def of_class(self, name: str) -> list["Element"]:
        return [one for one in self if name in one.classes]

    def of_tag(self, *names: str) -> list["Element"]:
        return [one for one in self if one.tag in names]


class _Reader(parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.here = self.top = Element("top")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        one = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        if tag in BLOCKS:
            around = [self.here, *self.here.above]
            assert not [held for held in around if held.tag in PHRASES], f"<{tag}> at {self.getpos()}"
        self.here.children.append(one)
        if tag not in VOID:
            self.here = one

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}> at {self.getpos()}"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data[:80]}")


def read(text: str) -> Element:
    """The tree of a page; fails where an element is not closed, or closed out of order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here is reader.top, f"<{reader.here.tag}> is not closed"
    return reader.top


INERT = {"application/json", "text/plain"}
"""Types of scripts that no browser runs: they hold data."""


def running(top: Element) -> list[Element]:
    """The scripts of a page that a browser runs."""
    return [one for one in top.of_tag("script") if one.attributes.get("type") not in INERT]


def data(top: Element) -> list[Element]:
    """The inert scripts of a page, which hold data for the others."""
    return [one for one in top.of_tag("script") if one.attributes.get("type") in INERT]


def unpacked(text: str) -> str:
    """What `lists.packed` packed: raw deflate in base 85, with a comma for `<`."""
    return zlib.decompress(base64.b85decode(text.replace(",", "<")), wbits=-15).decode()

"""Prose as blocks and sentences: nothing of it is lost, nothing becomes markup, and places are right."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wigmore.casefiles import inline, prose
from wigmore.diagnostics import text as texts
from wigmore.model import narrative

SCRAPS = (
    "He left. ", "[@a]", "[@a; @b-c]", "[@a", "[@", "{a}", "{ a }", "\\{a}", "\\[@a]", "*em. Em* ",
    "**strong", "`code. x`", "[l](http://a.b)", "[l](javascript:alert(1))", "![i](x.png)", "<script>", "</p>",
    "&amp;", "&#0;", "\n", "\n\n", "  \n", "- ", "1. ", "> ", "# ", "| a | b |\n|---|---|\n| c | {d} |\n",
    "```\n", "    ", "---\n", "\u202e", "\x85", "\u2028", "\r\n", "\t", "Inc. ", "é ", "“Why?” ",
    "[@a]: x\n", "[a]: http://x\n", "<http://a.b>", "\\", "_", "]", "(", ")",
)  # fmt: skip
MARKDOWN = some.lists(some.sampled_from(SCRAPS), max_size=40).map("".join) | some.text(max_size=300)


def read(source: str) -> narrative.Narrative:
    return prose.read(source, "n.md").value


def shown(one: narrative.Sentence) -> str:
    return "".join(part.text or f"[@{part.id}]" for part in one.parts)


def paragraphs(source: str) -> list[list[str]]:
    return [[shown(one) for one in block.sentences] for block in read(source).blocks]


def visible(tokens: Any) -> str:
    """The words of inline tokens as Markdown alone would show them."""
    made = []
    for token in tokens:
        if token.type == "citation":
            made += [f"[@{name}]" for name in token.meta["names"]]
        elif token.type == "image":
            made.append(visible(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            made.append(" " if token.type == "softbreak" else "\n")
        else:
            made.append(token.content)
    return "".join(made)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN)
def test_no_text_is_lost(source: str) -> None:
    """The parts of all sentences put together are what Markdown shows, and each has a place in the text."""
    lines = texts.LINE_END.split(source)
    tokens = inline.parser().parse("\n".join(lines), {})
    expected = "".join(visible(one.children) for one in tokens if one.type == "inline")
    held = list(read(source))
    assert "".join(map(shown, held)) == expected
    for one in held:
        assert 1 <= one.line <= len(lines)
        assert (one.line, one.column) <= one.end
        assert one.parts


@settings(max_examples=200, deadline=None)
@given(MARKDOWN)
def test_citations_and_values_stand_where_their_place_says(source: str) -> None:
    lines = texts.LINE_END.split(source)
    if "![" in source or "|" in source:
        return  # there, escapes may move a place by some columns
    for one in read(source):
        for part in one.parts:
            if part.kind in ("cite", "value"):
                written = f"{{{part.id}}}" if part.kind == "value" else str(part.id)
                assert lines[part.line - 1][part.column - 1 :].startswith(written)


def test_emphasis_goes_across_sentences() -> None:
    first, second = read("He *left. She* stayed.").blocks[0].sentences
    assert [(part.text, part.styles) for part in (*first.parts, *second.parts)] == [
        ("He ", ()),
        ("left.", ("em",)),
        (" She", ("em",)),
        (" stayed.", ()),
    ]


def test_blocks_and_their_kinds() -> None:
    source = "# T\n\nA\n\n- b\n\n  c\n  1. d\n  2. e\n\n> f\n\n---\n\n```\ng\n```\n\n3) h\n"
    told = [(one.kind, one.level, one.ordered, one.line) for one in read(source).blocks]
    assert told == [
        ("heading", 1, None, 1),
        ("paragraph", 0, None, 3),
        ("item", 1, None, 5),
        ("paragraph", 1, None, 7),
        ("item", 2, 1, 8),
        ("item", 2, 2, 9),
        ("quote", 1, None, 11),
        ("rule", 0, None, 13),
        ("code", 0, None, 15),
        ("item", 1, 3, 19),
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<script>alert(1)</script> is text.", "<script>alert(1)</script> is text."),
        ("<div>\nblock\n</div>", "<div> block </div>"),
        ("[a](javascript:alert(1)) b.", "[a](javascript:alert(1)) b."),
        ("[a](file:///etc/passwd) b.", "[a](file:///etc/passwd) b."),
        ("[a](other.md) ![alt text](x.png)", "a alt text"),
        ("a \u202eb &lt;b&gt;", "a \u202eb <b>"),
        ("[@a]: http://example.org", "[@a]: http://example.org"),
    ],
)
def test_markup_stays_text(source: str, words: str) -> None:
    (block,) = read(source).blocks
    assert "".join(map(shown, block.sentences)) == words
    assert all(part.url is None for one in block.sentences for part in one.parts)


def test_only_web_addresses_are_links() -> None:
    source = "[a](https://example.org/x) <http://b.example> [c](mailto:d@example.org)"
    parts = read(source).blocks[0].sentences[0].parts
    assert [(part.text, part.url) for part in parts if part.text.strip()] == [
        ("a", "https://example.org/x"),
        ("http://b.example", "http://b.example"),
        ("c", None),
    ]


def test_what_is_nested_too_deep_is_reported() -> None:
    held = prose.read(">" * 300 + " deep [@a]\n\nafter", "n.md")
    assert [one.rule.code for one in held.diagnostics] == ["B012"]
    assert prose.read("> " * 20 + "fine", "n.md").diagnostics == ()


@pytest.mark.parametrize(
    "source",
    [
        "[" * 5_000,
        "[@" * 5_000,
        "*a " * 5_000,
        "{" * 5_000,
        "`" * 5_000,
        "- " * 400,
        "> " * 400,
        "|" * 2_000,
        "\x00",
        "",
    ],
    ids=range(10),
)
def test_odd_texts_are_read(source: str) -> None:
    prose.read(source, "n.md")

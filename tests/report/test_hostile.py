"""Text of a case is text everywhere: planted in every field, it never becomes markup or formula."""

import csv
import html as escapes
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests import cases
from tests.report import planted, walk
from tests.report.test_html import clean, numbers_without_trail
from wigmore.casefiles import write
from wigmore.model import compiled, kinds
from wigmore.report import data, html, markup, page, tables

# fmt: off
NUMBER = re.compile(r"-?[0-9.]+(e-?[0-9]+)?")

ALLOWED = frozenset(
    (
        "html", "head", "meta", "title", "style", "body", "a", "div", "nav", "p", "span", "ul", "li",
        "ol", "main", "header", "section", "article", "h1", "h2", "h3", "h4", "h5", "b", "bdi", "time",
        "code", "svg", "rect", "table", "thead", "tbody", "tr", "th", "td", "caption", "details",
        "summary", "dl", "dt", "dd", "blockquote", "strong", "label", "input", "output", "footer",
        "script", "br", "em", "pre", "hr", "figure", "figcaption", "noscript", "path", "tfoot",
        "g", "text", "tspan", "circle",
    )
)
# fmt: on


@cache
def planted_case() -> compiled.Compiled:
    """The planted records as a case file, compiled as a draft, for some of the words break rules."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "case.yaml").write_text(write.print_records(planted.records()), encoding="utf-8")
        held = cases.compile_folder(root, draft=True).compiled
    assert held is not None
    return held


@cache
def planted_records() -> compiled.Compiled:
    """All planted records, also those that the reader refuses: the page must not rely on the reader."""
    base = planted_case()
    records: dict[str, dict[str, Any]] = {kind.KIND: {} for kind in kinds.KINDS}
    from wigmore.model import record

    for one in planted.records():
        records[one.KIND][one.id] = record.plain(one)
    return compiled.Compiled({**base.data, "records": records})


def poisoned(value: Any, word: str) -> Any:
    """Every text inside a value with the word put behind it, but names and ids."""
    if isinstance(value, str):
        return f"{value} {word}"
    if isinstance(value, list):
        return [poisoned(one, word) for one in value]
    if isinstance(value, dict):
        return {k: v if k in KEPT else poisoned(v, word) for k, v in value.items()}
    return value


KEPT = frozenset(
    (
        "id",
        "analysis",
        "basis",
        "against",
        "assumes",
        "records",
        "severity",
        "on",
        "code",
        "name",
        "order",
        "overridden",
        "computed",
        "line",
        "column",
    )
)


@cache
def poisoned_case(word: str) -> compiled.Compiled:
    """The flagship with hostile words in all that stages and analyses add."""
    base = cases.example("nano-one-lg")
    keys = ("findings", "tables", "figures", "policies", "diagnostics", "analyses", "left_out")
    more = {
        "left_out": {f"gone {word}": f"later {word}"},
        "figures": [
            {
                "name": word,
                "analysis": "x",
                "title": word,
                "specification": {"data": {"values": [{word: word, "n": 1}]}},
                "records": [],
            }
        ],
    }
    return compiled.Compiled({**base.data, **{key: poisoned(base.data[key], word) for key in keys}, **more})


def assert_harmless(text: str) -> walk.Element:
    top = walk.read(text)
    for one in top:
        assert one.tag in ALLOWED, f"<{one.tag}> {one.attributes}"
        for key, value in one.attributes.items():
            assert not key.startswith("on"), f"<{one.tag} {key}={value}>"
            assert key not in ("src", "style", "srcdoc", "formaction", "xlink:href")
            assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE) or key in (
                "title",
                "aria-label",
            )
        if one.tag == "a":
            assert re.match(r"#|https?://", one.attributes["href"]), one.attributes
            assert " " not in one.attributes["href"]
    assert len(top.of_tag("style")) == 1
    for one in walk.running(top):
        assert one.text() == page.assets("scripts")
    for one in walk.data(top):
        assert "<" not in one.text()
    shown = [words for holder, words in top.texts() if holder.tag not in ("style", "script")]
    assert not [words for words in shown if re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", words)]
    return top


@pytest.mark.parametrize("make", [planted_case, planted_records])
def test_planted_words_stay_words(make: Any) -> None:
    held = make()
    top = assert_harmless(html.render(held, clean))
    words = top.text()
    for hostile in planted.HOSTILE:
        visible = hostile.replace("\u202e", "⟨U+202E⟩")
        if make is planted_records or "\u202e" not in hostile:
            assert visible in words, visible[:60]
    ids = [one.attributes["id"] for one in top if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert numbers_without_trail(top) == []


def test_every_kind_and_field_is_planted() -> None:
    held = planted_records().data["records"]
    text = html.render(planted_records(), clean)
    for kind in kinds.KINDS:
        assert len(held[kind.KIND]) >= 1
    for kind, rows in held.items():
        for name, row in rows.items() if kind != "case" else ():
            assert f'id="{name}"' in text
            assert "hostile" not in row
    assert text.count(escapes.escape("<img src=x onerror=alert(1)>", quote=False)) > 50


@pytest.mark.parametrize("word", planted.HOSTILE)
def test_words_of_stages_and_analyses_stay_words(word: str) -> None:
    assert_harmless(html.render(poisoned_case(word), clean))


def test_addresses_become_links_only_to_the_web() -> None:
    for address in ("http://example.org/a?b=c&d=e", "HTTPS://EXAMPLE.ORG/", "https://example.org/%20#x"):
        assert walk.read(markup.address(address)).of_tag("a")[0].attributes["href"] == address
    for address in (
        *planted.HOSTILE,
        "//evil.example",
        "file:///etc/passwd",
        "http://a\u202eb",
        "http://a b",
        "/x",
    ):
        assert not walk.read(markup.address(address)).of_tag("a"), address


def test_long_names_are_cut_and_unfold() -> None:
    top = walk.read(html.render(planted_case(), clean))
    for one in top.of_tag("a", "h1", "h2", "h3", "h4", "summary", "button"):
        assert len(one.text()) < 2_500, one.tag
    assert any(len(one.text()) > 10_000 for one in top.of_class("whole"))


def forgetful(_name: str, _content: str, make: Callable[[], str]) -> str:
    """A memo that keeps nothing."""
    return make()


@pytest.mark.parametrize("make", [planted_case, planted_records])
def test_tables_hold_no_formula(make: Any) -> None:
    files = tables.render(make(), forgetful)
    assert len(files) > 10
    cells = 0
    for name, text in files.items():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                cells += 1
                if NUMBER.fullmatch(cell):
                    continue
                assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")), (
                    f"{name}: {cell[:40]}"
                )
    assert cells > 1000


def test_tables_of_analyses_hold_no_formula() -> None:
    for word in ("=1+1", "+1", "@x", "＝1", "\t=1", " =1"):
        files = tables.render(poisoned_case(word), forgetful)
        for text in files.values():
            for row in csv.reader(io.StringIO(text, newline="")):
                assert not [cell for cell in row if cell.lstrip(" ").startswith(("=", "+", "@", "＝", "\t"))]
    assert tables.cell(-1.5) == "-1.5"


def test_names_of_tables_have_no_blanks() -> None:
    case = planted_case()
    named = [one["name"] for one in case.data["tables"]]
    assert any(" " in name for name in named)
    files = tables.render(case, forgetful)
    assert not [name for name in files if " " in name]
    for one in case.data["tables"]:
        assert f"tables/{one['analysis']}-{'-'.join(one['name'].split(' '))}.csv" in files


def test_the_compiled_file_is_plain_json() -> None:
    import json

    held = json.loads(data.render(planted_case()))
    assert held["records"]["sources"]

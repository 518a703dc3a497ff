"""The chapter of the author's own words: statuses, links, lists, what is counted, and hostile words."""

import re
from pathlib import Path

import pytest

from tests import cases
from tests.report import planted, walk
from tests.report.test_hostile import assert_harmless
from tests.report.test_html import clean, numbers_without_trail
from wigmore.model import narrative
from wigmore.report import html, items
from wigmore.report import narrative as chapter

RECORDS = """\
sources:
  times: {title: Story, kind: news, publisher: Times}
  deed: {title: Deed, kind: register, publisher: Land register, read: whole}
claims:
  sold: {says: The mill was sold., property: name, value: "<b>4</b>", sources: [{source: deed}]}
  burned: {says: The mill <i>burned</i>., sources: [{source: times}]}
  guess: {says: It was set on fire., inferred_from: [burned], warrant: It paid.}
inquiries:
  asked: {asks: Who did it?, found: nothing}
"""


def page(folder: Path, prose: str, **settings: bool) -> walk.Element:
    held = cases.compile_clean(cases.write(folder, {"r.yaml": RECORDS, "n.md": prose}), **settings)
    top = walk.read(html.render(held, clean))
    return next(one for one in top.of_tag("section") if one.attributes.get("id") == "section:narrative")


def test_sentences_carry_their_status(tmp_path: Path) -> None:
    told = page(
        tmp_path,
        "# Title\n\nIt was sold [@sold]. It burned, it says [@burned; @sold]. We conclude more [@guess]. "
        "Nobody knows [@asked]. So it is. Who?\n",
    )
    sentences = [(one.classes[1:], one.text().strip()) for one in told.of_class("sentence")]
    assert sentences == [
        ([], "Title"),
        (["n-established"], "It was sold1."),
        (["n-reported"], "It burned, it says21."),
        (["n-inferred"], "We conclude more3."),
        (["n-looked_for"], "Nobody knows4."),
        (["n-uncited"], "So it is. uncited"),
        ([], "Who?"),
    ]
    signs = [one.attributes["aria-label"] for one in told.of_class("sign")]
    assert signs == ["established", "reported", "inferred", "looked for", "uncited"]
    first = told.of_class("cite")[0]
    assert first.attributes["href"] == "#sold"
    assert first.attributes["aria-label"] == "1: The mill was sold."


def test_counts_lead_to_what_was_counted(tmp_path: Path) -> None:
    told = page(tmp_path, "It was sold [@sold]. It is so. It was {sold}.\n")
    legend = told.of_class("told-legend")[0]
    shown = {link.attributes["href"][1:]: link.text() for link in legend.of_tag("a")}
    assert shown == {"narrative:established": "2 established", "narrative:uncited": "1 uncited"}
    places = {one.attributes["id"] for one in told.of_class("sentence") if "id" in one.attributes}
    assert places == set(shown)
    assert numbers_without_trail(told) == []


def test_lists_quotes_code_and_tables(tmp_path: Path) -> None:
    told = page(
        tmp_path,
        "- one [@sold]\n  1. two [@sold]\n  2. three [@sold]\n\n  still one [@sold]\n- four [@sold]\n\n"
        "7. five [@sold]\n\n> six [@sold]\n\n```\n<seven>\n```\n\n| a |\n|---|\n| eight [@sold] |\n\n---\n",
    )
    assert [len(one.of_tag("li")) for one in told.of_class("told")[0].of_tag("ul", "ol")] == [4, 2, 1]
    assert [one.attributes.get("value") for one in told.of_class("told")[0].of_tag("li")] == [
        None, "1", "2", None, "7",
    ]  # fmt: skip
    assert told.of_tag("pre")[0].text() == "<seven>\n"
    assert [one.text() for one in told.of_tag("th")] == ["a"]
    assert len(told.of_tag("blockquote")) == len(told.of_tag("hr")) == 1


@pytest.mark.parametrize("word", planted.HOSTILE)
def test_hostile_words_stay_words(word: str, tmp_path: Path) -> None:
    prose = f"# {word}\n\n{word} [@sold]\n\n- {word} {{sold}}\n\n`{word}`\n\n    {word}\n\n> {word}\n\n"
    prose += f"| {word} |\n|---|\n| x |\n"
    prose += f"\n[{word}](http://a.b) ![{word}](x) <http://a.b/{word.split(maxsplit=1)[0]}>\n"
    held = cases.compile_clean(cases.write(tmp_path, {"r.yaml": RECORDS, "n.md": prose}), draft=True)
    top = assert_harmless(html.render(held, clean))
    ids = [one.attributes["id"] for one in top if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert "<b>4</b>" in top.text()


def test_headings_skip_no_level(tmp_path: Path) -> None:
    told = page(tmp_path, "### Deep\n\n# Top\n\n###### Deepest\n\n## Second\n")
    assert [one.tag for one in told.of_tag("h3", "h4", "h5", "h6")] == ["h3", "h3", "h4", "h4"]


def test_the_opening_is_the_first_paragraph() -> None:
    gathering = items.Gathering(cases.example("nano-one-lg"), clean)
    words = chapter.opening(gathering)
    assert words is not None
    assert " id=" not in words
    assert re.sub("<[^>]*>", "", words).startswith("A report of May 2026 says with very high")


def test_a_case_without_prose_has_no_such_chapter(tmp_path: Path) -> None:
    gathering = items.Gathering(cases.compile_clean(cases.write(tmp_path, {"empty.md": "\n"})), clean)
    assert chapter.opening(gathering) is None
    assert chapter.tell(gathering) is None


def test_every_reason_for_leaving_out_has_its_words() -> None:
    assert set(chapter.NOT_SHOWN) == set(narrative.NOT_SHOWN)

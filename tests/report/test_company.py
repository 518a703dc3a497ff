"""The chapter of company: who was where, by marks and by words, with a trail for every sentence."""

from pathlib import Path

import pytest

from tests import cases
from tests.analyses import test_company
from tests.report import walk
from tests.report.test_html import clean, dead_links, heading_steps, numbers_without_trail
from wigmore.report import html

pytestmark = pytest.mark.usefixtures("whole_lists")


def page(folder: Path, events: str) -> walk.Element:
    case = cases.compile_clean(cases.write(folder, {"case.yaml": test_company.HEAD + events}))
    return walk.read(html.render(case, clean))


def test_the_table_tells_in_words_what_its_marks_show(tmp_path: Path) -> None:
    top = page(tmp_path, test_company.MISSION)
    (table,) = top.of_class("there")
    words = " ".join(table.text().split())
    assert "at a part" in words
    assert "guest" in words
    assert "March 2025" in words
    assert "2025-03" not in words
    assert [one.attributes["aria-label"] for one in table if one.attributes.get("role") == "img"]
    assert not dead_links(top)
    assert heading_steps(top) <= 1
    assert not numbers_without_trail(top)


def test_without_events_there_is_no_chapter(tmp_path: Path) -> None:
    top = page(tmp_path, "events: {a: {kind: sale, title: A, who: {buyer: [ada]}}}\n")
    assert not [one for one in top if one.attributes.get("id") == "section:company"]

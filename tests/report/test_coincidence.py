"""The chapter of coincidences: the coverage before the match, every number with a trail, pairs folded."""

from pathlib import Path

from tests import cases
from tests.analyses import test_coincidence as tested
from tests.report import walk
from tests.report.test_html import clean, dead_links, numbers_without_trail
from wigmore.report import html

TALKS = ["2018-02-10", "2018-05-20", "2018-08-01"]
BIDS = ["2018-02-12", "2018-05-23", "2018-09-01"]


def test_the_share_of_open_days_stands_before_what_was_found(tmp_path: Path) -> None:
    some = tested.listed(TALKS, BIDS)
    page = walk.read(html.render(tested.built(tmp_path, some, tested.declared("[10 days, 90 days]")), clean))
    (chapter,) = [one for one in page if one.attributes.get("id") == "section:coincidence"]
    words = " ".join(chapter.text().split())
    assert words.index("of all days open") < words.index("later events fall into one")
    assert "limit 50" in words
    assert "All windows and lags, and other ways to count chance" in words
    assert "3 match, " in words
    assert "All tests at a glance" not in words
    assert len(chapter.of_class("chart")) == 2
    assert numbers_without_trail(page) == []
    assert dead_links(page) == set()


def test_of_several_tests_the_least_probable_stands_first(tmp_path: Path) -> None:
    some = tested.listed(TALKS, BIDS)
    again = tested.declared().partition("coincidences:")[2].replace("test:", "again:")
    both = tested.declared("365 days") + again
    page = walk.read(html.render(tested.built(tmp_path, some, both), clean))
    (chapter,) = [one for one in page if one.attributes.get("id") == "section:coincidence"]
    (glance,) = [one for one in chapter.of_tag("table") if "at a glance" in one.text()][:1]
    assert "covers too much" in glance.of_tag("tr")[-1].text()
    order = [one.attributes["aria-labelledby"] for one in chapter.of_class("asked")]
    assert order == [one.attributes["href"].lstrip("#") for one in glance.of_tag("a")]
    assert numbers_without_trail(page) == []
    assert dead_links(page) == set()


def test_a_case_without_coincidences_has_no_chapter() -> None:
    case = cases.compile_clean(cases.EXAMPLES / "starter")
    assert 'id="section:coincidence"' not in html.render(case, clean)

"""The chart of the argument by keys, folds that unfold, and bars that stand where their numbers are."""

import pytest

from tests.browser import conftest, pages

FOCUSED = "document.activeElement.getAttribute('href')"
PLACE = "[...document.activeElement.closest('svg').querySelectorAll('a.w')].indexOf(document.activeElement)"


def test_arrow_keys_go_along_the_branches_and_tab_leaves_them(opened: conftest.Open) -> None:
    with opened(pages.WEIGHED) as page:
        chart = page.locator("#section\\:chart .tree svg").first
        assert chart.locator("a.w[tabindex='0']").count() == 1
        chart.locator("a.w").first.focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate(PLACE) == 1
        page.keyboard.press("ArrowDown")
        below = page.evaluate(PLACE)
        assert chart.locator("a.w").nth(below).get_attribute("data-up") == "0"
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(PLACE) == 0
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('svg')") is None


def test_what_weighs_less_is_unfolded_with_keys_of_its_own(opened: conftest.Open) -> None:
    with opened(pages.WEIGHED) as page:
        page.locator("#section\\:chart summary", has_text="What weighs less").click()
        page.wait_for_function(
            "() => document.querySelectorAll('#section\\\\:chart .tree svg[data-keys]').length === 2"
        )


def test_a_trail_is_put_together_when_it_is_opened(opened: conftest.Open) -> None:
    with opened(pages.WEIGHED) as page:
        trail = page.locator(".trail-of[data-steps]").first
        name = trail.get_attribute("id")
        trail.locator("summary").click()
        page.wait_for_function(f"() => document.getElementById('{name}').querySelector('.steps li a')")


def test_a_cell_of_the_matrix_tells_its_reason_by_key(opened: conftest.Open) -> None:
    with opened(pages.WEIGHED) as page:
        cell = page.locator(".rated summary").first
        cell.focus()
        page.keyboard.press("Enter")
        assert page.locator(".rated .why").first.is_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_bars_are_as_wide_as_their_place_and_points_stand_in_it(width: int, opened: conftest.Open) -> None:
    with opened(pages.WEIGHED, viewport={"width": width, "height": 800}) as page:
        bar = page.locator(".ruling .odds-bar").first
        box, point = bar.bounding_box(), bar.locator(".b-point").bounding_box()
        told = float(bar.locator(".b-point").get_attribute("d").split(" ")[0][1:])
        assert (point["x"] - box["x"]) / box["width"] == pytest.approx(told, abs=0.03)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

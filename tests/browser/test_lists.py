"""Filters, the search over everything, cards beside links, links to what is packed, and the printer."""

import re
from typing import Any

import pytest

from tests.browser import conftest, pages

SMALL = "nano-one-lg"
NAMES = (SMALL, pages.PACKED)


def claims(page: Any) -> Any:
    return page.locator("#section\\:claims")


def cited(page: Any) -> Any:
    """The first link to a claim in a trail, its trail unfolded."""
    page.evaluate("for (const one of document.querySelectorAll('.trail-of')) one.open = true")
    page.wait_for_function(
        """() => {
        const nouns = [...document.querySelectorAll('.trail-of .noun')];
        const noun = nouns.find((one) => one.textContent === 'claim');
        if (noun) noun.nextElementSibling.dataset.cited = '';
        return Boolean(noun) && !document.querySelector('.trail-of > script.folded');
        }"""
    )
    return page.locator("[data-cited]").first


CHOSEN = """() => {
  const list = W.lists.find((one) => one.name === 'claims');
  return list.rows && list.matched.length < list.rows.length;
}"""
"""The words of a packed list are read when somebody searches, so that its filter takes a moment."""


@pytest.mark.parametrize("name", NAMES)
def test_words_and_facets_filter_together(name: str, opened: conftest.Open) -> None:
    with opened(name) as page:
        section = claims(page)
        every = page.evaluate("W.lists.find((list) => list.name === 'claims').rows.length")
        words = "lithium" if name == pages.PACKED else "nano"
        section.get_by_role("searchbox", name="Words").fill(words)
        page.wait_for_function("() => location.hash.includes('q=')")
        page.wait_for_function(CHOSEN)
        found = page.evaluate("W.lists.find((list) => list.name === 'claims').matched.length")
        assert 0 < found < every
        select = section.get_by_role("combobox", name=re.compile("^Speaker"))
        select.select_option(select.locator("option").nth(2).get_attribute("value"))
        page.wait_for_function("() => location.hash.includes('speaker=')")
        fewer = page.evaluate("W.lists.find((list) => list.name === 'claims').matched.length")
        assert fewer < found
        assert section.locator(".card:visible").count() == min(fewer, 50)
        for text in section.locator(".card:visible").all_text_contents():
            assert words in text.lower()
        page.reload()
        page.evaluate("Promise.all(W.lists.map((list) => list.prepared))")
        page.wait_for_function(CHOSEN)
        assert page.evaluate("W.lists.find((list) => list.name === 'claims').matched.length") == fewer
        section.get_by_role("button", name="Clear").click()
        assert section.get_by_role("searchbox", name="Words").input_value() == ""
        page.wait_for_function("() => location.hash === '#section:claims'")


def test_filters_go_by_keyboard_alone(opened: conftest.Open) -> None:
    with opened(SMALL) as page:
        claims(page).get_by_role("searchbox", name="Words").focus()
        page.keyboard.type("zzz no such words")
        page.wait_for_function(
            "() => document.querySelectorAll('#section\\\\:claims .card:not([hidden])').length === 0"
        )
        assert claims(page).locator("output").inner_text().startswith("0 of")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Clear":
                break
        page.keyboard.press("Enter")
        assert claims(page).locator(".card:visible").count() > 10


@pytest.mark.parametrize("name", NAMES)
def test_one_search_finds_everything_and_leads_there(name: str, opened: conftest.Open) -> None:
    with opened(name) as page:
        if page.locator(".contents details:not([open])").count():
            page.evaluate("for (const one of document.querySelectorAll('.contents details')) one.open = true")
        page.get_by_label("Search everything").fill("company 7" if name == pages.PACKED else "candiac")
        page.wait_for_selector(".found:not([hidden]) a")
        assert len(page.locator(".found h2").all()) > 1
        link = page.locator(".found li a").first
        text = link.inner_text()
        link.press("Enter")
        page.wait_for_selector(":is(:target, .here)")
        assert text.rstrip("…") in page.locator(":is(:target, .here)").first.inner_text()


@pytest.mark.parametrize("anchor", ["#output-000398", "#event-318"])
def test_links_lead_to_packed_cards(anchor: str, opened: conftest.Open) -> None:
    with opened(pages.PACKED, anchor) as page:
        card = page.locator(anchor)
        card.wait_for()
        page.wait_for_timeout(300)
        box = card.bounding_box()
        assert 0 <= box["y"] < 800
    with opened(pages.PACKED) as page:
        assert page.locator(anchor).count() == 0
        page.evaluate(f"location.hash = '{anchor}'")
        page.locator(anchor).wait_for()


def test_more_of_a_packed_list(opened: conftest.Open) -> None:
    with opened(pages.PACKED) as page:
        section = claims(page)
        assert section.locator(".card").count() == 50
        section.get_by_role("button", name="Show 50 more").press("Enter")
        page.wait_for_function("() => document.querySelectorAll('#section\\\\:claims .card').length === 100")
        assert page.evaluate("document.activeElement.closest('.card') !== null")
        assert "100 of 510" in section.locator(".rest").inner_text()


@pytest.mark.parametrize("name", NAMES)
def test_the_card_beside_a_link(name: str, opened: conftest.Open) -> None:
    with opened(name) as page:
        link = cited(page)
        link.scroll_into_view_if_needed()
        link.hover()
        card = page.locator(".hover")
        card.wait_for()
        assert link.get_attribute("aria-describedby") == "hover:card"
        assert "says so" in card.inner_text()
        card.hover()  # the pointer may rest on it
        page.wait_for_timeout(500)
        assert card.is_visible()
        page.keyboard.press("Escape")
        assert not card.is_visible()
        assert link.get_attribute("aria-describedby") is None
        assert card.locator("a, button, [tabindex]").count() == 0


def test_the_card_comes_with_focus_and_holds_nobody(opened: conftest.Open) -> None:
    with opened(SMALL) as page:
        link = cited(page)
        page.keyboard.press("Tab")  # from here on the keys lead, so focus shows the card
        link.focus()
        card = page.locator(".hover")
        card.wait_for()
        first = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") != first


def test_a_finger_leads_on_without_a_card(opened: conftest.Open) -> None:
    with opened(SMALL, has_touch=True, viewport={"width": 390, "height": 800}) as page:
        link = cited(page)
        link.scroll_into_view_if_needed()
        link.tap()
        page.wait_for_timeout(400)
        assert not page.locator(".hover").is_visible()
        assert page.evaluate("location.hash") == link.get_attribute("href")


def test_the_contents_mark_what_is_read(opened: conftest.Open) -> None:
    with opened(SMALL) as page:
        for name in ("claims", "sources", "overview"):
            page.evaluate(f"document.getElementById('section:{name}').scrollIntoView()")
            page.wait_for_function(
                f"() => document.querySelector('.contents [aria-current]')?.hash === '#section:{name}'"
            )


@pytest.mark.parametrize("name", NAMES)
def test_print_shows_what_is_shown(name: str, opened: conftest.Open) -> None:
    with opened(name) as page:
        page.evaluate("Promise.all(W.charts.map((one) => one.draw()))")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open], [data-steps], :has(> script.folded))").count() == 0
        page.emulate_media(media="print")
        assert not page.locator(".filters").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if name == pages.PACKED:
            assert "50 of 510 are written out here" in page.locator("#section\\:claims .rest").inner_text()
            assert not page.locator(".rest button").first.is_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details:not([open])").count() > 0

"""Nobody is kept out: axe-core finds nothing serious, keys reach everything, 390 pixels are wide enough."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import cases
from tests.browser import conftest, pages

NAMES = (*cases.NAMES, pages.PACKED, pages.WEIGHED, pages.NETTED)
GRAVE = ("serious", "critical")

UNFOLD = """(most) => {
  const seen = {};
  for (const one of document.querySelectorAll('details')) {
    seen[one.className] = (seen[one.className] ?? 0) + 1;
    one.open = seen[one.className] <= most;
  }
}"""
EVERY, SOME = 1_000_000, 3
"""How many folds of each sort are opened: those of a generated case are alike, and there are thousands."""

SHORTEN = """(most) => {
  for (const box of document.querySelectorAll('.cards, tbody, ul, ol, dl')) {
    for (const one of [...box.children].slice(most)) one.remove();
  }
}"""
WHOLE, LIKE = "starter", 12
"""One page is looked at whole; of the others, so many items of each list: they are all made alike."""

DRAWN = "() => W.charts.every((one) => one.figure.dataset.drawn === 'yes')"


def draw_all(page: Any) -> None:
    page.evaluate("Promise.all(W.charts.map((one) => one.draw()))")
    page.wait_for_function(DRAWN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_serious(name: str, scheme: str, opened: conftest.Open) -> None:
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast"]  # nothing else depends on the scheme
    with opened(name, color_scheme=scheme) as page:
        draw_all(page)
        page.evaluate(UNFOLD, SOME if name == pages.PACKED else EVERY)
        if name != WHOLE:
            page.evaluate(SHORTEN, LIKE)
        found = Axe().run(page, options=options).response["violations"]
    grave = [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes'][:4]]}"
        for one in found
        if one["impact"] in GRAVE
    ]
    assert grave == []


FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    tag: one.tagName, text: (one.textContent || one.getAttribute('aria-label') || '').slice(0, 40),
    drawn: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    order: [...document.querySelectorAll('*')].indexOf(one), body: one === document.body,
  };
}"""
MOST_STOPS = 2_000
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .filter((one) => one.getAttribute('tabindex') !== '-1')
  .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled).length"""


@pytest.mark.parametrize("width", [1280, 390])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(width: int, opened: conftest.Open) -> None:
    with opened("starter", viewport={"width": width, "height": 800}) as page:
        draw_all(page)
        page.evaluate(UNFOLD, EVERY)
        reached = []
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            one = page.evaluate(FOCUSED)
            if one["body"]:
                break
            reached.append(one)
        # Counted at the end: charts and trees take the keyboard once they are drawn.
        wanted = page.evaluate(REACHABLE)
    assert len({one["order"] for one in reached}) == wanted
    assert [one["order"] for one in reached] == sorted(one["order"] for one in reached)
    assert [one for one in reached if not one["drawn"] or not one["inside"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_at_390(name: str, opened: conftest.Open) -> None:
    with opened(name, viewport={"width": 390, "height": 844}, has_touch=True) as page:
        draw_all(page)
        page.evaluate(UNFOLD, EVERY)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_small_lists_need_no_script(opened: conftest.Open) -> None:
    with opened("nano-one-lg") as page:
        cards = page.locator(".card").count()
        rows = page.locator(".events tbody tr").count()
    assert cards > 50
    assert rows > 5

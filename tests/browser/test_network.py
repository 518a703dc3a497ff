"""The network by mouse, keys and day, filtered with its table; and the button that copies what is offered."""

import re
from typing import Any

import pytest

from tests.browser import conftest, pages

NAME = pages.NETTED
PLACE = """(name) => W.network.at(
  W.network.nodes.find((one) => one.link.getAttribute('href') === '#' + name).place)"""
FOCUSED = "document.activeElement.getAttribute('href')"
SHOWN = "() => W.network.ties.filter((one) => one.isShown).length"


def drawn(page: Any) -> Any:
    page.wait_for_selector(".web[data-ready=yes]")
    web = page.locator(".web")
    web.evaluate("one => one.scrollIntoView({block: 'start', behavior: 'instant'})")
    page.wait_for_timeout(100)
    return web


def node(page: Any, name: str) -> Any:
    return page.locator(f".web a.node[href='#{name}']")


def states(page: Any) -> dict[str, int]:
    return dict(
        page.evaluate(
            """() => { const made = {};
            for (const tie of W.network.ties) for (const one of ['certain', 'possible', 'ended', 'not-begun'])
              if (tie.shape.classList.contains(one)) made[one] = (made[one] ?? 0) + 1;
            return made; }"""
        )
    )


def test_an_entity_is_dragged_and_a_click_opens_it(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page)
        # The picture may be higher than the window: the mouse reaches what is in it.
        node(page, "tansy-wind").evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
        page.wait_for_timeout(100)
        before, still = page.evaluate(PLACE, "tansy-wind"), page.evaluate(PLACE, "yarrow-bay")
        circle = node(page, "tansy-wind").locator("circle").bounding_box()
        x, y = circle["x"] + circle["width"] / 2, circle["y"] + circle["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        # Towards the middle: beyond the edge of the picture nothing can be clicked.
        page.mouse.move(x - 60, y + 40, steps=5)
        page.mouse.up()
        after = page.evaluate(PLACE, "tansy-wind")
        assert after == pytest.approx([before[0] - 60, before[1] + 40], abs=1.5)
        assert page.evaluate(PLACE, "yarrow-bay") == still
        assert page.evaluate("location.hash") == ""
        page.mouse.click(x - 60, y + 40)
        page.wait_for_function("() => location.hash === '#tansy-wind'")


def test_the_whole_is_moved_and_zoomed(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        box = drawn(page).bounding_box()
        before, scale = page.evaluate(PLACE, "yarrow-bay"), page.evaluate("W.network.scale")
        page.mouse.move(box["x"] + 12, box["y"] + 12)
        page.mouse.down()
        page.mouse.move(box["x"] + 52, box["y"] + 42, steps=4)
        page.mouse.up()
        assert page.evaluate(PLACE, "yarrow-bay") == pytest.approx([before[0] + 40, before[1] + 30], abs=1)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        page.wait_for_function(f"() => W.network.scale > {scale}")
        page.get_by_role("button", name="Show the whole network").click()
        assert page.evaluate("W.network.scale") == scale


def test_a_tie_leads_to_its_relation(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page)
        page.evaluate(
            """() => W.network.ties.find((one) => one.id === 'yarrow-has-ship').shape.firstChild
            .dispatchEvent(new MouseEvent('click', {bubbles: true}))"""
        )
        page.wait_for_function("() => location.hash === '#yarrow-has-ship'")


def test_the_day_tells_what_held(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page)
        slider = page.get_by_label("What held as of this day")
        now = states(page)
        assert now["ended"] > 0
        slider.focus()
        page.keyboard.press("Home")
        page.wait_for_function("() => W.network.day === Number(document.querySelector('.dated input').min)")
        first = states(page)
        assert first["not-begun"] > 30
        assert "ended" not in first
        page.keyboard.press("ArrowRight")
        assert page.evaluate("W.network.day") > float(slider.get_attribute("min"))
        assert slider.get_attribute("aria-valuetext") == page.locator(".dated b").inner_text()
        page.get_by_role("button", name="Show what held as of the day of the case").click()
        assert states(page) == now
        page.wait_for_function("() => /certain.*ended/.test(document.querySelector('.counted').textContent)")


def test_keys_walk_from_neighbour_to_neighbour(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page)
        assert page.locator(".web a.node[tabindex='0']").count() == 1
        node(page, "yarrow-bay").focus()
        reached = set()
        for key in ("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"):
            node(page, "yarrow-bay").focus()
            page.keyboard.press(key)
            reached.add(page.evaluate(FOCUSED))
        assert len(reached) > 1
        page.keyboard.press("Home")
        assert page.evaluate(FOCUSED) == "#merrowby-agency"
        scale = page.evaluate("W.network.scale")
        page.keyboard.press("+")
        assert page.evaluate("W.network.scale") > scale
        page.keyboard.press("Enter")
        page.wait_for_function("() => location.hash === '#merrowby-agency'")


def test_drawing_and_table_are_filtered_together(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page)
        every, section = page.evaluate(SHOWN), page.locator("[data-list=network]")
        section.get_by_role("combobox", name=re.compile("^Tie")).select_option("=owns")
        page.wait_for_function(f"() => ({SHOWN})() < {every}")
        matched = page.evaluate("W.lists.find((list) => list.name === 'network').matched.length")
        assert section.locator("tbody tr:visible").count() == matched
        assert page.locator(".web a.node:visible").count() < 10
        section.get_by_role("button", name="Clear").click()
        page.wait_for_function(f"() => ({SHOWN})() === {every}")


def test_a_way_is_shown_with_hops_that_are_no_relation(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page)
        for place, count in ((0, 3), (1, 2)):
            button = page.locator("[data-path] button").nth(place)
            button.press("Enter")
            assert button.get_attribute("aria-pressed") == "true"
            assert page.locator(".web .tie.on").count() == count
            assert page.locator(".web .node.on").count() == count + 1
        button.press("Enter")
        assert page.locator(".web .tie.on").count() == 0


def test_what_could_be_weighed_is_copied(opened: conftest.Open) -> None:
    with opened(NAME, permissions=["clipboard-read", "clipboard-write"]) as page:
        offer = page.locator(".offer").first
        offer.get_by_role("button", name="Copy the YAML").press("Enter")
        page.wait_for_function("() => document.querySelector('.offer output').textContent === 'Copied.'")
        assert page.evaluate("navigator.clipboard.readText()") == offer.locator(".yaml code").text_content()


def test_without_script_the_drawing_stands(chromium: Any, written: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(written(NAME).as_uri())
    assert page.locator(".web svg a.node").count() > 20
    assert page.locator(".web svg .ties path").count() > 40
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_everything_fits(width: int, opened: conftest.Open) -> None:
    with opened(NAME, viewport={"width": width, "height": 800}) as page:
        drawn(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        inside = page.evaluate(
            """() => W.network.nodes.every((one) => { const [x, y] = W.network.at(one.place);
            const {clientWidth: wide, clientHeight: high} = document.querySelector('.web');
            return x >= 0 && x <= wide && y >= 0 && y <= high; })"""
        )
        assert inside

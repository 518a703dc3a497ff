"""The timeline by keyboard and mouse: zoom, move, filter, one event after the other."""

from typing import Any

import pytest

from tests.browser import conftest, pages

NAME = "nano-one-lg"
NOW = "() => W.timeline.view ? [W.timeline.view.signal('t0'), W.timeline.view.signal('t1')] : null"


def drawn(page: Any) -> Any:
    plot = page.locator("[data-list=timeline] .plot")
    plot.evaluate("one => one.scrollIntoView({block: 'start'})")
    page.wait_for_selector("[data-list=timeline] figure[data-drawn=yes]")
    page.wait_for_function("() => !document.querySelector('.tools').hidden")
    plot.evaluate("one => one.scrollIntoView({block: 'start'})")
    return plot


def seen(page: Any) -> bytes:
    """The part of the plot that is on the screen; of an element higher than that no picture is taken."""
    box = page.locator("[data-list=timeline] .plot").bounding_box()
    size = page.viewport_size
    top = max(0, box["y"])
    high = min(size["height"], box["y"] + box["height"]) - top
    return bytes(page.screenshot(clip={"x": box["x"], "y": top, "width": box["width"], "height": high}))


def span(page: Any) -> float:
    page.evaluate("W.timeline.view.runAsync().then(() => null)")
    first, last = page.evaluate(NOW)
    return float(last - first)


def test_keys_zoom_move_and_show_all(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page).focus()
        whole, start = span(page), page.evaluate(NOW)
        page.keyboard.press("+")
        page.wait_for_function(f"() => ({NOW})()[0] > {start[0]}")
        near = span(page)
        assert near < whole
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"() => ({NOW})()[1] > {start[1] - (whole - near) / 2 + 1}")
        assert span(page) == pytest.approx(near)
        page.keyboard.press("0")
        page.wait_for_function(f"() => ({NOW})()[0] === {start[0]} && ({NOW})()[1] === {start[1]}")


def test_buttons_and_wheel_and_mouse(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        plot = drawn(page)
        whole = span(page)
        page.get_by_role("button", name="Zoom in").click()
        near = span(page)
        assert near < whole
        box = plot.bounding_box()
        page.mouse.move(box["x"] + 300, box["y"] + 12)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        page.wait_for_function(f"() => ({NOW})()[1] - ({NOW})()[0] < {near - 1}")
        before = page.evaluate(NOW)
        page.mouse.down()
        page.mouse.move(box["x"] + 420, box["y"] + 12, steps=4)
        page.mouse.up()
        page.wait_for_function(f"() => ({NOW})()[0] < {before[0]}")
        page.get_by_role("button", name="Show the whole time").click()
        page.wait_for_function(f"() => ({NOW})()[1] - ({NOW})()[0] === {whole}")


def test_the_wheel_alone_scrolls_the_page(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        box = drawn(page).bounding_box()
        whole, before = span(page), page.evaluate("scrollY")
        page.mouse.move(box["x"] + 300, box["y"] + 60)
        page.mouse.wheel(0, 200)
        page.wait_for_function(f"() => scrollY > {before}")
        assert span(page) == whole


def test_keys_go_from_event_to_event_and_open_one(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        drawn(page).focus()
        page.keyboard.press("ArrowDown")
        page.wait_for_selector(".hover:not([hidden])")
        title = page.locator(".hover-title").inner_text()
        assert title in page.locator(".events tbody th").all_inner_texts()
        assert drawn(page).get_attribute("aria-describedby") == "hover:card"
        page.keyboard.press("Enter")
        page.wait_for_function("() => location.hash.length > 1")
        card = page.locator(":target")
        assert title in card.inner_text()
        assert "k-events" in (card.get_attribute("class") or "")


def test_a_mark_shows_its_event_and_leads_to_it(opened: conftest.Open) -> None:
    with opened(NAME) as page:
        plot = drawn(page)
        mark = page.evaluate(
            """() => { const view = W.timeline.view, mark = view.data('marks')[0];
            const [left, top] = view.origin().map((one) => one + view.padding().left);
            const [first, last] = [view.signal('t0'), view.signal('t1')];
            return [mark.event, left + (mark.middle - first) / (last - first) * view.width(),
            top + view.scale('y')(mark.row)]; }"""
        )
        box = plot.bounding_box()
        page.mouse.move(box["x"] + mark[1], box["y"] + mark[2])
        page.wait_for_selector(".hover:not([hidden])")
        page.keyboard.press("Escape")
        page.wait_for_selector(".hover", state="hidden")
        page.mouse.click(box["x"] + mark[1], box["y"] + mark[2])
        page.wait_for_function(f"() => location.hash === '#{mark[0]}'")


@pytest.mark.parametrize("name", [pages.PACKED, "childbed-fever"])
def test_chart_and_table_are_filtered_together(name: str, opened: conftest.Open) -> None:
    with opened(name) as page:
        drawn(page)
        section = page.locator("[data-list=timeline]")
        every = page.evaluate("new Set(W.timeline.view.data('marks').map((mark) => mark.event)).size")
        select = section.get_by_label("Participant")
        value = select.locator("option").nth(1).get_attribute("value")
        select.select_option(value)
        page.wait_for_function("() => location.hash.includes('who=')")
        page.wait_for_function(
            f"() => new Set(W.timeline.view.data('marks').map((mark) => mark.event)).size < {every}"
        )
        matched = page.evaluate("W.lists.find((list) => list.name === 'timeline').matched.length")
        rows = section.locator("tbody tr:visible").count()
        assert 0 < matched < every
        assert rows == min(matched, 50)
        assert str(matched) in section.locator("output").inner_text()
        section.get_by_role("button", name="Clear").click()
        page.wait_for_function(
            f"() => new Set(W.timeline.view.data('marks').map((mark) => mark.event)).size === {every}"
        )


@pytest.mark.parametrize("name", [NAME, pages.PACKED])
def test_another_scheme_draws_other_colours(name: str, opened: conftest.Open) -> None:
    with opened(name, color_scheme="light") as page:
        drawn(page)
        light = seen(page)
        page.emulate_media(color_scheme="dark")
        page.wait_for_timeout(200)
        page.wait_for_selector("[data-list=timeline] figure[data-drawn=yes] .plot :is(svg, canvas)")
        page.wait_for_function("() => W.timeline.view")
        page.wait_for_timeout(1500 if name == pages.PACKED else 100)
        assert seen(page) != light

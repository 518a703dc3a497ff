"""Tables that can be sorted: by a button in each heading, up, down, and the order of the page again."""

from typing import Any

from tests.browser import conftest, pages


def first(page: Any) -> list[str]:
    """The first cell of each row of the table of patents."""
    cells = page.locator("table.patents tbody tr th[scope=row] a").all_inner_texts()
    return [str(one) for one in cells]


def test_a_column_is_sorted_up_down_and_back(opened: conftest.Open) -> None:
    with opened(pages.PATENTS) as page:
        before = first(page)
        head = page.get_by_role("columnheader", name="Granted").first
        head.get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert first(page)[:2] == ["US 12,355,063", "US 9,780,359 B2"]
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert first(page)[:2] == ["US 9,780,359 B2", "US 12,355,063"]
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") is None
        assert first(page) == before

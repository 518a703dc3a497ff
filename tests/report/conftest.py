"""Fixtures of the tests that read the page."""

import pytest

from wigmore.report import lists, trails


@pytest.fixture
def whole_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """No list is packed: what stands in the page can be read without a browser, however large the case."""
    monkeypatch.setattr(lists, "MOST_PLAIN", 1_000_000)
    monkeypatch.setattr(lists, "MOST_FOLDED", 100_000_000)
    monkeypatch.setattr(trails, "LONG", 100_000_000)

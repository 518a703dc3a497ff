"""A browser for the tests of the page: offline, and every word on its console is a failure.

These tests fail where no browser is: they run by `make test-browser`, never among the others.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright import sync_api

from tests.browser import pages

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
VIEW = {"width": 1280, "height": 800}
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[sync_api.Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "chromium is not installed: `make test-browser` installs it where apt-get can"
    with sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of a case by its name, written once."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, Path] = {}

    def get(name: str) -> Path:
        if name not in made:
            made[name] = pages.write(name, folder)
        return made[name]

    return get


@pytest.fixture
def opened(chromium: sync_api.Browser, written: Callable[[str], Path]) -> Open:
    """Opens the page of a case; leaving it fails when the page asked or complained about anything."""

    @contextmanager
    def open_page(name: str, anchor: str = "", **options: Any) -> Iterator[sync_api.Page]:
        address = written(name).as_uri()
        settings = {"viewport": VIEW, "reduced_motion": "reduce", **options}
        context = chromium.new_context(offline=True, **settings)
        page = context.new_page()
        wrong: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: wrong.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + anchor)
        page.evaluate("Promise.all(W.lists.map((list) => list.prepared))")
        yield page
        context.close()
        assert wrong == []
        assert {one.partition("#")[0] for one in asked} == {address}

    return open_page

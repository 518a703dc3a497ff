"""Draws every section of the example reports as PNG, to be looked at: `python -m tests.look`, or `make look`.

The browser is offline and has no other host to ask; a page that asks for anything fails the run.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from wigmore.build import building, pipeline

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "src" / "wigmore" / "examples"
LOOK, CROP = ROOT / "look", ROOT / "docs" / "report.png"
CASES = ("nano-one-lg", "childbed-fever")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "device_scale_factor": 2},
    "print": {"viewport": {"width": 794, "height": 1123}, "color_scheme": "light"},
}
LARGEST = 200_000
PATIENCE = 120_000
"""Milliseconds for one picture: a busy machine is no fault of the page."""

TALLEST = 3_500
"""A longer section is cut: nobody looks at a picture that is taller."""


def main() -> int:
    """Draw every view of every example; 1 when a page asked for something or scrolls sideways."""
    from playwright import sync_api

    browser_path = shutil.which("chromium")
    if browser_path is None:
        sys.exit("chromium is not installed: apt-get install chromium")
    LOOK.mkdir(exist_ok=True)
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        for case in CASES:
            built = building.build(EXAMPLES / case, Path(folder) / case, pipeline.Settings())
            if built.report is None:
                faults.append(f"{case}: not built")
                continue
            for view, options in VIEWS.items():
                faults += _draw(browser, built.report, f"{case}-{view}", options)
        browser.close()
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def _draw(browser: Any, report: Path, name: str, options: dict[str, Any]) -> list[str]:
    """Draw one view of one page: its first screen, and each of its sections."""
    context = browser.new_context(offline=True, reduced_motion="reduce", **options)
    page = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    is_print = name.endswith("print")
    if is_print:
        page.emulate_media(media="print")
    address = report.as_uri()
    page.goto(address)
    page.evaluate(READY)
    page.screenshot(path=LOOK / f"{name}-first.png")
    if name == "nano-one-lg-light":
        wrong += _crop(page)
    if is_print:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for section in page.query_selector_all("[id^='section:']"):
        height = min(max(int(section.bounding_box()["height"]), 300), TALLEST)
        page.set_viewport_size({**options["viewport"], "height": height})
        section.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
        part = section.get_attribute("id").removeprefix("section:")
        page.screenshot(path=LOOK / f"{name}-{part}.png", timeout=PATIENCE)
    context.close()
    faults = [f"{name}: asked for {url}" for url in asked if url != address]
    faults += [f"{name}: {text}" for text in wrong]
    return faults + ([f"{name}: scrolls sideways"] if wide else [])


def _crop(page: Any) -> list[str]:
    """Draw the first screen for the documents."""
    CROP.parent.mkdir(exist_ok=True)
    page.screenshot(path=CROP, clip={"x": 0, "y": 0, "width": 1280, "height": 720})
    is_large = CROP.stat().st_size > LARGEST
    return [f"docs/{CROP.name} is larger than {LARGEST} bytes"] if is_large else []


READY = """Promise.all([...W.lists.map((list) => list.prepared), ...W.charts.map((chart) => chart.draw())])
  .then(() => null)"""
"""What a page does when it is asked for it, done at once: its filters stand, its charts are drawn."""


if __name__ == "__main__":
    sys.exit(main())

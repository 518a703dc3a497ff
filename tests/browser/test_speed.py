"""How quickly the page of a large case comes and answers: printed, not judged, for machines differ."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import conftest, pages

MEASURE = """async () => {
  const list = W.lists.find((one) => one.name === 'claims'), times = [];
  for (const words of ['company 7', 'lithium 2003', 'sold graphite december', '']) {
    const start = performance.now();
    list.words = words;
    await list.change();
    times.push(performance.now() - start);
  }
  return times;
}"""
ZOOM = """async () => {
  const view = W.timeline.view, times = [];
  for (let step = 0; step < 5; step += 1) {
    const start = performance.now();
    await view.signal('t0', view.signal('t0') + 2e10).runAsync();
    times.push(performance.now() - start);
  }
  return times;
}"""


def test_first_paint_and_filters_are_told(
    opened: conftest.Open, written: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    claims, events = pages.SIZES[pages.LARGE]
    size = written(pages.LARGE).stat().st_size
    with opened(pages.LARGE) as page:
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        filters = page.evaluate(MEASURE)
        page.evaluate("W.timeline.draw()")
        page.wait_for_function("() => W.timeline.view")
        zooms = page.evaluate(ZOOM)
    lines = (
        f"{claims} claims and {events} events: page of {size / 1e6:.1f} MB",
        f"first paint {paint:.0f} ms, parsed {loaded:.0f} ms",
        f"filter of all claims {min(filters):.0f} to {max(filters):.0f} ms",
        f"zoom of the timeline {min(zooms):.0f} to {max(zooms):.0f} ms",
    )
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert all(time > 0 for time in (*filters, *zooms))

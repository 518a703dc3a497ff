"""How quickly the page of a large case comes and answers: printed, not judged, for machines differ."""

import sys

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
  const view = W.charts[0].view, times = [];
  for (let step = 0; step < 5; step += 1) {
    const start = performance.now();
    await view.signal('t0', view.signal('t0') + 2e10).runAsync();
    times.push(performance.now() - start);
  }
  return times;
}"""


def test_first_paint_and_filters_are_told(opened: conftest.Open, capsys: object) -> None:
    with opened(pages.LARGE) as page:
        size = page.evaluate("performance.getEntriesByType('navigation')[0].decodedBodySize")
        size = size or len(page.content().encode())
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        filters = page.evaluate(MEASURE)
        page.evaluate("W.charts[0].draw()")
        page.wait_for_function("() => W.charts[0].view")
        zooms = page.evaluate(ZOOM)
    lines = (
        f"{pages.CLAIMS} claims and {pages.EVENTS} events: page of {size / 1e6:.1f} MB",
        f"first paint {paint:.0f} ms, parsed {loaded:.0f} ms",
        f"filter of all claims {min(filters):.0f} to {max(filters):.0f} ms",
        f"zoom of the timeline {min(zooms):.0f} to {max(zooms):.0f} ms",
    )
    sys.__stderr__.write("\n" + "\n".join(lines) + "\n") if sys.__stderr__ else None
    assert all(time > 0 for time in (*filters, *zooms))

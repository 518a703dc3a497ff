// The timeline: zoomed and moved by buttons, keys, wheel, mouse and fingers, and filtered with its table.
(() => {
  const list = W.lists.find((one) => one.name === "timeline");
  const chart = list && W.charts.find((one) => list.box.contains(one.figure));
  if (!chart) return;
  const DAY = 86400000, SHORTEST = 3 * DAY, STEP = 1.6, MOVED = 5;
  const { plot } = chart;
  W.timeline = chart;
  let whole = null, now = null, marks = null, chosen = -1, order = [];

  // --- what is shown ---------------------------------------------------------------------------------------------

  // One drawing at a time: what came meanwhile is drawn once it is done.
  let drawing = false, waiting = false;
  const run = async () => {
    if (drawing) { waiting = true; return; }
    drawing = true;
    do {
      waiting = false;
      await chart.view.signal("t0", now[0]).signal("t1", now[1]).runAsync();
    } while (waiting);
    drawing = false;
  };
  const show = (from, until) => {
    const span = Math.min(Math.max(until - from, SHORTEST), whole[1] - whole[0]);
    const middle = (from + until) / 2;
    const start = Math.min(Math.max(middle - span / 2, whole[0]), whole[1] - span);
    now = [start, start + span];
    run();
  };
  const zoom = (factor, at = 0.5) => {
    const span = now[1] - now[0], middle = now[0] + span * at;
    show(middle - span * at / factor, middle + span * (1 - at) / factor);
  };
  const move = (share) => {
    const by = (now[1] - now[0]) * share;
    if (by < 0 ? now[0] > whole[0] : now[1] < whole[1]) show(now[0] + by, now[1] + by);
  };
  const reset = () => show(...whole);

  // --- one event -------------------------------------------------------------------------------------------------

  const details = async (id) => {
    const row = list.byId?.get(id) ?? (await list.ready()).byId.get(id);
    if (!row) return [];
    const { element } = await list.element(row);
    const cells = [...element.children].map((cell) => cell.cloneNode(true));
    const text = (place) => cells[place].textContent.trim();
    return [
      W.make("p", { class: "hover-title" }, text(1)),
      W.make("p", {}, text(0), " · ", text(2)),
      row.facets[0].length ? W.make("p", {}, row.facets[0].join(", ")) : null,
      W.make("p", { class: "soft" }, "Claims behind it: ", text(5)),
    ].filter(Boolean);
  };
  // Where the field of the chart begins on the screen.
  const corner = () => {
    const area = plot.getBoundingClientRect(), { left, top } = chart.view.padding(), [x, y] = chart.view.origin();
    return [area.left + left + x, area.top + top + y];
  };
  const at = (mark) => {
    const [left, top] = corner();
    const x = left + (mark.middle - now[0]) / (now[1] - now[0]) * chart.view.width();
    const y = top + chart.view.scale("y")(mark.row);
    return { left: x, right: x, top: y - 8, bottom: y + 10 };
  };
  const choose = async (place, scroll) => {
    chosen = place;
    const mark = order[place];
    chart.view.signal("chosen", mark ? mark.event : "").runAsync();
    if (!mark) { W.tip.hide(); return; }
    if (mark.middle < now[0] || mark.middle > now[1]) {
      const half = (now[1] - now[0]) / 2;
      show(mark.middle - half, mark.middle + half);
    }
    if (scroll) {
      const y = at(mark).top;
      if (y < 60 || y > innerHeight - 160) scrollBy({ top: y - innerHeight / 3 });
    }
    const content = await details(mark.event);
    if (order[chosen] === mark) W.tip.show(content, at(mark), plot);
  };

  // --- pointer ---------------------------------------------------------------------------------------------------

  const fingers = new Map();
  let dragged = false, span = 0;
  const share = (x) => Math.min(Math.max((x - corner()[0]) / chart.view.width(), 0), 1);
  plot.addEventListener("wheel", (event) => {
    if (!chart.view || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 250), share(event.clientX));
  }, { passive: false });
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event.clientX);
    if (fingers.size === 1) dragged = false;
    else span = Math.abs([...fingers.values()].reduce((one, other) => one - other));
  });
  plot.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined || !chart.view) return;
    if (fingers.size > 1) {
      fingers.set(event.pointerId, event.clientX);
      const [one, other] = [...fingers.values()], wide = Math.abs(one - other);
      if (span > 0 && wide > 0) zoom(wide / span, share((one + other) / 2));
      span = wide;
      dragged = true;
    } else if (dragged || Math.abs(event.clientX - before) > MOVED) {
      if (!dragged) { dragged = true; plot.setPointerCapture(event.pointerId); W.tip.hide(); }
      fingers.set(event.pointerId, event.clientX);
      move((before - event.clientX) / chart.view.width());
    }
  });
  for (const name of ["pointerup", "pointercancel"]) {
    plot.addEventListener(name, (event) => fingers.delete(event.pointerId));
  }

  // --- keys ------------------------------------------------------------------------------------------------------

  const KEYS = {
    "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), _: () => zoom(1 / STEP),
    "0": reset, Home: reset,
    ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2),
    ArrowDown: () => choose(Math.min(chosen + 1, order.length - 1), true),
    ArrowUp: () => choose(Math.max(chosen - 1, 0), true),
    Enter: () => { if (order[chosen]) location.hash = order[chosen].event; },
    Escape: () => choose(-1, false),
  };
  plot.addEventListener("keydown", (event) => {
    if (!chart.view || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  plot.addEventListener("blur", () => { if (chosen >= 0) choose(-1, false); });

  // --- the chart and the list ------------------------------------------------------------------------------------

  const filter = () => {
    if (!chart.view || !marks) return;
    const kept = new Set(list.matched.map((row) => row.id));
    const left = list.isFiltered ? marks.filter((mark) => kept.has(mark.event)) : marks;
    const seen = new Set();
    order = left.filter((mark) => !seen.has(mark.event) && seen.add(mark.event)).sort((one, other) => one.middle - other.middle);
    chosen = -1;
    chart.view.signal("chosen", "").data("marks", left.map((mark) => ({ ...mark }))).runAsync();
  };
  const follow = (view) => {
    view.addEventListener("pointermove", async (event, item) => {
      const id = item?.datum?.event;
      if (event.pointerType === "touch" || fingers.size) return;
      plot.style.cursor = id ? "pointer" : "grab";
      if (!id) { if (W.tip.owner === plot && chosen < 0) W.tip.soon(); return; }
      const content = await details(id);
      if (content.length) W.tip.show(content, { left: event.clientX + 8, right: event.clientX, top: event.clientY - 8, bottom: event.clientY + 8 }, plot);
    });
    view.addEventListener("pointerout", () => { if (W.tip.owner === plot && chosen < 0) W.tip.soon(); });
    view.addEventListener("click", (_, item) => {
      if (!dragged && item?.datum?.event) location.hash = item.datum.event;
    });
  };

  const button = (text, title, click) => W.make("button", { type: "button", click, "aria-label": title, title }, text);
  const tools = W.make("div", { class: "tools", role: "group", "aria-label": "Move and zoom the timeline" },
    button("\u2212", "Zoom out", () => zoom(1 / STEP)), button("+", "Zoom in", () => zoom(STEP)),
    button("\u2190", "Earlier", () => move(-0.3)), button("\u2192", "Later", () => move(0.3)),
    button("Show all", "Show the whole time", reset),
    W.make("span", { class: "soft" }, "Drag to move. Ctrl and wheel, or two fingers, zoom."));
  tools.hidden = true;
  plot.before(tools);
  plot.tabIndex = 0;
  plot.setAttribute("role", "application");
  plot.setAttribute("aria-roledescription", "timeline");
  plot.setAttribute("aria-label", "Timeline. Left and right move, plus and minus zoom, up and down go from event to event, Enter opens one. The table below has the same events.");

  chart.watchers.push(async () => {
    const value = (name) => chart.spec.params.find((one) => one.name === name).value;
    whole = [value("t0"), value("t1")];
    now ??= [...whole];
    marks = chart.spec.datasets.marks;
    tools.hidden = false;
    follow(chart.view);
    await list.ready();
    filter();
    run();
  });
  list.watchers.push(filter);
})();

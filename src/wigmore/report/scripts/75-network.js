// The network: drawn as of a day, filtered with its table, moved, zoomed, dragged, walked by keys. Nothing is animated.
(() => {
  const box = document.querySelector(".web");
  const list = W.lists.find((one) => one.name === "network");
  const held = list?.box.querySelector("script.web-data");
  if (!box || !held) return;
  const NS = "http://www.w3.org/2000/svg";
  const STEP = 1.4, MOVED = 4, CLOSEST = 6, BEND = 15, MARGIN = 34, LEAST = 320, FIRST_DAY = 719163, DAY = 86400000;
  const CELL = 6.6, LINE = 14, HUB = 10; // what has so large a circle always bears its name
  const svg = box.querySelector("svg"), [lines, circles] = [svg.querySelector(".ties"), svg.querySelector(".nodes")];
  const shape = (tag, attributes = {}) => {
    const made = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const words = (day) => new Date((day - FIRST_DAY) * DAY).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  let nodes = [], ties = [], paths = {}, day = 0, today = 0, path = null, over = null, frame = 0;
  let scale = 1, left = 0, top = 0, wide = 0, high = 0, whole = 1;

  // --- what is drawn ---------------------------------------------------------------------------------------------

  const stateOf = (tie, at) => {
    if (tie.state === "planned" || tie.state === "lapsed") return tie.state;
    const lies = ([first, last]) => (first === null || first <= at) && (last === null || at <= last);
    if (lies(tie.certain)) return "certain";
    if (lies(tie.possible)) return "possible";
    return tie.possible[1] !== null && tie.possible[1] < at ? "ended" : "not-begun";
  };
  const at = (node) => [node.x * scale + left, node.y * scale + top];

  // From rim to rim; of several ties between two entities, each bends by itself.
  const course = (tie) => {
    const [x1, y1] = at(tie.start), [x2, y2] = at(tie.end);
    const turn = tie.start.place < tie.end.place ? 1 : -1, length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const cx = (x1 + x2) / 2 - (y2 - y1) / length * tie.bend * turn * 2, cy = (y1 + y2) / 2 + (x2 - x1) / length * tie.bend * turn * 2;
    const away = Math.hypot(cx - x2, cy - y2) || 1, rim = tie.end.radius + 1;
    const ex = x2 + (cx - x2) / away * rim, ey = y2 + (cy - y2) / away * rim;
    return `M${x1.toFixed(1)} ${y1.toFixed(1)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${ex.toFixed(1)} ${ey.toFixed(1)}`;
  };
  const touched = (tie) => over && (tie.start === over || tie.end === over);

  const draw = () => {
    frame = 0;
    for (const node of nodes) {
      const [x, y] = at(node);
      node.link.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    }
    for (const tie of ties) {
      if (!tie.isShown) continue;
      const d = course(tie);
      for (const one of tie.shape.children) one.setAttribute("d", d);
    }
    name();
  };
  const redraw = () => { frame ||= requestAnimationFrame(draw); };

  // Names that cover no other: first those on a path or beside what is looked at, then those with most ties.
  const name = () => {
    const rank = (node) => (node === over ? 3 : 0) + (node.isOn ? 2 : 0) + (node.isNear ? 1 : 0);
    const order = nodes.filter((one) => one.isShown).sort((one, other) => rank(other) - rank(one) || other.count - one.count);
    const taken = order.map((node) => { const [x, y] = at(node); return [x - node.radius, y - node.radius, x + node.radius, y + node.radius]; });
    for (const node of order) {
      const [x, y] = at(node), long = node.cells * CELL;
      let found = null;
      const last = node.side === "left" ? 1 : -1;
      for (const side of [-last, last]) {
        const edge = x + side * 12, area = [Math.min(edge, edge + side * long), y - LINE / 2, Math.max(edge, edge + side * long), y + LINE / 2];
        const free = area[0] >= 0 && area[2] <= wide && !taken.some((one) => area[0] < one[2] && one[0] < area[2] && area[1] < one[3] && one[1] < area[3]);
        if (free || ((node === over || node.radius > HUB) && side === last)) { found = side; taken.push(area); break; }
      }
      node.link.classList.toggle("quiet", found === null);
      if (found === null) continue;
      node.text.setAttribute("x", found * 12);
      node.text.setAttribute("text-anchor", found < 0 ? "end" : "start");
    }
  };

  // What the day, the filters and the chosen path leave, and how it is marked.
  const dress = () => {
    const kept = new Set((list.matched ?? []).map((row) => row.id));
    const chosen = path === null ? null : paths[path];
    const hops = new Set((chosen ?? []).map(([id]) => id));
    for (const node of nodes) Object.assign(node, { isShown: false, isAwake: false, isOn: false, isNear: node === over });
    for (const [, ...ends] of chosen ?? []) for (const end of ends) if (end !== null) nodes[end].isOn = nodes[end].isShown = true;
    const counts = {};
    for (const tie of ties) {
      const state = stateOf(tie, day), isOn = hops.has(tie.id);
      if (isOn) tie.start.isOn = tie.end.isOn = true;
      const isKept = tie.isWay ? isOn : kept.has(tie.id);
      tie.isShown = isOn || (isKept && state !== "not-begun");
      if (isKept && !tie.isWay) counts[state] = (counts[state] ?? 0) + 1;
      tie.shape.setAttribute("class", ["tie", state, tie.isDerived ? "derived" : "", isOn ? "on" : "", touched(tie) ? "near" : "", tie.isShown ? "" : "gone"].filter(Boolean).join(" "));
      for (const [end, other] of [[tie.start, tie.end], [tie.end, tie.start]]) {
        end.isShown ||= isKept || isOn;
        end.isAwake ||= tie.isShown && (isOn || state !== "ended");
        end.isNear ||= tie.isShown && other === over;
      }
    }
    svg.classList.toggle("choosing", chosen !== null);
    svg.classList.toggle("looking", over !== null);
    for (const node of nodes) {
      const marks = { gone: !node.isShown, idle: !node.isAwake, on: node.isOn, near: node.isNear };
      for (const [mark, is] of Object.entries(marks)) node.link.classList.toggle(mark, is);
    }
    if (!stop || !stop.isShown) settle(nodes.filter((one) => one.isShown).sort((one, other) => other.count - one.count)[0] ?? null);
    redraw();
    return counts;
  };

  // --- the frame -------------------------------------------------------------------------------------------------

  const measure = () => {
    wide = box.clientWidth;
    const span = (axis) => Math.max(...nodes.map((one) => one[axis])) - Math.min(...nodes.map((one) => one[axis])) || 1;
    high = Math.round(Math.min(Math.max(LEAST, wide * span("y") / span("x")), Math.max(LEAST, innerHeight * 0.8)));
    svg.setAttribute("height", high);
  };
  const fit = () => {
    const [xs, ys] = ["x", "y"].map((axis) => nodes.filter((one) => one.isShown || !stop).map((one) => one[axis]));
    if (!xs.length) return;
    const [first, last] = [Math.min(...xs), Math.max(...xs)], [up, down] = [Math.min(...ys), Math.max(...ys)];
    scale = whole = Math.min((wide - 2 * MARGIN) / (last - first || 1), (high - 2 * MARGIN) / (down - up || 1), 1.6);
    left = (wide - (first + last) * scale) / 2;
    top = (high - (up + down) * scale) / 2;
    redraw();
  };
  const zoom = (factor, x = wide / 2, y = high / 2) => {
    const next = Math.min(Math.max(scale * factor, whole / 2), Math.max(CLOSEST * whole, 2));
    left = x - (x - left) / scale * next;
    top = y - (y - top) / scale * next;
    scale = next;
    redraw();
  };
  const move = (x, y) => { left += x; top += y; redraw(); };

  // --- one entity ------------------------------------------------------------------------------------------------

  let stop = null; // the one stop for the tab key
  const settle = (node) => {
    stop?.link.setAttribute("tabindex", "-1");
    stop = node;
    stop?.link.setAttribute("tabindex", "0");
  };
  const look = (node) => {
    if (over === node) return;
    over = node;
    dress();
  };
  const inside = (node) => {
    const [x, y] = at(node);
    if (x < MARGIN || x > wide - MARGIN) left += wide / 2 - x;
    if (y < MARGIN || y > high - MARGIN) top += high / 2 - y;
    redraw();
  };
  // The entity that lies best that way: one that is tied to this one, or else any.
  const toward = (from, dx, dy) => {
    const best = (some) => some.map((node) => {
      const x = node.x - from.x, y = node.y - from.y, along = x * dx + y * dy, across = Math.abs(x * dy - y * dx);
      return { node, cost: along > 0 && across < 2.4 * along ? Math.hypot(x, y) * (1 + across / along) : Infinity };
    }).filter((one) => one.cost < Infinity).sort((one, other) => one.cost - other.cost)[0]?.node;
    const near = new Set(ties.filter((tie) => tie.isShown).flatMap((tie) => (tie.start === from ? [tie.end] : tie.end === from ? [tie.start] : [])));
    near.delete(from);
    return best([...near]) ?? best(nodes.filter((one) => one.isShown && one !== from));
  };
  const KEYS = {
    ArrowRight: (node) => toward(node, 1, 0), ArrowLeft: (node) => toward(node, -1, 0),
    ArrowDown: (node) => toward(node, 0, 1), ArrowUp: (node) => toward(node, 0, -1),
    Home: () => nodes.filter((one) => one.isShown).sort((one, other) => other.count - one.count)[0],
    "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), _: () => zoom(1 / STEP), "0": () => fit(),
    Escape: () => { look(null); choose(null); },
  };
  circles.addEventListener("keydown", (event) => {
    const node = nodes.find((one) => one.link === event.target);
    if (!node || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    const next = KEYS[event.key](node);
    if (!next?.link) return;
    settle(next);
    inside(next);
    next.link.focus({ preventScroll: true });
  });
  circles.setAttribute("tabindex", "-1"); // or the browser stops at it, for it listens to the focus
  circles.addEventListener("focusin", (event) => {
    const node = nodes.find((one) => one.link === event.target);
    if (!node) return;
    settle(node);
    if (node.link.matches(":focus-visible")) { inside(node); look(node); }
  });
  circles.addEventListener("focusout", () => look(null));

  // --- pointer ---------------------------------------------------------------------------------------------------

  const fingers = new Map();
  let dragged = false, caught = null, span = 0;
  const tell = (event, ...content) => W.tip.show(content, { left: event.clientX + 10, right: event.clientX, top: event.clientY - 8, bottom: event.clientY + 8 }, svg);
  const nodeOf = (target) => { const link = target.closest?.("a.node"); return link ? nodes.find((one) => one.link === link) : null; };
  const tieOf = (target) => { const found = target.closest?.("g.tie"); return found ? ties.find((one) => one.shape === found) : null; };

  const pointer = () => {
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("wheel", (event) => {
      if (!(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const area = svg.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 250), event.clientX - area.left, event.clientY - area.top);
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      if (fingers.size > 1) { caught = null; span = 0; return; }
      dragged = false;
      caught = nodeOf(event.target);
    });
    svg.addEventListener("pointermove", (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) { hover(event); return; }
      const [x, y] = [event.clientX - before[0], event.clientY - before[1]];
      if (!dragged && fingers.size === 1 && Math.hypot(x, y) <= MOVED) return;
      if (!dragged) { dragged = true; svg.setPointerCapture(event.pointerId); W.tip.hide(); }
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      if (fingers.size > 1) pinch();
      else if (caught) drag(caught, x / scale, y / scale);
      else move(x, y);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      svg.addEventListener(name, (event) => { fingers.delete(event.pointerId); caught = null; });
    }
    svg.addEventListener("pointerleave", () => { if (W.tip.owner === svg) W.tip.soon(); if (!fingers.size && !circles.contains(document.activeElement)) look(null); });
    // A click that ends a drag leads nowhere.
    svg.addEventListener("click", (event) => {
      if (dragged) { event.preventDefault(); event.stopPropagation(); dragged = false; return; }
      const tie = tieOf(event.target);
      if (tie) location.hash = tie.record || `row:${tie.id}`;
    }, true);
  };
  // An entity that is tied to nothing else comes along.
  const drag = (node, x, y) => {
    const along = ties.flatMap((tie) => (tie.start === node && tie.end.count === 1 ? [tie.end] : tie.end === node && tie.start.count === 1 ? [tie.start] : []));
    for (const one of new Set([node, ...along])) { one.x += x; one.y += y; }
    redraw();
  };
  const pinch = () => {
    const [one, other] = [...fingers.values()], area = svg.getBoundingClientRect(), now = Math.hypot(one[0] - other[0], one[1] - other[1]);
    if (span > 0 && now > 0) zoom(now / span, (one[0] + other[0]) / 2 - area.left, (one[1] + other[1]) / 2 - area.top);
    span = now;
  };
  const hover = (event) => {
    if (event.pointerType === "touch") return;
    const node = nodeOf(event.target), tie = node ? null : tieOf(event.target);
    look(node);
    if (node) tell(event, W.make("p", { class: "hover-title" }, node.called));
    else if (tie) tell(event, W.make("p", { class: "hover-title" }, tie.label), W.make("p", {}, `As of ${words(day)}: ${stateOf(tie, day).replace("-", " ")}${tie.isDerived ? "; follows from others" : ""}`));
    else if (W.tip.owner === svg) W.tip.soon();
  };

  // --- the day ---------------------------------------------------------------------------------------------------

  const button = (text, title, click) => W.make("button", { type: "button", click, "aria-label": title, title }, text);
  const output = W.make("output"), when = W.make("b");
  const slider = W.make("input", { type: "range", step: 1, "aria-label": "What held as of this day", input: () => set(Number(slider.value)) });
  const counted = W.later(200, (counts) => {
    const parts = ["certain", "possible", "planned", "lapsed", "ended", "not-begun"].filter((state) => counts[state]);
    output.textContent = `${words(day)}: ${parts.map((state) => `${counts[state]} ${state.replace("-", " ")}`).join(", ") || "no ties"}`;
  });
  const set = (next) => {
    day = next;
    slider.value = day;
    slider.setAttribute("aria-valuetext", words(day));
    when.textContent = words(day);
    counted(dress());
  };
  let changes = [];
  slider.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = way > 0 ? changes.find((one) => one > day) : changes.findLast((one) => one < day);
    if (next !== undefined) set(next);
  });
  const tools = () => {
    const limits = ties.flatMap((tie) => [...tie.possible, ...tie.certain]).filter((one) => one !== null && one > 1);
    const begin = Math.min(today, ...limits), end = Math.max(today, ...limits) + 1;
    const turns = ties.flatMap((tie) => [tie.possible[0], tie.certain[0], ...[tie.possible[1], tie.certain[1]].map((one) => (one === null ? null : one + 1))]);
    changes = [...new Set([...turns.filter((one) => one !== null && one > 1), begin, today, end])].sort((one, other) => one - other);
    slider.min = begin;
    slider.max = end;
    const row = W.make("div", { class: "tools", role: "group", "aria-label": "Move, zoom and date the network" },
      button("\u2212", "Show the network smaller", () => zoom(1 / STEP)), button("+", "Show the network larger", () => zoom(STEP)),
      button("Show all", "Show the whole network", fit),
      W.make("label", { class: "dated" }, "As of ", when, slider),
      button("Day of the case", "Show what held as of the day of the case", () => set(today)),
      W.make("span", { class: "soft" }, "Drag to move. Ctrl and wheel, or two fingers, zoom. Arrow keys on the date go from change to change."));
    box.before(row);
    box.after(W.make("p", { class: "counted soft" }, output));
  };

  // --- paths -----------------------------------------------------------------------------------------------------

  const buttons = new Map();
  const choose = (next) => {
    path = next;
    for (const [number, one] of buttons) one.setAttribute("aria-pressed", String(number === path));
    dress();
  };
  const offer = () => {
    for (const item of document.querySelectorAll("[data-path]")) {
      const number = item.dataset.path;
      if (!paths[number]?.length) continue;
      const one = W.make("button", { type: "button", "aria-pressed": "false", click: () => {
        choose(path === number ? null : number);
        if (path !== null) box.scrollIntoView({ block: "nearest", behavior: "instant" });
      } }, "Show in the network");
      buttons.set(number, one);
      item.querySelector(".by").after(one);
    }
  };

  // --- making it -------------------------------------------------------------------------------------------------

  const take = (data) => {
    today = data.day;
    paths = data.paths;
    nodes = [...circles.querySelectorAll("a.node")].map((link, place) => {
      const [x, y, side] = data.nodes[place], text = link.querySelector("text");
      return { place, link, text, x, y, side, radius: Number(link.querySelector("circle").getAttribute("r")), called: link.getAttribute("aria-label"), cells: text.textContent.length, count: 0 };
    });
    const together = new Map();
    ties = data.ties.map(([id, record, start, end, kind, state, ...days]) => {
      const tie = { id, record, start: nodes[start], end: nodes[end], state, possible: days.slice(0, 2), certain: days.slice(2), isDerived: !record, bend: 0 };
      tie.label = `${tie.start.text.textContent} \u2013 ${kind.replaceAll("-", " ")} \u2013 ${tie.end.text.textContent}`;
      return tie;
    });
    // A hop that is no relation, as a meeting, is drawn while its path is chosen.
    const known = new Set(ties.map((tie) => tie.id));
    for (const [id, start, end] of Object.values(paths).flat()) {
      if (known.has(id) || start === null || end === null) continue;
      ties.push({ id, record: id, start: nodes[start], end: nodes[end], state: "", possible: [null, null], certain: [null, null], isWay: true, bend: 0, label: id });
    }
    for (const tie of ties) {
      if (!tie.isWay) { tie.start.count += 1; tie.end.count += 1; }
      const pair = [tie.start.place, tie.end.place].sort((one, other) => one - other).join(" ");
      together.set(pair, [...(together.get(pair) ?? []), tie]);
    }
    for (const some of together.values()) some.forEach((tie, place) => { tie.bend = (place - (some.length - 1) / 2) * BEND; });
    lines.replaceChildren(...ties.map((tie) => {
      tie.shape = shape("g", { class: "tie" });
      tie.shape.append(shape("path", { class: "hit" }), shape("path", { class: "line", "marker-end": "url(#web-arrow)" }));
      if (tie.isDerived) tie.shape.append(shape("path", { class: "core" }));
      return tie.shape;
    }));
    const arrow = shape("marker", { id: "web-arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" });
    arrow.append(shape("path", { d: "M0 0.8L8 4L0 7.2Z", class: "tip" }));
    svg.prepend(arrow);
  };

  const start = async () => {
    take(await W.data(held));
    await list.prepared;
    box.classList.remove("scroll");
    box.classList.add("live");
    box.removeAttribute("tabindex");
    svg.removeAttribute("viewBox");
    svg.setAttribute("width", "100%");
    for (const node of nodes) node.link.setAttribute("tabindex", "-1");
    tools();
    offer();
    pointer();
    measure();
    fit();
    set(today);
    list.watchers.push(() => counted(dress()));
    new ResizeObserver(W.later(120, () => { if (Math.abs(box.clientWidth - wide) > 8) { measure(); fit(); } })).observe(box);
    box.dataset.ready = "yes";
    W.network = { get day() { return day; }, set, at: (place) => at(nodes[place]), get scale() { return scale; }, nodes, ties };
  };
  start();
})();

// Charts are drawn when they come near: Vega-Lite by the bundle of the page, its expressions interpreted, for the
// page's policy lets nothing be compiled. Small ones as SVG in the page's own colours, large ones on a canvas.
(() => {
  const LARGE = 1500;
  const AROUND = 48; // axis and padding above and below a chart
  const NAMES = ["paper", "card", "ink", "soft", "line", "tint", "accent", "established", "reported", "disputed", "inferred", "unsupported", "target"];
  const drawn = new Set();

  // The value of each colour: as a property that follows the page by itself, or as it is now.
  const colours = (isLarge) => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(NAMES.map((name) => [name, isLarge ? style.getPropertyValue(`--${name}`).trim() : `var(--${name})`]));
  };

  const config = (hue) => ({
    background: hue.card,
    font: getComputedStyle(document.body).fontFamily,
    mark: { color: hue.reported },
    range: { category: [hue.reported, hue.disputed, hue.established, hue.inferred, hue.unsupported] },
    view: { stroke: hue.line },
    axis: { labelColor: hue.soft, titleColor: hue.soft, gridColor: hue.line, tickColor: hue.line, domainColor: hue.line },
    legend: { labelColor: hue.soft, titleColor: hue.soft },
    text: { color: hue.ink },
    title: { color: hue.ink, subtitleColor: hue.soft },
  });

  const merged = (below, above) => {
    const made = { ...below };
    for (const [key, value] of Object.entries(above ?? {})) {
      const both = value && made[key] && typeof value === "object" && typeof made[key] === "object" && !Array.isArray(value);
      made[key] = both ? merged(made[key], value) : value;
    }
    return made;
  };

  const dressed = (chart) => {
    const hue = colours(chart.isLarge);
    const { title: _, ...spec } = chart.spec;
    const wide = chart.plot.clientWidth;
    const fits = "layer" in spec || "mark" in spec;
    return {
      ...spec,
      ...(fits && wide ? { width: wide, autosize: { type: "fit-x", contains: "padding" } } : {}),
      params: spec.params?.map((one) => (one.name in hue ? { ...one, value: hue[one.name] } : one)),
      config: merged(config(hue), { ...spec.config, font: getComputedStyle(document.body).fontFamily }),
    };
  };

  const size = (spec) => Object.values(spec.datasets ?? {}).reduce((sum, rows) => sum + rows.length, 0) + (spec.data?.values?.length ?? 0);

  // The specifications of all charts lie together in the page.
  let held = null;
  const specifications = () => (held ??= W.data(document.querySelector("script.specs")));

  // The bundle lies packed in the page; unfolded it is one of the scripts whose hash the page's policy names.
  let loading = null;
  const bundle = () => {
    loading ??= (async () => {
      const held = document.querySelector("script.bundle");
      const script = document.createElement("script");
      script.textContent = await W.unpack(held.textContent);
      document.body.append(script);
      held.remove();
    })();
    return loading;
  };

  const draw = async (chart) => {
    try {
      await bundle();
      chart.spec ??= (await specifications())[chart.figure.dataset.spec];
      chart.isLarge = size(chart.spec) > LARGE;
      chart.result?.finalize();
      chart.result = await vegaEmbed(chart.plot, dressed(chart), {
        ast: true, actions: false, defaultStyle: false, tooltip: false, renderer: chart.isLarge ? "canvas" : "svg",
      });
      chart.view = chart.result.view;
      // The plot has a name, and what it shows stands in a table: its pieces are not read out one by one.
      for (const one of chart.plot.querySelectorAll("svg, canvas")) one.setAttribute("aria-hidden", "true");
      chart.figure.dataset.drawn = "yes";
      for (const then of chart.watchers) then(chart);
    } catch (error) {
      chart.figure.dataset.drawn = "no";
      chart.plot.replaceChildren(W.make("p", { class: "soft" }, `This chart could not be drawn (${error.message}). Its data stand in the table.`));
    }
  };

  W.charts = [...document.querySelectorAll("figure.chart")].map((figure) => {
    const plot = figure.querySelector(".plot");
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", figure.querySelector("figcaption").textContent);
    if (figure.dataset.height) plot.style.minHeight = `${Number(figure.dataset.height) + AROUND}px`;
    return { figure, plot, view: null, result: null, spec: null, watchers: [], draw() { return draw(this); } };
  });

  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const chart = W.charts.find((one) => one.figure === target);
      drawn.add(chart);
      draw(chart).then(() => wide.observe(chart.plot));
    }
  }, { rootMargin: "400px" });

  const wide = new ResizeObserver(W.later(120, (seen) => {
    for (const { target } of seen) {
      const chart = W.charts.find((one) => one.plot === target);
      if (chart.view && Math.abs(chart.view.width() - target.clientWidth) > 24) chart.view.width(target.clientWidth).resize().runAsync();
    }
  }));

  for (const chart of W.charts) near.observe(chart.figure);
  // A canvas keeps the colours with which it was drawn.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const chart of drawn) if (chart.isLarge) draw(chart);
  });
})();

// One search over everything: what matches, kind by kind, each leading to its card.
(() => {
  const SHOWN = 6;
  const nav = document.querySelector(".contents .places") ?? document.querySelector(".contents");
  if (!nav || !W.lists.length) return;

  const input = W.make("input", { type: "search", autocomplete: "off", "aria-describedby": "search:found" });
  const told = W.make("output", { id: "search:found" });
  const results = W.make("div", { class: "found", hidden: true });
  const form = W.make("form", { class: "search", role: "search", submit: (event) => event.preventDefault() },
    W.make("label", {}, W.make("span", {}, "Search everything"), input), told, results);
  nav.prepend(form);

  // The events stand in the list of their own kind, too, with more of their words.
  const searched = W.lists.filter((list) => !list.isTable);

  const close = () => {
    results.hidden = true;
    results.replaceChildren();
    told.textContent = "";
  };

  const group = (list, rows, words) => W.make("section", { "aria-label": list.title },
    W.make("h2", {}, `${list.title} `, W.make("span", { class: "n" }, String(rows.length))),
    W.make("ul", {}, ...rows.slice(0, SHOWN).map((row) =>
      W.make("li", {}, W.make("a", { href: `#${row.id}`, click: close }, W.make("bdi", {}, row.label))))),
    rows.length > SHOWN
      ? W.make("p", {}, W.make("a", {
        href: `#${list.section.id}?${new URLSearchParams({ q: words })}`, click: close,
      }, `All ${rows.length} in ${list.title}`))
      : null);

  const search = async () => {
    const asked = input.value.trim();
    const words = W.fold(asked).split(/\s+/).filter(Boolean);
    if (!words.length) { close(); return; }
    await Promise.all(searched.map((list) => list.worded()));
    if (asked !== input.value.trim()) return;
    const groups = [];
    let count = 0;
    for (const list of searched) {
      const rows = list.rows.filter((row) => words.every((word) => list.text(row).includes(word)));
      count += rows.length;
      if (rows.length) groups.push(group(list, rows, asked));
    }
    results.replaceChildren(...groups);
    results.hidden = !groups.length;
    told.textContent = count === 1 ? "1 record" : `${count} records`;
  };

  input.addEventListener("input", W.later(150, search));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !results.hidden) { close(); input.focus(); }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!results.hidden && !form.contains(event.target)) close();
  });
})();

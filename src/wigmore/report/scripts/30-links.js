// Where an address leads: folds open, filters give way, packed cards are unfolded. Also the printer and the contents.
(() => {
  const open = (target) => {
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
  };

  const mark = (target) => {
    for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
    target.classList.add("here");
  };

  // What is packed in a fold is unfolded when that is opened.
  const unfold = async (script) => {
    const holder = document.createElement("template");
    holder.innerHTML = await W.unpack(script.textContent);
    script.replaceWith(holder.content);
  };
  // The trails of a large case share their steps: one is put together when it is opened.
  let steps = null;
  const follow = async (trail) => {
    const numbers = trail.dataset.steps.split(" ");
    delete trail.dataset.steps;
    steps ??= W.unpack(document.querySelector("script.steps-of-all").textContent).then(JSON.parse);
    const held = await steps;
    const list = W.make("ul", { class: "steps" });
    list.innerHTML = numbers.map((number) => held[number]).join("");
    trail.append(list);
  };
  document.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    const script = event.target.querySelector(":scope > script.folded");
    if (script) unfold(script);
    if (event.target.dataset.steps) follow(event.target);
  }, true);
  const unfoldAll = () => Promise.all([...document.querySelectorAll("script.folded")].map(unfold));

  // The element of a record that is not on the page yet, or that a filter hides; a part stands in its whole.
  const packed = async (anchor) => {
    const found = await W.find(anchor) ?? await W.find(anchor.split(".")[0]);
    if (!found) {
      await unfoldAll();
      return document.getElementById(anchor);
    }
    const card = await found.list.reveal(found.row);
    if (!document.getElementById(anchor)) await Promise.all([...card.querySelectorAll("script.folded")].map(unfold));
    return document.getElementById(anchor) ?? card;
  };

  const go = async () => {
    const { anchor, query, filtered } = W.address();
    if (!anchor) return;
    if (filtered) {
      const list = W.lists.find((one) => one.section.id === anchor);
      if (list) await list.read(query);
    }
    let target = document.getElementById(anchor);
    if (target?.matches("a.go")) {
      location.replace(target.getAttribute("href"));
      return;
    }
    if (!target || target.closest("[hidden]")) target = await packed(anchor);
    if (!target) return;
    open(target);
    if (!target.matches(":target")) mark(target);
    target.scrollIntoView({ behavior: "instant" });
  };
  W.go = go;
  addEventListener("hashchange", go);
  // On a narrow screen the contents are a menu, which has done its work.
  const menu = document.querySelector(".contents details");
  addEventListener("hashchange", () => {
    if (menu && matchMedia("(max-width: 64rem)").matches) menu.open = false;
  });
  if (location.hash) {
    go();
    // The bars of filters move what stands below them.
    Promise.all(W.lists.map((list) => list.prepared)).then(go);
  }

  // A second click on a link to the same place leads there again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) go();
  });

  // What is still packed cannot be unfolded in time: it stays closed, and says so.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open], [data-steps], :has(> script.folded))")) {
      one.open = true;
      one.dataset.opened = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-opened]")) {
      one.open = false;
      delete one.dataset.opened;
    }
  });

  // The contents mark the section that is being read: the last one that begins above the upper third.
  const places = [...document.querySelectorAll(".contents a[href^='#']")]
    .map((link) => ({ link, section: document.getElementById(link.getAttribute("href").slice(1)) }))
    .filter((one) => one.section);
  let waiting = false;
  const current = () => {
    waiting = false;
    const line = innerHeight / 3;
    const above = places.filter((one) => one.section.getBoundingClientRect().top <= line);
    const now = above.reduce((last, one) => {
      const lower = !last || one.section.getBoundingClientRect().top >= last.section.getBoundingClientRect().top;
      return lower ? one : last;
    }, null) ?? places[0];
    for (const one of places) {
      if (one === now) one.link.setAttribute("aria-current", "true");
      else one.link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (!waiting) { waiting = true; requestAnimationFrame(current); }
  }, { passive: true });
  current();
})();

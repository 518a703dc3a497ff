// The page is whole without this: it filters lists, and unfolds what an address or the printer asks for.
"use strict";
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) {
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

  const heads = (section) => {
    let head = null, used = false;
    const close = () => { if (head) head.hidden = !used; };
    for (const node of section.querySelectorAll(".cards > *")) {
      if (node.matches(".group")) { close(); head = node; used = false; }
      else if (!node.hidden) used = true;
    }
    close();
  };
  for (const input of document.querySelectorAll("input[data-filter]")) {
    const section = input.closest("section");
    const output = section.querySelector("output");
    const cards = [...section.querySelectorAll(".cards > .card")];
    const texts = new Map();
    section.querySelector(".filter").hidden = false;
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const card of cards) {
        if (!texts.has(card)) texts.set(card, fold(card.textContent));
        card.hidden = !words.every((word) => texts.get(card).includes(word));
        shown += card.hidden ? 0 : 1;
      }
      heads(section);
      output.textContent = words.length ? `${shown} of ${cards.length} shown` : "";
    });
  }
})();

// A card beside a link: who says it, in which words, and how far that was seen. WCAG 1.4.13: Esc dismisses it,
// the pointer may rest on it, and it stays until the reader turns away. It holds nothing to be focused.
(() => {
  const AFTER = 250, UNTIL = 220, STATEMENTS = 3, GAP = 6;
  const box = W.make("div", { class: "hover", role: "tooltip", id: "hover:card", hidden: true });
  document.body.append(box);
  let holder = null, turn = 0, opening = 0, closing = 0;

  const hide = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    turn += 1;
    box.hidden = true;
    holder?.removeAttribute("aria-describedby");
    holder = null;
  };

  const show = (content, place, owner) => {
    clearTimeout(closing);
    if (holder && holder !== owner) holder.removeAttribute("aria-describedby");
    box.replaceChildren(...content);
    box.hidden = false;
    holder = owner;
    owner.setAttribute("aria-describedby", box.id);
    const wide = document.documentElement.clientWidth;
    const below = place.bottom + GAP + box.offsetHeight <= innerHeight || place.top < box.offsetHeight + GAP;
    const top = below ? place.bottom + GAP : place.top - GAP - box.offsetHeight;
    const left = Math.max(8, Math.min(place.left, wide - box.offsetWidth - 8));
    box.style.top = `${top + scrollY}px`;
    box.style.left = `${left + scrollX}px`;
  };

  const soon = () => { closing = setTimeout(hide, UNTIL); };
  W.tip = { show, hide, soon, get owner() { return holder; } };

  // A copy with nothing in it that can be focused, folded or addressed.
  const FOCUSED = "a, details, summary, section";
  const still = (node, inline = false) => {
    const copy = W.make(inline ? "span" : "div", {}, node.cloneNode(true));
    for (const one of copy.querySelectorAll(".whole")) one.remove();
    for (let one = copy.querySelector(FOCUSED); one; one = copy.querySelector(FOCUSED)) {
      const plain = W.make(one.tagName === "A" ? "span" : "div", { class: one.getAttribute("class") });
      plain.append(...one.childNodes);
      one.replaceWith(plain);
    }
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    return copy;
  };

  const cardOf = async (id, names) => {
    const found = await W.find(id, names);
    return found ? (await found.list.element(found.row)).element : null;
  };

  const ofClaim = (card) => {
    const statements = [...card.querySelectorAll(".st")], rest = statements.length - STATEMENTS;
    return [
      W.make("p", { class: "hover-title" }, card.querySelector("h4, h3").textContent),
      ...[...card.querySelectorAll(".tags .chip")].slice(0, 1).map((chip) => W.make("p", {}, still(chip, true))),
      ...statements.slice(0, STATEMENTS).map((one) => still(one)),
      statements.length ? null : W.make("p", { class: "soft" }, "No source says so in this case."),
      rest > 0 ? W.make("p", { class: "soft" }, rest === 1 ? "and 1 more statement" : `and ${rest} more statements`) : null,
    ].filter(Boolean);
  };

  const ofSource = (card) => {
    const rows = [...card.querySelectorAll("dl > div")]
      .filter((one) => ["Why this reliability", "Serves the interest of"].includes(one.firstElementChild.textContent));
    return [
      W.make("p", { class: "hover-title" }, card.querySelector("h3, h4").textContent),
      W.make("p", {}, ...[...card.querySelectorAll(".tags > *:not(.self)")].flatMap((chip) => [still(chip, true), " "])),
      ...[...card.querySelectorAll(".imprint")].slice(0, 1).map((one) => still(one)),
      rows.length ? W.make("dl", {}, ...rows.map((row) => row.cloneNode(true))) : null,
    ].filter(Boolean).map((one) => still(one));
  };

  const LISTS = ["claims", "sources"];
  const linked = (node) => {
    const link = node.closest?.('a[href^="#"]:not(.self, .go)');
    return link && link.closest("main") ? link : null;
  };

  const open = async (link) => {
    const mine = turn += 1;
    const { anchor } = W.address(link.getAttribute("href"));
    if (anchor.includes(":")) return;
    const card = await cardOf(anchor, LISTS);
    if (!card || card.contains(link) || mine !== turn) return;
    const content = card.matches(".source") ? ofSource(card) : ofClaim(card);
    if (mine === turn && link.isConnected) show(content, link.getBoundingClientRect(), link);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (box.contains(event.target)) { clearTimeout(closing); return; }
    const link = linked(event.target);
    if (!link) return;
    clearTimeout(closing);
    clearTimeout(opening);
    if (link !== holder) opening = setTimeout(() => open(link), AFTER);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const link = linked(event.target);
    if (link) clearTimeout(opening);
    if (link === holder && link || box.contains(event.target)) soon();
  });
  document.addEventListener("focusin", (event) => {
    const link = linked(event.target);
    if (link?.matches(":focus-visible")) open(link);
    else if (holder && holder !== event.target) hide();
  });
  document.addEventListener("focusout", (event) => { if (event.target === holder) soon(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !box.hidden) hide(); });
  addEventListener("hashchange", hide);
})();

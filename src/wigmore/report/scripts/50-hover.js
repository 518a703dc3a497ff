// A card beside a link: who says it, in which words, and how far that was seen. WCAG 1.4.13: Esc dismisses it,
// the pointer may rest on it, and it stays until the reader turns away. It holds nothing to be focused.
(() => {
  const AFTER = 250, UNTIL = 220, REPORTS = 3, STATEMENTS = 2, GAP = 6;
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

  // A copy with nothing that can be focused, folded or addressed.
  const still = (node) => {
    const copy = node.cloneNode(true);
    for (const one of [copy, ...copy.querySelectorAll("*")]) one.removeAttribute("id");
    for (const one of copy.querySelectorAll("a, details, summary, section")) {
      const plain = W.make(one.tagName === "A" ? "span" : "div", { class: one.getAttribute("class") });
      plain.append(...one.childNodes);
      one.replaceWith(plain);
    }
    for (const one of copy.querySelectorAll(".whole")) one.remove();
    return copy;
  };

  const cardOf = async (id, names) => {
    const found = await W.find(id, names);
    return found ? (await found.list.element(found.row)).element : null;
  };

  const field = (card, title) => [...card.querySelectorAll("dl > div")]
    .find((one) => one.querySelector("dt")?.textContent === title)?.querySelector("dd")?.textContent.trim();

  // How a document is graded, and how far it was read.
  const grade = async (statement) => {
    const id = statement.querySelector('.where a[href^="#"]')?.getAttribute("href").slice(1);
    const source = id ? await cardOf(id, ["sources"]) : null;
    if (!source) return null;
    const chip = [...source.querySelectorAll(".chip")].find((one) => one.textContent.startsWith("reliability"));
    const parts = [chip?.textContent ?? "reliability not graded", field(source, "Read")].filter(Boolean);
    return W.make("div", { class: "graded" }, parts.join(" · "));
  };

  const ofClaim = async (card) => {
    const parts = [W.make("p", { class: "hover-title" }, card.querySelector("h4, h3").textContent)];
    const chip = card.querySelector(".tags .chip");
    if (chip) parts.push(W.make("p", {}, still(W.make("span", {}, chip.cloneNode(true)))));
    const reports = [...card.querySelectorAll(".report")];
    for (const report of reports.slice(0, REPORTS)) {
      const who = report.querySelector(".who");
      if (who) parts.push(still(who));
      for (const statement of [...report.querySelectorAll(".st")].slice(0, STATEMENTS)) {
        parts.push(still(statement), await grade(statement));
      }
    }
    const rest = reports.length - REPORTS;
    if (rest > 0) parts.push(W.make("p", { class: "soft" }, rest === 1 ? "and 1 more report" : `and ${rest} more reports`));
    if (!reports.length) parts.push(W.make("p", { class: "soft" }, "No source says so in this case."));
    return parts.filter(Boolean);
  };

  const ofSource = (card) => {
    const rows = [...card.querySelectorAll("dl > div")]
      .filter((one) => ["Publisher", "Speaker", "Published", "Read", "Why this reliability"].includes(one.querySelector("dt").textContent));
    return [
      W.make("p", { class: "hover-title" }, card.querySelector("h3, h4").textContent),
      W.make("p", {}, ...[...card.querySelectorAll(".tags .chip")].map((chip) => still(W.make("span", {}, chip.cloneNode(true), " ")))),
      W.make("dl", {}, ...rows.map(still)),
    ];
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
    const content = card.matches(".source") ? ofSource(card) : await ofClaim(card);
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

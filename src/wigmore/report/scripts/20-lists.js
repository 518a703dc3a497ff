// Lists that are filtered by words and facets; the packed ones are unfolded as far as they are shown.
(() => {
  const STEP = 50;
  const FEWEST = 8; // shorter lists need no filter

  // Where an item begins, as `lists.ITEM` has it; and what it says, without marks and what lies packed in it.
  const ITEM = /(?=<article class="card|<tr id=)/;
  const SIGNS = { lt: "<", gt: ">", amp: "&", "#34": '"', "#39": "'" };
  const plainText = (markup) => markup.replace(/<script[^>]*>[^<]*<\/script>/g, "").replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|amp|#34|#39);/g, (_, name) => SIGNS[name]);

  class List {
    constructor(box) {
      this.box = box;
      this.name = box.dataset.list;
      this.section = box.closest("section");
      this.holder = box.querySelector(".cards") ?? box.querySelector("tbody");
      this.isTable = this.holder.tagName === "TBODY";
      this.chunks = [...box.querySelectorAll("script.chunk")].map((script) => ({ script, parts: null }));
      this.isPacked = this.chunks.length > 0;
      this.words = "";
      this.chosen = new Map();
      this.pinned = null;
      this.limit = STEP;
      this.watchers = [];
      this.matched = null;
    }

    // The rows of the index, once: id, label, values of the facets, and how to get at text and element.
    ready() {
      this.loading ??= this.load();
      return this.loading;
    }

    async load() {
      const script = this.box.querySelector("script.index");
      const index = await W.data(script);
      this.facets = index.facets;
      const rows = this.isPacked ? await this.unpackIndex() : index.rows.map((row) => this.row(row, null, 0));
      this.rows = rows;
      this.byId = new Map(rows.map((row) => [row.id, row]));
      this.matched = rows;
      return this;
    }

    row([id, label, ...facets], chunk, place) {
      return { id, label, facets, text: null, chunk, place };
    }

    // The words of every row, once somebody searches: those of a packed list are read out of its markup.
    worded() {
      this.wording ??= this.isPacked ? this.readWords() : this.ready();
      return this.wording;
    }

    async readWords() {
      await this.ready();
      const texts = await Promise.all(this.chunks.map((chunk) => W.unpack(chunk.body)));
      // What stands before the first item of a piece, if anything does, is a heading.
      const items = (text) => text.split(ITEM).filter((part) => part.search(ITEM) === 0);
      const words = new Map(this.chunks.map((chunk, number) => [chunk, items(texts[number])]));
      for (const row of this.rows) row.text = W.fold(plainText(words.get(row.chunk)[row.place]));
    }

    async unpackIndex() {
      const parts = await Promise.all(this.chunks.map(async (chunk) => {
        const [index, body] = chunk.script.textContent.split(" ");
        chunk.body = body;
        return JSON.parse(await W.unpack(index));
      }));
      for (const chunk of this.chunks) chunk.script.remove();
      return parts.flatMap((rows, number) => rows.map((row, place) => this.row(row, this.chunks[number], place)));
    }

    text(row) {
      row.text ??= W.fold(this.wordsOf(this.plain(row)));
      return row.text;
    }

    // What an element says, without what lies packed in it.
    wordsOf(element) {
      if (!element?.querySelector("script")) return element?.textContent ?? "";
      const copy = element.cloneNode(true);
      for (const script of copy.querySelectorAll("script")) script.remove();
      return copy.textContent;
    }

    plain(row) {
      return document.getElementById(this.isTable ? `row:${row.id}` : row.id);
    }

    // The element of a row, and the heading under which it stands; a packed one is made when it is asked for.
    async element(row) {
      if (!row.chunk) return { element: this.plain(row), head: null };
      row.chunk.parts ??= this.unfold(row.chunk);
      return (await row.chunk.parts)[row.place];
    }

    async unfold(chunk) {
      const holder = document.createElement("template");
      const text = await W.unpack(chunk.body);
      holder.innerHTML = this.isTable ? `<table><tbody>${text}</tbody></table>` : text;
      const parts = [];
      let head = null;
      const inside = this.isTable ? holder.content.querySelector("tbody") : holder.content;
      for (const child of [...inside.children]) {
        if (child.matches(".group")) head = child;
        else parts.push({ element: document.adoptNode(child), head });
      }
      return parts;
    }

    matches(row, words) {
      for (const [place, value] of this.chosen) if (!row.facets[place].includes(value)) return false;
      if (!words.length) return true;
      const text = this.text(row);
      return words.every((word) => text.includes(word));
    }

    get isFiltered() {
      return this.words.trim() !== "" || this.chosen.size > 0;
    }

    // Works out what matches, and shows it.
    async apply() {
      await this.ready();
      const words = W.fold(this.words).split(/\s+/).filter(Boolean);
      if (words.length) await this.worded();
      this.matched = this.isFiltered ? this.rows.filter((row) => this.matches(row, words)) : this.rows;
      await (this.isPacked ? this.showPacked() : this.showPlain());
      this.tell();
      for (const watch of this.watchers) watch(this);
    }

    showPlain() {
      const kept = new Set(this.matched);
      for (const row of this.rows) {
        const element = this.plain(row);
        if (element) element.hidden = !kept.has(row);
      }
      let head = null, used = false;
      const close = () => { if (head) head.hidden = !used; };
      for (const node of this.holder.children) {
        if (node.matches(".group")) { close(); head = node; used = false; }
        else if (!node.hidden) used = true;
      }
      close();
    }

    async showPacked() {
      const turn = this.turn = Symbol("the last call wins");
      const rows = this.matched.slice(0, this.limit);
      if (this.pinned && !rows.includes(this.pinned)) rows.unshift(this.pinned);
      const parts = await Promise.all(rows.map((row) => this.element(row)));
      if (turn !== this.turn) return;
      const nodes = [];
      let last = null;
      for (const { element, head } of parts) {
        const heading = head?.innerHTML ?? null;
        if (heading !== last && head) nodes.push(head.cloneNode(true));
        last = heading;
        nodes.push(element);
      }
      this.holder.replaceChildren(...nodes);
    }

    tell() {
      const all = this.rows.length, found = this.matched.length, shown = Math.min(found, this.limit);
      if (this.output) {
        const cut = this.isPacked && shown < found ? `, the first ${W.number(shown)} of them below` : "";
        this.output.textContent = this.isFiltered ? `${W.number(found)} of ${W.number(all)} shown${cut}` : `${W.number(all)} in all${cut}`;
        this.clearing.hidden = !this.isFiltered;
      }
      if (this.more) {
        this.more.hidden = shown >= found;
        this.more.querySelector("span").textContent = `${W.number(shown)} of ${W.number(found)} are written out here. `;
      }
    }

    // Shows one record, whatever the filter: a link leads to it.
    async reveal(row) {
      if (this.isPacked) {
        if (this.matched.indexOf(row) < 0) this.clear();
        this.pinned = row;
        await this.apply();
      } else if (this.plain(row)?.hidden) {
        this.clear();
        await this.apply();
      }
      return (await this.element(row)).element;
    }

    clear() {
      this.words = "";
      this.chosen.clear();
      this.limit = STEP;
      this.pinned = null;
      this.write();
    }

    // --- the bar of filters ---------------------------------------------------------------------------------

    bar() {
      const search = W.make("input", {
        type: "search", autocomplete: "off",
        input: W.later(this.isPacked ? 120 : 60, () => { this.words = search.value; this.change(); }),
      });
      this.search = search;
      this.output = W.make("output");
      this.clearing = W.make("button", { type: "button", hidden: true, click: () => {
        this.clear();
        this.change();
        search.focus();
      } }, "Clear");
      this.selects = this.facets.map(([key, title], place) => this.select(key, title, place)).filter(Boolean);
      const labels = this.selects.map(({ select, title }) => W.make("label", {}, `${title} `, select));
      const bar = W.make("div", { class: "filters", role: "group", "aria-label": `Filter: ${this.title}` },
        W.make("label", {}, "Words ", search), ...labels, this.clearing, this.output);
      this.box.prepend(bar);
      if (this.isPacked) {
        this.more = W.make("p", { class: "rest" }, W.make("span"), W.make("button", { type: "button", click: async () => {
          const before = this.holder.children.length;
          this.limit += STEP;
          await this.apply();
          this.focusAt(before);
        } }, `Show ${STEP} more`));
        (this.holder.closest(".scroll") ?? this.holder).after(this.more);
      }
    }

    // After more was shown, the reader goes on where the new part begins.
    focusAt(place) {
      this.holder.children[place]?.querySelector("a[href]")?.focus({ preventScroll: true });
    }

    get title() {
      return this.section.querySelector("h2").textContent;
    }

    select(key, title, place) {
      const counts = new Map();
      for (const row of this.rows) for (const value of row.facets[place]) counts.set(value, (counts.get(value) ?? 0) + 1);
      if (counts.size < 2) return null;
      const values = [...counts.keys()].sort((one, other) => one.localeCompare(other, "en"));
      const select = W.make("select", { change: () => {
        if (select.value) this.chosen.set(place, select.value.slice(1)); else this.chosen.delete(place);
        this.change();
      } }, W.make("option", { value: "" }, "any"),
      ...values.map((value) => W.make("option", { value: `=${value}` }, `${value} (${counts.get(value)})`)));
      return { select, key, title, place };
    }

    change() {
      this.limit = STEP;
      this.pinned = null;
      this.write();
      return this.apply();
    }

    // What the bar and the address say is what the list holds.
    write() {
      if (!this.search) return;
      if (this.search.value !== this.words) this.search.value = this.words;
      const query = new URLSearchParams();
      if (this.words) query.set("q", this.words);
      for (const { select, key, place } of this.selects) {
        const value = this.chosen.get(place);
        select.value = value === undefined ? "" : `=${value}`;
        if (value !== undefined) query.set(key, value);
      }
      const address = query.size ? `#${this.section.id}?${query}` : `#${this.section.id}`;
      if (query.size || W.address().anchor === this.section.id) history.replaceState(null, "", address);
    }

    // Takes filters from an address; values that no record has are left out.
    async read(query) {
      await this.prepared;
      this.words = query.get("q") ?? "";
      this.chosen.clear();
      for (const { select, key, place } of this.selects ?? []) {
        const wanted = query.get(key);
        const known = wanted !== null && [...select.options].some((option) => option.value === `=${wanted}`);
        if (known) this.chosen.set(place, wanted);
      }
      return this.change();
    }

    async prepare() {
      await this.ready();
      if (this.rows.length >= FEWEST) {
        this.bar();
        if (this.isPacked) await this.apply(); else this.tell();
      }
    }
  }

  for (const box of document.querySelectorAll(".list")) W.lists.push(new List(box));
  for (const list of W.lists) list.prepared = list.prepare();

  // The list and row of a record, once its index is read; null for what is in no list.
  W.find = async (id, names = null) => {
    for (const list of W.lists) {
      if (list.isTable || (names && !names.includes(list.name))) continue;
      await list.ready();
      const row = list.byId.get(id);
      if (row) return { list, row };
    }
    return null;
  };
})();

// Tables whose columns can be sorted: a button in each heading, up, down, and the order of the page again.
(() => {
  const collator = new Intl.Collator("en", { numeric: true });

  function key(row, column) {
    const cell = row.cells[column];
    return (cell.dataset.key ?? cell.textContent).trim();
  }

  function order(table, head, column, way) {
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    const rows = table.inPageOrder.slice();
    if (way) {
      head.setAttribute("aria-sort", way);
      const sign = way === "ascending" ? 1 : -1;
      // What is empty stands last, whichever way the others are sorted.
      rows.sort((one, other) => {
        const [first, second] = [key(one, column), key(other, column)];
        if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
        return sign * collator.compare(first, second);
      });
    }
    table.tBodies[0].append(...rows);
  }

  function prepare(table) {
    table.inPageOrder = [...table.tBodies[0].rows];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        order(table, head, column, now === "ascending" ? "descending" : now ? "" : "ascending");
      });
    });
  }

  const found = (top) => top.querySelectorAll("table.sortable:not([data-sorts])");
  function all(top) {
    for (const table of found(top)) {
      table.dataset.sorts = "";
      prepare(table);
    }
  }

  all(document);
  // A card that was packed in a list is there once the list shows it.
  for (const list of W.lists) list.watchers.push(() => all(list.holder));
  // A table that stands packed in a fold is there once the fold is opened.
  document.addEventListener("toggle", (event) => setTimeout(() => all(event.target), 0), true);
})();

// The chart of the argument by keys: one stop for the tab key, arrows go along its branches.
(() => {
  const NARROW = 484, LAYER = 242;
  const nodesOf = (svg) => [...svg.querySelectorAll("a.w")];
  const focus = (nodes, one) => {
    for (const node of nodes) node.setAttribute("tabindex", node === one ? "0" : "-1");
  };
  const prepare = (holder) => {
    for (const svg of holder.querySelectorAll(".tree > svg:not([data-keys])")) {
      svg.dataset.keys = "yes";
      svg.setAttribute("tabindex", "-1"); // or the browser stops at it, for it listens to the focus
      // On a narrow screen the question, which stands above the chart, gives its place to what bears on it.
      if (svg.parentElement.clientWidth < NARROW) svg.parentElement.scrollLeft = LAYER;
      const nodes = nodesOf(svg);
      focus(nodes, nodes[0]);
      // The box itself is scrolled by the nodes that are reached.
      svg.addEventListener("focusin", (event) => { if (nodes.includes(event.target)) focus(nodes, event.target); });
      svg.addEventListener("keydown", (event) => {
        const place = nodes.indexOf(document.activeElement);
        if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
        const up = Number(nodes[place].dataset.up);
        const layer = (one) => { let deep = 0; for (let at = one; at > 0; at = Number(nodes[at].dataset.up)) deep += 1; return deep; };
        const same = nodes.map((_, one) => one).filter((one) => layer(one) === layer(place));
        const next = {
          ArrowLeft: up,
          ArrowRight: nodes.findIndex((node) => Number(node.dataset.up) === place),
          ArrowUp: same[same.indexOf(place) - 1] ?? -1,
          ArrowDown: same[same.indexOf(place) + 1] ?? -1,
          Home: 0,
        }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        if (next < 0) return;
        nodes[next].focus();
        nodes[next].scrollIntoView({ block: "nearest", inline: "nearest" });
      });
    }
  };
  prepare(document);
  // What is folded away is prepared when it is unfolded.
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1 && node.matches(".tree")) prepare(node.parentElement);
  }).observe(document.querySelector("#section\\:chart") ?? document.createElement("div"), { childList: true, subtree: true });
})();

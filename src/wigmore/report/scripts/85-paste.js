// What could be weighed is copied by a button; where the browser gives no clipboard, the text is selected for it.
(() => {
  for (const box of document.querySelectorAll(".offer .yaml")) {
    const text = box.querySelector("code"), said = W.make("output");
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(text);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    const copy = async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = "Copied.";
      } catch {
        select();
        said.textContent = document.execCommand("copy") ? "Copied." : "Selected: press Ctrl and C.";
      }
    };
    box.before(W.make("p", { class: "copying rest noprint" }, W.make("button", { type: "button", click: copy }, "Copy the YAML"), " ", said));
  }
})();

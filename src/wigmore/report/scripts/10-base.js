// The page is whole without its scripts, but for what is packed and drawn. They share one name, W.
"use strict";
const W = { lists: [] };

// Text as it is searched: no marks on letters, no capitals.
W.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// An element with attributes and children; an attribute of `true` is set without a value, of `null` left out.
W.make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

// Raw deflate in base 85, as `lists.packed` writes it, back to text: five characters hold four bytes, and of the last
// group only as many bytes count as it has characters, less one.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
const VALUES = new Uint8Array(128);
for (let place = 0; place < DIGITS.length; place += 1) VALUES[DIGITS.charCodeAt(place)] = place;
W.bytes = (text) => {
  const left = (5 - text.length % 5) % 5, whole = text + "~".repeat(left);
  const bytes = new Uint8Array(whole.length / 5 * 4);
  for (let from = 0, to = 0; from < whole.length; from += 5, to += 4) {
    let held = 0;
    for (let place = from; place < from + 5; place += 1) held = held * 85 + VALUES[whole.charCodeAt(place)];
    bytes[to] = held >>> 24; bytes[to + 1] = held >>> 16; bytes[to + 2] = held >>> 8; bytes[to + 3] = held;
  }
  return bytes.subarray(0, bytes.length - left);
};
W.unpack = async (text) => {
  const bytes = W.bytes(text.trim());
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
};

// The data in an inert script, plain or packed.
W.data = async (script) =>
  JSON.parse(script.type === "application/json" ? script.textContent : await W.unpack(script.textContent));

// An address within the page: its anchor, and the filters behind a question mark.
W.address = (hash = location.hash) => {
  const [anchor, query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  let name = anchor;
  try { name = decodeURIComponent(anchor); } catch { /* not one of ours: taken as it stands */ }
  return { anchor: name, query: new URLSearchParams(query), filtered: hash.includes("?") };
};

W.number = (value) => value.toLocaleString("en");

// Calls a function once things have been quiet for so many milliseconds.
W.later = (wait, call) => {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), wait);
  };
};

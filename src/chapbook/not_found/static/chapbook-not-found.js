// Finds, of the pages in the contents, those whose titles or names are close to the address that was asked for.
(() => {
  "use strict";

  const CLOSE = 0.5;
  const MOST = 3;

  const near = document.querySelector(".not-found-near");
  const links = [...document.querySelectorAll(".not-found-pages a")];
  if (!near) return;

  // The last part of a path in words, whatever stands for a space in it.
  const words = (path) => {
    let text = path.replace(/\/(index\.html?)?$/, "").replace(/\.[a-z]{2,5}$/i, "").split("/").pop();
    try {
      text = decodeURIComponent(text);
    } catch {
      // What is not encoded as an address is, is taken as it is.
    }
    return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.join(" ") ?? "";
  };

  const pairs = (text) => {
    const plain = ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()} `;
    return new Set(Array.from(plain, (character, place) => plain.slice(place, place + 2)));
  };

  // Dice's measure: twice what two have in common, of all that they have.
  const likeness = (one, other) => (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size);

  const asked = words(location.pathname);
  if (!asked || asked === "404") return;
  const wanted = pairs(asked);
  const found = links
    .map((link) => ({ link, likeness: Math.max(...[link.textContent, words(link.pathname)].map((text) => likeness(wanted, pairs(text)))) }))
    .filter((one) => one.likeness >= CLOSE)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, MOST);
  for (const { link } of found) {
    const item = document.createElement("li");
    item.append(link.cloneNode(true));
    near.querySelector("ul").append(item);
  }
  near.hidden = found.length === 0;
  const field = document.querySelector(".not-found-search input");
  if (field) field.value = asked;
})();

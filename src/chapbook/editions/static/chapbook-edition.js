// Says in an edition that is kept whether there is a newer one, and leads to the same passage in that.
(() => {
  "use strict";

  const line = document.querySelector(".edition-line");
  if (!line) return;
  const link = line.querySelector("a");
  const newest = link.getAttribute("href");

  // Where the reader is: the part that the address names, else the first that is in view; at the top of the page, none.
  const place = () => {
    if (location.hash) return location.hash;
    const parts = [...document.querySelectorAll("main :is(section, p, article)[id], [role='main'] :is(section, p, article)[id]")];
    const inView = parts.find((part) => part.localName !== "section" && part.getBoundingClientRect().bottom > 0);
    return inView && parts[0].getBoundingClientRect().top < 0 ? `#${encodeURIComponent(inView.id)}` : "";
  };
  const lead = () => link.setAttribute("href", newest + place());
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, lead);

  // The newest writes the list, beside its own front page; this edition stays as it is.
  const list = document.createElement("script");
  list.src = new URL("../../editions.js", document.currentScript.src).href;
  list.addEventListener("load", () => {
    const last = window.chapbookEditions?.at(-1);
    if (!last || last.version === line.dataset.version) return;
    const day = new Date(last.date).toLocaleDateString(line.lang || document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    const said = line.dataset.newer.replace("%(version)s", () => last.version).replace("%(day)s", () => day);
    line.querySelector("span").append(` ${said}`);
  });
  document.head.append(list);
})();

// What a page does with a script: its colours are switched, its contents say where one is, its drawers close, and words
// that are selected can be copied as a link, cited and answered.
(() => {
  "use strict";

  const ours = document.currentScript.src;
  const root = document.documentElement;
  root.classList.remove("no-js");

  // The colours; before the page is shown, a script in it sets those that were chosen.

  const switchColours = () => {
    const order = matchMedia("(prefers-color-scheme: dark)").matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    const { dataset } = document.body;
    dataset.theme = order[(order.indexOf(dataset.theme) + 1) % 3];
    try {
      localStorage.setItem("theme", dataset.theme);
    } catch {
      // A browser may be told to keep nothing; then the choice holds for this page.
    }
  };

  document.addEventListener("click", ({ target }) => {
    if (target.closest(".theme-toggle")) switchColours();
    // A drawer would go on to cover the place that its link leads to.
    target.closest("[popover] a[href^='#']")?.closest("[popover]").hidePopover?.();
  });

  // Where one is: in the section that crosses a line a little below what is reached by a link; at the end of the page, in
  // the last one, or in the one that was asked for.

  const links = new Map();
  for (const link of document.querySelectorAll(".toc-tree a[href^='#']")) {
    const id = decodeURIComponent(link.hash.slice(1));
    const part = id ? document.getElementById(id) : document.querySelector("main section");
    // What describes an object holds its name and, beside that, its text.
    if (part) links.set(part.localName === "dt" ? part.parentElement : part, link);
  }

  const crossing = new Set();
  let current;

  const mark = () => {
    const parts = [...links.keys()];
    const isEnd = scrollY > 0 && scrollY + innerHeight >= root.scrollHeight - 1;
    const asked = isEnd && parts.find((part) => part.matches(":target") && part.getBoundingClientRect().top > 0);
    const here = isEnd ? (asked ?? parts.at(-1)) : parts.findLast((part) => crossing.has(part));
    const link = links.get(here);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    const box = link.closest(".sidebar-scroll");
    if (box) box.scrollTop += link.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  };

  let observer;

  const observe = () => {
    observer?.disconnect();
    crossing.clear();
    const line = Math.round(parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 16;
    const seen = (entries) => {
      for (const { isIntersecting, target } of entries) crossing[isIntersecting ? "add" : "delete"](target);
      mark();
    };
    observer = new IntersectionObserver(seen, { rootMargin: `${-line}px 0px ${line + 1 - innerHeight}px` });
    for (const part of links.keys()) observer.observe(part);
  };

  if (links.size) {
    observe();
    addEventListener("resize", observe);
  }

  addEventListener("scroll", mark, { passive: true });

  // What is done with selected words comes with the first of them.

  document.addEventListener("selectionchange", function load() {
    const { anchorNode, isCollapsed } = getSelection();
    if (isCollapsed || !document.querySelector("main")?.contains(anchorNode)) return;
    document.removeEventListener("selectionchange", load);
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("chapbook-selected-words.js", ours) }));
  });
})();

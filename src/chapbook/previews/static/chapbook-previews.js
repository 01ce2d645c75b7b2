// Shows what links lead to.
(() => {
  "use strict";

  const WAIT = 300;
  const LIMIT = 280;
  const TEXT = "main, [role=main], article";
  const NONE = "[data-no-preview], .no-preview, [role=doc-backlink], nav, .toctree-wrapper, .cite";
  const LEFT_OUT = `${NONE}, [data-label], [data-number], .headerlink, .margin-note, .label`;
  const data = JSON.parse(document.getElementById("chapbook-previews")?.text ?? "{}");
  const box = document.createElement("div");
  if (!box.showPopover) return;
  box.id = "chapbook-preview";
  box.tabIndex = -1;
  box.popover = "hint";
  if (box.popover !== "hint") box.popover = "auto";
  (document.querySelector(`:is(${TEXT}) h1`)?.closest(TEXT) ?? document.body).append(box);
  let link, pressed, dismissed, timer, room;

  const copy = (node) => {
    if (node.matches?.(LEFT_OUT)) return "";
    const made = node.cloneNode();
    made.removeAttribute?.("id");
    if (made.length >= room) {
      const { index } = new Intl.Segmenter([], { granularity: "word" }).segment(made.data).containing(room - 1);
      made.data = `${made.data.slice(0, index).trimEnd()}…`;
    }
    room -= node.length ?? 0;
    for (const child of node.childNodes) if (room > 0) made.append(copy(child));
    return made;
  };

  const content = (from) => {
    const [href, id] = from.getAttribute("href").split(/#|:~:/);
    const made = document.createElement("template");
    made.innerHTML = data[href]?.[id] ?? "";
    const part = !href && document.getElementById(id);
    if (part && !part.contains(from)) {
      const block = part.matches("dt") ? part.nextElementSibling : part.closest(":not(span, a)");
      room = block.matches(".citation") ? 4 * LIMIT : LIMIT;
      made.content.append(copy(block));
    }
    return made.content;
  };

  const show = (from, isTapped) => {
    const parts = content(from);
    const isInside = box.contains(from);
    if (!parts.firstChild) return false;
    if (isInside || isTapped) {
      const way = from.cloneNode(true);
      way.className = "preview-way";
      parts.prepend(way);
    }
    if (!isInside) {
      box.hidePopover();
      link = from;
      link.removeAttribute("title");
      link.style.anchorName = "--preview";
      link.setAttribute("aria-details", box.id);
    }
    box.replaceChildren(parts);
    box.showPopover({ source: link });
    if (!CSS.supports("position-area: top")) {
      const { left, bottom, top } = link.getBoundingClientRect();
      box.style.left = `${Math.min(left, innerWidth - box.offsetWidth - 16)}px`;
      box.style.top = `${bottom + box.offsetHeight < innerHeight ? bottom : top - box.offsetHeight}px`;
    }
    if (isTapped) box.focus();
    return true;
  };

  box.onbeforetoggle = ({ newState }) => {
    if (newState === "open") return;
    link.removeAttribute("aria-details");
    link.style.anchorName = "";
    link = null;
  };

  const turnTo = (place, from) => {
    clearTimeout(timer);
    dismissed = null;
    if (from === link) return;
    timer = setTimeout(() => {
      if (!(from && show(from)) && !link?.matches(":focus-visible") && !box.matches(":hover, :focus-within")) box.hidePopover();
    }, WAIT * (1 + box.contains(place)));
  };

  const linkAt = (place) => {
    const from = place.closest?.("a[href*='#']");
    return from?.closest(TEXT) && !from.closest(NONE) && from;
  };
  const on = (name, answer) => addEventListener(name, answer, true);

  on("keydown", ({ key }) => {
    if (key !== "Escape") return;
    dismissed = link;
    box.hidePopover();
  });
  on("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "touch") turnTo(target, linkAt(target));
  });
  on("focusin", ({ target }) => {
    if (target === dismissed || box.contains(target)) clearTimeout(timer);
    else turnTo(target, target.matches(":focus-visible") && linkAt(target));
  });
  on("pointerdown", ({ pointerType }) => (pressed = pointerType === "touch" && (link ?? box)));
  on("click", (event) => {
    const from = linkAt(event.target);
    clearTimeout(timer);
    if (event.detail && pressed && from && from !== pressed && !box.contains(from) && show(from, true)) event.preventDefault();
  });
})();

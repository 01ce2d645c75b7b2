// What can be done with words that are selected: their link is copied, they are cited, they are answered. The page loads
// this with the first selection; "Cite" and "Reply" are those of the part that the words stand in, where it has them.
(() => {
  "use strict";

  const BAR = {{ bar|tojson }};
  const MOST_QUOTED = 300;

  // The text of the page, as a browser looks for words in it

  const NO_WORDS =
    ".headerlink, .comment-permalink, .part-actions, .paragraph-number, .margin-note, [role=doc-noteref], script, style, template, [hidden]";
  const INLINE = new Set(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr".split(" "),
  );
  const EDGE = "\x01"; // of a block, and of what is no word of the text: no words are found across it

  const clean = (text) => text.replace(/\xad/g, "").replace(/[\s\x01]+/g, " ").trim();
  const folded = (text) => clean(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Returns the page's *text*, the selection's place in it, and its words, in which a formula is left.
  const read = (range) => {
    let text = "";
    let quote = "";
    let from;
    let to;
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        if (range.intersectsNode(node)) {
          const start = node === range.startContainer ? range.startOffset : 0;
          const end = node === range.endContainer ? range.endOffset : node.length;
          from ??= text.length + start;
          to = text.length + end;
          quote += node.data.slice(start, end);
        }
        text += node.data;
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches(NO_WORDS)) {
          text += EDGE;
        } else if (node.localName === "math") {
          text += EDGE;
          if (range.intersectsNode(node)) quote += node.textContent;
        } else {
          const edge = INLINE.has(node.localName) ? "" : EDGE;
          text += edge;
          quote += edge;
          for (const child of node.childNodes) walk(child);
          text += edge;
          quote += edge;
        }
      }
    };
    walk(document.body);
    const isWord = (place) => !/[\s\x01]/.test(text[place]);
    while (from < to && !isWord(from)) from += 1;
    while (from < to && !isWord(to - 1)) to -= 1;
    return { text, from, to, quote: clean(quote) };
  };

  const wordsIn = (text) => {
    const found = Intl.Segmenter
      ? [...new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(text)].filter((one) => one.isWordLike)
      : [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({ segment: match[0], index: match.index }));
    return found.map(({ segment, index }) => ({ start: index, end: index + segment.length }));
  };

  // Where the first or last words of a text end or begin.
  const behindFirst = (text, number) => (number ? (wordsIn(text)[number - 1]?.end ?? text.length) : 0);
  const beforeLast = (text, number) => (number ? (wordsIn(text).at(-number)?.start ?? 0) : text.length);

  // Text fragments (WICG, Scroll to Text Fragment)

  const LONGEST = 300; // what is longer is named by its first and its last words
  const NAMED_BY = 5;
  const MOST_AROUND = 12; // words

  const encoded = (text) => encodeURIComponent(clean(text)).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  const blockAround = (text, place) => {
    const end = text.indexOf(EDGE, place);
    return { start: text.lastIndexOf(EDGE, place) + 1, end: end < 0 ? text.length : end };
  };

  // A browser finds whole words only.
  const wholeWords = (text, { from, to }) => {
    const first = blockAround(text, from).start;
    const last = blockAround(text, to - 1);
    const cutInto = wordsIn(text.slice(first, to)).findLast((word) => first + word.start < from && from < first + word.end);
    const cutOff = wordsIn(text.slice(last.start, last.end)).find((word) => last.start + word.start < to && to < last.start + word.end);
    return { start: cutInto ? first + cutInto.start : from, end: cutOff ? last.start + cutOff.end : to };
  };

  // Returns what stands before and after words in their block, as much as tells them apart: from all within *bounds*, or
  // else from those further up, as a browser takes the first; null where they cannot be told apart.
  const around = (text, { start, end }, bounds, hasBefore, hasAfter) => {
    const before = text.slice(blockAround(text, start).start, start);
    const after = text.slice(end, blockAround(text, end - 1).end);
    const choices = Array.from({ length: MOST_AROUND + 1 }, (_, number) => {
      const prefix = hasBefore ? before.slice(beforeLast(before, number)) : "";
      const suffix = hasAfter ? after.slice(0, behindFirst(after, number)) : "";
      return { prefix, suffix, words: folded(prefix + text.slice(start, end) + suffix) };
    });
    const all = folded(text.slice(...bounds));
    const above = folded(text.slice(bounds[0], end - 1));
    return choices.find(({ words }) => all.split(words).length === 2) ?? choices.find(({ words }) => !above.includes(words)) ?? null;
  };

  // Returns the directive for words; empty where there can be none.
  const directive = (text, place) => {
    const { start, end } = wholeWords(text, place);
    const words = text.slice(start, end);
    const inOne = !words.includes(EDGE);
    const written = (parts) => `:~:text=${parts.filter(Boolean).join(",")}`;
    const prefix = ({ prefix }) => prefix && `${encoded(prefix)}-`;
    const suffix = ({ suffix }) => suffix && `-${encoded(suffix)}`;
    if (inOne && (words.length <= LONGEST || wordsIn(words).length <= 2 * NAMED_BY)) {
      const apart = around(text, { start, end }, [0, text.length], true, true);
      return apart ? written([prefix(apart), encoded(words), suffix(apart)]) : "";
    }
    const first = inOne ? words : words.slice(0, words.indexOf(EDGE));
    const last = inOne ? words : words.slice(words.lastIndexOf(EDGE) + 1);
    const firstEnd = start + behindFirst(first, NAMED_BY);
    const lastStart = end - last.length + beforeLast(last, NAMED_BY);
    const apart = around(text, { start, end: firstEnd }, [0, text.length], true, false);
    const endApart = around(text, { start: lastStart, end }, [firstEnd, blockAround(text, end - 1).end], false, true);
    return apart && endApart ? written([prefix(apart), encoded(text.slice(start, firstEnd)), encoded(text.slice(lastStart, end)), suffix(endApart)]) : "";
  };

  // The part that the words stand in

  const main = document.querySelector("main");

  const up = function* (node) {
    for (let element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node; element && element !== main; element = element.parentElement) yield element;
  };

  // An id that Sphinx counted, or one within a line, is not for keeping.
  const lasts = (element) => element.id && !INLINE.has(element.localName) && !/^id\d+$/.test(element.id);
  const actionsOf = (element) => element.querySelector(element.matches(".comment") ? ":scope > header" : ":scope > .part-actions");

  const pageAddress = () => new URL(document.querySelector('meta[name="chapbook-address"]')?.content ?? document.querySelector('link[rel="canonical"]')?.href ?? "", location.href.split(/[?#]/)[0]).href;

  const addressOf = ({ text, from, to }, id) => {
    const behind = encodeURIComponent(id) + directive(text, { from, to });
    return pageAddress() + (behind && `#${behind}`);
  };

  const shortened = (quote) => {
    const end = wordsIn(quote).findLast((word) => word.end <= MOST_QUOTED)?.end ?? MOST_QUOTED;
    return quote.length > MOST_QUOTED ? quote.slice(0, end) : quote;
  };

  const replyTo = (parts, quote) => {
    const part = parts.find(actionsOf);
    const any = document.querySelector("article a.reply");
    if (!part || !any) return null;
    const address = new URL(any.href);
    const [key, id] = part.matches(".comment") ? ["reply_to", part.id.replace(/^comment-/, "")] : ["about", part.id];
    address.search = new URLSearchParams({ [key]: id, quote: shortened(quote) });
    return address.href;
  };

  // The buttons

  let bar;
  let shown;

  const makeBar = () => {
    const template = document.createElement("template");
    template.innerHTML = BAR;
    bar = template.content.firstElementChild;
    bar.addEventListener("mousedown", (event) => event.target.matches("input") || event.preventDefault()); // the selection stays
    bar.addEventListener("click", (event) => {
      if (event.target.matches(".words-copy")) copy();
      if (event.target.matches(".words-cite")) cite();
    });
    bar.addEventListener("keydown", move);
    main.append(bar);
  };

  const buttons = () => [...bar.querySelectorAll("button:not([hidden]), a:not([hidden])")];

  // WAI-ARIA Authoring Practices, toolbar: one stop for Tab, arrows within
  const move = (event) => {
    const all = buttons();
    const step = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    const places = { ArrowRight: all.indexOf(event.target) + step, ArrowLeft: all.indexOf(event.target) - step, Home: 0, End: -1 };
    if (!(event.key in places) || !all.includes(event.target)) return;
    event.preventDefault();
    const next = all.at(places[event.key] % all.length);
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  };

  const say = (message) => {
    bar.querySelector("[role=status]").textContent = message;
  };

  const copy = async () => {
    const { dataset } = bar.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(shown.address());
      say(dataset.copied);
    } catch {
      // Not every browser lets a page write to the clipboard.
      const field = bar.querySelector("input");
      field.value = shown.address();
      field.hidden = false;
      place();
      field.select();
      say(dataset.byHand);
    }
  };

  const cite = () => {
    Object.assign(shown.control.dataset, { quote: shown.quote, quoteAddress: shown.address() });
    shown.control.click();
  };

  const hide = () => {
    if (!bar || bar.hidden) return;
    if (bar.contains(document.activeElement)) document.activeElement.blur();
    bar.hidden = true;
    shown = undefined;
  };

  // Below the words, where a phone has its own menu above them; within the window.
  const place = () => {
    const words = shown.range.getBoundingClientRect();
    const around = bar.offsetParent.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = bar;
    const handles = matchMedia("(pointer: coarse)").matches ? 32 : 8;
    const wanted = getComputedStyle(bar).direction === "rtl" ? words.right - width : words.left;
    const left = Math.max(8, Math.min(wanted, document.documentElement.clientWidth - width - 8));
    const top = Math.min(words.bottom + handles, innerHeight - height - 8);
    bar.style.left = `${left - around.left}px`;
    bar.style.top = `${top - around.top}px`;
  };

  const isText = (node) => main.contains(node) && ![...up(node)].some((element) => element.matches("form, dialog, .selected-words"));

  const show = () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
    const selected = range && isText(range.startContainer) && isText(range.commonAncestorContainer) ? read(range) : {};
    if (!selected.quote) return hide();
    if (!bar) makeBar();
    const parts = [...up(range.startContainer)];
    const id = parts.find(lasts)?.id ?? "";
    const control = parts.map((part) => actionsOf(part)?.querySelector("a.cite")).find(Boolean);
    const reply = replyTo(parts, selected.quote);
    let address;
    shown = { range, control, quote: selected.quote, address: () => (address ??= addressOf(selected, id)) };
    bar.querySelector(".words-cite").hidden = !control;
    bar.querySelector(".reply").hidden = !reply;
    if (reply) bar.querySelector(".reply").href = reply;
    bar.querySelector("input").hidden = true;
    say("");
    bar.hidden = false;
    buttons().forEach((button, place) => {
      button.tabIndex = place ? -1 : 0;
    });
    place();
  };

  let waiting;
  let isPressed = false;

  const changed = () => {
    clearTimeout(waiting);
    if (bar?.contains(document.activeElement)) return;
    hide();
    if (!isPressed) waiting = setTimeout(show, 150);
  };

  const pressed = (isDown) => (event) => {
    if (bar?.contains(event.target)) return;
    isPressed = isDown;
    changed();
  };

  document.addEventListener("selectionchange", changed);
  document.addEventListener("pointerdown", pressed(true));
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, pressed(false));
  addEventListener("resize", () => shown && place());
  document.addEventListener("keydown", (event) => {
    if (!shown || bar.hidden) return;
    if (event.key === "Escape") hide();
    // From the words on, the next stop is what can be done with them.
    if (event.key === "Tab" && !event.shiftKey && !bar.contains(event.target) && !getSelection().isCollapsed && !shown.isPassed) {
      event.preventDefault();
      shown.isPassed = true;
      buttons()[0].focus();
    }
  });

  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: new URL("chapbook-selected-words.css", document.currentScript.src).href, onload: changed });
  document.head.append(sheet);
})();

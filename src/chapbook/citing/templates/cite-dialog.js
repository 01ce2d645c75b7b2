// A dialog that shows how the part is cited that a "Cite" control stands beside.
(() => {
  "use strict";

  const citing = {{ citing|tojson }};
  const ADDRESS = "https://citation.invalid/";
  const TOKEN = /CITED[A-Z]+|https:\/\/citation\.invalid\//g;
  const FIRST_WORDS = 20; // APA 10.1: of a comment, the first twenty words are its title
  let dialog;

  const pageAddress = () => {
    // A page of an edition is cited by that; its canonical address is the newest's.
    const own = document.querySelector('meta[name="chapbook-address"]')?.content;
    const canonical = document.querySelector('link[rel="canonical"]')?.href ?? "";
    return new URL(own ?? canonical, location.href.split(/[?#]/)[0]).href;
  };

  const firstWords = (text) => {
    const clean = text.replace(/\s+/g, " ").trim();
    if (!Intl.Segmenter) return clean.split(" ").slice(0, FIRST_WORDS).join(" ");
    let end = 0;
    let count = 0;
    for (const { segment, index, isWordLike } of new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(clean)) {
      if (isWordLike && (count += 1) > FIRST_WORDS) return clean.slice(0, end);
      if (isWordLike) end = index + segment.length;
    }
    return clean;
  };

  const ofComment = (comment) => {
    const date = comment.querySelector("time[datetime]")?.getAttribute("datetime").slice(0, 10);
    const [year, , day] = date ? date.split("-") : [];
    const month = date && new Date(date).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
    return {
      pattern: date ? citing.dated : citing.comment,
      words: {
        CITEDNAME: comment.querySelector(".comment-author bdi").textContent.trim(),
        CITEDWORDS: firstWords(comment.querySelector(".comment-body").textContent),
        CITEDYEAR: year,
        CITEDMONTH: month,
        CITEDDAY: day && String(Number(day)),
      },
    };
  };

  const whatIsCited = (control) => {
    // Most controls stand in what has the id.
    const { target = control.closest("[id]").id, place } = control.dataset;
    const comment = control.closest(".comment");
    const { pattern, words } = comment
      ? ofComment(comment)
      : { pattern: place ? citing.part : citing.work, words: { CITEDPLACE: place } };
    const isWhole = pattern === citing.work;
    const address = pageAddress() + (isWhole ? "" : `#${target}`);
    // A folder on somebody's machine is no address for others.
    words[ADDRESS] = address.startsWith("file:") ? citing.published : address;
    words.CITEDID = target;
    return { pattern, words, address, file: pattern.files.bib.match(/{([^,]*)/)[1].replace("CITEDID", target) };
  };

  // A work's own title may have a word that looks like a token; it stays.
  const fill = (text, words, escaped) =>
    text.replace(TOKEN, (token) => (words[token] === undefined ? token : escaped(words[token], token)));

  // A name that ends with a period needs no other behind it.
  const inSentence = (text, words) =>
    text.replace(new RegExp(`(${TOKEN.source})([.]?)`, "g"), (all, token, period) =>
      words[token] === undefined ? all : words[token] + (/[.?!]$/.test(words[token]) ? "" : period),
    );

  const ESCAPES = {
    // An address stands in BibTeX as it is; only its braces could end the field.
    bib: (word, token) =>
      token === ADDRESS
        ? word.replace(/[{}\\]/g, encodeURIComponent)
        : Array.from(word, (character) => citing.bibtex[character] ?? character)
            .join("")
            .replace(/(?<=[-`'?!])(?=[-`'])/g, "{}"), // two signs that LaTeX would take for one
    ris: (word) => word.replace(/\s+/g, " "),
    json: (word) => JSON.stringify(word).slice(1, -1),
  };

  const asNodes = (html, words) => {
    const template = document.createElement("template");
    template.innerHTML = html; // written by the build, of the record only; a stranger's words are put in below, as text
    const walker = document.createTreeWalker(template.content, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = inSentence(walker.currentNode.data, words);
    for (const link of template.content.querySelectorAll("a")) link.href = fill(link.getAttribute("href"), words, (word) => word);
    return template.content;
  };

  const show = (form, content) => {
    const row = dialog.querySelector(`[data-form="${form}"]`);
    row.hidden = content === undefined;
    if (content !== undefined) row.querySelector(".cite-text").replaceChildren(content);
  };

  const offer = (format, text, name) => {
    show(format.suffix, text);
    const link = dialog.querySelector(`[data-form="${format.suffix}"] .cite-download`);
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([text], { type: format.mediaType }));
    link.download = `${name}.${format.suffix}`;
  };

  // Words of the part that somebody selected, which come with the address at which they stand; they are quoted once.
  const quotation = ({ dataset }, inText, published) => {
    const { quote, quoteAddress } = dataset;
    delete dataset.quote;
    delete dataset.quoteAddress;
    if (!quote) return undefined;
    const inner = quote.replace(/[“”]/g, (mark) => (mark === "“" ? "‘" : "’")); // APA 8.33
    const address = quoteAddress.startsWith("file:") ? published : quoteAddress;
    const said = dialog.querySelector('[data-form="quotation"] .cite-text').dataset.pattern;
    const parts = { words: inner, citation: inText, address };
    return said.replace(/%\((\w+)\)s/g, (all, name) => parts[name]);
  };

  const open = (control) => {
    dialog ??= makeDialog();
    const { pattern, words, address, file } = whatIsCited(control);
    dialog.querySelector("h2").textContent = control.getAttribute("aria-label");
    dialog.querySelector(".cite-status").textContent = "";
    show("address", address);
    const inText = inSentence(pattern.inText, words);
    show("inText", inText);
    show("quotation", quotation(control, inText, words[ADDRESS]));
    for (const style of citing.styles) show(style, pattern.references[style] && asNodes(pattern.references[style], words));
    for (const format of citing.formats) offer(format, fill(pattern.files[format.suffix], words, ESCAPES[format.suffix]), file);
    dialog.showModal();
    dialog.scrollTop = 0;
  };

  const copy = async (button) => {
    const row = button.closest("[data-form]");
    const text = row.querySelector(".cite-text");
    const status = dialog.querySelector(".cite-status");
    const name = row.querySelector("dt").textContent;
    try {
      const kinds = { "text/plain": text.textContent, "text/html": text.localName === "pre" ? undefined : text.innerHTML };
      const items = Object.entries(kinds).filter(([, value]) => value !== undefined);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items.map(([kind, value]) => [kind, new Blob([value], { type: kind })])))]);
      status.textContent = status.dataset.copied.replace("%(what)s", name);
    } catch {
      // Not every browser lets a page write to the clipboard.
      getSelection().selectAllChildren(text);
      status.textContent = status.dataset.byHand.replace("%(what)s", name);
    }
  };

  const makeDialog = () => {
    const template = document.createElement("template");
    template.innerHTML = citing.dialog;
    const made = template.content.querySelector("dialog");
    made.addEventListener("click", (event) => {
      if (event.target.closest(".cite-close")) made.close();
      if (event.target.closest(".cite-copy")) copy(event.target.closest(".cite-copy"));
    });
    // Sphinx's keys are the page's; it would take Escape from the dialog.
    made.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(made);
    return made;
  };

  window.openCiteDialog = open;
})();

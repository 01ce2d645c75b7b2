// Makes the file of a comment from the form, says what the page would not take, and hands the file on. It sends nothing.
(() => {
  "use strict";

  const form = document.querySelector("form.reply-form");
  const settings = JSON.parse(form.dataset.settings);
  const messages = JSON.parse(form.dataset.messages);
  const { author, url, comment } = form.elements;
  const target = { reply_to: "", about: "", quote: "" };
  const shape = { reply_to: /^[a-z0-9-]+$/, about: /^[A-Za-z][A-Za-z0-9_.:-]*$/ };
  const LONGEST_ADDRESS = 8000; // RFC 9110, 4.1: what servers take at the least
  const LONGEST_MAIL = 2000; // some systems hand on no longer mailto address
  const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/u;
  const PILE = new RegExp(`(?:\\p{M}|\\p{Cf}|[\u{1f3fb}-\u{1f3ff}]|(?<=\u200d)[^\\s!-~]){${settings.longestPile + 1},}`, "u");
  const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} .'’()-]*[\p{L}\p{M}\p{N}.)])?$/u; // needs no quotation marks in YAML
  const LATIN = { ß: "ss", æ: "ae", ð: "d", ø: "o", þ: "th", đ: "d", ħ: "h", ı: "i", ł: "l", ŋ: "ng", œ: "oe", ŧ: "t", ə: "e" };
  const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
  const PLAIN_ADDRESS = /^[\w:/.?=&%~+-]*[\w/]$/;

  const say = (message, values = {}) => messages[message].replace(/%\((\w+)\)s/g, (all, name) => values[name] ?? all);
  const part = (selector) => form.querySelector(selector);

  // The file

  const oneLine = (text) => text.replace(/\s+/g, " ").trim();
  const quoted = (text, plain) => (plain.test(text) ? text : JSON.stringify(text));
  const body = () => comment.value.replace(/\r\n?/g, "\n").replace(/^(?:[ \t]*\n)+/, "").trimEnd();

  const fileText = () => {
    const lines = [`author: ${quoted(oneLine(author.value), PLAIN)}`, `date: ${new Date().toISOString().replace(/:\d\d\.\d+Z$/, "Z")}`];
    const site = url.value.trim();
    if (site) lines.push(`url: ${quoted(site, PLAIN_ADDRESS)}`);
    if (target.reply_to) lines.push(`reply_to: ${target.reply_to}`);
    if (target.about) lines.push(`about: ${target.about}`);
    if (target.quote) lines.push(`quote: ${quoted(target.quote, PLAIN)}`);
    return `---\n${lines.join("\n")}\n---\n${body()}\n`;
  };

  const fileName = () => {
    const plain = oneLine(author.value).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const latin = plain.replace(/[ßæðøþđħıłŋœŧə]/g, (letter) => LATIN[letter]); // letters that are no accented ones
    const name = latin.replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "") || new Date().toISOString().slice(0, 10);
    const isTaken = (id) => document.getElementById(`comment-${id}`);
    let id = name;
    for (let number = 2; isTaken(id); number += 1) id = `${name}-${number}`;
    return `${id}.md`;
  };

  // What is wrong with it

  const size = (text) => new TextEncoder().encode(text).length;

  const webAddress = (text) => {
    try {
      return /^https?:$/.test(new URL(text).protocol) && /^https?:\/\/[^\s/]/i.test(text);
    } catch {
      return false;
    }
  };

  const unfitIn = (text) => {
    const found = text.match(UNPRINTABLE);
    if (found) return say("hidden", { code: found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0") });
    const pile = text.match(PILE);
    return pile && say("pile", { count: [...pile[0]].length, most: settings.longestPile });
  };

  const isSeen = (text) => [...text].some((character) => SEEN.test(character) && !settings.blanks.includes(character));

  // Whether anything is left of a comment without what Markdown and HTML take for themselves.
  const hasWords = (text) => {
    const tags = new RegExp(`</?(?:${settings.tags.join("|")})(?:\\s[^<>]*)?/?>`, "gi");
    const left = text
      .replace(/^(?:[ \t]*(?:>|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)))+/gm, "")
      .replace(/^[ \t]*(?:`{3,}[^`\n]*|~{3,}.*)$/gm, "")
      .replace(tags, "")
      .replace(/\[[\s\u200b]*\]\([^()\n]*\)/g, "")
      .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (all, hex, decimal) => codePoint(hex ? parseInt(hex, 16) : Number(decimal)))
      .replace(/&\w+;/g, (all) => (settings.blankReferences.includes(all.slice(1, -1)) ? "" : all));
    return isSeen(left);
  };

  const codePoint = (code) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd");

  const problems = () => {
    const name = oneLine(author.value);
    const site = url.value.trim();
    const bytes = size(fileText());
    const isLong = (text, most) => [...text].length > most && { count: [...text].length, most };
    const nameLong = isLong(name, settings.longestName);
    const siteLong = isLong(site, settings.longestValue);
    return {
      author: (!isSeen(name) && say("nameMissing")) || (nameLong && say("nameLong", nameLong)) || unfitIn(name),
      url: site && ((!webAddress(site) && say("website")) || (siteLong && say("websiteLong", siteLong)) || unfitIn(site)),
      comment:
        (!hasWords(body()) && say("commentMissing")) ||
        (bytes > settings.largest && say("tooLarge", { count: bytes, most: settings.largest })) ||
        unfitIn(body()),
    };
  };

  // What the page would show in another way; none of it keeps anybody from sending it.
  const notices = () => {
    const text = body()
      .replace(/^(`{3,}|~{3,})[\s\S]*?(?:^\1|$(?![\s\S]))/gm, "")
      .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    const found = new Set();
    for (const [tag, name] of text.matchAll(/<[/!?]?([A-Za-z][\w-]*)(?=[\s/>])[^<>]*>/g)) {
      if (!settings.tags.includes(name.toLowerCase()) || /^<[!?]/.test(tag)) found.add(say("tag", { tag: `<${name}>` }));
    }
    for (const [, address] of text.matchAll(/\]\(\s*<?([^\s)>]+)/g)) {
      const bytes = size(address);
      if (bytes > settings.longestAddress) found.add(say("linkLong", { count: bytes, most: settings.longestAddress }));
      const scheme = address.match(/^([a-z][a-z0-9+.-]*):/i);
      if (!scheme || !settings.schemes.includes(scheme[1].toLowerCase())) found.add(say("link", { address }));
    }
    return [...found];
  };

  const check = (field, problem) => {
    field.setAttribute("aria-invalid", String(Boolean(problem)));
    document.getElementById(`${field.id}-problem`).textContent = problem || "";
  };

  const listed = (list, items) => {
    list.hidden = items.length === 0;
    if (items.join("\n") === [...list.children].map((item) => item.textContent).join("\n")) return;
    list.replaceChildren(...items.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  };

  // The draft

  const key = `reply-form ${location.pathname}`;

  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ ...target, author: author.value, url: url.value, comment: comment.value }));
    } catch {
      // A browser may be told to keep nothing; then there is no draft.
    }
  };

  const recall = () => {
    try {
      const kept = Object.entries(JSON.parse(localStorage.getItem(key)) ?? {});
      return Object.fromEntries(kept.filter(([, value]) => typeof value === "string"));
    } catch {
      return {};
    }
  };

  // What is shown

  const commentOf = (id) => (id ? document.getElementById(`comment-${id}`) : null);
  const isOpen = (id) => commentOf(id)?.querySelector(".comment-header > .reply");

  const showTarget = () => {
    const [replyTo, about] = form.querySelectorAll(".reply-to");
    replyTo.hidden = !target.reply_to;
    about.hidden = !target.about;
    const link = Object.assign(document.createElement("a"), { href: `#comment-${target.reply_to}` });
    link.textContent = commentOf(target.reply_to)?.querySelector(".comment-author bdi").textContent ?? target.reply_to;
    replyTo.querySelector("b").replaceChildren(...(target.reply_to ? [link] : []));
    about.querySelector("b").textContent = target.about;
    part(".reply-quote").hidden = !target.quote;
    part(".reply-quote").textContent = target.quote;
  };

  const show = () => {
    part(".reply-made").hidden = !author.value.trim() && !comment.value.trim();
    part("#reply-file-name code").textContent = settings.folder + "/" + fileName();
    part(".reply-file").textContent = fileText();
    listed(part(".reply-notices"), notices());
    showTarget();
  };

  const changed = (event) => {
    if (event?.target.ariaInvalid === "true") check(event.target, problems()[event.target.name]);
    keep();
    show();
  };

  // Words that no file could hold are left out: they are in the passage.
  const fitting = (words) => {
    const line = [...oneLine(words)].slice(0, settings.longestQuote).join("").trim();
    return isSeen(line) && !unfitIn(line) ? line : "";
  };

  const answer = (given) => {
    for (const name of Object.keys(shape)) {
      const id = given[name] ?? "";
      const isThere = name !== "reply_to" || isOpen(id) || !document.querySelector("article.comment");
      target[name] = shape[name].test(id) && isThere ? id : "";
    }
    target.quote = target.about && fitting(given.quote ?? "");
    changed();
  };

  // Handing it on

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(part(".reply-file"));
      return false;
    }
  };

  const ways = {
    async forge(text, name) {
      const { forge, address, name_key: nameKey, text_key: textKey } = settings.forge;
      const page = `${address}?${nameKey}=${encodeURIComponent(name)}`;
      const whole = `${page}&${textKey}=${encodeURIComponent(text)}`;
      const takesAll = textKey && whole.length <= LONGEST_ADDRESS;
      const isCopied = takesAll || (await copy(text));
      window.open(takesAll ? whole : page, "_blank", "noopener");
      return say(takesAll ? "opened" : isCopied ? "paste" : "notCopied", { forge });
    },
    async email(text) {
      const start = `mailto:${settings.email}?subject=${encodeURIComponent(settings.subject)}&body=`;
      const whole = start + encodeURIComponent(text.replaceAll("\n", "\r\n")); // RFC 6068, 5
      const takesAll = whole.length <= LONGEST_MAIL;
      const isCopied = takesAll || (await copy(text));
      location.href = takesAll ? whole : start + encodeURIComponent(messages.pasteHere);
      return say(takesAll ? "mail" : isCopied ? "mailPaste" : "notCopied");
    },
    async download(text, name) {
      const link = Object.assign(document.createElement("a"), { download: name });
      link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
      link.click();
      URL.revokeObjectURL(link.href);
      return say("downloaded", { file: name });
    },
    async copy(text) {
      return say((await copy(text)) ? "copied" : "notCopied");
    },
  };

  const handOn = async (way) => {
    const found = problems();
    for (const field of [author, url, comment]) check(field, found[field.name]);
    const first = [author, url, comment].find((field) => found[field.name]);
    if (first) {
      first.focus();
      return;
    }
    show();
    part(".reply-status").textContent = await ways[way](part(".reply-file").textContent, fileName());
  };

  const discard = () => {
    form.reset();
    for (const field of [author, url, comment]) check(field, "");
    answer({});
    try {
      localStorage.removeItem(key);
    } catch {
      // There was none.
    }
    part(".reply-status").textContent = say("discarded");
  };

  const begin = () => (author.value.trim() ? comment : author).focus();

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    handOn(event.submitter?.value ?? "copy");
  });
  form.addEventListener("click", (event) => {
    if (event.target.matches(".reply-discard")) discard();
    if (!event.target.dataset.clears) return;
    answer({ ...target, [event.target.dataset.clears]: "" });
    begin();
  });
  // Sphinx's keys are the page's; they would take letters from somebody who writes.
  form.addEventListener("keydown", (event) => event.stopPropagation());

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.reply");
    if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    answer(Object.fromEntries(new URLSearchParams(link.search)));
    location.hash = form.id;
    begin();
  });

  const asked = Object.fromEntries(new URLSearchParams(location.search));
  const draft = recall();
  for (const field of [author, url, comment]) field.value = draft[field.name] ?? "";
  for (const hidden of form.querySelectorAll(".reply-part")) hidden.hidden = false;
  for (const byHand of document.querySelectorAll(".reply-by-hand")) byHand.hidden = true;
  answer(asked.reply_to || asked.about ? asked : draft);
  if ((asked.reply_to || asked.about) && document.querySelector(":target")?.contains(form)) {
    form.scrollIntoView();
    begin();
  }
})();

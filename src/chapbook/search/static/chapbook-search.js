// The search page: answers while one types, by keyboard, and keeps the query in the address.
(() => {
  "use strict";

  const SHOWN = 50; // answers at once
  const PAUSE = 120; // milliseconds without a key before it answers

  const search = document.querySelector(".search");
  const form = search.querySelector("form");
  const field = form.elements.q;
  const list = search.querySelector("ol");
  const status = search.querySelector("[role=status]");
  const more = search.querySelector(".search-more");
  const { root } = search.dataset;
  const counted = JSON.parse(search.dataset.words);
  const fromAddress = () => new URLSearchParams(location.search).get("q") ?? "";

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const marked = ({ runs, cutAt }) => {
    const parts = runs.map(([text, isWord]) => (isWord ? element("mark", {}, text) : text));
    return [...(cutAt.start ? ["… "] : []), ...parts, ...(cutAt.end ? [" …"] : [])];
  };

  // The words come from documents and strangers: they are put in as text, never as markup.
  const item = (query, { href, title, id, name, text, author, isTitle, from }) => {
    const shown = chapbookSearch.excerpt(query, text, from);
    const address = `${root}${href}#${encodeURIComponent(id)}${isTitle ? "" : shown.fragment}`;
    const place = isTitle ? marked(shown) : author ? marked(chapbookSearch.excerpt(query, author, -1)) : [name || title];
    const link = element("a", { href: address, dir: "auto" }, ...place);
    const head = element("p", { className: "search-place" }, link);
    const isSaid = isTitle ? text === title : !author && (!name || name.startsWith(title));
    if (!isSaid) head.append(" ", element("span", { dir: "auto" }, title));
    const entry = element("li", { className: isTitle ? "search-title" : "" }, head);
    if (!isTitle) entry.append(element("p", { className: "search-passage", dir: "auto" }, ...marked(shown)));
    return entry;
  };

  // Answers

  let asked; // the query that is answered
  let source; // what answers it further
  let found = []; // its answers

  const say = (isMore) => {
    const kind = isMore ? "soFar" : found.length === 0 ? "none" : found.length === 1 ? "one" : "many";
    status.textContent = counted[kind].replace("%(number)s", found.length.toLocaleString(document.documentElement.lang || undefined));
  };

  const show = (query) => {
    const next = found.slice(list.childElementCount, list.childElementCount + SHOWN).map((answer) => item(query, answer));
    list.append(...next);
    more.hidden = !(list.childElementCount < found.length || source.more);
    return next[0];
  };

  const clear = () => {
    if (list.contains(document.activeElement)) field.focus();
    list.replaceChildren();
  };

  const take = async (key) => {
    const { value, done } = await source.answers.next();
    if (key !== asked) return false;
    source.more = !done && value.more;
    if (!done) found = [...found, ...value.answers];
    say(source.more);
    return true;
  };

  const answer = async (words) => {
    const query = chapbookSearch.parse(words);
    document.title = words.trim() ? `${words.trim()} – ${search.dataset.title}` : search.dataset.title;
    const key = JSON.stringify(query);
    if (!query.words.length) status.textContent = words.trim() ? counted.none : "";
    if (key === asked) return;
    asked = key;
    found = [];
    source = { answers: chapbookSearch.answers(query), more: false };
    if (!query.words.length) {
      clear();
      more.hidden = true;
      return;
    }
    try {
      if (!(await take(key))) return;
      clear();
      show(query);
    } catch (error) {
      console.error(error);
      if (key !== asked) return;
      status.textContent = counted.failed;
      asked = undefined;
    }
  };

  more.addEventListener("click", async () => {
    const query = JSON.parse(asked);
    if (list.childElementCount === found.length && !(await take(asked))) return;
    show(query)?.querySelector("a").focus();
  });

  // The address: a query that was sent, or come to, is kept in the history; what is typed towards the next is not.

  let isSettled = true;

  const remember = () => {
    const address = new URL(location.href);
    if (field.value.trim()) address.searchParams.set("q", field.value);
    else address.searchParams.delete("q");
    address.hash = "";
    if (address.href === location.href) return;
    history[isSettled ? "pushState" : "replaceState"](null, "", address);
    isSettled = false;
  };

  let typed;
  field.addEventListener("input", (event) => {
    clearTimeout(typed);
    if (event.isComposing) return; // what is not yet chosen, in Chinese or Japanese
    typed = setTimeout(() => {
      remember();
      answer(field.value);
    }, PAUSE);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input")));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typed);
    remember();
    isSettled = true;
    answer(field.value);
  });

  addEventListener("popstate", () => {
    isSettled = true;
    field.value = fromAddress();
    answer(field.value);
  });

  // The keyboard. A key of one character acts only while the focus is among the answers (WCAG 2.1.4).

  const reach = (step) => {
    const links = [...list.querySelectorAll("a")];
    const next = links.indexOf(document.activeElement) + step;
    (links[next] ?? (next < 0 ? field : undefined))?.focus();
    return next < links.length;
  };

  search.addEventListener("keydown", (event) => {
    const isInField = event.target === field;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "ArrowDown" && (isInField || list.contains(event.target))) reach(1) && event.preventDefault();
    else if (event.key === "ArrowUp" && list.contains(event.target)) reach(-1) && event.preventDefault();
    else if (!isInField && (event.key === "Escape" || event.key === "/")) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });

  field.value = fromAddress();
  // Who comes with a query comes for the answers, and reads the page from its beginning.
  if (!field.value) field.focus();
  answer(field.value);
})();

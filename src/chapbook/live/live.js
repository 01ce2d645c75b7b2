// Shows in the corner of a preview what is wrong with the publication, and loads the page again when it was made anew.
(() => {
  "use strict";

  const { number } = document.currentScript.dataset;
  const STYLE = `
    :host { all: initial; }
    details {
      background: #fff6f0; border: 2px solid #a3200d; border-radius: 4px; bottom: 1rem; box-sizing: border-box; color: #1c1a17;
      font: 14px/1.5 system-ui, sans-serif; inset-inline-end: 1rem; max-height: 60vh; max-width: min(32rem, 100vw - 2rem);
      overflow: auto; padding: 0.5rem 1rem; position: fixed; z-index: 2147483647;
    }
    summary { cursor: pointer; font-weight: 600; min-height: 24px; }
    ol { list-style: none; margin: 0.5rem 0 0; padding: 0; }
    li { border-top: 1px solid #d9b3a8; overflow-wrap: anywhere; padding: 0.5rem 0; white-space: pre-line; }
    b { display: block; font-family: ui-monospace, monospace; font-weight: 600; }`;

  const make = (name, text, ...children) => {
    const element = Object.assign(document.createElement(name), { textContent: text });
    element.append(...children);
    return element;
  };

  const corner = document.createElement("chapbook-live");
  corner.setAttribute("role", "status");
  const root = corner.attachShadow({ mode: "open" });
  document.body.append(corner);

  const show = (told) => {
    const isOpen = root.querySelector("details")?.open ?? true;
    const items = told.map(({ file, line, said }) => make("li", "", make("b", line ? `${file}, line ${line}` : file), said));
    const title = told.length === 1 ? "Something is wrong" : `${told.length} things are wrong`;
    const box = make("details", "", make("summary", title), make("ol", "", ...items));
    box.open = isOpen;
    root.replaceChildren(...(told.length ? [make("style", STYLE), box] : []));
  };

  let source;

  // A browser holds few connections to one place; a page that nobody sees needs none.
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("/_live/events");
    source.onmessage = ({ data }) => {
      const news = JSON.parse(data);
      // Another number than the page has: it was made again, or the preview was started again.
      if (news.number === Number(number)) show(news.told);
      else location.reload();
    };
  };

  document.addEventListener("visibilitychange", listen);
  listen();
})();

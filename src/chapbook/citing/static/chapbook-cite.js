// Makes each "Cite" control a button; the dialog's own script and style come with the first that is pressed.
(() => {
  "use strict";

  const ours = document.currentScript.src;
  let loaded;

  const load = () => {
    const beside = (name) => new URL(name, ours).href;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: beside("chapbook-cite-dialog.css") }));
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: beside("chapbook-cite-dialog.js"), onload: resolve, onerror: reject });
      document.head.append(script);
    });
  };

  const open = async (control) => {
    try {
      await (loaded ??= load());
      window.openCiteDialog(control);
    } catch {
      location.href = control.href; // what the control is without a script
    }
  };

  for (const control of document.querySelectorAll("a.cite")) {
    control.setAttribute("role", "button");
    control.setAttribute("aria-haspopup", "dialog");
  }
  document.addEventListener("click", (event) => {
    const control = event.target.closest("a.cite");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(control);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("a.cite")) return;
    event.preventDefault();
    open(event.target);
  });
})();

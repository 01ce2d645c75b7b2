// Opens what is folded around a comment that is led to, and all of it for print, where a browser does not by itself.
(() => {
  "use strict";

  const showTarget = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      // A hash that is not well-formed leads nowhere.
    }
    const folded = [];
    for (let above = target?.closest("details"); above; above = above.parentElement.closest("details")) {
      if (!above.open) folded.push(above);
    }
    for (const details of folded) details.open = true;
    if (folded.length) target.scrollIntoView();
  };

  let printed = [];
  addEventListener("beforeprint", () => {
    printed = [...document.querySelectorAll(".comments details:not([open])")];
    for (const details of printed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of printed) details.open = false;
  });
  addEventListener("hashchange", showTarget);
  // A link to where one is already changes no hash.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) setTimeout(showTarget);
  });
  showTarget();
})();

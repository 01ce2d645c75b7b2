// What the tests of accessibility measure in a page.
window.measures = (() => {
  "use strict";

  const CONTROLS = "a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex='0']";

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  const controls = (root = document) => [...root.querySelectorAll(CONTROLS)].filter((one) => isShown(one) && !one.disabled && one.tabIndex >= 0);

  // Those that were there at first; "Back to top" comes and goes.
  const atFirst = controls();

  const nameOf = (element) => {
    const words = element.getAttribute("aria-label") || element.textContent.replace(/\s+/g, " ").trim() || element.name || element.id;
    const place = element.className && typeof element.className === "string" ? `.${element.className.split(" ")[0]}` : "";
    return `${element.localName}${place} “${words.slice(0, 50)}”`;
  };

  // Colours

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };

  // WCAG 2.2, relative luminance and contrast ratio
  const luminance = (colour) => {
    const [red, green, blue] = rgba(colour)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return getComputedStyle(document.documentElement).colorScheme.startsWith("dark") ? "black" : "white";
  };

  // The focus

  const outlined = (element) => {
    const style = getComputedStyle(element);
    const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const reach = width + parseFloat(style.outlineOffset);
    const around = ground(reach > width ? element.parentElement : element);
    return { width, reach, contrast: contrast(style.outlineColor, around) };
  };

  // By how many pixels the box is cut off by one that scrolls or clips.
  const cutOff = (element, reach) => {
    const boxes = [...element.getClientRects()];
    let most = 0;
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY, overflowClipMargin } = getComputedStyle(one);
      if (overflowX === "visible" && overflowY === "visible") continue;
      // What clips may leave room around itself; what scrolls cannot.
      const room = overflowX === "clip" && overflowY === "clip" ? parseFloat(overflowClipMargin) : 0;
      const frame = one.getBoundingClientRect();
      for (const box of boxes) {
        most = Math.max(most, frame.left - box.left + reach - room, box.right + reach - frame.right - room);
      }
    }
    return most;
  };

  // What lies over a part of it that is in the window.
  const covering = (element) => {
    const over = new Set();
    for (const box of element.getClientRects()) {
      for (const [across, down] of [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]) {
        const seen = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
        if (seen && !element.contains(seen) && !seen.contains(element)) over.add(nameOf(seen));
      }
    }
    return [...over];
  };

  const isInWindow = (element) =>
    [...element.getClientRects()].some((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);

  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { width, reach, contrast: strength } = outlined(element);
    return {
      index: atFirst.indexOf(element),
      name: nameOf(element),
      width,
      strength,
      cutOff: cutOff(element, reach),
      covering: covering(element),
      isInWindow: isInWindow(element),
      opacity: Number(getComputedStyle(element).opacity),
      scrolls: element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth,
    };
  };

  // Colours of what is shown

  const isFaded = (element) => {
    for (let one = element; one; one = one.parentElement) if (Number(getComputedStyle(one).opacity) < 1) return true;
    return false;
  };

  const withWords = () =>
    [...document.querySelectorAll("body *")].filter(
      (one) => isShown(one) && !isFaded(one) && !one.closest("svg, script, style, noscript") && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
    );

  const paleWords = (least) => [
    ...withWords()
      .filter((one) => contrast(getComputedStyle(one).color, ground(one)) < least)
      .map(nameOf),
    ...controls()
      .filter((one) => one.placeholder && contrast(getComputedStyle(one, "::placeholder").color, ground(one)) < least)
      .map((one) => `placeholder of ${nameOf(one)}`),
  ];

  const borders = (element) => {
    const style = getComputedStyle(element);
    return ["Top", "Right", "Bottom", "Left"].map((side) => ({ width: parseFloat(style[`border${side}Width`]), colour: style[`border${side}Color`] }));
  };

  const paleBorders = (least) =>
    [...controls(), ...document.querySelectorAll("dialog[open], :popover-open")]
      .filter((one) => !isFaded(one))
      .filter((one) => borders(one).some(({ width, colour }) => width > 0 && rgba(colour)[3] > 0 && contrast(colour, ground(one.parentElement)) < least))
      .map(nameOf);

  // What is drawn by a mask or a stroke in a colour that does not differ enough from its ground.
  const paleIcons = (least) => {
    const shown = [...document.querySelectorAll("body *")].filter((one) => isShown(one) && !isFaded(one));
    const masked = shown.filter((one) => {
      const style = getComputedStyle(one, "::before");
      return style.maskImage !== "none" && style.content !== "none" && contrast(style.backgroundColor, ground(one)) < least;
    });
    const strokes = shown.filter((one) => one.matches("svg:not(svg svg)") && contrast(getComputedStyle(one).color, ground(one)) < least);
    return [...masked, ...strokes].map((one) => nameOf(one.closest("button, a") ?? one));
  };

  // What moves: longer than nothing, of the page's elements and what stands before and behind them.
  const moving = () =>
    [...document.querySelectorAll("*")].flatMap((one) =>
      [null, "::before", "::after"]
        .map((pseudo) => getComputedStyle(one, pseudo))
        .filter((style) => {
          const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
          return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration)) || style.scrollBehavior === "smooth";
        })
        .map(() => nameOf(one)),
    );

  // Sizes

  // WCAG 2.5.8, inline: other words stand beside it in its own line, not only in a paragraph below it.
  const isInSentence = (element) => {
    if (!element.closest("p, li, dd, figcaption, .left-details") || getComputedStyle(element).display !== "inline") return false;
    const isInline = (one) => getComputedStyle(one).display.startsWith("inline");
    let run = element;
    while (isInline(run.parentElement)) run = run.parentElement;
    const words = (node) => (node.nodeType === 3 ? node.data : node.nodeType === 1 && isInline(node) ? node.textContent : "");
    const beside = [...run.parentElement.childNodes].map(words).join("");
    return beside.trim().length > element.textContent.trim().length;
  };

  const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

  const small = (least) =>
    controls()
      .filter((one) => !isInSentence(one))
      .map((one) => [one, one.getBoundingClientRect()])
      .filter(([, box]) => box.width < least - 0.01 || box.height < least - 0.01)
      .map(([one, box]) => `${nameOf(one)} ${box.width.toFixed(1)}×${box.height.toFixed(1)}`);

  const SCROLLS = /auto|scroll/;
  const clipped = () =>
    [...document.querySelectorAll("body *")]
      .filter((one) => isShown(one) && !one.matches(".visually-hidden, svg *"))
      .filter((one) => {
        const { overflowX, overflowY } = getComputedStyle(one);
        const across = one.scrollWidth > one.clientWidth + 1 && /hidden|clip/.test(overflowX);
        const down = one.scrollHeight > one.clientHeight + 1 && /hidden|clip/.test(overflowY);
        return across || down;
      })
      .map(nameOf);

  // What stands outside of the window, where nothing scrolls to it: words, and what lies over the page.
  const outside = () =>
    [...document.querySelectorAll("body *")]
      .filter((one) => isShown(one) && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .concat([...document.querySelectorAll("dialog[open], :popover-open")])
      .filter((one) => !one.closest(".visually-hidden, .skip-to-content:not(:focus)"))
      .filter((one) => {
        const isOver = one.matches("dialog, [popover]");
        const range = document.createRange();
        range.selectNodeContents(one);
        for (let around = isOver ? null : one; around; around = around.parentElement) {
          if (SCROLLS.test(getComputedStyle(around).overflowX) && around !== document.documentElement) return false;
        }
        const boxes = isOver ? one.getClientRects() : range.getClientRects();
        return [...boxes].some((box) => box.right > innerWidth + 1 || box.left < -1);
      })
      .map(nameOf);

  return { atFirst, borders, clipped, controls, focused, moving, outside, paleBorders, paleIcons, paleWords, small, wide };
})();

// What a page's tests ask of its styles: how words stand out from their ground, and whether anything lies on anything.
(() => {
  "use strict";

  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });

  const painted = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return context.getImageData(0, 0, 1, 1).data;
  };

  const luminance = ([...channels]) => {
    const [red, green, blue] = channels.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  // WCAG 2.2, contrast ratio; the grounds of all that is around are painted on each other, on the browser's own.
  window.contrast = (element, colour = getComputedStyle(element).color) => {
    const grounds = ["canvas"];
    for (let around = element; around; around = around.parentElement) grounds.splice(1, 0, getComputedStyle(around).backgroundColor);
    const [ground, words] = [painted(grounds), painted([...grounds, colour])].map((pixel) => luminance(pixel.slice(0, 3)));
    return (Math.max(ground, words) + 0.05) / (Math.min(ground, words) + 0.05);
  };

  window.isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  const boxes = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };

  const words = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (text) =>
      text.data.trim() && isShown(text.parentElement) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
    );
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;

  // Which of our elements lie on words that are not theirs, or on each other, or reach beyond the page.
  window.overlaps = (selector, root) => {
    const ours = [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length);
    const texts = words(document.querySelector(root)).map((text) => [text, boxes(text)]);
    const found = [];
    for (const element of ours) {
      const box = element.getBoundingClientRect();
      const name = `${element.className} ${element.dataset.label ?? element.dataset.number ?? element.textContent}`;
      for (const [text, lines] of texts) {
        if (!element.contains(text) && lines.some((line) => meet(box, line))) found.push(`${name} on ${text.data.trim()}`);
      }
      for (const other of ours) {
        if (other !== element && !other.contains(element) && !element.contains(other) && meet(box, other.getBoundingClientRect()))
          found.push(`${name} on ${other.className}`);
      }
      if (box.left < 0 || box.right > document.documentElement.clientWidth) found.push(`${name} beyond the page`);
    }
    return found;
  };
})();

// Loads the files of the index, those that a query needs; chapbook/search/files.py says what is in them.
(() => {
  "use strict";

  const MOST_BLOCKS = 24; // that are loaded before more is asked for

  const first = new URL(document.querySelector("[data-search-index]").dataset.searchIndex, document.baseURI);
  const waiting = new Map();
  const taken = new Map();

  // Called by the files.
  chapbookSearch.take = (name, data) => taken.set(name, data);

  const load = (name) => {
    if (!waiting.has(name)) {
      const loading = new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, first);
        script.onload = () => done(taken.get(name));
        script.onerror = () => failed(new Error(`${script.src} cannot be loaded`));
        document.head.append(script);
      });
      loading.catch(() => waiting.delete(name));
      waiting.set(name, loading);
    }
    return waiting.get(name);
  };

  const CRC = Uint32Array.from({ length: 256 }, (_empty, number) => {
    for (let bit = 0; bit < 8; bit += 1) number = number & 1 ? 0xedb88320 ^ (number >>> 1) : number >>> 1;
    return number;
  });
  const crc32 = (text) => ~new TextEncoder().encode(text).reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0;

  const opening = load(/([^/]+)\.js$/.exec(first.pathname)[1]);

  const blocksWith = async (index, gram) => {
    const each = index.slots / index.filters.length;
    const slot = crc32(gram) % index.slots;
    const bytes = atob(await load(index.filters[Math.floor(slot / each)]));
    const width = Math.ceil(index.blocks.length / 8);
    const at = (slot % each) * width;
    return (block) => (bytes.charCodeAt(at + (block >> 3)) >> (block & 7)) & 1;
  };

  // Folded once, when it is first looked through.
  const prepared = new WeakMap();
  const prepare = (pages) => {
    if (!prepared.has(pages)) {
      const all = pages.flatMap(([href, title, titles, passages]) => [...titles.map((passage) => [passage, true]), ...passages.map((passage) => [passage, false])].map(([[id, name, text, author], isTitle]) => ({ href, title, id, name, text, author, isTitle, said: chapbookSearch.fold(author), words: chapbookSearch.fold(text) })));
      prepared.set(pages, all);
    }
    return prepared.get(pages);
  };

  const lookThrough = (query, pages) => {
    const answers = [];
    for (const passage of prepare(pages)) {
      const start = passage.said ? passage.said.length + 1 : 0;
      const found = chapbookSearch.find(query, start ? `${passage.said} ${passage.words}` : passage.words);
      if (found) answers.push({ ...passage, from: found.from - start, rank: passage.isTitle ? found.rank - 1e6 : found.rank });
    }
    return answers;
  };

  // Yields answers, the best first; and more from what has not been loaded, each time it is asked.
  chapbookSearch.answers = async function* (query) {
    const index = await opening;
    const best = (found) => found.sort((one, other) => one.rank - other.rank);
    if (index.pages) {
      yield { answers: best(lookThrough(query, index.pages)), more: false };
      return;
    }
    const filters = await Promise.all(chapbookSearch.grams(query).map((gram) => blocksWith(index, gram)));
    let blocks = index.blocks.filter((_name, number) => filters.every((has) => has(number)));
    do {
      const loaded = await Promise.all(blocks.slice(0, MOST_BLOCKS).map(load));
      blocks = blocks.slice(MOST_BLOCKS);
      yield { answers: best(loaded.flatMap((pages) => lookThrough(query, pages))), more: blocks.length > 0 };
    } while (blocks.length);
  };
})();

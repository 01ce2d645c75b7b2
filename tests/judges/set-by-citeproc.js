// Sets citations and references with citeproc-js; a JSON object on standard input has the items and, by the names of styles,
// each style's text and the citations. Writes, by the same names, the citations and the references, as text.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import CSL from "citeproc";

const require = createRequire(import.meta.url);
const { plugins } = require("@citation-js/core");
require("@citation-js/plugin-csl");
const locale = plugins.config.get("@csl").locales.get("en-US");

const told = JSON.parse(readFileSync(0, "utf8"));
const set = ({ text, items, citations }) => {
  const known = Object.fromEntries(items.map((item) => [item.id, item]));
  const system = { retrieveLocale: () => locale, retrieveItem: (id) => structuredClone(known[id]) };
  const engine = new CSL.Engine(system, text, "en-US", true);
  engine.setOutputFormat("text");
  engine.updateItems(Object.keys(known));
  const printed = [];
  citations.forEach((citationItems) => {
    const before = printed.map(([id]) => [id, 0]);
    const [, made] = engine.processCitationCluster({ citationItems, properties: { noteIndex: 0 } }, before, []);
    for (const [place, words, id] of made) printed[place] = [id, words];
  });
  const [meta, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
  const references = Object.fromEntries(entries.map((entry, index) => [meta.entry_ids[index][0], entry.trim()]));
  return { citations: printed.map(([, words]) => words), references };
};
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(told).map(([name, one]) => [name, set(one)]))));

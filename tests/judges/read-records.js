// Reads records on standard input, a JSON object of texts by format, with citation.js; writes what it read as CSL-JSON.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

const read = async (text) => (await Cite.async(text)).data.map(({ _graph, ...item }) => item);
const texts = JSON.parse(readFileSync(0, "utf8"));
const entries = await Promise.all(Object.entries(texts).map(async ([format, text]) => [format, await read(text)]));
process.stdout.write(JSON.stringify(Object.fromEntries(entries)));

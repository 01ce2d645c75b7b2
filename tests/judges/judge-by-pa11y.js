// Has pa11y judge pages in one browser. On standard input a JSON object: chromium, standard, pages by name; writes what is found by name.
import { readFileSync } from "node:fs";
import pa11y from "pa11y";
import puppeteer from "puppeteer";

const { chromium, standard, pages } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const found = {};
for (const [name, address] of Object.entries(pages)) found[name] = (await pa11y(address, { browser, standard })).issues;
await browser.close();
process.stdout.write(JSON.stringify(found));

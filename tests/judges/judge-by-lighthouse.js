// Has Lighthouse judge pages in one browser. On standard input a JSON object: chromium, desktop, runs, addresses. Writes a list of reports for each
// address: one, if all its scores are full, else as many as "runs" allows.
import { readFileSync } from "node:fs";
import * as launcher from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const { chromium, desktop, runs, addresses } = JSON.parse(readFileSync(0, "utf8"));
const chrome = await launcher.launch({ chromePath: chromium, chromeFlags: ["--headless=new", "--no-sandbox"] });
const options = { port: chrome.port, logLevel: "silent", output: "json" };

const judge = async (address) => {
  const { lhr } = await lighthouse(address, options, desktop ? desktopConfig : undefined);
  return { error: lhr.runtimeError, categories: lhr.categories, audits: lhr.audits };
};
const isFull = (report) => Object.values(report.categories).every(({ score }) => score === 1);

const judgeUpTo = async (address, left) => {
  const report = await judge(address);
  return left > 1 && !isFull(report) ? [report, ...(await judgeUpTo(address, left - 1))] : [report];
};

const reports = {};
for (const address of addresses) reports[address] = await judgeUpTo(address, runs);
await chrome.kill();
process.stdout.write(JSON.stringify(reports));

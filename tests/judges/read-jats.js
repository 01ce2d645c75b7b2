// Reads an article on standard input, a JSON string of JATS, with jats-xml of MyST; writes what it found in it.
import { readFileSync } from "node:fs";
import { Jats } from "jats-xml";
import { toText } from "myst-common";

const article = new Jats(JSON.parse(readFileSync(0, "utf8")));
const words = (node) => (node ? toText(node) : "");
process.stdout.write(
  JSON.stringify({
    title: words(article.articleTitle),
    authors: article.articleAuthors.map(words),
    abstract: words(article.abstract),
    body: words(article.body),
    references: article.references.map((reference) => reference.id),
    conversation: article.subArticles.map((comment) => comment.id),
  }),
);

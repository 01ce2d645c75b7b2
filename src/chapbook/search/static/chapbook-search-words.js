// What a query asks for, where that stands in a passage, and which sentence of it to show. It knows nothing of the page.
// Words are folded as chapbook/search/folding.py says; a test holds the two together.
globalThis.chapbookSearch = (() => {
  "use strict";

  const ACCENT = /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u{e0100}-\u{e01ef}]/u;
  const UNSPACED = /[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const PARTED = { æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ħ: "h", ð: "d", þ: "th" };
  const SHORT = 2;
  const BREAK = "\u2063"; // where a page has something between the words, such as a note in its margin
  const QUOTED = /["“”„‟«»「」『』]([^"“”„‟«»「」『』]+)["“”‟«»」』]/g;
  const MOST_WORDS = 12;
  const MOST_PLACES = 100; // of one word, in one passage
  const INSIDE = 1000; // what a word that is only found inside of others counts, in characters between words
  const LONG_ENOUGH = 200; // characters of a passage that are shown where its sentences are short
  const SHORT_LINE = 250; // that is not parted: a reference has a point behind every initial
  const SCRAP = 80; // what is shown with what stands before it too
  const TOO_LONG = 300;

  // Folding

  const foldPart = (part) => {
    if (/\p{Cf}/u.test(part) || (ACCENT.test(part) && /[\p{L}\p{M}]/u.test(part))) return [];
    if (!/[\p{L}\p{M}\p{N}]/u.test(part)) return [" "];
    const lower = part.toLowerCase().toUpperCase().toLowerCase();
    return Array.from(PARTED[lower] ?? lower);
  };

  const foldLetter = (letter) => {
    const parts = /[\uac00-\ud7a3]/.test(letter) ? letter : letter.normalize("NFKD");
    return Array.from(parts).flatMap(foldPart).map((part) => [part, part === " " ? " " : UNSPACED.test(part)]);
  };

  const folded = new Map();

  // The folded words; in *places*, if given, from where in the text each of their characters comes.
  const fold = (text, places) => {
    let words = "";
    let before = " ";
    let at = 0;
    const add = (part) => {
      words += part;
      for (let unit = 0; places && unit < part.length; unit += 1) places.push(at);
    };
    for (const letter of text) {
      let parts = folded.get(letter);
      if (!parts) folded.set(letter, (parts = foldLetter(letter)));
      for (const [part, kind] of parts) {
        if (before !== " " && kind !== before) add(" ");
        if (kind !== " ") add(part);
        before = kind;
      }
      at += letter.length;
    }
    return words.trimEnd();
  };

  // The query

  const segments = (text, granularity) => (Intl.Segmenter ? [...new Intl.Segmenter(undefined, { granularity }).segment(text)] : undefined);

  const pairs = (word) => {
    const letters = Array.from(word);
    return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
  };

  const wordsOfRun = (run) => segments(run, "word")?.map((found) => found.segment) ?? pairs(run);

  const wordsOf = (chunk) => {
    if (!UNSPACED.test(chunk)) return [chunk];
    return chunk.split(" ").flatMap((run) => (UNSPACED.test(run) ? wordsOfRun(run) : [run]));
  };

  // What has to stand in a passage; *whole* is best found as it is.
  const parse = (asked) => {
    const text = asked.normalize("NFC");
    const phrases = [];
    const rest = text.replace(QUOTED, (_all, words) => (phrases.push(fold(words)), " "));
    const chunks = rest.split(/\s+/).map((chunk) => fold(chunk)).filter(Boolean);
    const words = [...new Set([...phrases.filter(Boolean), ...chunks.flatMap(wordsOf)])].slice(0, MOST_WORDS);
    return { whole: fold(text), words: words.map((word) => ({ word, begins: isShort(word.split(" ")[0]) })) };
  };

  const isShort = (word) => !UNSPACED.test(word) && Array.from(word).length <= SHORT;

  // By what filters know a query; not all grams of a long word, since few tell enough.
  const grams = ({ words }) => {
    const all = words.flatMap(({ word }) => word.split(" ").flatMap(gramsOfWord));
    return [...new Set(all)].sort((one, other) => other.length - one.length).slice(0, MOST_WORDS);
  };

  const gramsOfWord = (word) => {
    const letters = Array.from(word);
    if (UNSPACED.test(word)) return spread(pairs(word));
    if (letters.length <= SHORT) return [`^${word}`];
    if (letters.length === 3) return [word];
    return spread(letters.slice(3).map((_letter, at) => letters.slice(at, at + 4).join("")));
  };

  const spread = (found) => [...new Set([found[0], found[found.length >> 1], found[found.length - 1]])];

  // Where it stands; the inside of words counts where no word begins with it.

  const placesOf = ({ word, begins }, text) => {
    const all = [];
    for (let at = text.indexOf(word); at >= 0 && all.length < MOST_PLACES; at = text.indexOf(word, at + 1)) all.push(at);
    const first = all.filter((at) => at === 0 || text[at - 1] === " ");
    return begins || (first.length && !UNSPACED.test(word)) ? first : all;
  };

  // The shortest piece that has every word; *places* has those of each.
  const nearest = (places, words) => {
    const all = places.flatMap((found, number) => found.map((at) => ({ at, number, end: at + words[number].word.length }))).sort((one, other) => one.at - other.at);
    const last = new Map();
    let best;
    for (const place of all) {
      last.set(place.number, place);
      if (last.size < places.length) continue;
      const [from, to] = [Math.min(...[...last.values()].map(({ at }) => at)), Math.max(...[...last.values()].map(({ end }) => end))];
      if (!best || to - from < best.to - best.from) best = { from, to };
    }
    return best;
  };

  // The place of a query in folded words, and how good it is: 0 is best, then it grows with the way between the words.
  const find = ({ whole, words }, text) => {
    const places = words.map((word) => placesOf(word, text));
    if (!places.length || places.some((found) => !found.length)) return undefined;
    const exact = [` ${whole} `, ` ${whole}`, whole].map((words_) => ` ${text} `.indexOf(words_)).findIndex((at) => at >= 0);
    const near = nearest(places, words);
    const inside = places.filter((found) => found.every((at) => at > 0 && text[at - 1] !== " ")).length;
    if (exact < 0) return { ...near, rank: 3 + near.to - near.from + inside * INSIDE };
    const from = exact === 2 ? text.indexOf(whole) : ` ${text} `.indexOf(` ${whole}${exact ? "" : " "}`);
    return { from, to: from + whole.length, rank: exact };
  };

  // What to show of it

  const sentences = (text) =>
    [...text.matchAll(/[^\n]+\n?/g)].flatMap(({ 0: line, index: from }) => {
      if (line.length <= SHORT_LINE) return [[from, from + line.length]];
      const found = segments(line, "sentence") ?? [...line.matchAll(/[^.!?。！？]*[.!?。！？]*\s*/g)].map((match) => ({ index: match.index, segment: match[0] }));
      return found.map(({ index, segment }) => [from + index, from + index + segment.length]);
    });

  // A piece of a long sentence, between words where it has spaces.
  const cut = (text, [from, to], at) => {
    if (to - from <= TOO_LONG) return [from, to];
    const near = at - TOO_LONG / 2;
    const space = text.indexOf(" ", near) + 1;
    const begin = at - from < LONG_ENOUGH ? from : space && space <= at ? space : near;
    if (to <= begin + TOO_LONG) return [begin, to];
    const end = text.lastIndexOf(" ", begin + TOO_LONG);
    return [begin, end > at ? end : begin + TOO_LONG];
  };

  // The runs of a passage that are shown, each a text and whether it is one of the words; and the sentence they are in.
  const excerpt = ({ words }, text, from) => {
    const places = [];
    const found = fold(text, places);
    const marks = words
      .flatMap((word) => placesOf(word, found).map((at) => [places[at], after(text, places[at + word.word.length - 1])]))
      .sort(([one, end], [other, otherEnd]) => one - other || otherEnd - end);
    const at = from >= 0 ? places[from] : marks[0]?.[0] ?? 0;
    const all = sentences(text);
    const number = Math.max(0, all.findIndex(([, end]) => end > at));
    const sentence = all[number] ?? [0, text.length];
    let [start, end] = cut(text, sentence, at);
    for (let next = number + 1; all[next]?.[1] - start <= LONG_ENOUGH && end >= all[next][0]; next += 1) end = all[next][1];
    for (let last = number - 1; end - start < SCRAP && end - all[last]?.[0] <= LONG_ENOUGH; last -= 1) start = all[last][0];
    const cutAt = { start: start > sentence[0], end: end < sentence[1] };
    const said = text.slice(...sentence).replace(/ ·\s*$/, "").trim();
    return { runs: runsOf(text, [start, end], marks), cutAt, fragment: marks.length ? fragment(said) : "" };
  };

  const runsOf = (text, [start, end], marks) => {
    const runs = [];
    let done = start;
    for (const [first, last] of marks.filter(([from, to]) => from >= start && to <= end)) {
      if (last <= done) continue;
      const between = text.slice(done, first);
      if (runs.length && /^[\s\p{Pd}]?$/u.test(between)) runs.at(-1)[0] += text.slice(done, last);
      else runs.push([between, false], [text.slice(Math.max(first, done), last), true]);
      done = last;
    }
    const all = [...runs, [text.slice(done, end).trimEnd(), false]].map(([words, isWord]) => [words.replaceAll(BREAK, ""), isWord]);
    return all.filter(([words]) => words);
  };

  // Where a letter ends, with the marks upon it.
  const after = (text, at) => at + /^(?:.\p{M}*)/su.exec(text.slice(at, at + 40))[0].length;

  // A text fragment (https://wicg.github.io/scroll-to-text-fragment/), by the ends of a sentence; neither goes over a break.
  const fragment = (sentence) => {
    const said = (text) => encodeURIComponent(text.trim()).replaceAll("-", "%2D");
    const wordsIn = (piece) => segments(piece, "word")?.filter((word) => word.isWordLike) ?? [{ index: 0, segment: piece }];
    const pieces = sentence.split(BREAK).map((piece) => ({ piece, words: wordsIn(piece) })).filter(({ words }) => words.length);
    if (!pieces.length) return "";
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first === last && first.words.length <= 8) return `:~:text=${said(first.piece)}`;
    const end = first.words[Math.min(3, first.words.length - 1)];
    const start = last.words.at(-Math.min(4, last.words.length));
    return `:~:text=${said(first.piece.slice(0, end.index + end.segment.length))},${said(last.piece.slice(start.index))}`;
  };

  return { fold, parse, grams, find, excerpt };
})();

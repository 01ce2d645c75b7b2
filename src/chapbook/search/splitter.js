// A run of Chinese characters is searched for by its pairs, a single one by itself; all other words are words.
var splitQuery = (query) =>
  (query.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}_])+/gu) ?? []).flatMap((run) => {
    const characters = Array.from(run);
    const isWhole = !/\p{Script=Han}/u.test(run) || characters.length === 1;
    return isWhole ? [run] : characters.slice(1).map((character, at) => characters[at] + character);
  });

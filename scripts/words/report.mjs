/** Says of each language which messages it lacks, which were translated from an older English, and which are too wide. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { eastAsianWidth } from "get-east-asian-width";

import {
  factsOf,
  FOLDER,
  isDraft,
  languages,
  noteOf,
  printOf,
  readGroups,
  readSubject,
  REFERENCE,
  subjects,
  tokensOf,
} from "./messages.mjs";

/** As long as an ordinary fact of a type is. */
const FACT_CELLS = { int: 2, Money: 6, Rate: 4, Day: 10, Pieces: 2, Quantity: 2, Measure: 6 };
const TEXT_CELLS = 10;

/**
 * Returns the report as lines of text. Unless it only looks, it notes beside each language, in `seen.json`, the English
 * that its new and changed messages were translated from.
 */
export function reportWords({ onlyLooks }) {
  const english = textsOf(REFERENCE);
  const lines = [`en ${english.size} messages`];
  for (const language of languages().filter((name) => name !== REFERENCE)) {
    const own = textsOf(language);
    const { stale } = seenBy(language, { own, english, onlyLooks });
    const missing = [...english.keys()].filter((id) => !own.has(id));
    const count = english.size - missing.length;
    lines.push(`${language} ${count} of ${english.size}${isDraft(language) ? ", a draft" : ""}`);
    lines.push(...missing.map((id) => `  missing: ${id}`));
    lines.push(...stale.map((id) => `  English has changed since: ${id}`));
    lines.push(...wideIn(language, { own, english }));
  }
  return `${lines.join("\n")}\n`;
}

/** What a language was translated from: prints of the English by id, and of its own text to see that it changed. */
function seenBy(language, { own, english, onlyLooks }) {
  const file = `${FOLDER}/${language}/seen.json`;
  const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const stale = [];
  const seen = {};
  for (const [id, text] of own) {
    const now = `${printOf(english.get(id))} ${printOf(text)}`;
    const known = before[id];
    const isOlder = known !== undefined && known !== now && known.endsWith(printOf(text));
    seen[id] = isOlder ? known : now;
    if (isOlder) stale.push(id);
  }
  const text = `${JSON.stringify(seen, null, 2)}
`;
  if (!onlyLooks) writeFileSync(file, text);
  return { stale };
}

/** What is longer than its line, and than English there, with ordinary facts. */
function wideIn(language, { own, english }) {
  const groups = readGroups();
  const notes = new Map(subjects().flatMap((subject) => [...readSubject(REFERENCE, subject)]));
  return [...own].flatMap(([id, text]) => {
    const { note } = notes.get(id);
    const { room } = noteOf(id, note, groups);
    if (room === undefined || note["x-words"] === true) return [];
    const facts = new Map(factsOf(note));
    const cells = widest(tokensOf(text, language), facts);
    const most = Math.max(room, widest(tokensOf(english.get(id), REFERENCE), facts));
    return cells > most ? [`  too wide: ${id}, ${cells} of ${most} cells`] : [];
  });
}

/** Cells of the widest branches; of lines the longest one. */
function widest(tokens, facts) {
  let line = 0;
  let most = 0;
  for (const { type, arg, value, cases } of tokens) {
    if (type === "content") {
      const [first, ...more] = value.split("\n").map(cellsOf);
      line += first;
      most = Math.max(most, line, ...more);
      line = more.at(-1) ?? line;
    } else if (cases === undefined) line += FACT_CELLS[facts.get(arg).type] ?? TEXT_CELLS;
    else line += Math.max(...cases.map((one) => widest(one.tokens, facts)));
  }
  return Math.max(most, line);
}

function cellsOf(text) {
  return Array.from(text).reduce((sum, sign) => sum + eastAsianWidth(sign.codePointAt(0)), 0);
}

function textsOf(language) {
  return new Map(
    subjects().flatMap((subject) =>
      [...readSubject(language, subject)].map(([id, { text }]) => [id, text]),
    ),
  );
}

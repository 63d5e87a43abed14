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

/** Which English each message of each language was translated from. */
const SEEN_FILE = `${FOLDER}/seen.json`;

/**
 * Returns the report as lines of text. Unless it only looks, it notes in `seen.json` the English that new and changed
 * messages were translated from.
 */
export function reportWords({ onlyLooks }) {
  const english = textsOf(REFERENCE);
  const lines = [`en ${english.size} messages`];
  const before = existsSync(SEEN_FILE) ? JSON.parse(readFileSync(SEEN_FILE, "utf8")) : {};
  const seen = Object.fromEntries([...english].map(([id, text]) => [id, { en: printOf(text) }]));
  for (const language of languages().filter((name) => name !== REFERENCE)) {
    const own = textsOf(language);
    const stale = staleIn(language, { own, before, seen });
    const missing = [...english.keys()].filter((id) => !own.has(id));
    const count = english.size - missing.length;
    lines.push(`${language} ${count} of ${english.size}${isDraft(language) ? ", a draft" : ""}`);
    lines.push(...missing.map((id) => `  missing: ${id}`));
    lines.push(...stale.map((id) => `  English has changed since: ${id}`));
    lines.push(...wideIn(language, { own, english }));
  }
  if (!onlyLooks) writeFileSync(SEEN_FILE, seenText(seen));
  return `${lines.join("\n")}\n`;
}

/**
 * Returns the messages that were translated from an older English, and notes in `seen` the print of each text. A text
 * of an older English has the print of that English behind its own.
 */
function staleIn(language, { own, before, seen }) {
  const stale = [];
  for (const [id, text] of own) {
    const [known, older] = before[id]?.[language]?.split(" of ") ?? [];
    const now = printOf(text);
    const english = known === now ? (older ?? before[id].en) : seen[id].en;
    const isOlder = english !== seen[id].en;
    seen[id][language] = isOlder ? `${now} of ${english}` : now;
    if (isOlder) stale.push(id);
  }
  return stale;
}

/** A line for each message, so that a new message is a new line. */
function seenText(seen) {
  const rows = Object.entries(seen).map(([id, prints]) => `  "${id}": ${JSON.stringify(prints)}`);
  return `{\n${rows.join(",\n")}\n}\n`;
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

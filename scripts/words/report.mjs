/** Says of each language which messages it lacks, which were translated from an older English, and which are too wide. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { FOLDER, languages, printOf, readSubject, REFERENCE, subjects } from "./messages.mjs";

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
    lines.push(`${language} ${count} of ${english.size}`);
    lines.push(...missing.map((id) => `  missing: ${id}`));
    lines.push(...stale.map((id) => `  English has changed since: ${id}`));
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

function textsOf(language) {
  return new Map(
    subjects().flatMap((subject) =>
      [...readSubject(language, subject)].map(([id, { text }]) => [id, text]),
    ),
  );
}

/** Message files as PO (gettext), for translators who use Poedit or another tool that knows no ARB; and back. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

import gettext from "gettext-parser";

import { FOLDER, noteOf, readGroups, readSubject, REFERENCE, subjects } from "./messages.mjs";

/**
 * Returns all messages of a language as a PO file: the id is the context, English is the source, and what it is about
 * stands in comments. What isn't translated is empty.
 */
export function toPo(language) {
  const translations = {};
  const groups = readGroups();
  for (const subject of subjects()) {
    const own = readSubject(language, subject);
    for (const [id, { text, note }] of readSubject(REFERENCE, subject)) {
      // An empty text is no source in PO; such messages stay as they are.
      if (text === "") continue;
      const facts = Object.entries(note.placeholders ?? {}).map(
        ([name, { type }]) => `${name}: ${type}`,
      );
      const { about, room } = noteOf(id, note, groups);
      const cells = room === undefined ? "" : `${room} cells`;
      const extracted = [about, cells, facts.join(", ")].filter(Boolean).join("\n");
      translations[id] = {
        [text]: {
          msgctxt: id,
          msgid: text,
          msgstr: [own.get(id)?.text ?? ""],
          comments: { reference: `${subject}.arb`, ...(extracted === "" ? {} : { extracted }) },
        },
      };
    }
  }
  const headers = { "Content-Type": "text/plain; charset=utf-8", Language: language };
  return gettext.po
    .compile({ charset: "utf-8", headers, translations }, { foldLength: 0 })
    .toString();
}

/**
 * Writes what a PO file says into the message files of its language, in the order of English. Throws with a sentence
 * where it is of no language, or where its English is of another day.
 */
export function takePo(file) {
  const { headers, translations } = gettext.po.parse(readFileSync(file), "utf-8");
  const language = headers["Language"] ?? headers["language"] ?? "";
  if (!/^[a-z]{2,3}$/u.test(language)) throw new Error(`${file} says no language: Language: de`);
  for (const subject of subjects()) {
    const own = readSubject(language, subject);
    const messages = [...readSubject(REFERENCE, subject)].flatMap(([id, { text }]) => {
      if (text === "") return own.has(id) ? [[id, own.get(id).text]] : [];
      const translated = translations[id]?.[text]?.msgstr[0] ?? "";
      return translated === "" ? [] : [[id, translated]];
    });
    const content = { "@@locale": language, ...Object.fromEntries(messages) };
    mkdirSync(`${FOLDER}/${language}`, { recursive: true });
    writeFileSync(`${FOLDER}/${language}/${subject}.arb`, `${JSON.stringify(content, null, 2)}\n`);
  }
  return language;
}

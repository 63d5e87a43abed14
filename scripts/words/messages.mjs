/**
 * Message files: reads `src/words/<language>/<subject>.arb` and checks each message.
 *
 * A file is ARB (https://github.com/google/app-resource-bundle): JSON of ids and texts in ICU MessageFormat.
 * English stands with an `@id` beside a message: what it is about, its facts (`placeholders`) and the cells it has
 * (`x-room`). `docs/languages.md` has the whole form.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import { parse } from "@messageformat/parser";
import * as categories from "make-plural/pluralCategories";

export const FOLDER = "src/words";
export const REFERENCE = "en";

/**
 * Types of facts, and what each is in TypeScript. One that is `shown` is written as the locale writes it: by a function
 * of `Shown` in `src/words/shown.ts`, of the fact and of the fact beside it that `by` names.
 */
export const FACT_TYPES = {
  String: { type: "string" },
  int: { type: "number" },
  bool: { type: "boolean" },
  List: { type: "ReadonlyArray<string>", isList: true },
  OrList: { type: "ReadonlyArray<string>", isList: true },
  AndList: { type: "ReadonlyArray<string>", isList: true },
  Money: { type: "number", shown: "money" },
  Person: { type: "string", shown: "staffName" },
  Rate: { type: "number", shown: "rate" },
  Day: { type: "string", shown: "day" },
  Pieces: { type: "number", shown: "pieces" },
  Quantity: { type: "number", shown: "quantity", by: "isPiece" },
  Measure: { type: "number", shown: "measure", by: "soldBy" },
};

/** The rules of plurals of a language's folder, where CLDR calls them otherwise: the Portuguese of Portugal. */
export function pluralRulesOf(language) {
  return language === "pt" ? "pt_PT" : language;
}

/** Returns the languages that have a folder, English first. */
export function languages() {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const names = folders.map(({ name }) => name).filter((name) => /^[a-z]{2,3}$/u.test(name));
  return [REFERENCE, ...names.filter((name) => name !== REFERENCE).toSorted()];
}

/** Whether a language is only being made: its files are checked, and nothing is made of them. */
export function isDraft(language) {
  return readFile(language, "lists")["@@x-draft"] === true;
}

/** Returns the subjects of the English folder: names of files without their ending. */
export function subjects() {
  return readdirSync(`${FOLDER}/${REFERENCE}`)
    .filter((name) => name.endsWith(".arb"))
    .map((name) => name.slice(0, -".arb".length))
    .toSorted();
}

/**
 * Reads one file. Throws with a sentence where it is no JSON.
 * @returns {Map<string, { text: string, note: Record<string, unknown> }>} by the message's id, in the order of the file
 */
export function readSubject(language, subject) {
  const content = readFile(language, subject);
  return new Map(
    Object.entries(content)
      .filter(([id]) => !id.startsWith("@"))
      .map(([id, text]) => [id, { text, note: content[`@${id}`] ?? {} }]),
  );
}

function readFile(language, subject) {
  const file = `${FOLDER}/${language}/${subject}.arb`;
  let source;
  try {
    source = readFileSync(file, "utf8");
  } catch {
    return {};
  }
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${error.message}`, { cause: error });
  }
}

/**
 * Returns what stands about a message: its own description, or its group's; and the cells that it has, if it is one line.
 * @returns {{ about: string, room: number | undefined }}
 */
export function noteOf(id, note, groups) {
  const path = id.split(".").slice(0, -1);
  const names = path.map((_, at) => path.slice(0, path.length - at).join("."));
  const group = names.map((name) => groups[name]).find((one) => one !== undefined);
  return { about: note.description ?? group?.about ?? "", room: note["x-room"] ?? group?.room };
}

/** Returns what is said of groups of messages, by `<bundle>.<group>`. */
export function readGroups() {
  try {
    return JSON.parse(readFileSync(`${FOLDER}/${REFERENCE}/groups.json`, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw new Error(`groups.json is no JSON: ${error.message}`, { cause: error });
  }
}

/** Returns a short print of an English message; a translation that knows another print is of an older text. */
export function printOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** Returns the facts of a message: `[name, { type, optional, of }]` in the order of its note. */
export function factsOf(note) {
  return Object.entries(note.placeholders ?? {}).map(([name, fact]) => [
    name,
    { type: fact.type ?? "String", optional: fact["x-optional"] === true, of: fact["x-of"] },
  ]);
}

/**
 * Reads a text into tokens. Throws with a sentence on what translators' tools take and a till must not:
 * formats that need `Intl`, a plural without `other`, a number written out in a branch, an apostrophe that eats a fact.
 */
export function tokensOf(text, language) {
  if (/(?<!')'(?=[{}])/u.test(text.replaceAll("''", ""))) {
    throw new Error(`an apostrophe before a brace hides the fact: double it, or write ’`);
  }
  const tokens = parse(text, {
    cardinal: categories[pluralRulesOf(language)].cardinal,
    strict: true,
  });
  for (const token of tokens) checkToken(token, language);
  return tokens;
}

function checkToken(token, language) {
  if (token.type === "function") throw new Error(`{${token.arg}, ${token.key}} is not for a till`);
  if (token.type === "selectordinal") throw new Error(`{${token.arg}, selectordinal} is not known`);
  if (token.type === "octothorpe") throw new Error(`# is written {name of the fact}, or '#'`);
  if (token.cases === undefined) return;
  if (!token.cases.some(({ key }) => key === "other"))
    throw new Error(`{${token.arg}} has no other`);
  for (const { key, tokens } of token.cases) {
    const saysNumber = tokens.some((part) => part.type === "content" && /[0-9]/u.test(part.value));
    if (token.type === "plural" && key !== "other" && !key.startsWith("=") && saysNumber) {
      throw new Error(
        `{${token.arg}} ${key}: a number is written {${token.arg}}, since ${key} may be others`,
      );
    }
    for (const part of tokens) checkToken(part, language);
  }
}

/** Returns the names of the facts that tokens say or choose by. */
export function saidIn(tokens, names = new Set()) {
  for (const token of tokens) {
    if (token.arg !== undefined) names.add(token.arg);
    for (const { tokens: inner } of token.cases ?? []) saidIn(inner, names);
  }
  return names;
}

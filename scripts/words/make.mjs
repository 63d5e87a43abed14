/**
 * Makes the words of the program from the message files: `src/words/made/<bundle>/<language>.ts`, and their types.
 *
 * An id is `<bundle>.<group>.<message>`: files follow subjects, modules follow who loads them. What a language
 * lacks is said in English, message by message.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";

import { FRESH, replaceFile } from "../replace-file.mjs";
import {
  FACT_TYPES,
  factsOf,
  FOLDER,
  isDraft,
  languages,
  pluralRulesOf,
  readSubject,
  REFERENCE,
  saidIn,
  subjects,
  tokensOf,
} from "./messages.mjs";

const MADE = `${FOLDER}/made`;
const STAMP = `${MADE}/.sources`;
const HEAD = "/** Made of the message files by `npm run words`: change those. */\n";

/** Makes the words anew where a message file or a part of this has changed. Throws with all faults, a line each. */
export function ensureWords() {
  const sources = printOfSources();
  if (readIfThere(STAMP) === sources) return;
  makeWords();
  replaceFile(STAMP, sources);
}

/** Makes all modules. Throws with all faults of the files, a line each. */
export function makeWords() {
  const faults = [];
  const reference = messagesOf(REFERENCE, undefined, faults);
  const modules = new Map();
  for (const language of languages()) {
    const own = language === REFERENCE ? reference : messagesOf(language, reference, faults);
    if (isDraft(language)) continue;
    for (const [bundle, ids] of bundlesOf(reference)) {
      modules.set(`${bundle}/${language}.ts`, moduleOf(language, { bundle, ids, reference, own }));
    }
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  for (const [bundle, ids] of bundlesOf(reference)) {
    modules.set(`${bundle}/words.ts`, typesOf(bundle, ids, reference));
    modules.set(`${bundle}/all.ts`, allOf(bundle));
  }
  // Only what changes is written: another process may be reading the rest.
  for (const [file, source] of modules) {
    if (readIfThere(`${MADE}/${file}`) === source) continue;
    replaceFile(`${MADE}/${file}`, source);
  }
  for (const file of madeFiles())
    if (!modules.has(file)) rmSync(`${MADE}/${file}`, { force: true });
}

/** The modules that are there, as `<bundle>/<language>.ts`. */
function madeFiles() {
  return readdirSync(MADE, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(`${MADE}/${entry.name}`)
          .filter((file) => !file.startsWith(FRESH))
          .map((file) => `${entry.name}/${file}`)
      : [],
  );
}

/** The ids by their bundle. What stands between names belongs to none: messages take it where they need it. */
function bundlesOf(reference) {
  const bundles = Map.groupBy(reference.keys(), (id) => id.split(".")[0]);
  bundles.delete("lists");
  return bundles;
}

/** Reads and checks all messages of a language: `{ text, note, tokens, facts, subject }` by id. */
function messagesOf(language, reference, faults) {
  const messages = new Map();
  for (const subject of subjects()) {
    for (const [id, { text, note }] of readSubject(language, subject)) {
      const where = `${language}/${subject}.arb ${id}`;
      const english = reference?.get(id);
      try {
        if (messages.has(id)) throw new Error("stands here twice");
        if (reference !== undefined && english?.subject !== subject) {
          throw new Error(
            english === undefined
              ? "English has no such message"
              : `belongs into ${english.subject}.arb`,
          );
        }
        const facts = new Map(factsOf(english?.note ?? note));
        const tokens = tokensOf(text, language);
        checkFacts(tokens, facts, english);
        messages.set(id, { text, note: english?.note ?? note, tokens, facts, subject });
      } catch (error) {
        faults.push(`${where}: ${error.message.split("\n")[0]}`);
      }
    }
  }
  return messages;
}

function checkFacts(tokens, facts, english) {
  const said = saidIn(tokens);
  const unknown = [...said].find((name) => !facts.has(name));
  if (unknown !== undefined) {
    const known = facts.size === 0 ? "it has none" : `it has ${[...facts.keys()].join(", ")}`;
    throw new Error(`no fact {${unknown}}; ${known}`);
  }
  for (const [name, { type }] of facts) {
    if (!(type in FACT_TYPES)) throw new Error(`{${name}} has no type that is known: ${type}`);
  }
  if (english === undefined) return;
  const lacks = [...saidIn(english.tokens)].find(
    (name) => !said.has(name) && english.note.placeholders[name]["x-may-lack"] !== true,
  );
  if (lacks !== undefined) throw new Error(`{${lacks}} is not said`);
  checkCases(tokens, facts);
}

/** MessageFormat has no hyphens in the names of cases. */
function caseOf(value) {
  return value.replaceAll("-", "_");
}

/** A case of a select that no fact can be is a slip of the pen. */
function checkCases(tokens, facts) {
  for (const { type, arg, cases } of tokens) {
    if (cases === undefined) continue;
    const { of } = facts.get(arg);
    const known = of === undefined ? undefined : new Set([...of.map(caseOf), "none", "other"]);
    const odd = type === "select" ? cases.find(({ key }) => known?.has(key) === false) : undefined;
    if (odd !== undefined) throw new Error(`{${arg}} is never ${odd.key}: ${of.join(", ")}`);
    for (const { tokens: inner } of cases) checkCases(inner, facts);
  }
}

function moduleOf(language, { bundle, ids, reference, own }) {
  const type = typeName(bundle);
  const used = new Set();
  const tree = treeOf(ids, (id) => {
    const message = own.get(id) ?? reference.get(id);
    return codeOf(message, own.has(id) ? language : REFERENCE, used);
  });
  const body = `export const ${language} = (): ${type} => (${printed(tree)});\n`;
  const names = [...used].toSorted();
  const plurals = names.filter((name) => name.startsWith("plural_"));
  const rules = plurals
    .map((name) => `${pluralRulesOf(name.slice("plural_".length))} as ${name}`)
    .join(", ");
  const imports =
    plurals.length === 0 ? "" : `import { ${rules} } from "make-plural/cardinals";\n\n`;
  const joins = names
    .filter((name) => !plurals.includes(name))
    .map((name) => joinOf(name, { own, reference }));
  return `${HEAD}\n${imports}import { type ${type} } from "./words.ts";\n\n${joins.join("")}${body}`;
}

function joinOf(name, { own, reference }) {
  const [what, language] = name.split("_");
  const messages = language === REFERENCE ? reference : own;
  const { tokens } = messages.get(`lists.${what}`) ?? reference.get(`lists.${what}`);
  const between = tokens.find(({ type }) => type === "content").value;
  return `const ${name} = (names: ReadonlyArray<string>): string => names.join(${JSON.stringify(between)});\n`;
}

/** The languages of a bundle, each made when somebody asks for it. */
function allOf(bundle) {
  const made = languages().filter((name) => !isDraft(name));
  const imports = made.map((name) => `import { ${name} } from "./${name}.ts";\n`);
  const list = made.join(", ");
  return `${HEAD}\n${imports.join("")}\nexport const ${bundle}Words = { ${list} };\n`;
}

/** The code of a message: a text, lines, or a function of its facts. */
function codeOf({ text, note, tokens, facts }, language, used) {
  const isLines = note["x-lines"] === true;
  if (facts.size === 0)
    return JSON.stringify(shapeOf(tokens.map(({ value }) => value).join(""), note));
  const said = expressionOf(tokens, { facts, language, used });
  const takes = takesShown(facts) && said.includes("shown.") ? "(facts, shown)" : "(facts)";
  if (saidIn(tokens).size === 0) return `() => ${said}${isLines ? '.split("\\n")' : ""}`;
  return `${takes} => ${said}${isLines ? '.split("\\n")' : ""}`;
}

/** A text without facts, as its note says: words, lines, cells, or lines of cells. */
function shapeOf(text, note) {
  if (note["x-words"] === true) return text === "" ? [] : text.split(" ");
  const { "x-lines": isLines, "x-cells": cells } = note;
  if (isLines !== true) return cells === undefined ? text : cellsOf(text, cells);
  const lines = text === "" ? [] : text.split("\n");
  return lines.map((line) => (cells === undefined ? line : cellsOf(line, cells)));
}

function cellsOf(text, count) {
  const cells = text.split(" — ");
  if (cells.length !== count) throw new Error(`“${text}” has not ${count} cells between dashes`);
  return cells;
}

function typeOfShape(note) {
  const { "x-lines": isLines, "x-words": isWords, "x-cells": cells } = note;
  const cell =
    cells === undefined ? "string" : `readonly [${Array(cells).fill("string").join(", ")}]`;
  if (isWords === true) return "ReadonlyArray<string>";
  return isLines === true ? `ReadonlyArray<${cell}>` : cell;
}

function expressionOf(tokens, context) {
  if (tokens.every(({ type }) => type === "content")) {
    return JSON.stringify(tokens.map(({ value }) => value).join(""));
  }
  if (tokens.length === 1 && tokens[0].cases !== undefined)
    return `(${choiceOf(tokens[0], context)})`;
  const parts = tokens.map((token) =>
    token.type === "content" ? escaped(token.value) : `\${${partOf(token, context)}}`,
  );
  return `\`${parts.join("")}\``;
}

function partOf(token, context) {
  if (token.cases !== undefined) return choiceOf(token, context);
  const { type, optional } = context.facts.get(token.arg);
  const fact = `facts.${token.arg}`;
  const { shown, by } = FACT_TYPES[type];
  if (shown !== undefined)
    return `shown.${shown}(${fact}${by === undefined ? "" : `, facts.${by}`})`;
  if (type === "List") return `${fact}.join(", ")`;
  if (type === "OrList" || type === "AndList") {
    return `${helper(type === "OrList" ? "or" : "and", context)}(${fact})`;
  }
  return optional ? `${fact} ?? ""` : fact;
}

function choiceOf({ type, arg, cases }, context) {
  const rest = cases.find(({ key }) => key === "other");
  const choices = cases
    .filter(({ key }) => key !== "other")
    .map(({ key, tokens }) => {
      const test = type === "plural" ? isNumber(arg, key, context) : isCase(arg, key, context);
      return `${test} ? ${expressionOf(tokens, context)} : `;
    });
  return `${choices.join("")}${expressionOf(rest.tokens, context)}`;
}

function isNumber(arg, key, context) {
  if (key.startsWith("=")) return `facts.${arg} === ${key.slice(1)}`;
  return `${helper("plural", context)}(facts.${arg}) === "${key}"`;
}

function isCase(arg, key, { facts }) {
  const { type, optional, of } = facts.get(arg);
  const fact = `facts.${arg}`;
  if (type === "bool") return key === "true" ? fact : `!${fact}`;
  if (FACT_TYPES[type].isList) return `${fact}.length === 0`;
  if (key !== "none")
    return `${fact} === ${JSON.stringify(of?.find((each) => caseOf(each) === key) ?? key)}`;
  if (type !== "String") return `${fact} === undefined`;
  return optional ? `(${fact} ?? "") === ""` : `${fact} === ""`;
}

function helper(name, { language, used }) {
  const full = `${name}_${language}`;
  used.add(full);
  return full;
}

function escaped(text) {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replaceAll("\n", "\\n");
}

function typesOf(bundle, ids, reference) {
  const tree = treeOf(ids, (id) => {
    const { note, facts } = reference.get(id);
    const said = typeOfShape(note);
    if (facts.size === 0) return said;
    const shown = takesShown(facts) ? ", shown: Shown" : "";
    return `(facts: { ${[...facts].map(factType).join(" ")} }${shown}) => ${said}`;
  });
  const isShown = ids.some((id) => takesShown(reference.get(id).facts));
  const imports = isShown ? 'import { type Shown } from "../../shown.ts";\n\n' : "";
  // A type and no interface: what goes through all groups takes it as a record.
  return `${HEAD}\n${imports}export type ${typeName(bundle)} = ${printed(tree, { prefix: "readonly ", end: ";" })};\n`;
}

/** Whether a fact is written as a locale writes it. */
function takesShown(facts) {
  return [...facts.values()].some(({ type }) => FACT_TYPES[type].shown !== undefined);
}

function factType([name, { type, optional, of }]) {
  const known = of?.map((each) => JSON.stringify(each)).join(" | ") ?? FACT_TYPES[type].type;
  return `readonly ${name}: ${known}${optional ? " | undefined" : ""};`;
}

/** Nests what ids name: `screen.order.title` is `order: { title }` in the bundle `screen`. */
function treeOf(ids, leafOf) {
  const root = {};
  for (const id of ids) {
    const [, ...path] = id.split(".");
    const last = path.pop();
    let branch = root;
    for (const name of path) branch = branch[name] ??= {};
    branch[last] = leafOf(id);
  }
  return root;
}

function printed(tree, { prefix = "", end = "," } = {}) {
  const rows = Object.entries(tree).map(([name, value]) => {
    const key = /^[a-z_$][\w$]*$/iu.test(name) ? name : JSON.stringify(name);
    return `${prefix}${key}: ${typeof value === "string" ? value : printed(value, { prefix, end })}${end}`;
  });
  return `{\n${rows.join("\n")}\n}`;
}

function typeName(bundle) {
  return `${bundle.charAt(0).toUpperCase()}${bundle.slice(1)}Words`;
}

function printOfSources() {
  const hash = createHash("sha256");
  const files = languages().flatMap((language) =>
    subjects().map((subject) => `${FOLDER}/${language}/${subject}.arb`),
  );
  for (const file of [...files, import.meta.filename, `${import.meta.dirname}/messages.mjs`]) {
    hash.update(`${file}\n${readIfThere(file) ?? ""}\n`);
  }
  return hash.digest("hex");
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

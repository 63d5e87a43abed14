/** The message files of each language: whole, in step with each other, and as translators get them. Size: whole. */

import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { describe, expect, test } from "vitest";

import { wordsFor } from "../../src/words/screen-words.ts";
import { TRANSLATIONS } from "../support/languages.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

type Files = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const LISTS = { "lists.or": "{before} or {after}", "lists.and": "{before} and {after}" };
const BETWEEN = { placeholders: { before: { type: "String" }, after: { type: "String" } } };
const LINES = {
  "shop.lines": "{count, plural, one {{count} line} other {{count} lines}}",
  "@shop.lines": { placeholders: { count: { type: "int" } } },
};

/** A project of its own with these message files, by `de/goods`; each English one has what lists need. */
function project(files: Files): string {
  const dir = mkdtempSync(path.join(tmpdir(), "words-"));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(dir, "node_modules"));
  writeFileSync(path.join(dir, "package.json"), JSON.stringify({ type: "module" }));
  const lists = { ...LISTS, "@lists.or": BETWEEN, "@lists.and": BETWEEN };
  for (const [name, content] of Object.entries({ "en/lists": lists, ...files })) {
    const file = path.join(dir, "src/words", `${name}.arb`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
  return dir;
}

const PO_BYTES_MAX = 16 * 1024 * 1024;

function words(
  dir: string,
  ...options: string[]
): { readonly said: string; readonly code: number } {
  const script = path.join(ROOT, "scripts/words.mjs");
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...options], {
    cwd: dir,
    encoding: "utf8",
    // The messages of a language as PO are more than the megabyte that Node would keep.
    maxBuffer: PO_BYTES_MAX,
  });
  return { said: stdout + stderr, code: status ?? -1 };
}

/** A project with the message files of the program in these languages. */
function ownCopy(languages: ReadonlyArray<string>): string {
  const dir = mkdtempSync(path.join(tmpdir(), "words-"));
  symlinkSync(path.join(ROOT, "node_modules"), path.join(dir, "node_modules"));
  for (const name of languages) {
    const source = path.join(ROOT, "src/words", name);
    cpSync(source, path.join(dir, "src/words", name), { recursive: true });
  }
  return dir;
}

function filesOf(dir: string, language: string): ReadonlyMap<string, object> {
  const folder = path.join(dir, "src/words", language);
  const files = readdirSync(folder).filter((name) => name.endsWith(".arb"));
  return new Map(
    files.map((name) => [
      name,
      JSON.parse(readFileSync(path.join(folder, name), "utf8")) as object,
    ]),
  );
}

async function made(dir: string, language: string): Promise<never> {
  const file = path.join(dir, "src/words/made/shop", `${language}.ts`);
  const { [language]: make } = (await import(pathToFileURL(file).href)) as Record<
    string,
    () => never
  >;
  if (make === undefined) throw new Error(`${file} makes nothing`);
  return make();
}

type Lines = Readonly<Record<"lines", (facts: { readonly count: number }) => string>>;

describe("a message file", () => {
  test("becomes messages with the plural rules of its language", async () => {
    const few =
      "{count, plural, one {{count} pozycja} few {{count} pozycje} other {{count} pozycji}}";
    const dir = project({ "en/goods": LINES, "pl/goods": { "shop.lines": few } });

    expect(words(dir, "--if-changed")).toEqual({ said: "", code: 0 });

    const { lines }: Lines = await made(dir, "pl");
    expect([0, 1, 2, 5, 12, 22].map((count) => lines({ count }))).toEqual([
      "0 pozycji",
      "1 pozycja",
      "2 pozycje",
      "5 pozycji",
      "12 pozycji",
      "22 pozycje",
    ]);
  });

  test("that lacks a message says it in English, by English rules", async () => {
    const dir = project({ "en/goods": LINES, "fr/goods": {} });

    expect(words(dir)).toMatchObject({ code: 0 });

    const { lines }: Lines = await made(dir, "fr");
    expect([lines({ count: 0 }), lines({ count: 1 })]).toEqual(["0 lines", "1 line"]);
  });

  test("of a language that is only being made is checked, and nothing is made of it", () => {
    const dir = project({
      "en/goods": LINES,
      "pl/lists": { "@@x-draft": true },
      "pl/goods": { "shop.lines": "{count} pozycji" },
    });

    expect(words(dir).said).toContain("pl 1 of 3, a draft\n");
    expect(readdirSync(path.join(dir, "src/words/made/shop"))).toEqual([
      "all.ts",
      "en.ts",
      "words.ts",
    ]);
  });

  test("may say lists, lines, words, cells and what is not there", async () => {
    const dir = project({
      "en/goods": {
        "shop.ask": "Ask {names}.",
        "@shop.ask": { placeholders: { names: { type: "OrList" } } },
        "shop.help": "1 — one\n2 — two",
        "@shop.help": { "x-lines": true, "x-cells": 2 },
        "shop.yes": "y yes",
        "@shop.yes": { "x-words": true },
        "shop.of": "{till, select, none {here} other {at {till}}}",
        "@shop.of": { placeholders: { till: { type: "String", "x-optional": true } } },
      },
    });

    expect(words(dir)).toMatchObject({ code: 0 });

    const shop: {
      readonly ask: (facts: { readonly names: ReadonlyArray<string> }) => string;
      readonly of: (facts: { readonly till: string | undefined }) => string;
    } = await made(dir, "en");
    expect(shop).toMatchObject({
      help: [
        ["1", "one"],
        ["2", "two"],
      ],
      yes: ["y", "yes"],
    });
    expect(shop.ask({ names: ["Mia", "Ravi"] })).toBe("Ask Mia or Ravi.");
    expect([shop.of({ till: undefined }), shop.of({ till: "B" })]).toEqual(["here", "at B"]);
  });

  test.each([
    ["a fact that is not known", "{cuont} Zeilen", "no fact {cuont}; it has count"],
    ["no fact at all", "Zeilen", "{count} is not said"],
    ["a plural without other", "{count, plural, one {{count} Zeile}}", "{count} has no other"],
    [
      "a number in a branch that other numbers share",
      "{count, plural, one {1 Zeile} other {{count} Zeilen}}",
      "{count} one: a number is written {count}, since one may be others",
    ],
    ["a number of Intl's", "{count, number} Zeilen", "{count, number} is not for a till"],
    [
      "an apostrophe that eats a fact",
      "d'{count}'",
      "an apostrophe before a brace hides the fact: double it, or write ’",
    ],
    ["a hash", "{count, plural, other {# Zeilen}}", "# is written {name of the fact}, or '#'"],
  ])("with %s is refused in one sentence, and nothing is made", (_, text, why) => {
    const dir = project({ "en/goods": LINES, "de/goods": { "shop.lines": text } });

    expect(words(dir)).toEqual({ said: `de/goods.arb shop.lines: ${why}\n`, code: 1 });
    expect(() => readFileSync(path.join(dir, "src/words/made/shop/de.ts"))).toThrow("ENOENT");
  });

  test("with a message that English has not, or has elsewhere, is refused", () => {
    const dir = project({
      "en/goods": LINES,
      "de/goods": { "shop.rows": "Zeilen" },
      "fr/goods": {},
      "es/lists": { "shop.lines": "{count} líneas" },
    });

    expect(words(dir)).toEqual({
      said: "de/goods.arb shop.rows: English has no such message\nes/lists.arb shop.lines: belongs into goods.arb\n",
      code: 1,
    });
  });

  test("is named while it is no JSON", () => {
    const dir = project({ "en/goods": LINES, "de/goods": {} });
    writeFileSync(path.join(dir, "src/words/de/goods.arb"), "{");

    expect(words(dir).said).toMatch(/^src\/words\/de\/goods\.arb is no JSON: /u);
  });
});

describe("npm run words", () => {
  test("says what a language lacks, and what English has changed since", () => {
    const dir = project({
      "en/goods": { ...LINES, "shop.open": "Open" },
      "de/goods": { "shop.lines": "{count} Zeilen" },
    });
    expect(words(dir).said).toBe(
      "en 4 messages\nde 1 of 4\n  missing: shop.open\n  missing: lists.or\n  missing: lists.and\n",
    );

    const english = { ...LINES, "shop.lines": "{count, plural, other {{count} rows}}" };
    writeFileSync(path.join(dir, "src/words/en/goods.arb"), JSON.stringify(english));
    expect(words(dir).said).toContain("  English has changed since: shop.lines\n");

    const german = { "shop.lines": "{count} Reihen" };
    writeFileSync(path.join(dir, "src/words/de/goods.arb"), JSON.stringify(german));
    expect(words(dir).said).not.toContain("changed since");
  });

  test("names what is wider than its line, and than English there", () => {
    const note = { placeholders: { name: { type: "String" } }, "x-room": 20 };
    const dir = project({
      "en/goods": { "shop.gone": "{name} is gone.", "@shop.gone": note },
      "de/goods": { "shop.gone": "{name} ist leider weg." },
    });

    expect(words(dir).said).toContain("  too wide: shop.gone, 26 of 20 cells\n");
  });

  test("finds each language of the program whole, of today's English, and within its lines", () => {
    const { said } = words(ROOT, "--report");

    const shipped = said
      .split(/\n(?=\p{Ll})/u)
      .filter((language) => !language.includes(", a draft"));
    expect(shipped.map((language) => language.slice(0, 2))).toEqual([
      "en",
      ...TRANSLATIONS.toSorted(),
    ]);
    expect(shipped.filter((language) => /missing|changed|too wide/u.test(language))).toEqual([]);
  });
});

test("a PO file of Polish comes back as the message files that it was made of", () => {
  const dir = ownCopy(["en", "pl"]);
  const before = filesOf(dir, "pl");
  const { said } = words(dir, "--po", "pl");
  writeFileSync(path.join(dir, "translated.po"), said);

  expect(words(dir, "--from-po", "translated.po")).toMatchObject({ code: 0 });

  expect(said).toContain('msgctxt "screen.order.total"');
  expect(filesOf(dir, "pl")).toEqual(before);
});

test("and so do those of every other language", () => {
  const dir = ownCopy(["en", ...TRANSLATIONS]);
  const before = TRANSLATIONS.map((language) => filesOf(dir, language));
  // One process for all of them.
  const script = `
    import { writeFileSync } from "node:fs";
    import { takePo, toPo } from ${JSON.stringify(pathToFileURL(path.join(ROOT, "scripts/words/po.mjs")).href)};
    for (const language of process.argv.slice(1)) {
      writeFileSync(language + ".po", toPo(language));
      takePo(language + ".po");
    }`;
  const run = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", script, "--", ...TRANSLATIONS],
    { cwd: dir, encoding: "utf8" },
  );

  expect(run).toMatchObject({ status: 0, stderr: "" });
  expect(readFileSync(path.join(dir, "de.po"), "utf8")).toContain('msgctxt "screen.order.total"');
  expect(TRANSLATIONS.map((language) => filesOf(dir, language))).toEqual(before);
});

test("a fact that is forgotten, misspelt or of another type does not compile", () => {
  const { order } = wordsFor({ locale: "en" });

  // @ts-expect-error: the fact is forgotten.
  expect(order.each({})).toContain("undefined");
  // @ts-expect-error: the fact is misspelt.
  expect(order.each({ prise: "2.00" })).toContain("undefined");
  // @ts-expect-error: the fact is a number.
  expect(order.above({ count: "3" })).toContain("3");
});

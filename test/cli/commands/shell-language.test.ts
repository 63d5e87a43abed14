/**
 * The shell speaks one language per command: the person's or the shop's, usage errors and refusals alike;
 * and English to a program, which asks for JSON.
 *
 * Size: whole.
 */

import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { languageOf, type Locale, LOCALES } from "../../../src/domain/text/locale.ts";
import { type Finished, MIA } from "../../support/commands.ts";
import { englishIn } from "../../support/english-left.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as ask } from "../../support/till-here.ts";
import { wordsOf, WRONG_COMMANDS, type WrongCommand } from "../../support/wrong-commands.ts";

const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
/** Swiss German and French are spelled anew from the language of each, word by word: `test/words` holds that. */
const OTHERS = LOCALES.filter((locale) => locale !== "en" && languageOf(locale) === locale);

/** The same café in each language. */
const cafes = new Map(
  LOCALES.map((locale) => [locale, shopCopies((store) => setLanguage(store, locale))] as const),
);

async function setLanguage(store: string, locale: Locale): Promise<void> {
  if (locale === "en") return;
  const env = { ...RAVI, TILL_HOME: store };
  expect(await ask(["settings", "set", "language", locale], { env })).toMatchObject({ code: 0 });
}

async function shopIn(locale: Locale): Promise<string> {
  return (await cafes.get(locale)?.()) ?? "";
}

/** Of a box that has been told that language. */
function langOf(locale: Locale): { readonly LANG: string } {
  return { LANG: `${locale.replace("-", "_")}.UTF-8` };
}

/** What is said of fields comes from the rules of the sheets, in English: docs/languages.md. */
const OF_FIELDS = /^(?:catalog|promotion|role|printer|settings|floor|customer|staff)\b/u;

/** Each in one language of six; in all of them with `TILL_PROOF_RUNS`. */
const EVERY = proofRuns(1) > 1 ? 1 : 6;

describe.each(OTHERS)("in %s", (locale) => {
  const wrongs = WRONG_COMMANDS.filter(({ words }) => !OF_FIELDS.test(words));
  test.for(wrongs.filter((_, at) => (at + OTHERS.indexOf(locale)) % EVERY === 0))(
    "$words is refused in words of the language",
    async (wrong) => {
      const told = await refusedIn(locale, wrong);

      expect(told.code).toBe(wrong.code);
      expect(told.stdout).toBe("");
      expect(told.stderr).not.toBe(`${wrong.sentence}\n`);
      expect(englishIn(unquoted(told.stderr, wrong), locale)).toEqual([]);
    },
  );

  test("a program that asks for JSON is told in English what is refused", async () => {
    for (const words of ["order show A99", "mesh revoke Z --reason x", "sell 100 --cash abc"]) {
      const wrong = { words: `${words} --json`, code: 0, sentence: "" };
      const { stderr } = await refusedIn(locale, wrong);
      const english = await refusedIn("en", { ...wrong, words });

      expect(stderr).toBe(english.stderr);
    }
  });
});

async function refusedIn(locale: Locale, wrong: WrongCommand) {
  const env = { ...(wrong.env ?? MIA), ...langOf(locale), TILL_HOME: await shopIn(locale) };
  return ask(wordsOf(wrong), { env });
}

/** Without what somebody typed or types: options, commands, names of fields, what is in quotes. */
function unquoted(text: string, { words }: WrongCommand): string {
  const typed = new Set(words.split(/[\s=]/u));
  return text
    .replaceAll(/TILL_[A-Z]+|`[^`]*`|["„“«][^"“”»]*["“”»]|--[\w-]+|\btill( [a-z-]+)+/gu, "")
    .split(/\s+/u)
    .filter((word) => !typed.has(word.replaceAll(/[^\w-]/gu, "")))
    .join(" ");
}

const NO_SHOP = "/nowhere/shop";

/** A command that can't be parsed, or that is refused before a shop is opened. */
const USAGE: ReadonlyArray<{ readonly words: ReadonlyArray<string>; readonly english: RegExp }> = [
  { words: ["frobnicate"], english: /^Unknown command 'frobnicate': see --help\.$/u },
  { words: ["sel"], english: /^Unknown command 'sel': did you mean sell\?$/u },
  {
    words: ["order", "open", "--table", "4"],
    english: /^Unknown option '--table': did you mean till order table\?$/u,
  },
  { words: ["sell", "x", "--frob"], english: /^Unknown option '--frob': see --help\.$/u },
  { words: ["sell", "x", "--stor"], english: /^Unknown option '--stor': did you mean --store\?$/u },
  { words: ["sell"], english: /^Missing required argument 'goods': see --help\.$/u },
  {
    words: ["sell", "x", "--cash"],
    english: /^Option '--cash .+' argument missing: see --help\.$/u,
  },
  { words: ["doctor", "me"], english: /^"me" is more than the command takes: see its --help\.$/u },
  {
    words: ["sell", "x", "--service", "fast"],
    english: /^Option '--service .+' argument 'fast' is invalid: choose one of .+\.$/u,
  },
  { words: ["run"], english: /^The register needs a terminal: /u },
  { words: ["print", "show"], english: /^Say which paper: /u },
  { words: ["reconcile", "--csv", "--json"], english: /^Say --csv or --json\.$/u },
];

describe("what can't be done without a shop", () => {
  test.for(USAGE)("$words is told in English where nothing else is known", async (usage) => {
    const told = await ask(usage.words, { env: { TILL_HOME: NO_SHOP } });

    expect(told).toMatchObject({ code: 2, stdout: "" });
    expect(told.stderr.trimEnd()).toMatch(usage.english);
  });

  test.for(USAGE.filter(({ words }) => !words.includes("--json")))(
    "$words is told in the language of the box",
    async ({ words, english }) => {
      const told = new Map<string, string>();
      for (const locale of OTHERS) {
        const env = { TILL_HOME: NO_SHOP, ...langOf(locale) };
        const { code, stdout, stderr } = await ask(words, { env });

        expect({ locale, code, stdout }).toEqual({ locale, code: 2, stdout: "" });
        expect(stderr.trimEnd()).not.toMatch(english);
        told.set(languageOf(locale), stderr);
      }
      expect(new Set(told.values()).size).toBe(told.size);
    },
  );

  test("with --json it is English on every box", async () => {
    for (const locale of OTHERS) {
      const env = { TILL_HOME: NO_SHOP, ...langOf(locale) };

      const { code, stderr } = await ask(["order", "--json", "frob"], { env });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^Unknown /u);
    }
  });

  test("a box whose language the till doesn't speak, and one that can't show ours, hear English", async () => {
    for (const LANG of ["ja_JP.UTF-8", "de_DE.ISO-8859-1", "C", ""]) {
      const { stderr } = await ask(["frobnicate"], { env: { LANG } });

      expect(stderr).toBe("Unknown command 'frobnicate': see --help.\n");
    }
  });
});

describe("what can't be read, where there is a shop", () => {
  test.for(USAGE)("$words is told in the language of the shop", async ({ words }) => {
    const env = { ...langOf("en"), TILL_HOME: await shopIn("de") };
    const { code, stderr } = await ask(words, { env });
    const box = await ask(words, { env: { ...langOf("de"), TILL_HOME: NO_SHOP } });

    expect({ code, stderr }).toEqual({ code: 2, stderr: box.stderr });
  });

  test("is told in the language of the person who is named, by an option or not", async () => {
    const store = await shopIn("de");
    const env = { ...RAVI, TILL_HOME: store };
    await ask(["staff", "set", "1", "--language", "fr"], { env });

    const french = { env: { TILL_HOME: NO_SHOP, ...langOf("fr") } };
    const told = await ask(["frobnicate"], french);
    const byOption = await ask(["frobnicate", "--staff", "1", "--store", store]);
    const byName = await ask(["frobnicate"], { env: { TILL_HOME: store, TILL_STAFF: "1" } });

    expect([byOption.stderr, byName.stderr]).toEqual([told.stderr, told.stderr]);
  });

  test("is told as the box speaks where a passphrase would have to be asked for", async () => {
    const store = await shopIn("de");
    const file = path.join(path.dirname(store), "passphrase");
    await writeFile(file, "four words of Ada\n");
    await ask(["key", "protect", "--passphrase", "--new-passphrase-file", file], {
      env: { TILL_HOME: store },
    });

    const locked = await ask(["frobnicate"], { env: { TILL_HOME: store } });
    expect(locked.stderr).toBe("Unknown command 'frobnicate': see --help.\n");
    const given = await ask(["frobnicate", "--passphrase-file", file], {
      env: { TILL_HOME: store },
    });
    expect(given.stderr).toBe("Unbekannter Befehl „frobnicate“: siehe --help.\n");
  });

  test("leaves no file behind in the shop's folder", async () => {
    const store = await shopIn("de");
    const before = readdirSync(store);

    await ask(["frobnicate"], { env: { TILL_HOME: store } });

    expect(readdirSync(store)).toEqual(before);
  });
});

describe("what is wrong with a store", () => {
  test("is said in the language of the box, by the same code", async () => {
    const told = new Map<string, string>();
    for (const locale of LOCALES) {
      const env = { ...MIA, ...langOf(locale), TILL_HOME: NO_SHOP };
      const { code, stderr } = await ask(["order", "list"], { env });

      expect({ locale, code }).toEqual({ locale, code: 3 });
      expect(stderr).toContain(NO_SHOP);
      told.set(languageOf(locale), stderr);
    }
    expect(new Set(told.values()).size).toBe(told.size);
  });
});

/** What people run in a day and in a year: each ends well, or with what it found. */
const COMMANDS: ReadonlyArray<readonly [words: string, codes: ReadonlyArray<number>]> = [
  ["clock in", [0]],
  ["sell 100 --cash 20 --tip 1", [0]],
  ["order open 100 2*100", [0]],
  ["order list", [0]],
  ["order show A2", [0]],
  ["order send A2", [0]],
  ["order undo A2", [5]],
  ["order bill A2", [0]],
  ["order split A2 --evenly 2", [0]],
  ["order pay A2 --card --part 1", [0]],
  ["refund A-000001 1 --reason x", [0]],
  ["drawer list", [0]],
  ["drawer open 150", [0]],
  ["drawer in 20 x", [0]],
  ["drawer safe show", [0]],
  ["drawer x", [0]],
  ["z list", [0]],
  ["print list", [0]],
  ["print show --last", [0]],
  ["print again A-000001", [0]],
  ["receipt show A-000001", [0]],
  ["receipt gift A-000001", [0]],
  ["receipt send A-000001 a@b", [5]],
  ["printer list", [0]],
  ["printer status", [0, 1]],
  ["printer route", [0]],
  ["printer queue", [0]],
  ["printer logo show", [0]],
  ["printer retry", [0]],
  ["catalog left FLAT-WHITE 6", [0]],
  ["tender list", [0]],
  ["tender add Bono", [0]],
  ["currency list", [0]],
  ["currency set USD 0.92", [0]],
  ["floor list", [0]],
  ["floor add 1 seats=4", [0]],
  ["floor list", [0]],
  ["staff list", [0]],
  ["role list", [0]],
  ["customer list", [0]],
  ["customer add Rossi", [0]],
  ["mesh list", [0]],
  ["mesh status", [0]],
  ["mesh addresses", [0]],
  ["mesh add 192.0.2.7:7777", [0]],
  ["backup status", [0, 1]],
  ["backup now", [3]],
  ["attention list", [0]],
  ["attention history", [0]],
  ["ledger quarantine list", [0]],
  ["journal", [0]],
  ["doctor", [0, 1]],
  ["verify", [0]],
  ["key show", [0]],
  ["reconcile", [0, 1]],
  ["close --dry-run", [1]],
];

/**
 * English that stands in the program is there in every language, and no message lacks a language (`test/words`): a
 * language whose letters are ours, and one with endings of its own; all of them with `TILL_PROOF_RUNS`.
 */
const TOLD = EVERY === 1 ? OTHERS : OTHERS.filter((locale) => locale === "de" || locale === "pl");

describe.each(TOLD)("what commands tell in %s", (locale) => {
  test("has no English in it", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const env = { ...RAVI, ...langOf(locale), TILL_HOME: store };
    const made = await ask(["init", "--demo", "--language", locale], { env });
    expect(made.code).toBe(0);
    const left = [["init", ...englishIn(withoutTyped(made), locale)]];

    for (const [words, codes] of COMMANDS) {
      const told = await ask(words.split(" "), { env });
      expect({ words, told, isRight: codes.includes(told.code) }).toMatchObject({ isRight: true });
      left.push([words, ...englishIn(withoutTyped(told), locale)]);
    }
    expect(left.filter(({ length }) => length > 1)).toEqual([]);
  });
});

/** The demo shop's own words, which are data: of its printers, and at the foot of its receipts. */
const DATA = /Kitchen and bar|Receipts|\breceipts? +(?:text|receipt)\b|Thank you.*|Goods back.*/gu;

/** Without what people type, options, commands, variables and paths, and without the shop's data. */
function withoutTyped({ stdout, stderr }: Finished): string {
  return `${stdout}\n${stderr}`
    .replaceAll(DATA, "")
    .replaceAll(/TILL_[A-Z]+|`[^`]*`|--[\w-]+|\btill(?: [a-z-]+)+|\S*\/\S*/gu, "");
}

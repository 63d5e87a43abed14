/** The dialogue in lines in each language: no English is left, no key is named that a line cannot take. */

import { describe, expect, test } from "vitest";

import { type Locale } from "../../../src/domain/text/locale.ts";
import { inWords } from "../../../src/tui/plain/key-words.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { ALL_SCREENS } from "../../support/all-screens.ts";
import { englishIn } from "../../support/english-left.ts";
import { TRANSLATIONS } from "../../support/languages.ts";
import { messageText } from "../../support/message-text.ts";
import { locked, type SpokenOptions, type Spoken } from "../../support/plain-register.ts";
import { COLA, UNKNOWN } from "../../support/pressed-register.ts";
import { sampleFacts } from "../../support/sample-facts.ts";

/** Every place, what is refused in it, and what is asked there. */
const LINES = [
  ["?", ":back", "x", "99", "1", ":back", "1", "1234", "", ":nix", ":last", "?", ":help :pay"],
  ["2 latte", "zzz", "lat", ":2", "lat", ":back", "!lat", ":goods", ":goods 1", ":goods 99"],
  ["2*101/2", "100", "-10%", "--1.00", "'x", ":line 1", ":line 7", ":9", ":show", "?100"],
  [":void", "*", "9", "zzz", ":back", ":void 2", ":send", ":show", ":fire", ":hold 1", ":again"],
  [":office", ":table", ":discount 10", ":back", ":more", ":back", ":park", ":park", "1"],
  [COLA, UNKNOWN, ":pay", ":card 2", COLA, "?", ":pay 900", ":back", "20", "", ":papers", ":back"],
  [":return 9", "", "1", ":pay", "1", "&x", "&", ":messages", ":back", ":status"],
  ["201", "0.350", "100", ":pay 100", "", ":quit", ":lock", ":quit", ":back"],
].flat();

describe.each(TRANSLATIONS)("in %s", (locale) => {
  test("a dialogue from the log-in to the lock has no English left, and its prompts neither", async () => {
    const said = await walk(locale);

    expect(said.length).toBeGreaterThan(LINES.length);
    expect(said.filter((text) => leftIn(text, locale).length > 0)).toEqual([]);
  });

  test("all that it says of its own is said in it, and is no English", () => {
    const { plain, plainHelp } = wordsFor({ locale });
    const facts = { number: "A1", total: "5,60", due: "1,00", giveBack: "" };
    const own = Object.entries(plain).map(([name, message]) =>
      messageText(message, sampleFacts(`screen.plain.${name}`, facts)),
    );
    const help = Object.values(plainHelp).flatMap((rows) => rows.map(([, meaning]) => meaning));

    expect([...own, ...help].filter((text) => leftIn(text, locale).length > 0)).toEqual([]);
  });

  test("no help is missing, and what is typed for it is the same, but for the amounts and names", () => {
    const [english, own] = [wordsFor({ locale: "en" }).plainHelp, wordsFor({ locale }).plainHelp];

    for (const place of [...ALL_SCREENS, "always"] as const) {
      expect(own[place].map(([typed]) => wordsIn(typed))).toEqual(
        english[place].map(([typed]) => wordsIn(typed)),
      );
    }
  });

  test("the help names its own verbs, before the English ones", async () => {
    const spoken = locked(inLocale(locale));
    spoken.dialogue.begin();
    for (const line of ["1", "1234", "100", "?"]) {
      spoken.says(line);
      await spoken.settled();
    }
    const said = spoken.heard().join("\n");

    const { pay, send } = wordsFor({ locale }).verbs;
    const { back, show } = wordsFor({ locale }).plainVerbs;
    expect(said).toContain(`:${pay[0]}, `);
    expect(said).toMatch(new RegExp(`:${back.at(-1)}, :back\\s?: `, "u"));
    expect(said).toMatch(new RegExp(`:${show[0]}, :show\\s?: `, "u"));
    expect(said).toMatch(new RegExp(`:${send.at(-1)}, :send\\b`, "u"));
    expect(said).not.toContain(":kuche");
  });

  test("keys that its sentences name become words", async () => {
    // But where a word is explained by its key.
    const said = (await walk(locale)).filter((text) => !/:back\s?: /u.test(text));

    expect(said.filter((text) => /\b(?:Ctrl-(?!C)[A-Z]|F[1-9]|Esc|Échap)\b/u.test(text))).toEqual(
      [],
    );
  });
});

test("English is what the walk would find", async () => {
  const found = (await walk("en")).filter((text) => leftIn(text, "en").length > 0);

  expect(found.length).toBeGreaterThan(40);
});

test.each([
  ["20 F9 nimmt gleich 20 bar; Esc lässt es.", ":pay 20 nimmt gleich 20 bar; :back lässt es."],
  ["Esc efface ; ensuite Ctrl-Z défait.", ":back efface ; ensuite :undo défait."],
  ["Échap revient.", ":back revient."],
  ["F12 o Intro lo cobra, Esc vuelve.", ":card o Intro lo cobra, :back vuelve."],
])("%s", (sentence, worded) => {
  expect(inWords(sentence)).toBe(worded);
});

/** What is typed is the same in every language: `:back`, and the commands of a shell. */
function leftIn(text: string, locale: Locale): ReadonlyArray<string> {
  const said = text.replaceAll(/:[a-z]+|till catalog, customer, staff, settings/gu, "");
  return englishIn(said, locale);
}

/** Of what may be typed, the words of the grammar: `:line`, not the name of an option. */
function wordsIn(typed: string): ReadonlyArray<string> {
  return typed.match(/:[a-z]+|^[\d:;+*?!&'/-]/gu) ?? [];
}

const walks = new Map<Locale, Promise<ReadonlyArray<string>>>();

/** All that is said, and what stands before each line: walked once for each language. */
async function walk(locale: Locale): Promise<ReadonlyArray<string>> {
  const known = walks.get(locale) ?? walkThrough(locale);
  walks.set(locale, known);
  return known;
}

async function walkThrough(locale: Locale): Promise<ReadonlyArray<string>> {
  const spoken = locked(inLocale(locale));
  spoken.dialogue.begin();
  const said = [...spoken.heard()];
  for (const line of LINES) {
    said.push(spoken.dialogue.prompt(), ...spoken.says(line));
    await spoken.settled();
    said.push(...spoken.heard());
  }
  said.push(...endOf(spoken));
  return said;
}

function endOf(spoken: Spoken): ReadonlyArray<string> {
  spoken.says("");
  spoken.dialogue.end();
  return spoken.heard();
}

function inLocale(locale: Locale): SpokenOptions {
  const { status } = wordsFor({ locale });
  return {
    otherwise: ({ shop }) => ({
      shop: { ...shop, locale },
      mesh: () => ({ status: status.singleTill, troubles: [] }),
      tills: () => [],
    }),
  };
}

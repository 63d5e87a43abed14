/** The questions of a first start as data: how many there are, what each takes and what it says. */

import { describe, expect, test } from "vitest";

import { type BoxLanguage, readBoxLanguage } from "../../src/cli/box-language.ts";
import { type AnswerId, type Answers, readTaxes } from "../../src/cli/first-start/answers.ts";
import { type Question, questionsFor } from "../../src/cli/first-start/questions.ts";
import { questionDeps } from "../../src/cli/first-start/real-shop.ts";
import { firstStartWords } from "../../src/cli/first-start/words.ts";
import { err, ok } from "../../src/domain/base/result.ts";
import { countriesByCode } from "../../src/domain/founding/countries.ts";

const QUESTIONS_MAX = 15;

const deps = {
  ...questionDeps(),
  zoneHere: "Europe/Berlin",
  readGoods: (file: string) => (file === "good.csv" ? ok([]) : err("line 3, price: it is empty.")),
};

const NO_PRINTER =
  "is no printer of ours: none, where it is (192.0.2.7, /dev/usb/lp0, usb:04b8:0e15), text or bytes.";
const TYPED = {
  country: "DE",
  name: "Corner",
  "owner-name": "Ada",
  "owner-pin": "483920",
  tax: "Food 7",
  catalogue: "type",
  products: "Tea 2.00",
} satisfies Answers;

describe("how many", () => {
  test("at most fifteen in any country, on the longest way", () => {
    for (const code of countriesByCode.keys()) {
      const longest = questionsFor({ ...TYPED, country: code, printer: "text" }, deps);
      expect(longest.length).toBeLessThanOrEqual(QUESTIONS_MAX);
    }
    expect(questionsFor({ country: "US", catalogue: "type" }, deps)).toHaveLength(14);
    expect(questionsFor({ country: "DE" }, deps)).toHaveLength(12);
  });

  test("four need an answer in a country of the list; Enter does for the others", () => {
    const needed = questionsFor({ country: "DE" }, deps).filter(({ usual }) => usual === undefined);
    const away = questionsFor({}, { ...deps, zoneHere: "UTC" });

    expect(needed.map(({ id }) => id)).toEqual(["name", "owner-name", "owner-pin"]);
    expect(away[0]).toMatchObject({ id: "country", usual: undefined });
  });

  test("each has an option, one sentence of help and a prompt without a colon", () => {
    for (const { option, help, prompt } of questionsFor(
      { country: "XX", catalogue: "type" },
      deps,
    )) {
      expect(option).toMatch(/^--[a-z-]+$/u);
      expect(help).toMatch(/^[^.].*\.$/u);
      expect(prompt).toMatch(/^[A-Z].*[^:]$/u);
    }
  });
});

describe("what is usual", () => {
  test("comes from the box's zone, then from the country", () => {
    expect(usualOf("country", {})).toBe("DE");
    expect(usualOf("language", { country: "CH" })).toBe("de-CH");
    expect(usualOf("language", { country: "NL" })).toBe("nl");
    expect(usualOf("language", { country: "SE" })).toBe("en");
    expect(usualOf("currency", { country: "CH" })).toBe("CHF");
    expect(usualOf("zone", { country: "CH" })).toBe("Europe/Zurich");
    expect(usualOf("zone", { country: "DE" })).toBe("Europe/Berlin");
    expect(usualOf("cutover", { country: "DE" })).toBe("04:00");
    expect(usualOf("prices", { country: "US" })).toBe("without");
    expect(usualOf("tax", { country: "CH" })).toBe(
      "Food 8.1/2.6; Drinks 8.1/2.6; Alcohol 8.1; Other goods 8.1",
    );
    expect(usualOf("key-layout", { country: "FR" })).toBe("fr");
  });

  test("comes from what the box speaks, where its zone says nothing", () => {
    const french = readBoxLanguage("fr_BE.UTF-8");
    const box = { ...deps, zoneHere: "UTC", box: french, words: firstStartWords("fr") };
    const [country, language] = questionsFor({ country: "BE" }, box);

    expect(country).toMatchObject({ prompt: "Pays", usual: "BE" });
    expect(country?.intro.join("")).toContain("DE\u00A0Allemagne");
    expect(country?.read("allemagne")).toEqual({ ok: true, value: "DE" });
    expect(language).toMatchObject({ usual: "fr" });
    expect(questionsFor({ country: "DE" }, box)[1]).toMatchObject({ usual: "de" });
    expect(questionsFor({}, { ...box, zoneHere: "Europe/Zurich" })[0]).toMatchObject({
      usual: "CH",
    });
  });

  test.for<[string, BoxLanguage]>([
    ["de_CH.UTF-8", { locale: "de-CH", country: "CH" }],
    ["de_AT.utf8", { locale: "de", country: "AT" }],
    ["es_ES.UTF-8@euro", { locale: "es", country: "ES" }],
    ["de_DE.ISO-8859-1", { locale: undefined, country: "DE" }],
    ["nl_BE.UTF-8", { locale: "nl", country: "BE" }],
    ["cs_CZ.UTF-8", { locale: undefined, country: "CZ" }],
    ["C.UTF-8", { locale: undefined, country: undefined }],
    ["", { locale: undefined, country: undefined }],
  ])("%s is that of the box", ([name, said]) => {
    expect(readBoxLanguage(name)).toEqual(said);
  });

  test("a country is taken by its name in any language, and its taxes by the word for them", () => {
    const [country] = questionsFor({}, deps);
    const tax = questionOf("tax", { country: "NL" });

    expect(country?.read("nederland")).toEqual({ ok: true, value: "NL" });
    expect(country?.read("Österreich")).toEqual({ ok: true, value: "AT" });
    expect(tax.read("these")).toEqual({ ok: true, value: tax.usual });
  });

  test("every usual answer is one that the question takes", () => {
    const refused = [...countriesByCode.keys()].flatMap((country) =>
      questionsFor({ country }, deps)
        .filter(({ usual, read }) => usual !== undefined && !read(usual).ok)
        .map(({ id }) => `${country} ${id}`),
    );

    expect(refused).toEqual([]);
  });

  test("the tax says where it is from, and what to check", () => {
    const { intro } = questionOf("tax", { country: "BE" });

    expect(intro.join("\n")).toContain("Royal Decree no. 20");
    expect(intro.join("\n")).toContain("Check: ");
  });
});

describe("a wrong answer gets one sentence", () => {
  test.for<[AnswerId, string, string]>([
    ["country", "QQ", '"QQ" is no country of the list: two letters such as DE, or XX.'],
    ["name", "", "A shop needs a name of 1 to 60 characters."],
    ["zone", "Berlin", '"Berlin" is no time zone: a name such as Europe/Berlin.'],
    ["cutover", "25:00", '"25:00" is no time: such as 04:00 or 0:30.'],
    [
      "tax",
      "Food x",
      '"Food x" is no tax: a name and per cent, such as Food 7; Drinks 19, or Food 19/7.',
    ],
    [
      "tax",
      "9 and 21",
      '"9 and 21" is no tax: a name and per cent, such as Food 7; Drinks 19, or Food 19/7.',
    ],
    ["tax", "Food 101", '"Food 101" is more than 100 per cent.'],
    ["tax", "Food 7; food 8", '"food 8" has a name that is there already: give it another.'],
    ["key-layout", "dvorak", '"dvorak" is no keyboard of ours: us, uk, de, fr, es, ch.'],
    ["owner-name", "!", "A name has 1 to 60 characters, with a letter."],
    ["owner-pin", "1234", "A PIN of 6 to 8 digits is needed: choose another one."],
    [
      "owner-pin",
      "123456",
      "That PIN is guessed soon, because it is a run of digits: choose another one.",
    ],
    ["printer", "epson", `"epson" ${NO_PRINTER}`],
    ["printer", "7", `"7" ${NO_PRINTER}`],
    ["printer", "file:", `"file:" ${NO_PRINTER}`],
    ["catalogue", "bad.csv", "bad.csv was not taken:\nline 3, price: it is empty."],
    ["products", "Cake", '"Cake" is not taken: a name, then a price, such as Espresso 2.40.'],
    ["products", "Cake 2.505", '"2.505" is no price in EUR.'],
    ["products", "Cake 2.50 cakes", '"cakes" is no tax of this shop: Food.'],
    ["products", "Tea 2.10", '"Tea" is there already.'],
  ])("%s: %s", ([id, text, sentence]) => {
    expect(questionOf(id, TYPED).read(text)).toEqual({ ok: false, fault: sentence });
  });
});

describe("an answer is taken as people type it", () => {
  test.for<[AnswerId, string, string]>([
    ["country", "germany", "DE"],
    ["country", "uk", "GB"],
    ["currency", "chf", "CHF"],
    ["cutover", "0:30", "00:30"],
    ["cutover", "5.15", "05:15"],
    ["catalogue", "good.csv", "good.csv"],
    ["printer", "None", "none"],
    ["printer", "192.0.2.7", "192.0.2.7:9100"],
    ["printer", "/dev/usb/lp0", "/dev/usb/lp0"],
    ["products", " Cake 2,50 Food ", "Cake 2,50 Food"],
  ])("%s: %s", ([id, text, kept]) => {
    expect(questionOf(id, TYPED).read(text)).toEqual({ ok: true, value: kept });
  });

  test("taxes: by name, both ways, with a comma between or in the number, or one for all", () => {
    expect(readTaxes("Food 19/7, Drinks 19%; Wine 8,1")).toEqual({
      ok: true,
      value: [
        { id: "food", name: "Food", inHouse: 19_000, away: 7000 },
        { id: "drinks", name: "Drinks", inHouse: 19_000, away: 19_000 },
        { id: "wine", name: "Wine", inHouse: 8100, away: 8100 },
      ],
    });
    expect(readTaxes("8.875")).toEqual({
      ok: true,
      value: [{ id: "all-goods", name: "All goods", inHouse: 8875, away: 8875 }],
    });
  });
});

function questionOf(id: AnswerId, answers: Answers): Question {
  const found = questionsFor(answers, deps).find((question) => question.id === id);
  if (found === undefined) throw new Error(`${id} is not asked.`);
  return found;
}

function usualOf(id: AnswerId, answers: Answers): string | undefined {
  return questionOf(id, answers).usual;
}

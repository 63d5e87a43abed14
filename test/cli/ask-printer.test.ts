/** The question for a printer: what is found has numbers, and only what prints is taken. */

import { expect, test } from "vitest";

import { createPrinterAnswers, type PrinterDeps } from "../../src/cli/first-start/ask-shop.ts";
import { WORDS, firstStartWords } from "../../src/cli/first-start/words.ts";
import { err, ok } from "../../src/domain/base/result.ts";

const FOUND = [
  { at: "192.0.2.7", name: "EPSON TM-m30", isDriven: true },
  { at: "/dev/usb/lp0", name: "", isDriven: false },
];

test("what is found is numbered, and its number stands for it", async () => {
  const { said, answers } = asked({ findPrinters: () => Promise.resolve(FOUND) });

  expect(await answers.meant("2")).toBe("2");
  expect(await answers.meant("Find")).toBeUndefined();
  expect(await answers.meant("2")).toBe("/dev/usb/lp0");
  expect(await answers.meant("3")).toBe("3");
  expect(await answers.meant("192.0.2.9")).toBe("192.0.2.9");

  expect(said).toEqual([
    "Looks for some seconds …",
    "1  192.0.2.7  EPSON TM-m30  (a till prints on it)",
    "2  /dev/usb/lp0",
  ]);
});

test("who finds none is told what else there is", async () => {
  const { said, answers } = asked({});

  expect(await answers.meant("find")).toBeUndefined();

  expect(said.at(-1)).toBe("None was found. One that is on can still be named by its address.");
});

test("a printer is taken when its paper came out, and none without a paper", async () => {
  const prompts: string[] = [];
  const { said, answers } = asked({
    ask: (prompt) => Promise.resolve(prompts.push(prompt) === 1 ? "n" : ""),
  });

  expect(await answers.isFine("none")).toBe(true);
  expect(await answers.isFine("192.0.2.8")).toBe(false);
  expect(await answers.isFine("192.0.2.7")).toBe(false);
  expect(await answers.isFine("192.0.2.7")).toBe(true);

  expect(said).toEqual([
    "192.0.2.8 is off.",
    "192.0.2.7 prints.",
    "Then choose again: none is always possible.",
    "192.0.2.7 prints.",
  ]);
});

test.each([
  ["", false],
  ["n", false],
  ["y", true],
])("one that a till prints on asks first, found or typed; %j is %j", async (answer, isFine) => {
  for (const at of ["192.0.2.7", "192.0.2.6"]) {
    const prompts: string[] = [];
    const { said, answers } = asked({
      findPrinters: () => Promise.resolve(FOUND),
      isDriven: (printer) => Promise.resolve(printer === "192.0.2.6"),
      tryPrinter: (printer) => Promise.resolve(ok(`${printer} prints.`)),
      ask: (prompt) => Promise.resolve(prompts.push(prompt) === 1 ? answer : ""),
    });
    await answers.meant("find");

    expect(await answers.isFine(at)).toBe(isFine);

    expect(prompts[0]).toContain("Print on it all the same? [no]");
    expect(said.includes(`${at} prints.`)).toBe(isFine);
  }
});

test.each([
  ["en", "yes", true],
  ["en", "N", false],
  ["de", "J", true],
  ["de", "nein", false],
  ["fr", "o", true],
  ["fr", "non", false],
  ["es", "sí", true],
  ["es", "n", false],
  ["fr", "yes", true],
  ["de", "no", false],
  ["en", "<", false],
] as const)(
  "in %s %j is an answer, and what is none is asked again",
  async (locale, word, isFine) => {
    const typed = ["maybe", "yess", word];
    const { said, answers } = asked({
      words: firstStartWords(locale),
      ask: () => Promise.resolve(typed.shift() ?? ""),
    });

    expect(await answers.isFine("192.0.2.7")).toBe(isFine);

    const { yesOrNo, printer } = firstStartWords(locale);
    expect(typed).toEqual([]);
    expect(said).toEqual([
      "192.0.2.7 prints.",
      yesOrNo,
      yesOrNo,
      ...(isFine ? [] : [printer.notOut]),
    ]);
  },
);

function asked(deps: Partial<PrinterDeps>) {
  const said: string[] = [];
  const answers = createPrinterAnswers({
    words: WORDS,
    say: (text) => said.push(text),
    ask: () => Promise.resolve(""),
    findPrinters: () => Promise.resolve([]),
    isDriven: () => Promise.resolve(false),
    tryPrinter: (at) =>
      Promise.resolve(at === "192.0.2.7" ? ok(`${at} prints.`) : err(`${at} is off.`)),
    ...deps,
  });
  return { said, answers };
}

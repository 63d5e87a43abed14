/** What `till doctor` finds has a name on the screen in every language: real till, real store. */

import { expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();

test("each finding but the checks of all transactions is there, under a name that is known", async () => {
  const { open, store } = openRealRegister(await newCafe());

  const shown = store.till.port.findings();

  const told = examine(open).map(({ sentence }) => sentence);
  const sentences = new Set(shown.map(({ sentence }) => sentence));
  const left = told.filter((sentence) => !sentences.has(sentence));
  expect(left).toEqual([
    expect.stringContaining("all checks passed"),
    expect.stringContaining("No register is open"),
  ]);
  const { checks } = wordsFor({ locale: "en" }).doctor;
  expect(shown.every(({ check }) => Object.hasOwn(checks, check))).toBe(true);
  expect(shown.find(({ name }) => name !== "")?.check).toMatch(/^(?:printer|backup|letters)$/u);
});

/** Each code and each status of a terminal is a short sentence, in every language. */

import { describe, expect, test } from "vitest";

import { reasonText, statusText } from "../../../src/app/cards/terminal-words.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);
const ROOM = 60;

describe.each(LOCALES)("in %s", (locale) => {
  test("a reason fits into a row, and is no code where it is known", () => {
    for (const byte of BYTES) {
      const text = reasonText(byte.toString(16).padStart(2, "0"), locale);
      expect(textWidth(text)).toBeLessThanOrEqual(ROOM);
      expect(text).not.toBe("");
    }
  });

  test("a status fits into a row, also with the card to be taken out", () => {
    for (const byte of BYTES) {
      const text = statusText(byte, locale);
      expect(textWidth(text)).toBeLessThanOrEqual(ROOM);
      expect(text).not.toBe("");
    }
  });
});

test("a reason is the terminal's meaning", () => {
  expect(reasonText("6c", "en")).toBe("stopped at the terminal, or nobody paid in time");
  expect(reasonText("05", "de")).toBe("die Bank lehnt ab (Code 05)");
  expect(reasonText("WrongPIN", "de")).toBe("die PIN ist falsch");
  expect(reasonText("c7", "en")).toBe("the terminal names the code c7");
  expect(reasonText("Refusal", "en")).toBe("Refusal");
  expect(reasonText("", "en")).toBe("");
});

test("a status with the card to be taken out says so", () => {
  expect(statusText(0x0a, "en")).toBe("Insert the card, or hold it there");
  expect(statusText(0x55, "en")).toBe("The PIN is wrong; take the card out");
  expect(statusText(0x4b, "en")).toBe("Take the card out");
  expect(statusText(0xa0, "de")).toBe("Es arbeitet");
});

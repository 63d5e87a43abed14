import { expect, test } from "vitest";

import { picturedLetters } from "../../../src/app/printing/printer-models.ts";

test.each([
  ["careful", "en", ""],
  ["careful", "de", ""],
  ["careful", "es", "ÁÍÓÚ"],
  ["careful", "fr", "ÀÂÈÊËÎÏÔŒÙÛœ"],
  ["careful", "nl", "ËÏÓ"],
  ["careful", "it", "ÀÈÌÒÙ"],
  ["careful", "pt", "ÀÁÂÃÊÍÓÔÕÚãõ"],
  ["careful", "pl", "ĄĆĘŁŃÓŚŹŻąćęłńśźż"],
  ["epson-80", "fr", ""],
  ["epson-80", "nl", ""],
  ["epson-80", "it", ""],
  ["epson-80", "pt", ""],
  ["epson-80", "pl", ""],
  ["epson-80", "es", ""],
] as const)("%s draws of %s these letters: %s", (profile, locale, letters) => {
  expect(picturedLetters({ profile }, locale).join("")).toBe(letters);
});

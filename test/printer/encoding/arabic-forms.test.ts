import { expect, test } from "vitest";

import { withArabicForms } from "../../../src/printer/encoding/arabic-forms.ts";

test.each([
  ["beginning, middle and end", "كباب", "FEDB FE92 FE8E FE8F"],
  ["no letter joins the one after an alef", "شاي", "FEB7 FE8E FEF1"],
  ["lam and alef are one sign, also at the end of others", "سلام لا", "FEB3 FEFC FEE1 20 FEFB"],
  ["marks are no neighbours", "لَبن", "FEDF 64E FE92 FEE6"],
  ["a mark between lam and alef stands on both", "لَا", "FEFB 64E"],
  ["letters of Persian", "چای", "FB7C FE8E FBFC"],
  ["a non-joiner parts, unseen", "می\u{200C}خوا", "FEE3 FBFD 200C FEA7 FEEE FE8D"],
  ["a stretch joins on both sides", "بـت", "FE91 640 FE96"],
  ["other letters end the word", "بtب", "FE8F 74 FE8F"],
])("%s", (_, text, forms) => {
  expect(codesOf(withArabicForms(text))).toBe(forms);
});

test("text in other letters stays as it is", () => {
  expect(withArabicForms("2 x Tee – чай")).toBe("2 x Tee – чай");
});

function codesOf(text: string): string {
  return Array.from(text, (sign) => (sign.codePointAt(0) ?? 0).toString(16).toUpperCase()).join(
    " ",
  );
}

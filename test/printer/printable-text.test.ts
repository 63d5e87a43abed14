import fc from "fast-check";
import { expect, test } from "vitest";

import { byteInPage } from "../../src/printer/code-pages.ts";
import { toPrintable } from "../../src/printer/printable-text.ts";
import { epson80, generic80, type PrinterProfile } from "../../src/printer/profile.ts";

const only437: PrinterProfile = { ...generic80, codePages: [{ page: "cp437", select: 0 }] };

test("letters of western Europe stay what they are", () => {
  const text = "€ ä ö ü ß é ñ å Ø ç";

  expect(toPrintable(text, epson80)).toEqual({ text, lost: [] });
  expect(toPrintable(text.normalize("NFD"), epson80)).toEqual({ text, lost: [] });
});

test("what no page has is written with the letters that are there", () => {
  expect(toPrintable("Żurek, Łosoś, Škoda", epson80).text).toBe("Zurek, Losos, Škoda");
  expect(toPrintable("5 € – “bio”…", only437).text).toBe('5 EUR - "bio"...');
});

test("what can't be written at all is a visible block, and reported", () => {
  expect(toPrintable("Чай 👍 x2", generic80)).toEqual({
    text: "■■■ ■ x2",
    lost: ["Ч", "а", "й", "👍"],
  });
});

test("a name can't command the printer", () => {
  const drawer = "Latte\u{1B}p\u{0}\u{19}ú";

  expect(toPrintable(drawer, epson80).text).toBe("Latte■p■■ú");
});

test("spaces of every kind become plain ones, and invisible marks go", () => {
  expect(toPrintable("1\u{202F}234,50\u{A0}€\tab\u{AD}c\u{200D}d", epson80).text).toBe(
    "1 234,50 € abcd",
  );
});

test("every text becomes characters of the profile and line feeds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const character of toPrintable(text, generic80).text.replaceAll("\n", "")) {
        const bytes = generic80.codePages.map(({ page }) => byteInPage(page, character));
        expect(bytes.some((byte) => byte !== undefined && byte >= 0x20)).toBe(true);
      }
    }),
  );
});

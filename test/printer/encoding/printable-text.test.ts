import fc from "fast-check";
import { expect, test } from "vitest";

import { byteInPage } from "../../../src/printer/encoding/code-pages.ts";
import { isEasy, toPrintable } from "../../../src/printer/encoding/printable-text.ts";
import { epson80, generic80, type PrinterProfile } from "../../../src/printer/encoding/profile.ts";
import { unifont } from "../../../src/printer/unifont.ts";

const only437: PrinterProfile = { ...generic80, codePages: [{ page: "cp437", select: 0 }] };

test("letters of western Europe stay what they are", () => {
  const text = "€ ä ö ü ß é ñ å Ø ç";

  expect(toPrintable(text, epson80)).toEqual({ text, lost: [] });
  expect(toPrintable(text.normalize("NFD"), epson80)).toEqual({ text, lost: [] });
});

test("signs that mean the same look plainer, and nothing is lost by it", () => {
  expect(toPrintable("5 × – “bio”…", only437)).toEqual({ text: '5 x - "bio"...', lost: [] });
});

test("what no page has stays, for a picture of it", () => {
  for (const text of ["Żurek, Łosoś", "чай", "茶", "12 €", "ก้า"]) {
    expect(toPrintable(text, only437)).toEqual({ text, lost: [] });
  }
});

test("what the font lacks too is written otherwise, or a visible block, and reported", () => {
  expect(toPrintable("𝐓𝐞𝐚 👍 x2", generic80)).toEqual({
    text: "Tea ■ x2",
    lost: ["𝐓", "𝐞", "𝐚", "👍"],
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

test("every text becomes characters of the profile or the font and line feeds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const character of toPrintable(text, generic80).text.replaceAll("\n", "")) {
        const bytes = generic80.codePages.map(({ page }) => byteInPage(page, character));
        const isByte = bytes.some((byte) => byte !== undefined && byte >= 0x20);
        expect(isByte || unifont(character) !== undefined).toBe(true);
      }
    }),
  );
});

test("text is easy when every code unit of it is a column as it is", () => {
  const easy = ["", "Tea", "Größe 2 €", "crème brûlée"];
  const uneasy = ["a\nb", "a\tb", "a\u{A0}b", "a\u{AD}b", "Łosoś", "чай", "e\u{301}", "5 € –"];

  expect(easy.filter((text) => isEasy(text, generic80))).toEqual(["", "Tea", "crème brûlée"]);
  expect(uneasy.filter((text) => isEasy(text, generic80))).toEqual([]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Block, type BlockStyle } from "../../src/printer/document.ts";
import { encodeDocument } from "../../src/printer/encoder.ts";
import { epson80, generic58, generic80, type PrinterProfile } from "../../src/printer/profile.ts";
import { printOn } from "../support/emulated-paper.ts";

const INIT = "1b 40 1c 2e 1b 52 00";

describe("code pages", () => {
  test("euro and umlauts come out right on every profile", () => {
    const text = "€ ä ö ü Ä Ö Ü ß é è ñ å Å ç";

    for (const profile of [epson80, generic80, generic58]) {
      expect(paperOf([{ type: "text", text }], profile).text).toBe(`${text}\n`);
    }
  });

  test("ASCII needs no page, and a page is selected once for all that it has", () => {
    expect(hexOf([{ type: "text", text: "Tea" }])).toBe(`${INIT} 54 65 61 0a`);
    expect(
      hexOf([
        { type: "text", text: "é€" },
        { type: "text", text: "ü" },
      ]),
    ).toBe(`${INIT} 1b 74 13 82 d5 0a 81 0a`);
  });

  test("a character of the second page switches, and the next one stays if it can", () => {
    // Only 1252 has the dash; it has the e with accent as well.
    expect(hexOf([{ type: "text", text: "é–é" }])).toBe(`${INIT} 1b 74 13 82 1b 74 10 96 e9 0a`);
  });

  test("what can't be shown is a block on paper and is reported once", () => {
    const blocks: ReadonlyArray<Block> = [{ type: "text", text: "чай и чай" }];

    expect(paperOf(blocks).text).toBe("■■■ ■ ■■■\n");
    expect(encode(blocks).lost).toEqual(["ч", "а", "й", "и"]);
  });
});

describe("styles", () => {
  test("change where they change, and size never touches the weight", () => {
    const bold = { bold: true };

    expect(
      hexOf([
        { type: "text", text: "a", style: bold },
        { type: "text", text: "b", style: { ...bold, doubleHeight: true } },
        { type: "text", text: "c", style: bold },
        { type: "text", text: "d" },
      ]),
    ).toBe(`${INIT} 1b 45 01 61 0a 1d 21 01 62 0a 1d 21 00 63 0a 1b 45 00 64 0a`);
  });

  test("the space before a centred word is neither inverse nor wide", () => {
    const style = { inverse: true, doubleWidth: true };
    const [line] = paperOf([{ type: "text", text: "VOID", align: "center", style }]).entries;

    expect(line).toMatchObject({
      type: "line",
      runs: [
        { text: " ".repeat(20), style: { inverse: false, width: 1 } },
        { text: "VOID", style: { inverse: true, width: 2 } },
      ],
    });
  });

  test("every visible character is printed in the style that its block asked for", () => {
    fc.assert(
      fc.property(fc.array(styledText(), { maxLength: 12 }), (blocks) => {
        const printed = paperOf(blocks).entries.flatMap((entry) =>
          entry.type === "line" ? entry.runs.filter(({ text }) => text.trim() !== "") : [],
        );

        expect(printed.map(({ text, style }) => [text.trim(), look(style)])).toEqual(
          blocks.map(({ text, style }) => [
            text,
            [style.bold, style.inverse, style.doubleWidth ? 2 : 1, style.doubleHeight ? 2 : 1],
          ]),
        );
      }),
    );
  });
});

describe("what is not text", () => {
  test("a cut feeds the last line past the cutter", () => {
    expect(hexOf([{ type: "feed", lines: 2 }, { type: "cut" }])).toBe(
      `${INIT} 1b 64 02 1d 56 42 03`,
    );
  });

  test("a pulse brings both of its times", () => {
    expect(hexOf([{ type: "pulse" }])).toBe(`${INIT} 1b 70 00 19 fa`);
  });

  test("a barcode is an EAN-13 where the model has them, and digits elsewhere", () => {
    const barcode: Block = { type: "barcode", ean13: "9800000000410" };

    expect(paperOf([barcode], epson80).entries).toEqual([
      { type: "barcode", symbology: "EAN-13", data: "9800000000410" },
    ]);
    expect(paperOf([barcode], generic58).text.trim()).toBe("9800000000410");
  });
});

test("any text prints without a byte that the printer doesn't understand", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const { complaints, entries } = paperOf([{ type: "text", text }]);

      expect(complaints).toEqual([]);
      expect(entries.every((entry) => entry.type === "line" && !entry.wrapped)).toBe(true);
    }),
  );
});

function encode(
  blocks: ReadonlyArray<Block>,
  profile: PrinterProfile = epson80,
): ReturnType<typeof encodeDocument> {
  return encodeDocument({ kind: "report", blocks }, profile);
}

function hexOf(blocks: ReadonlyArray<Block>): string {
  return Array.from(encode(blocks).bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

function paperOf(
  blocks: ReadonlyArray<Block>,
  profile: PrinterProfile = epson80,
): ReturnType<typeof printOn> {
  return printOn(profile.columns, encode(blocks, profile).bytes);
}

function look(style: {
  readonly bold: boolean;
  readonly inverse: boolean;
  readonly width: number;
  readonly height: number;
}): ReadonlyArray<boolean | number> {
  return [style.bold, style.inverse, style.width, style.height];
}

interface StyledText {
  readonly type: "text";
  readonly text: string;
  readonly style: Required<{ [Key in keyof BlockStyle]: boolean }>;
  readonly align: "left" | "center" | "right";
}

function styledText(): fc.Arbitrary<StyledText> {
  return fc.record({
    type: fc.constant("text" as const),
    text: fc.string({ unit: fc.constantFrom("x", "é", "–"), minLength: 1, maxLength: 20 }),
    style: fc.record({
      bold: fc.boolean(),
      doubleHeight: fc.boolean(),
      doubleWidth: fc.boolean(),
      inverse: fc.boolean(),
    }),
    align: fc.constantFrom("left" as const, "center" as const, "right" as const),
  });
}

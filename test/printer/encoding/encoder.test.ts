import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Block, type BlockStyle } from "../../../src/printer/document.ts";
import { drawerPulseNow } from "../../../src/printer/encoding/commands.ts";
import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import {
  careful,
  epson80,
  generic58,
  generic80,
  profileNamed,
  type PrinterProfile,
} from "../../../src/printer/encoding/profile.ts";
import { printOn } from "../../support/emulated-paper.ts";
import { hexDump } from "../../support/hex-dump.ts";

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

  test("a printer that nobody knows is told of one page, and what that lacks is a picture", () => {
    const blocks: ReadonlyArray<Block> = [
      { type: "text", text: "für 3" },
      { type: "text", text: "Preis 3 € À" },
    ];
    const hex = hexDump(encode(blocks, careful).bytes).replaceAll(/\s+/gu, " ");

    expect(hex.match(/1b 74 ../gu) ?? []).toEqual(["1b 74 00"]);
    expect(encode(blocks, careful).lost).toEqual([]);
    expect(hex).toContain("1d 76 30 00");
  });

  test("Cyrillic letters are text where the model has a page for them", () => {
    expect(hexOf([{ type: "text", text: "чай" }])).toBe(`${INIT} 1b 74 11 e7 a0 a9 0a`);
  });

  test("what neither a page nor the font has is a block on paper and is reported once", () => {
    const blocks: ReadonlyArray<Block> = [{ type: "text", text: "👍 x 👍" }];

    expect(paperOf(blocks).text).toBe("■ x ■\n");
    expect(encode(blocks).lost).toEqual(["👍"]);
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
            [
              style.bold,
              style.inverse,
              style.underline,
              style.doubleWidth ? 2 : 1,
              style.doubleHeight ? 2 : 1,
            ],
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

  test("a barcode is the printer's where the model has them, and a picture elsewhere", () => {
    const barcode: Block = { type: "barcode", ean13: "9800000000410" };

    expect(paperOf([barcode], epson80).entries).toMatchObject([
      { type: "barcode", symbology: "EAN-13", data: "9800000000410" },
    ]);
    const [picture, ...others] = paperOf([barcode], generic58).entries;
    expect(picture).toMatchObject({ type: "image", widthDots: 232 });
    expect(others.at(-1)).toMatchObject({ runs: [{ text: `${" ".repeat(9)}9800000000410` }] });
  });

  test("other barcodes are told by their names, and Code 128 by its set of characters", () => {
    const blocks: ReadonlyArray<Block> = [
      { type: "code", symbology: "ean8", data: "96385074" },
      { type: "code", symbology: "upca", data: "036000291452" },
      { type: "code", symbology: "code128", data: "A{7" },
    ];

    expect(paperOf(blocks).entries).toMatchObject([
      { type: "barcode", symbology: "EAN-8", data: "96385074" },
      { type: "barcode", symbology: "UPC-A", data: "036000291452" },
      { type: "barcode", symbology: "CODE128", data: "A{7" },
    ]);
  });

  test("a code that is wider than the paper stands there as text", () => {
    const code: Block = { type: "code", symbology: "code128", data: "x".repeat(40) };

    expect(paperOf([code], generic58).text).toBe(`${"x".repeat(32)}\n${" ".repeat(12)}xxxxxxxx\n`);
  });

  test.each([
    ["its model", epson80, 23],
    ["narrower paper in it", { ...epson80, columns: 32 }, 14],
  ])("a code that is wider than the paper of %s stands there as text", (_, profile, longest) => {
    const papers = [longest, longest + 1].map((length) => {
      const data = "x".repeat(length);
      return paperOf([{ type: "code", symbology: "code128", data }], profile).entries;
    });

    // Two dots for each of 11 modules of a sign, and as many for start and check; the stop has 13.
    expect(papers).toMatchObject([[{ type: "barcode" }], [{ type: "line" }]]);
    expect(paperOf([{ type: "barcode", ean13: "9800000000410" }], profile).entries).toMatchObject([
      { type: "barcode" },
    ]);
  });

  test("the second drawer has its own pin", () => {
    expect(hexOf([{ type: "pulse", pin: 5 }])).toBe(`${INIT} 1b 70 01 19 fa`);
  });

  test("a drawer is opened where it is plugged in, and not where there is none", () => {
    const document = { kind: "report", blocks: [{ type: "pulse" }] } as const;
    const [pin5, none] = (["pin5", "none"] as const).map((drawer) =>
      hexDump(encodeDocument(document, epson80, { drawer }).bytes).trim(),
    );

    expect([pin5, none]).toEqual([`${INIT} 1b 70 01 19 fa`, INIT]);
  });

  test("a number is as large as the printer prints, and nothing after it is", () => {
    const blocks: ReadonlyArray<Block> = [
      { type: "text", text: "a", style: { bold: true, inverse: true } },
      { type: "number", value: 12 },
      { type: "text", text: "b" },
    ];
    const [, , number, after] = paperOf(blocks).entries;

    expect(number).toMatchObject({
      align: "center",
      runs: [{ text: "12", style: { width: 6, height: 6, inverse: false } }],
    });
    expect(after).toMatchObject({ align: "left", runs: [{ text: "b", style: { width: 1 } }] });
  });

  test("a page is proved by its own bytes, with a picture of the letters below", () => {
    const profile = { ...epson80, codePages: [{ page: "cp1252", select: 16 }] } as const;

    const { entries } = paperOf([{ type: "page-proof" }], profile);

    expect(entries).toMatchObject([
      { type: "line", runs: [{ text: "cp1252 (16) äöüß€éÅñøž¿½" }] },
      { type: "image", widthDots: 288 },
    ]);
    expect(hexOf([{ type: "page-proof" }], profile)).toContain("1b 74 10 63 70 31 32 35 32");
  });

  test("the ruler counts the columns of the paper", () => {
    expect(paperOf([{ type: "ruler" }], generic58).text).toBe("----5----1----5----2----5----3--\n");
  });

  test("each buzzer has its own command, and a printer without one is left alone", () => {
    const names = ["epson-tm-t88", "clone-80", "epson-tm-u220", "generic"];
    const sent = names.map((name) => hexOf([{ type: "buzzer", times: 2 }], profileNamed(name)));

    expect(sent).toEqual([
      `${INIT} 1b 28 41 04 00 30 01 02 05`,
      `${INIT} 1b 42 02 03`,
      `${INIT} 1b 70 01 ff ff`,
      INIT,
    ]);
  });

  test("a bell on the drawer's port rings on the pin that no drawer hangs on", () => {
    const document = { kind: "ticket", blocks: [{ type: "buzzer", times: 1 }] } as const;
    const profile = profileNamed("epson-tm-u220") ?? epson80;

    const [pin2, pin5, none] = (["pin2", "pin5", "none"] as const).map((drawer) =>
      hexDump(encodeDocument(document, profile, { drawer }).bytes).trim(),
    );

    expect(pin2).toBe(`${INIT} 1b 70 01 ff ff`);
    expect([pin5, none]).toEqual([`${INIT} 1b 70 00 ff ff`, `${INIT} 1b 70 00 ff ff`]);
  });

  test("a printer without a cutter feeds to its tear bar, a full cutter cuts fully", () => {
    const cut: ReadonlyArray<Block> = [{ type: "cut" }];

    expect(hexOf(cut, { ...generic58, cut: "tear" })).toBe(`${INIT} 1b 64 04`);
    expect(hexOf(cut, { ...generic58, cut: "full" })).toBe(`${INIT} 1d 56 41 03`);
  });

  test("the logo is in the middle where the shop has one, and nothing where it has none", () => {
    const logo = { widthDots: 16, rows: [Uint8Array.of(0xff, 0x01)] };
    const document = { kind: "receipt", blocks: [{ type: "logo" }] } as const;

    const bytes = encodeDocument(document, epson80, { logo }).bytes;

    expect(hexDump(bytes).trim().replaceAll("\n", " ")).toBe(
      `${INIT} 1b 61 01 1d 76 30 00 02 00 01 00 ff 01 1b 61 00`,
    );
    expect(hexOf([{ type: "logo" }])).toBe(INIT);
  });
});

describe("an impact printer", () => {
  const impact = profileNamed("epson-tm-u220");

  test("gets a size with all that its one command sets", () => {
    const style = { bold: true, doubleHeight: true, inverse: true };

    expect(
      hexOf(
        [
          { type: "text", text: "a", style },
          { type: "text", text: "b" },
        ],
        impact,
      ),
    ).toBe(`${INIT} 1b 21 18 61 0a 1b 21 00 62 0a`);
  });

  test("prints red lines, and changes the ribbon at their beginning only", () => {
    const style = { red: true };
    const blocks: ReadonlyArray<Block> = [
      { type: "text", text: "a", style, align: "center" },
      { type: "text", text: "b" },
    ];

    expect(hexOf(blocks, impact)).toBe(`${INIT} 1b 72 01${" 20".repeat(16)} 61 0a 1b 72 00 62 0a`);
    expect(hexOf(blocks, epson80)).not.toContain("1b 72");
  });

  test("draws what its pages lack in columns of eight dots", () => {
    const bytes = encode([{ type: "text", text: "茶" }], impact).bytes;

    expect(hexDump(bytes).replaceAll("\n", " ")).toContain("1b 33 10 1b 2a 01 18 00 ");
    expect(Array.from(bytes).slice(-2)).toEqual([0x1b, 0x32]);
  });
});

test("a drawer opens at once by a command of its own, for a printer without paper", () => {
  expect(drawerPulseNow(2)).toEqual([0x10, 0x14, 1, 0, 1]);
  expect(drawerPulseNow(5)).toEqual([0x10, 0x14, 1, 1, 1]);
});

test("any text prints without a byte that the printer doesn't understand", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const { complaints, entries } = paperOf([{ type: "text", text }]);

      expect(complaints).toEqual([]);
      expect(entries.filter((entry) => entry.type === "line" && entry.wrapped)).toEqual([]);
    }),
  );
});

function encode(
  blocks: ReadonlyArray<Block>,
  profile: PrinterProfile = epson80,
): ReturnType<typeof encodeDocument> {
  return encodeDocument({ kind: "report", blocks }, profile);
}

function hexOf(
  blocks: ReadonlyArray<Block>,
  profile: PrinterProfile | undefined = epson80,
): string {
  const { bytes } = encode(blocks, profile);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
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
  readonly underlineDots: number;
  readonly width: number;
  readonly height: number;
}): ReadonlyArray<boolean | number> {
  return [style.bold, style.inverse, style.underlineDots > 0, style.width, style.height];
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
      underline: fc.boolean(),
      red: fc.constant(false),
    }),
    align: fc.constantFrom("left" as const, "center" as const, "right" as const),
  });
}

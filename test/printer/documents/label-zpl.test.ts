/**
 * Labels in ZPL, read back by a reader of its own that knows the few commands they may have: nothing else
 * comes out, whatever goods are called, and all of it lies on the paper. What the bars look like was seen
 * once with another program's (zebrash 3.4 and zbarimg): EAN-13 and Code 128 were read back from it.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { checkDigit } from "../../../src/domain/goods/barcode.ts";
import { type GoodsLabel } from "../../../src/printer/documents/label-document.ts";
import { type LabelPaper, labelToZpl } from "../../../src/printer/documents/label-zpl.ts";

interface ReadField {
  readonly left: number;
  readonly top: number;
  readonly text: string;
  /** Of a text the height of its letters. */
  readonly size?: number;
  readonly bars?: { readonly symbology: string; readonly height: number; readonly module: number };
}

interface ReadLabel {
  readonly width: number;
  readonly height: number;
  readonly copies: number;
  readonly fields: ReadonlyArray<ReadField>;
}

/** What a command sets, by its name. */
interface Reading {
  width: number;
  height: number;
  copies: number;
  at: Pick<ReadField, "left" | "top">;
  kind: Pick<ReadField, "size" | "bars">;
  module: number;
  isHex: boolean;
  readonly fields: ReadField[];
}

type Read = (reading: Reading, text: string, numbers: ReadonlyArray<number>) => void;

function bars(symbology: string): Read {
  return (reading, _, [, height = 0]) => {
    reading.kind = { bars: { symbology, height, module: reading.module } };
  };
}

const COMMANDS: Readonly<Record<string, Read>> = {
  CI: (_, text) => must(text === "28"),
  LH: (_, text) => must(text === "0,0"),
  PW: (reading, _, [width = 0]) => (reading.width = width),
  LL: (reading, _, [height = 0]) => (reading.height = height),
  PQ: (reading, _, [copies = 0]) => (reading.copies = copies),
  FO: (reading, _, [left = 0, top = 0]) => (reading.at = { left, top }),
  BY: (reading, _, [module = 0]) => (reading.module = module),
  A0: (reading, _, [, size = 0]) => (reading.kind = { size }),
  B8: bars("B8"),
  BC: bars("BC"),
  BE: bars("BE"),
  FH: (reading) => (reading.isHex = true),
  FD: ({ fields, at, kind, isHex }, text) => {
    fields.push({ ...at, ...kind, text: isHex ? fromHex(text) : text });
  },
  FS: (reading) => Object.assign(reading, { kind: {}, isHex: false }),
};

/** Reads one format. Throws for a command that it does not know. */
function readZpl(zpl: string): ReadLabel {
  must(zpl.startsWith("^XA^") && zpl.endsWith("^XZ\n") && !zpl.includes("~"));
  const reading: Reading = {
    width: 0,
    height: 0,
    copies: 0,
    at: { left: 0, top: 0 },
    kind: {},
    module: 0,
    isHex: false,
    fields: [],
  };
  for (const command of zpl.split("^").slice(2, -1)) {
    const text = command.slice(2).replace(/\n$/u, "");
    const read = COMMANDS[command.slice(0, 2)];
    if (read === undefined) throw new Error(`What is ^${command}?`);
    read(reading, text, text.split(",").map(Number));
  }
  return reading;
}

function must(holds: boolean): void {
  if (!holds) throw new Error("That is no label.");
}

function fromHex(text: string): string {
  return text.replaceAll(/_([0-9A-F]{2})/gu, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function withCheck(length: number): fc.Arbitrary<string> {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), {
    minLength: length - 1,
    maxLength: length - 1,
  });
  return digits.map((them) => them.join("")).map((body) => body + checkDigit(body));
}

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((sign) => String.fromCharCode(sign)),
  minLength: 1,
  maxLength: 40,
});
const code: fc.Arbitrary<GoodsLabel["code"]> = fc.oneof(
  withCheck(13).map((data) => ({ symbology: "ean13", data }) as const),
  withCheck(12).map((data) => ({ symbology: "upca", data }) as const),
  withCheck(8).map((data) => ({ symbology: "ean8", data }) as const),
  printable.map((data) => ({ symbology: "code128", data }) as const),
  fc.constant(undefined),
);
const labels: fc.Arbitrary<GoodsLabel> = fc.record({
  name: fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
    fc.stringMatching(/^[\\^~_ a-zäß€0-9]{1,60}$/u),
  ),
  price: fc.constantFrom("", "2.60 €", "1.234.567,89 CHF", "12.90 $/kg"),
  sku: fc.stringMatching(/^[A-Z0-9._/-]{1,60}$/u),
  code,
});
const papers: fc.Arbitrary<LabelPaper> = fc.record({
  widthMm: fc.integer({ min: 15, max: 200 }),
  heightMm: fc.integer({ min: 15, max: 200 }),
  dpi: fc.constantFrom(203, 300, 600),
});
const OF_ZPL: Readonly<Record<string, string>> = {
  ean13: "BE",
  upca: "BE",
  ean8: "B8",
  code128: "BC",
};

test("A label says what the goods are called, cost and are known by, and nothing that ZPL reads for itself", () => {
  fc.assert(
    fc.property(labels, papers, fc.integer({ min: 1, max: 999 }), (label, paper, copies) => {
      const { text, hasBars } = labelToZpl(label, paper, copies);
      const read = readZpl(text);
      const texts = read.fields.filter(({ bars }) => bars === undefined);
      const bars = read.fields.find((field) => field.bars !== undefined);

      expect(read.copies).toBe(copies);
      expect(bars !== undefined).toBe(hasBars);
      const said = texts.map((field) => field.text);
      const others = [
        ...(label.price === "" ? [] : [label.price]),
        ...(hasBars ? [] : [label.sku]),
      ];
      const names = said.slice(0, said.length - others.length);
      expect(said.slice(names.length)).toEqual(others);
      const shown = names.join("").replaceAll(/[\s…]/gu, "");
      const whole = label.name.replaceAll(/\p{Cc}/gu, "").replaceAll(/\s/gu, "");
      // What has no room is left out at the end of a word or of the name, and nothing is added.
      expect(isWithin(shown, whole)).toBe(true);
      expect(bars && [bars.bars?.symbology, bars.text]).toEqual(
        hasBars ? barsOf(label) : undefined,
      );
      const lows = texts.map(({ top, size = 0 }) => top + size * Number(hasBars));
      expect(Math.max(...lows)).toBeLessThan(read.height);
      expect(Math.min(...texts.map(({ left }) => left))).toBeGreaterThan(0);
    }),
  );
});

/** The command and its data that a label's code is to come to. */
function barsOf({ code }: GoodsLabel): ReadonlyArray<string> {
  const { symbology = "", data = "" } = code ?? {};
  const digits = (symbology === "upca" ? `0${data}` : data).slice(0, -1);
  const text = symbology === "code128" ? `>:${data.replaceAll(">", ">0")}` : digits;
  return [OF_ZPL[symbology] ?? "", text];
}

/** Says whether the signs of one stand in the other, in their order. */
function isWithin(some: string, all: string): boolean {
  let at = 0;
  for (const sign of all) if (some.startsWith(sign, at)) at += sign.length;
  return at === some.length;
}

test("Bars lie on the paper with white beside them, and are as wide as a scanner needs", () => {
  const modules = { ean13: 95, upca: 95, ean8: 67 } as const;
  const digits = fc.constantFrom("ean13", "upca", "ean8");
  fc.assert(
    fc.property(digits, papers, (symbology, paper) => {
      const data = { ean13: "4006381333931", upca: "036000291452", ean8: "96385074" }[symbology];
      const label = { name: "Tea", price: "1.00 €", sku: "TEA", code: { symbology, data } };
      const { fields, width, height } = readZpl(labelToZpl(label, paper, 1).text);
      const found = fields.find((field) => field.bars !== undefined);
      // On 30 x 25 mm any of them has room.
      const hasRoom = paper.widthMm >= 30 && paper.heightMm >= 25;
      expect(found !== undefined || !hasRoom).toBe(true);
      const { module, height: high } = found?.bars ?? { module: 2, height: paper.dpi };
      const { left, top } = found ?? { left: 9 * module, top: 0 - paper.dpi };
      const right = left + (found === undefined ? 0 : modules[symbology] * module);
      expect(module).toBeGreaterThanOrEqual(2);
      expect(left).toBeGreaterThanOrEqual(9 * module);
      expect(right + 8 * module).toBeLessThanOrEqual(width);
      expect(top + high).toBeLessThan(height);
      expect((high * 25.4) / paper.dpi).toBeGreaterThanOrEqual(3.9);
    }),
  );
});

test("A usual label looks so", () => {
  const label = {
    name: "Käse ^ Brötchen",
    price: "2,60 €",
    sku: "ROLL",
    code: { symbology: "ean13", data: "4006381333931" },
  } as const;

  expect(labelToZpl(label, { widthMm: 50, heightMm: 30, dpi: 203 }, 3).text).toBe(
    `^XA^CI28^PW400^LL240^LH0,0
^FO12,12^A0N,26,23^FH^FDKäse _5E Brötchen^FS
^FO12,42^A0N,48,43^FH^FD2,60 €^FS
^FO105,94^BY2^BEN,110,Y,N^FD400638133393^FS
^PQ3
^XZ
`,
  );
});

/** Pictures of text as dots: `#` for black. The papers in fixtures/receipts have whole ones. */

import { expect, test } from "vitest";

import { type DotPicture, hasDot } from "../../../src/printer/encoding/dot-picture.ts";
import { plainStyle, type SegmentStyle } from "../../../src/printer/encoding/layout.ts";
import { columnsOnPaper } from "../../../src/printer/encoding/printable-text.ts";
import { generic80 } from "../../../src/printer/encoding/profile.ts";
import { drawText } from "../../../src/printer/encoding/text-picture.ts";
import { unifont } from "../../../src/printer/unifont.ts";

test("a letter stands in a cell of font A, with strokes of two dots", () => {
  const rows = art(draw("I")).split("\n");

  expect(rows).toHaveLength(15);
  expect([rows[0], rows[14]]).toEqual(["...########.....", "...########....."]);
  expect(new Set(rows.slice(2, 12))).toEqual(new Set(["......##........"]));
});

test("a line is 24 dots high with its gap below, and 48 where it is tall", () => {
  expect(draw("чай").rows).toHaveLength(30);
  expect(draw("чай", { doubleHeight: true }).rows).toHaveLength(48);
});

test("Chinese takes two cells, a mark none, and a narrow sign of a page one", () => {
  expect(draw("茶I").widthDots).toBe(40);
  expect(inkedColumns(draw("x\u{302}I"))).toEqual(inkedColumns(draw("xI")));
  // Drawn in two cells, but of a code page, where it has one.
  expect(inkedColumns(draw("∞I")).at(-1)).toBe(inkedColumns(draw("xI")).at(-1));
});

test("inverse is black around the letter, underlined has a line below, bold is a dot wider", () => {
  const [plain, inverse, underlined, bold] = [
    draw("I"),
    draw("I", { inverse: true }),
    draw("I", { underline: true }),
    draw("I", { bold: true }),
  ];

  expect(dots(inverse)).toBe(12 * 24 - dots(plain));
  expect(dots(underlined)).toBe(dots(plain) + 2 * 12);
  expect(inkedColumns(bold)).toHaveLength(inkedColumns(plain).length + 1);
});

test("what is small stands on the line of what is tall", () => {
  const grid = { font: unifont, columnsOf, dotsForTwoRows: 3, gapRows: 6 };
  const segments = [
    { text: "I", style: plainStyle },
    { text: "茶", style: { ...plainStyle, doubleHeight: true } },
  ];
  const small = drawText(segments, grid).rows.map((row) => (row[0] ?? 0) !== 0);

  expect(small.indexOf(true)).toBeGreaterThan(24);
});

test("for needles it has the font's own rows, and as many dots across", () => {
  const grid = { font: unifont, columnsOf, dotsForTwoRows: 2, gapRows: 0 };

  const { rows, widthDots } = drawText([{ text: "茶", style: plainStyle }], grid);

  expect([rows.length, widthDots]).toEqual([16, 24]);
});

function columnsOf(character: string): number {
  return columnsOnPaper(character, generic80);
}

function draw(text: string, change: Partial<SegmentStyle> = {}): DotPicture {
  const style = { ...plainStyle, ...change };
  return drawText([{ text, style }], { font: unifont, columnsOf, dotsForTwoRows: 3, gapRows: 6 });
}

function art({ rows, widthDots }: DotPicture): string {
  return rows
    .map((row) =>
      Array.from({ length: widthDots }, (_, at) => (hasDot(row, at) ? "#" : ".")).join(""),
    )
    .filter((row) => row.includes("#"))
    .join("\n");
}

function dots(picture: DotPicture): number {
  return Array.from(art(picture)).filter((sign) => sign === "#").length;
}

function inkedColumns({ rows, widthDots }: DotPicture): ReadonlyArray<number> {
  return Array.from({ length: widthDots }, (_, at) => at).filter((at) =>
    rows.some((row) => hasDot(row, at)),
  );
}

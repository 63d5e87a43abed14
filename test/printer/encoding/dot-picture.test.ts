import fc from "fast-check";
import { expect, test } from "vitest";

import {
  columnBands,
  type DotPicture,
  hasDot,
  rowBands,
} from "../../../src/printer/encoding/dot-picture.ts";
import { printOn } from "../../support/emulated-paper.ts";

test("a picture goes in bands that small printers hold, and none of its rows is lost", () => {
  const picture = pictureOf(
    Array.from({ length: 300 }, () => Array.from({ length: 72 }, () => 0xaa)),
  );

  const { entries, complaints } = printOn(48, rowBands(picture));

  expect(complaints).toEqual([]);
  expect(entries.every((entry) => entry.type === "image" && entry.widthDots === 576)).toBe(true);
  const heights = entries.map((entry) => (entry.type === "image" ? entry.heightDots : 0));
  expect(heights.reduce((sum, height) => sum + height)).toBe(300);
  expect(Math.max(...heights) * 72).toBeLessThanOrEqual(3072);
});

test("no band holds a real-time command, and all other bytes stay", () => {
  const nearly = fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x00, 0xff);
  const row = fc.array(nearly, { minLength: 4, maxLength: 4 });

  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
      const given = rows.flat();
      const sent = [...rowBands(pictureOf(rows))].slice(8);

      expect(sent.some((byte, at) => isRealTime(byte, sent[at + 1]))).toBe(false);
      expect(sent).toEqual(
        given.map((byte, at) => (isRealTime(byte, given[at + 1]) ? 0x18 : byte)),
      );
    }),
  );
});

test("in columns the highest bit is the highest dot, and bands touch", () => {
  const picture = pictureOf([[0x80], [0x00], [0x80], ...Array.from({ length: 6 }, () => [0x00])]);

  const bytes = [...columnBands({ ...picture, widthDots: 3 })];

  const [spacing, high, low, usual] = [
    [0x1b, 0x33, 16],
    [0x1b, 0x2a, 1, 3, 0, 0xa0, 0, 0, 0x0a],
    [0x1b, 0x2a, 1, 3, 0, 0, 0, 0, 0x0a],
    [0x1b, 0x32],
  ];
  expect(bytes).toEqual([spacing, high, low, usual].flat());
});

test("dots are counted from the left", () => {
  expect([0, 7, 8, 15, 16].map((at) => hasDot(Uint8Array.of(0x80, 0x01), at))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});

function isRealTime(byte: number, next: number | undefined): boolean {
  return byte === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14);
}

function pictureOf(rows: ReadonlyArray<ReadonlyArray<number>>): DotPicture {
  return { widthDots: (rows[0]?.length ?? 0) * 8, rows: rows.map((row) => Uint8Array.from(row)) };
}

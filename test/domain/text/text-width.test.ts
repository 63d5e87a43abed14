import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { isNarrow, signWidth, textWidth } from "../../../src/domain/text/text-width.ts";

/** Where the cursor stands behind each of these in tmux 3.3a, which glibc's `wcwidth` agrees with. */
const MEASURED: ReadonlyArray<readonly [text: string, cells: number]> = [
  ["Crème brûlée", 12],
  ["a\u0301", 1],
  ["12.50 € – ½ ①", 13],
  ["寿司", 4],
  ["ﾀﾞ", 2],
  ["한", 2],
  ["\u1112\u1161\u11ab", 2],
  ["ต้มยำกุ้ง", 6],
  ["नि", 2],
  ["\u00ad", 1],
  ["☕", 2],
  ["☕\ufe0f", 2],
  ["🍺", 2],
  ["⌚", 2],
  ["❤", 1],
  ["🇨🇭", 2],
  ["👩\u200d🍳", 2],
  ["\u4dc0", 2],
  ["\u303f", 1],
];

test.each(MEASURED)("%j takes as many cells as a terminal gives it", (text, cells) => {
  expect(textWidth(text)).toBe(cells);
});

describe("a text of signs that need no look", () => {
  test("has none that is wide or takes no cell", () => {
    const signs = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
    const narrow = signs.filter(isNarrow);

    // A mark before it keeps the look from being left out.
    expect(narrow.filter((sign) => textWidth(`\u0301${sign}`) !== 1)).toEqual([]);
  });

  test("is as wide as its signs together, whichever signs they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const signs = Array.from(text);
        fc.pre(!signs.includes("\u200d"));

        expect(textWidth(text)).toBe(signs.reduce((sum, sign) => sum + signWidth(sign), 0));
      }),
    );
  });
});

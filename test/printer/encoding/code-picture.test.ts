import { expect, test } from "vitest";

import { codeModules, codePicture } from "../../../src/printer/encoding/code-picture.ts";

// Worked examples of the specifications, and patterns that zbarimg reads as their data.
test.each([
  [
    "ean13",
    "4006381333931",
    "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101",
  ],
  ["ean8", "96385074", "1010001011010111101111010110111010101001110111001010001001011100101"],
  [
    "upca",
    "036000291452",
    "10100011010111101010111100011010001101000110101010110110011101001100110101110010011101101100101",
  ],
  ["code128", "A1", "110100100001010001100010011100110100001001101100011101011"],
] as const)("%s %s in modules", (symbology, data, modules) => {
  expect(codeModules(symbology, data)).toBe(modules);
});

test("it has a quiet zone, and is no wider than the paper", () => {
  const picture = codePicture("ean13", "4006381333931", 384);

  expect(picture?.widthDots).toBe((95 + 20) * 2);
  expect(picture?.rows).toHaveLength(80);
  expect([...(picture?.rows[0]?.slice(0, 3) ?? [])]).toEqual([0, 0, 0x0c]);
  expect(codePicture("code128", "x".repeat(40), 384)).toBeUndefined();
});

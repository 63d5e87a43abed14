/** The build asks no pattern of all emoji about a sign of one unit: that has to be as wide without it. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, test } from "vitest";

import { leanWidth } from "../../scripts/lean-width.mjs";

/** As Ink resolves it. */
const ofInk = createRequire(createRequire(import.meta.url).resolve("ink"));
const WIDTH = ofInk.resolve("string-width");
const ofWidth = createRequire(WIDTH);

const UNITS = 0x1_00_00;
const EMOJI = /^\p{RGI_Emoji}$/v;

test("every emoji of one unit is as wide as the package says without that pattern", async () => {
  const { eastAsianWidth } = (await import(ofWidth.resolve("get-east-asian-width"))) as {
    readonly eastAsianWidth: (codePoint: number) => number;
  };
  const signs = Array.from({ length: UNITS }, (_, unit) => String.fromCharCode(unit));
  const emoji = signs.filter((sign) => EMOJI.test(sign));

  expect(emoji.length).toBeGreaterThan(50);
  expect(emoji.filter((sign) => eastAsianWidth(sign.charCodeAt(0)) !== 2)).toEqual([]);
});

test("the package is the one that the build changes", () => {
  const source = readFileSync(WIDTH, "utf8");

  expect(leanWidth(source)).toContain("(segment.length > 1 && rgiEmojiRegex.test(segment))");
  expect(() => leanWidth("export default (text) => text.length;")).toThrow("another one");
});

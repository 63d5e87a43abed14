/** The roll as a picture: letters in their cells, pictures dot by dot, and where the knife goes. */

import { describe, expect, test } from "vitest";

import { rollToSvg } from "../../src/printer/roll-svg.ts";
import { type Paper, printOn } from "../support/emulated-paper.ts";
import { xmlFault } from "../support/xml-fault.ts";

const ESC = 0x1b;
const GS = 0x1d;
describe("letters", () => {
  test("stand in the cells of their font, each in its own place", () => {
    const svg = drawn("abc\n", [ESC, 0x4d, 1], "abc\n", [GS, 0x21, 0x12], "ab\n");

    expect(lettersIn(svg)).toEqual([
      { text: "abc", at: "translate(0 0) scale(1 1)", x: "0 12 24", size: "20" },
      { text: "abc", at: "translate(0 0) scale(1 1)", x: "0 9 18", size: "15" },
      { text: "ab", at: "translate(0 0) scale(2 3)", x: "0 9", size: "15" },
    ]);
  });

  test("of several heights stand on one line, which is as high as the tallest", () => {
    const svg = drawn("a", [GS, 0x21, 0x01], "b\n", "c\n");

    expect(lettersIn(svg).map(({ at }) => at)).toEqual([
      "translate(0 24) scale(1 1)",
      "translate(12 0) scale(1 2)",
      "translate(0 0) scale(1 2)",
    ]);
    expect(groupsIn(svg)).toEqual(["32 100", "32 148"]);
  });

  test("are bold, underlined, white on black and red", () => {
    const bold = drawn([ESC, 0x45, 1], "a\n");
    const underlined = drawn([ESC, 0x2d, 2], "ab\n");
    const inverse = drawn([GS, 0x42, 1], "ab\n");
    const red = drawn([ESC, 0x72, 1], "a\n");

    expect(bold).toContain('font-weight="bold"');
    expect(underlined).toContain('<rect x="0" y="23" width="24" height="2" fill="#1a1a1a"/>');
    expect(inverse).toContain('<rect x="0" y="0" width="24" height="24" fill="#1a1a1a"/>');
    expect(inverse).toMatch(/<text [^>]*fill="#fff"/u);
    expect(red).toMatch(/<text [^>]*fill="#c01818"/u);
  });

  test("are aligned to the dot, and turned upside down", () => {
    const svg = drawn([ESC, 0x61, 1], "abc\n", [ESC, 0x61, 2], "abc\n", [ESC, 0x7b, 1], "abc\n");

    expect(lettersIn(svg).map(({ at }) => at)).toEqual([
      "translate(270 0) scale(1 1)",
      "translate(540 0) scale(1 1)",
      "translate(540 0) scale(1 1)",
    ]);
    expect(svg).toContain('<g transform="rotate(180 288 12)">');
  });

  test("that mean something in XML are only letters, whatever is printed", () => {
    const svg = drawn(`<a href="&">\n`, [ESC, 0x74, 19, 0xd5, 0xff, 0x0a], [GS, 0x56, 0x42, 0]);

    expect(svg).toContain('&lt;a href="&amp;"&gt;');
    expect(xmlFault(svg)).toBeUndefined();
  });
});

describe("pictures", () => {
  test("are drawn dot by dot", () => {
    const svg = drawn([GS, 0x76, 0x30, 0, 2, 0, 2, 0, 0b1100_0001, 0b1000_0000, 0, 1]);

    expect(pathsIn(svg)).toEqual(["M0 0h2v1h-2zM7 0h2v1h-2zM15 1h1v1h-1z"]);
  });

  test("by columns stand in the line, as large as they are meant", () => {
    const svg = drawn([ESC, 0x2a, 33, 2, 0, 0x80, 0, 1, 0, 0, 0], "a", [
      ESC,
      0x2a,
      0,
      1,
      0,
      0x80,
      10,
    ]);

    expect(pathsIn(svg)).toEqual([
      "M0 0h1v1h-1zM0 23h1v1h-1z",
      "M0 0h2v1h-2zM0 1h2v1h-2zM0 2h2v1h-2z",
    ]);
    expect(svg).toContain('<path transform="translate(14 0)"');
  });
});

describe("cuts", () => {
  test("go where the knife is: by letter behind the last line, by number through what is above", () => {
    const [fed, unfed] = [drawn("1\n", [GS, 0x56, 0x41, 5]), drawn("1\n2\n", [GS, 0x56, 0])];

    expect(cutsIn(fed)).toEqual(["full 135"]);
    expect(heightOf(fed)).toBe(135);
    expect(cutsIn(unfed)).toEqual(["full 60"]);
    // The two lines come out with whatever is printed next.
    expect(heightOf(unfed)).toBe(192);
  });

  test("that are partial leave the middle", () => {
    expect(drawn("1\n", [GS, 0x56, 0x42, 0])).toContain('d="M0 130H308M332 130H640"');
  });
});

function drawn(...parts: Parts): string {
  const paper: Paper = printOn(48, bytesOf(...parts));
  expect(paper.complaints).toEqual([]);
  return rollToSvg(paper.entries, { columns: 48 });
}

type Parts = ReadonlyArray<number | string | ReadonlyArray<number>>;

function bytesOf(...parts: Parts): ReadonlyArray<number> {
  return parts.flatMap((part) => (typeof part === "string" ? asciiOf(part) : part));
}

function asciiOf(text: string): ReadonlyArray<number> {
  return Array.from(text, (sign) => sign.charCodeAt(0));
}

interface Letters {
  readonly text: string;
  readonly at: string;
  readonly x: string;
  readonly size: string;
}

function lettersIn(svg: string): ReadonlyArray<Letters> {
  const letters =
    /<text transform="(?<at>[^"]*)" x="(?<x>[^"]*)" [^>]*font-size="(?<size>[0-9]+)"[^>]*>(?<text>[^<]*)</gu;
  return [...svg.matchAll(letters)].map(({ groups }) => groups as unknown as Letters);
}

function groupsIn(svg: string): ReadonlyArray<string> {
  return found(svg, /<g transform="translate\((?<found>[^)]*)\)">/gu);
}

function pathsIn(svg: string): ReadonlyArray<string> {
  return found(svg, / d="(?<found>M[^"]*)"\/>/gu);
}

function cutsIn(svg: string): ReadonlyArray<string> {
  return [...svg.matchAll(/class="(?<kind>full|partial)-cut" d="M0 (?<y>[0-9]+)/gu)].map(
    ({ groups }) => `${groups?.["kind"]} ${groups?.["y"]}`,
  );
}

function heightOf(svg: string): number {
  return Number(found(svg, /^<svg [^>]*height="(?<found>[0-9]+)"/gu)[0]);
}

function found(svg: string, pattern: RegExp): ReadonlyArray<string> {
  return [...svg.matchAll(pattern)].map(({ groups }) => groups?.["found"] ?? "");
}

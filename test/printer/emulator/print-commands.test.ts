/** What the printer makes of commands that other software sends, too. */

import { describe, expect, test } from "vitest";

import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { printOn } from "../../support/emulated-paper.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

describe("text", () => {
  test.each([
    ["tabs", ["a\tb\tc\n"], "a       bc\n"],
    ["tabs of its own", [ESC, 0x44, 3, 9, 0, "a\tb\tc\td\n"], "a  b     cd\n"],
    ["places in the line", ["a", [ESC, 0x24, 48, 0], "b", [ESC, 0x5c, 12, 0], "c\n"], "a   b c\n"],
    ["a margin", [[GS, 0x4c, 24, 0], "a\n", [ESC, 0x61, 2], "b\n"], "  a\n           b\n"],
    ["a narrow area", [[GS, 0x57, 36, 0], "abcd\n"], "abc\nd\n"],
    ["space between letters", [[ESC, 0x20, 12], "abcdefghi\n"], "abcdef\nghi\n"],
    ["German letters", [[ESC, 0x52, 2], "[\\]{|}~@\n"], "ÄÖÜäöüß§\n"],
    ["a rule of page 1", [[ESC, 0x74, 1, 0x95, 0xa1, 0xdf, 0xe0, 0xff], "\n"], "─｡ﾟ═\n"],
    ["code page 866", [[ESC, 0x74, 17, 0x8f, 0xa8, 0xa2, 0xae], "\n"], "Пиво\n"],
    ["UTF-8", [[FS, 0x28, 0x43, 2, 0, 0x30, 2, 0xe2, 0x82, 0xac], "\n"], "€\n"],
  ] as const)("%s", (_, parts, text) => {
    expect(printOn(12, bytesOf(parts))).toMatchObject({ text, complaints: [] });
  });

  test("font B is narrower, and both fit on one line", () => {
    const paper = printOn(12, bytesOf(["abcdefgh", [ESC, 0x4d, 1], "12345678\n"]));

    expect(paper.text).toBe("abcdefgh12345\n678\n");
  });

  test("spacing moves the paper, and letters that are higher more", () => {
    const paper = printOn(12, bytesOf(["a\n", [ESC, 0x33, 60], "b\n", [GS, 0x21, 3], "c\n"]));
    const jumped = printOn(12, bytesOf(["a", [ESC, 0x4a, 90], [ESC, 0x4a, 0], "b\n"]));

    expect(feedsOf(paper.entries)).toEqual([30, 60, 96]);
    expect(feedsOf(jumped.entries)).toEqual([90, 30]);
  });
});

test("the same thing that is wrong in a row is told once", () => {
  const paper = printOn(48, [ESC, 0x74, 99, 0x80, 0x81, 10, ESC, 0x7f, 0x82, 10]);

  expect(paper.complaints).toEqual([
    "no code page 99",
    "unknown command ESC 7F",
    "no code page 99",
  ]);
});

test("letters that the host defines are not drawn, and nothing of them is printed", () => {
  const two = [ESC, 0x26, 3, 0x41, 0x42, 1, 1, 2, 3, 2, 1, 2, 3, 4, 5, 6];
  const paper = printOn(48, bytesOf([two, [ESC, 0x25, 1], "AB\n"]));

  expect(paper.text).toBe("AB\n");
  expect(paper.complaints).toEqual(["letters that the host defines: not drawn here"]);
});

describe("pictures", () => {
  test("stored and printed, by the short form and by the long one", () => {
    const stored = [0x30, 0x70, 0x30, 2, 1, 0x31, 8, 0, 2, 0, 0b1000_0001, 0b0100_0000];
    const print = [GS, 0x28, 0x4c, 2, 0, 0x30, 50];
    const short = [[GS, 0x28, 0x4c, stored.length, 0], stored, print];
    const long = [[GS, 0x38, 0x4c, stored.length, 0, 0, 0], stored, print];

    for (const bytes of [short, long]) {
      expect(printOn(48, bytes.flat())).toMatchObject({
        entries: [
          {
            type: "image",
            widthDots: 16,
            heightDots: 2,
            rows: Uint8Array.of(0b1100_0000, 0b0000_0011, 0b0011_0000, 0),
          },
        ],
        complaints: [],
      });
    }
  });

  test("a logo is kept without power, in both ways to teach it", () => {
    const printer = createPrinterDevice({ clock: createManualClock(), columns: 48 });
    const logo = [0x30, 0x43, 0x30, 0x47, 0x31, 1, 8, 0, 1, 0, 0x31, 0xff];
    printer.receive(Uint8Array.from([GS, 0x28, 0x4c, logo.length, 0, ...logo]));
    printer.receive(Uint8Array.of(FS, 0x71, 1, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 1));
    printer.set({ power: "off" });
    printer.set({ power: "on" });

    printer.receive(Uint8Array.of(GS, 0x28, 0x4c, 6, 0, 0x30, 0x45, 0x47, 0x31, 1, 1));
    printer.receive(Uint8Array.of(FS, 0x70, 1, 0, FS, 0x70, 2, 0));

    expect(printer.roll()).toMatchObject([
      { type: "image", rows: Uint8Array.of(0xff) },
      { type: "image", rows: Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 1) },
    ]);
    expect(printer.complaints()).toEqual(["no logo FS 2"]);
  });

  test("wider than the paper are cut off", () => {
    const paper = printOn(1, [GS, 0x76, 0x30, 0, 3, 0, 1, 0, 1, 2, 3]);

    expect(paper.entries).toMatchObject([{ widthDots: 12, rows: Uint8Array.of(1, 2) }]);
  });
});

describe("what prints nothing is told", () => {
  test.each([
    ["an EAN-13 with a wrong check digit", code(67, "9800000000411"), "no EAN-13: 9800000000411"],
    ["letters in ITF", code(70, "12AB"), "no ITF: 12AB"],
    ["half a pair in ITF", code(70, "123"), "no ITF: 123"],
    ["CODE128 without its set", code(73, "ABC"), "no CODE128: ABC"],
    ["a CODE128 of nothing", code(73, "{B"), "no CODE128: {B"],
    ["lower case in CODE39", code(69, "abc"), "no CODE39: abc"],
    ["CODABAR without its ends", code(71, "123"), "no CODABAR: 123"],
    ["a UPC-E that can't be", code(66, "12345678901"), "no UPC-E: 12345678901"],
    [
      "a code too wide",
      code(69, "A".repeat(40)),
      `too wide for the paper: CODE39 ${"A".repeat(40)}`,
    ],
    ["a QR code of nothing", [GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30], "no QR code of 0 bytes"],
    [
      "a picture of many megabytes",
      [GS, 0x76, 0x30, 0x30, 0x20, 0x20, 0x20, 0x20],
      "GS 76 longer than any command",
    ],
    ["page mode", [ESC, 0x4c], "page mode: not drawn here"],
    ["an unknown function", [GS, 0x28, 0x5a, 2, 0, 1, 2], "unknown command GS ( 5A 2"],
  ])("%s", (_, bytes, complaint) => {
    const paper = printOn(48, bytes);

    expect(paper.entries).toEqual([]);
    expect(paper.complaints).toEqual([complaint]);
  });
});

test("the buzzer sounds as often as it is told to, by both commands", () => {
  const printer = createPrinterDevice({ clock: createManualClock(), columns: 48 });

  printer.receive(Uint8Array.of(ESC, 0x42, 2, 1, ESC, 0x28, 0x41, 4, 0, 0x30, 1, 3, 5));

  expect(printer.status().buzzes).toBe(5);
  expect(printer.complaints()).toEqual([]);
});

function bytesOf(
  parts: ReadonlyArray<number | string | ReadonlyArray<number>>,
): ReadonlyArray<number> {
  return parts.flatMap((part) => (typeof part === "string" ? Array.from(Buffer.from(part)) : part));
}

function code(form: number, data: string): ReadonlyArray<number> {
  return bytesOf([[GS, 0x6b, form, data.length], data]);
}

function feedsOf(entries: ReturnType<typeof printOn>["entries"]): ReadonlyArray<number> {
  return entries.flatMap((entry) => (entry.type === "line" ? [entry.feedDots] : []));
}

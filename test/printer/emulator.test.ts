import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ticketToDocument } from "../../src/printer/documents/ticket-document.ts";
import { createEmulator } from "../../src/printer/emulator.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { epson80 } from "../../src/printer/encoding/profile.ts";
import { printOn } from "../support/emulated-paper.ts";
import { ticketView } from "../support/printed-views.ts";

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const LF = 0x0a;

describe("text", () => {
  test("appears when its line ends, in the style that was set", () => {
    const paper = printOn(48, [ESC, 0x45, 1, ...ascii("a"), ESC, 0x21, 0, ...ascii("b"), LF]);

    expect(paper.entries).toMatchObject([
      {
        type: "line",
        runs: [
          { text: "a", style: { bold: true } },
          { text: "b", style: { bold: false } },
        ],
      },
    ]);
    expect(printOn(48, ascii("not yet")).entries).toEqual([]);
  });

  test("double strike and bold are switched apart", () => {
    const paper = printOn(48, [ESC, 0x47, 1, ESC, 0x45, 1, ESC, 0x45, 0, ...ascii("a"), LF]);

    expect(paper.entries).toMatchObject([
      { runs: [{ style: { bold: false, doubleStrike: true } }] },
    ]);
  });

  test("that is too long is wrapped by the printer, wide letters sooner", () => {
    const paper = printOn(4, [...ascii("abcdef"), LF, GS, 0x21, 0x11, ...ascii("abc"), LF]);

    expect(paper.text).toBe("abcd\nef\nab\nc\n");
    expect(paper.entries[0]).toMatchObject({ wrapped: true });
  });

  test("is aligned, but not from the middle of a line", () => {
    const paper = printOn(9, [ESC, 0x61, 2, ...ascii("ab"), ESC, 0x61, 0, LF]);

    expect(paper.text).toBe("       ab\n");
    expect(paper.complaints).toEqual(["ESC a within a line has no effect"]);
  });

  test("is read in the page that was selected, which a reset forgets", () => {
    const bytes = [ESC, 0x74, 16, 0x80, LF, ESC, 0x74, 19, 0xd5, LF, ESC, 0x40, 0x84, LF];

    expect(printOn(48, bytes).text).toBe("€\n€\nä\n");
    expect(printOn(48, [ESC, 0x74, 99, 0x80, LF])).toMatchObject({
      text: "\u{FFFD}\n",
      complaints: ["no code page 99"],
    });
  });

  test("turns into ideographs on a printer that starts in two-byte mode, until that is off", () => {
    const printer = createEmulator({ columns: 48, startsInKanjiMode: true });

    printer.write(Uint8Array.from([0x84, 0x94, LF, FS, 0x2e, 0x84, 0x94, LF]));

    expect(printer.takeRoll()).toMatchObject([
      { runs: [{ text: "〓" }] },
      { runs: [{ text: "äö" }] },
    ]);
  });
});

describe("cuts, pulses and codes", () => {
  test.each([
    ["full", [GS, 0x56, 0x00]],
    ["partial", [GS, 0x56, 0x31]],
    ["full", [GS, 0x56, 0x41, 3]],
    ["partial", [GS, 0x56, 0x42, 3]],
    ["partial", [GS, 0x56, 0x62, 3]],
    ["full", [GS, 0x56, 0x67, 3]],
  ])("a %s cut: %j", (kind, bytes) => {
    expect(printOn(48, bytes)).toMatchObject({ entries: [{ type: "cut", kind }], complaints: [] });
  });

  test("a drawer pulse takes two times, and a missing one is taken from what follows", () => {
    expect(printOn(48, [ESC, 0x70, 1, 0x19, 0xfa]).entries).toEqual([{ type: "pulse", pin: 5 }]);
    expect(printOn(48, [ESC, 0x70, 0, ...ascii("abc"), LF]).text).toBe("(drawer opens)\nc\n");
  });

  test("both forms of the barcode command are read to their end", () => {
    const digits = ascii("9800000000410");
    const formA = [GS, 0x6b, 2, ...digits, 0, ...ascii("x"), LF];
    const formB = [GS, 0x6b, 67, 13, ...digits, ...ascii("x"), LF];

    for (const bytes of [formA, formB]) {
      expect(printOn(24, bytes).text).toBe("  || 9800000000410 ||\nx\n");
    }
  });

  test("a wrong check digit prints nothing", () => {
    const paper = printOn(48, [GS, 0x6b, 67, 13, ...ascii("9800000000411")]);

    expect(paper.entries).toEqual([]);
    expect(paper.complaints).toEqual(["no EAN-13: 9800000000411"]);
  });

  test("a QR code shows its data, an image its size", () => {
    const store = [GS, 0x28, 0x6b, 5, 0, 0x31, 0x50, 0x30, ...ascii("hi")];
    const print = [GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30];
    const image = [GS, 0x76, 0x30, 0, 2, 0, 3, 0, 1, 2, 3, 4, 5, 6];

    expect(printOn(48, [...store, ...print, ...image])).toMatchObject({
      entries: [
        { type: "qr", data: "hi" },
        { type: "image", widthDots: 16, heightDots: 3 },
      ],
      complaints: [],
    });
  });
});

describe("answers", () => {
  test.each([
    ["real-time status", [0x10, 0x04, 1], [0x16]],
    ["paper status, in order", [GS, 0x72, 1], [0x00]],
    [
      "process id",
      [GS, 0x28, 0x48, 6, 0, 0x30, 0x30, ...ascii("0042")],
      [0x37, 0x22, ...ascii("0042"), 0],
    ],
    ["automatic status", [GS, 0x61, 0x0f], [0x14, 0, 0, 0]],
  ])("%s", (_, question, answer) => {
    const printer = createEmulator({ columns: 48 });

    printer.write(Uint8Array.from(question));

    expect([...printer.takeReplies()]).toEqual(answer);
    expect(printer.takeComplaints()).toEqual([]);
  });
});

test("what it doesn't know is reported by name", () => {
  expect(printOn(48, [ESC, 0x35, GS, 0x5a, 0x02, LF]).complaints).toEqual([
    "unknown command ESC 35",
    "unknown command GS 5A",
    "unknown byte 2",
  ]);
});

test("a job that arrives in pieces prints as it does in one", () => {
  const { bytes } = encodeDocument(ticketToDocument(ticketView()), epson80);
  const whole = printOn(48, bytes);

  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (sizes) => {
      const printer = createEmulator({ columns: 48 });
      let at = 0;
      for (const size of [...sizes, bytes.length]) {
        printer.write(bytes.slice(at, at + size));
        at += size;
      }

      expect(printer.takeRoll()).toEqual(whole.entries);
    }),
  );
});

test("any bytes at all leave the printer alive", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(printOn(48, bytes).text).toBeTypeOf("string");
    }),
  );
});

function ascii(text: string): ReadonlyArray<number> {
  return Array.from(text, (character) => character.charCodeAt(0));
}

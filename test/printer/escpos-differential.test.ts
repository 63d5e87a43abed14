/**
 * A second opinion from `escpos`, where it is right: text in one page, alignment, weight, cut. It
 * aligns by command and we by spaces, so the papers are compared and not the bytes.
 */

import { createRequire } from "node:module";

import fc from "fast-check";
import { expect, test } from "vitest";

import { type Align, type Block } from "../../src/printer/document.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { generic80 } from "../../src/printer/encoding/profile.ts";
import { type RollEntry } from "../../src/printer/roll.ts";
import { printOn } from "../support/emulated-paper.ts";

/** What of the library's printer is used here. It has no types of its own. */
interface EscposPrinter {
  readonly align: (to: "LT" | "CT" | "RT") => EscposPrinter;
  readonly style: (type: "B" | "NORMAL") => EscposPrinter;
  readonly text: (text: string, encoding: string) => EscposPrinter;
  readonly cut: () => EscposPrinter;
  readonly buffer: { readonly flush: () => Uint8Array };
}

const ALIGN_NAMES = { left: "LT", center: "CT", right: "RT" } as const;
/** The library ends every style with the line spacing command ESC 5, which printers don't know. */
const KNOWN_MISTAKE = "unknown command ESC 35";
const LETTERS = Array.from("aZ7.,-äöüß€éñå");
const SELECT_CP858 = [0x1b, 0x74, 19];

test("escpos prints the same paper from text, alignment, weight and a cut", () => {
  fc.assert(
    fc.property(fc.array(textBlock(), { minLength: 1, maxLength: 8 }), (blocks) => {
      const ours = printOn(48, encodeDocument(paperOf(blocks), generic80).bytes);
      const theirs = printOn(48, [...SELECT_CP858, ...escposBytes(blocks)]);

      expect(theirs.complaints.filter((complaint) => complaint !== KNOWN_MISTAKE)).toEqual([]);
      expect(visible(theirs.text)).toEqual(visible(ours.text));
      expect(boldWords(theirs.entries)).toEqual(boldWords(ours.entries));
    }),
  );
});

function paperOf(blocks: ReadonlyArray<TextBlock>): Parameters<typeof encodeDocument>[0] {
  return { kind: "report", blocks: [...blocks, { type: "cut" }] };
}

function escposBytes(blocks: ReadonlyArray<TextBlock>): Uint8Array {
  const printer = createEscposPrinter();
  for (const { text, align, style } of blocks) {
    printer
      .align(ALIGN_NAMES[align])
      .style(style.bold ? "B" : "NORMAL")
      .text(text, "cp858");
  }
  return printer.cut().buffer.flush();
}

/** Only its byte buffer is used, so the adapter that it writes to is empty. */
function createEscposPrinter(): EscposPrinter {
  const loaded: unknown = createRequire(import.meta.url)("escpos/printer");
  if (typeof loaded !== "function") throw new TypeError("escpos/printer exports no constructor");
  return Reflect.construct(loaded, [{}]) as EscposPrinter;
}

/** The library feeds before it cuts. */
function visible(text: string): ReadonlyArray<string> {
  return text.split("\n").filter((line) => line !== "");
}

function boldWords(entries: ReadonlyArray<RollEntry>): ReadonlyArray<string> {
  return entries.flatMap((entry) =>
    entry.type === "line"
      ? entry.runs
          .filter(({ text, style }) => style.bold && text.trim() !== "")
          .map(({ text }) => text.trim())
      : [],
  );
}

type TextBlock = Extract<Block, { type: "text" }> & {
  readonly align: Align;
  readonly style: { readonly bold: boolean };
};

function textBlock(): fc.Arbitrary<TextBlock> {
  return fc.record({
    type: fc.constant("text" as const),
    text: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 48 }),
    align: fc.constantFrom("left" as const, "center" as const, "right" as const),
    style: fc.record({ bold: fc.boolean() }),
  });
}

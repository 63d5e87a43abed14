/**
 * Papers on every model that has a profile, read by a printer in software with that model's code
 * pages: nothing in them that it doesn't know, nothing wider than its paper.
 */

import fc from "fast-check";
import { expect, test } from "vitest";

import { type Block, type PrintDocument } from "../../src/printer/document.ts";
import { receiptToDocument } from "../../src/printer/documents/receipt-document.ts";
import { testPageToDocument } from "../../src/printer/documents/test-page-document.ts";
import { ticketToDocument } from "../../src/printer/documents/ticket-document.ts";
import { createEmulator } from "../../src/printer/emulator.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { PROFILES, type PrinterProfile } from "../../src/printer/encoding/profile.ts";
import { type RollEntry } from "../../src/printer/roll.ts";
import { euros, receiptView, ticketLine, ticketView } from "../support/printed-views.ts";

const SCRIPTS = Array.from("aZ5 .,-äßé€£–…ŁžЖяΩλĞı中文カ한שלום سلام ไทยé\u{301}½│👍\n\t");

const PAPERS: ReadonlyArray<PrintDocument> = [
  receiptToDocument(receiptView(), { formatMoney: euros, opensDrawer: true }),
  ticketToDocument(
    ticketView({ lines: [ticketLine({ act: "void", name: "Żurek 宫保鸡丁", note: "АЛЛЕРГИЯ" })] }),
    "fr",
  ),
  testPageToDocument({
    name: "Küche",
    models: "Any",
    at: ticketView().at,
    number: 12,
    opensDrawer: true,
    locale: "es",
  }),
];

test.each(PROFILES.map((profile) => [profile.name, profile] as const))(
  "%s understands all of a receipt, a ticket and a test page",
  (_, profile) => {
    expect(PAPERS.flatMap((paper) => troublesOf(paper, profile))).toEqual([]);
  },
);

test("text in any script and style fits on every model", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PROFILES),
      fc.array(block(), { maxLength: 5 }),
      (profile, blocks) => {
        expect(troublesOf({ kind: "report", blocks }, profile)).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

/** What the printer doesn't know, and what is wider than its paper. */
function troublesOf(paper: PrintDocument, profile: PrinterProfile): ReadonlyArray<unknown> {
  const printer = createEmulator({
    columns: profile.columns,
    pagesByNumber: new Map(profile.codePages.map(({ page, select }) => [select, page])),
  });
  printer.write(encodeDocument(paper, profile).bytes);
  const tooWide = printer.takeRoll().filter((entry) => isTooWide(entry, profile));
  return [...printer.takeComplaints(), ...tooWide];
}

function isTooWide(entry: RollEntry, { dotsPerLine }: PrinterProfile): boolean {
  if (entry.type === "image") return entry.widthDots > dotsPerLine;
  return entry.type === "line" && entry.wrapped;
}

function block(): fc.Arbitrary<Block> {
  const text = fc.string({ unit: fc.constantFrom(...SCRIPTS), maxLength: 60 });
  const style = fc.record({
    bold: fc.boolean(),
    doubleHeight: fc.boolean(),
    doubleWidth: fc.boolean(),
    inverse: fc.boolean(),
    underline: fc.boolean(),
    red: fc.boolean(),
  });
  const align = fc.constantFrom("left" as const, "center" as const, "right" as const);
  return fc.oneof(
    fc.record({ type: fc.constant("text" as const), text, style, align }),
    fc.record({ type: fc.constant("row" as const), left: text, right: text, style }),
    fc.record({
      type: fc.constant("table" as const),
      aligns: fc.constant(["left" as const, "right" as const]),
      rows: fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 3 }),
    }),
  );
}

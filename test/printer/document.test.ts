import { expect, test } from "vitest";

import {
  documentToJson,
  jsonToDocument,
  markReprint,
  type PrintDocument,
} from "../../src/printer/document.ts";
import { receiptToDocument } from "../../src/printer/documents/receipt-document.ts";
import { ticketToDocument } from "../../src/printer/documents/ticket-document.ts";
import { euros, receiptView, ticketView } from "../support/printed-views.ts";

test("documents come back from the queue as they went in", () => {
  const documents: ReadonlyArray<PrintDocument> = [
    receiptToDocument(receiptView({ demo: true }), { formatMoney: euros, opensDrawer: true }),
    ticketToDocument(ticketView()),
    { kind: "report", blocks: [{ type: "text", text: "Takings" }] },
  ];

  for (const document of documents) {
    expect(jsonToDocument(documentToJson(document))).toEqual(document);
  }
});

test("a document that an older build has queued still prints", () => {
  const blocks = [
    { type: "pulse" },
    { type: "text", text: "Café", style: { bold: true, inverse: true }, align: "center" },
    { type: "row", left: "1 x Tea", right: "2.50", indent: 1 },
    { type: "table", aligns: ["left", "right"], rows: [["VAT", "0.20"]] },
    { type: "rule", double: true },
    { type: "barcode", ean13: "9800000000410" },
    { type: "qr", text: "ABC" },
    { type: "feed", lines: 2 },
    { type: "cut" },
  ];
  const json = JSON.stringify({ kind: "receipt", blocks });

  expect(jsonToDocument(json)).toEqual({ kind: "receipt", blocks });
});

test("a barcode that no scanner could read is none", () => {
  const [read, short, umlaut] = [
    { symbology: "ean8", data: "96385074" },
    { symbology: "ean8", data: "9638507" },
    { symbology: "code128", data: "Größe" },
  ].map((code) =>
    jsonToDocument(JSON.stringify({ kind: "receipt", blocks: [{ type: "code", ...code }] })),
  );

  expect([read === undefined, short, umlaut]).toEqual([false, undefined, undefined]);
});

test("what is no document of this build is none, instead of something half printed", () => {
  expect(jsonToDocument("{")).toBeUndefined();
  expect(jsonToDocument('{"kind":"poster","blocks":[]}')).toBeUndefined();
  expect(jsonToDocument('{"kind":"ticket","blocks":[{"type":"hologram"}]}')).toBeUndefined();
});

test("a reprint says so on top and doesn't open the drawer again", () => {
  const document = receiptToDocument(receiptView(), { formatMoney: euros, opensDrawer: true });

  const marked = markReprint(document, "REPRINT 2");

  expect(marked.blocks[0]).toMatchObject({ type: "text", text: "REPRINT 2" });
  expect(marked.blocks.slice(1)).toEqual(document.blocks.filter(({ type }) => type !== "pulse"));
});

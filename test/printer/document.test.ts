import { expect, test } from "vitest";

import {
  documentToJson,
  jsonToDocument,
  markReprint,
  type PrintDocument,
  REPRINT_MARK,
} from "../../src/printer/document.ts";
import { receiptToDocument } from "../../src/printer/receipt-document.ts";
import { ticketToDocument } from "../../src/printer/ticket-document.ts";
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

test("what is no document of this build is none, instead of something half printed", () => {
  expect(jsonToDocument("{")).toBeUndefined();
  expect(jsonToDocument('{"kind":"poster","blocks":[]}')).toBeUndefined();
  expect(jsonToDocument('{"kind":"ticket","blocks":[{"type":"hologram"}]}')).toBeUndefined();
});

test("a reprint says so on top and doesn't open the drawer again", () => {
  const document = receiptToDocument(receiptView(), { formatMoney: euros, opensDrawer: true });

  const marked = markReprint(document);

  expect(marked.blocks[0]).toMatchObject({ type: "text", text: REPRINT_MARK });
  expect(marked.blocks.slice(1)).toEqual(document.blocks.filter(({ type }) => type !== "pulse"));
});

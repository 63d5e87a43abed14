import { expect, test } from "vitest";

import { toCustomerCopy, withMarks } from "../../../src/printer/documents/paper-marks.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { ticketToDocument } from "../../../src/printer/documents/ticket-document.ts";
import { paperWords } from "../../../src/printer/paper-words.ts";
import { enPaper as en } from "../../support/english-words.ts";
import { euros, receiptView, ticketView } from "../../support/printed-views.ts";

test("a paper that was made long ago gets its marks when it is printed", () => {
  const paper = ticketToDocument(ticketView());

  const marked = withMarks(paper, [{ type: "rerouted", from: "GRILL" }], en);

  expect(marked.blocks[0]).toMatchObject({
    text: " REROUTED FROM GRILL ",
    style: { inverse: true },
  });
  expect(marked.blocks.slice(1)).toEqual(paper.blocks);
});

test("the guest's copy says that it is one, and opens no drawer", () => {
  const receipt = receiptToDocument(receiptView(), { formatMoney: euros, opensDrawer: true });

  const copy = toCustomerCopy(receipt, paperWords("de"));

  expect(copy.blocks[0]).toMatchObject({ text: "KOPIE FÜR DEN GAST" });
  expect(copy.blocks.slice(1)).toEqual(receipt.blocks.filter(({ type }) => type !== "pulse"));
});

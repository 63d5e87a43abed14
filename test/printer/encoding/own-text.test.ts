/** Hebrew letters stand here in the order of the alphabet, so that their order on paper is seen. */

import { expect, test } from "vitest";

import { type PrintDocument } from "../../../src/printer/document.ts";
import { receiptToDocument } from "../../../src/printer/documents/receipt-document.ts";
import { ticketToDocument } from "../../../src/printer/documents/ticket-document.ts";
import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { layOut } from "../../../src/printer/encoding/layout.ts";
import { withOwnTexts } from "../../../src/printer/encoding/own-text.ts";
import { columnsOnPaper, toPrintable } from "../../../src/printer/encoding/printable-text.ts";
import { generic80 } from "../../../src/printer/encoding/profile.ts";
import { toVisualOrder } from "../../../src/printer/encoding/visual-order.ts";
import { euros, receiptView, ticketLine, ticketView } from "../../support/printed-views.ts";

const NAME = "אבג Cola 330 דהו";
/** As it is read from the right, wherever it stands. */
const ON_PAPER = "והד Cola 330 גבא";

test("a name with letters from the right and Latin ones keeps the order of its words on a ticket", () => {
  const ticket = ticketToDocument(
    ticketView({ lines: [ticketLine({ name: NAME, modifiers: [{ name: NAME, count: 2 }] })] }),
  );

  const lines = linesOf(ticket, 48);

  expect(lines).toContain(`1 x ${ON_PAPER}`);
  expect(lines).toContain(`    + 2 x ${ON_PAPER}`);
});

test("and on a receipt, with its amount where amounts stand", () => {
  const [line] = receiptView().lines;
  const receipt = receiptToDocument(
    receiptView({ lines: line === undefined ? [] : [{ ...line, name: NAME }] }),
    { formatMoney: euros, opensDrawer: false },
  );

  const found = linesOf(receipt, 48).find((text) => text.includes("Cola"));

  expect(found).toMatch(new RegExp(`^[0-9]+ x ${ON_PAPER} {2,}[0-9.]+`, "u"));
  expect(found).toHaveLength(48);
});

test("a name that goes on below goes on from the right", () => {
  const document = withOwnTexts({
    kind: "ticket",
    blocks: [{ type: "text", text: NAME }],
  } as const satisfies PrintDocument);

  expect(linesOf(document, 9)).toEqual(["Cola גבא", "והד 330"]);
});

test("a name from the left with a word from the right stays from the left", () => {
  const document = ticketToDocument(ticketView({ lines: [ticketLine({ name: "Cola אבג 330" })] }));

  expect(linesOf(document, 48)).toContain("1 x Cola 330 גבא");
});

test("nothing of it stands on paper, and marks that somebody typed do not turn what is around", () => {
  const { lost } = encodeDocument(
    ticketToDocument(ticketView({ lines: [ticketLine({ name: `\u{202e}${NAME}\u{2069}` })] })),
    generic80,
  );

  expect(lost).toEqual([]);
});

function linesOf(document: PrintDocument, columns: number): ReadonlyArray<string> {
  const profile = { ...generic80, columns };
  return layOut(document, {
    columns,
    toPrintable: (text) => toPrintable(text, profile).text,
    columnsOf: (character) => columnsOnPaper(character, profile),
    toVisualOrder,
  }).flatMap((line) =>
    line.type === "text" ? [line.segments.map(({ text }) => text).join("")] : [],
  );
}

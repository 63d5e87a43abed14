/** What a printer can't show is named to a person, by printer, and nothing is noted while it prints. */

import { expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { findPaper } from "../../../src/app/papers/shown-paper.ts";
import { lostLetters } from "../../../src/app/printing/lost-letters.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();

test("letters that no font has are named for the printer that lost them, each once", async () => {
  const opened = (await newCafe()).open();
  const { order } = sellGoods(opened.till, ["100"], { cash: 280 });
  const [receipt] = order.receipts;
  expect(lostLetters(opened)).toEqual([]);

  const blocks = [{ type: "text", text: "🍕 Pizza 🍕 Šunka ☃" }] as const;
  opened.jobs.add({
    documentId: "test-page/receipt/1",
    printer: "receipt",
    copy: 1,
    kind: "report",
    document: JSON.stringify({ kind: "report", blocks }),
    createdMs: 0,
  });

  expect(lostLetters(opened)).toEqual([{ id: "receipt", name: "Receipts", letters: ["🍕"] }]);
  expect(
    examine(opened).find(({ check, name }) => check === "letters" && name === "Receipts"),
  ).toMatchObject({
    state: "note",
    sentence: expect.stringContaining("🍕") as string,
  });
  expect(findPaper(opened, "test-page/receipt/1")).toMatchObject({ lost: ["🍕"] });
  expect(findPaper(opened, receipt)).toMatchObject({ lost: [] });
});
